"""Why not here? What one more device at a spot would add that nothing else covers, what it costs, and why it may be little."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app import catalogue
from app.errors import BadInput
from app.geo import inside
from app.model import Intervention, Project, Scenario
from app.quantity import Quantity, Tag
from app.study.answers import Answers, Said
from app.study.formulas import ADDED
from app.why_lines import count, metres, named
from app.words import tr

if TYPE_CHECKING:
    from app.scene import Overlay
    from app.study.live import Figures, Live

# Which measures a kind can move, the most telling first, and which of them are of the night.
_LAMP = ("lit", "seen_night", "lit_class")
_REFUGE = ("near_refuge", "near_refuge_night")
MOVES: Mapping[str, tuple[str, ...]] = {
    "cctv": ("seen", "seen_night", "seen_twice"),
    "security_lights": _LAMP,
    "street_lamps": _LAMP,
    "phone_booths": _REFUGE,
    "shelters": _REFUGE,
    "emergency_bells": ("near_bell", *_REFUGE),
    "police": (*_REFUGE, "response"),
    "mailboxes": ("near_mailbox",),
    "community_centres": ("near_centre",),
}
# These are shares of street length, so that their change is metres of street.
METRES = ("seen", "seen_night", "seen_twice", "lit", "lit_class", "near_refuge", "near_refuge_night", "near_bell", "response")
ASKED = "asked"
TURN_DEG = 45.0
# A wall nearer than this in front of a camera takes most of its view; less than this many metres are little.
WALL_M, LITTLE_M, LOOKED_M = 10.0, 10.0, 60.0


@dataclass(frozen=True)
class Gain:
    """What a measure gains: ``value`` in metres of street (share of people where it is measured on people), ``then`` the share."""

    measure: str
    value: Quantity
    now: Quantity
    then: Quantity


@dataclass(frozen=True)
class WhyNot:
    """The answer for a device at a spot.

    ``gains`` by measure, the most telling first; ``cost`` is None where nobody says (ask for an offer); ``exposure`` the metres of
    windows it would look into, None where unknown or not asked for; ``reasons`` say why it may be little. ``item`` is the device
    as it was tried (a camera looks where it adds most, unless told), ``overlays`` what it would see.
    """

    kind: str
    at_m: tuple[float, float]
    item: Intervention
    gains: tuple[Gain, ...]
    cost: Quantity | None
    cost_year: int
    exposure: Quantity | None
    reasons: tuple[Said, ...]
    overlays: tuple[Overlay, ...] = field(default=(), compare=False, repr=False)

    @property
    def lines(self) -> tuple[Said, ...]:
        """What is told, in the order to read it."""
        return (*_gain_lines(self.gains), *_cost_lines(self.cost, self.cost_year), *_exposure_lines(self.exposure), *self.reasons, *((ADDED,) if self.gains else ()))


def why_not_here(answers: Answers, x_m: float, y_m: float, kind: str, live: Live | None = None, **values: object) -> WhyNot:
    """What a device of a kind at (x_m, y_m) would add to the district; ``values`` are its properties (``heading_deg`` among them).

    ``live``: the quick figures of these answers where they are at hand. A camera without a heading is tried all round and looks
    where it adds most. BadInput for a kind that no measure looks at.
    """
    from app.study.live import Live

    if kind not in MOVES:
        raise BadInput(tr("whynot.kind", kind=kind), hint=tr("whynot.kind.hint", kinds=", ".join(MOVES)))
    heading = values.pop("heading_deg", None)
    item = Intervention(_free_id(answers), kind, (float(x_m), float(y_m)), None, tuple(values.items()))
    project = _project(answers)
    quick = live or Live(answers)
    item, figures = _best(quick, project, item, heading)
    gains = _gains(quick.base, figures) if figures is not None else _whole(answers, project, item)
    gains = tuple(gain for id in MOVES[kind] for gain in gains if gain.measure == id)
    cost, year = cost_of(kind)
    overlays = figures.overlays() if figures is not None else ()
    exposure = _exposure(answers, project, item)
    return WhyNot(kind, item.at_m, item, gains, cost, year, exposure, tuple(_reasons(answers, item, gains)), overlays)


def cost_of(kind: str) -> tuple[Quantity | None, int]:
    """(what one device costs, the year of the price); None and 0 where no source says so."""
    found = catalogue.entry(kind).build if catalogue.known(kind) else None
    return (found.quantity, found.year) if found is not None else (None, 0)


def _free_id(answers: Answers) -> str:
    taken = {item.id for item in answers.question.items}
    return next(id for number in range(len(taken) + 1) if (id := f"tried-{number}") not in taken)


def _project(answers: Answers) -> Project:
    """A project that asks the same question."""
    asked = answers.question
    return Project(
        str(asked.key[0]), asked.project, district=asked.district, layers=asked.layers, scenarios=(Scenario(ASKED, "", items=asked.items),),
        scenario=ASKED, parameters=asked.parameters, luminaires=asked.luminaires,
    )  # fmt: skip


def _with(project: Project, item: Intervention) -> Project:
    shown = project.scenarios[0]
    return project.with_scenario(replace(shown, items=(*shown.items, item)))


def _best(live: Live, project: Project, item: Intervention, heading: object) -> tuple[Intervention, Figures | None]:
    """The device with its figures; a camera whose heading nobody told looks where the district gains most."""
    if item.kind != "cctv":
        return item, live.figures(_with(project, item))
    wanted = [float(heading)] if isinstance(heading, (int, float)) else [TURN_DEG * turn for turn in range(round(360.0 / TURN_DEG))]
    tried = [(replace(item, heading_deg=one % 360.0), live.figures(_with(project, replace(item, heading_deg=one % 360.0)))) for one in wanted]
    return max(tried, key=lambda pair: (pair[1].amount("seen") or (0.0,))[0] if pair[1] is not None else 0.0)


def _gains(before: Figures, after: Figures) -> list[Gain]:
    found = []
    for id in after.ids:
        share, was = after.share(id), before.share(id)
        if share is None:
            continue
        amount = (after.amount(id) or (0.0,))[0] - (before.amount(id) or (0.0,))[0]
        found.append(_gain(id, was[0] if was is not None else 0.0, share[0], amount))
    return found


def _whole(answers: Answers, project: Project, item: Intervention) -> list[Gain]:
    """The gains by a whole answer: the first device of its kind."""
    from app.study import answer, question

    after = answer(question(_with(project, item)))
    length = float(answers.behind.sheet.length_m[answers.behind.sheet.inside].sum())
    found = []
    for one in after.measures:
        if one.area_code != after.district[0] or one.quantity.value is None:
            continue
        before = answers.measure(one.id)
        was = before.quantity.value if before is not None and before.quantity.value is not None else 0.0
        found.append(_gain(one.id, was, one.quantity.value, (one.quantity.value - was) * length))
    return found


def _gain(id: str, was: float, share: float, amount: float) -> Gain:
    value = metres(amount, "street gained") if id in METRES else Quantity(share - was, "share", Tag.COMPUTED, "share gained")
    now, then = (Quantity(one, "share", Tag.COMPUTED, "share of the district") for one in (was, share))
    return Gain(id, value, now, then)


def _exposure(answers: Answers, project: Project, item: Intervention) -> Quantity | None:
    """Metres of windows a camera there would look into; None where no dwellings are known, or for anything but a camera."""
    if item.kind != "cctv" or not answers.question.counted("walls"):
        return None
    import shapely

    from app.analysis.exposure import exposure, fronts
    from app.study.asked import question
    from app.study.sight.cameras import sketched_cameras
    from app.study.sight.exposure_of import close_prints, close_views, exposing, homes

    one = sketched_cameras(question(_with(project, item)), [item])
    close = close_prints(one.optics, answers.assumptions)
    around = shapely.Point(item.at_m).buffer(float(close.reach_m.max(initial=0.0)) + 1.0)
    lived = homes(answers.question, around, 0.0).outlines
    front = fronts(lived[shapely.intersects(around, lived)])
    return metres(exposure(close_views(one, one.eyes_m, answers), front, exposing(one)[0]).total_m, "fronts of dwellings exposed")


def _reasons(answers: Answers, item: Intervention, gains: Iterable[Gain]) -> Iterator[Said]:
    first = next(iter(gains), None)
    if first is not None and first.measure in METRES and abs(first.value.value or 0.0) < LITTLE_M:
        yield "whynot.little", {"length": metres(max(first.value.value or 0.0, 0.0))}
    yield from _place_reasons(answers, item)
    if item.kind == "cctv":
        yield from _camera_reasons(answers, item, {gain.measure: gain for gain in gains})
    elif item.kind in ("security_lights", "street_lamps") and answers.light is not None:
        yield from _lamp_reasons(answers, item)
    else:
        yield from _near_reasons(answers, item)


def _place_reasons(answers: Answers, item: Intervention) -> Iterator[Said]:
    """It stands off every street, or inside a building."""
    import numpy
    import shapely

    from app.analysis.streets import locate

    reach = answers.assumptions.quantity("walk.snap")
    edge, _, away = locate(answers.streets, numpy.array([item.at_m]), within_m=1e9)
    if edge[0] >= 0 and float(away[0]) > float(reach.value or 0.0):
        yield "whynot.off_street", {"distance": metres(float(away[0])), "limit": reach}
    if not inside(answers.areas[0].polygon, *item.at_m):
        yield "whynot.outside", {}
    spot = shapely.Point(item.at_m)
    if any(len(layer.frame.sindex.query(spot, predicate="within")) for layer in answers.question.counted("walls")):
        yield "whynot.inside", {}


def _camera_reasons(answers: Answers, item: Intervention, gains: Mapping[str, Gain]) -> Iterator[Said]:
    from app.errors import CannotAnswer
    from app.why import why

    try:
        found = why(answers, *item.at_m)
    except CannotAnswer:
        found = None
    if found is not None and found.cameras:
        yield "whynot.seen", {"cameras": count(len(found.cameras))}
    if found is not None and found.maybe:
        yield named("whynot.maybe", found.maybe[0].name, cameras=count(len(found.maybe)))
    wall = wall_ahead_m(answers, item)
    if wall is not None and 0.0 < wall < WALL_M:
        yield "whynot.wall", {"distance": metres(wall)}
    day, night = gains.get("seen"), gains.get("seen_night")
    if day is not None and night is not None and (night.value.value or 0.0) < 0.5 * (day.value.value or 0.0):
        yield "whynot.dark", {"day": day.value, "night": night.value}


def wall_ahead_m(answers: Answers, item: Intervention) -> float | None:
    """How far the first building stands in the direction a camera looks, up to ``LOOKED_M``; None where none does."""
    import shapely

    if item.heading_deg is None:
        return None
    x, y = item.at_m
    turn = math.radians(item.heading_deg)
    ray = shapely.LineString([(x, y), (x + LOOKED_M * math.sin(turn), y + LOOKED_M * math.cos(turn))])
    found = []
    for layer in answers.question.counted("walls"):
        rows = layer.frame.sindex.query(ray, predicate="intersects")
        found += shapely.distance(shapely.intersection(layer.frame.geometry.to_numpy()[rows], ray), shapely.Point(x, y)).tolist()
    return min(found, default=None)


def _lamp_reasons(answers: Answers, item: Intervention) -> Iterator[Said]:
    from app.study.lamps.lux_words import lux_lines

    there = lux_lines(answers.light, *item.at_m)  # type: ignore[arg-type]
    if there.out:
        yield "whynot.mend", {"distance": metres(there.out[0][1])}
    if there.level_lx >= answers.assumptions["light.target_min"]:
        yield "whynot.bright", {"lux": Quantity(there.level_lx, "lx", Tag.COMPUTED, "lux of the lamps that reach the spot")}


def _near_reasons(answers: Answers, item: Intervention) -> Iterator[Said]:
    """Something that serves the same stands near already."""
    import numpy

    from app.analysis.streets import locate

    edge, at, _ = locate(answers.streets, numpy.array([item.at_m]), within_m=answers.assumptions["walk.snap"])
    if edge[0] < 0 or answers.behind.walks is None:
        return
    for id in MOVES[item.kind]:
        access = answers.behind.walks.by.get(id)
        if access is None or not access.asked or access.unit != "m":
            continue
        value, device = (part[0] for part in access.distance_at(edge, at))
        if device >= 0 and float(value) <= access.limit:
            limit = Quantity(access.limit, "m", Tag.ASSUMED, "the measure's definition")
            yield named("whynot.near", access.devices[int(device)].name, walk=metres(float(value), "walk along the streets"), limit=limit)
            return


def _gain_lines(gains: Iterable[Gain]) -> Iterator[Said]:
    for gain in gains:
        told = {"measure": tr(f"measure.{gain.measure}")}
        if gain.value.unit == "m":
            yield "whynot.gain", {**told, "gain": gain.value}
        else:
            yield "whynot.gain_share", {**told, "now": gain.now, "then": gain.then}


def _cost_lines(cost: Quantity | None, year: int) -> Iterator[Said]:
    if cost is None:
        yield "whynot.ask", {}
    else:
        yield "whynot.cost", {"cost": cost, "year": str(year)}


def _exposure_lines(exposure: Quantity | None) -> Iterator[Said]:
    if exposure is not None:
        yield ("whynot.exposed" if (exposure.value or 0.0) > 0.5 else "whynot.exposed_none"), {"length": exposure}
