"""Signs of point layers: full where there is room, smaller when crowded, dots from far away."""

from __future__ import annotations

from math import log2
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from app.kinds import Style
from app.model import Layer
from app.scene import Frame
from app.styles import is_classed
from widgets.map import map_crowd, map_shapes, symbols
from widgets.map.map_painter import Hand, style_of
from widgets.map.map_shapes import Shapes

if TYPE_CHECKING:
    import numpy

DOT_BELOW_PX = 9.5
SMALLEST_DOT_PX = 3.4
MOST_CELLS = 4_000_000


def sign_size(style: Style, found: Shapes, frame: Frame) -> float:
    """The size in pixels at which a layer's signs are drawn: smaller where they would crowd each other."""
    full = style.size_px * min(1.0, max(0.72, 1.0 - 0.18 * log2(frame.metres_per_px / 0.8)))
    room = found.spacing_m() / frame.metres_per_px
    wanted = full * min(1.0, max(0.0, room / (3.2 * full))) if full else full
    if style.symbol == "dot" or style.size_px < DOT_BELOW_PX:
        return max(min(style.size_px, 2.0 + 1.5 / frame.metres_per_px), 2.6)
    return wanted if wanted >= DOT_BELOW_PX else max(SMALLEST_DOT_PX, wanted * 0.62)


def sparse(xy: numpy.ndarray, cell_m: float) -> numpy.ndarray:
    """The numbers of the points to keep, the first of each cell of a grid fixed to the ground: the same in every tile."""
    import numpy as np

    if not len(xy):
        return np.empty(0, np.int64)
    low, high = np.floor(xy.min(axis=0) / cell_m), np.floor(xy.max(axis=0) / cell_m)
    columns, rows = (high - low + 1).tolist()
    if columns * rows > MOST_CELLS:
        cell = np.floor(xy / cell_m).astype(np.int64)
        _, first = np.unique(cell[:, 0] * 4_000_003 + cell[:, 1], return_index=True)
        return np.sort(first)
    from widgets.map.map_near_kernel import firsts

    return firsts(np.ascontiguousarray(xy), cell_m, low, np.zeros((int(rows), int(columns)), np.bool_))


def placed(layer: Layer, hand: Hand) -> tuple[numpy.ndarray, numpy.ndarray, float]:
    """Rows, pixel places (n, 2) and size of the signs that are drawn of a layer in this frame."""
    style, found = style_of(layer), map_shapes.of_layer(layer)
    size = sign_size(style, found, hand.frame)
    west, south, east, north = hand.seen_box(2.5 * size + 8)
    inside = found.points_within((west, south, east, north))
    dense = style.symbol != "dot"
    keep = inside[sparse(found.points[inside], size * (0.7 if dense else 0.5) * hand.frame.metres_per_px)] if len(inside) else inside
    return found.point_row[keep], map_shapes.to_px(found.points[keep], hand.frame), size


def paint_signs(hand: Hand, layer: Layer) -> None:
    """Draw the signs of one layer."""
    rows, at, size = placed(layer, hand)
    if not len(at):
        return
    style = style_of(layer)
    hand.painter.setOpacity(style.opacity)
    if is_classed(layer.kind, style):
        from widgets.map.map_classes import split

        for one, mine in split(layer, style, hand.colours):
            _paint_signs(hand, one, at[mine[rows]], size)
    else:
        _paint_signs(hand, style, at, size)
    hand.painter.setOpacity(1.0)


def _paint_signs(hand: Hand, style: Style, at: numpy.ndarray, size: float) -> None:
    if style.symbol == "dot" or size < DOT_BELOW_PX:
        paint_dots(hand, style, at, size)
    elif hand.medium.vector:
        for x, y in at.tolist():
            symbols.draw(hand.painter, style, QPointF(x, y), hand.colours, size=size, language=hand.frame.language)
    else:
        image = symbols.stamp(style, hand.colours.name, round(size * 2) / 2, hand.frame.language, hand.medium.ratio)
        half, ratio = image.deviceIndependentSize().width() / 2, hand.medium.ratio
        # Whole device pixels: a stamp put between pixels would blur.
        for x, y in ((at - half) * ratio).round().tolist():
            hand.painter.drawImage(QPointF(x / ratio, y / ratio), image)


def paint_dots(hand: Hand, style: Style, at: numpy.ndarray, size: float) -> None:
    """Many small dots at once, each with a thin ring so that it stands off the ground; triangles and squares keep corners."""
    import numpy as np
    from PySide6.QtGui import QColor

    passes = ((size / 2 + min(0.9, size / 7), QColor(hand.colours.halo)), (size / 2, symbols.colour(style, hand.colours)))
    corners = {"triangle": 3, "square": 4, "diamond": 4}.get(style.symbol, 10)
    if corners > 4 and map_crowd.many(hand, len(at)):
        for radius, ink in passes:
            map_crowd.dots(hand, at, radius, ink)
        return
    turn = {"square": np.pi / 4}.get(style.symbol, -np.pi / 2)
    angle = turn + np.arange(corners) * 2 * np.pi / corners
    ring = np.column_stack((np.cos(angle), np.sin(angle)))
    start = np.arange(len(at) + 1) * corners
    grow = 1.0 if corners > 4 else 1.25
    for radius, ink in passes:
        xy = (at[:, None, :] + ring[None] * radius * grow).reshape(-1, 2)
        if map_crowd.fills(hand, len(at), ink):
            map_crowd.fill_px(hand, xy, start, ink)
            continue
        for path in map_shapes.paths(xy, start):
            hand.painter.fillPath(path, ink)
