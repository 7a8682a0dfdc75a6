"""The angular sweep, compiled: which wall stops which line of sight.

Seen from the eye, a wall on the line ``n . p = d`` stands at distance r with ``1 / r = (n / d) . u`` in direction u. So a wall is
a *piece*: a range of directions and the vector ``n / d``; the nearest wall everywhere is the upper envelope of all pieces.
Envelopes of halves are merged (divide and conquer, O(n log n)); walls that cross, touch or repeat need no special case, and
directions at wall ends are the ends themselves, never a rounded angle. Everything here is relative to the eye, in metres.

All compiled helpers of one kernel stand in this one file: the compiled code is kept by the date of the file.
"""

from __future__ import annotations

import math

import numpy as np

from app.analysis.compiled import njit

# Columns of a piece: angle from, angle to, direction from (x, y), direction to (x, y), vector n / d (x, y).
PIECE = 8
# An eye nearer than this to the line of a wall sees the wall edge-on: it hides nothing.
EDGE_ON_M = 1e-9
SAME = 1e-12
# Narrower wedges (a millionth of a micrometre at 100 m) are left out. Radians.
SLIVER = 1e-12


def unit_circle(sides: int) -> np.ndarray:
    """The polygon of ``sides`` sides with the area of the unit circle, as pieces; due west is its first corner."""
    step = 2.0 * math.pi / sides
    apothem = math.sqrt(step / math.sin(step)) * math.cos(step / 2.0)
    corner = -math.pi + np.arange(sides + 1) * step
    corner[-1] = math.pi
    x, y = np.cos(corner), np.sin(corner)
    x[[0, -1]], y[[0, -1]] = -1.0, 0.0
    mid = corner[:-1] + step / 2.0
    return np.column_stack([corner[:-1], corner[1:], x[:-1], y[:-1], x[1:], y[1:], np.cos(mid) / apothem, np.sin(mid) / apothem])


# Divisions are never by zero here: without the check the compiler has half the work. Nobody calls a part from outside.
part = njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)


@part
def _lay(out, k, first, t0, t1, ux, uy, vx, vy, a, b):
    """Append a piece to the envelope that began at row ``first``, or lengthen its last piece where the wall is the same."""
    if t1 - t0 <= SLIVER:
        return k
    if k > first and out[k - 1, 6] == a and out[k - 1, 7] == b and out[k - 1, 1] == t0:
        out[k - 1, 1], out[k - 1, 4], out[k - 1, 5] = t1, vx, vy
        return k
    out[k, 0] = t0
    out[k, 1] = t1
    out[k, 2] = ux
    out[k, 3] = uy
    out[k, 4] = vx
    out[k, 5] = vy
    out[k, 6] = a
    out[k, 7] = b
    return k + 1


@part
def _wall(out, k, px, py, qx, qy):
    """Add the wall from p to q as one piece, or two where it crosses the cut at 180 degrees."""
    cross = px * qy - py * qx
    if cross * cross <= EDGE_ON_M * EDGE_ON_M * ((qx - px) ** 2 + (qy - py) ** 2):
        return k
    if cross < 0.0:
        px, py, qx, qy, cross = qx, qy, px, py, -cross
    a, b = (qy - py) / cross, (px - qx) / cross
    # Adding 0.0 turns a negative zero into zero, so that due west is always +180 degrees.
    t0, t1 = math.atan2(py + 0.0, px), math.atan2(qy + 0.0, qx)
    p, q = math.hypot(px, py), math.hypot(qx, qy)
    ux, uy, vx, vy = px / p, py / p, qx / q, qy / q
    if t0 <= t1:
        return _lay(out, k, k, t0, t1, ux, uy, vx, vy, a, b)
    k = _lay(out, k, k, t0, math.pi, ux, uy, -1.0, 0.0, a, b)
    return _lay(out, k, k, -math.pi, t1, -1.0, 0.0, vx, vy, a, b)


@part
def _crossing(a, b, c, d, ux, uy, vx, vy, t0, t1):
    """The direction between u and v in which two pieces stand equally far: angle and unit vector."""
    x, y = d - b, a - c
    size = math.hypot(x, y)
    x, y = x / size, y / size
    if x * (ux + vx) + y * (uy + vy) < 0.0:
        x, y = -x, -y
    return min(max(math.atan2(y + 0.0, x), t0), t1), x, y


