"""What is told beside each share: lengths, what is usually claimed, median walks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import partial

import numpy
from numpy import ndarray

from app.analysis.catchment import Catchment
from app.analysis.coverage import fixed_share
from app.analysis.intervals import atoms
from app.quantity import Quantity, Tag
from app.study.laid import Sheet
from app.study.lamps.light import Lit
from app.study.lamps.light_along import of_area
from app.study.scoring import SERVED, Detail, Details, computed
from app.study.walking.lockers import lockers_details
from app.study.walking.walks import Access, Walks

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


# What the middle way is called, and where it is not the walk: the unit is that of the way.
MEDIAN = {"near_centre": "median_walk_min", "response": "median_drive_min"}


def of_walks(walked: Walks, page: Sheet) -> Details:
    """The median way, told beside each share of ways."""
    return {id: partial(_median, one, page) for id, one in walked.by.items() if id != "near_mailbox"}


def _median(way: Access, page: Sheet, here: ndarray) -> Iterator[Detail]:
    found = way.median(page.cut.joined(here))
    source = "walk along the streets, median by street length" if way.id != "response" else "drive along the streets, median by street length"
    yield MEDIAN.get(way.id, "median_walk_m"), computed(float(found) if math.isfinite(found) else None, way.unit, source)


def of_light(lit: Lit | None, page: Sheet) -> Details:
    """Average, least and evenness of the light, exact at borders too, and the dark gaps; nothing where no lamps are known."""
    if lit is None:
        return {}
    source = "lux on level ground from all working lamps"

    def told(here: ndarray) -> Iterator[Detail]:
        found = of_area(lit, page.cut.joined(here))
        yield "average_lx", computed(found.average_lx, "lx", source)
        yield "least_lx", computed(found.least_lx, "lx", source)
        yield "lit_m", computed(float((page.length_m * here)[page.columns["lit"]].sum()), "m", source)
        number, metres = _dark(lit, page, here)
        yield "dark_gaps", computed(number, "count", "stretches in the dark longer than the limit")
        yield "dark_gaps_m", computed(metres, "m", "stretches in the dark longer than the limit")

    def kept(here: ndarray) -> Iterator[Detail]:
        found = of_area(lit, page.cut.joined(here))
        yield "uniformity", computed(found.uniformity, "share", "least / average of each segment, by length")

    return {"lit": told, "lit_class": kept}


def _dark(lit: Lit, page: Sheet, here: ndarray) -> tuple[float, float]:
    """How many dark gaps lie in an area, in whole or in part, and how many metres of them."""
    both = atoms(page.cut.joined(here), lit.gaps.at)
    inside = both.depth(0) > 0
    which, atom = both.pairs(1)
    held = inside[atom]
    return float(len(numpy.unique(which[held]))), float(both.length_m[numpy.unique(atom[held])].sum())


def of_mailboxes(page: Sheet, shared: Catchment | None) -> Details:
    """How many people the share of a mailbox is made of, and how many lockers they have; nothing where no population is known."""
    if shared is None:
        return {}

    def told(here: ndarray) -> Iterator[Detail]:
        yield from _people(page, served(page.per_m), here)
        yield from lockers_details(shared, page.cut.joined(here))

    return {"near_mailbox": told}


def served(needs: Mapping[str, object]) -> str:
    """Whose share the mailbox counts: women living alone where known, else residents; "" where neither is."""
    return next((key for key in SERVED["near_mailbox"] if key in needs), "")


def _people(page: Sheet, key: str, here: ndarray) -> Iterator[Detail]:
    people = float((page.length_m * here * page.per_m[key]).sum())
    yield key, computed(people, "count", f"{key} spread over the streets of their areas")
