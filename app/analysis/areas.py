"""Square metres of walking surface that cameras see: exact unions of visible polygons, with a band where headings are unknown.

Every view is cut with the pieces of surface it touches; what several see is counted once by union, piece by piece. A view that
changes asks only the pieces it touched and touches now, together with the views already cut there: the result is the same as
beginning again, to the last digit, because each piece is always united from the same cuts in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy
import shapely
from numpy import ndarray

from app.analysis.threads import in_parts
from app.analysis.walkways import Walkways
from app.feedback import SILENT, Feedback

PART = 64
CUTS_AT_A_TIME = 512


class Look(NamedTuple):
    """What one camera sees: ``view`` (polygon) for certain where ``chance`` is 1; else all it might see, each spot with that chance.

    ``worst`` and ``best``: the parts of the view in its poorest and its richest window of bearings (None for certain views).
    """

    view: shapely.Geometry
    chance: float = 1.0
    worst: shapely.Geometry | None = None
    best: shapely.Geometry | None = None


class Cut(NamedTuple):
    """One camera's view on one piece of surface: the parts as in `Look`, cut to the piece."""

    view: shapely.Geometry
    chance: float
    worst: shapely.Geometry | None
    best: shapely.Geometry | None


@dataclass(frozen=True, eq=False)
class SeenArea:
    """The surface seen, piece by piece: ``table_m2`` (p, 3) expected, low and high.

    ``cuts``: for each piece the cameras that reach it, in the order of their numbers. ``pieces_of``: the pieces of each camera.
    """

    walkways: Walkways
    table_m2: ndarray
    cuts: Mapping[int, Mapping[int, Cut]]
    pieces_of: Mapping[int, tuple[int, ...]]

    @property
    def by_area_m2(self) -> ndarray:
        """Expected, low and high m² (1 + dongs, 3): the district, then each dong; low <= expected <= high."""
        found = numpy.column_stack([self.walkways.by_area(self.table_m2[:, column]) for column in range(3)])
        found[:, 1], found[:, 2] = numpy.minimum(found[:, 1], found[:, 0]), numpy.maximum(found[:, 2], found[:, 0])
        return found

    def with_looks(self, changed: Mapping[int, Look | None]) -> SeenArea:
        """The same after some cameras changed: another look under the same number, a new number, or None for one taken away."""
        numbers = sorted(changed)
        made = _cuts(self.walkways, {number: look for number, look in changed.items() if look is not None}, SILENT)
        touched = {piece for number in numbers for piece in self.pieces_of.get(number, ())} | {piece for _, piece in made}
        cuts = {**self.cuts}
        for piece in touched:
            here = {number: cut for number, cut in cuts.get(piece, {}).items() if number not in changed}
            here |= {number: made[number, piece] for number in numbers if (number, piece) in made}
            cuts[piece] = dict(sorted(here.items()))
        pieces_of = {number: pieces for number, pieces in self.pieces_of.items() if number not in changed}
        for number, piece in made:
            pieces_of[number] = (*pieces_of.get(number, ()), piece)
        table = self.table_m2.copy()
        for piece in touched:
            table[piece] = _measured(cuts[piece])
        return replace(self, table_m2=table, cuts=cuts, pieces_of=pieces_of)


def seen_area(walkways: Walkways, looks: Mapping[int, Look], feedback: Feedback = SILENT) -> SeenArea:
    """Unite what all cameras see on the surface; no cameras, or no surface, see 0 m².

    Expected: each spot counts with the chance that at least one camera looks there, sites holding independently; exact for the
    given chances. Low: certain views and worst windows; high: certain views and best windows. Without unknown headings all three
    are the area of the union. Laws: one more camera never lowers any of the three; never more than the surface.
    """
    made = _cuts(walkways, looks, feedback.part(0.0, 0.6))
    cuts: dict[int, dict[int, Cut]] = {}
    pieces_of: dict[int, tuple[int, ...]] = {}
    for (number, piece), cut in made.items():
        cuts.setdefault(piece, {})[number] = cut
        pieces_of[number] = (*pieces_of.get(number, ()), piece)
    cuts = {piece: dict(sorted(here.items())) for piece, here in cuts.items()}
    table = numpy.zeros((len(walkways.pieces), 3))
    pieces = sorted(cuts)
    rows = in_parts(len(pieces), PART, lambda i, j: [_measured(cuts[piece]) for piece in pieces[i:j]], feedback.part(0.6, 1.0))
    if pieces:
        table[pieces] = [row for part in rows for row in part]
    return SeenArea(walkways, table, cuts, pieces_of)


