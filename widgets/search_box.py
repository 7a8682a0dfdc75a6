"""The search field: a name, a dong, a street, a facility, a device number or a command; Enter goes there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.words import tr
from widgets.command_palette import Entry, Palette

WAITS_MS = 80
# In a narrower field the words matter more than the keys.
ROOM_FOR_HINT_PX = 150


class SearchBox(QLineEdit):
    """A field with its list. ``entries(text)`` is asked for what to offer; it must answer at once."""

    left = Signal()

    def __init__(self, entries: Callable[[str], list[Entry]], room: QWidget, parent: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("search")
        self._entries, self._entered = entries, False
        self.setClearButtonEnabled(False)
        self._hint = QLabel("Ctrl K", self, objectName="searchHint")
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.palette_list = Palette(room)
        self.palette_list.ran.connect(self._leave)
        self._timer = QTimer(self, singleShot=True, interval=WAITS_MS)
        self._timer.timeout.connect(self._offer)
        self.textChanged.connect(self._typed)
        room.installEventFilter(self)
        self.retranslate()

    def start(self) -> None:
        """Take the keyboard and offer the commands."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._entered = True
        self.selectAll()
        self._offer()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setPlaceholderText(tr("window.search.hint"))
        self.setAccessibleName(tr("window.search"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up, Down, Enter and Escape belong to the list."""
        key, offered = event.key(), self.palette_list.isVisible()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and offered:
            self.palette_list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._timer.isActive() or not offered:
                self._offer()
            self.palette_list.run()
        elif key == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Offer the list as soon as the field is entered by hand."""
        super().focusInEvent(event)
        self._entered = True
        if event.reason() == Qt.FocusReason.MouseFocusReason:
            self._timer.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Close the list when the planner turns elsewhere."""
        super().focusOutEvent(event)
        self._entered = False
        self._timer.stop()
        self.palette_list.hide()

    def resizeEvent(self, event: QEvent) -> None:
        """Keep the hint at the right end."""
        super().resizeEvent(event)
        size = self._hint.sizeHint()
        self._hint.setVisible(not self.text() and self.width() >= ROOM_FOR_HINT_PX)
        self._hint.setGeometry(self.width() - size.width() - 12, 0, size.width(), self.height())
        self.setTextMargins(0, 0, size.width() + 6 if self._hint.isVisibleTo(self) else 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list goes when the window changes its size."""
        if event.type() == QEvent.Type.Resize:
            self.palette_list.hide()
        return False

    def _typed(self, text: str) -> None:
        self._hint.setVisible(not text and self.width() >= ROOM_FOR_HINT_PX)
        self.setTextMargins(0, 0, self._hint.width() + 6 if self._hint.isVisibleTo(self) else 0, 0)
        if self._entered:
            self._timer.start()

    def _offer(self) -> None:
        self._timer.stop()
        self.palette_list.show_entries(self._entries(self.text().strip()), self)

    def _leave(self) -> None:
        self._entered = False
        self.clearFocus()
        self.clear()
        self._timer.stop()
        self.palette_list.hide()
        self.left.emit()


def preview(project: str | None) -> QWidget:
    """The field with its list, for a look."""
    room = QWidget()
    room.resize(480, 400)
    box = SearchBox(lambda text: [Entry(tr(f"window.command.{id}")) for id in ("open", "import", "report")], room, room)
    box.setGeometry(40, 12, 400, 34)
    QTimer.singleShot(0, box.start)
    return room
