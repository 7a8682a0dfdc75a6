"""Draws the lanes of a strip profile: lux, cameras, walks, and the weakest stretches across them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.words import tr
from widgets.figures import number, with_unit
from widgets.map.map_strokes import faint
from widgets.theme import fonts
from widgets.window_style import color, in_use

if TYPE_CHECKING:
    from numpy import ndarray

    from widgets.results.strip_chart import StripShown

# How the height is shared: lux, cameras, walks; between them a little air.
SHARES, AIR_PX = (0.42, 0.2, 0.38), 9.0
At = Callable[[float], float]


@dataclass(frozen=True)
class WeakBand:
    """The weakest stretch by one measure: ``kind`` is darkest or least_seen."""

    start_m: float
    end_m: float
    kind: str


def paint(painter: QPainter, shown: StripShown, box: QRectF, x: At, at_m: float) -> None:
    """Everything inside a box; ``x`` gives the pixel of a place along the route; ``at_m`` where the hand is (below 0: nowhere)."""
    painter.setFont(fonts(11))
    lanes, top = [], box.top()
    free = box.height() - AIR_PX * (len(SHARES) - 1)
    for share in SHARES:
        lanes.append(QRectF(box.left(), top, box.width(), free * share))
        top += free * share + AIR_PX
    _weak(painter, shown, box, x)
    _lux(painter, shown, lanes[0], x)
    _cameras(painter, shown, lanes[1], x)
    _walks(painter, shown, lanes[2], x)
    _metres(painter, shown, box, x)
    if at_m >= 0:
        painter.setPen(QPen(color("accent"), 1.6))
        painter.drawLine(QPointF(x(at_m), box.top()), QPointF(x(at_m), box.bottom()))


def _lux(painter: QPainter, shown: StripShown, lane: QRectF, x: At) -> None:
    strip = shown.strip
    _name(painter, lane, tr("strip.lux"))
    if not (strip.average_lx == strip.average_lx).any():
        _unknown(painter, lane)
        return
    top = max(float(strip.average_lx[strip.average_lx == strip.average_lx].max()), shown.target_lx * 1.3)

    def height(lx: float) -> float:  # roots, so that the little light that matters can be seen
        return lane.bottom() - lane.height() * sqrt(max(lx, 0.0) / top)

    _steps(painter, strip.start_m, strip.end_m, strip.average_lx, x, height, lane.bottom(), faint(in_use().lit, 0.35), color("lit"))
    _steps(painter, strip.start_m, strip.end_m, strip.least_lx, x, height, lane.bottom(), faint(in_use().lit, 0.45), None)
    close = max(14.0 - abs(height(shown.dark_lx) - height(shown.target_lx)), 0.0) / 2  # words that would touch part
    for lx, role, shift in ((shown.dark_lx, "dark", close), (shown.target_lx, "quiet", -close)):
        if lx <= top:
            _level(painter, lane, height(lx), f"{number(lx)} lx", color(role), shift)
    _base(painter, lane)


def _cameras(painter: QPainter, shown: StripShown, lane: QRectF, x: At) -> None:
    strip = shown.strip
    _name(painter, lane, tr("strip.seen_by"))
    top = max(2.0, float((strip.cameras + strip.maybe).max()))
    for start, end, sure, maybe in zip(strip.start_m, strip.end_m, strip.cameras, strip.maybe, strict=True):
        left, width = x(float(start)), x(float(end)) - x(float(start))
        tall, more = lane.height() * float(sure) / top, lane.height() * float(maybe) / top
        if sure:
            painter.fillRect(QRectF(left, lane.bottom() - tall, width + 0.6, tall), color("seen"))
        if maybe:
            upper = QRectF(left, lane.bottom() - tall - more, width + 0.6, more)
            painter.fillRect(upper, faint(in_use().seen, 0.14))
            brush = color("seen")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(brush)
            painter.setBrush(Qt.BrushStyle.BDiagPattern)
            painter.setPen(QPen(brush, 0.5))
            painter.drawRect(upper)
            painter.setBrush(Qt.BrushStyle.NoBrush)
    _base(painter, lane)


def _walks(painter: QPainter, shown: StripShown, lane: QRectF, x: At) -> None:
    strip = shown.strip
    finite = [float(value) for walk in (strip.bell_m, strip.refuge_m) for value in walk.ravel() if value == value and value != float("inf")]
    _name(painter, lane, tr("strip.walk"))
    if not finite:
        _unknown(painter, lane)
        return
    top = max(*finite, shown.near_m * 1.15)

    def height(metres: float) -> float:
        return lane.bottom() - lane.height() * min(metres / top, 1.0)

    _level(painter, lane, height(shown.near_m), with_unit(shown.near_m, "m"), color("quiet"))
    styles = (("refuge", strip.refuge_m, color("near"), Qt.PenStyle.SolidLine), ("bell", strip.bell_m, color("far"), Qt.PenStyle.DashLine))
    for number_of, (word, walk, ink, style) in enumerate(styles):
        path = QPainterPath()
        last: QPointF | None = None
        for start, end, (one, other) in zip(strip.start_m, strip.end_m, walk, strict=True):
            if not (one == one and one != float("inf") and other == other and other != float("inf")):
                last = None
                continue
            begin, finish = QPointF(x(float(start)), height(float(one))), QPointF(x(float(end)), height(float(other)))
            path.moveTo(begin) if last is None else path.lineTo(begin)
            path.lineTo(finish)
            last = finish
        pen = QPen(ink, 2.0, style)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        y = lane.top() + 24 + 14 * number_of
        if y < lane.bottom() + 4:
            painter.drawLine(QPointF(4, y - 4), QPointF(20, y - 4))
            painter.setPen(color("quiet"))
            painter.drawText(QPointF(25, y), tr(f"strip.line.{word}"))
    _base(painter, lane)


def _weak(painter: QPainter, shown: StripShown, box: QRectF, x: At) -> None:
    taken = box.left()
    for weak in sorted(shown.weak, key=lambda one: one.start_m):
        band = QRectF(x(weak.start_m), box.top(), max(x(weak.end_m) - x(weak.start_m), 3.0), box.height())
        painter.fillRect(band, faint(in_use().weakest, 0.18))
        painter.setPen(QPen(color("weakest"), 1.0))
        for edge in (band.left(), band.right()):
            painter.drawLine(QPointF(edge, band.top()), QPointF(edge, band.bottom()))
        words = tr(f"strip.{weak.kind}", length=with_unit(weak.end_m - weak.start_m, "m"))
        width = painter.fontMetrics().horizontalAdvance(words)
        left = max(min(band.center().x() - width / 2, box.right() - width), taken)  # beside the one before it
        painter.drawText(QPointF(left, box.top() - 5), words)
        taken = left + width + 10


def _steps(painter: QPainter, start: ndarray, end: ndarray, value: ndarray, x: At, y: At, floor: float, fill: QColor, line: QColor | None) -> None:
    outline = QPainterPath()
    painter.setPen(Qt.PenStyle.NoPen)
    begun = False
    for a, b, one in zip(start, end, value, strict=True):
        if one != one:
            begun = False
            continue
        left, right, top = x(float(a)), x(float(b)), y(float(one))
        painter.fillRect(QRectF(left, top, right - left + 0.4, floor - top), fill)
        outline.lineTo(left, top) if begun else outline.moveTo(left, top)
        outline.lineTo(right, top)
        begun = True
    if line is not None:
        painter.setPen(QPen(line, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(outline)


def _level(painter: QPainter, lane: QRectF, y: float, words: str, ink: QColor, shift: float = 0.0) -> None:
    """A dashed line across a lane with its figure at the left, moved down by ``shift``."""
    pen = QPen(ink, 1.0)
    pen.setDashPattern([4.0, 3.0])
    painter.setPen(pen)
    painter.drawLine(QPointF(lane.left(), y), QPointF(lane.right(), y))
    painter.setPen(ink)
    painter.drawText(QRectF(lane.left() - 54, y - 8 + shift, 48, 16), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


def _base(painter: QPainter, lane: QRectF) -> None:
    painter.setPen(QPen(color("line"), 1.0))
    painter.drawLine(QPointF(lane.left(), lane.bottom()), QPointF(lane.right(), lane.bottom()))


def _name(painter: QPainter, lane: QRectF, words: str) -> None:
    painter.setPen(color("text"))
    painter.drawText(QPointF(4, lane.top() + 10), words)


def _unknown(painter: QPainter, lane: QRectF) -> None:
    painter.setPen(color("quiet"))
    painter.drawText(lane, Qt.AlignmentFlag.AlignCenter, tr("window.figure.unknown"))
    _base(painter, lane)


def _metres(painter: QPainter, shown: StripShown, box: QRectF, x: At) -> None:
    """Distances from the start under the lanes, round figures."""
    length = shown.length_m
    step = next((one for one in (20, 50, 100, 200, 500, 1000, 2000) if length / one <= 8), 5000)
    painter.setPen(color("quiet"))
    for at in range(0, int(length) + 1, step):
        painter.drawText(QRectF(x(at) - 30, box.bottom() + 3, 60, 14), Qt.AlignmentFlag.AlignHCenter, with_unit(float(at), "m"))
