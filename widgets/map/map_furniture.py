"""What stands around a map: scale bar, north, the made-up mark, the source line, the legend."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from app.scene import Frame, Scene
from app.words import Words
from widgets.map.labels import outline
from widgets.map.legend import CREDIT, HEAD, LegendItem, draw_sign, legend_of
from widgets.theme import Palette, palette

ROW_PX = 22.0


def scale_bar(metres_per_px: float, *, widest_px: float = 150.0) -> tuple[float, float]:
    """A round length (1, 2 or 5 with noughts) that is not wider than a limit: metres and pixels."""
    limit = metres_per_px * widest_px
    power = 1.0
    while power * 10 <= limit:
        power *= 10
    while power > limit:
        power /= 10
    metres = max((step * power for step in (1, 2, 5) if step * power <= limit), default=power)
    return metres, metres / metres_per_px


def length_text(metres: float) -> str:
    """A length for a label: metres below a kilometre, else kilometres."""
    if metres >= 1000:
        return f"{metres / 1000:,.1f} km".replace(".0 km", " km")
    return f"{metres:,.0f} m" if metres >= 10 or metres == round(metres) else f"{metres:.1f} m"


def paint_furniture(painter: QPainter, scene: Scene, frame: Frame, *, inset_px: float = 12.0, legend: bool = False,
                    vector: bool = False) -> None:  # fmt: skip
    """Scale bar and north at the lower left, the source line at the lower right, the made-up mark at the upper right."""
    colours = palette(frame.theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _scale_and_north(painter, frame, colours, inset_px)
    _source_line(painter, scene, frame, colours, inset_px)
    if scene.made_up:
        _made_up_mark(painter, frame, colours, inset_px)
    if legend:
        paint_legend(painter, legend_of(scene, frame, wait=vector), frame, inset_px, vector=vector)
    painter.restore()


def card(painter: QPainter, box: QRectF, colours: Palette, *, alpha: float = 0.9, radius: float = 7.0) -> None:
    """A quiet ground behind words on the map."""
    path = QPainterPath()
    path.addRoundedRect(box, radius, radius)
    ground = QColor(colours.window)
    ground.setAlphaF(alpha)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawPath(path)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def text(painter: QPainter, at: QPointF, words: str, size: float, ink: str, *, bold: bool = False, align: str = "left") -> float:
    """Write words with the middle of their height at a point; gives their width. Outlines, so that screen and paper agree."""
    path = outline(words, size, bold, 100)
    width = path.boundingRect().width()
    shift = {"left": width / 2, "right": -width / 2}.get(align, 0.0)
    # Not fillPath: that lets go of the interpreter, and the frame would wait for a busy worker to hand it back.
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    painter.drawPath(path.translated(at.x() + shift, at.y()))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    return width


def _scale_and_north(painter: QPainter, frame: Frame, colours: Palette, inset: float) -> None:
    metres, px = scale_bar(frame.metres_per_px, widest_px=min(150.0, frame.width_px / 4))
    words, north = length_text(metres), Words(frame.language)("map.north")
    label = outline(words, 12, False, 100).boundingRect().width()
    north_width = outline(north, 12, False, 100).boundingRect().width()
    box = QRectF(inset, frame.height_px - inset - 26, px + label + north_width + 56, 26)
    card(painter, box, colours)
    y, x = box.center().y(), box.left() + 10
    painter.setPen(QPen(QColor(colours.text), 1.2, c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(QPointF(x, y), QPointF(x + px, y))
    for end in (x, x + px):
        painter.drawLine(QPointF(end, y - 4), QPointF(end, y + 4))
    text(painter, QPointF(x + px + 8, y), words, 12, colours.text)
    at = x + px + 8 + label + 14
    text(painter, QPointF(at, y), north, 12, colours.text)
    _arrow(painter, QPointF(at + north_width + 9, y), colours, frame.turned_deg)


def _arrow(painter: QPainter, at: QPointF, colours: Palette, turned_deg: float) -> None:
    painter.save()
    painter.translate(at)
    painter.rotate(-turned_deg)
    painter.setPen(QPen(QColor(colours.text), 1.3, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    for end, start in (((0, -6), (0, 6)), ((-3, -2.5), (0, -6)), ((3, -2.5), (0, -6))):
        painter.drawLine(QPointF(*start), QPointF(*end))
    painter.restore()


def _source_line(painter: QPainter, scene: Scene, frame: Frame, colours: Palette, inset: float) -> None:
    words = scene.sources
    if not words:
        return
    room = frame.width_px * 0.5
    while len(words) > 8 and outline(words, 11, False, 100).boundingRect().width() > room:
        words = words[: int(len(words) * 0.9) - 1].rstrip() + "…"
    width = outline(words, 11, False, 100).boundingRect().width()
    box = QRectF(frame.width_px - inset - width - 16, frame.height_px - inset - 22, width + 16, 22)
    card(painter, box, colours, alpha=0.82)
    text(painter, QPointF(box.right() - 8, box.center().y()), words, 11, colours.quiet, align="right")


def _made_up_mark(painter: QPainter, frame: Frame, colours: Palette, inset: float) -> None:
    words = Words(frame.language)("map.made_up")
    width = outline(words, 12, True, 100).boundingRect().width()
    box = QRectF(frame.width_px - inset - width - 20, inset, width + 20, 24)
    path = QPainterPath()
    path.addRoundedRect(box, 5, 5)
    painter.fillPath(path, QColor(colours.warn_soft))
    text(painter, box.center(), words, 12, colours.warn, bold=True, align="centre")


def paint_legend(painter: QPainter, items: tuple[LegendItem, ...], frame: Frame, inset: float, *, vector: bool = False) -> None:
    """The legend as a card at the lower right, above the source line; as many lines as fit."""
    items = items[: max(0, int((frame.height_px - 2 * inset - 60) // ROW_PX))]
    if not items:
        return
    if vector:
        width, height = legend_size(items)
        painter.save()
        painter.translate(frame.width_px - inset - width, frame.height_px - inset - 30 - height)
        draw_legend(painter, items, frame.theme, frame.language)
        painter.restore()
        return
    image = _legend_image(items, frame.theme, frame.language, painter.device().devicePixelRatioF())
    size = image.deviceIndependentSize()
    painter.drawImage(QPointF(frame.width_px - inset - size.width(), frame.height_px - inset - 30 - size.height()), image)


def legend_size(items: tuple[LegendItem, ...]) -> tuple[float, float]:
    """Width and height of a legend card in pixels."""
    return max(outline(item.text, 12, False, 100).boundingRect().width() + 12 * item.depth for item in items) + 58, len(items) * ROW_PX + 14


@lru_cache(maxsize=8)
def _legend_image(items: tuple[LegendItem, ...], theme: str, language: str, ratio: float) -> QImage:
    # Drawn once, not at every frame of a moving map.
    width, height = (ceil(side) for side in legend_size(items))
    image = QImage(ceil(width * ratio), ceil(height * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_legend(painter, items, theme, language)
    painter.end()
    return image


def draw_legend(painter: QPainter, items: tuple[LegendItem, ...], theme: str, language: str) -> None:
    """A legend card at the painter's origin."""
    colours, (width, height) = palette(theme), legend_size(items)
    card(painter, QRectF(0, 0, width, height), colours, alpha=0.94)
    for number, item in enumerate(items):
        y = 7 + (number + 0.5) * ROW_PX
        sign = QRectF(12 + 12 * item.depth, y - 9, 24, 18)
        draw_sign(painter, item, sign, colours, language)
        text(painter, QPointF(12.0 if item.part == CREDIT else sign.right() + 10, y), item.text, 12, colours.text, bold=item.part == HEAD)


