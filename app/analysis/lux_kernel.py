"""Lux along straight lines, compiled: sums over the lamps that reach each stretch, with bounds that hold everywhere between.

A stretch is lit by a fixed set of lamps, so lux is a smooth function along it. Whether it is above a threshold is never sampled:
the least and the most that each lamp can give anywhere in a stretch follow from its nearest and farthest point and from the
corners of its photometric table, their sums bound the lux, and a stretch that these bounds do not decide is halved until it is
shorter than ``FINE_M``; in what is left an end is found by bisection. So no dark place longer than FINE_M is missed and no end
is farther off than that; where lux crosses the threshold once within FINE_M the end is right to a billionth of a metre.

Between two places a lamp's lux lies as near to its chord as its bend allows; sums of chords are chords. So where the slopes of
lamps on either side cancel, as they do at the darkest place between two, the bounds are as narrow as there.
"""

from __future__ import annotations

import math

import numpy as np

from app.analysis import lux_sums  # noqa: F401  (whoever loads one kernel of lux needs both: they are compiled together)
from app.analysis.compiled import njit
from app.analysis.lux_of_lamp import FACING, LEVEL, NEAREST2, WALL, inlined, knot, laid, lux, part, rising, upright

# Half a millimetre: both ends of a stretch together are right to one.
FINE_M = 5e-4
# The mark of `lux_of_lamp` this was compiled with.
MADE_OF = "6afb624a8514"


@part
def _row_bounds(tables, row, next_row, s, j0, r0, j1, r1, low, high):
    """Widen low and high to what a table gives on one C (share s between two rows) from gamma knot j0 + r0 to j1 + r1."""
    for j in range(j0, j1 + 2):
        at, r = min(j, j1), (r0 if j == j0 else 0.0) if j <= j1 else r1
        step = 1 if r > 0.0 else 0
        value = tables[row + at] * (1.0 - r) + tables[row + at + step] * r
        if s > 0.0:
            value = value * (1.0 - s) + (tables[next_row + at] * (1.0 - r) + tables[next_row + at + step] * r) * s
        low, high = min(low, value), max(high, value)
    return low, high


@part
def _table_bounds(tables, where, t, c0, turn, g0, g1):
    """The least and the most of a table between two gammas and from C ``c0`` on by ``turn`` degrees, counter-clockwise.

    Between its angles a table is bilinear: its extremes lie at the corners of the box and at the knots inside.
    """
    first, nc, ng = where[t, 0], where[t, 1], where[t, 2]
    begin, end = tables[first + nc], tables[first + nc + ng - 1]
    if g1 < begin or g0 > end:
        return 0.0, 0.0
    j0, r0 = knot(tables, first + nc, ng, max(g0, begin))
    j1, r1 = knot(tables, first + nc, ng, min(g1, end))
    data, low, high = first + nc + ng, np.inf, 0.0
    if g0 < begin or g1 > end:
        low = 0.0
    if nc == 1:
        return _row_bounds(tables, data, data, 0.0, j0, r0, j1, r1, low, high)
    i0, s0 = knot(tables, first, nc, c0 % 360.0)
    i1, s1 = knot(tables, first, nc, (c0 + turn) % 360.0)
    low, high = _row_bounds(tables, data + i0 * ng, data + (i0 + 1) * ng, s0, j0, r0, j1, r1, low, high)
    low, high = _row_bounds(tables, data + i1 * ng, data + (i1 + 1) * ng, s1, j0, r0, j1, r1, low, high)
    passed = (i1 - i0) % (nc - 1)
    if passed == 0 and turn > 180.0:
        passed = nc - 1
    for i in range(i0 + 1, i0 + 1 + passed):
        row = data + i % (nc - 1) * ng
        low, high = _row_bounds(tables, row, row, 0.0, j0, r0, j1, r1, low, high)
    return low, high


