"""Lux along straight lines, compiled: sums over the lamps that reach each stretch, with bounds that hold everywhere between.

A stretch is lit by a fixed set of lamps, so lux is a smooth function along it. Whether it is above a threshold is never sampled:
the least and the most that each lamp can give anywhere in a stretch follow from its nearest and farthest point and from the
corners of its photometric table, their sums bound the lux, and a stretch that these bounds do not decide is halved until it is
shorter than ``FINE_M``; in what is left an end is found by bisection. So no dark place longer than FINE_M is missed and no end
is farther off than that; where lux crosses the threshold once within FINE_M the end is right to a billionth of a metre.

A row of ``lamps`` has x, y, height above ground, scale, table (-1: Lambertian, scale in lm / π; else scale times the table's
candela), and the angle of C = 0 in degrees counter-clockwise from east. ``tables`` holds, after one another, C angles, γ angles
and candela; ``where`` (t, 3) says where each begins and how many angles of either kind it has.

All compiled helpers of one kernel stand in this one file: the compiled code is kept by the date of the file.
"""

from __future__ import annotations

import math

import numpy as np

from app.analysis.compiled import njit

# What is asked, all at height z: level, upright facing each lamp, upright and half cylinder facing along the line or against it,
# and on the wall that the line is.
LEVEL, FACING, AHEAD, BEHIND, ROUND_AHEAD, ROUND_BEHIND, WALL = range(7)
# Half a millimetre: both ends of a stretch together are right to one.
FINE_M = 5e-4
# Nobody is nearer than a centimetre to a lamp; keeps the light at the lamp itself finite.
NEAREST2 = 1e-4
# Integrals where no formula is at hand: how far five points may differ from three (the error itself is far smaller), and the
# places and weights of five-point and of three-point Gauss-Legendre.
FINE_SUM = 1e-5
G1, G2 = 0.5384693101056831, 0.9061798459386640
W0, W1, W2 = 0.5688888888888889, 0.4786286704993665, 0.2369268850561891
H1, V0, V1 = 0.7745966692414834, 0.8888888888888889, 0.5555555555555556

# Divisions are never by zero here: without the check the compiler has half the work.
part = njit(nogil=True, error_model="numpy")


@part
def _knot(tables, first, count, at):
    """The knot at or before a place, at most the last but one; and the share of the way to the next."""
    if count == 1:
        return 0, 0.0
    low, high = 0, count - 1
    while high - low > 1:
        mid = (low + high) // 2
        if tables[first + mid] <= at:
            low = mid
        else:
            high = mid
    share = (at - tables[first + low]) / (tables[first + low + 1] - tables[first + low])
    return low, min(max(share, 0.0), 1.0)


@part
def _candela(tables, where, t, c, gamma):
    """The table's intensity towards C and gamma (degrees); 0 outside its gamma."""
    first, nc, ng = where[t, 0], where[t, 1], where[t, 2]
    if gamma < tables[first + nc] or gamma > tables[first + nc + ng - 1]:
        return 0.0
    i, s = _knot(tables, first, nc, c % 360.0)
    j, r = _knot(tables, first + nc, ng, gamma)
    row = first + nc + ng + i * ng + j
    step = 1 if ng > 1 else 0
    value = tables[row] * (1.0 - r) + tables[row + step] * r
    if s > 0.0:
        row += ng
        value = value * (1.0 - s) + (tables[row] * (1.0 - r) + tables[row + step] * r) * s
    return value


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
    j0, r0 = _knot(tables, first + nc, ng, max(g0, begin))
    j1, r1 = _knot(tables, first + nc, ng, min(g1, end))
    data, low, high = first + nc + ng, np.inf, 0.0
    if g0 < begin or g1 > end:
        low = 0.0
    if nc == 1:
        return _row_bounds(tables, data, data, 0.0, j0, r0, j1, r1, low, high)
    i0, s0 = _knot(tables, first, nc, c0 % 360.0)
    i1, s1 = _knot(tables, first, nc, (c0 + turn) % 360.0)
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
def _upright(what, q, d, u):
    """What the distance to the lamp is multiplied with: the share of the light that a surface of this kind takes, times distance."""
    ahead = -u if what in (AHEAD, ROUND_AHEAD) else u
    if what in (AHEAD, BEHIND):
        return max(ahead, 0.0)
    if what in (ROUND_AHEAD, ROUND_BEHIND):
        return max(d + ahead, 0.0) / math.pi
    return d if what == FACING else abs(q)


