"""Stretches of street as intervals, and the exact arithmetic on them.

Everything that reaches a street (a view, a walk, an area) is a set of intervals along its segments. Two sets are compared by
cutting the streets at all their ends: between two cuts nothing changes, so sums over these *atoms* are exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy import ndarray


@dataclass(frozen=True)
class Intervals:
    """Stretches of street segments: three aligned arrays, ``start_m < end_m`` measured from the segment's first point."""

    edge: ndarray
    start_m: ndarray
    end_m: ndarray

    def __len__(self) -> int:
        return len(self.edge)

    def take(self, which: ndarray) -> Intervals:
        """Some of the intervals, by mask or by position."""
        return Intervals(self.edge[which], self.start_m[which], self.end_m[which])


@dataclass(frozen=True)
class Atoms:
    """The shortest stretches of several interval sets: atom ``i`` runs from cut ``i`` to cut ``i + 1`` of the same edge.

    ``edge``, ``start_m``, ``end_m`` have one entry a cut; the last cut of each edge carries an atom of length 0.
    ``first`` and ``last`` hold, set by set, the cut where each interval starts and ends.
    """

    edge: ndarray
    start_m: ndarray
    end_m: ndarray
    first: tuple[ndarray, ...]
    last: tuple[ndarray, ...]

    @property
    def length_m(self) -> ndarray:
        """The length of each atom."""
        return self.end_m - self.start_m

    def depth(self, which: int) -> ndarray:
        """How many intervals of set ``which`` cover each atom."""
        change = numpy.zeros(len(self.edge) + 1, dtype=numpy.int64)
        numpy.add.at(change, self.first[which], 1)
        numpy.add.at(change, self.last[which], -1)
        return numpy.cumsum(change[:-1])

    def pairs(self, which: int) -> tuple[ndarray, ndarray]:
        """(interval, atom) for every atom inside every interval of set ``which``."""
        counts = self.last[which] - self.first[which]
        interval = numpy.repeat(numpy.arange(len(counts)), counts)
        before = numpy.repeat(numpy.cumsum(counts) - counts, counts)
        return interval, numpy.arange(len(interval)) - before + self.first[which][interval]

    def runs(self, chosen: ndarray) -> ndarray:
        """The number of the run of neighbouring chosen atoms each atom is in, from 0; -1 for the others."""
        chosen = chosen & (self.end_m > self.start_m)
        new = chosen.copy()
        new[1:] &= ~(chosen[:-1] & (self.edge[1:] == self.edge[:-1]))
        return numpy.where(chosen, numpy.cumsum(new) - 1, -1)

    def joined(self, chosen: ndarray) -> Intervals:
        """The chosen atoms as intervals, neighbours joined: interval ``i`` is run ``i`` of `runs`."""
        run = self.runs(chosen)
        inside = numpy.flatnonzero(run >= 0)
        change = numpy.diff(run[inside], prepend=-1, append=-1) != 0
        first, last = inside[change[:-1]], inside[change[1:]]
        return Intervals(self.edge[first], self.start_m[first], self.end_m[last])


def intervals(edge: object = (), start_m: object = (), end_m: object = ()) -> Intervals:
    """Intervals from anything like arrays; those without length are left out."""
    edge = numpy.asarray(edge, dtype=numpy.int64)
    start, end = numpy.asarray(start_m, dtype=float), numpy.asarray(end_m, dtype=float)
    keep = end > start
    return Intervals(edge[keep], start[keep], end[keep])


def whole(length_m: ndarray) -> Intervals:
    """Every segment from end to end."""
    return intervals(numpy.arange(len(length_m)), numpy.zeros(len(length_m)), length_m)


def join(sets: Sequence[Intervals]) -> Intervals:
    """The intervals of several sets after one another, overlaps kept."""
    if not sets:
        return intervals()
    return Intervals(*(numpy.concatenate([getattr(one, part) for one in sets]) for part in ("edge", "start_m", "end_m")))


