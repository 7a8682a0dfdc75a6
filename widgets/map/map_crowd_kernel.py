"""Crowds of areas and thin lines painted into a raster of shares, 0 to 1: how much of each pixel is covered, exactly.

Each edge leaves behind how much it covers to its right, and one sum along each row tells the share of every pixel (signed areas, as in
font-rs by Raph Levien, https://github.com/raphlinus/font-rs). No pixel is looked at twice and the interpreter is free all the while.
``turn`` holds six numbers: pixel x = t0 * x + t1 * y + t2, pixel y = t3 * x + t4 * y + t5.
"""

from __future__ import annotations

from math import ceil, cos, floor, hypot, sin, sqrt

import numpy as np

from app.analysis.compiled import njit

# Half the width in pixels from which one sees how the corners of a line are made.
ROUND_FROM = 2.25


@njit("void(f4[:, ::1], f8, f8, f8, f8)", nogil=True, cache=True, error_model="numpy")
def _edge_inside(raster, x0, y0, x1, y1):  # type: ignore[no-untyped-def]
    """Leave what one edge covers; it lies within the raster's width."""
    height, width = raster.shape[0], raster.shape[1] - 2
    sign = 1.0
    if y0 > y1:
        sign, x0, y0, x1, y1 = -1.0, x1, y1, x0, y0
    if y1 <= 0.0 or y0 >= height or y0 == y1:
        return
    slope = (x1 - x0) / (y1 - y0)
    x = x0
    if y0 < 0.0:
        x -= y0 * slope
        y0 = 0.0
    x = min(max(x, 0.0), float(width))
    for row in range(int(y0), min(height, ceil(y1))):
        dy = min(row + 1.0, y1) - max(float(row), y0)
        end = min(max(x + slope * dy, 0.0), float(width))
        d = dy * sign
        low, high = (x, end) if x < end else (end, x)
        first, last = floor(low), ceil(high)
        if last <= first + 1:
            middle = 0.5 * (x + end) - first
            raster[row, first] += d - d * middle
            raster[row, first + 1] += d * middle
        else:
            share = 1.0 / (high - low)
            left, right = low - first, high - last + 1.0
            a0, am = 0.5 * share * (1.0 - left) ** 2, 0.5 * share * right**2
            raster[row, first] += d * a0
            if last == first + 2:
                raster[row, first + 1] += d * (1.0 - a0 - am)
            else:
                a1 = share * (1.5 - left)
                raster[row, first + 1] += d * (a1 - a0)
                for column in range(first + 2, last - 1):
                    raster[row, column] += d * share
                a2 = a1 + (last - first - 3) * share
                raster[row, last - 1] += d * (1.0 - a2 - am)
            raster[row, last] += d * am
        x = end


@njit("void(f4[:, ::1], f8, f8, f8, f8)", nogil=True, cache=True, error_model="numpy")
def _edge(raster, x0, y0, x1, y1):  # type: ignore[no-untyped-def]
    """One edge, cut where it crosses the left and right side: what lies left covers all, what lies right covers nothing."""
    width = float(raster.shape[1] - 2)
    if (y0 <= 0.0 and y1 <= 0.0) or (y0 >= raster.shape[0] and y1 >= raster.shape[0]) or (x0 >= width and x1 >= width):
        return
    if x0 <= 0.0 and x1 <= 0.0:
        _edge_inside(raster, 0.0, y0, 0.0, y1)
        return
    if (x0 < 0.0) != (x1 < 0.0):
        y = y0 + (y1 - y0) * (0.0 - x0) / (x1 - x0)
        if x0 < 0.0:
            _edge_inside(raster, 0.0, y0, 0.0, y)
            x0, y0 = 0.0, y
        else:
            _edge_inside(raster, 0.0, y, 0.0, y1)
            x1, y1 = 0.0, y
    if (x0 > width) != (x1 > width):
        y = y0 + (y1 - y0) * (width - x0) / (x1 - x0)
        if x0 > width:
            x0, y0 = width, y
        else:
            x1, y1 = width, y
    _edge_inside(raster, min(x0, width), y0, min(x1, width), y1)


@njit("void(f4[:, ::1], f8[:, ::1], i8[::1], i8[::1], f8[::1])", nogil=True, cache=True, error_model="numpy")
def fill(raster, xy, start, picked, turn):  # type: ignore[no-untyped-def]
    """Cover what lies inside rings; a ring that runs the other way takes away."""
    for part in picked:
        first, last = start[part], start[part + 1]
        if last - first < 3:
            continue
        x, y = xy[last - 1, 0], xy[last - 1, 1]
        x0, y0 = turn[0] * x + turn[1] * y + turn[2], turn[3] * x + turn[4] * y + turn[5]
        for corner in range(first, last):
            x, y = xy[corner, 0], xy[corner, 1]
            x1, y1 = turn[0] * x + turn[1] * y + turn[2], turn[3] * x + turn[4] * y + turn[5]
            _edge(raster, x0, y0, x1, y1)
            x0, y0 = x1, y1


