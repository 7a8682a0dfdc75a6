"""What some stretches of street hold: how much of each owner's is seen by day and by night, and lit; owners may overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.coverage import Band, Reach, nothing_seen, once, share
from app.analysis.intervals import Intervals, atoms, intervals, join, union
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
    """Stretches of several owners cut at everything over them: (``owner``, ``atom``) pairs, and for each atom its ``length_m``, how it
    is seen by ``day`` and by ``night`` and whether it is ``lit`` (None where nothing is known).
    """

    length_m: ndarray
    owner: ndarray
    atom: ndarray
    day: Band | None
    night: Band | None
    lit: ndarray | None

    def of(self, owner: int) -> ndarray:
        """True for the atoms of one owner's stretches."""
        found = numpy.zeros(len(self.length_m), dtype=bool)
        found[self.atom[self.owner == owner]] = True
        return found


def held(stretches: Sequence[Intervals], over: Over) -> Held:
    """Cut the stretches of each owner (without overlaps of their own) at everything over them; no stretches give no atoms."""
    together = join(list(stretches))
    reaches = [one for reach in (over.day, over.night) if reach is not None for one in reach.sets]
    size = 1 + max((int(one.edge.max(initial=-1)) for one in (together, *reaches, *((over.lit,) if over.lit is not None else ()))), default=-1)
    near = over.near(numpy.unique(together.edge), size)
    day, night, lit = near.day or nothing_seen(), near.night or nothing_seen(), near.lit if near.lit is not None else intervals()
    cut = atoms(*day.sets, *night.sets, together, lit)
    which, atom = cut.pairs(8)
    owner = numpy.repeat(numpy.arange(len(stretches)), numpy.array([len(one) for one in stretches], dtype=numpy.int64))
    return Held(
        cut.length_m, owner[which], atom, once(cut, day) if over.day is not None else None,
        once(cut, night, 4) if over.night is not None else None, cut.depth(9) > 0 if over.lit is not None else None,
    )  # fmt: skip


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
