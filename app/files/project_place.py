"""Project files before they are open: is this one of ours, and how a new one comes to its place complete."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy.engine import Connection

from app.errors import NewerProject, ProjectTrouble
from app.files import migrations
from app.files.database import Database, trouble
from app.files.schema import META, VERSION
from app.words import tr

SIDE_FILES = ("-journal", "-wal", "-shm")


def check(path: Path) -> None:
    """Raise ProjectTrouble unless the file is a project that this Golmok can open; nothing is changed."""
    try:
        with open(path, "rb") as file:
            head = file.read(100)
    except FileNotFoundError as error:
        raise ProjectTrouble(tr("project.missing"), hint=tr("project.missing.hint"), file=path.name) from error
    except OSError as error:
        raise ProjectTrouble(tr("project.unreadable", reason=error.strerror or str(error)), file=path.name) from error
    if not head:
        raise ProjectTrouble(tr("project.empty_file"), hint=tr("project.empty_file.hint"), file=path.name)
    if not head.startswith(b"SQLite format 3\0"):
        raise _not_a_project(path)
    if _interrupted(path):
        # Only opening for writing could look inside and would change the file, so the bytes have to tell.
        if not any(_mentions(place) for place in (path, Path(f"{path}-journal"))):
            raise _not_a_project(path)
        return
    with Database(path).reading() as connection:
        check_version(connection, path, may_migrate=True)


def check_version(connection: Connection, path: Path, *, may_migrate: bool) -> None:
    """Raise where the tables are not Golmok's, are newer than this Golmok, or older and nothing may be written."""
    names = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN (?, 'gpkg_contents')"
    if connection.exec_driver_sql(names, (META.name,)).scalar_one() != 2:
        raise _not_a_project(path)
    found = migrations.version(connection)
    if found > VERSION:
        by = connection.exec_driver_sql("SELECT written_by FROM golmok_meta").scalar_one()
        raise NewerProject(tr("project.newer", release=by), hint=tr("project.newer.hint"), file=path.name)
    if found < VERSION and not may_migrate:
        raise ProjectTrouble(tr("project.older"), hint=tr("project.older.hint"), file=path.name)


@contextmanager
def draft(path: Path) -> Iterator[Path]:
    """An empty file to fill; it takes the place of ``path`` when the block ends, or disappears when it raises."""
    new = path.with_name(f".{path.name}.new")
    try:
        _remove(new)
        with open(new, "xb"):
            pass
        yield new
        # It was filled without waiting for the disk: now it must be there before it gets its name.
        with open(new, "r+b") as whole:
            os.fsync(whole.fileno())
        # A journal left by a crash belongs to the file that goes; it must not be played into the one that comes.
        _remove(path, but_file=True)
        os.replace(new, path)
        _sync(path.parent)
    except OSError as error:
        raise trouble(error, path) from error
    finally:
        with suppress(OSError):
            _remove(new)


def _not_a_project(path: Path) -> ProjectTrouble:
    return ProjectTrouble(tr("project.not_a_project"), hint=tr("project.not_a_project.hint"), file=path.name)


def _interrupted(path: Path) -> bool:
    try:
        return os.path.getsize(f"{path}-journal") > 0
    except OSError:
        return False


def _mentions(path: Path) -> bool:
    with open(path, "rb") as file, closing(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as text:
        return text.find(f"CREATE TABLE {META.name} ".encode()) >= 0


def _remove(path: Path, *, but_file: bool = False) -> None:
    for suffix in SIDE_FILES if but_file else ("", *SIDE_FILES):
        Path(f"{path}{suffix}").unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    # Without this a power cut can take the new name away again. Windows has no such call for folders and needs none.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
