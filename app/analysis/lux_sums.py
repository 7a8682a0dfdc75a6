"""Lux times metres along straight lines, compiled: in closed form for lamps that shine alike all round, on the level or on a wall.

A table that is the same all round is a broken line over γ. Between two of its angles lux is (a + b γ) f / r³ with f the height
(level) or the distance to the line (wall), r² = s² + u², s² = h² + q², u metres past the lamp's foot on the line, q the foot's
distance. Both parts have a primitive: u / (s² r), and, by parts, γ u / (s² r) − (h / s²) E with

    E = ∫ v² / ((s² + v²)^1.5 (q² + v²)^0.5) dv = u³ R_D(1, 1 + u²/q², 1 + u²/s²) / (3 s³ q),

R_D Carlson's integral (Carlson 1979, by duplication; from memory, checked against fine sums). So no street is sampled.
The Lambertian default is scale h f / r⁴, with its own primitive. What has no closed form (upright surfaces, a table that differs
round the vertical) is summed by Gauss-Legendre between all kinks.
"""

from __future__ import annotations

import math

import numpy as np

from app.analysis.compiled import njit
from app.analysis.lux_of_lamp import LEVEL, NEAREST2, WALL, laid, lux, part, rising

# Carlson's duplication stops here; what is left out is of the sixth power of it.
ALIKE = 0.02
# Integrals where no formula is at hand: how far five points may differ from three (the error itself is far smaller), and the
# places and weights of five-point and of three-point Gauss-Legendre.
FINE_SUM = 1e-5
# Three points do for stretches this narrow beside their distance from the foot: what is left out is of the sixth power of it.
NARROW = 0.3
G1, G2 = 0.5384693101056831, 0.9061798459386640
W0, W1, W2 = 0.5688888888888889, 0.4786286704993665, 0.2369268850561891
H1, V0, V1 = 0.7745966692414834, 0.8888888888888889, 0.5555555555555556
# The mark of `lux_of_lamp` this was compiled with.
MADE_OF = "6afb624a8514"


@part
def _carlson(x, y, z):
    """R_D(x, y, z) for x, y not below 0 (not both 0) and z above 0, to nine digits."""
    total, share = 0.0, 1.0
    while True:
        mean = 0.2 * (x + y + 3.0 * z)
        dx, dy, dz = (mean - x) / mean, (mean - y) / mean, (mean - z) / mean
        if max(abs(dx), abs(dy), abs(dz)) < ALIKE:
            break
        a, b, c = math.sqrt(x), math.sqrt(y), math.sqrt(z)
        step = a * (b + c) + b * c
        total += share / (c * (z + step))
        share *= 0.25
        x, y, z = 0.25 * (x + step), 0.25 * (y + step), 0.25 * (z + step)
    ea, eb = dx * dy, dz * dz
    ec, ed = ea - eb, ea - 6.0 * eb
    ee = ed + ec + ec
    series = 1.0 + ed * (-3.0 / 14.0 + 9.0 / 88.0 * ed - 4.5 / 26.0 * dz * ee)
    series += dz * (ee / 6.0 + dz * (-9.0 / 22.0 * ec + dz * 3.0 / 26.0 * ea))
    return 3.0 * total + share * series / (mean * math.sqrt(mean))


@part
def _primitives(h, q, s2, u):
    """The primitives of 1 / r³ and of γ / r³ (γ in degrees), from the foot to ``u`` (not below 0)."""
    if u <= 0.0:
        return 0.0, 0.0
    r = math.sqrt(s2 + u * u)
    plain = u / (s2 * r)
    s = math.sqrt(s2)
    if q < 1e-7 * s:
        e = 1.0 / s - 1.0 / r
    else:
        e = u * u * u * _carlson(1.0, 1.0 + u * u / (q * q), 1.0 + u * u / s2) / (3.0 * s2 * s * q)
    return plain, math.degrees(math.atan2(math.sqrt(q * q + u * u), h) * plain - h / s2 * e)


@part
def _beside(tables, first, count, h, q, s2, u0, u1):
    """The integral of a table over r³ from ``u0`` to ``u1`` metres past the foot, both not below 0."""
    angle, cd, down = first + 1, first + 1 + count, h < 0.0
    total, u = 0.0, u0
    plain, turned = _primitives(h, q, s2, u)
    gamma = math.degrees(math.atan2(math.sqrt(q * q + u * u), h))
    # The angle rises along the line below the lamp and falls above it; it stays where the lamp hangs level with the line.
    j = 0
    while j < count and (tables[angle + j] < gamma if down else tables[angle + j] <= gamma):
        j += 1
    while u < u1 and (j > 0 if down else j < count):
        knot, end = tables[angle + (j - 1 if down else j)], u1
        if h != 0.0 and (knot > 90.0 if down else knot < 90.0):
            d = h * math.tan(math.radians(knot))
            end = max(min(u1, math.sqrt(max(d * d - q * q, 0.0))), u)
        next_plain, next_turned = _primitives(h, q, s2, end)
        if 0 < j < count:
            a, b = tables[angle + j - 1], tables[angle + j]
            slope = (tables[cd + j] - tables[cd + j - 1]) / (b - a)
            total += (tables[cd + j] - slope * b) * (next_plain - plain) + slope * (next_turned - turned)
        plain, turned, u = next_plain, next_turned, end
        j += -1 if down else 1
    return total


