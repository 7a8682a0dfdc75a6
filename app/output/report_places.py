"""School zones and safe-return routes one by one, and the camera sites worth a visit: tables, and a strip along each route."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy

from app.output.manuscript import Manuscript
from app.quantity import Quantity, Tag

if TYPE_CHECKING:
    from app.study.places.routes import Route, Weak
    from app.study.places.strip import Strip
    from app.study.places.zones import Zone

MOST_ZONES, MOST_ROUTES, MOST_STRIPS, MOST_CHECKS = 40, 24, 6, 20
COUNTED = ("lights", "cameras", "bells", "signs")
EQUIPMENT = ("signal", "yellow_carpets", "speed_cameras", "school_guards")


def zones(sheet: Manuscript) -> dict[str, object]:
    """The school zones, the least seen first; no rows where there are none."""
    tr = sheet.tr
    known = sorted(sheet.answers.zones, key=lambda zone: (_value(zone.seen), -zone.length_m))
    columns = ("name", "area", "length", "seen", "night", "lit", *EQUIPMENT)
    assumed = sum(zone.assumed for zone in known)
    guessed = {"assumed": _count(assumed), "radius": sheet.answers.assumptions.quantity("school.radius")}
    return {
        "kicker": tr("report.zones.kicker"),
        "title": sheet.ledger.words(tr, "report.zones.title", {"count": _count(len(known))}),
        "lead": tr("report.zones.lead") + (" " + sheet.ledger.words(tr, "report.zones.lead.assumed", guessed) if assumed else ""),
        "table": {"head": [tr(f"report.zones.{column}") for column in columns], "rows": [_zone(sheet, zone) for zone in known[:MOST_ZONES]]},
        "more": _more(sheet, len(known), MOST_ZONES),
    }


def _zone(sheet: Manuscript, zone: Zone) -> list[str]:
    name = sheet.ledger.quote(zone.name, "name of a school zone", most=30) if zone.name else sheet.tr("report.unnamed")
    return [
        name + (sheet.tr("report.zones.assumed") if zone.assumed else ""),
        sheet.ledger.quote(zone.area, "area name", most=20),
        sheet.say(_metres(zone.length_m)),
        *(sheet.say(one, band=True) for one in (zone.seen, zone.seen_night, zone.lit)),
        *(_has(sheet, zone, kind) for kind in EQUIPMENT),
    ]


def _has(sheet: Manuscript, zone: Zone, kind: str) -> str:
    thing = zone.thing(kind)
    if thing.has is None:
        return sheet.tr("report.has.unknown")
    return sheet.ledger.count(thing.count, f"{kind} of a school zone") if thing.has else sheet.tr("report.has.no")


def routes(sheet: Manuscript) -> dict[str, object]:
    """The safe-return routes, the least kept first, each beside Seoul's averages, with strips of the weakest."""
    tr, a = sheet.tr, sheet.answers.assumptions
    known = sorted(sheet.answers.routes, key=lambda route: (_value(route.kept), -route.length_m))
    columns = ("name", "length", "kept", "lights", "cameras", "bells", "signs", "darkest", "unseen")
    averages = [sheet.say(a.quantity(f"route.{kind}")) for kind in COUNTED]
    rows = [_route(sheet, route) for route in known[:MOST_ROUTES]]
    return {
        "kicker": tr("report.routes.kicker"),
        "title": sheet.ledger.words(tr, "report.routes.title", {"count": _count(len(known))}),
        "lead": sheet.ledger.words(tr, "report.routes.lead", {"weakest": a.quantity("route.weakest"), "beside": a.quantity("route.beside")}),
        "table": {
            "head": [tr(f"report.routes.{column}") for column in columns],
            "rows": [*rows, [tr("report.routes.average"), "", "", *averages, "", ""]] if rows else [],
        },
        "more": _more(sheet, len(known), MOST_ROUTES),
        "strips": [_strip(sheet, route) for route in known[:MOST_STRIPS]],
        "strip_rows": [tr(f"report.strip.{row}") for row in ("light", "cameras", "refuge")],
        "strip_legend": [tr(f"report.strip.legend.{row}") for row in ("light", "cameras", "refuge")],
    }


