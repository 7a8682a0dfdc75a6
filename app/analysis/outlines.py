"""Views as polygons, for drawing and for areas on paper."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from app.analysis.views import Views

# Corners nearer than this are one corner in the drawing; directions nearer than this (radians) are one direction.
SAME_M = 1e-7
SAME_RAD = 1e-8


def to_polygons(views: Views) -> np.ndarray:
    """The views as valid shapely polygons (n,), a ring where the mast's foot is blind, several parts where walls part them.

    A view that sees nothing is an empty polygon; no views give an empty array.
    """
    import shapely

    count = len(views)
    if len(views.wedge) == 0:
        return np.array([shapely.Polygon()] * count, dtype=object)
    over = _over_each_other(views)
    if over.any():
        out = np.empty(count, dtype=object)
        out[over], out[~over] = _united(views.only(over)), to_polygons(views.only(~over))
        return out
    w, closed = _in_order(views)
    follows = _follows(w, views.owner)
    run = np.cumsum(~follows) - 1
    # A single wedge never goes all round, however its sides lie.
    whole = closed[views.owner[~follows]] & (np.bincount(run) > 2)
    shells, holes = _rings(w, views.eye[views.owner], run, whole)
    parts = shapely.polygons(shells, holes[:, None])
    owner = views.owner[~follows]
    out = np.full(count, shapely.Polygon(), dtype=object)
    single = (np.bincount(owner, minlength=count) == 1)[owner]
    out[owner[single]] = parts[single]
    shapely.multipolygons(parts[~single], indices=owner[~single], out=out)
    bad = ~shapely.is_valid(out)
    out[bad] = shapely.buffer(out[bad], 0.0)
    return out


def _over_each_other(views: Views) -> np.ndarray:
    """Which views (n,) have wedges behind each other, seen over a low wall: one of them begins before the last one ended."""
    a, b = views.wedge[:-1], views.wedge[1:]
    before = b[:, 0] * a[:, 3] - b[:, 1] * a[:, 2]
    after = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    far = np.hypot(b[:, 0], b[:, 1])
    behind = before > SAME_RAD * far * np.hypot(a[:, 2], a[:, 3])
    behind &= (after >= -SAME_RAD * far * np.hypot(a[:, 0], a[:, 1])) & (views.owner[1:] == views.owner[:-1])
    over = np.zeros(len(views), bool)
    over[views.owner[1:][behind]] = True
    return over


def _united(views: Views) -> np.ndarray:
    """The views as the unions of their layers, each of which has one wedge at most in any direction."""
    import shapely

    from app.analysis.views import Views

    layer = _layers(views)
    # A layer of a view as a view of its own.
    one, part = np.unique(np.column_stack([views.owner, layer]), axis=0, return_inverse=True)
    order = np.argsort(part.ravel(), kind="stable")
    start = np.concatenate([[0], np.cumsum(np.bincount(part.ravel(), minlength=len(one)))])
    flat = to_polygons(Views(views.eye[one[:, 0]], start, views.wedge[order], views.unbounded[one[:, 0]]))
    bounds = np.searchsorted(one[:, 0], np.arange(len(views) + 1)).tolist()
    return np.array([shapely.union_all(flat[first:last]) for first, last in pairwise(bounds)], dtype=object)


def _layers(views: Views) -> np.ndarray:
    """The layer (k,) of each wedge: the first in which the wedges before it have ended where it begins."""
    w = views.wedge
    begin, end = np.arctan2(w[:, 1] + 0.0, w[:, 0]), np.arctan2(w[:, 3] + 0.0, w[:, 2])
    begin[begin > end] -= 2 * np.pi
    layer = np.empty(len(w), np.int64)
    ended: list[float] = []
    now = -1
    for row, (view, first, last) in enumerate(zip(views.owner.tolist(), begin.tolist(), end.tolist(), strict=True)):
        if view != now:
            ended, now = [], view
        at = next((number for number, until in enumerate(ended) if until <= first + SAME_RAD), len(ended))
        ended[at : at + 1] = [last]
        layer[row] = at
    return layer


def _follows(w: np.ndarray, owner: np.ndarray) -> np.ndarray:
    """Which wedges begin where the one before them in the same view ends."""
    return np.r_[False, (owner[1:] == owner[:-1]) & _goes_on(w[:-1], w[1:])]


def _goes_on(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Which wedges b begin in the direction in which wedges a end, one not wholly behind the other."""
    beyond = np.hypot(a[:, 2], a[:, 3]) > np.hypot(b[:, 4], b[:, 5]) + SAME_M
    before = np.hypot(b[:, 0], b[:, 1]) > np.hypot(a[:, 6], a[:, 7]) + SAME_M
    return beyond & before & _same_way(a[:, 2:4], b[:, 0:2])