@part
def _bounds(lamp, tables, where, what, a, u0, u1):
    """The least and the most that one lamp can give between two places, and at most how much it bends there (lx / m²).

    ``a`` is a row of `laid`; the bend is inf where nothing is known of it.
    """
    h, q = a[6], a[2]
    near = 0.0 if u0 <= 0.0 <= u1 else min(abs(u0), abs(u1))
    far = max(abs(u0), abs(u1))
    d0, d1 = math.sqrt(q * q + near * near), math.sqrt(q * q + far * far)
    r0, r1 = math.sqrt(max(d0 * d0 + h * h, NEAREST2)), math.sqrt(max(d1 * d1 + h * h, NEAREST2))
    if what == LEVEL:
        least = most = max(h, 0.0)
    elif what in (FACING, WALL):
        least, most = (d0, d1) if what == FACING else (abs(q), abs(q))
    else:
        x, y = upright(what, q, math.sqrt(q * q + u0 * u0), u0), upright(what, q, math.sqrt(q * q + u1 * u1), u1)
        least, most = min(x, y), max(x, y)
    smooth = what in (LEVEL, WALL) and r0 * r0 > NEAREST2
    takes = lamp[3] * most
    least, most = lamp[3] * least / (r1 * r1 * r1), lamp[3] * most / (r0 * r0 * r0)
    t = int(lamp[4])
    if t < 0:
        # r⁻⁴ bends by at most 20 r⁻⁶.
        bend = takes * max(h, 0.0) * 20.0 / (r0 * r0 * r0 * r0 * r0 * r0) if smooth else np.inf
        return least * max(h, 0.0) / r1, most * max(h, 0.0) / r0, bend
    g0, g1 = math.degrees(math.atan2(d0, h)), math.degrees(math.atan2(d1, h))
    if where[t, 1] == 1:
        low, high, slope = _gamma_bounds(tables, where[t, 0] + 1, where[t, 2], min(g0, g1), max(g0, g1))
        bend = np.inf
        if smooth and (d0 > 0.0 or slope == 0.0):
            # I φ'' + 2 I' γ' φ' + I' γ'' φ with φ = r⁻³ and γ = atan(d / h).
            turn = slope * abs(h) * (8.0 / r0 + (1.0 / d0 if d0 > 0.0 else 0.0))
            bend = takes * (12.0 * high + turn) / (r0 * r0 * r0 * r0 * r0)
        return least * low, most * high, bend
    c0 = math.degrees(math.atan2(a[5] + u0 * a[1], a[4] + u0 * a[0]))
    turn = (math.degrees(math.atan2(a[5] + u1 * a[1], a[4] + u1 * a[0])) - c0 + 540.0) % 360.0 - 180.0
    if abs(turn) > 179.999:
        turn = 360.0
    elif turn < 0.0:
        c0, turn = c0 + turn, -turn
    low, high = _table_bounds(tables, where, t, c0 - lamp[5], turn, min(g0, g1), max(g0, g1))
    bend = np.inf
    if smooth and d0 > 0.0 and turn < 180.0:
        by_gamma, by_c, by_both = _slopes(tables, where, t, c0 - lamp[5], turn, min(g0, g1), max(g0, g1))
        rise, swing = abs(h) / (r0 * r0), abs(q) / (d0 * d0)
        slope = by_gamma * rise + by_c * swing
        curve = by_gamma * rise * (1.0 / d0 + 2.0 / r0) + by_c * 2.0 * swing / d0 + 2.0 * by_both * rise * swing
        bend = takes * ((12.0 * high / r0 + 6.0 * slope) / r0 + curve) / (r0 * r0 * r0)
    return least * low, most * high, bend


@inlined
def _slopes(tables, where, t, c0, turn, g0, g1):
    """The steepest slopes of a table by γ, by C and by both, a radian, within one cell of it; inf across a knot or an end."""
    first, nc, ng = where[t, 0], where[t, 1], where[t, 2]
    if g0 < tables[first + nc] or g1 > tables[first + nc + ng - 1]:
        return np.inf, np.inf, np.inf
    i, s = knot(tables, first, nc, c0 % 360.0)
    j, _ = knot(tables, first + nc, ng, g0)
    c, g = tables[first + i + 1] - tables[first + i], tables[first + nc + j + 1] - tables[first + nc + j]
    if s * c + turn > c or g1 > tables[first + nc + j + 1]:
        return np.inf, np.inf, np.inf
    at = first + nc + ng + i * ng + j
    a, b, d, e = tables[at], tables[at + 1], tables[at + ng], tables[at + ng + 1]
    degree = math.degrees(1.0)
    return max(abs(b - a), abs(e - d)) / g * degree, max(abs(d - a), abs(e - b)) / c * degree, abs(e - d - b + a) / (c * g) * degree * degree


