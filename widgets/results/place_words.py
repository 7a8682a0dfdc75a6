"""School zones, safe-return routes and sites worth a visit in words: lists, pages and strips, from answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.quantity import Quantity, Tag
from app.words import tr
from widgets.figures import number, plain, with_unit
from widgets.results.facts_page import Deed, Facts, Section
from widgets.results.list_page import Entry, Listing
from widgets.results.strip_chart import StripShown
from widgets.results.strip_paint import WeakBand
from widgets.results.summary import gap_place, said
from widgets.sketch.item_page import Effect

if TYPE_CHECKING:
    from app.study import Answers, Gap
    from app.study.deeper import Deeper
    from app.study.places.equipment import Equipped, Had
    from app.study.places.routes import Counted, Route
    from app.study.places.zone_things import Thing
    from app.study.places.zones import Zone

# So many places are named that have more or less of something.
NAMED = 3
# The equipment a zone's line speaks of; a plain crossing is told on the zone's own page.
MARKED = ("signal", "yellow_carpets", "speed_cameras", "school_guards")


def zone_list(answers: Answers) -> Listing:
    """The school zones, the least seen first."""
    found = sorted(enumerate(answers.zones), key=lambda pair: (_value(pair[1].seen), -pair[1].length_m))
    assumed = sum(zone.assumed for zone in answers.zones)
    note = tr("measures.zones.note")
    if assumed:
        note += " " + tr("measures.zones.assumed", count=assumed)
    entries = tuple(Entry(str(n), zone_name(zone), _zone_note(zone), zone.seen, _marks(zone)) for n, zone in found)
    return Listing(tr("measures.zones.title", count=len(entries)), note, entries, tr("measures.zones.none"))


def zone_facts(zone: Zone, answers: Answers, deeds: tuple[Deed, ...]) -> Facts:
    """The page of one zone: its street as it is seen and lit, and what stands along it."""
    radius = plain(answers.assumptions.quantity("school.radius"))
    surveyed = tr("places.zone.assumed", radius=radius) if zone.assumed else tr("places.zone.surveyed")
    street = (
        (tr("detail.school_m"), with_unit(zone.length_m, "m")),
        (tr("measure.seen"), plain(zone.seen)),
        (tr("measure.seen_night"), plain(zone.seen_night)),
        (tr("measure.lit"), plain(zone.lit)),
    )
    equipment = tuple((tr(f"places.thing.{thing.kind}"), _thing(thing)) for thing in zone.things)
    note = " · ".join(part for part in (tr("kind.school_zones"), zone.area, surveyed) if part)
    return Facts(zone_name(zone), note, (Section(tr("measures.zones.street"), street), Section(tr("measures.zones.things"), equipment)), deeds)


def zone_name(zone: Zone) -> str:
    """What a zone is called."""
    return zone.name or tr("places.zone.nameless")


def route_list(answers: Answers) -> Listing:
    """The safe-return routes, the least kept first."""
    found = sorted(enumerate(answers.routes), key=lambda pair: (_value(pair[1].kept), -pair[1].length_m))
    entries = tuple(
        Entry(str(n), route_name(route), _route_note(route), route.kept, tuple(_against(one) for one in route.counted)) for n, route in found
    )
    return Listing(tr("measures.routes.title", count=len(entries)), tr("measures.routes.note"), entries, tr("measures.routes.none"))


def route_facts(route: Route, answers: Answers, deeds: tuple[Deed, ...]) -> Facts:
    """The page of one route: kept, seen, lit, what stands along it beside Seoul's averages, and where it is weakest."""
    length = plain(answers.assumptions.quantity("route.weakest"))
    weak = []
    if route.darkest is not None:
        weak.append(tr("places.route.darkest", length=length, value=_at(route.darkest.value, "lx", route.darkest.start_m)))
    if route.least_seen is not None:
        weak.append(tr("places.route.least_seen", length=length, value=_at(route.least_seen.value, "share", route.least_seen.start_m)))
    shares = (
        (tr("measures.routes.kept"), plain(route.kept)),
        (tr("measure.seen_night"), plain(route.seen_night)),
        (tr("measure.lit"), plain(route.lit)),
        (tr("detail.average_lx"), plain(route.average_lx)),
        (tr("detail.route_m"), with_unit(route.length_m, "m")),
    )
    counted = tuple(
        (tr(f"places.counted.{one.kind}"), f"{_number(one)} · {tr('places.average', average=number(one.average.value or 0.0))}") for one in route.counted
    )
    note = " · ".join((tr("kind.safe_routes"), *route.areas))
    sections = (Section(tr("measures.routes.weakest"), lines=tuple(weak)), Section("", shares), Section(tr("measures.routes.along"), counted))
    return Facts(route_name(route), note, tuple(one for one in sections if one.pairs or one.lines), deeds)


def route_name(route: Route) -> str:
    """What a route is called."""
    return route.name or tr("places.route.nameless")


