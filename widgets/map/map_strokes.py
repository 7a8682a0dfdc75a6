"""What the painters of overlays share: how thick a measured street is, tints, hatching, discs, where marks go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from app.scene import Overlay
from widgets.map import map_painter, map_shapes

if TYPE_CHECKING:
    from widgets.map.map_painter import Hand
    from widgets.map.map_shapes import Parts

HATCH_PX = 7.0


def street_px(metres_per_px: float) -> float:
    """How thick a measured street is drawn: thinner from afar, never lost."""
    return min(5.5, max(1.3, 2.6 * metres_per_px**-0.4))


def faint(colour: str, alpha: float) -> QColor:
    """A colour made translucent."""
    made = QColor(colour)
    made.setAlphaF(alpha)
    return made


def fill_hatched(hand: Hand, overlay: Overlay, rings: Parts, colour: str, alpha: float = 0.75) -> None:
    """Thin diagonal lines over areas, laid from the origin of the ground so that tiles fit; on paper as lines."""
    if hand.medium.vector:
        from widgets.map.map_paper import hatch_lines

        lines = hatch_lines(overlay.geometries, hand.frame, HATCH_PX)
        map_painter.stroke(hand, lines, QPen(faint(colour, alpha), 0.6), flat=True)
        return
    brush, period = _hatch(faint(colour, alpha), hand.medium.ratio)
    x, y = hand.frame.to_px(0.0, 0.0)
    hand.painter.setBrushOrigin(QPointF(x % period, y % period))
    map_painter.fill(hand, rings, brush)


def _hatch(ink: QColor, ratio: float) -> tuple[QBrush, float]:
    """A brush of thin diagonal lines and its period in logical pixels."""
    side = max(4, round(HATCH_PX * ratio))
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, max(0.9, 0.9 * ratio)))
    for shift in (-side, 0, side):
        painter.drawLine(QPointF(shift - 2, side + 2), QPointF(shift + side + 2, -2))
    painter.end()
    brush = QBrush(image)
    brush.setTransform(QTransform.fromScale(1 / ratio, 1 / ratio))
    return brush, side / ratio


def disc(hand: Hand, at: QPointF, radius: float, ink: QColor) -> None:
    """A filled circle with a ring."""
    circle = QPainterPath()
    circle.addEllipse(at, radius + 2, radius + 2)
    hand.painter.fillPath(circle, QColor(hand.colours.ring))
    circle = QPainterPath()
    circle.addEllipse(at, radius, radius)
    hand.painter.fillPath(circle, ink)


def block(hand: Hand, at: QPointF, radius: float, ink: QColor) -> None:
    """A filled square with a ring: another mark than a disc also for those who see no colours."""
    for grown, colour in ((2.0, QColor(hand.colours.ring)), (0.0, ink)):
        square = QPainterPath()
        half = 0.9 * radius + grown
        square.addRoundedRect(QRectF(at.x() - half, at.y() - half, 2 * half, 2 * half), 3 + grown, 3 + grown)
        hand.painter.fillPath(square, colour)


def middles(hand: Hand, overlay: Overlay, *, only_points: bool = False) -> list[QPointF]:
    """Where the mark of each geometry goes, in pixels: a point itself, a line's middle, a place inside an area."""
    import numpy as np
    import shapely

    geometries = overlay.geometries
    kind = shapely.get_type_id(geometries)
    if only_points:
        geometries, kind = geometries[kind == 0], kind[kind == 0]
    if not len(geometries):
        return []
    single = np.where(kind == 5, shapely.line_merge(geometries), geometries)
    line = shapely.get_type_id(single) == 1
    middle = np.where(line, shapely.line_interpolate_point(np.where(line, single, np.array(None, dtype=object)), 0.5, normalized=True), geometries)
    middle = shapely.point_on_surface(middle)
    at = map_shapes.to_px(np.column_stack((shapely.get_x(middle), shapely.get_y(middle))), hand.frame)
    return [QPointF(x, y) for x, y in at.tolist() if x == x]


def hatch_patch(painter: QPainter, patch: QRectF, ink: QColor, step_px: float = 4.0) -> None:
    """Diagonal lines inside a small patch of a legend."""
    painter.setPen(QPen(ink, 0.8))
    for k in range(1, int((patch.width() + patch.height()) // step_px) + 1):
        reach = k * step_px
        a = QPointF(patch.left() + max(0.0, reach - patch.height()), patch.top() + min(reach, patch.height()))
        b = QPointF(patch.left() + min(reach, patch.width()), patch.top() + max(0.0, reach - patch.width()))
        painter.drawLine(a, b)
