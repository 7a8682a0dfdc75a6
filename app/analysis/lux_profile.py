"""Lux as a function along streets: averages, minima, uniformity, lit and dark stretches, and light on facades.

Averages are integrals (a formula for the default luminaire, fine quadrature for a table), minima and stretches are found by
halving under bounds that hold everywhere (`lux_kernel`): both ends of a stretch are right to a millimetre, minima to a
ten-thousandth, and nothing between samples is missed. Everything is kept by straight piece of line, so that what one lamp
touches can be asked again alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy import ndarray

from app.analysis.intervals import Intervals, difference, intervals, whole
from app.analysis.lighting import Light
from app.analysis.sightlines import Pieces
from app.analysis.splice import splice
from app.analysis.threads import in_parts
from app.feedback import SILENT, Feedback
from app.parameters import BY_ID

DARK_LX, DARK_LENGTH_M = BY_ID["light.dark"].default, BY_ID["light.dark_length"].default
PART = 1024
# Stretches parted by less are one (rounding where pieces meet); dark ones shorter than the grain of the search are none.
SAME_M, SHORTEST_M = 1e-6, 1e-3


class Lux(IntEnum):
    """What surface takes the light.

    Level ground; upright and facing each lamp (lamps add up as if all were faced at once: an upper bound); upright, or a half
    cylinder as a face is, turned along the street as drawn or against it; the wall that a facade is.
    """

    LEVEL = 0
    FACING = 1
    AHEAD = 2
    BEHIND = 3
    ROUND_AHEAD = 4
    ROUND_BEHIND = 5
    WALL = 6


@dataclass(frozen=True, eq=False)
class Profile:
    """Lux along pieces: ``lux_m`` (s,) lux times metres, ``least_lx`` (s,) the minimum; pieces no lamp reaches have 0.

    ``piece``, ``start_m``, ``end_m`` (k,), metres along the piece, in order: where lux is at least ``above_lx``.
    """

    what: Lux
    z_m: float
    above_lx: float
    lux_m: ndarray
    least_lx: ndarray
    piece: ndarray
    start_m: ndarray
    end_m: ndarray


def profile(
    light: Light, what: Lux = Lux.LEVEL, z_m: float = 0.0, above_lx: float = DARK_LX, feedback: Feedback = SILENT
) -> Profile:
    """Lux of one kind at height ``z_m`` along all pieces, and where it is at least ``above_lx`` (inf: not asked)."""
    count = len(light.pieces.line)
    nothing, none = np.zeros(0), np.zeros(0, np.int64)
    empty = Profile(what, z_m, above_lx, np.zeros(count), np.zeros(count), none, nothing, nothing)
    return updated(empty, light, np.unique(light.piece), feedback)


def updated(before: Profile, light: Light, touched: ndarray, feedback: Feedback = SILENT) -> Profile:
    """The profile with the touched pieces asked again, equal to `profile` of the new light; the others are not looked at."""
    first, last = (np.searchsorted(light.piece, touched, side=side) for side in ("left", "right"))
    pick = np.arange((last - first).sum()) + np.repeat(first - np.cumsum(last - first) + (last - first), last - first)
    start = np.concatenate([[0], np.cumsum(last - first)])
    sums, least, found = asked(light, start, touched, pick, before, feedback=feedback)
    lux_m, least_lx = before.lux_m.copy(), before.least_lx.copy()
    lux_m[touched], least_lx[touched] = sums, least
    asked_again = np.zeros(len(lux_m), bool)
    asked_again[touched] = True
    gone, piece = np.flatnonzero(asked_again[before.piece]), touched[found[:, 2].astype(np.int64)]
    put = splice(len(before.piece), gone, np.searchsorted(before.piece, piece))
    columns = ((before.piece, piece), (before.start_m, found[:, 0]), (before.end_m, found[:, 1]))
    at, start_m, end_m = (put(column, fresh) for column, fresh in columns)
    return replace(before, lux_m=lux_m, least_lx=least_lx, piece=at, start_m=start_m, end_m=end_m)


def asked(
    light: Light, start: ndarray, piece: ndarray, pick: ndarray, like: Profile, *, sums_too: bool = True, feedback: Feedback = SILENT
) -> tuple[ndarray, ndarray, ndarray]:
    """The kernel over groups of stretches, ``pick[start[g]:start[g + 1]]`` of the light's on ``piece[g]``, asked ``like`` a profile.

    Lux times metres and minimum of each group (0 without ``sums_too``), and rows (from, to, group) above the threshold.
    """
    from app.analysis.lux_kernel import profile as along
    from app.analysis.lux_sums import sums as summed

    lamp, span, ready = light.lamp[pick], light.span[pick], light.packed
    line = np.ascontiguousarray(light.pieces.line)

    def part(first: int, last: int) -> tuple[ndarray, ndarray, ndarray]:
        b, e = start[first], start[last]
        given = (start[first : last + 1] - b, piece[first:last], lamp[b:e], span[b:e], line, ready.rows, ready.tables, ready.where)
        least, room, count = along(*given, int(like.what), float(like.z_m), float(like.above_lx), sums_too)
        sums = summed(*given, int(like.what), float(like.z_m)) if sums_too else least
        found = room[:count].copy()
        found[:, 2] += first
        return sums, least, found

    parts = in_parts(len(piece), PART, part, feedback)
    sums, least, found = (np.concatenate([one[column] for one in parts]) for column in range(3))
    return sums, least, found


@dataclass(frozen=True, eq=False)
class Segments:
    """Light by street segment (e,): ``average_lx``, ``least_lx``, and ``uniformity`` least / average (nan where nothing is lit)."""

    length_m: ndarray
    average_lx: ndarray
    least_lx: ndarray
    uniformity: ndarray


def segments(found: Profile, pieces: Pieces, length_m: ndarray) -> Segments:
    """The profile gathered by segment; ``length_m`` (e,) is theirs. A segment without length has 0 lux."""
    length = np.asarray(length_m, float)
    sums = np.bincount(pieces.edge, found.lux_m, minlength=len(length))
    least = np.full(len(length), np.inf)
    # A piece without length is no place to be dark in.
    real = (pieces.line[:, :2] != pieces.line[:, 2:]).any(axis=1)
    np.minimum.at(least, pieces.edge[real], found.least_lx[real])
    least[~np.isfinite(least)] = 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        average = np.where(length > 0.0, sums / length, 0.0)
        uniformity = np.where(average > 0.0, np.minimum(least / average, 1.0), np.nan)
    return Segments(length, average, least, uniformity)


def segments_again(before: Segments, found: Profile, pieces: Pieces, edges: ndarray) -> Segments:
    """As `segments`, where only some segments may have changed since ``before``."""
    here = np.zeros(len(before.length_m), bool)
    here[edges] = True
    rows = np.flatnonzero(here[pieces.edge])
    mine = replace(pieces, line=pieces.line[rows], edge=np.searchsorted(edges, pieces.edge[rows]))
    few = segments(replace(found, lux_m=found.lux_m[rows], least_lx=found.least_lx[rows]), mine, before.length_m[edges])
    average, least, uniformity = before.average_lx.copy(), before.least_lx.copy(), before.uniformity.copy()
    average[edges], least[edges], uniformity[edges] = few.average_lx, few.least_lx, few.uniformity
    return Segments(before.length_m, average, least, uniformity)


def lit(found: Profile, pieces: Pieces) -> Intervals:
    """Where lux is at least the profile's threshold, as stretches of segments; those that meet at a bend are one."""
    edge = pieces.edge[found.piece]
    start, end = (pieces.start_m[found.piece] + at for at in (found.start_m, found.end_m))
    order = np.lexsort((start, edge))
    edge, start, end = edge[order], start[order], end[order]
    if not len(edge):
        return intervals()
    new = np.r_[True, (edge[1:] != edge[:-1]) | (start[1:] > end[:-1] + SAME_M)]
    first = np.flatnonzero(new)
    return intervals(edge[first], start[first], np.maximum.reduceat(end, first))


