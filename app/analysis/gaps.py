"""Stretches no camera certainly sees, joined along named streets and ranked by demand x (1 - measure)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.gap_groups import joined
from app.analysis.intervals import Atoms, Intervals
from app.analysis.streets import Streets, points_at, substrings


@dataclass(frozen=True)
class Gaps:
    """Ranked gaps, worst first. Per gap: ``street`` name, ``length_m``, ``worth`` (metres of average demand left unseen),
    ``demand`` (times the average), ``maybe_m`` (metres a site of unknown heading may see), ``claimed_m`` (metres inside the
    usual circles), ``line``, ``centre_m`` (n, 2) and where on the streets that is. ``stretches`` with ``gap_of`` are the parts.
    """

    street: tuple[str, ...]
    length_m: ndarray
    worth: ndarray
    demand: ndarray
    maybe_m: ndarray
    claimed_m: ndarray
    line: ndarray
    centre_m: ndarray
    centre_edge: ndarray
    centre_at_m: ndarray
    stretches: Intervals
    gap_of: ndarray

    def __len__(self) -> int:
        return len(self.length_m)


def gaps(
    streets: Streets, cut: Atoms, *, unseen: ndarray, chance: ndarray, demand: ndarray, maybe: ndarray, claimed: ndarray,
    min_length_m: float, max_length_m: float, most: int,
) -> Gaps:  # fmt: skip
    """The ``most`` worthiest gaps of at least ``min_length_m``; what is longer than ``max_length_m`` is parted evenly.

    Per atom: ``unseen`` (not certainly seen, and in the area asked about), ``chance`` that it is seen, ``demand`` in times the
    average, ``maybe`` and ``claimed`` as truths. Stretches join where they meet at a junction and bear the same name; nameless
    ones only where nothing else meets them. Parts end at the nearest atom, so atoms should be short. No unseen atoms give no gaps.
    """
    part, stretches = _parted(cut, unseen, max_length_m)
    group = joined(streets, stretches, max_length_m)
    inside = part >= 0
    gap = group[part[inside]]
    count = int(group.max()) + 1 if len(group) else 0

    def total(values: ndarray) -> ndarray:
        return numpy.bincount(gap, weights=values[inside], minlength=count)

    metres = cut.length_m
    length, worth = total(metres), total(metres * demand * (1.0 - chance))
    order = numpy.lexsort((numpy.arange(count), -length, -worth))
    order = order[(length[order] >= min_length_m) & (worth[order] > 0)][:most]
    with numpy.errstate(invalid="ignore", divide="ignore"):
        mean = total(metres * demand) / length
    sums = (length, worth, mean, total(metres * maybe), total(metres * claimed))
    return _described(streets, stretches, group, order, sums)


def _parted(cut: Atoms, unseen: ndarray, max_length_m: float) -> tuple[ndarray, Intervals]:
    """Runs of unseen atoms, long ones in even parts: (part of each atom, -1 for the others; the parts as stretches)."""
    run = cut.runs(unseen)
    whole = cut.joined(unseen)
    inside = numpy.flatnonzero(run >= 0)
    length = whole.end_m - whole.start_m
    parts = numpy.maximum(numpy.ceil(length / max_length_m - 1e-9), 1.0)
    middle = (cut.start_m + cut.end_m)[inside] / 2 - whole.start_m[run[inside]]
    number = numpy.floor(middle * (parts / length)[run[inside]])
    new = numpy.ones(len(inside), dtype=bool)
    new[1:] = (run[inside][1:] != run[inside][:-1]) | (number[1:] != number[:-1])
    part = numpy.full(len(run), -1)
    part[inside] = numpy.cumsum(new) - 1
    first = numpy.flatnonzero(new)
    last = numpy.append(first[1:], len(inside))[: len(first)] - 1
    return part, Intervals(cut.edge[inside[first]], cut.start_m[inside[first]], cut.end_m[inside[last]])


def _described(streets: Streets, stretches: Intervals, group: ndarray, order: ndarray, sums: tuple[ndarray, ...]) -> Gaps:
    rank = numpy.full(int(group.max()) + 1 if len(group) else 0, -1)
    rank[order] = numpy.arange(len(order))
    kept = rank[group] >= 0
    parts, gap_of = stretches.take(kept), rank[group[kept]]
    by_gap = numpy.argsort(gap_of, kind="stable")
    parts, gap_of = parts.take(by_gap), gap_of[by_gap]
    lines = substrings(streets, parts)
    first = numpy.searchsorted(gap_of, numpy.arange(len(order)))
    merged = shapely.line_merge(shapely.multilinestrings(lines, indices=gap_of)) if len(lines) else lines
    # The centre lies on the longest part, so that it is on the street even where a gap branches.
    size = parts.end_m - parts.start_m
    longest = numpy.lexsort((-size, gap_of))[first] if len(first) else first
    edge, at = parts.edge[longest], (parts.start_m[longest] + parts.end_m[longest]) / 2
    names = tuple(streets.name[number] for number in edge.tolist())
    length, worth, demand, maybe, claimed = (one[order] for one in sums)
    centre = points_at(streets, edge, at) if len(edge) else numpy.zeros((0, 2))
    return Gaps(names, length, worth, demand, maybe, claimed, merged, centre, edge, at, parts, gap_of)
