"""Layers whose features differ in colour: by category, in steps of a value, by a measure; the same colours for map and legend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QPen

from app import ramps
from app.classing import NO_VALUE, Classed, classed, known
from app.kinds import LayerKind, Style
from app.model import Layer
from app.styles import CATEGORIES, MEASURE, OTHER, SINGLE, is_classed, way_of
from widgets.map import map_painter, map_strokes, symbols
from widgets.map.map_shapes import Parts, Shapes
from widgets.theme import Palette, mixed

if TYPE_CHECKING:
    import numpy

# Tinted ground lets streets and buildings through; houses themselves are painted full.
TINT, FULL = 0.55, 0.92


def class_colours(style: Style, colours: Palette) -> tuple[str, ...]:
    """The colour of each class of a style in a theme; the last is that of what is in none."""
    count = len(style.classes)
    if style.ramp:
        found = ramps.colours(style.ramp, count, flipped=style.flipped, dark=colours.is_dark)
    elif style.by == CATEGORIES:
        found = ramps.colours(ramps.names(ramps.QUALITATIVE)[0], count, dark=colours.is_dark)
    else:
        found = tuple(ink.name() for ink in own_ramp(style, colours, count))
        found = found[::-1] if style.flipped else found
    chosen = [lifted(own, colours) if own else ramp for (_, own, _, _), ramp in zip(style.classes, found, strict=True)]
    return (*chosen, lifted(style.other_color or OTHER, colours))


def lifted(colour: str, colours: Palette) -> str:
    """A colour somebody chose, lifted off a dark ground where it would vanish there."""
    return mixed(colour, "#ffffff", 0.25).name() if colours.is_dark and QColor(colour).lightness() < 130 else colour


def own_ramp(style: Style, colours: Palette, count: int) -> tuple[QColor, ...]:
    """The colours of a style that has no ramp, little to much, from near the ground to its full colour."""
    full, start = symbols.colour(style, colours).name(), mixed(colours.ground, symbols.fill(style, colours).name(), 0.45).name()
    if not symbols.fill(style, colours).alpha():
        start = mixed(colours.ground, full, 0.18).name()
    return tuple(mixed(start, full, 0.95 * (number / max(count - 1, 1)) ** 0.95) for number in range(count))


def class_styles(style: Style, colours: Palette) -> tuple[Style, ...]:
    """A plain style for each class, and one for what is in none."""
    made = []
    for number, ink in enumerate(class_colours(style, colours)):
        sign = style.classes[number][3] if number < len(style.classes) else ""
        plain = replace(style, by=SINGLE, classes=(), values=None, symbol=sign or style.symbol, color=ink, dark_color=ink)
        made.append(replace(plain, fill=ink, dark_fill=ink) if style.fill or style.symbol in symbols.AREA_SYMBOLS else plain)
    return tuple(made)


def none_shown(kind: LayerKind, style: Style) -> bool:
    """True where a feature in no class is drawn all the same: on a layer the planner coloured, but not for cells without a value."""
    return way_of(kind, style) not in ("", MEASURE) or bool(style.other_color)


def split(layer: Layer, style: Style, colours: Palette) -> Iterator[tuple[Style, numpy.ndarray]]:
    """For each class its plain style and which rows are in it; rows in none first, so that they lie beneath."""
    found = classed(layer, style)
    made = class_styles(found.style, colours)
    if none_shown(layer.kind, style):
        yield made[-1], (found.steps == NO_VALUE) | (found.steps == len(made) - 1)
    for number, one in enumerate(made[:-1]):
        yield one, found.steps == number


def of_legend(layer: Layer, style: Style, *, wait: bool) -> Classed | None:
    """The classes of a layer for a list or legend; None where they are not known yet and must not be waited for."""
    return classed(layer, style) if wait else known(layer, style)


def paint_classes(hand: map_painter.Hand, layer: Layer, style: Style, found: Shapes) -> None:
    """The areas and lines of a layer by their classes. Points: `paint_class_signs`."""
    for one, rows in split(layer, style, hand.colours):
        if not rows.any():
            continue
        hand.step()
        if len(found.rings):
            _areas(hand, layer, one, some(found.rings, rows[found.rings.row]))
        if len(found.lines):
            _lines(hand, layer, one, some(found.lines, rows[found.lines.row]))
    if len(found.rings):
        _edges(hand, layer, style, found.rings)


def area_alpha(kind: LayerKind, style: Style) -> float:
    """How much of the ground an area in a class covers: houses all, cells and borders let the map through."""
    return FULL if "walls" in kind.serves or (kind.group == "base" and style.symbol == "area") else TINT


def _areas(hand: map_painter.Hand, layer: Layer, style: Style, rings: Parts) -> None:
    ink = symbols.fill(style, hand.colours)
    ink.setAlphaF(area_alpha(layer.kind, style))
    map_painter.fill(hand, rings, ink, smallest_px=0.9 if "walls" in layer.kind.serves else 0.0)


def _edges(hand: map_painter.Hand, layer: Layer, style: Style, rings: Parts) -> None:
    serves, mpp = layer.kind.serves, hand.frame.metres_per_px
    if "district" in serves or "dong" in serves:
        ink = symbols.colour(style, hand.colours)
        map_painter.stroke(hand, rings, QPen(ink, style.width_px), dash=(4.0, 3.0) if "dong" in serves else (9.0, 3.0, 2.0, 3.0))
    elif "walls" not in serves or mpp < 1.6:
        edge = QColor(hand.colours.ground)
        edge.setAlphaF(0.7)
        map_painter.stroke(hand, rings, QPen(edge, 0.8), smallest_px=4.0)


def _lines(hand: map_painter.Hand, layer: Layer, style: Style, lines: Parts) -> None:
    mpp = hand.frame.metres_per_px
    if "streets" in layer.kind.serves:  # as measured streets are drawn, upon the street itself
        width, dash = map_strokes.street_px(mpp) * max(style.width_px, 0.5) / 2.0, ()
    else:
        width, dash = max(1.5, style.width_px * min(1.0, mpp**-0.3)), (2.0, 1.6) if style.symbol == "dashed_line" else ()
    map_painter.stroke(hand, lines, QPen(symbols.colour(style, hand.colours), width), dash=dash)


def some(parts: Parts, mask: numpy.ndarray) -> Parts:
    """Only the parts for which the mask holds."""
    return parts if mask.all() else parts.some(mask)


__all__ = ["class_colours", "class_styles", "is_classed", "of_legend", "paint_classes", "some", "split"]
