"""Connections to a project file, one for each call, and what SQLite's troubles mean for a planner.

A connection lives within one ``with`` and one thread. Writing begins at once (BEGIN IMMEDIATE) and is on the disk when the
block ends: rollback journal, and ``synchronous=EXTRA``, which is FULL and also makes the removal of the journal durable.
Why so: ``docs/decisions/0002-project-file.md``.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from sqlalchemy import create_engine, event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.errors import ProjectTrouble
from app.words import tr

PATIENCE_S = 5.0
_EITHER = {"SQLITE_CORRUPT": "project.damaged", "SQLITE_NOTADB": "project.not_a_project"}
_WRITING = {
    "SQLITE_FULL": "project.disk_full", "SQLITE_READONLY": "project.not_writable", "SQLITE_PERM": "project.not_writable",
    "SQLITE_BUSY": "project.busy", "SQLITE_LOCKED": "project.busy", "SQLITE_IOERR": "project.disk_gone",
    "SQLITE_CANTOPEN": "project.disk_gone", **_EITHER,
}
# A reader that would have to write found a journal that has to be played back first.
_READING = {"SQLITE_READONLY": "project.interrupted", "SQLITE_BUSY": "project.busy_reading", **_EITHER}


def trouble(error: Exception, path: Path, *, writing: bool = True) -> ProjectTrouble:
    """The sentence for an error of SQLite, SQLAlchemy or the disk."""
    cause = getattr(error, "orig", None) or error
    name = "SQLITE_IOERR" if isinstance(cause, OSError) else "_".join(getattr(cause, "sqlite_errorname", "").split("_")[:2])
    key = (_WRITING if writing else _READING).get(name, "project.cannot_use")
    return ProjectTrouble(tr(key, reason=str(cause)), hint=tr(f"{key}.hint"), file=path.name)


class Database:
    """The way to one file: ``reading()`` and ``writing()``. Threads take turns at writing, in the order they came."""

    def __init__(self, path: Path, *, durable: bool = True):
        """``durable=False`` does not wait for the disk: for a draft that nobody has opened yet."""
        self.path, self._synchronous = path, "EXTRA" if durable else "OFF"
        self._readable = self._engine("ro&immutable=1" if _is_unchanging(path) else "ro", "BEGIN")
        self._writable = self._engine("rw", "BEGIN IMMEDIATE")
        # Two locks make a queue: whoever waits for the file holds the turn, so that a worker writing piece by piece cannot
        # overtake the planner's edit between two pieces.
        self._turn, self._file = Lock(), Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the file and cannot change it."""
        with self._told(writing=False), self._readable.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose changes are on the disk when the block ends, or not made at all when it raises."""
        self._turn.acquire()
        self._file.acquire()
        self._turn.release()
        try:
            with self._told(writing=True), self._writable.connect() as connection, connection.begin():
                yield connection
        finally:
            self._file.release()

    def prepare(self) -> None:
        """Set the file to a rollback journal, where another program left it with a write-ahead log."""
        self._script("PRAGMA journal_mode = DELETE")

    def give_room_back(self) -> None:
        """Make the file as small as what is in it."""
        self._script("PRAGMA incremental_vacuum")

    def _script(self, statement: str) -> None:
        # Outside any transaction, and to the end: execute() would stop at the first page that was given back.
        with self._told(writing=True):
            raw = _connect(self.path, "rw", "EXTRA")
            try:
                raw.executescript(statement)
            finally:
                raw.close()

    def _engine(self, mode: str, begin: str) -> Engine:
        engine = create_engine("sqlite://", creator=lambda: _connect(self.path, mode, self._synchronous), poolclass=NullPool)
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine

    @contextmanager
    def _told(self, *, writing: bool) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlite3.Error, OSError) as error:
            raise trouble(error, self.path, writing=writing) from error


def _connect(path: Path, mode: str, synchronous: str) -> sqlite3.Connection:
    raw = sqlite3.connect(_uri(path, mode), uri=True, timeout=PATIENCE_S, isolation_level=None)
    try:
        raw.execute(f"PRAGMA synchronous = {synchronous}")
        if synchronous == "OFF":
            # A draft has no table yet: only now can it be made a file that gives room back.
            raw.execute("PRAGMA auto_vacuum = INCREMENTAL")
        # Renaming must leave the views and triggers alone that a planner made in another program.
        raw.execute("PRAGMA legacy_alter_table = ON")
        # What was removed is overwritten: a file that is passed on must not still hold crime points taken out of it.
        raw.execute("PRAGMA secure_delete = ON")
    except sqlite3.Error:
        raw.close()
        raise
    return raw


def _is_unchanging(path: Path) -> bool:
    # A file left with a write-ahead log (2 in bytes 18 and 19 of its header), but complete, in a folder where nothing can be
    # written: SQLite opens it only when told that it will not change.
    try:
        with open(path, "rb") as file:
            logged = file.read(20)[18:20] == b"\x02\x02"
    except OSError:
        return False
    as_this_user = {"effective_ids": True} if os.access in os.supports_effective_ids else {}
    return logged and not os.access(path.parent, os.W_OK, **as_this_user) and not Path(f"{path}-wal").exists()


def _uri(path: Path, mode: str) -> str:
    # Three slashes whatever the path: a share of another computer (//server/share) would else be taken for an authority.
    place = quote(path.as_posix())
    return f"file://{place if place.startswith('/') else '/' + place}?mode={mode}"
