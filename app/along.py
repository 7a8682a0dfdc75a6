"""Along a street: the way between two places on streets, things in a row beside it, and what is put straight by it.

Lengths in metres, bearings clockwise from north. Left and right are those of one who walks the way.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, ceil, cos, degrees, dist, floor, radians, sin
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    import shapely

Point = tuple[float, float]
SIDES = ("left", "right", "alternate", "both")
# Ends of streets nearer than this are one junction.
JOINED_M = 0.5
# Nobody sets more than this in a row by hand; a slip of the finger (0.01 m) must not fill the project.
MOST = 500


@dataclass(frozen=True)
class Stand:
    """One place of a row: where, how the way runs there, and the bearing from there onto the street."""

    at_m: Point
    along_deg: float
    towards_deg: float
    side: str


def row(way: Sequence[Point], every_m: float, *, offset_m: float = 0.0, side: str = "left", begin_m: float = 0.0, even: bool = False) -> tuple[Stand, ...]:
    """Places every so many metres along a way, ``offset_m`` beside it, the first after ``begin_m``.

    ``side``: one of SIDES; ``alternate`` changes from place to place beginning at the left, ``both`` gives pairs. ``even``: the
    distance is shortened so that the last place is the end of the way. At most MOST places; none on a way without length, or where
    ``every_m`` is not above 0.
    """
    whole = length_m(way)
    if not whole > 0.0 or not every_m > 0.0 or not begin_m <= whole:
        return ()
    rest = whole - max(begin_m, 0.0)
    steps = ceil(rest / every_m - 1e-9) if even else floor(rest / every_m + 1e-9)
    step = rest / steps if even and steps else every_m
    found: list[Stand] = []
    for number in range(steps + 1):
        at, deg = at_length(way, max(begin_m, 0.0) + number * step)
        sides = ("left", "right") if side == "both" else (("left", "right")[number % 2],) if side == "alternate" else (side,)
        found += [_stand(at, deg, offset_m, one) for one in sides]
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _stand(at: Point, deg: float, offset_m: float, side: str) -> Stand:
    out = (deg + (-90.0 if side == "left" else 90.0)) % 360.0
    place = at[0] + sin(radians(out)) * offset_m, at[1] + cos(radians(out)) * offset_m
    return Stand(place, deg, (out + 180.0) % 360.0, side)


def length_m(way: Sequence[Point]) -> float:
    """The length of a way."""
    return sum(dist(a, b) for a, b in pairwise(way))


def at_length(way: Sequence[Point], far_m: float) -> tuple[Point, float]:
    """The place so far along a way, and the bearing of the way there; beyond an end it is the end."""
    rest, last = max(far_m, 0.0), None
    for a, b in pairwise(way):
        long = dist(a, b)
        if long == 0.0:
            continue
        last = (a, b, long)
        if rest <= long:
            break
        rest -= long
    if last is None:
        return way[0], 0.0
    a, b, long = last
    share = min(rest / long, 1.0)
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share), degrees(atan2(b[0] - a[0], b[1] - a[1])) % 360.0


def way(lines: numpy.ndarray, start_m: Point, end_m: Point, within_m: float = 30.0) -> tuple[Point, ...]:
    """The shortest way along lines between the places on them nearest to two points; () where they are not joined.

    ``lines`` are the streets around (LineString or MultiLineString); a point farther than ``within_m`` from all of them has no way.
    """
    import shapely

    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(lines) if shapely.length(part) > 0] if len(lines) else []
    if not parts:
        return ()
    strings = shapely.linestrings([part.tolist() for part in parts]) if len({len(part) for part in parts}) == 1 else _strings(parts)
    ends = [_on_lines(strings, point, within_m) for point in (start_m, end_m)]
    if ends[0] is None or ends[1] is None:
        return ()
    (first, at), (last, to) = ends  # type: ignore[misc]
    if first == last:
        return _between(strings[first], at, to)
    found = _shortest(strings, first, at, last, to)
    return _joined([_between(strings[line], a, b) for line, a, b in found]) if found else ()


def _strings(parts: list[numpy.ndarray]) -> numpy.ndarray:
    import numpy
    import shapely

    return shapely.linestrings(numpy.concatenate(parts), indices=numpy.repeat(numpy.arange(len(parts)), [len(part) for part in parts]))


def _on_lines(strings: numpy.ndarray, point: Point, within_m: float) -> tuple[int, float] | None:
    import shapely

    spot = shapely.Point(point)
    far = shapely.distance(strings, spot)
    line = int(far.argmin())
    return (line, float(shapely.line_locate_point(strings[line], spot))) if far[line] <= within_m else None


def _between(line: shapely.LineString, a: float, b: float) -> tuple[Point, ...]:
    import shapely
    from shapely.ops import substring

    xy = shapely.get_coordinates(substring(line, a, b)).tolist()
    return tuple((x, y) for x, y in xy) if len(xy) > 1 else ()


def _shortest(strings: numpy.ndarray, first: int, at: float, last: int, to: float) -> list[tuple[int, float, float]]:
    """The stretches of lines that make the shortest way, in order; Dijkstra over the junctions."""
    import shapely

    long = shapely.length(strings).tolist()
    tips = [tuple(_node(xy) for xy in (shapely.get_coordinates(line)[0], shapely.get_coordinates(line)[-1])) for line in strings]
    meets: dict[tuple[int, int], list[int]] = {}
    for line, ends in enumerate(tips):
        for node in dict.fromkeys(ends):
            meets.setdefault(node, []).append(line)
    queue: list[tuple[float, int, tuple[int, int], list[tuple[int, float, float]]]] = []
    for number, (node, end) in enumerate(zip(tips[first], (0.0, long[first]), strict=True)):
        heapq.heappush(queue, (abs(end - at), number, node, [(first, at, end)]))
    seen: set[object] = set()
    count = len(queue)
    while queue:
        far, _, node, stretches = heapq.heappop(queue)
        if node == "there":
            return stretches
        if node in seen:
            continue
        seen.add(node)
        for line in meets.get(node, ()):
            begin = 0.0 if tips[line][0] == node else long[line]
            if line == last:
                count += 1
                heapq.heappush(queue, (far + abs(to - begin), count, "there", [*stretches, (line, begin, to)]))  # type: ignore[arg-type]
            other, end = (tips[line][1], long[line]) if begin == 0.0 else (tips[line][0], 0.0)
            if other not in seen:
                count += 1
                heapq.heappush(queue, (far + long[line], count, other, [*stretches, (line, begin, end)]))
    return []


def _node(xy: numpy.ndarray) -> tuple[int, int]:
    return round(float(xy[0]) / JOINED_M), round(float(xy[1]) / JOINED_M)


def _joined(ways: Sequence[Sequence[Point]]) -> tuple[Point, ...]:
    found: list[Point] = []
    for one in ways:
        found += [point for point in one if not found or dist(found[-1], point) > 1e-9]
    return tuple(found)


def beside(foot_m: Point, bearing_deg: float, at_m: Point, offset_m: float) -> Point:
    """The place ``offset_m`` from a street's centreline on the side where ``at_m`` lies; the left where it lies on the line."""
    east, north = sin(radians(bearing_deg)), cos(radians(bearing_deg))
    right = (at_m[0] - foot_m[0]) * north - (at_m[1] - foot_m[1]) * east
    turn = 1.0 if right > 0.0 else -1.0
    return foot_m[0] + north * offset_m * turn, foot_m[1] - east * offset_m * turn


