"""Crowds of areas and lines: thousands of parts in one picture, painted without Qt's paths while the interpreter is free.

Used where a picture holds so many parts that Qt would take long; few parts, dashes, patterns and paper stay with Qt.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPen

from widgets.map.map_parts import Parts

if TYPE_CHECKING:
    import numpy

    from widgets.map.map_painter import Hand

MANY = 200
# Parts usually smaller than this are not followed corner by corner: their area is spread over the pixels they lie on.
SPECK_PX = 2.6
# Wider lines with cut ends show how their segments join, which Qt does better.
WIDEST_PX = 4.5


def many(hand: Hand, count: int) -> bool:
    """True where so many parts are better painted here."""
    return not hand.medium.vector and count > MANY


def fills(hand: Hand, count: int, ink: QColor | QBrush) -> bool:
    """True where so many rings are filled here."""
    return many(hand, count) and isinstance(ink, QColor)


def strokes(hand: Hand, count: int, pen: QPen, dash: tuple[float, ...], *, flat: bool = False) -> bool:
    """True where so many lines are drawn here."""
    return many(hand, count) and not dash and (not flat or pen.widthF() <= WIDEST_PX) and pen.style() == Qt.PenStyle.SolidLine


def fill(hand: Hand, parts: Parts, picked: numpy.ndarray, ink: QColor) -> None:
    """Fill rings."""
    from widgets.map import map_crowd_kernel as kernel

    canvas = _raster(hand)
    turn = _turn(hand)
    specks = parts.area is not None and parts.usual_m / hand.frame.metres_per_px * hand.medium.ratio < SPECK_PX
    for some in _pieces(hand, picked):
        if specks:
            kernel.sprinkle(canvas, parts.box, parts.area, some, turn)
        else:
            kernel.fill(canvas, parts.xy, parts.start, some, turn)
    _put_down(hand, canvas, ink, summed=specks)


def dots(hand: Hand, at_px: numpy.ndarray, radius_px: float, ink: QColor) -> None:
    """Round dots about places in pixels."""
    import numpy as np

    from widgets.map import map_crowd_kernel as kernel

    hand.step()
    canvas, ratio = _raster(hand), hand.medium.ratio
    kernel.dots(canvas, np.ascontiguousarray(at_px * ratio), radius_px * ratio)
    _put_down(hand, canvas, ink, summed=True)


def fill_px(hand: Hand, xy: numpy.ndarray, start: numpy.ndarray, ink: QColor) -> None:
    """Fill rings whose corners are pixels already."""
    import numpy as np

    from widgets.map import map_crowd_kernel as kernel

    canvas, ratio = _raster(hand), hand.medium.ratio
    turn = np.array((ratio, 0.0, 0.0, 0.0, ratio, 0.0))
    for some in _pieces(hand, np.arange(len(start) - 1)):
        kernel.fill(canvas, np.ascontiguousarray(xy), start.astype(np.int64), some, turn)
    _put_down(hand, canvas, ink)


def stroke(hand: Hand, parts: Parts, picked: numpy.ndarray, width_px: numpy.ndarray | float, ink: QColor) -> None:
    """Draw lines or rings, of one width or each of its own."""
    import numpy as np

    from widgets.map import map_crowd_kernel as kernel

    canvas, turn = _raster(hand), _turn(hand)
    half = np.broadcast_to(np.asarray(width_px, dtype=float) * (hand.medium.ratio / 2), (len(picked),)).copy()
    first = 0
    for some in _pieces(hand, picked):
        kernel.stroke(canvas, parts.xy, parts.start, some, half[first : first + len(some)], turn)
        first += len(some)
    _put_down(hand, canvas, ink)


def _pieces(hand: Hand, picked: numpy.ndarray) -> list[numpy.ndarray]:
    """What is picked in pieces of a few milliseconds; before each the work can be stopped."""
    import numpy as np

    hand.step()
    numbers = picked.astype(np.int64)
    return [numbers[first : first + 50_000] for first in range(0, len(numbers), 50_000)]


def _raster(hand: Hand) -> numpy.ndarray:
    from widgets.map.map_crowd_kernel import raster

    return raster(round(hand.frame.width_px * hand.medium.ratio), round(hand.frame.height_px * hand.medium.ratio))


def _turn(hand: Hand) -> numpy.ndarray:
    """From metres to device pixels."""
    import numpy as np

    return np.array(hand.frame.turn) * hand.medium.ratio


def _put_down(hand: Hand, canvas: numpy.ndarray, ink: QColor, *, summed: bool = False) -> None:
    import numpy as np

    from widgets.map.map_crowd_kernel import coloured

    hand.step()
    picture = np.empty((canvas.shape[0], canvas.shape[1] - 2), np.uint32)
    coloured(canvas, inks(ink), picture, summed)
    put(hand, picture)


def put(hand: Hand, picture: numpy.ndarray) -> None:
    """Lay a picture of device pixels (premultiplied ARGB) over the whole frame."""
    height, width = picture.shape
    image = QImage(picture.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
    image.setDevicePixelRatio(hand.medium.ratio)
    hand.painter.drawImage(QPointF(0, 0), image)


def inks(ink: QColor) -> numpy.ndarray:
    """A colour in 256 steps from nothing to itself, as premultiplied ARGB; not to be written to."""
    return _inks(ink.rgba())


@lru_cache(maxsize=256)
def _inks(rgba: int) -> numpy.ndarray:
    import numpy as np

    ink = QColor.fromRgba(rgba)
    alpha = np.arange(256) / 255.0 * ink.alphaF()
    red, green, blue = (np.round(part * alpha).astype(np.uint32) for part in (ink.red(), ink.green(), ink.blue()))
    return (np.round(alpha * 255).astype(np.uint32) << 24) | (red << 16) | (green << 8) | blue
