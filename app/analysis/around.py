"""All street within a walk of one place, exactly, without looking at the rest of the network.

The searches of `access` answer for every metre of a district at once; a school zone asks for the few hundred metres around one
gate, and a district has a hundred gates. Dijkstra stops at the radius; partial segments are cut where the walk ends
(references 3: reach(uv) = min(l, max(0, c - d_u) + max(0, c - d_v))).
"""

from __future__ import annotations

import heapq

import numpy
from numpy import ndarray

from app.analysis.intervals import Intervals, intervals, union
from app.analysis.network import Network


def nodes_around(network: Network, seeds: dict[int, float], radius_m: float) -> dict[int, tuple[float, int, int]]:
    """The junctions within ``radius_m`` of some seeds (node -> metres already walked): node -> (metres, node before, edge taken).

    A seed has -1 for both; a seed beyond the radius leads nowhere. No seeds give no junctions.
    """
    first, by_edge, to = network.adjacency
    length = network.length_m
    found: dict[int, tuple[float, int, int]] = {}
    waiting = [(metres, node, -1, -1) for node, metres in seeds.items() if metres <= radius_m]
    heapq.heapify(waiting)
    while waiting:
        metres, node, before, edge = heapq.heappop(waiting)
        if node in found:
            continue
        found[node] = (metres, before, edge)
        for place in range(int(first[node]), int(first[node + 1])):
            there, along = int(to[place]), int(by_edge[place])
            on = metres + float(length[along])
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
    edges, start, end = [edge], [max(0.0, at - radius_m)], [min(length, at + radius_m)]
    first, by_edge, _ = network.adjacency
    for node, (metres, _, _) in found.items():
        left = radius_m - metres
        for along in set(by_edge[first[node] : first[node + 1]].tolist()):
            whole = float(network.length_m[along])
            reach = min(left, whole)
            if int(network.node_u[along]) == node:
                edges, start, end = [*edges, along], [*start, 0.0], [*end, reach]
            if int(network.node_v[along]) == node:
                edges, start, end = [*edges, along], [*start, whole - reach], [*end, whole]
    return union(intervals(edges, start, end))


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
    far = (numpy.inf, -1, -1)
    from_u = numpy.array([found.get(int(node), far)[0] for node in network.node_u[to_edge]])
    from_v = numpy.array([found.get(int(node), far)[0] for node in network.node_v[to_edge]])
    metres = numpy.minimum(from_u + to_at, from_v + length[to_edge] - to_at)
    metres = numpy.where(to_edge == edge, numpy.minimum(metres, numpy.abs(to_at - float(at_m))), metres)
    return numpy.where((to_edge >= 0) & (metres <= radius_m), metres, numpy.inf)
