"""Streets as segments between junctions, with the straight pieces the kernels cut.

Centrelines are cut wherever they meet: at crossings, and where an end comes within ``node_snap_m`` of another line. Lines that
the file puts on different levels (a bridge, a tunnel) pass over each other and meet only where one ends on a point of the other.
Where it says nothing of levels, as official centrelines do, every crossing is taken as a junction. Lengths are never
changed by snapping: only the junction is shared, the lines stay where they were surveyed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import numpy
import shapely
from numpy import ndarray

from app.analysis.intervals import Intervals, intervals
from app.analysis.noding import cut_pieces, cuts, junctions, lines_of, repeated, ruler
from app.geo import check, prepared

if TYPE_CHECKING:
    import geopandas

T = TypeVar("T")


@dataclass(frozen=True)
class Streets:
    """A noded street network.

    Per segment: ``lines`` (shapely LineStrings), ``length_m``, ``row`` (row of the source frame), ``name`` ("" where it has
    none), ``node_u`` and ``node_v`` (first and last junction). ``node_xy`` (n, 2). Per straight piece, in the order of the
    segments: ``piece_xy`` (s, 4) as x1, y1, x2, y2, ``piece_edge``, ``piece_start_m``. ``dropped_m``: metres left out because
    the same segment stood in the file twice. ``way``: what each segment is (road, footpath, steps, underpass, footbridge, bridge,
    tunnel, motorway; None: all roads).
    """

    lines: ndarray
    length_m: ndarray
    row: ndarray
    name: tuple[str, ...]
    node_u: ndarray
    node_v: ndarray
    node_xy: ndarray
    piece_xy: ndarray
    piece_edge: ndarray
    piece_start_m: ndarray
    dropped_m: float = 0.0
    way: ndarray | None = None
    _kept: dict[str, tuple[object, object]] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.length_m)

    def beside(self, key: str, of: object, make: Callable[[], T]) -> T:
        """A value made once for this network and for ``of`` (told apart by identity), kept under ``key`` until another is asked for."""
        known = self._kept.get(key)
        if known is None or known[0] is not of:
            known = self._kept[key] = (of, make())
        return known[1]  # type: ignore[return-value]

    @property
    def ways(self) -> ndarray:
        """What each segment is, one word each."""
        return numpy.full(len(self), "road", dtype=object) if self.way is None else self.way

    @cached_property
    def piece_length_m(self) -> ndarray:
        """The length of each straight piece."""
        return numpy.hypot(self.piece_xy[:, 2] - self.piece_xy[:, 0], self.piece_xy[:, 3] - self.piece_xy[:, 1])

    @cached_property
    def first_piece(self) -> ndarray:
        """Where each segment's pieces start; one entry more than segments."""
        return numpy.searchsorted(self.piece_edge, numpy.arange(len(self) + 1))

    @cached_property
    def line_tree(self) -> shapely.STRtree:
        """A tree over the segments."""
        return shapely.STRtree(self.lines)

    @cached_property
    def piece_tree(self) -> shapely.STRtree:
        """A tree over the straight pieces."""
        return shapely.STRtree(shapely.linestrings(self.piece_xy.reshape(-1, 2, 2)))


def streets(frame: geopandas.GeoDataFrame, *, node_snap_m: float) -> Streets:
    """The network of a frame of centrelines in EPSG:5186 (columns ``name``, ``way`` and ``level`` if there are); an empty frame
    gives no segments.

    Multi-part lines are taken apart, empty and zero-length ones left out. Without levels all lines lie on one.
    """
    geometry = shapely.force_2d(check(frame).geometry.to_numpy())
    rows = numpy.flatnonzero(shapely.length(geometry) > 0)
    parts, owner = shapely.get_parts(shapely.line_merge(geometry[rows]), return_index=True)
    keep = (shapely.get_type_id(parts) == 1) & (shapely.length(parts) > 0)
    parts = shapely.remove_repeated_points(parts[keep])
    if not len(parts):
        return _empty()
    laid, row = ruler(parts), rows[owner[keep]]
    level = frame["level"].to_numpy(float)[row] if "level" in frame else numpy.zeros(len(row))
    xy, edge, part = cut_pieces(laid, cuts(parts, laid, node_snap_m, level))
    names = frame["name"].fillna("").astype(str).str.strip().to_numpy() if "name" in frame else numpy.full(len(frame), "")
    made = _network(xy, edge, row[part], names, node_snap_m, level[part], part)
    return made if "way" not in frame else replace(made, way=frame["way"].to_numpy(object)[made.row])


