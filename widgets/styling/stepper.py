"""A small whole number with a minus and a plus beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 5, Qt.Key.Key_PageDown: -5}


class Stepper(QWidget):
    """``changed(value)``: the planner set another number; what is shown by `show_value` says nothing.

    ``least``: what stands for the lowest number ("" = itself).
    """

    changed = Signal(int)

    def __init__(self, low: int, high: int, suffix: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._low, self._high, self._suffix, self.least, self.value = low, high, suffix, "", low
        self.field = QLineEdit(maxLength=8)
        self.field.setFixedWidth(88)
        self.field.editingFinished.connect(self._typed)
        self.field.installEventFilter(self)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        self.buttons = []
        for text, by in (("−", -1), ("+", 1)):
            button = QToolButton(text=text, autoRepeat=True, focusPolicy=Qt.FocusPolicy.NoFocus, objectName="filter")
            button.setFixedSize(26, 26)
            button.setStyleSheet("QToolButton { padding: 0; }")
            button.clicked.connect(lambda _=False, by=by: self.step(by))
            self.buttons.append(button)
        for part in (self.buttons[0], self.field, self.buttons[1]):
            line.addWidget(part)
        line.addStretch(1)
        self.setFocusProxy(self.field)

    def show_value(self, value: int) -> None:
        """Show a number; nothing is said."""
        self.value = min(max(value, self._low), self._high)
        if not (self.field.hasFocus() and self.field.isModified()):
            self.field.setText(self.least if self.least and self.value == self._low else f"{self.value}{self._suffix}")

    def step(self, by: int) -> None:
        """Go up or down and say so."""
        self._set(self.value + by)

    def _typed(self) -> None:
        if self.field.isModified():
            self.field.setModified(False)
            text = self.field.text().strip().removesuffix(self._suffix.strip()).strip()
            self._set(int(text) if text.isdecimal() else self.value)

    def _set(self, value: int) -> None:
        before = self.value
        self.field.setModified(False)
        self.show_value(value)
        if self.value != before:
            self.changed.emit(self.value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows count up and down."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in STEPS:
            self.step(STEPS[Qt.Key(event.key())])
            return True
        return False

    def setAccessibleName(self, name: str) -> None:
        """The name of the field is that of the whole."""
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)
        for button, sign in zip(self.buttons, "−+", strict=True):
            button.setAccessibleName(f"{name} {sign}")


def preview(project: str | None) -> QWidget:
    """The number, for a look."""
    from widgets.window_preview import dressed

    shown = dressed(Stepper(2, 48, " px"))
    shown.show_value(12)
    return shown
