"""Which field checks are worth the walk: the sites of unknown heading whose check narrows the district's band of "seen" most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.coverage import Reach, lay_over
from app.analysis.intervals import Intervals
from app.analysis.uncertainty import value_of_checking
from app.quantity import Quantity, Tag
from app.study.answers import Answers

MOST = 20
SOURCE = "what the site alone adds to the high end less what it adds to the low end"


@dataclass(frozen=True)
class SiteCheck:
    """One site worth checking. ``camera`` is its number in ``answers.behind.cameras``; ``layer`` and ``row`` as there.

    ``narrows`` the band of "seen" in the district by so many share points, ``narrows_m`` metres; on its own it sees between
    ``low_m`` and ``high_m`` of the district's streets.
    """

    camera: int
    layer: str
    row: int
    name: str
    at_m: tuple[float, float]
    narrows: Quantity
    narrows_m: Quantity
    low_m: Quantity
    high_m: Quantity


def checks(answers: Answers, most: int = MOST) -> tuple[SiteCheck, ...]:
    """At most ``most`` sites, the one that narrows the band most first; () where every heading is known or nothing would narrow."""
    behind = answers.behind
    inside, whole = _inside(behind.reach, behind.ground.inside)
    found = value_of_checking(behind.reach, len(behind.cameras), weight_m=inside, most=most) if whole > 0.0 else ()
    return tuple(_told(answers, found, whole))


def _told(answers: Answers, found: tuple, whole: float) -> Iterator[SiteCheck]:
    def metres(value: float, source: str = SOURCE) -> Quantity:
        return Quantity(value, "m", Tag.COMPUTED, source)

    for one in found:
        site = answers.behind.cameras[one.camera]
        share = Quantity(one.narrows_m / whole, "share", Tag.COMPUTED, SOURCE)
        ends = (metres(one.low_m, "street seen along its poorest bearing"), metres(one.high_m, "street seen along its richest bearing"))
        yield SiteCheck(one.camera, site.layer, site.row, site.name, site.at_m, share, metres(one.narrows_m), *ends)


def _inside(reach: Reach, district: Intervals) -> tuple[ndarray, float]:
    """What a metre of each atom of ``lay_over(reach)`` counts: the part of the atom inside the district; and the district's metres."""
    coarse, fine = lay_over(reach), lay_over(reach, district)
    whole = float((district.end_m - district.start_m).sum())
    here = (fine.depth(4) > 0) & (fine.end_m > fine.start_m)
    # An atom of the coarse cut is the one that begins last before the fine one, on the same street.
    key = numpy.lexsort((fine.start_m[here], fine.edge[here]))
    edge, at, length = fine.edge[here][key], fine.start_m[here][key], fine.length_m[here][key]
    if not len(coarse.edge):
        return numpy.zeros(0), whole
    place = _rank(coarse.edge, coarse.start_m, edge, at)
    on = (place >= 0) & (coarse.edge[place] == edge)
    inside = numpy.bincount(place[on], length[on], minlength=len(coarse.edge))
    size = coarse.length_m
    return numpy.divide(inside, size, out=numpy.zeros_like(size), where=size > 0.0), whole


def _rank(edges: ndarray, starts: ndarray, edge: ndarray, at: ndarray) -> ndarray:
    """For each (edge, at) the last place in the sorted pairs (edges, starts) that is not beyond it; -1 before the first."""
    merged_edge, merged_at = numpy.concatenate([edges, edge]), numpy.concatenate([starts, at])
    mine = numpy.concatenate([numpy.zeros(len(edges), dtype=bool), numpy.ones(len(edge), dtype=bool)])
    order = numpy.lexsort((mine, merged_at, merged_edge))
    before = numpy.cumsum(~mine[order]) - 1
    out = numpy.empty(len(edge), dtype=numpy.int64)
    asked = order[mine[order]] - len(edges)
    out[asked] = before[mine[order]]
    return out
