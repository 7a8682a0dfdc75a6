"""What the hand is shown beside what it does: the corners of the chosen drawn thing, and a ring round what it catches on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from widgets.gestures.hold import Hold, middles
from widgets.map import map_shapes

if TYPE_CHECKING:
    from app.scene import Frame
    from widgets.gestures.wishes import Path, Sketch
    from widgets.theme import Palette

CORNER_PX, MIDDLE_PX, RING_PX, CHOSEN_PX = 5.0, 3.2, 8.0, 16.0


def paint_hand(painter: QPainter, frame: Frame, hold: Hold, sketch: Sketch, colours: Palette) -> None:
    """Several that are chosen in rings, corners as squares, the middles of sides as small dots that can be pulled out, what is caught as a ring with a dot."""
    several = {hold.chosen, *hold.also} if hold.also else ()
    for at in _px(frame, tuple(item.at_m for item in hold.items if item.id in several)):
        _mark(painter, at, CHOSEN_PX, colours, filled=False)
    item = hold.of_chosen
    if item is not None and item.path_m and not sketch.dots:
        for at in _px(frame, middles(item)):
            _mark(painter, at, MIDDLE_PX, colours, filled=True, alpha=0.75)
        for at in _px(frame, item.path_m):
            _square(painter, at, colours)
    if sketch.snapped is not None:
        (at,) = _px(frame, (sketch.snapped,))
        _mark(painter, at, RING_PX, colours, filled=False)
        _mark(painter, at, 1.8, colours, filled=True)


def _px(frame: Frame, path: Path) -> list[QPointF]:
    import numpy

    return [QPointF(x, y) for x, y in map_shapes.to_px(numpy.asarray(path, dtype=float).reshape(-1, 2), frame).tolist()]


def _mark(painter: QPainter, at: QPointF, radius: float, colours: Palette, *, filled: bool, alpha: float = 1.0) -> None:
    circle = QPainterPath()
    circle.addEllipse(at, radius, radius)
    painter.setOpacity(alpha)
    painter.strokePath(circle, QPen(QColor(colours.halo), 4.5))
    if filled:
        painter.fillPath(circle, QColor(colours.selected))
    else:
        painter.strokePath(circle, QPen(QColor(colours.selected), 2.2))
    painter.setOpacity(1.0)


def _square(painter: QPainter, at: QPointF, colours: Palette) -> None:
    square = QPainterPath()
    square.addRect(at.x() - CORNER_PX, at.y() - CORNER_PX, 2 * CORNER_PX, 2 * CORNER_PX)
    painter.fillPath(square, QColor(colours.window))
    painter.strokePath(square, QPen(QColor(colours.selected), 2.2))
