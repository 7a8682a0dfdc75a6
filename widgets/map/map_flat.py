"""Geometries taken apart into flat arrays, piece by piece: between two pieces the interpreter is free for the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from widgets.map.map_parts import Parts, Shapes

if TYPE_CHECKING:
    import numpy

# A library call that holds the interpreter takes a few milliseconds for so many.
PIECE = 16_384
COLLECTION, POLYGON = 7, 3


def shapes(geometries: numpy.ndarray) -> Shapes:
    """Take an array of shapely geometries (None and empty ones are left out) apart into flat arrays."""
    import numpy as np

    found = np.asarray(geometries, dtype=object)
    pieces = [_piece(found[first : first + PIECE], first) for first in range(0, len(found), PIECE)] or [_piece(found, 0)]
    points, point_row = (_joined([piece[number] for piece in pieces]) for number in (0, 1))
    return Shapes(points, point_row, _laid([piece[2] for piece in pieces]), _laid([piece[3] for piece in pieces]))


def _joined(arrays: list[numpy.ndarray]) -> numpy.ndarray:
    import numpy as np

    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)


def _laid(pieces: list[Parts]) -> Parts:
    """Parts of many pieces as one."""
    import numpy as np

    pieces = [piece for piece in pieces if len(piece)] or pieces[:1]
    if len(pieces) == 1:
        return pieces[0]
    lengths = _joined([np.diff(piece.start) for piece in pieces])
    start = np.concatenate(([0], np.cumsum(lengths)))
    area = None if pieces[0].area is None else _joined([piece.area for piece in pieces])  # type: ignore[misc]
    xy, row, box = (_joined([getattr(piece, name) for piece in pieces]) for name in ("xy", "row", "box"))
    return Parts(xy, start, row, box, area)


def _piece(geometries: numpy.ndarray, first: int) -> tuple[numpy.ndarray, numpy.ndarray, Parts, Parts]:
    import numpy as np
    import shapely

    kind = shapely.get_type_id(geometries)
    parts, row = geometries, np.arange(len(geometries))
    if (kind > POLYGON).any():
        parts, row = shapely.get_parts(geometries, return_index=True)
        kind = shapely.get_type_id(parts)
        if (kind == COLLECTION).any():  # collections inside collections: rare, once more is enough
            parts, inner = shapely.get_parts(parts, return_index=True)
            row, kind = row[inner], shapely.get_type_id(parts)
    kind[shapely.is_empty(parts)] = -1
    row = row.astype(np.int64) + first
    at, line, area = kind == 0, (kind == 1) | (kind == 2), kind == POLYGON
    return shapely.get_coordinates(parts[at]), row[at], _lines(parts[line], row[line]), _rings(parts[area], row[area])


def _lines(lines: numpy.ndarray, row: numpy.ndarray) -> Parts:
    import numpy as np
    import shapely

    xy, of = shapely.get_coordinates(lines, return_index=True)
    start = np.concatenate(([0], np.cumsum(np.bincount(of, minlength=len(lines))))).astype(np.int64)
    return Parts(xy, start, row, shapely.bounds(lines).reshape(-1, 4))


def _rings(areas: numpy.ndarray, row: numpy.ndarray) -> Parts:
    """The rings of polygons; all outer ones run against the clock and all holes with it, whatever the file says."""
    import numpy as np
    import shapely

    xy, of = shapely.get_coordinates(areas, return_index=True)
    length = np.bincount(of, minlength=len(areas)).astype(np.int64)
    box = shapely.bounds(areas).reshape(-1, 4)
    holes = shapely.get_num_interior_rings(areas)
    hole = np.zeros(len(areas), bool)
    if holes.any():  # only areas with holes are taken apart: the others are one ring each
        pierced = np.repeat(holes > 0, holes + 1)
        own, of_pierced = shapely.get_rings(areas[holes > 0], return_index=True)
        length, box, row = (np.repeat(values, holes + 1, axis=0) for values in (length, box, row))
        length[pierced], box[pierced] = shapely.get_num_coordinates(own), shapely.bounds(own)
        hole = np.zeros(len(length), bool)
        hole[np.flatnonzero(pierced)[np.concatenate(([False], of_pierced[1:] == of_pierced[:-1]))]] = True
    start = np.concatenate(([0], np.cumsum(length)))
    area = _areas(xy, start)
    astray = (area < 0) != hole
    if astray.any():
        xy = _turned_round(xy, start, astray)
        area = np.where(astray, -area, area)
    return Parts(xy, start, row, box, area)


def _areas(xy: numpy.ndarray, start: numpy.ndarray) -> numpy.ndarray:
    """The area of each ring, above nought where it runs against the clock."""
    import numpy as np

    if len(start) < 2:
        return np.empty(0)
    near = xy - xy.mean(axis=0)  # small numbers keep their digits
    cross = np.zeros(len(xy))
    cross[:-1] = near[:-1, 0] * near[1:, 1] - near[1:, 0] * near[:-1, 1]
    cross[start[1:] - 1] = 0.0
    return np.add.reduceat(cross, start[:-1]) / 2


def _turned_round(xy: numpy.ndarray, start: numpy.ndarray, which: numpy.ndarray) -> numpy.ndarray:
    import numpy as np

    here = np.arange(len(xy))
    turned = np.repeat(which, np.diff(start))
    ends = np.repeat(start[:-1] + start[1:] - 1, np.diff(start))
    return xy[np.where(turned, ends - here, here)]
