"""The network kernel: its published masses, and no crime created or lost."""

from __future__ import annotations

import geopandas
import numpy
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.along_streets import along_streets, kernel_mass
from app.analysis.demand import Demand, short_stretches
from app.analysis.intervals import atoms, whole
from app.analysis.streets import Streets, streets

X, Y = 200_000.0, 550_000.0


def made(*lines: list[tuple[float, float]]) -> Streets:
    shapes = [shapely.LineString([(X + x, Y + y) for x, y in line]) for line in lines]
    return streets(geopandas.GeoDataFrame(geometry=shapes, crs=5186), node_snap_m=0.5)


def on_edges(demand: Demand, one: Streets) -> numpy.ndarray:
    cut = atoms(demand.stretches, whole(one.length_m))
    return numpy.bincount(cut.edge, weights=demand.on(cut, 0) * cut.length_m, minlength=len(one))


CROSS = made([(0, 0), (300, 0)], [(100, -150), (100, 150)])
FOUR = made([(-20, 0), (20, 0)], [(0, -20), (0, 20)])


@pytest.mark.parametrize(("split", "mass"), [(False, 1.47034), (True, 1.0)])
def test_the_mass_of_an_event_three_metres_from_a_junction_of_four(split: bool, mass: float) -> None:
    west = next(edge for edge in range(4) if FOUR.lines[edge].centroid.x < X - 5)
    at = numpy.array([shapely.line_locate_point(FOUR.lines[west], shapely.Point(X - 3, Y))])
    _, _, found = kernel_mass(FOUR, short_stretches(FOUR), numpy.array([west]), at, spread_m=10.0, split=split)
    assert found.sum() == pytest.approx(mass, abs=1e-5)


def test_what_arrives_at_a_junction_goes_on_in_equal_parts() -> None:
    on = on_edges(along_streets(FOUR, numpy.array([[X - 3, Y]]), numpy.array([8.0]), spread_m=10.0), FOUR)
    west = [edge for edge in range(4) if FOUR.lines[edge].centroid.x < X - 5]
    others = numpy.delete(on, west)
    assert others == pytest.approx(numpy.full(3, others[0]))
    assert on.sum() == pytest.approx(8.0)
    assert others.sum() == pytest.approx(8 * 0.47034 / 2, abs=1e-4)


def test_crime_behind_a_block_does_not_pass_through_it() -> None:
    apart = made([(0, 0), (300, 0)], [(0, 30), (300, 30)])
    on = on_edges(along_streets(apart, numpy.array([[X + 150, Y + 2]]), numpy.array([1.0]), spread_m=100.0), apart)
    assert sorted(on.tolist()) == pytest.approx([0.0, 1.0])


def test_at_the_end_of_a_street_nothing_is_lost() -> None:
    short = made([(0, 0), (30, 0)])
    demand = along_streets(short, numpy.array([[X + 1, Y]]), numpy.array([5.0]), spread_m=150.0)
    assert (demand.total, demand.lost) == (pytest.approx(5.0), 0.0)


def test_a_loop_is_walked_both_ways_and_a_point_far_from_streets_is_lost() -> None:
    loop = made([(0, 0), (40, 0), (40, 40), (0, 40), (0, 0)], [(0, 0), (-50, 0)])
    demand = along_streets(loop, numpy.array([[X + 40, Y + 40], [X + 9_000, Y]]), numpy.array([1.0, 2.0]), spread_m=150.0)
    assert (demand.total, demand.lost) == (pytest.approx(1.0), 2.0)


def test_no_points_and_no_streets_have_defined_answers() -> None:
    assert along_streets(CROSS, numpy.zeros((0, 2)), numpy.zeros(0), spread_m=60).total == 0
    nowhere = along_streets(made(), numpy.array([[X, Y]]), numpy.array([3.0]), spread_m=60)
    assert (nowhere.total, nowhere.lost) == (0.0, 3.0)


spot = st.tuples(st.floats(-400, 700), st.floats(-400, 400), st.floats(0, 9))


@settings(deadline=None, max_examples=60)
@given(st.lists(spot, max_size=20), st.floats(5, 400))
def test_spreading_along_streets_keeps_the_sum(spots: list[tuple[float, float, float]], spread_m: float) -> None:
    xy = numpy.array([(X + x, Y + y) for x, y, _ in spots]).reshape(-1, 2)
    weight = numpy.array([w for _, _, w in spots])
    demand = along_streets(CROSS, xy, weight, spread_m=spread_m)
    assert demand.total + demand.lost == pytest.approx(weight.sum(), rel=1e-9, abs=1e-9)
    assert (demand.per_m >= 0).all()