def turned(path: Sequence[Point], about_m: Point, by_deg: float) -> tuple[Point, ...]:
    """Corners turned clockwise about a point."""
    s, c = sin(radians(by_deg)), cos(radians(by_deg))
    return tuple((about_m[0] + (x - about_m[0]) * c + (y - about_m[1]) * s, about_m[1] - (x - about_m[0]) * s + (y - about_m[1]) * c) for x, y in path)


def straight_by(path: Sequence[Point], bearing_deg: float) -> float:
    """By how many degrees to turn a drawn thing so that its longest piece runs along a bearing; the shorter turn, -90 to 90."""
    pieces = [(dist(a, b), degrees(atan2(b[0] - a[0], b[1] - a[1]))) for a, b in pairwise(path)]
    if not pieces:
        return 0.0
    return (bearing_deg - max(pieces)[1] + 90.0) % 180.0 - 90.0


def simplified(path: Sequence[Point], within_m: float) -> tuple[Point, ...]:
    """A stroke with as few corners as tell it within some metres; at most MOST of them."""
    import shapely

    found = path
    for times in range(8):
        line = shapely.simplify(shapely.LineString(path), within_m * 2**times, preserve_topology=False)
        found = [(x, y) for x, y in shapely.get_coordinates(line).tolist()]
        if len(found) <= MOST:
            break
    return tuple(found)


def nearer(bearing_deg: float, looking_deg: float | None) -> float:
    """Of a street's two directions the one that is nearer to where something looks already."""
    if looking_deg is None:
        return bearing_deg % 360.0
    return min((bearing_deg % 360.0, (bearing_deg + 180.0) % 360.0), key=lambda deg: abs((deg - looking_deg + 180.0) % 360.0 - 180.0))
