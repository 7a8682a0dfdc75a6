"""The look of vector tiles: few classes, in the colours of our own map, quiet beneath everything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from widgets.basemaps import tile_store
from widgets.basemaps.sight import sight_of
from widgets.map import map_shapes
from widgets.map.map_painter import STROKE_CHUNK, Hand, fill, ready

if TYPE_CHECKING:
    from app.files.basemaps.mbtiles import MBTiles
    from app.files.basemaps.pmtiles import PMTiles
    from widgets.map.map_shapes import Parts

# Shapes of a tile are made for a square of so many pixels.
TILE_PX = 512
# Finer than so many metres to a pixel; width in metres and at least in pixels.
_ROADS = (("path", 1.2, 2.0, 1.0), ("road", 8.0, 6.0, 1.0), ("main_road", 400.0, 14.0, 1.6))
BUILDINGS_FROM, RAILS_FROM = 3.0, 20.0


def paint_shapes(hand: Hand, one: MBTiles | PMTiles) -> None:
    """Draw the tiles in view."""
    from widgets.basemaps.paint_basemaps import _places, in_view

    found = in_view(one, sight_of(hand.frame), hand.frame.metres_per_px, TILE_PX)
    tiles = []
    for place in _places(found):
        hand.step()
        tiles.append(tile_store.shapes(one, place))
    if tiles:
        _areas(hand, tiles)
        _lines(hand, tiles)


def _areas(hand: Hand, tiles: list[dict[str, Parts]]) -> None:
    colours, scale = hand.colours, hand.frame.metres_per_px
    faint = QColor(colours.building)
    faint.setAlphaF(0.5)
    inks = {"area": faint, "park": QColor(colours.park), "water": QColor(colours.water), "building": QColor(colours.building)}
    for kind, ink in inks.items():
        if kind != "building" or scale <= BUILDINGS_FROM:
            for parts in _of(tiles, kind):
                hand.step()
                fill(hand, parts, ink, smallest_px=0.8)


def _lines(hand: Hand, tiles: list[dict[str, Parts]]) -> None:
    colours, scale = hand.colours, hand.frame.metres_per_px
    _draw(hand, _of(tiles, "waterway"), QPen(QColor(colours.water), max(1.2, 4.0 / scale)))
    roads = [(kind, max(least, wide / scale)) for kind, coarsest, wide, least in _ROADS if scale <= coarsest]
    # All edges before any surface, so that crossings open into each other; far out an edge is finer than a pixel.
    for ink, more in ((QColor(colours.street_edge), 1.4), (QColor(colours.street), 0.0)):
        for kind, px in roads:
            if px > 1.2 or not more:
                _draw(hand, _of(tiles, kind), QPen(ink, px + more), smallest_px=2.0)
    if scale <= RAILS_FROM:
        _draw(hand, _of(tiles, "rail"), QPen(QColor(colours.building_edge), max(1.0, 2.0 / scale)), (4.0, 3.0))
    _draw(hand, _of(tiles, "border"), QPen(QColor(colours.border), 1.0), (6.0, 4.0))
    _draw(hand, _of(tiles, "line"), QPen(QColor(colours.building_edge), 1.0))


def _draw(hand: Hand, lines: list[Parts], pen: QPen, dash: tuple[float, ...] = (), smallest_px: float = 1.0) -> None:
    """Lines straight with the pen: outlining them first and filling, as for our own streets, takes ten times as long for so many."""
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    if dash:
        pen.setDashPattern(list(dash))
    for parts in lines:
        picked = parts.within(hand.seen_box(12.0), at_least_m=smallest_px * hand.frame.metres_per_px)
        xy, start = ready(hand, parts, picked=picked)
        for path in map_shapes.paths(xy, start, STROKE_CHUNK):
            hand.step()
            hand.painter.strokePath(path, pen)


def _of(tiles: list[dict[str, Parts]], kind: str) -> list[Parts]:
    return [tile[kind] for tile in tiles if kind in tile]
