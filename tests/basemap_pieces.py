"""Tiny base maps, each good or broken in one named way. All lie around one spot, in the tiny quarter of `window_pieces`."""

from __future__ import annotations

import gzip
import io
import sqlite3
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy

from app.files.basemaps import ground

LON, LAT = 126.98981413, 37.55744632
SPAN = 0.006
Place = tuple[int, int, int]


def spot() -> tuple[float, float]:
    """The middle of all these maps, on the working ground."""
    x, y = ground.to_ground(ground.degrees_to_mercator(numpy.array([[LON, LAT]])))[0].tolist()
    return x, y


def places(zoom: int, span: float = SPAN) -> Iterator[Place]:
    """The tiles of a zoom around the spot."""
    side, half = ground.tile_side_m(zoom), ground.HALF_WORLD_M
    (a, b), (c, d) = ground.degrees_to_mercator(numpy.array([[LON - span, LAT - span], [LON + span, LAT + span]])).tolist()
    for x in range(int((a + half) / side), int((c + half) / side) + 1):
        for y in range(int((half - d) / side), int((half - b) / side) + 1):
            yield zoom, x, y


def corner_degrees(place: Place) -> tuple[float, float]:
    """Longitude and latitude of the upper left corner of a tile."""
    zoom, x, y = place
    side = ground.tile_side_m(zoom)
    east, north = x * side - ground.HALF_WORLD_M, ground.HALF_WORLD_M - y * side
    return float(numpy.degrees(east / 6378137.0)), float(numpy.degrees(numpy.arctan(numpy.sinh(north / 6378137.0))))


def plain_tile(colour: tuple[int, int, int] = (200, 60, 60), *, kind: str = "PNG", side: int = 256) -> bytes:
    """A tile of one colour with a dark frame."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (side, side), colour)
    ImageDraw.Draw(picture).rectangle((0, 0, side - 1, side - 1), outline=(20, 20, 20))
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()


def quartered(place: Place) -> bytes:
    """A tile whose colour tells odd from even columns and rows."""
    _, x, y = place
    return plain_tile((220 if x % 2 else 40, 220 if y % 2 else 40, 120))


def water_tile(_: Place = (0, 0, 0)) -> bytes:
    """A packed vector tile: water in the left half, a main road across, a house."""
    import mapbox_vector_tile

    layers = [
        {"name": "water", "features": [{"geometry": "POLYGON((0 0, 0 4096, 2048 4096, 2048 0, 0 0))", "properties": {"class": "lake"}}]},
        {"name": "transportation", "features": [{"geometry": "LINESTRING(0 2048, 4096 2048)", "properties": {"class": "primary"}}]},
        {"name": "building", "features": [{"geometry": "POLYGON((3000 3000, 3000 3400, 3400 3400, 3400 3000, 3000 3000))", "properties": {}}]},
        {"name": "place", "features": [{"geometry": "POINT(2000 2000)", "properties": {"name": "동네"}}]},
    ]
    return gzip.compress(mapbox_vector_tile.encode(layers))


def mbtiles(path: Path, tile: Callable[[Place], bytes] = quartered, zooms: tuple[int, ...] = (13, 14, 15, 16), *, view: bool = False,
            said: dict[str, str] | None = None) -> Path:  # fmt: skip
    """An MBTiles file; ``view``: its tiles are a view over two tables, as many programs write them."""
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    bounds = f"{LON - SPAN},{LAT - SPAN},{LON + SPAN},{LAT + SPAN}"
    told = {"name": "시험 지도", "attribution": "© <a href='x'>국토지리정보원</a> 2025", "bounds": bounds, **(said or {})}
    base.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
    rows = [(z, x, (1 << z) - 1 - y, tile((z, x, y))) for zoom in zooms for z, x, y in places(zoom)]
    if view:
        base.execute("CREATE TABLE images (tile_id TEXT PRIMARY KEY, tile_data BLOB)")
        base.execute("CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT, PRIMARY KEY (1, 2, 3))".replace(
            "(1, 2, 3)", "(zoom_level, tile_column, tile_row)"))  # fmt: skip
        base.executemany("INSERT INTO images VALUES (?, ?)", [(f"{z}/{x}/{y}", data) for z, x, y, data in rows])
        base.executemany("INSERT INTO map VALUES (?, ?, ?, ?)", [(z, x, y, f"{z}/{x}/{y}") for z, x, y, _ in rows])
        base.execute("CREATE VIEW tiles AS SELECT zoom_level, tile_column, tile_row, tile_data FROM map JOIN images USING (tile_id)")
    else:
        base.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
        base.execute("CREATE UNIQUE INDEX places ON tiles (zoom_level, tile_column, tile_row)")
        base.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    base.commit()
    base.close()
    return path


def pmtiles(path: Path, tile: Callable[[Place], bytes] = quartered, zooms: tuple[int, ...] = (13, 14, 15, 16), *, vector: bool = False,
            **header: object) -> Path:  # fmt: skip
    """A PMTiles file written by the format's own package."""
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import Writer

    with path.open("wb") as stream:
        writer = Writer(stream)
        wanted = sorted((place for zoom in zooms for place in places(zoom)), key=lambda place: zxy_to_tileid(*place))
        for place in wanted:
            writer.write_tile(zxy_to_tileid(*place), tile(place))
        head = {
            "tile_type": TileType.MVT if vector else TileType.PNG,
            "tile_compression": Compression.GZIP if vector else Compression.NONE,
            "min_zoom": zooms[0], "max_zoom": zooms[-1], "center_zoom": zooms[0],
            "min_lon_e7": round((LON - SPAN) * 1e7), "max_lon_e7": round((LON + SPAN) * 1e7), "min_lat_e7": round((LAT - SPAN) * 1e7),
            "max_lat_e7": round((LAT + SPAN) * 1e7), "center_lon_e7": round(LON * 1e7), "center_lat_e7": round(LAT * 1e7),
            **header,
        }  # fmt: skip
        writer.finalize(head, {"name": "시험 조각", "attribution": "<b>국토부</b>"})
    return path


