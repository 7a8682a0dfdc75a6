"""What is told of a spot beside its cameras: the night, the ways to help, and the school zones and routes it belongs to."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.quantity import Quantity, Tag
from app.study.answers import Answers, Said

if TYPE_CHECKING:
    from app.analysis.intervals import Intervals
    from app.study.walking.walks import Access

WALK = "walk along the streets"


def metres(value: float, source: str = "straight distance") -> Quantity:
    """A computed length."""
    return Quantity(float(value), "m", Tag.COMPUTED, source)


def count(number: float) -> Quantity:
    """A computed number of things."""
    return Quantity(float(number), "count", Tag.COMPUTED, "counted in the project")


def named(key: str, name: str, **values: object) -> Said:
    """A line that names something, or the line for something without a name."""
    return (key, {"name": name, **values}) if name else (f"{key}_nameless", values)


def holds(stretches: Intervals, edge: int, at: float) -> object:
    """True for each stretch that covers a place; borders belong to it."""
    return (stretches.edge == edge) & (stretches.start_m <= at) & (at <= stretches.end_m)


def seen_at_night(answers: Answers, edge: int, at: float) -> tuple[int, ...]:
    """The cameras (numbers in ``behind.cameras``) that certainly see a place by night."""
    night = answers.behind.night
    return () if night is None else tuple(sorted(set(night.sure_by[holds(night.sure, edge, at)].tolist())))


def night_lines(answers: Answers, edge: int, at: float, spot: tuple[float, float], by_day: tuple[int, ...]) -> Iterator[Said]:
    """Whether who sees the spot by day sees it by night too, and if not why; nothing where no camera sees it for certain."""
    if not by_day or answers.behind.night is None:
        return
    by_night = seen_at_night(answers, edge, at)
    range_m = answers.behind.cameras_all.night_m
    away = {number: math.dist(answers.behind.cameras[number].at_m, spot) for number in by_day}
    if by_night:
        own = [number for number in by_night if number in away and away[number] <= range_m[number]]
        yield ("why.night_own" if own else "why.night_lit"), {"cameras": count(len(by_night))}
        return
    nearest = min(by_day, key=lambda number: away[number])
    reach = Quantity(float(range_m[nearest]), "m", Tag.ASSUMED, "night range of the camera")
    yield "why.night_unseen", {"distance": metres(away[nearest]), "range": reach}


def light_lines(answers: Answers, spot: tuple[float, float]) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """(what is told of the light, what it would take); nothing where no lamps are known."""
    from app.study.lamps.lux_words import lux_lines

    if answers.light is None:
        return (), ()
    found = lux_lines(answers.light, *spot)
    return found.lines, found.takes


def way_lines(answers: Answers, edge: int, at: float) -> Iterator[Said]:
    """The walk in minutes by night, and the nearest bell, centre and car, as far as anything is known of them."""
    walks = answers.behind.walks
    if walks is None:
        return
    for id, key in (("near_refuge_night", "why.night_refuge"), ("near_bell", "why.bell"), ("near_centre", "why.centre"), ("response", "why.response")):
        access = _known(answers, id)
        if access is None:
            continue
        value, device = (part[0] for part in access.distance_at([edge], [at]))
        if device < 0:
            yield f"{key}_none", {}
            continue
        name, way = access.devices[int(device)].name, access.path(edge, at)
        by_car = id == "response"
        # A centre is told at the pace its measure counts with.
        minutes = float(value) if access.unit == "min" else walks.seconds(way, night=id == "near_refuge_night") / 60.0
        told = {"time": Quantity(minutes, "min", Tag.COMPUTED, "by car" if by_car else WALK)}
        yield named(key, name, **(told if by_car else {"walk": metres(way.metres, WALK), **told}))
        if float(value) > access.limit:
            yield f"{key}_far", {"limit": Quantity(access.limit, access.unit, Tag.ASSUMED, "the measure's definition")}
    yield from police_lines(answers, edge, at)


def police_lines(answers: Answers, edge: int, at: float) -> Iterator[Said]:
    """The walk to the nearest police box or station; nothing where none can be reached."""
    walks = answers.behind.walks
    device, way = walks.nearest(("police",), edge, at) if walks is not None else (None, None)
    if device is not None:
        time = Quantity(walks.seconds(way) / 60.0, "min", Tag.COMPUTED, WALK)
        yield named("why.police", device.name, walk=metres(way.metres, WALK), time=time)


def place_lines(answers: Answers, edge: int, at: float) -> Iterator[Said]:
    """The school zones and safe-return routes the spot belongs to."""
    for zone in answers.zones:
        if holds(zone.site.stretches, edge, at).any():  # type: ignore[attr-defined]
            yield named("why.zone_assumed" if zone.assumed else "why.zone", zone.name, seen=zone.seen)
    for route in answers.routes:
        if holds(route.course.stretches, edge, at).any():  # type: ignore[attr-defined]
            yield named("why.route", route.name, seen=route.seen_night, lit=route.lit)


def _known(answers: Answers, id: str) -> Access | None:
    access = answers.behind.walks.by.get(id)
    return access if access is not None and access.asked else None
