"""A small town for the map's tests: two houses, a street with a name, cameras, a dong; everything near (200000, 550000)."""

from __future__ import annotations

import geopandas
import numpy
import shapely

from app.model import Layer, Source
from app.scene import Frame, Overlay, Scene
from layers import BY_KEY

X, Y = 200_000.0, 550_000.0


def layer(kind: str, geometries: list, **columns: list) -> Layer:
    frame = geopandas.GeoDataFrame(columns, geometry=geometries, crs=5186)
    return Layer(kind, BY_KEY[kind], kind, Source("made by a test"), frame=frame)


def square(x: float, y: float, side: float) -> shapely.Polygon:
    return shapely.box(X + x, Y + y, X + x + side, Y + y + side)


def line(*corners: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString([(X + x, Y + y) for x, y in corners])


def point(x: float, y: float) -> shapely.Point:
    return shapely.Point(X + x, Y + y)


def houses() -> Layer:
    return layer("buildings", [square(-40, 10, 20), square(20, 10, 20)], name=["", ""])


def street(name: str = "은행천로 12길", width_m: float = 6.0) -> Layer:
    return layer("streets", [line((-90, 0), (90, 0))], name=[name], width_m=[width_m])


def cameras(*places: tuple[float, float]) -> Layer:
    return layer("cctv", [point(*place) for place in places], name=["카메라"] * len(places))


def town() -> Scene:
    dong = layer("neighborhoods", [square(-100, -60, 200)], code=["1"], name=["하늘동"], district=[""])
    return Scene((dong, houses(), street(), cameras((0, 0), (50, 0))))


def overlay(role: str, *geometries: shapely.Geometry, labels: tuple[str, ...] = ()) -> Overlay:
    return Overlay(f"a {role}", role, numpy.array(geometries, dtype=object), labels)


def frame(metres_per_px: float = 0.5, width: int = 400, height: int = 240, theme: str = "light") -> Frame:
    return Frame((X, Y), metres_per_px, width, height, theme)


def at(view: Frame, x: float, y: float) -> tuple[int, int]:
    """The pixel of a place of the town in a frame."""
    west, _, _, north = view.box_m
    return int((X + x - west) / view.metres_per_px), int((north - Y - y) / view.metres_per_px)
