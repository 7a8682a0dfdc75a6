"""Pictures made small before they are kept: read, turned upright, painted anew and written as JPEG, so that nothing else comes along.

What a camera or a telephone writes into a picture (place, time, owner, a thumbnail of what was cut away) stays behind. Safe in
worker threads.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QColor, QColorSpace, QImage, QImageReader, QPainter

from app.errors import BadInput
from app.words import tr

MOST_PX, QUALITY, POOR = 1600, 85, 60
# Larger than this nobody's telephone takes pictures: it is no picture, or it is a trap.
MOST_FILE_BYTES, MOST_PIXELS = 80_000_000, 250_000_000
# As large as a picture in the project file may be, with room to spare (`app.files.photos`).
MOST_BYTES = 3_500_000
SUFFIXES = ("jpg", "jpeg", "png", "webp", "bmp", "gif", "tif", "tiff")


def made_small(path: Path) -> bytes:
    """The picture in a file as JPEG of at most 1600 pixels; BadInput with the file's name where it is none."""
    path = Path(path)
    try:
        size = path.stat().st_size
    except OSError as error:
        raise BadInput(tr("catalogue.photo.missing", file=path.name)) from error
    if size > MOST_FILE_BYTES:
        raise BadInput(tr("catalogue.photo.large", file=path.name))
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    given = reader.size()
    if given.isValid():
        if given.width() * given.height() > MOST_PIXELS:
            raise BadInput(tr("catalogue.photo.large", file=path.name))
        if max(given.width(), given.height()) > MOST_PX:
            reader.setScaledSize(_within(given))
    image = reader.read()
    if image.isNull():
        raise BadInput(tr("catalogue.photo.unreadable", file=path.name))
    data = written(image)
    if not data:
        raise BadInput(tr("catalogue.photo.unreadable", file=path.name))
    return data


def written(image: QImage) -> bytes:
    """A picture of any size as a small JPEG that holds pixels and nothing else."""
    if max(image.width(), image.height()) > MOST_PX:
        image = image.scaled(_within(image.size()), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    if image.colorSpace().isValid() and image.colorSpace() != QColorSpace(QColorSpace.NamedColorSpace.SRgb):
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    # Painted on a fresh sheet: texts and profiles of the old picture do not come along, and what was clear becomes white.
    sheet = QImage(image.size(), QImage.Format.Format_RGB32)
    sheet.fill(QColor("#ffffff"))
    painter = QPainter(sheet)
    image.setDevicePixelRatio(1.0)
    painter.drawImage(0, 0, image)
    painter.end()
    for quality in (QUALITY, POOR):
        room = QByteArray()
        buffer = QBuffer(room)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        if sheet.save(buffer, "JPEG", quality) and room.size() <= MOST_BYTES:
            return bytes(room.data())
    return b""


def thumbnail(data: bytes, side_px: int) -> QImage:
    """A kept picture cut to a small square; an empty image where it cannot be read."""
    image = QImage.fromData(data)
    if image.isNull():
        return image
    grown = image.scaled(QSize(side_px, side_px), Qt.AspectRatioMode.KeepAspectRatioByExpanding, Qt.TransformationMode.SmoothTransformation)
    return grown.copy((grown.width() - side_px) // 2, (grown.height() - side_px) // 2, side_px, side_px)


def _within(size: QSize) -> QSize:
    return size.scaled(MOST_PX, MOST_PX, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
