"""The rows that could not be used: kept in the project file word for word, listed and handed out again."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import and_, delete, exists, insert, or_, select
from sqlalchemy.engine import Connection

from app.errors import ProjectTrouble
from app.files.frames import clean
from app.files.schema import BULKS, SET_ASIDE
from app.model import SetAside
from app.words import tr


def add(connection: Connection, rows: Iterable[SetAside], layer_id: str = "", revision: int = 0) -> None:
    """Keep rows; with a layer they belong to that revision of it and are listed while it is in the project.

    Rows without a layer take the place of those kept for the same files before: the latest try stands.
    """
    values = []
    for row in rows:
        file, reason, text = clean((row.file, row.reason, row.row))
        values.append({"layer_id": layer_id, "revision": revision, "file": file, "line": row.line, "reason": reason, "row": text})
    if not layer_id:
        for file in {value["file"] for value in values}:
            connection.execute(delete(SET_ASIDE).where(SET_ASIDE.c.layer_id == "", SET_ASIDE.c.file == file))
    if values:
        connection.execute(insert(SET_ASIDE), values)


def rows(connection: Connection, layer_id: str | None = None, file: str | None = None) -> list[SetAside]:
    """The rows kept for the layers in the project and for files that gave none, in their order; fewer where asked for less."""
    owner = exists().where(BULKS.c.layer_id == SET_ASIDE.c.layer_id, BULKS.c.revision == SET_ASIDE.c.revision, BULKS.c.live)
    wanted = [or_(SET_ASIDE.c.layer_id == "", owner)]
    if layer_id is not None:
        wanted.append(SET_ASIDE.c.layer_id == layer_id)
    if file is not None:
        wanted.append(SET_ASIDE.c.file == file)
    fields = (SET_ASIDE.c.file, SET_ASIDE.c.line, SET_ASIDE.c.reason, SET_ASIDE.c.row)
    return [SetAside(*row) for row in connection.execute(select(*fields).where(and_(*wanted)).order_by(SET_ASIDE.c.id))]


def export(rows: Iterable[SetAside], path: Path) -> None:
    """Write rows as CSV for a spreadsheet: file, line, reason in the planner's words, and the row as it stood."""
    try:
        with open(path, "w", encoding="utf-8-sig", newline="") as out:
            table = csv.writer(out)
            table.writerow([tr(f"project.set_aside.{name}") for name in ("file", "line", "reason", "row")])
            table.writerows([_harmless(row.file), row.line, tr(row.reason), _harmless(row.row)] for row in rows)
    except OSError as error:
        raise ProjectTrouble(tr("project.cannot_export", reason=error.strerror or str(error)), file=path.name) from error


def _harmless(text: str) -> str:
    # A spreadsheet runs a cell that looks like a formula, whoever wrote it. A NUL would end the file for many a reader.
    text = text.replace("\0", "\N{SYMBOL FOR NULL}").encode("utf-8", "replace").decode("utf-8")
    risky = text[:1] in ("=", "@", "\t", "\r") or (text[:1] in ("+", "-") and not text[1:2].isdigit())
    return f"'{text}" if risky else text
