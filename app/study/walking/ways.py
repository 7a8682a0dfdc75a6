"""Who may go where, and how fast: the streets as a network on foot and by road."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.network import Network
from app.analysis.streets import Streets
from app.parameters import Assumptions
from app.study.asked import Question
from app.study.columns import numbers, texts

# Ways of `layers/streets.py`, as `app.study.walking.ways_read` reads them.
ON_FOOT_ONLY = ("footpath", "steps", "underpass", "footbridge")
NO_WALKING = ("motorway",)


@dataclass(frozen=True, eq=False)
class Ways:
    """The network of a ground. ``foot`` in metres for walkers, ``road`` in metres for cars.

    ``slow`` (e,): how many times longer than on flat ground a walk along each segment takes, the mean of there and back.
    """

    foot: Network
    road: Network
    slow: ndarray

    @property
    def walkable(self) -> ndarray:
        """True for segments one may walk along (e,)."""
        return _everywhere(self.foot)

    @property
    def drivable(self) -> ndarray:
        """True for segments a car may drive along (e,)."""
        return _everywhere(self.road)


def ways(streets: Streets, assumptions: Assumptions, slope: ndarray | None = None) -> Ways:
    """The networks of some streets; ``slope`` (e,) is how much slower each segment is for its rise (None: no heights known)."""
    way = streets.ways
    slow = numpy.ones(len(streets)) if slope is None else numpy.where(numpy.isfinite(slope), slope, 1.0)
    stairs = way == "steps"
    if stairs.any():
        # Their slope is in the pace already.
        slow = numpy.where(stairs, 1.0 / assumptions["walk.stairs"], slow)
    ends = (streets.node_u, streets.node_v, streets.length_m, len(streets.node_xy))
    return Ways(Network(*ends, _open(way, NO_WALKING)), Network(*ends, _open(way, ON_FOOT_ONLY)), slow)


def slope(question: Question, streets: Streets) -> tuple[ndarray | None, float]:
    """(times longer each segment takes for its rise, share of the street length whose heights are known); None where no heights are."""
    layers = [layer for layer in question.counted("elevation") if len(layer.frame)]
    if not layers:
        return None, 0.0
    from app.analysis.heights import heights
    from app.analysis.slope import slowness

    frame = layers[0].frame
    columns = (texts(frame, "heights"), numbers(frame, "down"), numbers(frame, "across"))
    times, known = slowness(streets, heights(frame.geometry.to_numpy(), *columns), steepest=question.assumptions["slope.steepest"])
    share = float((known * streets.length_m).sum() / streets.length_m.sum())
    return (times, share) if share > 0 else (None, 0.0)


def _open(way: ndarray, shut: tuple[str, ...]) -> ndarray | None:
    found = numpy.isin(way, shut)
    return ~found if found.any() else None


def _everywhere(network: Network) -> ndarray:
    return numpy.ones(len(network.length_m), dtype=bool) if network.open is None else network.open
