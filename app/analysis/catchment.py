"""How much there is for each person within reach: the two-step floating catchment area, on streets instead of centroids.

Step one: each facility shares its supply among the demand within reach, R_j = S_j / sum of P_k in reach. Step two: each place has
the sum of the shares in reach, A_i = sum of R_j (2SFCA; Luo and Wang 2003). With zones of distance, demand and share both weigh
less farther out (E2SFCA; Luo and Qi 2009; references 3). Reach is the exact street within a walk, partial segments included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.around import around
from app.analysis.demand import Demand
from app.analysis.intervals import Intervals, atoms, intervals, join
from app.analysis.network import Network

# Weights of three equal zones, as commonly used (references 3; from memory): slow and fast decay.
SLOW, FAST = (1.0, 0.68, 0.22), (1.0, 0.42, 0.09)


@dataclass(frozen=True)
class Catchment:
    """Supply for each unit of demand.

    ``stretches`` are the streets with demand, apart from each other; ``demand`` (n,) on each and ``per_head`` (n,) supply per unit
    of demand there, 0 where none is in reach. ``share`` (f,) is each facility's supply per unit of (weighted) demand in its reach,
    0 where nobody is; ``idle`` marks those.
    """

    stretches: Intervals
    demand: ndarray
    per_head: ndarray
    share: ndarray
    idle: ndarray

    @property
    def served(self) -> float:
        """All supply that reaches anybody: the sum of demand x supply per head, equal to the supply of all that are not idle."""
        return float((self.demand * self.per_head).sum())

    def within(self, some: Intervals) -> tuple[ndarray, ndarray]:
        """(demand, supply per head) of the parts that lie in some stretches; these must not overlap each other."""
        cut = atoms(self.stretches, some)
        piece, atom = cut.pairs(0)
        inside = (cut.depth(1) > 0)[atom]
        per_m = self.demand / (self.stretches.end_m - self.stretches.start_m)
        return (per_m[piece] * cut.length_m[atom])[inside], self.per_head[piece][inside]


def floating(
    network: Network, at_edge: ndarray, at_m: ndarray, supply: ndarray, demand: Demand, *, radius_m: float, weights: Sequence[float] = (1.0,)
) -> Catchment:  # fmt: skip
    """Share the supply of facilities (f,) among the demand within ``radius_m`` of walking.

    ``weights``: of equal zones of distance from the facility outwards, falling (one zone: plain 2SFCA). A facility on no segment
    (edge -1) or without demand in reach is idle; no facilities give 0 everywhere; no demand gives no stretches.
    """
    at_edge, supply = numpy.asarray(at_edge, numpy.int64).reshape(-1), numpy.asarray(supply, float).reshape(-1)
    reached, facility, gain = _reached(network, at_edge, numpy.asarray(at_m, float).reshape(-1), radius_m, weights)
    cut = atoms(demand.stretches, reached)
    people = demand.on(cut, 0) * cut.length_m
    which, atom = cut.pairs(1)
    worth = gain[which]
    potential = numpy.bincount(facility[which], weights=people[atom] * worth, minlength=len(supply))
    idle = ~(potential > 0.0)
    share = numpy.where(idle, 0.0, supply / numpy.where(idle, 1.0, potential))
    per_head = numpy.bincount(atom, weights=worth * share[facility[which]], minlength=len(people))
    there = (people > 0.0) & (cut.end_m > cut.start_m)
    return Catchment(intervals(cut.edge[there], cut.start_m[there], cut.end_m[there]), people[there], per_head[there], share, idle)


def _reached(
    network: Network, at_edge: ndarray, at_m: ndarray, radius_m: float, weights: Sequence[float]
) -> tuple[Intervals, ndarray, ndarray]:  # fmt: skip
    """(stretches, facility, what the stretch adds to the weight): each zone adds its step over the next, so that nested zones sum."""
    steps = numpy.array(weights, float) - numpy.append(numpy.array(weights, float)[1:], 0.0)
    parts, facility, gain = [], [], []
    for number in numpy.flatnonzero(at_edge >= 0).tolist():
        for zone, step in enumerate(steps.tolist()):
            part = around(network, int(at_edge[number]), float(at_m[number]), radius_m * (zone + 1) / len(steps))
            parts.append(part)
            facility.append(numpy.full(len(part), number, dtype=numpy.int64))
            gain.append(numpy.full(len(part), step))
    if not parts:
        return intervals(), numpy.zeros(0, dtype=numpy.int64), numpy.zeros(0)
    return join(parts), numpy.concatenate(facility), numpy.concatenate(gain)


def lowest(demand: ndarray, per_head: ndarray, q: float) -> float:
    """The supply per head that a share ``q`` of the demand has at most: 0.1 is the lowest tenth. No demand gives nan."""
    if not demand.sum() > 0.0:
        return float("nan")
    order = numpy.argsort(per_head, kind="stable")
    total = numpy.cumsum(demand[order])
    return float(per_head[order][min(int(numpy.searchsorted(total, q * total[-1], side="left")), len(order) - 1)])
