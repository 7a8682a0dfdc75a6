"""The area that cameras see: the public walking surface, exact unions on it, and the measure ``seen_area`` of every area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy
import shapely
from numpy import ndarray

from app.analysis.areas import Look, SeenArea, circles_area
from app.analysis.areas import seen_area as united
from app.analysis.streets import Streets
from app.analysis.visibility import Pieces, Views, best_and_worst, within_bearings
from app.analysis.walkways import Walkways, walkways
from app.feedback import SILENT, Feedback
from app.quantity import Quantity, Tag
from app.study.answers import Answers, Area, Camera, Measure
from app.study.asked import Question
from app.study.ground import near, numbers, walls_near
from app.study.sight.surroundings import Around
from app.words import tr

# A width beyond this is no street's: the unit of the column was misread.
WIDEST_M = 100.0
SURFACE = "streets as wide as they are, without buildings"


@dataclass(frozen=True, eq=False)
class AreaSeen:
    """What cameras see of the walking surface; ``seen`` piece by piece, ``claimed_m2`` by area (1 + dongs,), the district first.

    Cameras are numbered as in ``answers.behind.cameras``.
    """

    areas: tuple[Area, ...]
    seen: SeenArea = field(repr=False)
    surface_m2: ndarray = field(repr=False)
    claimed_m2: ndarray = field(repr=False)
    cameras: bool = True

    @property
    def seen_m2(self) -> ndarray:
        """Expected, low and high m² by area (1 + dongs, 3)."""
        return self.seen.by_area_m2

    @property
    def measures(self) -> tuple[Measure, ...]:
        """``seen_area`` of the district and of each dong; without a value where there is no surface or no camera list."""
        return tuple(self._measure(number, area) for number, area in enumerate(self.areas))

    def _measure(self, number: int, area: Area) -> Measure:
        whole = float(self.surface_m2[number])
        value, low, high = (float(one) for one in self.seen_m2[number])
        surface = Quantity(whole, "m2", Tag.COMPUTED, SURFACE)
        if whole <= 0 or not self.cameras:
            return Measure("seen_area", area.code, area.name, Quantity(None, "share", Tag.COMPUTED, SURFACE), (("surface_m2", surface),))
        source = "walking surface inside visible polygons"
        details = (
            ("seen_m2", Quantity(value, "m2", Tag.COMPUTED, source, low, high)),
            ("surface_m2", surface),
            ("claimed_m2", Quantity(float(self.claimed_m2[number]), "m2", Tag.COMPUTED, "circles through walls, as usually claimed")),
        )
        share = Quantity(value / whole, "share", Tag.COMPUTED, source, low / whole, high / whole)
        return Measure("seen_area", area.code, area.name, share, details)

    def with_view(self, number: int, look: Look | None) -> AreaSeen:
        """After one camera changed (a new number: one more; None: taken away); the claimed circles stay as they were."""
        return self.with_views({number: look})

    def with_views(self, changed: Mapping[int, Look | None]) -> AreaSeen:
        """After some cameras changed at once."""
        return replace(self, seen=self.seen.with_looks(changed), cameras=True)

    def shapes(self) -> tuple[ndarray, ndarray]:
        """(seen, unseen) polygons of the surface for the map; seen is what at least one camera might see."""
        pieces = self.seen.walkways.pieces
        seen = numpy.array([shapely.union_all([cut.view for cut in self.seen.cuts.get(row, {}).values()]) for row in range(len(pieces))], dtype=object)
        rest = shapely.difference(pieces, seen) if len(pieces) else pieces
        return tuple(shapely.get_parts(shapes[~shapely.is_empty(shapes)]) for shapes in (seen, rest))  # type: ignore[return-value]


def seen_area(answers: Answers, feedback: Feedback = SILENT) -> AreaSeen:
    """The area seen in the district of the answers and in each of its dongs.

    Where headings are unknown the value is the expected area (each spot counts with the chance that a camera looks there), low and
    high take each site's window of bearings that holds the least and the most street, as the length measures do.
    """
    question = answers.question
    feedback.step(0.0, tr("score.progress.surface"))
    around = answers.behind.walls
    buildings = around.buildings if isinstance(around, Around) else walls_near(question, answers.areas[0].polygon)
    surface = surface_of(question, answers.areas, buildings, feedback.part(0.0, 0.35))
    feedback.step(0.35, tr("score.progress.area"))
    cameras, views = answers.behind.cameras, answers.behind.views
    looks = looks_of(cameras, views, answers.streets, answers.behind.pieces)
    seen = united(surface, dict(enumerate(looks)), feedback.part(0.4, 0.9))
    sites = numpy.array([camera.at_m for camera in cameras], dtype=float).reshape(-1, 2)
    claimed = circles_area(surface, sites, question.assumptions["cam.claimed_radius"], feedback.part(0.9, 1.0))
    known = bool(cameras) or bool(question.counted("seen"))
    return AreaSeen(answers.areas, seen, surface.by_area(surface.area_m2), surface.by_area(claimed), known)


def surface_of(question: Question, areas: tuple[Area, ...], buildings: ndarray, feedback: Feedback = SILENT) -> Walkways:
    """The public walking surface of the district (``areas[0]``) parted by its dongs, without the ``buildings`` that stand on it."""
    district = areas[0].polygon
    lines, widths = [numpy.zeros(0, dtype=object)], [numpy.zeros(0)]
    for layer in question.counted("streets"):
        shapes = layer.frame.geometry.to_numpy()
        rows = numpy.flatnonzero(numpy.isin(shapely.get_type_id(shapes), (1, 5)) & ~shapely.is_empty(shapes))
        rows = rows[near(district, shapes[rows], WIDEST_M)]
        width = numbers(layer.frame, "width_m")[rows]
        lines.append(shapely.force_2d(shapes[rows]))
        widths.append(numpy.where((width > 0) & (width <= WIDEST_M), width, question.assumptions["street.width"]))
    dongs = numpy.array([area.polygon for area in areas[1:]], dtype=object)
    return walkways(numpy.concatenate(lines), numpy.concatenate(widths), buildings, district, dongs, feedback=feedback)


def looks_of(cameras: tuple[Camera, ...], views: Views, streets: Streets, known: Pieces | None = None) -> tuple[Look, ...]:
    """What each camera sees as polygons, ready for the area; one entry for each of ``cameras``, aligned with ``views``."""
    if not cameras:
        return ()
    shapes = views.polygons()
    unknown = numpy.array([row for row, camera in enumerate(cameras) if not camera.known], dtype=numpy.int64)
    windows: dict[int, tuple[object, object]] = {}
    if len(unknown):
        width = 360.0 * numpy.array([cameras[row].chance for row in unknown.tolist()])
        some = views.only(unknown)
        found = best_and_worst(some, width, streets.piece_xy, streets.piece_edge, streets.piece_start_m, known=known)
        worst, best = (within_bearings(some, first, width).polygons() for first in (found.worst_from_deg, found.best_from_deg))
        windows = dict(zip(unknown.tolist(), zip(worst, best, strict=True), strict=True))
    return tuple(
        Look(shape, 1.0 if camera.known else camera.chance, *windows.get(row, (None, None)))
        for row, (shape, camera) in enumerate(zip(shapes, cameras, strict=True))
    )
