"""Measures beside each other: every measure of one area, or one measure in every dong, with what differs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.compare import Compared, Row
from app.quantity import Quantity
from app.study.measure_kinds import base
from app.words import tr
from widgets.compare.tables import STRETCH, breathe
from widgets.figures import band, number, share, with_unit
from widgets.results.viewing import measure_words
from widgets.segments import Segments
from widgets.window_style import color

MEASURES, AREAS = "measures", "areas"
SIGNS = {1: ("▲", "good"), -1: ("▼", "bad"), 0: ("", "quiet")}
NAME_PX = 168
# A difference of shares below this would be written as nought: it is told in metres, or finer.
SMALL = 5e-4


class DeltaTable(QFrame):
    """Shows a `Compared`. ``area_chosen(code)``: a dong was chosen; ``measure_chosen(id)``: a measure was, whose map may be shown."""

    area_chosen = Signal(str)
    measure_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._shown: Compared | None = None
        self.way = Segments(((MEASURES, "compare.by.measure"), (AREAS, "compare.by.area")), "compare.by")
        self.way.chosen.connect(lambda _: self._offer())
        self.choice = QComboBox()
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(12)
        self.choice.currentIndexChanged.connect(lambda _: self._fill())
        self.table = QTableWidget(0, 0, editTriggers=QAbstractItemView.EditTrigger.NoEditTriggers, selectionBehavior=QAbstractItemView.SelectionBehavior.SelectRows,
                                  selectionMode=QAbstractItemView.SelectionMode.SingleSelection, wordWrap=True, showGrid=False)  # fmt: skip
        self.table.verticalHeader().hide()
        self.table.itemActivated.connect(self._chosen)
        self.table.itemClicked.connect(self._chosen)
        self.note = QLabel(objectName="small", wordWrap=True)
        head = QHBoxLayout(spacing=8)
        head.addWidget(self.way)
        head.addWidget(self.choice, 1)
        column = QVBoxLayout(self, spacing=8)
        column.setContentsMargins(14, 10, 14, 8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.note)
        self.retranslate()

    def show_compared(self, found: Compared | None) -> None:
        """Show this comparison in place of the former one."""
        self._shown = found
        self._offer()

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        self.table.setAccessibleName(tr("compare.table"))
        self._offer()

    def _offer(self) -> None:
        """Offer what the table can be about: an area, or a measure."""
        by_measure, found = self.way.current == MEASURES, self._shown
        kept = self.choice.currentData()
        self.choice.blockSignals(True)
        self.choice.clear()
        if found is not None:
            ids = tuple(dict.fromkeys(row.measure for row in found.rows))
            offered = found.areas if by_measure else tuple((id, measure_words(id)) for id in ids)
            for key, words in offered:
                self.choice.addItem(words, key)
            self.choice.setCurrentIndex(max(0, self.choice.findData(kept)))
        self.choice.blockSignals(False)
        self.choice.setAccessibleName(tr("compare.area" if by_measure else "compare.measure"))
        self._fill()

    def _fill(self) -> None:
        found, chosen = self._shown, self.choice.currentData()
        by_measure = self.way.current == MEASURES
        rows = [] if found is None else [row for row in found.rows if chosen == (row.area_code if by_measure else row.measure)]
        rows = [row for row in rows if not by_measure or not base(row.measure)[1] or row.change is not None]
        titles = found.titles if found is not None else ()
        self.table.setColumnCount(2 + len(titles))
        self.table.setHorizontalHeaderLabels([tr("compare.measure" if by_measure else "compare.area"), *titles, tr("compare.change")])
        self.table.setRowCount(len(rows))
        for number_of, row in enumerate(rows):
            self._row(number_of, row, measure_words(row.measure) if by_measure else row.area)
        self.table.setColumnWidth(0, NAME_PX)
        breathe(self.table, (QHeaderView.ResizeMode.Fixed, STRETCH))
        self.note.setText(self._note())

    def _row(self, at: int, row: Row, name: str) -> None:
        cells = [QTableWidgetItem(name), *(QTableWidgetItem(_cell(one)) for one in row.shares), QTableWidgetItem(changed(row))]
        cells[0].setData(Qt.ItemDataRole.UserRole, (row.area_code, row.measure))
        cells[0].setToolTip(name)
        for cell in cells[1:]:
            cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cells[-1].setForeground(QBrush(color(SIGNS[row.better][1])))
        words = tr(f"compare.{ {1: 'better', -1: 'worse', 0: 'same'}[row.better]}") if row.change is not None else tr("compare.unknown")
        cells[-1].setToolTip(words if row.sure or not row.better else f"{words}. {tr('compare.unsure')}")
        for column, cell in enumerate(cells):
            self.table.setItem(at, column, cell)

    def _note(self) -> str:
        found = self._shown
        if found is None or not found.rows:
            return tr("compare.none.same") if found is not None and found.left == found.right else tr("compare.none")
        return " ".join((tr("compare.note"), *([tr("compare.pending")] if found.pending else [])))

    def _chosen(self, item: QTableWidgetItem) -> None:
        code, id = self.table.item(item.row(), 0).data(Qt.ItemDataRole.UserRole)
        if self.way.current == AREAS:
            self.area_chosen.emit(code)
        else:
            self.measure_chosen.emit(id)


def _cell(quantity: Quantity | None) -> str:
    if quantity is None or quantity.value is None:
        return tr("window.figure.unknown")
    spread = band(quantity)
    return f"{share(quantity)}\n({spread})" if spread else share(quantity)


def changed(row: Row) -> str:
    """``▲ +3.2 %p`` with its band and, where it is a length, the metres beneath."""
    if row.change is None:
        return tr("window.figure.unknown")
    sign = SIGNS[row.better][0]
    metres = ""
    if row.metres is not None and abs(row.metres.value) >= 0.5:
        metres = f"{'+' if row.metres.value > 0 else '−'}{with_unit(abs(row.metres.value), 'm')}"
    small = abs(row.change.value) < SMALL and metres
    value = row.change.value if row.better else 0.0
    lines = [f"{sign} {metres if small else points(value)}".strip() + ("" if row.sure or not row.better else " ?")]
    if row.change.has_band:
        lines.append(f"({points(row.change.low, bare=True)} ~ {points(row.change.high, bare=True)})")
    elif metres and not small:
        lines.append(metres)
    return "\n".join(lines)


def points(value: float, *, bare: bool = False) -> str:
    """A difference of shares in points: ``+3.2 %p``; nought has no sign."""
    text = number(abs(100 * value), 1 if abs(value) >= SMALL or value == 0 else 2)
    sign = "" if float(text.replace(",", "")) == 0 else "+" if value > 0 else "−"
    return f"{sign}{text}" if bare else f"{sign}{text}\u00a0{tr('compare.points')}"


def preview(project: str | None) -> QWidget:
    """The sample as it is against three cameras more, for a look."""
    from widgets.compare.example import compared_example
    from widgets.window_preview import dressed

    table = dressed(DeltaTable())
    table.show_compared(compared_example(project)[1])
    table.resize(560, 640)
    return table
