"""Points spread along the streets they lie on, not through the blocks between: the network kernel.

From its place on the street each point spreads both ways by a quartic kernel of the walked distance; at a junction of n streets what
arrives goes on in equal parts into the other n - 1 (the discontinuous kernel of references 5.2, whose mass is 1). All points walk
together, junction by junction, in plain arrays.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.demand import Demand, short_stretches
from app.analysis.intervals import Intervals
from app.analysis.streets import Streets, locate

# Points that walk at a time, so that a city's crimes fit into memory.
BATCH = 4_000
# A part smaller than this of a point is followed no farther; what it held goes to the others.
FAINTEST = 1e-3


@dataclass(frozen=True, eq=False)
class Ends:
    """The segment ends at each junction: ``first`` (nodes + 1,) into ``edge`` and ``far`` (0: the end is the segment's start)."""

    first: ndarray
    edge: ndarray
    far: ndarray


def along_streets(streets: Streets, xy: ndarray, weight: ndarray, *, spread_m: float) -> Demand:
    """Points (n, 2) with weights (n,), each on the nearest street within ``spread_m`` and spread ``spread_m`` along the network.

    The shares of a point are made to sum to 1, as streets end. A point without a street in reach is lost; missing weights count 0.
    Law: total on streets + lost = sum of the weights.
    """
    stretches = short_stretches(streets)
    on = numpy.zeros(len(stretches))
    xy, weight = numpy.asarray(xy, dtype=float).reshape(-1, 2), numpy.nan_to_num(numpy.asarray(weight, dtype=float))
    if not len(stretches) or not len(xy):
        return Demand(stretches, on, float(weight.sum()))
    places, where = numpy.unique(xy, axis=0, return_inverse=True)
    amount = numpy.bincount(where.ravel(), weights=weight, minlength=len(places))
    edge, at, _ = locate(streets, places, within_m=spread_m)
    found = numpy.flatnonzero(edge >= 0)
    ends = _ends(streets)
    for start in range(0, len(found), BATCH):
        some = found[start : start + BATCH]
        point, stretch, mass = kernel_mass(streets, stretches, edge[some], at[some], spread_m=spread_m, ends=ends)
        whole = numpy.bincount(point, weights=mass, minlength=len(some))
        on += numpy.bincount(stretch, weights=mass / whole[point] * amount[some][point], minlength=len(on))
    used = on != 0
    length = stretches.end_m - stretches.start_m
    return Demand(stretches.take(used), on[used] / length[used], float(numpy.delete(amount, found).sum()))


def kernel_mass(
    streets: Streets, stretches: Intervals, edge: ndarray, at_m: ndarray, *, spread_m: float, split: bool = True, ends: Ends | None = None
) -> tuple[ndarray, ndarray, ndarray]:
    """The mass of the kernels of points (n,), at ``at_m`` metres of their segments, on the stretches: (point, stretch, mass), several a pair.

    Without ``split`` every street behind a junction gets the whole (the simple kernel, whose mass exceeds 1).
    """
    ends = ends or _ends(streets)
    first = numpy.searchsorted(stretches.edge, numpy.arange(len(streets) + 1))
    point = numpy.tile(numpy.arange(len(edge)), 2)
    edge, length = numpy.tile(edge, 2), streets.length_m
    # Each part walks on a segment from a place towards one end: up (1) or down (0), with the distance walked and its share.
    up = numpy.repeat([True, False], len(at_m))
    begin, walked, share = numpy.tile(at_m, 2), numpy.zeros(len(point)), numpy.ones(len(point))
    found = []
    while len(point):
        found.append(_on_stretches(stretches, first, length, (point, edge, up, begin, walked, share), spread_m))
        walked = walked + numpy.where(up, length[edge] - begin, begin)
        node = numpy.where(up, streets.node_v[edge], streets.node_u[edge])
        others = (ends.first[node + 1] - ends.first[node]) - 1
        passed = share / numpy.maximum(others, 1) if split else share
        on = numpy.flatnonzero((walked < spread_m) & (others > 0) & (passed > FAINTEST))
        count = others[on] + 1
        row = numpy.repeat(on, count)
        turn = numpy.arange(len(row)) - numpy.repeat(numpy.cumsum(count) - count, count)
        end = ends.first[node[row]] + turn
        # Not back into the end it came from; a loop may be walked from its other end.
        other = ~((ends.edge[end] == edge[row]) & (ends.far[end] == up[row]))
        row, end = row[other], end[other]
        point, edge, walked, share = point[row], ends.edge[end], walked[row], passed[row]
        up = ends.far[end] == 0
        begin = numpy.where(up, 0.0, length[edge])
    return tuple(numpy.concatenate(parts) for parts in zip(*found, strict=True))  # type: ignore[return-value]


def _ends(streets: Streets) -> Ends:
    edges = numpy.arange(len(streets))
    node = numpy.concatenate([streets.node_u, streets.node_v])
    order = numpy.argsort(node, kind="stable")
    first = numpy.searchsorted(node[order], numpy.arange(len(streets.node_xy) + 1))
    return Ends(first, numpy.tile(edges, 2)[order], numpy.repeat([0, 1], len(streets))[order])


def _on_stretches(
    stretches: Intervals, first: ndarray, length: ndarray, parts: tuple[ndarray, ...], spread_m: float
) -> tuple[ndarray, ndarray, ndarray]:
    """The kernel under each walking part, stretch by stretch of its segment."""
    point, edge, up, begin, walked, share = parts
    reach = spread_m - walked
    low = numpy.where(up, begin, numpy.maximum(begin - reach, 0.0))
    high = numpy.where(up, numpy.minimum(begin + reach, length[edge]), begin)
    count = first[edge + 1] - first[edge]
    step = length[edge] / count
    start = numpy.clip((low / step).astype(numpy.int64), 0, count - 1)
    stop = numpy.clip(numpy.ceil(high / step).astype(numpy.int64), start + 1, count)
    many = stop - start
    row = numpy.repeat(numpy.arange(len(point)), many)
    turn = numpy.arange(len(row)) - numpy.repeat(numpy.cumsum(many) - many, many)
    stretch = first[edge[row]] + start[row] + turn
    a, b = numpy.maximum(stretches.start_m[stretch], low[row]), numpy.minimum(stretches.end_m[stretch], high[row])
    b = numpy.maximum(a, b)
    near, far = (walked[row] + numpy.abs(end - begin[row]) for end in (a, b))
    mass = numpy.abs(_under(far / spread_m) - _under(near / spread_m)) * share[row]
    return point[row], stretch, mass


def _under(u: ndarray) -> ndarray:
    """The integral from 0 of (15/16)(1 - u²)², whose half is 1/2 at u = 1 (references 5.2)."""
    u = numpy.clip(u, 0.0, 1.0)
    return 15.0 / 16.0 * (u - 2.0 / 3.0 * u**3 + u**5 / 5.0)
