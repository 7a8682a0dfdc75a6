"""People spread over the street fronts of the dwellings they live in, not over all streets of their area (dasymetric).

The amount of an area is shared among its dwellings by their floor area; each dwelling lays its share on the street nearest to it,
along the width of its own front. What goes in comes out on the streets (method: demand per metre of street).
"""

from __future__ import annotations

import numpy
import shapely
from numpy import ndarray

from app.analysis.demand import Demand, from_areas, short_stretches
from app.analysis.intervals import Intervals, join
from app.analysis.streets import Streets
from app.analysis.threads import in_parts

# A front seen end-on still has a door.
NARROWEST_M = 1.0
PART = 1024


def fronts_on(streets: Streets, outlines: ndarray) -> Intervals:
    """The stretch of street each dwelling (polygon, metres) stands on, aligned with ``outlines``: its width on the nearest segment.

    However far the street is: in a large estate the way out still leads there. At least 1 m wide, or the whole of a shorter segment.
    No streets give no fronts; missing and empty outlines have no front and must be left out before.
    """
    if not len(streets) or not len(outlines):
        none = numpy.zeros(0)
        return Intervals(numpy.zeros(0, dtype=numpy.int64), none, none)
    tree = streets.line_tree
    nearest = in_parts(len(outlines), PART, lambda first, last: tree.query_nearest(outlines[first:last], all_matches=False)[1])
    edge = numpy.concatenate(nearest)
    corners, owner = shapely.get_coordinates(outlines, return_index=True)
    along = shapely.line_locate_point(streets.lines[edge[owner]], shapely.points(corners))
    first = numpy.searchsorted(owner, numpy.arange(len(outlines)))
    start, end = numpy.minimum.reduceat(along, first), numpy.maximum.reduceat(along, first)
    length = streets.length_m[edge]
    half = numpy.maximum(end - start, numpy.minimum(NARROWEST_M, length)) / 2.0
    middle = numpy.clip((start + end) / 2.0, half, length - half)
    return Intervals(edge, numpy.maximum(middle - half, 0.0), numpy.minimum(middle + half, length))


def from_dwellings(streets: Streets, areas: ndarray, amount: ndarray, outlines: ndarray, floor_m2: ndarray, *, within_m: float) -> Demand:
    """Amounts known by area, spread over the street fronts of the dwellings in each area in proportion to their floor area.

    ``areas`` (a,) polygons with ``amount`` (a,), missing amounts count 0; ``outlines`` (d,) with ``floor_m2`` (d,). A dwelling is
    in the area that holds a point inside it, in each of several that overlap. Areas without a dwelling are spread by the metre
    of street as `from_areas` does, with its ``within_m`` and its losses. Law: total on streets + lost = sum of the amounts.
    """
    amount = numpy.nan_to_num(numpy.asarray(amount, dtype=float))
    floor = numpy.maximum(numpy.nan_to_num(numpy.asarray(floor_m2, dtype=float)), 0.0)
    area, home = _homes(streets, areas, outlines)
    area, home = area[floor[home] > 0], home[floor[home] > 0]
    whole = numpy.bincount(area, weights=floor[home], minlength=len(areas))
    known = (whole > 0) & (len(streets) > 0)
    rest = from_areas(streets, areas[~known], amount[~known], within_m=within_m)
    if not known.any():
        return rest
    hit = known[area]
    each = numpy.bincount(home[hit], weights=amount[area[hit]] * floor[home[hit]] / whole[area[hit]], minlength=len(outlines))
    settled = numpy.flatnonzero(each != 0)
    made = on_stretches(streets, _fronts(streets, outlines, settled), each[settled])
    return Demand(join([made.stretches, rest.stretches]), numpy.concatenate([made.per_m, rest.per_m]), rest.lost)


def _fronts(streets: Streets, outlines: ndarray, rows: ndarray) -> Intervals:
    """The fronts of some dwellings, each found once for a network: several amounts are spread over the same."""
    many = len(outlines)
    fronts = streets.beside("fronts", outlines, lambda: Intervals(numpy.full(many, -1), numpy.zeros(many), numpy.zeros(many)))
    asked = rows[fronts.edge[rows] < 0]
    found = fronts_on(streets, outlines[asked])
    fronts.edge[asked], fronts.start_m[asked], fronts.end_m[asked] = found.edge, found.start_m, found.end_m
    return fronts.take(rows)


