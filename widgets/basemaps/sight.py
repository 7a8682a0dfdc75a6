"""How a frame sees the ground, as plain sums: one affine map from metres to logical pixels, turned or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.scene import Frame
from widgets.map import map_shapes

if TYPE_CHECKING:
    from numpy import ndarray


@dataclass(frozen=True, eq=False)
class Sight:
    """``px = (m - centre) @ turn + middle``, and back; ``corners_m`` of the frame, clockwise from the upper left."""

    centre: ndarray
    turn: ndarray
    back: ndarray
    middle: ndarray
    corners_m: ndarray

    def to_px(self, ground_m: ndarray) -> ndarray:
        """Metres (n, 2) to logical pixels."""
        return (ground_m - self.centre) @ self.turn + self.middle

    def to_m(self, px: ndarray) -> ndarray:
        """Logical pixels (n, 2) to metres."""
        return (px - self.middle) @ self.back + self.centre


def sight_of(frame: Frame) -> Sight:
    """The frame's map, found from what it does with three places: it stays right however frames come to see the ground."""
    import numpy as np

    centre = np.array(frame.centre_m, dtype=float)
    far = 100.0 * frame.metres_per_px
    here, east, north = map_shapes.to_px(centre + far * np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]), frame)
    turn = np.stack((east - here, north - here)) / far
    back = np.linalg.inv(turn)
    edge = np.array([(0, 0), (frame.width_px, 0), (frame.width_px, frame.height_px), (0, frame.height_px)], dtype=float)
    return Sight(centre, turn, back, here, (edge - here) @ back + centre)
