"""Cameras that the map puts inside a building: carried to the nearest place outside, and said so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import shapely

# How far off the wall a moved camera hangs. Nearer than TOUCHING_M to a wall it stands on it.
OFF_WALL_M = 0.05
TOUCHING_M = 0.01


@dataclass(frozen=True, eq=False)
class Blocks:
    """Buildings made ready once for `moved_outside`, where one eye after another is asked: mended shapes and a tree over them."""

    solid: np.ndarray
    tree: shapely.STRtree


def blocks(polygons: np.ndarray) -> Blocks:
    """Buildings (shapely polygons; missing and empty ones left out, invalid ones mended) ready for `moved_outside`."""
    import shapely

    solid = _solid(polygons)
    return Blocks(solid, shapely.STRtree(solid))


def moved_outside(eyes_m: np.ndarray, polygons: np.ndarray | Blocks) -> tuple[np.ndarray, np.ndarray]:
    """Eyes (n, 2) with those inside, on the wall or at a corner of a building put ``OFF_WALL_M`` outside it; moved (n,) bool.

    Touching and overlapping buildings count as one block: nobody is moved out of one into the next. A courtyard is outside.
    No buildings move nobody. Invalid polygons are mended first.
    """
    import shapely

    eyes = np.array(eyes_m, dtype=np.float64).reshape(-1, 2)
    moved = np.zeros(len(eyes), bool)
    if len(eyes) == 0:
        return eyes, moved
    ready = polygons if isinstance(polygons, Blocks) else blocks(polygons)
    solid, tree = ready.solid, ready.tree
    if len(solid) == 0:
        return eyes, moved
    who, building = tree.query(shapely.points(eyes), predicate="dwithin", distance=TOUCHING_M)
    for eye in np.unique(who):
        eyes[eye] = _way_out(eyes[eye], solid, tree, building[who == eye])
        moved[eye] = True
    return eyes, moved


def _solid(polygons: np.ndarray) -> np.ndarray:
    import shapely

    solid = np.asarray(polygons, dtype=object).ravel()
    solid = solid[~(shapely.is_missing(solid) | shapely.is_empty(solid))]
    bad = ~shapely.is_valid(solid)
    solid[bad] = shapely.make_valid(solid[bad])
    return solid[shapely.get_dimensions(solid) == 2]


def _way_out(eye: np.ndarray, solid: np.ndarray, tree: shapely.STRtree, inside: np.ndarray) -> np.ndarray:
    """The nearest point ``OFF_WALL_M`` outside the block of buildings the eye stands in."""
    import shapely

    point = shapely.Point(eye)
    while True:
        # The rim of the block, grown by the distance off the wall; a neighbour standing there belongs to the block.
        rim = shapely.boundary(shapely.buffer(shapely.union_all(solid[inside]), OFF_WALL_M, quad_segs=4))
        spot = shapely.get_point(shapely.shortest_line(rim, point), 0)
        more = np.union1d(inside, tree.query(spot, predicate="dwithin", distance=OFF_WALL_M / 2))
        if len(more) == len(inside):
            return shapely.get_coordinates(spot)[0]
        inside = more
