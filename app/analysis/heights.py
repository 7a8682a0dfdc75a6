"""Heights of the ground from a grid kept in tiles: read anywhere by bilinear interpolation.

A tile is a rectangle whose outline runs through its outer heights, beginning at the first of the first row. Neighbouring tiles
share their border heights. A tile carried into another coordinate system is a parallelogram to within centimetres, and is read
as one.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

# Heights along each side of a tile.
TILE = 64
# Heights are kept to the centimetre.
_CM = 100.0
_UNKNOWN = numpy.int32(-(2**31))
_SLACK = 1e-9


def packed(heights_m: ndarray) -> str:
    """Heights (rows, columns) in metres as text, to the centimetre; nan is kept."""
    heights = numpy.asarray(heights_m, dtype=float)
    whole = numpy.where(numpy.isfinite(heights), numpy.round(numpy.nan_to_num(heights) * _CM), _UNKNOWN).astype("<i4")
    # Neighbours are alike: their differences are small numbers, which pack well.
    return base64.b64encode(zlib.compress(numpy.diff(whole.ravel(), prepend=numpy.int32(0)).astype("<i4").tobytes(), 6)).decode("ascii")


def unpacked(text: str, down: int, across: int) -> ndarray:
    """The heights (down, across) that `packed` made; ValueError where the text is none of its making."""
    if not 0 < down <= TILE or not 0 < across <= TILE:
        raise ValueError("a tile has at most 64 x 64 heights")
    try:
        reading = zlib.decompressobj()
        data = reading.decompress(base64.b64decode(text, validate=True), 4 * down * across + 1)
    except (ValueError, zlib.error) as error:
        raise ValueError("not a tile") from error
    if len(data) != 4 * down * across or not reading.eof:
        raise ValueError("not as many heights as the tile has cells")
    whole = numpy.cumsum(numpy.frombuffer(data, dtype="<i4"), dtype=numpy.int32)
    return numpy.where(whole == _UNKNOWN, numpy.nan, whole / _CM).reshape(down, across)


@dataclass(frozen=True, eq=False)
class Heights:
    """Tiles (t,): ``corner`` (t, 2) the place of the first height, ``along`` and ``down`` (t, 2) to the ends of its row and column.

    ``grids``: the heights of each. ``tree`` over the outlines.
    """

    corner: ndarray
    along: ndarray
    down: ndarray
    grids: tuple[ndarray, ...]
    tree: shapely.STRtree

    def at(self, xy: ndarray) -> ndarray:
        """Metres of height at points (k, 2); nan where no tile lies or a height around is unknown."""
        found = numpy.full(len(xy), numpy.nan)
        if not len(xy) or not len(self.grids):
            return found
        point, tile = self.tree.query(shapely.points(xy), predicate="intersects")
        for one in numpy.unique(tile).tolist():
            rows = point[tile == one]
            heights = self._in(one, numpy.asarray(xy)[rows])
            found[rows] = numpy.where(numpy.isfinite(heights), heights, found[rows])
        return found

    def _in(self, tile: int, xy: ndarray) -> ndarray:
        grid = self.grids[tile]
        matrix = numpy.column_stack([self.along[tile], self.down[tile]])
        share = numpy.linalg.solve(matrix, (xy - self.corner[tile]).T).T
        place = numpy.clip(share, 0.0, 1.0) * (numpy.array(grid.shape[::-1]) - 1)
        first = numpy.clip(numpy.floor(place + _SLACK), 0, numpy.array(grid.shape[::-1]) - 2).astype(int)
        x, y = (place - first).T
        column, row = first.T
        low = grid[row, column] * (1 - x) + grid[row, column + 1] * x
        high = grid[row + 1, column] * (1 - x) + grid[row + 1, column + 1] * x
        return low * (1 - y) + high * y


def heights(outlines: ndarray, texts: ndarray, down: ndarray, across: ndarray) -> Heights:
    """Tiles from their outlines (polygons), packed heights and sizes; tiles that are none are left out, no tiles are fine."""
    corner, along, below, grids, kept = [], [], [], [], []
    for outline, text, rows, columns in zip(outlines, texts, down, across, strict=True):
        ring = shapely.get_coordinates(outline)
        if len(ring) != 5 or not (numpy.isfinite([rows, columns]).all() and min(rows, columns) >= 2):
            continue
        try:
            grid = unpacked(str(text), int(rows), int(columns))
        except ValueError:
            continue
        first, second, fourth = ring[0], ring[1], ring[3]
        if abs((second - first)[0] * (fourth - first)[1] - (second - first)[1] * (fourth - first)[0]) <= 0.0:
            continue
        corner.append(first)
        along.append(second - first)
        below.append(fourth - first)
        grids.append(grid)
        kept.append(outline)
    places = [numpy.array(one, dtype=float).reshape(-1, 2) for one in (corner, along, below)]
    return Heights(*places, tuple(grids), shapely.STRtree(numpy.array(kept, dtype=object)))
