"""Cameras of unknown heading: how likely, how well and how badly they might look.

Open data give a site, its number of cameras and no heading (references 0.6). Its cameras together cover a window of bearings,
cameras x HFOV wide, at most all round. A spot the site could see is seen with probability window / 360; turned to its best or
its worst, the window holds the most or the least street.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.analysis.sightlines import Pieces, Seen, gathered, pieces, stretches
from app.analysis.threads import in_parts
from app.analysis.views import Views
from app.feedback import SILENT, Feedback

PART = 256


@dataclass(frozen=True, eq=False)
class Windows:
    """The best and the worst window of each camera site (n,): its first bearing clockwise from north, width, metres, stretches.

    The metres are of one site alone; stretches (`Seen`) of several sites overlap and are to be united.
    """

    width_deg: np.ndarray
    best_from_deg: np.ndarray
    best_m: np.ndarray
    worst_from_deg: np.ndarray
    worst_m: np.ndarray
    best: Seen
    worst: Seen


def window_width(cameras: np.ndarray | float, hfov_deg: np.ndarray | float) -> np.ndarray:
    """The bearings a site's cameras cover together, side by side: cameras x HFOV, at most 360 degrees."""
    return np.clip(np.asarray(cameras, float) * hfov_deg, 0.0, 360.0)


def bearing_share(cameras: np.ndarray | float, hfov_deg: np.ndarray | float) -> np.ndarray:
    """The probability that a site of unknown heading looks at a given bearing: min(1, cameras x HFOV / 360)."""
    return window_width(cameras, hfov_deg) / 360.0


def best_and_worst(
    views: Views,
    width_deg: np.ndarray | float,
    piece_xy: np.ndarray,
    piece_edge: np.ndarray,
    piece_start_m: np.ndarray,
    *,
    known: Pieces | None = None,
    feedback: Feedback = SILENT,
) -> Windows:
    """The windows of bearings of ``width_deg`` in which each all-round view (`views` with heading nan) holds most and least street.

    Tried are every 5 degrees and all bearings at which a stretch begins or ends, then turns around the best of them: the
    windows are attained, never exaggerated. Of equally good ones the first stands. A view without street has 0 m.
    """
    known = known or pieces(piece_xy, piece_edge, piece_start_m)
    width = np.array(np.broadcast_to(np.asarray(width_deg, float), len(views)))
    who, spans = stretches(views, known, feedback.part(0.0, 0.5))
    stretch = _stretch(views, known, who, spans)
    found = _search(stretch, len(views), np.radians(width), feedback.part(0.5, 1.0))
    best, worst = (_within(stretch, known, found[:, column].copy(), np.radians(width)) for column in (0, 2))
    return Windows(width, _bearing(found[:, 0], width), found[:, 1], _bearing(found[:, 2], width), found[:, 3], best, worst)


@dataclass(frozen=True, eq=False)
class _Stretches:
    """Stretches as `stretches` gives them, with their lines turned counter-clockwise about the eye (`search` in the kernel)."""

    who: np.ndarray
    spans: np.ndarray
    line: np.ndarray
    turned: np.ndarray


def _stretch(views: Views, known: Pieces, who: np.ndarray, spans: np.ndarray) -> _Stretches:
    a = known.line[who[:, 1], :2] - views.eye[who[:, 0]]
    way = known.line[who[:, 1], 2:] - known.line[who[:, 1], :2]
    way /= np.hypot(way[:, 0], way[:, 1])[:, None]
    who, spans, a, way = _parted_at_the_eye(who, spans, a, way)
    p, q = a + way * spans[:, :1], a + way * spans[:, 1:]
    turned = p[:, 0] * q[:, 1] < p[:, 1] * q[:, 0]
    begin, end = np.where(turned[:, None], q, p), np.where(turned[:, None], p, q)
    span = np.arctan2(begin[:, 0] * end[:, 1] - begin[:, 1] * end[:, 0], (begin * end).sum(axis=1))
    # A stretch seen end-on may begin at the eye itself, where it has no bearing: its farther end tells.
    end_on = (span < 1e-9) & ((begin**2).sum(axis=1) < (end**2).sum(axis=1))
    tell = np.where(end_on[:, None], end, begin)
    length = spans[:, 1] - spans[:, 0]
    line = np.column_stack([begin, np.where(turned[:, None], -way, way), length, np.arctan2(tell[:, 1], tell[:, 0]), span])
    return _Stretches(who, spans, np.ascontiguousarray(line), turned)


def _parted_at_the_eye(who: np.ndarray, spans: np.ndarray, a: np.ndarray, way: np.ndarray) -> tuple[np.ndarray, ...]:
    """Stretches that run through the eye become two, each seen at one bearing."""
    foot = -(a * way).sum(axis=1)
    beside = np.abs(a[:, 0] * way[:, 1] - a[:, 1] * way[:, 0])
    through = (beside < 1e-7) & (foot > spans[:, 0]) & (foot < spans[:, 1])
    if not through.any():
        return who, spans, a, way
    row = np.repeat(np.arange(len(who)), 1 + through)
    second = np.r_[False, row[1:] == row[:-1]]
    first = np.r_[second[1:], False]
    spans = spans[row].copy()
    spans[first, 1], spans[second, 0] = foot[row[first]], foot[row[second]]
    return who[row], spans, a[row], way[row]


def _search(stretch: _Stretches, count: int, width: np.ndarray, feedback: Feedback) -> np.ndarray:
    from app.analysis.bearing_kernel import search

    start = np.searchsorted(stretch.who[:, 0], np.arange(count + 1))
    parts = in_parts(count, PART, lambda i, j: search(stretch.line, start[i : j + 1], width[i:j]), feedback)
    return np.concatenate(parts)


def _within(stretch: _Stretches, known: Pieces, angle: np.ndarray, width: np.ndarray) -> Seen:
    """The street inside the windows."""
    from app.analysis.bearing_kernel import inside

    row, part = inside(stretch.line, np.ascontiguousarray(stretch.who[:, 0]), angle, width)
    from_begin = stretch.spans[row, :1] + part
    from_end = stretch.spans[row, 1:] - part[:, ::-1]
    return gathered(known, stretch.who[row], np.where(stretch.turned[row, None], from_end, from_begin))


def _bearing(angle: np.ndarray, width_deg: np.ndarray) -> np.ndarray:
    """The first bearing clockwise of a window given by its first angle counter-clockwise."""
    return (90.0 - np.degrees(angle) - width_deg) % 360.0
