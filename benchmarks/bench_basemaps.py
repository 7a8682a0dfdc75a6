"""Promise: a base map never makes the map wait. A piece of the map (512 x 512) over an aerial photo of a district or over its tiles is
drawn in the background within 60 ms of processor time, cold, and within 25 ms once its tiles are known; turned or not.

Run from the project's root: python -m benchmarks.bench_basemaps
Peer: the same piece warped by GDAL's own warper (rasterio), as a planner's script would.
The photo is 10,000 x 10,000 pixels of 25 cm; the tiles are JPEG of zooms 12 to 18 over 2.5 km; the shapes are 4,000 houses a tile.
"""

from __future__ import annotations

import gzip
import io
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
X, Y, SIDE_M = 199_000.0, 551_000.0, 2_500.0
PIECES = 12


def main() -> None:
    """Print the table."""
    from PySide6.QtGui import QGuiApplication

    application = QGuiApplication.instance() or QGuiApplication(["bench"])
    assert application is not None
    from app.files import basemaps

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for name, make in (("aerial photo", photo), ("picture tiles", tiles), ("vector tiles", shapes)):
            file = make(place)
            begun = time.perf_counter()
            base = basemaps.examine(file)
            basemaps.opened(base)
            print(f"{name:<16} {file.stat().st_size / 1e6:7.1f} MB, opened in {1000 * (time.perf_counter() - begun):.0f} ms")
            for turned in (0.0, 30.0):
                for metres_per_px in (4.0, 1.0, 0.25):
                    report(name, base, file, turned, metres_per_px)


