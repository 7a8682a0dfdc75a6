"""Lockers for the people within a walk of them: what stands behind the share near a mailbox."""

from __future__ import annotations

from collections.abc import Iterator

import numpy

from app.analysis.catchment import Catchment, floating, lowest
from app.analysis.demand import Demand
from app.analysis.intervals import Intervals
from app.quantity import Quantity, Tag
from app.study.walking.walks import Walks

SOURCE = "two-step floating catchment, lockers shared among the people within the walk"
LOWEST = 0.1


def lockers(walked: Walks, people: Demand, assumed: float | None = None) -> Catchment:
    """Share the lockers of all mailboxes among the people within ``mailbox.radius``.

    Where a file counts none a mailbox has ``assumed`` lockers (None: ``mailbox.lockers`` of the question the walks were made for).
    """
    way = walked["near_mailbox"]
    counted = way.placed.lockers[way.which]
    supply = numpy.where(counted > 0, counted, walked.of.assumptions["mailbox.lockers"] if assumed is None else assumed)
    edge, at = way.placed.edge[way.which], way.placed.at_m[way.which]
    return floating(way.network, edge, at, supply, people, radius_m=way.limit)


def lockers_details(found: Catchment, here: Intervals) -> Iterator[tuple[str, Quantity]]:
    """Lockers per 1,000 people of some stretches, on average and for the tenth that has fewest; nothing where nobody lives."""
    people, per_head = found.within(here)
    if not people.sum() > 0.0:
        return
    mean = float((people * per_head).sum() / people.sum())
    yield "lockers_per_1000", Quantity(1000.0 * mean, "count", Tag.COMPUTED, SOURCE)
    yield "lockers_lowest", Quantity(1000.0 * lowest(people, per_head, LOWEST), "count", Tag.COMPUTED, SOURCE)
