"""Measuring in the window: takes the ruler in hand, fills the card on the map, copies what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.wayfinding.lengths import Measure, table
from app.words import tr
from widgets.navigate.measure_bar import MeasureBar
from widgets.navigate.ruler import Ruled, rule, said

if TYPE_CHECKING:
    from widgets.main_window import MainWindow


class MeasureRoom(QObject):
    """``way`` is "length" or "area" while one measures, else "". ``changed``: begun or ended."""

    changed = Signal()

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.way, self.measure = "", Measure()
        self._taking = False
        self.bar: MeasureBar | None = None
        w.map.canvas.wished.connect(self._wished)
        w.map.canvas.tool_done.connect(self._left)
        w.sketch.tool_changed.connect(self._left)
        w.tables.picks.tool_changed.connect(lambda: self._left() if w.tables.picks.tool else None)
        w.desk.closed.connect(self.leave)

    def toggle(self, way: str) -> None:
        """Take the ruler for a length or an area in hand, or put it down."""
        if self.way == way:
            self.leave()
            return
        w = self._w
        if w.desk.project is None:
            return
        self._taking = True  # what puts other tools down must not put the ruler down
        w.tables.picks.put_down()
        if w.sketch.active:
            w.sketch.toggle()
        self._taking = False
        self._build()
        w.hand.learn()
        w.map.canvas.use_tool(rule(way == "area", w.map.canvas.hold))
        w.map.canvas.setFocus()
        self._show(way, Measure((), way == "area"))
        self.changed.emit()

    def leave(self) -> None:
        """The hand is free again."""
        if self.way:
            self._w.map.canvas.use_tool(None)
            self._left()

    def escape(self) -> bool:
        """Escape clears what was measured, then puts the ruler down; False where none is in hand. On the map the gesture itself hears it."""
        if not self.way:
            return False
        if not self._w.map.canvas.hasFocus():
            self.clear() if self.measure.corners_m else self.leave()
        return True

    def clear(self) -> None:
        """Begin anew."""
        way = self.way
        self._w.map.canvas.use_tool(rule(way == "area", self._w.map.canvas.hold))
        self._w.map.canvas.setFocus()
        self._show(way, Measure((), way == "area"))

    def copy(self) -> None:
        """The figures as text."""
        text = " · ".join(said(self.measure))
        if text:
            QApplication.clipboard().setText(text)
            self._w.notice.say(tr("navigate.measure.copied", text=text))

    def copy_table(self) -> None:
        """Every piece as a line for a spreadsheet."""
        if self.measure.segments_m:
            QApplication.clipboard().setText(table(self.measure))
            self._w.notice.say(tr("navigate.measure.copied.table", count=len(self.measure.segments_m)))

    def _build(self) -> None:
        if self.bar is None:
            self.bar = MeasureBar(self._w.map.canvas, self._w.look_bar)
            self.bar.way_chosen.connect(lambda way: self.toggle(way) if way != self.way else self._show(self.way, self.measure))
            self.bar.wished.connect(lambda deed: {"copy": self.copy, "table": self.copy_table, "clear": self.clear, "leave": self.leave}[deed]())

    def _wished(self, wish: object) -> None:
        if isinstance(wish, Ruled) and self.way:
            self._show(self.way, wish.measure, done=wish.done)

    def _show(self, way: str, measure: Measure, *, done: bool = False) -> None:
        self.way, self.measure = way, measure
        if self.bar is not None:
            self.bar.show_measure(way, measure, done=done)

    def _left(self) -> None:
        if self.way and not self._taking:
            self._show("", Measure())
            self.changed.emit()
