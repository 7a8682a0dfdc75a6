"""Areas coloured by a value: crime grades in cells, counts and residents by dong, in five steps of one colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPen

from app.kinds import Style
from app.model import Layer
from widgets.map import map_painter, symbols
from widgets.map.map_shapes import Parts, Shapes
from widgets.theme import Palette, mixed

if TYPE_CHECKING:
    import numpy

CLASSES = 5


def value_column(layer: Layer) -> str:
    """The column that colours a layer: its label where that is a number, else its first number; "" without one."""
    numbers = [column.name for column in layer.kind.columns if column.type in ("number", "integer") and column.name in layer.frame]
    return layer.kind.style.label if layer.kind.style.label in numbers else (numbers[0] if numbers else "")


def classes(layer: Layer) -> numpy.ndarray:
    """A class from 0 to 4 for each row, -1 where the value is unknown; small whole numbers (grades 1 to 5) are their own."""
    import numpy as np

    column = value_column(layer)
    if not column:
        return np.zeros(len(layer.frame), np.int64)
    values = np.asarray(layer.frame[column], dtype=float)
    known = np.isfinite(values)
    if not known.any():
        return np.full(len(values), -1)
    if values[known].min() >= 1 and values[known].max() <= CLASSES and (values[known] % 1 == 0).all():
        steps = values - 1
    else:
        steps = np.searchsorted(np.quantile(values[known], np.arange(1, CLASSES) / CLASSES), values, side="right")
    return np.where(known, steps, -1).astype(np.int64)


def ramp(style: Style, colours: Palette) -> tuple[QColor, ...]:
    """The five colours of a style, little to much, from near the ground to its full colour."""
    full, start = symbols.colour(style, colours).name(), mixed(colours.ground, symbols.fill(style, colours).name(), 0.45).name()
    return tuple(mixed(start, full, share) for share in (0.0, 0.22, 0.45, 0.7, 0.95))


def paint_classes(hand: map_painter.Hand, layer: Layer, style: Style, found: Shapes) -> None:
    """Fill the areas of a layer by the class of their value; streets and buildings stay visible beneath."""
    step = found.once("classes", lambda: classes(layer))
    rings = found.rings
    if not len(rings):
        return
    for number, ink in enumerate(ramp(style, hand.colours)):
        mine = (step == number)[rings.row]
        if mine.any():
            ink.setAlphaF(0.55)
            map_painter.fill(hand, some(rings, mine), ink)
    edge = QColor(hand.colours.ground)
    edge.setAlphaF(0.7)
    map_painter.stroke(hand, rings, QPen(edge, 0.8), smallest_px=4.0)


def some(parts: Parts, mask: numpy.ndarray) -> Parts:
    """Only the parts for which the mask holds."""
    import numpy as np

    numbers = np.flatnonzero(mask)
    xy, start = parts.pick(numbers)
    return Parts(xy, start, parts.row[numbers], parts.box[numbers])
