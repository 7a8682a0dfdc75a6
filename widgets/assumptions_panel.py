"""Every assumption of the analysis: value, default, range, unit, source and how well it is known; the value can be changed."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.parameters import BY_ID, PARAMETERS, Parameter
from app.words import tr

COLUMNS = ("name", "value", "default", "range", "unit", "tag", "source")
VALUE = COLUMNS.index("value")


class _Entry(QStyledItemDelegate):
    """A field that takes only numbers within the range of its assumption."""

    def createEditor(self, parent: QWidget, option: object, index: object) -> QWidget:
        field = QLineEdit(parent)
        known = PARAMETERS[index.row()]
        field.setValidator(QDoubleValidator(known.low, known.high, 4, field, notation=QDoubleValidator.Notation.StandardNotation))
        field.setAccessibleName(tr(f"parameter.{known.id}"))
        return field


class AssumptionsPanel(QDialog):
    """The table. ``chosen(id, value)``: the planner sets an assumption; ``reset_wanted(id)``: back to the default."""

    chosen = Signal(str, float)
    reset_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.resize(1060, 620)
        self._changed: Mapping[str, float] = {}
        self._filling = False
        self._words = QLabel(objectName="quiet", wordWrap=True)
        self.table = QTableWidget(len(PARAMETERS), len(COLUMNS))
        self.table.setItemDelegateForColumn(VALUE, _Entry(self.table))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(34)
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.itemChanged.connect(self._typed)
        self.table.currentCellChanged.connect(lambda *_: self._offer_reset())
        self._reset, self._close = QPushButton(autoDefault=False), QPushButton(autoDefault=False)
        self._reset.clicked.connect(lambda: self.reset_wanted.emit(PARAMETERS[self.table.currentRow()].id))
        self._close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self._reset)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)
        self.retranslate()

    def show_values(self, changed: Mapping[str, float], *, editable: bool = True) -> None:
        """Show the assumptions; ``changed`` are those the planner set, id -> value."""
        self._changed, self._filling = dict(changed), True
        for row, known in enumerate(PARAMETERS):
            for column, text in enumerate(_cells(known, changed)):
                item = self.table.item(row, column) or QTableWidgetItem()
                item.setText(text)
                item.setToolTip(tr(f"parameter.{known.id}.help") if column == 0 else text)
                flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
                item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if column == VALUE and editable else flags)
                font = item.font()
                font.setBold(column == VALUE or known.id in changed)
                item.setFont(font)
                if column in (VALUE, VALUE + 1, VALUE + 2):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if self.table.item(row, column) is None:
                    self.table.setItem(row, column, item)
        self._filling = False
        self._offer_reset()

    def retranslate(self) -> None:
        """Take every text from the language in use."""
        self.setWindowTitle(tr("window.command.assumptions").rstrip("…"))
        self._words.setText(tr("window.assumptions.words"))
        self._reset.setText(tr("window.assumptions.reset"))
        self._close.setText(tr("window.close"))
        self.table.setHorizontalHeaderLabels([tr(f"window.assumptions.{name}") for name in COLUMNS])
        self.table.setAccessibleName(self.windowTitle())
        self.show_values(self._changed)
        header = self.table.horizontalHeader()
        for column in range(len(COLUMNS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _typed(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() != VALUE:
            return
        known = PARAMETERS[item.row()]
        try:
            value = min(max(float(item.text().replace(",", "")), known.low), known.high)
        except ValueError:
            self.show_values(self._changed)
            return
        if value != self._changed.get(known.id, known.default):
            self.chosen.emit(known.id, value)
        else:
            self.show_values(self._changed)

    def _offer_reset(self) -> None:
        row = self.table.currentRow()
        self._reset.setEnabled(0 <= row < len(PARAMETERS) and PARAMETERS[row].id in self._changed)


def _cells(known: Parameter, changed: Mapping[str, float]) -> tuple[str, ...]:
    value = changed.get(known.id, BY_ID[known.id].default)
    tag = "assumed" if known.id in changed else known.tag.name.lower()
    return (
        tr(f"parameter.{known.id}"),
        f"{value:g}",
        f"{known.default:g}",
        f"{known.low:g}–{known.high:g}",
        tr(f"window.unit.{known.unit}"),
        tr(f"tag.{tag}"),
        tr(f"parameter.{known.id}.source"),
    )


def preview(project: str | None) -> QWidget:
    """The table with a project's values, for a look."""
    from widgets.window_preview import dressed, known

    panel = dressed(AssumptionsPanel())
    found = known(project)
    if found is not None:
        panel.show_values(found.changed_parameters)
    return panel