def report(name: str, base: object, file: Path, turned: float, metres_per_px: float) -> None:
    """Cold and warm pieces of the map, and the peer's."""
    from app.scene import Frame, Scene
    from widgets.map.map_painter import picture

    span = SIDE_M / 2 - 256 * metres_per_px
    places = [(X - span * 0.6 + 1.2 * span * (n % 4) / 3, Y - span * 0.6 + 1.2 * span * (n // 4) / 2) for n in range(PIECES)]
    frames = [Frame(at, metres_per_px, 512, 512, turned_deg=turned) for at in places]
    scene = Scene(basemaps=(base,))  # type: ignore[arg-type]
    cold, warm = (spent(lambda: [picture(scene, frame) for frame in frames]) for _ in range(2))
    peer = spent(lambda: [warped(file, frame) for frame in frames]) if file.suffix != ".pmtiles" and not turned else None
    said = f"   GDAL warp {peer:6.1f} ms" if peer is not None else ""
    print(f"  {name}, {metres_per_px:g} m/px, turned {turned:g}: first {cold:6.1f} ms, again {warm:6.1f} ms a piece{said}")


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of processor time a piece."""
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun) / PIECES


def warped(file: Path, frame: object) -> object:
    """The peer: open and warp the file into the piece."""
    import numpy
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.transform import Affine
    from rasterio.vrt import WarpedVRT

    (west, _, _, north), mpp = frame.box_m, frame.metres_per_px  # type: ignore[attr-defined]
    with rasterio.open(file) as source, WarpedVRT(source, crs="EPSG:5186", transform=Affine(mpp, 0, west, 0, -mpp, north), width=512, height=512,
                                                  resampling=Resampling.bilinear) as warp:  # fmt: skip
        return numpy.asarray(warp.read())


def photo(folder: Path) -> Path:
    """A GeoTIFF in EPSG:5179, in blocks and with coarser stages."""
    import numpy
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.transform import Affine
    from rasterio.windows import Window

    from app import geo

    east, north = geo.project(numpy.array([X]), numpy.array([Y]), 5186, 5179)
    to, file, random = Affine(0.25, 0, east[0] - SIDE_M / 2, 0, -0.25, north[0] + SIDE_M / 2), folder / "photo.tif", numpy.random.default_rng(1)
    profile = {"driver": "GTiff", "width": 10_000, "height": 10_000, "count": 3, "dtype": "uint8", "crs": "EPSG:5179", "transform": to, "tiled": True,
               "compress": "JPEG", "photometric": "YCBCR"}  # fmt: skip
    with rasterio.open(file, "w", **profile) as made:
        for top in range(0, 10_000, 1000):
            part = numpy.kron(random.integers(40, 220, (3, 50, 500), dtype=numpy.uint8), numpy.ones((1, 20, 20), numpy.uint8))
            made.write(part, window=Window(0, top, 10_000, 1000))
        made.build_overviews([2, 4, 8, 16], Resampling.average)
    return file


def around(zooms: range) -> Iterator[tuple[int, int, int]]:
    """The tiles over the district."""
    import numpy

    from app.files.basemaps import ground

    half = SIDE_M / 2
    corners = ground.to_mercator(numpy.array([(X - half, Y - half), (X + half, Y + half)])) + ground.HALF_WORLD_M
    for zoom in zooms:
        side = ground.tile_side_m(zoom)
        (west, south), (east, north) = (corners // side).astype(int).tolist()
        for column in range(west, east + 1):
            for row in range((1 << zoom) - 1 - north, (1 << zoom) - south):
                yield zoom, column, row


def tiles(folder: Path) -> Path:
    """MBTiles of JPEG."""
    import numpy
    from PIL import Image

    file, random, packed = folder / "tiles.mbtiles", numpy.random.default_rng(2), []
    for _ in range(40):
        out = io.BytesIO()
        Image.fromarray(random.integers(40, 220, (32, 32, 3), dtype=numpy.uint8)).resize((256, 256)).save(out, "JPEG", quality=80)
        packed.append(out.getvalue())
    base = sqlite3.connect(file)
    base.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    base.execute("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
    base.execute("CREATE UNIQUE INDEX places ON tiles (zoom_level, tile_column, tile_row)")
    base.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", ((z, x, (1 << z) - 1 - y, packed[(x + y) % 40]) for z, x, y in around(range(12, 19))))
    base.execute("INSERT INTO metadata VALUES ('format', 'jpg')")
    base.commit()
    base.close()
    return file


def shapes(folder: Path) -> Path:
    """PMTiles of 4,000 houses and 200 roads in each tile."""
    import mapbox_vector_tile
    import numpy
    from pmtiles.tile import Compression, TileType, zxy_to_tileid
    from pmtiles.writer import Writer

    from app import geo

    random, file = numpy.random.default_rng(3), folder / "shapes.pmtiles"
    corners = random.integers(0, 4050, (4000, 2)).tolist()
    houses = [{"geometry": f"POLYGON(({x} {y}, {x} {y + 30}, {x + 30} {y + 30}, {x + 30} {y}, {x} {y}))", "properties": {}} for x, y in corners]
    roads = [{"geometry": f"LINESTRING({a} 0, {b} 4096)", "properties": {"class": "minor"}} for a, b in random.integers(0, 4096, (200, 2)).tolist()]
    data = gzip.compress(mapbox_vector_tile.encode([{"name": "building", "features": houses}, {"name": "transportation", "features": roads}]))
    west, south = geo.lonlat(X - SIDE_M / 2, Y - SIDE_M / 2)
    east, north = geo.lonlat(X + SIDE_M / 2, Y + SIDE_M / 2)
    with file.open("wb") as stream:
        writer = Writer(stream)
        for id in sorted(zxy_to_tileid(*place) for place in around(range(12, 15))):
            writer.write_tile(id, data)
        writer.finalize({"tile_type": TileType.MVT, "tile_compression": Compression.GZIP, "min_zoom": 12, "max_zoom": 14, "center_zoom": 12,
                         "min_lon_e7": round(west * 1e7), "min_lat_e7": round(south * 1e7), "max_lon_e7": round(east * 1e7),
                         "max_lat_e7": round(north * 1e7), "center_lon_e7": 0, "center_lat_e7": 0}, {})  # fmt: skip
    return file


if __name__ == "__main__":
    main()