def _homes(streets: Streets, areas: ndarray, outlines: ndarray) -> tuple[ndarray, ndarray]:
    """Pairs (area, dwelling inside it); the points inside the dwellings are found once for a network."""
    if not len(areas) or not len(outlines):
        none = numpy.zeros(0, dtype=numpy.int64)
        return none, none
    tree = streets.beside("homes", outlines, lambda: shapely.STRtree(shapely.point_on_surface(outlines)))
    area, home = tree.query(areas, predicate="intersects")
    return area, home


def from_lines(streets: Streets, lines: ndarray, per_m: ndarray, *, within_m: float, step_m: float = 5.0) -> Demand:
    """A flow counted along lines (walkers on a link), laid on the streets the lines run along: ``per_m`` x metres is kept.

    Each line is taken in steps of at most ``step_m``; every step lies on the street nearest to its middle, within ``within_m``, else
    it is lost. Missing flows and lines without length count 0.
    """
    flow = numpy.nan_to_num(numpy.asarray(per_m, dtype=float))
    length = shapely.length(lines)
    used = numpy.flatnonzero((length > 0) & (flow != 0))
    pieces = numpy.maximum(numpy.ceil(length[used] / step_m), 1).astype(numpy.int64)
    line = numpy.repeat(used, pieces)
    turn = numpy.arange(len(line)) - numpy.repeat(numpy.cumsum(pieces) - pieces, pieces)
    step = length[line] / numpy.repeat(pieces, pieces)
    carried = flow[line] * step
    if not len(line) or not len(streets):
        return Demand(Intervals(numpy.zeros(0, dtype=numpy.int64), numpy.zeros(0), numpy.zeros(0)), numpy.zeros(0), float(carried.sum()))
    middle = shapely.line_interpolate_point(lines[line], (turn + 0.5) * step)
    which, edge = streets.line_tree.query_nearest(middle, max_distance=within_m, all_matches=False)
    at = shapely.line_locate_point(streets.lines[edge], middle[which])
    here, half = streets.length_m[edge], numpy.minimum(step[which], streets.length_m[edge]) / 2.0
    at = numpy.clip(at, half, here - half)
    laid = on_stretches(streets, Intervals(edge, numpy.maximum(at - half, 0.0), numpy.minimum(at + half, here)), carried[which])
    return Demand(laid.stretches, laid.per_m, float(numpy.delete(carried, which).sum()))


def on_stretches(streets: Streets, places: Intervals, amount: ndarray) -> Demand:
    """Amounts (k,) on intervals (k,) gathered on the short stretches all demands share, each by the metre; the sum is kept."""
    stretches = short_stretches(streets)
    first = numpy.searchsorted(stretches.edge, numpy.arange(len(streets) + 1))
    count = numpy.diff(first)
    step = streets.length_m / numpy.maximum(count, 1)
    edge = places.edge
    low = numpy.clip((places.start_m / step[edge]).astype(numpy.int64), 0, count[edge] - 1)
    high = numpy.clip(numpy.ceil(places.end_m / step[edge]).astype(numpy.int64), low + 1, count[edge])
    many = high - low
    place = numpy.repeat(numpy.arange(len(places)), many)
    turn = numpy.arange(len(place)) - numpy.repeat(numpy.cumsum(many) - many, many)
    stretch = first[edge[place]] + low[place] + turn
    common = numpy.minimum(places.end_m[place], stretches.end_m[stretch]) - numpy.maximum(places.start_m[place], stretches.start_m[stretch])
    common = numpy.maximum(common, 0.0)
    whole = numpy.bincount(place, weights=common, minlength=len(places))
    with numpy.errstate(invalid="ignore", divide="ignore"):
        share = numpy.where(whole[place] > 0, common / whole[place], 1.0 / many[place])
    on = numpy.bincount(stretch, weights=amount[place] * share, minlength=len(stretches))
    used = on != 0
    length = stretches.end_m - stretches.start_m
    return Demand(stretches.take(used), on[used] / length[used])
