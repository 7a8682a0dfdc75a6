"""Window exposure: metres of dwelling fronts that cameras see closely enough to recognise who is there, by camera, building and area.

Files say nothing of windows: every front of a dwelling counts. Buildings of unknown use count as dwellings, and that is said.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy
import shapely
from numpy import ndarray

from app.analysis.bearings import best_and_worst
from app.analysis.camera_types import presence
from app.analysis.exposure import Fronts, exposure, fronts
from app.analysis.intervals import Intervals, join, lengths, union
from app.analysis.lenses import Footprint
from app.analysis.sightlines import Seen, street_intervals
from app.analysis.views import Views
from app.feedback import SILENT, Feedback
from app.geo import prepared
from app.parameters import Assumptions
from app.quantity import Quantity, Tag
from app.study.answers import Answers, Area, Measure
from app.study.asked import Question
from app.study.ground import AROUND_M, texts
from app.study.need.dwellings import lived_in
from app.study.sight.cameras import Cameras, Optics, footprints
from app.study.sight.surroundings import standing_shapes, views_at

SOURCE = "fronts of dwellings inside visible polygons at the level that counts as exposed"
NONE = numpy.zeros(0)


@dataclass(frozen=True, eq=False)
class Homes:
    """Dwellings in and around the district: outlines (b,), where they stand in the data, ``said`` (b,): their use is known."""

    outlines: ndarray
    layer: ndarray
    row: ndarray
    said: ndarray

    def __len__(self) -> int:
        return len(self.outlines)

    def take(self, which: ndarray) -> Homes:
        """Some of them, by mask or by position."""
        return Homes(self.outlines[which], self.layer[which], self.row[which], self.said[which])


@dataclass(frozen=True, eq=False)
class WindowExposure:
    """What cameras expose. By camera (n,) and building (b,) expected metres; by area (a, 3) value, low, high, the district first.

    ``front_m`` (a,) all dwelling fronts; ``unknown_use`` dwellings in the district that only count because nothing is said of
    their use. ``sure_lines`` are fronts certainly exposed, ``maybe_lines`` those in the reach of unknown headings.
    """

    areas: tuple[Area, ...]
    by_camera_m: ndarray
    by_building_m: ndarray
    homes: Homes
    exposed_m: ndarray
    front_m: ndarray
    unknown_use: int
    sure_lines: ndarray = field(repr=False)
    maybe_lines: ndarray = field(repr=False)

    @property
    def total_m(self) -> float:
        """Expected metres exposed in the district, each counted once."""
        return float(self.exposed_m[0, 0])

    @property
    def measures(self) -> tuple[Measure, ...]:
        """``exposure`` of the district and of each dong; areas without dwellings are left out."""
        return tuple(self._measures())

    def _measures(self) -> Iterator[Measure]:
        for number, area in enumerate(self.areas):
            whole = float(self.front_m[number])
            if whole <= 0.0:
                continue
            value, low, high = (float(one) for one in self.exposed_m[number])
            details = [
                ("exposed_m", Quantity(value, "m", Tag.COMPUTED, SOURCE, low, high)),
                ("front_m", Quantity(whole, "m", Tag.COMPUTED, "outer walls of dwellings")),
            ]
            if number == 0 and self.unknown_use:
                details.append(("unknown_use", Quantity(float(self.unknown_use), "count", Tag.COMPUTED, "buildings of unknown use, counted as dwellings")))
            share = Quantity(value / whole, "share", Tag.COMPUTED, SOURCE, low / whole, high / whole)
            yield Measure("exposure", area.code, area.name, share, tuple(details))


def homes(question: Question, district: shapely.Geometry, around_m: float = AROUND_M) -> Homes:
    """The dwellings in and around the district as the scenario leaves them: uses lived in, and uses of which nothing is said."""
    found: list[Homes] = []
    for layer in question.counted("walls"):
        shapes, rows, _ = standing_shapes(question, layer, district, (3, 6), around_m)
        use = texts(layer.frame, "use")[rows]
        kinds = {text: lived_in(text) for text in set(use.tolist())}
        home = numpy.array([kinds[text] is not False for text in use.tolist()], dtype=bool)
        said = numpy.array([kinds[text] is not None for text in use.tolist()], dtype=bool)
        found.append(Homes(shapes, numpy.full(len(rows), layer.id, dtype=object), rows, said).take(home))
    none = numpy.zeros(0, dtype=object)
    if not found:
        return Homes(none, none, numpy.zeros(0, dtype=numpy.int64), numpy.zeros(0, dtype=bool))
    return Homes(*(numpy.concatenate([getattr(one, part) for one in found]) for part in Homes.__dataclass_fields__))


def close_prints(optics: Optics, assumptions: Assumptions) -> Footprint:
    """The ground looks resolve at the level that counts as exposed. What turns may turn to any window: its whole ring counts."""
    return footprints(optics, assumptions["cam.exposure_level"], assumptions["cam.target_z"], math.inf)


def exposing(cameras: Cameras) -> tuple[ndarray, ndarray]:
    """(chance, certain) that each look is on a front in its reach: what turns is there for its share of the circle (references 1.3)."""
    turns = cameras.optics.turning
    return numpy.where(turns, cameras.chance * presence(cameras.optics.hfov_deg), cameras.chance), cameras.known & ~turns


def close_views(cameras: Cameras, eyes_m: ndarray, answers: Answers, feedback: Feedback = SILENT) -> Views:
    """What cameras see from their eyes at the level that counts as exposed."""
    a = answers.assumptions
    close = close_prints(cameras.optics, a)
    return views_at(cameras, eyes_m, cameras.heading_deg, close, answers.behind.walls, a, feedback)  # type: ignore[arg-type]


def exposure_of(answers: Answers, feedback: Feedback = SILENT) -> WindowExposure | None:
    """The windows that the answered cameras expose; None where no building is known in the district. For a worker.

    A dwelling belongs to the dong that holds a point inside it, to the first of several. The band: every camera of unknown heading, and
    every one that turns, exposes its least, or its most.
    """
    behind, district = answers.behind, answers.areas[0].polygon
    lived = homes(answers.question, district)
    spot = shapely.point_on_surface(lived.outlines)
    inside = shapely.intersects(prepared(district), spot)
    if not inside.any():
        return None
    feedback.step(0.05)
    front = fronts(lived.outlines)
    feedback.step(0.2)
    cameras = behind.cameras_all
    views = close_views(cameras, behind.views.eye, answers, feedback.part(0.2, 0.4))
    chance, known = exposing(cameras)
    found = exposure(views, front, chance, feedback.part(0.4, 0.6))
    sure, maybe, low, high = _stretches(views, front, known, chance, feedback.part(0.6, 0.95))
    dong = numpy.where(inside, _first_area(answers.areas[1:], spot), -1)
    by_front = (front.length_m, *(lengths(union(one), len(front.length_m)) for one in (low, high)))
    whole, least, most = (numpy.bincount(front.building, metres, minlength=len(lived)) for metres in by_front)
    expected = found.by_building_m
    parts = (expected, numpy.minimum(least, expected), numpy.maximum(most, expected), whole)
    metres = numpy.stack([_by_area(part, inside, dong, len(answers.areas)) for part in parts], axis=1)
    feedback.step(1.0)
    return WindowExposure(
        answers.areas, found.by_camera_m, expected, lived, metres[:, :3], metres[:, 3], int((inside & ~lived.said).sum()),
        front_lines(front, union(sure)), front_lines(front, union(maybe)),
    )  # fmt: skip


def _stretches(views: Views, front: Fronts, known: ndarray, chance: ndarray, feedback: Feedback) -> tuple[Intervals, ...]:
    """Fronts in certain views, in the reach of unknown ones, and with all unknown ones at their least and at their most."""
    asked = (numpy.zeros((0, 4)), numpy.zeros(0, dtype=numpy.int64), NONE)
    seen = street_intervals(views, *asked, known=front.pieces, feedback=feedback.part(0.0, 0.5))
    certain = known[seen.camera]
    sure, maybe = (_intervals(seen).take(which) for which in (certain, ~certain))
    rows = numpy.flatnonzero(~known)
    if not len(rows):
        return sure, maybe, sure, sure
    windows = best_and_worst(views.only(rows), 360.0 * chance[rows], *asked, known=front.pieces, feedback=feedback.part(0.5, 1.0))
    return sure, maybe, join([sure, _intervals(windows.worst)]), join([sure, _intervals(windows.best)])


def _intervals(seen: Seen) -> Intervals:
    return Intervals(seen.edge, seen.start_m, seen.end_m)


def _first_area(areas: tuple[Area, ...], spot: ndarray) -> ndarray:
    out = numpy.full(len(spot), len(areas))
    if areas and len(spot):
        area, which = shapely.STRtree(spot).query(numpy.array([one.polygon for one in areas], dtype=object), predicate="intersects")
        numpy.minimum.at(out, which, area)
    return numpy.where(out < len(areas), out, -1)


def _by_area(metres: ndarray, inside: ndarray, dong: ndarray, areas: int) -> ndarray:
    by_dong = numpy.bincount(dong[dong >= 0], metres[dong >= 0], minlength=areas - 1)[: areas - 1]
    return numpy.concatenate([[metres[inside].sum()], by_dong])


def front_lines(front: Fronts, stretches: Intervals) -> ndarray:
    """Stretches of fronts as lines."""
    if not len(stretches):
        return numpy.zeros(0, dtype=object)
    begin = numpy.full((len(front.length_m), 4), numpy.nan)
    at_start = front.pieces.start_m == 0.0
    begin[front.pieces.edge[at_start]] = front.pieces.line[at_start]
    line = begin[stretches.edge]
    way = line[:, 2:] - line[:, :2]
    way /= numpy.hypot(way[:, 0], way[:, 1])[:, None]
    ends = [line[:, :2] + way * metres[:, None] for metres in (stretches.start_m, stretches.end_m)]
    return shapely.linestrings(numpy.stack(ends, axis=1))
