"""What a scenario draws: lines, areas, strokes and texts. Names stand upright, with a halo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.scene import Overlay
from widgets.map import map_painter, map_shapes
from widgets.map.map_strokes import faint, middles

if TYPE_CHECKING:
    from widgets.map.map_painter import Hand
    from widgets.theme import Palette

ROLES_UNDER = ("drawn_area",)
ROLES = ("drawn", "stroke", "written")
LINE_PX, STROKE_PX, HALO_PX = 3.0, 2.4, 3.0
NAME_PX, TEXT_PX = 12.0, 14.0
# Names of lines and areas are left out where the map is too coarse to read them; texts are always written.
NAMED_TO_M_PER_PX = 1.6


def paint_area(hand: Hand, overlay: Overlay) -> None:
    """A tint within a firm outline, and what the area is."""
    rings, ink = map_shapes.of_overlay(overlay).rings, hand.colours.selected
    map_painter.fill(hand, rings, faint(ink, 0.14))
    map_painter.stroke(hand, rings, QPen(QColor(hand.colours.halo), LINE_PX + 2))
    map_painter.stroke(hand, rings, QPen(QColor(ink), 2.0), dash=(4.0, 2.0))
    _names(hand, overlay, 0.0)


def paint_line(hand: Hand, overlay: Overlay) -> None:
    """A firm line with a halo, and what it is."""
    lines = map_shapes.of_overlay(overlay).lines
    map_painter.stroke(hand, lines, QPen(QColor(hand.colours.halo), LINE_PX + 3))
    map_painter.stroke(hand, lines, QPen(QColor(hand.colours.selected), LINE_PX))
    _names(hand, overlay, 13.0)


def paint_stroke(hand: Hand, overlay: Overlay) -> None:
    """A stroke of the pen."""
    lines = map_shapes.of_overlay(overlay).lines
    pen = QPen(QColor(hand.colours.selected), STROKE_PX, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    map_painter.stroke(hand, lines, QPen(QColor(hand.colours.halo), STROKE_PX + 2.5))
    map_painter.stroke(hand, lines, pen)
    _names(hand, overlay, 13.0)


def paint_text(hand: Hand, overlay: Overlay) -> None:
    """Words on the map, upright whichever way the map is turned."""
    for at, words in zip(middles(hand, overlay), overlay.labels, strict=False):
        _write(hand, at, words, TEXT_PX, bold=True)


def _names(hand: Hand, overlay: Overlay, above_px: float) -> None:
    if hand.frame.metres_per_px > NAMED_TO_M_PER_PX:
        return
    for at, words in zip(middles(hand, overlay), overlay.labels, strict=False):
        _write(hand, at - QPointF(0, above_px), words, NAME_PX)


def _write(hand: Hand, at: QPointF, words: str, size: float, *, bold: bool = False) -> None:
    from widgets.map.labels import outline

    if not words:
        return
    path = outline(words, size, bold, 100).translated(at)
    hand.painter.strokePath(path, QPen(QColor(hand.colours.halo), HALO_PX, j=Qt.PenJoinStyle.RoundJoin))
    hand.painter.fillPath(path, QColor(hand.colours.selected))


def draw_swatch(painter: QPainter, role: str, box: QRectF, colours: Palette) -> bool:
    """The legend sign of a drawn role inside a box; False for other roles."""
    if role not in (*ROLES_UNDER, *ROLES):
        return False
    ink, middle = QColor(colours.selected), box.center()
    if role == "drawn_area":
        patch = QRectF(0, 0, box.width() * 0.9, box.height() * 0.6)
        patch.moveCenter(middle)
        painter.fillRect(patch, faint(colours.selected, 0.16))
        painter.setPen(QPen(ink, 1.6, Qt.PenStyle.DashLine))
        painter.drawRect(patch)
    elif role == "written":
        from widgets.map import symbols

        painter.fillPath(symbols.letter_path("가", 12.0).translated(middle), ink)
    else:
        path = QPainterPath(QPointF(box.left() + 1, middle.y() + 2))
        path.cubicTo(QPointF(middle.x() - 3, middle.y() - 8), QPointF(middle.x() + 3, middle.y() + 8), QPointF(box.right() - 1, middle.y() - 2))
        if role == "drawn":
            path = QPainterPath(QPointF(box.left() + 1, middle.y()))
            path.lineTo(QPointF(box.right() - 1, middle.y()))
        painter.strokePath(path, QPen(ink, LINE_PX))
    painter.setPen(Qt.PenStyle.NoPen)
    return True