@part
def _higher(out, k, first, t0, t1, ux, uy, vx, vy, a, b, c, d):
    """Append the nearer of two pieces between two directions, cut where they cross."""
    f0, f1, g0, g1 = a * ux + b * uy, a * vx + b * vy, c * ux + d * uy, c * vx + d * vy
    low, high = f0 - g0, f1 - g1
    e0, e1 = SAME * (abs(f0) + abs(g0)), SAME * (abs(f1) + abs(g1))
    if low >= -e0 and high >= -e1:
        return _lay(out, k, first, t0, t1, ux, uy, vx, vy, a, b)
    if low <= e0 and high <= e1:
        return _lay(out, k, first, t0, t1, ux, uy, vx, vy, c, d)
    mid, mx, my = _crossing(a, b, c, d, ux, uy, vx, vy, t0, t1)
    if low > 0.0:
        k = _lay(out, k, first, t0, mid, ux, uy, mx, my, a, b)
        return _lay(out, k, first, mid, t1, mx, my, vx, vy, c, d)
    k = _lay(out, k, first, t0, mid, ux, uy, mx, my, c, d)
    return _lay(out, k, first, mid, t1, mx, my, vx, vy, a, b)


@part
def _merge(A, i, ie, B, j, je, out, first, inside):
    """The upper envelope of two envelopes A[i:ie] and B[j:je] into out[first:]; ``inside``: only where B is defined."""
    k, at, ax, ay = first, -10.0, 0.0, 0.0
    while i < ie or j < je:
        if i < ie and A[i, 1] <= at:
            i += 1
            continue
        if j < je and B[j, 1] <= at:
            j += 1
            continue
        if j >= je and inside:
            break
        sa = max(A[i, 0], at) if i < ie else 20.0
        sb = max(B[j, 0], at) if j < je else 20.0
        start = min(sa, sb)
        in_a, in_b = sa <= start, sb <= start
        if start > at:
            ax, ay = (A[i, 2], A[i, 3]) if in_a else (B[j, 2], B[j, 3])
        # The next direction in which anything begins or ends.
        end, ex, ey = 20.0, 0.0, 0.0
        if i < ie:
            end, ex, ey = (A[i, 1], A[i, 4], A[i, 5]) if in_a else (sa, A[i, 2], A[i, 3])
        if j < je:
            other = B[j, 1] if in_b else sb
            if other < end:
                end = other
                ex, ey = (B[j, 4], B[j, 5]) if in_b else (B[j, 2], B[j, 3])
        if in_a and in_b:
            k = _higher(out, k, first, start, end, ax, ay, ex, ey, A[i, 6], A[i, 7], B[j, 6], B[j, 7])
        elif in_b:
            k = _lay(out, k, first, start, end, ax, ay, ex, ey, B[j, 6], B[j, 7])
        elif not inside:
            k = _lay(out, k, first, start, end, ax, ay, ex, ey, A[i, 6], A[i, 7])
        at, ax, ay = end, ex, ey
    return k


@part
def _grown(array, used, needed):
    """The array, or a copy at least twice as long where ``needed`` rows do not fit."""
    if needed <= len(array):
        return array
    wider = np.empty((max(needed, 2 * len(array)), PIECE))
    for k in range(used):
        # Plain loops instead of slices: the compiler needs a fraction of the time for them.
        for c in range(PIECE):
            wider[k, c] = array[k, c]
    return wider


@part
def _envelope(X, n, Y):
    """The upper envelope of the n single pieces in X by merging halves; Y is spare room. Returns envelope, count, spare."""
    no = np.bool_(False)
    starts, ends = np.empty(n, np.int64), np.empty(n, np.int64)
    for r in range(n):
        starts[r], ends[r] = r, r + 1
    while n > 1:
        k, m = np.int64(0), 0
        for r in range(0, n, 2):
            last = r + 1 == n
            i, ie = starts[r], ends[r]
            j, je = (ie, ie) if last else (starts[r + 1], ends[r + 1])
            # Two envelopes of a and b pieces cut the circle in at most 2 (a + b) stretches, each crossed at most once.
            Y = _grown(Y, k, k + 4 * (ie - i + je - j) + 4)
            first = k
            k = _merge(X, i, ie, X, j, je, Y, k, no)
            starts[m], ends[m] = first, k
            m += 1
        X, Y, n = Y, X, m
    return X, (ends[0] if n == 1 else 0), Y


@part
def _scaled(unit, size, out):
    for k in range(len(unit)):
        for c in range(6):
            out[k, c] = unit[k, c]
        out[k, 6] = unit[k, 6] / size
        out[k, 7] = unit[k, 7] / size
    return len(unit)


