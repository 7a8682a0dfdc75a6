"""Large pictures made ready once: a copy in blocks with coarser stages, in a folder that goes when the program ends."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from pathlib import Path
from threading import Lock
from typing import Any

from app.feedback import SILENT, Feedback
from app.files.basemaps.pictures import _calm, driver_of, opened

# A picture beyond this is read too slowly piece by piece if it has neither blocks nor coarser stages.
READY_PX, COARSEST_PX = 4_000_000, 512
STRIP = 1024
_lock = Lock()
_folder: list[Path] = []


def ready(path: Path, name: str, feedback: Feedback = SILENT) -> Path:
    """The picture itself, or a copy of it that is quick to read; may take some seconds for a large one."""
    with opened(path, name) as one:
        blocked = driver_of(path) == "GTiff" and one.block_shapes[0][1] < one.width
        staged = bool(one.overviews(1))
        small = one.width * one.height <= READY_PX
        heavy = max(one.width, one.height) > 4 * COARSEST_PX
        if small or (blocked and (staged or not heavy)):
            return path
        state = path.stat()
        sign = hashlib.sha256(f"{path.absolute()}|{state.st_size}|{state.st_mtime_ns}".encode()).hexdigest()[:24]
        with _lock:
            target = _place() / f"{sign}.tif"
            if not target.exists():
                _write(one, target, feedback)
    return target


def _place() -> Path:
    if not _folder:
        _folder.append(Path(tempfile.mkdtemp(prefix="golmok-maps-")))
        atexit.register(shutil.rmtree, _folder[0], ignore_errors=True)
    return _folder[0]


def _write(one: Any, target: Path, feedback: Feedback) -> None:
    """Strip by strip into blocks, then the coarser stages."""
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.windows import Window

    part = target.with_suffix(".part.tif")
    profile = {
        "driver": "GTiff", "width": one.width, "height": one.height, "count": one.count, "dtype": one.dtypes[0], "tiled": True,
        "blockxsize": 256, "blockysize": 256, "compress": "ZSTD", "zstd_level": 1, "bigtiff": "IF_SAFER", "nodata": one.nodata,
    }  # fmt: skip
    palette = _palette(one)
    try:
        with _calm(), rasterio.open(part, "w", **profile) as made:
            made.colorinterp = one.colorinterp
            if palette is not None:
                made.write_colormap(1, palette)
            for top in range(0, one.height, STRIP):
                feedback.step(0.7 * top / one.height)
                window = Window(0, top, one.width, min(STRIP, one.height - top))
                made.write(one.read(window=window), window=window)
            steps, side = [], max(one.width, one.height)
            while side > COARSEST_PX:
                side //= 2
                steps.append(2 ** (len(steps) + 1))
            feedback.step(0.75)
            made.build_overviews(steps, Resampling.nearest if palette is not None else Resampling.average)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _palette(one: Any) -> dict[int, tuple[int, ...]] | None:
    try:
        return one.colormap(1)
    except ValueError:
        return None