@inlined
def _gamma_bounds(tables, first, count, g0, g1):
    """The least and the most of a table that is alike all round, and its slope a radian; inf across a knot or an end."""
    begin, end, data = tables[first], tables[first + count - 1], first + count
    if g1 < begin or g0 > end:
        return 0.0, 0.0, 0.0
    j0, r0 = knot(tables, first, count, max(g0, begin))
    j1, r1 = knot(tables, first, count, min(g1, end))
    low, high = _row_bounds(tables, data, data, 0.0, j0, r0, j1, r1, np.inf, 0.0)
    if g0 < begin or g1 > end:
        return 0.0, high, np.inf
    if count > 1 and (j1 == j0 or (j1 == j0 + 1 and r1 == 0.0)):
        slope = (tables[data + j0 + 1] - tables[data + j0]) / (tables[first + j0 + 1] - tables[first + j0])
        return low, high, abs(math.degrees(slope))
    return low, high, np.inf


@part
def _sum(lamps, tables, where, what, near, on, m, s):
    """Lux at ``s`` metres along the line from the m lamps whose rows of ``near`` are listed in ``on``."""
    total = 0.0
    for j in range(m):
        a = near[on[j]]
        total += lux(lamps[int(a[7])], tables, where, what, a, s - a[3])
    return total


@part
def _sum_bounds(lamps, tables, where, what, near, on, m, s0, s1, f0, f1):
    """The least and the most of all lamps together between two places, where they give ``f0`` and ``f1``."""
    low, high, off, eighth = 0.0, 0.0, 0.0, 0.125 * (s1 - s0) * (s1 - s0)
    for j in range(m):
        n = near[on[j]]
        a, b, bend = _bounds(lamps[int(n[7])], tables, where, what, n, s0 - n[3], s1 - n[3])
        low, high, off = low + a, high + b, off + min(b - a, eighth * bend)
    return max(low, min(f0, f1) - off), min(high, max(f0, f1) + off)


@part
def _put(todo, k, a, b, c, d):
    """Write a row; number by number, as writing it whole takes the compiler ten times as long."""
    todo[k, 0], todo[k, 1], todo[k, 2], todo[k, 3] = a, b, c, d


@part
def _longer(rows):
    """A copy with twice the room."""
    wide = np.empty((2 * len(rows), 3))
    for k in range(len(rows)):
        for c in range(3):
            wide[k, c] = rows[k, c]
    return wide


@part
def _least(lamps, tables, where, what, near, on, m, s0, s1, least, todo):
    """The least lux between two places, or ``least`` where that is lower already; right to a ten-thousandth of itself."""
    f0, f1 = _sum(lamps, tables, where, what, near, on, m, s0), _sum(lamps, tables, where, what, near, on, m, s1)
    least = min(least, f0, f1)
    k = 1
    _put(todo, np.int64(0), s0, s1, f0, f1)
    while k > 0:
        k -= 1
        a, b, f0, f1 = todo[k, 0], todo[k, 1], todo[k, 2], todo[k, 3]
        low, _ = _sum_bounds(lamps, tables, where, what, near, on, m, a, b, f0, f1)
        if low >= least * (1.0 - 1e-4):
            continue
        mid = 0.5 * (a + b)
        half = _sum(lamps, tables, where, what, near, on, m, mid)
        least = min(least, half)
        if b - a > FINE_M and k + 2 <= len(todo):
            _put(todo, k, a, mid, f0, half)
            _put(todo, k + 1, mid, b, half, f1)
            k += 2
    return least


@inlined
def _crossing(lamps, tables, where, what, near, on, m, a, b, wanted):
    """Where lux passes ``wanted`` between a and b, given that it is above at one end only."""
    rising = _sum(lamps, tables, where, what, near, on, m, a) < wanted
    while b - a > 1e-9:
        mid = 0.5 * (a + b)
        if (_sum(lamps, tables, where, what, near, on, m, mid) < wanted) == rising:
            a = mid
        else:
            b = mid
    return 0.5 * (a + b)