@part
def _trapezoid(hx, hy, near, far, half_near, half_far, outer, inner):
    """The far and the near sides of a camera's trapezoid as pieces in rising angle; returns their counts."""
    n, m = np.int64(0), np.int64(0)
    # Counter-clockwise from the near right corner: depth along the heading and offset to its left.
    d, o = near, -half_near
    for side in range(4):
        e, f = (far, -half_far) if side == 0 else (far, half_far) if side == 1 else (near, half_near)
        if side == 3:
            e, f = near, -half_near
        px, py, qx, qy = d * hx - o * hy, d * hy + o * hx, e * hx - f * hy, e * hy + f * hx
        if px * qy - py * qx > 0.0:
            n = _wall(outer, n, px, py, qx, qy)
        else:
            m = _wall(inner, m, px, py, qx, qy)
        d, o = e, f
    _sort(outer, n)
    _sort(inner, m)
    return n, m


@part
def _sort(pieces, n):
    for i in range(1, n):
        j = i
        while j > 0 and pieces[j - 1, 0] > pieces[j, 0]:
            for c in range(PIECE):
                pieces[j - 1, c], pieces[j, c] = pieces[j, c], pieces[j - 1, c]
            j -= 1


@part
def _distance2(px, py, qx, qy):
    """The square of the distance from the eye to a wall."""
    dx, dy = qx - px, qy - py
    t = -(px * dx + py * dy) / (dx * dx + dy * dy)
    t = min(max(t, 0.0), 1.0)
    return (px + t * dx) ** 2 + (py + t * dy) ** 2


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


@part
def _gather(key, line, frame, ex, ey, reach, hx, hy, far, out):
    """The walls within ``reach`` (and, with a heading, ahead and nearer than ``far``) as pieces; returns room and count."""
    ox, oy, cell = frame[0], frame[1], frame[2]
    columns, rows = np.int64(frame[3]), np.int64(frame[4])
    x0 = np.int64(max(math.floor((ex - reach - ox) / cell), 0.0))
    x1 = np.int64(min(math.floor((ex + reach - ox) / cell), columns - 1.0))
    y0 = np.int64(max(math.floor((ey - reach - oy) / cell), 0.0))
    y1 = np.int64(min(math.floor((ey + reach - oy) / cell), rows - 1.0))
    k, reach2, ahead = np.int64(0), reach * reach, not math.isnan(hx)
    for row in range(y0, y1 + 1):
        base = row * columns
        i = _first(key, base + x0)
        while i < len(key) and key[i] <= base + x1:
            px, py, qx, qy = line[i, 0], line[i, 1], line[i, 2], line[i, 3]
            # A wall that lies in several cells is taken in the first of them only.
            cx = max(np.int64(math.floor((min(px, qx) - ox) / cell)), x0)
            cy = max(np.int64(math.floor((min(py, qy) - oy) / cell)), y0)
            mine = key[i] == cy * columns + cx
            i += 1
            if not mine:
                continue
            px, py, qx, qy = px - ex, py - ey, qx - ex, qy - ey
            if _distance2(px, py, qx, qy) > reach2:
                continue
            if ahead:
                p, q = px * hx + py * hy, qx * hx + qy * hy
                if (p <= 0.0 and q <= 0.0) or (p >= far and q >= far):
                    continue
            out = _grown(out, k, k + 2)
            k = _wall(out, k, px, py, qx, qy)
    return out, k


@part
def _wedge(out, k, ux, uy, vx, vy, a, b, c, d):
    """Append the wedge between two directions, from the near side (c, d; zero: from the eye) to the far side (a, b)."""
    r, s, n, m = 1.0 / (a * ux + b * uy), 1.0 / (a * vx + b * vy), 0.0, 0.0
    if c != 0.0 or d != 0.0:
        n, m = 1.0 / (c * ux + d * uy), 1.0 / (c * vx + d * vy)
    out[k, 0] = r * ux
    out[k, 1] = r * uy
    out[k, 2] = s * vx
    out[k, 3] = s * vy
    out[k, 4] = n * ux
    out[k, 5] = n * uy
    out[k, 6] = m * vx
    out[k, 7] = m * vy
    return k + 1


