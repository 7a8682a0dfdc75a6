"""What some stretches of street hold: how much of them is seen by day and by night, and lit, area by area.

School zones and safe-return routes overlap; each is measured alone, and all of them together once (union of lengths).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.coverage import Band, Reach, once, share
from app.analysis.intervals import Atoms, Intervals, atoms, intervals, join, union
from app.quantity import Quantity, Tag


@dataclass(frozen=True)
class Over:
    """What lies over the streets: views by ``day`` and ``night`` (None: no cameras known) and ``lit`` street (None: no lamps known)."""

    day: Reach | None
    night: Reach | None
    lit: Intervals | None

    def near(self, edges: ndarray, size: int) -> Over:
        """The same on some segments only; ``size`` is the number of all segments."""
        here = numpy.zeros(size, dtype=bool)
        here[edges] = True
        return Over(
            None if self.day is None else reach_on(self.day, here), None if self.night is None else reach_on(self.night, here),
            None if self.lit is None else self.lit.take(here[self.lit.edge]),
        )  # fmt: skip


def reach_on(reach: Reach, here: ndarray) -> Reach:
    """The part of a reach on the segments marked in ``here``."""
    sure, maybe, worst, best = (here[one.edge] for one in reach.sets)
    return Reach(
        reach.sure.take(sure), reach.sure_by[sure], reach.maybe.take(maybe), reach.maybe_by[maybe], reach.chance[maybe],
        reach.worst.take(worst), reach.worst_by[worst], reach.best.take(best), reach.best_by[best],
    )  # fmt: skip


@dataclass(frozen=True)
class Held:
    """Stretches of several owners cut at everything over them. ``pairs``: (owner, atom); per atom: ``length_m``, bands, ``lit``,
    ``sure`` and ``maybe`` (views over it), ``dong`` (-1: none)."""

    cut: Atoms
    length_m: ndarray
    owner: ndarray
    atom: ndarray
    day: Band | None
    night: Band | None
    lit: ndarray | None
    sure: ndarray
    maybe: ndarray
    dong: ndarray

    def of(self, owner: int) -> ndarray:
        """True for the atoms of one owner's stretches."""
        found = numpy.zeros(len(self.length_m), dtype=bool)
        found[self.atom[self.owner == owner]] = True
        return found

    @property
    def every(self) -> ndarray:
        """True for the atoms of any owner."""
        found = numpy.zeros(len(self.length_m), dtype=bool)
        found[self.atom] = True
        return found

    @property
    def kept_on_a_route(self) -> Band | None:
        """Seen at night and lit, where both are known; None otherwise."""
        if self.night is None or self.lit is None:
            return None
        return Band(self.night.value * self.lit, self.night.low * self.lit, self.night.high * self.lit)


def held(stretches: Sequence[Intervals], over: Over, in_dong: Intervals, dong: ndarray) -> Held:
    """Cut the stretches of each owner (without overlaps of their own) at everything over them; no stretches give no atoms."""
    nothing = Reach(*(intervals(), numpy.zeros(0, numpy.int64)) * 2, numpy.zeros(0), *(intervals(), numpy.zeros(0, numpy.int64)) * 2)
    together = join(list(stretches))
    edges = numpy.unique(together.edge)
    size = 1 + max((int(one.edge.max(initial=-1)) for one in _all(together, over, in_dong)), default=-1)
    near = over.near(edges, max(size, 1))
    day, night = near.day or nothing, near.night or nothing
    inside = numpy.zeros(max(size, 1), dtype=bool)
    inside[edges] = True
    kept = inside[in_dong.edge] if len(in_dong) else numpy.zeros(0, dtype=bool)
    cut = atoms(*day.sets, *night.sets, together, in_dong.take(kept), near.lit if near.lit is not None else intervals())
    which, atom = cut.pairs(8)
    owner = numpy.repeat(numpy.arange(len(stretches)), [len(one) for one in stretches]) if len(stretches) else numpy.zeros(0, numpy.int64)
    part, place = cut.pairs(9)
    found = numpy.full(len(cut.edge), numpy.iinfo(numpy.int64).max)
    # Where two dongs overlap the first in the file has the street, as everywhere.
    numpy.minimum.at(found, place, dong[kept][part])
    return Held(
        cut, cut.length_m, owner[which], atom, once(cut, day) if over.day is not None else None,
        once(cut, night, 4) if over.night is not None else None, cut.depth(10) > 0 if over.lit is not None else None,
        cut.depth(0), cut.depth(1), numpy.where(found == numpy.iinfo(numpy.int64).max, -1, found),
    )  # fmt: skip


def _all(together: Intervals, over: Over, in_dong: Intervals) -> list[Intervals]:
    reaches = [one for reach in (over.day, over.night) if reach is not None for one in reach.sets]
    return [together, in_dong, *reaches, *([over.lit] if over.lit is not None else [])]


def all_of(stretches: Sequence[Intervals]) -> Intervals:
    """The stretches of all owners once."""
    return union(join(list(stretches)))


def banded(band: Band | None, weight: ndarray, source: str) -> Quantity:
    """A share with its band; without a band or without any weight it has no value."""
    found = share(band, weight) if band is not None else None
    return Quantity(found[0], "share", Tag.COMPUTED, source, found[1], found[2]) if found else computed(None, "share", source)


def plain(covered: ndarray | None, weight: ndarray, source: str) -> Quantity:
    """A share of atoms that are or are not; None where unknown or where there is no weight."""
    whole = float(weight.sum())
    return computed(float(weight[covered].sum()) / whole if covered is not None and whole > 0 else None, "share", source)


def computed(value: float | None, unit: str, source: str) -> Quantity:
    """A computed figure."""
    return Quantity(None if value is None else float(value), unit, Tag.COMPUTED, source)


def count(number: float | None) -> Quantity:
    """A number of things, None where nobody knows."""
    return computed(number, "count", "counted in the project")
