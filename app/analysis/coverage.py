"""Shares of street that cameras see, with a band where headings are unknown.

Cameras with a known heading and all-round sites are certain. A site of unknown heading holds with a probability; at its worst
it looks along its poorest bearing, at its best along its richest. Every measure is a sum over the atoms of all interval sets,
so weights (length, crime, residents) and areas join without any further geometry.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.intervals import (
    Atoms,
    Intervals,
    atoms,
    chance_at_least_one,
    chance_at_least_two,
    intervals,
)
from app.analysis.streets import Streets


@dataclass(frozen=True)
class Reach:
    """What the cameras reach on the streets, camera by camera (``..._by``: the camera of each interval).

    ``sure``: certain views. ``maybe``: everything an unknown site could see, each with the ``chance`` that it does;
    ``worst`` and ``best``: what these sites see along their poorest and their richest bearing.
    """

    sure: Intervals
    sure_by: ndarray
    maybe: Intervals
    maybe_by: ndarray
    chance: ndarray
    worst: Intervals
    worst_by: ndarray
    best: Intervals
    best_by: ndarray

    @property
    def sets(self) -> tuple[Intervals, Intervals, Intervals, Intervals]:
        """The four interval sets, in the order `bands` expects them."""
        return (self.sure, self.maybe, self.worst, self.best)


@dataclass(frozen=True)
class Band:
    """For each atom how much of it counts: ``value`` (a probability), ``low`` and ``high`` (0 or 1)."""

    value: ndarray
    low: ndarray
    high: ndarray


def nothing_seen() -> Reach:
    """The reach of no cameras."""
    none, nobody = intervals(), numpy.zeros(0, dtype=numpy.int64)
    return Reach(none, nobody, none, nobody, numpy.zeros(0), none, nobody, none, nobody)


def lay_over(reach: Reach, *others: Intervals) -> Atoms:
    """The atoms of a reach and further sets; the sets 0 to 3 are the reach's, the others follow."""
    return atoms(*reach.sets, *others)


def bands(cut: Atoms, reach: Reach, at: int = 0) -> tuple[Band, Band]:
    """(seen at least once, seen at least twice) on atoms of which the sets ``at`` to ``at + 3`` are the reach's.

    Different sites look independently of each other. Laws: twice is never more than once; one more camera never lowers any
    of the three numbers.
    """
    together, chance = _any_view(cut, reach, at)
    sure, worst, best = cut.depth(at), cut.depth(at + 2), cut.depth(at + 3)
    once, twice = chance_at_least_one(together, 0, chance), chance_at_least_two(together, 0, chance)
    return (
        Band(once, (sure + worst >= 1).astype(float), (sure + best >= 1).astype(float)),
        Band(twice, (sure + worst >= 2).astype(float), (sure + best >= 2).astype(float)),
    )


def once(cut: Atoms, reach: Reach, at: int = 0) -> Band:
    """Seen at least once, as the first of `bands`."""
    together, chance = _any_view(cut, reach, at)
    sure = cut.depth(at)
    low, high = ((sure + cut.depth(at + more) >= 1).astype(float) for more in (2, 3))
    return Band(chance_at_least_one(together, 0, chance), low, high)


def _any_view(cut: Atoms, reach: Reach, at: int) -> tuple[Atoms, ndarray]:
    """The certain and the possible views as one set, and the chance of each."""
    chance = numpy.concatenate([numpy.ones(len(reach.sure)), reach.chance])
    first, last = (numpy.concatenate(ends[at : at + 2]) for ends in (cut.first, cut.last))
    return Atoms(cut.edge, cut.start_m, cut.end_m, (first,), (last,)), chance


def share(band: Band, weight: ndarray) -> tuple[float, float, float] | None:
    """(value, low, high) of a weighted share; None where there is no weight at all.

    Each site's poorest bearing is chosen on its own; where several views overlap that need not be the poorest for all of
    them together, so the low end is held at or below the expected value and the high end at or above it.
    """
    whole = float(weight.sum())
    if whole <= 0:
        return None
    value, low, high = (float((part * weight).sum()) / whole for part in (band.value, band.low, band.high))
    return value, min(low, value), max(high, value)


def fixed_share(covered: ndarray, weight: ndarray) -> float | None:
    """A share without a band: ``covered`` is true or false for each atom."""
    whole = float(weight.sum())
    return float(weight[covered].sum()) / whole if whole > 0 else None


def circles(streets: Streets, xy: ndarray, radius_m: ndarray | float) -> tuple[Intervals, ndarray]:
    """The stretches within a straight distance of points (n, 2), through walls: (intervals, point of each).

    ``radius_m`` is one for all or one for each. This is how coverage is usually claimed, and how far infrared lamps reach.
    """
    if not len(xy) or not len(streets):
        return intervals(), numpy.zeros(0, dtype=numpy.int64)
    radius = numpy.array(numpy.broadcast_to(numpy.asarray(radius_m, dtype=float), len(xy)))
    point, piece = streets.piece_tree.query(shapely.points(xy), predicate="dwithin", distance=radius)
    length = streets.piece_length_m[piece]
    step = (streets.piece_xy[piece, 2:] - streets.piece_xy[piece, :2]) / length[:, None]
    towards = xy[point] - streets.piece_xy[piece, :2]
    foot = (towards * step).sum(axis=1)
    half = numpy.sqrt(numpy.maximum(radius[point] ** 2 - (towards**2).sum(axis=1) + foot**2, 0.0))
    start, end = numpy.clip(foot - half, 0.0, length), numpy.clip(foot + half, 0.0, length)
    kept = end > start
    origin = streets.piece_start_m[piece]
    return Intervals(streets.piece_edge[piece][kept], (origin + start)[kept], (origin + end)[kept]), point[kept]


def camera_lengths(stretches: Intervals, by: ndarray, cameras: int) -> ndarray:
    """Metres of street in each camera's intervals."""
    return numpy.bincount(by, weights=stretches.end_m - stretches.start_m, minlength=cameras)


def without(reach: Reach, cameras: Sequence[int]) -> Reach:
    """The reach as if some cameras were not there; what they alone see is the difference."""
    gone = numpy.asarray(cameras)
    sure, maybe = ~numpy.isin(reach.sure_by, gone), ~numpy.isin(reach.maybe_by, gone)
    worst, best = ~numpy.isin(reach.worst_by, gone), ~numpy.isin(reach.best_by, gone)
    return Reach(
        reach.sure.take(sure), reach.sure_by[sure], reach.maybe.take(maybe), reach.maybe_by[maybe], reach.chance[maybe],
        reach.worst.take(worst), reach.worst_by[worst], reach.best.take(best), reach.best_by[best],
    )  # fmt: skip
