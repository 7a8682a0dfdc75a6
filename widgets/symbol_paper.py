"""Legend signs on paper: one small SVG for each kind or role, drawn by what draws the legend on screen."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize
from PySide6.QtGui import QPainter

from app.scene import SymbolWanted
from widgets.map import map_overlays, symbols
from widgets.theme import palette

ROLE_PX, KIND_PX, HEIGHT_PX = 26, 20, 20


def symbol_svg(wanted: SymbolWanted) -> bytes:
    """The sign of a kind (a square) or a role (a little wider), on nothing, as SVG."""
    from PySide6.QtSvg import QSvgGenerator

    width, data = (KIND_PX if wanted.kind else ROLE_PX), QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QSvgGenerator(QSvgGenerator.SvgVersion.SvgTiny12)
    device.setOutputDevice(buffer)
    device.setSize(QSize(width, HEIGHT_PX))
    device.setViewBox(QRect(0, 0, width, HEIGHT_PX))
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box, colours = QRectF(0, 0, width, HEIGHT_PX), palette("light")
    if wanted.kind is not None:
        symbols.draw_swatch(painter, wanted.kind, box, colours, wanted.language, wanted.style)
    else:
        map_overlays.draw_swatch(painter, wanted.role, box, colours)
    painter.end()
    buffer.close()
    return re.sub(rb"<(title|desc)>.*?</\1>", b"", data.data(), flags=re.DOTALL)
