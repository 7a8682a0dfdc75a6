"""Zones and routes of a small project, measured with its cameras, lamps and walks."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.model import Project
from app.study.answering import answer
from app.study.answers import Answers
from app.study.asked import question
from app.study.held import Over
from app.study.laid import Sheet, sheet
from app.study.place_measures import known, sets
from app.study.routes import Courses, Route, find_routes, routes
from app.study.strip import Sighted
from app.study.zones import Found, Zone, find_zones, zones


@dataclass(frozen=True)
class Measured:
    """What became of a project."""

    answers: Answers
    found: Found
    courses: Courses
    zones: tuple[Zone, ...]
    routes: tuple[Route, ...]
    page: Sheet


def measured(whole: Project) -> Measured:
    """All zones and routes of a project."""
    asked = question(whole)
    answers = answer(asked)
    behind, lit = answers.behind, answers.light
    net = behind.walks.ways.foot
    found, courses = find_zones(asked, behind.ground, net), find_routes(asked, behind.ground, net)
    there = "seen" in behind.laid.known
    over = Over(behind.laid.reach if there else None, behind.laid.night if there else None, None if lit is None else lit.lit)
    cameras = behind.cameras_all
    laid = replace(
        behind.laid, sets={**behind.laid.sets, **sets(found, courses)},
        known=behind.laid.known | known(found, courses, cameras=there, lamps=lit is not None),
    )  # fmt: skip
    return Measured(
        answers, found, courses, zones(asked, behind.ground, net, found, over),
        routes(asked, behind.ground, courses, over, lit, behind.walks, Sighted(behind.views, cameras.known, cameras.chance)), sheet(laid),
    )  # fmt: skip
