"""The bulk of layers as ordinary tables of the GeoPackage, each with its spatial index.

A table is first filled under a parked name that no other program is told of; ``adopt`` gives it the layer's name and tells;
``park`` unlists it, and it keeps the name until another table wants it: renaming an index takes SQLite a while. Both are a few
statements inside the transaction of an edit, however large the table.
Tables that are not listed in ``golmok_bulks`` are somebody else's and never touched.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.engine import Connection, CursorResult, Row

from app.files import frames, spatial_index
from app.files.frames import FID, GEOM, Cells
from app.files.schema import BULKS, COLUMNS, SET_ASIDE
from app.geo import WORKING_EPSG
from app.model import Layer

if TYPE_CHECKING:
    import geopandas

# Rows written in one transaction: a planner's edit waits no longer than for one piece.
PIECE = 5_000


def found(connection: Connection, layer: Layer, cells: Sequence[Cells]) -> int:
    """Make the empty parked table of a layer's revision and note it; returns its number. Without a frame it has only places."""
    frame = layer.bulk
    shape, z, m = ("GEOMETRY", 0, 0) if frame is None else frames.geometry_type(frame.geometry.to_numpy())
    number = connection.execute(select(func.coalesce(func.max(BULKS.c.number), 0) + 1)).scalar_one()
    name = _parked(number)
    told = [f"{FID} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", f"{GEOM} {shape}"]
    told += [f"{_q(cell.stored)} {cell.sql}" for cell in cells if cell.stored != GEOM]
    _run(connection, f"CREATE TABLE {_q(name)} ({', '.join(told)})")
    _run(connection, f"CREATE VIRTUAL TABLE {_q(_index(name))} USING rtree(id, minx, maxx, miny, maxy)")
    key = {"layer_id": layer.id, "revision": layer.revision}
    values = {"number": number, "table_name": name, "live": False, "geometry_type": shape, "z": z, "m": m}
    connection.execute(insert(BULKS).values(**key, **values, **_box(frame)))
    if cells:
        connection.execute(insert(COLUMNS), [
            {**key, "position": at, "name": cell.name, "stored": cell.stored, "type": cell.type} for at, cell in enumerate(cells)])
    return number


def fill(connection: Connection, number: int, frame: geopandas.GeoDataFrame, cells: Sequence[Cells], start: int) -> None:
    """Write the piece of a frame that begins at row ``start`` into a parked table."""
    raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    name, piece = _q(_parked(number)), frame.iloc[start : start + PIECE]
    rows = [(start + at, *row) for at, row in enumerate(frames.rows(piece, cells), start=1)]
    told = ", ".join([FID, *(_q(cell.stored) for cell in cells)])
    statement = f"INSERT INTO {name} ({told}) VALUES ({', '.join('?' * (len(cells) + 1))})"
    try:
        raw.executemany(statement, rows)
    except UnicodeEncodeError:
        raw.execute(f"DELETE FROM {name} WHERE {FID} > ?", (start,))
        raw.executemany(statement, map(frames.clean, rows))


def index(connection: Connection, number: int, frame: geopandas.GeoDataFrame) -> None:
    """Make the spatial index of a parked table that holds the whole frame."""
    import numpy
    import shapely

    boxes = shapely.bounds(frame.geometry.to_numpy())
    known = numpy.flatnonzero(numpy.isfinite(boxes).all(axis=1))
    if len(known) == 0:
        return
    tree, name = spatial_index.pack(known + 1, boxes[known]), _index(_parked(number))
    raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    for part, rows in (("node", tree.nodes), ("rowid", tree.rows), ("parent", tree.parents)):
        raw.executemany(f"INSERT OR REPLACE INTO {_q(f'{name}_{part}')} VALUES (?, ?)", rows)


def settle(connection: Connection, wanted: set[tuple[str, int]]) -> None:
    """Let exactly the ``wanted`` (layer id, revision) be live: park the others, adopt those; KeyError where one is unknown."""
    known = {(row.layer_id, row.revision): row for row in connection.execute(select(BULKS))}
    live = {key for key, row in known.items() if row.live}
    for key in sorted(live - wanted):
        park(connection, known[key])
    # In the order they were written, so that names given in a clash do not depend on chance.
    for key in sorted(wanted - live, key=lambda key: known[key].number):
        adopt(connection, known[key])