def circles_area(walkways: Walkways, xy: ndarray, radius_m: float, feedback: Feedback = SILENT) -> ndarray:
    """m² of each piece (p,) inside circles of ``radius_m`` around points (n, 2), through walls: how coverage is usually claimed.

    A circle is a polygon of 64 sides. No points claim nothing.
    """
    claimed = numpy.zeros(len(walkways.pieces))
    if not len(xy) or not len(walkways.pieces):
        return claimed
    circles = shapely.buffer(shapely.points(numpy.unique(xy, axis=0)), radius_m, quad_segs=16)
    circle, piece = walkways.tree.query(circles, predicate="intersects")
    order = numpy.lexsort((circle, piece))
    circle, piece = circle[order], piece[order]
    some, first = numpy.unique(piece, return_index=True)
    last = numpy.append(first[1:], len(piece))

    def part(i: int, j: int) -> None:
        for number in range(i, j):
            shape = walkways.pieces[some[number]]
            round_ = shapely.union_all(circles[circle[first[number] : last[number]]])
            claimed[some[number]] = shapely.area(shapely.intersection(shape, round_))

    in_parts(len(some), PART, part, feedback)
    return claimed


def _cuts(walkways: Walkways, looks: Mapping[int, Look], feedback: Feedback) -> dict[tuple[int, int], Cut]:
    """Every look cut with every piece it touches, by (camera, piece); touching only at a border gives none."""
    numbers = [number for number in sorted(looks) if not shapely.is_empty(looks[number].view)]
    if not numbers or not len(walkways.pieces):
        return {}
    views, worst, best = (numpy.array([getattr(looks[number], name) for number in numbers], dtype=object) for name in ("view", "worst", "best"))
    chance = numpy.array([min(looks[number].chance, 1.0) for number in numbers])
    row, piece = walkways.tree.query(views, predicate="intersects")
    order = numpy.lexsort((piece, row))
    row, piece = row[order], piece[order]

    def part(i: int, j: int) -> list[ndarray]:
        here, unsure = row[i:j], chance[row[i:j]] < 1.0
        cut = _flat(shapely.intersection(views[here], walkways.pieces[piece[i:j]]))
        windows = [numpy.full(j - i, None, dtype=object) for _ in range(2)]
        for window, all_windows in zip(windows, (worst, best), strict=True):
            window[unsure] = _flat(shapely.intersection(cut[unsure], all_windows[here[unsure]]))
        return [cut, *windows]

    parts = in_parts(len(row), CUTS_AT_A_TIME, part, feedback)
    shapes, low, high = (numpy.concatenate([one[number] for one in parts]) for number in range(3))
    kept = numpy.flatnonzero(shapely.area(shapes) > 0).tolist()
    return {
        (numbers[row[at]], int(piece[at])): Cut(shapes[at], float(chance[row[at]]), low[at], high[at]) for at in kept
    }  # fmt: skip


def _flat(shapes: ndarray) -> ndarray:
    """Without the lines and points where polygons only touch."""
    mixed = shapely.get_type_id(shapes) == 7
    if mixed.any():
        shapes = shapes.copy()
        shapes[mixed] = [shapely.multipolygons([one for one in shapely.get_parts(shape) if shapely.area(one) > 0]) for shape in shapes[mixed]]
    return shapes


def _measured(cuts: Mapping[int, Cut]) -> tuple[float, float, float]:
    """(expected, low, high) m² of one piece."""
    certain = [cut.view for cut in cuts.values() if cut.chance >= 1.0]
    perhaps = [cut for cut in cuts.values() if cut.chance < 1.0]
    sure = _union(certain)
    sure_m2 = float(shapely.area(sure))
    if not perhaps:
        return sure_m2, sure_m2, sure_m2
    low = float(shapely.area(_union([sure, *(cut.worst for cut in perhaps if cut.worst is not None)])))
    high = float(shapely.area(_union([sure, *(cut.best for cut in perhaps if cut.best is not None)])))
    views = numpy.array([cut.view for cut in perhaps], dtype=object)
    rest = shapely.difference(views, sure) if sure_m2 > 0 else views
    return sure_m2 + _expected(rest, numpy.array([cut.chance for cut in perhaps])), low, high


def _union(shapes: Iterable[shapely.Geometry]) -> shapely.Geometry:
    shapes = list(shapes)
    return shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)


def _expected(shapes: ndarray, chance: ndarray) -> float:
    """The integral of the chance that at least one of the shapes holds, each with its own chance, independently."""
    area = shapely.area(shapes)
    keep = area > 0
    shapes, chance, area = shapes[keep], chance[keep], area[keep]
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    crowded = numpy.bincount(one[one != other], minlength=len(shapes)) > 0
    alone = float((area * chance)[~crowded].sum())
    if not crowded.any():
        return alone
    shapes, chance = shapes[crowded], chance[crowded]
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(shapely.boundary(shapes))]))
    spot = shapely.point_on_surface(faces)
    shape, face = shapely.STRtree(spot).query(shapes, predicate="intersects")
    none = numpy.bincount(face, weights=numpy.log1p(-chance[shape]), minlength=len(faces))
    return alone - float((shapely.area(faces) * numpy.expm1(none)).sum())
