"""From rows of a CCTV file and sketched cameras to what the kernels need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.headings import Heading, parse
from app.analysis.lenses import Footprint, footprint
from app.model import Layer
from app.parameters import BY_ID, Assumptions
from app.study.answers import Camera
from app.study.asked import Question
from app.study.ground import near, numbers, texts

# A picture smaller than this is no camera's: the unit of the column was misread.
LEAST_PIXELS = 40_000.0
TURNING = ("ptz", "회전", "스피드돔", "360")
OPTICS = (("height_m", "cam.height"), ("tilt_deg", "cam.tilt"), ("focal_mm", "cam.focal"))


@dataclass(frozen=True)
class Cameras:
    """The looks of all sites: one entry for an all-round site, one for each known heading, one for all unknown ones of a site.

    ``eyes_m`` (n, 2), ``heading_deg`` (nan: all round or unknown), ``prints`` the ground trapezoids; ``sites`` counts rows,
    ``unknown_sites`` those with at least one unknown heading.
    """

    cameras: tuple[Camera, ...]
    eyes_m: ndarray
    heading_deg: ndarray
    prints: Footprint
    sites: int
    unknown_sites: int
    all_round_sites: int

    @property
    def known(self) -> ndarray:
        """True for looks whose heading is known or does not matter."""
        return numpy.array([camera.known for camera in self.cameras], dtype=bool)

    @property
    def chance(self) -> ndarray:
        """The probability that a look points any given way; 1 for known ones."""
        return numpy.array([camera.chance for camera in self.cameras], dtype=float)


@dataclass(frozen=True)
class _Site:
    layer: str
    row: int
    name: str
    at_m: tuple[float, float]
    cameras: float
    heading_deg: float
    heading: Heading
    turning: bool
    optics: tuple[float, ...]
    pixels_px: float


def cameras(question: Question, district: shapely.Geometry) -> Cameras:
    """All sites that can see into the district, existing ones first, sketched ones after them."""
    assumptions = question.assumptions
    sites = [site for layer in question.counted("seen") for site in _rows(layer, assumptions)]
    sites += [_sketched(item, assumptions) for item in question.items if item.kind == "cctv"]
    looks = [look for site in sites for look in _looks(site, assumptions)]
    prints = _prints(looks, assumptions)
    xy = numpy.array([camera.at_m for _, camera in looks], dtype=float).reshape(-1, 2)
    here = numpy.flatnonzero(near(district, shapely.points(xy), float(prints.reach_m.max(initial=0.0))))
    chosen = [looks[number] for number in here.tolist()]
    rows = {(site.layer, site.row): camera for site, camera in chosen}
    unknown = {(site.layer, site.row) for site, camera in chosen if not camera.known}
    return Cameras(
        tuple(camera for _, camera in chosen), xy[here],
        numpy.array([numpy.nan if camera.heading_deg is None else camera.heading_deg for _, camera in chosen], dtype=float),
        take(prints, here), len(rows), len(unknown), sum(camera.all_round for camera in rows.values()),
    )  # fmt: skip


def take(prints: Footprint, which: ndarray) -> Footprint:
    """The footprints of some cameras."""
    return Footprint(*(getattr(prints, part)[which] for part in Footprint.__dataclass_fields__))


def _rows(layer: Layer, assumptions: Assumptions) -> Iterator[_Site]:
    frame = layer.frame
    shapes = frame.geometry.to_numpy()
    usable = numpy.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_empty(shapes))
    centre = shapely.get_coordinates(shapely.centroid(shapes[usable]))
    optics = numpy.column_stack([numpy.where(numpy.isfinite(found := numbers(frame, name)), found, assumptions[id]) for name, id in OPTICS])
    names, words, types = texts(frame, "name"), texts(frame, "heading_text"), texts(frame, "type")
    headings, counts, pixels = numbers(frame, "heading_deg"), numbers(frame, "cameras"), numbers(frame, "pixels_px")
    read = {text: parse(text) for text in set(words.tolist())}
    for place, row in enumerate(usable.tolist()):
        yield _Site(
            layer.id, row, names[row], (float(centre[place, 0]), float(centre[place, 1])), float(counts[row]), float(headings[row]),
            read[words[row]], _turns(types[row]), tuple(optics[row].tolist()), float(pixels[row]),
        )  # fmt: skip


def _sketched(item: object, assumptions: Assumptions) -> _Site:
    given: Mapping[str, object] = dict(item.properties)

    def number(name: str, otherwise: float = numpy.nan) -> float:
        value = given.get(name)
        return float(value) if isinstance(value, (int, float)) else otherwise

    heading = numpy.nan if item.heading_deg is None else float(item.heading_deg)
    optics = tuple(number(name, assumptions[id]) for name, id in OPTICS)
    return _Site(
        item.id, -1, str(given.get("name", "")), item.at_m, number("cameras"), heading, parse(given.get("heading_text")),
        _turns(str(given.get("type", ""))), optics, number("pixels_px"),
    )  # fmt: skip


def _turns(type: str) -> bool:
    return any(word in type.lower() for word in TURNING)


def _looks(site: _Site, assumptions: Assumptions) -> Iterator[tuple[_Site, Camera]]:
    def camera(heading: float | None, known: bool, all_round: bool = False, chance: float = 1.0) -> tuple[_Site, Camera]:
        return site, Camera(site.layer, site.row, site.name, site.at_m, heading, known, all_round, chance)

    count = site.cameras if site.cameras >= 1 else numpy.nan
    bearings = (site.heading_deg % 360.0,) if numpy.isfinite(site.heading_deg) else site.heading.bearings_deg
    if site.turning or (site.heading.all_round and not bearings):
        yield camera(None, True, all_round=True)
        return
    for bearing in bearings:
        yield camera(bearing, True)
    # A file that names headings but no number of cameras means one camera a heading.
    rest = (assumptions["cam.per_site"] if numpy.isnan(count) else count) - len(bearings)
    if rest > 0 and not (bearings and numpy.isnan(count)):
        field = numpy.degrees(2.0 * numpy.arctan(assumptions["cam.sensor_w"] / (2.0 * site.optics[2])))
        chance = min(1.0, rest * float(field) / 360.0)
        yield camera(None, chance >= 1.0, all_round=chance >= 1.0, chance=chance)


def _prints(looks: list[tuple[_Site, Camera]], assumptions: Assumptions) -> Footprint:
    optics = numpy.array([site.optics for site, _ in looks], dtype=float).reshape(-1, 3)
    pixels = numpy.array([site.pixels_px for site, _ in looks], dtype=float)
    wide = numpy.where(pixels >= LEAST_PIXELS, numpy.sqrt(numpy.maximum(pixels, 0.0) * 16.0 / 9.0), assumptions["cam.pixels_x"])
    made = footprint(
        *optics.T, assumptions["cam.sensor_w"], assumptions["cam.sensor_h"], wide, assumptions["cam.level"], assumptions["cam.target_z"]
    )
    # A camera that turns looks one way at a time: it counts all round at Observe and never above.
    if assumptions["cam.level"] <= BY_ID["cam.level"].default:
        return made
    turning = numpy.array([camera.all_round for _, camera in looks], dtype=bool)
    return Footprint(
        made.hfov_deg, made.near_m, numpy.where(turning, made.near_m, made.far_m), made.half_near_m,
        numpy.where(turning, made.half_near_m, made.half_far_m), numpy.where(turning, made.near_m, made.reach_m),
    )  # fmt: skip
