"""A spot of the map written in any of the coordinate systems that are in use in Korea.

Words: ``navigate.system.<id>`` (short) and ``navigate.system.<id>.help`` in ``resources/i18n``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor, isfinite

from app.geo import KOREA_DEG, WORKING_EPSG, project
from app.model import Point
from app.words import tr


@dataclass(frozen=True)
class System:
    """One way to write a spot: ``epsg`` and, for degrees, whether decimal or in degrees, minutes and seconds."""

    id: str
    epsg: int
    degrees: str = ""


# Most usual first; the degrees, then the grids of today, those of the web, the old ones on Bessel.
SYSTEMS: tuple[System, ...] = (
    System("5186", 5186), System("5185", 5185), System("5187", 5187), System("5188", 5188), System("5181", 5181), System("5179", 5179),
    System("4326", 4326, "decimal"), System("4326dms", 4326, "dms"), System("3857", 3857), System("5174", 5174), System("2097", 2097),
)  # fmt: skip
BY_ID = {system.id: system for system in SYSTEMS}
# A spot is written to this: a centimetre in metres, a tenth of a metre in degrees.
PLACES_M, PLACES_DEG = 2, 6
# No spot is written longer than this.
LONGEST = 80
_DMS = re.compile(r"(\d{1,3})\s*[°도]\s*(\d{1,2})\s*[′'’분]\s*(?:(\d{1,2}(?:\.\d+)?)\s*[″\"”초])?")


def carried(at_m: Point, id: str) -> Point | None:
    """A working point in a system, east (or longitude) first; None where the system does not reach."""
    system = BY_ID[id]
    if system.epsg == WORKING_EPSG:
        return at_m if all(map(isfinite, at_m)) else None
    east, north = (float(one[0]) for one in project([at_m[0]], [at_m[1]], WORKING_EPSG, system.epsg))  # type: ignore[arg-type]
    return (east, north) if isfinite(east) and isfinite(north) else None


def told(at_m: Point, id: str) -> str:
    """A working point for the eye: whole metres, or degrees, named by where they count to; a dash where the system does not reach."""
    found = carried(at_m, id)
    if found is None:
        return "–"
    east, north = found
    system = BY_ID[id]
    if system.degrees == "dms":
        return tr("navigate.at.degrees", lat=dms(north), lon=dms(east))
    if system.degrees:
        return tr("navigate.at.degrees", lat=f"{north:.5f}°", lon=f"{east:.5f}°")
    return tr("navigate.at.metres", east=f"{east:,.0f}", north=f"{north:,.0f}")


def copied(at_m: Point, id: str) -> str:
    """A working point as it goes into another program: plain figures, latitude first where they are degrees; "" where there is none."""
    found = carried(at_m, id)
    if found is None:
        return ""
    east, north = found
    match BY_ID[id].degrees:
        case "dms":
            return f"{dms(north, 2)}N {dms(east, 2)}E"
        case "decimal":
            return f"{north:.{PLACES_DEG}f}, {east:.{PLACES_DEG}f}"
    return f"{east:.{PLACES_M}f}, {north:.{PLACES_M}f}"


def dms(degrees: float, places: int = 1) -> str:
    """Degrees as degrees, minutes and seconds: 37°33′30.5″; never sixty seconds."""
    whole = round(abs(degrees) * 3600 * 10**places)
    seconds, part = divmod(whole, 10**places)
    minutes, second = divmod(seconds, 60)
    degree, minute = divmod(minutes, 60)
    tail = f".{part:0{places}d}" if places else ""
    return f"{'-' if degrees < 0 and whole else ''}{degree}°{minute:02d}′{second:02d}{tail}″"


def read(text: str, id: str) -> Point | None:
    """The working point of typed figures: degrees, minutes and seconds always, two plain figures where a system other than ours is told in."""
    if len(text) > LONGEST:
        return None
    angles = _DMS.findall(text)
    if len(angles) == 2 and not _DMS.sub("", text).strip(" ,;NEne북위동경"):
        return spot_in(*(float(d) + float(m) / 60 + float(s or 0) / 3600 for d, m, s in reversed(angles)), "4326")
    figures = re.fullmatch(r"\s*(-?\d[\d,]*(?:\.\d+)?)(?:\s*[,;]\s+|\s+|,(?=\d+\.))(-?\d[\d,]*(?:\.\d+)?)\s*", text)
    if figures is None or id == str(WORKING_EPSG):
        return None
    return spot_in(*(float(one.replace(",", "")) for one in figures.groups()), id)


def spot_in(east: float, north: float, id: str) -> Point | None:
    """The working point of figures written in a system (degrees in either order); None where they lie outside Korea."""
    system = BY_ID[id]
    west, south, east_end, north_end = KOREA_DEG
    for x, y in ((east, north), (north, east))[: 2 if system.degrees else 1]:
        lon, lat = (x, y) if system.degrees else (float(one[0]) for one in project([x], [y], system.epsg, 4326))  # type: ignore[arg-type]
        if not (floor(west) <= lon <= east_end and south <= lat <= north_end):
            continue
        if system.epsg == WORKING_EPSG:
            return x, y
        at_x, at_y = project([x], [y], system.epsg)  # type: ignore[arg-type]
        return float(at_x[0]), float(at_y[0])
    return None
