"""Safe-return routes one by one: what stands along them, how they are seen and lit by night, and where they are weakest.

``kept`` is the share of a route that is both seen by night and not dark: on the walk home either alone is not enough. Lights, cameras,
bells and signs within ``route.beside`` stand beside it, each against Seoul's average of a route (references S60; the strategy of
2019); they are counted, never multiplied in. A mast counts as one camera, a lamp out of order as none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy
import shapely

from app.analysis.access import Network
from app.analysis.follow import Followed, follow
from app.analysis.intervals import Intervals, intersection
from app.analysis.windows import Window, weakest
from app.geo import prepared
from app.parameters import Assumptions
from app.quantity import Quantity
from app.study.answers import Area
from app.study.asked import Question
from app.study.ground import Ground, near, texts
from app.study.lamps.light import Lit
from app.study.places.held import Over, all_of, banded, computed, plain
from app.study.places.strip import Page, Sighted, Strip, grain, lux, page, strip
from app.study.standing import Standing, drawn_lines, standing
from app.study.walking.walks import Walks

KIND = "safe_routes"
# What is counted along a route: the layer kinds, and the parameter that holds Seoul's average.
COUNTED: Mapping[str, tuple[str, ...]] = {
    "lights": ("security_lights", "street_lamps"),
    "cameras": ("cctv",),
    "bells": ("emergency_bells",),
    "signs": ("route_signs",),
}
# Columns that say how many of a kind stand at one place; cameras are counted by mast.
MANY = {"lights": "lamps", "signs": "signs"}


@dataclass(frozen=True)
class Course:
    """A route on the ground. ``rows`` of ``layer`` make it (lines of one name are one route); ``drawn`` as surveyed, or as the scenario
    draws it: then its id stands for the layer, without rows.

    ``way`` as it runs on the streets; ``stretches`` those streets inside the district.
    """

    layer: str
    rows: tuple[int, ...]
    name: str
    drawn: shapely.Geometry
    way: Followed
    stretches: Intervals


@dataclass(frozen=True)
class Courses:
    """The routes of a question before anything is measured; ``empty``: how many rows had no length."""

    courses: tuple[Course, ...]
    empty: int

    @property
    def stretches(self) -> Intervals:
        """The streets of all routes, once."""
        return all_of([course.stretches for course in self.courses])


@dataclass(frozen=True)
class Counted:
    """Things along a route: ``number`` is None where no list knows the district; ``average`` of Seoul's routes."""

    kind: str
    number: float | None
    average: Quantity


@dataclass(frozen=True)
class Weak:
    """The weakest stretch of a route by one measure: where along it, its mean, and the line for the map."""

    start_m: float
    end_m: float
    value: float
    line: shapely.Geometry


@dataclass(frozen=True)
class Route:
    """One route as measured. ``areas`` are the dongs it runs through; shares have no value where nothing is known.

    ``darkest`` by average lux, ``least_seen`` by the share seen at night (the darker of equals), None where unknown.
    """

    course: Course
    areas: tuple[str, ...]
    length_m: float
    off_m: float
    counted: tuple[Counted, ...]
    seen: Quantity
    seen_night: Quantity
    lit: Quantity
    kept: Quantity
    average_lx: Quantity
    least_lx: Quantity
    darkest: Weak | None
    least_seen: Weak | None
    strip: Strip

    @property
    def name(self) -> str:
        """What the route is called, "" where the data do not say."""
        return self.course.name

    def number(self, kind: str) -> Counted:
        """How many lights, cameras, bells or signs it has."""
        return next(one for one in self.counted if one.kind == kind)


def find_routes(question: Question, ground: Ground, network: Network) -> Courses:
    """Every route that comes into the district, laid onto the streets, those the scenario draws last; none give none."""
    a, courses, empty = question.assumptions, [], 0
    for layer in question.layers:
        if layer.kind.key != KIND or layer.frame is None:
            continue
        shapes, names = layer.frame.geometry.to_numpy(), texts(layer.frame, "name")
        gone = {item.of[1] for item in question.items if item.of is not None and item.of[0] == layer.id and item.gone}
        usable = ~shapely.is_missing(shapes) & numpy.isin(shapely.get_type_id(shapes), (1, 5)) & (shapely.length(shapes) > 0)
        empty += int((~usable & near(ground.district, shapes, 0.0)).sum())
        usable &= near(ground.district, shapes, 0.0)
        for name, rows in _named(names, [row for row in numpy.flatnonzero(usable).tolist() if row not in gone]):
            drawn = shapely.union_all(shapes[list(rows)]) if len(rows) > 1 else shapes[rows[0]]
            way = follow(ground.streets, network, drawn, within_m=a["route.beside"])
            courses.append(Course(layer.id, rows, name, drawn, way, intersection(way.stretches, ground.inside)))
    for drawn, item in zip(*drawn_lines(question, KIND, ground.district, 0.0), strict=True):
        way = follow(ground.streets, network, drawn, within_m=a["route.beside"])
        name = str(dict(item.properties).get("name", "")).strip()
        courses.append(Course(item.id, (), name, drawn, way, intersection(way.stretches, ground.inside)))
    return Courses(tuple(courses), empty)


def routes(
    question: Question, ground: Ground, found: Courses, over: Over, lit: Lit | None, walked: Walks | None, sighted: Sighted | None = None
) -> tuple[Route, ...]:
    """Each route with its counts, its shares, its weakest stretches and its strip; no routes give none."""
    if not found.courses:
        return ()
    whole = page([course.way for course in found.courses], over, lit, walked, sighted)
    counted = counts(question, ground, found.courses)
    return tuple(
        _measured(course, number, whole, counted[number], ground, lit, walked, question.assumptions) for number, course in enumerate(found.courses)
    )


