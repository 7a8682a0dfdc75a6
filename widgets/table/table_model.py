"""The rows of a layer for a table view: nothing is copied, a million rows are an array of row numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QFont

from app.tables import TableColumn, cell_text
from app.words import tr
from widgets.window_style import color

if TYPE_CHECKING:
    import numpy

    from app.model import Layer

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole


class TableModel(QAbstractTableModel):
    """Shows ``rows`` of a layer, in this order. ``typed(row, column, text)``: the planner typed something into a cell.

    What is chosen is marked by a mask over all rows of the layer, so that choosing half a million rows costs nothing.
    """

    typed = Signal(int, str, str)

    def __init__(self, parent: object = None):
        super().__init__(parent)
        self.layer: Layer | None = None
        self.columns: tuple[TableColumn, ...] = ()
        self.editable = False
        self.rows: numpy.ndarray | None = None
        self._mask: numpy.ndarray | None = None
        self._cells: list[object] = []
        self._corrected: dict[tuple[int, str], object] = {}

    def show_rows(self, layer: Layer | None, columns: tuple[TableColumn, ...], rows: numpy.ndarray | None, *, editable: bool) -> None:
        """Show these rows of a layer; None: nothing."""
        self.beginResetModel()
        self.layer, self.columns, self.rows, self.editable = layer, columns, rows, editable
        self._cells = [layer.frame[column.name].array for column in columns] if layer is not None else []
        self._corrected = {(row, column): value for row, column, value in layer.corrections} if layer is not None else {}
        self._mask = None
        self.endResetModel()

    def show_chosen(self, mask: numpy.ndarray | None) -> None:
        """Mark the chosen rows: a truth for each row of the layer."""
        self._mask = mask
        if self.rows is not None and len(self.rows) and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1), [Role.BackgroundRole])
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)

    def row_of(self, position: int) -> int:
        """The row of the layer at a place of the table."""
        return int(self.rows[position])  # type: ignore[index]

    def is_chosen(self, position: int) -> bool:
        """True where the row at a place of the table is chosen."""
        row = self.row_of(position)
        return self._mask is not None and row < len(self._mask) and bool(self._mask[row])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many rows are shown."""
        return 0 if parent.isValid() or self.rows is None else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Cells can be typed into where the project can be changed."""
        plain = Qt.ItemFlag.ItemIsEnabled
        return plain | Qt.ItemFlag.ItemIsEditable if self.editable else plain

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """Text, place, mark and note of a cell."""
        position, column = index.row(), self.columns[index.column()]
        if role in (Role.DisplayRole, Role.EditRole):
            return cell_text(self._cells[index.column()][self.row_of(position)], column)
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.is_number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Role.BackgroundRole:
            return QBrush(color("accent_soft")) if self.is_chosen(position) else None
        if role not in (Role.ForegroundRole, Role.FontRole, Role.ToolTipRole, Role.AccessibleTextRole):
            return None
        corrected = (self.row_of(position), column.name) in self._corrected
        if role == Role.ForegroundRole:
            return QBrush(QColor(color("accent"))) if corrected else None
        if role == Role.FontRole:
            return _bold() if corrected else None
        text = cell_text(self._cells[index.column()][self.row_of(position)], column)
        if role == Role.ToolTipRole:
            return self._note(position, column, text) if corrected else _plain(text)
        said = tr("table.cell.chosen") if self.is_chosen(position) else ""
        return ", ".join(part for part in (column.title, text or tr("table.cell.empty"), said) if part)

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:
        """Pass on what was typed; the table shows it when the project says so."""
        text = str(value)
        if role == Role.EditRole and text != self.data(index):
            self.typed.emit(self.row_of(index.row()), self.columns[index.column()].name, text)
        return False

    def headerData(self, section: int, way: Qt.Orientation, role: int = Role.DisplayRole) -> object:
        """Titles above, the number of the row in its layer at the side."""
        if way == Qt.Orientation.Vertical:
            return str(self.row_of(section) + 1) if role == Role.DisplayRole else None
        if section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return column.title
        if role == Role.ToolTipRole:
            return _plain(f"{column.title} · {tr(f'table.type.{column.type}')} · {tr('table.sort.help')}")
        return None

    def _note(self, position: int, column: TableColumn, text: str) -> str:
        layer = self.layer
        imported = layer.bulk[column.name].iloc[self.row_of(position)] if layer is not None else None
        was = cell_text(imported, column) or tr("table.cell.empty")
        return _plain(tr("table.cell.corrected", was=was))


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


def _plain(text: str) -> str:
    """A tip as plain text whatever a file wrote into it."""
    from html import escape

    return f"<span>{escape(text)}</span>" if text else ""
