"""The signs of the map: each kind's shape with a letter or a small picture inside, so that colour never speaks alone.

Shapes are `QPainterPath`s about the origin, one logical pixel a unit, ``size`` the diameter a circle would have.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.kinds import LayerKind, Style
from widgets.theme import Palette, fonts, mixed, palette

POINT_SYMBOLS = ("circle", "square", "diamond", "triangle", "house", "shield", "hexagon", "dot")
LINE_SYMBOLS = ("line", "dashed_line")
AREA_SYMBOLS = ("area", "outline", "cells")
# How much larger than a circle of the same weight a shape must be drawn to look as heavy.
_WEIGHT = {"circle": 1.0, "square": 0.92, "diamond": 1.2, "triangle": 1.16, "house": 1.06, "shield": 1.1, "hexagon": 1.06, "dot": 0.5}
# Where the letter sits, as a share of the size below the middle: the middle of a triangle's mass is low.
_LETTER_DROP = {"triangle": 0.14, "house": 0.07, "shield": -0.04}
_LETTER_SHARE = {"circle": 0.62, "square": 0.68, "diamond": 0.52, "triangle": 0.46, "house": 0.52, "shield": 0.56, "hexagon": 0.58}


@lru_cache(maxsize=512)
def shape(symbol: str, size: float) -> QPainterPath:
    """The outline of a symbol about the origin; an unknown name gives the circle."""
    r = size * _WEIGHT.get(symbol, 1.0) / 2
    path = QPainterPath()
    if symbol == "square":
        path.addRoundedRect(QRectF(-r, -r, 2 * r, 2 * r), r * 0.28, r * 0.28)
    elif symbol == "diamond":
        path.addPolygon(_closed((0, -r), (r, 0), (0, r), (-r, 0)))
    elif symbol == "triangle":
        path.addPolygon(_closed((0, -r), (r, 0.8 * r), (-r, 0.8 * r)))
    elif symbol == "house":
        path.addPolygon(_closed((0, -r), (r, -0.15 * r), (r, r), (-r, r), (-r, -0.15 * r)))
    elif symbol == "shield":
        path.moveTo(0, -r)
        path.lineTo(0.9 * r, -0.66 * r)
        path.lineTo(0.9 * r, 0.05 * r)
        path.cubicTo(0.9 * r, 0.6 * r, 0.4 * r, 0.9 * r, 0, r)
        path.cubicTo(-0.4 * r, 0.9 * r, -0.9 * r, 0.6 * r, -0.9 * r, 0.05 * r)
        path.lineTo(-0.9 * r, -0.66 * r)
        path.closeSubpath()
    elif symbol == "hexagon":
        path.addPolygon(_closed(*((r * cos(k * pi / 3), r * sin(k * pi / 3)) for k in range(6))))
    else:
        path.addEllipse(QPointF(0, 0), r, r)
    return path


def _closed(*corners: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in (*corners, corners[0])])


@cache
def camera(size: float) -> QPainterPath:
    """The small camera that stands for CCTV: a body with its lens hood, about the origin."""
    u = size / 10
    path = QPainterPath()
    path.addRoundedRect(QRectF(-1.0 * u, -1.75 * u, 3.9 * u, 3.5 * u), 0.4 * u, 0.4 * u)
    path.addPolygon(_closed((-3.1 * u, -2.1 * u), (-0.9 * u, -0.75 * u), (-0.9 * u, 0.75 * u), (-3.1 * u, 2.1 * u)))
    path.setFillRule(Qt.FillRule.WindingFill)
    return path


@lru_cache(maxsize=512)
def letter_path(text: str, size: float) -> QPainterPath:
    """A letter as an outline centred on the origin, ``size`` pixels high; drawn alike on screen and paper."""
    path = QPainterPath()
    path.addText(0, 0, fonts(64, bold=True), text)
    box = path.boundingRect()
    if box.isEmpty():
        return path
    share = size / max(box.width(), box.height())
    path.translate(-box.center())
    scaled = QPainterPath(path)
    for k in range(path.elementCount()):
        element = path.elementAt(k)
        scaled.setElementPositionAt(k, element.x * share, element.y * share)
    return scaled


def colour(style: Style, colours: Palette) -> QColor:
    """The colour of a style in a theme; without a dark one of its own, the light one is lifted off the dark ground."""
    if not colours.is_dark:
        return QColor(style.color)
    if style.dark_color:
        return QColor(style.dark_color)
    return mixed(style.color, "#ffffff", 0.25) if QColor(style.color).lightness() < 130 else QColor(style.color)


def fill(style: Style, colours: Palette) -> QColor:
    """The area colour of a style in a theme, transparent where it has none."""
    chosen = (style.dark_fill if colours.is_dark else "") or style.fill
    if not chosen:
        return QColor(Qt.GlobalColor.transparent)
    if colours.is_dark and not style.dark_fill:
        return mixed(chosen, colours.ground, 0.72)
    return QColor(chosen)


def letter(style: Style, language: str) -> str:
    """The letter inside a style's symbol in a language; the other language's where it has none of its own."""
    first, second = (style.letter_ko, style.letter_en) if language == "ko" else (style.letter_en, style.letter_ko)
    return first or second


def draw(painter: QPainter, style: Style, at: QPointF, colours: Palette, *, size: float = 0.0, language: str = "ko",
         body: QColor | None = None) -> None:  # fmt: skip
    """One point sign with its ring and letter at a place in logical pixels; ``body`` replaces the style's colour."""
    size = size or style.size_px
    painter.save()
    painter.translate(at)
    outline, ink = shape(style.symbol, size), body or colour(style, colours)
    if style.symbol == "dot" or size < 7:
        painter.fillPath(outline, ink)
        painter.restore()
        return
    ring = QPainterPath(outline)
    painter.strokePath(ring, QPen(QColor(colours.ring), max(1.6, size * 0.2), j=Qt.PenJoinStyle.RoundJoin))
    painter.fillPath(outline, ink)
    sign, drop = letter(style, language), _LETTER_DROP.get(style.symbol, 0.0) * size
    if size >= 9.5 and sign:
        on = QColor("#ffffff") if contrasting(ink) else QColor("#12171c")
        if sign == "camera":
            painter.fillPath(camera(size), on)
        else:
            painter.translate(0, drop)
            painter.fillPath(letter_path(sign, size * _LETTER_SHARE.get(style.symbol, 0.6)), on)
    painter.restore()


