"""The one way a map is drawn, on screen, projector, picture and paper: a scene and a frame in, paint out.

Order: areas, buildings, streets, other lines and borders; then what the analysis adds; then the signs of points; then labels.
Works on any paint device and in any thread; the interpreter is free while Qt fills.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPathStroker, QPen

from app.feedback import Feedback
from app.kinds import Style
from app.model import Layer
from app.scene import Box, Frame, Overlay, Scene
from app.styles import is_classed, style_of
from widgets.map import map_crowd, map_overview, map_shapes, symbols
from widgets.map.map_shapes import Parts, Shapes
from widgets.theme import Palette, palette

if TYPE_CHECKING:
    import numpy

ALL, GROUND, LABELS = "all", "ground", "labels"
# A street whose width no file gives is drawn as wide as an alley.
UNKNOWN_WIDTH_M = 6.0
# From further away a crowd of streets is drawn without edges, which could not be seen.
EDGED_TO_M_PER_PX = 7.0
# A street costs Qt as much as so many other things.
STREETS_COUNT = 4
# Corners to a stroke: an outline has ten times as many, and Qt holds the interpreter until it is done.
STROKE_CHUNK = 100


@dataclass(frozen=True)
class Medium:
    """What is painted on. ``grain_px``: corners nearer than this are one; ``vector``: no stamps, no clips (paper).

    ``larger``: so many times as large are the signs of sketched things.
    """

    ratio: float = 1.0
    vector: bool = False
    grain_px: float = 0.35
    larger: float = 1.0


@dataclass(frozen=True)
class Hand:
    """All that the drawing functions share: the painter, the frame, the colours, the medium."""

    painter: QPainter
    frame: Frame
    colours: Palette
    medium: Medium
    feedback: Feedback | None = None

    def step(self) -> None:
        """A moment at which drawing can be stopped."""
        if self.feedback is not None:
            self.feedback.step(0.0)

    def seen_box(self, margin_px: float) -> Box:
        """The ground in view, widened by a margin."""
        west, south, east, north = self.frame.box_m
        by = margin_px * self.frame.metres_per_px
        return (west - by, south - by, east + by, north + by)


def paint(painter: QPainter, scene: Scene, frame: Frame, *, part: str = ALL, medium: Medium | None = None,
          feedback: Feedback | None = None) -> None:  # fmt: skip
    """Draw a scene as a frame shows it, the frame's top left at the painter's origin.

    ``part``: ``ground`` without the labels (tiles), ``labels`` alone, or ``all``. ``feedback`` may stop the work (`Cancelled`).
    An empty scene gives the bare ground.
    """
    hand = Hand(painter, frame, palette(frame.theme), medium or Medium(), feedback)
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if part != LABELS:
            painter.fillRect(0, 0, frame.width_px, frame.height_px, QColor(hand.colours.ground))
            _paint_ground(hand, scene)
        if part != GROUND and scene.labelled:
            from widgets.map.labels import paint_labels

            paint_labels(hand, scene)
    finally:
        painter.restore()


def _paint_ground(hand: Hand, scene: Scene) -> None:
    layers = scene.layers
    if scene.basemaps:
        from widgets.basemaps.paint_basemaps import paint_basemaps, seen_through

        paint_basemaps(hand, scene.basemaps)
        layers = seen_through(layers, scene.basemaps)
    paint_layers(hand, layers)
    paint_overlays(hand, scene.overlays)
    for layer in _crowded_first(scene.layers, hand.frame):
        hand.step()
        paint_points(hand, layer)
    paint_marks(hand, scene.overlays)


def _crowded_first(layers: tuple[Layer, ...], frame: Frame) -> list[Layer]:
    """The layers with signs, the rarest on top: one police box must not vanish under a hundred cameras."""
    may = [layer for layer in layers if layer.visible and layer.frame is not None and layer.kind.geometry in ("Point", "Any")]
    drawn = [layer for layer in may if shown(style_of(layer), frame) or map_overview.may_be(layer)]
    pointed = [layer for layer in drawn if len(map_shapes.of_layer(layer).points)]
    return sorted(pointed, key=lambda layer: map_shapes.of_layer(layer).spacing_m())


def picture(scene: Scene, frame: Frame, device_ratio: float = 1.0, *, part: str = ALL, feedback: Feedback | None = None) -> QImage:
    """A scene as an image of the frame's size, ``device_ratio`` device pixels to a logical one; labels alone are transparent."""
    size = (round(frame.width_px * device_ratio), round(frame.height_px * device_ratio))
    clear = part == LABELS
    image = QImage(*size, QImage.Format.Format_ARGB32_Premultiplied if clear else QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(device_ratio)
    if clear:
        image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    try:
        paint(painter, scene, frame, part=part, medium=Medium(ratio=device_ratio, larger=scene.larger), feedback=feedback)
    finally:
        painter.end()
    return image


def shown(style: Style, frame: Frame) -> bool:
    """False where the map is too coarse for this style."""
    return not style.shown_from_m_per_px or frame.metres_per_px <= style.shown_from_m_per_px


def _rank(layer: Layer) -> int:
    # Whatever order the layers came in: tinted ground, buildings, streets, the rest, and borders over all of them.
    serves = layer.kind.serves
    if "walls" in serves:
        return 1
    if "streets" in serves:
        return 2
    if "district" in serves or "dong" in serves:
        return 4
    return 0 if layer.kind.group == "base" else 3


def paint_layers(hand: Hand, layers: tuple[Layer, ...]) -> None:
    """The areas and lines of all visible layers, in the order a map needs."""
    for layer in sorted((layer for layer in layers if layer.visible), key=_rank):
        style = style_of(layer)
        if layer.frame is None or not (shown(style, hand.frame) or map_overview.may_be(layer)):
            continue
        hand.step()
        found = map_shapes.of_layer(layer)
        if not map_overview.is_drawn(layer, found, hand.frame):
            continue
        hand.painter.setOpacity(style.opacity)
        classed = is_classed(layer.kind, style)
        if len(found.rings) and not classed:
            _areas(hand, layer, style, found)
        if len(found.lines) and "streets" in layer.kind.serves:
            _streets(hand, layer, style, found)
        elif len(found.lines) and not classed:
            ink = symbols.colour(style, hand.colours)
            width = max(1.5, style.width_px * min(1.0, hand.frame.metres_per_px**-0.3))
            stroke(hand, found.lines, QPen(ink, width), dash=(2.0, 1.6) if style.symbol == "dashed_line" else ())
        if classed:
            from widgets.map.map_classes import paint_classes

            paint_classes(hand, layer, style, found)
        hand.painter.setOpacity(1.0)


def _areas(hand: Hand, layer: Layer, style: Style, found: Shapes) -> None:
    border = "district" in layer.kind.serves or "dong" in layer.kind.serves
    inside, ink = symbols.fill(style, hand.colours), symbols.colour(style, hand.colours)
    if style.symbol == "outline":
        inside.setAlphaF(inside.alphaF() * 0.45)
    walls = "walls" in layer.kind.serves
    if inside.alpha():
        fill(hand, found.rings, inside, smallest_px=0.9 if walls else 1.5)
    if border:
        stroke(hand, found.rings, QPen(ink, style.width_px), dash=(4.0, 3.0) if "dong" in layer.kind.serves else (9.0, 3.0, 2.0, 3.0))
    elif style.symbol == "outline":
        stroke(hand, found.rings, QPen(ink, style.width_px), dash=(4.0, 3.0))
    elif not walls or hand.frame.metres_per_px < 1.6:
        thin = min(style.width_px, 1.0) * (0.8 if walls else 1.0)
        stroke(hand, found.rings, QPen(ink, thin), smallest_px=4.0)


def _streets(hand: Hand, layer: Layer, style: Style, found: Shapes) -> None:
    import numpy as np

    casing = QColor((style.dark_fill if hand.colours.is_dark else style.fill) or hand.colours.street_edge)
    surface = symbols.colour(style, hand.colours)
    width = found.once("width", lambda: _widths(layer))
    mpp = hand.frame.metres_per_px
    picked = found.lines.within(hand.seen_box(30 / max(mpp, 0.1) + 4))
    px = np.clip(np.round(width[found.lines.row[picked]] / mpp * 2) / 2, 1.0 if mpp > 3 else 1.5, None)
    if mpp > 1.6:
        px = np.minimum(px, 3.0 + 6.0 / mpp)
    if map_crowd.many(hand, len(picked) * STREETS_COUNT):
        edged = ((casing, 2.0 if mpp < 2.5 else 1.0), (surface, 0.0))
        for pass_ink, more in edged if mpp <= EDGED_TO_M_PER_PX else edged[1:]:
            map_crowd.stroke(hand, found.lines, picked, px + more, pass_ink)
        return
    sizes = np.unique(px).tolist()
    # All casings before any surface, so that crossings open into each other.
    for pass_ink, more in ((casing, 2.0 if mpp < 2.5 else 1.0), (surface, 0.0)):
        for size in sizes:
            hand.step()
            stroke(hand, found.lines, QPen(pass_ink, size + more), picked=picked[px == size])


def _widths(layer: Layer) -> numpy.ndarray:
    import numpy as np

    if "width_m" not in layer.frame:
        return np.full(len(layer.frame), UNKNOWN_WIDTH_M)
    width = np.asarray(layer.frame["width_m"], dtype=float)
    return np.where(np.isfinite(width) & (width > 0), np.clip(width, 2.0, 60.0), UNKNOWN_WIDTH_M)


def ready(hand: Hand, parts: Parts, *, picked: numpy.ndarray | None = None, closed: bool = False) -> tuple[numpy.ndarray, numpy.ndarray]:
    """The corners and starts, in pixels, of the parts that are picked, else of those in view."""
    frame = hand.frame
    if picked is None:
        picked = parts.within(hand.seen_box(12.0))
    xy, start = parts.pick(picked)
    xy, start = map_shapes.thinned(map_shapes.to_px(xy, frame), start, hand.medium.grain_px)
    if hand.medium.vector:
        from widgets.map.map_paper import gridded, trimmed

        xy, start = trimmed(xy, start, frame, closed=closed)
        return gridded(xy), start
    return xy, start


def fill(hand: Hand, parts: Parts, ink: QColor | QBrush, *, smallest_px: float = 0.0, chunk: int = map_shapes.CHUNK) -> None:
    """Fill rings; holes stay open and overlapping ones are united within a chunk."""
    picked = parts.within(hand.seen_box(12.0))
    if chunk > 1 and map_crowd.fills(hand, len(picked), ink):
        # From afar the smallest are what a crowd consists of.
        map_crowd.fill(hand, parts, picked, QColor(ink))
        return
    xy, start = ready(hand, parts, picked=parts.large(picked, smallest_px * hand.frame.metres_per_px), closed=True)
    for number, path in enumerate(map_shapes.paths(xy, start, chunk)):
        if number % 16 == 15:
            hand.step()
        hand.painter.fillPath(path, QBrush(ink))


def stroke(hand: Hand, parts: Parts, pen: QPen, *, picked: numpy.ndarray | None = None, dash: tuple[float, ...] = (),
           smallest_px: float = 0.0, flat: bool = False) -> None:  # fmt: skip
    """Draw lines or rings with a pen: round joins, round ends unless ``flat``; ``dash`` in widths of the pen."""
    if picked is None:
        picked = parts.within(hand.seen_box(12 + pen.widthF()), at_least_m=smallest_px * hand.frame.metres_per_px)
    if map_crowd.strokes(hand, len(picked), pen, dash, flat=flat):
        map_crowd.stroke(hand, parts, picked, pen.widthF(), pen.color())
        return
    xy, start = ready(hand, parts, picked=picked)
    # Round joins cost three times as much as cut ones and cannot be told apart on a thin line.
    thick = pen.widthF() >= 3.0
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin if thick else Qt.PenJoinStyle.BevelJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if flat or dash or not thick else Qt.PenCapStyle.RoundCap)
    if dash:
        pen.setDashPattern(list(dash))
    direct = hand.medium.vector or pen.widthF() <= 1.2
    stroker = QPainterPathStroker(pen)
    for number, path in enumerate(map_shapes.paths(xy, start, STROKE_CHUNK)):
        if number % 64 == 63:
            hand.step()
        if direct:
            hand.painter.strokePath(path, pen)
        else:  # outlined first and then filled: only while Qt fills can other threads run
            outline = stroker.createStroke(path)
            outline.setFillRule(Qt.FillRule.WindingFill)
            hand.painter.fillPath(outline, pen.brush())


def paint_overlays(hand: Hand, overlays: tuple[Overlay, ...]) -> None:
    """What the analysis adds under the signs: views, covered and uncovered streets, walks."""
    from widgets.map.map_overlays import paint_under

    paint_under(hand, overlays)


def paint_marks(hand: Hand, overlays: tuple[Overlay, ...]) -> None:
    """What stands above the signs: numbered gaps, sketched things, what is selected."""
    from widgets.map.map_overlays import paint_over

    paint_over(hand, overlays)


def paint_points(hand: Hand, layer: Layer) -> None:
    """The signs of a layer's points: with letter where there is room, as dots where there is not."""
    from widgets.map.map_points import paint_signs

    found = map_shapes.of_layer(layer)
    if map_overview.of_shapes(layer, found, hand.frame):
        map_overview.paint_density(hand, layer, style_of(layer), found)
    elif shown(style_of(layer), hand.frame):
        paint_signs(hand, layer)
