"""The weakest stretch of a given length along a line, exactly, from values that are constant between cuts.

The sum over a sliding window is piecewise linear in its start: it turns only where an end of the window passes a cut, so the
least sum is found among those places.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy
from numpy import ndarray

SAME = 1e-9


class Window(NamedTuple):
    """A stretch from ``start_m`` to ``end_m`` and the mean of each profile over it, in the order they were given."""

    start_m: float
    end_m: float
    means: tuple[float, ...]


def weakest(cuts_m: ndarray, profiles: tuple[ndarray, ...], length_m: float) -> Window | None:
    """The window of ``length_m`` whose mean of the first profile is least; of equal ones the least in the second, then the first met.

    ``cuts_m`` (n + 1,) rise from the start to the end of the line; each profile (n,) has one value between two cuts. A line
    shorter than the window is the window; a line without length has none.
    """
    cuts = numpy.asarray(cuts_m, dtype=float)
    if len(cuts) < 2 or cuts[-1] - cuts[0] <= 0.0:
        return None
    size = min(float(length_m), float(cuts[-1] - cuts[0]))
    last = max(float(cuts[-1]) - size, float(cuts[0]))
    starts = numpy.unique(numpy.clip(numpy.concatenate([cuts, cuts - size]), cuts[0], last))
    means = [over(cuts, numpy.asarray(profile, dtype=float), starts, size) for profile in profiles]
    left = numpy.arange(len(starts))
    for mean in means:
        # Rounding in the sums must not break a tie.
        least = float(mean[left].min())
        left = left[mean[left] <= least + SAME * max(1.0, abs(least))]
    at = int(left[0])
    return Window(float(starts[at]), float(starts[at]) + size, tuple(float(mean[at]) for mean in means))


def over(cuts_m: ndarray, profile: ndarray, starts_m: ndarray, length_m: float) -> ndarray:
    """The mean of a profile over the window from each start (k,); the window must lie on the line."""
    sums = numpy.concatenate([[0.0], numpy.cumsum(profile * numpy.diff(cuts_m))])
    ends = numpy.minimum(starts_m + length_m, cuts_m[-1])
    return (numpy.interp(ends, cuts_m, sums) - numpy.interp(starts_m, cuts_m, sums)) / length_m
