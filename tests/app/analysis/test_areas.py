"""The area seen: unions on the walking surface, exact, and the same after a change as from the beginning."""

from __future__ import annotations

import math

import numpy
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.areas import Look, circles_area, seen_area
from app.analysis.walkways import Walkways, walkways

NONE = numpy.zeros(0, dtype=object)


def boxes(*sides: tuple[float, float, float, float]) -> numpy.ndarray:
    return numpy.array([shapely.box(*side) for side in sides], dtype=object)


def lines(*ways: list[tuple[float, float]]) -> numpy.ndarray:
    return numpy.array([shapely.LineString(way) for way in ways], dtype=object)


# Two streets 6 m and 10 m wide that cross in a district with two dongs; a house stands 1 m into the first.
DISTRICT = shapely.box(0, 0, 400, 300)
DONGS = boxes((0, 0, 200, 300), (150, 0, 400, 300))
WAYS, WIDTHS = lines([(-50, 150), (450, 150)], [(250, -50), (250, 350)]), numpy.array([6.0, 10.0])
HOUSES = boxes((100, 152, 120, 170))
SURFACE = walkways(WAYS, WIDTHS, HOUSES, DISTRICT, DONGS)


def test_the_surface_is_streets_as_wide_as_they_are_without_houses_inside_the_district() -> None:
    assert SURFACE.area_m2.sum() == pytest.approx(400 * 6 + 300 * 10 - 60 - 20)
    assert SURFACE.by_area(SURFACE.area_m2).tolist() == pytest.approx([5320.0, 200 * 6 - 20, 5320 - 1180])
    assert shapely.area(shapely.union_all(SURFACE.pieces)) == pytest.approx(5320)


def test_streets_that_end_are_round_and_squares_change_nothing() -> None:
    way = lines([(50, 50), (150, 50)])
    small, large = (walkways(way, numpy.array([10.0]), NONE, DISTRICT, NONE, square_m=side) for side in (17.0, 1000.0))
    quarter = 8 * math.sin(math.pi / 8) / 4  # a circle of 16 sides
    assert small.area_m2.sum() == pytest.approx(large.area_m2.sum()) == pytest.approx(1000 + 25 * 4 * quarter * 2 / 2)


def test_no_streets_no_district_and_no_cameras_have_defined_answers() -> None:
    assert len(walkways(NONE, numpy.zeros(0), HOUSES, DISTRICT, DONGS).pieces) == 0
    assert len(walkways(WAYS, WIDTHS, NONE, shapely.Polygon(), NONE).pieces) == 0
    empty = walkways(NONE, numpy.zeros(0), NONE, DISTRICT, DONGS)
    assert seen_area(empty, {0: Look(shapely.box(0, 0, 9, 9))}).by_area_m2.tolist() == [[0.0] * 3] * 3
    assert seen_area(SURFACE, {}).by_area_m2.sum() == seen_area(SURFACE, {3: Look(shapely.Polygon())}).by_area_m2.sum() == 0.0


def test_what_two_cameras_see_is_counted_once() -> None:
    found = seen_area(SURFACE, {0: Look(shapely.box(10, 140, 50, 160)), 1: Look(shapely.box(30, 140, 70, 160))})
    assert found.by_area_m2.tolist() == [pytest.approx([360.0] * 3), pytest.approx([360.0] * 3), pytest.approx([0.0] * 3)]


def test_a_spot_two_unknown_sites_may_see_counts_with_the_chance_that_one_does() -> None:
    west, east = shapely.box(10, 140, 50, 160), shapely.box(30, 140, 70, 160)
    looks = {
        0: Look(west, 0.5, shapely.box(10, 140, 11, 160), shapely.box(10, 140, 30, 160)),
        1: Look(east, 0.25, None, shapely.box(30, 140, 40, 160)),
        2: Look(shapely.box(60, 140, 80, 160)),
    }
    value, low, high = seen_area(SURFACE, looks).by_area_m2[0].tolist()
    assert value == pytest.approx(6 * (20 * 0.5 + 20 * (1 - 0.5 * 0.75) + 10 * 0.25 + 20))
    assert (low, high) == (pytest.approx(6 * (1 + 20)), pytest.approx(6 * (20 + 10 + 20)))


