"""Thousands of chosen places marked at once: small rings laid into one picture, which is carried along while the map moves."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from widgets.map import map_shapes

if TYPE_CHECKING:
    import numpy

    from app.scene import Frame, Overlay
    from widgets.map.map_painter import Hand

# From so many on, rings are laid into one picture.
MANY = 40
# The picture reaches so far over each edge, so that a map that is carried along needs no new one at once.
OVER = 0.3
# Smaller rings are filled.
FILLED_PX = 4.6
_last: dict[str, tuple[tuple[object, ...], Frame, QImage]] = {}


def paint_many(hand: Hand, overlay: Overlay) -> None:
    """Mark all points of an overlay with small rings."""
    key = (overlay.key, overlay.revision, hand.colours.name, hand.medium.ratio)
    known = _last.get(overlay.key)
    if known is None or known[0] != key or not _still_covers(known[1], hand.frame):
        wide = _widened(hand.frame) if overlay.key.startswith("live_") else hand.frame
        known = key, wide, _picture(map_shapes.of_overlay(overlay).points, wide, hand)
        if overlay.key.startswith("live_"):  # one only: tiles come from many frames
            _last.clear()
            _last[overlay.key] = known
    _, then, image = known
    corner = QPointF(*_moved(then, hand.frame))
    ratio = hand.medium.ratio
    # Whole device pixels: a picture put between pixels would blur.
    hand.painter.drawImage(QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio), image)


def radius_px(metres_per_px: float) -> float:
    """How large a ring is: around a sign from near, a dot from afar."""
    return min(11.0, max(3.5, 9.0 / metres_per_px**0.5))


def _widened(frame: Frame) -> Frame:
    return replace(frame, width_px=round(frame.width_px * (1 + 2 * OVER)), height_px=round(frame.height_px * (1 + 2 * OVER)))


def _moved(then: Frame, now: Frame) -> tuple[float, float]:
    """Where the left top corner of the picture of a frame stands in another of the same scale and turn."""
    import numpy as np

    middle = map_shapes.to_px(np.array([then.centre_m]), now)[0]
    return float(middle[0]) - then.width_px / 2, float(middle[1]) - then.height_px / 2


def _still_covers(then: Frame, now: Frame) -> bool:
    same = replace(then, centre_m=now.centre_m, width_px=now.width_px, height_px=now.height_px) == now
    if not same:
        return False
    left, top = _moved(then, now)
    return left <= 0 and top <= 0 and left + then.width_px >= now.width_px and top + then.height_px >= now.height_px


def _picture(points: numpy.ndarray, frame: Frame, hand: Hand) -> QImage:
    import numpy as np

    ratio = hand.medium.ratio
    width, height = round(frame.width_px * ratio), round(frame.height_px * ratio)
    stamp, reach = _stamp(radius_px(frame.metres_per_px), ratio, hand.colours.selected, hand.colours.halo)
    canvas = np.zeros((height + 4 * reach + 1, width + 4 * reach + 1), np.uint32)
    at = np.round(map_shapes.to_px(points, frame) * ratio)
    at = at[(at[:, 0] >= -reach) & (at[:, 1] >= -reach) & (at[:, 0] < width + reach) & (at[:, 1] < height + reach)].astype(np.int64)
    if len(at) > 4000:  # what falls on the same two pixels is one ring
        _, first = np.unique((at[:, 1] // 2) * (width + 4 * reach) + at[:, 0] // 2, return_index=True)
        at = at[first]
    row_px = canvas.shape[1]
    # The canvas has a rim twice as wide as a ring reaches: none is cut, none falls outside.
    start = (at[:, 1] + reach) * row_px + at[:, 0] + reach
    flat = canvas.reshape(-1)
    for value, down, across in stamp:
        flat[start + down * row_px + across] = value
    kept = np.ascontiguousarray(canvas[2 * reach : 2 * reach + height, 2 * reach : 2 * reach + width])
    image = QImage(kept.data, width, height, width * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
    image.setDevicePixelRatio(ratio)
    return image


@lru_cache(maxsize=16)
def _stamp(radius: float, ratio: float, ink: str, halo: str) -> tuple[tuple[tuple[int, int, int], ...], int]:
    """The pixels of one ring, faint ones first so that strong ones stay where rings meet: value, row, column; and its reach."""
    import numpy as np

    reach = int(np.ceil((radius + 3.0) * ratio))
    side = 2 * reach + 1
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate((side - 1) / 2 + 0.5, (side - 1) / 2 + 0.5)
    painter.scale(ratio, ratio)
    tint = QColor(ink)
    tint.setAlphaF(0.85 if radius < FILLED_PX else 0.22)
    ring = QRectF(-radius, -radius, 2 * radius, 2 * radius)
    painter.setPen(QPen(QColor(halo), 4.0 if radius >= FILLED_PX else 2.6))
    painter.setBrush(tint)
    painter.drawEllipse(ring)
    painter.setPen(QPen(QColor(ink), 2.0 if radius >= FILLED_PX else 1.2))
    painter.drawEllipse(ring)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(side, image.bytesPerLine() // 4)[:, :side]
    down, across = np.nonzero(pixels)
    value = pixels[down, across]
    order = np.argsort(value >> 24, kind="stable")
    return tuple(zip(value[order].tolist(), down[order].tolist(), across[order].tolist(), strict=True)), reach