def photo(path: Path, *, epsg: int | None = 5186, side: int = 400, metres: float = 1.0, dtype: str = "uint8", bands: int = 3,
          driver: str = "GTiff", turned: bool = False, **more: object) -> Path:  # fmt: skip
    """A picture around the spot: the upper left quarter red, the upper right green, the lower left blue, the rest grey."""
    import rasterio
    from rasterio.transform import Affine

    from app import geo

    x, y = spot()
    if epsg not in (None, 5186):
        east, north = geo.project(numpy.array([x]), numpy.array([y]), 5186, epsg)
        x, y = float(east[0]), float(north[0])
    half = side // 2
    pixels = numpy.full((3, side, side), 128)
    pixels[:, :half, :half], pixels[:, :half, half:], pixels[:, half:, :half] = (
        numpy.reshape(colour, (3, 1, 1)) for colour in ((230, 20, 20), (20, 200, 20), (20, 20, 230)))
    pixels = pixels[:bands].astype(dtype) * (200 if dtype == "uint16" else 1)
    to = Affine(metres, 0, x - half * metres, 0, -metres, y + half * metres)
    if turned:
        to = Affine.translation(x, y) @ Affine.rotation(30) @ Affine.scale(metres, -metres) @ Affine.translation(-half, -half)
    if driver != "GTiff" or epsg is None:
        from PIL import Image

        Image.fromarray(numpy.ascontiguousarray(numpy.moveaxis(pixels, 0, -1))).save(path, "TIFF" if driver == "GTiff" else driver, **more)
        return path
    with rasterio.open(path, "w", driver=driver, width=side, height=side, count=bands, dtype=pixels.dtype, crs=f"EPSG:{epsg}", transform=to,
                       **more) as made:  # fmt: skip
        made.write(pixels)
    return path


def world_file(picture: Path, ending: str, *, side: int = 400, metres: float = 1.0) -> Path:
    """The world file that puts such a picture around the spot."""
    x, y = spot()
    lines = (metres, 0.0, 0.0, -metres, x - (side - 1) / 2 * metres, y + (side - 1) / 2 * metres)
    file = picture.with_suffix(ending)
    file.write_text("\n".join(f"{part:.6f}" for part in lines) + "\n", "ascii")
    return file


def huge_png(side: int = 60_000) -> bytes:
    """A picture of some hundred bytes that says it has billions of pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
