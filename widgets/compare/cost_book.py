"""The unit-cost book: what one of everything costs to build and a year; what the office says itself stands before the catalogue."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import bill, catalogue
from app.bill import BookRow, Price
from app.words import tr
from widgets.compare.money import cost, parsed, won
from widgets.compare.tables import FIT, STRETCH, breathe
from widgets.window_style import color

COLUMNS = ("what", "per", "build", "yearly", "year", "source")
EDITED = COLUMNS[2:]


@dataclass(frozen=True)
class Wish:
    """What the planner wrote for an entry: won or None (ask), the year of the price, its source."""

    entry: str
    build_krw: float | None
    yearly_krw: float | None
    year: int
    source: str


class CostBook(QDialog):
    """A table to write in. ``chosen(Wish)``; ``reset_wanted(entry)``, "" for all of them."""

    chosen = Signal(object)
    reset_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._rows: tuple[BookRow, ...] = ()
        self._editable, self._filling = True, False
        self.setMinimumSize(820, 480)
        self.lead = QLabel(wordWrap=True)
        self.find = QLineEdit(clearButtonEnabled=True)
        self.find.textChanged.connect(lambda _: self._sieve())
        self.table = QTableWidget(0, len(COLUMNS), selectionBehavior=QAbstractItemView.SelectionBehavior.SelectItems, showGrid=False, wordWrap=False,
                                  selectionMode=QAbstractItemView.SelectionMode.SingleSelection)  # fmt: skip
        self.table.verticalHeader().hide()
        self.table.itemChanged.connect(self._changed)
        self.table.currentCellChanged.connect(lambda *_: self._offer())
        self.trouble = QLabel(objectName="fieldTrouble", wordWrap=True)
        self.reset, self.reset_all, self.close_ = (QPushButton(autoDefault=False) for _ in range(3))
        self.reset.clicked.connect(lambda: self.reset_wanted.emit(self._current()))
        self.reset_all.clicked.connect(lambda: self.reset_wanted.emit(""))
        self.close_.clicked.connect(self.accept)
        foot = QHBoxLayout()
        for button in (self.reset, self.reset_all):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.close_)
        column = QVBoxLayout(self, spacing=10)
        column.setContentsMargins(22, 18, 22, 16)
        for part in (self.lead, self.find, self.table, self.trouble):
            column.addWidget(part, 1 if part is self.table else 0)
        column.addLayout(foot)
        self.trouble.hide()
        self.retranslate()

    def show_book(self, rows: tuple[BookRow, ...], *, editable: bool = True) -> None:
        """Show the book as it stands; the place in the table stays."""
        self._rows, self._editable, self._filling = rows, editable, True
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            self._fill(at, row)
        breathe(self.table, (FIT, FIT, FIT, FIT, FIT, STRETCH))
        self.trouble.hide()
        self._filling = False
        self._sieve()
        self._offer()

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        self.setWindowTitle(tr("compare.book"))
        self.lead.setText(tr("compare.book.lead"))
        self.find.setPlaceholderText(tr("compare.book.find"))
        self.find.setAccessibleName(tr("compare.book.find"))
        self.table.setAccessibleName(tr("compare.book"))
        self.table.setHorizontalHeaderLabels([tr(f"compare.book.{name}") for name in COLUMNS])
        for button, key in ((self.reset, "reset"), (self.reset_all, "reset_all"), (self.close_, "close")):
            button.setText(tr(f"compare.book.{key}"))
        self.show_book(self._rows, editable=self._editable)

    def _fill(self, at: int, row: BookRow) -> None:
        price = row.build or row.yearly
        texts = (
            tr(f"catalogue.{row.entry.key}"), tr("compare.book.metre" if row.unit == bill.METRE else "compare.book.piece"), _money(row.build),
            _money(row.yearly), str(price.year) if price is not None and price.year else "", _source(row, price),
        )  # fmt: skip
        bold = QFont(self.table.font())
        bold.setBold(True)
        for column, text in enumerate(texts):
            cell = QTableWidgetItem(text)
            may = self._editable and COLUMNS[column] in EDITED
            cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | (Qt.ItemFlag.ItemIsEditable if may else Qt.ItemFlag.NoItemFlags))
            cell.setToolTip(tr("compare.book.own") if row.own is not None else _note(row.build) or text)
            if row.own is not None and column:
                cell.setFont(bold)
            if text == tr("compare.ask"):
                cell.setForeground(QBrush(color("quiet")))
            self.table.setItem(at, column, cell)

    def _changed(self, cell: QTableWidgetItem) -> None:
        if self._filling:
            return
        at, name, text = cell.row(), COLUMNS[cell.column()], cell.text().strip()
        row = self._rows[at]
        # Another price is not the catalogue's any more: its year and source go with it.
        kept = row.own is not None or name in ("year", "source")
        source = _source(row, row.build or row.yearly) if kept else ""
        values: dict[str, object] = {"build": _krw(row.build), "yearly": _krw(row.yearly), "year": _year(row) if kept else 0, "source": source}
        try:
            values[name] = parsed(text) if name in ("build", "yearly") else (int(text.removesuffix("년")) if text else 0) if name == "year" else text
        except ValueError:
            self.show_book(self._rows, editable=self._editable)
            self.trouble.setText(tr("compare.bad.number", text=text[:40]))
            self.trouble.show()
            return
        self.chosen.emit(Wish(row.entry.key, values["build"], values["yearly"], values["year"], str(values["source"])))  # type: ignore[arg-type]

    def _current(self) -> str:
        at = self.table.currentRow()
        return self._rows[at].entry.key if 0 <= at < len(self._rows) else ""

    def _offer(self) -> None:
        at = self.table.currentRow()
        own = 0 <= at < len(self._rows) and self._rows[at].own is not None
        self.reset.setEnabled(self._editable and own)
        self.reset_all.setEnabled(self._editable and any(row.own is not None for row in self._rows))

    def _sieve(self) -> None:
        wanted = self.find.text().strip().casefold()
        for at, row in enumerate(self._rows):
            self.table.setRowHidden(at, bool(wanted) and wanted not in tr(f"catalogue.{row.entry.key}").casefold())


def _money(price: Price | None) -> str:
    if price is None:
        return tr("compare.ask")
    return tr("compare.at_most", cost=won(price.krw.value)) if price.at_most else cost(price.krw)


def _krw(price: Price | None) -> float | None:
    return price.krw.value if price is not None else None


def _year(row: BookRow) -> int:
    price = row.build or row.yearly
    return row.own.year if row.own is not None else price.year if price is not None else 0


def _source(row: BookRow, price: Price | None) -> str:
    if row.own is not None:
        return row.own.source
    return catalogue.source_text(price.source) if price is not None and price.source else ""


def _note(price: Price | None) -> str:
    return tr(f"catalogue.cost.{price.note}") if price is not None and price.note else ""


def preview(project: str | None) -> QWidget:
    """The book of a project with one price of its own, for a look."""
    from app import edits
    from app.model import Project
    from widgets.window_preview import dressed

    book = dressed(CostBook())
    book.show_book(bill.book(edits.set_cost(Project("p", "p"), "phone_booths", 12_500_000, 900_000, 2026, tr("compare.book.own"))))
    book.resize(960, 620)
    return book
