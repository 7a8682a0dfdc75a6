"""Walls: what stops a line of sight, as straight segments in a uniform grid."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.analysis.grid import Grid, grid, split_long

CELL_M = 16.0
# A library call about so many shapes holds up other threads for a few milliseconds.
PIECE = 16_384


@dataclass(frozen=True)
class Walls:
    """Wall segments in a grid, made once and asked for every camera. ``count`` is the number of segments."""

    grid: Grid
    count: int


def segments(geometries: np.ndarray) -> np.ndarray:
    """The straight edges (s, 4) of polygons (rings and courtyards) and lines (fences); x1, y1, x2, y2 in metres.

    Missing, empty and point geometries give none; invalid polygons give the edges as drawn; edges without length or with
    coordinates that are no numbers are left out.
    """
    shapes = np.asarray(geometries, dtype=object).ravel()
    pieces = [_segments(shapes[first : first + PIECE]) for first in range(0, max(len(shapes), 1), PIECE)]
    return np.concatenate(pieces) if len(pieces) > 1 else pieces[0]


def _segments(shapes: np.ndarray) -> np.ndarray:
    import shapely

    parts = shapely.get_parts(shapely.get_parts(shapes))
    kind = shapely.get_type_id(parts)
    rings = np.concatenate([shapely.get_rings(parts[kind == 3]), parts[(kind == 1) | (kind == 2)]])
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    if len(xy) < 2:
        return np.empty((0, 4))
    edges = np.hstack([xy[:-1], xy[1:]])[ring[:-1] == ring[1:]]
    usable = np.isfinite(edges).all(axis=1) & ((edges[:, :2] != edges[:, 2:]).any(axis=1))
    return edges[usable]


def walls(geometries: np.ndarray) -> Walls:
    """The walls of buildings (an array of shapely geometries in metres); no buildings give walls that stop nothing."""
    edges = segments(geometries)
    cut, _, _ = split_long(edges, 4 * CELL_M)
    return Walls(grid(cut, CELL_M), len(edges))
