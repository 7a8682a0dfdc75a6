"""What one lamp gives at one place, compiled: the helpers that the kernels of lux share.

Compiled code is kept by the date of the file a kernel stands in, so a change here must reach those files too: each carries this
file's mark (``MADE_OF``), and a test looks whether it is right.

A row of ``lamps`` has x, y, height above ground, scale, table (-1: Lambertian, scale in lm / π; else scale times the table's
candela), and the angle of C = 0 in degrees counter-clockwise from east. ``tables`` holds, after one another, C angles, γ angles
and candela; ``where`` (t, 3) says where each begins and how many angles of either kind it has.
"""

from __future__ import annotations

import math

from app.analysis.compiled import njit

# What is asked, all at height z: level, upright facing each lamp, upright and half cylinder facing along the line or against it,
# and on the wall that the line is.
LEVEL, FACING, AHEAD, BEHIND, ROUND_AHEAD, ROUND_BEHIND, WALL = range(7)
# Nobody is nearer than a centimetre to a lamp; keeps the light at the lamp itself finite.
NEAREST2 = 1e-4

# Divisions are never by zero here: without the check the compiler has half the work. Nobody calls a part from outside.
part = njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)
# For parts with one caller or two: the first compilation is shorter.
inlined = njit(nogil=True, error_model="numpy", inline="always")


@part
def rising(values, count):
    """Sort the first ``count`` values: they are few, and the compiler takes a second over a sort for many."""
    for i in range(1, count):
        value, j = values[i], i
        while j > 0 and values[j - 1] > value:
            values[j] = values[j - 1]
            j -= 1
        values[j] = value


@part
def knot(tables, first, count, at):
    """The knot at or before a place, at most the last but one; and the share of the way to the next."""
    if count == 1:
        return 0, 0.0
    low, high = 0, count - 1
    # Most tables have even steps: the first guess is right there, and narrows the search elsewhere.
    even = (at - tables[first]) / (tables[first + high] - tables[first]) * high
    guess = min(max(int(even), 0), high - 1)
    if tables[first + guess] <= at:
        low = guess
        if tables[first + guess + 1] > at:
            high = guess + 1
    else:
        high = guess
    while high - low > 1:
        mid = (low + high) // 2
        if tables[first + mid] <= at:
            low = mid
        else:
            high = mid
    share = (at - tables[first + low]) / (tables[first + low + 1] - tables[first + low])
    return low, min(max(share, 0.0), 1.0)


@part
def candela(tables, where, t, c, gamma):
    """The table's intensity towards C and gamma (degrees); 0 outside its gamma."""
    first, nc, ng = where[t, 0], where[t, 1], where[t, 2]
    if gamma < tables[first + nc] or gamma > tables[first + nc + ng - 1]:
        return 0.0
    i, s = knot(tables, first, nc, c % 360.0)
    j, r = knot(tables, first + nc, ng, gamma)
    row = first + nc + ng + i * ng + j
    step = 1 if ng > 1 else 0
    value = tables[row] * (1.0 - r) + tables[row + step] * r
    if s > 0.0:
        row += ng
        value = value * (1.0 - s) + (tables[row] * (1.0 - r) + tables[row + step] * r) * s
    return value


@inlined
def upright(what, q, d, u):
    """What the distance to the lamp is multiplied with: the share of the light that a surface of this kind takes, times distance."""
    ahead = -u if what in (AHEAD, ROUND_AHEAD) else u
    if what in (AHEAD, BEHIND):
        return max(ahead, 0.0)
    if what in (ROUND_AHEAD, ROUND_BEHIND):
        return max(d + ahead, 0.0) / math.pi
    return d if what == FACING else abs(q)


@part
def lux(lamp, tables, where, what, a, u):
    """Lux from one lamp ``u`` metres past its foot on the line; ``a`` is a row of `_laid`."""
    h, q = a[6], a[2]
    d2 = q * q + u * u
    r2 = max(d2 + h * h, NEAREST2)
    r, d = math.sqrt(r2), math.sqrt(d2)
    take = max(h, 0.0) if what == LEVEL else upright(what, q, d, u)
    t = int(lamp[4])
    if t < 0:
        return lamp[3] * max(h, 0.0) * take / (r2 * r2)
    c = math.degrees(math.atan2(a[5] + u * a[1], a[4] + u * a[0])) - lamp[5]
    return lamp[3] * candela(tables, where, t, c, math.degrees(math.atan2(d, h))) * take / (r2 * r)


@inlined
def laid(lamps, line, near, k, h, lamp, piece):
    """Write how lamp and line lie to each other into row k: direction, offset, foot along the line, lamp to foot, height, lamp."""
    ax, ay = line[piece, 0], line[piece, 1]
    dx, dy = line[piece, 2] - ax, line[piece, 3] - ay
    length = math.hypot(dx, dy)
    dx, dy = dx / length, dy / length
    x, y = lamps[lamp, 0] - ax, lamps[lamp, 1] - ay
    foot = x * dx + y * dy
    near[k, 0], near[k, 1], near[k, 2], near[k, 3] = dx, dy, dx * y - dy * x, foot
    near[k, 4], near[k, 5], near[k, 6], near[k, 7] = foot * dx - x, foot * dy - y, h, lamp
