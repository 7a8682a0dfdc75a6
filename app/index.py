"""Who is near whom: a bulk index for layers (shapely) and a live one for what is sketched and picked (rtree)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy
    import shapely

Box = tuple[float, float, float, float]


def bulk(geometries: numpy.ndarray) -> shapely.STRtree:
    """A tree over many geometries that do not change; query it with shapely."""
    import shapely

    return shapely.STRtree(geometries)


def nearest(tree: shapely.STRtree, x_m: float, y_m: float, within_m: float) -> int | None:
    """The row of the nearest geometry within ``within_m`` of a point, or None."""
    import shapely

    found = tree.query_nearest(shapely.Point(x_m, y_m), max_distance=within_m, all_matches=False)
    return int(found[0]) if len(found) else None


class Live:
    """An editable index of boxes by id: add, remove, ask; for the handful of things being sketched and picked."""

    def __init__(self, boxes: Iterable[tuple[str, Box]] = ()):
        from rtree import index

        self._tree = index.Index()
        self._known: dict[str, tuple[int, Box]] = {}
        self._ids: dict[int, str] = {}
        self._next = 0
        for id, box in boxes:
            self.put(id, box)

    def put(self, id: str, box: Box) -> None:
        """Add a box, or move the one with the same id."""
        self.remove(id)
        self._tree.insert(self._next, box)
        self._known[id], self._ids[self._next] = (self._next, box), id
        self._next += 1

    def remove(self, id: str) -> None:
        """Forget a box; unknown ids are fine."""
        if id in self._known:
            number, box = self._known.pop(id)
            self._tree.delete(number, box)
            del self._ids[number]

    def within(self, box: Box) -> list[str]:
        """The ids whose boxes touch ``box``, in the order they were put."""
        return [self._ids[number] for number in sorted(self._tree.intersection(box))]
