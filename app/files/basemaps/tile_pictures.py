"""The picture in one tile as pixels; what is broken, odd or unreasonably large gives nothing."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from typing import TYPE_CHECKING

from app.files.basemaps.source import MOST_TILE_BYTES, picture_kind

if TYPE_CHECKING:
    from numpy import ndarray

# Tiles are 256 or 512 wide, rarely 1024.
WIDEST_PX = 2048


def pixels(data: bytes) -> ndarray | None:
    """RGBA (h, w, 4) of a PNG, JPEG or WebP, decoded outside the interpreter's lock; None where nothing can be had."""
    import numpy as np
    from PIL import Image

    kind = picture_kind(data)
    if not kind or len(data) > MOST_TILE_BYTES:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=[{"jpg": "JPEG"}.get(kind, kind.upper())]) as picture:
                if max(picture.size) > WIDEST_PX or min(picture.size) < 1:
                    return None
                return np.asarray(picture.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, IndexError, TypeError, KeyError, EOFError, MemoryError, Warning, struct.error, zlib.error,
            Image.DecompressionBombError):  # fmt: skip
        return None
