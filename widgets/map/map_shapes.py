"""Geometries made ready for drawing: flat arrays once per layer revision, Qt paths in one stroke per picture.

numpy and shapely are imported late, so that the window opens before them. Everything here may be called from any thread.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QDataStream, QIODevice
from PySide6.QtGui import QPainterPath

from app.model import Layer
from app.scene import Frame, Overlay
from widgets.map.map_flat import shapes
from widgets.map.map_parts import Parts, Shapes

if TYPE_CHECKING:
    import numpy

__all__ = ["CHUNK", "Parts", "Shapes", "known", "of_layer", "of_overlay", "paths", "qpath", "shapes", "thinned", "to_px"]

# Filling one path of 100,000 corners takes eight times as long as many of a few hundred, and the interpreter is held meanwhile.
CHUNK = 400
_KEPT, _FLEETING = 96, 16


_Store = OrderedDict[tuple[object, ...], tuple[object, Shapes]]
_cache: _Store = OrderedDict()
# What follows the hand is new at every step: apart, so that it does not push out the city.
_fleeting: _Store = OrderedDict()
_making: dict[tuple[object, ...], Lock] = {}
_lock = Lock()


def of_layer(layer: Layer) -> Shapes:
    """The shapes of a layer, kept by id and revision."""
    return _kept((layer.id, layer.revision, id(layer.frame)), layer.frame, lambda: shapes(layer.frame.geometry.values._data))


def known(layer: Layer) -> Shapes | None:
    """The shapes of a layer where they are there already: the hand never waits for them to be made."""
    with _lock:
        found = _cache.get((layer.id, layer.revision, id(layer.frame)))
    return found[1] if found is not None else None


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

    if not frame.turned_deg:
        west, _, _, north = frame.box_m
        return (xy - (west, north)) * np.array((1.0, -1.0)) / frame.metres_per_px
    turn = np.array(frame.turn).reshape(2, 3)
    return xy @ turn[:, :2].T + turn[:, 2]


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
