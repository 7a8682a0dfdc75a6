"""Where the study stands: the district, its dongs, the streets in and around it, the walls."""

from __future__ import annotations

import threading
from dataclasses import dataclass

import geopandas
import numpy
import shapely
from numpy import ndarray

from app.analysis.intervals import Intervals
from app.analysis.streets import Streets, cut, cut_all, streets
from app.errors import CannotAnswer
from app.geo import prepared
from app.model import Layer
from app.study.answers import Area
from app.study.asked import Question
from app.study.columns import numbers, texts
from app.study.walking.ways_read import ways_of
from app.words import tr

__all__ = ["AROUND_M", "Ground", "ground", "near", "numbers", "texts", "walls_near"]

# Walks may leave the district this far; a refuge just across the border counts.
AROUND_M = 500.0
# Streets on the very edge of the hull belong to it.
HULL_MARGIN_M = 1.0
MOST_HULLS = 16
_hulls = threading.local()


@dataclass(frozen=True)
class Ground:
    """``areas``: the district, then its dongs. ``inside``: street inside the district; ``dong`` of each of ``in_dong``."""

    areas: tuple[Area, ...]
    streets: Streets
    inside: Intervals
    dong: ndarray
    in_dong: Intervals
    has_districts: bool

    @property
    def district(self) -> shapely.Geometry:
        """The outline of the district."""
        return self.areas[0].polygon


def ground(question: Question) -> Ground:
    """Find the district and its streets; CannotAnswer where there are no streets or none in the district."""
    layers = question.counted("streets")
    lines = [_usable(layer.frame, (1, 5)) for layer in layers]
    lines = [frame for frame in lines if len(frame)]
    if not lines:
        raise CannotAnswer(tr("study.no_streets"), hint=tr("study.no_streets.hint"))
    district, has_districts = _district(question, lines)
    network = streets(_around(lines, district.polygon), node_snap_m=question.assumptions["street.node_snap"])
    inside = cut(network, district.polygon)
    if not len(inside):
        raise CannotAnswer(tr("study.no_streets_inside", name=district.name), hint=tr("study.no_streets_inside.hint"))
    dongs = _dongs(question, district)
    dong, in_dong = cut_all(network, numpy.array([area.polygon for area in dongs], dtype=object))
    return Ground((district, *dongs), network, inside, dong, in_dong, has_districts)


def walls_near(question: Question, district: shapely.Geometry) -> ndarray:
    """The outlines of buildings in the district and around it."""
    shapes = [_usable(layer.frame, (3, 6)).geometry.to_numpy() for layer in question.counted("walls")]
    every = numpy.concatenate(shapes) if shapes else numpy.zeros(0, dtype=object)
    return every[near(district, every, AROUND_M)]


def near(district: shapely.Geometry, shapes: ndarray, within_m: float) -> ndarray:
    """True for shapes that come within ``within_m`` of the district."""
    hull, reach = _hull(district), within_m + 1.0
    west, south, east, north = shapely.bounds(hull) + numpy.array([-reach, -reach, reach, reach])
    box = shapely.bounds(shapes).reshape(-1, 4)
    # Files often hold a whole city: boxes first.
    found = (box[:, 0] <= east) & (box[:, 2] >= west) & (box[:, 1] <= north) & (box[:, 3] >= south)
    found[found] = shapely.dwithin(hull, shapes[found], reach)
    return found


def _hull(district: shapely.Geometry) -> shapely.Geometry:
    """The outline without its finest turns, made once for each thread: a prepared shape may not be asked by two."""
    known = vars(_hulls).setdefault("known", {})
    if id(district) not in known or known[id(district)][0] is not district:
        if len(known) >= MOST_HULLS:
            known.clear()
        hull = shapely.simplify(district, 1.0)
        shapely.prepare(hull)
        known[id(district)] = (district, hull)
    return known[id(district)][1]


def _usable(frame: geopandas.GeoDataFrame, kinds: tuple[int, ...]) -> geopandas.GeoDataFrame:
    shapes = frame.geometry.to_numpy()
    return frame[numpy.isin(shapely.get_type_id(shapes), kinds) & ~shapely.is_empty(shapes)]


