"""Walking to the nearest device: exact partial segments, and a brute force over subdivided segments as the judge."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import access

LAWS = settings(deadline=None, max_examples=80)
# Two segments of 100 m in a row and an island of 50 m.
ROW = access.Network(np.array([0, 1, 3]), np.array([1, 2, 4]), np.array([100.0, 100.0, 50.0]), 5)


def stretches(reached):
    return [(int(e), float(a), float(b)) for e, a, b in zip(*reached, strict=True)]


@st.composite
def towns(draw):
    """A small street network with whole-metre segments (parallel ones, loops and islands too) and devices on whole metres."""
    nodes = draw(st.integers(2, 6))
    node = st.integers(0, nodes - 1)
    edges = draw(st.lists(st.tuples(node, node, st.integers(1, 12)), min_size=1, max_size=9))
    u, v, length = (np.array(part) for part in zip(*edges, strict=True))
    at_edge = draw(st.lists(st.integers(0, len(edges) - 1), max_size=4))
    at_m = [draw(st.integers(0, int(length[edge]))) for edge in at_edge]
    return access.Network(u, v, length.astype(float), nodes), np.array(at_edge, int), np.array(at_m, float)


def brute_force(network, at_edge, at_m):
    """Metres to the nearest device from every whole metre of every segment: each metre is a node, relaxed until nothing moves."""
    spots = {}

    def spot(edge, metre):
        ends = {0: ("node", int(network.node_u[edge])), int(network.length_m[edge]): ("node", int(network.node_v[edge]))}
        return spots.setdefault(ends.get(metre, (edge, metre)), len(spots))

    steps = [(spot(e, m), spot(e, m + 1)) for e in range(len(network.length_m)) for m in range(int(network.length_m[e]))]
    metres = [np.inf] * len(spots)
    for edge, metre in zip(at_edge, at_m, strict=True):
        metres[spot(int(edge), int(metre))] = 0.0
    for _ in spots:
        for a, b in steps:
            metres[a], metres[b] = min(metres[a], metres[b] + 1), min(metres[b], metres[a] + 1)
    return {(e, m): metres[spot(e, m)] for e in range(len(network.length_m)) for m in range(int(network.length_m[e]) + 1)}


# ── laws ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@LAWS
@given(towns())
def test_distances_equal_the_brute_force_on_subdivided_segments(town):
    network, at_edge, at_m = town
    expected = brute_force(network, at_edge, at_m)
    edge, metre = (np.array(part) for part in zip(*expected, strict=True))
    found, device = access.distance_at(network, access.walk(network, at_edge, at_m), edge, metre.astype(float))
    assert found.tolist() == list(expected.values())
    assert ((device >= 0) == np.isfinite(found)).all()


@LAWS
@given(towns(), st.integers(0, 40).map(lambda n: n / 2))
def test_reached_street_is_the_street_whose_distance_is_within_the_radius(town, radius):
    network, at_edge, at_m = town
    walk = access.walk(network, at_edge, at_m)
    reached = stretches(access.within(network, walk, radius))
    for edge, length in enumerate(network.length_m):
        for at in np.arange(0.125, length, 0.25):
            metres = access.distance_at(network, walk, [edge], [at])[0][0]
            assert (metres <= radius) == any(e == edge and a <= at <= b for e, a, b in reached)


@LAWS
@given(towns(), st.integers(0, 20))
def test_partial_segments_follow_the_published_formula_where_no_device_stands_on_them(town, radius):
    network, at_edge, at_m = town
    walk = access.walk(network, at_edge, at_m)
    reached = access.within(network, walk, float(radius))
    for edge in set(range(len(network.length_m))) - set(at_edge.tolist()):
        length, u, v = network.length_m[edge], walk.node_m[network.node_u[edge]], walk.node_m[network.node_v[edge]]
        expected = min(length, max(0.0, radius - u) + max(0.0, radius - v))
        assert (reached.end_m - reached.start_m)[reached.edge == edge].sum() == pytest.approx(expected, abs=1e-9)


@LAWS
@given(towns(), st.floats(0.01, 0.99))
def test_a_quantile_is_the_radius_that_reaches_that_share_of_street(town, q):
    network, at_edge, at_m = town
    walk = access.walk(network, at_edge, at_m)
    metres = access.quantile(network, walk, q)
    reached = access.within(network, walk, metres if np.isfinite(metres) else 1e9)
    share = (reached.end_m - reached.start_m).sum() / network.length_m.sum()
    assert share == pytest.approx(q, abs=1e-9) if np.isfinite(metres) else share < q


@LAWS
@given(towns())
def test_another_device_never_lengthens_a_walk(town):
    network, at_edge, at_m = town
    before, after = (access.walk(network, at_edge[:count], at_m[:count]) for count in (max(len(at_edge) - 1, 0), len(at_edge)))
    assert (after.node_m <= before.node_m).all()


@LAWS
@given(towns(), st.floats(0, 1))
def test_a_path_is_as_long_as_its_distance_and_its_legs_join(town, share):
    network, at_edge, at_m = town
    walk = access.walk(network, at_edge, at_m)
    for edge, length in enumerate(network.length_m):
        way = access.path(network, walk, edge, share * length)
        metres, device = access.distance_at(network, walk, [edge], [share * length])
        assert (way.metres, way.device) == (metres[0], device[0])
        if not np.isfinite(way.metres):
            assert way.legs == ()
            continue
        assert sum(abs(b - a) for _, a, b in way.legs) == pytest.approx(way.metres, abs=1e-9)
        places = [place for e, a, b in way.legs for place in ((e, a), (e, b))]
        ends = {(e, 0.0): network.node_u[e] for e in range(len(network.length_m))}
        ends |= {(e, network.length_m[e]): network.node_v[e] for e in range(len(network.length_m))}
        assert all(ends[a] == ends[b] for a, b in zip(places[1:-1:2], places[2::2], strict=True))
        if places:
            last, there = places[-1], (int(walk.at_edge[device[0]]), float(walk.at_m[device[0]]))
            assert last == pytest.approx(there) or ends[last] == ends[there]


# ── cases ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_device_in_the_middle_of_a_segment_reaches_both_ways():
    walk = access.walk(ROW, [0], [30.0])
    assert walk.node_m.tolist() == [30.0, 70.0, 170.0, np.inf, np.inf]
    assert stretches(access.within(ROW, walk, 50.0)) == [(0, 0.0, 80.0)]
    assert stretches(access.within(ROW, walk, 100.0)) == [(0, 0.0, 100.0), (1, 0.0, 30.0)]


def test_two_devices_on_one_segment_leave_the_middle_out():
    walk = access.walk(ROW, [0, 0], [10.0, 90.0])
    assert stretches(access.within(ROW, walk, 20.0)) == [(0, 0.0, 30.0), (0, 70.0, 100.0), (1, 0.0, 10.0)]
    metres, device = access.distance_at(ROW, walk, [0, 0, 1], [45.0, 55.0, 5.0])
    assert (metres.tolist(), device.tolist()) == ([35.0, 35.0, 15.0], [0, 1, 1])


def test_an_island_without_a_device_is_out_of_reach():
    walk = access.walk(ROW, [1], [0.0])
    metres, device = access.distance_at(ROW, walk, [2], [25.0])
    assert (metres[0], device[0]) == (np.inf, -1)
    assert access.path(ROW, walk, 2, 25.0) == access.Path((), (), -1, np.inf)
    assert access.quantile(ROW, walk, 0.9) == np.inf


def test_without_devices_everything_is_out_of_reach():
    walk = access.walk(ROW, [], [])
    assert np.isinf(walk.node_m).all()
    assert stretches(access.within(ROW, walk, 1e6)) == []
    assert access.quantile(ROW, walk, 0.5) == np.inf


def test_a_device_off_the_network_serves_nobody_and_keeps_its_number():
    walk = access.walk(ROW, [-1, 0], [0.0, 30.0])
    assert access.distance_at(ROW, walk, [0], [0.0])[1].tolist() == [1]


def test_a_network_without_segments_has_defined_answers():
    none = access.Network(np.empty(0, int), np.empty(0, int), np.empty(0), 0)
    walk = access.walk(none, [], [])
    assert stretches(access.within(none, walk, 100.0)) == []
    assert np.isnan(access.quantile(none, walk, 0.5))


def test_the_walk_goes_round_the_block_where_that_is_shorter():
    block = access.Network(np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([100.0, 10.0, 10.0]), 3)
    walk = access.walk(block, [0], [95.0])
    way = access.path(block, walk, 0, 5.0)
    assert way.metres == pytest.approx(30.0)
    assert way.legs == ((0, 5.0, 0.0), (1, 0.0, 10.0), (2, 10.0, 0.0), (0, 100.0, 95.0))
    assert way.nodes == (0, 2, 1)


def test_medians_follow_weights_and_stretches():
    walk = access.walk(ROW, [0], [30.0])
    assert access.quantile(ROW, walk, 0.5) == pytest.approx(95.0)
    assert access.quantile(ROW, walk, 0.5, where=([0, 1], [0.0, 0.0], [100.0, 100.0])) == pytest.approx(70.0)
    assert access.quantile(ROW, walk, 0.5, where=([0, 0], [0.0, 40.0], [10.0, 50.0])) == pytest.approx(20.0)
    assert access.quantile(ROW, walk, 0.5, np.array([0.0, 2.0, 0.0])) == pytest.approx(120.0)
    assert np.isnan(access.quantile(ROW, walk, 0.5, np.zeros(3)))


def test_points_are_put_on_the_nearest_segment_within_reach():
    lines = np.array([shapely.LineString([(0, 0), (100, 0)]), shapely.LineString([(100, 0), (100, 100)])])
    edge, along, beside = access.snap(lines, [30.0, 104.0, 500.0, np.nan], [5.0, 50.0, 0.0, 0.0], within_m=60.0)
    assert edge.tolist() == [0, 1, -1, -1]
    assert along[:2].tolist() == [30.0, 50.0]
    assert beside[:2].tolist() == [5.0, 4.0]
    assert np.isnan(along[2:]).all()
    assert access.snap(lines[:0], [1.0], [1.0], within_m=60.0)[0].tolist() == [-1]
