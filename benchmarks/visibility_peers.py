"""Other ways to the same view: plain shadow difference with shapely, and VisiLibity1 where it is installed.

VisiLibity1 (Obermeyer, a library of visibility polygons in C++) has no wheel: ``pip install swig "setuptools<70" wheel`` and then
``pip install --no-build-isolation visilibity``. It knows no range and no streets, and wants disjoint holes inside one outer wall.
"""

from __future__ import annotations

import time

import numpy as np
import shapely

from app.analysis.walls import segments

EPSILON = 1e-7


class Shadows:
    """Views by polygon difference: a disc less the shadow of every wall within reach. Independent of the sweep, exact but for rounding."""

    def __init__(self, buildings: np.ndarray):
        self.edges = segments(buildings)
        self.tree = shapely.STRtree(shapely.linestrings(self.edges.reshape(-1, 2, 2)))

    def view(self, eye: np.ndarray, reach_m: float, corners: int = 180) -> shapely.Geometry:
        """What an eye sees within reach, as a polygon."""
        # A circle is a polygon of its area, of as many sides as the sweep gives it and turned alike: what is compared are the walls.
        angle = np.arange(corners) * 2 * np.pi / corners - np.pi
        size = reach_m * np.sqrt(2 * np.pi / corners / np.sin(2 * np.pi / corners))
        disc = shapely.Polygon(eye + size * np.column_stack([np.cos(angle), np.sin(angle)]))
        near = self.edges[self.tree.query(disc)]
        p, q = near[:, :2], near[:, 2:]
        far = [end + (end - eye) * (1e7 / np.maximum(np.hypot(*(end - eye).T), 1e-9))[:, None] for end in (q, p)]
        shadows = shapely.polygons(np.stack([p, q, *far], axis=1))
        bad = ~shapely.is_valid(shadows)
        shadows[bad] = shapely.buffer(shadows[bad], 0)
        return shapely.make_valid(disc.difference(shapely.union_all(shadows)))


def visilibity_views(buildings: np.ndarray, eyes: np.ndarray, reach_m: float) -> tuple[np.ndarray, float, float] | None:
    """Areas seen within reach, seconds a query, and seconds a query with its surroundings made ready; None where not installed.

    Each eye gets the buildings within reach as holes of a square; where they touch or the library refuses them the area is nan.
    """
    try:
        import visilibity as peer
    except ImportError:
        return None
    tree, areas, asked, made = shapely.STRtree(buildings), np.full(len(eyes), np.nan), 0.0, 0.0
    for row, (x, y) in enumerate(eyes.tolist()):
        near = buildings[tree.query(shapely.Point(x, y), predicate="dwithin", distance=reach_m)]
        begin = time.perf_counter()
        west, south, east, north = shapely.total_bounds(np.append(near, shapely.Point(x, y).buffer(reach_m + 1.0)))
        outer = [(west - 1, south - 1), (east + 1, south - 1), (east + 1, north + 1), (west - 1, north + 1)]
        holes = [shapely.get_coordinates(one)[:-1].tolist() for one in shapely.orient_polygons(near, exterior_cw=True)]
        around = peer.Environment([peer.Polygon([peer.Point(*corner) for corner in ring]) for ring in (outer, *holes)])
        ready = time.perf_counter()
        seen = peer.Visibility_Polygon(peer.Point(x, y), around, EPSILON)
        done = time.perf_counter()
        asked, made = asked + done - ready, made + done - begin
        outline = shapely.make_valid(shapely.Polygon([(seen[i].x(), seen[i].y()) for i in range(seen.n())]))
        areas[row] = outline.intersection(shapely.Point(x, y).buffer(reach_m, quad_segs=180)).area
    return areas, asked / len(eyes), made / len(eyes)
