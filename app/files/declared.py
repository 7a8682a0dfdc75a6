"""The coordinate system a file declares in words of its own, as an EPSG number where that is sure."""

from __future__ import annotations

import re
from typing import Any

# (central meridian in degrees, false easting, false northing) in metres -> EPSG; one table for each figure of the earth.
_GRS80 = {
    (127.5, 1_000_000, 2_000_000): 5179,
    (125.0, 200_000, 500_000): 5180, (127.0, 200_000, 500_000): 5181, (127.0, 200_000, 550_000): 5182,
    (129.0, 200_000, 500_000): 5183, (131.0, 200_000, 500_000): 5184, (125.0, 200_000, 600_000): 5185,
    (127.0, 200_000, 600_000): 5186, (129.0, 200_000, 600_000): 5187, (131.0, 200_000, 600_000): 5188,
}  # fmt: skip
_BESSEL = {
    (125.0, 200_000, 500_000): 5173, (127.0, 200_000, 500_000): 5174, (127.0, 200_000, 550_000): 5175,
    (129.0, 200_000, 500_000): 5176, (131.0, 200_000, 500_000): 5177, (127.5, 1_000_000, 2_000_000): 5178,
}  # fmt: skip

_STATED = re.compile(r'(?:AUTHORITY|ID)\[\s*"EPSG"\s*,\s*"?(\d{4,6})"?\s*\]\s*\]\s*$')  # the number of the whole, not of a part


def epsg_of(text: str) -> tuple[int | None, int | None]:
    """(sure, guessed) EPSG number of a declared system: WKT in either dialect or ``EPSG:5179``; empty or spoilt gives (None, None).

    The old Korean grids on the Bessel ellipsoid are only guessed: their texts leave out the datum shift, and the one with the
    10.405" correction (5174 and its neighbours) and the one without (2097) are both written as 127 degrees.
    """
    text = text.strip()
    if text.upper().startswith("EPSG:") and text[5:].isdigit():
        return int(text[5:]), None
    crs = _parsed(text)
    if crs is None:
        return None, None
    grid = _grid(crs)
    if grid is not None and abs(crs.ellipsoid.semi_major_metre - 6_377_397.155) < 0.1:
        stated = _STATED.search(text)
        return (int(stated.group(1)), None) if stated else (None, _BESSEL.get(grid))
    if grid in _GRS80 and abs(crs.ellipsoid.semi_major_metre - 6_378_137.0) < 0.1:
        return _GRS80[grid], None
    near = crs.list_authority("EPSG", min_confidence=25)
    return crs.to_epsg(min_confidence=70) or (int(near[0].code) if len(near) == 1 else None), None


def _parsed(text: str) -> Any:
    import warnings

    import pyproj

    if not text or len(text) > 20_000 or "[" not in text:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            crs = pyproj.CRS.from_wkt(text)
            return crs.source_crs if crs.is_bound else crs
    except pyproj.exceptions.CRSError:
        return None


def _grid(crs: Any) -> tuple[float, int, int] | None:
    """Meridian and false origin of a transverse Mercator grid on latitude 38, None for any other system."""
    operation = crs.coordinate_operation
    if operation is None or operation.method_name != "Transverse Mercator":
        return None
    values = {parameter.name: parameter.value for parameter in operation.params}
    try:
        meridian, latitude = values["Longitude of natural origin"], values["Latitude of natural origin"]
        east, north = values["False easting"], values["False northing"]
    except KeyError:
        return None
    nearest = round(meridian * 2) / 2
    return (nearest, round(east), round(north)) if abs(meridian - nearest) < 0.01 and abs(latitude - 38) < 1e-6 else None