def bubble_box(at: QPointF, lines: tuple[str, ...], frame: Frame) -> QRectF:
    """Where the bubble beside the pointer stands: inside the frame, an empty box without lines."""
    if not lines:
        return QRectF()
    widths = [outline(line, 13 if number == 0 else 12, number == 0, 100).boundingRect().width() for number, line in enumerate(lines)]
    width, height = max(widths) + 24, 20 * len(lines) + 12
    x = min(max(at.x() + 18, 4.0), frame.width_px - width - 4)
    y = min(max(at.y() - height - 14, 4.0), frame.height_px - height - 4)
    return QRectF(x, y, width, height)


def bubble(painter: QPainter, at: QPointF, lines: tuple[str, ...], frame: Frame) -> None:
    """A dark bubble beside the pointer: the first line strong, the others quiet; it stays inside the frame."""
    if not lines:
        return
    box = bubble_box(at, lines, frame)
    path = QPainterPath()
    path.addRoundedRect(box, 7, 7)
    painter.fillPath(path, QColor(28, 37, 44, 238))
    for number, line in enumerate(lines):
        ink = "#ffffff" if number == 0 else "#c3ced6"
        text(painter, QPointF(box.x() + 12, box.y() + 16 + 20 * number), line, 13 if number == 0 else 12, ink, bold=number == 0)
