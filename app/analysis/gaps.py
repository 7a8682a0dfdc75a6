"""Stretches no camera certainly sees, joined along named streets and ranked by demand x (1 - measure)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

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
    min_length_m: float, most: int,
) -> Gaps:  # fmt: skip
    """The ``most`` worthiest gaps of at least ``min_length_m``.

    Per atom: ``unseen`` (not certainly seen, and in the area asked about), ``chance`` that it is seen, ``demand`` in times the
    average, ``maybe`` and ``claimed`` as truths. Stretches join where they meet at a junction and bear the same name; nameless
    ones only where nothing else meets them. No unseen atoms give no gaps.
    """
    stretches = cut.joined(unseen)
    group = _joined(streets, stretches)
    of_atom = cut.runs(unseen)
    inside = of_atom >= 0
    gap = group[of_atom[inside]]
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


def _joined(streets: Streets, stretches: Intervals) -> ndarray:
    """The gap each stretch belongs to."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    edge = stretches.edge
    degree = numpy.bincount(numpy.concatenate([streets.node_u, streets.node_v]), minlength=len(streets.node_xy))
    names = numpy.array(streets.name, dtype=object)[edge] if len(edge) else numpy.zeros(0, dtype=object)
    _, name = numpy.unique(names.astype(str), return_inverse=True)
    at_u, at_v = stretches.start_m <= 0, stretches.end_m >= streets.length_m[edge]
    which = numpy.concatenate([numpy.flatnonzero(at_u), numpy.flatnonzero(at_v)])
    node = numpy.concatenate([streets.node_u[edge[at_u]], streets.node_v[edge[at_v]]])
    meets = (names[which] != "") | (degree[node] == 2)
    which, node = which[meets], node[meets]
    _, place = numpy.unique(node * (len(streets) + 1) + name[which], return_inverse=True)
    size = len(stretches) + (int(place.max()) + 1 if len(place) else 0)
    links = coo_array((numpy.ones(len(which), dtype=bool), (which, place + len(stretches))), shape=(size, size))
    _, found = numpy.unique(connected_components(links, directed=False)[1][: len(stretches)], return_inverse=True)
    return found