def dark(found: Profile, pieces: Pieces, length_m: ndarray) -> Intervals:
    """Where lux is below the profile's threshold: all of the segments that `lit` leaves, to the millimetre."""
    rest = difference(whole(np.asarray(length_m, float)), lit(found, pieces))
    return rest.take(rest.end_m - rest.start_m > SHORTEST_M)


@dataclass(frozen=True, eq=False)
class DarkGaps:
    """Dark stretches long enough to count: ``at``, and ``walk_m`` (k,), how far one walks in the dark across junctions there."""

    at: Intervals
    walk_m: ndarray


def dark_gaps(
    found: Profile,
    pieces: Pieces,
    length_m: ndarray,
    *,
    longer_m: float = DARK_LENGTH_M,
    nodes: tuple[ndarray, ndarray] | None = None,
) -> DarkGaps:
    """Dark stretches of more than ``longer_m``, segment by segment; an unlit segment is one gap.

    With ``nodes`` (first and last junction of each segment) the dark goes on behind a junction: the longest dark arm of another
    segment that begins there counts with the stretch, at either of its ends. Farther than one junction away is not looked.
    """
    at, length = dark(found, pieces, length_m), np.asarray(length_m, float)
    own = at.end_m - at.start_m
    walk = own.copy()
    if nodes is not None and len(at):
        u, v = (np.asarray(side, np.int64)[at.edge] for side in nodes)
        begins, ends = at.start_m <= SHORTEST_M, at.end_m >= length[at.edge] - SHORTEST_M
        node, which = np.concatenate([u[begins], v[ends]]), np.concatenate([np.flatnonzero(begins), np.flatnonzero(ends)])
        walk += np.bincount(which, _longest_other(node, which, own), minlength=len(at))
    keep = walk > longer_m
    return DarkGaps(at.take(keep), walk[keep])


def _longest_other(node: ndarray, which: ndarray, own: ndarray) -> ndarray:
    """For each dark arm at a junction the length of the longest of the others there; 0 where it is alone.

    An arm that comes back to its own junction is not another one.
    """
    order = np.lexsort((-own[which], node))
    n, w = node[order], which[order]
    first = np.flatnonzero(np.r_[True, n[1:] != n[:-1]])
    group = np.cumsum(np.r_[True, n[1:] != n[:-1]]) - 1
    best = w[first][group]
    # The second best: the first in its group that is another stretch than the best.
    others = np.flatnonzero(w != best)
    second = np.full(len(first), -1)
    second[group[others[::-1]]] = w[others[::-1]]
    other = np.where(w == best, second[group], best)
    out = np.empty(len(node))
    out[order] = np.where(other >= 0, own[np.maximum(other, 0)], 0.0)
    return out
