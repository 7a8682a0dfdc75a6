"""What the project knows about need: crime and residents, laid on the streets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.demand import Demand, from_areas, from_grades, from_points
from app.analysis.streets import Streets
from app.model import Layer
from app.study.asked import Question
from app.study.ground import near, numbers, texts

TOTALS = ("계", "합계", "총계", "소계", "전체", "총합", "total", "all", "sum")
# An area that covers this much of the district says nothing about where in it.
WHOLE = 0.9
# Borders of different files do not meet exactly: an area this much outside the district is outside, and the other way round.
SLIVER = 0.05


@dataclass(frozen=True)
class Weight:
    """Demand and where it comes from: ``basis`` is the last word of its key (points, grades, counts; women_alone, residents)."""

    basis: str
    demand: Demand


def crime(question: Question, streets: Streets, district: shapely.Geometry) -> tuple[Weight | None, bool]:
    """The finest crime known: points, else grades in cells, else counts by area; and whether any crime is known at all.

    Counts known only for the whole district give no weight.
    """
    layers = [layer for layer in question.counted("crime") if len(layer.frame)]
    spread = question.assumptions["crime.spread"]
    for key, make in (("crime_points", _points), ("crime_grades", _grades), ("crime_counts", _counts)):
        found = [made for layer in layers if layer.kind.key == key and (made := make(layer, streets, district, spread)) is not None]
        demand = _sum(found)
        if demand is not None and demand.total > 0:
            return Weight(key.removeprefix("crime_"), demand), True
    return None, bool(layers)


def residents(question: Question, streets: Streets, district: shapely.Geometry) -> tuple[Weight | None, bool]:
    """Women living alone where known in more than one area, else residents; and whether any population is known at all."""
    layers = [layer for layer in question.counted("residents") if len(layer.frame)]
    for column in ("women_alone", "residents"):
        for layer in layers:
            rows = _finest(layer, column, district)
            if len(rows) < 2:
                continue
            demand = _spread(layer, column, rows, streets, district, question.assumptions["walk.snap"])
            if demand.total > 0:
                return Weight(column, demand), True
    return None, bool(layers)


def _usable(layer: Layer, district: shapely.Geometry, within_m: float) -> ndarray:
    shapes = layer.frame.geometry.to_numpy()
    return numpy.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_empty(shapes) & near(district, shapes, within_m))


def _points(layer: Layer, streets: Streets, district: shapely.Geometry, spread_m: float) -> Demand | None:
    rows = _usable(layer, district, spread_m)
    if not len(rows):
        return None
    weight = numbers(layer.frame, "weight")[rows]
    xy = shapely.get_coordinates(shapely.centroid(layer.frame.geometry.to_numpy()[rows]))
    return from_points(streets, xy, numpy.where(numpy.isfinite(weight), weight, 1.0), spread_m=spread_m)


def _grades(layer: Layer, streets: Streets, district: shapely.Geometry, spread_m: float) -> Demand | None:
    rows = _usable(layer, district, spread_m)
    if not len(rows):
        return None
    shapes = shapely.make_valid(layer.frame.geometry.to_numpy()[rows])
    return from_grades(streets, shapes, numbers(layer.frame, "grade")[rows])


def _counts(layer: Layer, streets: Streets, district: shapely.Geometry, spread_m: float) -> Demand | None:
    rows = _finest(layer, "count", district)
    types = numpy.array([text.lower() for text in texts(layer.frame, "type")], dtype=object)[rows]
    total = numpy.isin(types, TOTALS)
    rows = rows[total] if total.any() else rows
    if len(set(shapely.to_wkb(layer.frame.geometry.to_numpy()[rows]).tolist())) < 2:
        return None
    return _spread(layer, "count", rows, streets, district, spread_m)


def _spread(layer: Layer, column: str, rows: ndarray, streets: Streets, district: shapely.Geometry, within_m: float) -> Demand:
    """Amounts by area on the streets of the part of each area that lies in the district, by its share of the ground."""
    shapes = shapely.make_valid(layer.frame.geometry.to_numpy()[rows])
    inside = shapely.intersection(shapes, district)
    mixed = shapely.get_type_id(inside) == 7
    inside[mixed] = shapely.buffer(inside[mixed], 0.0)
    with numpy.errstate(invalid="ignore", divide="ignore"):
        share = numpy.where(shapely.area(shapes) > 0, shapely.area(inside) / shapely.area(shapes), ~shapely.is_empty(inside))
    share = numpy.where(share > 1.0 - SLIVER, 1.0, numpy.where(share < SLIVER, 0.0, share))
    amount = numbers(layer.frame, column)[rows] * share
    return from_areas(streets, inside[share > 0], amount[share > 0], within_m=within_m)


def _finest(layer: Layer, column: str, district: shapely.Geometry) -> ndarray:
    """Rows of the newest period that know ``column``, in and near the district, without totals that hold other areas."""
    frame = layer.frame
    rows = _usable(layer, district, 0.0)
    rows = rows[numpy.isfinite(numbers(frame, column)[rows])]
    periods = texts(frame, "period")[rows]
    if len(rows):
        rows = rows[periods == max(periods.tolist())]
    shapes = frame.geometry.to_numpy()[rows]
    inside = shapely.area(shapely.intersection(shapely.make_valid(shapes), district))
    # A point or a line has no area and is no total.
    return rows[(inside < WHOLE * district.area) & ~((shapely.area(shapes) > 0) & (inside <= 0))]


def _sum(found: list[Demand]) -> Demand | None:
    if len(found) < 2:
        return found[0] if found else None
    from app.analysis.intervals import join

    stretches = join([one.stretches for one in found])
    return Demand(stretches, numpy.concatenate([one.per_m for one in found]), sum(one.lost for one in found))