def adopt(connection: Connection, bulk: Row) -> None:
    """Give a parked table its layer's name and list it as the standard wants; nothing where another program removed it."""
    if not _exists(connection, bulk.table_name):
        return
    name = bulk.table_name
    if name == _parked(bulk.number):
        name = _free(connection, bulk.layer_id)
        _rename(connection, bulk, name)
    connection.execute(update(BULKS).where(BULKS.c.number == bulk.number).values(live=True))
    _run(connection, """INSERT INTO gpkg_contents (table_name, data_type, identifier, min_x, min_y, max_x, max_y, srs_id)
         VALUES (?, 'features', ?, ?, ?, ?, ?, ?)""", name, name, bulk.min_x, bulk.min_y, bulk.max_x, bulk.max_y, WORKING_EPSG)
    _run(connection, "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, ?, ?)",
         name, GEOM, bulk.geometry_type, WORKING_EPSG, bulk.z, bulk.m)
    if _exists(connection, _index(name)):
        _run(connection, "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', ?, 'write-only')",
             name, GEOM, "http://www.geopackage.org/spec120/#extension_rtree")
        for statement in _triggers(name):
            _run(connection, statement)


def park(connection: Connection, bulk: Row) -> None:
    """Take a live table out of the lists, so that nobody is told of it."""
    _unlist(connection, bulk.table_name)
    connection.execute(update(BULKS).where(BULKS.c.number == bulk.number).values(live=False))


def drop_parked(connection: Connection, keys: set[tuple[str, int]] | None = None, *, but: Collection[tuple[str, int]] = ()) -> int:
    """Remove parked tables with their columns and the rows set aside for them: all, or those of the (layer id, revision)s.

    What is named by ``but`` stays. Returns how many went.
    """
    parked = connection.execute(select(BULKS).where(~BULKS.c.live)).all()
    parked = [row for row in parked if (keys is None or (row.layer_id, row.revision) in keys) and (row.layer_id, row.revision) not in but]
    for bulk in parked:
        for name in (bulk.table_name, _index(bulk.table_name)):
            _run(connection, f"DROP TABLE IF EXISTS {_q(name)}")
        for table in (BULKS, COLUMNS, SET_ASIDE):
            connection.execute(delete(table).where(table.c.layer_id == bulk.layer_id, table.c.revision == bulk.revision))
    return len(parked)


@dataclass(frozen=True)
class Listed:
    """What Golmok's tables say of bulks and their columns, by (layer id, revision)."""

    bulks: Mapping[tuple[str, int], Row]
    columns: Mapping[tuple[str, int], Sequence[Row]]


def listed(connection: Connection, *, parked: bool = False) -> Listed:
    """Look all live bulks up at once, a project has dozens of layers; or, where asked for, the ``parked`` ones."""
    columns: dict[tuple[str, int], list[Row]] = {}
    for row in connection.execute(select(COLUMNS).order_by(COLUMNS.c.position)):
        columns.setdefault((row.layer_id, row.revision), []).append(row)
    return Listed({(row.layer_id, row.revision): row for row in connection.execute(select(BULKS).where(BULKS.c.live != parked))}, columns)


def read(connection: Connection, known: Listed, layer_id: str, revision: int) -> geopandas.GeoDataFrame | None:
    """The frame of a known revision with what other programs changed in it; None where its table is gone."""
    bulk = known.bulks.get((layer_id, revision))
    there = [] if bulk is None else [row[1] for row in _run(connection, f"PRAGMA table_info({_q(bulk.table_name)})")]
    if not there:
        return None
    noted = known.columns.get((layer_id, revision), ())
    cells = [Cells(row.name, row.stored, row.type, "") for row in noted if row.stored in there]
    ours = {cell.stored for cell in cells} | {FID, GEOM}
    cells += [Cells(name, name, "object", "") for name in there if name not in ours]
    told = ", ".join(_q(cell.stored) for cell in cells) or "NULL"
    raw: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    statement = f"SELECT {told} FROM {_q(bulk.table_name)} ORDER BY {FID}"
    try:
        if cells:
            lies = raw.execute(statement)
            made = frames.of_pieces(cells, iter(lambda: lies.fetchmany(PIECE), []))
            if made is not None:
                return made
        rows = raw.execute(statement).fetchall()
    except sqlite3.OperationalError as error:
        if "decode" not in str(error):
            raise
        raw.text_factory = lambda text: text.decode("utf-8", "replace")
        rows = raw.execute(statement).fetchall()
        raw.text_factory = str
    return frames.frame(cells, rows if cells else [() for _ in rows])


