"""Cutting lines where they meet: the geometry behind `streets`, on arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

# Cuts and vertices nearer than this are the same place; far below any survey.
NEAR_M = 1e-6
# Lines on different levels meet only where the file gives them the very same point.
SHARED_M = 0.01


@dataclass(frozen=True)
class Ruler:
    """Lines as straight pieces on one long ruler: ``at`` is where each piece starts, ``ends`` where each line starts and ends.

    Between two lines the ruler has one free metre, so a place on it belongs to one line only.
    """

    xy: ndarray
    part: ndarray
    at: ndarray
    length: ndarray
    ends: ndarray


def ruler(lines: ndarray) -> Ruler:
    """Lay lines out on one ruler."""
    points, part = shapely.get_coordinates(lines, return_index=True)
    same = part[1:] == part[:-1]
    xy = numpy.hstack([points[:-1], points[1:]])[same]
    length, part = numpy.hypot(xy[:, 2] - xy[:, 0], xy[:, 3] - xy[:, 1]), part[:-1][same]
    total = numpy.concatenate([[0.0], numpy.cumsum(length)])
    first = numpy.searchsorted(part, numpy.arange(len(lines) + 1))
    starts = total[first[:-1]] + numpy.arange(len(lines))
    return Ruler(xy, part, total[:-1] + part, length, numpy.column_stack([starts, starts + numpy.diff(total[first])]))


def cuts(lines: ndarray, parts: Ruler, snap_m: float, level: ndarray) -> ndarray:
    """Where the lines must be cut, as places on the ruler: at their ends, at crossings, and where another line ends.

    Lines on different ``level`` (one a line) cross over each other; one that ends on a point of another is joined to it.
    """
    tree = shapely.STRtree(shapely.linestrings(parts.xy.reshape(-1, 2, 2)))
    crossed, along = _crossings(parts, tree, level)
    touched, at = _touches(lines, parts, tree, snap_m, level)
    piece, share = numpy.concatenate([crossed, touched]), numpy.concatenate([along, at])
    found = numpy.sort(parts.at[piece] + share * parts.length[piece])
    # Crossings met twice (at a shared vertex) are one cut; the ends of a line stay exact.
    found = found[numpy.diff(found, prepend=-1.0) > NEAR_M]
    ends = numpy.sort(parts.ends.ravel())
    return numpy.sort(numpy.concatenate([ends, found[_distance(found, ends) > NEAR_M]]))


def _crossings(parts: Ruler, tree: shapely.STRtree, level: ndarray) -> tuple[ndarray, ndarray]:
    """Pieces that cross or touch another one: (piece, share along it), both of each pair."""
    a, b = tree.query(tree.geometries, predicate="intersects")
    # Neighbours on one line share a vertex, which is no junction.
    real = (a < b) & ~((parts.part[a] == parts.part[b]) & (b - a == 1)) & (level[parts.part[a]] == level[parts.part[b]])
    a, b = a[real], b[real]
    p, q = parts.xy[a, :2], parts.xy[b, :2]
    r, s = parts.xy[a, 2:] - p, parts.xy[b, 2:] - q
    cross = _turn(r, s)
    # Parallel pieces overlap rather than cross; where they end is found by `_touches`.
    skew = numpy.abs(cross) > 1e-9 * parts.length[a] * parts.length[b]
    a, b, d, r, s, cross = a[skew], b[skew], (q - p)[skew], r[skew], s[skew], cross[skew]
    share_a, share_b = numpy.clip(_turn(d, s) / cross, 0.0, 1.0), numpy.clip(_turn(d, r) / cross, 0.0, 1.0)
    return numpy.concatenate([a, b]), numpy.concatenate([share_a, share_b])


def _turn(a: ndarray, b: ndarray) -> ndarray:
    return a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]


def _touches(lines: ndarray, parts: Ruler, tree: shapely.STRtree, snap_m: float, level: ndarray) -> tuple[ndarray, ndarray]:
    """Pieces that the end of a line comes near: (piece, share along it)."""
    ends = numpy.concatenate([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])
    end, piece = tree.query(ends, predicate="dwithin", distance=snap_m)
    here, step = shapely.get_coordinates(ends)[end] - parts.xy[piece, :2], parts.xy[piece, 2:] - parts.xy[piece, :2]
    apart = level[end % len(lines)] != level[parts.part[piece]]
    if apart.any():
        shared = numpy.minimum(numpy.hypot(*here.T), numpy.hypot(*(here - step).T)) <= SHARED_M
        here, step, piece = here[~apart | shared], step[~apart | shared], piece[~apart | shared]
    return piece, numpy.clip((here * step).sum(axis=1) / parts.length[piece] ** 2, 0.0, 1.0)


def _distance(places: ndarray, marks: ndarray) -> ndarray:
    """How far each place on the ruler is from the nearest mark (sorted)."""
    after = numpy.clip(numpy.searchsorted(marks, places), 1, len(marks) - 1)
    return numpy.minimum(numpy.abs(places - marks[after - 1]), numpy.abs(marks[after] - places))


def cut_pieces(parts: Ruler, cuts: ndarray) -> tuple[ndarray, ndarray, ndarray]:
    """Straight pieces between cuts: (xy, edge, line of each edge)."""
    on = numpy.clip(numpy.searchsorted(parts.at, cuts, side="right") - 1, 0, len(parts.at) - 1)
    share = numpy.clip((cuts - parts.at[on]) / parts.length[on], 0.0, 1.0)[:, None]
    cut_xy = numpy.where(share < 1.0, parts.xy[on, :2] * (1.0 - share) + parts.xy[on, 2:] * share, parts.xy[on, 2:])
    vertex = _distance(parts.at, cuts) > NEAR_M
    part = numpy.concatenate([parts.part[on], parts.part[vertex]])
    xy = numpy.concatenate([cut_xy, parts.xy[vertex, :2]])
    order = numpy.argsort(numpy.concatenate([cuts, parts.at[vertex]]), kind="stable")
    part, xy, is_cut = part[order], xy[order], order < len(cuts)
    same = part[1:] == part[:-1]
    edge = (numpy.cumsum(is_cut) - 1 - part)[:-1][same]
    return numpy.hstack([xy[:-1], xy[1:]])[same], edge, part[:-1][same][numpy.searchsorted(edge, numpy.arange(edge[-1] + 1))]


def junctions(ends: ndarray, snap_m: float, level: ndarray, surveyed: ndarray) -> tuple[ndarray, ndarray]:
    """Ends nearer than ``snap_m`` share a junction: (junction of each end, junction_xy).

    Ends on different ``level`` only where they are the same point and at least one is ``surveyed``, no mere cut.
    """
    from app.analysis.joined_kernel import joined

    points = shapely.points(ends)
    one, other = shapely.STRtree(points).query(points, predicate="dwithin", distance=snap_m)
    apart = level[one] != level[other]
    if apart.any():
        shared = (numpy.hypot(*(ends[one] - ends[other]).T) <= SHARED_M) & (surveyed[one] | surveyed[other])
        one, other = one[~apart | shared], other[~apart | shared]
    node = joined(len(ends), one, other)
    count = int(node.max()) + 1 if len(node) else 0
    size = numpy.bincount(node, minlength=count)
    return node, numpy.column_stack([numpy.bincount(node, weights=ends[:, axis]) / size for axis in (0, 1)])


def lines_of(piece_xy: ndarray, piece_edge: ndarray) -> ndarray:
    """One LineString for each run of pieces with the same number."""
    last = numpy.append(piece_edge[1:] != piece_edge[:-1], True)
    point = numpy.concatenate([numpy.arange(len(piece_edge)), numpy.flatnonzero(last) + 0.5])
    order = numpy.argsort(point, kind="stable")
    xy = numpy.concatenate([piece_xy[:, :2], piece_xy[last, 2:]])[order]
    return shapely.linestrings(xy, indices=numpy.concatenate([piece_edge, piece_edge[last]])[order])


def repeated(lines: ndarray, node_u: ndarray, node_v: ndarray, length: ndarray, snap_m: float, level: ndarray) -> ndarray:
    """True for segments that run where an earlier one between the same junctions runs, on the same level."""
    key = numpy.sort(numpy.column_stack([node_u, node_v]), axis=1)
    order = numpy.lexsort((length, level, key[:, 1], key[:, 0]))
    again = numpy.zeros(len(lines), dtype=bool)
    earlier, later = order[:-1], order[1:]
    twin = (key[earlier] == key[later]).all(axis=1) & (numpy.abs(length[earlier] - length[later]) <= snap_m)
    twin &= level[earlier] == level[later]
    near = shapely.hausdorff_distance(lines[earlier[twin]], lines[later[twin]]) <= snap_m
    again[later[twin][near]] = True
    return again
