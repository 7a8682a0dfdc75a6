"""School zones one by one: where their street is, how much of it is seen, and what stands along it.

A surveyed outline gives the street inside it, surveyed lines the street they follow. A zone known only by a point is *assumed* to
be the street within ``school.radius`` of walking from there (references 4: road sections within 300 m of the main gate).

``kept`` is the share of a zone's street that cameras see by day, when children walk. The equipment stands beside it as yes, no or
unknown; it is never multiplied into the share. Nothing outside the district is measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy
import shapely

from app import geo
from app.analysis.access import Network
from app.analysis.around import around
from app.analysis.follow import follow
from app.analysis.intervals import Intervals, intersection, intervals, join, union
from app.analysis.streets import cut_all, locate, substrings
from app.quantity import Quantity
from app.study.answers import Area
from app.study.asked import Question
from app.study.ground import Ground
from app.study.places.held import Held, Over, all_of, banded, held, plain
from app.study.places.zone_things import Thing, things
from app.study.standing import Standing, standing

KIND = "school_zones"


@dataclass(frozen=True)
class Site:
    """A zone on the ground. ``layer`` and ``row`` say where it stands in the data (a sketched one: its id and -1).

    ``outline`` as surveyed (None: known by a point only); ``stretches`` its street inside the district; ``gate`` (segment, metres
    along it), segment -1 where no street is near.
    """

    layer: str
    row: int
    name: str
    type: str
    at_m: tuple[float, float]
    outline: shapely.Geometry | None
    stretches: Intervals
    gate: tuple[int, float]
    listed_cctv: float

    @property
    def assumed(self) -> bool:
        """True where nobody surveyed what belongs to the zone."""
        return self.outline is None


@dataclass(frozen=True)
class Zone:
    """One zone as measured. ``area`` is the dong its gate lies in ("" = none); shares have no value where nothing is known.

    ``things``: signal, crossing, yellow_carpets, speed_cameras, school_guards. ``lines`` are its street, ``seen`` also is ``kept``.
    """

    site: Site
    area: str
    area_code: str
    length_m: float
    seen: Quantity
    seen_night: Quantity
    lit: Quantity
    things: tuple[Thing, ...]
    lines: numpy.ndarray

    @property
    def name(self) -> str:
        """What the zone is called, "" where the data do not say."""
        return self.site.name

    @property
    def assumed(self) -> bool:
        """True where nobody surveyed what belongs to the zone."""
        return self.site.assumed

    @property
    def kept(self) -> Quantity:
        """The share of its street that is seen by day."""
        return self.seen

    def thing(self, kind: str) -> Thing:
        """One kind of equipment."""
        return next(one for one in self.things if one.kind == kind)


@dataclass(frozen=True)
class Found:
    """The zones of a question before anything is measured; ``twice``: how many stood in the data again and were left out."""

    sites: tuple[Site, ...]
    twice: int

    @property
    def stretches(self) -> Intervals:
        """The street of all zones, once."""
        return all_of([site.stretches for site in self.sites])


def find_zones(question: Question, ground: Ground, network: Network) -> Found:
    """Every zone that has street in the district or whose place lies in it; no layer of zones gives none.

    A zone named again within ``match.radius``, or by a point inside the outline of that name, is one zone.
    """
    a, district = question.assumptions, ground.district
    if not any(layer.kind.key == KIND for layer in question.layers) and not any(item.kind == KIND for item in question.items):
        return Found((), 0)
    known = standing(question, lambda key, _: key == KIND, district, a["school.radius"])
    shaped = _whole([(thing, _shape(question, thing)) for thing in known])
    single, twice = _once(shaped, a["match.radius"])
    polygons = numpy.array([shape if _is_area(shape) else None for _, shape in single], dtype=object)
    owner, inside = cut_all(ground.streets, polygons) if len(polygons) else (numpy.zeros(0, numpy.int64), intervals())
    xy = numpy.array([thing.at_m for thing, _ in single], dtype=float).reshape(-1, 2)
    edge, at, _ = locate(ground.streets, xy, within_m=a["walk.snap"])
    sites = []
    for number, (thing, shape) in enumerate(single):
        gate = (int(edge[number]), float(at[number]))
        if _is_area(shape):
            stretches = union(inside.take(owner == number))
        elif shape is not None:
            stretches = follow(ground.streets, network, shape, within_m=a["school.beside"]).stretches
        else:
            stretches = around(network, *gate, a["school.radius"])
        here = _inside(stretches, ground)
        if len(here) or geo.inside(district, *thing.at_m):
            sites.append(Site(
                thing.layer, thing.row, thing.text("name"), thing.text("type"), thing.at_m, shape, here, gate, thing.number("cctv"),
            ))  # fmt: skip
    return Found(tuple(sites), twice)


def zones(question: Question, ground: Ground, network: Network, found: Found, over: Over) -> tuple[Zone, ...]:
    """Each zone with what is seen and lit of its street, and its equipment; no zones give none."""
    if not found.sites:
        return ()
    page = held([site.stretches for site in found.sites], over)
    together = _lines(ground, join([site.stretches for site in found.sites]))
    lines = numpy.split(together, numpy.cumsum([len(site.stretches) for site in found.sites])[:-1])
    equipment = things(question, ground, network, found.sites, lines)
    places = _areas(ground, found.sites)
    return tuple(
        _measured(site, page, number, area, equipment[number], lines[number])
        for number, (site, area) in enumerate(zip(found.sites, places, strict=True))
    )


def _lines(ground: Ground, stretches: Intervals) -> numpy.ndarray:
    """The line of each stretch; most are whole segments, whose lines are there already."""
    streets = ground.streets
    lines = streets.lines[stretches.edge]
    part = (stretches.start_m > 0.0) | (stretches.end_m < streets.length_m[stretches.edge])
    lines[part] = substrings(streets, stretches.take(part))
    return lines


def _inside(stretches: Intervals, ground: Ground) -> Intervals:
    """The part of some stretches in the district."""
    return intersection(stretches, ground.inside.take(numpy.isin(ground.inside.edge, stretches.edge)))


def _measured(site: Site, page: Held, number: int, area: Area | None, equipment: tuple[Thing, ...], lines: numpy.ndarray) -> Zone:
    weight = page.length_m * page.of(number)
    return Zone(
        site, area.name if area else "", area.code if area else "", float(weight.sum()),
        banded(page.day, weight, "street of the zone inside visible polygons"),
        banded(page.night, weight, "street of the zone seen by night"),
        plain(page.lit, weight, "street of the zone that is not dark"), equipment, lines,
    )  # fmt: skip


def _areas(ground: Ground, sites: Sequence[Site]) -> Iterator[Area | None]:
    for site in sites:
        yield next((area for area in ground.areas[1:] if shapely.intersects(area.polygon, shapely.Point(site.at_m))), None)


def _shape(question: Question, thing: Standing) -> shapely.Geometry | None:
    """The surveyed outline or lines of a zone, mended where they are invalid; None for a point and for a sketched zone."""
    if thing.row < 0:
        return None
    frame = next(layer.frame for layer in question.layers if layer.id == thing.layer)
    shape = shapely.force_2d(frame.geometry.iloc[thing.row])
    dimension = shapely.get_dimensions(shape)
    if dimension == 1:
        return shape if shapely.length(shape) > 0 else None
    if dimension < 2:
        return None
    parts = shapely.get_parts(shapely.make_valid(shape))
    areas = parts[shapely.get_dimensions(parts) == 2]
    return shapely.union_all(areas) if len(areas) else None


def _is_area(shape: shapely.Geometry | None) -> bool:
    return shape is not None and shapely.get_dimensions(shape) == 2


def _once(shaped: list[tuple[Standing, shapely.Geometry | None]], within_m: float) -> tuple[list[tuple[Standing, shapely.Geometry | None]], int]:
    """Surveyed zones first in their order, then those of a point that no zone of the same name has taken already."""
    kept: list[tuple[Standing, shapely.Geometry | None]] = []
    by_name: dict[str, list[tuple[shapely.Geometry, shapely.Geometry | None]]] = {}
    for thing, shape in sorted(shaped, key=lambda one: one[1] is None):
        place = shapely.Point(thing.at_m)
        same = by_name.setdefault("".join(thing.text("name").split()), [])
        if any(_same(place, shape, other, outline, within_m) for other, outline in same):
            continue
        same.append((place, shape))
        kept.append((thing, shape))
    return kept, len(shaped) - len(kept)


def _same(place: shapely.Point, shape: shapely.Geometry | None, other: shapely.Point, outline: shapely.Geometry | None, within_m: float) -> bool:
    if shape is None and outline is not None:
        return bool(shapely.dwithin(outline, place, within_m))
    return bool(shapely.dwithin(place, other, within_m))


def _whole(shaped: list[tuple[Standing, shapely.Geometry | None]]) -> list[tuple[Standing, shapely.Geometry | None]]:
    """The lines of one zone come row by row: those of one name in one layer are one zone, told of by the first row."""
    kept: list[tuple[Standing, shapely.Geometry | None]] = []
    first: dict[tuple[str, str], int] = {}
    for thing, shape in shaped:
        if shape is not None and shapely.get_dimensions(shape) == 1 and thing.text("name"):
            place = first.setdefault((thing.layer, thing.text("name")), len(kept))
            if place < len(kept):
                kept[place] = (kept[place][0], shapely.union_all([kept[place][1], shape]))
                continue
        kept.append((thing, shape))
    return kept


def outlines(found: Sequence[Zone]) -> numpy.ndarray:
    """The surveyed outlines of zones, for the map."""
    shapes = [zone.site.outline for zone in found if zone.site.outline is not None]
    return numpy.array(shapes, dtype=object)


def assumed_lines(found: Sequence[Zone]) -> numpy.ndarray:
    """The street of assumed zones, for the map."""
    parts = [zone.lines for zone in found if zone.assumed]
    return numpy.concatenate(parts) if parts else numpy.zeros(0, dtype=object)
