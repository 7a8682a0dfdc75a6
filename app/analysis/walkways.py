"""The public walking surface: streets as wide as they are, without the buildings on them, cut into small pieces.

The pieces lie in squares of a grid and never overlap, so that areas add up exactly and a change asks only the squares it touches.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy
import shapely
from numpy import ndarray

from app.analysis.threads import in_parts
from app.feedback import SILENT, Feedback
from app.geo import prepared

# Small enough that one camera touches four squares, large enough that most of a street's outline is no border of squares.
SQUARE_M = 100.0
# Corners of a quarter circle at the ends of streets, where they meet.
ROUND = 4
PART = 64


@dataclass(frozen=True, eq=False)
class Walkways:
    """The surface as pieces (p,): polygons in metres without overlaps, their ``area_m2`` and the ``dong`` each lies in (-1: none)."""

    pieces: ndarray
    area_m2: ndarray
    dong: ndarray
    dongs: int

    @cached_property
    def tree(self) -> shapely.STRtree:
        """A tree over the pieces."""
        return shapely.STRtree(self.pieces)

    def by_area(self, amount_m2: ndarray) -> ndarray:
        """Amounts of pieces (p,) summed: the district first, then each dong (1 + dongs,)."""
        every = numpy.bincount(self.dong + 1, weights=amount_m2, minlength=self.dongs + 1)
        every[0] = every.sum()
        return every


def walkways(
    lines: ndarray, width_m: ndarray, buildings: ndarray, district: shapely.Geometry, dongs: ndarray, *,
    square_m: float = SQUARE_M, feedback: Feedback = SILENT,
) -> Walkways:  # fmt: skip
    """Centrelines (n,) widened to ``width_m`` (n,) with round ends, minus buildings, inside the district, parted by dong.

    Where two dongs overlap the first has the ground. No streets, or none inside, give no pieces. Invalid outlines are mended.
    """
    ways = shapely.buffer(lines, numpy.asarray(width_m, dtype=float) / 2.0, quad_segs=ROUND)
    ways = ways[~shapely.is_empty(ways)]
    solid = _on_ways(numpy.asarray(buildings, dtype=object), ways)
    inner = prepared(_mended(numpy.array([district], dtype=object))[0])
    parts = _apart(_mended(dongs))
    squares = _squares(inner, square_m)
    whole = shapely.contains_properly(inner, squares)
    way_of, solid_of = (_members(shapely.STRtree(shapes), squares) for shapes in (ways, solid))

    def cut(first: int, last: int) -> list[tuple[shapely.Geometry, int]]:
        # A prepared shape changes whenever it is asked and may not be asked by two threads: each part has copies of its own.
        mine = prepared(parts)
        return [piece for number in range(first, last) for piece in _by_dong(square(number), mine)]

    def square(number: int) -> shapely.Geometry:
        box = squares[number]
        here = way_of(number)
        if not len(here):
            return shapely.Polygon()
        ground = shapely.intersection(shapely.union_all(ways[here]), box if whole[number] else shapely.intersection(box, inner))
        blocked = solid_of(number)
        return shapely.difference(ground, shapely.union_all(solid[blocked])) if len(blocked) else ground

    found = [piece for part in in_parts(len(squares), PART, cut, feedback) for piece in part] if len(squares) else []
    pieces = numpy.empty(len(found), dtype=object)
    pieces[:] = [piece for piece, _ in found]
    return Walkways(pieces, shapely.area(pieces), numpy.array([dong for _, dong in found], dtype=numpy.int64), len(parts))


def _on_ways(buildings: ndarray, ways: ndarray) -> ndarray:
    """The buildings that stand on a street, mended: usually few, and only they can take ground away."""
    solid = buildings[~shapely.is_missing(buildings) & ~shapely.is_empty(buildings)]
    near = shapely.STRtree(solid).query(ways)[1]
    solid = _mended(solid[numpy.unique(near)])
    return solid[numpy.unique(shapely.STRtree(solid).query(ways, predicate="intersects")[1])]


def _mended(shapes: ndarray) -> ndarray:
    shapes = numpy.array(shapes, dtype=object)
    bad = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    shapes[bad] = shapely.make_valid(shapes[bad])
    return shapes


def _squares(district: shapely.Geometry, square_m: float) -> ndarray:
    west, south, east, north = shapely.bounds(district)
    if not numpy.isfinite(west):
        return numpy.zeros(0, dtype=object)
    x, y = (numpy.arange(numpy.floor(a / square_m), numpy.floor(b / square_m) + 1) * square_m for a, b in ((west, east), (south, north)))
    x, y = (axis.ravel() for axis in numpy.meshgrid(x, y, indexing="ij"))
    squares = shapely.box(x, y, x + square_m, y + square_m)
    return squares[shapely.intersects(district, squares)]


def _members(tree: shapely.STRtree, squares: ndarray) -> Callable[[int], ndarray]:
    """A function from the number of a square to the rows of the tree in it."""
    square, row = tree.query(squares, predicate="intersects")
    order = numpy.lexsort((row, square))
    first = numpy.searchsorted(square[order], numpy.arange(len(squares) + 1))
    return lambda number: row[order[first[number] : first[number + 1]]]


def _apart(dongs: ndarray) -> ndarray:
    """The dongs without what earlier ones hold."""
    apart = dongs.copy()
    tree = shapely.STRtree(dongs)
    for number in range(len(dongs)):
        before = [other for other in tree.query(dongs[number], predicate="intersects").tolist() if other < number]
        if before:
            apart[number] = shapely.difference(dongs[number], shapely.union_all(dongs[before]))
    return apart


def _by_dong(ground: shapely.Geometry, dongs: ndarray) -> list[tuple[shapely.Geometry, int]]:
    """Pieces of the ground in each dong and outside all."""
    if not shapely.area(ground):
        return []
    touched = numpy.flatnonzero(shapely.intersects(dongs, ground))
    within = touched[shapely.contains(dongs[touched], ground)]
    if len(within):
        return [(ground, int(within[0]))]
    box = shapely.box(*shapely.bounds(ground))
    near = shapely.intersection(dongs[touched], box)
    pieces = [(piece, int(dong)) for piece, dong in zip(shapely.intersection(near, ground), touched, strict=True)]
    rest = shapely.difference(ground, shapely.union_all(near)) if len(near) else ground
    return [(piece, dong) for piece, dong in (*pieces, (rest, -1)) if shapely.area(piece) > 0]
