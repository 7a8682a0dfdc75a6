"""Why is this spot as it is? Which cameras see it or fail to, how far a refuge is, and what it would take."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.errors import CannotAnswer
from app.quantity import Quantity, Tag
from app.study.answers import Answers, Said
from app.study.formulas import formulas
from app.why_lines import light_lines, night_lines, place_lines, way_lines
from app.words import tr

if TYPE_CHECKING:
    import shapely

# More than this many cameras are counted, not listed.
LISTED = 5


@dataclass(frozen=True)
class Witness:
    """A camera that sees a spot, or may: its number in ``Answers.behind.cameras``, its distance, the chance that it does."""

    camera: int
    name: str
    at_m: tuple[float, float]
    distance_m: float
    chance: float


@dataclass(frozen=True)
class Why:
    """The answer for one spot.

    ``spot_m`` lies on the street; ``lines`` and ``takes`` are words with their values, in the order to read them. ``cameras``
    see it for certain, ``maybe`` perhaps; ``refuge_m`` is None where none can be reached; ``walk`` is the way there.
    ``formulas`` say how the figures among the lines were made.
    """

    spot_m: tuple[float, float]
    street: str
    area: str
    lines: tuple[Said, ...]
    takes: tuple[Said, ...]
    cameras: tuple[Witness, ...]
    maybe: tuple[Witness, ...]
    refuge: str
    refuge_m: float | None
    walk: shapely.LineString | None = field(compare=False, repr=False)
    formulas: tuple[Said, ...] = ()


def why(answers: Answers, x_m: float, y_m: float) -> Why:
    """Explain the street nearest to a spot; CannotAnswer where no street is near."""
    import numpy

    from app.analysis.access import distance_at
    from app.analysis.streets import locate, points_at

    reach = answers.assumptions.quantity("walk.snap")
    edges, ats, _ = locate(answers.streets, numpy.array([[x_m, y_m]]), within_m=reach.value)
    edge, at = int(edges[0]), float(ats[0])
    if edge < 0:
        raise CannotAnswer(tr("why.no_street", distance=f"{reach.value:.0f} m"), hint=tr("why.no_street.hint"))
    spot = tuple(points_at(answers.streets, edges, ats)[0].tolist())
    cameras, maybe = _witnesses(answers, edge, at, spot)
    by_day = tuple(one.camera for one in cameras)
    light, light_takes = light_lines(answers, spot)
    behind = answers.behind
    metres, device = (part[0] for part in distance_at(behind.network, behind.refuge_walk, edges, ats))
    refuge = behind.refuges[int(device)].name if device >= 0 else ""
    area = _area(answers, spot)
    lines = (
        *(() if area is not None else (("why.outside", {}),)),
        *_seen_lines(answers, spot, cameras, maybe),
        *night_lines(answers, edge, at, spot, by_day),
        *light,
        *_walk_lines(answers, float(metres), refuge),
        *way_lines(answers, edge, at),
        *_mailbox_lines(answers, edge, at),
        *place_lines(answers, edge, at),
    )
    takes = tuple(_takes(answers, cameras, maybe, float(metres)))
    if light_takes:
        takes = (*(one for one in takes if one[0] != "why.take.nothing"), *light_takes)
    return Why(
        spot, answers.streets.name[edge], area or "", lines, takes, cameras, maybe, refuge,
        float(metres) if math.isfinite(metres) else None, _way(answers, edge, at), formulas(lines, answers.assumptions),
    )  # fmt: skip


def _metres(value: float, source: str = "straight distance") -> Quantity:
    return Quantity(float(value), "m", Tag.COMPUTED, source)


def _count(number: int) -> Quantity:
    return Quantity(float(number), "count", Tag.COMPUTED, "counted in the project")


def _chance(value: float) -> Quantity:
    return Quantity(value, "share", Tag.ASSUMED, "every bearing alike")


def _witnesses(answers: Answers, edge: int, at: float, spot: tuple[float, float]) -> tuple[tuple[Witness, ...], tuple[Witness, ...]]:
    """(cameras that see the spot, sites that may), nearest first; a site with a certain view is not listed as perhaps too."""
    reach = answers.behind.reach
    holds = (reach.sure.edge == edge) & (reach.sure.start_m <= at) & (at <= reach.sure.end_m)
    might = (reach.maybe.edge == edge) & (reach.maybe.start_m <= at) & (at <= reach.maybe.end_m)
    sure = _told(answers, set(reach.sure_by[holds].tolist()), spot)
    places = {one.at_m for one in sure}
    maybe = _told(answers, set(reach.maybe_by[might].tolist()), spot)
    return sure, tuple(one for one in maybe if one.at_m not in places)


def _told(answers: Answers, numbers: set[int], spot: tuple[float, float]) -> tuple[Witness, ...]:
    found: dict[tuple[float, float], Witness] = {}
    for number in sorted(numbers):
        camera = answers.behind.cameras[number]
        found.setdefault(camera.at_m, Witness(number, camera.name, camera.at_m, math.dist(camera.at_m, spot), camera.chance))
    return tuple(sorted(found.values(), key=lambda one: one.distance_m))


def _seen_lines(answers: Answers, spot: tuple[float, float], cameras: tuple[Witness, ...], maybe: tuple[Witness, ...]) -> Iterator[Said]:
    if cameras:
        yield "why.seen", {"cameras": _count(len(cameras))}
        for one in cameras[:LISTED]:
            yield _named("why.seen_by", one.name, distance=_metres(one.distance_m))
    elif not answers.behind.cameras:
        yield "why.no_cameras", {}
    else:
        if not maybe:
            yield "why.unseen", {}
        yield from _why_not(answers, spot, maybe)
    if maybe:
        none = math.prod(1.0 - one.chance for one in maybe)
        yield "why.maybe", {"cameras": _count(len(maybe)), "chance": _chance(1.0 - none)}
        for one in maybe[:LISTED]:
            yield _named("why.maybe_by", one.name, distance=_metres(one.distance_m), chance=_chance(one.chance))


def _named(key: str, name: str, **values: object) -> Said:
    return (key, {"name": name, **values}) if name else (f"{key}_nameless", values)


def _why_not(answers: Answers, spot: tuple[float, float], maybe: tuple[Witness, ...]) -> Iterator[Said]:
    """Why the nearest camera that does not see the spot fails to."""
    import numpy

    eyes = answers.behind.views.eye
    away = numpy.hypot(eyes[:, 0] - spot[0], eyes[:, 1] - spot[1])
    places = {one.at_m for one in maybe}
    away[[camera.at_m in places for camera in answers.behind.cameras]] = numpy.inf
    nearest = int(away.argmin())
    if not math.isfinite(away[nearest]):
        return
    camera, distance = answers.behind.cameras[nearest], float(away[nearest])
    reason = _failing(answers, nearest, spot, distance)
    if reason == "too_far" and maybe:
        return
    yield _named(f"why.{reason}", camera.name, distance=_metres(distance))


def _failing(answers: Answers, number: int, spot: tuple[float, float], distance: float) -> str:
    """Which limit of a camera the spot lies beyond; within them all, a building is in between."""
    camera = answers.behind.cameras[number]
    near_m, far_m, half_near, half_far, half_field = answers.behind.lens_m[number].tolist()
    if distance > answers.behind.reach_m[number]:
        return "too_far"
    if camera.heading_deg is None:
        return "too_near" if distance < near_m else "too_far" if distance > far_m else "blocked"
    turn = math.atan2(spot[0] - camera.at_m[0], spot[1] - camera.at_m[1]) - math.radians(camera.heading_deg)
    forward, beside = distance * math.cos(turn), abs(distance * math.sin(turn))
    if forward <= 0 or beside > distance * math.sin(half_field):
        return "looks_away"
    if forward < near_m or forward > far_m:
        return "too_near" if forward < near_m else "too_far"
    half = half_near + (half_far - half_near) * (forward - near_m) / max(far_m - near_m, 1e-9)
    return "looks_away" if beside > half else "blocked"


def _walk_lines(answers: Answers, metres: float, name: str) -> Iterator[Said]:
    radius = answers.assumptions.quantity("refuge.radius")
    known = answers.measure("near_refuge")
    if known is None or known.quantity.value is None:
        return
    if not math.isfinite(metres):
        yield "why.no_refuge", {}
    elif metres > radius.value:
        yield _named("why.refuge_far", name, walk=_metres(metres, "walk along the streets"), radius=radius)
    else:
        yield _named("why.refuge", name, walk=_metres(metres, "walk along the streets"))


def _mailbox_lines(answers: Answers, edge: int, at: float) -> Iterator[Said]:
    from app.analysis.access import distance_at

    behind = answers.behind
    metres, device = (part[0] for part in distance_at(behind.network, behind.mailbox_walk, [edge], [at]))
    if device >= 0:
        yield _named("why.mailbox", behind.mailboxes[int(device)].name, walk=_metres(float(metres), "walk along the streets"))


def _takes(answers: Answers, cameras: tuple[Witness, ...], maybe: tuple[Witness, ...], metres: float) -> Iterator[Said]:
    radius = answers.assumptions.quantity("refuge.radius")
    known = answers.measure("near_refuge")
    far = known is not None and known.quantity.value is not None and metres > radius.value
    if not cameras:
        if maybe:
            yield _named("why.take.look", maybe[0].name, **({} if maybe[0].name else {"distance": _metres(maybe[0].distance_m)}))
        else:
            yield "why.take.camera", {}
    if far:
        yield "why.take.refuge", {"radius": radius}
    if cameras and not far:
        yield "why.take.nothing", {}


def _area(answers: Answers, spot: tuple[float, float]) -> str | None:
    """The dong of the spot, else the district; None outside."""
    import shapely

    point = shapely.Point(spot)
    inside = [area.name for area in answers.areas if area.polygon.covers(point)]
    return inside[-1] if inside else None


def _way(answers: Answers, edge: int, at: float) -> shapely.LineString | None:
    """The walk to the nearest refuge as one line, None where there is none."""
    import numpy
    import shapely

    from app.analysis.access import path
    from app.analysis.streets import substring

    found = path(answers.behind.network, answers.behind.refuge_walk, edge, at)
    parts = [_leg(substring(answers.streets, number, min(a, b), max(a, b)), a > b) for number, a, b in found.legs if a != b]
    if not parts:
        return None
    return shapely.remove_repeated_points(shapely.LineString(numpy.concatenate(parts)))


def _leg(line: shapely.LineString, backwards: bool):
    import shapely

    xy = shapely.get_coordinates(line)
    return xy[::-1] if backwards else xy
