"""Which way would an unknown camera see most street, and which way least: compiled search over bearings.

Angles here are radians counter-clockwise from east; a window is an angle and a width. All compiled helpers of one kernel stand
in this one file: the compiled code is kept by the date of the file.
"""

from __future__ import annotations

import math

import numpy as np

from app.analysis.compiled import njit

TURN = 2.0 * math.pi
# A stretch seen under a smaller angle than this is seen end-on: all of it at one bearing.
END_ON = 1e-9
# Bearings tried besides those at which a stretch begins or ends.
TRIED = 72


# Divisions are never by zero here: without the check the compiler has half the work. Nobody calls a part from outside.
part = njit(nogil=True, error_model="numpy", no_cpython_wrapper=True, no_cfunc_wrapper=True)


@part
def _along(line, i, offset, ux, uy):
    """How much of stretch i, turned counter-clockwise, comes before the bearing u, which is ``offset`` after its start."""
    length, span = line[i, 4], line[i, 6]
    if offset <= 0.0:
        return 0.0
    if offset >= span:
        return length
    if span < END_ON:
        return length * offset / span
    px, py, dx, dy = line[i, 0], line[i, 1], line[i, 2], line[i, 3]
    return min(max(-(px * uy - py * ux) / (dx * uy - dy * ux), 0.0), length)


@part
def _window(line, i, angle, width, ux, uy, vx, vy):
    """The parts of stretch i inside a window: (from, to) where the window begins before, (from, to) where it comes round."""
    span = line[i, 6]
    a = (angle - line[i, 5]) % TURN
    end = a + width
    s0, s1, r1 = 0.0, 0.0, 0.0
    if a <= span:
        s0 = _along(line, i, a, ux, uy)
        s1 = line[i, 4] if end >= span else _along(line, i, end, vx, vy)
    if end >= TURN:
        r1 = _along(line, i, end - TURN, vx, vy) if span >= END_ON else line[i, 4]
        r1 = min(r1, s0) if a <= span else r1
    return s0, s1, r1


@part
def _length(line, first, last, angle, width):
    """The metres of the stretches first..last inside a window."""
    ux, uy = math.cos(angle), math.sin(angle)
    vx, vy = math.cos(angle + width), math.sin(angle + width)
    total = 0.0
    for i in range(first, last):
        s0, s1, r1 = _window(line, i, angle, width, ux, uy, vx, vy)
        total += max(s1 - s0, 0.0) + r1
    return total


@part
def _climb(line, first, last, width, angle, metres, sign):
    """Turn a window by ever smaller steps while that gains a millimetre: bearings between those tried; sign -1: the least."""
    step = TURN / TRIED / 2.0
    while step > 1e-4:
        for side in range(2):
            turned = angle + (step if side == 0 else -step)
            gained = sign * _length(line, first, last, turned, width)
            if gained > metres + 1e-3:
                angle, metres = turned, gained
                break
        else:
            step /= 2.0
    return angle, metres


@njit("f8[:, ::1](f8[:, ::1], i8[::1], f8[::1])", cache=True, nogil=True, error_model="numpy")
def search(line, start, width):
    """The windows with most and least street: rows (most from, most metres, least from, least metres) for each camera.

    ``line`` (m, 7): stretches relative to the eye, turned counter-clockwise: begin x and y, unit direction x and y, length,
    angle of the begin, angle they span; camera i has ``start[i]`` to ``start[i + 1]``. ``width`` (n,) radians.
    """
    out = np.empty((len(width), 4))
    for n in range(len(width)):
        first, last, w = start[n], start[n + 1], min(width[n], TURN)
        most, least, most_at, least_at = -1.0, 1e300, 0.0, 0.0
        for c in range(TRIED + 4 * (last - first)):
            if c < TRIED:
                angle = c * TURN / TRIED
            else:
                i = first + (c - TRIED) // 4
                angle = line[i, 5] + (line[i, 6] if c % 2 else 0.0) - (w if c % 4 > 1 else 0.0)
            metres = _length(line, first, last, angle, w)
            # A millimetre decides nothing: the first of equally good bearings stays, whatever the rounding.
            if metres > most + 1e-3:
                most, most_at = metres, angle
            if metres < least - 1e-3:
                least, least_at = metres, angle
        most_at, most = _climb(line, first, last, w, most_at, most, 1.0)
        least_at, least = _climb(line, first, last, w, least_at, -least, -1.0)
        out[n, 0], out[n, 1], out[n, 2], out[n, 3] = most_at % TURN, most, least_at % TURN, -least
    return out


@njit("Tuple((i8[::1], f8[:, ::1]))(f8[:, ::1], i8[::1], f8[::1], f8[::1])", cache=True, nogil=True, error_model="numpy")
def inside(line, camera, angle, width):
    """The parts of stretches inside the window of their camera: rows of ``line``, and (from, to) metres along the stretch."""
    k = np.int64(0)
    row, span = np.empty(2 * len(line), np.int64), np.empty((2 * len(line), 2))
    for i in range(len(line)):
        at, w = angle[camera[i]], min(width[camera[i]], TURN)
        s0, s1, r1 = _window(line, i, at, w, math.cos(at), math.sin(at), math.cos(at + w), math.sin(at + w))
        if s1 > s0:
            row[k], span[k, 0], span[k, 1] = i, s0, s1
            k += 1
        if r1 > 0.0:
            row[k], span[k, 0], span[k, 1] = i, 0.0, r1
            k += 1
    return row[:k].copy(), span[:k].copy()
