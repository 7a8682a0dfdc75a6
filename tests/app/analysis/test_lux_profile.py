"""Lux along streets: formulas at the ends of light, dense samples that never disagree, dark gaps across bends and junctions."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import illuminance as by_hand
from app.analysis import lighting
from app.analysis import visibility as sight
from app.analysis.intervals import lengths
from app.analysis.lux_profile import Lux, dark, dark_gaps, lit, profile, segments
from app.analysis.photometry import Luminaire

NOTHING = sight.walls(np.empty(0, object))
TENTHS = st.integers(-300, 300).map(lambda n: n / 10)


def line_pieces(lines):
    lines = np.array(lines, float).reshape(-1, 4)
    return sight.pieces(lines, np.arange(len(lines)), np.zeros(len(lines)))


def reach_of(lux, *, flux=6000.0, llf=0.8, h=5.0):
    """How far from its foot a default lamp gives so many lux."""
    return np.sqrt(h * np.sqrt(flux * llf / np.pi / lux) - h * h)


# ── one lamp, by formula ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_one_lamp_lights_its_street_to_the_formula_s_distance():
    street = line_pieces([[-50, 3, 50, 3]])
    found = profile(lighting.light(lighting.lamps([[4.0, 0.0]]), NOTHING, street), above_lx=1.0)
    half = np.sqrt(reach_of(1.0) ** 2 - 9.0)
    assert (found.start_m[0], found.end_m[0]) == (pytest.approx(54.0 - half, abs=1e-8), pytest.approx(54.0 + half, abs=1e-8))
    gaps = dark(found, street, [100.0])
    assert gaps.start_m.tolist() == [0.0, found.end_m[0]]
    assert lengths(lit(found, street), 1)[0] + lengths(gaps, 1)[0] == pytest.approx(100.0)


def test_average_minimum_and_uniformity_are_those_of_a_fine_sum():
    street = line_pieces([[-12, 1, 12, 1]])
    found = profile(lighting.light(lighting.lamps([[-10.0, 0.0], [11.0, 2.0]], height_m=[5.0, 6.0]), NOTHING, street, floor_lx=0.0))
    x = (np.arange(240_000) + 0.5) / 10_000 - 12.0
    lux = sum(
        by_hand.horizontal_lx(by_hand.lambertian_cd(4800.0, np.degrees(np.arctan2(d, h))), h, d)
        for d, h in ((np.hypot(x + 10, 1.0), 5.0), (np.hypot(x - 11, 1.0), 6.0))
    )
    one = segments(found, street, [24.0])
    assert one.average_lx[0] == pytest.approx(lux.mean(), rel=1e-8)
    assert one.least_lx[0] == pytest.approx(lux.min(), rel=1e-4)
    assert one.uniformity[0] == pytest.approx(lux.min() / lux.mean(), rel=1e-4)


def test_the_middle_of_a_grid_between_lamps_is_near_the_exact_average():
    # A straight row of lamps 25 m apart: the standard's ten points against the integral between two of them.
    lamps = lighting.lamps([[25.0 * n, 0.0] for n in range(-3, 5)])
    lit_up = lighting.light(lamps, NOTHING, line_pieces([[0, 0, 25, 0]]))
    exact = segments(profile(lit_up), lit_up.pieces, [25.0]).average_lx[0]
    x, _ = by_hand.road_grid(25.0, 4.5)
    points = np.mean([lighting.lux_at(lit_up, at, 0.0).total_lx for at in np.unique(x)])
    assert exact == pytest.approx(points, rel=0.01)


@pytest.mark.parametrize("azimuth", [np.nan, 0.0, 33.0])
@pytest.mark.parametrize("offset", [0.0, 0.02, 2.0])
def test_the_average_under_a_table_with_kinks_is_that_of_a_fine_sum(azimuth, offset):
    cd = np.array([[700, 900, 1500, 200], [700, 800, 600, 90], [700, 300, 50, 10], [700, 900, 1500, 200]], float)
    table = Luminaire("", np.array([0.0, 60.0, 200.0, 360.0]), np.array([0.0, 30.0, 60.0, 80.0]), cd, 1000.0)
    lamp = lighting.lamps([[1.0, offset]], luminaire=0, luminaires=(table,), azimuth_deg=azimuth)
    shine = lighting.light(lamp, NOTHING, line_pieces([[-22, 0, 22, 0]]), llf=1.0, floor_lx=0.0)
    x = (np.arange(2_200_000) + 0.5) / 50_000 - 22.0
    d, known = np.hypot(x - 1.0, offset), table if np.isfinite(azimuth) else table.all_round
    c = np.degrees(np.arctan2(-offset, x - 1.0)) - 90.0 + np.nan_to_num(azimuth)
    lux = by_hand.horizontal_lx(known.intensity(c, np.degrees(np.arctan2(d, 5.0))), 5.0, d)
    assert profile(shine).lux_m[0] == pytest.approx(lux.mean() * 44.0, rel=2e-5)


@pytest.mark.parametrize("what", list(Lux)[1:])
def test_upright_and_round_lux_follow_their_formulas(what):
    street = line_pieces([[-30, 2, 30, 2]])
    lamps = lighting.lamps([[5.0, 0.0], [-8.0, 3.0]], height_m=[5.0, 6.0])
    z = 1.5
    x = (np.arange(60_000) + 0.5) / 1000 - 30.0
    total = np.zeros(len(x))
    for (px, py), h in zip(lamps.xy_m, lamps.height_m, strict=True):
        d = np.hypot(x - px, 2.0 - py)
        cd = by_hand.lambertian_cd(4800.0, np.degrees(np.arctan2(d, h - z)))
        ahead = (px - x) / d
        turned = {
            Lux.FACING: 1.0, Lux.AHEAD: np.maximum(ahead, 0.0), Lux.BEHIND: np.maximum(-ahead, 0.0),
            Lux.ROUND_AHEAD: (1.0 + ahead) / np.pi, Lux.ROUND_BEHIND: (1.0 - ahead) / np.pi, Lux.WALL: abs(2.0 - py) / d,
        }[what]  # fmt: skip
        total += np.where(d <= 5.0 * h, by_hand.vertical_lx(cd, h - z, d) * turned, 0.0)
    found = profile(lighting.light(lamps, NOTHING, street, floor_lx=0.0), what, z, 3.0)
    assert found.lux_m[0] == pytest.approx(total.sum() / 1000, rel=1e-3)
    assert (found.end_m - found.start_m).sum() == pytest.approx((total >= 3.0).sum() / 1000, abs=0.01)


def test_the_shadow_of_a_building_is_dark_from_its_edge_on():
    street = line_pieces([[-20, 5, 20, 5]])
    solid = np.array([shapely.box(-2, 2, 2, 3)])
    found = profile(lighting.light(lighting.lamps([[0.0, 0.0]]), sight.walls(solid), street), above_lx=1.0)
    # The corners at (2, 2) hide what lies beyond 2 / 2 x 5.
    assert found.end_m[0] == pytest.approx(15.0, abs=1e-6)
    assert found.start_m[1] == pytest.approx(25.0, abs=1e-6)
    assert found.least_lx[0] == 0.0


# ── nothing between samples is missed ────────────────────────────────────────────────────────────────────────────────────


@st.composite
def luminaires(draw):
    gamma = np.r_[0.0, np.sort(draw(st.lists(st.integers(5, 85), min_size=1, max_size=4, unique=True))), 90.0]
    c = draw(st.sampled_from([np.zeros(1), np.array([0.0, 90.0, 180.0, 270.0, 360.0]), np.array([0.0, 20.0, 200.0, 360.0])]))
    cd = np.array([[draw(st.integers(0, 2000)) for _ in gamma] for _ in c], float)
    cd[-1] = cd[0]
    return Luminaire("", c, gamma, cd, 1000.0)


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.tuples(TENTHS, TENTHS, st.integers(2, 9), st.sampled_from([-1, 0, 0]), st.sampled_from([np.nan, 0.0, 65.0])), min_size=1, max_size=6),
    luminaires(),
    st.sampled_from(list(Lux)),
    st.sampled_from([0.1, 1.0, 5.0, 20.0]),
)
def test_dense_samples_lie_on_the_side_of_the_threshold_that_the_intervals_say(rows, luminaire, what, wanted):
    lamps = lighting.lamps(
        [row[:2] for row in rows], height_m=[row[2] for row in rows], luminaire=[row[3] for row in rows],
        azimuth_deg=[row[4] for row in rows], luminaires=(luminaire,),
    )  # fmt: skip
    street = line_pieces([[-25, -10, 27, 13]])
    shine = lighting.light(lamps, NOTHING, street, floor_lx=0.0)
    found = profile(shine, what, 1.5, wanted)
    way = np.array([52.0, 23.0])
    length = np.hypot(*way)
    way /= length
    s = np.linspace(0.0, length, 4001)[1:-1]
    x, y = -25 + s * way[0], -10 + s * way[1]
    lux = np.zeros(len(s))
    for row, (px, py), height in zip(shine.packed.rows, lamps.xy_m, lamps.height_m, strict=True):
        d, h = np.hypot(x - px, y - py), height - 1.5
        gamma = np.degrees(np.arctan2(d, h))
        if row[4] < 0:
            cd = row[3] * np.maximum(np.cos(np.radians(gamma)), 0.0)
        else:
            table = luminaire if row[4] == 0 else luminaire.all_round
            cd = row[3] * table.intensity(np.degrees(np.arctan2(y - py, x - px)) - row[5], gamma)
        u, q = (x - px) * way[0] + (y - py) * way[1], np.abs(way[0] * (py + 10) - way[1] * (px + 25))
        take = [max(h, 0.0), d, np.maximum(-u, 0), np.maximum(u, 0), (d - u) / np.pi, (d + u) / np.pi, q][what]
        lux += np.where(d <= 5.0 * height, cd * take / np.maximum(d * d + h * h, 1e-4) ** 1.5, 0.0)
    inside = ((s[:, None] > found.start_m) & (s[:, None] < found.end_m)).any(axis=1)
    # A place within a millimetre of an end may be on either side; ends of reach and steps of a table are ends too.
    ends = np.concatenate([found.start_m, found.end_m, shine.span.ravel()])
    far = (np.abs(s[:, None] - ends) > 1e-3).all(axis=1) & (np.abs(lux - wanted) > 1e-9 * wanted)
    wrong = far & (inside != (lux >= wanted))
    assert not wrong.any(), (s[wrong], lux[wrong])
    calm = (np.abs(s[:, None] - shine.span.ravel()) > 1e-3).all(axis=1)
    assert found.least_lx[0] <= lux[calm].min() * (1 + 1e-4) + 1e-9
    assert found.lux_m[0] == pytest.approx(lux.mean() * length, rel=0.02, abs=0.5)


def test_a_minimum_that_only_just_touches_the_threshold_is_found():
    # Two lamps: the darkest place is half way; the threshold a millionth of a lux above and below it.
    street = line_pieces([[0, 0, 24, 0]])
    shine = lighting.light(lighting.lamps([[0.0, 0.0], [24.0, 0.0]]), NOTHING, street)
    middle = lighting.lux_at(shine, 12.0, 0.0).total_lx
    assert len(profile(shine, above_lx=middle - 1e-6).piece) == 1
    above = profile(shine, above_lx=middle + 1e-6)
    assert len(above.piece) == 2
    assert 0.5 * (above.end_m[0] + above.start_m[1]) == pytest.approx(12.0, abs=1e-6)
    assert profile(shine).least_lx[0] == pytest.approx(middle, rel=1e-4)


# ── segments and dark gaps ───────────────────────────────────────────────────────────────────────────────────────────────


def bent():
    """One segment of three pieces round a corner, and one across its end."""
    lines = np.array([[0.0, 0, 30, 0], [30, 0, 30, 20], [30, 20, 60, 20], [60, 20, 60, 40]])
    return sight.pieces(lines, np.array([0, 0, 0, 1]), np.array([0.0, 30.0, 50.0, 0.0])), np.array([80.0, 20.0])


def test_light_round_a_bend_is_one_stretch():
    street, length = bent()
    found = profile(lighting.light(lighting.lamps([[31.0, 1.0]]), NOTHING, street), above_lx=1.0)
    assert len(found.piece) >= 2
    bright = lit(found, street)
    assert bright.edge.tolist() == [0]
    assert bright.start_m[0] < 30 < bright.end_m[0]
    assert dark(found, street, length).edge.tolist() == [0, 0, 1]


def test_an_unlit_street_is_one_gap_and_has_no_uniformity():
    street, length = bent()
    found = profile(lighting.light(lighting.lamps(np.empty((0, 2))), NOTHING, street))
    gaps = dark_gaps(found, street, length)
    assert (gaps.at.edge.tolist(), gaps.walk_m.tolist()) == ([0, 1], [80.0, 20.0])
    assert np.isnan(segments(found, street, length).uniformity).all()
    assert segments(found, street, length).least_lx.tolist() == [0.0, 0.0]


def test_gaps_shorter_than_fifteen_metres_are_listed_only_where_the_dark_goes_on_behind_a_junction():
    # Two segments end to end, lamps placed so that 10 m of each are dark at the junction.
    half = reach_of(1.0)
    street = line_pieces([[-30, 0, 0, 0], [0, 0, 30, 0]])
    lamps = lighting.lamps([[-10.0 - half, 0.0], [10.0 + half, 0.0]])
    # The lamps' far ends reach beyond the segments, so only the junction is dark, but for what both give together.
    found = profile(lighting.light(lamps, NOTHING, street, reach=2.7, floor_lx=0.0))
    alone = dark_gaps(found, street, [30.0, 30.0])
    assert len(alone.walk_m) == 0
    joined = dark_gaps(found, street, [30.0, 30.0], nodes=([0, 1], [1, 2]))
    assert joined.at.edge.tolist() == [0, 1]
    assert joined.walk_m == pytest.approx([20.0, 20.0], abs=0.01)
    assert joined.at.end_m - joined.at.start_m == pytest.approx([10.0, 10.0], abs=0.01)


def test_a_dark_ring_street_is_not_counted_twice_at_its_own_junction():
    ring = sight.pieces([[0, 0, 5, 0], [5, 0, 0, 5], [0, 5, 0, 0]], [0, 0, 0], [0.0, 5.0, 5.0 + np.sqrt(50)])
    length = 10.0 + np.sqrt(50)
    found = profile(lighting.light(lighting.lamps(np.empty((0, 2))), NOTHING, ring))
    gaps = dark_gaps(found, ring, [length], nodes=([0], [0]))
    assert gaps.walk_m == pytest.approx([length])


def test_no_threshold_asks_for_no_stretches():
    street, _ = bent()
    found = profile(lighting.light(lighting.lamps([[31.0, 1.0]]), NOTHING, street), above_lx=np.inf)
    assert len(found.piece) == 0
    assert found.lux_m.sum() > 0
