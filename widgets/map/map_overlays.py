"""What the analysis and the hand add to a map, role by role: coverage in cool, need in warm, assumed hatched, sketched in accent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.scene import Overlay
from widgets.map import map_changes, map_drawn, map_measured, map_painter, map_selected, map_shapes, symbols
from widgets.map.map_painter import Hand
from widgets.map.map_strokes import disc, faint, fill_hatched, hatch_patch, middles, street_px
from widgets.theme import Palette, mixed

# Roles beneath the signs, bottom to top; what is not here stands above the signs.
UNDER = (*map_drawn.ROLES_UNDER, "claimed", "view", "assumed_view", *map_measured.UNDER, "far", "near", "unseen", "maybe", "seen", *map_measured.STREETS)
OVER = ("outside", *map_measured.OVER, "walk", *map_drawn.ROLES, "moved", "removed", "proposed", "selected", "gap")


def paint_under(hand: Hand, overlays: tuple[Overlay, ...]) -> None:
    """Areas of sight, then covered and uncovered streets."""
    _paint(hand, overlays, UNDER)


def paint_over(hand: Hand, overlays: tuple[Overlay, ...]) -> None:
    """Walks, sketched things, the selection, numbered gaps."""
    _paint(hand, overlays, OVER)


def _paint(hand: Hand, overlays: tuple[Overlay, ...], roles: tuple[str, ...]) -> None:
    for role in roles:
        for overlay in overlays:
            if overlay.role == role and len(overlay.geometries):
                hand.step()
                _PAINT[role](hand, overlay)


def _line(role: str, share: float = 1.0, dash: tuple[float, ...] = ()) -> Callable[[Hand, Overlay], None]:
    def draw(hand: Hand, overlay: Overlay) -> None:
        found = map_shapes.of_overlay(overlay)
        width = street_px(hand.frame.metres_per_px) * share
        if len(found.rings):  # a share of the ground instead of streets
            map_painter.fill(hand, found.rings, faint(getattr(hand.colours, role), 0.25))
        if dash:
            beneath = mixed(hand.colours.unseen, hand.colours.street, 0.45)
            map_painter.stroke(hand, found.lines, QPen(beneath, width), flat=True)
        map_painter.stroke(hand, found.lines, QPen(QColor(getattr(hand.colours, role)), width), flat=True, dash=dash)

    return draw


def _view(hand: Hand, overlay: Overlay) -> None:
    # One fill each: where views overlap the tint deepens, in every tile alike.
    rings = map_shapes.of_overlay(overlay).rings
    map_painter.fill(hand, rings, faint(hand.colours.view, 0.22 if hand.colours.is_dark else 0.15), smallest_px=5.0, chunk=1)


def _assumed_view(hand: Hand, overlay: Overlay) -> None:
    rings = map_shapes.of_overlay(overlay).rings
    map_painter.fill(hand, rings, faint(hand.colours.view, 0.08), smallest_px=5.0, chunk=1)
    if hand.frame.metres_per_px > 3.5:
        return
    fill_hatched(hand, overlay, rings, hand.colours.view)


def _outside(hand: Hand, overlay: Overlay) -> None:
    # What is not measured steps back, signs included, so that the district is what one reads.
    sheet = QPainterPath()
    sheet.setFillRule(Qt.FillRule.OddEvenFill)
    sheet.addRect(QRectF(-20, -20, hand.frame.width_px + 40, hand.frame.height_px + 40))
    for path in map_shapes.paths(*map_painter.ready(hand, map_shapes.of_overlay(overlay).rings, closed=True), map_shapes.CHUNK):
        sheet.addPath(path)
    hand.painter.fillPath(sheet, faint(hand.colours.ground, 0.6))


def _claimed(hand: Hand, overlay: Overlay) -> None:
    rings = map_shapes.of_overlay(overlay).rings
    map_painter.fill(hand, rings, faint(hand.colours.claimed, 0.10))
    map_painter.stroke(hand, rings, QPen(faint(hand.colours.claimed, 0.7), 1.0), dash=(4.0, 4.0), smallest_px=6.0)


def _walk(hand: Hand, overlay: Overlay) -> None:
    found = map_shapes.of_overlay(overlay)
    map_painter.stroke(hand, found.lines, QPen(QColor(hand.colours.halo), 6.0))
    map_painter.stroke(hand, found.lines, QPen(QColor(hand.colours.walk), 2.6), dash=(2.2, 1.6))
    for at in middles(hand, overlay, only_points=True):
        disc(hand, at, 5.0, QColor(hand.colours.walk))


def _proposed(hand: Hand, overlay: Overlay) -> None:
    found, ink = map_shapes.of_overlay(overlay), hand.colours.selected
    map_painter.fill(hand, found.rings, faint(ink, 0.16))
    map_painter.stroke(hand, found.rings, QPen(QColor(ink), 1.4))
    map_painter.stroke(hand, found.lines, QPen(QColor(ink), street_px(hand.frame.metres_per_px) * 1.6))
    for number, at in enumerate(middles(hand, overlay, only_points=True)):
        disc(hand, at, 11.0 * hand.medium.larger, QColor(ink))
        text = overlay.labels[number] if number < len(overlay.labels) else ""
        sign(hand.painter, at, text, hand.colours, hand.medium.larger)


def sign(painter: QPainter, at: QPointF, text: str, colours: Palette, larger: float = 1.0) -> None:
    """What stands inside a sketched thing's disc: a letter or two, or the camera; a longer text stands nowhere."""
    if text == "camera" or 0 < len(text) <= 2:
        path = symbols.camera(18.0 * larger) if text == "camera" else symbols.letter_path(text, 11.0 * larger)
        painter.fillPath(path.translated(at), QColor("#ffffff") if not colours.is_dark else QColor(colours.on_accent))


