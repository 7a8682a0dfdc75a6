"""Cells as texts: on screen, and as a table for a spreadsheet."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.feedback import SILENT, Feedback
from app.tables.columns import TableColumn, pieces
from app.words import tr

if TYPE_CHECKING:
    import geopandas
    import numpy

LONGEST = 300


def cell_text(value: object, column: TableColumn) -> str:
    """A cell in one line, "" where nobody says. Numbers stand as they are, without separators, so that they can be typed so."""
    if value is None or type(value).__name__ in ("NAType", "NaTType") or value != value:
        return ""
    if type(value).__name__ == "bool" or (column.type == "truth" and isinstance(value, int)):
        return tr("table.truth.yes" if value else "table.truth.no")
    if isinstance(value, float):
        return f"{value:.0f}" if math.isfinite(value) and value == int(value) and abs(value) < 1e15 else f"{value:.10g}"
    text = str(value)
    return " ".join(text[:LONGEST].split()) + ("…" if len(text) > LONGEST else "") if not text.isalnum() or len(text) > LONGEST else text


def folded(cells: numpy.ndarray, column: TableColumn) -> list[str]:
    """A piece of a column as texts without blanks and case: laid end to end they are folded in one stroke."""
    texts = plain(cells, column)
    whole = "\n".join(texts)
    if whole.count("\n") == len(texts) - 1:
        return whole.replace(" ", "").replace("\t", "").replace("\u00a0", "").casefold().split("\n")
    return ["".join(text.split()).casefold() for text in texts]


def plain(cells: numpy.ndarray, column: TableColumn) -> list[str]:
    """A piece of a column as texts, "" where nobody says."""
    import numpy

    values = numpy.asarray(cells, object).tolist()
    if column.type in ("text", "date"):
        return [value if type(value) is str else cell_text(value, column) for value in values]
    return [cell_text(value, column) for value in values]


def as_tsv(frame: geopandas.GeoDataFrame, columns: Sequence[TableColumn], rows: numpy.ndarray, feedback: Feedback = SILENT) -> str:
    """Rows with their headings for pasting into a spreadsheet. A text that it would take for a formula is led by an apostrophe."""
    lines = ["\t".join(_safe(column.title) for column in columns)]
    arrays = [(column, frame[column.name].array) for column in columns]
    for piece in pieces(len(rows), feedback):
        cells = [[_safe(cell_text(value, column)) for value in array[rows[piece]]] for column, array in arrays]
        lines += ["\t".join(row) for row in zip(*cells, strict=True)]
    return "\n".join(lines) + "\n"


def _safe(text: str) -> str:
    if text[:1] in ("=", "+", "-", "@"):
        try:
            float(text)
        except ValueError:
            return f"'{text}"
    return text
