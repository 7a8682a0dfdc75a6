"""The table itself: rows are chosen by click, Shift, Ctrl and Space; headings sort; cells are copied and typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.words import tr
from widgets.table.table_model import TableModel

if TYPE_CHECKING:
    import numpy

ROW_PX, NARROWEST_PX, WIDEST_PX = 26, 70, 260
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class TableView(QTableView):
    """Rows that are chosen are drawn by the model. ``chosen(rows, how)``: rows of the layer, ``new``, ``add`` or ``turn``;

    ``sort_wanted(column)``; ``copy_wanted``; ``zoom_wanted(row)``; ``menu_wanted(row, column)``; ``column_changed``: the current one.
    """

    chosen = Signal(object, str)
    sort_wanted = Signal(int)
    copy_wanted = Signal()
    zoom_wanted = Signal(int)
    menu_wanted = Signal(int, int)
    column_changed = Signal(int)

    def __init__(self, model: TableModel, parent: QWidget | None = None):
        super().__init__(parent, wordWrap=False, cornerButtonEnabled=False)
        self.rows = model
        self.setModel(model)
        self._anchor = 0
        self.setStyleSheet("QTableCornerButton::section { border: 0; background: transparent; }")
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        side, head = self.verticalHeader(), self.horizontalHeader()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(ROW_PX)
        side.setSectionsClickable(True)
        side.sectionDoubleClicked.connect(lambda position: self.zoom_wanted.emit(model.row_of(position)))
        side.sectionPressed.connect(self._side_pressed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionsClickable(True)
        head.setHighlightSections(False)
        head.setStretchLastSection(False)
        head.sectionClicked.connect(self.sort_wanted)
        self.retranslate()

    def fit(self) -> None:
        """Give each column a width from its title and its first rows."""
        model, metrics = self.rows, self.fontMetrics()
        for column in range(model.columnCount()):
            texts = [str(model.headerData(column, Qt.Orientation.Horizontal)) + " ▾"]
            texts += [str(model.data(model.index(row, column)))[:60] for row in range(min(model.rowCount(), 30))]
            wide = max(metrics.horizontalAdvance(text) for text in texts) + 26
            self.setColumnWidth(column, min(max(wide, NARROWEST_PX), WIDEST_PX))

    def show_sorted(self, column: int, descending: bool) -> None:
        """Mark the column the rows are sorted by; -1: none."""
        head = self.horizontalHeader()
        head.setSortIndicatorShown(column >= 0)
        if column >= 0:
            head.setSortIndicator(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    def go_to(self, position: int) -> None:
        """Bring a row into sight."""
        if 0 <= position < self.rows.rowCount():
            column = max(self.currentIndex().column(), 0)
            self.selectionModel().setCurrentIndex(self.rows.index(position, column), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.scrollTo(self.rows.index(position, column), QAbstractItemView.ScrollHint.PositionAtCenter)
            self._anchor = position

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setAccessibleName(tr("table.name"))
        self.setAccessibleDescription(tr("table.help"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click chooses the row alone, Ctrl turns it, Shift chooses all from the last one."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._choose(index.row(), event.modifiers())
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns a row, Shift with arrows chooses on, Ctrl+A all, Ctrl+C copies, Enter goes there on the map."""
        here = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            if self.rows.rowCount():
                self.chosen.emit(self.rows.rows, "new")
        elif event.key() == Qt.Key.Key_Space and here >= 0:
            self._anchor = here
            self.chosen.emit(self._between(here, here), "turn")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and here >= 0 and self.state() != QTableView.State.EditingState:
            self.zoom_wanted.emit(self.rows.row_of(here))
        else:
            super().keyPressEvent(event)
            now = self.currentIndex().row()
            if event.modifiers() & SHIFT and now != here and now >= 0:
                self.chosen.emit(self._between(self._anchor, now), "new")
            elif now != here:
                self._anchor = max(now, 0)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Tell when the keyboard or a click comes to another column."""
        super().currentChanged(current, previous)
        if current.column() != previous.column():
            self.column_changed.emit(current.column())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a row and a cell."""
        at = event.pos() if event.reason() == QContextMenuEvent.Reason.Mouse else self.visualRect(self.currentIndex()).center()
        index = self.indexAt(at)
        if index.isValid():
            self.setCurrentIndex(index)
            self.menu_wanted.emit(self.rows.row_of(index.row()), index.column())

    def _side_pressed(self, position: int) -> None:
        from PySide6.QtWidgets import QApplication

        self._choose(position, QApplication.keyboardModifiers())

    def _choose(self, position: int, keys: Qt.KeyboardModifier) -> None:
        if keys & SHIFT:
            self.chosen.emit(self._between(self._anchor, position), "add" if keys & CTRL else "new")
            return
        self._anchor = position
        self.chosen.emit(self._between(position, position), "turn" if keys & CTRL else "new")

    def _between(self, one: int, other: int) -> numpy.ndarray:
        rows = self.rows.rows
        return rows[min(one, other) : max(one, other) + 1]  # type: ignore[index]


def preview(project: str | None) -> QWidget:
    """The cameras of a project, for a look."""
    import numpy

    from app.tables import columns_of
    from widgets.window_preview import dressed, known

    model = TableModel()
    view = dressed(TableView(model))
    found = known(project)
    layer = next((one for one in found.layers if one.kind.key == "cctv"), None) if found is not None else None
    if layer is not None:
        model.show_rows(layer, columns_of(layer), numpy.arange(len(layer.frame)), editable=True)
        mask = numpy.zeros(len(layer.frame), bool)
        mask[[2, 3, 5]] = True
        model.show_chosen(mask)
        view.fit()
    view.resize(800, 260)
    return view
