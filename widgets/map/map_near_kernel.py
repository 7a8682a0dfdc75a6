"""Who lies near a box, and who is the first in a cell: looked up in compiled loops, the interpreter free all the while."""

from __future__ import annotations

import numpy as np

from app.analysis.compiled import njit


@njit("void(f8[:, ::1], f8[::1], i8, u2[::1], f8[::1])", nogil=True, cache=True, error_model="numpy")
def cells(box, grid, side, cell, reach):  # type: ignore[no-untyped-def]
    """The cell of each box's middle in a grid (west, south, step x, step y) and half of its longer side; points are boxes too."""
    east, north = box.shape[1] - 2, box.shape[1] - 1
    for i in range(len(box)):
        x, y = (box[i, 0] + box[i, east]) / 2, (box[i, 1] + box[i, north]) / 2
        column = min(max((x - grid[0]) / grid[2], 0.0), side - 1.0)
        row = min(max((y - grid[1]) / grid[3], 0.0), side - 1.0)
        cell[i] = np.uint16(int(row) * side + int(column))
        reach[i] = max(box[i, east] - box[i, 0], box[i, north] - box[i, 1]) / 2


@njit("i8[::1](f8[:, ::1], i4[::1], i8[::1], i4[::1], i8[::1], i8, f8[::1])", nogil=True, cache=True, error_model="numpy")
def touching(box, order, first, large, block, side, asked):  # type: ignore[no-untyped-def]
    """The numbers of the boxes in a block of cells (left, right, low, high), and of the large ones, that touch a box; not sorted."""
    east, north = box.shape[1] - 2, box.shape[1] - 1
    count = len(large)
    for row in range(block[2], block[3] + 1):
        count += first[row * side + block[1] + 1] - first[row * side + block[0]]
    found, many = np.empty(count, np.int64), 0
    for row in range(block[2], block[3] + 1):
        for place in range(first[row * side + block[0]], first[row * side + block[1] + 1]):
            i = order[place]
            if box[i, 0] <= asked[2] and box[i, east] >= asked[0] and box[i, 1] <= asked[3] and box[i, north] >= asked[1]:
                found[many] = i
                many += 1
    for i in large:
        if box[i, 0] <= asked[2] and box[i, east] >= asked[0] and box[i, 1] <= asked[3] and box[i, north] >= asked[1]:
            found[many] = i
            many += 1
    return found[:many].copy()


@njit("i8[::1](f8[:, ::1], f8[::1])", nogil=True, cache=True, error_model="numpy")
def touching_all(box, asked):  # type: ignore[no-untyped-def]
    """The same by looking at every box, in order."""
    east, north = box.shape[1] - 2, box.shape[1] - 1
    found, many = np.empty(len(box), np.int64), 0
    for i in range(len(box)):
        if box[i, 0] <= asked[2] and box[i, east] >= asked[0] and box[i, 1] <= asked[3] and box[i, north] >= asked[1]:
            found[many] = i
            many += 1
    return found[:many].copy()


@njit("i8[::1](f8[:, ::1], f8, f8[::1], b1[:, ::1])", nogil=True, cache=True, error_model="numpy")
def firsts(xy, cell_m, low, taken):  # type: ignore[no-untyped-def]
    """The numbers of the points that are the first in their cell, in order; ``low``: the first column and row of the cells."""
    found, many = np.empty(len(xy), np.int64), 0
    for i in range(len(xy)):
        column, row = int(np.floor(xy[i, 0] / cell_m) - low[0]), int(np.floor(xy[i, 1] / cell_m) - low[1])
        if not taken[row, column]:
            taken[row, column] = True
            found[many] = i
            many += 1
    return found[:many].copy()