def _rename(connection: Connection, bulk: Row, name: str) -> None:
    for old, new in ((bulk.table_name, name), (_index(bulk.table_name), _index(name))):
        if _exists(connection, old):
            _run(connection, f"ALTER TABLE {_q(old)} RENAME TO {_q(new)}")
    connection.execute(update(BULKS).where(BULKS.c.number == bulk.number).values(table_name=name))


def _unlist(connection: Connection, name: str) -> None:
    for table in ("gpkg_extensions", "gpkg_geometry_columns", "gpkg_contents", "gpkg_ogr_contents"):
        if _exists(connection, table):
            _run(connection, f"DELETE FROM {table} WHERE lower(table_name) = lower(?)", name)
    # Our own index triggers, and those that GDAL adds to count the rows when it edits a table.
    mine = f"{_index(name)}_%", f"trigger_%_feature_count_{name}"
    for (trigger,) in _run(connection, """SELECT name FROM sqlite_master WHERE type = 'trigger' AND lower(tbl_name) = lower(?)
                                          AND (name LIKE ? OR name LIKE ?)""", name, *mine).all():
        _run(connection, f"DROP TRIGGER {_q(trigger)}")


def _free(connection: Connection, layer_id: str) -> str:
    # The layer's id, unless the name is reserved or a table of somebody else has it. One of ours that is parked gives way.
    base = "".join(sign for sign in layer_id if sign.isprintable()).encode("utf-8", "replace").decode() or "layer"
    if base.lower().startswith(("sqlite_", "gpkg_", "rtree_", "golmok_")):
        base = f"layer_{base}"
    parked = select(BULKS).where(~BULKS.c.live, func.lower(BULKS.c.table_name) == base.lower())
    for bulk in connection.execute(parked).all():
        _rename(connection, bulk, _parked(bulk.number))
    name, number = base, 2
    while _exists(connection, name) or _exists(connection, _index(name)):
        name, number = f"{base}_{number}", number + 1
    return name


def _exists(connection: Connection, name: str) -> bool:
    return _run(connection, "SELECT 1 FROM sqlite_master WHERE lower(name) = lower(?)", name).first() is not None


def _box(frame: geopandas.GeoDataFrame | None) -> dict[str, float | None]:
    box = [None] * 4 if frame is None else [float(value) if value == value else None for value in frame.total_bounds]
    return dict(zip(("min_x", "min_y", "max_x", "max_y"), box, strict=True))


def _parked(number: int) -> str:
    return f"golmok_parked_{number}"


def _index(name: str) -> str:
    return f"rtree_{name}_{GEOM}"


def _q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _run(connection: Connection, statement: str, *values: object) -> CursorResult:
    return connection.exec_driver_sql(statement, values)


def _triggers(name: str) -> list[str]:
    # The index follows when another program edits the table; names and cases as the standard's extension gives them.
    table, index = _q(name), _q(_index(name))
    box = ", ".join(f"ST_{side}(NEW.{GEOM})" for side in ("MinX", "MaxX", "MinY", "MaxY"))
    put, take = f"INSERT OR REPLACE INTO {index} VALUES (NEW.{FID}, {box});", f"DELETE FROM {index} WHERE id = OLD.{FID};"
    new, old = (f"({row}.{GEOM} NOTNULL AND NOT ST_IsEmpty({row}.{GEOM}))" for row in ("NEW", "OLD"))
    same, moved = f"OLD.{FID} = NEW.{FID}", f"OLD.{FID} != NEW.{FID}"
    cases = (
        ("insert", "INSERT", new, put),
        ("update6", f"UPDATE OF {GEOM}", f"{same} AND {new} AND {old}", take + put),
        ("update7", f"UPDATE OF {GEOM}", f"{same} AND {new} AND NOT {old}", put),
        ("update2", f"UPDATE OF {GEOM}", f"{same} AND NOT {new}", take),
        ("update5", "UPDATE", f"{moved} AND {new}", take + put),
        ("update4", "UPDATE", f"{moved} AND NOT {new}", f"DELETE FROM {index} WHERE id IN (OLD.{FID}, NEW.{FID});"),
        ("delete", "DELETE", f"OLD.{GEOM} NOTNULL", take),
    )
    return [f"CREATE TRIGGER {_q(f'{_index(name)}_{case}')} AFTER {event} ON {table} WHEN {when} BEGIN {then} END"
            for case, event, when, then in cases]
