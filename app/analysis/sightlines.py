"""Views against streets: which stretches of which street segments each view holds, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from app.analysis.grid import Grid, grid, split_long
from app.analysis.threads import in_parts
from app.analysis.views import Views
from app.feedback import SILENT, Feedback

PART = 256
PIECE_CELL_M = 32.0


class Seen(NamedTuple):
    """Stretches of street inside views, ordered by camera, edge and start; touching stretches are one.

    ``camera`` (k,) is the row of the view, ``edge`` (k,) the street segment, ``start_m`` < ``end_m`` (k,) metres along it.
    """

    camera: np.ndarray
    edge: np.ndarray
    start_m: np.ndarray
    end_m: np.ndarray


@dataclass(frozen=True, eq=False)
class Pieces:
    """Straight pieces of street in a grid, made once and asked for many views: ``edge`` and ``start_m`` of each piece."""

    grid: Grid
    line: np.ndarray
    edge: np.ndarray
    start_m: np.ndarray


def pieces(piece_xy: np.ndarray, piece_edge: np.ndarray, piece_start_m: np.ndarray) -> Pieces:
    """The straight pieces of streets ready to be asked: x1, y1, x2, y2 (s, 4), edge (s,) and metres along it at the start (s,)."""
    lines, item, share = split_long(np.array(piece_xy, dtype=np.float64).reshape(-1, 4), 4 * PIECE_CELL_M)
    whole = np.asarray(piece_xy, float).reshape(-1, 4)[item]
    along = share * np.hypot(whole[:, 2] - whole[:, 0], whole[:, 3] - whole[:, 1])
    edge = np.asarray(piece_edge, np.int64)[item]
    return Pieces(grid(lines, PIECE_CELL_M), lines, edge, np.asarray(piece_start_m, float)[item] + along)


def stretches(views: Views, pieces: Pieces, feedback: Feedback = SILENT) -> tuple[np.ndarray, np.ndarray]:
    """The stretches of each piece inside each view: rows (view, piece) int64 and (from, to) in metres along the piece."""
    from app.analysis.sightline_kernel import clip

    g, frame, reach = pieces.grid, pieces.grid.frame, views.reach_m

    def part(first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
        start, eye = views.start[first : last + 1], views.eye[first:last]
        room, count = clip(views.wedge, start, eye, reach[first:last], g.key, g.line, g.item, frame)
        who = room[:count, 2:].astype(np.int64)
        who[:, 0] += first
        return who, room[:count, :2].copy()

    parts = in_parts(len(views), PART, part, feedback)
    return np.concatenate([who for who, _ in parts]), np.concatenate([spans for _, spans in parts])


def street_intervals(
    views: Views,
    piece_xy: np.ndarray,
    piece_edge: np.ndarray,
    piece_start_m: np.ndarray,
    *,
    known: Pieces | None = None,
    feedback: Feedback = SILENT,
) -> Seen:
    """The stretches of street in each view, exact: every straight piece is cut by every wedge near it.

    A stretch exactly along the edge of a view counts as seen. ``known``: the same pieces made ready by `pieces`, for asking
    again and again. No views or no pieces give no stretches.
    """
    known = known or pieces(piece_xy, piece_edge, piece_start_m)
    who, spans = stretches(views, known, feedback)
    return gathered(known, who, spans)


def gathered(known: Pieces, who: np.ndarray, spans: np.ndarray) -> Seen:
    """Stretches of pieces as stretches of street segments, ordered, those that touch joined."""
    from app.analysis.sightline_kernel import TOUCH_M

    camera, edge = who[:, 0], known.edge[who[:, 1]]
    begin = known.start_m[who[:, 1]] + spans[:, 0]
    end = known.start_m[who[:, 1]] + spans[:, 1]
    order = np.lexsort((begin, edge, camera))
    camera, edge, begin, end = camera[order], edge[order], begin[order], end[order]
    if len(camera) == 0:
        return Seen(camera, edge, begin, end)
    new = np.ones(len(camera), bool)
    # Pieces of one segment do not overlap, so a stretch can only touch the one before it. Lengths along a segment are sums of
    # square roots: 100 times the slack of one cut.
    new[1:] = (camera[1:] != camera[:-1]) | (edge[1:] != edge[:-1]) | (begin[1:] > end[:-1] + 100 * TOUCH_M)
    first = np.flatnonzero(new)
    return Seen(camera[first], edge[first], begin[first], np.maximum.reduceat(end, first))
