"""Everything that is laid on the streets, and the one table that comes of it.

Whatever reaches a street is a set of stretches under a name; the streets are cut at all their ends, and for each atom the sheet
says what covers it. The same code makes the sheet of a district and that of the few streets that one moved device touches.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.coverage import Band, Reach, bands, once
from app.analysis.demand import Demand
from app.analysis.intervals import Atoms, Intervals, atoms

# The stretches within each camera's night range, and the camera of each.
Own = tuple[Intervals, ndarray]
NOWHERE = numpy.iinfo(numpy.int64).max


@dataclass(frozen=True)
class Laid:
    """What is laid on the streets.

    ``inside`` the district; ``dong`` (k,) the number of the dong of each of ``in_dong``; ``reach`` by day, ``night`` by night,
    ``own`` by night without any lamp (None where no lamps are known: then it is the same), ``infrared`` what each camera's
    own light reaches, through walls. ``sets`` by column of the sheet,
    ``demands`` by weight, ``grain`` cuts long streets so that gaps can be parted. ``known``: the measures something is known for.
    """

    inside: Intervals
    dong: ndarray
    in_dong: Intervals
    reach: Reach
    night: Reach
    own: Reach | None
    infrared: Own
    sets: Mapping[str, Intervals]
    demands: Mapping[str, Demand]
    grain: Intervals
    known: frozenset[str]


@dataclass(frozen=True)
class Sheet:
    """All that is known about each atom: the one table every measure, gap and overlay is read from.

    ``inside`` the district; ``dong`` (number, -1 outside all); ``once`` and ``twice`` seen, ``night`` seen by night, ``own`` by
    night without lamps. ``columns``: true or false for each atom, by name: ``sure`` and ``maybe`` views (``night_sure``,
    ``night_maybe``, ``sure_twice`` alike), ``bounded`` (a view among known walls), ``claimed`` (the usual circle), and the measures that need no band (``near_refuge``, ``lit``, ...). ``per_m``:
    demand per metre by weight, only those known. ``known``: the measures something is known for.
    """

    cut: Atoms
    length_m: ndarray
    inside: ndarray
    dong: ndarray
    once: Band
    twice: Band
    night: Band
    own: ndarray
    columns: Mapping[str, ndarray]
    per_m: Mapping[str, ndarray]
    known: frozenset[str]

    @property
    def sure(self) -> ndarray:
        """Seen for certain."""
        return self.columns["sure"]

    @property
    def maybe(self) -> ndarray:
        """In the reach of a camera of unknown heading."""
        return self.columns["maybe"]

    @property
    def crime_per_m(self) -> ndarray | None:
        """Crime per metre, None where unknown."""
        return self.per_m.get("crime")

    @property
    def people(self) -> str:
        """The weight that stands for residents: women living alone where known, else all; "" where neither is."""
        return next((key for key in ("women_alone", "residents") if key in self.per_m), "")

    @property
    def people_per_m(self) -> ndarray | None:
        """Residents per metre, None where unknown."""
        return self.per_m.get(self.people)


def sheet(laid: Laid) -> Sheet:
    """Cut the streets at everything laid on them and read off every atom; nothing laid gives no atoms."""
    reaches = [laid.reach, laid.night, *([laid.own] if laid.own is not None else [])]
    sets = [one for reach in reaches for one in reach.sets] + [laid.inside, laid.in_dong]
    columns_at = len(sets)
    sets += laid.sets.values()
    demand_at = len(sets)
    sets += [one.stretches for one in laid.demands.values()]
    cut = atoms(*sets, laid.grain)
    seen, twice = bands(cut, laid.reach)
    night = once(cut, laid.night, 4)
    inside, sure = cut.depth(columns_at - 2) > 0, cut.depth(0)
    columns = {name: cut.depth(columns_at + number) > 0 for number, name in enumerate(laid.sets)}
    return Sheet(
        cut, cut.length_m, inside, _dong(cut, columns_at - 1, laid.dong, inside), seen, twice, night,
        night.value if laid.own is None else once(cut, laid.own, 8).value,
        {"sure": sure > 0, "maybe": cut.depth(1) > 0, "sure_twice": sure > 1, "night_sure": cut.depth(4) > 0, "night_maybe": cut.depth(5) > 0, **columns},
        {name: one.on(cut, demand_at + number) for number, (name, one) in enumerate(laid.demands.items())},
        laid.known,
    )  # fmt: skip


def _dong(cut: Atoms, which: int, dong: ndarray, inside: ndarray) -> ndarray:
    """The dong of each atom; where two overlap the first in the file has the street, so that they never hold more than the district."""
    row, atom = cut.pairs(which)
    found = numpy.full(len(cut.edge), NOWHERE)
    numpy.minimum.at(found, atom, dong[row])
    return numpy.where(inside & (found != NOWHERE), found, -1)
