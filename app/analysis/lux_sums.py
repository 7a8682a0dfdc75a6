"""Lux times metres along straight lines in closed form, compiled: lamps that shine alike all round, on the level or on a wall.

A table that is the same all round is a broken line over γ. Between two of its angles lux is (a + b γ) f / r³ with f the height
(level) or the distance to the line (wall), r² = s² + u², s² = h² + q², u metres past the lamp's foot on the line, q the foot's
distance. Both parts have a primitive: u / (s² r), and, by parts, γ u / (s² r) − (h / s²) E with

    E = ∫ v² / ((s² + v²)^1.5 (q² + v²)^0.5) dv = u³ R_D(1, 1 + u²/q², 1 + u²/s²) / (3 s³ q),

R_D Carlson's integral (Carlson 1979, by duplication; from memory, checked against fine sums). So no street is sampled.
The Lambertian default is scale h f / r⁴, with its own primitive. What has no closed form is left to `lux_kernel`.
"""

from __future__ import annotations

import math

import numpy as np

from app.analysis.compiled import njit

LEVEL, WALL = 0, 6
# As in `lux_kernel`: nobody is nearer than a centimetre to a lamp.
NEAREST2 = 1e-4
# Carlson's duplication stops here; what is left out is of the sixth power of it.
ALIKE = 0.02

part = njit(nogil=True, error_model="numpy")


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


@njit(
    "f8[::1](i8[::1], i8[::1], i8[::1], f8[:, ::1], f8[:, ::1], f8[:, ::1], f8[::1], i8[:, ::1], i8, f8)",
    cache=True,
    nogil=True,
    error_model="numpy",
)
def sums(start, piece, lamp, span, line, lamps, tables, where, what, z):
    """Lux times metres of each group (g,), arguments as `lux_kernel.profile` takes them; ``what`` is LEVEL or WALL.

    Lamps whose table differs round the vertical, or that touch the line, add nothing here: they are `lux_kernel`'s.
    """
    out = np.zeros(len(piece))
    for g in range(len(piece)):
        p = piece[g]
        dx, dy = line[p, 2] - line[p, 0], line[p, 3] - line[p, 1]
        length = math.hypot(dx, dy)
        if length == 0.0:
            continue
        dx, dy = dx / length, dy / length
        for k in range(start[g], start[g + 1]):
            one = lamp[k]
            t = int(lamps[one, 4])
            x, y, h = lamps[one, 0] - line[p, 0], lamps[one, 1] - line[p, 1], lamps[one, 2] - z
            foot, q = x * dx + y * dy, abs(dx * y - dy * x)
            s2, takes = h * h + q * q, max(h, 0.0) if what == LEVEL else q
            if takes == 0.0 or s2 <= NEAREST2 or (t >= 0 and where[t, 1] > 1):
                continue
            u0, u1 = span[k, 0] - foot, span[k, 1] - foot
            if t < 0:
                out[g] += lamps[one, 3] * takes * (_lambertian(h, s2, u0, u1) if h > 0.0 else 0.0)
            else:
                out[g] += lamps[one, 3] * takes * _both_sides(tables, where[t, 0], where[t, 2], h, q, s2, u0, u1)
    return out
