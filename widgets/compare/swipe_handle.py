"""The handle between two maps: a line from top to bottom with a grip, moved by the mouse or the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.words import tr
from widgets.theme import Palette, palette

WIDTH_PX, GRIP_PX = 44, 19.0
STEP, LEAP = 0.02, 0.10
KEYS = {
    Qt.Key.Key_Left: -STEP, Qt.Key.Key_Right: STEP, Qt.Key.Key_Down: -STEP, Qt.Key.Key_Up: STEP,
    Qt.Key.Key_PageDown: -LEAP, Qt.Key.Key_PageUp: LEAP, Qt.Key.Key_Home: -1.0, Qt.Key.Key_End: 1.0,
}  # fmt: skip


class SwipeHandle(QWidget):
    """``carried(x_px)`` in the parent's pixels while the hand drags; ``pushed(share)`` by the keyboard, of the parent's width."""

    carried = Signal(float)
    pushed = Signal(float)

    def __init__(self, parent: QWidget, *, theme: str = "light"):
        super().__init__(parent)
        self._theme, self._held = theme, None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.resize(WIDTH_PX, 100)
        self.retranslate()

    def retranslate(self) -> None:
        """Speak the language of the window from now on."""
        self.setAccessibleName(tr("compare.handle"))
        self.setToolTip(tr("compare.handle.help"))

    def use_theme(self, theme: str) -> None:
        """``light`` or ``dark``."""
        self._theme = theme
        self.update()

    def stand_at(self, x_px: float, height_px: int) -> None:
        """Stand with the line at a place of the parent."""
        self.setGeometry(round(x_px) - WIDTH_PX // 2, 0, WIDTH_PX, height_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line that stands out from any map, and the grip."""
        colours: Palette = palette(self._theme)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, centre = WIDTH_PX / 2, QPointF(WIDTH_PX / 2, self.height() / 2)
        shade = QColor("#000000")
        shade.setAlphaF(0.35)
        line, edge = ("#ffffff", "#12171c") if colours.is_dark else ("#1b232b", "#ffffff")
        painter.fillRect(QRectF(middle - 2.5, 0, 5, self.height()), QColor(edge))
        painter.fillRect(QRectF(middle - 1.5, 0, 3, self.height()), QColor(line))
        painter.setPen(QPen(QColor(colours.accent) if self.hasFocus() else shade, 3.0 if self.hasFocus() else 1.2))
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(centre, GRIP_PX, GRIP_PX)
        arrow = QPainterPath()
        for side in (-1.0, 1.0):
            tip = centre + QPointF(side * 12.0, 0)
            arrow.moveTo(tip - QPointF(side * 5.0, 5.0))
            arrow.lineTo(tip)
            arrow.lineTo(tip - QPointF(side * 5.0, -5.0))
            arrow.moveTo(tip)
            arrow.lineTo(centre + QPointF(side * 3.0, 0))
        painter.strokePath(arrow, QPen(QColor("#1b232b"), 2.0, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the handle; the line stays under the same part of the hand."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position().x() - WIDTH_PX / 2
            self.setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carry it along."""
        if self._held is not None:
            self.carried.emit(self.mapToParent(event.position()).x() - self._held)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move it a little, page keys more, Home and End to the sides."""
        if event.key() in KEYS:
            self.pushed.emit(KEYS[event.key()])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The grip shows that the keyboard is here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard went elsewhere."""
        super().focusOutEvent(event)
        self.update()


def preview(project: str | None) -> QWidget:
    """The handle alone on a plain ground, for a look."""
    from widgets.window_preview import dressed

    room = dressed(QWidget())
    room.resize(240, 200)
    SwipeHandle(room).stand_at(120, 200)
    return room
