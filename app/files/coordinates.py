"""Coordinates out of a table: which columns they stand in and how they are written. Which system: `app.files.systems`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.files import values

if TYPE_CHECKING:
    import numpy
    import pandas

# Headers as `bare` makes them. Better names first: a file with both 위도 and Y좌표 is read by the former.
EAST = (
    "경도", "wgs84경도", "longitude", "lon", "lng", "long", "wgsx좌표", "wgs84x좌표", "gis경도", "lot", "동경", "좌표정보x", "좌표정보x좌표",
    "x좌표", "좌표x", "xcoord", "coordx", "coordinatex", "coordinatesx", "pointx", "tmx", "utmkx", "utmx", "entrx", "mapx", "gpsx", "경도x",
    "xcnts", "xpos", "posx", "easting", "east", "x",
)
NORTH = (
    "위도", "wgs84위도", "latitude", "lat", "wgsy좌표", "wgs84y좌표", "gis위도", "북위", "좌표정보y", "좌표정보y좌표",
    "y좌표", "좌표y", "ycoord", "coordy", "coordinatey", "coordinatesy", "pointy", "tmy", "utmky", "utmy", "entry", "mapy", "gpsy", "위도y",
    "ydnts", "ypos", "posy", "northing", "north", "y",
)
BOTH = ("좌표", "위경도", "경위도", "위도경도", "경도위도", "coordinates", "coordinate", "latlng", "latlon", "lnglat", "lonlat", "location", "geom",
        "geometry", "thegeom", "wkt", "wktgeom", "geopoint", "point", "sp", "시점좌표")
LINE_ENDS = (("sp", "ep"), ("시점좌표", "종점좌표"), ("시점", "종점"), ("startpoint", "endpoint"), ("start", "end"))
SAMPLE = 400

_PAIR = re.compile(r"[\[(]?\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*[\])]?")
_WKT = re.compile(r"\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\b", re.IGNORECASE)
_DMS = re.compile(
    r"(?P<before>[NSEW동서남북]?)\s*(?P<sign>-?)(?P<d>\d{1,3})\s*[°º도:\-\s]\s*(?P<m>\d{1,2}(?:\.\d+)?)\s*(?:['’′분:\-\s]\s*"
    r"(?:(?P<s>\d{1,2}(?:\.\d+)?)\s*(?:[\"”″초]|''|’’|′′)?)?)?\s*(?P<after>[NSEW]?)", re.IGNORECASE,
)


@dataclass(frozen=True)
class Columns:
    """Where the coordinates stand: two headers; the same header twice where one cell holds both; ``ends``: lines from x to y."""

    x: str = ""
    y: str = ""
    ends: bool = False

    def __bool__(self) -> bool:
        return bool(self.x)


@dataclass(frozen=True)
class Read:
    """Coordinates as written: x, y (NaN where none), ``lines`` (n, 4: x1 y1 x2 y2) where rows are line ends, ``shapes`` from
    WKT text, ``written``: rows in which anything stood."""

    x: numpy.ndarray
    y: numpy.ndarray
    written: numpy.ndarray
    lines: numpy.ndarray | None = None
    shapes: numpy.ndarray | None = None


@lru_cache(maxsize=20_000)
def bare(header: str) -> str:
    """A header as it is compared: lower case, without blanks, brackets and signs."""
    return re.sub(r"[^0-9a-z가-힣]", "", values.unicodedata.normalize("NFKC", header).lower())


def find(headers: Sequence[str], rows: pandas.DataFrame, *, headless: bool = False) -> Columns:
    """The coordinate columns of a table, or empty `Columns`. Names decide first, then what the cells look like.

    A named column counts where its cells can be read as coordinates or are all empty. Without any names (``headless`` or
    unknown words) two columns of degrees inside Korea are taken; ``headless`` also takes the first two columns of metres.
    """
    ends = _line_ends(headers, rows)
    if ends:
        return ends
    east, north = _named(headers, rows, EAST), _named(headers, rows, NORTH)
    if east and north:
        return Columns(east, north)
    for header in headers:
        if (bare(header) in BOTH or bare(header.split("|")[-1]) in BOTH) and _looks_both(_cells(rows, header)):
            return Columns(header, header)
    return _by_content(headers, rows, headless)


def _cells(rows: pandas.DataFrame, header: str) -> numpy.ndarray:
    """The first written cells of a column."""
    column = rows[header].dropna()
    cells = values.text(column.iloc[: SAMPLE * 4])
    return cells[~values.empty(cells)][:SAMPLE]


def _named(headers: Sequence[str], rows: pandas.DataFrame, names: Sequence[str]) -> str:
    known = {name: rank for rank, name in reversed(list(enumerate(names)))}
    best, best_rank = "", len(names)
    for header in headers:
        rank = min(known.get(bare(part), len(names)) for part in {header, header.split("|")[-1]})
        if rank >= best_rank and best:
            continue
        if rank == len(names):
            inner = bare(header)
            rank = len(names) - 0.5 if inner.endswith(tuple(names[:3])) and len(inner) < 20 else len(names)
        if rank < best_rank and _readable(_cells(rows, header)):
            best, best_rank = header, rank
    return best


def _readable(cells: numpy.ndarray) -> bool:
    import numpy as np

    return not len(cells) or float(np.isfinite(degrees(cells)).mean()) >= 0.5


def _looks_both(cells: numpy.ndarray) -> bool:
    return len(cells) > 0 and sum(bool(_PAIR.fullmatch(cell) or _WKT.match(cell)) for cell in cells) >= 0.5 * len(cells)


def _line_ends(headers: Sequence[str], rows: pandas.DataFrame) -> Columns | None:
    by_name = {bare(header): header for header in headers}
    for start, end in LINE_ENDS:
        if start in by_name and end in by_name and all(_looks_both(_cells(rows, by_name[name])) for name in (start, end)):
            return Columns(by_name[start], by_name[end], ends=True)
    return None


def _by_content(headers: Sequence[str], rows: pandas.DataFrame, headless: bool) -> Columns:
    """Two columns of degrees that lie in Korea, else (``headless``) the first two columns of metres."""
    import numpy as np

    lon = lat = ""
    metres: list[str] = []
    for header in headers:
        cells = _cells(rows, header)
        if len(cells) < 1 or not all("." in cell or "°" in cell or "도" in cell for cell in cells[:5]):
            if _looks_both(cells) and _both_in_korea(cells):
                return Columns(header, header)
            continue
        found = degrees(cells)
        if np.isfinite(found).mean() < 0.9:
            continue
        middle = float(np.nanmedian(found))
        if 124 <= middle <= 132 and not lon:
            lon = header
        elif 33 <= middle <= 39 and not lat:
            lat = header
        elif 10_000 < abs(middle) < 6_000_000:
            metres.append(header)
    if lon and lat:
        return Columns(lon, lat)
    return Columns(metres[0], metres[1]) if headless and len(metres) >= 2 else Columns()


def _both_in_korea(cells: numpy.ndarray) -> bool:
    import numpy as np

    first, second = _pairs(cells)
    low, high = np.fmin(first, second), np.fmax(first, second)
    return bool(np.nanmean((low > 33) & (low < 39) & (high > 124) & (high < 132)) > 0.5) if np.isfinite(first).any() else False


def read(rows: pandas.DataFrame, columns: Columns) -> Read:
    """The coordinates of every row as they are written; what cannot be read or is 0 is NaN."""
    import numpy as np

    first = values.text(rows[columns.x])
    if columns.ends:
        second = values.text(rows[columns.y])
        (a, b), (c, d) = _pairs(first), _pairs(second)
        lines = np.column_stack((a, b, c, d))
        return Read((a + c) / 2, (b + d) / 2, ~values.empty(first) & ~values.empty(second), lines=lines)
    if columns.x == columns.y:
        if any(_WKT.match(cell) for cell in first[~values.empty(first)][:SAMPLE]):
            return _from_wkt(first)
        x, y = _pairs(first)
        return Read(x, y, ~values.empty(first))
    second = values.text(rows[columns.y])
    x, y = degrees(first), degrees(second)
    return Read(x, y, ~values.empty(first) | ~values.empty(second))


def _pairs(cells: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    import numpy as np

    x, y = np.full(len(cells), np.nan), np.full(len(cells), np.nan)
    for row, cell in enumerate(cells):
        pair = _PAIR.fullmatch(cell)
        if pair:
            x[row], y[row] = float(pair[1]), float(pair[2])
    return x, y


def _from_wkt(cells: numpy.ndarray) -> Read:
    import numpy as np
    import shapely

    texts = np.array([cell.split(";", 1)[-1] if _WKT.match(cell) else None for cell in cells] + [None], dtype=object)[:-1]
    with np.errstate(all="ignore"):
        shapes = shapely.from_wkt(texts, on_invalid="ignore")
    spots = shapely.centroid(shapes)
    return Read(shapely.get_x(spots), shapely.get_y(spots), ~values.empty(cells), shapes=shapes)


def degrees(cells: numpy.ndarray) -> numpy.ndarray:
    """Coordinates as numbers: decimal, with thousands separators, or degrees, minutes and seconds; NaN where unreadable.

    Whole-number degrees in millionths or ten-millionths, as map services deliver them, are brought back to degrees.
    """
    import numpy as np

    found, bad = values.numbers(cells)
    for row in np.flatnonzero(bad):
        found[row] = _from_dms(str(cells[row]))
    for power in (1e6, 1e7):
        middle = np.nanmedian(found) if np.isfinite(found).any() else 0.0
        if 124 * power < middle < 132 * power or 33.0 * power < middle < 38.7 * power:
            found = found / power
    return found


def _from_dms(cell: str) -> float:
    match = _DMS.fullmatch(values.unicodedata.normalize("NFKC", cell).strip())
    if match is None:
        return float("nan")
    minutes, seconds = float(match["m"]), float(match["s"] or 0)
    if minutes >= 60 or seconds >= 60:
        return float("nan")
    value = int(match["d"]) + minutes / 60 + seconds / 3600
    south_or_west = match["sign"] or (match["before"] + match["after"]).upper() in ("S", "W", "남", "서")
    return -value if south_or_west else value
