"""How fast every metre of a district's streets learns its nearest refuge: some 400 km of streets, 300 devices.

Run from the project's root: python -m benchmarks.bench_access [buildings devices]
The peer cuts the streets at the devices and asks scipy's Dijkstra for the nodes; reached lengths follow from both alike.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from app.analysis import access
from benchmarks.bench_visibility import timed
from benchmarks.grid_city import grid_city


def peer(network: access.Network, at_edge: np.ndarray, at_m: np.ndarray) -> np.ndarray:
    """Metres to the nearest device from each node, with a node of its own for each device."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import dijkstra

    device = network.nodes + np.arange(len(at_edge))
    u, v = network.node_u[at_edge], network.node_v[at_edge]
    row = np.concatenate([network.node_u, device, device])
    column = np.concatenate([network.node_v, u, v])
    metres = np.concatenate([network.length_m, at_m, network.length_m[at_edge] - at_m])
    nodes = network.nodes + len(at_edge)
    graph = coo_matrix((metres, (row, column)), shape=(nodes, nodes)).tocsr()
    return dijkstra(graph, directed=False, indices=device, min_only=True)[: network.nodes]


def main(buildings: int = 30_000, devices: int = 300) -> None:
    """Print the table."""
    city = grid_city(buildings, 1)
    network = access.Network(city.node_u, city.node_v, city.length_m, len(city.node_xy))
    rng = np.random.default_rng(2)
    at_edge = rng.choice(len(network.length_m), devices, replace=False)
    at_m = rng.uniform(0.1, 0.9, devices) * network.length_m[at_edge]
    begin = time.perf_counter()
    access.prepare()
    print(f"kernel ready                       {time.perf_counter() - begin:9.3f} s")
    print(f"{len(network.length_m):,} segments, {network.length_m.sum() / 1000:,.0f} km, {devices:,} devices")
    walk, t_walk = timed(lambda: access.walk(network, at_edge, at_m))
    reached, t_within = timed(lambda: access.within(network, walk, 200.0))
    median, t_median = timed(lambda: access.quantile(network, walk, 0.5))
    for name, seconds in (("walk from everywhere", t_walk), ("street within 200 m", t_within), ("median walk", t_median)):
        print(f"{name:34} {seconds * 1000:9.2f} ms")
    share = (reached.end_m - reached.start_m).sum() / network.length_m.sum()
    print(f"within 200 m: {share:.1%}, median walk {median:.1f} m")
    expected, t_peer = timed(lambda: peer(network, at_edge, at_m))
    print(
        f"scipy, nodes only: {t_peer * 1000:.2f} ms: {t_peer / t_walk:.1f} times; worst difference {abs(expected - walk.node_m).max():.1e} m"
    )


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:3]))
