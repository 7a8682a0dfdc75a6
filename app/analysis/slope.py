"""How much longer a walk takes for the rise of the ground: Tobler's hiking function, there and back.

v = 6 exp(-3.5 |tan(theta) + 0.05|) km/h (references 3; Tobler 1993). Level ground gives 5.04 km/h; only the ratio to it is used,
so that the speed on the flat stays an assumption of its own.
"""

from __future__ import annotations

import numpy
from numpy import ndarray

from app.analysis.heights import Heights
from app.analysis.streets import Streets, points_at

# Heights are read this often along a street: finer than a grid's cells shows nothing new.
STEP_M = 10.0
# Where a street leaves the ground, its height is that of its ends.
OFF_GROUND = ("bridge", "footbridge", "tunnel", "underpass")


def tobler(slope: ndarray) -> ndarray:
    """Walking speed in km/h on a slope (rise / run, downhill negative)."""
    return 6.0 * numpy.exp(-3.5 * numpy.abs(numpy.asarray(slope, dtype=float) + 0.05))


def there_and_back(slope: ndarray) -> ndarray:
    """How many times longer than on the flat a metre takes, the mean of both directions: 1 on the flat, the same up and down."""
    flat = float(tobler(numpy.zeros(1))[0])
    return (flat / tobler(slope) + flat / tobler(-numpy.asarray(slope, dtype=float))) / 2.0


def slowness(streets: Streets, heights: Heights, *, steepest: float) -> tuple[ndarray, ndarray]:
    """(times longer than on the flat (e,), share of each segment whose heights are known (e,)).

    Slopes beyond ``steepest`` are errors of the grid (a wall, a roof) and count as that. Where no height is known the ground is
    flat. No segments give empty arrays.
    """
    edge, start, end = _steps(streets)
    if not len(edge):
        return numpy.ones(len(streets)), numpy.zeros(len(streets))
    rise = heights.at(points_at(streets, edge, end)) - heights.at(points_at(streets, edge, start))
    run = end - start
    known = numpy.isfinite(rise)
    slope = numpy.clip(numpy.where(known, rise, 0.0) / run, -steepest, steepest)
    length = numpy.bincount(edge, weights=run, minlength=len(streets))
    times = numpy.bincount(edge, weights=run * there_and_back(slope), minlength=len(streets)) / length
    return times, numpy.bincount(edge, weights=run * known, minlength=len(streets)) / length


def _steps(streets: Streets) -> tuple[ndarray, ndarray, ndarray]:
    """Every segment in equal steps of about STEP_M; those off the ground in one."""
    count = numpy.maximum(numpy.round(streets.length_m / STEP_M), 1).astype(numpy.int64)
    count[numpy.isin(streets.ways, OFF_GROUND)] = 1
    edge = numpy.repeat(numpy.arange(len(streets)), count)
    turn = numpy.arange(len(edge)) - numpy.repeat(numpy.cumsum(count) - count, count)
    step = (streets.length_m / count)[edge]
    return edge, turn * step, numpy.where(turn + 1 == count[edge], streets.length_m[edge], (turn + 1) * step)
