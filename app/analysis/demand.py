"""How much depends on each metre of street: crime, residents, women living alone.

Every spread keeps its sum: what goes in comes out on the streets, or is counted as lost because no street is near.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.intervals import Atoms, Intervals, atoms, intervals, whole
from app.analysis.streets import Streets, cut_all, points_at

# The kernel is evaluated in the middle of stretches not longer than this.
STRETCH_M = 25.0
# Grades at scattered points (police boxes) hold this far beyond the outermost.
FAR_M = 2_000.0
# Points handled at a time, so that a city's crimes fit into memory.
BATCH = 20_000


@dataclass(frozen=True)
class Demand:
    """Demand on stretches of street: ``per_m`` for each interval (overlaps add up); ``lost`` found no street."""

    stretches: Intervals
    per_m: ndarray
    lost: float = 0.0

    @property
    def total(self) -> float:
        """All demand that lies on streets."""
        return float((self.per_m * (self.stretches.end_m - self.stretches.start_m)).sum())

    def on(self, cut: Atoms, which: int) -> ndarray:
        """Demand per metre on each atom, where ``stretches`` is set ``which`` of the atoms."""
        interval, atom = cut.pairs(which)
        return numpy.bincount(atom, weights=self.per_m[interval], minlength=len(cut.edge))


def plain(streets: Streets) -> Demand:
    """Every metre of street alike."""
    everything = whole(streets.length_m)
    return Demand(everything, numpy.ones(len(everything)))


def from_points(streets: Streets, xy: ndarray, weight: ndarray, *, spread_m: float) -> Demand:
    """Points (n, 2) with weights, each spread over the streets within ``spread_m`` by a quartic kernel of straight distance.

    The share of a stretch is kernel x length, made to sum to 1 for every point (references 5.1 gives the kernel). A point
    without a street in reach is lost; missing weights count 0.
    """
    stretches = short_stretches(streets)
    length = stretches.end_m - stretches.start_m
    on = numpy.zeros(len(stretches))
    xy, weight = numpy.asarray(xy, dtype=float).reshape(-1, 2), numpy.nan_to_num(numpy.asarray(weight, dtype=float))
    if not len(stretches) or not len(xy):
        return Demand(stretches, on, float(weight.sum()))
    places, where = numpy.unique(xy, axis=0, return_inverse=True)
    amount = numpy.bincount(where.ravel(), weights=weight, minlength=len(places))
    middle = points_at(streets, stretches.edge, (stretches.start_m + stretches.end_m) / 2)
    lost = 0.0
    for start in range(0, len(places), BATCH):
        some = slice(start, start + BATCH)
        part, missed = _spread(places[some], amount[some], middle, length, spread_m)
        on += part
        lost += missed
    return Demand(stretches, on / length, lost)


def short_stretches(streets: Streets) -> Intervals:
    """Every segment in equal stretches of at most ``STRETCH_M``."""
    pieces = numpy.maximum(numpy.ceil(streets.length_m / STRETCH_M), 1).astype(numpy.int64)
    edge = numpy.repeat(numpy.arange(len(streets)), pieces)
    turn = numpy.arange(len(edge)) - numpy.repeat(numpy.cumsum(pieces) - pieces, pieces)
    step = (streets.length_m / pieces)[edge]
    end = numpy.where(turn + 1 == pieces[edge], streets.length_m[edge], (turn + 1) * step)
    return Intervals(edge, turn * step, end)


def _spread(xy: ndarray, amount: ndarray, middle: ndarray, length: ndarray, spread_m: float) -> tuple[ndarray, float]:
    point, stretch = shapely.STRtree(shapely.points(middle)).query(shapely.points(xy), predicate="dwithin", distance=spread_m)
    away = numpy.hypot(*(xy[point] - middle[stretch]).T)
    share = numpy.maximum(1.0 - (away / spread_m) ** 2, 0.0) ** 2 * length[stretch]
    whole_share = numpy.bincount(point, weights=share, minlength=len(xy))
    reached = whole_share > 0
    each = numpy.where(reached[point], share / numpy.where(reached, whole_share, 1.0)[point], 0.0) * amount[point]
    return numpy.bincount(stretch, weights=each, minlength=len(length)), float(amount[~reached].sum())


def from_areas(streets: Streets, areas: ndarray, amount: ndarray, *, within_m: float) -> Demand:
    """Amounts known by area, spread evenly over the street inside each; by the metre of street, for want of dwellings.

    An area without a street gives its amount to the nearest segment within ``within_m``, else it is lost. Points are areas
    without extent. Missing amounts count 0.
    """
    amount = numpy.nan_to_num(numpy.asarray(amount, dtype=float))
    area, inside = cut_all(streets, areas)
    length = numpy.bincount(area, weights=inside.end_m - inside.start_m, minlength=len(areas))
    alone = numpy.flatnonzero((length <= 0) & (amount != 0) & ~shapely.is_missing(areas) & ~shapely.is_empty(areas))
    lost = amount[length <= 0].sum()
    per_m = amount[area] / length[area]
    if len(alone) and len(streets):
        which, edge = streets.line_tree.query_nearest(areas[alone], max_distance=within_m, all_matches=False)
        lost -= amount[alone[which]].sum()
        extra = amount[alone[which]] / streets.length_m[edge]
        inside = Intervals(
            numpy.concatenate([inside.edge, edge]),
            numpy.concatenate([inside.start_m, numpy.zeros(len(edge))]),
            numpy.concatenate([inside.end_m, streets.length_m[edge]]),
        )
        per_m = numpy.concatenate([per_m, extra])
    return Demand(inside, per_m, float(lost))


def from_grades(streets: Streets, cells: ndarray, grade: ndarray) -> Demand:
    """Grades in cells as weights per metre; where cells overlap the highest counts; streets outside all cells weigh 0.

    Points stand for square cells where they form a grid, else for all the ground that is nearest to them.
    """
    grade = numpy.nan_to_num(numpy.asarray(grade, dtype=float))
    area, inside = cut_all(streets, _cells(cells))
    cut = atoms(inside)
    interval, atom = cut.pairs(0)
    highest = numpy.zeros(len(cut.edge))
    numpy.maximum.at(highest, atom, grade[area[interval]])
    kept = (highest > 0) & (cut.end_m > cut.start_m)
    return Demand(intervals(cut.edge[kept], cut.start_m[kept], cut.end_m[kept]), highest[kept])


def _cells(cells: ndarray) -> ndarray:
    """The cells with points made areas: on a regular grid squares, else the ground nearer to each point than to any other."""
    points = numpy.flatnonzero(shapely.get_type_id(cells) == 0)
    if len(points) < 2:
        return cells
    xy = shapely.get_coordinates(cells[points])
    made = cells.copy()
    gaps = shapely.STRtree(cells[points]).query_nearest(cells[points], exclusive=True, all_matches=False, return_distance=True)[1]
    spacing = float(numpy.median(gaps))
    if numpy.ptp(numpy.quantile(gaps, [0.05, 0.95])) <= 0.1 * spacing:
        made[points] = shapely.box(*(xy - spacing / 2).T, *(xy + spacing / 2).T)
        return made
    around = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(xy), extend_to=shapely.box(*shapely.total_bounds(cells)).buffer(FAR_M)))
    area, point = shapely.STRtree(cells[points]).query(around, predicate="intersects")
    made[points[point]] = around[area]
    return made
