"""The bill of a scenario: quantities, unit prices with year and source, sums that say what they leave out, metres by the million."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import bill, catalogue
from app.bill import BillLine, Price
from app.compare import Side
from app.words import tr
from widgets.compare.money import cost, total, won
from widgets.compare.tables import FIT, STRETCH, breathe
from widgets.figures import number, with_unit
from widgets.results.viewing import measure_words

# Less is not worth a line.
LEAST_M = 0.5


class BillPanel(QFrame):
    """Shows the bill of one side. ``book_wanted``: the unit-cost book; ``went(ids)``: the planner wants to see what a line stands for."""

    book_wanted = Signal()
    went = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._side: Side | None = None
        self.table = QTableWidget(0, 4, editTriggers=QAbstractItemView.EditTrigger.NoEditTriggers, selectionBehavior=QAbstractItemView.SelectionBehavior.SelectRows,
                                  selectionMode=QAbstractItemView.SelectionMode.SingleSelection, wordWrap=True, showGrid=False)  # fmt: skip
        self.table.verticalHeader().hide()
        self.table.itemActivated.connect(self._go)
        self.table.itemClicked.connect(self._go)
        self.sums = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText, objectName="sums")
        self.worth = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText, objectName="small")
        self.book = QPushButton(objectName="link", cursor=Qt.CursorShape.PointingHandCursor)
        self.book.clicked.connect(self.book_wanted)
        foot = QHBoxLayout()
        foot.addWidget(self.book)
        foot.addStretch(1)
        column = QVBoxLayout(self, spacing=8)
        column.setContentsMargins(14, 10, 14, 8)
        column.addWidget(self.table, 1)
        for label in (self.sums, self.worth):
            column.addWidget(label)
        column.addLayout(foot)
        self.retranslate()

    def show_side(self, side: Side | None) -> None:
        """Show the bill of a side; None: what exists costs nothing."""
        self._side = side
        lines = side.bill.lines if side is not None else ()
        self.table.setRowCount(len(lines))
        for at, line in enumerate(lines):
            self._line(at, line)
        breathe(self.table, (STRETCH, FIT, FIT))
        self.table.setVisible(bool(lines))
        self.sums.setText(self._sums())
        self.worth.setText(self._worth())
        self.worth.setVisible(bool(self.worth.text()))

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        self.table.setHorizontalHeaderLabels([tr(f"compare.bill.{name}") for name in ("what", "amount", "unit", "sum")])
        self.table.setAccessibleName(tr("compare.tab.bill"))
        self.book.setText(tr("compare.book.open"))
        self.show_side(self._side)

    def _line(self, at: int, line: BillLine) -> None:
        sums = cost(line.build, lines=True) + (f"\n{tr('compare.yearly', cost=won(line.yearly.value))}" if line.yearly is not None else "")
        texts = (line_words(line), amount_words(line), price_words(line.unit_build), sums)
        for column, text in enumerate(texts):
            cell = QTableWidgetItem(text)
            cell.setToolTip(f"{text}\n{source_words(line.unit_build)}".strip() if column >= 2 else text)
            cell.setTextAlignment((Qt.AlignmentFlag.AlignRight if column in (1, 3) else Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignVCenter)
            cell.setData(Qt.ItemDataRole.UserRole, line.items)
            self.table.setItem(at, column, cell)

    def _sums(self) -> str:
        side = self._side
        if side is None:
            return tr("compare.bill.existing")
        if not side.bill.lines:
            return tr("compare.bill.none")
        lines = [tr("compare.bill.build", cost=total(side.bill.build)), tr("compare.bill.yearly", cost=total(side.bill.yearly))]
        if side.bill.built:
            lines.append(tr("compare.bill.built", count=side.bill.built))
        return "\n".join(lines)

    def _worth(self) -> str:
        if self._side is None:
            return ""
        lines = []
        for one in (one for one in self._side.worth if abs(one.metres.value) >= LEAST_M):
            metres = f"{'+' if one.metres.value >= 0 else '−'}{with_unit(abs(one.metres.value), 'm')}"
            text = f"{measure_words(one.measure)}: {metres}"
            if one.per_million is not None:
                key = "compare.per_million.at_most" if one.at_most else "compare.per_million"
                low, high = one.per_million.low, one.per_million.high
                digits = 1 if abs(one.per_million.value) >= 1 else 2
                spread = f" ({number(low, digits)} ~ {number(high, digits)})" if one.per_million.has_band else ""
                text += " · " + tr(key, metres=f"{number(one.per_million.value, digits)}\u00a0m{spread}")
            lines.append(text)
        return "\n".join(lines) or (tr("compare.covers_nothing") if self._side.worth else "")

    def _go(self, item: QTableWidgetItem) -> None:
        self.went.emit(item.data(Qt.ItemDataRole.UserRole))


def line_words(line: BillLine) -> str:
    """What a line is called: the entry, or what is done to which existing things."""
    known = catalogue.entry_of(line.kind, line.entry)
    word = tr(f"catalogue.{known.key}") if known is not None else line.kind
    return word if line.deed == bill.NEW else tr(f"compare.bill.{line.deed}", what=word)


def amount_words(line: BillLine) -> str:
    """``3곳``, ``48 m``."""
    return with_unit(line.amount, "m") if line.unit == bill.METRE else tr("compare.pieces", count=number(line.amount))


def price_words(price: Price | None) -> str:
    """A unit price with its year and source; the word for asking where there is none."""
    if price is None:
        return tr("compare.ask")
    text = tr("compare.at_most", cost=won(price.krw.value)) if price.at_most else cost(price.krw, lines=True)
    told = [tr("compare.book.own")] if price.own else []
    told += [tr("compare.year", year=price.year)] if price.year else []
    return f"{text}\n({' · '.join(told)})" if told else text


def source_words(price: Price | None) -> str:
    """Whence a unit price is, and what exactly it paid for; "" where there is none."""
    if price is None:
        return tr("compare.ask.help")
    told = [tr(f"catalogue.cost.{price.note}")] if price.note else []
    told += [tr("compare.source", source=price.source if price.own else catalogue.source_text(price.source))] if price.source else []
    return "\n".join(told)


def preview(project: str | None) -> QWidget:
    """The bill of the example, for a look."""
    from widgets.compare.example import compared_example
    from widgets.window_preview import dressed

    panel = dressed(BillPanel())
    panel.show_side(compared_example(project)[1].sides[1])
    panel.resize(560, 520)
    return panel
