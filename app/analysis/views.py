"""Views as values: wedges about an eye, each view apart from the others."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True, eq=False)
class Views:
    """What n eyes see, each as wedges around it.

    ``eye`` (n, 2) in metres; view i holds the wedges ``start[i]`` to ``start[i + 1]``. A wedge (8,) has four corners relative to
    the eye: far from (x, y), far to, near from, near to, counter-clockwise; near is (0, 0) where the view begins at the eye
    itself. Within a wedge everything between the near and the far side is seen. ``unbounded`` (n,) is true where no wall is
    known nearby, so that the view says nothing about buildings. A view without wedges sees nothing.
    """

    eye: np.ndarray
    start: np.ndarray
    wedge: np.ndarray
    unbounded: np.ndarray

    def __len__(self) -> int:
        return len(self.eye)

    @cached_property
    def owner(self) -> np.ndarray:
        """The view each wedge belongs to (k,)."""
        return np.repeat(np.arange(len(self)), np.diff(self.start))

    @cached_property
    def reach_m(self) -> np.ndarray:
        """How far each view gets (n,); 0 where it sees nothing."""
        far2 = np.maximum(self.wedge[:, 0] ** 2 + self.wedge[:, 1] ** 2, self.wedge[:, 2] ** 2 + self.wedge[:, 3] ** 2)
        reach = np.zeros(len(self))
        np.maximum.at(reach, self.owner, np.sqrt(far2))
        return reach

    @cached_property
    def area_m2(self) -> np.ndarray:
        """The area of each view (n,)."""
        w = self.wedge
        twice = w[:, 0] * w[:, 3] - w[:, 1] * w[:, 2] - (w[:, 4] * w[:, 7] - w[:, 5] * w[:, 6])
        return np.bincount(self.owner, twice / 2.0, minlength=len(self))

    def only(self, rows: np.ndarray) -> Views:
        """The views of the given rows (numbers or a mask), in that order."""
        rows = np.arange(len(self))[rows]
        count = np.diff(self.start)[rows]
        start = np.concatenate([[0], np.cumsum(count)])
        pick = np.arange(start[-1]) + np.repeat(self.start[rows] - start[:-1], count)
        return Views(self.eye[rows], start, self.wedge[pick], self.unbounded[rows])

    def polygons(self) -> np.ndarray:
        """The views as shapely polygons (n,); a view that sees nothing is an empty polygon."""
        from app.analysis.outlines import to_polygons

        return to_polygons(self)


def join(parts: list[Views]) -> Views:
    """Several views as one, in order."""
    if len(parts) == 1:
        return parts[0]
    shift = np.concatenate([[0], np.cumsum([part.start[-1] for part in parts])])
    start = np.concatenate([[0], *(part.start[1:] + more for part, more in zip(parts, shift, strict=False))]).astype(np.int64)
    return Views(
        np.concatenate([part.eye for part in parts]),
        start,
        np.concatenate([part.wedge for part in parts]),
        np.concatenate([part.unbounded for part in parts]),
    )


def sees(views: Views, camera: int, x: float, y: float) -> bool:
    """True where the camera sees the point, the edge of its view included."""
    return bool(
        _holds(
            views.wedge[views.start[camera] : views.start[camera + 1]], x - views.eye[camera, 0], y - views.eye[camera, 1]
        ).any()
    )


def seen_from(views: Views, x: float, y: float) -> np.ndarray:
    """The rows of the views that see the point, rising; empty where none does."""
    near = np.flatnonzero(np.hypot(views.eye[:, 0] - x, views.eye[:, 1] - y) <= views.reach_m + 1e-6)
    return np.array([camera for camera in near.tolist() if sees(views, camera, x, y)], dtype=np.int64)


def _holds(w: np.ndarray, x: float, y: float) -> np.ndarray:
    """Which wedges (k, 8) hold a point given relative to the eye; a micrometre beside still counts."""
    slack = 1e-6

    def left(x0: np.ndarray | float, y0: np.ndarray | float, dx: np.ndarray, dy: np.ndarray) -> np.ndarray:
        return dx * (y - y0) - dy * (x - x0) >= -slack * np.hypot(dx, dy)

    near = (w[:, 4] != 0.0) | (w[:, 5] != 0.0)
    inside = left(0.0, 0.0, w[:, 0], w[:, 1]) & left(0.0, 0.0, -w[:, 2], -w[:, 3])
    inside &= left(w[:, 0], w[:, 1], w[:, 2] - w[:, 0], w[:, 3] - w[:, 1])
    return inside & (~near | left(w[:, 6], w[:, 7], w[:, 4] - w[:, 6], w[:, 5] - w[:, 7]))