@part
def _lux(lamp, tables, where, what, a, u):
    """Lux from one lamp ``u`` metres past its foot on the line; ``a`` is a row of `_laid`."""
    h, q = a[6], a[2]
    d2 = q * q + u * u
    r2 = max(d2 + h * h, NEAREST2)
    r, d = math.sqrt(r2), math.sqrt(d2)
    take = max(h, 0.0) if what == LEVEL else _upright(what, q, d, u)
    t = int(lamp[4])
    if t < 0:
        return lamp[3] * max(h, 0.0) * take / (r2 * r2)
    c = math.degrees(math.atan2(a[5] + u * a[1], a[4] + u * a[0])) - lamp[5]
    return lamp[3] * _candela(tables, where, t, c, math.degrees(math.atan2(d, h))) * take / (r2 * r)


@part
def _bounds(lamp, tables, where, what, a, u0, u1):
    """The least and the most that one lamp can give between ``u0`` and ``u1``; ``a`` is a row of `_laid`."""
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
        x, y = _upright(what, q, math.sqrt(q * q + u0 * u0), u0), _upright(what, q, math.sqrt(q * q + u1 * u1), u1)
        least, most = min(x, y), max(x, y)
    least, most = lamp[3] * least / (r1 * r1 * r1), lamp[3] * most / (r0 * r0 * r0)
    t = int(lamp[4])
    if t < 0:
        return least * max(h, 0.0) / r1, most * max(h, 0.0) / r0
    turn, c0 = 360.0, 0.0
    if where[t, 1] > 1:
        c0 = math.degrees(math.atan2(a[5] + u0 * a[1], a[4] + u0 * a[0]))
        turn = (math.degrees(math.atan2(a[5] + u1 * a[1], a[4] + u1 * a[0])) - c0 + 540.0) % 360.0 - 180.0
        if abs(turn) > 179.999:
            turn = 360.0
        elif turn < 0.0:
            c0, turn = c0 + turn, -turn
        c0 -= lamp[5]
    low, high = _table_bounds(tables, where, t, c0, turn, math.degrees(math.atan2(d0, h)), math.degrees(math.atan2(d1, h)))
    return least * low, most * high


@part
def _laid(lamps, line, near, k, h, lamp, piece):
    """Write how lamp and line lie to each other into row k: direction, offset, foot along the line, lamp to foot, height, lamp."""
    ax, ay = line[piece, 0], line[piece, 1]
    dx, dy = line[piece, 2] - ax, line[piece, 3] - ay
    length = math.hypot(dx, dy)
    dx, dy = dx / length, dy / length
    x, y = lamps[lamp, 0] - ax, lamps[lamp, 1] - ay
    foot = x * dx + y * dy
    near[k, 0], near[k, 1], near[k, 2], near[k, 3] = dx, dy, dx * y - dy * x, foot
    near[k, 4], near[k, 5], near[k, 6], near[k, 7] = foot * dx - x, foot * dy - y, h, lamp


@part
def _sum(lamps, tables, where, what, near, on, m, s):
    """Lux at ``s`` metres along the line from the m lamps whose rows of ``near`` are listed in ``on``."""
    total = 0.0
    for j in range(m):
        a = near[on[j]]
        total += _lux(lamps[int(a[7])], tables, where, what, a, s - a[3])
    return total


@part
def _sum_bounds(lamps, tables, where, what, near, on, m, s0, s1):
    low, high = 0.0, 0.0
    for j in range(m):
        n = near[on[j]]
        a, b = _bounds(lamps[int(n[7])], tables, where, what, n, s0 - n[3], s1 - n[3])
        low, high = low + a, high + b
    return low, high


