"""What the project knows about need, laid on the streets: crime, residents, women living alone, children, complaints, walkers.

Several layers may each serve a weight of their own: a table of women living alone beside one of all residents. For every weight the
layer that knows it most finely is taken, never the sum of two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.along_streets import along_streets
from app.analysis.demand import Demand, from_areas, from_grades, from_points
from app.analysis.frontage import from_dwellings, from_lines
from app.analysis.streets import Streets
from app.geo import prepared
from app.model import Layer
from app.study.asked import Question
from app.study.ground import near, numbers, texts
from app.study.need.dwellings import Dwellings, dwellings

TOTALS = ("계", "합계", "총계", "소계", "전체", "총합", "total", "all", "sum")
# An area that covers this much of the district says nothing about where in it.
WHOLE = 0.9
# Borders of different files do not meet exactly: an area this much outside the district is outside, and the other way round.
SLIVER = 0.05
# The columns that may stand for a weight of people, the first that is known.
PEOPLE: Mapping[str, tuple[str, ...]] = {"residents": ("residents", "households"), "women_alone": ("women_alone",), "children": ("children",)}


@dataclass(frozen=True)
class Weight:
    """Demand and where it comes from.

    ``basis``: what was known (points, grades, counts; residents, households, women_alone, children; lines, areas). ``total_in``:
    all that was to be laid on the streets; what of it found no street is ``demand.lost``. ``layer``: the id of the layer it is
    from, "" where several were added up. ``homes``: spread over the fronts of dwellings rather than over all streets.
    """

    basis: str
    demand: Demand
    total_in: float = 0.0
    layer: str = ""
    homes: bool = False


def weights(question: Question, streets: Streets, district: shapely.Geometry, homes: Dwellings | None = None) -> dict[str, Weight]:
    """Every weight the project knows by place, in the order of `measure_kinds.WEIGHTS`.

    ``homes``: the dwellings, looked up where they are not given. People are spread over the street fronts of the dwellings of their
    areas where the uses of buildings are known, else over the street itself. What is known only for the district as a whole
    gives no weight. Law: total on the streets + lost = total in.
    """
    found: dict[str, Weight | None] = {"crime": crime(question, streets, district)}
    if homes is None and any(len(layer.frame) for layer in question.counted("residents")):
        homes = dwellings(question, district)
    for key in PEOPLE:
        found[key] = people(question, key, streets, district, homes)
    found["complaints"] = _complaints(question, streets, district)
    found["walkers"] = _walkers(question, streets, district)
    return {key: weight for key, weight in found.items() if weight is not None and weight.demand.total > 0}


def crime(question: Question, streets: Streets, district: shapely.Geometry) -> Weight | None:
    """The finest crime known: points along their streets, else grades in cells, else counts by area.

    None where nothing is known, and where counts are known only for the whole district.
    """
    layers = [layer for layer in question.counted("crime") if len(layer.frame)]
    spread = question.assumptions["crime.spread"]
    makers: tuple[tuple[str, Callable[..., Weight | None]], ...] = (("crime_points", _crimes), ("crime_grades", _grades), ("crime_counts", _counts))
    for key, make in makers:
        found = [made for layer in layers if layer.kind.key == key and (made := make(layer, streets, district, spread)) is not None]
        weight = _sum(found)
        if weight is not None and weight.demand.total > 0:
            return weight
    return None


def people(question: Question, key: str, streets: Streets, district: shapely.Geometry, homes: Dwellings | None) -> Weight | None:
    """Residents, women living alone or children from the layer that knows them in most areas; None where in fewer than two."""
    layers = [layer for layer in question.counted("residents") if len(layer.frame)]
    for column in PEOPLE[key]:
        known = [(layer, finest(layer, column, district)) for layer in layers]
        known = [(layer, rows) for layer, rows in known if len(rows) >= 2 and numpy.nansum(numbers(layer.frame, column)[rows]) > 0]
        if not known:
            continue
        layer, rows = max(known, key=lambda one: len(one[1]))
        snap = question.assumptions["walk.snap"]
        demand, total = _spread(layer, column, rows, streets, district, snap, homes)
        if demand.total > 0:
            return Weight(column, demand, total, layer.id, homes is not None)
    return None


def _complaints(question: Question, streets: Streets, district: shapely.Geometry) -> Weight | None:
    layers = [layer for layer in question.counted("complaints") if len(layer.frame)]
    spread = question.assumptions["demand.spread"] if layers else 0.0
    return _sum([made for layer in layers if (made := _points(layer, streets, district, spread)) is not None])


def _walkers(question: Question, streets: Streets, district: shapely.Geometry) -> Weight | None:
    """Walkers counted along links, else in areas, else at points: flows along streets say most about a metre of street."""
    layers = [layer for layer in question.counted("walkers") if len(layer.frame)]
    if not layers:
        return None
    spread, snap = question.assumptions["demand.spread"], question.assumptions["walk.snap"]
    for types, basis in (((1, 5), "lines"), ((3, 6), "areas"), ((0, 4), "points")):
        for layer in layers:
            shapes = layer.frame.geometry.to_numpy()
            amount = numbers(layer.frame, "walkers")
            rows = _usable(layer, district, spread if basis == "points" else 0.0)
            rows = rows[numpy.isin(shapely.get_type_id(shapes[rows]), types) & (amount[rows] > 0)]
            rows = _newest(layer, rows)
            if not len(rows):
                continue
            if basis == "areas":
                if len(rows := rows[numpy.isin(rows, finest(layer, "walkers", district))]) < 2:
                    continue
                demand, total = _spread(layer, "walkers", rows, streets, district, snap, None)
            elif basis == "lines":
                inside = shapely.intersection(shapes[rows], district)
                demand = from_lines(streets, inside, amount[rows], within_m=snap)
                total = float((amount[rows] * shapely.length(inside)).sum())
            else:
                xy = shapely.get_coordinates(shapely.centroid(shapes[rows]))
                demand, total = from_points(streets, xy, amount[rows], spread_m=spread), float(amount[rows].sum())
            return Weight(basis, demand, total, layer.id)
    return None


def _usable(layer: Layer, district: shapely.Geometry, within_m: float) -> ndarray:
    shapes = layer.frame.geometry.to_numpy()
    return numpy.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_empty(shapes) & near(district, shapes, within_m))


def _points(layer: Layer, streets: Streets, district: shapely.Geometry, spread_m: float, lay: Callable[..., Demand] = from_points) -> Weight | None:
    rows = _usable(layer, district, spread_m)
    if not len(rows):
        return None
    weight = numbers(layer.frame, "weight")[rows]
    weight = numpy.where(numpy.isfinite(weight), weight, 1.0)
    xy = shapely.get_coordinates(shapely.centroid(layer.frame.geometry.to_numpy()[rows]))
    return Weight("points", lay(streets, xy, weight, spread_m=spread_m), float(weight.sum()), layer.id)


def _crimes(layer: Layer, streets: Streets, district: shapely.Geometry, spread_m: float) -> Weight | None:
    """Crimes keep to the streets they happened on: a block between two streets parts them."""
    return _points(layer, streets, district, spread_m, along_streets)


def _grades(layer: Layer, streets: Streets, district: shapely.Geometry, spread_m: float) -> Weight | None:
    rows = _usable(layer, district, spread_m)
    if not len(rows):
        return None
    shapes = shapely.make_valid(layer.frame.geometry.to_numpy()[rows])
    demand = from_grades(streets, shapes, numbers(layer.frame, "grade")[rows])
    # A grade is an order of places, not an amount: what lies on the streets is all there is.
    return Weight("grades", demand, demand.total, layer.id)


def _counts(layer: Layer, streets: Streets, district: shapely.Geometry, spread_m: float) -> Weight | None:
    rows = finest(layer, "count", district)
    types = numpy.array([text.lower() for text in texts(layer.frame, "type")], dtype=object)[rows]
    total = numpy.isin(types, TOTALS)
    rows = rows[total] if total.any() else rows
    if len(set(shapely.to_wkb(layer.frame.geometry.to_numpy()[rows]).tolist())) < 2:
        return None
    demand, all_in = _spread(layer, "count", rows, streets, district, spread_m, None)
    return Weight("counts", demand, all_in, layer.id)


def _spread(
    layer: Layer, column: str, rows: ndarray, streets: Streets, district: shapely.Geometry, within_m: float, homes: Dwellings | None
) -> tuple[Demand, float]:
    """Amounts by area on the streets of the part of each area that lies in the district, by its share of the ground; and their sum."""
    shapes = shapely.make_valid(layer.frame.geometry.to_numpy()[rows])
    inside = _within(shapes, district)
    mixed = shapely.get_type_id(inside) == 7
    inside[mixed] = shapely.buffer(inside[mixed], 0.0)
    with numpy.errstate(invalid="ignore", divide="ignore"):
        share = numpy.where(shapely.area(shapes) > 0, shapely.area(inside) / shapely.area(shapes), ~shapely.is_empty(inside))
    share = numpy.where(share > 1.0 - SLIVER, 1.0, numpy.where(share < SLIVER, 0.0, share))
    inside, amount = inside[share > 0], numpy.maximum(numbers(layer.frame, column)[rows] * share, 0.0)[share > 0]
    if homes is None:
        return from_areas(streets, inside, amount, within_m=within_m), float(amount.sum())
    return from_dwellings(streets, inside, amount, homes.outlines, homes.floor_m2, within_m=within_m), float(amount.sum())


def finest(layer: Layer, column: str, district: shapely.Geometry) -> ndarray:
    """Rows of the newest period that know ``column``, in and near the district, without totals that hold other areas."""
    frame = layer.frame
    rows = _usable(layer, district, 0.0)
    rows = _newest(layer, rows[numpy.isfinite(numbers(frame, column)[rows])])
    shapes = frame.geometry.to_numpy()[rows]
    inside = shapely.area(_within(shapely.make_valid(shapes), district))
    # A point or a line has no area and is no total.
    return rows[(inside < WHOLE * district.area) & ~((shapely.area(shapes) > 0) & (inside <= 0))]


def _within(shapes: ndarray, district: shapely.Geometry) -> ndarray:
    """The part of each shape in the district; what lies in it whole, as most cells do, stays as it is."""
    district = prepared(district)
    inside = shapes.copy()
    cut = ~shapely.contains_properly(district, shapes)
    inside[cut] = shapely.intersection(shapes[cut], district)
    return inside


def _newest(layer: Layer, rows: ndarray) -> ndarray:
    """The rows of the newest period."""
    periods = texts(layer.frame, "period")[rows]
    return rows[periods == max(periods.tolist())] if len(rows) else rows


def _sum(found: list[Weight]) -> Weight | None:
    if len(found) < 2:
        return found[0] if found else None
    from app.analysis.intervals import join

    demands = [one.demand for one in found]
    stretches = join([one.stretches for one in demands])
    demand = Demand(stretches, numpy.concatenate([one.per_m for one in demands]), sum(one.lost for one in demands))
    return Weight(found[0].basis, demand, sum(one.total_in for one in found))
