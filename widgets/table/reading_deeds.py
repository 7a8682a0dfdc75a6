"""What can be done with rows of the table: copied, looked at, put back as they were imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtWidgets import QMenu

from app import edits
from app.words import tr
from widgets.figures import count

if TYPE_CHECKING:
    from app.feedback import Feedback
    from app.model import Layer
    from widgets.main_window import MainWindow
    from widgets.table.reading_room import ReadingRoom

COPY = "table.copy"
COPIED_MOST = 200_000


class ReadingDeeds:
    """Does what the table's menu and keys ask for, in the window."""

    def __init__(self, w: MainWindow, room: ReadingRoom):
        self._w, self._room = w, room

    def copy(self) -> None:
        """Copy the chosen rows, or all that are shown where none is chosen, for a spreadsheet."""
        room = self._room
        layer, model = room.layer, room.panel.model  # type: ignore[union-attr]
        if layer is None or model.rows is None or layer.kind.sensitive:
            return
        chosen, shown, columns = room.picks.selection.of(layer.id), model.rows, room.columns

        def work(feedback: Feedback) -> tuple[str, int, int]:
            import numpy

            from app.tables import as_tsv

            rows = shown[numpy.isin(shown, chosen)] if len(chosen) else shown
            kept = rows[:COPIED_MOST]
            return as_tsv(layer.frame, columns, kept, feedback), len(kept), len(rows)

        self._w.jobs.ask(COPY, work, self._copied, title=tr("table.work.copy"), lane="read")

    def _copied(self, found: tuple[str, int, int]) -> None:
        text, rows, of = found
        QGuiApplication.clipboard().setText(text)
        key = "table.copied" if rows == of else "table.copied.some"
        self._w.notice.say(tr(key, count=count(rows), of=count(of)))

    def open_menu(self, row: int, at: int) -> None:
        """Offer where the pointer is what can be done with a row and a cell."""
        if self._room.layer is not None:
            self.menu(self._room.layer, row, at).popup(QCursor.pos())

    def menu(self, layer: Layer, row: int, at: int) -> QMenu:
        """What can be done with a row and a cell."""
        room, column = self._room, self._room.columns[at]
        menu = QMenu(self._w, objectName="tableMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("table.menu.zoom"), lambda: room.zoom_to(row))
        menu.addAction(tr("table.menu.page"), lambda: self._w.map.feature_chosen.emit(layer.id, row))
        menu.addAction(tr("table.menu.copy"), self.copy)
        menu.addAction(tr("table.menu.edit"), lambda: room.panel.view.edit(room.panel.view.currentIndex())).setEnabled(self._w.desk.editable)
        corrected = any((one[0], one[1]) == (row, column.name) for one in layer.corrections)
        back = menu.addAction(tr("table.menu.back"), lambda: self._put_back(((row, column.name),)))
        back.setEnabled(corrected and self._w.desk.editable)
        every = menu.addAction(tr("table.menu.back_all", count=count(len(layer.corrections))), lambda: self._put_back(None))
        every.setEnabled(bool(layer.corrections) and self._w.desk.editable)
        return menu

    def _put_back(self, cells: tuple[tuple[int, str], ...] | None) -> None:
        self._w.desk.edit(tr("table.edit.back"), edits.uncorrect, self._room.layer_id, cells)