@part
def _least(lamps, tables, where, what, near, on, m, s0, s1, least, todo):
    """The least lux between two places, or ``least`` where that is lower already; right to a ten-thousandth of itself."""
    least = min(least, _sum(lamps, tables, where, what, near, on, m, s0), _sum(lamps, tables, where, what, near, on, m, s1))
    k = 1
    todo[0, 0], todo[0, 1] = s0, s1
    while k > 0:
        k -= 1
        a, b = todo[k, 0], todo[k, 1]
        low, _ = _sum_bounds(lamps, tables, where, what, near, on, m, a, b)
        if low >= least * (1.0 - 1e-4):
            continue
        mid = 0.5 * (a + b)
        least = min(least, _sum(lamps, tables, where, what, near, on, m, mid))
        if b - a > FINE_M and k + 2 <= len(todo):
            todo[k, 0], todo[k, 1], todo[k + 1, 0], todo[k + 1, 1] = a, mid, mid, b
            k += 2
    return least


@part
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
    todo[0, 0], todo[0, 1] = s0, s1
    n = 1
    while n > 0:
        n -= 1
        a, b = todo[n, 0], todo[n, 1]
        low, high = _sum_bounds(lamps, tables, where, what, near, on, m, a, b)
        if high < wanted:
            continue
        if low < wanted and b - a > FINE_M and n + 2 <= len(todo):
            mid = 0.5 * (a + b)
            # The nearer half is taken first, so that stretches come in order.
            todo[n, 0], todo[n, 1], todo[n + 1, 0], todo[n + 1, 1] = mid, b, a, mid
            n += 2
            continue
        if low < wanted:
            begin = _sum(lamps, tables, where, what, near, on, m, a) >= wanted
            end = _sum(lamps, tables, where, what, near, on, m, b) >= wanted
            if not (begin or end):
                continue
            if begin != end:
                mid = _crossing(lamps, tables, where, what, near, on, m, a, b, wanted)
                a, b = (a, mid) if begin else (mid, b)
        if k > first and a <= out[k - 1, 1] + 1e-9:
            out[k - 1, 1] = b
            continue
        if k == len(out):
            out = np.concatenate((out, np.empty((len(out), 3))))
        out[k, 0], out[k, 1], out[k, 2] = a, b, group
        k += 1
    return out, k


@part
def _gauss(lamp, tables, where, what, a, u0, u1):
    """The integral between two places by five points, and by three of its own."""
    mid, half = 0.5 * (u0 + u1), 0.5 * (u1 - u0)
    middle = _lux(lamp, tables, where, what, a, mid)
    five, three = W0 * middle, V0 * middle
    for way in (half, -half):
        five += W1 * _lux(lamp, tables, where, what, a, mid + way * G1)
        five += W2 * _lux(lamp, tables, where, what, a, mid + way * G2)
        three += V1 * _lux(lamp, tables, where, what, a, mid + way * H1)
    return five * half, three * half


@part
def _kinks(lamp, tables, where, a, u0, u1):
    """Both places and all between them where lux may have a kink: beside the lamp, and at the angles of its table; rising."""
    t = int(lamp[4])
    first, nc, ng = (np.int64(0), np.int64(0), np.int64(0)) if t < 0 else (where[t, 0], where[t, 1], where[t, 2])
    at, k, h, q = np.empty(3 + 2 * ng + nc), 3, a[6], a[2]
    at[0], at[1], at[2] = u0, u1, min(max(0.0, u0), u1)
    for j in range(ng):
        d = h * math.tan(math.radians(tables[first + nc + j]))
        # Beyond the horizon of a lamp below the height asked about the tangent has the sign of the height.
        u = math.sqrt(d * d - q * q) if 0.0 < d < 1e9 and d > abs(q) else -1.0
        for place in (u, -u):
            if u > 0.0 and u0 < place < u1:
                at[k] = place
                k += 1
    for i in range(nc - 1 if nc > 1 else 0):
        turn = math.radians(tables[first + i] + lamp[5])
        x, y = math.cos(turn), math.sin(turn)
        across = a[0] * y - a[1] * x
        place = (a[5] * x - a[4] * y) / across if across != 0.0 else u0
        if u0 < place < u1:
            at[k] = place
            k += 1
    return np.sort(at[:k])


