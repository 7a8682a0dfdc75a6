"""The columns of a layer as a planner reads them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.feedback import Feedback
from app.model import Layer
from app.words import Words, tr

if TYPE_CHECKING:
    import pandas

NUMBERS = ("number", "integer")
# So many rows are worked on between two chances to stop, and between two chances for the window to move.
PIECE = 10_000


@dataclass(frozen=True)
class TableColumn:
    """One column: ``name`` in the frame, ``title`` on screen, ``type`` text, number, integer, truth or date; ``ours``: of the kind."""

    name: str
    title: str
    type: str
    ours: bool = False

    @property
    def is_number(self) -> bool:
        """True where its values can be added up."""
        return self.type in NUMBERS


def columns_of(layer: Layer) -> tuple[TableColumn, ...]:
    """The columns of a layer: those of its kind first, then the file's own; the shapes are none."""
    if layer.frame is None:
        return ()
    frame, known = layer.frame, {column.name: column for column in layer.kind.columns}
    found = []
    for name in frame.columns:
        if name == frame.geometry.name:
            continue
        own = known.get(name)
        kind = _type(frame[name]) if own is None else own.type if own.type in ("date", "truth") else _type(frame[name], own.type)
        found.append(TableColumn(str(name), title_of(str(name), own is not None), kind, own is not None))
    return tuple(sorted(found, key=lambda column: not column.ours))


def title_of(name: str, ours: bool = True) -> str:
    """What a column is called: by our words where it is one of the kind's, else as in the file."""
    return tr(f"column.{name}") if ours and Words("ko").known(f"column.{name}") else name


def pieces(length: int, feedback: Feedback, share: float = 1.0) -> Iterator[slice]:
    """The rows in pieces; between them the work can be stopped."""
    for start in range(0, length, PIECE):
        feedback.step(share * start / length)
        yield slice(start, min(start + PIECE, length))


def _type(series: pandas.Series, wanted: str = "text") -> str:
    import pandas

    kinds = pandas.api.types
    if kinds.is_bool_dtype(series.dtype):
        return "truth"
    if kinds.is_integer_dtype(series.dtype):
        return "integer"
    if kinds.is_float_dtype(series.dtype):
        return "integer" if wanted == "integer" else "number"
    return wanted if wanted in NUMBERS and series.isna().all() else "text"
