"""The map on paper: vector pictures for the report, drawn by the same painter as the screen.

SVG is the better one for Typst: PDF/UA-1 does not allow an embedded PDF page at all, while an SVG becomes ordinary page content.
Text is drawn as outlines, so a map needs no font on the machine that sets the report, and the halo stays behind the letters;
the words for a screen reader are the picture's alternative text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from app.scene import Frame, MapWanted, SymbolWanted
from widgets.map.map_furniture import paint_furniture
from widgets.map.map_painter import Medium, paint
from widgets.map.map_shapes import Parts

if TYPE_CHECKING:
    import numpy

# Paper is finer than a screen: so many logical pixels to the inch keep 12 px names at 7.2 pt.
PAPER_DPI = 120.0
# Corners nearer than this (0.2 pt) are one on paper; coordinates are written to a tenth of a pixel (0.06 pt).
GRAIN_PX = 0.34
DECIMALS = 1


def frame_of(wanted: MapWanted) -> Frame:
    """The frame that shows a wanted box whole on its paper, with ground around it where the shapes differ."""
    width, height = (max(8, round(side / 25.4 * PAPER_DPI)) for side in (wanted.width_mm, wanted.height_mm))
    west, south, east, north = wanted.box_m
    scale = max((east - west) / width, (north - south) / height, 0.01)
    return Frame(((west + east) / 2, (south + north) / 2), scale, width, height, "light", wanted.language)


def map_svg(wanted: MapWanted) -> bytes:
    """A wanted map as SVG, its size in millimetres, with scale bar, north and marks on it."""
    # Late: a program that only looks at maps does not pay for it at its start.
    from PySide6.QtSvg import QSvgGenerator

    frame, data = frame_of(wanted), QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QSvgGenerator(QSvgGenerator.SvgVersion.SvgTiny12)
    device.setOutputDevice(buffer)
    device.setResolution(round(PAPER_DPI))
    device.setSize(QSize(frame.width_px, frame.height_px))
    device.setViewBox(QRect(0, 0, frame.width_px, frame.height_px))
    _draw(QPainter(device), wanted, frame)
    buffer.close()
    text = slim(bytes(data.data()).decode("utf-8"), wanted)
    if wanted.scene.basemaps:
        from widgets.basemaps.paper_pictures import with_photos

        text = with_photos(text)
    return text.encode("utf-8")


def painter() -> Callable[[MapWanted | SymbolWanted], bytes]:
    """The function that draws the maps of a report and the signs of its legends."""
    from widgets.symbol_paper import symbol_svg

    return lambda wanted: map_svg(wanted) if isinstance(wanted, MapWanted) else symbol_svg(wanted)


def map_pdf(wanted: MapWanted) -> bytes:
    """A wanted map as a one-page PDF of its size, for a file of its own; reports embed `map_svg`."""
    frame, data = frame_of(wanted), QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    device = QPdfWriter(buffer)
    device.setPageSize(QPageSize(QSizeF(wanted.width_mm, wanted.height_mm), QPageSize.Unit.Millimeter))
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    device.setResolution(round(PAPER_DPI))
    device.setTitle(wanted.alt or wanted.id)
    _draw(QPainter(device), wanted, frame)
    buffer.close()
    return bytes(data.data())


def _draw(painter: QPainter, wanted: MapWanted, frame: Frame) -> None:
    try:
        paint(painter, wanted.scene, frame, medium=Medium(vector=True, grain_px=GRAIN_PX))
        paint_furniture(painter, wanted.scene, frame, inset_px=8.0, vector=True)
    finally:
        painter.end()


_GROUP = re.compile(r"<g ([^>]*)>\s*((?:<(?:path|rect|line|polyline|circle|ellipse|image)\b[^>]*/>\s*)*)</g>\s*")
_DULL = ('font-family="[^"]*"', 'font-size="[^"]*"', 'font-weight="[^"]*"', 'font-style="[^"]*"', 'transform="matrix\\(1,0,0,1,0,0\\)"')
_TEDIOUS = re.compile(r"\s*(?:" + "|".join(_DULL) + ")")
_CORNERS = re.compile(r' vector-effect="none"((?: fill-rule="[a-z]*")?) d="([^"]*)"')
_FINE = re.compile(r"\.\d\d|e-")
_LONG = re.compile(r"-?\d+\.\d\d+(?:e-?\d+)?|-?\d+(?:\.\d+)?e-\d+")


def slim(text: str, wanted: MapWanted) -> str:
    """The same picture in fewer bytes: no empty groups, no font on what is no text, short numbers, its size as it was wanted.

    Lines and areas come on the grid of tenths already (`gridded`): only the outlines of letters and signs are left to round.
    """
    head, _, body = text.partition("</defs>")
    body = _GROUP.sub(lambda found: f"<g{_TEDIOUS.sub('', ' ' + found[1])}>{found[2]}</g>\n" if found[2].strip() else "", body)
    body = _CORNERS.sub(lambda found: f'{found[1]} d="{short(found[2])}"', body)
    head = re.sub(r'width="[^"]*" height="[^"]*"', f'width="{wanted.width_mm:g}mm" height="{wanted.height_mm:g}mm"', head, count=1)
    return head + "</defs>" + body.replace("\n\n", "\n")


@lru_cache(maxsize=4096)  # the maps of a report share their ground and most of their names
def short(path: str) -> str:
    """The same path with at most one digit behind the point."""
    return _LONG.sub(_tenths, path) if _FINE.search(path) else path


def _tenths(found: re.Match[str]) -> str:
    text = f"{float(found[0]):.{DECIMALS}f}".removesuffix(".0")
    return "0" if text == "-0" else text


def gridded(xy: numpy.ndarray) -> numpy.ndarray:
    """Corners in pixels on the grid of tenths that paper is drawn on: all at once, before they become text."""
    return xy.round(DECIMALS)


def trimmed(xy: numpy.ndarray, start: numpy.ndarray, frame: Frame, *, closed: bool, margin_px: float = 6.0) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Lines or rings in pixels cut to the sheet: paper has no clip, and a road need not run on to the next county."""
    import numpy as np
    import shapely

    low, high = -margin_px, np.array((frame.width_px, frame.height_px)) + margin_px
    outside = ((xy < low) | (xy > high)).any(axis=1)
    if not len(xy) or not outside.any():
        return xy, start
    of = np.repeat(np.arange(len(start) - 1), np.diff(start))
    cut = np.flatnonzero(np.bincount(of[outside], minlength=len(start) - 1) > 0)
    kept = np.setdiff1d(np.arange(len(start) - 1), cut)
    parts = Parts(xy, start, np.arange(len(start) - 1), np.empty((0, 4)))
    inside_xy, inside_start = parts.pick(kept)
    cut_xy, cut_start = parts.pick(cut)
    index = np.repeat(np.arange(len(cut)), np.diff(cut_start))
    if closed:
        made = shapely.make_valid(shapely.polygons(shapely.linearrings(cut_xy, indices=index)))
    else:
        made = shapely.linestrings(cut_xy, indices=index)
    made = shapely.get_parts(shapely.clip_by_rect(made, low, low, *high))
    if closed:
        made = shapely.get_rings(shapely.get_parts(made[shapely.get_dimensions(made) == 2]))
    else:
        made = made[shapely.get_dimensions(made) == 1]
    new_xy, of = shapely.get_coordinates(made, return_index=True)
    new_start = np.cumsum(np.bincount(of, minlength=len(made))) + len(inside_xy)
    return np.vstack((inside_xy, new_xy)), np.concatenate((inside_start, new_start)).astype(np.int64)


def hatch_lines(geometries: numpy.ndarray, frame: Frame, period_px: float) -> Parts:
    """Diagonal lines, in metres, inside the areas that are in view: hatching for devices without patterns.

    The lines lie on one lattice for the whole sheet, so the hatchings of neighbouring areas meet.
    """
    import numpy as np
    import shapely

    from widgets.map import map_shapes

    west, south, east, north = frame.box_m
    sheet = shapely.box(west, south, east, north)
    near = geometries[shapely.intersects(geometries, sheet)]
    if not len(near):
        return map_shapes.shapes(near).lines
    area = shapely.intersection(shapely.union_all(shapely.make_valid(near)), sheet)
    step = period_px * frame.metres_per_px * 2**0.5
    first = np.arange(np.floor((south - east) / step), np.ceil((north - west) / step)) * step  # y - x along each line
    ends = np.stack((np.column_stack((np.full(len(first), west), west + first)), np.column_stack((np.full(len(first), east), east + first))), axis=1)
    return map_shapes.shapes(shapely.intersection(shapely.linestrings(ends), area)).lines
