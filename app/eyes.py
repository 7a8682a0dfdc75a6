"""How a picture looks to those who see colours otherwise, and in print without colour: 3 x 3 matrices on linear light.

Sources: protan, deutan, tritan: Machado, Oliveira and Fernandes 2009, "A physiologically-based model for simulation of color
vision deficiency", IEEE TVCG 15(6), table of severity 1.0 (full dichromacy). Grey: relative luminance of IEC 61966-2-1 and
ITU-R BT.709. The steps from sRGB to linear light and back are those of IEC 61966-2-1.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import ndarray

Matrix = tuple[tuple[float, float, float], ...]
EYES = ("protan", "deutan", "tritan", "grey")
MATRICES: Mapping[str, Matrix] = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
# A colour is looked up by the upper bits of its parts: 64 steps each, so that the whole table stays in the processor's cache.
BITS = 6


def seen(colours: ndarray, eye: str) -> ndarray:
    """Colours (n, 3) of 0 to 255 as an eye of `EYES` sees them; any other eye sees them as they are."""
    import numpy as np

    given = np.asarray(colours, dtype=float)
    if eye not in MATRICES:
        return given.round().astype(np.uint8)
    share = given / 255.0
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    through = np.clip(linear @ np.array(MATRICES[eye]).T, 0.0, 1.0)
    back = np.where(through <= 0.0031308, through * 12.92, 1.055 * through ** (1 / 2.4) - 0.055)
    return (back * 255.0).round().astype(np.uint8)


def seen_pixels(pixels: ndarray, eye: str) -> ndarray:
    """A picture of 0xAARRGGBB words (uint32, without transparency) as an eye sees it, of the same shape."""
    import numpy as np

    low, mask = 8 - BITS, (1 << BITS) - 1
    words = np.asarray(pixels, dtype=np.uint32)
    index = (words >> (16 + low)) & mask
    index <<= BITS
    index |= (words >> (8 + low)) & mask
    index <<= BITS
    index |= (words >> low) & mask
    return _table(eye)[index]


def prepare(eye: str) -> None:
    """Work out what an eye makes of every colour (half a second, once); after that a picture takes a few milliseconds."""
    if eye in MATRICES:
        _table(eye)


@cache
def _table(eye: str) -> ndarray:
    """What becomes of every colour, by the upper bits of its parts."""
    import numpy as np

    steps = (np.arange(1 << BITS) * 255.0 / ((1 << BITS) - 1))
    r, g, b = (part.ravel() for part in np.meshgrid(steps, steps, steps, indexing="ij"))
    out = seen(np.column_stack((r, g, b)), eye).astype(np.uint32)
    return np.uint32(0xFF000000) | (out[:, 0] << np.uint32(16)) | (out[:, 1] << np.uint32(8)) | out[:, 2]
