"""What every reader of base maps shares: what is known of a tiled map, how much is taken, handles for many threads, refusals."""

from __future__ import annotations

import html
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from app.errors import BadInput
from app.files.basemaps.ground import HALF_WORLD_M
from app.words import tr

Box = tuple[float, float, float, float]
H = TypeVar("H")

HIGHEST_ZOOM = 24
# One tile as it lies in the file, and unpacked; real ones have some ten or hundred kilobytes.
MOST_TILE_BYTES, MOST_UNPACKED_BYTES = 8 << 20, 24 << 20
MOST_TEXT = 160


@dataclass(frozen=True)
class Tiled:
    """A map cut into tiles: zooms from ``low`` to ``high``, where it lies in Mercator metres, pictures or shapes in its tiles."""

    title: str
    credit: str
    low: int
    high: int
    box: Box
    raster: bool


def refusal(reason: str, file: str, **values: object) -> BadInput:
    """The error for a base map that cannot be used: what it is, and what to do (``basemaps.refused.<reason>`` and ``.do``)."""
    return BadInput(tr(f"basemaps.refused.{reason}", **values), hint=tr(f"basemaps.refused.{reason}.do", **values), file=file)


def plain(text: object, most: int = MOST_TEXT) -> str:
    """A text of a file as one short line: no markup, no line breaks, nothing a screen cannot show."""
    bare = html.unescape(re.sub(r"<[^>]{0,2000}>", " ", str(text or "")[: 20 * most]))
    bare = "".join(sign if sign.isprintable() else " " for sign in bare)
    return " ".join(bare.split())[:most].strip()


def picture_kind(data: bytes) -> str:
    """``png``, ``jpg`` or ``webp`` by the first bytes, else ""."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    return "webp" if data[:4] == b"RIFF" and data[8:12] == b"WEBP" else ""


def unpacked(data: bytes, most: int = MOST_UNPACKED_BYTES) -> bytes | None:
    """What a gzip or zlib stream holds, or the bytes themselves where they are no such stream; None where it is broken or too large."""
    is_gzip, is_zlib = data[:2] == b"\x1f\x8b", data[:1] == b"\x78" and len(data) > 2 and (data[0] * 256 + data[1]) % 31 == 0
    if not (is_gzip or is_zlib):
        return data
    machine = zlib.decompressobj(47)
    try:
        found = machine.decompress(data, most)
    except zlib.error:
        # A shape may begin with the sign of a stream by chance.
        return data if is_zlib else None
    return found if machine.eof else None


def box_of_degrees(west: float, south: float, east: float, north: float) -> Box | None:
    """A box in degrees as Mercator metres; None where it is none."""
    import numpy as np

    from app.files.basemaps.ground import degrees_to_mercator

    corners = np.array([[west, south], [east, north]], dtype=float)
    if not np.isfinite(corners).all() or west >= east or south >= north or abs(corners[:, 0]).max() > 181 or abs(corners[:, 1]).max() > 91:
        return None
    (a, b), (c, d) = degrees_to_mercator(corners).tolist()
    return (a, b, c, d)


def box_of_tiles(zoom: int, west: int, north: int, east: int, south: int) -> Box:
    """The Mercator box of columns ``west`` to ``east`` and rows ``north`` to ``south`` of a zoom."""
    side = 2 * HALF_WORLD_M / (1 << zoom)
    return (west * side - HALF_WORLD_M, HALF_WORLD_M - (south + 1) * side, (east + 1) * side - HALF_WORLD_M, HALF_WORLD_M - north * side)


class Handles(Generic[H]):
    """Open handles on one file, each used by one thread at a time: threads of a pool come and go, and keep nothing of their own."""

    def __init__(self, make: Callable[[], H], close: Callable[[H], None]):
        self._make, self._close_one = make, close
        self._free: list[H] = []
        self._lock, self._open = Lock(), True

    @contextmanager
    def borrowed(self) -> Iterator[H]:
        """A handle for one question."""
        with self._lock:
            handle = self._free.pop() if self._free else None
        handle = self._make() if handle is None else handle
        try:
            yield handle
        finally:
            with self._lock:
                kept = self._open
                if kept:
                    self._free.append(handle)
            if not kept:
                self._close_one(handle)

    def close(self) -> None:
        """Close what is free now; what is lent is closed when it comes back."""
        with self._lock:
            self._open = False
            free, self._free = self._free, []
        for handle in free:
            self._close_one(handle)
