"""From older project files to today's."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.engine import Connection

from app.errors import NewerProject
from app.files import migrations
from app.files.database import Database
from app.files.migrations import migrate, version
from app.files.project_file import ProjectFile
from app.files.schema import VERSION
from app.model import Project


@pytest.fixture
def old(tmp_path: Path) -> Database:
    """A file made by hand as a first version might have been: one table, one row."""
    path = tmp_path / "old.gpkg"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE golmok_meta (id INTEGER PRIMARY KEY, schema_version INTEGER, name TEXT)")
        file.execute("INSERT INTO golmok_meta VALUES (1, 1, '성산동')")
    file.close()
    return Database(path)


def _district(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE golmok_meta ADD COLUMN district TEXT NOT NULL DEFAULT ''")


def _filled(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE golmok_meta SET district = '11440' WHERE name = '성산동'")


def _broken(connection: Connection) -> None:
    connection.exec_driver_sql("UPDATE golmok_meta SET name = ''")
    raise ValueError("a step that fails half way")


def _row(file: Database) -> tuple:
    with file.reading() as connection:
        return tuple(connection.exec_driver_sql("SELECT * FROM golmok_meta").one())


def test_a_file_of_version_one_goes_through_every_step_in_order(old: Database) -> None:
    with old.writing() as connection:
        assert migrate(connection, steps={1: _district, 2: _filled}, to=3) == 1
    assert _row(old) == (1, 3, "성산동", "11440")


def test_a_file_of_today_is_left_as_it_is(old: Database) -> None:
    with old.writing() as connection:
        assert migrate(connection, steps={}, to=1) == 1
    assert _row(old) == (1, 1, "성산동")


def test_a_step_that_fails_takes_all_steps_back(old: Database) -> None:
    with pytest.raises(ValueError, match="half way"), old.writing() as connection:
        migrate(connection, steps={1: _district, 2: _broken}, to=3)
    assert _row(old) == (1, 1, "성산동")


def test_a_chain_with_a_hole_is_our_mistake(old: Database) -> None:
    with pytest.raises(KeyError), old.writing() as connection:
        migrate(connection, steps={1: _district}, to=3)


def test_every_version_before_this_one_has_a_step() -> None:
    assert sorted(migrations.STEPS) == list(range(1, VERSION))


def test_a_project_of_a_newer_version_is_refused_in_a_sentence_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "new.gpkg"
    ProjectFile.create(path, Project("p", "새것")).close()
    with sqlite3.connect(path) as file:
        file.execute("UPDATE golmok_meta SET schema_version = ?, written_by = '9.9'", (VERSION + 1,))
    file.close()
    before = path.read_bytes()
    with pytest.raises(NewerProject, match=r"9\.9"):
        ProjectFile.open(path, ())
    assert path.read_bytes() == before
    with Database(path).reading() as connection:
        assert version(connection) == VERSION + 1