def _network(
    xy: ndarray, edge: ndarray, row: ndarray, names: ndarray, snap_m: float, level: ndarray, part: ndarray
) -> Streets:  # fmt: skip
    lines = lines_of(xy, edge)
    piece_length = numpy.hypot(xy[:, 2] - xy[:, 0], xy[:, 3] - xy[:, 1])
    length = numpy.bincount(edge, weights=piece_length)
    first = numpy.searchsorted(edge, numpy.arange(len(lines)))
    last = numpy.append(first[1:], len(edge)) - 1
    other = part[1:] != part[:-1]
    surveyed = numpy.concatenate([numpy.append(True, other), numpy.append(other, True)])
    node, node_xy = junctions(numpy.concatenate([xy[first, :2], xy[last, 2:]]), snap_m, numpy.tile(level, 2), surveyed)
    again = repeated(lines, node[: len(lines)], node[len(lines) :], length, snap_m, level)
    number = numpy.cumsum(~again) - 1
    keep = ~again[edge]
    before = numpy.concatenate([[0.0], numpy.cumsum(piece_length)])[:-1]
    start = (before - before[first][edge])[keep]
    u, v = node[: len(lines)][~again], node[len(lines) :][~again]
    return Streets(
        lines[~again], length[~again], row[~again], tuple(names[row[~again]].tolist()), u, v, node_xy,
        xy[keep], number[edge[keep]], start, float(length[again].sum()),
    )  # fmt: skip


def _empty() -> Streets:
    none, number = numpy.zeros(0), numpy.zeros(0, dtype=numpy.int64)
    return Streets(numpy.zeros(0, dtype=object), none, number, (), number, number, numpy.zeros((0, 2)), numpy.zeros((0, 4)), number, none)


def cut(streets: Streets, area: shapely.Geometry) -> Intervals:
    """The stretches of street inside one area."""
    return cut_all(streets, numpy.array([area], dtype=object))[1]


