"""What a crossing, a Yellow Carpet, a speed camera, a guard or a sign changes: which school zones and safe-return routes have it."""

from __future__ import annotations

from dataclasses import dataclass

from app.model import Project
from app.study.answers import Answers
from app.study.asked import Question, question
from app.study.places.routes import counts
from app.study.places.zone_things import things

# The kind of a thing -> what zones have of it.
OF_ZONES = {
    "crossings": ("signal", "crossings"), "yellow_carpets": ("yellow_carpets",), "speed_cameras": ("speed_cameras",),
    "school_guards": ("school_guards",),
}  # fmt: skip
OF_ROUTES = {"route_signs": "signs"}
# None of these is counted by any measure of length.
KINDS = frozenset(OF_ZONES) | frozenset(OF_ROUTES)


@dataclass(frozen=True)
class Had:
    """How many of a kind one place has: ``has`` None where nobody knows."""

    has: bool | None
    count: int


@dataclass(frozen=True)
class Equipped:
    """One kind of equipment in a district with and without a thing.

    ``what``: signal, crossings, yellow_carpets, speed_cameras, school_guards, or signs; ``places`` of ``all`` have it ``before`` and
    ``after``; ``changed``: (name of the place, before, after) of those where it differs.
    """

    what: str
    all: int
    before: int
    after: int
    changed: tuple[tuple[str, Had, Had], ...]


def equipped(answers: Answers, without: Project, project: Project, kind: str) -> tuple[Equipped, ...]:
    """What a thing of ``kind`` changes: the places of ``answers`` asked in both states. No places, or another kind, change nothing."""
    rows = (_asked(answers, question(one), kind) for one in (without, project))
    return tuple(_compared(what, names, before, after) for (what, names, before), (_, _, after) in zip(*rows, strict=True))


def _asked(answers: Answers, asked: Question, kind: str) -> list[tuple[str, list[str], list[Had]]]:
    behind = answers.behind
    if kind in OF_ZONES and answers.zones:
        sites = [zone.site for zone in answers.zones]
        found = things(asked, behind.ground, behind.walks.ways.foot, sites, [zone.lines for zone in answers.zones])  # type: ignore[attr-defined]
        names = [site.name for site in sites]
        return [(what, names, [next(Had(one.has, one.count) for one in zone if one.kind == what) for zone in found]) for what in OF_ZONES[kind]]
    if kind in OF_ROUTES and answers.routes:
        courses = [route.course for route in answers.routes]
        told = [next(one for one in row if one.kind == OF_ROUTES[kind]) for row in counts(asked, behind.ground, courses)]
        had = [Had(None if one.number is None else one.number > 0, int(one.number or 0)) for one in told]
        return [(OF_ROUTES[kind], [course.name for course in courses], had)]
    return []


def _compared(what: str, names: list[str], before: list[Had], after: list[Had]) -> Equipped:
    changed = tuple((name, then, now) for name, then, now in zip(names, before, after, strict=True) if then != now)
    return Equipped(what, len(names), sum(one.has is True for one in before), sum(one.has is True for one in after), changed)
