"""The maps of school zones and safe-return routes: (what, role, geometries, labels) bottom to top, as `looks` draws them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy
import shapely
from numpy import ndarray

from app.study.answers import Answers
from app.study.overlays import lines
from app.study.places.place_measures import part
from app.study.places.routes import Route, part_of
from app.study.places.zones import assumed_lines, outlines

if TYPE_CHECKING:
    from app.study.deeper import Deeper

SURE, NEVER = 1.0 - 1e-9, 1e-9
Drawn = tuple[str, str, ndarray, tuple[str, ...]]


def school(answers: Answers, deeper: Deeper | None = None) -> Iterator[Drawn]:
    """Outlines and assumed street of zones, and their street by whether it is seen by day; nothing without zones."""
    if not answers.zones:
        return
    yield "zone", "zone", outlines(answers.zones), ()
    yield "zone_assumed", "zone", assumed_lines(answers.zones), ()
    page = answers.behind.sheet
    if "school" in page.known:
        band, weight = part(page, "school")
        here = page.inside & (weight > 0.0)
        sure, maybe = here & (band.value >= SURE), here & (band.value > NEVER)
        for role, chosen in (("unkept", here & ~maybe), ("maybe", maybe & ~sure), ("kept", sure)):
            yield role, role, lines(answers.streets, page, chosen), ()


def route(answers: Answers, deeper: Deeper | None = None) -> Iterator[Drawn]:
    """Routes by whether they are seen by night and lit, off the streets too, and their weakest stretches; nothing without routes."""
    parts: dict[str, list[shapely.Geometry]] = {"unkept": [], "maybe": [], "kept": [], "weakest": []}
    labels: list[str] = []
    for one in answers.routes:
        for role, found in _runs(one).items():
            parts[role] += found
        for weak in {weak.line.wkb: weak for weak in (one.darkest, one.least_seen) if weak is not None}.values():
            parts["weakest"].append(weak.line)
            labels.append(one.name)
    for role, found in parts.items():
        if found:
            yield role, role, numpy.array(found, dtype=object), tuple(labels) if role == "weakest" else ()


def _runs(one: Route) -> dict[str, list[shapely.Geometry]]:
    """The parts of one route by state: neighbouring intervals of a state are one line. Where nothing is known, none is drawn."""
    found: dict[str, list[shapely.Geometry]] = {"kept": [], "maybe": [], "unkept": []}
    kept = one.strip.kept
    if not len(kept) or numpy.isnan(kept).any():
        return found
    state = numpy.where(kept >= SURE, 2, numpy.where(kept > NEVER, 1, 0))
    first = numpy.flatnonzero(numpy.r_[True, state[1:] != state[:-1]])
    last = numpy.r_[first[1:], len(state)] - 1
    for begin, end in zip(first.tolist(), last.tolist(), strict=True):
        line = part_of(one.course.way, float(one.strip.start_m[begin]), float(one.strip.end_m[end]))
        found[("unkept", "maybe", "kept")[int(state[begin])]].append(line)
    return found