def _selected(hand: Hand, overlay: Overlay) -> None:
    found, ink = map_shapes.of_overlay(overlay), hand.colours.selected
    if len(found.points) > map_selected.MANY and not (len(found.lines) or len(found.rings) or hand.medium.vector):
        map_selected.paint_many(hand, overlay)
        return
    map_painter.fill(hand, found.rings, faint(ink, 0.12))
    map_painter.stroke(hand, found.rings, QPen(QColor(ink), 2.2))
    width = street_px(hand.frame.metres_per_px)
    map_painter.stroke(hand, found.lines, QPen(faint(ink, 0.30), width + 10))
    map_painter.stroke(hand, found.lines, QPen(QColor(ink), width + 1))
    for at in middles(hand, overlay, only_points=True):
        circle = QPainterPath()
        circle.addEllipse(at, 15, 15)
        hand.painter.fillPath(circle, faint(ink, 0.18))
        hand.painter.strokePath(circle, QPen(QColor(hand.colours.halo), 4.0))
        hand.painter.strokePath(circle, QPen(QColor(ink), 2.2))


def _gap(hand: Hand, overlay: Overlay) -> None:
    found, ink = map_shapes.of_overlay(overlay), hand.colours.gap
    width = street_px(hand.frame.metres_per_px)
    if hand.frame.metres_per_px < 4:
        map_painter.stroke(hand, found.lines, QPen(faint(ink, 0.28), width + 8))
        map_painter.stroke(hand, found.lines, QPen(QColor(ink), width + 0.5))
    places = middles(hand, overlay)
    for number in reversed(range(len(places))):  # the first stands on top
        text = overlay.labels[number] if number < len(overlay.labels) else str(number + 1)
        disc(hand, places[number], 10.0, QColor(ink))
        on = QColor("#ffffff") if symbols.contrasting(QColor(ink)) else QColor("#12171c")
        size = 10.0 if len(text) < 2 else 11.0
        hand.painter.fillPath(symbols.letter_path(text, size).translated(places[number]), on)


def draw_swatch(painter: QPainter, role: str, box: QRectF, colours: Palette) -> None:
    """The legend sign of a role inside a box: a stroke for streets, a hatched or tinted patch for areas, a disc for marks."""
    if map_measured.swatch(painter, role, box, colours) or map_drawn.draw_swatch(painter, role, box, colours):
        return
    middle, inked = box.center(), {"assumed_view": "view", "proposed": "selected", "sketched": "selected", "moved": "selected", "removed": "bad"}
    ink = QColor(getattr(colours, inked.get(role, role)))
    if role in ("view", "assumed_view", "claimed"):
        patch = QRectF(0, 0, box.width() * 0.9, box.height() * 0.6)
        patch.moveCenter(middle)
        painter.fillRect(patch, faint(ink.name(), 0.2))
        if role == "assumed_view":
            hatch_patch(painter, patch, faint(ink.name(), 0.9))
    elif role in ("gap", "sketched"):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(middle, box.height() * 0.32, box.height() * 0.32)
    elif role in ("moved", "removed"):
        map_changes.draw_swatch(painter, role, box, ink)
    else:
        pen = QPen(ink, 4.0, c=Qt.PenCapStyle.FlatCap)
        if role in ("maybe", "walk"):
            pen.setDashPattern([1.2, 0.8])
        painter.setPen(pen)
        painter.drawLine(QPointF(box.left() + 1, middle.y()), QPointF(box.right() - 1, middle.y()))
    painter.setPen(Qt.PenStyle.NoPen)


_PAINT: dict[str, Callable[[Hand, Overlay], None]] = {
    "outside": _outside,
    "claimed": _claimed, "view": _view, "assumed_view": _assumed_view,
    "far": _line("far", 0.9), "near": _line("near", 0.9),
    "unseen": _line("unseen"), "maybe": _line("maybe", dash=(1.6, 1.2)), "seen": _line("seen", 1.1),
    **map_measured.PAINT,
    "drawn_area": map_drawn.paint_area, "drawn": map_drawn.paint_line, "stroke": map_drawn.paint_stroke, "written": map_drawn.paint_text,
    "moved": map_changes.paint_moved, "removed": map_changes.paint_removed,
    "walk": _walk, "proposed": _proposed, "selected": _selected, "gap": _gap,
}  # fmt: skip
