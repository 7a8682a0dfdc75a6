"""Views over low walls: the published shadow, an independent construction in three dimensions, and the laws of heights."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import visibility as sight
from app.analysis.lenses import footprint
from app.analysis.relief import known_heights, relief, shaded, views_over
from app.analysis.walls import segments

MAST, FACE = 5.0, 1.5
LENS = (4.0, 5.568, 3.132, 1920, 62.5, FACE)
OBSERVE = footprint(MAST, 25.0, *LENS)
LAWS = settings(deadline=None, max_examples=60)
ROUND = np.arange(720) * 2 * np.pi / 720
TOPS = (1.0, 1.5, 2.0, 2.5, 3.3, 4.5, 4.99, 5.0, 8.0, np.nan)


def around(eyes, reach, made, mast=MAST, face=FACE):
    return shaded(sight.isovists(eyes, reach, made.tall), made, eye_height_m=mast, target_z_m=face)


def boxes(*corners):
    return np.array([shapely.box(*corner) for corner in corners], dtype=object)


def hidden(eye, buildings, tops, mast=MAST, face=FACE, fences=(), rails=()):
    """What is hidden on the plane of faces, built another way: the hull of each wall and its image carried away from the eye.

    A tall building hides behind each of its walls (and nothing else, as in two dimensions), a low one also under its roof.
    """
    parts = []
    for solid, top, thin in [*((b, t, False) for b, t in zip(buildings, tops, strict=True)), *((f, t, True) for f, t in zip(fences, rails, strict=True))]:
        if not np.isnan(top) and top <= face:
            continue
        full = np.isnan(top) or top >= mast
        factor = 1e6 if full else (mast - face) / (mast - top)
        for x1, y1, x2, y2 in segments(np.array([solid])):
            carried = [tuple(eye + factor * (np.array(end) - eye)) for end in ((x1, y1), (x2, y2))]
            parts.append(shapely.MultiPoint([(x1, y1), (x2, y2), *carried]).convex_hull)
        if not full and not thin:
            parts.append(solid)
    return shapely.union_all([part for part in parts if part.area > 0])


def expected_view(eye, reach, *scene, **heights):
    disc = shapely.Polygon(eye + reach * np.column_stack([np.cos(ROUND), np.sin(ROUND)]))
    return shapely.make_valid(disc.difference(hidden(eye, *scene, **heights)))


@st.composite
def scenes(draw, tops=TOPS, most=10):
    """A handful of buildings on half-metre coordinates, so that walls line up, touch, overlap and repeat; an eye outside; heights."""
    half = st.integers(-60, 60).map(lambda n: n / 2)
    size = st.integers(1, 30).map(lambda n: n / 2)
    turns = st.sampled_from([0.0, 0.0, 30.0, 45.0])
    rows = draw(st.lists(st.tuples(half, half, size, size, turns, st.sampled_from(tops)), max_size=most))
    buildings = np.array([shapely.affinity.rotate(shapely.box(x, y, x + w, y + h), turn) for x, y, w, h, turn, _ in rows], dtype=object)
    eyes, _ = sight.moved_outside(np.array([[draw(half), draw(half)]]), buildings)
    return eyes, buildings, np.array([row[-1] for row in rows], float)


# ── the published shadow ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("top", "face", "mast"), [(2.5, 0.0, 5.0), (2.0, 1.5, 5.0), (3.3, 1.5, 6.0), (1.8, 1.0, 4.0)])
def test_the_shadow_of_a_wall_is_as_long_as_published(top, face, mast):
    fence = np.array([shapely.LineString([(10, -30), (10, 30)])])
    made = relief(np.array([]), np.array([]), masts_to_m=mast, fences=fence, fence_height_m=top)
    seen = around([[0.0, 0.0]], 80.0, made, mast, face)
    found = sight.street_intervals(seen, [[0.0, 0.0, 70.0, 0.0]], [0], [0.0])
    assert found.start_m.tolist() == pytest.approx([0.0, 10.0 + 10.0 * (top - face) / (mast - top)])
    assert found.end_m.tolist() == pytest.approx([10.0, 70.0])


def test_a_building_hides_what_is_under_its_roof_and_the_shadow_of_its_farther_wall():
    seen = around([[0.0, 0.0]], 80.0, relief(boxes((10, -5, 14, 5)), [3.0], masts_to_m=MAST))
    found = sight.street_intervals(seen, [[0.0, 0.0, 70.0, 0.0]], [0], [0.0])
    assert found.end_m.tolist() == pytest.approx([10.0, 70.0])
    assert found.start_m.tolist() == pytest.approx([0.0, 14.0 * 3.5 / 2.0])


def test_a_courtyard_is_seen_as_far_as_its_near_side_lets_it():
    house = shapely.box(10, -20, 60, 20).difference(shapely.box(14, -16, 56, 16))
    seen = around([[0.0, 0.0]], 100.0, relief(np.array([house]), [2.5], masts_to_m=MAST))
    found = sight.street_intervals(seen, [[0.0, 0.0, 95.0, 0.0]], [0], [0.0])
    assert found.start_m.tolist() == pytest.approx([0.0, 14 * 1.4, 60 * 1.4])
    assert found.end_m.tolist() == pytest.approx([10.0, 56.0, 95.0])


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(deadline=None, max_examples=250)
@given(scenes())
def test_areas_agree_with_an_independent_construction_in_three_dimensions(scene):
    eyes, buildings, tops = scene
    seen = around(eyes, 25.0, relief(buildings, tops, masts_to_m=20.0))
    expected = expected_view(eyes[0], 25.0, buildings, tops).area
    assert seen.area_m2[0] == pytest.approx(expected, rel=1e-3, abs=1e-3)


@LAWS
@given(scenes(), st.one_of(st.just(np.nan), st.integers(0, 359).map(float)), st.booleans())
def test_polygons_and_streets_are_those_of_the_independent_construction(scene, heading, apart):
    eyes, buildings, tops = scene
    made = relief(buildings, tops, masts_to_m=MAST if apart else 20.0)
    seen = views_over(eyes, heading, OBSERVE, made, eye_height_m=MAST, target_z_m=FACE)
    nothing = sight.walls(np.array([]))
    frame = sight.to_polygons(sight.views(eyes, heading, OBSERVE, nothing))[0]
    expected = frame.difference(hidden(eyes[0], buildings, tops))
    outline = sight.to_polygons(seen)[0]
    assert outline.is_valid
    assert seen.area_m2[0] == pytest.approx(expected.area, rel=1e-3, abs=1e-3)
    assert outline.symmetric_difference(expected).area <= 1e-3 * expected.area + 1e-3
    street = [[-37.3, -11.1, 33.7, 14.3], [-3.17, -40.2, 4.31, 41.7], [-30.1, 17.3, 31.9, -22.9]]
    found = sight.street_intervals(seen, street, np.arange(3), np.zeros(3))
    for edge, ends in enumerate(street):
        length = shapely.LineString(np.reshape(ends, (2, 2))).intersection(expected).length
        assert (found.end_m - found.start_m)[found.edge == edge].sum() == pytest.approx(length, rel=1e-3, abs=2e-3)


@LAWS
@given(scenes(), st.data())
def test_raising_a_building_never_enlarges_a_view(scene, data):
    eyes, buildings, tops = scene
    if not len(buildings):
        return
    row = data.draw(st.integers(0, len(buildings) - 1))
    views = []
    for top in (*sorted(value for value in TOPS if not np.isnan(value)), np.nan):
        heights = tops.copy()
        heights[row] = top
        views.append(around(eyes, 25.0, relief(buildings, heights, masts_to_m=20.0)))
    areas = [float(view.area_m2[0]) for view in views]
    assert all(after <= before + 1e-6 for before, after in pairwise(areas))
    outlines = [sight.to_polygons(view)[0] for view in views]
    assert all(after.difference(before).area < 1e-3 for before, after in pairwise(outlines))


@LAWS
@given(scenes(tops=(5.0, 7.0, 30.0, np.nan)), st.one_of(st.just(np.nan), st.integers(0, 359).map(float)))
def test_where_all_are_higher_than_the_mast_the_view_is_the_flat_one(scene, heading):
    eyes, buildings, tops = scene
    flat = sight.views(eyes, heading, OBSERVE, sight.walls(buildings))
    same = views_over(eyes, heading, OBSERVE, relief(buildings, tops, masts_to_m=MAST), eye_height_m=MAST, target_z_m=FACE)
    assert np.array_equal(flat.wedge, same.wedge)
    assert np.array_equal(flat.start, same.start)
    # Made for higher masts too, all of them but the unknown ones pass through the counting of low walls.
    counted = views_over(eyes, heading, OBSERVE, relief(buildings, tops, masts_to_m=50.0), eye_height_m=MAST, target_z_m=FACE)
    assert counted.area_m2[0] == pytest.approx(flat.area_m2[0], rel=1e-9, abs=1e-6)


@LAWS
@given(scenes())
def test_fences_hide_like_walls_without_a_roof(scene):
    eyes, buildings, tops = scene
    rails = np.where(np.isnan(tops), 2.2, tops)
    fences = shapely.boundary(buildings)
    made = relief(np.array([]), np.array([]), masts_to_m=20.0, fences=fences, fence_height_m=rails)
    expected = expected_view(eyes[0], 25.0, (), (), fences=fences, rails=rails).area
    assert around(eyes, 25.0, made).area_m2[0] == pytest.approx(expected, rel=1e-3, abs=1e-3)


@settings(deadline=None, max_examples=25)
@given(scenes(), st.sampled_from([3.0, 4.0, 6.0, 9.0]), st.sampled_from([0.0, 1.0, 1.7]))
def test_masts_and_targets_of_any_height(scene, mast, face):
    eyes, buildings, tops = scene
    seen = around(np.vstack([eyes, eyes]), 25.0, relief(buildings, tops, masts_to_m=12.0), np.array([mast, MAST]), np.array([face, FACE]))
    for row, (eye_height, target) in enumerate([(mast, face), (MAST, FACE)]):
        expected = expected_view(eyes[0], 25.0, buildings, tops, mast=eye_height, face=target).area
        assert seen.area_m2[row] == pytest.approx(expected, rel=1e-3, abs=1e-3)


@settings(deadline=None, max_examples=25)
@given(scenes())
def test_one_camera_asked_alone_sees_what_it_sees_among_many(scene):
    eyes, buildings, tops = scene
    made = relief(buildings, tops, masts_to_m=20.0)
    crowd = np.vstack([eyes + 3.0, eyes, eyes - 7.0])
    assert np.array_equal(around(crowd, 25.0, made).only(np.array([1])).wedge, around(eyes, 25.0, made).wedge)


def test_the_polygons_of_a_whole_quarter_have_the_areas_of_its_views():
    rng = np.random.default_rng(3)
    x, y = (axis.ravel() for axis in np.meshgrid(np.arange(50) * 13.0, np.arange(40) * 26.0))
    w, h, turn = rng.uniform(7, 11, 2_000), rng.uniform(12, 22, 2_000), rng.uniform(-15, 15, 2_000)
    houses = np.array([shapely.affinity.rotate(shapely.box(*box), t) for *box, t in zip(x, y, x + w, y + h, turn, strict=True)])
    eyes, _ = sight.moved_outside(rng.uniform((0, 0), (650, 1040), (400, 2)), houses)
    tops = np.where(np.arange(2_000) % 3, 8.0, 2.0 + np.arange(2_000) % 29 / 10)
    heading = np.where(np.arange(400) % 4, np.nan, np.arange(400) * 7.0 % 360)
    seen = views_over(eyes, heading, OBSERVE, relief(houses, tops, masts_to_m=MAST), eye_height_m=MAST, target_z_m=FACE)
    outlines = sight.to_polygons(seen)
    assert shapely.is_valid(outlines).all()
    assert shapely.area(outlines) == pytest.approx(seen.area_m2, rel=1e-9)
    assert (sight.views(eyes, heading, OBSERVE, sight.walls(houses)).area_m2 <= seen.area_m2 + 1e-6).all()


# ── awkward places ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_no_cameras_no_buildings_and_nothing_low_are_answered():
    empty = relief(np.array([]), np.array([]), masts_to_m=MAST)
    assert around([[0.0, 0.0]], 20.0, empty).area_m2[0] == pytest.approx(np.pi * 400)
    assert around([[0.0, 0.0]], 20.0, empty).unbounded.tolist() == [True]
    some = relief(boxes((5, 5, 6, 6)), [3.0], masts_to_m=MAST)
    assert len(around(np.empty((0, 2)), 20.0, some)) == 0


def test_a_low_building_nearby_is_a_known_building_and_a_fence_is_not():
    house = relief(boxes((40, 0, 45, 5)), [3.0], masts_to_m=MAST)
    fence = relief(np.array([]), np.array([]), masts_to_m=MAST, fences=np.array([shapely.LineString([(5, 0), (5, 5)])]), fence_height_m=2.0)
    assert around([[0.0, 0.0]], 20.0, house).unbounded.tolist() == [False]
    assert around([[0.0, 0.0]], 20.0, fence).unbounded.tolist() == [True]


@pytest.mark.parametrize("eye", [(2.0, 2.0), (0.0, 2.0), (0.0, 0.0)])
def test_an_eye_on_or_in_a_low_building_looks_down_past_it_and_over_nothing_else(eye):
    made = relief(boxes((0, 0, 4, 4), (10, -20, 12, 20)), [3.0, np.nan], masts_to_m=MAST)
    alone = sight.isovists([eye], 25.0, sight.walls(boxes((10, -20, 12, 20))))
    assert around([eye], 25.0, made).area_m2[0] == pytest.approx(alone.area_m2[0])


def test_touching_low_houses_are_one_row_without_a_gap():
    row = boxes(*((10, 4 * n, 16, 4 * n + 4) for n in range(-5, 5)))
    whole = boxes((10, -20, 16, 20))
    apart, together = (around([[0.0, 1.3]], 40.0, relief(some, np.full(len(some), 3.0), masts_to_m=MAST)) for some in (row, whole))
    assert apart.area_m2[0] == pytest.approx(together.area_m2[0], rel=1e-9)
    assert sight.to_polygons(apart)[0].symmetric_difference(sight.to_polygons(together)[0]).area < 1e-4


def test_invalid_polygons_repeated_points_and_missing_ones_are_taken_as_they_can_be():
    bow = shapely.Polygon([(10, -3), (16, 3), (16, -3), (10, 3)])
    twice = shapely.Polygon([(20, 0), (20, 0), (22, 0), (22, 2), (22, 2), (20, 2)])
    made = relief(np.array([bow, twice, None, shapely.Polygon(), shapely.Point(3, 3)], object), np.full(5, 3.0), masts_to_m=MAST)
    expected = expected_view(np.zeros(2), 50.0, [shapely.make_valid(bow), twice], [3.0, 3.0]).area
    assert around([[0.0, 0.0]], 50.0, made).area_m2[0] == pytest.approx(expected, rel=1e-3)


def test_a_camera_not_higher_than_its_targets_sees_nothing_behind_what_is_higher():
    made = relief(boxes((5, -5, 6, 5), (-6, -5, -5, 5)), [1.4, 1.2], masts_to_m=MAST)
    flat = sight.isovists([[0.0, 0.0]], 20.0, sight.walls(boxes((5, -5, 6, 5))))
    assert around([[0.0, 0.0]], 20.0, made, mast=1.3).area_m2[0] == pytest.approx(flat.area_m2[0], rel=1e-9)


def test_an_eye_higher_than_the_walls_were_made_for_is_refused():
    with pytest.raises(ValueError, match="above"):
        around([[0.0, 0.0]], 20.0, relief(boxes((5, 5, 6, 6)), [3.0], masts_to_m=MAST), mast=6.0)


def test_missing_heights_and_visible_fillers_are_no_heights():
    height = np.r_[np.full(15, 15.0), np.linspace(3, 9, 30), 0.0, -1.0, np.nan]
    known = known_heights(height, filler_share=0.3)
    assert np.isnan(known[:15]).all()
    assert np.isnan(known[-3:]).all()
    assert np.array_equal(known[15:45], height[15:45])
    assert known_heights([15.0] * 5, filler_share=0.3).tolist() == [15.0] * 5
    assert known_heights([], filler_share=0.3).shape == (0,)


def test_views_over_real_buildings_agree_with_the_construction_in_three_dimensions(shared_data):
    import geopandas

    frame = geopandas.read_file(shared_data / "streets_buildings" / "gangnam_juso" / "11680" / "TL_SPBD_EQB.shp")
    buildings = frame.geometry.to_numpy()
    rng = np.random.default_rng(8)
    tops = rng.choice([2.0, 3.3, 4.5, 7.0, np.nan], len(buildings))
    corners = shapely.get_coordinates(buildings)
    # Eyes at corners, a hair beside them and in the open: the hardest places real files give.
    eyes = corners[rng.integers(0, len(corners), 60)] + rng.choice([0, 1e-6, 1e-3, 0.1, 3.0], (60, 1)) * rng.normal(size=(60, 2))
    eyes, _ = sight.moved_outside(eyes, buildings)
    seen = around(eyes, 60.0, relief(buildings, tops, masts_to_m=6.0))
    outlines, tree = sight.to_polygons(seen), shapely.STRtree(buildings)
    assert shapely.is_valid(outlines).all()
    assert shapely.area(outlines) == pytest.approx(seen.area_m2, rel=1e-6, abs=1e-6)
    for eye, area in zip(eyes, seen.area_m2, strict=True):
        near = tree.query(shapely.Point(eye).buffer(61.0))
        assert area == pytest.approx(expected_view(eye, 60.0, shapely.make_valid(buildings[near]), tops[near]).area, rel=1e-3)