def route_strip(route: Route, answers: Answers) -> StripShown:
    """The strip of a route with its weakest stretches, the thresholds and Seoul's averages."""
    a = answers.assumptions
    weak = tuple(
        WeakBand(one.start_m, one.end_m, kind) for kind, one in (("darkest", route.darkest), ("least_seen", route.least_seen)) if one is not None
    )
    averages = tuple((tr(f"places.counted.{one.kind}"), one.number, one.average.value or 0.0) for one in route.counted)
    return StripShown(route_name(route), route.strip, weak, a["light.dark"], a["light.target_avg"], a["refuge.radius"], averages)


def check_list(deeper: Deeper | None) -> Listing:
    """The camera sites whose field check narrows the band most; None: not known yet."""
    if deeper is None:
        return Listing(tr("window.command.checks"), empty=tr("measures.pending"))
    entries = tuple(
        Entry(str(n), one.name or tr("kind.cctv"), tr("measures.checks.narrows", length=plain(one.narrows_m)))
        for n, one in enumerate(deeper.checks)
    )
    return Listing(tr("measures.checks.title", count=len(entries)), tr("measures.checks.note"), entries, tr("measures.checks.none"))


def dark_facts(gap: Gap, deeds: tuple[Deed, ...]) -> Facts:
    """The page of one dark gap."""
    sections = [
        Section(tr("window.gap.reasons"), lines=tuple(said(*reason) for reason in gap.reasons)),
        Section(tr("window.why.takes"), lines=tuple(said(*one) for one in gap.fix)),
        Section(tr("window.gap.figures"), pairs=tuple((tr(f"detail.{key}"), plain(quantity)) for key, quantity in gap.quantities)),
    ]
    return Facts(gap_place(gap), tr("measures.dark.title", rank=gap.rank), tuple(sections), deeds)


def _value(quantity: Quantity) -> float:
    return 2.0 if quantity.value is None else quantity.value


def _zone_note(zone: Zone) -> str:
    parts = [with_unit(zone.length_m, "m"), zone.area]
    for key, quantity in (("night", zone.seen_night), ("lit", zone.lit)):
        if quantity.value is not None:
            parts.append(tr(f"measures.zones.{key}", value=with_unit(quantity.value, "share")))
    return " · ".join(part for part in parts if part)


def _marks(zone: Zone) -> tuple[tuple[str, bool | None], ...]:
    return tuple((tr(f"places.thing.{thing.kind}"), thing.has) for thing in zone.things if thing.kind in MARKED)


def _thing(thing: Thing) -> str:
    has = tr({True: "places.has.yes", False: "places.has.no", None: "places.has.unknown"}[thing.has])
    parts = [f"{has} ({number(thing.count)})" if thing.count > 1 else has]
    if thing.has and thing.walk_m != float("inf"):
        parts.append(tr("measures.zones.from_gate", distance=with_unit(thing.walk_m, "m")))
    if thing.likely and not thing.has:
        parts.append(tr("places.likely", count=number(thing.likely)))
    return " · ".join(parts)


def equipment_effects(found: tuple[Equipped, ...]) -> tuple[Effect, ...]:
    """Without it -> with it: how many zones or routes have such a thing, and the first few where it makes a difference."""
    rows = []
    for one in found:
        routes = one.what == "signs"
        what = tr("places.counted.signs" if routes else f"places.thing.{one.what}")
        name = tr("editing.equipped.routes" if routes else "editing.equipped.zones", what=what, all=number(one.all))
        rows.append(Effect(name, number(one.before), number(one.after), "" if one.changed else tr("editing.unchanged")))
        nameless = tr("places.route.nameless" if routes else "places.zone.nameless")
        rows += [Effect(place or nameless, _had(before), _had(after)) for place, before, after in one.changed[:NAMED]]
    return tuple(rows)


def _had(one: Had) -> str:
    has = tr({True: "places.has.yes", False: "places.has.no", None: "places.has.unknown"}[one.has])
    return f"{has} {number(one.count)}" if one.count > 1 else has


def _route_note(route: Route) -> str:
    parts = [with_unit(route.length_m, "m")]
    if route.darkest is not None:
        parts.append(tr("measures.routes.darkest", value=with_unit(route.darkest.value, "lx")))
    return " · ".join(parts)


def _against(one: Counted) -> tuple[str, bool | None]:
    """``등 9``: there where it is no less than Seoul's average."""
    words = f"{tr(f'places.counted.{one.kind}')} {_number(one)}"
    return words, None if one.number is None else one.number >= (one.average.value or 0.0)


def _number(one: Counted) -> str:
    return tr("places.has.unknown") if one.number is None else number(one.number)


def _at(value: float, unit: str, start_m: float) -> str:
    return tr("measures.routes.at", value=plain(Quantity(value, unit, Tag.COMPUTED, "")), start=with_unit(start_m, "m"))