@part
def _both_sides(tables, first, count, h, q, s2, u0, u1):
    """The same for any two places: what lies alike on both sides of the foot is asked once."""
    if u0 >= 0.0 or u1 <= 0.0:
        return _beside(tables, first, count, h, q, s2, min(abs(u0), abs(u1)), max(abs(u0), abs(u1)))
    near, far = min(-u0, u1), max(-u0, u1)
    return 2.0 * _beside(tables, first, count, h, q, s2, 0.0, near) + _beside(tables, first, count, h, q, s2, near, far)


@part
def _lambertian(h, s2, u0, u1):
    """The integral of h / r⁴."""
    s = math.sqrt(s2)
    whole = u1 / (s2 + u1 * u1) - u0 / (s2 + u0 * u0) + (math.atan(u1 / s) - math.atan(u0 / s)) / s
    return h * whole / (2.0 * s2)


@part
def _three(lamp, tables, where, what, a, u0, u1):
    """The integral between two places by three points."""
    mid, half = 0.5 * (u0 + u1), 0.5 * (u1 - u0)
    sides = lux(lamp, tables, where, what, a, mid + half * H1) + lux(lamp, tables, where, what, a, mid - half * H1)
    return half * (V0 * lux(lamp, tables, where, what, a, mid) + V1 * sides)


@part
def _gauss(lamp, tables, where, what, a, u0, u1):
    """The integral between two places by five points, and by three of its own."""
    mid, half = 0.5 * (u0 + u1), 0.5 * (u1 - u0)
    middle = lux(lamp, tables, where, what, a, mid)
    five, three = W0 * middle, V0 * middle
    for way in (half, -half):
        five += W1 * lux(lamp, tables, where, what, a, mid + way * G1)
        five += W2 * lux(lamp, tables, where, what, a, mid + way * G2)
        three += V1 * lux(lamp, tables, where, what, a, mid + way * H1)
    return five * half, three * half


@part
def _kinks(lamp, tables, where, a, u0, u1):
    """Both places and all between them where lux may have a kink: beside the lamp, at the angles of its table; rising; how many."""
    t = int(lamp[4])
    first, nc, ng = (np.int64(0), np.int64(0), np.int64(0)) if t < 0 else (where[t, 0], where[t, 1], where[t, 2])
    at, k, h, q = np.empty(3 + 2 * ng + nc), np.int64(3), a[6], a[2]
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
    rising(at, k)
    return at, k


@part
def _summed(lamp, tables, where, what, a, u0, u1, todo):
    """Lux times metres of one lamp between two places, summed."""
    (kinks, count), total = _kinks(lamp, tables, where, a, u0, u1), 0.0
    for i in range(count - 1):
        n = 1
        todo[0, 0], todo[0, 1] = kinks[i], kinks[i + 1]
        while n > 0:
            n -= 1
            b, e = todo[n, 0], todo[n, 1]
            near = min(abs(b), abs(e)) if b * e > 0.0 else 0.0
            if e - b < NARROW * math.sqrt(a[2] * a[2] + near * near):
                total += _three(lamp, tables, where, what, a, b, e)
                continue
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
    "f8[::1](i8[::1], i8[::1], i8[::1], f8[:, ::1], f8[:, ::1], f8[:, ::1], f8[::1], i8[:, ::1], i8, f8)",
    cache=True,
    nogil=True,
    error_model="numpy",
)
def sums(start, piece, lamp, span, line, lamps, tables, where, what, z):
    """Lux times metres of each group (g,); arguments as `lux_kernel.profile` takes them. A piece without length has 0."""
    out, near, todo = np.zeros(len(piece)), np.empty((1, 8)), np.empty((64, 2))
    for g in range(len(piece)):
        p = piece[g]
        if line[p, 0] == line[p, 2] and line[p, 1] == line[p, 3]:
            continue
        for k in range(start[g], start[g + 1]):
            one = lamps[lamp[k]]
            laid(lamps, line, near, 0, one[2] - z, lamp[k], p)
            a, t = near[0], int(one[4])
            h, q, u0, u1 = a[6], abs(a[2]), span[k, 0] - a[3], span[k, 1] - a[3]
            s2 = h * h + q * q
            if what not in (LEVEL, WALL) or s2 <= NEAREST2 or (t >= 0 and where[t, 1] > 1):
                out[g] += _summed(one, tables, where, what, a, u0, u1, todo)
                continue
            takes = one[3] * (max(h, 0.0) if what == LEVEL else q)
            if takes > 0.0 and t >= 0:
                out[g] += takes * _both_sides(tables, where[t, 0], where[t, 2], h, q, s2, u0, u1)
            elif takes > 0.0 and h > 0.0:
                out[g] += takes * _lambertian(h, s2, u0, u1)
    return out
