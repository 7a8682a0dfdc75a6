"""School zones and safe-return routes as measures of an area, as details beside them, and as warnings about their data.

    sets(found_zones, courses)      the columns "school" and "route" of the sheet: streets of all zones and routes, each metre once
    known(found_zones, courses, ..) the measures something is known for
    part(page, id)                  what counts of each atom, and its weight: sums over any atoms are additive
    of_places(zones, routes, page)  what is told beside each share

School: the share of the zones' street that is seen by day. Route: the share of the routes' street that is seen by night and not
dark. Parts of routes off the streets are told with the route and in a warning, not in the measure: its unit is the street.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import numpy
from numpy import ndarray

from app.analysis.coverage import Band, fixed_share
from app.analysis.intervals import Atoms, Intervals
from app.quantity import Quantity
from app.study.answers import Said
from app.study.laid import Sheet
from app.study.places.held import computed, count
from app.study.places.routes import Courses, Route
from app.study.places.zone_things import Thing
from app.study.places.zones import Found, Zone

PLACES = ("school", "route")
SOURCES: Mapping[str, str] = {
    "school": "street of school zones inside visible polygons",
    "route": "street of safe-return routes seen by night and not dark",
}
Detail = tuple[str, Quantity]
# Equipment of a zone -> the detail that counts the zones that have it, and the warning where no list knows any.
WITH = {
    "signal": ("with_signal", "note.no_crossings"),
    "yellow_carpets": ("with_carpet", "note.no_yellow_carpets"),
    "speed_cameras": ("with_speed_camera", "note.no_speed_cameras"),
    "school_guards": ("with_guard", "note.no_school_guards"),
}
# Less than this share of the routes off the streets is the grain of the drawing.
WORTH_SAYING = 0.005


def sets(found: Found, courses: Courses) -> dict[str, Intervals]:
    """The columns of the sheet; one without any street is left out."""
    both = {"school": found.stretches, "route": courses.stretches}
    return {id: stretches for id, stretches in both.items() if len(stretches)}


def known(found: Found, courses: Courses, *, cameras: bool, lamps: bool) -> frozenset[str]:
    """The measures that have a value: zones where cameras are known, routes where cameras and lamps are."""
    there = sets(found, courses)
    return frozenset(id for id in there if cameras and (id == "school" or lamps))


def part(page: Sheet, id: str) -> tuple[Band, ndarray]:
    """What counts of each atom for ``school`` or ``route``, and the metres it counts for; both are 0 off their streets."""
    here = page.columns[id]
    weight = page.length_m * here
    if id == "school":
        return page.once, weight
    lit = page.columns["lit"]
    return Band(page.night.value * lit, page.night.low * lit, page.night.high * lit), weight


def of_places(zones: Sequence[Zone], routes: Sequence[Route], page: Sheet) -> Mapping[str, Callable[[ndarray], Iterable[Detail]]]:
    """What is told beside the shares of some atoms: how many zones and routes have street there, and what they have."""
    by_zone = [_atoms_of(page.cut, zone.site.stretches) for zone in zones]
    by_route = [_atoms_of(page.cut, route.course.stretches) for route in routes]
    return {"school": partial(_school, zones, by_zone, page), "route": partial(_route, routes, by_route, page)}


def _atoms_of(cut: Atoms, stretches: Intervals) -> ndarray:
    """The atoms some stretches, ordered and without overlaps, lie on."""
    row = numpy.flatnonzero(numpy.isin(cut.edge, stretches.edge) & (cut.end_m > cut.start_m))
    first, last = (numpy.searchsorted(stretches.edge, cut.edge[row], side=side) for side in ("left", "right"))
    on = numpy.zeros(len(row), dtype=bool)
    middle = (cut.start_m[row] + cut.end_m[row]) / 2.0
    for nth in range(int((last - first).max(initial=0))):
        at = numpy.minimum(first + nth, len(stretches) - 1)
        on |= (first + nth < last) & (stretches.start_m[at] <= middle) & (middle <= stretches.end_m[at])
    return row[on]


def _school(zones: Sequence[Zone], atoms: Sequence[ndarray], page: Sheet, here: ndarray) -> Iterator[Detail]:
    mine = [zone for zone, rows in zip(zones, atoms, strict=True) if here[rows].any()]
    yield "zones", count(len(mine))
    yield "zones_assumed", count(sum(zone.assumed for zone in mine))
    yield from _beside(page, "school", here)
    for kind, (detail, _) in WITH.items():
        yield detail, count(_having([zone.thing(kind) for zone in mine]))


def _having(things: Sequence[Thing]) -> int | None:
    """How many have it; None where nobody knows of any and some are unknown."""
    number = sum(thing.has is True for thing in things)
    return None if not number and any(thing.has is None for thing in things) else number


def _route(routes: Sequence[Route], atoms: Sequence[ndarray], page: Sheet, here: ndarray) -> Iterator[Detail]:
    mine = [route for route, rows in zip(routes, atoms, strict=True) if here[rows].any()]
    yield "routes", count(len(mine))
    yield from _beside(page, "route", here)
    for kind in ("lights", "cameras", "bells", "signs"):
        numbers = [route.number(kind).number for route in mine]
        every = [number for number in numbers if number is not None]
        yield f"route_{kind}", computed(sum(every) / len(every) if every else None, "count", "mean of the routes")


def _beside(page: Sheet, id: str, here: ndarray) -> Iterator[Detail]:
    weight = (page.length_m * page.columns[id])[here] if id in page.columns else numpy.zeros(0)
    whole = float(weight.sum())
    yield f"{id}_m", computed(whole, "m", f"street of {'school zones' if id == 'school' else 'safe-return routes'}, each metre once")
    if whole > 0.0 and "seen_night" in page.known:
        yield "night_share", computed(float((page.night.value[here] * weight).sum()) / whole, "share", "seen within night range or lit")
    if whole > 0.0 and "lit" in page.columns:
        yield "lit_share", computed(fixed_share(page.columns["lit"][here], weight), "share", "street above the threshold of darkness")


def place_notes(found: Found, courses: Courses, zones: Sequence[Zone], routes: Sequence[Route]) -> Iterator[Said]:
    """Warnings: zones that are assumed, without street or named twice; routes off the streets; equipment nobody listed."""
    whole = count(len(zones))
    assumed = sum(zone.assumed for zone in zones)
    if assumed:
        yield "note.zones_assumed", {"assumed": count(assumed), "zones": whole}
    if found.twice:
        yield "note.zones_twice", {"zones": count(found.twice)}
    bare = sum(zone.length_m <= 0.0 for zone in zones)
    if bare:
        yield "note.zones_bare", {"zones": count(bare)}
    off, length = sum(route.off_m for route in routes), sum(route.length_m for route in routes)
    if off > WORTH_SAYING * length:
        yield "note.routes_off", {"length": computed(off, "m", "measured in the project"), "routes": count(sum(route.off_m > 0 for route in routes))}
    if courses.empty:
        yield "note.routes_empty", {"routes": count(courses.empty)}
    for kind, (_, note) in WITH.items():
        if zones and all(zone.thing(kind).has is None for zone in zones):
            yield note, {}
    if routes and all(route.number("signs").number is None for route in routes):
        yield "note.no_route_signs", {}
