"""The ground everything stands on: one working coordinate system, its guard, the only reprojection, and shapes made ready.

All geometry inside Golmok is in EPSG:5186 (Korea 2000, central belt, metres). Degrees stay at the doors.

A prepared shape grows its index while it is asked, so it may be asked by one thread only; shapes of layers and answers are shared
by all. So none of them is ever prepared: whoever asks often prepares copies of their own (`prepared`, `inside`), and nothing else does.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    import geopandas
    import numpy
    import pyproj
    import shapely

WORKING_EPSG = 5186
# The coordinate systems Korean files come in, most usual first. 5174 carries the datum shift and the 10.405" of the old
# Bessel grid; 2097 is the same grid without that correction, 255 m off to the east.
KOREAN_EPSG = (4326, 5186, 5179, 5181, 5174, 3857, 5187, 5185, 5188, 2097, 2096, 2098, 5175, 5178, 4004, 4737)
# For fewer points than this a copy made ready takes longer than asking plainly.
MANY = 16
# Korea with its islands and waters, degrees: west, south, east, north.
KOREA_DEG = (124.0, 33.0, 132.0, 39.0)


@cache
def _transformer(from_epsg: int, to_epsg: int) -> pyproj.Transformer:
    import pyproj

    # No network, no grid files: the result must be the same on every machine.
    pyproj.network.set_network_enabled(False)
    return pyproj.Transformer.from_crs(from_epsg, to_epsg, always_xy=True)


def project(x: numpy.ndarray, y: numpy.ndarray, from_epsg: int, to_epsg: int = WORKING_EPSG) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Carry coordinates (east or longitude first) from one system to another; what cannot be carried becomes inf."""
    return _transformer(from_epsg, to_epsg).transform(x, y)


def to_working(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """The frame in the working system; raises ValueError where it declares no system."""
    if frame.crs is None:
        raise ValueError("the frame declares no coordinate system")
    return frame if frame.crs.to_epsg() == WORKING_EPSG else frame.to_crs(WORKING_EPSG)


def check(frame: geopandas.GeoDataFrame) -> geopandas.GeoDataFrame:
    """The same frame, if it stands on the working system; ValueError otherwise. First line of every analysis."""
    if frame.crs is None or frame.crs.to_epsg() != WORKING_EPSG:
        raise ValueError(f"expected EPSG:{WORKING_EPSG}, got {frame.crs}")
    return frame


def lonlat(x_m: float, y_m: float) -> tuple[float, float]:
    """Longitude and latitude in degrees of a working point."""
    lon, lat = _transformer(WORKING_EPSG, 4326).transform(x_m, y_m)
    return float(lon), float(lat)


def prepared(shapes: shapely.Geometry | numpy.ndarray) -> shapely.Geometry | numpy.ndarray:
    """Copies of shapes for many quick questions, to be asked by one thread only; missing ones stay missing.

    GEOS builds and changes what it has prepared while it answers. So nobody prepares a shape that others hold, as those of a layer
    and of an area: two threads that ask it at once bring the program down.
    """
    import shapely

    own = shapely.force_2d(shapes)
    shapely.prepare(own)
    return own


def inside(area: shapely.Geometry, x: numpy.ndarray | float, y: numpy.ndarray | float) -> Any:
    """Which points lie inside an area (not on its border): one answer for one point, an array for arrays. Safe on shared areas."""
    import numpy as np
    import shapely

    points = shapely.points(x, y)
    return shapely.contains(prepared(area) if np.size(points) >= MANY else area, points)


def touched(area: shapely.Geometry, x: numpy.ndarray, y: numpy.ndarray) -> Any:
    """Which points lie inside an area or on its border: an array. Safe on shared areas."""
    import shapely

    return shapely.intersects(prepared(area), shapely.points(x, y))
