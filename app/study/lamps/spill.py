"""Light trespass: metres of dwelling fronts that get more upright lux at a window than the law allows, by lamp, building and area."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.lighting import onto
from app.analysis.trespass import Trespass, facades, trespass
from app.feedback import SILENT, Feedback
from app.geo import prepared
from app.study.answers import Area
from app.study.asked import Question
from app.study.lamps.light import Lit
from app.study.sight.exposure_of import Homes, homes


@dataclass(frozen=True, eq=False)
class Spill:
    """Light on windows. ``above_m`` and ``front_m`` (a,) metres of front above the limit, and in all, of each area (district first).

    ``lamp_m`` (n,) what each lamp alone brings above it, in the rows of ``Lit.lamps``; ``building_m`` (b,) by dwelling of
    ``outlines``; ``lines`` the stretches of front. ``unknown_use`` buildings only count because nothing is said of their use.
    """

    above_m: ndarray
    front_m: ndarray
    lamp_m: ndarray
    building_m: ndarray
    outlines: ndarray
    lines: ndarray
    unknown_use: int
    found: Trespass

    @property
    def total_m(self) -> float:
        """Metres above the limit in the district."""
        return float(self.above_m[0])

    def share(self, area: int) -> float | None:
        """The share of an area's dwelling fronts above the limit; None where it has none."""
        return float(self.above_m[area] / self.front_m[area]) if self.front_m[area] > 0 else None


def trespass_of(
    lit: Lit, question: Question, areas: tuple[Area, ...], feedback: Feedback = SILENT, lived: Homes | None = None
) -> Spill:  # fmt: skip
    """Light on the windows of the district's dwellings; ``areas``: the district first, then its dongs. No dwellings have none.

    Files say nothing of windows: every front of a dwelling counts at ``light.window_z``. A dwelling belongs to the dong that holds
    a point inside it, to the first of several. ``lived``: the dwellings in and around the district where they are known already.
    """
    a, district = question.assumptions, areas[0].polygon
    known = homes(question, district, 0.0) if lived is None else lived
    outlines = known.outlines
    spot = shapely.point_on_surface(outlines)
    inside = shapely.intersects(prepared(district), spot)
    outlines, spot, unsaid = outlines[inside], spot[inside], int((~known.said[inside]).sum())
    feedback.step(0.1)
    where = facades(outlines)
    on_fronts = onto(lit.light, where.pieces, feedback.part(0.2, 0.5))
    found = trespass(
        on_fronts, where, len(outlines), limit_lx=a["light.window_max"], window_z_m=a["light.window_z"], feedback=feedback.part(0.5, 0.9)
    )
    line = where.pieces.line
    front = numpy.bincount(
        where.building[where.pieces.edge], numpy.hypot(line[:, 2] - line[:, 0], line[:, 3] - line[:, 1]), minlength=len(outlines)
    )
    dong = _dongs(areas[1:], spot)
    sums = [numpy.bincount(dong + 1, metres, minlength=len(areas))[1:] for metres in (found.building_m, front)]
    above, whole = (numpy.concatenate([[metres.sum()], part]) for metres, part in zip((found.building_m, front), sums, strict=True))
    feedback.step(1.0)
    return Spill(above, whole, found.lamp_m, found.building_m, outlines, _lines(found, line), unsaid, found)


def _dongs(dongs: tuple[Area, ...], spot: ndarray) -> ndarray:
    """The first dong that holds each spot, -1 outside all."""
    out = numpy.full(len(spot), -1)
    if dongs and len(spot):
        dong, which = shapely.STRtree(spot).query(numpy.array([one.polygon for one in dongs], dtype=object), predicate="intersects")
        first = numpy.full(len(spot), len(dongs))
        numpy.minimum.at(first, which, dong)
        out = numpy.where(first < len(dongs), first, -1)
    return out


def _lines(found: Trespass, line: ndarray) -> ndarray:
    """The stretches of front above the limit, as lines."""
    at = found.profile
    way = line[at.piece, 2:] - line[at.piece, :2]
    way /= numpy.maximum(numpy.hypot(way[:, 0], way[:, 1]), 1e-12)[:, None]
    ends = [line[at.piece, :2] + way * place[:, None] for place in (at.start_m, at.end_m)]
    return shapely.linestrings(numpy.stack(ends, axis=1)) if len(at.piece) else numpy.zeros(0, dtype=object)
