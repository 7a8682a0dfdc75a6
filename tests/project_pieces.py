"""Small layers for tests of the project file: three kinds, a handful of rows, and everything an attribute can be."""

from __future__ import annotations

import geopandas
import numpy
import pandas
import shapely

from app.kinds import LayerKind, Style
from app.model import Intervention, Layer, Project, Scenario, Source, View

STYLE = Style(symbol="circle", color="#123456")
BUILDINGS = LayerKind("buildings", "Polygon", "base", (), STYLE, serves=("walls",), exclusive=True)
CCTV = LayerKind("cctv", "Point", "facilities", (), STYLE, serves=("seen",))
OTHER = LayerKind("other", "Any", "base", (), STYLE)
KINDS = (BUILDINGS, CCTV, OTHER)


def points(count: int = 3, seed: int = 1) -> geopandas.GeoDataFrame:
    """Cameras with a name and a number that is missing in every third row."""
    numbers = pandas.array([None if n % 3 == 2 else seed * 1000 + n for n in range(count)], dtype="Int64")
    places = numpy.random.default_rng(seed).uniform(0, 1000, (count, 2))
    return geopandas.GeoDataFrame(
        {"name": [f"카메라 {seed}-{n}" for n in range(count)], "cameras": numbers}, geometry=shapely.points(places), crs=5186)


def layer(id: str = "cctv", kind: LayerKind = CCTV, count: int = 3, seed: int = 1, **values: object) -> Layer:
    """A layer of such cameras from ``<id>.csv``."""
    source = Source(f"{id}.csv", "ab" * 32, count + 1, count, 1, "2026-01-31", "KOGL-1", "2026-11-22", (("encoding", "cp949"),))
    return Layer(id, kind, f"{id} 목록", source, frame=points(count, seed), **values)


def strange() -> geopandas.GeoDataFrame:
    """A frame with every type, name and text that a file has been seen or feared to hold."""
    texts = ["it's \"quoted\"", "a\0b", "👮‍♀️ 골목 \u202e", "x" * 100_000, "'); DROP TABLE golmok_meta; --", "", None]
    count = len(texts)
    shapes = [shapely.Point(1, 2), shapely.MultiPoint([(0, 0), (1, 1)]), shapely.LineString([(0, 0), (3, 4)]), None,
              shapely.Point(), shapely.Polygon([(0, 0, 5), (1, 0, 5), (1, 1, 5)]), shapely.GeometryCollection([shapely.Point(9, 9)])]
    columns = {
        "text": pandas.Series(texts, dtype="str"), "fid": range(count), "geom": ["near"] * count, "FID": [0.5] * count,
        "select": [True, False] * 3 + [True], "Select": pandas.array([True, None] * 3 + [False], dtype="boolean"),
        "group\"by": pandas.array([1, None, 2**62, -1, 0, None, 7], dtype="Int64"), "": pandas.array([1.5, None] * 3 + [-0.0]),
        "a\0b": [numpy.nan, numpy.inf, -numpy.inf, 1e-300, 0.1, 2.0, 3.0], "rowid": pandas.array([2**64 - 1] * count, dtype="uint64"),
        "날짜": ["2026-11-22"] * count, "언제": pandas.to_datetime(["2026-11-22 03:04:05.123456", None] * 3 + ["2000-01-01"], format="ISO8601"),
        "mixed": pandas.Series(["a", "b", None, "c", "d", "e", "f"], dtype=object), "truths": pandas.Series([True, None] * 3 + [False], dtype=object),
        "whole": pandas.Series([1, None, 3, 4, 5, 6, 7], dtype=object), "kind": pandas.Categorical(["a", "b"] * 3 + ["a"]),
    }
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs=5186)


def same(one: geopandas.GeoDataFrame, other: geopandas.GeoDataFrame) -> bool:
    """True where two frames hold the same values of the same types at the same places; raises AssertionError otherwise."""
    assert shapely.equals_identical(one.geometry.to_numpy(), other.geometry.to_numpy()).all() or list(one.geometry) == list(other.geometry)
    pandas.testing.assert_frame_equal(pandas.DataFrame(one.drop(columns="geometry")), pandas.DataFrame(other.drop(columns="geometry")))
    return list(one.columns) == list(other.columns) and one.crs == other.crs


FULL = Project(
    "p", "성산동 '안전' 계획", True, "11440", (layer("buildings", BUILDINGS, seed=2, counted=False), layer(style=(("color", "#fff"),))),
    (Scenario("a", "안 A", "메모", (Intervention("1", "cctv", (1.5, 2.0), 359.5, (("cameras", 2), ("type", "ptz")), "정문"),
                                Intervention("2", "other", (0.1, 0.2)))), Scenario("b", "안 B")),
    "b", (View("v", "시장", (10.0, 20.0), 0.5),), (("cam.height", 6.0),))
