"""The maps of school zones and safe-return routes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
import shapely
from numpy import ndarray

from app.analysis.streets import substrings
from app.scene import Overlay
from app.study.answers import Answers
from app.study.place_measures import part
from app.study.routes import Route, part_of
from app.study.zones import assumed_lines, outlines

if TYPE_CHECKING:
    from app.study.deeper import Deeper

SURE, NEVER = 1.0 - 1e-9, 1e-9


def school(answers: Answers, deeper: Deeper | None = None) -> tuple[Overlay, ...]:
    """Outlines and assumed street of zones, and their street by whether it is seen by day; nothing without zones."""
    if not answers.zones:
        return ()
    revision = f"{hash(answers.key):x}"
    found = [("zone", "zone", outlines(answers.zones)), ("zone_assumed", "zone", assumed_lines(answers.zones))]
    if "school" in answers.behind.sheet.known:
        found += [(role, role, shapes) for role, shapes in _streets(answers)]
    return tuple(Overlay(f"school.{what}", role, shapes, (), revision) for what, role, shapes in found if len(shapes))


def _streets(answers: Answers) -> list[tuple[str, ndarray]]:
    page = answers.behind.sheet
    band, weight = part(page, "school")
    here = page.inside & (weight > 0.0)
    sure, maybe = here & (band.value >= SURE), here & (band.value > NEVER)
    states = (("unkept", here & ~maybe), ("maybe", maybe & ~sure), ("kept", sure))
    return [(role, _lines(answers, page.cut.joined(chosen))) for role, chosen in states]


def _lines(answers: Answers, stretches: object) -> ndarray:
    lines = substrings(answers.streets, stretches)  # type: ignore[arg-type]
    return shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))) if len(lines) else lines


def route(answers: Answers, deeper: Deeper | None = None) -> tuple[Overlay, ...]:
    """Routes by whether they are seen by night and lit, off the streets too, and their weakest stretches; nothing without routes."""
    if not answers.routes:
        return ()
    parts: dict[str, list[shapely.Geometry]] = {"unkept": [], "maybe": [], "kept": [], "weakest": []}
    labels: list[str] = []
    for one in answers.routes:
        for role, lines in _runs(one).items():
            parts[role] += lines
        for weak in {weak.line.wkb: weak for weak in (one.darkest, one.least_seen) if weak is not None}.values():
            parts["weakest"].append(weak.line)
            labels.append(one.name)
    revision = f"{hash(answers.key):x}"
    return tuple(
        Overlay(f"route.{role}", role, numpy.array(lines, dtype=object), tuple(labels) if role == "weakest" else (), revision)
        for role, lines in parts.items()
        if lines
    )


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
