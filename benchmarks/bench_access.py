"""Promise: every metre of a district's streets (400 km) learns its nearest refuge within 0.3 s; one booth moved within 16 ms.

Run from the project's root: python -m benchmarks.bench_access [buildings devices]
Peers in the same run, with the same devices at nodes of their own: scipy's and networkx's Dijkstra from all devices at once, and
pandana (contraction hierarchies), where it is installed. The peers give metres at nodes only; here every metre of street is
reached exactly, so the ratio flatters them. A booth moved: the ways again, the stretches, the streets that changed and the median.
"""

from __future__ import annotations

import argparse
import os
import time
import warnings
from collections.abc import Callable, Iterator

import numpy as np

from app.analysis import access
from app.analysis.intervals import Intervals
from benchmarks.grid_city import grid_city

BAR_ALL_S, BAR_MOVED_MS, RADIUS_M, MOVES = 0.3, 16.0, 200.0, 200


def main(buildings: int = 30_000, devices: int = 300) -> int:
    """Print the table; 1 where a bar is missed or a peer comes to another answer."""
    from app.study.walking.walks import changed_edges

    city = grid_city(buildings, 1)
    network = access.Network(city.node_u, city.node_v, city.length_m, len(city.node_xy))
    rng = np.random.default_rng(2)
    at_edge = rng.choice(len(network.length_m), devices, replace=False)
    at_m = rng.uniform(0.1, 0.9, devices) * network.length_m[at_edge]
    begin = time.perf_counter()
    access.prepare()
    print(f"{len(network.length_m):,} segments, {network.length_m.sum() / 1000:,.0f} km, {devices:,} devices; load {os.getloadavg()[0]:.1f}")
    print(f"kernel ready {time.perf_counter() - begin:.2f} s")

    def ask(edge: np.ndarray, at: np.ndarray) -> tuple[access.Walk, Intervals, float]:
        walk = access.walk(network, edge, at)
        return walk, Intervals(*access.within(network, walk, RADIUS_M)), access.quantile(network, walk, 0.5)

    (walk, near, median), whole = timed(lambda: ask(at_edge, at_m), 20)
    share = (near.end_m - near.start_m).sum() / network.length_m.sum()
    print(f"nearest device for every metre, the stretches within {RADIUS_M:.0f} m, the median: {whole * 1000:.2f} ms, bar {BAR_ALL_S * 1000:.0f} ms")
    print(f"within {RADIUS_M:.0f} m {share:.1%}, median walk {median:.1f} m")
    spent = []
    for step in range(MOVES):
        begin = time.perf_counter()
        at_edge[step % devices] = rng.integers(len(network.length_m))
        now = ask(at_edge, at_m % network.length_m[at_edge])
        changed_edges(near, now[1])
        spent.append(time.perf_counter() - begin)
        near = now[1]
    p50, p95 = np.percentile(spent, [50, 95]) * 1000
    print(f"one booth moved p50 {p50:.2f} ms, p95 {p95:.2f} ms, bar {BAR_MOVED_MS:.0f} ms")
    at_m = at_m % network.length_m[at_edge]
    walk = access.walk(network, at_edge, at_m)
    bad = 0
    _, nodes_only = timed(lambda: access.walk(network, at_edge, at_m), 20)
    print(f"the ways alone, at junctions and along every street, without what is read from them: {nodes_only * 1000:.2f} ms")
    print(f"{'peer':10} {'ready s':>8} {'junctions ms':>13} {'times ours':>11}  worst difference")
    for name, ready, spent, node_m in peers(city, network, at_edge, at_m):
        worst = float(np.abs(node_m - walk.node_m).max())
        bad += worst > 0.01
        print(f"{name:10} {ready:8.2f} {spent * 1000:13.2f} {spent / nodes_only:11.1f}  {worst:.1e} m")
    return int(bad > 0 or whole > BAR_ALL_S or p95 > BAR_MOVED_MS)


