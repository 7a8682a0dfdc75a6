"""Low walls in a view, compiled: what a wall lower than the sight line hides is only its shadow.

From a mast of height H a wall of height h at distance d hides targets of height z between d and d (H - z) / (H - h) (references
1.4). Seen from the eye both ends are straight lines: the wall, and the wall carried away from the eye. Along one direction a
building hides from each of its entries to the carried exit that follows; so counting +1 at entries and -1 at carried exits gives 0
exactly where nothing hides the target, however buildings touch, overlap or stand in each other's shadow. A view is cut at the
directions where a line begins, ends or meets another; between them the lines keep their order.

Everything is relative to the eye, in metres. All compiled helpers of one kernel stand in this one file: the compiled code is
kept by the date of the file.
"""

from __future__ import annotations

import math

import numpy as np

from app.analysis.compiled import njit

# Columns of a line: angle from, to; direction from (x, y), to (x, y); inverse distance vector (x, y); change of the count.
LINE = 9
# An eye nearer than this to the line of a wall sees the wall edge-on: it hides nothing.
EDGE_ON_M = 1e-9
SAME = 1e-12
# Narrower wedges are left out. Radians.
SLIVER = 1e-12
# More than any number of walls: the count in front of the near side and behind the far side of a view.
CLOSED = 1 << 30
# Columns of a wedge as it leaves here: its eight, the angles from and to, the names of its far and its near line.
WEDGE = 12
# Names of lines: the eye itself, then the far and near sides of the view's own wedges, then walls.
EYE, OWN = 0, 1


# Divisions are never by zero here: without the check the compiler has half the work. Nobody calls a part from outside.
part = njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)


@part
def _grown(array, used, needed):
    """The array, or a copy at least twice as long where ``needed`` rows do not fit."""
    if needed <= len(array):
        return array
    wide = array.shape[1]
    longer = np.empty((max(needed, 2 * len(array)), wide))
    for k in range(used):
        for c in range(wide):
            longer[k, c] = array[k, c]
    return longer


@part
def _line(L, n, px, py, qx, qy, t0, t1, a, b, change):
    """Append the line of a wall from direction p to direction q."""
    if t1 - t0 > SLIVER:
        p, q = math.hypot(px, py), math.hypot(qx, qy)
        L[n, 0] = t0
        L[n, 1] = t1
        L[n, 2] = px / p
        L[n, 3] = py / p
        L[n, 4] = qx / q
        L[n, 5] = qy / q
        L[n, 6] = a
        L[n, 7] = b
        L[n, 8] = change
        n += 1
    return n


@part
def _wall(L, n, px, py, qx, qy, fade, thin):
    """The lines of a wall p to q, its building to the left of it: up to four rows.

    ``fade`` is 1 / (the factor by which its shadow's end is farther than the wall); 0: the shadow has no end.
    """
    cross = px * qy - py * qx
    if cross * cross <= EDGE_ON_M * EDGE_ON_M * ((qx - px) ** 2 + (qy - py) ** 2):
        return n
    leaves = cross > 0.0
    if not leaves:
        px, py, qx, qy = qx, qy, px, py
    cross = abs(cross)
    # Adding 0.0 turns a negative zero into zero, so that due west is always +180 degrees.
    t0, t1 = math.atan2(py + 0.0, px), math.atan2(qy + 0.0, qx)
    for step in range(2):
        change, size = 1.0, 1.0 / cross
        if step == 1:
            change, size = -1.0, fade / cross
        if (step == 0 and (thin or not leaves or fade == 0.0)) or (step == 1 and (thin or leaves) and fade > 0.0):
            a, b = (qy - py) * size, (px - qx) * size
            # A wall that crosses the cut at 180 degrees is two.
            n = _line(L, n, px, py, qx if t0 <= t1 else -1.0, qy if t0 <= t1 else 0.0, t0, t1 if t0 <= t1 else math.pi, a, b, change)
            if t0 > t1:
                n = _line(L, n, -1.0, 0.0, qx, qy, -math.pi, t1, a, b, change)
    return n


@part
def _around(L, x, y, edge, first, thin, near, fade, begin, end):
    """The lines of the obstacles an eye meets; room and count."""
    n = np.int64(0)
    for o in range(begin, end):
        one = near[o]
        L = _grown(L, n, n + 4 * (first[one + 1] - first[one]))
        for e in range(first[one], first[one + 1]):
            n = _wall(L, n, edge[e, 0] - x, edge[e, 1] - y, edge[e, 2] - x, edge[e, 3] - y, fade[o], thin[one])
    return L, n


@part
def _side(sides, at, wx, wy):
    """The inverse distance of a side of the view in direction w, from those at the view's own ends u and v."""
    alpha = max(wx * sides[3] - wy * sides[2], 0.0)
    beta = max(sides[0] * wy - sides[1] * wx, 0.0)
    x, y = alpha * sides[0] + beta * sides[2], alpha * sides[1] + beta * sides[3]
    # Only the ratio of alpha and beta counts, also where u and v are almost one.
    size = math.hypot(x, y)
    return (alpha * sides[at] + beta * sides[at + 1]) / size if size > 0.0 else sides[at]


