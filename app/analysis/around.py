"""All street within a walk of one place, exactly, without looking at the rest of the network.

The searches of `access` answer for every metre of a district at once; a school zone asks for the few hundred metres around one
gate, and a district has a hundred gates. Dijkstra stops at the radius; partial segments are cut where the walk ends
(references 3: reach(uv) = min(l, max(0, c - d_u) + max(0, c - d_v))).
"""

from __future__ import annotations

import heapq
from weakref import WeakKeyDictionary

import numpy
from numpy import ndarray

from app.analysis.intervals import Intervals, intervals, union
from app.analysis.network import Network

Lists = tuple[list[int], list[int], list[int], list[float]]
_KNOWN: WeakKeyDictionary[Network, Lists] = WeakKeyDictionary()


def _lists(network: Network) -> Lists:
    """The adjacency and the lengths as plain lists, made once for a network: single numbers are read from them far faster."""
    if network not in _KNOWN:
        _KNOWN[network] = (*(part.tolist() for part in network.adjacency), network.length_m.tolist())
    return _KNOWN[network]


def nodes_around(network: Network, seeds: dict[int, float], radius_m: float) -> dict[int, tuple[float, int, int]]:
    """The junctions within ``radius_m`` of some seeds (node -> metres already walked): node -> (metres, node before, edge taken).

    A seed has -1 for both; a seed beyond the radius leads nowhere. No seeds give no junctions.
    """
    first, by_edge, to, length = _lists(network)
    found: dict[int, tuple[float, int, int]] = {}
    waiting = [(metres, node, -1, -1) for node, metres in seeds.items() if metres <= radius_m]
    heapq.heapify(waiting)
    while waiting:
        metres, node, before, edge = heapq.heappop(waiting)
        if node in found:
            continue
        found[node] = (metres, before, edge)
        for place in range(first[node], first[node + 1]):
            there, along = to[place], by_edge[place]
            on = metres + length[along]
            if on <= radius_m and there not in found:
                heapq.heappush(waiting, (on, there, node, along))
    return found


def around(network: Network, edge: int, at_m: float, radius_m: float) -> Intervals:
    """The stretches of street at most ``radius_m`` of walking away from a place on a segment, ordered, without overlaps.

    A place on no segment (edge -1), on a closed one, or a radius of 0 gives none.
    """
    if edge < 0 or radius_m <= 0.0 or (network.open is not None and not network.open[edge]):
        return intervals()
    length = float(network.length_m[edge])
    at = min(max(float(at_m), 0.0), length)
    u, v = int(network.node_u[edge]), int(network.node_v[edge])
    seeds = {u: at}
    seeds[v] = min(seeds.get(v, numpy.inf), length - at)
    found = nodes_around(network, seeds, radius_m)
    first, by_edge, _, lengths = _lists(network)
    along = sorted({by_edge[place] for node in found for place in range(first[node], first[node + 1])})
    u_m, v_m, whole = _ends(network, found, along), _ends(network, found, along, last=True), numpy.array([lengths[one] for one in along])
    low, high = numpy.clip(radius_m - u_m, 0.0, whole), numpy.clip(radius_m - v_m, 0.0, whole)
    return union(intervals(
        numpy.concatenate([[edge], along, along]),
        numpy.concatenate([[max(0.0, at - radius_m)], numpy.zeros(len(along)), whole - high]),
        numpy.concatenate([[min(length, at + radius_m)], low, whole]),
    ))  # fmt: skip


def _ends(network: Network, found: dict[int, tuple[float, int, int]], edges: list[int], last: bool = False) -> ndarray:
    """The walk to one end of some segments, inf where it is too far."""
    far = (numpy.inf, -1, -1)
    nodes = (network.node_v if last else network.node_u)[numpy.asarray(edges, dtype=numpy.int64)]
    return numpy.array([found.get(node, far)[0] for node in nodes.tolist()], dtype=float)


def metres_from(network: Network, edge: int, at_m: float, places: tuple[ndarray, ndarray], radius_m: float) -> ndarray:
    """The walk from one place on a segment to others (edge (k,), metres along it (k,)); inf where it is longer than ``radius_m``."""
    to_edge, to_at = numpy.asarray(places[0], numpy.int64), numpy.asarray(places[1], float)
    if edge < 0 or not len(to_edge):
        return numpy.full(len(to_edge), numpy.inf)
    length = network.length_m
    u, v = int(network.node_u[edge]), int(network.node_v[edge])
    seeds = {u: float(at_m)}
    seeds[v] = min(seeds.get(v, numpy.inf), float(length[edge]) - float(at_m))
    found = nodes_around(network, seeds, radius_m)
    from_u, from_v = _ends(network, found, to_edge.tolist()), _ends(network, found, to_edge.tolist(), last=True)
    metres = numpy.minimum(from_u + to_at, from_v + length[to_edge] - to_at)
    metres = numpy.where(to_edge == edge, numpy.minimum(metres, numpy.abs(to_at - float(at_m))), metres)
    return numpy.where((to_edge >= 0) & (metres <= radius_m), metres, numpy.inf)
