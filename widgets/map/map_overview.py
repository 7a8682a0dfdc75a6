"""What takes the place of a dense layer when one looks from afar: single things would only hide each other.

    density of points    a tint over cells fixed to the ground, stronger where there are more
    density of areas     each pixel as dark as it is built up; houses of less than a few pixels cannot be told apart

`overview_of` says which one a layer is drawn as, so that the legend can call it by its name.
"""

from __future__ import annotations

from math import ceil, log2
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.kinds import Style
from app.model import Layer
from app.scene import Frame
from widgets.map import map_shapes

if TYPE_CHECKING:
    import numpy

    from widgets.map.map_painter import Hand
    from widgets.map.map_shapes import Shapes

DENSITY = "density"
# Fewer are never taken together; so many are, even where their style would hide them from afar.
MANY_POINTS, MANY_AREAS, CROWD = 2000, 20_000, 20_000
# Points usually nearer to each other than this would cover each other; areas smaller than this cannot be told apart.
NEAR_PX, SMALL_PX = 6.0, 2.5
CELL_PX = 8.0
# A tint is full where a cell holds as many as only one cell in fifty does.
FULL_SHARE, STRONGEST, FAINTEST = 0.98, 0.66, 0.06


def overview_of(layer: Layer, frame: Frame) -> str:
    """How a layer is drawn from so far: ``density``, or "" where each of its features is drawn (or none yet known)."""
    found = map_shapes.known(layer)
    return "" if found is None else of_shapes(layer, found, frame)


def of_shapes(layer: Layer, found: Shapes, frame: Frame) -> str:
    """The same for shapes at hand."""
    from widgets.map.map_painter import style_of

    style, mpp = style_of(layer), frame.metres_per_px
    beyond = bool(style.shown_from_m_per_px) and mpp > style.shown_from_m_per_px
    if beyond and (len(layer.frame) < CROWD or "shown_from_m_per_px" in dict(layer.style)):
        return ""  # hidden from so far, and meant to be
    if layer.kind.by_area or style.symbol in ("cells", "outline"):
        return ""
    if len(found.points) >= MANY_POINTS and (beyond or found.spacing_m() < NEAR_PX * mpp):
        return DENSITY
    if len(found.rings) >= MANY_AREAS and (beyond or found.rings.usual_m < SMALL_PX * mpp):
        return DENSITY
    return ""


def may_be(layer: Layer) -> bool:
    """False for a layer that is too small ever to be drawn as a whole; asked before its shapes are made."""
    return layer.frame is not None and len(layer.frame) >= min(MANY_POINTS, MANY_AREAS)


def is_drawn(layer: Layer, found: Shapes, frame: Frame) -> bool:
    """False where the map is too coarse for a layer that is not dense enough to be drawn as a whole."""
    from widgets.map.map_painter import shown, style_of

    return shown(style_of(layer), frame) or bool(of_shapes(layer, found, frame))


def paint_density(hand: Hand, layer: Layer, style: Style, found: Shapes) -> None:
    """Tint the ground by how many points lie on it; the few far strays are drawn as dots."""
    from widgets.map import symbols
    from widgets.map.map_points import SMALLEST_DOT_PX, paint_dots

    cell_m = 2.0 ** ceil(log2(CELL_PX * hand.frame.metres_per_px))
    cells = found.once(f"density {cell_m}", lambda: Cells(found.points, cell_m))
    hand.step()
    cells.paint(hand, symbols.colour(style, hand.colours))
    near = cells.strays[_inside(found.points[cells.strays], hand)]
    if len(near):
        paint_dots(hand, style, map_shapes.to_px(found.points[near], hand.frame), SMALLEST_DOT_PX)


def _inside(xy: numpy.ndarray, hand: Hand) -> numpy.ndarray:
    west, south, east, north = hand.seen_box(8)
    x, y = xy.T
    return (x >= west) & (x <= east) & (y >= south) & (y <= north)


class Cells:
    """How many points lie in each cell of a grid fixed to the ground, and the pictures of it."""

    def __init__(self, points: numpy.ndarray, cell_m: float):
        import numpy as np

        self.cell_m = cell_m
        low, high = np.quantile(points[:: max(1, len(points) // 50_000)], (0.002, 0.998), axis=0)
        air = (high - low) * 0.05 + cell_m
        self.first = np.floor((low - air) / cell_m).astype(np.int64)
        columns, rows = (np.ceil((high + air) / cell_m).astype(np.int64) - self.first).tolist()
        cell = np.floor(points / cell_m).astype(np.int64) - self.first
        inside = ((cell >= 0) & (cell < (columns, rows))).all(axis=1)
        self.strays = np.flatnonzero(~inside)
        at = cell[inside]
        self.count = np.bincount(at[:, 1] * columns + at[:, 0], minlength=columns * rows).reshape(rows, columns)
        some = self.count[self.count > 0]
        self.full = max(float(np.quantile(some, FULL_SHARE)), 1.0) if len(some) else 1.0
        self._pictures: dict[str, tuple[QImage, object]] = {}

    def picture(self, ink: QColor) -> QImage:
        """One pixel a cell, north up, the ink as strong as the cell is full."""
        import numpy as np

        from widgets.map.map_crowd import inks

        known = self._pictures.get(ink.name())
        if known is None:
            share = np.minimum(self.count / self.full, 1.0) ** 0.8
            strength = np.where(self.count > 0, FAINTEST + (STRONGEST - FAINTEST) * share, 0.0)
            pixels = np.ascontiguousarray(inks(ink)[np.round(strength[::-1] * 255).astype(np.int64)].astype(np.uint32))
            height, width = pixels.shape
            image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
            known = self._pictures[ink.name()] = (image, pixels)  # the image reads the array, which must live as long
        return known[0]

    def paint(self, hand: Hand, ink: QColor) -> None:
        """Lay the tint over the frame."""
        from PySide6.QtGui import QTransform

        image, side = self.picture(ink), self.cell_m
        a, b, c, d, e, f = hand.frame.turn
        west, north = self.first[0] * side, (self.first[1] + self.count.shape[0]) * side
        # From cells (right, down) to metres to pixels.
        there = QTransform(a * side, d * side, -b * side, -e * side, a * west + b * north + c, d * west + e * north + f)
        hand.painter.save()
        hand.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        hand.painter.setTransform(there, True)
        hand.painter.drawImage(QRectF(0, 0, image.width(), image.height()), image)
        hand.painter.restore()