def _named(names: numpy.ndarray, rows: list[int]) -> list[tuple[str, tuple[int, ...]]]:
    """Rows by name; each nameless row alone."""
    found: dict[object, list[int]] = {}
    for row in rows:
        found.setdefault(names[row] or row, []).append(row)
    return [(key if isinstance(key, str) else "", tuple(group)) for key, group in found.items()]


def _measured(
    course: Course, number: int, whole: Page, counted: tuple[Counted, ...], ground: Ground, lit: Lit | None, walked: Walks | None, a: Assumptions
) -> Route:
    way = course.way
    told = strip(whole, number, way, lit, walked)
    weight = whole.cut.length_m * (whole.cut.edge == number)
    night, shines = whole.night, whole.lit
    kept = None if night is None or shines is None else type(night)(night.value * shines, night.low * shines, night.high * shines)
    darkest, least_seen = _weak(way, told, lit, a["route.weakest"])
    metres = told.length_m
    average = float((told.average_lx * metres).sum() / metres.sum()) if lit is not None and len(told) else None
    return Route(
        course, _areas(ground.areas, course), way.length_m, way.off_m, counted,
        banded(whole.day, weight, "length of the route inside visible polygons"),
        banded(night, weight, "length of the route seen by night"),
        plain(shines, weight, "length of the route that is not dark"),
        banded(kept, weight, "length of the route seen by night and not dark"),
        computed(average, "lx", "mean along the route"),
        computed(float(told.least_lx.min()) if lit is not None and len(told) else None, "lx", "least along the route"),
        darkest, least_seen, told,
    )  # fmt: skip


def _weak(way: Followed, told: Strip, lit: Lit | None, length_m: float) -> tuple[Weak | None, Weak | None]:
    """The darkest and the least seen stretch, each exact over the profile."""
    if not len(told):
        return None, None
    cuts, owner = grain(told)
    light = lux(way, cuts[:-1], cuts[1:], lit)[0]
    known = numpy.isfinite(light)
    seen = (told.night if numpy.isfinite(told.night).all() else told.seen)[owner]
    dark = weakest(cuts, (light,), length_m) if known.all() else None
    unseen = weakest(cuts, (seen, light) if known.all() else (seen,), length_m) if numpy.isfinite(seen).all() else None
    return _drawn(way, dark), _drawn(way, unseen)


def _drawn(way: Followed, window: Window | None) -> Weak | None:
    if window is None:
        return None
    return Weak(window.start_m, window.end_m, window.means[0], part_of(way, window.start_m, window.end_m))


def part_of(way: Followed, start_m: float, end_m: float) -> shapely.Geometry:
    """The line of a part of a followed route."""
    length = numpy.hypot(way.piece_xy[:, 2] - way.piece_xy[:, 0], way.piece_xy[:, 3] - way.piece_xy[:, 1])
    first = numpy.clip((start_m - way.piece_start_m) / length, 0.0, 1.0)
    last = numpy.clip((end_m - way.piece_start_m) / length, 0.0, 1.0)
    row = numpy.flatnonzero(last > first)
    a, b = way.piece_xy[row, :2], way.piece_xy[row, 2:]
    ends = numpy.hstack([a + (b - a) * first[row, None], a + (b - a) * last[row, None]])
    return shapely.line_merge(shapely.multilinestrings(shapely.linestrings(ends.reshape(-1, 2, 2))))


def _areas(areas: Sequence[Area], course: Course) -> tuple[str, ...]:
    return tuple(area.name for area in areas[1:] if shapely.length(shapely.intersection(area.polygon, course.drawn)) > 0)


def counts(question: Question, ground: Ground, courses: Sequence[Course]) -> list[tuple[Counted, ...]]:
    """What stands within ``route.beside`` of each route, as drawn on the streets."""
    a = question.assumptions
    kinds = {key for every in COUNTED.values() for key in every}
    lines = [course.way.line for course in courses]
    found = standing(question, lambda key, _: key in kinds, shapely.union_all(lines), a["route.beside"])
    points = shapely.points(numpy.array([one.at_m for one in found], dtype=float).reshape(-1, 2))
    known = {name: _known(question, ground, keys) for name, keys in COUNTED.items()}
    told = []
    for line in lines:
        here = [found[row] for row in numpy.flatnonzero(shapely.dwithin(prepared(line), points, a["route.beside"])).tolist()]
        numbers = {name: _number(name, [one for one in here if one.kind in keys]) for name, keys in COUNTED.items()}
        told.append(tuple(
            Counted(name, number if known[name] or number else None, a.quantity(f"route.{name}")) for name, number in numbers.items()
        ))  # fmt: skip
    return told


def _number(name: str, things: list[Standing]) -> float:
    if name == "cameras":
        return float(len({(round(x, 1), round(y, 1)) for x, y in (one.at_m for one in things)}))
    if name not in MANY:
        return float(len(things))
    working = [one for one in things if one.truth("working", True)]
    return float(sum(max(one.number(MANY[name], 1.0), 0.0) for one in working))


def _known(question: Question, ground: Ground, keys: tuple[str, ...]) -> bool:
    """Whether a list of such things has any row in the district."""
    layers = [layer for layer in question.layers if layer.kind.key in keys and layer.frame is not None]
    return any(near(ground.district, layer.frame.geometry.to_numpy(), 0.0).any() for layer in layers)
