"""Geometries made ready for drawing: flat arrays once per layer revision, Qt paths in one stroke per picture.

numpy and shapely are imported late, so that the window opens before them. Everything here may be called from any thread.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QByteArray, QDataStream, QIODevice
from PySide6.QtGui import QPainterPath

from app.model import Layer
from app.scene import Box, Frame, Overlay

if TYPE_CHECKING:
    import numpy

# Filling one path of 100,000 corners takes eight times as long as many of a few hundred, and the interpreter is held meanwhile.
CHUNK = 400
_KEPT, _FLEETING = 96, 16


@dataclass(frozen=True, eq=False)
class Parts:
    """Lines or rings laid end to end: part ``i`` is ``xy[start[i]:start[i + 1]]`` (metres) and belongs to ``row[i]``."""

    xy: numpy.ndarray
    start: numpy.ndarray
    row: numpy.ndarray
    box: numpy.ndarray  # west, south, east, north of each part

    def __len__(self) -> int:
        return len(self.row)

    def within(self, box: Box, *, at_least_m: float = 0.0) -> numpy.ndarray:
        """The numbers of the parts that touch a box and are at least so large, in order."""
        import numpy as np

        west, south, east, north = self.box.T
        hit = (west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1])
        if at_least_m > 0:
            hit &= np.maximum(east - west, north - south) >= at_least_m
        return np.flatnonzero(hit)

    def pick(self, parts: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
        """The corners and starts (one more than parts) of some of the parts, laid end to end."""
        import numpy as np

        if len(parts) == len(self.row):
            return self.xy, self.start
        lengths = self.start[parts + 1] - self.start[parts]
        start = np.concatenate(([0], np.cumsum(lengths)))
        index = np.arange(start[-1]) + np.repeat(self.start[parts] - start[:-1], lengths)
        return self.xy[index], start


@dataclass(frozen=True, eq=False)
class Shapes:
    """All geometry of one layer: points, lines and polygon rings (outer ones run one way, holes the other)."""

    points: numpy.ndarray  # (n, 2) metres
    point_row: numpy.ndarray
    lines: Parts
    rings: Parts
    derived: dict[str, Any] = field(default_factory=dict)

    def once(self, key: str, make: Callable[[], Any]) -> Any:
        """A value derived from these shapes, made the first time it is asked for (label places, value classes)."""
        if key not in self.derived:
            self.derived[key] = make()
        return self.derived[key]

    def spacing_m(self) -> float:
        """About how far apart the points lie: the side of the square each has for itself; inf for fewer than two."""

        def measure() -> float:
            if len(self.points) < 2:
                return float("inf")
            # Half of the points fill the inner box, whatever strays far away.
            import numpy as np

            low, high = np.quantile(self.points, (0.25, 0.75), axis=0)
            width, height = np.maximum(high - low, 50.0)
            return float((width * height / (len(self.points) / 4)) ** 0.5)

        return self.once("spacing", measure)


def shapes(geometries: numpy.ndarray) -> Shapes:
    """Take an array of shapely geometries (None and empty ones are left out) apart into flat arrays."""
    import numpy as np
    import shapely

    found = np.asarray(geometries, dtype=object)
    parts, row = shapely.get_parts(found, return_index=True) if len(found) else (np.empty(0, object), np.empty(0, np.int64))
    if len(parts) and (shapely.get_type_id(parts) == 7).any():  # collections inside collections: rare, once more is enough
        parts, inner = shapely.get_parts(parts, return_index=True)
        row = row[inner]
    kept = ~(shapely.is_missing(parts) | shapely.is_empty(parts)) if len(parts) else np.empty(0, bool)
    parts, row = parts[kept], row[kept]
    kind = shapely.get_type_id(parts) if len(parts) else np.empty(0, np.int64)
    at, line, area = kind == 0, (kind == 1) | (kind == 2), kind == 3
    rings, of = shapely.get_rings(shapely.orient_polygons(parts[area]), return_index=True)
    return Shapes(shapely.get_coordinates(parts[at]), row[at], _parts(parts[line], row[line]), _parts(rings, row[area][of]))


def _parts(lines: numpy.ndarray, row: numpy.ndarray) -> Parts:
    import numpy as np
    import shapely

    xy, of = shapely.get_coordinates(lines, return_index=True)
    start = np.concatenate(([0], np.cumsum(np.bincount(of, minlength=len(lines))))).astype(np.int64)
    return Parts(xy, start, np.asarray(row, dtype=np.int64), shapely.bounds(lines).reshape(-1, 4))


_Store = OrderedDict[tuple[object, ...], tuple[object, Shapes]]
_cache: _Store = OrderedDict()
# What follows the hand is new at every step: apart, so that it does not push out the city.
_fleeting: _Store = OrderedDict()
_making: dict[tuple[object, ...], Lock] = {}
_lock = Lock()


def of_layer(layer: Layer) -> Shapes:
    """The shapes of a layer, kept by id and revision."""
    return _kept((layer.id, layer.revision, id(layer.frame)), layer.frame, lambda: shapes(layer.frame.geometry.values._data))


def of_overlay(overlay: Overlay) -> Shapes:
    """The shapes of an overlay, kept by key and revision."""
    store, most = (_fleeting, _FLEETING) if overlay.key.startswith(("live_", "sketched")) else (_cache, _KEPT)
    key = (overlay.key, overlay.revision, id(overlay.geometries))
    return _kept(key, overlay.geometries, lambda: shapes(overlay.geometries), store, most)


def _kept(key: tuple[object, ...], owner: object, make: Callable[[], Shapes], store: _Store = _cache, most: int = _KEPT) -> Shapes:
    # The owner is kept beside its shapes: its address, part of the key, cannot be given to another object meanwhile.
    with _lock:
        if key in store:
            store.move_to_end(key)
            return store[key][1]
        turn = _making.setdefault(key, Lock())
    with turn:  # two workers want the same layer: one takes it apart, the other waits for it
        with _lock:
            if key in store:
                return store[key][1]
        made = make()
        with _lock:
            store[key] = (owner, made)
            _making.pop(key, None)
            while len(store) > most:
                store.popitem(last=False)
    return made


def to_px(xy: numpy.ndarray, frame: Frame) -> numpy.ndarray:
    """Metres to logical pixels of a frame, y downwards."""
    import numpy as np

    west, _, _, north = frame.box_m
    return (xy - (west, north)) * np.array((1.0, -1.0)) / frame.metres_per_px


def thinned(xy: numpy.ndarray, start: numpy.ndarray, step: float) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Leave out corners that fall on the same grid point (``step`` pixels) as the one before; ends always stay."""
    import numpy as np

    if len(xy) < 3 or step <= 0:
        return xy, start
    cell = np.round(xy / step)
    keep = np.empty(len(xy), bool)
    keep[0] = True
    np.any(cell[1:] != cell[:-1], axis=1, out=keep[1:])
    keep[start[:-1]] = True
    keep[start[1:] - 1] = True
    return xy[keep], np.concatenate(([0], np.cumsum(keep)))[start]


