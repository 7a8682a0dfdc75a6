"""What cameras see by night: of what they see by day, what their own infrared reaches and what lamps light."""

from __future__ import annotations

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
    reached = _keyed(own[0], own[1], edges)
    sure, sure_by = _kept(reach.sure, reach.sure_by, reached, shining, edges)
    maybe, maybe_by = _kept(reach.maybe, reach.maybe_by, reached, shining, edges)
    worst, worst_by = _kept(reach.worst, reach.worst_by, reached, shining, edges)
    best, best_by = _kept(reach.best, reach.best_by, reached, shining, edges)
    return Reach(sure, sure_by, maybe, maybe_by, chance[maybe_by], worst, worst_by, best, best_by)


def _keyed(stretches: Intervals, by: ndarray, edges: int) -> Intervals:
    """Stretches of one camera apart from those of another: the edge tells both."""
    return Intervals(by * edges + stretches.edge, stretches.start_m, stretches.end_m)


def _kept(day: Intervals, by: ndarray, reached: Intervals, lit: Intervals | None, edges: int) -> tuple[Intervals, ndarray]:
    if not len(day):
        return day, by
    keyed = _keyed(day, by, edges)
    found = intersection(keyed, reached)
    if lit is not None:
        found = union(join([found, _lit_part(keyed, day.edge, lit)]))
    return Intervals(found.edge % edges, found.start_m, found.end_m), found.edge // edges


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
