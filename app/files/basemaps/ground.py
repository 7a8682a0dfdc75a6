"""Sums between the tile square of the world (Web Mercator) and the working ground (EPSG:5186), in plain arrays.

They are needed at every picture by threads in which the library of coordinate systems must not be used; so they stand here as
series: Krüger's transverse Mercator to the fourth order (L. Krüger, Konforme Abbildung des Erdellipsoids in der
Ebene, 1912), true to a tenth of a millimetre within the country. Arrays are (n, 2), east first.
"""

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import ndarray

HALF_WORLD_M = 20_037_508.342789244
_RADIUS_M, _FLATTENING = 6_378_137.0, 1 / 298.257222101
_LON0, _LAT0, _EAST0_M, _NORTH0_M = 127.0 * pi / 180, 38.0 * pi / 180, 200_000.0, 600_000.0
_N = _FLATTENING / (2 - _FLATTENING)
_A = _RADIUS_M / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_E = sqrt(_FLATTENING * (2 - _FLATTENING))
_ALPHA = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180, 13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140, 49_561 * _N**4 / 161_280,
)  # fmt: skip
_BETA = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360, _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840, 4397 * _N**4 / 161_280,
)  # fmt: skip


def to_ground(mercator_m: ndarray) -> ndarray:
    """Web Mercator metres to EPSG:5186; far from Korea the numbers mean nothing, but they stay finite."""
    import numpy as np

    lon, lat = mercator_m[:, 0] / _RADIUS_M, np.arctan(np.sinh(mercator_m[:, 1] / _RADIUS_M))
    return _forward(np.clip(lon - _LON0, -1.4, 1.4), lat)


def to_mercator(ground_m: ndarray) -> ndarray:
    """EPSG:5186 to Web Mercator metres."""
    import numpy as np

    xi, eta = (ground_m[:, 1] - _NORTH0_M + _meridian_m()) / _A, (ground_m[:, 0] - _EAST0_M) / _A
    eta = np.clip(eta, -2.0, 2.0)
    east, north = eta.copy(), xi.copy()
    for step, beta in enumerate(_BETA, start=1):
        north -= beta * np.sin(2 * step * xi) * np.cosh(2 * step * eta)
        east -= beta * np.cos(2 * step * xi) * np.sinh(2 * step * eta)
    conformal = np.arcsin(np.clip(np.sin(north) / np.cosh(east), -1.0, 1.0))
    lon = _LON0 + np.arctan2(np.sinh(east), np.cos(north))
    # The conformal latitude's isometric one, then the latitude itself by three quick steps.
    psi = np.arctanh(np.clip(np.sin(conformal), -0.9999999, 0.9999999))
    lat = conformal
    for _ in range(5):
        lat = np.arcsin(np.tanh(psi + _E * np.arctanh(_E * np.sin(lat))))
    return np.column_stack((lon * _RADIUS_M, np.arctanh(np.clip(np.sin(lat), -0.9999999, 0.9999999)) * _RADIUS_M))


def degrees_to_mercator(lonlat: ndarray) -> ndarray:
    """Longitude and latitude to Web Mercator metres; latitudes beyond the tile square are put on its edge."""
    import numpy as np

    lat = np.clip(lonlat[:, 1], -85.0511, 85.0511) * pi / 180
    return np.column_stack((lonlat[:, 0] * pi / 180 * _RADIUS_M, np.arctanh(np.sin(lat)) * _RADIUS_M))


def tile_side_m(zoom: int) -> float:
    """The side of a tile in Mercator metres."""
    return 2 * HALF_WORLD_M / (1 << zoom)


def _forward(lon: ndarray, lat: ndarray) -> ndarray:
    import numpy as np

    sine = np.sin(lat)
    t = np.sinh(np.arctanh(sine) - _E * np.arctanh(_E * sine))
    xi, eta = np.arctan2(t, np.cos(lon)), np.arctanh(np.sin(lon) / np.sqrt(1 + t * t))
    north, east = xi.copy(), eta.copy()
    for step, alpha in enumerate(_ALPHA, start=1):
        north += alpha * np.sin(2 * step * xi) * np.cosh(2 * step * eta)
        east += alpha * np.cos(2 * step * xi) * np.sinh(2 * step * eta)
    return np.column_stack((_EAST0_M + _A * east, _NORTH0_M + _A * north - _meridian_m()))


def _meridian_m() -> float:
    """How far north of the equator the grid's origin lies."""
    from math import asinh, atan, atanh, sin, sinh, tan

    conformal = atan(sinh(asinh(tan(_LAT0)) - _E * atanh(_E * sin(_LAT0))))
    return _A * (conformal + sum(alpha * sin(2 * step * conformal) for step, alpha in enumerate(_ALPHA, start=1)))