def paths(xy: numpy.ndarray, start: numpy.ndarray, chunk: int = CHUNK) -> Iterator[QPainterPath]:
    """Paths of about ``chunk`` corners each that together hold all parts, in order; overlapping rings are united."""
    import numpy as np

    first = 0
    while first < len(start) - 1:
        last = int(np.searchsorted(start, start[first] + chunk, side="right")) - 1
        last = max(last, first + 1)
        yield qpath(xy[start[first] : start[last]], start[first:last] - start[first])
        first = last


def qpath(xy: numpy.ndarray, starts: numpy.ndarray) -> QPainterPath:
    """One path of many parts, read by Qt from the bytes of an array: a hundred times faster than point by point."""
    import numpy as np

    path = QPainterPath()
    if not len(xy):
        return path
    record = np.ones(len(xy), dtype=[("type", ">i4"), ("x", ">f8"), ("y", ">f8")])
    record["type"][starts] = 0
    record["x"], record["y"] = xy[:, 0], xy[:, 1]
    head, tail = np.array([len(xy)], ">i4").tobytes(), np.array([starts[-1], 1], ">i4").tobytes()
    held = QByteArray(head + record.tobytes() + tail)  # the stream reads it but does not keep it alive
    stream = QDataStream(held, QIODevice.OpenModeFlag.ReadOnly)
    stream >> path
    return path
