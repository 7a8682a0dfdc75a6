"""The two sides of a camera's card that look beyond its own view: what is usually claimed for its mast, and the windows it looks into."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.coverage import circles
from app.analysis.exposure import Heading, exposure, fronts, quietest
from app.analysis.intervals import Intervals, expected_length, union
from app.analysis.lenses import Footprint
from app.analysis.sightlines import street_intervals
from app.analysis.views import Views
from app.quantity import Quantity, Tag
from app.study.answers import Answers
from app.study.sight.cameras import TURNING, Cameras, take
from app.study.sight.exposure_of import close_prints, close_views, exposing, homes
from app.study.sight.surroundings import views_at

NO_PIECES = (numpy.zeros((0, 4)), numpy.zeros(0, dtype=numpy.int64), numpy.zeros(0))


@dataclass(frozen=True)
class Claim:
    """The circle usually claimed around a mast against what all its cameras see; ``more_m`` and ``more_m2`` are the differences."""

    radius_m: Quantity
    claimed_m: Quantity
    seen_m: Quantity
    more_m: Quantity
    claimed_m2: Quantity
    seen_m2: Quantity
    more_m2: Quantity


@dataclass(frozen=True)
class Quieter:
    """The heading that keeps enough of the street and exposes least: what it keeps and exposes, beside now.

    ``now_deg`` is None where the heading is unknown: then now is the heading that sees most street.
    """

    heading_deg: Quantity
    street_m: Quantity
    exposed_m: Quantity
    now_deg: float | None
    now_street_m: Quantity
    now_exposed_m: Quantity
    keep: Quantity

    @property
    def turns(self) -> bool:
        """True where turning the camera would expose fewer windows."""
        return (self.exposed_m.value or 0.0) < (self.now_exposed_m.value or 0.0)


def metres(value: float, source: str, low: float | None = None, high: float | None = None, unit: str = "m") -> Quantity:
    """A length, or an area with its ``unit``, worked out here."""
    return Quantity(float(value), unit, Tag.COMPUTED, source, low, high)


def repeated(one: Cameras, times: int) -> Cameras:
    """The same look so many times, to be asked at several levels or headings at once."""
    return one.take(numpy.zeros(times, dtype=numpy.int64))


def claim(answers: Answers, camera: int) -> Claim:
    """What is usually claimed for the mast of a camera, and what is seen."""
    behind, source = answers.behind, "circle through walls, as usually claimed"
    radius = answers.assumptions.quantity("cam.claimed_radius")
    site = behind.cameras_all.site
    mast = numpy.flatnonzero(site == site[camera])
    at = behind.cameras_all.eyes_m[camera]
    circle, _ = circles(answers.streets, at.reshape(1, 2), float(radius.value or 0.0))
    claimed, disc = _length(union(circle)), math.pi * float(radius.value or 0.0) ** 2
    street, ground = _seen_by_mast(answers, mast)
    return Claim(
        radius, metres(claimed, source), metres(street, "seen by all cameras of the mast"), metres(claimed - street, source),
        metres(disc, source, unit="m2"), metres(ground, "seen by all cameras of the mast", unit="m2"),
        metres(disc - ground, source, unit="m2"),
    )  # fmt: skip


def _seen_by_mast(answers: Answers, mast: ndarray) -> tuple[float, float]:
    """Expected metres of street and m² of ground that the cameras of a mast see together, overlaps counted once."""
    behind, cameras = answers.behind, answers.behind.cameras_all
    views = behind.views.only(mast)
    seen = street_intervals(views, *NO_PIECES, known=behind.pieces)
    chance = cameras.chance[mast]
    street = expected_length(Intervals(seen.edge, seen.start_m, seen.end_m), chance[seen.camera], len(answers.streets)).sum()
    shapes, sure = views.polygons(), chance >= 1.0
    certain = shapely.union_all(shapes[sure])
    more = sum(odds * shapely.area(shapely.difference(shape, certain)) for shape, odds in zip(shapes[~sure], chance[~sure], strict=True))
    return float(street), float(certain.area + more)


def _length(one: Intervals) -> float:
    return float((one.end_m - one.start_m).sum())


def quieter(answers: Answers, one: Cameras, eye: ndarray, exposed: float | None) -> tuple[Quantity, Quieter | None]:
    """Metres of windows exposed now, and the heading that would expose least; None for what looks all round or sees no street."""
    behind, a, source = answers.behind, answers.assumptions, "fronts of dwellings at the level that counts as exposed"
    camera = one.cameras[0]
    close = close_prints(one.optics, a)
    around = shapely.Point(eye[0]).buffer(float(close.reach_m[0]) + 1.0)
    front = fronts(_near_homes(answers, around))
    if exposed is None:
        exposed = exposure(close_views(one, eye, answers), front, exposing(one)[0]).total_m
    now = metres(exposed, source)
    if camera.all_round or one.optics.kind[0] in (*TURNING, "fisheye"):
        return now, None

    def look(eyes: ndarray, heading: ndarray, prints: Footprint) -> Views:
        many, rows = repeated(one, len(eyes)), numpy.zeros(len(eyes), dtype=numpy.int64)
        return views_at(many, eyes, heading, take(prints, rows), behind.walls, a)  # type: ignore[arg-type]

    heading = math.nan if camera.heading_deg is None else camera.heading_deg
    keep = a.quantity("exposure.keep")
    found: Heading = quietest(
        eye[0], heading, look, street=one.prints, close=close, streets=behind.pieces, fronts=front, keep_share=a["exposure.keep"]
    )
    if found.now_street_m <= 0.0:
        return now, None
    return now, Quieter(
        Quantity(found.heading_deg, "deg", Tag.COMPUTED, "of all headings tried"), metres(found.street_m, "street length inside the view"),
        metres(found.exposed_m, source), camera.heading_deg, metres(found.now_street_m, "street length inside the view"),
        metres(found.now_exposed_m, source), keep,
    )  # fmt: skip


def _near_homes(answers: Answers, around: shapely.Geometry) -> ndarray:
    lived = homes(answers.question, around, 0.0).outlines
    return lived[shapely.intersects(around, lived)]
