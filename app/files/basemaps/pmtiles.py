"""PMTiles (version 3): one file with its own directory. Directories are unpacked within bounds and read by numpy."""

from __future__ import annotations

import json
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.files.basemaps.source import (
    HIGHEST_ZOOM,
    MOST_TILE_BYTES,
    Tiled,
    box_of_degrees,
    box_of_tiles,
    picture_kind,
    plain,
    refusal,
    unpacked,
)

if TYPE_CHECKING:
    from numpy import ndarray

EXTENSIONS = ("pmtiles",)
HEAD = 127
MOST_DIRECTORY_BYTES, MOST_DIRECTORY_UNPACKED, DIRECTORIES_KEPT, DEEPEST = 8 << 20, 8 << 20, 16, 4


class PMTiles:
    """An open file; ``facts`` say what it holds. BadInput with a sentence where it cannot be used."""

    def __init__(self, path: Path):
        self.path, self._name = path, path.name
        self._stream, self._lock = path.open("rb"), Lock()
        self._known: OrderedDict[tuple[int, int], ndarray] = OrderedDict()
        try:
            self._size = path.stat().st_size
            self._head = self._header()
            self.facts = self._look()
        except BaseException:
            self.close()
            raise

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """One tile as it lies there (shapes unpacked), row 0 in the north; None where there is none or it cannot be read."""
        if not self.facts.low <= zoom <= self.facts.high or not (0 <= column < 1 << zoom and 0 <= row < 1 << zoom):
            return None
        from pmtiles.tile import zxy_to_tileid

        found = self._bytes_of(zxy_to_tileid(zoom, column, row))
        if found is None or self._head["packed"] == "none":
            return found
        return unpacked(found)

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._stream.close()

    def _header(self) -> dict[str, Any]:
        from pmtiles.tile import Compression, TileType, deserialize_header

        raw = self._read(0, HEAD)
        if raw[:7] != b"PMTiles":
            raise refusal("not_pmtiles", self._name)
        if len(raw) < HEAD:
            raise refusal("cut_off", self._name)
        if raw[7] != 3:
            raise refusal("old_pmtiles", self._name)
        try:
            head = dict(deserialize_header(raw))
        except (ValueError, KeyError, OverflowError) as error:
            raise refusal("broken", self._name) from error
        ways = {Compression.NONE: "none", Compression.GZIP: "gzip"}
        inner = (head["internal_compression"], head["tile_compression"])
        if any(way not in ways and way is not Compression.UNKNOWN for way in inner):
            raise refusal("packing", self._name)
        if head["tile_type"] in (TileType.AVIF, TileType.MLT):
            raise refusal("odd_tiles", self._name)
        for part in ("root", "leaf_directory", "tile_data"):
            if head[f"{part}_offset"] + head[f"{part}_length"] > self._size:
                raise refusal("cut_off", self._name)
        # Where the header does not say how tiles are packed, their first bytes do.
        return {**head, "packed": ways.get(head["tile_compression"], "gzip")}

    def _look(self) -> Tiled:
        head = self._head
        low, high = int(head["min_zoom"]), int(head["max_zoom"])
        if low > high or high > HIGHEST_ZOOM:
            raise refusal("broken", self._name)
        sample = self._sample()
        raster = bool(picture_kind(sample))
        if not raster and (unpacked(sample) or b"")[:1] != b"\x1a":
            raise refusal("odd_tiles", self._name)
        degrees = (head[f"{which}_e7"] / 1e7 for which in ("min_lon", "min_lat", "max_lon", "max_lat"))
        box = box_of_degrees(*degrees) or box_of_tiles(0, 0, 0, 0, 0)
        said = self._metadata()
        return Tiled(plain(said.get("name")) or self.path.stem, plain(said.get("attribution")), low, high, box, raster)

    def _metadata(self) -> dict[str, object]:
        with suppress(ValueError, RecursionError):
            length = min(self._head["metadata_length"], MOST_DIRECTORY_BYTES)
            said = json.loads(unpacked(self._read(self._head["metadata_offset"], length), MOST_DIRECTORY_UNPACKED) or b"{}")
            return said if isinstance(said, dict) else {}
        return {}

    def _sample(self) -> bytes:
        """The first tile of the file."""
        rows = self._directory(self._head["root_offset"], self._head["root_length"])
        for _ in range(DEEPEST):
            if rows is None or not len(rows):
                break
            _, run, length, offset = rows[0].tolist()
            if run:
                found = self._read(self._head["tile_data_offset"] + offset, length) if length <= MOST_TILE_BYTES else b""
                if len(found) < length or not found:
                    break
                return found
            rows = self._directory(self._head["leaf_directory_offset"] + offset, length)
        raise refusal("empty" if rows is not None and not len(rows) else "broken", self._name)

    def _bytes_of(self, id: int) -> bytes | None:
        import numpy as np

        place, length = self._head["root_offset"], self._head["root_length"]
        for _ in range(DEEPEST):
            rows = self._directory(place, length)
            if rows is None or not len(rows):
                return None
            at = int(np.searchsorted(rows[:, 0], id, side="right")) - 1
            if at < 0:
                return None
            first, run, length, offset = rows[at].tolist()
            if run:
                if id - first >= run or length > MOST_TILE_BYTES:
                    return None
                return self._read(self._head["tile_data_offset"] + offset, length) or None
            place = self._head["leaf_directory_offset"] + offset
        return None

    def _directory(self, place: int, length: int) -> ndarray | None:
        """The rows (first id, run, length, offset) of a directory; None where it is broken."""
        with self._lock:
            if (place, length) in self._known:
                self._known.move_to_end((place, length))
                return self._known[place, length]
        if not 0 < length <= MOST_DIRECTORY_BYTES:
            return None
        raw = unpacked(self._read(place, length), MOST_DIRECTORY_UNPACKED)
        rows = directory_rows(raw) if raw is not None else None
        if rows is not None:
            with self._lock:
                self._known[place, length] = rows
                while len(self._known) > DIRECTORIES_KEPT:
                    self._known.popitem(last=False)
        return rows

    def _read(self, place: int, length: int) -> bytes:
        if place < 0 or place > 1 << 62:
            return b""
        with self._lock:
            if self._stream.closed:
                return b""
            self._stream.seek(place)
            return self._stream.read(max(0, length))