def _route(sheet: Manuscript, route: Route) -> list[str]:
    return [
        _name(sheet, route), sheet.say(_metres(route.length_m)), sheet.say(route.kept, band=True),
        *(_number(sheet, route, kind) for kind in COUNTED),
        _weak(sheet, route.darkest, "lx"), _weak(sheet, route.least_seen, "share"),
    ]  # fmt: skip


def _number(sheet: Manuscript, route: Route, kind: str) -> str:
    number = route.number(kind).number
    return sheet.tr("report.has.unknown") if number is None else sheet.ledger.count(int(number), f"{kind} along a route")


def _weak(sheet: Manuscript, weak: Weak | None, unit: str) -> str:
    """The value of the weakest stretch and where along the route it begins."""
    if weak is None:
        return sheet.tr("report.has.unknown")
    value = Quantity(weak.value, unit, Tag.COMPUTED, "mean of the weakest stretch")
    return sheet.ledger.words(sheet.tr, "report.routes.at", {"value": value, "from": _metres(weak.start_m)})


def _name(sheet: Manuscript, route: Route) -> str:
    return sheet.ledger.quote(route.name, "name of a route", most=40) if route.name else sheet.tr("report.unnamed")


def _strip(sheet: Manuscript, route: Route) -> dict[str, object]:
    """The route from start to end: shares of its length with a shade from 0 (nothing) to 3 (good), -1 where nobody knows."""
    strip: Strip = route.strip
    length = max(float(strip.end_m[-1]) if len(strip) else 0.0, 1e-9)
    a = sheet.answers.assumptions
    dark, good, near = a["light.dark"], a["light.target_min"], a["refuge.radius"]
    light = numpy.where(numpy.isnan(strip.least_lx), -1, numpy.where(strip.least_lx < dark, 0, numpy.where(strip.average_lx < max(2 * good, 2 * dark), 2, 3)))
    cameras = numpy.where(strip.cameras >= 2, 3, numpy.where(strip.cameras == 1, 2, numpy.where(strip.maybe > 0, 1, 0)))
    walk = numpy.nanmax(strip.refuge_m, axis=1, initial=0.0) if len(strip) else numpy.zeros(0)
    refuge = numpy.where(numpy.isnan(strip.refuge_m).all(axis=1), -1, numpy.where(walk <= near / 2, 3, numpy.where(walk <= near, 2, 0)))
    shares = (strip.end_m - strip.start_m) / length
    return {
        "name": _name(sheet, route),
        "length": sheet.say(_metres(route.length_m)),
        "rows": [runs(shares, shade) for shade in (light, cameras, refuge)],
    }


def runs(shares: numpy.ndarray, shade: numpy.ndarray) -> list[dict[str, float]]:
    """Neighbours of one shade joined: what share of the strip each takes."""
    if not len(shares):
        return []
    first = numpy.flatnonzero(numpy.r_[True, shade[1:] != shade[:-1]])
    return [
        {"share": float(share), "shade": int(one)} for share, one in zip(numpy.add.reduceat(shares, first), shade[first], strict=True)
    ]


def checks(sheet: Manuscript) -> dict[str, object]:
    """The sites whose field check narrows the band of what is seen most; no rows where all headings are known."""
    tr = sheet.tr
    known = sheet.deeper.checks[:MOST_CHECKS] if sheet.deeper is not None else ()
    columns = ("rank", "name", "narrows", "low", "high")
    return {
        "title": tr("report.checks.title"),
        "lead": tr("report.checks.lead"),
        "table": {
            "head": [tr(f"report.checks.{column}") for column in columns],
            "rows": [
                [
                    sheet.ledger.count(number, "rank"),
                    sheet.ledger.quote(one.name, "name of a camera site", most=50) if one.name else tr("report.unnamed"),
                    *(sheet.say(value) for value in (one.narrows_m, one.low_m, one.high_m)),
                ]
                for number, one in enumerate(known, 1)
            ],
        },
    }


def _more(sheet: Manuscript, number: int, most: int) -> str:
    return sheet.tr("report.more", count=sheet.ledger.count(number - most, "left out")) if number > most else ""


def _value(quantity: Quantity) -> float:
    return 2.0 if quantity.value is None else quantity.value


def _metres(value: float) -> Quantity:
    return Quantity(float(value), "m", Tag.COMPUTED, "measured in the project")


def _count(number: int) -> Quantity:
    return Quantity(float(number), "count", Tag.COMPUTED, "counted in the project")


