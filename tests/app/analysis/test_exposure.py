"""Window exposure: fronts in view, counted once; and the heading that exposes least."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import visibility as sight
from app.analysis.exposure import exposure, fronts, quietest
from app.analysis.lenses import footprint
from app.analysis.relief import relief, views_over

LENS = (5.0, 25.0, 4.0, 5.568, 3.132, 1920)
OBSERVE, RECOGNISE = (footprint(*LENS, level, 1.5) for level in (62.5, 125.0))


def boxes(*corners):
    return np.array([shapely.box(*corner) for corner in corners], dtype=object)


def looking(walls):
    return lambda eyes, heading, print_: sight.views(eyes, heading, print_, walls)


def test_the_front_a_camera_looks_at_squarely_counts_and_the_back_does_not():
    house = boxes((-3, 8, 3, 18))
    seen = sight.views([[0.0, 0.0]], 0.0, RECOGNISE, sight.walls(house))
    found = exposure(seen, fronts(house))
    assert found.by_camera_m[0] == pytest.approx(6.0, abs=0.02)
    assert found.by_building_m.tolist() == pytest.approx([found.total_m])


def test_a_front_is_cut_by_the_picture_and_by_the_level():
    house = boxes((-50, 8, 50, 18))
    seen = sight.views([[0.0, 0.0]], 0.0, RECOGNISE, sight.walls(house))
    wide = float(np.interp(8.0, [RECOGNISE.near_m, RECOGNISE.far_m], [RECOGNISE.half_near_m, RECOGNISE.half_far_m]))
    assert exposure(seen, fronts(house)).total_m == pytest.approx(2 * wide, abs=0.03)
    beyond = boxes((-50, RECOGNISE.far_m + 0.5, 50, 30))
    seen = sight.views([[0.0, 0.0]], 0.0, RECOGNISE, sight.walls(beyond))
    assert exposure(seen, fronts(beyond)).total_m == 0.0


def test_party_walls_are_no_fronts():
    row = boxes((-6, 8, 0, 18), (0, 8, 6, 18))
    whole = boxes((-6, 8, 6, 18))
    both = [exposure(sight.views([[0.0, 0.0]], 0.0, RECOGNISE, sight.walls(some)), fronts(some)).total_m for some in (row, whole)]
    assert both[0] == pytest.approx(both[1], abs=0.02)


def test_a_front_two_cameras_see_counts_once_in_total_and_for_each():
    house = boxes((-3, 8, 3, 18))
    seen = sight.views([[0.0, 0.0], [0.0, 0.0]], 0.0, RECOGNISE, sight.walls(house))
    found = exposure(seen, fronts(house))
    assert found.by_camera_m.sum() == pytest.approx(2 * found.total_m)
    half = exposure(seen, fronts(house), np.array([0.5, 0.5]))
    assert half.by_camera_m.tolist() == pytest.approx((found.by_camera_m / 2).tolist())
    assert half.total_m == pytest.approx(0.75 * found.total_m)


def test_only_dwellings_count_though_all_buildings_hide():
    houses = boxes((-3, 8, 3, 9), (-3, 9.5, 3, 18))
    seen = sight.views([[0.0, 0.0]], 0.0, RECOGNISE, sight.walls(houses))
    assert exposure(seen, fronts(houses[1:])).total_m == 0.0


def test_a_front_seen_over_a_low_wall_counts():
    house, shed = boxes((-3, 9.5, 3, 18)), boxes((-9, 3.5, 9, 4.5))
    made = relief(np.append(house, shed), [np.nan, 2.0], masts_to_m=5.0)
    seen = views_over([[0.0, 0.0]], 0.0, RECOGNISE, made, eye_height_m=5.0, target_z_m=1.5)
    assert exposure(seen, fronts(house)).total_m == pytest.approx(6.0, abs=0.02)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(*[st.floats(-25, 25)] * 2, *[st.floats(2, 12)] * 2), min_size=1, max_size=8), st.integers(0, 359))
def test_exposed_metres_are_the_walls_on_the_rim_of_the_view(rows, heading):
    houses = np.array([shapely.box(x, y, x + w, y + h) for x, y, w, h in rows])
    eyes, _ = sight.moved_outside([[0.0, 0.0]], houses)
    seen = sight.views(eyes, float(heading), RECOGNISE, sight.walls(houses))
    outline = sight.to_polygons(seen)[0]
    near = shapely.buffer(outline, 0.005)
    rim = sum(house.boundary.intersection(near).length for house in {house.wkt: house for house in houses}.values())
    # The ends of a front are asked a millimetre before the wall; so many ends there can be.
    assert exposure(seen, fronts(houses)).total_m == pytest.approx(rim, abs=0.5)


def test_nobody_lives_here_and_nobody_looks():
    walls = sight.walls(boxes((0, 5, 1, 6)))
    seen = sight.views([[0.0, 0.0]], 0.0, RECOGNISE, walls)
    assert exposure(seen, fronts(np.array([]))).by_camera_m.tolist() == [0.0]
    none = exposure(sight.views(np.empty((0, 2)), 0.0, RECOGNISE, walls), fronts(boxes((0, 5, 1, 6))))
    assert (none.total_m, none.by_camera_m.shape) == (0.0, (0,))


# ── the heading that exposes least ───────────────────────────────────────────────────────────────────────────────────────

ALLEY = sight.pieces([[-40.0, 0.0, 40.0, 0.0]], [0], [0.0])


def test_the_quietest_heading_turns_away_from_the_house_and_keeps_the_street():
    house = boxes((4, 3, 16, 12))
    walls = sight.walls(house)
    args = {"street": OBSERVE, "close": RECOGNISE, "streets": ALLEY, "fronts": fronts(house), "keep_share": 0.95}
    found = quietest([0.0, 0.5], 80.0, looking(walls), **args)
    assert found.now_exposed_m > 3.0
    assert found.exposed_m == 0.0
    assert found.street_m >= 0.95 * found.now_street_m
    assert found.now_deg == 80.0


def test_where_no_other_heading_keeps_the_street_the_camera_stays():
    house = boxes((-40, 2, 40, 12))
    one_way = sight.pieces([[3.0, 0.0, 20.0, 0.0]], [0], [0.0])
    args = {"street": OBSERVE, "close": RECOGNISE, "streets": one_way, "fronts": fronts(house), "keep_share": 1.0, "step_deg": 90.0}
    found = quietest([0.0, 0.0], 91.0, looking(sight.walls(house)), **args)
    assert (found.heading_deg, found.exposed_m) == (91.0, found.now_exposed_m)


def test_an_unknown_heading_is_measured_against_the_richest():
    house = boxes((4, 3, 16, 12))
    args = {"street": OBSERVE, "close": RECOGNISE, "streets": ALLEY, "fronts": fronts(house), "keep_share": 0.95}
    found = quietest([0.0, 0.5], np.nan, looking(sight.walls(house)), **args)
    assert np.isnan(found.now_deg)
    assert found.street_m >= 0.95 * found.now_street_m
    assert found.exposed_m <= found.now_exposed_m


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(*[st.floats(-25, 25)] * 2, *[st.floats(2, 12)] * 2), max_size=6), st.integers(0, 359))
def test_the_quietest_heading_is_the_best_of_all_tried_and_never_exposes_more_than_now(rows, heading):
    houses = np.array([shapely.box(x, y, x + w, y + h) for x, y, w, h in rows], dtype=object)
    eyes, _ = sight.moved_outside([[0.0, 0.0]], houses)
    walls, known = sight.walls(houses), fronts(houses)
    args = {"street": OBSERVE, "close": RECOGNISE, "streets": ALLEY, "fronts": known, "keep_share": 0.95, "step_deg": 15.0}
    found = quietest(eyes[0], float(heading), looking(walls), **args)
    assert found.exposed_m <= found.now_exposed_m
    assert found.street_m >= 0.95 * found.now_street_m - 1e-6
    for other in np.arange(0.0, 360.0, 15.0):
        seen, close = (sight.views(eyes, other, one, walls) for one in (OBSERVE, RECOGNISE))
        street = sight.street_intervals(seen, [[-40.0, 0.0, 40.0, 0.0]], [0], [0.0])
        if (street.end_m - street.start_m).sum() >= 0.95 * found.now_street_m:
            assert exposure(close, known).total_m >= found.exposed_m - 0.006
