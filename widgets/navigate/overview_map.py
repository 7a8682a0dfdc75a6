"""The whole area small in a corner of the map, with a box around what is seen; the box can be dragged."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from app.scene import Box, Frame
from app.words import tr
from widgets.window_style import color

WIDE_PX, TALL_PX, INSET_PX, AIR_PX = 184, 138, 14, 8
# A box smaller than this on the overview is marked by a cross through it.
SMALLEST_PX = 9.0
STEP_SHARE = 0.25
STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1)}


def overview_frame(box_m: Box, theme: str = "light", language: str = "ko") -> Frame:
    """The frame in which a whole box is drawn on the overview, north up."""
    west, south, east, north = box_m
    scale = max((east - west) / (WIDE_PX - 12), (north - south) / (TALL_PX - 12), 0.1)
    return Frame(((west + east) / 2, (south + north) / 2), scale, WIDE_PX, TALL_PX, theme, language)


class OverviewMap(QFrame):
    """Stands in the upper right corner of its parent, under ``beneath``. ``looked_at(x_m, y_m)``: that goes into the middle; ``zoomed(turns)``; ``hide_wanted``."""

    looked_at = Signal(float, float)
    zoomed = Signal(float)
    hide_wanted = Signal()

    def __init__(self, parent: QWidget, beneath: QWidget | None = None):
        super().__init__(parent)
        self.setObjectName("floating")
        self.setFixedSize(WIDE_PX, TALL_PX)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._beneath = beneath
        self._picture, self._whole, self._seen = QImage(), overview_frame((0.0, 0.0, 1.0, 1.0)), None
        self._grip: QPointF | None = None
        self._hide = QToolButton(self, objectName="quiet", text="✕", cursor=Qt.CursorShape.ArrowCursor)
        self._hide.setStyleSheet("padding: 0; font-size: 11px;")
        self._hide.setFixedSize(20, 20)
        self._hide.move(WIDE_PX - 23, 3)
        self._hide.clicked.connect(self.hide_wanted)
        for watched in (parent, beneath):
            if watched is not None:
                watched.installEventFilter(self)
        self.hide()
        self.retranslate()

    def show_picture(self, picture: QImage, whole: Frame) -> None:
        """Show the whole area as it is drawn in a frame (`overview_frame`)."""
        self._picture, self._whole = picture, whole
        self.update()

    def show_seen(self, frame: Frame) -> None:
        """Mark what the map shows."""
        self._seen = frame
        self.update()

    @property
    def box_px(self) -> QPolygonF:
        """The corners of what the map shows, on the overview."""
        if self._seen is None:
            return QPolygonF()
        wide, tall = self._seen.width_px, self._seen.height_px
        corners = (self._seen.to_m(x, y) for x, y in ((0, 0), (wide, 0), (wide, tall), (0, tall)))
        return QPolygonF([QPointF(*self._whole.to_px(*corner)) for corner in corners])

    def retranslate(self) -> None:
        """Take the fixed texts from the language in use."""
        self.setAccessibleName(tr("navigate.overview"))
        self.setToolTip(tr("navigate.overview.help"))
        self._hide.setToolTip(tr("navigate.overview.hide"))
        self._hide.setAccessibleName(tr("navigate.overview.hide"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, the area, the box."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QPainterPath()
        inside.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        painter.setClipPath(inside)
        if not self._picture.isNull():
            painter.drawImage(QPointF(0, 0), self._picture)
        box = self.box_px
        veil = QPainterPath(inside)
        veil.addPolygon(box)
        veil.closeSubpath()
        shade = color("window")
        shade.setAlphaF(0.45)
        painter.fillPath(veil, shade)
        painter.setPen(QPen(color("accent"), 2.0))
        painter.drawPolygon(box)
        bounds = box.boundingRect()
        if 0 < max(bounds.width(), bounds.height()) < SMALLEST_PX:
            at = bounds.center()
            for dx, dy in ((SMALLEST_PX, 0), (0, SMALLEST_PX)):
                painter.drawLine(at - QPointF(dx, dy), at + QPointF(dx, dy))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(inside)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Takes hold of the box; elsewhere the map comes to where one pressed."""
        if event.button() != Qt.MouseButton.LeftButton or self._seen is None:
            return
        at = event.position()
        middle = QPointF(*self._whole.to_px(*self._seen.centre_m))
        within = self.box_px.containsPoint(at, Qt.FillRule.OddEvenFill)
        self._grip = at - middle if within else QPointF()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if not within:
            self._look(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The box follows the hand, and the map the box."""
        if self._grip is not None:
            self._look(event.position() - self._grip)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Lets go of the box."""
        self._grip = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms the map."""
        self.zoomed.emit(event.angleDelta().y() / 120)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows carry the box, plus and minus zoom the map, Delete hides the overview."""
        key = event.key()
        if key in STEPS and self._seen is not None:
            east, north = (share * STEP_SHARE * side * self._seen.metres_per_px
                           for share, side in zip(STEPS[key], (self._seen.width_px, self._seen.height_px), strict=True))  # type: ignore[index]
            x, y = self._seen.centre_m
            self.looked_at.emit(x + east, y + north)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoomed.emit(-1.0 if key == Qt.Key.Key_Minus else 1.0)
        elif key == Qt.Key.Key_Delete:
            self.hide_wanted.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the corner when the map or what stands above changes size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.place()
        return False

    def place(self) -> None:
        """Go to the corner."""
        above = self._beneath
        top = above.geometry().bottom() + AIR_PX if above is not None and not above.isHidden() else INSET_PX
        self.move(self.parentWidget().width() - self.width() - INSET_PX, top)

    def _look(self, at: QPointF) -> None:
        self.looked_at.emit(*self._whole.to_m(at.x(), at.y()))


def preview(project: str | None) -> QWidget:
    """The overview of the sample with the box in its middle, for a look."""
    from dataclasses import replace

    from app.wayfinding.overview import shown_small, whole_box
    from widgets.map.map_painter import picture
    from widgets.preview import scene_of
    from widgets.window_preview import dressed
    from widgets.window_style import theme_name

    room = dressed(QWidget())
    room.resize(300, 200)
    overview = OverviewMap(room)
    scene = shown_small(scene_of(project).layers)
    whole = overview_frame(whole_box(scene.layers) or (0.0, 0.0, 1.0, 1.0), theme_name())
    overview.show_picture(picture(scene, whole, 1.0), whole)
    overview.show_seen(replace(whole, width_px=800, height_px=640, metres_per_px=whole.metres_per_px / 12, turned_deg=20.0))
    overview.show()
    return room