@part
def _integral(lamp, tables, where, what, a, u0, u1, todo):
    """Lux times metres of one lamp between two places; 0 where `lux_sums` has a closed form for it."""
    t = int(lamp[4])
    if what in (LEVEL, WALL) and a[6] * a[6] + a[2] * a[2] > NEAREST2 and (t < 0 or where[t, 1] == 1):
        return 0.0
    kinks, total = _kinks(lamp, tables, where, a, u0, u1), 0.0
    for i in range(len(kinks) - 1):
        n = 1
        todo[0, 0], todo[0, 1] = kinks[i], kinks[i + 1]
        while n > 0:
            n -= 1
            b, e = todo[n, 0], todo[n, 1]
            five, three = _gauss(lamp, tables, where, what, a, b, e)
            # Five points are far better than their difference from three.
            if abs(five - three) <= FINE_SUM * (total + five) or e - b < 1e-3 or n + 2 > len(todo):
                total += five
                continue
            mid = 0.5 * (b + e)
            todo[n, 0], todo[n, 1], todo[n + 1, 0], todo[n + 1, 1] = mid, e, b, mid
            n += 2
    return total


@njit(
    "Tuple((f8[::1], f8[::1], f8[:, ::1], i8))"
    "(i8[::1], i8[::1], i8[::1], f8[:, ::1], f8[:, ::1], f8[:, ::1], f8[::1], i8[:, ::1], i8, f8, f8, b1)",
    cache=True,
    nogil=True,
    error_model="numpy",
)
def profile(start, piece, lamp, span, line, lamps, tables, where, what, z, wanted, sums_too):
    """Lux along pieces of line. Group g is the stretches ``start[g]`` to ``start[g + 1]`` on ``line[piece[g]]`` (x1, y1, x2, y2).

    Stretches: ``lamp`` (k,) and ``span`` (k, 2) metres from and to along the piece. Returns for each group lux times metres (of what
    `lux_sums` has no closed form for) and the least lux on the piece, and rows (from, to, group) with their number: where lux is
    at least ``wanted``, in order. Without ``sums_too`` the first two are left at 0.
    """
    groups = len(piece)
    sums, least = np.zeros(groups), np.zeros(groups)
    out, k, todo = np.empty((2 * groups + 64, 3)), np.int64(0), np.empty((64, 2))
    for g in range(groups):
        b, e, p = start[g], start[g + 1], piece[g]
        m = e - b
        near, on, ends = np.empty((m, 8)), np.empty(m, np.int64), np.empty(2 * m + 2)
        length = math.hypot(line[p, 2] - line[p, 0], line[p, 3] - line[p, 1])
        if length == 0.0:
            continue
        ends[2 * m], ends[2 * m + 1] = 0.0, length
        for i in range(m):
            _laid(lamps, line, near, i, lamps[lamp[b + i], 2] - z, lamp[b + i], p)
            ends[2 * i], ends[2 * i + 1] = span[b + i, 0], span[b + i, 1]
            foot = near[i, 3]
            if sums_too:
                u0, u1 = span[b + i, 0] - foot, span[b + i, 1] - foot
                sums[g] += _integral(lamps[lamp[b + i]], tables, where, what, near[i], u0, u1, todo)
        ends.sort()
        darkest, first = np.inf, k
        for i in range(2 * m + 1):
            s0, s1 = ends[i], ends[i + 1]
            if s1 - s0 <= 1e-9:
                continue
            mid, n = 0.5 * (s0 + s1), 0
            for j in range(m):
                if span[b + j, 0] <= mid <= span[b + j, 1]:
                    on[n] = j
                    n += 1
            # Slivers shorter than the grain are no place to stand in; what they show is noise of the geometry.
            if sums_too and s1 - s0 > FINE_M and darkest > 0.0:
                darkest = _least(lamps, tables, where, what, near, on, n, s0, s1, darkest, todo)
            if n > 0 and wanted < np.inf:
                out, k = _above(lamps, tables, where, what, near, on, n, s0, s1, wanted, todo, out, k, first, g)
        least[g] = darkest if darkest < np.inf else 0.0
    return sums, least, out, k
