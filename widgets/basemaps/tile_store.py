"""Tiles decoded once: pictures ready to draw and shapes by class, kept within a budget, for all threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

from PySide6.QtGui import QImage

from app.files.basemaps.mbtiles import MBTiles
from app.files.basemaps.pmtiles import PMTiles
from widgets.map.map_shapes import Parts

PICTURE_BYTES, SHAPE_TILES = 48_000_000, 96
Place = tuple[int, int, int]


class _Store:
    """The least recently used goes first. Two threads may decode the same tile at once; that harms nothing."""

    def __init__(self, budget: float, cost: Callable[[Any], float]):
        self._budget, self._cost, self._spent = budget, cost, 0.0
        self._known: OrderedDict[tuple[object, ...], Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """What is kept under a key, made where it is not."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        made = make()
        with self._lock:
            if key not in self._known:
                self._known[key] = made
                self._spent += self._cost(made)
                while self._spent > self._budget and len(self._known) > 1:
                    _, old = self._known.popitem(last=False)
                    self._spent -= self._cost(old)
        return made


_pictures = _Store(PICTURE_BYTES, lambda image: 200.0 if image is None else float(image.sizeInBytes()))
_shapes = _Store(SHAPE_TILES, lambda _: 1.0)


def image_of(pixels: Any) -> QImage:
    """RGBA pixels as a picture that is quick to draw; its memory is its own."""
    height, width = pixels.shape[:2]
    seen = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888)
    return seen.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)


def picture(one: MBTiles | PMTiles, place: Place) -> QImage | None:
    """The picture of a tile (zoom, column, row); None where there is none."""

    def make() -> QImage | None:
        from app.files.basemaps.tile_pictures import pixels

        data = one.tile(*place)
        found = pixels(data) if data else None
        return image_of(found) if found is not None else None

    return _pictures.get((id(one), one.path, *place), make)


def shapes(one: MBTiles | PMTiles, place: Place) -> dict[str, Parts]:
    """The shapes of a tile by class; empty where there is none."""

    def make() -> dict[str, Parts]:
        from app.files.basemaps.vector_tiles import classes_in

        data = one.tile(*place)
        return {name: _parts(strokes) for name, strokes in classes_in(data, *place).items()} if data else {}

    return _shapes.get((id(one), one.path, *place), make)


def _parts(strokes: Any) -> Parts:
    import numpy as np

    xy, start = strokes.xy, strokes.start
    low, high = np.minimum.reduceat(xy, start[:-1]), np.maximum.reduceat(xy, start[:-1])
    return Parts(xy, start, np.arange(len(start) - 1), np.hstack((low, high)))
