"""How a row of the list of layers is drawn: the eye, the swatch as the map draws it, words, a number; the triangle that folds."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.model import Layer
from app.styles import style_of
from app.words import language, tr
from widgets.figures import count
from widgets.layer_rows import Index, Row, length
from widgets.map.legend import LegendItem, draw_sign
from widgets.map.symbols import swatch
from widgets.window_style import color, in_use, theme_name

ROW_PX, HEAD_PX, LEFT_PX, CLASS_PX = 28, 34, 16, 22
# Of so many rows each is a little lower.
MANY_ROWS, CLOSER_PX = 20, 24
SWATCH_AT = 28


class LayerLine(QStyledItemDelegate):
    """Draws a row; nothing but the eye answers to a click of its own."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        listed = index.model().rows
        row, many = listed[index.row()], len(listed) > MANY_ROWS
        if row.item is not None:
            return QSize(200, CLASS_PX)
        return QSize(200, (HEAD_PX if row.layer is None else ROW_PX) - (ROW_PX - CLOSER_PX if many else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.model().rows[index.row()]
        room: QRect = option.rect.adjusted(LEFT_PX, 0, -LEFT_PX, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.item is not None:
            self._class(painter, option, room, row.item)
        elif row.layer is None:
            self._heading(painter, option, room, row)
        else:
            self._layer(painter, option, room, row, row.layer)
        if row.open is not None:
            _triangle(painter, option.rect.left() + 7, room.center().y() + (3 if row.layer is None else 1), is_open=row.open)
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: Row) -> None:
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(option.rect, color("accent_soft"))
        font = painter.font()
        font.setPixelSize(12)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(color("quiet"))
        place = room.adjusted(0, 0, 0, -5)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, row.name)
        if not row.open:
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, count(row.size))

    def _class(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, item: LegendItem) -> None:
        """A class of the layer above: its sign, its words, how many there are."""
        draw_sign(painter, item, QRectF(room.left() + SWATCH_AT + 22, room.center().y() - 8, 24, 18), in_use(), language())
        self._words(painter, option, room.adjusted(80, 0, 0, 0), item.text, count(item.count) if item.count >= 0 else "", role="quiet")

    def _layer(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, row: Row, layer: Layer) -> None:
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus
            painter.fillRect(option.rect, color("accent_soft" if chosen else "raised"))
        eye(painter, QRect(room.left(), room.center().y() - 7, 16, 14), layer.visible)
        painter.setOpacity(1.0 if layer.visible else 0.45)
        picture = swatch(layer.kind, theme_name(), language(), 20.0, painter.device().devicePixelRatioF(), style_of(layer), row.inks)
        painter.drawPixmap(QRect(room.left() + SWATCH_AT, room.center().y() - 9, 20, 20), picture)
        painter.setOpacity(1.0)
        aside = not layer.counted and bool(layer.kind.serves)
        number = tr("window.layer.uncounted") if aside else count(length(layer))
        self._words(painter, option, room.adjusted(58, 0, 0, 0), row.name, number, role="text" if layer.visible else "quiet")

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, text: str, number: str, *, role: str) -> None:
        """Words at the left, a number at the right."""
        metrics = option.fontMetrics
        painter.setPen(color("quiet"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number)
        place = room.adjusted(0, 0, -metrics.horizontalAdvance(number) - 10, 0)
        painter.setPen(color(role))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def _triangle(painter: QPainter, x: float, y: float, *, is_open: bool) -> None:
    """A small triangle: downwards where something stands open beneath, to the right where it is folded."""
    corners = ((-3.5, -2.0), (3.5, -2.0), (0.0, 3.0)) if is_open else ((-2.0, -3.5), (3.0, 0.0), (-2.0, 3.5))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color("quiet"))
    painter.drawPolygon(QPolygonF([QPointF(x + dx, y + dy) for dx, dy in corners]))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def eye(painter: QPainter, room: QRect, is_open: bool) -> None:
    """An open eye, or a closed lid."""
    painter.setPen(QPen(color("quiet" if is_open else "faint"), 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, right, middle = room.left() + 1.0, room.right() - 0.0, room.center().y() + 0.5
    lid = QPainterPath()
    lid.moveTo(left, middle)
    lid.quadTo(room.center().x() + 0.5, middle + 10, right, middle)
    if is_open:
        lid.quadTo(room.center().x() + 0.5, middle - 10, left, middle)
    painter.drawPath(lid)
    if is_open:
        painter.setBrush(color("quiet"))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRect(room.center().x() - 2, int(middle) - 2, 5, 5))