def contrasting(ink: QColor) -> bool:
    """True where white reads better than black upon a colour."""
    return 0.299 * ink.redF() + 0.587 * ink.greenF() + 0.114 * ink.blueF() < 0.62


@lru_cache(maxsize=1024)
def stamp(style: Style, theme: str, size: float, language: str, ratio: float) -> QImage:
    """A point sign as a small picture to be put down many times; its middle is the point. Safe in worker threads."""
    side = int(size * 1.6 + 6) // 2 * 2
    image = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(painter, style, QPointF(side / 2, side / 2), palette(theme), size=size, language=language)
    painter.end()
    return image


def swatch(kind: LayerKind, theme: str, language: str = "ko", size: float = 18.0, ratio: float = 1.0, style: Style | None = None,
           inks: tuple[str, ...] = ()) -> QPixmap:  # fmt: skip
    """The legend sign of a kind, a square picture for lists and legends: symbol, line, or tinted patch."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_swatch(painter, kind, QRectF(0, 0, size, size), palette(theme), language, style, inks=inks)
    painter.end()
    return pixmap


def draw_swatch(painter: QPainter, kind: LayerKind, box: QRectF, colours: Palette, language: str = "ko", style: Style | None = None, *,
                inks: tuple[str, ...] = (), alpha: float = 1.0, classed: bool = False) -> None:  # fmt: skip
    """The legend sign of a kind inside a box, for lists, legends and paper.

    ``style``: as a layer of it is drawn (else the kind's own); ``inks``: the colours of its classes; ``classed``: one class of it.
    """
    style = style or kind.style
    painter.setOpacity(style.opacity)
    if inks:
        _draw_inks(painter, style, box, inks)
    elif style.symbol in POINT_SYMBOLS and kind.geometry != "LineString":
        size = box.height() * (0.62 if style.symbol != "dot" else 0.8)
        draw(painter, style, box.center(), colours, size=size, language=language)
    elif style.symbol in LINE_SYMBOLS:
        _draw_line(painter, kind, style, box, colours, classed=classed)
    elif style.symbol == "cells" and not classed:
        _draw_cells(painter, box, colours)
    else:
        _draw_patch(painter, style, box, colours, alpha)
    painter.setOpacity(1.0)


def _draw_inks(painter: QPainter, style: Style, box: QRectF, inks: tuple[str, ...]) -> None:
    """Several colours at once: strokes for lines, discs for points, patches for areas; the first, a middle and the last."""
    some = (inks[0], inks[len(inks) // 2], inks[-1])
    painter.setPen(Qt.PenStyle.NoPen)
    for number, ink in enumerate(some):
        painter.setBrush(QColor(ink))
        x, y = box.left() + box.width() * (0.2 + 0.3 * number), box.center().y()
        if style.symbol in LINE_SYMBOLS:
            painter.drawRect(QRectF(box.left() + 1, y + (number - 1) * 5 - 1.5, box.width() - 2, 3))
        elif style.symbol in POINT_SYMBOLS:
            painter.drawEllipse(QPointF(x, y), box.height() * 0.17, box.height() * 0.17)
        else:
            painter.drawRect(QRectF(x - box.width() * 0.15, y - box.height() * 0.3, box.width() * 0.3, box.height() * 0.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _draw_line(painter: QPainter, kind: LayerKind, style: Style, box: QRectF, colours: Palette, *, classed: bool = False) -> None:
    left, right = QPointF(box.left() + 1, box.center().y()), QPointF(box.right() - 1, box.center().y())
    if "streets" in kind.serves and not classed:
        surface = colour(style, colours)
        for width, ink in ((7.0, mixed(colours.street_edge, colours.quiet, 0.35)), (5.0, surface)):
            painter.setPen(QPen(ink, width, c=Qt.PenCapStyle.FlatCap))
            painter.drawLine(left, right)
        return
    pen = QPen(colour(style, colours), max(2.0, style.width_px) if not classed else 4.0, c=Qt.PenCapStyle.RoundCap)
    if style.symbol == "dashed_line":
        pen.setDashPattern([1.6, 2.0])
    painter.setPen(pen)
    painter.drawLine(left, right)


def _draw_cells(painter: QPainter, box: QRectF, colours: Palette) -> None:
    side = box.height() * 0.34
    for k, step in enumerate((1, 2, 3, 2)):
        corner = box.center() + QPointF((k % 2 - 1) * side, (k // 2 - 1) * side)
        painter.fillRect(QRectF(corner.x(), corner.y(), side, side), QColor(colours.need[step]))


def _draw_patch(painter: QPainter, style: Style, box: QRectF, colours: Palette, alpha: float = 1.0) -> None:
    inner = QRectF(0, 0, box.width() * 0.78, box.height() * 0.62)
    inner.moveCenter(box.center())
    inside = fill(style, colours)
    if alpha < 1:
        inside.setAlphaF(inside.alphaF() * alpha)
    painter.setBrush(QBrush(inside))
    pen = QPen(colour(style, colours), max(min(style.width_px, 1.5), 0.6))
    if style.symbol == "outline":
        pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.drawRoundedRect(inner, 2, 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
