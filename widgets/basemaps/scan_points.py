"""The points by which a plan is placed, as a table: every number can be typed, and each says by how much the plan misses it."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from app.words import tr
from widgets.figures import number
from widgets.window_style import color

COLUMNS = ("column", "row", "x", "y", "miss")
Row = tuple[float | None, float | None, float | None, float | None]


class ScanPoints(QTableWidget):
    """``typed(row, column, value)``: a number was typed; ``spoilt()``: something that is none; ``removal_wanted(row)``."""

    typed = Signal(int, int, float)
    spoilt = Signal()
    removal_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(0, len(COLUMNS), parent)
        self._filling = False
        self.verticalHeader().setDefaultSectionSize(26)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.itemChanged.connect(self._take)
        self.retranslate()

    def show_points(self, points: Sequence[Row], misses_m: Sequence[float] = (), *, worst_m: float = float("inf")) -> None:
        """Show points; what misses by more than ``worst_m`` stands out."""
        self._filling = True
        self.setRowCount(len(points))
        for row, point in enumerate(points):
            for column, value in enumerate(point):
                self.setItem(row, column, _cell("" if value is None else number(value, 1 if column < 2 else 2), editable=True))
            miss = misses_m[row] if row < len(misses_m) else None
            cell = _cell("" if miss is None else number(miss, 2), editable=False)
            if miss is not None and miss > worst_m:
                cell.setForeground(color("bad"))
            self.setItem(row, len(COLUMNS) - 1, cell)
        self._filling = False

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setHorizontalHeaderLabels([tr(f"basemaps.scan.{name}") for name in COLUMNS])
        self.setAccessibleName(tr("basemaps.scan.points"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the chosen point away."""
        if event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.removal_wanted.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def _take(self, item: QTableWidgetItem) -> None:
        if self._filling:
            return
        try:
            value = float(item.text().replace(",", "").replace("\u00a0", "").strip())
        except ValueError:
            value = float("nan")
        if isfinite(value) and abs(value) < 1e8:
            self.typed.emit(item.row(), item.column(), value)
        else:
            self.spoilt.emit()


def _cell(text: str, *, editable: bool) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    if not editable:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
    return item


def preview(project: str | None) -> QWidget:
    """The table with four points, one of them far off, for a look."""
    from widgets.window_preview import dressed

    table = dressed(ScanPoints())
    table.resize(520, 160)
    points = [(120.0, 88.5, 199_012.31, 551_020.4), (900.2, 91.0, 199_210.5, 551_018.0), (500.0, 700.0, 199_110.0, 550_860.2), (10.0, 640.0, None, None)]
    table.show_points(points, (0.42, 0.38, 6.21), worst_m=3.0)
    return table