def test_the_low_end_is_never_above_the_expected_value_nor_the_high_end_below() -> None:
    whole = shapely.box(10, 140, 50, 160)
    value, low, high = seen_area(SURFACE, {0: Look(whole, 0.1, whole, None)}).by_area_m2[0]
    assert low <= value <= high


def test_the_usual_circles_are_counted_through_walls_and_once() -> None:
    claimed = SURFACE.by_area(circles_area(SURFACE, numpy.array([[50.0, 150.0]] * 2), 20.0))
    assert claimed[0] == pytest.approx(6 * 40, rel=0.01)
    assert circles_area(SURFACE, numpy.zeros((0, 2)), 20.0).sum() == 0


def test_a_broken_outline_and_a_street_twice_in_the_file_change_nothing() -> None:
    bow = shapely.Polygon([(100, 152), (120, 170), (120, 152), (100, 170)])
    mended = walkways(numpy.concatenate([WAYS, WAYS]), numpy.tile(WIDTHS, 2), numpy.array([bow, None], dtype=object), DISTRICT, DONGS)
    assert mended.area_m2.sum() == pytest.approx(5340 - float(shapely.area(shapely.intersection(shapely.make_valid(bow), shapely.box(0, 147, 400, 153)))))


spot = st.tuples(st.floats(-20, 420), st.floats(100, 200), st.floats(1, 80), st.integers(3, 9))


def star(x: float, y: float, size: float, corners: int) -> shapely.Geometry:
    angle = numpy.arange(corners * 2) * numpy.pi / corners + x
    reach = numpy.where(numpy.arange(corners * 2) % 2, size, size / 3)
    return shapely.Polygon(numpy.column_stack([x + reach * numpy.cos(angle), y + reach * numpy.sin(angle)]))


def look(place: tuple[float, float, float, int], chance: float) -> Look:
    view = star(*place)
    if chance >= 1:
        return Look(view)
    worst, best = (shapely.intersection(view, shapely.box(place[0] - 500, 0, place[0] + more, 999)) for more in (-place[2] / 4, place[2] / 4))
    return Look(view, chance, worst, best)


looks = st.lists(st.builds(look, spot, st.sampled_from([0.25, 0.5, 1.0])), max_size=9)


def brute(surface: Walkways, all_looks: list[Look]) -> float:
    """The expected area by splitting the surface camera by camera."""
    cells = [(shapely.union_all(surface.pieces), 1.0)]
    for one in all_looks:
        cells = [
            part for shape, none in cells
            for part in ((shapely.intersection(shape, one.view), none * (1 - one.chance)), (shapely.difference(shape, one.view), none))
        ]  # fmt: skip
    return sum(shape.area * (1 - none) for shape, none in cells)


@settings(deadline=None, max_examples=30)
@given(looks)
def test_the_expected_area_is_that_of_splitting_the_ground_camera_by_camera(some: list[Look]) -> None:
    found = seen_area(SURFACE, dict(enumerate(some))).by_area_m2[0]
    assert found[0] == pytest.approx(brute(SURFACE, some), rel=1e-6, abs=1e-6)
    assert 0 <= found[1] <= found[0] <= found[2] <= 5320.001


@settings(deadline=None, max_examples=40)
@given(looks, st.lists(st.tuples(st.integers(0, 10), st.one_of(st.none(), st.builds(look, spot, st.sampled_from([0.3, 1.0])))), min_size=1, max_size=5))
def test_after_changes_the_area_is_that_of_beginning_again(some: list[Look], changes: list[tuple[int, Look | None]]) -> None:
    now = dict(enumerate(some))
    moved = seen_area(SURFACE, now)
    for number, one in changes:
        moved = moved.with_looks({number: one})
        now = {key: value for key, value in now.items() if key != number} | ({} if one is None else {number: one})
    again = seen_area(SURFACE, now)
    assert moved.by_area_m2 == pytest.approx(again.by_area_m2, rel=1e-9, abs=1e-9)


@settings(deadline=None, max_examples=25)
@given(looks, st.builds(look, spot, st.sampled_from([0.3, 1.0])))
def test_one_more_camera_never_lowers_the_area(some: list[Look], more: Look) -> None:
    before = seen_area(SURFACE, dict(enumerate(some)))
    after = before.with_looks({99: more})
    assert (after.table_m2 >= before.table_m2 - 1e-6).all()
