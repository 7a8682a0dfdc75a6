"""Phasing: in which year what is built, against what may be spent in that year; what no longer fits is told."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush
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

from app import catalogue
from app.bill import Phase
from app.compare import Side
from app.model import Intervention
from app.words import tr
from widgets.compare.money import parsed, total, won
from widgets.compare.tables import FIT, STRETCH, breathe
from widgets.window_style import color


class PhasePanel(QFrame):
    """Two tables: the years with their budgets, the things with their years. Both are edited in place.

    ``budget_chosen(year, won or None)``; ``year_chosen(item id, year)``, 0 = open; ``fit_wanted``: fill the budgets; ``went(ids)``.
    """

    budget_chosen = Signal(int, object)
    year_chosen = Signal(str, int)
    fit_wanted = Signal()
    went = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._side: Side | None = None
        self._editable, self._filling = True, False
        self.years, self.things = QTableWidget(0, 4), QTableWidget(0, 2)
        for table in (self.years, self.things):
            table.verticalHeader().hide()
            table.setShowGrid(False)
            table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
            table.itemChanged.connect(self._changed)
        self.things.itemClicked.connect(lambda item: self.went.emit((item.data(Qt.ItemDataRole.UserRole),)) if item.column() == 0 else None)
        self.lead, self.trouble = QLabel(objectName="small", wordWrap=True), QLabel(objectName="fieldTrouble", wordWrap=True)
        self.more, self.fit = QPushButton(autoDefault=False), QPushButton(autoDefault=False)
        self.more.clicked.connect(self._another_year)
        self.fit.clicked.connect(self.fit_wanted)
        row = QHBoxLayout()
        row.addWidget(self.more)
        row.addWidget(self.fit)
        row.addStretch(1)
        column = QVBoxLayout(self, spacing=8)
        column.setContentsMargins(14, 10, 14, 8)
        for part, share in ((self.lead, 0), (self.years, 2), (self.trouble, 0)):
            column.addWidget(part, share)
        column.addLayout(row)
        column.addWidget(self.things, 3)
        self.trouble.hide()
        self.retranslate()

    def show_side(self, side: Side | None, *, editable: bool = True) -> None:
        """Show the years of a side; what exists has none."""
        self._side, self._editable, self._filling = side, editable, True
        phases = side.phases if side is not None else ()
        self.years.setRowCount(len(phases))
        for at, phase in enumerate(phases):
            self._phase(at, phase)
        beyond = {id for phase in phases for id in phase.beyond}
        items = [item for item in (side.scenario.items if side is not None else ()) if any(item.id in phase.items for phase in phases)]
        items.sort(key=lambda item: (item.year == 0, item.year))
        self.things.setRowCount(len(items))
        for at, item in enumerate(items):
            self._thing(at, item, over=item.id in beyond)
        for table in (self.years, self.things):
            table.setVisible(side is not None and bool(phases))
        breathe(self.years, (FIT, FIT, STRETCH))
        breathe(self.things, (STRETCH, FIT))
        self.lead.setText(tr("compare.phase.lead" if side is not None and phases else "compare.phase.none"))
        self.more.setEnabled(side is not None and editable)
        self.fit.setEnabled(side is not None and editable and bool(side.scenario.budgets) and bool(items))
        self.fit.setToolTip(tr("compare.phase.fit.help") if self.fit.isEnabled() else tr("compare.phase.fit.why"))
        self.trouble.hide()
        self._filling = False

    def retranslate(self) -> None:
        """Take the texts from the language in use."""
        self.years.setHorizontalHeaderLabels([tr(f"compare.phase.{name}") for name in ("year", "budget", "build", "over")])
        self.things.setHorizontalHeaderLabels([tr("compare.bill.what"), tr("compare.phase.year")])
        self.years.setAccessibleName(tr("compare.phase.years"))
        self.things.setAccessibleName(tr("compare.phase.things"))
        self.more.setText(tr("compare.phase.more"))
        self.fit.setText(tr("compare.phase.fit"))
        self.show_side(self._side, editable=self._editable)

    def _phase(self, at: int, phase: Phase) -> None:
        told = [total(phase.build)] if phase.items else [tr("compare.phase.nothing")]
        if phase.running.known and phase.running.krw.value:
            told.append(tr("compare.phase.running", cost=total(phase.running)))
        verdict = self._verdict(phase)
        texts = (year_words(phase.year), won(phase.budget) if phase.budget is not None else "", "\n".join(told), verdict)
        for column, text in enumerate(texts):
            cell = QTableWidgetItem(text)
            cell.setData(Qt.ItemDataRole.UserRole, phase.year)
            cell.setToolTip(text)
            may = column == 1 and self._editable and phase.year > 0
            cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | (Qt.ItemFlag.ItemIsEditable if may else Qt.ItemFlag.NoItemFlags))
            if column == 3 and phase.over:
                cell.setForeground(QBrush(color("bad")))
            self.years.setItem(at, column, cell)

    def _verdict(self, phase: Phase) -> str:
        if phase.over is None:
            return tr("compare.phase.no_budget") if phase.year else ""
        if phase.over > 0:
            return tr("compare.phase.exceeds", cost=won(phase.over), count=len(phase.beyond))
        return tr("compare.phase.fits_known" if phase.build.asked else "compare.phase.fits")

    def _thing(self, at: int, item: Intervention, *, over: bool) -> None:
        known = catalogue.entry_of(item.kind, item.entry)
        word = tr(f"catalogue.{known.key}") if known is not None else item.kind
        name = QTableWidgetItem(f"{at + 1}. {word}" + (f" — {item.note}" if item.note else "") + (f"  ({tr('compare.phase.beyond')})" if over else ""))
        name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        if over:
            name.setForeground(QBrush(color("bad")))
        year = QTableWidgetItem(str(item.year) if item.year else "")
        year.setToolTip(tr("compare.phase.year.help"))
        edits = Qt.ItemFlag.ItemIsEditable if self._editable else Qt.ItemFlag.NoItemFlags
        year.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | edits)
        for column, cell in enumerate((name, year)):
            cell.setData(Qt.ItemDataRole.UserRole, item.id)
            self.things.setItem(at, column, cell)

    def _changed(self, cell: QTableWidgetItem) -> None:
        if self._filling:
            return
        text, what = cell.text().strip(), cell.data(Qt.ItemDataRole.UserRole)
        try:
            if cell.tableWidget() is self.years:
                self.budget_chosen.emit(what, parsed(text))
            else:
                self.year_chosen.emit(what, int(text.removesuffix("년")) if text else 0)
        except ValueError:
            self.show_side(self._side, editable=self._editable)
            self.trouble.setText(tr("compare.bad.number", text=text[:40]))
            self.trouble.show()

    def _another_year(self) -> None:
        known = [phase.year for phase in (self._side.phases if self._side is not None else ()) if phase.year]
        from datetime import date

        self.budget_chosen.emit(max(known) + 1 if known else date.today().year + 1, 0.0)


def year_words(year: int) -> str:
    """``2027년``; the word for an open year."""
    return tr("compare.year", year=year) if year else tr("compare.phase.open")


def preview(project: str | None) -> QWidget:
    """The years of the example, for a look."""
    from widgets.compare.example import compared_example
    from widgets.window_preview import dressed

    panel = dressed(PhasePanel())
    panel.show_side(compared_example(project)[1].sides[1])
    panel.resize(560, 620)
    return panel
