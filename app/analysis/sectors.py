"""Views cut to a range of bearings, for drawing what a camera would see if it looked that way."""

from __future__ import annotations

import numpy as np

from app.analysis.views import Views

# A window is cut into parts of at most this angle, each of them the room between two half planes.
PART_DEG = 120.0


def within_bearings(views: Views, from_deg: np.ndarray | float, width_deg: np.ndarray | float) -> Views:
    """The views cut to the bearings ``from_deg`` to ``from_deg + width_deg`` clockwise; from 360 degrees on all of the view stays.

    Both are one number or one for each view (n,). A width of 0 leaves nothing.
    """
    width = np.clip(np.broadcast_to(np.asarray(width_deg, float), len(views)), 0.0, 360.0)
    first = np.radians(90.0 - np.broadcast_to(np.asarray(from_deg, float), len(views)) - width)
    parts = np.ceil(width / PART_DEG).astype(np.int64)
    wedges, owners, ranks = [], [], []
    for part in range(3):
        mine = part < parts
        step = np.radians(width) / np.maximum(parts, 1)
        begin, end = first + part * step, first + (part + 1) * step
        row = np.flatnonzero(mine[views.owner])
        row, w = _left_of(row, views.wedge[row], begin[views.owner[row]], 1.0)
        row, w = _left_of(row, w, end[views.owner[row]], -1.0)
        angle = (np.arctan2(w[:, 1], w[:, 0]) - begin[views.owner[row]] + 1e-9) % (2 * np.pi)
        wedges.append(w)
        owners.append(views.owner[row])
        ranks.append(part * 10.0 + angle)
    owner = np.concatenate(owners)
    order = np.lexsort((np.concatenate(ranks), owner))
    start = np.searchsorted(owner[order], np.arange(len(views) + 1))
    return Views(views.eye, start, np.concatenate(wedges)[order], views.unbounded)


def _left_of(row: np.ndarray, w: np.ndarray, angle: np.ndarray, side: float) -> tuple[np.ndarray, np.ndarray]:
    """The parts of wedges (k, 8) to the left (side 1) or right (side -1) of a ray from the eye; what lies beyond is dropped."""
    ux, uy = side * np.cos(angle), side * np.sin(angle)
    share0, share1 = _kept(ux * w[:, 1] - uy * w[:, 0], ux * w[:, 3] - uy * w[:, 2])
    keep = share1 - share0 > 1e-12
    near0, near1 = _kept(ux * w[:, 5] - uy * w[:, 4], ux * w[:, 7] - uy * w[:, 6])
    cut = w.copy()
    for column, low, high in ((0, share0, share1), (1, share0, share1), (4, near0, near1), (5, near0, near1)):
        a, way = w[:, column], w[:, column + 2] - w[:, column]
        cut[:, column], cut[:, column + 2] = a + low * way, np.where(high == 1.0, w[:, column + 2], a + high * way)
    return row[keep], cut[keep]


def _kept(c0: np.ndarray, c1: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where a linear function with these values at both ends of a way is not negative: shares from, to; from > to if nowhere."""
    with np.errstate(divide="ignore", invalid="ignore"):
        at = c0 / (c0 - c1)
    low = np.where(c0 >= 0.0, 0.0, np.where(c1 > 0.0, at, 1.0))
    high = np.where(c1 >= 0.0, 1.0, np.where(c0 > 0.0, at, 0.0))
    return low, high
