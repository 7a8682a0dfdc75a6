"""Visibility: the published room, an independent shadow construction, the streets inside views, and every awkward place."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import visibility as sight
from app.analysis.lenses import footprint
from app.analysis.walls import segments
from app.feedback import Cancelled, Feedback

OBSERVE = footprint(5.0, 25.0, 4.0, 5.568, 3.132, 1920, 62.5, 1.5)
LAWS = settings(deadline=None, max_examples=60)


def boxes(*corners):
    return np.array([shapely.box(*corner) for corner in corners])


def shadow_polygon(eye, reach, buildings, corners=720):
    """What an eye sees, built another way: a disc less the shadow of every wall, by plain polygon difference."""
    angle = np.arange(corners) * 2 * np.pi / corners
    disc = shapely.Polygon(eye + reach * np.column_stack([np.cos(angle), np.sin(angle)]))
    shadows = []
    for x1, y1, x2, y2 in segments(buildings):
        p, q = np.array([x1, y1]), np.array([x2, y2])
        farther = [end + (end - eye) * 1e7 / max(np.hypot(*(end - eye)), 1e-9) for end in (q, p)]
        shadow = shapely.Polygon([p, q, *farther])
        shadows.append(shadow if shadow.is_valid else shadow.buffer(0))
    return shapely.make_valid(disc.difference(shapely.union_all(shadows)))


@st.composite
def scenes(draw):
    """A handful of buildings on half-metre coordinates, so that walls line up, touch, overlap and repeat, and an eye outside."""
    half = st.integers(-60, 60).map(lambda n: n / 2)
    size = st.integers(1, 40).map(lambda n: n / 2)
    turns = st.sampled_from([0.0, 0.0, 30.0, 45.0])
    corners = draw(st.lists(st.tuples(half, half, size, size, turns), max_size=12))
    buildings = np.array(
        [shapely.affinity.rotate(shapely.box(x, y, x + w, y + h), turn) for x, y, w, h, turn in corners], dtype=object
    )
    eyes, _ = sight.moved_outside(np.array([[draw(half), draw(half)]]), buildings)
    return eyes, buildings


# ── the published room ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_published_room_shows_exactly_7600_square_metres():
    seen = sight.isovists([[10.0, 50.0]], 300.0, sight.walls(boxes((0, 0, 100, 100), (40, 40, 60, 60))))
    assert seen.area_m2[0] == pytest.approx(7600.0, abs=1e-9)
    assert sight.to_polygons(seen)[0].area == pytest.approx(7600.0, abs=1e-6)


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@LAWS
@given(scenes())
def test_areas_agree_with_an_independent_shadow_construction(scene):
    eyes, buildings = scene
    seen = sight.isovists(eyes, 25.0, sight.walls(buildings))
    expected = shadow_polygon(eyes[0], 25.0, buildings).area
    assert seen.area_m2[0] == pytest.approx(expected, rel=1e-3, abs=1e-3)
    assert sight.to_polygons(seen)[0].area == pytest.approx(seen.area_m2[0], rel=1e-6, abs=1e-6)


@LAWS
@given(scenes(), st.integers(0, 359))
def test_a_camera_with_a_heading_sees_its_trapezoid_where_nothing_hides_it(scene, heading):
    eyes, buildings = scene
    seen = sight.to_polygons(sight.views(eyes, float(heading), OBSERVE, sight.walls(buildings)))[0]
    turn = np.radians(heading)
    ahead, right = np.array([np.sin(turn), np.cos(turn)]), np.array([np.cos(turn), -np.sin(turn)])
    corners = [(OBSERVE.near_m, -OBSERVE.half_near_m), (OBSERVE.far_m, -OBSERVE.half_far_m)]
    corners += [(d, -o) for d, o in reversed(corners)]
    frame = shapely.Polygon([eyes[0] + d * ahead + o * right for d, o in corners])
    expected = frame.intersection(shadow_polygon(eyes[0], 60.0, buildings))
    assert seen.is_valid
    assert seen.area == pytest.approx(expected.area, rel=1e-3, abs=1e-3)
    assert seen.symmetric_difference(expected).area <= 1e-3 * expected.area + 1e-3


@LAWS
@given(scenes())
def test_an_unknown_heading_may_see_the_ring_between_near_and_far(scene):
    eyes, buildings = scene
    seen = sight.views(eyes, np.nan, OBSERVE, sight.walls(buildings))
    blind = shapely.Point(eyes[0]).buffer(float(OBSERVE.near_m), quad_segs=180)
    expected = shadow_polygon(eyes[0], float(OBSERVE.far_m), buildings).difference(blind).area
    outline = sight.to_polygons(seen)[0]
    assert outline.is_valid
    assert seen.area_m2[0] == pytest.approx(expected, rel=2e-3, abs=2e-2)
    assert outline.area == pytest.approx(seen.area_m2[0], rel=1e-6, abs=1e-6)


@LAWS
@given(scenes(), st.tuples(st.integers(-20, 20), st.integers(-20, 20), st.integers(1, 9), st.integers(1, 9)))
def test_another_building_never_enlarges_a_view(scene, another):
    eyes, buildings = scene
    x, y, w, h = another
    more = np.append(buildings, shapely.box(x, y, x + w, y + h))
    before, after = (sight.isovists(eyes, 25.0, sight.walls(some)) for some in (buildings, more))
    assert after.area_m2[0] <= before.area_m2[0] + 1e-6
    assert sight.to_polygons(after)[0].difference(sight.to_polygons(before)[0]).area < 1e-4


STREETS = np.array([[-37.3, -11.1, 33.7, 14.3], [-3.17, -40.2, 4.31, 41.7], [-30.1, 17.3, 31.9, -22.9], [5.1, 5.3, 5.1, 9.7]])


def street_of(seen, camera, edge):
    mine = (seen.camera == camera) & (seen.edge == edge)
    return (seen.end_m[mine] - seen.start_m[mine]).sum()


@LAWS
@given(scenes(), st.one_of(st.just(np.nan), st.integers(0, 359).map(float)))
def test_stretches_of_street_are_those_inside_the_polygon(scene, heading):
    eyes, buildings = scene
    seen = sight.views(eyes, heading, OBSERVE, sight.walls(buildings))
    outline = sight.to_polygons(seen)[0]
    found = sight.street_intervals(seen, STREETS, np.arange(4), np.zeros(4))
    for edge, (x1, y1, x2, y2) in enumerate(STREETS):
        expected = shapely.LineString([(x1, y1), (x2, y2)]).intersection(outline).length
        assert street_of(found, 0, edge) == pytest.approx(expected, rel=1e-6, abs=1e-5)


@LAWS
@given(scenes(), st.lists(st.tuples(st.floats(-30, 30), st.floats(-30, 30)), min_size=1, max_size=4))
def test_another_camera_never_lowers_the_street_seen(scene, places):
    _, buildings = scene
    eyes, _ = sight.moved_outside(np.array(places), buildings)
    found = sight.street_intervals(sight.isovists(eyes, 20.0, sight.walls(buildings)), STREETS, np.arange(4), np.zeros(4))

    def together(cameras):
        total = 0.0
        for edge in range(4):
            rows = np.flatnonzero((found.edge == edge) & (found.camera < cameras))
            lines = [shapely.LineString([(found.start_m[row], 0), (found.end_m[row], 0)]) for row in rows]
            total += shapely.union_all(lines).length
        return total

    seen = [together(cameras) for cameras in range(len(eyes) + 1)]
    assert (np.diff(seen) >= -1e-9).all()


@settings(deadline=None, max_examples=25)
@given(scenes())
def test_one_camera_asked_alone_sees_what_it_sees_among_many(scene):
    eyes, buildings = scene
    crowd = np.vstack([eyes + 3.0, eyes, eyes - 7.0])
    walls = sight.walls(buildings)
    among, alone = sight.isovists(crowd, 25.0, walls).only(np.array([1])), sight.isovists(eyes, 25.0, walls)
    assert np.array_equal(among.wedge, alone.wedge)


# ── streets ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_street_straight_through_the_camera_is_seen_on_both_sides():
    seen = sight.isovists([[0.0, 0.0]], 20.0, sight.walls(boxes((5, -1, 6, 1))))
    found = sight.street_intervals(seen, [[-100.0, 0, 100.0, 0]], [7], [1000.0])
    assert found.edge.tolist() == [7]
    assert found.start_m[0] == pytest.approx(1080.0, abs=0.01)
    assert found.end_m[0] == pytest.approx(1105.0, abs=1e-6)


def test_a_street_along_the_edge_of_a_view_counts_as_seen():
    seen = sight.isovists([[0.0, 0.0]], 20.0, sight.walls(boxes((5, -3, 8, 0))))
    found = sight.street_intervals(seen, [[0.0, 0.0, 15.0, 0.0]], [0], [0.0])
    assert street_of(found, 0, 0) == pytest.approx(15.0)


def test_touching_stretches_of_one_segment_are_one():
    seen = sight.isovists([[0.0, 0.0]], 20.0, sight.walls(np.array([])))
    bent = [[-5.0, 1, 0, 1], [0, 1, 3, 2], [3, 2, 9, 2]]
    length = [5.0, np.hypot(3, 1), 6.0]
    found = sight.street_intervals(seen, bent, [4, 4, 4], np.r_[0.0, np.cumsum(length[:2])])
    assert found.edge.tolist() == [4]
    assert (found.start_m[0], found.end_m[0]) == pytest.approx((0.0, sum(length)))


def test_long_pieces_and_zero_length_pieces_are_met_like_any_other():
    seen = sight.isovists([[0.0, 0.0], [900.0, 5.0]], 20.0, sight.walls(np.array([])))
    found = sight.street_intervals(seen, [[-5000.0, 0, 5000.0, 0], [3.0, 3, 3, 3]], [0, 1], [0.0, 0.0])
    assert found.camera.tolist() == [0, 1]
    assert found.start_m[0] == pytest.approx(4980.0, abs=0.01)
    assert street_of(found, 1, 0) == pytest.approx(2 * np.sqrt(20.0**2 - 5.0**2), rel=1e-4)


def test_no_cameras_or_no_streets_give_no_stretches():
    walls = sight.walls(boxes((0, 0, 1, 1)))
    nobody = sight.isovists(np.empty((0, 2)), 20.0, walls)
    someone = sight.isovists([[5.0, 5.0]], 20.0, walls)
    assert len(sight.street_intervals(nobody, STREETS, np.arange(4), np.zeros(4)).edge) == 0
    assert len(sight.street_intervals(someone, np.empty((0, 4)), [], []).edge) == 0
    assert len(sight.to_polygons(nobody)) == 0


def test_points_are_seen_from_the_cameras_whose_view_holds_them():
    seen = sight.isovists([[0.0, 0.0], [30.0, 0.0]], 25.0, sight.walls(boxes((10, -5, 12, 5))))
    assert sight.sees(seen, 0, 5.0, 0.0)
    assert not sight.sees(seen, 0, 14.0, 0.0)
    assert sight.seen_from(seen, 14.0, 0.0).tolist() == [1]
    assert sight.seen_from(seen, 11.0, 20.0).tolist() == [0]
    assert sight.seen_from(seen, 500.0, 0.0).tolist() == []


def test_the_foot_of_the_mast_is_blind():
    seen = sight.views([[0.0, 0.0]], np.nan, OBSERVE, sight.walls(np.array([])))
    assert not sight.sees(seen, 0, 1.0, 1.0)
    assert sight.sees(seen, 0, 10.0, 1.0)
    assert len(sight.to_polygons(seen)[0].interiors) == 1


# ── awkward places ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_without_buildings_a_view_is_the_whole_circle_and_unbounded():
    seen = sight.isovists([[3.0, 4.0]], 30.0, sight.walls(np.array([])))
    assert seen.area_m2[0] == pytest.approx(np.pi * 900.0, rel=2e-4)
    assert seen.unbounded.tolist() == [True]


def test_a_view_is_unbounded_where_no_wall_is_known_nearby():
    seen = sight.isovists([[0.0, 0.0], [100.0, 0.0]], 30.0, sight.walls(boxes((40, 0, 45, 5))), known_within_m=50.0)
    assert seen.unbounded.tolist() == [False, True]


def test_collinear_touching_overlapping_and_repeated_walls_hide_like_one():
    apart = boxes((10, -10, 20, 0), (10, 0, 20, 10), (10, -10, 20, 0), (12, -5, 18, 5))
    eyes = [[0.0, 1.0]]
    together = sight.isovists(eyes, 50.0, sight.walls(boxes((10, -10, 20, 10))))
    assert sight.isovists(eyes, 50.0, sight.walls(apart)).area_m2[0] == pytest.approx(together.area_m2[0], rel=1e-9)


def test_an_eye_in_line_with_a_wall_sees_along_it():
    seen = sight.isovists([[0.0, 0.0]], 30.0, sight.walls(boxes((10, 0, 20, 10))))
    assert sight.sees(seen, 0, 25.0, -0.01)
    assert not sight.sees(seen, 0, 15.0, 5.0)


def test_an_eye_on_a_wall_has_a_finite_answer_and_is_moved_off_it():
    building = boxes((0, 0, 10, 10))
    on_wall, at_corner = [10.0, 5.0], [10.0, 10.0]
    assert np.isfinite(sight.isovists([on_wall, at_corner], 20.0, sight.walls(building)).area_m2).all()
    eyes, moved = sight.moved_outside([on_wall, at_corner, [15.0, 5.0]], building)
    assert moved.tolist() == [True, True, False]
    assert (shapely.distance(shapely.points(eyes), building[0]) > 0.03).all()
    seen = sight.isovists(eyes[:1], 20.0, sight.walls(building))
    assert seen.area_m2[0] == pytest.approx(np.pi * 400 / 2, rel=0.01)


def test_an_eye_inside_a_building_goes_to_the_nearest_place_outside_the_block():
    eyes, moved = sight.moved_outside([[9.0, 5.0]], boxes((0, 0, 10, 10), (10, 0, 20, 10), (8, 4, 12, 16)))
    assert moved.tolist() == [True]
    assert eyes[0].tolist() == pytest.approx([9.0, -0.05])


def test_a_courtyard_is_outside():
    court = np.array([shapely.box(0, 0, 30, 30).difference(shapely.box(10, 10, 20, 20))])
    eyes, moved = sight.moved_outside([[15.0, 15.0]], court)
    assert moved.tolist() == [False]
    assert sight.isovists(eyes, 50.0, sight.walls(court)).area_m2[0] == pytest.approx(100.0)


def test_an_eye_that_stays_inside_sees_the_room():
    assert sight.isovists([[5.0, 5.0]], 50.0, sight.walls(boxes((0, 0, 10, 10)))).area_m2[0] == pytest.approx(100.0)


def test_unusable_geometry_is_left_out_and_invalid_polygons_hide_as_drawn():
    bow_tie = shapely.Polygon([(10, -5), (20, 5), (20, -5), (10, 5)])
    duplicate = shapely.Polygon([(30, 0), (30, 0), (40, 0), (40, 0), (40, 9), (30, 0)])
    odd = np.array(
        [None, shapely.Polygon(), bow_tie, duplicate, shapely.Point(1, 1), shapely.MultiPolygon([shapely.box(-9, 0, -8, 1)])]
    )
    walls = sight.walls(odd)
    assert walls.count == 4 + 3 + 4
    assert np.isfinite(sight.isovists([[0.0, 0.0]], 50.0, walls).area_m2).all()
    eyes, moved = sight.moved_outside([[12.0, 0.0], [15.0, 4.0]], odd)
    assert moved.tolist() == [True, False]
    assert eyes.shape == (2, 2)


def test_fences_hide_as_lines():
    fence = np.array([shapely.LineString([(5, -100), (5, 100)])])
    assert sight.isovists([[0.0, 0.0]], 10.0, sight.walls(fence)).area_m2[0] < np.pi * 100


def test_one_stray_building_far_away_changes_nothing():
    near, stray = boxes((5, -1, 6, 1)), boxes((5, -1, 6, 1), (9e7, 9e7, 9e7 + 10, 9e7 + 10))
    one, two = (sight.isovists([[0.0, 0.0]], 20.0, sight.walls(some)).area_m2[0] for some in (near, stray))
    assert one == two


def test_a_wall_of_kilometres_is_met_in_every_place():
    river = boxes((-50_000, 5, 50_000, 6))
    seen = sight.isovists([[0.0, 0.0], [30_000.0, 0.0]], 20.0, sight.walls(river))
    assert seen.area_m2[0] == pytest.approx(seen.area_m2[1], rel=1e-6)
    assert seen.area_m2[0] < 0.8 * np.pi * 400


def test_an_eye_without_coordinates_is_refused():
    with pytest.raises(ValueError, match="coordinates"):
        sight.isovists([[np.nan, 0.0]], 20.0, sight.walls(np.array([])))


def test_a_camera_that_resolves_nothing_sees_nothing():
    nothing = footprint(5.0, 25.0, 4.0, 5.568, 3.132, 1920, 1000.0, 1.5)
    seen = sight.views([[0.0, 0.0], [1.0, 1.0]], [np.nan, 10.0], nothing, sight.walls(np.array([])))
    assert seen.area_m2.tolist() == [0.0, 0.0]
    assert shapely.is_empty(sight.to_polygons(seen)).all()


def test_many_cameras_can_be_stopped_between_parts():
    stopped = Feedback()
    stopped.stop()
    with pytest.raises(Cancelled):
        sight.isovists(np.zeros((2000, 2)), 20.0, sight.walls(np.array([])), feedback=stopped)


# ── unknown headings ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_site_looks_at_a_bearing_with_the_share_its_cameras_cover():
    assert sight.bearing_share([1, 4, 6], 69.676) == pytest.approx([69.676 / 360, 4 * 69.676 / 360, 1.0])


def test_the_best_window_looks_down_the_street_and_the_worst_away_from_it():
    seen = sight.views([[0.0, 0.0]], np.nan, OBSERVE, sight.walls(np.array([])))
    street = ([[0.0, 0.0, 100.0, 0.0]], [0], [0.0])
    found = sight.best_and_worst(seen, 69.676, *street)
    assert found.best_m[0] == pytest.approx(float(OBSERVE.far_m - OBSERVE.near_m), rel=1e-3)
    assert found.worst_m[0] == 0.0
    assert found.best_from_deg[0] <= 90.0 <= found.best_from_deg[0] + 69.676
    assert len(found.worst.edge) == 0


@LAWS
@given(scenes(), st.integers(10, 420))
def test_best_and_worst_windows_hold_the_street_they_claim_and_bound_all_others(scene, width):
    eyes, buildings = scene
    seen = sight.views(eyes, np.nan, OBSERVE, sight.walls(buildings))
    street = (STREETS, np.arange(4), np.zeros(4))
    found = sight.best_and_worst(seen, float(width), *street)

    def length(some):
        return (some.end_m - some.start_m).sum()

    for metres, start, stretches in (
        (found.best_m, found.best_from_deg, found.best),
        (found.worst_m, found.worst_from_deg, found.worst),
    ):
        assert length(stretches) == pytest.approx(metres[0], abs=1e-3)
        turned = sight.within_bearings(seen, start, float(width))
        assert length(sight.street_intervals(turned, *street)) == pytest.approx(metres[0], abs=1e-3)
    total = length(sight.street_intervals(seen, *street))
    slack = 2e-3 + 1e-3 * total
    for start in range(0, 360, 15):
        metres = length(sight.street_intervals(sight.within_bearings(seen, start, float(width)), *street))
        assert found.worst_m[0] - slack <= metres <= found.best_m[0] + slack
    expected = min(width / 360.0, 1.0) * total
    assert found.worst_m[0] - slack <= expected <= found.best_m[0] + slack


@LAWS
@given(scenes(), st.integers(0, 359), st.integers(5, 360))
def test_a_view_and_its_rest_make_the_whole(scene, start, width):
    eyes, buildings = scene
    seen = sight.views(eyes, np.nan, OBSERVE, sight.walls(buildings))
    part, rest = sight.within_bearings(seen, start, width), sight.within_bearings(seen, start + width, 360 - width)
    assert part.area_m2[0] + rest.area_m2[0] == pytest.approx(seen.area_m2[0], rel=1e-9, abs=1e-9)
    assert sight.to_polygons(part)[0].area == pytest.approx(part.area_m2[0], rel=1e-6, abs=1e-6)


# ── real buildings ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_views_among_real_buildings_agree_with_the_shadow_construction(shared_data):
    import geopandas

    frame = geopandas.read_file(shared_data / "streets_buildings" / "gangnam_juso" / "11680" / "TL_SPBD_EQB.shp")
    buildings = frame.geometry.to_numpy()
    corners = shapely.get_coordinates(buildings)
    rng = np.random.default_rng(5)
    # Eyes at corners, a hair beside them and in the open: the hardest places real files give.
    eyes = corners[rng.integers(0, len(corners), 60)] + rng.choice([0, 1e-6, 1e-3, 0.1, 3.0], (60, 1)) * rng.normal(size=(60, 2))
    eyes, _ = sight.moved_outside(eyes, buildings)
    seen = sight.isovists(eyes, 60.0, sight.walls(buildings))
    outlines, tree = sight.to_polygons(seen), shapely.STRtree(buildings)
    assert shapely.is_valid(outlines).all()
    for eye, area, outline in zip(eyes, seen.area_m2, outlines, strict=True):
        near = buildings[tree.query(shapely.Point(eye).buffer(61.0))]
        assert area == pytest.approx(shadow_polygon(eye, 60.0, near).area, rel=1e-3)
        assert outline.area == pytest.approx(area, rel=1e-6)
