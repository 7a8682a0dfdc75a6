"""Light from lamps among buildings: the published lux, an independent sight-line check, laws, and every awkward place."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import illuminance as by_hand
from app.analysis import lighting
from app.analysis import visibility as sight
from app.analysis.lighting_classes import lighting_class, window_limit
from app.analysis.lux_profile import Lux, profile, segments, updated
from app.analysis.photometry import Luminaire, lambertian
from app.analysis.trespass import after_change, facades, trespass
from app.quantity import Tag
from app.words import Words

LAWS = settings(deadline=None, max_examples=40)
CONSTANT = Luminaire("constant", np.zeros(1), np.array([0.0, 180.0]), np.full((1, 2), 1000.0), 1000.0)
# Bright to C = 0, dim behind, with kinks at its angles and a step at 85 degrees.
AHEAD = Luminaire(
    "ahead",
    np.array([0.0, 60.0, 180.0, 300.0, 360.0]),
    np.array([0.0, 30.0, 60.0, 85.0]),
    np.array([[700, 900, 1500, 200], [700, 800, 600, 90], [700, 300, 50, 10], [700, 500, 800, 40], [700, 900, 1500, 200]], float),
    3000.0,
)
TABLE = json.loads((Path(__file__).resolve().parents[3] / "resources/catalog/lighting_classes.json").read_text("utf-8"))
NOTHING = sight.walls(np.empty(0, object))
# The last is longer than a piece may be, so it is cut in two.
CROSS = np.array([[-60.0, 0, 0, 0], [0, 0, 60, 0], [0, -60, 0, 0], [0, 0, 0, 60], [-50, -40, 45, 50]])


def line_pieces(lines):
    lines = np.array(lines, float).reshape(-1, 4)
    return sight.pieces(lines, np.arange(len(lines)), np.zeros(len(lines)))


def boxes(corners):
    return np.array([shapely.box(*corner) for corner in corners], dtype=object)


def same(found, expected):
    """Two profiles agree to 1e-9."""
    np.testing.assert_allclose(found.lux_m, expected.lux_m, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.least_lx, expected.least_lx, rtol=1e-9, atol=1e-9)
    np.testing.assert_array_equal(found.piece, expected.piece)
    np.testing.assert_allclose(found.start_m, expected.start_m, atol=1e-9)
    np.testing.assert_allclose(found.end_m, expected.end_m, atol=1e-9)


HALVES = st.integers(-50, 50).map(lambda n: n / 2 + 0.13)


@st.composite
def places(draw, most=6):
    """Lamps of all kinds among a few buildings, none of them inside one."""
    corners = draw(st.lists(st.tuples(HALVES, HALVES, st.integers(1, 15), st.integers(1, 15)), max_size=6))
    solid = boxes([(x, y, x + w, y + h) for x, y, w, h in corners])
    n = draw(st.integers(1, most))
    column = st.lists(st.integers(0, 3), min_size=n, max_size=n)
    made = lighting.lamps(
        np.array([[draw(HALVES), draw(HALVES)] for _ in range(n)]),
        height_m=np.array(draw(column)) + 3.0,
        flux_lm=np.array([np.nan, 800.0, 3000.0, 9000.0])[draw(column)],
        count=np.array(draw(column)),
        working=np.array(draw(column)) > 0,
        luminaire=np.array([-1, -1, 0, 1])[draw(column)],
        azimuth_deg=np.array([np.nan, 0.0, 77.0, 210.0])[draw(column)],
        luminaires=(CONSTANT, AHEAD),
    )
    return lighting.outside(made, solid)[0], solid


# ── published numbers (references 2) ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("d", "lux"), [(0.0, 27.778), (5.0, 12.594), (10.0, 3.783)])
def test_a_thousand_candela_six_metres_high_give_the_published_lux(d, lux):
    assert by_hand.horizontal_lx(1000.0, 6.0, d) == pytest.approx(lux, abs=5e-4)
    lamp = lighting.lamps([[0.0, 0.0]], height_m=6.0, luminaire=0, luminaires=(CONSTANT,))
    lit = lighting.light(lamp, NOTHING, line_pieces(CROSS), llf=1.0, floor_lx=0.0)
    assert lighting.lux_at(lit, d, 0.0).total_lx == pytest.approx(lux, abs=5e-4)


def test_the_formulas_agree_with_their_angles():
    h, d = 4.5, np.array([0.0, 1.0, 7.0, 30.0])
    gamma = np.arctan2(d, h)
    assert by_hand.horizontal_lx(500.0, h, d) == pytest.approx(500.0 * np.cos(gamma) ** 3 / h**2)
    upright = 500.0 * np.cos(gamma) ** 2 * np.sin(gamma) / h**2
    assert by_hand.vertical_lx(500.0, h, d) == pytest.approx(upright)
    assert by_hand.semicylindrical_lx(500.0, h, d, 60.0) == pytest.approx(upright * 1.5 / np.pi)
    assert by_hand.semicylindrical_lx(500.0, h, d, 180.0) == pytest.approx(np.zeros(4), abs=1e-12)
    assert by_hand.lambertian_cd(np.pi, [0.0, 60.0, 90.0, 120.0]) == pytest.approx([1.0, 0.5, 0.0, 0.0])


def test_the_lumen_method_and_the_road_grid():
    assert by_hand.lumen_method_lx(6000.0, 0.4, 0.8, 25.0, 6.0) == pytest.approx(12.8)
    x, y = by_hand.road_grid(25.0, 6.0)
    assert (len(np.unique(x)), len(np.unique(y)), x.min(), y.min()) == (10, 4, 1.25, 0.75)
    assert len(np.unique(by_hand.road_grid(31.0, 3.0)[0])) == 11


def test_points_over_an_endless_plane_add_up_to_the_flux_of_the_lamp():
    # One Lambertian lamp over an endless plane, a point a square metre: all its light reaches the plane.
    xs, ys = np.meshgrid(np.arange(-300, 301, 1.0), np.arange(-300, 301, 1.0))
    d = np.hypot(xs, ys)
    total = by_hand.horizontal_lx(by_hand.lambertian_cd(6000.0, np.degrees(np.arctan2(d, 5.0))), 5.0, d).sum()
    assert total == pytest.approx(6000.0, rel=1e-3)


@pytest.mark.parametrize(
    ("key", "average", "least", "upright"),
    [
        ("P1", 15, 3, 5), ("P2", 10, 2, 3), ("P3", 7.5, 1.5, 2.5), ("P4", 5, 1, 1.5), ("P5", 3, 0.6, 1), ("P6", 2, 0.4, 0.6),
        ("ks_residential_busy", 5, None, 1), ("ks_residential_quiet", 3, None, 0.5),
        ("ks_commercial_busy", 20, None, 4), ("ks_commercial_quiet", 10, None, 2),
        ("parking_entrance", 300, None, None), ("parking_walkway", 50, None, None), ("parking_bays", 10, None, None),
    ],
)  # fmt: skip
def test_the_lighting_classes_are_those_of_the_references(key, average, least, upright):
    found = lighting_class(TABLE, key)
    assert (found.average_lx, found.least_lx, found.upright_lx) == (average, least, upright)
    assert found.tag is (Tag.VERIFIED if key.startswith("parking") else Tag.MEMORY)
    assert found.quantity.unit == "lx"
    assert Words("ko").known(f"lighting.class.{key}")


def test_a_class_judges_average_minimum_and_face():
    p4 = lighting_class(TABLE)
    assert p4.key == "P4"
    assert p4.kept([5.0, 5.0, 4.9], [1.0, 0.9, 2.0]).tolist() == [True, False, False]
    assert p4.kept([5.0, 5.0], [1.0, 1.0], [1.5, 1.4]).tolist() == [True, False]
    assert p4.too_bright([7.5, 7.6]).tolist() == [False, True]
    assert not lighting_class(TABLE, "ks_residential_busy").too_bright([100.0]).any()


def test_windows_may_get_ten_lux_in_zones_1_to_3_and_25_in_zone_4():
    assert [window_limit(TABLE, zone).value for zone in (1, 2, 3, 4)] == [10, 10, 10, 25]
    with pytest.raises(KeyError):
        window_limit(TABLE, 5)


# ── an independent check ─────────────────────────────────────────────────────────────────────────────────────────────────


@LAWS
@given(places(), st.lists(st.tuples(HALVES, HALVES), min_size=1, max_size=5))
def test_lux_at_a_spot_is_the_formula_over_the_lamps_whose_sight_line_meets_no_building(place, spots):
    lamps, solid = place
    lit = lighting.light(lamps, sight.walls(solid), line_pieces(CROSS), llf=0.8, reach=5.0, floor_lx=0.0)
    block = shapely.union_all(solid)
    for x, y in spots:
        x, y = x + 0.0371, y + 0.0213
        if block.distance(shapely.Point(x, y)) < 0.01:
            continue
        total, unsure = 0.0, False
        for i, (px, py) in enumerate(lamps.xy_m):
            d = np.hypot(x - px, y - py)
            sight_line = shapely.LineString([(px, py), (x, y)])
            met = sight_line.intersection(block).length
            # A line that grazes a corner may go either way.
            unsure |= 0 < met < 1e-3 or (met == 0 and block.distance(sight_line) < 1e-3 and block.distance(shapely.Point(px, py)) > 0.06)
            if met > 0 or d > 5 * lamps.height_m[i] or not lamps.working[i]:
                continue
            gamma, which = np.degrees(np.arctan2(d, lamps.height_m[i])), lamps.luminaire[i]
            if which < 0:
                cd = by_hand.lambertian_cd(lamps.flux_lm[i], gamma)
            else:
                table = lamps.luminaires[which] if np.isfinite(lamps.azimuth_deg[i]) else lamps.luminaires[which].all_round
                c = np.degrees(np.arctan2(y - py, x - px)) - 90.0 + np.nan_to_num(lamps.azimuth_deg[i])
                share = 1.0 if np.isnan(lamps.flux_lm[i]) else lamps.flux_lm[i] / table.flux_lm
                cd = share * table.intensity(c, gamma)
            total += 0.8 * lamps.count[i] * by_hand.horizontal_lx(cd, lamps.height_m[i], d)
        if not unsure:
            assert lighting.lux_at(lit, x, y).total_lx == pytest.approx(total, rel=1e-9, abs=1e-9)


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def along(lamps, solid, what=Lux.LEVEL, above=1.0, **rules):
    z = 0.0 if what == Lux.LEVEL else 1.5
    return profile(lighting.light(lamps, sight.walls(solid), line_pieces(CROSS), **rules), what, z, above)


@LAWS
@given(places(), st.sampled_from(list(Lux)))
def test_lux_of_all_lamps_is_the_sum_over_the_lamps(place, what):
    lamps, solid = place
    each = [along(lamps.take([i]), solid, what).lux_m for i in range(len(lamps))]
    np.testing.assert_allclose(along(lamps, solid, what).lux_m, np.sum(each, axis=0), rtol=1e-9, atol=1e-9)


@LAWS
@given(places(), st.sampled_from(list(Lux)))
def test_one_more_lamp_never_lowers_lux(place, what):
    lamps, solid = place
    fewer, more = along(lamps.take(np.arange(len(lamps) - 1)), solid, what), along(lamps, solid, what)
    assert (more.lux_m >= fewer.lux_m - 1e-9).all()
    assert (more.least_lx >= fewer.least_lx * (1 - 2e-4) - 1e-12).all()
    metres = [np.bincount(p.piece, p.end_m - p.start_m, minlength=len(p.lux_m)) for p in (fewer, more)]
    assert (metres[1] >= metres[0] - 2e-3).all()


@LAWS
@given(places(), st.tuples(HALVES, HALVES, st.integers(1, 20), st.integers(1, 20)))
def test_a_building_more_never_raises_lux(place, corner):
    lamps, solid = place
    x, y, w, h = corner
    more = np.append(solid, boxes([(x, y, x + w, y + h)]))
    free = ~lighting.outside(lamps, more)[1]
    lamps = lamps.take(free)
    before, after = along(lamps, solid), along(lamps, more)
    assert (after.lux_m <= before.lux_m + 1e-6).all()
    assert (after.least_lx <= before.least_lx * (1 + 2e-4) + 1e-9).all()


@LAWS
@given(places(), st.sampled_from([0.5, 2.0, 7.0]))
def test_lux_grows_in_step_with_the_flux(place, times):
    lamps, solid = place
    bright = replace(lamps, flux_lm=lamps.flux_lm * times, luminaire=np.full(len(lamps), -1))
    plain = replace(lamps, luminaire=np.full(len(lamps), -1))
    if np.isnan(plain.flux_lm).any():
        return
    one, other = along(plain, solid, floor_lx=0.0), along(bright, solid, above=times, floor_lx=0.0)
    np.testing.assert_allclose(other.lux_m, times * one.lux_m, rtol=1e-9)
    np.testing.assert_allclose(other.least_lx, times * one.least_lx, rtol=1e-3, atol=1e-12)
    np.testing.assert_allclose(other.start_m, one.start_m, atol=1e-3)


def test_a_mirrored_scene_has_mirrored_light():
    solid = boxes([(3, 3, 9, 8), (-12, -7, -5, -2)])
    lamps = lighting.lamps([[1.0, 2.0], [14.0, -3.0], [-20.0, 1.0]], height_m=[4.0, 5.0, 6.0])
    turned = replace(lamps, xy_m=lamps.xy_m * (-1.0, 1.0))
    mirrored = np.array([shapely.affinity.scale(one, -1.0, 1.0, origin=(0, 0)) for one in solid])
    street = line_pieces([[-40, 0, 40, 0]])
    one = profile(lighting.light(lamps, sight.walls(solid), street))
    other = profile(lighting.light(turned, sight.walls(mirrored), street))
    assert other.lux_m == pytest.approx(one.lux_m)
    assert other.least_lx == pytest.approx(one.least_lx, rel=2e-4)
    np.testing.assert_allclose(80.0 - other.end_m[::-1], one.start_m, atol=1e-3)


# ── one lamp changed ─────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(deadline=None, max_examples=25)
@given(places(), st.data())
def test_after_any_run_of_changes_everything_equals_a_full_calculation(place, data):
    lamps, solid = place
    walls, street, where = sight.walls(solid), line_pieces(CROSS), facades(solid)
    lit = lighting.light(lamps, walls, street)
    on_walls = lighting.onto(lit, where.pieces)
    found, spilt = profile(lit), trespass(on_walls, where, len(solid), limit_lx=2.0)
    for _ in range(data.draw(st.integers(1, 5))):
        came_from, row = np.arange(len(lamps)), data.draw(st.integers(0, max(len(lamps) - 1, 0)))
        kind = data.draw(st.sampled_from(["move", "off", "remove", "add", "swap"])) if len(lamps) else "add"
        if kind == "move":
            lamps = lamps.with_lamp(row, xy_m=(data.draw(HALVES), data.draw(HALVES)))
        elif kind == "off":
            lamps = lamps.with_lamp(row, working=not lamps.working[row])
        elif kind == "remove":
            came_from = np.delete(came_from, row)
            lamps = lamps.take(came_from)
        elif kind == "swap":
            came_from = came_from[::-1].copy()
            lamps = lamps.take(came_from)
        else:
            new = lighting.lamps([[data.draw(HALVES), data.draw(HALVES)]], luminaires=lamps.luminaires)
            fields = {name: np.concatenate([getattr(new, name), getattr(lamps, name)]) for name in vars(lamps) if name != "luminaires"}
            lamps, came_from = replace(lamps, **fields), np.r_[-1, came_from]
        change = lighting.changed(lit, lamps, came_from)
        found, lit = updated(found, change.light, change.touched), change.light
        beside = lighting.changed(on_walls, lamps, came_from)
        spilt, on_walls = after_change(spilt, beside, where), beside.light
    fresh = lighting.light(lamps, walls, street)
    same(found, profile(fresh))
    expected = trespass(lighting.onto(fresh, where.pieces), where, len(solid), limit_lx=2.0)
    same(spilt.profile, expected.profile)
    np.testing.assert_allclose(spilt.lamp_m, expected.lamp_m, atol=1e-9)
    np.testing.assert_allclose(spilt.building_m, expected.building_m, atol=1e-9)
    np.testing.assert_allclose(lit.views.area_m2, fresh.views.area_m2)


def test_many_changes_keep_their_views():
    lamps = lighting.lamps([[0.0, 5.0], [20.0, 5.0]])
    lit = lighting.light(lamps, NOTHING, line_pieces(CROSS))
    for step in range(80):
        lamps = lamps.with_lamp(step % 2, xy_m=(float(step), 5.0))
        lit = lighting.changed(lit, lamps).light
    np.testing.assert_array_equal(lit.views.eye, lamps.xy_m)
    assert len(lit._parts) <= 34


def test_a_change_that_changes_nothing_touches_nothing():
    lit = lighting.light(lighting.lamps([[0.0, 5.0]]), NOTHING, line_pieces(CROSS))
    assert len(lighting.changed(lit, lit.lamps).touched) == 0


# ── what counts as dark, and how much there is ───────────────────────────────────────────────────────────────────────────


def test_lamps_out_of_order_are_dark_and_n_lamps_shine_n_times():
    where = [[0.0, 3.0]]
    lux = [along(lighting.lamps(where, **kind), []).lux_m[1] for kind in ({}, {"count": 3}, {"count": np.nan}, {"working": False}, {"count": 0})]
    assert lux[0] > 1.0
    assert lux[1:] == pytest.approx([3 * lux[0], lux[0], 0.0, 0.0], rel=0.02)
    assert along(lighting.lamps(where, count=3), [], floor_lx=0).lux_m == pytest.approx(3 * along(lighting.lamps(where), [], floor_lx=0).lux_m)


def test_missing_heights_and_fluxes_take_the_default_or_the_makers():
    made = lighting.lamps([[0, 0]] * 4, height_m=[np.nan, 0, -3, 7], flux_lm=[np.nan, 0, 100, np.nan], luminaire=[-1, -1, 0, 0], luminaires=(CONSTANT,))
    assert made.height_m.tolist() == [5.0, 5.0, 5.0, 7.0]
    assert made.flux_lm[:3].tolist() == [6000.0, 6000.0, 100.0]
    assert np.isnan(made.flux_lm[3])
    assert made.indicative.tolist() == [True, True, False, False]
    rows = lighting.packed(made, llf=0.5).rows
    assert rows[:, 3].tolist() == pytest.approx([3000 / np.pi, 3000 / np.pi, 0.05, 0.5])


def test_light_ends_at_five_mounting_heights_or_where_a_lamp_gives_less_than_the_floor():
    lamps = lighting.lamps([[0.0, 0.0]] * 3, height_m=[5.0, 5.0, 5.0], flux_lm=[6000.0, 500.0, np.nan], luminaire=[-1, -1, 0], luminaires=(CONSTANT,))
    reach = lighting.packed(lamps, llf=0.8, reach=5.0, floor_lx=0.02).reach_m
    assert reach[0] == 25.0
    assert by_hand.horizontal_lx(by_hand.lambertian_cd(400.0, np.degrees(np.arctan2(reach[1], 5.0))), 5.0, reach[1]) == pytest.approx(0.02)
    assert reach[2] == 25.0
    assert lighting.packed(lamps, floor_lx=1e6).reach_m.tolist() == [0.0, 0.0, 0.0]


def test_a_luminaire_of_unknown_direction_gives_its_mean_over_all_directions():
    street = line_pieces([[-40, 0.5, 40, 0.5]])

    def at(azimuth, x, y):
        lamp = lighting.lamps([[0.0, 0.0]], luminaire=0, luminaires=(AHEAD,), azimuth_deg=azimuth)
        return lighting.lux_at(lighting.light(lamp, NOTHING, street), x, y).total_lx

    assert at(90.0, 8.0, 0.0) == pytest.approx(at(0.0, 0.0, 8.0))
    assert at(90.0, 8.0, 0.0) > 3 * at(270.0, 8.0, 0.0)
    mean = np.mean([at(bearing, 8.0, 0.0) for bearing in np.arange(0.25, 360.0, 0.5)])
    assert at(np.nan, 8.0, 0.0) == pytest.approx(mean, rel=1e-4)


def test_the_default_as_a_table_shines_as_the_formula():
    fine = replace(lambertian(6000.0, 0.05))
    formula, table = (along(lighting.lamps([[3.0, 4.0]], **kind), [], floor_lx=0.0) for kind in ({}, {"luminaire": 0, "luminaires": (fine,)}))
    np.testing.assert_allclose(table.lux_m, formula.lux_m, rtol=1e-5)
    np.testing.assert_allclose(table.start_m, formula.start_m, atol=1e-3)


def test_the_spot_says_which_lamps_shine_there_brightest_first():
    lit = lighting.light(lighting.lamps([[-9.0, 2.0], [3.0, 2.0], [500.0, 0.0]]), NOTHING, line_pieces(CROSS))
    spot = lighting.lux_at(lit, 0.0, 0.0)
    assert spot.lamp.tolist() == [1, 0]
    assert spot.lux[0] > spot.lux[1] > 0
    assert lighting.lux_at(lit, 300.0, 300.0).total_lx == 0.0
    assert lighting.lux_at(lit, 0.0, 0.0, z_m=6.0).total_lx == 0.0


# ── awkward places ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_lamp_inside_a_building_is_put_outside_and_said_so():
    solid = boxes([(-5, 1, 5, 9)])
    lamps, moved = lighting.outside(lighting.lamps([[0.0, 2.0], [20.0, 2.0]]), solid)
    assert moved.tolist() == [True, False]
    assert lamps.xy_m[0] == pytest.approx([0.0, 0.95], abs=0.01)
    assert along(lamps, solid).lux_m[0] > 0


def test_no_lamps_no_streets_and_no_buildings_have_answers():
    none = lighting.lamps(np.empty((0, 2)))
    dark = lighting.light(none, sight.walls(boxes([(0, 0, 9, 9)])), line_pieces(CROSS))
    assert segments(profile(dark), dark.pieces, np.full(5, 60.0)).average_lx.tolist() == [0.0] * 5
    assert lighting.lux_at(dark, 0.0, 0.0).total_lx == 0.0
    assert lighting.changed(dark, lighting.lamps([[0.0, 0.0]])).touched.tolist() == [0, 1, 2, 3, 4, 5]
    nowhere = lighting.light(lighting.lamps([[0.0, 0.0]]), NOTHING, line_pieces([]))
    assert len(profile(nowhere).lux_m) == 0
    assert len(segments(profile(nowhere), nowhere.pieces, np.zeros(0)).average_lx) == 0
    assert len(profile(lighting.changed(nowhere, none).light).piece) == 0


def test_pieces_without_length_lamps_on_the_street_and_lamps_on_one_spot_are_taken_as_they_are():
    street = line_pieces([[0, 0, 0, 0], [0, 0, 50, 0], [0, 0, 50, 0]])
    lit = lighting.light(lighting.lamps([[10.0, 0.0]] * 3), NOTHING, street)
    found = profile(lit)
    assert found.lux_m[0] == 0.0
    assert found.lux_m[1] == found.lux_m[2] > 0
    assert np.isfinite(segments(found, street, np.array([0.0, 50.0, 50.0])).average_lx).all()


def test_a_lamp_without_coordinates_is_for_the_caller_to_set_aside():
    with pytest.raises(ValueError, match="coordinates"):
        lighting.lamps([[np.nan, 0.0]])
    with pytest.raises(ValueError, match="luminaire"):
        lighting.lamps([[0.0, 0.0]], luminaire=2)


# ── windows ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_facade_beside_a_lamp_is_lit_as_far_as_the_formula_says():
    solid = boxes([(-30, 4, 30, 10)])
    where = facades(solid)
    lamps = lighting.lamps([[0.0, 0.0]], height_m=5.0)
    found = trespass(lighting.onto(lighting.light(lamps, sight.walls(solid), line_pieces(CROSS)), where.pieces), where, 1, limit_lx=10.0, window_z_m=1.5)
    # 0.8 x 6000 / pi x h' q / (h'^2 + q^2 + u^2)^2 = 10 at the ends.
    half = np.sqrt(np.sqrt(0.8 * 6000 / np.pi * 3.5 * 4.0 / 10.0) - 3.5**2 - 4.0**2)
    assert found.total_m == pytest.approx(2 * half, abs=1e-3)
    assert found.building_m.tolist() == [pytest.approx(2 * half, abs=1e-3)]
    assert found.lamp_m.tolist() == [pytest.approx(2 * half, abs=1e-3)]


def test_a_facade_behind_another_building_is_spared_and_weak_lamps_together_may_be_too_much():
    solid = boxes([(-30, 4, 30, 6), (-30, 8, 30, 12)])
    where = facades(solid)
    near = lighting.lamps([[0.0, 0.0], [0.5, 0.0]], height_m=5.0, flux_lm=2000.0)
    found = trespass(lighting.onto(lighting.light(near, sight.walls(solid), line_pieces(CROSS)), where.pieces), where, 2)
    assert found.building_m[0] > 1.0
    assert found.building_m[1] == 0.0
    assert found.lamp_m.tolist() == [0.0, 0.0]


def test_exactly_the_limit_is_allowed():
    solid = boxes([(-30, 4, 30, 10)])
    where = facades(solid)
    lit = lighting.onto(lighting.light(lighting.lamps([[0.0, 0.0]]), sight.walls(solid), line_pieces(CROSS)), where.pieces)
    # The brightest place is at u = 0, and nothing is above it.
    most = profile(lit, Lux.WALL, 1.5, 0.0)
    peak = 0.8 * 6000 / np.pi * 3.5 * 4.0 / (3.5**2 + 4.0**2) ** 2
    assert most.lux_m.max() < peak * 60
    assert trespass(lit, where, 1, limit_lx=peak * (1 + 1e-9)).total_m == 0.0


def test_facades_that_buildings_share_stand_once_and_no_buildings_have_none():
    where = facades(boxes([(0, 0, 10, 10), (10, 0, 20, 10), (0, 0, 10, 10)]))
    assert len(where.building) == 7
    nothing = facades(np.empty(0, object))
    lit = lighting.onto(lighting.light(lighting.lamps([[0.0, 0.0]]), NOTHING, line_pieces(CROSS)), nothing.pieces)
    assert trespass(lit, nothing, 0).total_m == 0.0
