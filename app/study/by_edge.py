"""What lies on a few streets only: everything laid on a district, filed by street, so that one device asks for its streets alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy
from numpy import ndarray

from app.analysis.coverage import Reach, nothing_seen
from app.analysis.demand import Demand
from app.analysis.intervals import Intervals, intervals
from app.study.laid import Laid


class ByEdge:
    """Stretches in the order of their segments: which of them lie on some segments is a matter of looking it up."""

    def __init__(self, stretches: Intervals, edges: int):
        self._order = numpy.argsort(stretches.edge, kind="stable")
        self._first = numpy.searchsorted(stretches.edge[self._order], numpy.arange(edges + 1))
        self.stretches = stretches

    def rows(self, edges: ndarray) -> ndarray:
        """The numbers of the stretches on some segments; no segments have none."""
        first = self._first[edges]
        count = self._first[edges + 1] - first
        return self._order[numpy.arange(int(count.sum())) + numpy.repeat(first - numpy.cumsum(count) + count, count)]

    def on(self, edges: ndarray) -> Intervals:
        """The stretches on some segments."""
        return self.stretches.take(self.rows(edges))


class Shelf:
    """A `Laid` filed by segment. ``wanted``: the columns that are asked for; the others are left out."""

    def __init__(self, laid: Laid, edges: int, wanted: frozenset[str]):
        self._laid, self._edges = laid, edges
        self._reach = [ByEdge(one, edges) for one in laid.reach.sets]
        self._night = [ByEdge(one, edges) for one in laid.night.sets]
        self._infrared = ByEdge(laid.infrared[0], edges)
        self._inside, self._in_dong = ByEdge(laid.inside, edges), ByEdge(laid.in_dong, edges)
        self._sets = {name: ByEdge(one, edges) for name, one in laid.sets.items() if name in wanted}
        self._demands = {name: ByEdge(one.stretches, edges) for name, one in laid.demands.items()}

    def on(self, edges: ndarray, known: frozenset[str], *, sight: bool) -> Laid:
        """What lies on some segments (rising, each once), by night with lamps only; long streets are not cut into pieces.

        Only the measures of ``known`` are asked for, and what cameras see only for ``sight``.
        """
        laid, area = self._laid, self._in_dong.rows(edges)
        demands = {name: _demand(laid.demands[name], filed.rows(edges)) for name, filed in self._demands.items()}
        reach, night, own = laid.reach, laid.night, laid.infrared
        if sight:
            rows = self._infrared.rows(edges)
            reach, night = (_reach(one, [filed.rows(edges) for filed in by]) for one, by in ((reach, self._reach), (night, self._night)))
            own = own[0].take(rows), own[1][rows]
        else:
            reach, night, own = nothing_seen(), nothing_seen(), (intervals(), numpy.zeros(0, dtype=numpy.int64))
        needed = known | {"lit"} if sight else known
        return Laid(
            self._inside.on(edges), laid.dong[area], laid.in_dong.take(area), reach, night, None, own,
            {name: filed.on(edges) for name, filed in self._sets.items() if name in needed}, demands, intervals(), laid.known & known,
        )  # fmt: skip

    def column(self, name: str, edges: ndarray) -> Intervals:
        """One of the columns on some segments."""
        return self._sets[name].on(edges)

    def changed(self, laid: Laid, sets: Mapping[str, Intervals], edges: ndarray) -> Laid:
        """``laid`` of some segments with the columns named in ``sets`` taken from whole new sets."""
        here = numpy.zeros(self._edges, dtype=bool)
        here[edges] = True
        fresh = {name: one.take(here[one.edge]) for name, one in sets.items() if name in self._laid.sets}
        return replace(laid, sets={**laid.sets, **fresh})


def _demand(demand: Demand, rows: ndarray) -> Demand:
    return Demand(demand.stretches.take(rows), demand.per_m[rows])


def _reach(reach: Reach, rows: list[ndarray]) -> Reach:
    sure, maybe, worst, best = rows
    return Reach(
        reach.sure.take(sure), reach.sure_by[sure], reach.maybe.take(maybe), reach.maybe_by[maybe], reach.chance[maybe],
        reach.worst.take(worst), reach.worst_by[worst], reach.best.take(best), reach.best_by[best],
    )  # fmt: skip


def beside(one: Reach, other: Reach, first: int) -> Reach:
    """Two reaches together; the cameras of the second are numbered from ``first``."""
    parts = []
    for name in ("sure", "maybe", "worst", "best"):
        a, b = getattr(one, name), getattr(other, name)
        both = Intervals(*(numpy.concatenate([getattr(a, part), getattr(b, part)]) for part in ("edge", "start_m", "end_m")))
        by = numpy.concatenate([getattr(one, f"{name}_by"), getattr(other, f"{name}_by") + first])
        parts += [both, by, numpy.concatenate([one.chance, other.chance])] if name == "maybe" else [both, by]
    return Reach(*parts)
