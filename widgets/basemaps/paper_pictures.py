"""Photos on paper in a tenth of the room: what Qt wrote into a vector picture without loss becomes JPEG where it may."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

# Smaller pictures are signs and drawings, which JPEG would smear.
FROM_BYTES, QUALITY = 60_000, 82
_INSIDE = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=\s]+)")


def with_photos(svg: str) -> str:
    """The same vector picture with its large pictures without holes as JPEG."""
    return _INSIDE.sub(lambda found: _photo(found[0], found[1]), svg)


def _photo(whole: str, packed: str) -> str:
    if len(packed) < FROM_BYTES:
        return whole
    image = QImage.fromData(QByteArray(b64decode(packed)), "PNG")
    if image.isNull() or image.hasAlphaChannel():
        return whole
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPG", QUALITY)
    buffer.close()
    return f"data:image/jpeg;base64,{b64encode(data.data()).decode('ascii')}" if len(data) * 4 / 3 < len(packed) else whole
