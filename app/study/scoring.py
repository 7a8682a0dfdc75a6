"""The measures: sums over the atoms of everything that reaches the streets, area by area."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.coverage import Band, Reach, bands, fixed_share, lay_over, share
from app.analysis.demand import Demand, short_stretches
from app.analysis.intervals import Atoms, Intervals, intervals
from app.quantity import Quantity, Tag
from app.study.answers import Area, Measure
from app.study.ground import Ground
from app.study.weights import Weight

NOWHERE = numpy.iinfo(numpy.int64).max


@dataclass(frozen=True)
class Sheet:
    """All that is known about each atom: the one table every measure, gap and overlay is read from.

    ``inside`` the district; ``dong`` (number, -1 outside all); ``once`` and ``twice`` seen; ``sure`` and ``maybe`` views;
    ``bounded``: covered by a view among known walls; ``claimed``: inside the usual circle; ``near_refuge``, ``near_mailbox``;
    ``crime_per_m`` and ``people_per_m`` or None where unknown.
    """

    cut: Atoms
    length_m: ndarray
    inside: ndarray
    dong: ndarray
    once: Band
    twice: Band
    sure: ndarray
    maybe: ndarray
    bounded: ndarray
    claimed: ndarray
    near_refuge: ndarray
    near_mailbox: ndarray
    crime_per_m: ndarray | None
    people_per_m: ndarray | None


@dataclass(frozen=True)
class Laid:
    """What is laid on the streets besides the views; ``bounded`` are the stretches in views among known walls."""

    bounded: Intervals
    claimed: Intervals
    near_refuge: Intervals
    near_mailbox: Intervals
    crime: Weight | None
    people: Weight | None


def sheet(ground: Ground, reach: Reach, laid: Laid) -> Sheet:
    """Cut the streets at everything, and at regular steps so that long gaps can be parted, and read off every atom."""
    none = Demand(intervals(), numpy.zeros(0))
    crime, people = laid.crime.demand if laid.crime else none, laid.people.demand if laid.people else none
    cut = lay_over(
        reach, ground.inside, ground.in_dong, laid.bounded, laid.claimed, laid.near_refuge, laid.near_mailbox,
        crime.stretches, people.stretches, short_stretches(ground.streets),
    )  # fmt: skip
    once, twice = bands(cut, reach)
    inside = cut.depth(4) > 0
    which, atom = cut.pairs(5)
    dong = numpy.full(len(cut.edge), NOWHERE)
    # Where two dongs overlap the first in the file has the street, so that the dongs never hold more than the district.
    numpy.minimum.at(dong, atom, ground.dong[which])
    return Sheet(
        cut, cut.length_m, inside, numpy.where(inside & (dong != NOWHERE), dong, -1), once, twice, cut.depth(0) > 0, cut.depth(1) > 0,
        cut.depth(6) > 0, cut.depth(7) > 0, cut.depth(8) > 0, cut.depth(9) > 0,
        crime.on(cut, 10) if laid.crime else None, people.on(cut, 11) if laid.people else None,
    )  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What the project knows at all; a measure without its facilities has no value rather than nought."""

    cameras: bool
    refuges: bool
    mailboxes: bool
    sites: int
    people_basis: str
    crime_basis: str


def measures(areas: tuple[Area, ...], sheet: Sheet, known: Known, median_walk: Callable[[Intervals], float]) -> tuple[Measure, ...]:
    """Every measure, the district first and then the dongs. ``median_walk`` gives the median of some stretches."""
    found: list[Measure] = []
    for number, area in enumerate(areas):
        here = sheet.inside if number == 0 else sheet.dong == number - 1
        found += [Measure(id, area.code, area.name, quantity, details) for id, quantity, details in _of(here, sheet, known, median_walk)]
    return tuple(found)


Row = tuple[str, Quantity, tuple[tuple[str, Quantity], ...]]


def _of(here: ndarray, sheet: Sheet, known: Known, median_walk: Callable[[Intervals], float]) -> Iterator[Row]:
    metres = sheet.length_m * here
    length = _computed(float(metres.sum()), "m", "street centrelines in the area")
    seen = _banded(sheet.once if known.cameras else None, metres, "street length inside visible polygons")
    yield "seen", seen, (("length_m", length), *_seen_details(seen, metres, sheet, known))
    twice = _banded(sheet.twice if known.cameras else None, metres, "street length inside two or more visible polygons")
    yield "seen_twice", twice, (("length_m", length),)
    near = sheet.near_refuge if known.refuges else None
    walk = median_walk(sheet.cut.joined(here)) if known.refuges else numpy.inf
    median = _computed(float(walk) if numpy.isfinite(walk) else None, "m", "walk along the streets, median by street length")
    yield "near_refuge", _plain(near, metres, "walk along the streets"), (("length_m", length), ("median_walk_m", median))
    yield "near_mailbox", *_mailbox(metres, sheet, known)
    if sheet.crime_per_m is not None:
        weight = metres * sheet.crime_per_m
        source = f"weighted by crime {known.crime_basis}"
        yield "seen_crime_weighted", _banded(sheet.once if known.cameras else None, weight, source), ()
        yield "near_refuge_crime_weighted", _plain(near, weight, source), ()


def _seen_details(seen: Quantity, metres: ndarray, sheet: Sheet, known: Known) -> Iterator[tuple[str, Quantity]]:
    if seen.value is None:
        return
    whole = float(metres.sum())
    source = "street length inside visible polygons"
    low, high = (seen.low or 0.0) * whole, (seen.high or 0.0) * whole
    yield "seen_m", Quantity(seen.value * whole, "m", Tag.COMPUTED, source, low, high)
    yield "claimed_share", _plain(sheet.claimed, metres, "circles through walls, as usually claimed")
    open_only = float((metres * sheet.once.value)[~sheet.bounded].sum())
    yield "unbounded_share", _computed(open_only / whole, "share", "seen only by cameras with no known building around")
    yield "maybe_share", _plain(sheet.maybe & ~sheet.sure, metres, "seen only if an unknown heading is kind")


def _mailbox(metres: ndarray, sheet: Sheet, known: Known) -> tuple[Quantity, tuple[tuple[str, Quantity], ...]]:
    near = sheet.near_mailbox if known.mailboxes else None
    if sheet.people_per_m is None:
        return _plain(near, metres, "street length, as no population by area is known"), ()
    people = metres * sheet.people_per_m
    source = f"{known.people_basis} spread over the streets of their areas"
    return _plain(near, people, source), ((known.people_basis, _computed(float(people.sum()), "count", source)),)


def _computed(value: float | None, unit: str, source: str) -> Quantity:
    return Quantity(value, unit, Tag.COMPUTED, source)


def _plain(covered: ndarray | None, weight: ndarray, source: str) -> Quantity:
    return _computed(None if covered is None else fixed_share(covered, weight), "share", source)


def _banded(band: Band | None, weight: ndarray, source: str) -> Quantity:
    found = share(band, weight) if band is not None else None
    return Quantity(found[0], "share", Tag.COMPUTED, source, found[1], found[2]) if found else _computed(None, "share", source)
