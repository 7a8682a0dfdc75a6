"""From masts to looks: where each camera looks, how far its picture is good for something, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

import numpy
import shapely
from numpy import ndarray

from app.analysis.camera_types import Sector, fisheye, lens_headings, rotating, wide
from app.analysis.lenses import WIDEST_DEG, Footprint, field_of_view_deg, footprint
from app.model import Intervention
from app.parameters import BY_ID, Assumptions
from app.study.answers import Camera
from app.study.asked import Question
from app.study.ground import near
from app.study.sight.camera_sites import Masts, masts, of_items

# A picture smaller than this is no camera's: the unit of the column was misread.
LEAST_PIXELS = 40_000.0
# Sides of the usual picture; a fisheye's circle is taken from a square one.
PICTURE = 16.0 / 9.0
# A camera that turns looks one way at a time: it counts all round up to this level and never above (references 1.3).
TURNING_UP_TO = BY_ID["cam.level"].default
TURNING = ("ptz", "round")


@dataclass(frozen=True)
class Optics:
    """The optics of n looks, arrays (n,): millimetres for lens and sensor, metres on the ground, degrees.

    ``kind``: fixed, multi (one lens of several), ptz, fisheye, or round (a site of which only is said that it looks everywhere).
    ``hfov_deg`` and ``vfov_deg``: the fields of the picture, beyond 90 degrees of r = f theta. ``night_m``: how far its infrared light reaches.
    """

    kind: ndarray
    height_m: ndarray
    tilt_deg: ndarray
    focal_mm: ndarray
    sensor_w_mm: ndarray
    sensor_h_mm: ndarray
    hfov_deg: ndarray
    vfov_deg: ndarray
    pixels_x: ndarray
    night_m: ndarray

    def take(self, which: ndarray) -> Optics:
        """Some of them, by mask or by position."""
        return Optics(*(getattr(self, one.name)[which] for one in fields(self)))

    @property
    def wide(self) -> ndarray:
        """True where the pinhole formula does not hold: a lens of more than 90 degrees that is no fisheye."""
        return (self.hfov_deg > WIDEST_DEG) & (self.kind != "fisheye")

    @property
    def turning(self) -> ndarray:
        """True for what looks one way at a time."""
        return numpy.isin(self.kind, TURNING)


@dataclass(frozen=True)
class Cameras:
    """The looks of all sites: one entry for an all-round site, one for each known heading, one for all unknown ones of a site.

    ``eyes_m`` (n, 2), ``heading_deg`` (nan: all round or unknown), ``prints`` the ground trapezoids at the level that counts, rings
    for all-round and wide ones; ``site`` (n,) numbers the masts; ``sites`` counts them, ``unknown_sites`` those with at least one
    unknown heading.
    """

    cameras: tuple[Camera, ...]
    eyes_m: ndarray
    heading_deg: ndarray
    prints: Footprint
    sites: int
    unknown_sites: int
    all_round_sites: int
    optics: Optics
    site: ndarray

    def __len__(self) -> int:
        return len(self.cameras)

    @property
    def known(self) -> ndarray:
        """True for looks whose heading is known or does not matter."""
        return numpy.array([camera.known for camera in self.cameras], dtype=bool)

    @property
    def chance(self) -> ndarray:
        """The probability that a look points any given way; 1 for known ones."""
        return numpy.array([camera.chance for camera in self.cameras], dtype=float)

    @property
    def height_m(self) -> ndarray:
        """How high each camera hangs."""
        return self.optics.height_m

    @property
    def night_m(self) -> ndarray:
        """How far each camera sees by its own light."""
        return self.optics.night_m

    @property
    def width_deg(self) -> ndarray:
        """The bearings a look covers: 360 for all-round and unknown ones, else its horizontal field of view."""
        return numpy.where(numpy.isnan(self.heading_deg), 360.0, self.optics.hfov_deg)

    def take(self, which: ndarray) -> Cameras:
        """Some of the looks, by mask or by position, counted anew."""
        rows = numpy.arange(len(self))[which]
        chosen = tuple(self.cameras[number] for number in rows.tolist())
        return _counted(chosen, self.eyes_m[rows], self.heading_deg[rows], take(self.prints, rows), self.optics.take(rows))


def cameras(question: Question, district: shapely.Geometry) -> Cameras:
    """All looks that can see into the district, existing ones first, sketched ones after them."""
    every = looks(masts(question), question.assumptions)
    return every.take(near(district, shapely.points(every.eyes_m), float(every.prints.reach_m.max(initial=0.0))))


def sketched_cameras(question: Question, items: Iterable[Intervention]) -> Cameras:
    """The looks that some items of the scenario stand for, wherever they are; removed ones have none."""
    return looks(of_items(question, items), question.assumptions)


def take(prints: Footprint, which: ndarray) -> Footprint:
    """The footprints of some cameras."""
    return Footprint(*(getattr(prints, part)[which] for part in Footprint.__dataclass_fields__))


def footprints(optics: Optics, level_px_m: float, target_z_m: float, turning_up_to: float = TURNING_UP_TO) -> Footprint:
    """The ground each look resolves at a level: a trapezoid, or a ring for rotating, fisheye and wide lenses (half widths 0).

    What turns counts up to Observe only (``turning_up_to``); a ring of a wide lens is to be cut to its field of view.
    """
    o = optics
    # Outside the pinhole formula any lens will do: it is replaced below.
    focal = numpy.where(o.wide, o.sensor_w_mm, o.focal_mm)
    made = footprint(o.height_m, o.tilt_deg, focal, o.sensor_w_mm, o.sensor_h_mm, o.pixels_x, level_px_m, target_z_m)
    made = _laid(made, o.kind == "fisheye", lambda at: fisheye(o.height_m[at], o.pixels_x[at], o.hfov_deg[at], level_px_m, target_z_m))
    made = _laid(made, o.wide, lambda at: wide(
        o.height_m[at], o.tilt_deg[at], o.hfov_deg[at], o.vfov_deg[at], o.pixels_x[at], level_px_m, target_z_m,
    ))  # fmt: skip
    made = _laid(made, (o.kind == "ptz") & ~o.wide, lambda at: rotating(
        o.height_m[at], o.focal_mm[at], o.sensor_w_mm[at], o.pixels_x[at], level_px_m, turning_up_to, target_z_m,
    ))  # fmt: skip
    if level_px_m <= turning_up_to:
        return made
    nothing = o.turning
    return Footprint(
        made.hfov_deg, made.near_m, numpy.where(nothing, made.near_m, made.far_m), made.half_near_m,
        numpy.where(nothing, made.half_near_m, made.half_far_m), numpy.where(nothing, made.near_m, made.reach_m),
    )  # fmt: skip


def _laid(made: Footprint, which: ndarray, ring: object) -> Footprint:
    if not which.any():
        return made
    sector: Sector = ring(which)  # type: ignore[operator]
    parts = [getattr(made, part).copy() for part in Footprint.__dataclass_fields__]
    for part, values in zip(parts, (getattr(sector.ring, part) for part in Footprint.__dataclass_fields__), strict=True):
        part[which] = values
    return Footprint(*parts)


def optics(masts: Masts, assumptions: Assumptions) -> Optics:
    """The optics of masts, what is not known of them from the table of assumptions."""

    def known(name: str, id: str, least: float = 1e-9) -> ndarray:
        given = masts.number[name]
        return numpy.where(numpy.isfinite(given) & (given >= least), given, assumptions[id])

    eye, kind = known("height_m", "cam.height"), masts.type.copy()
    kind[(kind == "") | (kind == "wide")] = "fixed"
    fish, turning = kind == "fisheye", kind == "ptz"
    sensor_w, pixels = known("sensor_w_mm", "cam.sensor_w"), _pixels(masts, fish, assumptions)
    sensor_h = sensor_w * (assumptions["cam.sensor_h"] / assumptions["cam.sensor_w"])
    focal, field = known("focal_mm", "cam.focal"), masts.number["fov_deg"]
    told = numpy.isfinite(field) & (field > 0.0)
    pinhole = field_of_view_deg(focal, sensor_w)
    # Wider than 90 degrees a picture grows with the angle: its field is sensor / focal length in radians.
    across = numpy.where(told, numpy.minimum(field, 360.0), numpy.where(pinhole > WIDEST_DEG, numpy.degrees(sensor_w / focal), pinhole))
    narrow = told & (across <= WIDEST_DEG)
    focal = numpy.where(narrow, sensor_w / (2.0 * numpy.tan(numpy.radians(numpy.where(narrow, across, 90.0)) / 2.0)), focal)
    if fish.any():
        across = numpy.where(fish & ~told, assumptions["cam.fisheye_field"], across)
    upright = numpy.where(across > WIDEST_DEG, across * sensor_h / sensor_w, field_of_view_deg(focal, sensor_h))
    night = numpy.where(turning, assumptions["cam.night_range_ptz"] if turning.any() else numpy.nan, assumptions["cam.night_range"])
    given = masts.number["night_m"]
    night = numpy.where(numpy.isfinite(given) & (given >= 0.0), given, night)
    return Optics(kind, eye, known("tilt_deg", "cam.tilt", 0.0), focal, sensor_w, sensor_h, across, upright, pixels, night)


def _pixels(masts: Masts, fish: ndarray, assumptions: Assumptions) -> ndarray:
    """Pixels across the picture: as typed in, else from all pixels of a 16:9 picture, of a fisheye from those of a square one."""
    across, whole = masts.number["pixels_x"], masts.number["pixels_px"]
    usual = assumptions["cam.pixels_x"]
    whole = numpy.where(whole >= LEAST_PIXELS, whole, usual * usual / PICTURE)
    from_whole = numpy.sqrt(whole * numpy.where(fish, 1.0, PICTURE))
    return numpy.where(numpy.isfinite(across) & (across > 1.0), across, from_whole)


def looks(masts: Masts, assumptions: Assumptions) -> Cameras:
    """Every look of some masts, mast by mast; no masts have none."""
    glass = optics(masts, assumptions)
    rows, number, heading, chance, known = _expanded(masts, glass, assumptions)
    glass = glass.take(rows)
    everywhere = known & numpy.isnan(heading)
    # All round without a word how: nothing says that more than one way is looked at a time.
    only_said = everywhere & (glass.kind != "fisheye") & (glass.kind != "ptz") & (chance < 1.0)
    kind = glass.kind.copy()
    kind[only_said] = "round"
    glass = Optics(kind, *(getattr(glass, one.name) for one in fields(Optics)[1:]))
    chosen = tuple(
        Camera(layer, row, name, at, None if turn != turn else turn, sure, sure and turn != turn, odds, what, first)
        for layer, row, name, at, turn, sure, odds, what, first in zip(
            masts.layer[rows].tolist(), masts.row[rows].tolist(), masts.name[rows].tolist(), map(tuple, masts.xy_m[rows].tolist()),
            heading.tolist(), known.tolist(), numpy.where(known, 1.0, chance).tolist(), kind.tolist(), number.tolist(), strict=True,
        )
    )  # fmt: skip
    return _counted(chosen, masts.xy_m[rows], heading, footprints(glass, assumptions["cam.level"], assumptions["cam.target_z"]), glass)


def _counted(chosen: tuple[Camera, ...], eyes: ndarray, heading: ndarray, prints: Footprint, glass: Optics) -> Cameras:
    order: dict[tuple[str, int], int] = {}
    site = numpy.array([order.setdefault((one.layer, one.row), len(order)) for one in chosen], dtype=numpy.int64)
    unknown = {(one.layer, one.row) for one in chosen if not one.known}
    everywhere = {(one.layer, one.row) for one in chosen if one.all_round}
    return Cameras(chosen, eyes, heading, prints, len(order), len(unknown), len(everywhere - unknown), glass, site)


def _expanded(masts: Masts, glass: Optics, assumptions: Assumptions) -> tuple[ndarray, ...]:
    """(mast, number on the mast, heading or nan, chance, known) of every look; an all-round look has chance 0 unless computed."""
    given, count = masts.number["heading_deg"], masts.number["cameras"]
    count = numpy.where(count >= 1.0, count, numpy.nan)
    found: list[tuple[int, int, float, float, bool]] = []
    for row, (kind, read, turn, many, first) in enumerate(
        zip(glass.kind.tolist(), masts.heading.tolist(), given.tolist(), count.tolist(), masts.first.tolist(), strict=True)
    ):
        bearings = _bearings(turn, read.bearings_deg)
        if kind in ("ptz", "fisheye") or (read.all_round and not bearings):
            found.append((row, first, numpy.nan, 0.0, True))
            continue
        lenses = _lenses(masts.number["lenses"][row], many, len(bearings), assumptions) if kind == "multi" else 1
        for place, bearing in enumerate(bearings):
            fan = lens_headings(bearing, lenses, assumptions["cam.lens_apart"]).tolist() if lenses > 1 else (bearing % 360.0,)
            found += [(row, first + place, turned, 1.0, True) for turned in fan]
        # A file that names headings but no number of cameras means one camera a heading; one housing counts its lenses.
        rest = (assumptions["cam.per_site"] if many != many else many) - len(bearings)
        if kind == "multi":
            rest = 0.0 if bearings else 1.0
        if rest > 0 and not (bearings and many != many):
            chance = min(1.0, rest * lenses * float(glass.hfov_deg[row]) / 360.0)
            found.append((row, first + len(bearings), numpy.nan, chance, chance >= 1.0))
    table = numpy.array(found, dtype=float).reshape(-1, 5)
    return table[:, 0].astype(numpy.int64), table[:, 1].astype(numpy.int64), table[:, 2], table[:, 3], table[:, 4] > 0.0


def _bearings(turn: float, named: tuple[float, ...]) -> tuple[float, ...]:
    """The headings of a mast: those named, the nearest of them made exact by the one given as a number; that one alone otherwise."""
    if turn != turn:
        return named
    turn %= 360.0
    if len(named) < 2:
        return (turn,)
    off = [abs((bearing - turn + 180.0) % 360.0 - 180.0) for bearing in named]
    nearest = off.index(min(off))
    return tuple(turn if place == nearest else bearing for place, bearing in enumerate(named))


def _lenses(told: float, cameras: float, bearings: int, assumptions: Assumptions) -> int:
    """How many lenses a housing has: as told, else its number of cameras, else as many as go round."""
    if told >= 1.0:
        return int(told)
    if cameras > max(bearings, 1):
        return int(cameras) // max(bearings, 1)
    return max(1, round(360.0 / assumptions["cam.lens_apart"]))
