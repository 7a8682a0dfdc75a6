"""The card on the map while one measures: length or area, the figures, and what can be copied."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.wayfinding.lengths import Measure
from app.words import tr
from widgets.navigate.ruler import said

INSET_PX, WIDE_PX = 16, 300
WAYS, DEEDS = ("length", "area"), ("copy", "table", "clear")


class MeasureBar(QFrame):
    """Sits in the upper left corner of its parent, clear of ``beside`` in the other corner. ``way_chosen("length" or "area")``, ``wished(deed)``: copy, table, clear, leave."""

    way_chosen = Signal(str)
    wished = Signal(str)

    def __init__(self, parent: QWidget, beside: QWidget | None = None):
        super().__init__(parent)
        self._beside = beside
        self.setObjectName("floating")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._way, self._measure, self._done = "", Measure(), False
        self.ways = {way: self._button(lambda _=False, way=way: self.way_chosen.emit(way)) for way in WAYS}
        self.deeds = {deed: self._button(lambda _=False, deed=deed: self.wished.emit(deed)) for deed in DEEDS}
        self.leave = QToolButton(objectName="quiet", text="✕")
        self.leave.clicked.connect(lambda: self.wished.emit("leave"))
        self.words = QLabel(objectName="measureValue", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.more = QLabel(objectName="small", wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self._foot = QLabel(objectName="small", wordWrap=True)
        for button in self.ways.values():
            button.setCheckable(True)
        self._lay_out()
        for watched in (parent, beside):
            if watched is not None:
                watched.installEventFilter(self)
        self.hide()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self, spacing=5)
        column.setContentsMargins(12, 8, 8, 10)
        top, foot = QHBoxLayout(spacing=4), QHBoxLayout(spacing=4)
        for button in self.ways.values():
            top.addWidget(button)
        top.addStretch(1)
        top.addWidget(self.leave)
        for button in self.deeds.values():
            foot.addWidget(button)
        foot.addStretch(1)
        column.addLayout(top)
        for label in (self.words, self.more):
            column.addWidget(label)
        column.addLayout(foot)
        column.addWidget(self._foot)
        self.setFixedWidth(WIDE_PX)

    def show_measure(self, way: str, measure: Measure, *, done: bool = False) -> None:
        """Show what is measured; ``way`` "" puts the card away."""
        self._way, self._measure, self._done = way, measure, done
        self.setVisible(bool(way))
        for known, button in self.ways.items():
            button.setChecked(known == way)
        lines = said(measure)
        self.words.setText(lines[0] if lines else tr(f"navigate.measure.begin.{way}") if way else "")
        self.more.setText(" · ".join(lines[1:]))
        self.more.setVisible(bool(lines))
        self._foot.setText(f"{tr('navigate.measure.again' if done else 'navigate.measure.go_on')}\n{tr('navigate.measure.plane')}")
        for deed, button in self.deeds.items():
            button.setEnabled(bool(measure.corners_m) if deed == "clear" else bool(lines))
        height = self.layout().heightForWidth(WIDE_PX)
        if height != self.height():
            self.setFixedHeight(height)
        self.place()

    def place(self) -> None:
        """Stand in the corner; in a narrow map under what stands in the other one."""
        other = self._beside
        narrow = other is not None and not other.isHidden() and other.x() < self.width() + 2 * INSET_PX
        self.move(INSET_PX, other.geometry().bottom() + 8 if narrow and other is not None else INSET_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep clear when the map or what stands in its other corner changes size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.place()
        return False

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setAccessibleName(tr("navigate.measure"))
        for way, button in self.ways.items():
            button.setText(tr(f"navigate.measure.way.{way}"))
            button.setToolTip(tr(f"window.command.measure_{way}.help"))
        for deed, button in self.deeds.items():
            button.setText(tr(f"navigate.measure.{deed}"))
            button.setToolTip(tr(f"navigate.measure.{deed}.help"))
        self.leave.setToolTip(tr("navigate.measure.leave"))
        self.leave.setAccessibleName(tr("navigate.measure.leave"))
        self.show_measure(self._way, self._measure, done=self._done)

    def _button(self, run: object) -> QToolButton:
        button = QToolButton(objectName="filter")
        button.clicked.connect(run)
        return button


def preview(project: str | None) -> QWidget:
    """The card with a piece of ground, for a look."""
    from widgets.window_preview import dressed

    room = dressed(QWidget())
    room.resize(360, 260)
    bar = MeasureBar(room)
    bar.show_measure("area", Measure(((0.0, 0.0), (41.0, 0.0), (41.0, 30.5), (0.0, 28.0)), closed=True), done=True)
    return room
