"""Pictures that know their place on the ground (GeoTIFF, or a picture with a world file) and scans placed by points.

A picture is opened with the one driver its first bytes name, never with what its name says. Where it lies is kept as a net of cells,
each as good as affine, so that drawing needs no library of coordinate systems.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import floor, log2
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.files.basemaps.source import Box, Handles, refusal

if TYPE_CHECKING:
    from numpy import ndarray

EXTENSIONS = ("tif", "tiff", "jpg", "jpeg", "png", "webp")
_DRIVERS = ((b"\x89PNG\r\n\x1a\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"II*\x00", "GTiff"), (b"MM\x00*", "GTiff"), (b"II+\x00", "GTiff"),
            (b"MM\x00+", "GTiff"))  # fmt: skip
# A picture that must be read as a whole, one that is read in blocks, and one block of it.
MOST_WHOLE_PX, MOST_BLOCKED_PX, MOST_BLOCK_BYTES = 250_000_000, 20_000_000_000, 300 << 20
# A cell of the net may miss the ground by so much of a pixel; and so many cells a side at most.
NET_MISS_PX, NET_MOST = 0.2, 64
_SETTINGS = {"GDAL_PAM_ENABLED": "NO", "GDAL_DISABLE_READDIR_ON_OPEN": "TRUE", "GDAL_CACHEMAX": 48, "GDAL_NUM_THREADS": "1",
             "CPL_CURL_ENABLE": "NO", "GDAL_HTTP_MAX_RETRY": "0"}  # fmt: skip


@dataclass(frozen=True, eq=False)
class Piece:
    """A part of a picture as it is drawn: RGBA (h, w, 4) and where its corners lie, (4, 2) metres, clockwise from the first pixel."""

    pixels: ndarray
    corners_m: ndarray


@dataclass(frozen=True, eq=False)
class Net:
    """Where a picture lies: nodes ``px`` and ``m`` of (rows + 1, columns + 1, 2)."""

    px: ndarray
    m: ndarray

    @property
    def box_m(self) -> Box:
        """West, south, east, north."""
        (west, south), (east, north) = self.m.reshape(-1, 2).min(axis=0).tolist(), self.m.reshape(-1, 2).max(axis=0).tolist()
        return west, south, east, north


class Picture:
    """An open picture. ``net`` says where it lies; BadInput with a sentence where it cannot be used."""

    def __init__(self, path: Path, name: str, net: Net):
        self.path, self.net = path, net
        self._name = name
        self._handles: Handles[Any] = Handles(lambda: _open(path, name), lambda one: one.close())
        with self._handles.borrowed() as opened:
            self.width, self.height = opened.width, opened.height
            self._bands = _bands(opened)
            self._stretch = _stretch(opened, self._bands)
            self._masked = any("all_valid" not in [flag.name for flag in flags] for flags in opened.mask_flag_enums)
        side = net.m[0, 1] - net.m[0, 0], net.px[0, 1] - net.px[0, 0]
        self.metres_per_px = float((side[0] @ side[0]) ** 0.5 / max((side[1] @ side[1]) ** 0.5, 1e-9))

    @property
    def box_m(self) -> Box:
        """West, south, east, north."""
        return self.net.box_m

    def close(self) -> None:
        """Let the file go."""
        self._handles.close()

    def pieces(self, corners_m: ndarray, metres_per_px: float, *, most_px: int = 4096) -> Iterator[Piece]:
        """What of the picture lies under a frame (its four corners), no finer than the frame's device pixels.

        Parts are cut on a lattice of powers of two, so that neighbouring frames meet without a step.
        """
        coarse = max(0, floor(log2(max(metres_per_px, 1e-9) / self.metres_per_px) + 0.25))
        step = 1 << min(coarse, max(0, max(self.width, self.height).bit_length() - 3))
        for cell_px, cell_m in _cells(self.net, corners_m):
            window = _window(cell_px, cell_m, corners_m, step, (self.width, self.height))
            if window is None or max(window[2] - window[0], window[3] - window[1]) / step > most_px:
                continue
            pixels = self._read(window, step)
            if pixels is not None:
                yield Piece(pixels, _on_ground(cell_px, cell_m, window))

    def whole(self, most_px: int) -> ndarray:
        """The whole picture as RGBA, its longer side no more than a number of pixels; (0, 0, 4) where it cannot be read."""
        import numpy as np

        step = max(self.width, self.height) / most_px
        found = self._read((0, 0, self.width, self.height), max(step, 1.0))
        return found if found is not None else np.zeros((0, 0, 4), np.uint8)

    def _read(self, window: tuple[int, int, int, int], step: float) -> ndarray | None:
        import numpy as np
        from rasterio.enums import Resampling
        from rasterio.errors import RasterioError
        from rasterio.windows import Window

        left, top, right, bottom = window
        size = (max(1, round((bottom - top) / step)), max(1, round((right - left) / step)))
        part, how = Window(left, top, right - left, bottom - top), Resampling.average if step > 1 and not self._palette else Resampling.nearest
        try:
            with _calm(), self._handles.borrowed() as opened:
                found = opened.read(self._bands[:3], window=part, out_shape=(min(len(self._bands), 3), *size), resampling=how)
                mask = opened.dataset_mask(window=part, out_shape=size) if self._masked else None
        except (RasterioError, ValueError, MemoryError, IndexError):
            return None
        colours = self._coloured(found)
        made = np.empty((*size, 4), np.uint8)
        made[..., :3] = np.moveaxis(colours, 0, -1) if len(colours) >= 3 else colours[0][..., None]
        made[..., 3] = 255 if mask is None else mask
        return made

    @property
    def _palette(self) -> bool:
        return self._stretch is not None and self._stretch[0] == "palette"

    def _coloured(self, found: ndarray) -> ndarray:
        import numpy as np

        if self._stretch is None:
            return found
        way, values = self._stretch
        if way == "palette":
            return values[found[0]].transpose(2, 0, 1)
        low, high = values
        return np.clip((found.astype(np.float32) - low[:, None, None]) / (high - low)[:, None, None] * 255, 0, 255).astype(np.uint8)


def driver_of(path: Path) -> str:
    """The driver for a picture by its first bytes, "" for what is no picture we read."""
    try:
        with path.open("rb") as stream:
            head = stream.read(16)
    except (OSError, ValueError):
        return ""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return next((driver for start, driver in _DRIVERS if head.startswith(start)), "")


def is_heights(opened: Any) -> bool:
    """True for a grid of heights, which is no picture: one band that is not made of eight bits."""
    return opened.count == 1 and opened.dtypes[0] not in ("uint8", "int8")


@contextmanager
def opened(path: Path, name: str) -> Iterator[Any]:
    """The file as the raster library sees it, checked for size; BadInput with a sentence."""
    one = _open(path, name)
    try:
        with _calm():
            yield one
    finally:
        one.close()


def net_of(to_m: Callable[[ndarray], ndarray], width: int, height: int) -> Net | None:
    """The coarsest net whose cells are affine to a fifth of a pixel; None where parts lie nowhere."""
    import numpy as np

    cells, net = 1, None
    while cells <= NET_MOST:
        across, down = np.linspace(0, width, cells + 1), np.linspace(0, height, cells + 1)
        px = np.stack(np.meshgrid(across, down), axis=-1)
        m = to_m(px.reshape(-1, 2)).reshape(px.shape)
        if not np.isfinite(m).all():
            return None
        net = Net(px, m)
        middles_px = (px[:-1, :-1] + px[1:, 1:]) / 2
        true = to_m(middles_px.reshape(-1, 2)).reshape(middles_px.shape)
        one = float(np.hypot(*(m[0, 1] - m[0, 0]))) / max(width / cells, 1e-9)
        guesses = ((m[:-1, 1:] + m[1:, :-1]) / 2, (m[:-1, :-1] + m[1:, 1:]) / 2)
        if max(float(np.abs(true - guess).max()) for guess in guesses) <= NET_MISS_PX * one:
            break
        cells *= 2
    return net


def _open(path: Path, name: str) -> Any:
    import rasterio
    from rasterio.errors import RasterioError

    driver = driver_of(path)
    if not driver:
        raise refusal("not_picture", name)
    try:
        with _calm():
            opened = rasterio.open(path, driver=driver)
    except (RasterioError, ValueError, OverflowError, UnicodeDecodeError) as error:
        raise refusal("broken", name) from error
    try:
        _check(opened, driver, name)
    except BaseException:
        opened.close()
        raise
    return opened


def _check(opened: Any, driver: str, name: str) -> None:
    if not opened.count or any(kind not in ("uint8", "int8", "uint16", "int16", "float32") for kind in opened.dtypes[:4]):
        raise refusal("not_picture", name)
    most = MOST_BLOCKED_PX if driver == "GTiff" else MOST_WHOLE_PX
    deep, wide = max(opened.block_shapes)
    block = deep * wide * opened.count * (4 if "32" in opened.dtypes[0] else 2 if "16" in opened.dtypes[0] else 1)
    if opened.width * opened.height > most or block > MOST_BLOCK_BYTES or max(opened.width, opened.height) > 1_000_000:
        raise refusal("large_picture", name, across=f"{opened.width:,}", down=f"{opened.height:,}")


@contextmanager
def _calm() -> Iterator[None]:
    import rasterio

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with rasterio.Env(**_SETTINGS):
            yield


def _bands(opened: Any) -> list[int]:
    from rasterio.enums import ColorInterp

    colours = [one for one in range(1, opened.count + 1) if opened.colorinterp[one - 1] is not ColorInterp.alpha]
    return colours[:3] if len(colours) >= 3 else colours[:1] or [1]


def _stretch(opened: Any, bands: Sequence[int]) -> tuple[str, Any] | None:
    """How numbers become colours: None as they are, by a palette, or the middle 96 of 100 stretched over all shades."""
    import numpy as np

    if len(bands) == 1 and opened.dtypes[0] == "uint8":
        try:
            colours = opened.colormap(1)
        except ValueError:
            return None
        return "palette", np.array([colours.get(value, (0, 0, 0, 0))[:3] for value in range(256)], np.uint8)
    if all(opened.dtypes[band - 1] == "uint8" for band in bands):
        return None
    with _calm():
        share = max(1.0, max(opened.width, opened.height) / 512)
        few = opened.read(list(bands), out_shape=(len(bands), max(1, int(opened.height / share)), max(1, int(opened.width / share))), masked=True)
    few = few.astype(np.float32).filled(np.nan).reshape(len(bands), -1)
    few = np.where(np.isfinite(few), few, 0)
    low, high = np.percentile(few, (2, 98), axis=1)
    return "stretch", (low.astype(np.float32), np.maximum(high, low + 1e-6).astype(np.float32))


def _cells(net: Net, corners_m: ndarray) -> Iterator[tuple[ndarray, ndarray]]:
    """The cells (2, 2, 2) in pixels and metres whose box meets that of the frame."""
    import numpy as np

    low, high = corners_m.min(axis=0), corners_m.max(axis=0)
    nodes = np.stack((net.m[:-1, :-1], net.m[:-1, 1:], net.m[1:, :-1], net.m[1:, 1:]))
    hit = ((nodes.min(axis=0) <= high) & (nodes.max(axis=0) >= low)).all(axis=-1)
    for row, column in np.argwhere(hit).tolist():
        part = (slice(row, row + 2), slice(column, column + 2))
        yield net.px[part], net.m[part]


def _window(cell_px: ndarray, cell_m: ndarray, corners_m: ndarray, step: int, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """The pixels of a cell under a frame: left, top, right, bottom on the lattice of ``step``, two of them wider all round."""
    import numpy as np

    sides = np.stack(((cell_m[0, 1] - cell_m[0, 0]), (cell_m[1, 0] - cell_m[0, 0])))
    if abs(np.linalg.det(sides)) < 1e-12:
        return None
    share = (corners_m - cell_m[0, 0]) @ np.linalg.inv(sides)
    first, last = cell_px[0, 0], cell_px[1, 1]
    low, high = first + share.min(axis=0) * (last - first), first + share.max(axis=0) * (last - first)
    low, high = np.maximum(low, first), np.minimum(high, last)
    if (low >= high).any():
        return None
    low, high = (np.floor(low / step) - 2) * step, (np.ceil(high / step) + 2) * step
    # One pixel of a neighbouring cell is drawn too, so that no seam shows.
    low, high = np.maximum(low, np.maximum(first - step, 0)), np.minimum(high, np.minimum(last + step, size))
    left, top, right, bottom = (int(part) for part in (*np.floor(low), *np.ceil(high)))
    return (left, top, right, bottom) if right > left and bottom > top else None


def _on_ground(cell_px: ndarray, cell_m: ndarray, window: tuple[int, int, int, int]) -> ndarray:
    import numpy as np

    left, top, right, bottom = window
    share = (np.array([(left, top), (right, top), (right, bottom), (left, bottom)], float) - cell_px[0, 0]) / (cell_px[1, 1] - cell_px[0, 0])
    u, v = share[:, :1], share[:, 1:]
    return (1 - u) * (1 - v) * cell_m[0, 0] + u * (1 - v) * cell_m[0, 1] + (1 - u) * v * cell_m[1, 0] + u * v * cell_m[1, 1]