@njit("void(f4[:, ::1], f8, f8, f8)", nogil=True, cache=True, error_model="numpy")
def _disc(raster, x, y, r):  # type: ignore[no-untyped-def]
    """A disc of sixteen corners, which runs the same way as the bars."""
    px, py = x + r, y
    for corner in range(1, 17):
        angle = -corner * 0.39269908169872414
        qx, qy = x + r * cos(angle), y + r * sin(angle)
        _edge(raster, px, py, qx, qy)
        px, py = qx, qy


@njit("void(f4[:, ::1], f8[:, ::1], i8[::1], i8[::1], f8[::1], f8[::1])", nogil=True, cache=True, error_model="numpy")
def stroke(raster, xy, start, picked, half, turn):  # type: ignore[no-untyped-def]
    """Cover lines, each segment a bar of its own, wide ones with round corners; ``half``: half the width in pixels of each part picked."""
    for number, part in enumerate(picked):
        first, last, r = start[part], start[part + 1], half[number]
        x, y = xy[first, 0], xy[first, 1]
        x0, y0 = turn[0] * x + turn[1] * y + turn[2], turn[3] * x + turn[4] * y + turn[5]
        for corner in range(first + 1, last):
            x, y = xy[corner, 0], xy[corner, 1]
            x1, y1 = turn[0] * x + turn[1] * y + turn[2], turn[3] * x + turn[4] * y + turn[5]
            long = hypot(x1 - x0, y1 - y0)
            if long > 1e-9:
                ux, uy = (x1 - x0) / long * r, (y1 - y0) / long * r
                # The two ends of a line reach on by half its width, so that streets meet without a notch.
                ax, ay = (x0 - ux, y0 - uy) if corner == first + 1 and r <= ROUND_FROM else (x0, y0)
                bx, by = (x1 + ux, y1 + uy) if corner == last - 1 and r <= ROUND_FROM else (x1, y1)
                _edge(raster, ax - uy, ay + ux, bx - uy, by + ux)
                _edge(raster, bx - uy, by + ux, bx + uy, by - ux)
                _edge(raster, bx + uy, by - ux, ax + uy, ay - ux)
                _edge(raster, ax + uy, ay - ux, ax - uy, ay + ux)
            if r > ROUND_FROM:
                _disc(raster, x0, y0, r)
            x0, y0 = x1, y1
        if r > ROUND_FROM:
            _disc(raster, x0, y0, r)


@njit("void(f4[:, ::1], f8[:, ::1], f8[::1], i8[::1], f8[::1])", nogil=True, cache=True, error_model="numpy")
def sprinkle(raster, box, area, picked, turn):  # type: ignore[no-untyped-def]
    """Spread the area of things no larger than a pixel over the four pixels nearest to their middle."""
    height, width = raster.shape
    px_m2 = abs(turn[0] * turn[4] - turn[1] * turn[3])
    for part in picked:
        mx, my = (box[part, 0] + box[part, 2]) / 2, (box[part, 1] + box[part, 3]) / 2
        x, y = turn[0] * mx + turn[1] * my + turn[2] - 0.5, turn[3] * mx + turn[4] * my + turn[5] - 0.5
        column, row = floor(x), floor(y)
        sx, sy = x - column, y - row
        share = area[part] * px_m2
        for down in range(2):
            for right in range(2):
                if 0 <= row + down < height and 0 <= column + right < width:
                    raster[row + down, column + right] += share * (sx if right else 1.0 - sx) * (sy if down else 1.0 - sy)


@njit("void(f4[:, ::1], f8[:, ::1], f8)", nogil=True, cache=True, error_model="numpy")
def dots(raster, xy, r):  # type: ignore[no-untyped-def]
    """Cover round dots about places in pixels; shares as they are, nothing is left to be added up."""
    height, width = raster.shape[0], raster.shape[1] - 2
    for number in range(len(xy)):
        x, y = xy[number, 0], xy[number, 1]
        for row in range(max(0, floor(y - r - 0.5)), min(height, ceil(y + r + 0.5))):
            for column in range(max(0, floor(x - r - 0.5)), min(width, ceil(x + r + 0.5))):
                share = r + 0.5 - sqrt((column + 0.5 - x) ** 2 + (row + 0.5 - y) ** 2)
                if share > 0.0:
                    raster[row, column] += min(share, 1.0) * (1.0 - raster[row, column])


@njit("void(f4[:, ::1], u4[::1], u4[:, ::1], b1)", nogil=True, cache=True, error_model="numpy")
def coloured(raster, inks, picture, summed):  # type: ignore[no-untyped-def]
    """A raster as pixels: ``inks`` has a pixel for each of 256 shares; ``summed``: shares as they are, else still to be added up."""
    for row in range(picture.shape[0]):
        covered = 0.0
        for column in range(picture.shape[1]):
            covered = raster[row, column] if summed else covered + raster[row, column]
            picture[row, column] = inks[int(min(abs(covered), 1.0) * 255.0 + 0.5)]


def raster(width: int, height: int) -> np.ndarray:
    """An empty raster; it is two columns wider than the picture, for what runs over the right side."""
    return np.zeros((height, width + 2), np.float32)
