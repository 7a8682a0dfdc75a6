"""What is told beside each share: lengths, what is usually claimed, median walks."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import partial

import numpy
from numpy import ndarray

from app.analysis import access
from app.analysis.coverage import fixed_share
from app.quantity import Quantity, Tag
from app.study.laid import Sheet
from app.study.scoring import Detail, Details, computed

SEEN = "street length inside visible polygons"


def of_cameras(page: Sheet) -> Details:
    """What is told beside the measures of cameras."""
    return {"seen": partial(_seen, page), "seen_night": partial(_seen_night, page)}


def _seen(page: Sheet, here: ndarray) -> Iterator[Detail]:
    metres = page.length_m * here
    whole = float(metres.sum())
    value, low, high = (float((part * metres).sum()) for part in (page.once.value, page.once.low, page.once.high))
    yield "seen_m", Quantity(value, "m", Tag.COMPUTED, SEEN, min(low, value), max(high, value))
    yield "claimed_share", computed(fixed_share(page.columns["claimed"], metres), "share", "circles through walls, as usually claimed")
    claimed = float(metres[page.columns["claimed"]].sum())
    yield "claimed_more_m", computed(claimed - value, "m", "circles through walls, less what is seen")
    open_only = float((metres * page.once.value)[~page.columns["bounded"]].sum())
    yield "unbounded_share", computed(open_only / whole, "share", "seen only by cameras with no known building around")
    yield "maybe_share", computed(fixed_share(page.maybe & ~page.sure, metres), "share", "seen only if an unknown heading is kind")


def _seen_night(page: Sheet, here: ndarray) -> Iterator[Detail]:
    metres = page.length_m * here
    yield "seen_night_m", computed(float((page.night.value * metres).sum()), "m", "seen within night range or lit")
    lost = float(((page.once.value - page.night.value) * metres).sum())
    yield "lost_by_night_m", computed(max(lost, 0.0), "m", "seen by day and neither within night range nor lit")
    if "lit" in page.columns:
        gained = float(((page.night.value - page.own) * metres).sum())
        yield "moved_by_light_m", computed(max(gained, 0.0), "m", "seen by night only because lamps light it")


def of_walk(network: access.Network, walk: access.Walk, page: Sheet) -> Callable[[ndarray], Iterator[Detail]]:
    """The median walk, told beside a share."""

    def told(here: ndarray) -> Iterator[Detail]:
        stretches = page.cut.joined(here)
        found = access.quantile(network, walk, 0.5, where=(stretches.edge, stretches.start_m, stretches.end_m))
        yield "median_walk_m", computed(float(found) if math.isfinite(found) else None, "m", "walk along the streets, median by street length")

    return told


def of_people(page: Sheet) -> Details:
    """How many people the share of a mailbox is made of; nothing where no population by area is known."""
    if not page.people:
        return {}

    def told(here: ndarray) -> Iterator[Detail]:
        people = float((page.length_m * numpy.asarray(here) * page.per_m[page.people]).sum())
        yield page.people, computed(people, "count", f"{page.people} spread over the streets of their areas")

    return {"near_mailbox": told}
