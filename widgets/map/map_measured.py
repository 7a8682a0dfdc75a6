"""Light, windows, zones, routes and ground on the map: each told by its pattern too, not by colour alone.

    lit      thick line             exposed    thick line along a facade     kept      thick line
    dim      dashes on a pale line  trespass   dots along a facade           unkept    dashes on a pale line
    dark     thin line              dark_gap   a number in a square          weakest   a line with a light core
    zone     tint, edge; dashed where assumed                                area_seen tint, area_unseen hatched
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.scene import Overlay
from widgets.map import map_painter, map_shapes, symbols
from widgets.map.map_strokes import block, faint, fill_hatched, hatch_patch, middles, street_px
from widgets.theme import Palette, mixed

if TYPE_CHECKING:
    from widgets.map.map_painter import Hand

UNDER = ("light_view", "area_unseen", "area_seen", "zone")
STREETS = ("dark", "dim", "lit", "unkept", "kept", "trespass", "exposed")
OVER = ("weakest", "dark_gap")
# Facades are shorter than streets: from further away than this they are thin lines.
FACADES_FROM_M_PER_PX = 2.5
# Signs of their own within a role, told by the overlay's key, and the colour they take.
APART = {"zone_assumed": "zone", "exposed_maybe": "exposed"}
DASH, DOTS, BAND = (1.6, 1.2), (0.5, 0.9), (0.9, 0.6)


def _street(role: str, share: float, dash: tuple[float, ...] = (), beneath: str = "") -> Callable[[Hand, Overlay], None]:
    def draw(hand: Hand, overlay: Overlay) -> None:
        lines, width = map_shapes.of_overlay(overlay).lines, street_px(hand.frame.metres_per_px)
        if beneath:
            pale = mixed(getattr(hand.colours, beneath), hand.colours.street, 0.55)
            map_painter.stroke(hand, lines, QPen(pale, width * max(share, 1.0)), flat=True)
        map_painter.stroke(hand, lines, QPen(QColor(getattr(hand.colours, role)), width * share), flat=True, dash=dash)

    return draw


def _facade(role: str, dash: tuple[float, ...] = ()) -> Callable[[Hand, Overlay], None]:
    def draw(hand: Hand, overlay: Overlay) -> None:
        found, ink = map_shapes.of_overlay(overlay), QColor(getattr(hand.colours, role))
        pattern = DASH if sign_of(overlay).endswith("_maybe") else dash
        near = hand.frame.metres_per_px <= FACADES_FROM_M_PER_PX
        width = 1.3 * street_px(hand.frame.metres_per_px) if near else 1.6
        for parts in (found.lines, found.rings):
            if len(parts):
                map_painter.stroke(hand, parts, QPen(ink, width), flat=True, dash=pattern if near else ())

    return draw


def _zone(hand: Hand, overlay: Overlay) -> None:
    found, ink = map_shapes.of_overlay(overlay), hand.colours.zone
    dash = DASH if sign_of(overlay) == "zone_assumed" else ()
    if len(found.rings):
        map_painter.fill(hand, found.rings, faint(ink, 0.05 if dash else 0.16))
        map_painter.stroke(hand, found.rings, QPen(QColor(ink), 1.6), dash=(4.0, 3.0) if dash else ())
    width = street_px(hand.frame.metres_per_px) + 7.0
    map_painter.stroke(hand, found.lines, QPen(faint(ink, 0.32), width), flat=True, dash=BAND if dash else ())


def _area_seen(hand: Hand, overlay: Overlay) -> None:
    map_painter.fill(hand, map_shapes.of_overlay(overlay).rings, faint(hand.colours.area_seen, 0.62))


def _area_unseen(hand: Hand, overlay: Overlay) -> None:
    rings = map_shapes.of_overlay(overlay).rings
    map_painter.fill(hand, rings, faint(hand.colours.area_unseen, 0.25))
    if hand.frame.metres_per_px <= 3.5:
        fill_hatched(hand, overlay, rings, hand.colours.area_unseen, 0.9)


def _light_view(hand: Hand, overlay: Overlay) -> None:
    rings = map_shapes.of_overlay(overlay).rings
    map_painter.fill(hand, rings, faint(hand.colours.light_view, 0.22))
    map_painter.stroke(hand, rings, QPen(QColor(hand.colours.light_view), 1.2), dash=(1.0, 2.5), smallest_px=6.0)


def _weakest(hand: Hand, overlay: Overlay) -> None:
    lines, width = map_shapes.of_overlay(overlay).lines, street_px(hand.frame.metres_per_px)
    map_painter.stroke(hand, lines, QPen(QColor(hand.colours.halo), width + 9))
    map_painter.stroke(hand, lines, QPen(QColor(hand.colours.weakest), width + 6))
    map_painter.stroke(hand, lines, QPen(QColor(hand.colours.halo), max(1.4, 0.4 * width)))


def _dark_gap(hand: Hand, overlay: Overlay) -> None:
    found, ink = map_shapes.of_overlay(overlay), hand.colours.dark_gap
    width = street_px(hand.frame.metres_per_px)
    if hand.frame.metres_per_px < 4 and len(found.lines):
        map_painter.stroke(hand, found.lines, QPen(faint(ink, 0.28), width + 8))
        map_painter.stroke(hand, found.lines, QPen(QColor(ink), width + 0.5))
    on = QColor("#ffffff") if symbols.contrasting(QColor(ink)) else QColor("#12171c")
    places = middles(hand, overlay)
    for number in reversed(range(len(places))):  # the first stands on top
        text = overlay.labels[number] if number < len(overlay.labels) else str(number + 1)
        block(hand, places[number], 10.0, QColor(ink))
        size = 10.0 if len(text) < 2 else 11.0
        hand.painter.fillPath(symbols.letter_path(text, size).translated(places[number]), on)


def sign_of(overlay: Overlay) -> str:
    """The sign an overlay is drawn by: its role, or ``zone_assumed`` (taken from a rule, not from a survey), ``exposed_maybe``."""
    what = overlay.key.rpartition(".")[2]
    return what if what in APART else overlay.role


def swatch(painter: QPainter, role: str, box: QRectF, colours: Palette) -> bool:
    """The legend sign of one of these roles inside a box; False for any other role."""
    ink = QColor(getattr(colours, APART.get(role, role), colours.text))
    middle = box.center()
    patch = QRectF(0, 0, box.width() * 0.9, box.height() * 0.6)
    patch.moveCenter(middle)
    if role in ("zone", "zone_assumed", "area_seen", "area_unseen", "light_view"):
        painter.fillRect(patch, faint(ink.name(), {"area_seen": 0.62, "zone_assumed": 0.0}.get(role, 0.22)))
        if role == "area_unseen":
            hatch_patch(painter, patch, ink)
        elif role != "area_seen":
            pen = QPen(ink, 1.3)
            pen.setDashPattern({"zone_assumed": [3.0, 2.0], "light_view": [1.0, 2.0]}.get(role, [1000.0, 1.0]))
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(patch)
    elif role == "dark_gap":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        half = box.height() * 0.3
        painter.drawRoundedRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half), 2.5, 2.5)
    elif role in STREETS or role in ("weakest", "exposed_maybe"):
        _line_swatch(painter, role, box, ink, colours)
    else:
        return False
    painter.setPen(Qt.PenStyle.NoPen)
    return True


def _line_swatch(painter: QPainter, role: str, box: QRectF, ink: QColor, colours: Palette) -> None:
    left, right = QPointF(box.left() + 1, box.center().y()), QPointF(box.right() - 1, box.center().y())
    strokes = {
        "lit": [(ink, 5.0, ())], "kept": [(ink, 5.5, ())], "dark": [(ink, 2.6, ())], "unkept": [(mixed(colours.unkept, colours.street, 0.55), 5.0, ()), (ink, 5.0, DASH)],
        "dim": [(mixed(colours.dark, colours.street, 0.55), 4.0, ()), (ink, 4.0, DASH)],
        "exposed": [(ink, 6.0, ())], "exposed_maybe": [(ink, 6.0, DASH)], "trespass": [(ink, 6.0, DOTS)],
        "weakest": [(ink, 8.0, ()), (QColor(colours.window), 1.8, ())],
    }[role]  # fmt: skip
    for colour, width, dash in strokes:
        pen = QPen(colour, width, c=Qt.PenCapStyle.FlatCap)
        if dash:
            pen.setDashPattern(list(dash))
        painter.setPen(pen)
        painter.drawLine(left, right)


PAINT: dict[str, Callable[[Hand, Overlay], None]] = {
    "lit": _street("lit", 1.15), "dim": _street("dim", 1.0, DASH, beneath="dark"), "dark": _street("dark", 0.8),
    "kept": _street("kept", 1.3), "unkept": _street("unkept", 1.2, DASH, beneath="unkept"),
    "exposed": _facade("exposed"), "trespass": _facade("trespass", DOTS),
    "zone": _zone, "area_seen": _area_seen, "area_unseen": _area_unseen, "light_view": _light_view,
    "weakest": _weakest, "dark_gap": _dark_gap,
}  # fmt: skip
