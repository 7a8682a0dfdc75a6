"""From an older project file to this one's tables: one function a version, each run inside one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy.engine import Connection

from app.files.schema import VERSION

Step = Callable[[Connection], None]


def _luminaires(connection: Connection) -> None:
    """Version 2 keeps makers' photometric files."""
    connection.exec_driver_sql(
        "CREATE TABLE golmok_luminaires (name TEXT NOT NULL, position INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (name))"
    )
    connection.exec_driver_sql(
        "CREATE TABLE golmok_luminaire_layers (layer_id TEXT NOT NULL, position INTEGER NOT NULL, luminaire TEXT NOT NULL, "
        "PRIMARY KEY (layer_id))"
    )


def _drawing_table(connection: Connection) -> None:
    """Version 3: lines and areas, status, years, pictures; steps of a hearing; base maps, unit costs, styles, corrected cells; the history."""
    texts = "TEXT NOT NULL DEFAULT"
    added = {
        "golmok_meta": ("working BOOLEAN NOT NULL DEFAULT 0",),
        "golmok_bulks": ("bytes INTEGER NOT NULL DEFAULT 0",),
        "golmok_scenarios": ("budgets JSON NOT NULL DEFAULT '[]'",),
        "golmok_interventions": (
            f"entry {texts} ''", "path JSON NOT NULL DEFAULT '[]'", f"status {texts} 'idea'", "year INTEGER NOT NULL DEFAULT 0",
            "photos JSON NOT NULL DEFAULT '[]'"),
        "golmok_views": (
            "turned_deg FLOAT NOT NULL DEFAULT 0", "step BOOLEAN NOT NULL DEFAULT 0", f"caption {texts} ''", f"look {texts} ''",
            f"scenario {texts} ''", "against TEXT", "hidden JSON NOT NULL DEFAULT '[]'"),
    }  # fmt: skip
    for table, columns in added.items():
        for column in columns:
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column}")
    for statement in (
        "golmok_basemaps (id TEXT NOT NULL, position INTEGER NOT NULL, title TEXT NOT NULL, path TEXT NOT NULL, form TEXT NOT NULL, "
        "visible BOOLEAN NOT NULL, opacity FLOAT NOT NULL, credit TEXT NOT NULL, points JSON NOT NULL, PRIMARY KEY (id))",
        "golmok_costs (entry TEXT NOT NULL, position INTEGER NOT NULL, build_krw FLOAT, yearly_krw FLOAT, year INTEGER NOT NULL, "
        "source TEXT NOT NULL, PRIMARY KEY (entry))",
        "golmok_styles (title TEXT NOT NULL, kind TEXT NOT NULL, position INTEGER NOT NULL, style JSON NOT NULL, PRIMARY KEY (title, kind))",
        'golmok_corrections (layer_id TEXT NOT NULL, "row" INTEGER NOT NULL, "column" TEXT NOT NULL, position INTEGER NOT NULL, '
        'value JSON, PRIMARY KEY (layer_id, "row", "column"))',
        "golmok_photos (id TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY (id))",
        "golmok_steps (number INTEGER NOT NULL, title TEXT NOT NULL, at TEXT NOT NULL, done BOOLEAN NOT NULL, changes BLOB NOT NULL, "
        "PRIMARY KEY (number))",
        "golmok_step_needs (step INTEGER NOT NULL, what TEXT NOT NULL, name TEXT NOT NULL, revision INTEGER NOT NULL, "
        "PRIMARY KEY (step, what, name, revision))",
    ):
        connection.exec_driver_sql(f"CREATE TABLE {statement}")


# Version n -> the function that makes it n + 1. A step is never changed once released; it names tables and columns itself
# rather than using `app.files.schema`, which will have moved on.
STEPS: Mapping[int, Step] = {1: _luminaires, 2: _drawing_table}


def migrate(connection: Connection, *, steps: Mapping[int, Step] = STEPS, to: int = VERSION) -> int:
    """Bring the tables up to version ``to`` within the transaction of ``connection``; returns the version found.

    A missing step raises KeyError (a chain with a hole is our mistake, not the planner's); at ``to`` nothing is done.
    """
    found = version(connection)
    for number in range(found, to):
        steps[number](connection)
        connection.exec_driver_sql("UPDATE golmok_meta SET schema_version = ?", (number + 1,))
    return found


def version(connection: Connection) -> int:
    """The schema version the file says it has."""
    return int(connection.exec_driver_sql("SELECT schema_version FROM golmok_meta").scalar_one())
