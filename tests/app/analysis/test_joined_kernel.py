"""Groups of things that hang together."""

from __future__ import annotations

import networkx
import numpy
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.joined_kernel import joined


@settings(deadline=None, max_examples=100)
@given(st.integers(1, 30), st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40))
def test_groups_are_the_components_of_the_graph_numbered_by_their_first_member(count: int, links: list[tuple[int, int]]) -> None:
    links = [(a % count, b % count) for a, b in links]
    graph = networkx.Graph(links)
    graph.add_nodes_from(range(count))
    wanted = numpy.empty(count, numpy.int64)
    for number, members in enumerate(sorted(networkx.connected_components(graph), key=min)):
        wanted[list(members)] = number
    one, other = (numpy.array([link[side] for link in links], numpy.int64) for side in (0, 1))
    assert joined(count, one, other).tolist() == wanted.tolist()


def test_nothing_hangs_together_with_nothing() -> None:
    assert len(joined(0, numpy.zeros(0, numpy.int64), numpy.zeros(0, numpy.int64))) == 0
