"""Rows in which a text stands somewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.feedback import SILENT, Feedback
from app.search import fold
from app.tables.columns import TableColumn, pieces
from app.tables.texts import folded

if TYPE_CHECKING:
    import geopandas
    import numpy


def containing(frame: geopandas.GeoDataFrame, columns: Sequence[TableColumn], text: str, feedback: Feedback = SILENT) -> numpy.ndarray:
    """True for each row that holds every word of ``text`` in one of its cells, blanks and case aside; all rows for no words."""
    import numpy

    words, kept = [fold(word) for word in text.split()], numpy.ones(len(frame), bool)
    figures = any(any(sign.isdigit() for sign in word) for word in words)
    arrays = [(column, frame[column.name].array) for column in columns if figures or not column.is_number]
    for piece in pieces(len(frame), feedback) if words else ():
        found = [numpy.zeros(piece.stop - piece.start, bool) for _ in words]
        for column, array in arrays:
            cells = folded(array[piece], column)
            for hit, word in zip(found, words, strict=True):
                hit |= numpy.fromiter((word in cell for cell in cells), bool, len(cells))
        kept[piece] = numpy.logical_and.reduce(found)
    return kept