def atoms(*sets: Intervals) -> Atoms:
    """Cut the streets at all ends of all sets. No sets, or empty ones, give no atoms."""
    edge = numpy.concatenate([part for one in sets for part in (one.edge, one.edge)] or [numpy.zeros(0, dtype=numpy.int64)])
    at = numpy.concatenate([part for one in sets for part in (one.start_m, one.end_m)] or [numpy.zeros(0)])
    order = numpy.lexsort((at, edge))
    edge, at = edge[order], at[order]
    new = numpy.ones(len(edge), dtype=bool)
    new[1:] = (edge[1:] != edge[:-1]) | (at[1:] != at[:-1])
    cut = numpy.empty(len(order), dtype=numpy.int64)
    cut[order] = numpy.cumsum(new) - 1
    edge, at = edge[new], at[new]
    end = at.copy()
    if len(at):
        end[:-1] = numpy.where(edge[1:] == edge[:-1], at[1:], at[:-1])
    first, last, done = [], [], 0
    for one in sets:
        first.append(cut[done : done + len(one)])
        last.append(cut[done + len(one) : done + 2 * len(one)])
        done += 2 * len(one)
    return Atoms(edge, at, end, tuple(first), tuple(last))


def union(one: Intervals) -> Intervals:
    """The stretches covered at least once, sorted by edge and start, without overlaps."""
    return at_least(one, 1)


def at_least(one: Intervals, times: int) -> Intervals:
    """The stretches covered by at least ``times`` of the intervals; stretches that only touch count as one."""
    cut = atoms(one)
    return cut.joined(cut.depth(0) >= times)


def difference(a: Intervals, b: Intervals) -> Intervals:
    """What ``a`` covers and ``b`` does not."""
    cut = atoms(a, b)
    return cut.joined((cut.depth(0) > 0) & (cut.depth(1) == 0))


def apart(a: Intervals, b: Intervals) -> tuple[Intervals, Intervals]:
    """What ``a`` covers and ``b`` does not, and the other way round."""
    cut = atoms(a, b)
    one, other = cut.depth(0) > 0, cut.depth(1) > 0
    return cut.joined(one & ~other), cut.joined(other & ~one)


def intersection(a: Intervals, b: Intervals) -> Intervals:
    """What both cover."""
    cut = atoms(a, b)
    return cut.joined((cut.depth(0) > 0) & (cut.depth(1) > 0))


def lengths(one: Intervals, edges: int) -> ndarray:
    """Metres of intervals on each of ``edges`` segments; overlaps count as often as they occur."""
    return numpy.bincount(one.edge, weights=one.end_m - one.start_m, minlength=edges)[:edges]


def chance_at_least_one(cut: Atoms, which: int, chance: ndarray) -> ndarray:
    """For each atom the probability that at least one interval of set ``which`` holds, each holding with its own chance.

    ``chance`` has one probability (0 to 1) an interval; they hold independently of each other. Uncovered atoms give 0.
    """
    interval, atom = cut.pairs(which)
    return -numpy.expm1(_log_none(interval, atom, chance, len(cut.edge)))


def chance_at_least_two(cut: Atoms, which: int, chance: ndarray) -> ndarray:
    """As `chance_at_least_one`, for two or more: 1 - P(none) - P(exactly one), certain intervals counted apart."""
    interval, atom = cut.pairs(which)
    size = len(cut.edge)
    sure = chance[interval] >= 1.0
    certain = numpy.bincount(atom[sure], minlength=size)
    odds = chance[interval[~sure]]
    none = numpy.exp(_log_none(interval[~sure], atom[~sure], chance, size))
    one = none * numpy.bincount(atom[~sure], weights=odds / (1.0 - odds), minlength=size)
    open_case = numpy.clip(1.0 - none - one, 0.0, 1.0)
    return numpy.where(certain >= 2, 1.0, numpy.where(certain == 1, 1.0 - none, open_case))


def _log_none(interval: ndarray, atom: ndarray, chance: ndarray, size: int) -> ndarray:
    with numpy.errstate(divide="ignore"):
        none = numpy.log1p(-numpy.clip(chance[interval], 0.0, 1.0))
    return numpy.bincount(atom, weights=none, minlength=size)


def expected_length(one: Intervals, chance: ndarray, edges: int) -> ndarray:
    """Expected metres covered on each segment when every interval holds independently with its own chance."""
    cut = atoms(one)
    return numpy.bincount(cut.edge, weights=cut.length_m * chance_at_least_one(cut, 0, chance), minlength=edges)[:edges]
