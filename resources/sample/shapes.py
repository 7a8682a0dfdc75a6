"""Small geometry the made-up district is cut out with. All lengths are metres."""

from __future__ import annotations

import numpy as np
import shapely
from shapely import LineString, Point, Polygon

FAR_M = 5000.0
STRETCH = 1.035


def polygons(geometry: object) -> list[Polygon]:
    """The polygons a geometry is made of, without slivers."""
    return [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon" and part.area > 4.0]


def long_axis(polygon: Polygon) -> tuple[np.ndarray, float, float]:
    """Unit vector along the longer side of the smallest rectangle around a polygon, and the two side lengths, longer first."""
    ring = np.asarray(polygon.minimum_rotated_rectangle.exterior.coords)
    first, second = ring[1] - ring[0], ring[2] - ring[1]
    a, b = float(np.hypot(*first)), float(np.hypot(*second))
    return (first / a, a, b) if a >= b else (second / b, b, a)


def turned(vector: np.ndarray, degrees: float) -> np.ndarray:
    """The vector turned anticlockwise."""
    angle = np.radians(degrees)
    return np.array([vector[0] * np.cos(angle) - vector[1] * np.sin(angle), vector[0] * np.sin(angle) + vector[1] * np.cos(angle)])


def halves(polygon: Polygon, at: np.ndarray, along: np.ndarray) -> list[Polygon]:
    """The polygon cut in two (or more, where it is hollow) by the straight line through ``at``."""
    side = turned(along, 90.0) * FAR_M
    start, end = at - along * FAR_M, at + along * FAR_M
    left = Polygon([start, end, end + side, start + side])
    right = Polygon([start, end, end - side, start - side])
    return polygons(polygon.intersection(left)) + polygons(polygon.intersection(right))


def halfway(polygon: Polygon, along: np.ndarray, share: float) -> np.ndarray:
    """The point at a share of the polygon's extent along a direction, in the middle across."""
    ring = np.asarray(polygon.exterior.coords)
    across = turned(along, 90.0)
    forward, sideways = ring @ along, ring @ across
    return along * (forward.min() + share * np.ptp(forward)) + across * (sideways.min() + np.ptp(sideways) / 2)


def smooth_line(points: list[tuple[float, float]], *, step_m: float = 10.0) -> LineString:
    """A smooth curve (Catmull-Rom) through all points."""
    known = np.asarray(points, dtype=float)
    if len(known) < 3:
        return LineString(known).segmentize(step_m)
    padded = np.vstack([2 * known[0] - known[1], known, 2 * known[-1] - known[-2]])
    pieces = []
    for before, here, there, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        t = np.linspace(0, 1, max(2, int(np.hypot(*(there - here)) / step_m)), endpoint=False)[:, None]
        bend = 2 * before - 5 * here + 4 * there - after
        pieces.append(0.5 * (2 * here + (there - before) * t + bend * t**2 + (3 * here - before - 3 * there + after) * t**3))
    return LineString(np.vstack([*pieces, known[-1:]]))


def warped(geometry: object, *, large_m: float = 13.0, small_m: float = 3.0) -> object:
    """The geometry on a ground that is nowhere straight: a smooth displacement, the same for every shared point."""

    def bend(xy: np.ndarray) -> np.ndarray:
        x, y = xy[:, 0], xy[:, 1]
        dx = large_m * np.sin(y / 150.0 + 0.7) * np.cos(x / 210.0) + small_m * np.sin(y / 34.0 + x / 90.0)
        dy = large_m * np.sin(x / 170.0 + 1.9) * np.cos(y / 230.0 + 0.4) + small_m * np.sin(x / 41.0 - y / 75.0 + 0.5)
        return np.column_stack([x + dx, y + dy]) * STRETCH

    return shapely.transform(geometry, bend)


def beside(line: LineString, at_m: float, aside_m: float) -> tuple[Point, float]:
    """A point beside a line (positive: left) and the bearing of the line there, degrees clockwise from north."""
    here = line.interpolate(at_m)
    back, front = line.interpolate(max(at_m - 1.0, 0.0)), line.interpolate(min(at_m + 1.0, line.length))
    forward = np.array([front.x - back.x, front.y - back.y])
    forward /= np.hypot(*forward)
    left = turned(forward, 90.0)
    bearing = float(np.degrees(np.arctan2(forward[0], forward[1])) % 360.0)
    return Point(here.x + left[0] * aside_m, here.y + left[1] * aside_m), bearing
