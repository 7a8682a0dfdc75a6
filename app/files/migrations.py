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


# Version n -> the function that makes it n + 1. A step is never changed once released; it names tables and columns itself
# rather than using `app.files.schema`, which will have moved on.
STEPS: Mapping[int, Step] = {1: _luminaires}


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
