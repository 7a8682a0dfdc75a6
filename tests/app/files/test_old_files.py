"""A project file of every earlier version opens, keeps what is in it, and has the tables of today afterwards."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from app import edits
from app.files.project_file import ProjectFile
from app.files.schema import VERSION
from app.model import Project
from app.session import Session
from layers import KINDS

# What each version brought: made undone, newest first, a file of today is one of an earlier version.
BROUGHT = {
    3: (
        "ALTER TABLE golmok_scenarios DROP COLUMN budgets",
        *(f"ALTER TABLE golmok_interventions DROP COLUMN {name}" for name in ("entry", "path", "status", "year", "photos")),
        *(f"ALTER TABLE golmok_views DROP COLUMN {name}"
          for name in ("turned_deg", "step", "caption", "look", "scenario", "against", "hidden")),
        *(f"DROP TABLE golmok_{name}" for name in ("basemaps", "costs", "styles", "corrections", "photos", "steps", "step_needs")),
        "ALTER TABLE golmok_meta DROP COLUMN working",
        "ALTER TABLE golmok_bulks DROP COLUMN bytes",
    ),
    2: ("DROP TABLE golmok_luminaires", "DROP TABLE golmok_luminaire_layers"),
}  # fmt: skip


def tables(path: Path) -> dict[str, list[tuple]]:
    """Name, type, need and key of every column of Golmok's tables."""
    with sqlite3.connect(path) as file:
        names = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'golmok%'")]
        found = {
            name: sorted((column, kind, needed, key) for _, column, kind, needed, _, key in file.execute(f"PRAGMA table_info({name})"))
            for name in names
        }
    file.close()
    return found


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_file_of_an_earlier_version_gets_the_tables_of_today(tmp_path: Path, version: int) -> None:
    path = tmp_path / "old.gpkg"
    ProjectFile.create(path, edits.place(Project("p", "old"), "cctv", (1.0, 2.0), note="kept")).close()
    today = tables(path)
    with sqlite3.connect(path) as old:
        for newer in range(VERSION, version, -1):
            for statement in BROUGHT[newer]:
                old.execute(statement)
        old.execute("UPDATE golmok_meta SET schema_version = ?", (version,))
    old.close()
    session = Session.open(path, KINDS)
    items = session.project.scenarios[0].items
    session.close()
    assert [item.note for item in items] == ["kept"]
    assert tables(path) == today
