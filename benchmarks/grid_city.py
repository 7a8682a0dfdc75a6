"""A made-up city on a grid, at the size of a real district: blocks of buildings, streets between them, cameras on the streets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class City:
    """Buildings (shapely polygons), streets as nodes and straight segments, cameras and devices on them; metres."""

    buildings: np.ndarray
    node_xy: np.ndarray
    node_u: np.ndarray
    node_v: np.ndarray
    cameras_m: np.ndarray

    @property
    def pieces(self) -> np.ndarray:
        """The streets as straight pieces x1, y1, x2, y2."""
        return np.hstack([self.node_xy[self.node_u], self.node_xy[self.node_v]])

    @property
    def length_m(self) -> np.ndarray:
        """The length of each street segment."""
        p = self.pieces
        return np.hypot(p[:, 2] - p[:, 0], p[:, 3] - p[:, 1])


def grid_city(buildings: int, cameras: int, seed: int = 1) -> City:
    """A city with about so many buildings (eight to a block of 50 m, six corners each) and cameras beside the streets."""
    import shapely

    rng = np.random.default_rng(seed)
    side = int(np.ceil(np.sqrt(buildings / 8)))
    step = 55.0
    across, up = np.meshgrid(np.arange(side + 1), np.arange(side + 1), indexing="ij")
    node_xy = np.column_stack([across.ravel(), up.ravel()]) * step + rng.uniform(-2.0, 2.0, ((side + 1) ** 2, 2))
    node = np.arange((side + 1) ** 2).reshape(side + 1, side + 1)
    node_u = np.concatenate([node[:-1].ravel(), node[:, :-1].ravel()])
    node_v = np.concatenate([node[1:].ravel(), node[:, 1:].ravel()])
    bx, by, lot = (axis.ravel() for axis in np.meshgrid(np.arange(side), np.arange(side), np.arange(8), indexing="ij"))
    x = bx * step + 5.0 + (lot % 4) * 11.5 + rng.uniform(0, 1, len(bx))
    y = by * step + 5.0 + (lot // 4) * 23.0 + rng.uniform(0, 1, len(bx))
    w, h = rng.uniform(8, 10.5, len(bx)), rng.uniform(15, 22, len(bx))
    # An L: six corners, as real footprints seldom are plain boxes.
    ring = np.stack([x, y, x + w, y, x + w, y + h, x + w / 2, y + h, x + w / 2, y + h / 2, x, y + h / 2, x, y], axis=1).reshape(
        -1, 7, 2
    )
    solid = shapely.polygons(ring)[rng.permutation(len(ring))[:buildings]]
    along = rng.integers(0, len(node_u), cameras)
    share = rng.uniform(0, 1, (cameras, 1))
    eyes = node_xy[node_u[along]] * (1 - share) + node_xy[node_v[along]] * share + rng.uniform(-2.0, 2.0, (cameras, 2))
    return City(solid, node_xy, node_u, node_v, eyes)
