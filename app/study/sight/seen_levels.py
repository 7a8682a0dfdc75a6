"""The level that counts, by its name: editions of the standard, what a value is called, and how far each level reaches."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.lenses import Footprint
from app.analysis.levels import Edition, Level, edition, reached
from app.catalog import table
from app.parameters import Assumptions
from app.quantity import Tag
from app.study.sight.cameras import Optics, footprints
from app.words import tr

TABLE = "camera_levels"


@dataclass(frozen=True)
class Choice:
    """One level a planner may let count: its edition, its value with tag and source. ``parameter`` gets ``level.px_m``.

    Words: ``level.<key>``, ``level.edition.<edition>``. ``unverified``: the value was not read in the standard itself.
    """

    edition: str
    standard: str
    normative: bool
    level: Level

    @property
    def unverified(self) -> bool:
        """True where nobody has verified the value."""
        return self.level.tag is not Tag.VERIFIED


def editions() -> tuple[Edition, ...]:
    """All editions in the catalogue, the oldest first."""
    return tuple(edition(table(TABLE), row["key"]) for row in table(TABLE)["editions"])


def choices() -> tuple[Choice, ...]:
    """Every level of every edition, for ``cam.level`` and ``cam.exposure_level``."""
    return tuple(Choice(one.key, one.standard, one.normative, level) for one in editions() for level in one.levels)


def chosen(assumptions: Assumptions) -> Edition:
    """The edition the planner goes by: the latest not later than ``cam.edition``; the oldest where it is earlier than all."""
    known = editions()
    year = assumptions["cam.edition"]
    return max((one for one in known if float(one.key) <= year), key=lambda one: float(one.key), default=known[0])


def level_of(px_m: float, edition: Edition) -> Level | None:
    """The highest level that a density reaches; None below the lowest."""
    number = int(reached(px_m, edition))
    return edition.levels[number] if number >= 0 else None


def called(px_m: float, assumptions: Assumptions, words: Callable[..., str] = tr) -> str:
    """What a density is called in the chosen edition: a level, better than a level, or below all of them."""
    one = chosen(assumptions)
    level = level_of(px_m, one)
    if level is None:
        return words("cameras.level.below", lowest=words(f"level.{one.levels[0].key}"))
    key = "above" if level.px_m != px_m else "exact" if level.tag is Tag.VERIFIED else "unverified"
    return words(f"cameras.level.{key}", level=words(f"level.{level.key}"), edition=words(f"level.edition.{one.key}"))


def level_prints(optics: Optics, edition: Edition, target_z_m: float) -> tuple[tuple[Level, Footprint], ...]:
    """How far each level reaches for some looks: footprints from the blind zone to the end of the level, coarse levels first.

    A level resolved nowhere has ``far_m == near_m``; what turns has none above Observe.
    """
    return tuple((level, footprints(optics, level.px_m, target_z_m)) for level in edition.levels)


def density_px_m(optics: Optics, ahead_m: ndarray, target_z_m: float) -> ndarray:
    """Pixels to the metre of each look at targets ``ahead_m`` (n,) along the ground in the middle of its picture, whatever hides them.

    Of pinhole lenses by the depth along the axis, of fisheyes and wide lenses by the angle, of rotating ones on the axis turned to it.
    """
    drop = numpy.maximum(optics.height_m - target_z_m, 0.0)
    slant = numpy.hypot(ahead_m, drop)
    tilt = numpy.radians(optics.tilt_deg)
    along = numpy.where(optics.kind == "ptz", slant, ahead_m * numpy.cos(tilt) + drop * numpy.sin(tilt))
    angular = optics.wide | (optics.kind == "fisheye")
    per_metre = numpy.where(
        angular, optics.pixels_x / numpy.radians(optics.hfov_deg) / numpy.maximum(slant, 1e-9),
        optics.pixels_x * optics.focal_mm / optics.sensor_w_mm / numpy.maximum(along, 1e-9),
    )  # fmt: skip
    return per_metre