def _around(lines: list[geopandas.GeoDataFrame], district: shapely.Geometry) -> geopandas.GeoDataFrame:
    shapes = numpy.concatenate([frame.geometry.to_numpy() for frame in lines])
    here = near(district, shapes, AROUND_M)
    parts = numpy.split(here, numpy.cumsum([len(frame) for frame in lines])[:-1])
    near_by = [frame[inside] for frame, inside in zip(lines, parts, strict=True)]
    columns = [(texts(frame, "name"), *ways_of(frame)) for frame in near_by]
    names, way, level = (numpy.concatenate(one) for one in zip(*columns, strict=True))
    return geopandas.GeoDataFrame({"name": names, "way": way, "level": level}, geometry=shapes[here], crs=lines[0].crs)


def _areas(layers: tuple[Layer, ...]) -> list[Area]:
    found = []
    for layer in layers[:1]:
        frame = _usable(layer.frame, (3, 6))
        shapes = shapely.make_valid(frame.geometry.to_numpy())
        for code, name, shape in zip(texts(frame, "code"), texts(frame, "name"), shapes, strict=True):
            found.append(Area(code or name, name or code, shape))
    return found


def _district(question: Question, lines: list[geopandas.GeoDataFrame]) -> tuple[Area, bool]:
    """The chosen district, else the only one, else the one that holds the data; without districts the streets' own hull."""
    known = _areas(question.counted("district"))
    chosen = [area for area in known if question.district and question.district in (area.code, area.name)]
    if chosen or len(known) == 1:
        return (chosen or known)[0], True
    shapes = numpy.concatenate([frame.geometry.to_numpy() for frame in lines])
    if known:
        number = _fullest(question, numpy.array([area.polygon for area in known], dtype=object), shapes)
        if number is not None:
            return known[number], True
    hull = shapely.buffer(shapely.convex_hull(shapely.union_all(shapely.convex_hull(shapes))), HULL_MARGIN_M)
    return Area("", question.project, hull), False


def _fullest(question: Question, districts: ndarray, lines: ndarray) -> int | None:
    """The district with most of the streets; where none has half of them, the one with most cameras."""
    tree = shapely.STRtree(districts)
    line, area = tree.query(shapely.line_interpolate_point(shapely.get_geometry(lines, 0), 0.5, normalized=True), predicate="within")
    metres = numpy.bincount(area, weights=shapely.length(lines)[line], minlength=len(districts))
    if not metres.sum():
        return None
    if metres.max() >= 0.5 * metres.sum():
        return int(metres.argmax())
    sites = [layer.frame.geometry.to_numpy() for layer in question.counted("seen")]
    points = numpy.concatenate(sites) if sites else numpy.zeros(0, dtype=object)
    _, area = tree.query(points[~shapely.is_missing(points)], predicate="within")
    sites_in = numpy.bincount(area, minlength=len(districts)) * (metres > 0)
    return int(sites_in.argmax()) if sites_in.any() else int(metres.argmax())


def _dongs(question: Question, district: Area) -> list[Area]:
    """The dongs with more than half their area in the district."""
    found = _areas(question.counted("dong"))
    if not found:
        return []
    shapes = numpy.array([area.polygon for area in found], dtype=object)
    touching = numpy.flatnonzero(shapely.intersects(prepared(district.polygon), shapes))
    common = shapely.area(shapely.intersection(district.polygon, shapes[touching]))
    inside = touching[common > 0.5 * shapely.area(shapes[touching])].tolist()
    return _short([found[number] for number in inside])


def _short(areas: list[Area]) -> list[Area]:
    """Without the words all names begin with ("서울특별시 강남구 신사동" -> "신사동")."""
    words = [area.name.split() for area in areas]
    common = next((place for place, same in enumerate(zip(*words, strict=False)) if len(set(same)) > 1), 0)
    if len(areas) < 2 or any(len(name) <= common for name in words):
        return areas
    return [area._replace(name=" ".join(name[common:])) for area, name in zip(areas, words, strict=True)]
