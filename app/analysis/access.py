"""Walking on the street network: how far from every metre of street to the nearest device, exactly.

Devices stand anywhere along street segments. A segment is cut at its devices into *sections*; along a section the walk is
``min(from start + x, from end + length - x)``, so reached lengths and quantiles are exact, partial segments included
(references 3: reach(uv) = min(l, max(0, c - d_u) + max(0, c - d_v))). Lengths in metres; unreachable is inf.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from app.analysis.network import Network, Sections, Walk, section_of
from app.analysis.paths import Path, path
from app.feedback import SILENT, Feedback

__all__ = [
    "Network",
    "Path",
    "Reached",
    "Sections",
    "Walk",
    "distance_at",
    "path",
    "prepare",
    "quantile",
    "snap",
    "walk",
    "within",
]


# A median of ten thousand sections is found by sorting some forty of them.
HALVINGS = 8


class Reached(NamedTuple):
    """Stretches of street (edge, start, end in metres along it), ordered; touching stretches of one segment are one."""

    edge: np.ndarray
    start_m: np.ndarray
    end_m: np.ndarray


def prepare(feedback: Feedback = SILENT) -> None:
    """Load the compiled kernel, or compile it the first time after installation (a second or two)."""
    feedback.step(0.0)
    import app.analysis.walk_kernel  # noqa: F401

    feedback.step(1.0)


def snap(lines: np.ndarray, x_m: np.ndarray, y_m: np.ndarray, *, within_m: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The nearest place on the network for points (n,): edge, metres along it, metres beside it.

    ``lines`` (e,) are the shapely lines of the segments. A point farther than ``within_m`` from all gets edge -1, nan and nan.
    """
    import shapely

    points = shapely.points(np.asarray(x_m, float), np.asarray(y_m, float)).reshape(-1)
    edge = np.full(len(points), -1, dtype=np.int64)
    along, beside = np.full(len(points), np.nan), np.full(len(points), np.nan)
    usable = np.flatnonzero(np.isfinite(shapely.get_coordinates(points)).all(axis=1)) if len(points) else np.empty(0, np.int64)
    if len(usable) == 0 or len(lines) == 0:
        return edge, along, beside
    who, found = shapely.STRtree(lines).query_nearest(points[usable], max_distance=within_m, all_matches=False)
    rows = usable[who]
    edge[rows] = found
    along[rows] = shapely.line_locate_point(lines[found], points[rows])
    beside[rows] = shapely.distance(lines[found], points[rows])
    return edge, along, beside


def walk(network: Network, at_edge: np.ndarray, at_m: np.ndarray) -> Walk:
    """The nearest device from everywhere on the network, by one search from all devices at once.

    ``at_edge`` (d,) and ``at_m`` (d,) place the devices; edge -1 leaves one out (so does a closed segment), metres beyond an end count
    as the end. Without devices, and on islands without one, everything is inf away.
    """
    from app.analysis.walk_kernel import nearest

    at_edge = np.array(at_edge, dtype=np.int64).reshape(-1)
    on = np.flatnonzero(at_edge >= 0)
    if network.open is not None:
        on = on[network.open[at_edge[on]]]
    length = np.array(network.length_m, dtype=np.float64)
    at_m = np.array(at_m, dtype=np.float64).reshape(-1)
    at_m[on] = np.clip(at_m[on], 0.0, length[at_edge[on]])
    u = np.asarray(network.node_u, np.int64)[at_edge[on]]
    v = np.asarray(network.node_v, np.int64)[at_edge[on]]
    seed_node = np.concatenate([u, v])
    seed_m = np.concatenate([at_m[on], length[at_edge[on]] - at_m[on]])
    node_m, device, by = nearest(*network.adjacency, length, seed_node, seed_m, np.concatenate([on, on]))
    return Walk(node_m, device, by, at_edge, at_m, _sections(network, length, node_m, device, on, at_edge, at_m))


def _sections(
    network: Network,
    length: np.ndarray,
    node_m: np.ndarray,
    device: np.ndarray,
    on: np.ndarray,
    at_edge: np.ndarray,
    at_m: np.ndarray,
) -> Sections:
    """Cut every segment at its devices: one section a segment, and one more for each device on it."""
    edges = np.arange(len(length), dtype=np.int64)
    on = on[np.lexsort((at_m[on], at_edge[on]))]
    count = 1 + np.bincount(at_edge[on], minlength=len(length))
    first = np.cumsum(count) - count
    last = first + count - 1
    # Every segment before a device adds a section and so does every device before it: the section that ends at the device.
    row = at_edge[on] + np.arange(len(on))
    edge = np.repeat(edges, count)
    start_m, end_m = np.zeros(len(edge)), np.zeros(len(edge))
    from_start, from_end = np.zeros(len(edge)), np.zeros(len(edge))
    start_device, end_device = np.empty(len(edge), np.int64), np.empty(len(edge), np.int64)
    u, v = np.asarray(network.node_u, np.int64), np.asarray(network.node_v, np.int64)
    end_m[last], from_start[first], from_end[last] = length, node_m[u], node_m[v]
    start_device[first], end_device[last] = device[u], device[v]
    if network.open is not None:
        shut = np.flatnonzero(~network.open)
        from_start[first[shut]] = from_end[last[shut]] = np.inf
        start_device[first[shut]] = end_device[last[shut]] = -1
    start_m[row + 1], end_m[row], start_device[row + 1], end_device[row] = at_m[on], at_m[on], on, on
    return Sections(first, edge, start_m, end_m, from_start, from_end, start_device, end_device)


