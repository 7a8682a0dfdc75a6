"""Lux along any stretches of street: an area, a route, twenty metres of an alley; exact where a stretch ends within a piece."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy
from numpy import ndarray

from app.analysis.intervals import Intervals
from app.analysis.lux_profile import profile
from app.analysis.sightlines import Pieces
from app.study.lamps.light import Lit

# What is shorter than this is no place to stand in.
GRAIN_M = 1e-3


@dataclass(frozen=True, eq=False)
class Along:
    """Lux on level ground along k stretches: ``length_m``, ``average_lx``, ``least_lx`` (k,); 0 where no lamp reaches."""

    length_m: ndarray
    average_lx: ndarray
    least_lx: ndarray


def along(lit: Lit, stretches: Intervals) -> Along:
    """Average and least lux of each stretch, in their order. Pieces wholly inside are read off, those cut by an end asked again."""
    pieces, count = lit.light.pieces, len(stretches)
    size = numpy.hypot(pieces.line[:, 2] - pieces.line[:, 0], pieces.line[:, 3] - pieces.line[:, 1])
    first, last = (numpy.searchsorted(pieces.edge, stretches.edge, side=side) for side in ("left", "right"))
    which = numpy.repeat(numpy.arange(count), last - first)
    piece = numpy.arange(len(which)) - numpy.repeat(numpy.cumsum(last - first) - (last - first), last - first) + first[which]
    begin = numpy.maximum(stretches.start_m[which] - pieces.start_m[piece], 0.0)
    end = numpy.minimum(stretches.end_m[which] - pieces.start_m[piece], size[piece])
    inside = end - begin > 0.0
    which, piece, begin, end = which[inside], piece[inside], begin[inside], end[inside]
    sums, least = lit.profile.lux_m[piece], lit.profile.least_lx[piece]
    cut = numpy.flatnonzero((begin > GRAIN_M) | (end < size[piece] - GRAIN_M))
    sums[cut], least[cut] = _asked(lit, piece[cut], begin[cut], end[cut])
    metres = numpy.bincount(which, end - begin, minlength=count)
    darkest = numpy.full(count, numpy.inf)
    real = end - begin > GRAIN_M
    numpy.minimum.at(darkest, which[real], least[real])
    with numpy.errstate(invalid="ignore", divide="ignore"):
        average = numpy.where(metres > 0.0, numpy.bincount(which, sums, minlength=count) / metres, 0.0)
    return Along(metres, average, numpy.where(numpy.isfinite(darkest), darkest, 0.0))


def _asked(lit: Lit, piece: ndarray, begin: ndarray, end: ndarray) -> tuple[ndarray, ndarray]:
    """Lux times metres and the least lux of parts of pieces."""
    known, pieces = lit.light, lit.light.pieces
    way = pieces.line[piece, 2:] - pieces.line[piece, :2]
    way /= numpy.hypot(way[:, 0], way[:, 1])[:, None]
    line = numpy.hstack([pieces.line[piece, :2] + way * begin[:, None], pieces.line[piece, :2] + way * end[:, None]])
    first, last = (numpy.searchsorted(known.piece, piece, side=side) for side in ("left", "right"))
    part = numpy.repeat(numpy.arange(len(piece)), last - first)
    row = numpy.arange(len(part)) - numpy.repeat(numpy.cumsum(last - first) - (last - first), last - first) + first[part]
    span = numpy.clip(known.span[row], begin[part, None], end[part, None]) - begin[part, None]
    shines = span[:, 1] > span[:, 0]
    shorter = replace(
        known, pieces=Pieces(pieces.grid, line, pieces.edge[piece], pieces.start_m[piece] + begin), piece=part[shines],
        lamp=known.lamp[row[shines]], span=numpy.ascontiguousarray(span[shines]),
    )  # fmt: skip
    found = profile(shorter, lit.profile.what, lit.profile.z_m, numpy.inf)
    return found.lux_m, found.least_lx


@dataclass(frozen=True)
class AreaLight:
    """The light of one area: its average; ``least_lx`` anywhere; ``uniformity`` the mean over its streets that have light (None: none)."""

    length_m: float
    average_lx: float
    least_lx: float
    uniformity: float | None
    kept_m: float


def of_area(lit: Lit, stretches: Intervals) -> AreaLight:
    """The light on the stretches of street of an area; no streets give 0 lx. Means are by metre of street."""
    found = along(lit, stretches)
    whole = float(found.length_m.sum())
    if whole <= 0.0:
        return AreaLight(0.0, 0.0, 0.0, None, 0.0)
    even = lit.segments.uniformity[stretches.edge]
    known = numpy.isfinite(even) & (found.length_m > 0.0)
    metres = found.length_m
    return AreaLight(
        whole, float((found.average_lx * metres).sum()) / whole, float(found.least_lx[metres > GRAIN_M].min(initial=numpy.inf)),
        float((even * metres)[known].sum() / metres[known].sum()) if known.any() else None, float(metres[lit.class_kept[stretches.edge]].sum()),
    )  # fmt: skip
