"""A uniform grid over straight lines: whoever asks for a box meets only the lines near it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Grid:
    """Lines listed by the grid cells their boxes touch, cells in rising order of ``row * columns + column``.

    ``key`` (m,) int64 is the cell of an entry, ``line`` (m, 4) its x1, y1, x2, y2 in metres, ``item`` (m,) int64 the row of
    the line in the caller's array. Only cells that hold something are stored, so one stray far-off line costs nothing.
    """

    key: np.ndarray
    line: np.ndarray
    item: np.ndarray
    origin: tuple[float, float]
    cell_m: float
    columns: int
    rows: int

    @property
    def frame(self) -> np.ndarray:
        """Origin x and y, cell size, columns and rows as one float64 array, the way the kernels take it."""
        return np.array([*self.origin, self.cell_m, self.columns, self.rows], dtype=np.float64)


def split_long(lines: np.ndarray, longest_m: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cut lines longer than ``longest_m`` into equal parts.

    Returns the parts (m, 4), the row each comes from (m,) and the share of that line at which the part starts (m,).
    """
    length = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    parts = np.maximum(np.ceil(length / longest_m), 1.0).astype(np.int64)
    item = np.repeat(np.arange(len(lines)), parts)
    if len(item) == len(lines):
        return lines, item, np.zeros(len(lines))
    nth = np.arange(len(item)) - np.repeat(np.cumsum(parts) - parts, parts)
    start, end = nth / parts[item], (nth + 1) / parts[item]
    a, way = lines[item, :2], lines[item, 2:] - lines[item, :2]
    cut = np.hstack([a + way * start[:, None], a + way * end[:, None]])
    last = nth + 1 == parts[item]
    cut[last, 2:] = lines[item[last], 2:]
    return cut, item, start


def grid(lines: np.ndarray, cell_m: float) -> Grid:
    """The grid over lines (s, 4) of x1, y1, x2, y2 in metres; no lines give an empty grid that answers every box with nothing."""
    if len(lines) == 0:
        return Grid(np.empty(0, np.int64), np.empty((0, 4)), np.empty(0, np.int64), (0.0, 0.0), cell_m, 1, 1)
    low = np.minimum(lines[:, :2], lines[:, 2:])
    high = np.maximum(lines[:, :2], lines[:, 2:])
    ox, oy = low.min(axis=0)
    while True:
        c0 = np.floor((low - (ox, oy)) / cell_m).astype(np.int64)
        c1 = np.floor((high - (ox, oy)) / cell_m).astype(np.int64)
        wide = c1[:, 0] - c0[:, 0] + 1
        count = wide * (c1[:, 1] - c0[:, 1] + 1)
        # Coarser cells where lines are long, so that the table stays in proportion to what it holds.
        if count.sum() <= 6 * len(lines) + 10_000:
            break
        cell_m *= 2.0
    columns, rows = (int(c1[:, axis].max()) + 1 for axis in (0, 1))
    item = np.repeat(np.arange(len(lines)), count)
    nth = np.arange(len(item)) - np.repeat(np.cumsum(count) - count, count)
    key = (c0[item, 1] + nth // wide[item]) * columns + c0[item, 0] + nth % wide[item]
    order = np.argsort(key, kind="stable")
    item = item[order]
    return Grid(key[order], np.ascontiguousarray(lines[item]), item, (float(ox), float(oy)), float(cell_m), columns, rows)