def _in_order(views: Views) -> tuple[np.ndarray, np.ndarray]:
    """The wedges, those of a view with gaps beginning after a gap; and which views close on themselves (n,)."""
    w, owner = views.wedge, views.owner
    seen = np.diff(views.start) > 0
    begin, end = views.start[:-1][seen], views.start[1:][seen] - 1
    closed = _goes_on(w[end], w[begin])
    run = np.cumsum(~_follows(w, owner))
    late = np.isin(run, run[begin][closed & (run[begin] != run[end])])
    whole = np.zeros(len(views), bool)
    whole[np.flatnonzero(seen)] = closed & (run[begin] == run[end])
    return w[np.lexsort((np.arange(len(w)) + late * len(w), owner))], whole


def _same_way(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    cross = a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]
    dot = (a * b).sum(axis=1)
    return (np.abs(cross) <= SAME_RAD * np.abs(dot)) & (dot > 0)


def _rings(w: np.ndarray, eye: np.ndarray, run: np.ndarray, whole: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The outer ring of each run, and its hole or None."""

    runs, row = len(whole), np.arange(len(w))
    far = np.stack([w[:, 0:2], w[:, 2:4]], axis=1) + eye[:, None, :]
    near = np.stack([w[:, 4:6], w[:, 6:8]], axis=1) + eye[:, None, :]
    # Out along the far side, back along the near side; a run all round has its near side as a hole instead.
    forth = np.stack([run * 2.0, row * 2.0], axis=1).repeat(2, axis=0)
    forth[1::2, 1] += 1
    open_ = ~whole[run].repeat(2)
    back = np.stack([run * 2.0 + 1, -row * 2.0], axis=1).repeat(2, axis=0)
    back[1::2, 1] -= 1
    xy = np.concatenate([far.reshape(-1, 2), near.reshape(-1, 2)[open_]])
    rank = np.concatenate([forth, back[open_]])
    ring = np.concatenate([run.repeat(2), run.repeat(2)[open_]])
    order = np.lexsort((rank[:, 1], rank[:, 0]))
    shells = np.empty(runs, dtype=object)
    _linear_rings(xy[order], ring[order], shells)
    blind = whole & (np.bincount(run, np.abs(w[:, 4:]).sum(axis=1), minlength=runs) > 0)
    holes = np.full(runs, None, dtype=object)
    _linear_rings(near[blind[run]].reshape(-1, 2), run[blind[run]].repeat(2), holes)
    return shells, holes


def _linear_rings(xy: np.ndarray, ring: np.ndarray, out: np.ndarray) -> None:
    """Put rings into the rows of ``out`` that ``ring`` (k,), rising, names for each corner; corners that coincide are one."""
    import shapely

    keep = np.ones(len(xy), bool)
    keep[1:] = (ring[1:] != ring[:-1]) | (np.abs(xy[1:] - xy[:-1]).max(axis=1) > SAME_M)
    # A sliver thinner than the drawing's grain keeps its corners: a ring needs at least three.
    keep |= (np.bincount(ring[keep], minlength=len(out)) < 3)[ring]
    shapely.linearrings(xy[keep], indices=ring[keep], out=out)
