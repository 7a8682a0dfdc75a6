"""What measures give for the rows of the layers that are coloured by one: asked for in the background, kept while the answers stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.styles import MEASURE, style_of

if TYPE_CHECKING:
    from app.classing import Values
    from app.model import Layer
    from widgets.jobs import Jobs
    from widgets.results.study_room import StudyRoom

KEPT = 24


class RowValues(QObject):
    """``arrived``: there is more to show."""

    arrived = Signal()

    def __init__(self, study: StudyRoom, jobs: Jobs, parent: QObject | None = None):
        super().__init__(parent)
        self._study, self._jobs = study, jobs
        self._values: dict[tuple[object, ...], Values] = {}
        self._last: dict[tuple[str, str], Values] = {}
        self._asked: set[tuple[object, ...]] = set()

    def forget(self) -> None:
        """Drop everything; another project comes."""
        for kept in (self._values, self._last, self._asked):
            kept.clear()

    def dressed(self, layers: tuple[Layer, ...]) -> tuple[Layer, ...]:
        """The layers as they are drawn: one coloured by a measure with what the measure gives for its rows, as far as that is known."""
        if not any(("by", MEASURE) in layer.style for layer in layers):
            return layers
        return tuple(self._with_values(layer) if ("by", MEASURE) in layer.style else layer for layer in layers)

    def _with_values(self, layer: Layer) -> Layer:
        measure = style_of(layer).column
        key = self._key(layer, measure)
        values = self._values.get(key) or self._last.get((layer.id, measure))
        if key not in self._values:
            self._ask_values(layer, measure, key)
        return replace(layer, style=(*layer.style, ("values", values))) if values is not None else layer

    def _key(self, layer: Layer, measure: str) -> tuple[object, ...]:
        answers = self._study.answers
        return (layer.id, layer.revision, id(layer.frame), measure, answers.key if answers is not None else None, self._study.deeper is not None)

    def _ask_values(self, layer: Layer, measure: str, key: tuple[object, ...]) -> None:
        answers, deeper = self._study.answers, self._study.deeper
        if answers is None or key in self._asked:
            return
        from app.study.by_row import by_row

        self._asked.add(key)
        self._jobs.ask(f"values {layer.id}", lambda _: by_row(answers, deeper, layer, measure), lambda found: self._valued(key, found),
                         lambda _: self._asked.discard(key), lane="hand")  # fmt: skip

    def _valued(self, key: tuple[object, ...], values: Values) -> None:
        self._asked.discard(key)
        self._values[key] = self._last[str(key[0]), str(key[3])] = values
        while len(self._values) > KEPT:
            del self._values[next(iter(self._values))]
        self.arrived.emit()
