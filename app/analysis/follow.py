"""A drawn line laid onto the street network: which streets it follows, from where to where, and where it leaves them.

Routes are drawn beside, across and between centrelines of another survey. The line is sampled; each sample may stand for a
place on any street near it, at the price of the offset, or for no street; from sample to sample the walk along the network should
be as long as the line is (the cheapest sequence is found by Viterbi's method, as in Newson and Krumm 2009, doi
10.1145/1653771.1653818). What comes out are whole stretches of network, so the places of the samples do not show.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.around import nodes_around
from app.analysis.intervals import Intervals, intervals, union
from app.analysis.network import Network
from app.analysis.streets import Streets, substrings

STEP_M = 10.0
MOST_STREETS = 8
# In units of a likely offset (a third of the tolerance): a walk this many metres longer or shorter than the line costs as much.
SLACK_M = 3.0
LEAVING = 2.0
Place = tuple[int, float, float]
Span = tuple[int, float, float]


@dataclass(frozen=True, eq=False)
class Followed:
    """A line as it runs on the streets, in k spans one after another.

    ``edge`` (k,) the street segment, -1 where the line is on none; ``from_m`` and ``to_m`` (k,) metres along the segment (or along
    ``own``), falling where it is followed backwards; ``start_m`` and ``end_m`` (k,) metres along the followed line. Its straight
    pieces: ``piece_xy`` (p, 4), ``piece_start_m`` (p,) and ``piece_span`` (p,).
    """

    edge: ndarray
    from_m: ndarray
    to_m: ndarray
    start_m: ndarray
    end_m: ndarray
    piece_xy: ndarray
    piece_start_m: ndarray
    piece_span: ndarray

    @property
    def length_m(self) -> float:
        """The length of the followed line."""
        return float((self.end_m - self.start_m).sum())

    @property
    def off_m(self) -> float:
        """How much of it is on no street."""
        return float((self.end_m - self.start_m)[self.edge < 0].sum())

    @property
    def stretches(self) -> Intervals:
        """The streets it follows, each metre once."""
        on = self.edge >= 0
        low, high = numpy.minimum(self.from_m, self.to_m), numpy.maximum(self.from_m, self.to_m)
        return union(intervals(self.edge[on], low[on], high[on]))

    @property
    def line(self) -> shapely.Geometry:
        """The followed line, for drawing."""
        return shapely.line_merge(shapely.multilinestrings(shapely.linestrings(self.piece_xy.reshape(-1, 2, 2))))

    def onto(self, found: Intervals, route: int = 0) -> tuple[Intervals, ndarray]:
        """Stretches of street as stretches of this line: (intervals along it under the number ``route``, which stretch each is of).

        A street followed twice shows its stretches twice.
        """
        span = numpy.flatnonzero(self.edge >= 0)
        order = numpy.argsort(found.edge, kind="stable")
        edges = found.edge[order]
        first, last = (numpy.searchsorted(edges, self.edge[span], side=side) for side in ("left", "right"))
        count = last - first
        which = numpy.repeat(span, count)
        row = order[numpy.arange(len(which)) - numpy.repeat(numpy.cumsum(count) - count, count) + numpy.repeat(first, count)]
        low, high = (choose(self.from_m, self.to_m)[which] for choose in (numpy.minimum, numpy.maximum))
        begin, end = numpy.maximum(found.start_m[row], low), numpy.minimum(found.end_m[row], high)
        onward = (self.to_m >= self.from_m)[which]
        start = self.start_m[which] + numpy.where(onward, begin - low, high - end)
        stop = self.start_m[which] + numpy.where(onward, end - low, high - begin)
        keep = (end > begin) & (stop > start)
        return Intervals(numpy.full(int(keep.sum()), route), start[keep], stop[keep]), row[keep]

    def places(self, at_m: ndarray, after: bool = False) -> tuple[ndarray, ndarray]:
        """Street places of points along the line: (segment or -1, metres along it). Where spans meet, the earlier unless ``after``."""
        at = numpy.asarray(at_m, dtype=float)
        if not len(self.edge):
            return numpy.full(len(at), -1, numpy.int64), numpy.zeros(len(at))
        side = "right" if after else "left"
        span = numpy.clip(numpy.searchsorted(self.start_m, at, side=side) - 1, 0, len(self.edge) - 1)
        way = numpy.sign(self.to_m - self.from_m)[span]
        return self.edge[span], self.from_m[span] + way * (at - self.start_m[span])


def follow(streets: Streets, network: Network, line: shapely.Geometry, *, within_m: float) -> Followed:
    """Lay a line (or the parts of a multi-line, joined where they meet) onto the streets within ``within_m`` of it.

    A line without length gives no spans; without streets, or far from all, it is on its own.
    """
    parts = shapely.get_parts(shapely.line_merge(shapely.force_2d(line))) if shapely.length(line) > 0 else []
    spans: list[tuple[Span, shapely.LineString]] = []
    for part in parts:
        if shapely.length(part) > 0:
            spans += [(span, part) for span in _joined(_spans(streets, network, part, within_m), within_m)]
    return _laid(streets, spans)


def _spans(streets: Streets, network: Network, line: shapely.LineString, within_m: float) -> list[Span]:
    length = float(shapely.length(line))
    count = max(2, int(numpy.ceil(length / STEP_M)) + 1)
    at = numpy.linspace(0.0, length, count)
    choices = _choices(streets, shapely.line_interpolate_point(line, at), within_m)
    walks = Walks(network, 2.0 * length / (count - 1) + 2.0 * within_m + SLACK_M)
    chosen = _cheapest(choices, walks, length / (count - 1), within_m)
    spans: list[Span] = []
    for number in range(count - 1):
        one, other = (choices[row][chosen[row]] if chosen[row] >= 0 else None for row in (number, number + 1))
        if one is None or other is None:
            spans.append((-1, float(at[number]), float(at[number + 1])))
        else:
            spans += walks.way(one, other)
    return spans


def _choices(streets: Streets, points: ndarray, within_m: float) -> list[list[Place]]:
    """For each sample the nearest places on streets near it: (segment, metres along it, offset)."""
    found: list[list[Place]] = [[] for _ in points]
    if not len(streets):
        return found
    which, edge = streets.line_tree.query(points, predicate="dwithin", distance=within_m)
    along = shapely.line_locate_point(streets.lines[edge], points[which])
    away = shapely.distance(streets.lines[edge], points[which])
    for row in numpy.lexsort((edge, away)).tolist():
        if len(found[which[row]]) < MOST_STREETS:
            place = min(max(float(along[row]), 0.0), float(streets.length_m[edge[row]]))
            found[which[row]].append((int(edge[row]), place, float(away[row])))
    return found


class Walks:
    """Short walks between places on the network, remembered by junction."""

    def __init__(self, network: Network, radius_m: float):
        self.network, self.radius_m = network, radius_m
        self._from: dict[int, dict[int, tuple[float, int, int]]] = {}

    def _ends(self, place: Place) -> tuple[tuple[int, float], tuple[int, float]]:
        edge, at, _ = place
        net = self.network
        return (int(net.node_u[edge]), at), (int(net.node_v[edge]), float(net.length_m[edge]) - at)

    def _around(self, node: int) -> dict[int, tuple[float, int, int]]:
        if node not in self._from:
            self._from[node] = nodes_around(self.network, {node: 0.0}, self.radius_m)
        return self._from[node]

    def best(self, one: Place, other: Place) -> tuple[float, int, int]:
        """The walk from one place to another: metres (inf: too far), and the junctions it leaves and comes by (-1: along the segment)."""
        found = (abs(other[1] - one[1]), -1, -1) if one[0] == other[0] else (float("inf"), -1, -1)
        for u, out in self._ends(one):
            around = self._around(u)
            for v, back in self._ends(other):
                if v in around and out + around[v][0] + back < found[0] - 1e-9:
                    found = (out + around[v][0] + back, u, v)
        return found

    def way(self, one: Place, other: Place) -> list[Span]:
        """The spans of that walk."""
        _, u, v = self.best(one, other)
        if u < 0:
            return [(one[0], one[1], other[1])]
        net, spans, node = self.network, [], v
        around = self._around(u)
        while node != u:
            _, before, edge = around[node]
            whole = float(net.length_m[edge])
            forward = int(net.node_v[edge]) == node and int(net.node_u[edge]) == before
            spans.append((edge, 0.0, whole) if forward else (edge, whole, 0.0))
            node = before
        return [(one[0], one[1], self._at(one[0], u, one[1])), *spans[::-1], (other[0], self._at(other[0], v, other[1]), other[1])]

    def _at(self, edge: int, node: int, near_m: float) -> float:
        """Where a segment touches a junction; of a loop the end nearer to ``near_m``."""
        net, whole = self.network, float(self.network.length_m[edge])
        first, last = int(net.node_u[edge]) == node, int(net.node_v[edge]) == node
        return (0.0 if near_m <= whole - near_m else whole) if first and last else 0.0 if first else whole


def _cheapest(choices: list[list[Place]], walks: Walks, step_m: float, within_m: float) -> list[int]:
    """For each sample the place it stands for, -1 for none: the sequence with the least cost."""
    off = 0.5 * 3.0**2
    likely = within_m / 3.0
    cost = [0.5 * (place[2] / likely) ** 2 for place in choices[0]] + [off]
    before: list[list[int]] = []
    for number in range(1, len(choices)):
        now, previous = choices[number], choices[number - 1]
        leaving = [known + (LEAVING if row < len(previous) else 0.0) for row, known in enumerate(cost)]
        leave = min(range(len(leaving)), key=leaving.__getitem__)
        back, total = [], []
        for place in now:
            ways = [cost[row] + abs(walks.best(one, place)[0] - step_m) / SLACK_M for row, one in enumerate(previous)] + [cost[-1] + LEAVING]
            best = min(range(len(ways)), key=ways.__getitem__)
            back.append(best)
            total.append(ways[best] + 0.5 * (place[2] / likely) ** 2)
        back.append(leave)
        total.append(leaving[leave] + off)
        before.append(back)
        cost = total
    row = min(range(len(cost)), key=cost.__getitem__)
    found = [row]
    for back in reversed(before):
        row = back[row]
        found.append(row)
    found.reverse()
    return [row if row < len(places) else -1 for row, places in zip(found, choices, strict=True)]


def _joined(spans: list[Span], turn_m: float) -> list[Span]:
    """Spans that go on along one segment as one; those without length left out.

    There and back by less than ``turn_m`` is a line drawn beside a street that overshot a corner, not a way into a side street.
    """
    found: list[Span] = []
    for edge, start, end in spans:
        if abs(end - start) <= 1e-9:
            continue
        if found and found[-1][0] == edge and abs(found[-1][2] - start) <= 1e-6:
            _, first, turn = found[-1]
            onward = (turn - first) * (end - start) > 0.0
            if onward or min(abs(end - start), abs(turn - first)) < turn_m:
                found.pop()
                if abs(end - first) > 1e-9:
                    found.append((edge, first, end))
                continue
        found.append((edge, start, end))
    return found


def _laid(streets: Streets, spans: list[tuple[Span, shapely.LineString]]) -> Followed:
    edge = numpy.array([span[0] for span, _ in spans], dtype=numpy.int64)
    start, end = (numpy.array([span[side] for span, _ in spans], dtype=float) for side in (1, 2))
    on = numpy.flatnonzero(edge >= 0)
    lines = numpy.empty(len(spans), dtype=object)
    low, high = numpy.minimum(start, end)[on], numpy.maximum(start, end)[on]
    lines[on] = substrings(streets, Intervals(edge[on], low, high))
    for row in numpy.flatnonzero(edge < 0).tolist():
        lines[row] = _own(spans[row][1], start[row], end[row])
    lines = numpy.array([shapely.reverse(line) if end[row] < start[row] else line for row, line in enumerate(lines)], dtype=object)
    along = numpy.concatenate([[0.0], numpy.cumsum(numpy.abs(end - start))])
    xy, owner = shapely.get_coordinates(lines, return_index=True)
    same = owner[1:] == owner[:-1]
    piece = numpy.hstack([xy[:-1], xy[1:]])[same].reshape(-1, 4)
    span = owner[:-1][same]
    length = numpy.hypot(piece[:, 2] - piece[:, 0], piece[:, 3] - piece[:, 1])
    before = numpy.concatenate([[0.0], numpy.cumsum(length)])[:-1]
    first = numpy.searchsorted(span, span)
    return Followed(edge, start, end, along[:-1], along[1:], piece, along[:-1][span] + before - before[first], span)


def _own(line: shapely.LineString, start_m: float, end_m: float) -> shapely.LineString:
    """The part of a line between two places along it."""
    xy = shapely.get_coordinates(line)
    at = numpy.concatenate([[0.0], numpy.cumsum(numpy.hypot(*numpy.diff(xy, axis=0).T))])
    inner = xy[(at > start_m) & (at < end_m)]
    ends = shapely.get_coordinates(shapely.line_interpolate_point(line, [start_m, end_m]))
    return shapely.LineString(numpy.vstack([ends[:1], inner, ends[1:]]))