@part
def _visible(out, k, t0, t1, ux, uy, vx, vy, a, b, c, d):
    """Append the part of a wedge where the far side lies beyond the near side."""
    f0, f1, g0, g1 = a * ux + b * uy, a * vx + b * vy, c * ux + d * uy, c * vx + d * vy
    low, high = g0 - f0, g1 - f1
    e0, e1 = SAME * (abs(f0) + abs(g0)), SAME * (abs(f1) + abs(g1))
    if (low <= e0 and high <= e1) or t1 - t0 <= SLIVER:
        return k
    if low < -e0 or high < -e1:
        mid, mx, my = _crossing(a, b, c, d, ux, uy, vx, vy, t0, t1)
        if low > 0.0:
            t1, vx, vy = mid, mx, my
        else:
            t0, ux, uy = mid, mx, my
        if t1 - t0 <= SLIVER:
            return k
    return _wedge(out, k, ux, uy, vx, vy, a, b, c, d)


@part
def _wedges(M, m, N, n, out, k):
    """Cut the near sides N[:n] out of the far envelope M[:m] into wedges at out[k:]; without near sides they begin at the eye."""
    j = np.int64(0)
    for i in range(m):
        if n == 0:
            k = _wedge(out, k, M[i, 2], M[i, 3], M[i, 4], M[i, 5], M[i, 6], M[i, 7], 0.0, 0.0)
            continue
        while j < n and N[j, 1] <= M[i, 0]:
            j += 1
        near = j
        while near < n and N[near, 0] < M[i, 1]:
            t0, ux, uy = M[i, 0], M[i, 2], M[i, 3]
            if N[near, 0] > t0:
                t0, ux, uy = N[near, 0], N[near, 2], N[near, 3]
            t1, vx, vy = M[i, 1], M[i, 4], M[i, 5]
            if N[near, 1] < t1:
                t1, vx, vy = N[near, 1], N[near, 4], N[near, 5]
            k = _visible(out, k, t0, t1, ux, uy, vx, vy, M[i, 6], M[i, 7], N[near, 6], N[near, 7])
            near += 1
    return k


@njit(
    "Tuple((f8[:, ::1], i8[::1], b1[::1]))(i8[::1], f8[:, ::1], f8[::1], f8[:, ::1], f8[:, ::1], f8[:, ::1], f8[:, ::1], f8)",
    cache=True,
    nogil=True,
    error_model="numpy",
)
def look(key, line, frame, eye, lens, circle, blind, known_within):
    """What each eye (n, 2) sees among the walls of a grid (`Grid.key`, `Grid.line`, `Grid.frame`).

    ``lens`` (n, 6): heading x and y (nan: all round), near, far, half width near, half width far, in metres; ``circle`` and
    ``blind`` are `unit_circle` tables. Returns room with wedges (relative to the eye: far from, far to, near from, near to;
    counter-clockwise), where each eye's wedges start (n + 1,), and whether no wall is known within ``known_within`` metres (n,).
    """
    n = len(eye)
    start, unbounded = np.empty(n + 1, np.int64), np.empty(n, np.bool_)
    X, Y, out = np.empty((256, PIECE)), np.empty((1024, PIECE)), np.empty((64 * n + 1024, PIECE))
    outer, inner = np.empty((len(circle), PIECE)), np.empty((len(blind), PIECE))
    k, zero, yes = np.int64(0), np.int64(0), np.bool_(True)
    start[0] = 0
    for i in range(n):
        ex, ey, hx, hy = eye[i, 0], eye[i, 1], lens[i, 0], lens[i, 1]
        near, far, half_near, half_far = lens[i, 2], lens[i, 3], lens[i, 4], lens[i, 5]
        reach = far * 1.001 if math.isnan(hx) else max(math.hypot(far, half_far), math.hypot(near, half_near))
        X, m = _gather(key, line, frame, ex, ey, reach, hx, hy, far, X)
        unbounded[i] = False
        if m == 0 or reach > known_within:
            Y, around = _gather(key, line, frame, ex, ey, known_within, math.nan, math.nan, far, Y)
            unbounded[i] = around == 0
        if far > near:
            if math.isnan(hx):
                n_outer, n_inner = _scaled(circle, far, outer), zero
                if near > 0.0:
                    n_inner = _scaled(blind, near, inner)
            else:
                n_outer, n_inner = _trapezoid(hx, hy, near, far, half_near, half_far, outer, inner)
            X, m, Y = _envelope(X, m, Y)
            Y = _grown(Y, zero, 4 * (m + n_outer) + 4)
            m = _merge(X, zero, m, outer, zero, n_outer, Y, zero, yes)
            out = _grown(out, k, k + 2 * (m + n_inner) + 2)
            k = _wedges(Y, m, inner, n_inner, out, k)
        start[i + 1] = k
    return out, start, unbounded
