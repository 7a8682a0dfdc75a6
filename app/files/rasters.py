"""Grids of ground heights (GeoTIFF, ASCII grid): cut into tiles, each a row with its outline and its heights packed.

Every file is looked at before the raster library sees it, and read from a copy under a name of our own with one driver only.
A picture that holds no heights is refused with a sentence, as is what is cut off, damaged or too large.
"""

from __future__ import annotations

import re
import shutil
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy
import shapely

from app.analysis.heights import TILE, packed
from app.feedback import SILENT, Feedback
from app.files import declared, shapefiles, signatures
from app.files.raw import Raw, refusal

if TYPE_CHECKING:
    from numpy import ndarray

EXTENSIONS = ("tif", "tiff", "asc")
HEADERS = ("heights", "across", "down", "lowest_m", "highest_m")
MOST_CELLS = 36_000_000
# No ground on earth is lower or higher; what is was never measured.
LOWEST_M, HIGHEST_M = -500.0, 9000.0
_GRID = re.compile(rb"\s*ncols\s+\d+\s+nrows\s+\d+\s", re.IGNORECASE)


def read(path: Path, *, file: str, member: str = "", feedback: Feedback = SILENT) -> tuple[Raw, ...]:
    """The tiles of a grid of heights as one layer of rectangles; BadInput with a sentence for whatever else it is."""
    extension = path.suffix.lower().lstrip(".")
    with open(path, "rb") as stream:
        head = stream.read(signatures.HEAD)
    is_grid = bool(_GRID.match(head)) if extension == "asc" else signatures.true_kind(head) == "tiff"
    if not is_grid:
        raise signatures.refuse_kind(extension, file)
    with TemporaryDirectory(prefix="golmok-") as folder:
        copy = Path(folder) / ("layer.asc" if extension == "asc" else "layer.tif")
        shutil.copyfile(path, copy)
        crs, outlines, rows = _tiles(copy, file, feedback)
    if extension == "asc":
        text, is_above = shapefiles.projection(path)
        crs = "" if is_above else text
    if not rows:
        raise refusal("raster_empty", file)
    return (_raw(file, member, extension, crs, outlines, rows),)


def _raw(file: str, member: str, format: str, crs: str, outlines: list[ndarray], rows: list[tuple[object, ...]]) -> Raw:
    import pandas

    epsg, hint = declared.epsg_of(crs)
    return Raw(
        file=file, member=member, format="tif" if format == "tiff" else format, encoding="utf-8", headers=HEADERS,
        rows=pandas.DataFrame(rows, columns=list(HEADERS)), lines=numpy.arange(1, len(rows) + 1),
        geometry=shapely.polygons(numpy.array(outlines)), epsg=epsg, epsg_hint=hint, declared_crs=crs,
    )  # fmt: skip


def _tiles(copy: Path, file: str, feedback: Feedback) -> tuple[str, list[ndarray], list[tuple[object, ...]]]:
    """(text of the coordinate system, outlines (5, 2), rows) of all tiles that hold a height."""
    import rasterio
    from rasterio.errors import RasterioError

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with rasterio.Env(GDAL_DISABLE_READDIR_ON_OPEN="EMPTY_DIR"), rasterio.open(copy, driver=_driver(copy)) as grid:
                _check(grid, file)
                return (grid.crs.to_wkt() if grid.crs else "", *_cut(grid, feedback))
        except (RasterioError, ValueError, OverflowError, UnicodeDecodeError) as error:
            raise refusal("raster_broken", file) from error


def _driver(copy: Path) -> str:
    return "AAIGrid" if copy.suffix == ".asc" else "GTiff"


def _check(grid: Any, file: str) -> None:
    if grid.count != 1 or grid.dtypes[0] in ("uint8", "int8") or "complex" in grid.dtypes[0]:
        raise refusal("raster_picture", file)
    if grid.width * grid.height > MOST_CELLS:
        raise refusal("raster_large", file, across=f"{grid.width:,}", down=f"{grid.height:,}", limit=f"{MOST_CELLS:,}")
    if grid.transform.is_identity or grid.transform.is_degenerate:
        raise refusal("raster_nowhere", file)


def _cut(grid: Any, feedback: Feedback) -> tuple[list[ndarray], list[tuple[object, ...]]]:
    """Tiles of at most TILE x TILE heights; neighbours share their border row, so that no gap lies between."""
    to = grid.transform
    turn, shift = numpy.array([[to.a, to.b], [to.d, to.e]]), numpy.array([to.c, to.f])
    outlines, rows = [], []
    for top in range(0, max(grid.height - 1, 0), TILE - 1):
        feedback.step(top / grid.height)
        high = min(TILE, grid.height - top)
        strip = _metres(grid, top, high)
        for left in range(0, grid.width - 1, TILE - 1):
            part = strip[:, left : left + TILE]
            known = numpy.isfinite(part)
            if not known.any():
                continue
            wide = part.shape[1]
            # The outline runs through the middle of the outer cells, beginning at the first one.
            corner = [(left, top), (left + wide - 1, top), (left + wide - 1, top + high - 1), (left, top + high - 1), (left, top)]
            outlines.append((numpy.array(corner) + 0.5) @ turn.T + shift)
            rows.append((packed(part), wide, high, round(float(part[known].min()), 2), round(float(part[known].max()), 2)))
    return outlines, rows


def _metres(grid: Any, top: int, high: int) -> ndarray:
    """Some rows of heights in metres, nan where none is known."""
    from rasterio.windows import Window

    found = grid.read(1, window=Window(0, top, grid.width, high), masked=True)
    metres = found.astype(float).filled(numpy.nan) * grid.scales[0] + grid.offsets[0]
    return numpy.where((metres >= LOWEST_M) & (metres <= HIGHEST_M), metres, numpy.nan)
