"""One line that says what happened; information goes by itself, trouble stays until it is closed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from app.words import tr

STAYS_MS = 7000
MARGIN_PX = 16


class Notice(QFrame):
    """A line laid over the top of its parent. ``closed`` when it goes, whoever sent it away."""

    closed = Signal()

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        self.setObjectName("notice")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText, textInteractionFlags=Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QToolButton(objectName="noticeAction")
        self._button.hide()
        self._close = QToolButton(objectName="noticeClose", text="✕")
        self._run: Callable[[], None] | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 8, 8)
        line.setSpacing(12)
        line.addWidget(self._text, 1)
        line.addWidget(self._button)
        line.addWidget(self._close)
        self._button.clicked.connect(self._act)
        self._close.clicked.connect(self.leave)
        self._timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._timer.timeout.connect(self.leave)
        parent.installEventFilter(self)
        self.retranslate()
        self.hide()

    @property
    def text(self) -> str:
        """What it says now, or nothing."""
        return self._text.text() if not self.isHidden() else ""

    def say(self, text: str, *, trouble: bool = False, action: str = "", run: Callable[[], None] | None = None) -> None:
        """Show one line in place of whatever stood there; ``action`` is the word on a button that runs ``run``."""
        self._text.setText(text)
        self._run = run
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setProperty("trouble", trouble)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self._place()
        self._timer.stop() if trouble or action else self._timer.start()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def leave(self) -> None:
        """Take the line away."""
        self._timer.stop()
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self._close.setAccessibleName(tr("window.notice.close"))
        self._close.setToolTip(tr("window.notice.close"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the line in its place when the parent changes size."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return False

    def _act(self) -> None:
        run = self._run
        self.leave()
        if run is not None:
            run()

    def _place(self) -> None:
        room = self.parentWidget().width() - 2 * MARGIN_PX
        wish = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 150 + self._button.sizeHint().width()
        width = max(120, min(room, 680, wish))
        self._text.setFixedWidth(max(60, width - 70 - (self._button.sizeHint().width() + 12 if self._button.text() else 0)))
        self.adjustSize()
        self.move(MARGIN_PX + (room - self.width()) // 2, MARGIN_PX)


def preview(project: str | None) -> QWidget:
    """The notice alone, for a look."""
    room = QWidget()
    room.resize(800, 120)
    notice = Notice(room)
    notice.say(tr("window.trouble.unforeseen"), trouble=True)
    return room
