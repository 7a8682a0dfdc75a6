"""What cameras see by night: of what they see by day, what their own infrared reaches and what lamps light."""

from __future__ import annotations

from itertools import pairwise

import numpy
from numpy import ndarray

from app.analysis.coverage import Reach, circles
from app.analysis.intervals import Intervals, intersection, join, union
from app.analysis.streets import Streets
from app.study.laid import Own


def own_light(streets: Streets, eyes_m: ndarray, night_m: ndarray) -> Own:
    """How far each camera's own infrared reaches: straight distance on the ground from its mast; nan and 0 reach nothing."""
    return circles(streets, eyes_m, numpy.nan_to_num(numpy.asarray(night_m, dtype=float), posinf=1e6))


def by_night(reach: Reach, own: Own, lit: Intervals | None, edges: int) -> Reach:
    """The reach by night: the stretches by day that lie in the camera's own range or are lit. Never more than by day.

    ``lit`` is None where no lamps are known: the own range alone counts. ``edges`` is the number of street segments. Unknown
    headings keep the windows they have by day.
    """
    chance = numpy.zeros(int(reach.maybe_by.max(initial=-1)) + 1)
    chance[reach.maybe_by] = reach.chance
    shining = union(lit) if lit is not None and len(lit) else None
    by = (reach.sure_by, reach.maybe_by, reach.worst_by, reach.best_by)
    # All four at once, each apart from the others: what is in order is put in order once.
    apart = edges * (1 + max(int(one.max(initial=-1)) for one in (*by, own[1])))
    there = [number for number in range(4) if len(by[number])]
    day = join([_keyed(reach.sets[number], by[number], edges, number * apart) for number in there])
    found = intersection(day, join([_keyed(*own, edges, number * apart) for number in there])) if there else day
    if shining is not None and there:
        found = union(join([found, _lit_part(day, day.edge % edges, shining)]))
    bounds = numpy.searchsorted(found.edge, apart * numpy.arange(5)).tolist()
    parts = [found.take(slice(first, last)) for first, last in pairwise(bounds)]
    (sure, sure_by), (maybe, maybe_by), (worst, worst_by), (best, best_by) = (_told(one, edges, apart) for one in parts)
    return Reach(sure, sure_by, maybe, maybe_by, chance[maybe_by], worst, worst_by, best, best_by)


def _keyed(stretches: Intervals, by: ndarray, edges: int, first: int) -> Intervals:
    """Stretches of one camera apart from those of another, counted from ``first``: the edge tells both."""
    return Intervals(first + by * edges + stretches.edge, stretches.start_m, stretches.end_m)


def _told(keyed: Intervals, edges: int, apart: int) -> tuple[Intervals, ndarray]:
    """The stretches on their segments again, and the camera of each."""
    key = keyed.edge % apart if apart else keyed.edge
    return Intervals(key % edges if edges else key, keyed.start_m, keyed.end_m), key // max(edges, 1)


def _lit_part(keyed: Intervals, edge: ndarray, lit: Intervals) -> Intervals:
    """The part of each stretch that is lit; ``lit`` is in order and without overlaps."""
    first, last = (numpy.searchsorted(lit.edge, edge, side=side) for side in ("left", "right"))
    count = last - first
    row = numpy.repeat(numpy.arange(len(edge)), count)
    which = numpy.arange(len(row)) - numpy.repeat(numpy.cumsum(count) - count, count) + first[row]
    start = numpy.maximum(keyed.start_m[row], lit.start_m[which])
    end = numpy.minimum(keyed.end_m[row], lit.end_m[which])
    keep = end > start
    return Intervals(keyed.edge[row][keep], start[keep], end[keep])