@part
def _reaching(L, order, n, t0, t1, sides, act):
    """The lines that reach between two directions and are not behind the far side there; how many."""
    m = 0
    for j in range(n):
        e = order[j]
        if L[e, 0] >= t1:
            break
        if L[e, 1] <= t0:
            continue
        nearer = False
        for end in range(2):
            c = 2 + 2 * end
            own = L[e, 0] <= t0 if end == 0 else L[e, 1] >= t1
            x = sides[c - 2] if own else L[e, c]
            y = sides[c - 1] if own else L[e, c + 1]
            nearer = nearer or L[e, 6] * x + L[e, 7] * y > _side(sides, np.int64(4), x, y)
        if nearer:
            act[m] = e
            m += 1
    return m


@part
def _corners(L, act, m, t0, t1, cuts):
    """The directions strictly between t0 and t1 at which a line begins or ends, rising: angle, x, y; how many."""
    n = 0
    for j in range(2 * m):
        e, end = act[j // 2], j % 2
        t = L[e, end]
        if t <= t0 or t >= t1:
            continue
        i = n
        while i > 0 and cuts[i - 1, 0] > t:
            for c in range(3):
                cuts[i, c] = cuts[i - 1, c]
            i -= 1
        cuts[i, 0] = t
        cuts[i, 1] = L[e, 2 + 2 * end]
        cuts[i, 2] = L[e, 3 + 2 * end]
        n += 1
    return n


@part
def _by_angle(L, n, order):
    """Rank the lines by the angle at which they begin."""
    for i in range(n):
        j = i
        while j > 0 and L[order[j - 1], 0] > L[i, 0]:
            order[j] = order[j - 1]
            j -= 1
        order[j] = i


@part
def _weigh(L, act, m, sides, W, Q, mine, walls):
    """The lines that reach from one direction to another, W (angle, x, y, angle, x, y), the view's own sides first.

    Rows of Q: inverse distance at both ends, change of the count, name (from ``mine`` and ``walls`` on). Returns how many.
    """
    own = 2 if sides[6] > 0.0 else 1
    lines = own
    for j in range(m):
        e = act[j]
        if L[e, 0] <= W[0] + SLIVER and L[e, 1] >= W[3] - SLIVER:
            Q[lines, 2] = L[e, 8]
            Q[lines, 3] = walls + e
            for end in range(2):
                Q[lines, end] = L[e, 6] * W[1 + 3 * end] + L[e, 7] * W[2 + 3 * end]
            lines += 1
    for j in range(own):
        Q[j, 2] = -CLOSED if j else CLOSED
        Q[j, 3] = mine + j
        for end in range(2):
            Q[j, end] = _side(sides, 4 + 2 * j, W[1 + 3 * end], W[2 + 3 * end])
    return lines


@part
def _ordered(Q, rank, m):
    """Rank the lines from the nearest to the farthest half-way between the ends; true where two meet between the ends.

    These two stand behind the others in ``rank``.
    """
    for i in range(m):
        j, mid = i, Q[i, 0] + Q[i, 1]
        while j > 0 and Q[rank[j - 1], 0] + Q[rank[j - 1], 1] < mid:
            rank[j] = rank[j - 1]
            j -= 1
        rank[j] = i
    far = False
    for i in range(m - 1):
        # Of what lies behind the far side half-way only that counts which comes in front of it.
        p, q = 0 if far else rank[i], rank[i + 1]
        far = far or p == 0
        for end in range(2):
            if Q[p, end] - Q[q, end] < -SAME * (abs(Q[p, end]) + abs(Q[q, end])):
                rank[m] = p
                rank[m + 1] = q
                return True
    return False


@part
def _cut(Q, p, q, W):
    """End the directions W where lines p and q meet, if that is truly between the ends."""
    d0, d1 = abs(Q[p, 0] - Q[q, 0]), abs(Q[p, 1] - Q[q, 1])
    x, y = d1 * W[1] + d0 * W[4], d1 * W[2] + d0 * W[5]
    size = math.hypot(x, y)
    t = W[0] + math.atan2(W[1] * y - W[2] * x, W[1] * x + W[2] * y)
    if t - W[0] <= SLIVER or W[3] - t <= SLIVER:
        return False
    W[3] = t
    W[4] = x / size
    W[5] = y / size
    return True


@part
def _show(Q, rank, m, W, out, k, count):
    """Append what is seen between two directions: from where the count falls to 0 to where it rises again."""
    begin = -1
    for i in range(m):
        p, before = rank[i], count
        count += np.int64(Q[p, 2])
        if before == 0 and count != 0:
            thick = begin < 0
            for end in range(2):
                near = 0.0 if begin < 0 else 1.0 / max(Q[begin, end], Q[p, end])
                far = 1.0 / Q[p, end]
                thick = thick or far - near > SAME * far
                for c in range(2):
                    out[k, 2 * end + c] = far * W[1 + 3 * end + c]
                    out[k, 4 + 2 * end + c] = near * W[1 + 3 * end + c]
            out[k, 8] = W[0]
            out[k, 9] = W[3]
            out[k, 10] = Q[p, 3]
            out[k, 11] = Q[begin, 3] if begin >= 0 else EYE
            k += 1 if thick else 0
        if count == 0:
            begin = p
        if p == 0:
            break
    return k


@part
def _as_it_is(w, i, out, k, t0, t1, mine):
    """Append wedge i of a view, of which nothing is hidden."""
    for c in range(8):
        out[k, c] = w[i, c]
    out[k, 8] = t0
    out[k, 9] = t1
    out[k, 10] = mine
    out[k, 11] = mine + 1
    return k + 1


@part
def _measure(w, i, sides):
    """The ends of wedge i as unit vectors, the inverse distances of its far and its near side there (near 0: from the eye)."""
    for end in range(2):
        far = math.hypot(w[i, 2 * end], w[i, 2 * end + 1])
        near = math.hypot(w[i, 4 + 2 * end], w[i, 5 + 2 * end])
        sides[2 * end] = w[i, 2 * end] / far
        sides[2 * end + 1] = w[i, 2 * end + 1] / far
        sides[4 + end] = 1.0 / far
        sides[6 + end] = 1.0 / near if near > 0.0 else 0.0


@njit(
    "Tuple((f8[:, ::1], i8[::1]))(f8[:, ::1], i8[::1], f8[:, ::1], f8[:, ::1], i8[::1], b1[::1], i8[::1], i8[::1], f8[::1])",
    cache=True,
    nogil=True,
    error_model="numpy",
)
def shade(wedge, start, eye, edge, first, thin, near_start, near, fade):
    """Take out of the views of n eyes what low walls hide.

    ``wedge`` (k, 8), ``start`` (n + 1,), ``eye`` (n, 2) as in `Views`, wedges by rising angle from due west on. Obstacle o has the
    edges ``edge`` (e, 4) from ``first[o]`` to ``first[o + 1]``, its inside to their left; ``thin``: it has no inside. Eye i meets
    the obstacles ``near`` from ``near_start[i]`` to ``near_start[i + 1]``, each with its ``fade`` (see `_wall`).
    Returns room with wedges (see `WEDGE`), several in one direction where one sees over a wall, cut wherever any line begins, ends
    or meets another; and where each eye's wedges start (n + 1,). No obstacles leave the wedges as they are.
    """
    out, begins = np.empty((2 * len(wedge) + 256, WEDGE)), np.empty(len(eye) + 1, np.int64)
    L, sides, W = np.empty((256, LINE)), np.empty(8), np.empty(6)
    k, room = np.int64(0), np.int64(0)
    ranks, cuts, Q = np.empty((3, 0), np.int64), np.empty((0, 3)), np.empty((0, 4))
    begins[0] = 0
    for i in range(len(eye)):
        L, n = _around(L, eye[i, 0], eye[i, 1], edge, first, thin, near, fade, near_start[i], near_start[i + 1])
        if n + 4 > room:
            room = 2 * n + 64
            ranks, cuts, Q = np.empty((3, room), np.int64), np.empty((2 * room, 3)), np.empty((room, 4))
        order, act, rank = ranks[0], ranks[1], ranks[2]
        _by_angle(L, n, order)
        for w in range(start[i], start[i + 1]):
            _measure(wedge, w, sides)
            mine, walls = OWN + 2 * (w - start[i]), OWN + 2 * (start[i + 1] - start[i])
            t0, t1 = math.atan2(sides[1] + 0.0, sides[0]), math.atan2(sides[3] + 0.0, sides[2])
            # Due west a view begins at -180 degrees and ends at 180.
            t0 = t0 - 2.0 * math.pi if t0 - t1 > math.pi else t0
            m = _reaching(L, order, n, t0, t1, sides, act)
            if m == 0:
                out = _grown(out, k, k + 1)
                k = _as_it_is(wedge, w, out, k, t0, t1, mine)
                continue
            corners, c, whole = _corners(L, act, m, t0, t1, cuts), 0, True
            W[0] = t0
            W[1] = sides[0]
            W[2] = sides[1]
            while c <= corners:
                # A stretch of directions runs to the next corner, or to where two lines meet before it.
                if whole:
                    W[3] = cuts[c, 0] if c < corners else t1
                    W[4] = cuts[c, 1] if c < corners else sides[2]
                    W[5] = cuts[c, 2] if c < corners else sides[3]
                if W[3] - W[0] <= SLIVER:
                    c += 1
                    continue
                lines = _weigh(L, act, m, sides, W, Q, mine, walls)
                meet = _ordered(Q, rank, lines)
                whole = not meet or not _cut(Q, rank[lines], rank[lines + 1], W)
                if whole:
                    out = _grown(out, k, k + lines)
                    k = _show(Q, rank, lines, W, out, k, CLOSED if sides[6] > 0.0 else 0)
                    W[0] = W[3]
                    W[1] = W[4]
                    W[2] = W[5]
        begins[i + 1] = k
    return out, begins
