"""MBTiles: tiles in an SQLite file. Opened for reading only, every question bounded in time, in views as in tables."""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from app.files.basemaps.source import (
    HIGHEST_ZOOM,
    MOST_TILE_BYTES,
    Handles,
    Tiled,
    box_of_degrees,
    box_of_tiles,
    picture_kind,
    plain,
    refusal,
    unpacked,
)

EXTENSIONS = ("mbtiles",)
# A question may take so long, then it is given up: a view can be made to reckon for ever.
FIRST_LOOK_S, TILE_S = 4.0, 1.5
_READS = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)


class MBTiles:
    """An open file; ``facts`` say what it holds. BadInput with a sentence where it cannot be used."""

    def __init__(self, path: Path):
        self.path, self._name = path, path.name
        self._handles = Handles(self._connect, sqlite3.Connection.close)
        try:
            self.facts = self._look()
        except (sqlite3.Error, UnicodeError, OverflowError) as error:
            self.close()
            raise refusal("broken", self._name) from error
        except BaseException:
            self.close()
            raise

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """One tile as it lies there (shapes unpacked), row 0 in the north; None where there is none or it cannot be read."""
        if not self.facts.low <= zoom <= self.facts.high:
            return None
        try:
            with self._handles.borrowed() as base:
                found = self._tile(base, zoom, column, (1 << zoom) - 1 - row, TILE_S)
        except (sqlite3.Error, UnicodeError):
            return None
        return found if found is None or self.facts.raster else unpacked(found)

    def close(self) -> None:
        """Let the file go."""
        self._handles.close()

    def _connect(self) -> sqlite3.Connection:
        # Immutable: no lock, no journal beside the file, whatever it asks for.
        base = sqlite3.connect(f"file:{quote(str(self.path.absolute()))}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        base.execute("PRAGMA trusted_schema = OFF")
        base.execute("PRAGMA mmap_size = 0")
        base.execute("PRAGMA cache_size = -2000")
        base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_TILE_BYTES)
        base.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY)
        return base

    def _look(self) -> Tiled:
        with self.path.open("rb") as stream:
            if stream.read(16) != b"SQLite format 3\0":
                raise refusal("not_mbtiles", self._name)
        with self._handles.borrowed() as base:
            _until(base, FIRST_LOOK_S)
            names = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")}
            if "tiles" not in names:
                raise refusal("no_tiles", self._name)
            said = self._metadata(base) if "metadata" in names else {}
            zooms = [zoom for zoom in range(HIGHEST_ZOOM + 1) if self._any(base, zoom) is not None]
            if not zooms:
                raise refusal("empty", self._name)
            sample = self._sample(base, zooms)
            if not picture_kind(sample) and not _is_shapes(sample):
                raise refusal("odd_tiles", self._name)
            box = _stated_box(said.get("bounds", "")) or self._box(base, zooms[0])
        title = plain(said.get("name")) or self.path.stem
        return Tiled(title, plain(said.get("attribution")), zooms[0], zooms[-1], box, bool(picture_kind(sample)))

    def _metadata(self, base: sqlite3.Connection) -> dict[str, str]:
        with suppress(sqlite3.Error):
            return {str(name): str(value) for name, value in base.execute("SELECT name, value FROM metadata LIMIT 200")}
        return {}

    def _any(self, base: sqlite3.Connection, zoom: int) -> tuple[int, int] | None:
        found = base.execute("SELECT tile_column, tile_row FROM tiles WHERE zoom_level = ? LIMIT 1", (zoom,)).fetchone()
        if found is None or not all(isinstance(part, int) and 0 <= part < 1 << zoom for part in found):
            return None
        return found

    def _sample(self, base: sqlite3.Connection, zooms: list[int]) -> bytes:
        for zoom in (zooms[-1], zooms[0]):
            place = self._any(base, zoom)
            found = self._tile(base, zoom, *place, FIRST_LOOK_S) if place is not None else None
            if found:
                return found
        raise refusal("odd_tiles", self._name)

    def _tile(self, base: sqlite3.Connection, zoom: int, column: int, row: int, seconds: float) -> bytes | None:
        _until(base, seconds)
        ask = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1"
        found = base.execute(ask, (zoom, column, row)).fetchone()
        return found[0] if found is not None and isinstance(found[0], bytes) and found[0] else None

    def _box(self, base: sqlite3.Connection, zoom: int) -> tuple[float, float, float, float]:
        ask = "SELECT min(tile_column), min(tile_row), max(tile_column), max(tile_row) FROM tiles WHERE zoom_level = ?"
        west, south, east, north = base.execute(ask, (zoom,)).fetchone()
        most = (1 << zoom) - 1
        if not all(isinstance(part, int) and 0 <= part <= most for part in (west, south, east, north)):
            raise refusal("broken", self._name)
        return box_of_tiles(zoom, west, most - north, east, most - south)


def _until(base: sqlite3.Connection, seconds: float) -> None:
    """Give up whatever this connection is asked once the time is over."""
    end = time.monotonic() + seconds
    base.set_progress_handler(lambda: time.monotonic() > end, 20_000)


def _is_shapes(data: bytes) -> bool:
    """True where the bytes are a vector tile, packed or not: its first field is a layer."""
    found = unpacked(data)
    return found is not None and found[:1] == b"\x1a"


def _stated_box(text: str) -> tuple[float, float, float, float] | None:
    try:
        west, south, east, north = (float(part) for part in str(text).split(","))
    except ValueError:
        return None
    return box_of_degrees(west, south, east, north)
