"""How a frame's columns and geometries become the cells of a GeoPackage table, and a frame again, unchanged.

Written by hand rather than through GDAL because GDAL cuts a text at its first NUL and cannot join our transaction; what is
written is the plain standard (OGC 12-128r19), which GDAL and QGIS read as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import ProjectTrouble
from app.geo import WORKING_EPSG
from app.words import tr

if TYPE_CHECKING:
    import geopandas
    import numpy
    import pandas

GEOMETRY = "geometry"
FID, GEOM = "fid", "geom"
# SQLite's own limit is 2000 columns.
MOST_COLUMNS = 1990
_LARGEST = 2**63 - 1
_OBJECTS = {"string": "TEXT", "boolean": "BOOLEAN", "integer": "INTEGER", "floating": "REAL", "mixed-integer-float": "REAL"}


@dataclass(frozen=True)
class Cells:
    """One column: its name in the frame, its name in the table, its type in the frame and its type in SQL."""

    name: str
    stored: str
    type: str
    sql: str


def columns(frame: geopandas.GeoDataFrame) -> tuple[Cells, ...]:
    """The columns of a frame as they are stored, the geometry among them; names are made unique whatever they are."""
    if frame.shape[1] > MOST_COLUMNS:
        raise ProjectTrouble(tr("project.too_many_columns", count=frame.shape[1], most=MOST_COLUMNS))
    taken = {FID, GEOM}
    geometry = frame.columns.get_loc(frame.geometry.name)
    cells = []
    for position, name in enumerate(map(str, frame.columns)):
        if position == geometry:
            cells.append(Cells(_sayable(name), GEOM, GEOMETRY, "GEOMETRY"))
            continue
        series = frame.iloc[:, position]
        sql = _sql(series)
        type = f"object {sql}" if series.dtype == object else str(series.dtype)
        cells.append(Cells(_sayable(name), _free(_sayable(name), taken), type, sql))
    return tuple(cells)


def rows(frame: geopandas.GeoDataFrame, cells: Sequence[Cells]) -> Iterable[tuple]:
    """The rows of a frame in the order of ``cells``, as SQLite takes them."""
    stored = []
    for position, cell in enumerate(cells):
        if cell.type == GEOMETRY:
            stored.append(blobs(frame.geometry.to_numpy()))
        else:
            stored.append(_values(frame.iloc[:, position], cell))
    return zip(*stored, strict=True)


def frame(cells: Sequence[Cells], rows: Sequence[tuple]) -> geopandas.GeoDataFrame:
    """The frame of rows as they were stored; without a geometry column it gets an empty one."""
    return _made(cells, [_piece(cells, rows)], len(rows))


def of_pieces(cells: Sequence[Cells], pieces: Iterable[Sequence[tuple]]) -> geopandas.GeoDataFrame | None:
    """The same from rows that come piece by piece, so that no step of a million rows holds up the other threads.

    None where the pieces do not agree about a column's type: then the rows must be looked at together (`frame`).
    """
    made, count = [], 0
    for rows in pieces:
        count += len(rows)
        made.append(_piece(cells, rows))
    for values in zip(*made, strict=True):
        types = {str(value.dtype) for value in values}
        # Whole numbers of which some are missing become one kind by themselves.
        if len(types) > 1 and not ("Int64" in types and all(type.lower().startswith("int") for type in types)):
            return None
    return _made(cells, made or [_piece(cells, ())], count)


def _piece(cells: Sequence[Cells], rows: Sequence[tuple]) -> list:
    stored = list(zip(*rows, strict=True)) if rows else [()] * len(cells)
    return [shapes(values) if cell.type == GEOMETRY else _series(values, cell.type) for cell, values in zip(cells, stored, strict=True)]


def _made(cells: Sequence[Cells], pieces: list[list], count: int) -> geopandas.GeoDataFrame:
    import geopandas
    import numpy
    import pandas

    data: dict[int, object] = {}
    geometry = None
    for position, cell in enumerate(cells):
        values = [piece[position] for piece in pieces]
        if cell.type == GEOMETRY:
            geometry = position
            data[position] = geopandas.array.GeometryArray(numpy.concatenate(values), crs=_crs())
        else:
            data[position] = values[0] if len(values) == 1 else pandas.concat(values, ignore_index=True)
    table = pandas.DataFrame(data, index=pandas.RangeIndex(count))
    table.columns = [cell.name for cell in cells]
    if geometry is None:
        return geopandas.GeoDataFrame(table, geometry=[None] * count, crs=_crs())
    return geopandas.GeoDataFrame(table, geometry=cells[geometry].name)


def blobs(geometries: numpy.ndarray) -> list[bytes | None]:
    """GeoPackage blobs of shapely geometries: a header with the system and, for other than points, the box; then ISO WKB."""
    import numpy
    import shapely

    wkb = shapely.to_wkb(geometries, flavor="iso", byte_order=1)
    empty, missing = shapely.is_empty(geometries), shapely.is_missing(geometries)
    boxed = ~(empty | missing | (shapely.get_type_id(geometries) == 0))
    heads = numpy.zeros(len(geometries), dtype=[("magic", "S2"), ("version", "u1"), ("flags", "u1"), ("srs", "<i4"), ("box", "<f8", 4)])
    heads["magic"], heads["srs"] = b"GP", WORKING_EPSG
    heads["flags"] = 1 | (boxed * 0b10) | (empty * 0b10000)
    heads["box"] = shapely.bounds(geometries)[:, [0, 2, 1, 3]]
    text, size = heads.tobytes(), heads.dtype.itemsize
    return [
        None if body is None else text[at : at + (size if box else 8)] + body
        for at, body, box in zip(range(0, len(text), size), wkb, boxed.tolist(), strict=True)
    ]


def shapes(values: Sequence[bytes | None]) -> numpy.ndarray:
    """Shapely geometries of GeoPackage blobs; what another program made unreadable is missing."""
    import numpy
    import shapely

    bodies = numpy.empty(len(values), dtype=object)
    bodies[:] = [_body(value) for value in values]
    return shapely.from_wkb(bodies, on_invalid="ignore")


def geometry_type(geometries: numpy.ndarray) -> tuple[str, int, int]:
    """The type the standard wants for a column (GEOMETRY where they are mixed), and whether z and m may occur (0 or 2)."""
    import numpy
    import shapely

    ids = set(numpy.unique(shapely.get_type_id(geometries)).tolist()) - {-1}
    names = ("POINT", "LINESTRING", "LINESTRING", "POLYGON", "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION")
    name = names[ids.pop()] if len(ids) == 1 else "GEOMETRY"
    return name, 2 if shapely.has_z(geometries).any() else 0, 2 if shapely.has_m(geometries).any() else 0


def clean(row: tuple) -> tuple:
    """The row with half characters (lone surrogates, which no file can hold) replaced."""
    return tuple(value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value for value in row)


def _sayable(name: str) -> str:
    return name.encode("utf-8", "replace").decode("utf-8")


def _free(name: str, taken: set[str]) -> str:
    # SQLite and GDAL compare names without case; a NUL would end the statement.
    base = "".join(sign for sign in name if sign.isprintable()).strip() or "column"
    found, number = base, 2
    while found.lower() in taken:
        found, number = f"{base}_{number}", number + 1
    taken.add(found.lower())
    return found


def _sql(series: pandas.Series) -> str:
    import pandas

    kinds = pandas.api.types
    if kinds.is_bool_dtype(series.dtype):
        return "BOOLEAN"
    if kinds.is_float_dtype(series.dtype):
        return "REAL"
    if kinds.is_integer_dtype(series.dtype):
        return "INTEGER" if _fits(series) else "TEXT"
    if series.dtype == object:
        found = _OBJECTS.get(kinds.infer_dtype(series, skipna=True), "TEXT")
        return "TEXT" if found == "INTEGER" and not _fits(series) else found
    return "TEXT"


def _fits(series: pandas.Series) -> bool:
    known = series.dropna()
    return known.empty or (int(known.max()) <= _LARGEST and int(known.min()) >= -_LARGEST - 1)


def _values(series: pandas.Series, cell: Cells) -> list:
    import pandas

    values = series.to_numpy(dtype=object, copy=True)
    values[series.isna().to_numpy()] = None
    if cell.sql == "TEXT":
        return [value if value is None or type(value) is str else _text(value) for value in values.tolist()]
    if cell.type.startswith("object"):
        plain = {"BOOLEAN": bool, "INTEGER": int, "REAL": float}[cell.sql]
        return [None if value is None else plain(value) for value in values.tolist()]
    return pandas.Series(values, dtype=object).tolist()


def _text(value: object) -> str:
    moment = getattr(value, "isoformat", None)
    return moment() if moment else str(value)


def _series(values: Sequence, type: str) -> pandas.Series:
    import pandas

    as_found = pandas.Series(values, dtype=object)
    if type in ("bool", "boolean", "object BOOLEAN"):
        as_found = pandas.Series([None if value is None else bool(value) for value in values], dtype=object)
    if type.startswith("object"):
        return as_found
    try:
        if type.startswith("datetime"):
            return pandas.to_datetime(as_found, format="ISO8601").astype(type)
        if type.startswith("int") and None in values:
            type = "Int64"
        if type.startswith(("uint", "UInt")):
            as_found = pandas.Series([None if value is None else int(value) for value in values], dtype=object)
        return as_found.astype(type)
    except (ValueError, TypeError, OverflowError):
        # Another program put something else there: keep it as it is.
        return as_found


def _body(value: object) -> bytes | None:
    if not isinstance(value, bytes) or len(value) < 8 or value[:2] != b"GP":
        return None
    return value[8 + (0, 32, 48, 48, 64, 0, 0, 0)[value[3] >> 1 & 7] :]


def _crs() -> object:
    import pyproj

    return pyproj.CRS.from_epsg(WORKING_EPSG)
