"""Shapes of a city in trees of a few thousand each, so that no other thread waits long while they grow."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.feedback import Feedback
from app.model import Point

if TYPE_CHECKING:
    import numpy
    import shapely

# Shapes of one tree, and the side of the squares they are gathered in.
IN_A_TREE, SQUARE_M = 4096, 1500.0


@dataclass(frozen=True, eq=False)
class Shapes:
    """Shapes of one purpose in the trees of their squares; ``source`` and ``row`` say whose they are."""

    shapes: numpy.ndarray
    source: numpy.ndarray
    row: numpy.ndarray
    boxes: numpy.ndarray
    trees: tuple[shapely.STRtree, ...]
    rows: tuple[numpy.ndarray, ...]

    def near(self, at_m: Point, reach_m: float) -> numpy.ndarray:
        """The numbers of the shapes whose boxes come within reach."""
        import numpy
        import shapely

        (x, y), b = at_m, self.boxes
        met = numpy.flatnonzero((b[:, 0] <= x + reach_m) & (b[:, 2] >= x - reach_m) & (b[:, 1] <= y + reach_m) & (b[:, 3] >= y - reach_m))
        if not len(met):
            return met
        window = shapely.box(x - reach_m, y - reach_m, x + reach_m, y + reach_m)
        return numpy.concatenate([self.rows[tree][self.trees[tree].query(window)] for tree in met.tolist()])


def gathered(shapes: numpy.ndarray, source: numpy.ndarray, row: numpy.ndarray, feedback: Feedback) -> Shapes | None:
    """Shapes by squares of the ground, a few thousand to a tree; empty and spoilt ones are left out."""
    import numpy
    import shapely

    box = shapely.bounds(shapes).reshape(-1, 4)
    usable = numpy.isfinite(box).all(axis=1)
    shapes, source, row, box = shapes[usable], source[usable], row[usable], box[usable]
    if not len(shapes):
        return None
    across, up = (numpy.floor((box[:, one] + box[:, one + 2]) / 2 / SQUARE_M).astype(numpy.int64) for one in (0, 1))
    order = numpy.lexsort((up, across))
    shapes, source, row, box = shapes[order], source[order], row[order], box[order]
    square = numpy.flatnonzero((numpy.diff(across[order]) != 0) | (numpy.diff(up[order]) != 0)) + 1
    starts = [0, *square.tolist(), len(shapes)]
    cuts = sorted({*starts, *(cut for a, b in pairwise(starts) for cut in range(a, b, IN_A_TREE))})
    trees, rows, boxes = [], [], []
    for number, (a, b) in enumerate(pairwise(cuts)):
        feedback.step(number / len(cuts))
        trees.append(shapely.STRtree(shapes[a:b]))
        rows.append(numpy.arange(a, b))
        boxes.append([*box[a:b, :2].min(axis=0), *box[a:b, 2:].max(axis=0)])
    return Shapes(shapes, source, row, numpy.array(boxes), tuple(trees), tuple(rows))
