"""The measures: sums over the atoms of everything that reaches the streets, area by area.

Every length measure is a part: what counts of each atom times a weight per metre. Parts are additive, so that a change on a few
streets changes the sums by what these streets gain and lose (`live`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy
from numpy import ndarray

from app.analysis.coverage import Band
from app.quantity import Quantity, Tag
from app.study.answers import Area, Measure
from app.study.laid import Laid, Sheet, sheet
from app.study.measure_kinds import MEASURES, WEIGHTS, base, weighted
from app.study.places import place_measures

__all__ = ["Detail", "Details", "EdgeSums", "Laid", "Part", "Sheet", "Sums", "computed", "edge_sums", "measures", "parts", "shares", "sheet", "sums"]

Detail = tuple[str, Quantity]
# By measure: what is told beside the share, given the atoms of an area.
Details = Mapping[str, Callable[[ndarray], Iterable[Detail]]]

BANDED = ("seen", "seen_twice", "seen_night")
# These are told without a value where nothing is known for them; all others are left out.
ALWAYS = ("seen", "seen_twice", "near_refuge", "near_mailbox")
# Measures that count people rather than metres: whom, the first that is known by area.
SERVED: Mapping[str, tuple[str, ...]] = {"near_mailbox": ("women_alone", "residents"), "near_centre": ("residents", "women_alone")}
SOURCES: Mapping[str, str] = {
    "seen": "street length inside visible polygons",
    "seen_twice": "street length inside two or more visible polygons",
    "seen_night": "street length inside visible polygons, within night range or lit",
    "lit": "street length above the threshold of darkness",
    "lit_class": "length of streets that keep their lighting class",
    "response": "reached along the streets by car",
    **place_measures.SOURCES,
}


class Part(NamedTuple):
    """One measure as a sum: ``value``, ``low`` and ``high`` count of each atom, times ``weight`` (of the whole atom)."""

    id: str
    value: ndarray
    low: ndarray
    high: ndarray
    weight: ndarray
    banded: bool
    source: str


def parts(page: Sheet) -> Iterator[Part]:
    """Every length measure something is known for, plain and by each weight, in the order of the table of measures."""
    for kind in MEASURES:
        if kind.id not in page.known:
            continue
        band, weight, banded = counted(page, kind.id)
        source = SOURCES.get(kind.id, "walk along the streets")
        if kind.id in SERVED:
            people = next((key for key in SERVED[kind.id] if key in page.per_m), "")
            source = f"{people} spread over the streets of their areas" if people else "street length, as no population by area is known"
            weight = weight * page.per_m[people] if people else weight
        yield Part(kind.id, band.value, band.low, band.high, weight, banded, source)
        for key in WEIGHTS if kind.weighted else ():
            if key in page.per_m:
                weight = page.length_m * page.per_m[key]
                yield Part(weighted(kind.id, key), band.value, band.low, band.high, weight, banded, f"weighted by {key}")


def counted(page: Sheet, id: str) -> tuple[Band, ndarray, bool]:
    """What counts of each atom, the metres it counts for, and whether it has a band."""
    if id in place_measures.PLACES:
        return *place_measures.part(page, id), True
    if id in BANDED:
        return {"seen": page.once, "seen_twice": page.twice, "seen_night": page.night}[id], page.length_m, True
    covered = page.columns[id].astype(float)
    return Band(covered, covered, covered), page.length_m, False


class Sums(NamedTuple):
    """Sums by measure and area: ``table`` (ids, areas, 4) value, low, high and all of the weight; the district is area 0."""

    ids: tuple[str, ...]
    banded: tuple[bool, ...]
    sources: tuple[str, ...]
    table: ndarray


# Up to so many atoms one product of matrices is faster than counting group by group.
FEW = 2048


def sums(page: Sheet, areas: int) -> Sums:
    """The parts summed over the district and each of its dongs (``areas`` of them together); an empty sheet gives zeros."""
    found = list(parts(page))
    rows = numpy.flatnonzero(page.inside & (page.length_m > 0))
    table = _grouped(found, rows, page.dong[rows] + 1, areas)
    # What is in no dong stands in row 0 so far; the district is all of it.
    table[:, 0] = table.sum(axis=1)
    return Sums(tuple(part.id for part in found), tuple(part.banded for part in found), tuple(part.source for part in found), table)


class EdgeSums(NamedTuple):
    """Sums by street segment, for segments inside the district: ``first`` (edges + 1,) rows of each, ``area`` (k,) 1 + dong or 0
    without one, ``table`` (k, ids, 4) as in `Sums`.
    """

    first: ndarray
    area: ndarray
    table: ndarray

    def on(self, edges: ndarray, areas: int) -> ndarray:
        """The sums over some segments by area, as `Sums.table`."""
        count = self.first[edges + 1] - self.first[edges]
        rows = numpy.repeat(self.first[edges] - numpy.cumsum(count) + count, count) + numpy.arange(int(count.sum()))
        table = numpy.zeros((areas, *self.table.shape[1:]))
        numpy.add.at(table, self.area[rows], self.table[rows])
        table[0] = table.sum(axis=0)
        return table.transpose(1, 0, 2)


def edge_sums(page: Sheet, edges: int, areas: int) -> EdgeSums:
    """The parts summed segment by segment and area by area; an empty sheet has no rows."""
    found = list(parts(page))
    rows = numpy.flatnonzero(page.inside & (page.length_m > 0))
    pair, where = numpy.unique(page.cut.edge[rows] * areas + page.dong[rows] + 1, return_inverse=True)
    table = _grouped(found, rows, where, len(pair))
    return EdgeSums(numpy.searchsorted(pair // areas, numpy.arange(edges + 1)), pair % areas, numpy.ascontiguousarray(table.transpose(1, 0, 2)))


def _grouped(found: list[Part], rows: ndarray, where: ndarray, groups: int) -> ndarray:
    """Sums (ids, groups, 4) of the parts over some atoms, ``where`` (rows,) the group of each."""
    if len(rows) <= FEW and len(rows) * groups <= FEW * 64:
        stack = numpy.empty((len(found), 4, len(rows)))
        for part, into in zip(found, stack, strict=True):
            numpy.take(part.weight, rows, out=into[3])
            for column, share in enumerate((part.value, part.low, part.high) if part.banded else (part.value,)):
                numpy.multiply(share[rows], into[3], out=into[column])
            if not part.banded:
                into[1:3] = into[0]
        member = numpy.zeros((len(rows), groups))
        member[numpy.arange(len(rows)), where] = 1.0
        return numpy.ascontiguousarray((stack.reshape(4 * len(found), len(rows)) @ member).reshape(len(found), 4, groups).transpose(0, 2, 1))
    table, known = numpy.zeros((len(found), groups, 4)), {}
    for number, part in enumerate(found):
        weight = part.weight[rows]
        if id(part.weight) not in known:
            known[id(part.weight)] = numpy.bincount(where, weights=weight, minlength=groups)
        table[number, :, 3] = known[id(part.weight)]
        for column, share in enumerate((part.value, part.low, part.high)):
            again = column and not part.banded
            table[number, :, column] = table[number, :, 0] if again else numpy.bincount(where, weights=share[rows] * weight, minlength=groups)
    return table


def shares(table: ndarray) -> ndarray:
    """Sums (..., 4) as shares (..., 3) value, low, high; nan where there is no weight at all.

    Each site's poorest bearing is chosen on its own; where several views overlap that need not be the poorest for all of them
    together, so the low end is held at or below the expected value and the high end at or above it.
    """
    whole = table[..., 3:]
    with numpy.errstate(divide="ignore", invalid="ignore"):
        found = numpy.where(whole > 0, table[..., :3] / whole, numpy.nan)
    value, low, high = (found[..., column] for column in range(3))
    return numpy.stack([value, numpy.minimum(low, value), numpy.maximum(high, value)], axis=-1)


def measures(areas: tuple[Area, ...], page: Sheet, details: Details) -> tuple[Measure, ...]:
    """Every measure, the district first and then the dongs, in the order of the table of measures."""
    total = sums(page, len(areas))
    share = shares(total.table)
    found: list[Measure] = []
    for number, area in enumerate(areas):
        here = page.inside if number == 0 else page.dong == number - 1
        length = ("length_m", computed(float((page.length_m * here).sum()), "m", "street centrelines in the area"))
        for row, id in _plan(total.ids):
            quantity = _share(share[row, number], total, row) if row >= 0 else computed(None, "share", "nothing known")
            more = tuple(details[id](here)) if id in details and quantity.value is not None else ()
            found.append(Measure(id, area.code, area.name, quantity, (length, *more) if base(id)[1] == "" else ()))
    return tuple(found)


def _plan(ids: tuple[str, ...]) -> list[tuple[int, str]]:
    """(row of the sums, id) of every measure to tell; row -1 where nothing is known for it."""
    rows = {id: row for row, id in enumerate(ids)}
    plan = []
    for kind in MEASURES:
        if kind.id in rows or kind.id in ALWAYS:
            plan.append((rows.get(kind.id, -1), kind.id))
        plan += [(rows[id], id) for id in (weighted(kind.id, key) for key in WEIGHTS) if id in rows]
    return plan


def _share(share: ndarray, total: Sums, row: int) -> Quantity:
    value, low, high = (None if numpy.isnan(one) else float(one) for one in share)
    band = (low, high) if total.banded[row] else (None, None)
    return Quantity(value, "share", Tag.COMPUTED, total.sources[row], *band)


def computed(value: float | None, unit: str, source: str) -> Quantity:
    """A figure this study worked out."""
    return Quantity(value, unit, Tag.COMPUTED, source)
