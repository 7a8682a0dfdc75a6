"""The scale of the map as 1:n: it follows the map, can be chosen, and can be typed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.wayfinding import scales
from app.words import tr


class ScaleEntry(QComboBox):
    """``scale_wanted(metres_per_px)``; ``misread(text)``: what was typed is no scale; ``left``: the keyboard goes back to the map."""

    scale_wanted = Signal(float)
    misread = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent, objectName="scale", editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self.addItems([scales.text(n) for n in scales.USUAL])
        self.setCompleter(None)
        self._n = 0
        self.activated.connect(self._chosen)
        self.lineEdit().installEventFilter(self)
        self.retranslate()
        self.show_scale(None)

    def show_scale(self, metres_per_px: float | None) -> None:
        """Show the scale of the map, unless the planner is just typing another; None: there is no map."""
        self.setEnabled(metres_per_px is not None)
        n = scales.of(metres_per_px) if metres_per_px is not None else 0
        if n != self._n:
            self._n = n
            if not self.lineEdit().isModified():
                self._say()

    def start(self) -> None:
        """Take the keyboard, ready to type over."""
        self.setFocus()
        self.lineEdit().selectAll()

    def retranslate(self) -> None:
        """Take the words from the language in use."""
        self.setAccessibleName(tr("navigate.scale"))
        self.setToolTip(tr("navigate.scale.help"))
        self.lineEdit().setAccessibleName(tr("navigate.scale"))
        self.ensurePolished()
        self.setFixedWidth(self.fontMetrics().horizontalAdvance("1:1,000,000") + 24)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what was typed, Escape and leaving take it back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._typed(self.lineEdit().text())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._say()
                self.left.emit()
                return True
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut and event.reason() != Qt.FocusReason.PopupFocusReason:
            self._say()
        return False

    def _chosen(self, number: int) -> None:
        n = scales.USUAL[number] if 0 <= number < len(scales.USUAL) else 0
        self._say()
        if n:
            self.scale_wanted.emit(scales.metres_per_px(n))
        self.left.emit()

    def _typed(self, text: str) -> None:
        n = scales.read(text)
        if n is None:
            self.misread.emit(text.strip())
            self.lineEdit().selectAll()
            return
        self._say()
        self.scale_wanted.emit(scales.metres_per_px(n))
        self.left.emit()

    def _say(self) -> None:
        number = scales.USUAL.index(self._n) if self._n in scales.USUAL else -1
        self.setCurrentIndex(number)
        self.lineEdit().setText(scales.text(self._n) if self._n else "")
        self.lineEdit().setModified(False)
        self.lineEdit().home(False)


def preview(project: str | None) -> QWidget:
    """The entry at a scale, for a look."""
    from widgets.window_preview import dressed

    entry = dressed(ScaleEntry())
    entry.show_scale(scales.metres_per_px(2500))
    return entry
