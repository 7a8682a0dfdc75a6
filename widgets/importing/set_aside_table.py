"""Rows that could not be used: file, line, reason and the row word for word; exported as CSV by whoever is asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLabel, QPushButton, QTableView, QVBoxLayout, QWidget

from app.model import SetAside
from app.words import tr
from widgets.figures import count

COLUMNS = ("file", "line", "reason", "row")
Index = QModelIndex | QPersistentModelIndex


class _Rows(QAbstractTableModel):
    def __init__(self, rows: Sequence[SetAside]):
        super().__init__()
        self.rows = rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.rows[index.row()]
        return (row.file, str(row.line), tr(row.reason), row.row)[index.column()]

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole and way == Qt.Orientation.Horizontal:
            return tr(f"window.import.aside.{COLUMNS[section]}")
        return None


class SetAsideTable(QWidget):
    """The table with its button. ``export_wanted``: the planner wants these rows as a file."""

    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.rows: Sequence[SetAside] = ()
        self.table = QTableView(wordWrap=False, showGrid=False)
        self.table.verticalHeader().hide()
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._none = QLabel(objectName="quiet", alignment=Qt.AlignmentFlag.AlignCenter)
        self._count = QLabel(objectName="small")
        self.export = QPushButton()
        self.export.clicked.connect(self.export_wanted)
        foot = QHBoxLayout()
        foot.addWidget(self._count, 1)
        foot.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._none, 1)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.retranslate()

    def show_rows(self, rows: Sequence[SetAside]) -> None:
        """Show these rows."""
        self.rows = rows
        self.table.setModel(_Rows(rows))
        header = self.table.horizontalHeader()
        for section, width in enumerate((200, 60, 230)):
            self.table.setColumnWidth(section, width)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setVisible(bool(rows))
        self._none.setVisible(not rows)
        self.export.setEnabled(bool(rows))
        self._count.setText(tr("window.import.tab.aside", count=count(len(rows))))

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._none.setText(tr("window.import.aside.none"))
        self.export.setText(tr("window.import.aside.export"))
        self.table.setAccessibleName(tr("window.import.aside.title"))
        self.show_rows(self.rows)


def preview(project: str | None) -> QWidget:
    """Two rows, for a look."""
    view = SetAsideTable()
    view.resize(700, 240)
    view.show_rows([SetAside("cctv.csv", line, "window.import.no_map", "A,B,,") for line in (12, 40)])
    return view