@part
def _above(lamps, tables, where, what, near, on, m, s0, s1, wanted, todo, out, k, first, group):
    """Append the stretches between two places where lux is at least ``wanted``; joins the one before where they touch."""
    _put(todo, np.int64(0), s0, s1, _sum(lamps, tables, where, what, near, on, m, s0), _sum(lamps, tables, where, what, near, on, m, s1))
    n = 1
    while n > 0:
        n -= 1
        a, b, f0, f1 = todo[n, 0], todo[n, 1], todo[n, 2], todo[n, 3]
        low, high = _sum_bounds(lamps, tables, where, what, near, on, m, a, b, f0, f1)
        if high < wanted:
            continue
        if low < wanted and b - a > FINE_M and n + 2 <= len(todo):
            mid = 0.5 * (a + b)
            # The nearer half is taken first, so that stretches come in order.
            half = _sum(lamps, tables, where, what, near, on, m, mid)
            _put(todo, n, mid, b, half, f1)
            _put(todo, n + 1, a, mid, f0, half)
            n += 2
            continue
        if low < wanted:
            begin, end = f0 >= wanted, f1 >= wanted
            if not (begin or end):
                continue
            if begin != end:
                mid = _crossing(lamps, tables, where, what, near, on, m, a, b, wanted)
                a, b = (a, mid) if begin else (mid, b)
        if k > first and a <= out[k - 1, 1] + 1e-9:
            out[k - 1, 1] = b
            continue
        if k == len(out):
            out = _longer(out)
        out[k, 0], out[k, 1], out[k, 2] = a, b, group
        k += 1
    return out, k


@njit(
    "Tuple((f8[::1], f8[:, ::1], i8))"
    "(i8[::1], i8[::1], i8[::1], f8[:, ::1], f8[:, ::1], f8[:, ::1], f8[::1], i8[:, ::1], i8, f8, f8, b1)",
    cache=True,
    nogil=True,
    error_model="numpy",
)
def profile(start, piece, lamp, span, line, lamps, tables, where, what, z, wanted, least_too):
    """Minimum and lit stretches along pieces of line. Group g is the stretches ``start[g]`` to ``start[g + 1]`` on ``line[piece[g]]`` (x1, y1, x2, y2).

    Stretches: ``lamp`` (k,) and ``span`` (k, 2) metres from and to along the piece. Returns for each group the least lux on the
    piece (0 without ``least_too``), and rows (from, to, group) with their number: where lux is at least ``wanted``, in order.
    """
    groups = len(piece)
    least = np.zeros(groups)
    out, k, todo = np.empty((2 * groups + 64, 3)), np.int64(0), np.empty((64, 4))
    for g in range(groups):
        b, e, p = start[g], start[g + 1], piece[g]
        m = e - b
        near, on, ends = np.empty((m, 8)), np.empty(m, np.int64), np.empty(2 * m + 2)
        length = math.hypot(line[p, 2] - line[p, 0], line[p, 3] - line[p, 1])
        if length == 0.0:
            continue
        ends[2 * m], ends[2 * m + 1] = 0.0, length
        for i in range(m):
            laid(lamps, line, near, i, lamps[lamp[b + i], 2] - z, lamp[b + i], p)
            ends[2 * i], ends[2 * i + 1] = span[b + i, 0], span[b + i, 1]
        rising(ends, 2 * m + 2)
        darkest, first = np.inf, k
        for i in range(2 * m + 1):
            s0, s1 = ends[i], ends[i + 1]
            if s1 - s0 <= 1e-9:
                continue
            # A plain 0 would be a type of its own, for which all of the above is compiled once more.
            mid, n = 0.5 * (s0 + s1), np.int64(0)
            for j in range(m):
                if span[b + j, 0] <= mid <= span[b + j, 1]:
                    on[n] = j
                    n += 1
            # Slivers shorter than the grain are no place to stand in; what they show is noise of the geometry.
            if least_too and s1 - s0 > FINE_M and darkest > 0.0:
                darkest = _least(lamps, tables, where, what, near, on, n, s0, s1, darkest, todo)
            if n > 0 and wanted < np.inf:
                out, k = _above(lamps, tables, where, what, near, on, n, s0, s1, wanted, todo, out, k, first, g)
        least[g] = darkest if darkest < np.inf else 0.0
    return least, out, k