def directory_rows(raw: bytes) -> ndarray | None:
    """A directory unpacked, as rows (first id, run, length, offset) in the order of their ids; None where it is none."""
    import numpy as np

    numbers = _varints(raw)
    if numbers is None or not len(numbers):
        return None
    count = int(numbers[0])
    if count < 0 or len(numbers) != 1 + 4 * count:
        return None
    steps, runs, lengths, offsets = numbers[1:].reshape(4, count)
    ids, places = np.cumsum(steps), offsets - 1
    if count and ((steps < 0).any() or (ids < 0).any() or (runs < 0).any() or (lengths < 0).any() or (offsets < 0).any() or not offsets[0]):
        return None
    # Nought means: right behind the one before. Its place is that of the last one stated, and the lengths since.
    ends = np.cumsum(lengths)
    stated = np.maximum.accumulate(np.where(offsets > 0, np.arange(count), 0)) if count else np.empty(0, np.int64)
    before = ends - lengths
    places = places[stated] + before - before[stated]
    return np.column_stack((ids, runs, lengths, places))


def _varints(raw: bytes) -> ndarray | None:
    """All numbers of a stream of seven-bit groups; None where one is cut off or longer than 63 bits."""
    import numpy as np

    octets = np.frombuffer(raw, np.uint8)
    ends = np.flatnonzero(octets < 128)
    if not len(octets) or not len(ends) or ends[-1] != len(octets) - 1:
        return None
    starts = np.concatenate(([0], ends[:-1] + 1))
    widths = ends - starts + 1
    if widths.max() > 9:
        return None
    found = np.zeros(len(ends), np.int64)
    for group in range(int(widths.max())):
        has = widths > group
        found[has] |= (octets[starts[has] + group].astype(np.int64) & 127) << (7 * group)
    return found
