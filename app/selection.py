"""What is chosen on the map and in the table: rows by layer, and how they are found by place.

A point is inside an outline or on its edge; a line or an area only as a whole, unless those it touches are asked for.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING
from weakref import ref

from app.feedback import SILENT, Feedback
from app.geo import prepared, touched
from app.model import Layer, Point
from app.scene import Box

if TYPE_CHECKING:
    import geopandas
    import numpy

# So many rows are looked at between two chances to stop.
PIECE = 100_000
# Of one layer no more are listed at a spot.
MOST_AT_A_SPOT = 8
_KEPT = 24


@dataclass(frozen=True, eq=False)
class Selection:
    """Chosen rows by layer id: sorted, each once, no layer without any."""

    rows: Mapping[str, numpy.ndarray] = field(default_factory=lambda: MappingProxyType({}))

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection) or self.rows.keys() != other.rows.keys():
            return False
        return all(len(mine) == len(other.rows[id]) and bool((mine == other.rows[id]).all()) for id, mine in self.rows.items())

    __hash__ = None  # type: ignore[assignment]

    @property
    def count(self) -> int:
        """How many things are chosen in all layers."""
        return sum(len(rows) for rows in self.rows.values())

    def of(self, layer: str) -> numpy.ndarray:
        """The chosen rows of a layer; none for one it does not know."""
        import numpy

        return self.rows.get(layer, numpy.empty(0, numpy.int64))


NOTHING = Selection()


def chosen(rows: Mapping[str, Iterable[int] | numpy.ndarray]) -> Selection:
    """A selection of these rows by layer, put in order."""
    import numpy

    made = {}
    for layer, numbers in rows.items():
        given = numpy.asarray(numbers if isinstance(numbers, numpy.ndarray) else list(numbers), numpy.int64)
        if len(given):
            made[layer] = given if bool((given[1:] > given[:-1]).all()) else numpy.unique(given)
    return Selection(MappingProxyType(made))


def combined(before: Selection, new: Selection, how: str = "new") -> Selection:
    """What is chosen after another choice: ``new`` in its place, ``add`` to it, ``take`` from it, ``turn``: added or taken one by one."""
    import numpy

    if how == "new":
        return new
    join = {"add": numpy.union1d, "take": numpy.setdiff1d, "turn": numpy.setxor1d}[how]
    both = {**before.rows, **({} if how == "take" else new.rows)}
    return chosen({layer: join(before.of(layer), new.of(layer)) for layer in both})


def still_there(selection: Selection, layers: Sequence[Layer]) -> Selection:
    """The selection without what an edit took away: layers that are gone, rows beyond the end."""
    rows = {layer.id: 0 if layer.frame is None else len(layer.frame) for layer in layers}
    return chosen({id: numbers[numbers < rows[id]] for id, numbers in selection.rows.items() if id in rows})


def withheld(selection: Selection, layers: Sequence[Layer], least: int) -> tuple[Selection, tuple[str, ...]]:
    """The selection without the things of sensitive layers where they are fewer than ``least``; and the ids of those layers."""
    few = tuple(layer.id for layer in layers if layer.kind.sensitive and 0 < len(selection.of(layer.id)) < least)
    return (chosen({id: rows for id, rows in selection.rows.items() if id not in few}) if few else selection), few


def within(layers: Sequence[Layer], outline: Sequence[Point], *, touching: bool = False, feedback: Feedback = SILENT) -> Selection:
    """What lies inside an outline of at least three corners; fewer hold nothing. A line that crosses itself holds both loops."""
    import numpy
    import shapely

    if len(outline) < 3:
        return NOTHING
    area = shapely.make_valid(shapely.Polygon(outline))
    area = prepared(area)
    box, found = area.bounds, {}
    for number, layer in enumerate(layers):
        feedback.step(number / len(layers))
        if layer.frame is None or not len(layer.frame):
            continue
        known = where(layer)
        near = known.touching(box)
        hit = [numpy.empty(0, numpy.int64)]
        for start in range(0, len(near), PIECE):
            feedback.step((number + start / len(near)) / len(layers))
            hit.append(known.inside(area, near[start : start + PIECE], touching))
        found[layer.id] = numpy.concatenate(hit)
    return chosen(found)


def near(layers: Sequence[Layer], shapes: numpy.ndarray, within_m: float, feedback: Feedback = SILENT) -> Selection:
    """What lies no farther than so many metres from any of these shapes, boundary counted."""
    import numpy
    import shapely

    there = ~(shapely.is_missing(shapes) | shapely.is_empty(shapes))
    shapes = shapes[there]
    if not len(shapes):
        return NOTHING
    tree = shapely.STRtree(shapes)
    west, south, east, north = shapely.total_bounds(shapes)
    box, found = (west - within_m, south - within_m, east + within_m, north + within_m), {}
    for number, layer in enumerate(layers):
        if layer.frame is None or not len(layer.frame):
            continue
        known = where(layer)
        rows, hit = known.touching(box), [numpy.empty(0, numpy.int64)]
        for start in range(0, len(rows), PIECE // 4):
            feedback.step((number + start / len(rows)) / len(layers))
            piece = rows[start : start + PIECE // 4]
            hit.append(piece[numpy.unique(tree.query(known.shapes[piece], predicate="dwithin", distance=within_m)[0])])
        found[layer.id] = numpy.concatenate(hit)
    return chosen(found)


def at(layers: Sequence[Layer], spot: Point, reach_m: float) -> dict[str, list[int]]:
    """Everything at a spot by layer, the topmost layer first: points and lines no farther than ``reach_m``, areas around it.

    In a layer the nearest comes first, of areas around the spot the smallest; `MOST_AT_A_SPOT` of each layer.
    """
    import numpy
    import shapely

    x, y = spot
    point, found = shapely.Point(x, y), {}
    for layer in reversed(layers):
        if layer.frame is None or not len(layer.frame):
            continue
        known = where(layer)
        rows = known.touching((x - reach_m, y - reach_m, x + reach_m, y + reach_m))
        shapes = known.shapes[rows]
        flat = shapely.get_dimensions(shapes) == 2
        apart = shapely.distance(shapes, point)
        hit = numpy.where(flat, apart == 0, apart <= reach_m)
        order = numpy.lexsort((shapely.area(shapes)[hit], apart[hit]))
        if len(order):
            found[layer.id] = rows[hit][order][:MOST_AT_A_SPOT].tolist()
    return found


def box_of(layers: Sequence[Layer], selection: Selection) -> Box | None:
    """The box around all that is chosen; None where nothing of it lies anywhere."""
    import numpy

    boxes = [where(layer).boxes(selection.of(layer.id)) for layer in layers if len(selection.of(layer.id))]
    all_of_them = numpy.concatenate(boxes) if boxes else numpy.empty((0, 4))
    known = all_of_them[numpy.isfinite(all_of_them).all(axis=1)]
    if not len(known):
        return None
    west, south = known[:, :2].min(axis=0).tolist()
    east, north = known[:, 2:].max(axis=0).tolist()
    return west, south, east, north


def shapes_of(layers: Sequence[Layer], selection: Selection) -> numpy.ndarray:
    """The shapes of all that is chosen, layer after layer."""
    import numpy

    parts = [where(layer).shapes[selection.of(layer.id)] for layer in layers if len(selection.of(layer.id))]
    return numpy.concatenate(parts) if parts else numpy.empty(0, object)


class Where:
    """Where the features of a layer lie, made once: a place each where all are points, else a box each."""

    def __init__(self, frame: geopandas.GeoDataFrame):
        import shapely

        self.shapes: numpy.ndarray = frame.geometry.to_numpy()
        box = shapely.bounds(self.shapes)
        self.points_only = bool((shapely.get_type_id(self.shapes) <= 0).all())
        self._box = tuple(box[:, side].copy() for side in ((0, 1) if self.points_only else range(4)))

    def boxes(self, rows: numpy.ndarray) -> numpy.ndarray:
        """West, south, east, north of some rows, not a number where a row lies nowhere."""
        import numpy

        sides = self._box * 2 if self.points_only else self._box
        return numpy.column_stack([side[rows] for side in sides])

    def touching(self, box: Box) -> numpy.ndarray:
        """The rows whose boxes touch a box."""
        import numpy

        west, south, east, north = self._box * 2 if self.points_only else self._box
        return numpy.flatnonzero((west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1]))

    def inside(self, area: object, rows: numpy.ndarray, touching: bool) -> numpy.ndarray:
        """Those of ``rows`` that lie inside a prepared area, or touch it."""
        import shapely

        if self.points_only:
            return rows[touched(area, self._box[0][rows], self._box[1][rows])]
        test = shapely.intersects if touching else shapely.covers
        return rows[test(area, self.shapes[rows])]


_known: OrderedDict[int, tuple[ref, Where]] = OrderedDict()
_lock = Lock()


def where(layer: Layer) -> Where:
    """Where a layer's features lie; kept for the layers asked for last. May be asked from any thread."""
    frame = layer.bulk  # a corrected cell moves nothing
    with _lock:
        kept = _known.get(id(frame))
        if kept is not None and kept[0]() is frame:
            _known.move_to_end(id(frame))
            return kept[1]
    made = Where(frame)
    with _lock:
        for gone in [key for key, (seen, _) in _known.items() if seen() is None]:
            del _known[gone]
        _known[id(frame)] = ref(frame), made
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return made