def cut_all(streets: Streets, areas: ndarray) -> tuple[ndarray, Intervals]:
    """The stretches of street inside each of many areas: (area of each interval, intervals), exact to the crossing.

    Areas may overlap; a street on a border belongs to whichever side its middle falls. None and empty areas have no streets.
    """
    areas = prepared(areas)
    area, edge = streets.line_tree.query(areas, predicate="intersects")
    if not len(area):
        return area, intervals()
    size = len(streets)
    met = numpy.unique(area * size + edge)
    crossed, at = _border_crossings(streets, areas)
    ends = numpy.concatenate([met, met, crossed])
    at = numpy.concatenate([numpy.zeros(len(met)), streets.length_m[met % size], at])
    order = numpy.lexsort((at, ends))
    key, at = ends[order], at[order]
    run = (key[1:] == key[:-1]) & (at[1:] > at[:-1])
    key, start, end = key[:-1][run], at[:-1][run], at[1:][run]
    middle = points_at(streets, key % size, (start + end) / 2)
    inside = shapely.contains_xy(areas[key // size], middle[:, 0], middle[:, 1])
    return key[inside] // size, intervals(key[inside] % size, start[inside], end[inside])


def _border_crossings(streets: Streets, areas: ndarray) -> tuple[ndarray, ndarray]:
    """Where borders cross streets: (area * segments + segment, metres along it)."""
    rings, owner = shapely.get_parts(shapely.boundary(areas), return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    border = numpy.hstack([points[:-1], points[1:]])[same]
    area = owner[ring[:-1][same]]
    side, piece = streets.piece_tree.query(shapely.linestrings(border.reshape(-1, 2, 2)), predicate="intersects")
    p, r = streets.piece_xy[piece, :2], streets.piece_xy[piece, 2:] - streets.piece_xy[piece, :2]
    q, s = border[side, :2], border[side, 2:] - border[side, :2]
    cross = r[:, 0] * s[:, 1] - r[:, 1] * s[:, 0]
    with numpy.errstate(divide="ignore", invalid="ignore"):
        share = ((q - p)[:, 0] * s[:, 1] - (q - p)[:, 1] * s[:, 0]) / cross
    # Along a border both ends of the common stretch are crossings of its neighbours, or ends of the piece.
    share = numpy.clip(numpy.where(numpy.isfinite(share), share, 0.0), 0.0, 1.0)
    edge = streets.piece_edge[piece]
    at = streets.piece_start_m[piece] + share * streets.piece_length_m[piece]
    return area[side] * len(streets) + edge, numpy.clip(at, 0.0, streets.length_m[edge])


def points_at(streets: Streets, edge: ndarray, at_m: ndarray) -> ndarray:
    """The points (k, 2) that lie ``at_m`` metres along the segments; outside a segment its end is given."""
    edge, at_m = numpy.asarray(edge, dtype=numpy.int64), numpy.asarray(at_m, dtype=float)
    length, first = streets.piece_length_m, streets.first_piece
    # One ruler over all segments finds the piece; the place on it is taken from the piece itself.
    zero = numpy.concatenate([[0.0], numpy.cumsum(streets.length_m)])
    place = numpy.searchsorted(zero[streets.piece_edge] + streets.piece_start_m, zero[edge] + at_m, side="right") - 1
    piece = numpy.clip(place, first[edge], first[edge + 1] - 1)
    share = numpy.clip((at_m - streets.piece_start_m[piece]) / length[piece], 0.0, 1.0)[:, None]
    return streets.piece_xy[piece, :2] * (1.0 - share) + streets.piece_xy[piece, 2:] * share


def substrings(streets: Streets, stretches: Intervals) -> ndarray:
    """One LineString for each interval, in their order."""
    if not len(stretches):
        return numpy.zeros(0, dtype=object)
    first = streets.first_piece
    counts = first[stretches.edge + 1] - first[stretches.edge]
    which = numpy.repeat(numpy.arange(len(stretches)), counts)
    piece = numpy.arange(len(which)) - numpy.repeat(numpy.cumsum(counts) - counts, counts) + first[stretches.edge][which]
    at = streets.piece_start_m[piece]
    inner = (at > stretches.start_m[which]) & (at < stretches.end_m[which])
    each = numpy.arange(len(stretches))
    number = numpy.concatenate([each, which[inner], each])
    xy = numpy.concatenate([
        points_at(streets, stretches.edge, stretches.start_m),
        streets.piece_xy[piece[inner], :2],
        points_at(streets, stretches.edge, stretches.end_m),
    ])  # fmt: skip
    order = numpy.argsort(number, kind="stable")
    return shapely.linestrings(xy[order], indices=number[order])


def substring(streets: Streets, edge: int, start_m: float, end_m: float) -> shapely.LineString:
    """The stretch of one segment between two places along it."""
    return substrings(streets, intervals([edge], [start_m], [end_m]))[0]


def locate(streets: Streets, xy: ndarray, *, within_m: float) -> tuple[ndarray, ndarray, ndarray]:
    """The nearest place on the streets for points (d, 2): (segment, metres along it, metres away); segment -1 where none is near."""
    edge = numpy.full(len(xy), -1, dtype=numpy.int64)
    at, away = numpy.full(len(xy), numpy.nan), numpy.full(len(xy), numpy.inf)
    if not len(xy) or not len(streets):
        return edge, at, away
    points = shapely.points(xy)
    (which, line), distance = streets.line_tree.query_nearest(
        points, max_distance=within_m, return_distance=True, all_matches=False
    )
    edge[which], away[which] = line, distance
    at[which] = shapely.line_locate_point(streets.lines[line], points[which])
    return edge, at, away
