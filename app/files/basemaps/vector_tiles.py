"""Vector tiles (MVT) taken apart: for each class we draw, its corners on the working ground. A spoilt tile gives what can be had."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.files.basemaps.ground import HALF_WORLD_M, tile_side_m, to_ground
from app.files.basemaps.vector_classes import TELLING, of_area, of_line

if TYPE_CHECKING:
    from numpy import ndarray

LINE, AREA = 2, 3
# Far more than any honest tile has.
MOST_NUMBERS, MOST_FEATURES = 4_000_000, 200_000


@dataclass(frozen=True, eq=False)
class Strokes:
    """Lines or rings laid end to end: part ``i`` is ``xy[start[i]:start[i + 1]]``."""

    xy: ndarray
    start: ndarray


@dataclass
class _Heap:
    """What was found of one class: raw numbers of all features, and where in them points and parts begin."""

    numbers: list[int] = field(default_factory=list)
    runs: list[tuple[int, int]] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    features: list[int] = field(default_factory=list)
    scales: list[float] = field(default_factory=list)
    points: int = 0


def classes_in(data: bytes, zoom: int, column: int, row: int) -> dict[str, Strokes]:
    """The shapes of a tile by class, in metres of the working ground; empty where the bytes are no tile."""
    from google.protobuf.message import DecodeError
    from mapbox_vector_tile.Mapbox.vector_tile_pb2 import tile

    message, heaps = tile(), {}
    try:
        message.ParseFromString(data)
    except DecodeError:
        return {}
    left = [MOST_NUMBERS, MOST_FEATURES]
    for layer in message.layers:
        _gather(layer, heaps, left)
    return {name: made for name, heap in heaps.items() if (made := _laid(heap, zoom, column, row)) is not None}


def _gather(layer: Any, heaps: dict[str, _Heap], left: list[int]) -> None:
    name, scale = layer.name.lower()[:64], 1.0 / max(1, layer.extent)
    telling = {number for number, key in enumerate(layer.keys) if key in TELLING}
    words = [value.string_value.lower()[:64] if value.HasField("string_value") else "" for value in layer.values]
    for feature in layer.features:
        if feature.type not in (LINE, AREA) or left[1] <= 0:
            continue
        tags = feature.tags
        said = tuple(words[tags[at + 1]] for at in range(0, len(tags) - 1, 2) if tags[at] in telling and tags[at + 1] < len(words))
        kind = of_area(name, said) if feature.type == AREA else of_line(name, said)
        if kind and len(feature.geometry) <= left[0]:
            left[0] -= len(feature.geometry)
            left[1] -= 1
            _take(feature.geometry, heaps.setdefault(kind, _Heap()), scale)


def _take(geometry: Iterable[int], heap: _Heap, scale: float) -> None:
    """Note where the points of one feature stand: a command is followed by so many pairs of numbers."""
    base = len(heap.numbers)
    heap.numbers.extend(geometry)
    numbers, end, at = heap.numbers, len(heap.numbers), base
    heap.features.append(heap.points)
    heap.scales.append(scale)
    began = False
    while at < end:
        command, count = numbers[at] & 7, numbers[at] >> 3
        at += 1
        if command == 7:
            continue
        if command not in (1, 2) or at + 2 * count > end or (command == 2 and not began):
            break
        if command == 1:
            heap.parts.extend(range(heap.points, heap.points + count))
            began = count > 0
        heap.runs.append((at, 2 * count))
        heap.points += count
        at += 2 * count


def _laid(heap: _Heap, zoom: int, column: int, row: int) -> Strokes | None:
    import numpy as np

    if not heap.points:
        return None
    numbers = np.array(heap.numbers, dtype=np.int64)
    begin, long = np.array(heap.runs).T
    index = np.repeat(begin - np.concatenate(([0], np.cumsum(long)[:-1])), long) + np.arange(long.sum())
    steps = numbers[index]
    steps = ((steps >> 1) ^ -(steps & 1)).reshape(-1, 2)
    # Each feature begins at nought again.
    xy = np.cumsum(steps, axis=0)
    first = np.array(heap.features)
    counts = np.diff(np.concatenate((first, [heap.points])))
    before = np.where(first[:, None] > 0, xy[np.maximum(first - 1, 0)], 0)
    share = (xy - np.repeat(before, counts, axis=0)) * np.repeat(np.array(heap.scales), counts)[:, None]
    # A tile reaches a little beyond its edge, never a tile further.
    share = np.clip(share, -1.0, 2.0)
    side = tile_side_m(zoom)
    corner = np.array((column * side - HALF_WORLD_M, HALF_WORLD_M - row * side))
    start = np.concatenate((heap.parts, [heap.points])).astype(np.int64)
    return Strokes(to_ground(corner + share * (side, -side)), start)