def peers(city: object, network: access.Network, at_edge: np.ndarray, at_m: np.ndarray) -> Iterator[tuple[str, float, float, np.ndarray]]:
    """(name, seconds to make ready, to ask everything, metres at the junctions) of each peer there is."""
    # The same streets with a node of its own for each device.
    device = network.nodes + np.arange(len(at_edge))
    left, right = np.setdiff1d(np.arange(len(network.length_m)), at_edge), at_edge
    order = np.lexsort((at_m, at_edge))
    u, v, metres = [network.node_u[left]], [network.node_v[left]], [network.length_m[left]]
    for edge in np.unique(right).tolist():
        on = [number for number in order.tolist() if at_edge[number] == edge]
        stops = [network.node_u[edge], *device[on].tolist(), network.node_v[edge]]
        places = [0.0, *at_m[on].tolist(), float(network.length_m[edge])]
        u.append(stops[:-1])
        v.append(stops[1:])
        metres.append(np.diff(places))
    one, other, length = (np.concatenate(part) for part in (u, v, metres))
    node_xy = np.vstack([city.node_xy, _places(city, at_edge, at_m / network.length_m[at_edge])])  # type: ignore[attr-defined]
    yield ("scipy", *_scipy(one, other, length, len(node_xy), device, network.nodes))
    yield ("networkx", *_networkx(one, other, length, device, network.nodes))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import pandana
        except ImportError:
            print("pandana is not installed: pip install pandana")
            return
        yield ("pandana", *_pandana(pandana, node_xy, one, other, length, device, network.nodes))


def _places(city: object, edge: np.ndarray, share: np.ndarray) -> np.ndarray:
    from_xy, to_xy = city.node_xy[city.node_u[edge]], city.node_xy[city.node_v[edge]]  # type: ignore[attr-defined]
    return from_xy * (1 - share[:, None]) + to_xy * share[:, None]


def _scipy(u: np.ndarray, v: np.ndarray, length: np.ndarray, nodes: int, device: np.ndarray, junctions: int) -> tuple[float, float, np.ndarray]:
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import dijkstra

    graph, ready = timed(lambda: coo_matrix((np.maximum(length, 1e-9), (u, v)), shape=(nodes, nodes)).tocsr(), 1)
    node_m, spent = timed(lambda: dijkstra(graph, directed=False, indices=device, min_only=True))
    return ready, spent, node_m[:junctions]


def _networkx(u: np.ndarray, v: np.ndarray, length: np.ndarray, device: np.ndarray, junctions: int) -> tuple[float, float, np.ndarray]:
    import networkx

    begin = time.perf_counter()
    graph = networkx.MultiGraph()
    graph.add_weighted_edges_from(zip(u.tolist(), v.tolist(), length.tolist(), strict=True))
    ready = time.perf_counter() - begin
    found, spent = timed(lambda: networkx.multi_source_dijkstra_path_length(graph, set(device.tolist())), 1)
    return ready, spent, np.array([found.get(node, np.inf) for node in range(junctions)])


def _pandana(pandana: object, xy: np.ndarray, u: np.ndarray, v: np.ndarray, length: np.ndarray, device: np.ndarray, junctions: int) -> tuple[float, float, np.ndarray]:
    import pandas

    far = 3_000.0
    series = [pandas.Series(column) for column in (xy[:, 0], xy[:, 1], u, v)]
    begin = time.perf_counter()
    network = pandana.Network(*series, pandas.DataFrame({"metres": length}), twoway=True)  # type: ignore[attr-defined]
    network.precompute(far)
    ready = time.perf_counter() - begin

    def ask() -> np.ndarray:
        network.set_pois("booth", far, 1, pandas.Series(xy[device, 0]), pandas.Series(xy[device, 1]))
        return network.nearest_pois(far, "booth", num_pois=1)[1].to_numpy()

    node_m, spent = timed(ask)
    return ready, spent, node_m[:junctions]


def timed(work: Callable[[], object], times: int = 5) -> tuple[object, float]:
    """The answer and the best seconds of several runs."""
    best, answer = np.inf, None
    for _ in range(times):
        begin = time.perf_counter()
        answer = work()
        best = min(best, time.perf_counter() - begin)
    return answer, best


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Nearest refuge for every metre of a district's streets.")
    parser.add_argument("buildings", type=int, nargs="?", default=30_000)
    parser.add_argument("devices", type=int, nargs="?", default=300)
    chosen = parser.parse_args()
    raise SystemExit(main(chosen.buildings, chosen.devices))
