"""The nearest places on straight pieces of lines and outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model import Point

if TYPE_CHECKING:
    import numpy


def pieces(shapes: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """The straight pieces of shapes: both ends, and the number of the shape each belongs to."""
    import numpy
    import shapely

    parts, of = shapely.get_parts(shapes, return_index=True)
    solid = shapely.get_type_id(parts) == 3
    rings, ring_of = shapely.get_rings(parts[solid], return_index=True)
    lines = numpy.concatenate([parts[~solid], rings])
    owner = numpy.concatenate([of[~solid], of[solid][ring_of]])
    xy, line = shapely.get_coordinates(lines, return_index=True)
    same = line[1:] == line[:-1]
    return xy[:-1][same], xy[1:][same], owner[line[:-1][same]]


def feet(at_m: Point, a: numpy.ndarray, b: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
    """The nearest place on each piece, the share of its length there, and how far it is."""
    import numpy

    along = b - a
    share = numpy.clip(((at_m - a) * along).sum(1) / numpy.maximum((along**2).sum(1), 1e-12), 0.0, 1.0)
    foot = a + along * share[:, None]
    return foot, share, numpy.hypot(foot[:, 0] - at_m[0], foot[:, 1] - at_m[1])


def nearest_each(of: numpy.ndarray, far: numpy.ndarray) -> list[int]:
    """Of each shape the number of its nearest piece."""
    import numpy

    order = numpy.lexsort((far, of))
    return order[numpy.flatnonzero(numpy.diff(of[order], prepend=-1))].tolist()


def corners(at_m: Point, within_m: float, a: numpy.ndarray, b: numpy.ndarray) -> list[tuple[float, Point]]:
    import numpy

    ends = numpy.concatenate([a, b])
    far = numpy.hypot(ends[:, 0] - at_m[0], ends[:, 1] - at_m[1])
    best = int(far.argmin()) if len(far) else -1
    return [(float(far[best]), point(ends[best]))] if best >= 0 and far[best] <= within_m else []


def point(xy: numpy.ndarray) -> Point:
    return float(xy[0]), float(xy[1])
