"""Which rows of a layer a table shows, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.feedback import SILENT, Feedback
from app.tables.columns import columns_of
from app.tables.condition import condition, is_condition, matching
from app.tables.finding import containing
from app.tables.order import order

if TYPE_CHECKING:
    import numpy

    from app.model import Layer


@dataclass(frozen=True, eq=False)
class Wanted:
    """What a planner wants to see: rows with these words or that meet this condition, only some (``only``: rows), sorted by a column."""

    text: str = ""
    only: numpy.ndarray | None = None
    column: str = ""
    descending: bool = False


class Reader:
    """Answers one question after the other and remembers the last order and the last search: turning one leaves the other."""

    def __init__(self) -> None:
        self._order: tuple[tuple[object, ...], numpy.ndarray] | None = None
        self._kept: tuple[tuple[object, ...], numpy.ndarray] | None = None

    def rows(self, layer: Layer, wanted: Wanted, feedback: Feedback = SILENT) -> numpy.ndarray:
        """The row numbers to show; BadInput where the condition is not understood."""
        import numpy

        frame = layer.frame
        kept = self._matching(layer, wanted.text.strip(), feedback)
        if wanted.only is not None:
            chosen = numpy.zeros(len(frame), bool)
            chosen[wanted.only[wanted.only < len(frame)]] = True
            kept = chosen if kept is None else kept & chosen
        if not wanted.column or wanted.column not in frame.columns:
            return numpy.arange(len(frame)) if kept is None else numpy.flatnonzero(kept)
        key = (frame, wanted.column, wanted.descending)
        if self._order is None or not _same(self._order[0], key):
            self._order = key, order(frame, wanted.column, wanted.descending, feedback)
        rows = self._order[1]
        return rows if kept is None else rows[kept[rows]]

    def forget(self) -> None:
        """Let go of everything."""
        self._order = self._kept = None

    def _matching(self, layer: Layer, text: str, feedback: Feedback) -> numpy.ndarray | None:
        if not text:
            return None
        key = (layer.frame, text)
        if self._kept is None or not _same(self._kept[0], key):
            self._kept = key, found(layer, text, feedback)
        return self._kept[1]


def found(layer: Layer, text: str, feedback: Feedback = SILENT) -> numpy.ndarray:
    """True for each row of a layer that a text means: by its words, or by a condition."""
    columns = columns_of(layer)
    if is_condition(text):
        return matching(layer.frame, condition(text, columns), feedback)
    return containing(layer.frame, columns, text, feedback)


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return one[0] is other[0] and one[1:] == other[1:]
