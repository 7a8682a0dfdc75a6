"""A scanned plan to look at and to point into: drag moves it, the wheel comes closer, a click names a place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr
from widgets.theme import fonts
from widgets.window_style import color

STILL_PX, MARK_PX, STEP_PX = 4.0, 11.0, 48.0
CLOSEST, WHEEL = 24.0, 1.25


class ScanView(QWidget):
    """``picked(column, row)``: a place in pixels of the whole plan. Without a plan it shows one quiet sentence."""

    picked = Signal(float, float)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._image, self._size = QImage(), (1, 1)
        self._marks: tuple[tuple[float, float], ...] = ()
        self._words = ""
        # The plan's pixel in the middle, and logical pixels to one of the plan's.
        self._middle, self._scale = QPointF(), 1.0
        self._pressed: QPointF | None = None
        self._dragged = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 160)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.retranslate()

    def show_plan(self, image: QImage, width: int, height: int) -> None:
        """Show a plan whole; ``image`` may be smaller than its ``width`` and ``height``."""
        self._image, self._size = image, (max(1, width), max(1, height))
        self._fit()
        self.update()

    def show_words(self, words: str) -> None:
        """What is said while there is no plan."""
        self._words = words
        self.update()

    def show_marks(self, places: Sequence[tuple[float, float]]) -> None:
        """Numbered marks at places of the plan."""
        self._marks = tuple(places)
        self.update()

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setAccessibleName(tr("basemaps.scan.plan"))
        self.setAccessibleDescription(tr("basemaps.scan.plan.help"))
        self.setToolTip(tr("basemaps.scan.plan.help"))

    def to_view(self, column: float, row: float) -> QPointF:
        """Where a place of the plan is seen."""
        return QPointF(self.width() / 2, self.height() / 2) + (QPointF(column, row) - self._middle) * self._scale

    def to_plan(self, at: QPointF) -> QPointF:
        """The place of the plan under a pixel of the view."""
        return self._middle + (at - QPointF(self.width() / 2, self.height() / 2)) / self._scale

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plan and its marks."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("ground"))
        if self._image.isNull():
            painter.setPen(color("quiet"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._words)
            painter.end()
            return
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform, self._scale < 4)
        painter.drawImage(QRectF(self.to_view(0, 0), self.to_view(*self._size)), self._image, QRectF(self._image.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (column, row) in enumerate(self._marks, start=1):
            _mark(painter, self.to_view(column, row), str(number))
        if self.hasFocus():
            middle = QPointF(self.width() / 2, self.height() / 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), 1.5))
            for side in (QPointF(9, 0), QPointF(0, 9)):
                painter.drawLine(middle - side, middle + side)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A drag or a click begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Carries the plan along."""
        if self._pressed is None or self._image.isNull():
            return
        moved = event.position() - self._pressed
        if self._dragged or moved.manhattanLength() > STILL_PX:
            self._dragged, self._pressed = True, event.position()
            self._go(self._middle - moved / self._scale)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press that did not move names a place."""
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None and not self._dragged:
            self._pick(event.position())
        self._pressed = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Closer or further; what is under the pointer stays there."""
        self._zoom(WHEEL ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, plus and minus zoom, Enter and Space name the place under the cross in the middle."""
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
        middle, fine = QPointF(self.width() / 2, self.height() / 2), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in steps:
            self._go(self._middle + QPointF(*steps[Qt.Key(event.key())]) * ((2.0 if fine else STEP_PX) / self._scale))
        elif event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(WHEEL, middle)
        elif event.key() == Qt.Key.Key_Minus:
            self._zoom(1 / WHEEL, middle)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick(middle)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first size shows the plan whole."""
        super().resizeEvent(event)
        if not self._marks:
            self._fit()

    def focusInEvent(self, event: object) -> None:
        """Shows the cross for the keyboard."""
        super().focusInEvent(event)  # type: ignore[arg-type]
        self.update()

    def _fit(self) -> None:
        width, height = self._size
        self._scale = max(min(self.width() / width, self.height() / height) * 0.96, 1e-4)
        self._middle = QPointF(width / 2, height / 2)

    def _pick(self, at: QPointF) -> None:
        place = self.to_plan(at)
        if not self._image.isNull() and 0 <= place.x() <= self._size[0] and 0 <= place.y() <= self._size[1]:
            self.picked.emit(place.x(), place.y())

    def _zoom(self, share: float, at: QPointF) -> None:
        if self._image.isNull():
            return
        before, whole = self.to_plan(at), min(self.width() / self._size[0], self.height() / self._size[1])
        self._scale = min(max(self._scale * share, whole / 4), max(CLOSEST, whole))
        self._go(before - (at - QPointF(self.width() / 2, self.height() / 2)) / self._scale)

    def _go(self, middle: QPointF) -> None:
        width, height = self._size
        self._middle = QPointF(min(max(middle.x(), 0.0), width), min(max(middle.y(), 0.0), height))
        self.update()


def _mark(painter: QPainter, at: QPointF, number: str) -> None:
    """A numbered disc like those on the map."""
    painter.setPen(QPen(QColor("#ffffff"), 2))
    painter.setBrush(color("gap"))
    painter.drawEllipse(at, MARK_PX, MARK_PX)
    painter.setFont(fonts(12, bold=True))
    painter.setPen(color("window"))
    painter.drawText(QRectF(at.x() - 14, at.y() - 10, 28, 20), Qt.AlignmentFlag.AlignCenter, number)


def preview(project: str | None) -> QWidget:
    """A plan of a few strokes with two marks, for a look."""
    from widgets.window_preview import dressed

    view, image = dressed(ScanView()), QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    view.resize(480, 360)
    view.show_plan(image, 800, 600)
    view.show_marks(((200, 150), (600, 420)))
    return view