def within(network: Network, walk: Walk, radius_m: float) -> Reached:
    """The stretches of street from which a device is at most ``radius_m`` of walking away, exact; none without devices."""
    s = walk.sections
    up = np.clip(radius_m - s.from_start_m, 0.0, s.length_m)
    down = np.clip(radius_m - s.from_end_m, 0.0, s.length_m)
    whole = up + down >= s.length_m
    # From each end of a section, in their order along the street.
    edge, start, end = np.repeat(s.edge, 2), np.empty(2 * len(s.edge)), np.empty(2 * len(s.edge))
    start[0::2], end[0::2] = s.start_m, np.where(whole, s.end_m, s.start_m + up)
    start[1::2], end[1::2] = np.where(whole, s.end_m, s.end_m - down), s.end_m
    keep = end > start
    return _joined(edge[keep], start[keep], end[keep])


def _joined(edge: np.ndarray, start: np.ndarray, end: np.ndarray) -> Reached:
    if len(edge) == 0:
        return Reached(edge, start, end)
    first = np.flatnonzero(np.r_[True, (edge[1:] != edge[:-1]) | (start[1:] > end[:-1])])
    return Reached(edge[first], start[first], np.maximum.reduceat(end, first))


def distance_at(network: Network, walk: Walk, edge: np.ndarray, at_m: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Walking metres from places (k,) on segments to the nearest device, and which device that is (inf and -1: none)."""
    s = walk.sections
    edge = np.asarray(edge, np.int64).reshape(-1)
    at = np.clip(np.asarray(at_m, float).reshape(-1), 0.0, np.asarray(network.length_m, float)[edge])
    row = section_of(walk, edge, at)
    back, ahead = s.from_start_m[row] + at - s.start_m[row], s.from_end_m[row] + s.end_m[row] - at
    metres = np.minimum(back, ahead)
    device = np.where(back <= ahead, s.start_device[row], s.end_device[row])
    return metres, np.where(np.isfinite(metres), device, -1)


def quantile(
    network: Network,
    walk: Walk,
    q: float,
    weights: np.ndarray | None = None,
    *,
    where: tuple[np.ndarray, np.ndarray, np.ndarray] | None = None,
) -> float:
    """The walk to the nearest device that a share ``q`` of all street does not exceed, exact: q = 0.5 is the median walk.

    ``weights`` (e,) per metre of each segment (default 1); ``where`` (edge, start_m, end_m) restricts to stretches. Street without
    a device in reach counts as inf away, so the answer may be inf. No street at all (or no weight) gives nan.
    """
    edge, near, length = _rising(walk.sections, where)
    weight = np.ones(len(edge)) if weights is None else np.asarray(weights, float)[edge]
    goal = q * float((weight * length).sum())
    if not (weight * length).sum() > 0.0:
        return float("nan")
    known = np.isfinite(near) & (length > 0) & (weight > 0)
    near, far, weight = near[known], near[known] + length[known], weight[known]
    total = float((weight * (far - near)).sum())
    if goal > total * (1.0 + 1e-12):
        return float("inf")
    return _reaching(near, far, weight, min(goal, total))


def _reaching(near: np.ndarray, far: np.ndarray, weight: np.ndarray, goal: float) -> float:
    """The radius within which ``goal`` of weighted street lies, where part i is reached from ``near[i]`` to ``far[i]``."""
    if goal <= 0.0:
        return float(near.min())
    low, high = 0.0, float(far.max())
    # Halving leaves few parts to be sorted.
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        if float((weight * (np.clip(middle, near, far) - near)).sum()) < goal:
            low = middle
        else:
            high = middle
    done = float((weight * (np.clip(low, near, far) - near)).sum())
    some = (near < high) & (far > low)
    weight = weight[some]
    # The length within c of a device is piecewise linear in c: its slope changes by the weight where a part begins or ends.
    at = np.concatenate([np.maximum(near[some], low), np.minimum(far[some], high)])
    order = np.argsort(at, kind="stable")
    at, slope = at[order], np.cumsum(np.concatenate([weight, -weight])[order])
    reached = done + np.concatenate([[0.0], np.cumsum(slope[:-1] * np.diff(at))])
    k = min(int(np.searchsorted(reached, goal, side="left")), len(at) - 1)
    if k == 0 or reached[k] <= reached[k - 1]:
        return float(at[k])
    share = (min(goal, reached[k]) - reached[k - 1]) / (reached[k] - reached[k - 1])
    return float(at[k - 1] + share * (at[k] - at[k - 1]))


def _rising(s: Sections, where: tuple[np.ndarray, np.ndarray, np.ndarray] | None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Parts of sections along which the walk grows from a least value by its whole length: edge, least walk, length."""
    row, low, high = np.arange(len(s.edge)), s.start_m, s.end_m
    if where is not None:
        edge = np.asarray(where[0], np.int64)
        count = np.diff(np.r_[s.first, len(s.edge)])[edge]
        nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        row = np.repeat(s.first[edge], count) + nth
        low = np.maximum(np.repeat(np.asarray(where[1], float), count), s.start_m[row])
        high = np.maximum(np.minimum(np.repeat(np.asarray(where[2], float), count), s.end_m[row]), low)
    turn = s.start_m[row] + s.turn_m[row]
    up, down = np.clip(turn, low, high) - low, high - np.clip(turn, low, high)
    from_start, from_end = s.from_start_m[row] + low - s.start_m[row], s.from_end_m[row] + s.end_m[row] - high
    return np.tile(s.edge[row], 2), np.concatenate([from_start, from_end]), np.concatenate([up, down])
