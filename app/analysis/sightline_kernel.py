"""Views against streets, compiled: which stretches of straight lines lie inside the wedges of a view.

All compiled helpers of one kernel stand in this one file: the compiled code is kept by the date of the file.
"""

from __future__ import annotations

import math

import numpy as np

from app.analysis.compiled import njit

# Stretches nearer than this to each other are one; shorter ones are none. A line this near to a side of a wedge lies in it.
TOUCH_M = 1e-9


# Divisions are never by zero here: without the check the compiler has half the work. Nobody calls a part from outside.
part = njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)


@part
def _keep(low, high, inside0, inside1, length, slack):
    """Cut the stretch low..high of a line to where a linear function (its values at both ends given) is not negative."""
    if inside0 >= -slack and inside1 >= -slack:
        return low, high
    if inside0 <= 0.0 and inside1 <= 0.0:
        return 1.0, 0.0
    at = length * inside0 / (inside0 - inside1)
    if inside0 < 0.0:
        return max(low, at), high
    return low, min(high, at)


@part
def _inside(w, i, ax, ay, bx, by, length):
    """The stretch of the line a..b inside wedge i; low > high where there is none."""
    px, py, qx, qy = w[i, 0], w[i, 1], w[i, 2], w[i, 3]
    a0, b0 = px * ay - py * ax, px * by - py * bx
    slack = TOUCH_M * (abs(px) + abs(py))
    if a0 < -slack and b0 < -slack:
        return 1.0, 0.0
    a1, b1 = ax * qy - ay * qx, bx * qy - by * qx
    slack1 = TOUCH_M * (abs(qx) + abs(qy))
    if a1 < -slack1 and b1 < -slack1:
        return 1.0, 0.0
    low, high = _keep(0.0, length, a0, b0, length, slack)
    low, high = _keep(low, high, a1, b1, length, slack1)
    dx, dy = qx - px, qy - py
    low, high = _keep(
        low, high, dx * (ay - py) - dy * (ax - px), dx * (by - py) - dy * (bx - px), length, TOUCH_M * (abs(dx) + abs(dy))
    )
    nx, ny = w[i, 4], w[i, 5]
    if nx != 0.0 or ny != 0.0:
        dx, dy = w[i, 6] - nx, w[i, 7] - ny
        a3, b3 = dy * (ax - nx) - dx * (ay - ny), dy * (bx - nx) - dx * (by - ny)
        low, high = _keep(low, high, a3, b3, length, TOUCH_M * (abs(dx) + abs(dy)))
    return low, high


@part
def _join(spans, first, k):
    """Sort the stretches first..k and join those that touch; returns how far they reach now."""
    for i in range(first + 1, k):
        j = i
        while j > first and spans[j - 1, 0] > spans[j, 0]:
            for c in range(2):
                spans[j - 1, c], spans[j, c] = spans[j, c], spans[j - 1, c]
            j -= 1
    last = first - 1
    for i in range(first, k):
        if last >= first and spans[i, 0] <= spans[last, 1] + TOUCH_M:
            spans[last, 1] = max(spans[last, 1], spans[i, 1])
        else:
            last += 1
            spans[last, 0], spans[last, 1] = spans[i, 0], spans[i, 1]
    end = first
    for i in range(first, last + 1):
        if spans[i, 1] - spans[i, 0] > TOUCH_M:
            spans[end, 0], spans[end, 1] = spans[i, 0], spans[i, 1]
            end += 1
    return end


@part
def _wider(array, used):
    wider = np.empty((2 * len(array), 4))
    for k in range(used):
        for c in range(4):
            wider[k, c] = array[k, c]
    return wider


@part
def _first(key, wanted):
    """The first row of the sorted keys that is not below ``wanted``."""
    low, high = 0, len(key)
    while low < high:
        mid = (low + high) // 2
        if key[mid] < wanted:
            low = mid + 1
        else:
            high = mid
    return low


@njit(
    "Tuple((f8[:, ::1], i8))(f8[:, ::1], i8[::1], f8[:, ::1], f8[::1], i8[::1], f8[:, ::1], i8[::1], f8[::1])",
    cache=True,
    nogil=True,
    error_model="numpy",
)
def clip(wedge, start, eye, reach, key, line, item, frame):
    """The stretches of the lines of a grid inside views: rows of from and to in metres along the line, view, item; and how many.

    ``wedge`` (k, 8), ``start`` (n + 1,) and ``eye`` (n, 2) as in `Views`, ``reach`` (n,) the farthest any view gets.
    """
    spans = np.empty((64 * len(eye) + 256, 4))
    ox, oy, cell, columns, rows = frame[0], frame[1], frame[2], np.int64(frame[3]), np.int64(frame[4])
    k = np.int64(0)
    for n in range(len(eye)):
        ex, ey, r = eye[n, 0], eye[n, 1], reach[n]
        if start[n + 1] == start[n]:
            continue
        x0 = np.int64(max(math.floor((ex - r - ox) / cell), 0.0))
        x1 = np.int64(min(math.floor((ex + r - ox) / cell), columns - 1.0))
        y0 = np.int64(max(math.floor((ey - r - oy) / cell), 0.0))
        y1 = np.int64(min(math.floor((ey + r - oy) / cell), rows - 1.0))
        for row in range(y0, y1 + 1):
            i = _first(key, row * columns + x0)
            while i < len(key) and key[i] <= row * columns + x1:
                ax, ay, bx, by = line[i, 0], line[i, 1], line[i, 2], line[i, 3]
                # A line that lies in several cells is taken in the first of them only.
                cx = max(np.int64(math.floor((min(ax, bx) - ox) / cell)), x0)
                cy = max(np.int64(math.floor((min(ay, by) - oy) / cell)), y0)
                mine, found = key[i] == cy * columns + cx, item[i]
                i += 1
                ax, ay, bx, by = ax - ex, ay - ey, bx - ex, by - ey
                length = math.hypot(bx - ax, by - ay)
                if not mine or length == 0.0:
                    continue
                # The place on the line nearest to the eye tells whether any of it can be seen.
                dx, dy = (bx - ax) / length, (by - ay) / length
                along = min(max(-(ax * dx + ay * dy), 0.0), length)
                if math.hypot(ax + along * dx, ay + along * dy) > r * 1.001:
                    continue
                first = k
                for w in range(start[n], start[n + 1]):
                    low, high = _inside(wedge, w, ax, ay, bx, by, length)
                    if low >= high:
                        continue
                    if k > first and low <= spans[k - 1, 1] + TOUCH_M and high >= spans[k - 1, 0] - TOUCH_M:
                        spans[k - 1, 0], spans[k - 1, 1] = min(low, spans[k - 1, 0]), max(high, spans[k - 1, 1])
                        continue
                    if k == len(spans):
                        spans = _wider(spans, k)
                    spans[k, 0], spans[k, 1] = low, high
                    k += 1
                k = _join(spans, first, k)
                for j in range(first, k):
                    spans[j, 2] = n
                    spans[j, 3] = found
    return spans, k
