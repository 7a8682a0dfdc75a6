"""Drawing ready-made maps beneath all layers: on screen, turned or not, on pictures and on paper. Runs in the threads of the tiles.

A map whose file cannot be opened is left out here; whoever shows the list of base maps says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise
from math import ceil, floor, log2
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF, QTransform

from app.errors import AppError
from app.files.basemaps.ground import HALF_WORLD_M, tile_side_m, to_ground, to_mercator
from app.files.basemaps.pictures import Picture
from app.files.basemaps.shelf import Opened, opened
from app.model import Basemap, Layer
from widgets.basemaps import tile_store
from widgets.basemaps.sight import Sight, sight_of
from widgets.map.map_painter import Hand, Medium

if TYPE_CHECKING:
    from numpy import ndarray

    from app.files.basemaps.mbtiles import MBTiles
    from app.files.basemaps.pmtiles import PMTiles

# Device pixels to a logical one on paper (240 to the inch), where pictures cannot be lines.
PAPER_RATIO = 2.0
MOST_TILES, DEEPEST_PARENT = 48, 6
# How strongly houses and streets are drawn over a base map, so that both can be seen.
OVER_BASEMAP = 0.4
# A picture is drawn in so many parts that none is bent by more than this.
BENT_PX, MOST_BENT = 0.3, 16


def paint_basemaps(hand: Hand, basemaps: tuple[Basemap, ...]) -> None:
    """Draw the visible ones, bottom to top; on paper pictures become one sheet, while shapes stay lines."""
    found = list(_usable(hand, basemaps))
    if hand.medium.vector and any(_is_picture(one) for _, one in found):
        with _paper(hand) as on:
            _paint_all(on, found)
    else:
        _paint_all(hand, found)


def _usable(hand: Hand, basemaps: tuple[Basemap, ...]) -> Iterator[tuple[Basemap, Opened]]:
    for base in basemaps:
        if base.visible and base.opacity > 0:
            hand.step()
            try:
                yield base, opened(base)
            except AppError:
                continue


def _paint_all(hand: Hand, found: list[tuple[Basemap, Opened]]) -> None:
    for base, one in found:
        if _is_picture(one):
            with _sheet(hand, base.opacity) as on:
                _paint_pixels(on, one)
        else:
            from widgets.basemaps.paint_shapes import paint_shapes

            with _sheet(hand, base.opacity) as on:
                paint_shapes(on, one)


def _is_picture(one: Opened) -> bool:
    return isinstance(one, Picture) or one.facts.raster


def seen_through(layers: tuple[Layer, ...], basemaps: tuple[Basemap, ...]) -> tuple[Layer, ...]:
    """The layers as they are drawn over a base map: houses, streets, parks and water let it shine through.

    A layer whose opacity the planner chose keeps it, and borders stay as they are.
    """
    if not any(base.visible and base.opacity > 0 for base in basemaps):
        return layers
    return tuple(replace(layer, style=(*layer.style, ("opacity", OVER_BASEMAP))) if _covers(layer) else layer for layer in layers)


def _covers(layer: Layer) -> bool:
    borders = {"district", "dong"} & set(layer.kind.serves)
    return layer.kind.group == "base" and not borders and layer.kind.style.opacity == 1.0 and "opacity" not in dict(layer.style)


@contextmanager
def _sheet(hand: Hand, opacity: float) -> Iterator[Hand]:
    """A hand to draw one map with; a faint one is drawn on a sheet of its own first, since its parts may overlap."""
    before = hand.painter.opacity()
    hand.painter.setOpacity(before * opacity)
    try:
        if opacity >= 1 or hand.medium.vector:
            yield hand
        else:
            with _on_image(hand, hand.medium.ratio, QImage.Format.Format_ARGB32_Premultiplied) as on:
                yield on
    finally:
        hand.painter.setOpacity(before)


@contextmanager
def _paper(hand: Hand) -> Iterator[Hand]:
    """A hand to draw on one sheet without holes, which takes little room in a file."""
    with _on_image(hand, PAPER_RATIO, QImage.Format.Format_RGB32) as on:
        yield on


@contextmanager
def _on_image(hand: Hand, ratio: float, form: QImage.Format) -> Iterator[Hand]:
    frame = hand.frame
    image = QImage(ceil(frame.width_px * ratio), ceil(frame.height_px * ratio), form)
    image.fill(QColor(hand.colours.ground) if form == QImage.Format.Format_RGB32 else QColor(0, 0, 0, 0))
    painter = QPainter(image)
    try:
        painter.scale(ratio, ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        yield replace(hand, painter=painter, medium=Medium(ratio=ratio))
    finally:
        painter.end()
    hand.painter.drawImage(QRectF(0, 0, image.width() / ratio, image.height() / ratio), image, QRectF(image.rect()))


def _paint_pixels(hand: Hand, one: Opened) -> None:
    sight = sight_of(hand.frame)
    hand.painter.save()
    try:
        hand.painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Smoothed edges of neighbours would let the ground shine through.
        hand.painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if isinstance(one, Picture):
            for piece in one.pieces(sight.corners_m, hand.frame.metres_per_px / hand.medium.ratio):
                hand.step()
                _put(hand.painter, tile_store.image_of(piece.pixels), sight.to_px(piece.corners_m))
        else:
            _paint_tiles(hand, one, sight)
    finally:
        hand.painter.restore()


def in_view(one: MBTiles | PMTiles, sight: Sight, metres_per_px: float, tile_px: float) -> tuple[int, int, int, int, int] | None:
    """Zoom, first and last column and row of the tiles a frame needs; None where there are none, or too many."""
    import numpy as np

    a, b, c, d = sight.corners_m
    around = to_mercator(np.array([a, b, c, d, (a + b) / 2, (b + c) / 2, (c + d) / 2, (d + a) / 2]))
    low, high = around.min(axis=0), around.max(axis=0)
    box = one.facts.box
    low, high = np.maximum(low, box[:2]), np.minimum(high, box[2:])
    if (low >= high).any():
        return None
    middle = (a + c) / 2
    near = to_mercator(middle + np.array([[0.0, 0.0], [100.0, 0.0]]))
    wanted = metres_per_px * float(np.hypot(*(near[1] - near[0]))) / 100
    zoom = min(max(round(log2(2 * HALF_WORLD_M / (tile_px * max(wanted, 1e-6)))), one.facts.low), one.facts.high)
    side, most = tile_side_m(zoom), (1 << zoom) - 1
    west, east = (min(max(floor((x + HALF_WORLD_M) / side), 0), most) for x in (low[0], high[0]))
    north, south = (min(max(floor((HALF_WORLD_M - y) / side), 0), most) for y in (high[1], low[1]))
    return (zoom, west, north, east, south) if (east - west + 1) * (south - north + 1) <= MOST_TILES else None


def _paint_tiles(hand: Hand, one: MBTiles | PMTiles, sight: Sight) -> None:
    scale = hand.frame.metres_per_px / hand.medium.ratio
    tile_px = 256
    found = in_view(one, sight, scale, tile_px)
    first = next((image for place in _places(found) if (image := tile_store.picture(one, place)) is not None), None)
    if first is not None and first.width() != tile_px:
        tile_px = first.width()
        found = in_view(one, sight, scale, tile_px)
    if found is None:
        return
    zoom, west, north, east, south = found
    mosaic = QImage((east - west + 1) * tile_px, (south - north + 1) * tile_px, QImage.Format.Format_ARGB32_Premultiplied)
    mosaic.fill(Qt.GlobalColor.transparent)
    painter, some = QPainter(mosaic), False
    try:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place in _places(found):
            hand.step()
            at = QRectF((place[1] - west) * tile_px, (place[2] - north) * tile_px, tile_px, tile_px)
            some |= _lay(painter, one, place, at)
    finally:
        painter.end()
    if some:
        side = tile_side_m(zoom)
        _put_bent(hand.painter, mosaic, (west * side - HALF_WORLD_M, HALF_WORLD_M - north * side), side / tile_px, sight, hand.frame)


def _places(found: tuple[int, int, int, int, int] | None) -> Iterator[tuple[int, int, int]]:
    if found is not None:
        zoom, west, north, east, south = found
        for row in range(north, south + 1):
            for column in range(west, east + 1):
                yield zoom, column, row


def _lay(painter: QPainter, one: MBTiles | PMTiles, place: tuple[int, int, int], at: QRectF) -> bool:
    """Put a tile into the mosaic; where it is missing, its part of a coarser one."""
    zoom, column, row = place
    for up in range(min(DEEPEST_PARENT, zoom - one.facts.low) + 1):
        image = tile_store.picture(one, (zoom - up, column >> up, row >> up))
        if image is not None:
            width, height = image.width() / (1 << up), image.height() / (1 << up)
            x, y = (column & ((1 << up) - 1)) * width, (row & ((1 << up) - 1)) * height
            painter.drawImage(at, image, QRectF(x, y, width, height))
            return True
    return False


def _put_bent(painter: QPainter, mosaic: QImage, corner: tuple[float, float], mercator_per_px: float, sight: Sight, frame: object) -> None:
    """Draw a mosaic of tiles where it lies; a large one in parts, since the tile square and the ground are bent against each other."""
    import numpy as np

    width, height = mosaic.width(), mosaic.height()

    def on_screen(px: ndarray) -> ndarray:
        return sight.to_px(to_ground(np.array(corner) + px * (mercator_per_px, -mercator_per_px)))

    corners = on_screen(_around(0, 0, width, height))
    bent = float(np.hypot(*(on_screen(np.array([[width / 2, height / 2]]))[0] - corners.mean(axis=0))))
    parts = min(MOST_BENT, max(1, ceil((bent / BENT_PX) ** 0.5)))
    across, down = np.linspace(0, width, parts + 1).round().astype(int), np.linspace(0, height, parts + 1).round().astype(int)
    for top, bottom in pairwise(down):
        for left, right in pairwise(across):
            # One pixel over the edge on all sides inside: no seam between parts.
            box = (max(left - 1, 0), max(top - 1, 0), min(right + 1, width), min(bottom + 1, height)) if parts > 1 else (0, 0, width, height)
            _put(painter, mosaic, on_screen(_around(*box)), QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1]))


def _around(left: float, top: float, right: float, bottom: float) -> ndarray:
    import numpy as np

    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], dtype=float)


def _put(painter: QPainter, image: QImage, corners_px: ndarray, part: QRectF | None = None) -> None:
    """Draw a picture, or a part of it, so that its corners come to lie on four pixels of the frame."""
    part = QRectF(image.rect()) if part is None else part
    source = QPolygonF([part.topLeft(), part.topRight(), part.bottomRight(), part.bottomLeft()])
    target = QPolygonF([QPointF(x, y) for x, y in corners_px.tolist()])
    warp = QTransform()
    if not QTransform.quadToQuad(source, target, warp):
        return
    painter.save()
    painter.setTransform(warp, True)
    painter.drawImage(part, image, part)
    painter.restore()
