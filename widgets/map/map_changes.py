"""What the scenario does with existing things, on the map: a ghost where one stood, a cross where one is taken away."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.model import Intervention, Project
from app.scene import Overlay
from widgets.map import map_shapes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from widgets.map.map_painter import Hand

GHOST_PX, CROSS_PX = 10.0, 7.0
LEAST_M = 0.05


def marks(project: Project, items: Iterable[Intervention]) -> tuple[Overlay, ...]:
    """Overlays for changes of existing things: ``moved`` (where it stood, with the way to where it stands now) and ``removed``."""
    import numpy
    import shapely

    layers = {layer.id: layer for layer in project.layers}
    moved, removed = [], []
    for item in items:
        layer = layers.get(item.of[0]) if item.of is not None else None
        if layer is None or item.of is None or item.of[1] >= len(layer.frame):
            continue
        middle = layer.frame.geometry.iloc[item.of[1]].centroid
        if item.gone:
            removed.append(shapely.Point(middle.x, middle.y))
        elif math.dist((middle.x, middle.y), item.at_m) > LEAST_M:
            moved.append(shapely.LineString([(middle.x, middle.y), item.at_m]))
    return tuple(
        Overlay(f"changes_{role}", role, numpy.array(shapes, dtype=object), revision=str(hash(tuple(shape.wkt for shape in shapes))))
        for role, shapes in (("moved", moved), ("removed", removed)) if shapes
    )  # fmt: skip


def paint_moved(hand: Hand, overlay: Overlay) -> None:
    """Veil the old sign, ring it with dashes, and draw the way to the new place."""
    for line in overlay.geometries:
        start, end = (QPointF(*map(float, xy)) for xy in map_shapes.to_px(_xy(line), hand.frame))
        _veil(hand, start)
        pen = QPen(QColor(hand.colours.selected), 1.6)
        pen.setDashPattern([2.5, 2.0])
        circle = QPainterPath()
        circle.addEllipse(start, GHOST_PX, GHOST_PX)
        hand.painter.strokePath(circle, pen)
        way = QPainterPath(start)
        way.lineTo(end)
        hand.painter.strokePath(way, pen)


def paint_removed(hand: Hand, overlay: Overlay) -> None:
    """Veil the sign and cross it out."""
    import shapely

    for x, y in map_shapes.to_px(shapely.get_coordinates(overlay.geometries), hand.frame):
        at = QPointF(float(x), float(y))
        _veil(hand, at)
        cross = QPainterPath()
        for sign in (1.0, -1.0):
            cross.moveTo(at + QPointF(-CROSS_PX, -CROSS_PX * sign))
            cross.lineTo(at + QPointF(CROSS_PX, CROSS_PX * sign))
        for colour, width in ((hand.colours.halo, 6.0), (hand.colours.bad, 3.0)):
            hand.painter.strokePath(cross, QPen(QColor(colour), width, c=Qt.PenCapStyle.RoundCap))


def draw_swatch(painter: QPainter, role: str, box: QRectF, ink: QColor) -> None:
    """The legend sign of what was moved (a dashed ring) or removed (a cross) inside a box."""
    middle, half = box.center(), box.height() * 0.3
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if role == "moved":
        pen = QPen(ink, 1.6)
        pen.setDashPattern([2.0, 1.4])
        painter.setPen(pen)
        painter.drawEllipse(middle, half, half)
        return
    painter.setPen(QPen(ink, 2.6, c=Qt.PenCapStyle.RoundCap))
    for sign in (1.0, -1.0):
        painter.drawLine(middle + QPointF(-half, -half * sign), middle + QPointF(half, half * sign))


def _veil(hand: Hand, at: QPointF) -> None:
    veil = QPainterPath()
    veil.addEllipse(at, GHOST_PX + 1, GHOST_PX + 1)
    ground = QColor(hand.colours.ground)
    ground.setAlphaF(0.6)
    hand.painter.fillPath(veil, ground)


def _xy(line: object) -> object:
    import shapely

    return shapely.get_coordinates(line)
