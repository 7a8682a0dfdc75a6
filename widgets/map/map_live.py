"""What is drawn over the tiles at every frame: the few things that follow the hand."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.scene import Frame, Overlay, Scene
from app.words import tr
from widgets.map import map_hand, map_overlays, symbols
from widgets.map.map_painter import Hand, Medium
from widgets.map.map_tools import Hold, Sketch, handle_m
from widgets.theme import Palette, palette


def paint(painter: QPainter, frame: Frame, scene: Scene, overlays: tuple[Overlay, ...], hold: Hold, sketch: Sketch,
          ratio: float = 1.0) -> None:  # fmt: skip
    """Draw the live overlays, the aim handle and the gesture's own sketch."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    hand = Hand(painter, frame, palette(frame.theme), Medium(ratio=ratio, larger=scene.larger))
    map_overlays.paint_under(hand, overlays)
    map_overlays.paint_over(hand, overlays)
    chosen = next((item for item in hold.items if item.id == hold.chosen and item.heading_deg is not None), None)
    if chosen is not None and not sketch.lines:
        _aim(painter, frame, hand.colours, chosen.at_m, handle_m(chosen, frame.metres_per_px))
    _paint_sketch(painter, frame, scene, sketch, hand.colours)
    map_hand.paint_hand(painter, frame, hold, sketch, hand.colours)
    painter.restore()


def paint_empty(painter: QPainter, frame: Frame) -> None:
    """A calm ground with one sentence where there is nothing to show."""
    from widgets.theme import fonts

    colours, whole = palette(frame.theme), QRectF(0, 0, frame.width_px, frame.height_px)
    painter.fillRect(whole, QColor(colours.ground))
    painter.setPen(QColor(colours.quiet))
    painter.setFont(fonts(15))
    painter.drawText(whole, Qt.AlignmentFlag.AlignCenter, tr("map.empty"))


def notes(sketch: Sketch) -> tuple[str, ...]:
    """The lines of the bubble beside the pointer."""
    from widgets.map.map_furniture import length_text

    if sketch.length_m is not None:
        return tr("map.measured", length=length_text(sketch.length_m)), tr("map.measure_help")
    if sketch.bearing_deg is not None:
        return (tr("map.aimed", degrees=round(sketch.bearing_deg) % 360),)
    return tuple(sketch.note.splitlines())


def _px(frame: Frame, at_m: tuple[float, float]) -> QPointF:
    return QPointF(*frame.to_px(*at_m))


def _aim(painter: QPainter, frame: Frame, colours: Palette, from_m: tuple[float, float], to_m: tuple[float, float]) -> None:
    start, end = _px(frame, from_m), _px(frame, to_m)
    pen = QPen(QColor(colours.selected), 2.0)
    pen.setDashPattern([2.5, 2.0])
    painter.setPen(pen)
    painter.drawLine(start, end)
    _knob(painter, end, colours)


def _knob(painter: QPainter, at: QPointF, colours: Palette, radius: float = 7.0) -> None:
    circle = QPainterPath()
    circle.addEllipse(at, radius, radius)
    painter.fillPath(circle, QColor(colours.window))
    painter.strokePath(circle, QPen(QColor(colours.selected), 3.0))


def _paint_sketch(painter: QPainter, frame: Frame, scene: Scene, sketch: Sketch, colours: Palette) -> None:
    pen = QPen(QColor(colours.selected), 2.2)
    pen.setDashPattern([2.5, 2.0])
    for line in sketch.lines:
        path = QPainterPath(_px(frame, line[0]))
        for corner in line[1:]:
            path.lineTo(_px(frame, corner))
        painter.strokePath(path, QPen(QColor(colours.halo), 5.0))
        painter.strokePath(path, pen)
    for dot in sketch.dots:
        _knob(painter, _px(frame, dot), colours, 4.5)
    if sketch.ghost is not None:
        _ghost(painter, frame, scene, sketch.ghost, colours)
    if sketch.box_px is not None:
        left, top, right, bottom = sketch.box_px
        box = QPainterPath()
        box.addRect(QRectF(left, top, right - left, bottom - top))
        painter.fillPath(box, map_overlays.faint(colours.selected, 0.12))
        painter.strokePath(box, QPen(QColor(colours.selected), 1.4))


def _ghost(painter: QPainter, frame: Frame, scene: Scene, ghost: tuple[str, tuple[float, float]], colours: Palette) -> None:
    kind, at_m = ghost
    at = _px(frame, at_m)
    circle = QPainterPath()
    circle.addEllipse(at, 13, 13)
    painter.setOpacity(0.8)
    painter.fillPath(circle, QColor(colours.ring))
    circle = QPainterPath()
    circle.addEllipse(at, 11, 11)
    painter.fillPath(circle, QColor(colours.selected))
    style = next((layer.kind.style for layer in scene.layers if layer.kind.key == kind), None)
    if style is not None:
        map_overlays.sign(painter, at, symbols.letter(style, frame.language), colours)
    painter.setOpacity(1.0)
