"""The map as other eyes see it, or a print without colour: laid over what is on the screen, nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsEffect, QWidget

from app.eyes import seen_pixels

if TYPE_CHECKING:
    import numpy


def through(image: QImage, eye: str) -> QImage:
    """A picture as an eye sees it."""
    import numpy as np

    source = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels: numpy.ndarray = np.frombuffer(source.constBits(), np.uint32).reshape(source.height(), source.bytesPerLine() // 4)
    made = np.ascontiguousarray(seen_pixels(pixels[:, : source.width()], eye))
    seen = QImage(made.data, source.width(), source.height(), source.width() * 4, QImage.Format.Format_RGB32).copy()
    seen.setDevicePixelRatio(image.devicePixelRatio())
    return seen


class EyesEffect(QGraphicsEffect):
    """Shows a widget and all that stands on it as an eye of `app.eyes.EYES` sees it."""

    def __init__(self, eye: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.eye = eye

    def draw(self, painter: QPainter) -> None:
        """The widget in a picture of its own, then that picture through the eye."""
        ratio = painter.device().devicePixelRatioF()
        whole: QRect = self.sourceBoundingRect().toAlignedRect()
        image = QImage(QSize(round(whole.width() * ratio), round(whole.height() * ratio)), QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        hand = QPainter(image)
        hand.translate(-whole.topLeft())
        self.drawSource(hand)
        hand.end()
        painter.drawImage(QPointF(whole.topLeft()), through(image, self.eye))


def preview(project: str | None) -> QWidget:
    """The map of a project as someone without green cones sees it, for a look."""
    from widgets.map import map_canvas

    canvas = map_canvas.preview(project)
    canvas.setGraphicsEffect(EyesEffect("deutan", canvas))
    return canvas
