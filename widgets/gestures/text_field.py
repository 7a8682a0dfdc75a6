"""A text typed on the map itself, where it will stand."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.drawn import LONGEST
from app.words import tr

WIDE_PX = 240


class TextField(QLineEdit):
    """``written(words, key, x_m, y_m)``: Enter was pressed, or the field was left with words in it; Escape gives up."""

    written = Signal(str, str, float, float)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setMaxLength(LONGEST)
        self.setFixedWidth(WIDE_PX)
        self._of: tuple[str, tuple[float, float]] = ("", (0.0, 0.0))
        self.hide()
        self.retranslate()

    def begin(self, key: str, at_m: tuple[float, float], at_px: QPointF) -> None:
        """Ask for the words of a text that goes to a place."""
        self._of = (key, at_m)
        self.clear()
        room = self.parentWidget().rect() if self.parentWidget() is not None else self.rect()
        x = min(max(int(at_px.x()) - WIDE_PX // 2, 4), max(room.width() - WIDE_PX - 4, 4))
        y = min(max(int(at_px.y()) - self.sizeHint().height() // 2, 4), max(room.height() - self.sizeHint().height() - 4, 4))
        self.move(x, y)
        self.show()
        self.raise_()
        self.setFocus()

    def retranslate(self) -> None:
        """Speak the language of the window from now on."""
        self.setPlaceholderText(tr("gestures.text.ask"))
        self.setAccessibleName(tr("gestures.text.ask"))
        self.setToolTip(tr("gestures.text.help"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter writes, Escape gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._end()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed is not lost by a click beside it."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._end()

    def _end(self) -> None:
        words, (key, (x, y)) = self.text().strip(), self._of
        self.hide()
        if self.parentWidget() is not None:
            self.parentWidget().setFocus()
        if words and key:
            self._of = ("", (0.0, 0.0))
            self.written.emit(words, key, x, y)


def preview(project: str | None) -> QWidget:
    """The field as it stands on the map, for a look."""
    from widgets.window_preview import dressed

    ground = dressed(QWidget())
    field = TextField(ground)
    field.begin("note_text", (0.0, 0.0), QPointF(200, 80))
    field.setText("여기 밤에 어두워요")
    return ground
