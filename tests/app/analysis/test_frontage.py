"""People lie on the streets before their homes, and none is created or lost."""

from __future__ import annotations

import geopandas
import numpy
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.demand import Demand
from app.analysis.frontage import from_dwellings, from_lines, fronts_on, on_stretches
from app.analysis.intervals import Intervals, atoms, whole
from app.analysis.streets import Streets, streets

X, Y = 200_000.0, 550_000.0


def made(*lines: list[tuple[float, float]]) -> Streets:
    shapes = [shapely.LineString([(X + x, Y + y) for x, y in line]) for line in lines]
    return streets(geopandas.GeoDataFrame(geometry=shapes, crs=5186), node_snap_m=0.5)


def boxes(*sides: tuple[float, float, float, float]) -> numpy.ndarray:
    return numpy.array([shapely.box(X + a, Y + b, X + c, Y + d) for a, b, c, d in sides], dtype=object)


# Two streets side by side, 100 m apart.
LADDER = made([(0, 0), (300, 0)], [(0, 100), (300, 100)])
NONE = made()


def on_edges(demand: Demand, one: Streets) -> list[float]:
    cut = atoms(demand.stretches, whole(one.length_m))
    return numpy.bincount(cut.edge, weights=demand.on(cut, 0) * cut.length_m, minlength=len(one)).tolist()


def test_a_home_stands_on_the_nearest_street_as_wide_as_it_is() -> None:
    fronts = fronts_on(LADDER, boxes((40, 5, 70, 20), (100, 80, 101, 95)))
    low, high = numpy.minimum(fronts.start_m, 300 - fronts.end_m), fronts.end_m - fronts.start_m
    assert (fronts.edge.tolist(), high.tolist(), low.tolist()) == ([0, 1], [30.0, 1.0], [40.0, 100.0])


def test_people_lie_before_homes_in_proportion_to_floor_area_and_not_on_empty_streets() -> None:
    homes = boxes((0, 5, 25, 20), (50, 5, 75, 20))
    demand = from_dwellings(LADDER, boxes((-10, -10, 310, 110)), numpy.array([90.0]), homes, numpy.array([100.0, 200.0]), within_m=60)
    assert on_edges(demand, LADDER) == pytest.approx([90.0, 0.0])
    assert demand.per_m.tolist() == pytest.approx([30.0 / 25, 60.0 / 25])


def test_an_area_without_homes_is_spread_by_the_metre() -> None:
    areas = boxes((-10, -10, 310, 50), (-10, 50, 310, 110))
    demand = from_dwellings(LADDER, areas, numpy.array([30.0, 60.0]), boxes((0, 5, 25, 20)), numpy.array([100.0]), within_m=60)
    assert on_edges(demand, LADDER) == pytest.approx([30.0, 60.0])


def test_without_streets_all_people_are_lost_and_without_areas_there_are_none() -> None:
    home, floor = boxes((0, 5, 25, 20)), numpy.array([100.0])
    nowhere = from_dwellings(NONE, boxes((0, 0, 50, 50)), numpy.array([30.0]), home, floor, within_m=60)
    assert (nowhere.total, nowhere.lost) == (0.0, 30.0)
    assert from_dwellings(LADDER, boxes(), numpy.zeros(0), home, floor, within_m=60).total == 0.0


def test_a_flow_counted_along_a_link_lies_on_the_street_it_runs_along() -> None:
    link = numpy.array([shapely.LineString([(X + 100, Y + 3), (X + 200, Y + 3)]), shapely.LineString([(X, Y + 900), (X + 10, Y + 900)])])
    demand = from_lines(LADDER, link, numpy.array([12.0, 7.0]), within_m=60)
    assert demand.total == pytest.approx(12.0 * 100)
    assert demand.lost == pytest.approx(70.0)
    assert demand.per_m.tolist() == pytest.approx([12.0] * 4)


numbers = st.floats(0, 1000, allow_subnormal=False)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(-200, 300), st.integers(-50, 150), st.integers(1, 200), numbers), max_size=6),
    st.lists(st.tuples(st.integers(-200, 300), st.integers(-50, 150), st.integers(1, 60), numbers), max_size=12),
)
def test_spreading_people_over_homes_keeps_the_sum(rows: list[tuple[int, int, int, float]], homes: list[tuple[int, int, int, float]]) -> None:
    areas, outlines = (boxes(*((x, y, x + s, y + s) for x, y, s, _ in some)) for some in (rows, homes))
    amount, floor = (numpy.array([n for *_, n in some]) for some in (rows, homes))
    demand = from_dwellings(LADDER, areas, amount, outlines, floor, within_m=60)
    assert demand.total + demand.lost == pytest.approx(amount.sum(), rel=1e-9, abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 1), st.floats(0, 299), st.floats(0.0, 300), numbers), max_size=12))
def test_gathering_on_stretches_keeps_the_sum(rows: list[tuple[int, float, float, float]]) -> None:
    edge = numpy.array([e for e, *_ in rows], dtype=numpy.int64)
    start = numpy.array([s for _, s, _, _ in rows])
    places = Intervals(edge, start, numpy.minimum(start + numpy.array([w for _, _, w, _ in rows]), 300.0))
    amount = numpy.array([n for *_, n in rows])
    assert on_stretches(LADDER, places, amount).total == pytest.approx(amount.sum(), rel=1e-9, abs=1e-9)
