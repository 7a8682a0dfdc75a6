"""Street within a walk of one place: the same as the search over everything, without looking at everything."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import access
from app.analysis.around import around, metres_from, nodes_around
from app.analysis.intervals import Intervals, atoms
from app.analysis.network import Network
from app.analysis.streets import Streets, streets


def town(side: int = 4, spacing_m: float = 60.0, gone: int = 0) -> Streets:
    """A square grid of streets, some left out by a seed."""
    lines = [shapely.LineString([(x * spacing_m, 0), (x * spacing_m, side * spacing_m)]) for x in range(side + 1)]
    lines += [shapely.LineString([(0, y * spacing_m), (side * spacing_m, y * spacing_m)]) for y in range(side + 1)]
    cut = streets(geopandas.GeoDataFrame(geometry=lines, crs=5186), node_snap_m=0.5)
    keep = np.random.default_rng(gone).random(len(cut)) > (0.25 if gone else 0.0)
    return streets(geopandas.GeoDataFrame(geometry=cut.lines[keep], crs=5186), node_snap_m=0.5)


def network(found: Streets) -> Network:
    return Network(found.node_u, found.node_v, found.length_m, len(found.node_xy))


def differs_m(a: Intervals, b: Intervals) -> float:
    cut = atoms(a, b)
    return float(cut.length_m[(cut.depth(0) > 0) != (cut.depth(1) > 0)].sum())


def test_on_a_crossing_of_four_streets_each_arm_is_reached_as_far() -> None:
    found = town(2)
    middle = int(np.flatnonzero((found.node_xy == (60.0, 60.0)).all(axis=1))[0])
    edge = int(np.flatnonzero(found.node_u == middle)[0])
    reached = around(network(found), edge, 0.0, 25.0)
    assert (reached.end_m - reached.start_m).sum() == pytest.approx(100.0)


@given(gone=st.integers(0, 9), edge=st.integers(0, 200), share=st.floats(0, 1), radius=st.floats(1, 400))
@settings(deadline=None, max_examples=40)
def test_it_is_what_a_search_over_all_streets_finds(gone: int, edge: int, share: float, radius: float) -> None:
    found = town(gone=gone)
    net, edge = network(found), edge % len(found)
    at = share * float(found.length_m[edge])
    known = Intervals(*access.within(net, access.walk(net, np.array([edge]), np.array([at])), radius))
    assert differs_m(around(net, edge, at, radius), known) < 1e-6


def test_a_place_on_no_street_and_a_closed_street_reach_nothing() -> None:
    found = town(2)
    net = network(found)
    shut = Network(net.node_u, net.node_v, net.length_m, net.nodes, np.zeros(len(found), dtype=bool))
    assert [len(around(*one)) for one in ((net, -1, 0.0, 100.0), (net, 0, 0.0, 0.0), (shut, 0, 0.0, 100.0))] == [0, 0, 0]
    assert nodes_around(net, {}, 100.0) == {}


def test_a_loop_is_walked_both_ways_round() -> None:
    ring = shapely.LineString([(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)])
    found = streets(geopandas.GeoDataFrame(geometry=[ring, shapely.LineString([(0, 0), (-50, 0)])], crs=5186), node_snap_m=0.5)
    net = network(found)
    loop = int(found.length_m.argmax())
    reached = around(net, loop, 0.0, 150.0)
    assert (reached.end_m - reached.start_m).sum() == pytest.approx(350.0)


def test_the_walk_to_places_is_the_shortest_and_ends_at_the_radius() -> None:
    found = town(2)
    net = network(found)
    edges, at = np.arange(len(found)), found.length_m / 2.0
    known, _ = access.distance_at(net, access.walk(net, np.array([0]), np.array([10.0])), edges, at)
    metres = metres_from(net, 0, 10.0, (edges, at), 120.0)
    assert metres == pytest.approx(np.where(known <= 120.0, known, np.inf))
    assert len(metres_from(net, 0, 0.0, (edges[:0], at[:0]), 10.0)) == 0
