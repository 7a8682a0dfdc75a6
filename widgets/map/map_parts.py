"""Geometry as flat arrays: lines and rings laid end to end, points beside them, and who lies where.

numpy is imported late, so that the window opens before it. Everything here may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.scene import Box

if TYPE_CHECKING:
    import numpy

# So many are looked through one by one faster than by a grid.
FEW = 20_000
# A grid of 256 by 256 cells: a cell's number takes two bytes, which are sorted in no time.
SIDE = 256


class Lattice:
    """A grid over many boxes: the numbers of those near a box, without looking at all of them.

    Boxes lie in the cell of their middle; those larger than nearly all others are asked every time.
    """

    def __init__(self, box: numpy.ndarray):
        import numpy as np

        from widgets.map.map_near_kernel import cells

        self._box = np.ascontiguousarray(box, dtype=float)
        some = self._box[:: max(1, len(box) // 5000)]
        middle = (some[:, :2] + some[:, -2:]) / 2
        # The grid covers where most of them lie; what strays beyond belongs to the cells at its edge.
        (self._west, self._south), (east, north) = np.quantile(middle, (0.005, 0.995), axis=0)
        self._step_x, self._step_y = max((east - self._west) / SIDE, 1e-6), max((north - self._south) / SIDE, 1e-6)
        self._reach = max(float(np.quantile((some[:, -2:] - some[:, :2]).max(axis=1) / 2, 0.998)), 1e-6)
        cell, reach = np.empty(len(box), np.uint16), np.empty(len(box))
        cells(self._box, np.array((self._west, self._south, self._step_x, self._step_y)), SIDE, cell, reach)
        self._large = np.flatnonzero(reach > self._reach).astype(np.int32)
        order = np.argsort(cell, kind="stable").astype(np.int32)
        self._order = order[reach[order] <= self._reach] if len(self._large) else order
        self._first = np.concatenate(([0], np.cumsum(np.bincount(cell[self._order], minlength=SIDE * SIDE)))).astype(np.int64)

    def _block(self, box: Box) -> numpy.ndarray:
        """The cells (left, right, low, high) whose boxes may touch a box."""
        import numpy as np

        west, south, east, north = box
        x = (np.array((west - self._reach, east + self._reach)) - self._west) / self._step_x
        y = (np.array((south - self._reach, north + self._reach)) - self._south) / self._step_y
        return np.clip(np.concatenate((x, y)), 0, SIDE - 1).astype(np.int64)

    def touching(self, box: Box) -> numpy.ndarray:
        """The numbers, rising, of all that touch a box."""
        import numpy as np

        from widgets.map import map_near_kernel as kernel

        asked, block = np.array(box, dtype=float), self._block(box)
        if (block[1] - block[0] + 1) * (block[3] - block[2] + 1) > SIDE * SIDE / 3:
            return kernel.touching_all(self._box, asked)
        return np.sort(kernel.touching(self._box, self._order, self._first, self._large, block, SIDE, asked))


@dataclass(frozen=True, eq=False)
class Parts:
    """Lines or rings laid end to end: part ``i`` is ``xy[start[i]:start[i + 1]]`` (metres) and belongs to ``row[i]``.

    ``area`` is known of rings that were taken apart from areas: in square metres, those of holes below nought.
    """

    xy: numpy.ndarray
    start: numpy.ndarray
    row: numpy.ndarray
    box: numpy.ndarray  # west, south, east, north of each part
    area: numpy.ndarray | None = None
    of: Parts | None = None  # all of them, where only those that are ``chosen`` are meant
    chosen: numpy.ndarray | None = None

    def some(self, chosen: numpy.ndarray) -> Parts:
        """Only the parts for which a mask holds, under the numbers they have here; nothing is copied."""
        return replace(self, of=self, chosen=chosen)

    def __len__(self) -> int:
        return len(self.row)

    @cached_property
    def _lattice(self) -> Lattice:
        return Lattice(self.box)

    def sorted_for_looking(self) -> None:
        """Make ready what `within` looks through, where that takes a moment."""
        if len(self.row) > FEW:
            _ = self._lattice

    def within(self, box: Box, *, at_least_m: float = 0.0) -> numpy.ndarray:
        """The numbers of the parts that touch a box and are at least so large, in order."""
        import numpy as np

        if self.of is not None:
            found = self.of.within(box, at_least_m=at_least_m)
            return found[self.chosen[found]]  # type: ignore[index]
        if len(self.row) > FEW:
            found = self._lattice.touching(box)
        else:
            west, south, east, north = self.box.T
            found = np.flatnonzero((west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1]))
        return self.large(found, at_least_m) if at_least_m > 0 else found

    def large(self, parts: numpy.ndarray, at_least_m: float) -> numpy.ndarray:
        """Those of some parts that are at least so large."""
        import numpy as np

        west, south, east, north = self.box[parts].T
        return parts[np.maximum(east - west, north - south) >= at_least_m]

    def pick(self, parts: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
        """The corners and starts (one more than parts) of some of the parts, laid end to end."""
        import numpy as np

        if len(parts) == len(self.row):
            return self.xy, self.start
        lengths = self.start[parts + 1] - self.start[parts]
        start = np.concatenate(([0], np.cumsum(lengths)))
        index = np.arange(start[-1]) + np.repeat(self.start[parts] - start[:-1], lengths)
        return self.xy[index], start

    @cached_property
    def usual_m(self) -> float:
        """How large a part usually is: the middle one of the longer sides of their boxes."""
        import numpy as np

        if not len(self.row):
            return 0.0
        box = self.box[:: max(1, len(self.box) // 5000)]
        return float(np.median(np.maximum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])))


@dataclass(frozen=True, eq=False)
class Shapes:
    """All geometry of one layer: points, lines and polygon rings (outer ones run one way, holes the other)."""

    points: numpy.ndarray  # (n, 2) metres
    point_row: numpy.ndarray
    lines: Parts
    rings: Parts
    derived: dict[str, Any] = field(default_factory=dict)

    def once(self, key: str, make: Callable[[], Any]) -> Any:
        """A value derived from these shapes, made the first time it is asked for (label places, value classes)."""
        if key not in self.derived:
            self.derived[key] = make()
        return self.derived[key]

    @cached_property
    def _lattice(self) -> Lattice:
        return Lattice(self.points)

    def points_within(self, box: Box) -> numpy.ndarray:
        """The numbers of the points inside a box, in order."""
        import numpy as np

        if len(self.points) > FEW:
            return self._lattice.touching(box)
        x, y = self.points.T
        return np.flatnonzero((x >= box[0]) & (x <= box[2]) & (y >= box[1]) & (y <= box[3]))

    def spacing_m(self) -> float:
        """About how far apart the points lie: the side of the square each has for itself; inf for fewer than two."""

        def measure() -> float:
            if len(self.points) < 2:
                return float("inf")
            # Half of the points fill the inner box, whatever strays far away.
            import numpy as np

            low, high = np.quantile(self.points[:: max(1, len(self.points) // 50_000)], (0.25, 0.75), axis=0)
            width, height = np.maximum(high - low, 50.0)
            return float((width * height / (len(self.points) / 4)) ** 0.5)

        return self.once("spacing", measure)
