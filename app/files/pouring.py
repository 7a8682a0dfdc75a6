"""Writing the bulk of a layer: in one transaction where it is small, else in pieces between which others may write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select, update
from sqlalchemy.engine import Connection

from app.feedback import Feedback
from app.files import bulk, frames, set_aside
from app.files.database import Database
from app.files.schema import BULKS, META
from app.model import Layer, SetAside
from app.words import tr


def pour(database: Database, layer: Layer, rows: Iterable[SetAside], feedback: Feedback, *, new: bool = True) -> Layer:
    """Write a layer's bulk under a parked name, with the rows set aside for it; ``new`` gives it a revision never used before.

    Stopped or failed, what was written so far is parked still.
    """
    frame = layer.bulk
    count, cells = (0, ()) if frame is None else (len(frame), frames.columns(frame))
    words = tr("project.writing", title=layer.title)
    feedback.step(0.0, words)
    with database.writing() as connection:
        before = _used(connection)
        layer = replace(layer, revision=_next_revision(connection)) if new else layer
        number = bulk.found(connection, layer, cells)
        set_aside.add(connection, rows, layer.id, layer.revision)
        if count:
            bulk.fill(connection, number, frame, cells, 0)
        if 0 < count <= bulk.PIECE:
            bulk.index(connection, number, frame)
        _grown(connection, number, before)
    try:
        for start in range(bulk.PIECE, count, bulk.PIECE):
            feedback.step(start / count, words)
            with database.writing() as connection:
                before = _used(connection)
                bulk.fill(connection, number, frame, cells, start)
                if start + bulk.PIECE >= count:
                    bulk.index(connection, number, frame)
                _grown(connection, number, before)
        feedback.step(1.0, words)
    except BaseException as error:
        raise Broken(layer) from error
    return layer


class Broken(Exception):
    """Writing stopped half way; ``layer`` is what lies parked. The cause is what happened."""

    def __init__(self, layer: Layer):
        super().__init__(layer.id)
        self.layer = layer


def _next_revision(connection: Connection) -> int:
    revision = connection.execute(select(META.c.next_revision)).scalar_one()
    connection.execute(update(META).values(next_revision=revision + 1))
    return revision


def _used(connection: Connection) -> int:
    pages, free, size = (connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("page_count", "freelist_count", "page_size"))
    return (pages - free) * size


def _grown(connection: Connection, number: int, before: int) -> None:
    grown = max(_used(connection) - before, 0)
    connection.execute(update(BULKS).where(BULKS.c.number == number).values(bytes=BULKS.c.bytes + grown))
