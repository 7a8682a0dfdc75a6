"""Published figures and independent programs as judges of the ways (references 3)."""

from __future__ import annotations

import networkx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import access
from app.analysis.catchment import FAST, SLOW, floating
from app.analysis.demand import Demand
from app.analysis.intervals import whole

LAWS = settings(deadline=None, max_examples=40)


@pytest.mark.parametrize(("speed", "metres"), [(1.0, 600.0), (0.8, 480.0), (1.2, 720.0)])
def test_ten_minutes_are_as_far_as_published(speed, metres):
    street = access.Network(np.array([0]), np.array([1]), np.array([1000.0 / speed]), 2)
    reached = access.within(street, access.walk(street, [0], [0.0]), 600.0)
    assert (reached.end_m * speed).tolist() == pytest.approx([metres])


@LAWS
@given(st.integers(0, 10_000), st.integers(2, 40), st.integers(1, 6))
def test_junctions_are_as_far_as_networkx_says(seed, nodes, devices):
    rng = np.random.default_rng(seed)
    edges = rng.integers(nodes, 3 * nodes)
    u, v, length = rng.integers(0, nodes, edges), rng.integers(0, nodes, edges), rng.uniform(0.0, 50.0, edges)
    at_edge = rng.integers(0, edges, devices)
    at_m = rng.uniform(0.0, 1.0, devices) * length[at_edge]
    graph = networkx.MultiGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_weighted_edges_from(zip(u.tolist(), v.tolist(), length.tolist(), strict=True))
    for number, (edge, at) in enumerate(zip(at_edge.tolist(), at_m.tolist(), strict=True)):
        graph.add_edge("all", f"d{number}", weight=0.0)
        graph.add_edge(f"d{number}", int(u[edge]), weight=at)
        graph.add_edge(f"d{number}", int(v[edge]), weight=float(length[edge]) - at)
    # A walk past one device to another is no shortcut: devices hang on a common root that costs nothing.
    expected = networkx.single_source_dijkstra_path_length(graph, "all")
    found = access.walk(access.Network(u, v, length, nodes), at_edge, at_m).node_m
    np.testing.assert_allclose(found, [expected.get(node, np.inf) for node in range(nodes)], atol=1e-9)


def test_segments_without_length_are_passed_in_no_time():
    network = access.Network(np.array([0, 1, 2, 3]), np.array([1, 2, 2, 0]), np.array([100.0, 0.0, 0.0, 0.0]), 4)
    walk = access.walk(network, [1, 2], [0.0, 0.0])
    assert walk.node_m.tolist() == [100.0, 0.0, 0.0, 100.0]
    reached = access.within(network, walk, 40.0)
    assert list(zip(*(part.tolist() for part in reached), strict=True)) == [(0, 60.0, 100.0)]
    assert access.quantile(network, walk, 0.5) == pytest.approx(50.0)


def test_closed_segments_lead_nowhere_and_reach_nobody():
    network = access.Network(np.array([0, 1, 2]), np.array([1, 2, 3]), np.array([100.0, 100.0, 100.0]), 4, np.array([True, False, True]))
    walk = access.walk(network, [0, 1], [100.0, 50.0])
    assert walk.node_m.tolist() == [100.0, 0.0, np.inf, np.inf]
    reached = access.within(network, walk, 80.0)
    assert list(zip(*(part.tolist() for part in reached), strict=True)) == [(0, 20.0, 100.0)]
    assert access.path(network, walk, 1, 10.0).legs == ()
    assert access.distance_at(network, walk, [1], [50.0])[0].tolist() == [np.inf]


@pytest.mark.parametrize("weights", [(1.0,), SLOW, FAST])
def test_people_times_access_is_supply(weights):
    rows = np.arange(10)
    grid = access.Network(rows, rows + 1, np.full(10, 100.0), 11)
    found = floating(grid, [1, 5, 9], [50.0, 0.0, 80.0], [20.0, 35.0, 12.0], Demand(whole(grid.length_m), np.linspace(0.1, 1.0, 10)), radius_m=300.0, weights=weights)
    assert found.served == pytest.approx(67.0, rel=1e-12)
