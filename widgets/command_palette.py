"""The list under the search field: places first, then commands; the same list for typing a name and for Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from app.words import tr
from widgets.window_style import color

ROW_PX = 40
MOST_ROWS = 9


@dataclass(frozen=True)
class Entry:
    """One line: what it is called, a note under it, a word at its right, and what choosing it does."""

    title: str
    note: str = ""
    right: str = ""
    run: Callable[[], None] = lambda: None


def command_entries(actions: list[QAction], text: str) -> list[Entry]:
    """The commands that can be run now and whose words hold every word of ``text``; all for an empty text."""
    wanted = text.casefold().split()
    found = []
    for action in actions:
        words = f"{action.text()} {action.toolTip()}".casefold()
        if action.isEnabled() and action.objectName() != "search" and all(word in words for word in wanted):
            starts = not action.text().casefold().startswith(wanted[0]) if wanted else False
            found.append((starts, Entry(action.text(), "", action.shortcut().toString(), action.trigger)))
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def named_entries(entries: tuple[Entry, ...], text: str) -> list[Entry]:
    """Those whose words hold every word of ``text``, names that begin with it first; all for an empty text."""
    wanted = text.casefold().split()
    found = [entry for entry in entries if all(word in f"{entry.title} {entry.note} {entry.right}".casefold() for word in wanted)]
    return sorted(found, key=lambda entry: not entry.title.casefold().startswith(wanted[0]) if wanted else False)


class _Rows(QAbstractListModel):
    def __init__(self, entries: list[Entry]):
        super().__init__()
        self.entries = entries

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.title, entry.note, entry.right) if part)
        return None


class _Line(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        entry = index.model().entries[index.row()]
        room: QRect = option.rect.adjusted(12, 2, -12, -2)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, color("accent_soft"))
        metrics = option.fontMetrics
        right = metrics.horizontalAdvance(entry.right) + 12 if entry.right else 0
        painter.setPen(color("quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.right)
        text = room.adjusted(0, 0, -right, 0)
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, text.width())
        painter.setPen(color("text"))
        half = Qt.AlignmentFlag.AlignLeft | (Qt.AlignmentFlag.AlignTop if entry.note else Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(text, half, title)
        if entry.note:
            font = painter.font()
            font.setPixelSize(11)
            painter.setFont(font)
            painter.setPen(color("quiet"))
            note = painter.fontMetrics().elidedText(entry.note, Qt.TextElideMode.ElideRight, text.width())
            painter.drawText(text, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, note)
        painter.restore()


class Palette(QFrame):
    """A list laid under a field of its parent. ``ran``: an entry was chosen and the list is gone."""

    ran = Signal()

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("palette")
        self._list = QListView(objectName="paletteList", verticalScrollMode=QListView.ScrollMode.ScrollPerPixel)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(_Line(self._list))
        self._list.clicked.connect(lambda index: self.run(index.row()))
        self._rows = _Rows([])
        self._list.setModel(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.addWidget(self._list)
        self.retranslate()
        self.hide()

    @property
    def entries(self) -> list[Entry]:
        """What the list offers now."""
        return list(self._rows.entries)

    def show_entries(self, entries: list[Entry], under: QWidget) -> None:
        """Offer these lines right under a widget; an empty list says that nothing was found."""
        self._rows = _Rows(entries or [Entry(tr("window.search.nothing"))])
        self._list.setModel(self._rows)
        self._list.setCurrentIndex(self._rows.index(0))
        width = max(under.width(), 380)
        place = under.mapTo(self.parentWidget(), under.rect().bottomRight())
        self.setGeometry(place.x() - width + 1, place.y() + 6, width, min(len(self._rows.entries), MOST_ROWS) * ROW_PX + 14)
        self.show()
        self.raise_()

    def step(self, by: int) -> None:
        """Move the choice up or down."""
        row = min(max(self._list.currentIndex().row() + by, 0), len(self._rows.entries) - 1)
        self._list.setCurrentIndex(self._rows.index(row))

    def run(self, row: int | None = None) -> None:
        """Do what the chosen line says."""
        row = self._list.currentIndex().row() if row is None else row
        if 0 <= row < len(self._rows.entries):
            self.hide()
            self._rows.entries[row].run()
            self.ran.emit()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._list.setAccessibleName(tr("window.search.results"))


def preview(project: str | None) -> QWidget:
    """The list alone, for a look."""
    room = QWidget()
    room.resize(460, 420)
    field = QWidget(room)
    field.setGeometry(20, 10, 420, 36)
    Palette(room).show_entries(
        [Entry(tr(f"window.command.{id}"), tr(f"window.command.{id}.help"), "Ctrl+K") for id in ("open", "import", "report")], field
    )
    return room
