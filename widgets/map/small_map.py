"""A small map of points over the outline of the district, in longitude and latitude: do they fall where they should?"""

from __future__ import annotations

from math import cos, radians
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.words import tr
from widgets.window_style import color

if TYPE_CHECKING:
    import numpy

MOST_POINTS = 4000
MARGIN_PX = 12


class SmallMap(QWidget):
    """Draws rings and points; nothing can be done with it."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._points: numpy.ndarray | None = None
        self._rings: list[numpy.ndarray] = []
        self.setMinimumSize(220, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_points(self, points_lonlat: numpy.ndarray | None, rings_lonlat: list[numpy.ndarray]) -> None:
        """Show points, an array (k, 2) in degrees, over the rings of the district; None or none says so in words."""
        self._points, self._rings = points_lonlat, rings_lonlat
        self.setAccessibleName(f"{tr('window.import.map')}: {0 if points_lonlat is None else len(points_lonlat)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, outline, points."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("ground"))
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        if self._points is None or len(self._points) == 0:
            painter.setPen(color("quiet"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(10, 10, -10, -10), int(flags), tr("window.import.no_map"))
            return
        place = self._fit()
        painter.setPen(QPen(color("border"), 1.2))
        painter.setBrush(color("building"))
        for ring in self._rings:
            path = QPainterPath(place(ring[0]))
            for corner in ring[1:]:
                path.lineTo(place(corner))
            path.closeSubpath()
            painter.drawPath(path)
        dot = color("accent")
        dot.setAlpha(150)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(dot)
        for point in self._points[:: max(1, len(self._points) // MOST_POINTS)]:
            painter.drawEllipse(place(point), 2.2, 2.2)

    def _fit(self):
        import numpy

        # The middle nine tenths of the points and the whole outline: one point in the sea must not hide the others.
        shown = [numpy.percentile(self._points, (2, 98), axis=0), *self._rings]
        whole = numpy.vstack(shown)
        low, high = whole.min(axis=0), whole.max(axis=0)
        middle = (low + high) / 2
        squeeze = cos(radians(float(middle[1])))
        wide = max(float(high[0] - low[0]) * squeeze, 0.004)
        tall = max(float(high[1] - low[1]), 0.004)
        scale = min((self.width() - 2 * MARGIN_PX) / wide, (self.height() - 2 * MARGIN_PX) / tall)
        x0, y0 = self.width() / 2, self.height() / 2

        def place(point: numpy.ndarray) -> QPointF:
            x = x0 + (float(point[0]) - float(middle[0])) * squeeze * scale
            return QPointF(min(max(x, -50.0), self.width() + 50.0), y0 - (float(point[1]) - float(middle[1])) * scale)

        return place


def preview(project: str | None) -> QWidget:
    """A hundred points in a square, for a look."""
    import numpy

    view = SmallMap()
    view.resize(320, 260)
    square = numpy.array([(127.0, 37.5), (127.02, 37.5), (127.02, 37.52), (127.0, 37.52)])
    view.show_points(numpy.array([(127 + 0.002 * (n % 10), 37.5 + 0.002 * (n // 10)) for n in range(100)]), [square])
    return view
