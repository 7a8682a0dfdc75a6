"""Demand on streets keeps its sums."""

from __future__ import annotations

import geopandas
import numpy
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.demand import Demand, from_areas, from_grades, from_points, plain
from app.analysis.intervals import atoms, whole
from app.analysis.streets import Streets, streets

X, Y = 200_000.0, 550_000.0


def made(*lines: list[tuple[float, float]]) -> Streets:
    shapes = [shapely.LineString([(X + x, Y + y) for x, y in line]) for line in lines]
    return streets(geopandas.GeoDataFrame(geometry=shapes, crs=5186), node_snap_m=0.5)


def boxes(*sides: tuple[float, float, float, float]) -> numpy.ndarray:
    return numpy.array([shapely.box(X + a, Y + b, X + c, Y + d) for a, b, c, d in sides], dtype=object)


CROSS = made([(0, 0), (300, 0)], [(100, -150), (100, 150)])


def on_edges(demand: Demand, one: Streets) -> numpy.ndarray:
    cut = atoms(demand.stretches, whole(one.length_m))
    return numpy.bincount(cut.edge, weights=demand.on(cut, 0) * cut.length_m, minlength=len(one))


def test_plain_demand_is_the_length() -> None:
    assert plain(CROSS).total == pytest.approx(600)


def test_a_point_in_the_middle_of_a_stretch_counts_most_there() -> None:
    demand = from_points(CROSS, numpy.array([[X + 212.5, Y]]), numpy.array([2.0]), spread_m=60)
    assert demand.total == pytest.approx(2.0)
    peak = int(demand.per_m.argmax())
    assert (demand.stretches.start_m[peak], demand.stretches.end_m[peak]) == (100.0, 125.0)
    assert (demand.per_m > 0).sum() == 5


def test_a_point_far_from_all_streets_is_counted_as_lost() -> None:
    demand = from_points(CROSS, numpy.array([[X + 5000, Y], [X + 10, Y]]), numpy.array([3.0, 1.0]), spread_m=60)
    assert (demand.total, demand.lost) == (pytest.approx(1.0), 3.0)


def test_residents_lie_evenly_on_the_streets_of_their_area() -> None:
    demand = from_areas(CROSS, boxes((0, -200, 50, 200), (50, -200, 400, 200)), numpy.array([100.0, 550.0]), within_m=60)
    assert demand.per_m.tolist() == pytest.approx([2.0, 1.0, 1.0, 1.0, 1.0])


def test_an_area_without_streets_gives_to_the_nearest_street_or_is_lost() -> None:
    demand = from_areas(CROSS, boxes((200, 20, 220, 40), (2000, 0, 2010, 10)), numpy.array([10.0, 7.0]), within_m=60)
    assert (demand.total, demand.lost) == (pytest.approx(10.0), pytest.approx(7.0))
    assert on_edges(demand, CROSS).max() == pytest.approx(10.0)


def test_the_higher_of_two_grades_counts_where_cells_overlap() -> None:
    demand = from_grades(made([(0, 0), (100, 0)]), boxes((0, -10, 60, 10), (40, -10, 80, 10)), numpy.array([2, 5]))
    assert list(zip(demand.stretches.start_m, demand.stretches.end_m, demand.per_m, strict=True)) == [(0, 40, 2), (40, 60, 5), (60, 80, 5)]


def test_grades_at_points_stand_for_square_cells() -> None:
    points = shapely.points([[X + 25, Y], [X + 75, Y]])
    demand = from_grades(made([(0, 0), (100, 0)]), points, numpy.array([1, 3]))
    assert demand.total == pytest.approx(50 + 150)


def test_grades_at_scattered_points_hold_on_the_nearest_streets() -> None:
    points = shapely.points([[X + 10, Y + 3], [X + 30, Y - 4], [X + 90, Y + 5], [X + 91, Y + 40]])
    demand = from_grades(made([(0, 0), (100, 0)]), points, numpy.array([1, 2, 4, 5]))
    assert demand.stretches.end_m.max() == pytest.approx(100)
    assert sorted(set(demand.per_m.tolist())) == [1, 2, 4]


def test_nothing_known_gives_no_demand() -> None:
    none = from_points(CROSS, numpy.zeros((0, 2)), numpy.zeros(0), spread_m=60)
    assert none.total == none.lost == 0
    assert from_areas(CROSS, numpy.zeros(0, dtype=object), numpy.zeros(0), within_m=60).total == 0


spot = st.tuples(st.floats(-400, 700), st.floats(-400, 400), st.floats(0, 9))


@settings(deadline=None, max_examples=60)
@given(st.lists(spot, max_size=20))
def test_spreading_points_keeps_the_sum(spots: list[tuple[float, float, float]]) -> None:
    xy = numpy.array([(X + x, Y + y) for x, y, _ in spots]).reshape(-1, 2)
    weight = numpy.array([w for _, _, w in spots])
    demand = from_points(CROSS, xy, weight, spread_m=150)
    assert demand.total + demand.lost == pytest.approx(weight.sum(), abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(-200, 300), st.integers(-200, 200), st.integers(1, 90), st.integers(0, 50)), max_size=8))
def test_spreading_areas_keeps_the_sum(rows: list[tuple[int, int, int, int]]) -> None:
    amount = numpy.array([float(n) for *_, n in rows])
    demand = from_areas(CROSS, boxes(*((x, y, x + s, y + s) for x, y, s, _ in rows)), amount, within_m=60)
    assert demand.total + demand.lost == pytest.approx(amount.sum(), abs=1e-9)
