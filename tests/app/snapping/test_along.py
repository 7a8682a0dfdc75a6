"""Rows along a street and what is put straight by it."""

from __future__ import annotations

from itertools import pairwise
from math import dist

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString

from app.along import MOST, at_length, beside, length_m, row, straight_by, turned, way

STREET = ((0.0, 0.0), (100.0, 0.0))


def places(*values: object, **more: object) -> list[tuple[float, float]]:
    return [(round(one.at_m[0], 6), round(one.at_m[1], 6)) for one in row(*values, **more)]


def test_lamps_stand_every_25_metres_on_the_left() -> None:
    assert places(STREET, 25.0, offset_m=3.0) == [(0, 3), (25, 3), (50, 3), (75, 3), (100, 3)]


def test_sides_alternate() -> None:
    assert places(STREET, 50.0, offset_m=3.0, side="alternate") == [(0, 3), (50, -3), (100, 3)]


def test_both_sides_stand_in_pairs() -> None:
    assert places(STREET, 100.0, offset_m=3.0, side="both") == [(0, 3), (0, -3), (100, 3), (100, -3)]


def test_an_even_row_ends_where_the_way_ends() -> None:
    assert places(STREET, 30.0, even=True) == [(0, 0), (25, 0), (50, 0), (75, 0), (100, 0)]


def test_a_row_turns_with_its_street() -> None:
    corner = ((0.0, 0.0), (10.0, 0.0), (10.0, 10.0))
    found = row(corner, 15.0, offset_m=1.0, side="right")
    assert [(round(one.at_m[0], 6), round(one.at_m[1], 6), one.along_deg) for one in found] == [(0, -1, 90), (11, 5, 0)]


def test_things_of_a_row_look_onto_the_street() -> None:
    left, right = row(STREET, 200.0, offset_m=3.0, side="both")
    assert (left.towards_deg, right.towards_deg) == (180.0, 0.0)


@pytest.mark.parametrize(("way_m", "every"), [((), 25.0), (((1.0, 1.0),), 25.0), (((1.0, 1.0), (1.0, 1.0)), 25.0), (STREET, 0.0), (STREET, -5.0), (STREET, float("nan"))])  # fmt: skip
def test_nothing_stands_on_no_way(way_m: tuple, every: float) -> None:
    assert row(way_m, every) == ()


def test_a_slip_of_the_finger_does_not_fill_the_project() -> None:
    assert len(row(STREET, 0.001, side="both")) == MOST


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), min_size=2, max_size=6), st.integers(3, 80))
def test_places_of_a_row_are_as_far_apart_along_the_way_as_was_asked(corners: list[tuple[int, int]], every: int) -> None:
    path = tuple((float(x), float(y)) for x, y in corners)
    found = row(path, float(every))
    if not length_m(path):
        assert found == ()
        return
    assert len(found) == min(int(length_m(path) / every + 1e-9) + 1, MOST)
    assert all(dist(a.at_m, b.at_m) <= every + 1e-6 for a, b in pairwise(found))
    assert all(dist(one.at_m, at_length(path, number * every)[0]) < 1e-6 for number, one in enumerate(found))


LINES = numpy.array([LineString([(0, 0), (50, 0)]), LineString([(50, 0), (50, 80)]), LineString([(50, 0), (120, 0)]), LineString([(500, 0), (600, 0)])], object)


def test_a_way_runs_round_the_corner_of_two_streets() -> None:
    assert way(LINES, (10, 2), (48, 60)) == ((10, 0), (50, 0), (50, 60))


def test_a_way_on_one_street_runs_either_way() -> None:
    assert way(LINES, (40, 0), (10, 0)) == ((40, 0), (10, 0))


def test_streets_that_do_not_meet_have_no_way() -> None:
    assert way(LINES, (10, 0), (550, 0)) == ()


def test_a_place_far_from_all_streets_has_no_way() -> None:
    assert way(LINES, (10, 0), (60, 300)) == ()


def test_the_shortest_of_two_ways_is_taken() -> None:
    lines = numpy.array([LineString([(0, 0), (0, 100), (100, 100), (100, 0)]), LineString([(0, 0), (100, 0)]), LineString([(-50, 0), (0, 0)]), LineString([(100, 0), (150, 0)])], object)  # fmt: skip
    assert length_m(way(lines, (-40, 0), (140, 0))) == pytest.approx(180.0)


def test_beside_keeps_the_side() -> None:
    assert beside((10.0, 0.0), 90.0, (10.0, 9.0), 3.0) == pytest.approx((10.0, 3.0))
    assert beside((10.0, 0.0), 90.0, (10.0, -1.0), 3.0) == pytest.approx((10.0, -3.0))


def test_a_fence_is_turned_by_the_shorter_way_to_run_along_the_street() -> None:
    fence = ((0.0, 0.0), (10.0, 1.0))
    straight = turned(fence, (5.0, 0.5), straight_by(fence, 270.0))
    assert straight[0][1] == pytest.approx(straight[1][1])
    assert straight[0][0] < straight[1][0]
