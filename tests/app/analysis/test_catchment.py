"""Two-step floating catchments: supply is shared out to the last locker."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.access import Network
from app.analysis.catchment import FAST, SLOW, floating, lowest
from app.analysis.demand import Demand
from app.analysis.intervals import intervals, whole

LAWS = settings(deadline=None, max_examples=60)
# Two segments of 100 m in a row and an island of 50 m.
ROW = Network(np.array([0, 1, 3]), np.array([1, 2, 4]), np.array([100.0, 100.0, 50.0]), 5)
PEOPLE = Demand(whole(ROW.length_m), np.array([1.0, 2.0, 4.0]))


@st.composite
def towns(draw):
    nodes = draw(st.integers(2, 6))
    node = st.integers(0, nodes - 1)
    edges = draw(st.lists(st.tuples(node, node, st.floats(1, 40)), min_size=1, max_size=9))
    u, v, length = (np.array(part) for part in zip(*edges, strict=True))
    sites = draw(st.lists(st.tuples(st.integers(0, len(edges) - 1), st.floats(0, 1), st.floats(1, 50)), max_size=5))
    edge = np.array([site[0] for site in sites], int)
    at = np.array([site[1] for site in sites]) * (length[edge] if len(sites) else 1.0)
    per_m = np.array(draw(st.lists(st.floats(0, 3), min_size=len(edges), max_size=len(edges))))
    network = Network(u, v, length.astype(float), nodes)
    return network, edge, at, np.array([site[2] for site in sites]), Demand(whole(network.length_m), per_m)


@LAWS
@given(towns(), st.floats(1, 80), st.sampled_from([(1.0,), SLOW, FAST]))
def test_what_is_shared_out_is_the_supply_of_all_that_have_anybody_in_reach(town, radius, weights):
    network, edge, at, supply, demand = town
    found = floating(network, edge, at, supply, demand, radius_m=radius, weights=weights)
    if len(found.demand) == 0 or found.demand.min() > 1e-9:
        assert found.served == pytest.approx(supply[~found.idle].sum(), rel=1e-9)
    assert found.demand.sum() == pytest.approx(demand.total, rel=1e-9)


@LAWS
@given(towns(), st.floats(1, 80))
def test_one_zone_of_weight_one_is_the_plain_method(town, radius):
    network, edge, at, supply, demand = town
    plain, three = (floating(network, edge, at, supply, demand, radius_m=radius, weights=zones) for zones in ((1.0,), (1.0, 1.0, 1.0)))
    assert three.share == pytest.approx(plain.share)
    assert three.served == pytest.approx(plain.served)


def test_lockers_are_shared_by_the_metres_within_the_walk():
    found = floating(ROW, [0], [100.0], [30.0], PEOPLE, radius_m=50.0)
    assert found.share[0] == pytest.approx(30.0 / (50.0 * 1.0 + 50.0 * 2.0))
    demand, per_head = found.within(intervals([0], [0.0], [100.0]))
    assert (demand.sum(), (demand * per_head).sum()) == (pytest.approx(100.0), pytest.approx(10.0))


def test_people_near_two_facilities_have_the_share_of_both():
    found = floating(ROW, [0, 1], [0.0, 100.0], [10.0, 10.0], PEOPLE, radius_m=150.0)
    first, second = 10.0 / (100.0 + 50.0 * 2.0), 10.0 / (200.0 + 50.0)
    assert found.share == pytest.approx([first, second])
    assert sorted(set(np.round(found.per_head, 9))) == pytest.approx(sorted({0.0, first, second, first + second}))


def test_zones_weigh_demand_less_farther_out():
    found = floating(ROW, [0], [0.0], [10.0], PEOPLE, radius_m=90.0, weights=SLOW)
    assert found.share[0] == pytest.approx(10.0 / (30.0 * (1.0 + 0.68 + 0.22)))
    nearest = found.within(intervals([0], [0.0], [30.0]))[1]
    assert nearest == pytest.approx(found.share[0])


def test_a_facility_where_nobody_lives_is_idle_and_none_at_all_gives_nothing():
    empty = Demand(whole(ROW.length_m), np.array([1.0, 1.0, 0.0]))
    assert floating(ROW, [2, -1], [10.0, 0.0], [5.0, 5.0], empty, radius_m=50.0).idle.tolist() == [True, True]
    nobody = floating(ROW, [], [], [], PEOPLE, radius_m=50.0)
    assert (nobody.served, nobody.per_head.max()) == (0.0, 0.0)
    assert len(floating(ROW, [0], [1.0], [5.0], Demand(intervals(), np.zeros(0)), radius_m=50.0).demand) == 0


def test_the_lowest_tenth_is_counted_by_people():
    assert lowest(np.array([5.0, 15.0, 80.0]), np.array([0.0, 0.01, 0.02]), 0.1) == 0.01
    assert np.isnan(lowest(np.zeros(0), np.zeros(0), 0.1))
