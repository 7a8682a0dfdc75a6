"""What the hand catches on: streets and their edges, walls, devices, corners and what is sketched, the nearest first.

    known = snaps(project.layers)               on a worker, kept as long as `ground_key` stays the same
    found = known.near(at_m, within_m)          far below a millisecond: fit for every step of a hand
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from math import atan2, degrees, hypot
from typing import TYPE_CHECKING

from app.feedback import SILENT, Feedback
from app.model import Intervention, Layer, Point
from app.snapping.feet import corners, feet, nearest_each, pieces, point
from app.snapping.trees import Shapes, gathered

if TYPE_CHECKING:
    import numpy

# What is caught, the first before the next where both are as near.
KINDS = ("pole", "sketched", "vertex", "wall", "edge", "street")
POINTS = ("pole", "sketched", "vertex")
# Half the width of the widest street: so far from its centreline may its edge be.
WIDEST_M = 25.0
# Of this many shapes the nearest are looked at; nowhere in a city stand more within reach of a hand.
MOST = 64


@dataclass(frozen=True)
class Snap:
    """A place that was caught. ``what``: one of KINDS; ``kind`` of layer, ``name`` as the data have it ("" = none).

    ``bearing_deg``: the direction of the line it lies on, None for points. ``layer`` and ``row`` say what it belongs to; a
    sketched thing has its id as layer and row -1.
    """

    at_m: Point
    what: str
    kind: str
    name: str = ""
    layer: str = ""
    row: int = -1
    bearing_deg: float | None = None


@dataclass(frozen=True, eq=False)
class Snaps:
    """All that can be caught on a ground. ``key`` as `ground_key` gives it."""

    key: tuple[object, ...] = ()
    _sources: tuple[tuple[str, str, object], ...] = ()
    _streets: Shapes | None = None
    _walls: Shapes | None = None
    _points: Shapes | None = None
    _half_m: dict[int, numpy.ndarray] = field(default_factory=dict)

    def near(
        self, at_m: Point, within_m: float, *, sketched: Sequence[Intervention] = (), but: Collection[str] = (), hidden: Collection[str] = ()
    ) -> Snap | None:  # fmt: skip
        """What lies nearest to a point: points first, then lines; None where nothing lies within ``within_m``.

        ``but`` are ids of sketched things, or ``layer/row`` of existing ones, that do not catch (what is carried does not catch on
        itself); ``hidden`` are ids of layers that are not shown.
        """
        points = [*self._poles(at_m, within_m, but, hidden), *_of_sketched(at_m, within_m, sketched, but)]
        lines = self._lines(at_m, within_m, hidden, points)
        best = min(points, key=lambda found: (found[0] + (0.3 * within_m if found[1].what == "vertex" else 0.0)), default=None)
        best = best or min(lines, key=lambda found: (found[0], KINDS.index(found[1].what)), default=None)
        return best[1] if best is not None else None

    def street(self, at_m: Point, within_m: float) -> Snap | None:
        """The nearest centreline of a street."""
        found = [one for one in self._of_lines(self._streets, at_m, within_m, "street", (), []) if one[1].what == "street"]
        return min(found, key=lambda one: one[0])[1] if found else None

    def streets_within(self, box_m: tuple[float, float, float, float]) -> numpy.ndarray:
        """The lines of the streets that touch a box."""
        import numpy
        import shapely

        if self._streets is None:
            return numpy.zeros(0, dtype=object)
        west, south, east, north = box_m
        reach = max(east - west, north - south) / 2
        rows = self._streets.near(((west + east) / 2, (south + north) / 2), reach)
        shapes = self._streets.shapes[rows]
        return shapes[shapely.intersects(shapes, shapely.box(*box_m))] if len(rows) else shapes

    def half_m(self, at_m: Point, within_m: float = WIDEST_M) -> float:
        """Half the width of the nearest street, 0 where nobody knows it."""
        found = self.street(at_m, within_m)
        return 0.0 if found is None else self._half_of(found.layer, found.row)

    def _half_of(self, layer: str, row: int) -> float:
        for source, (known, _, _) in enumerate(self._sources):
            if known == layer and source in self._half_m:
                return float(self._half_m[source][row])
        return 0.0

    def _poles(self, at_m: Point, within_m: float, but: Collection[str], hidden: Collection[str]) -> list[tuple[float, Snap]]:
        import shapely

        if self._points is None:
            return []
        rows = self._points.near(at_m, within_m)
        found = []
        for number, (x, y) in zip(rows.tolist(), shapely.get_coordinates(self._points.shapes[rows]).tolist(), strict=True):
            source, row, far = int(self._points.source[number]), int(self._points.row[number]), hypot(x - at_m[0], y - at_m[1])
            layer, kind, _ = self._sources[source]
            if far <= within_m and layer not in hidden and f"{layer}/{row}" not in but:
                found.append((far, Snap((x, y), "pole", kind, self._name(source, row), layer, row)))
        return found

    def _lines(self, at_m: Point, within_m: float, hidden: Collection[str], points: list[tuple[float, Snap]]) -> list[tuple[float, Snap]]:
        walls = self._of_lines(self._walls, at_m, within_m, "wall", hidden, points)
        return [*walls, *self._of_lines(self._streets, at_m, within_m, "street", hidden, points)]

    def _of_lines(
        self, known: Shapes | None, at_m: Point, within_m: float, what: str, hidden: Collection[str], points: list[tuple[float, Snap]]
    ) -> list[tuple[float, Snap]]:  # fmt: skip
        """The nearest place on each line within reach; corners within reach join ``points``."""
        if known is None:
            return []
        rows = known.near(at_m, within_m + (WIDEST_M if what == "street" else 0.0))
        if not len(rows):
            return []
        a, b, of = pieces(known.shapes[rows[:MOST]])
        foot, share, far = feet(at_m, a, b)
        found = []
        for piece in nearest_each(of, far):
            number = int(rows[of[piece]])
            source, row = int(known.source[number]), int(known.row[number])
            layer, kind, _ = self._sources[source]
            if layer in hidden:
                continue
            told = (kind, self._name(source, row), layer, row)
            bearing = degrees(atan2(b[piece, 0] - a[piece, 0], b[piece, 1] - a[piece, 1])) % 360.0
            if far[piece] <= within_m:
                found.append((float(far[piece]), Snap(point(foot[piece]), what, *told, bearing)))
            half = self._half_of(layer, row) if what == "street" else 0.0
            if half > 0.0 and 0.0 < share[piece] < 1.0 and far[piece] > 0.0 and abs(far[piece] - half) <= within_m:
                at = foot[piece] + (at_m - foot[piece]) * (half / far[piece])
                found.append((abs(float(far[piece]) - half), Snap(point(at), "edge", *told, bearing)))
            points += [(apart, Snap(corner, "vertex", *told)) for apart, corner in corners(at_m, within_m, a[of == of[piece]], b[of == of[piece]])]
        return found

    def _name(self, source: int, row: int) -> str:
        names = self._sources[source][2]
        if names is None:
            return ""
        text = names.iat[row]  # type: ignore[attr-defined]
        return "" if text is None or text != text else str(text).strip()


def ground_key(layers: Iterable[Layer]) -> tuple[object, ...]:
    """What `snaps` rests on: layers of equal key catch alike."""
    return tuple((layer.id, layer.kind.key, layer.revision, layer.corrections) for layer in layers if _role(layer))


def snaps(layers: Sequence[Layer], feedback: Feedback = SILENT) -> Snaps:
    """Put all that can be caught into trees; for a worker. Sensitive layers (single crimes, complaints) catch nothing."""
    import numpy

    used = [layer for layer in layers if _role(layer) and layer.frame is not None]
    sources = tuple((layer.id, layer.kind.key, layer.frame.get("name")) for layer in used)
    half = {number: _half_widths(layer) for number, layer in enumerate(used) if _role(layer) == "street"}
    made: dict[str, Shapes | None] = {}
    for place, role in enumerate(("street", "wall", "pole")):
        some = [(number, layer.frame.geometry.to_numpy()) for number, layer in enumerate(used) if _role(layer) == role]
        if some:
            shapes = numpy.concatenate([one for _, one in some])
            source = numpy.repeat([number for number, _ in some], [len(one) for _, one in some])
            row = numpy.concatenate([numpy.arange(len(one)) for _, one in some])
            made[role] = gathered(shapes, source, row, feedback.part(place / 3, (place + 1) / 3))
    return Snaps(ground_key(layers), sources, made.get("street"), made.get("wall"), made.get("pole"), half)


def _role(layer: Layer) -> str:
    kind = layer.kind
    if kind.sensitive or kind.group == "crime" or kind.by_area:
        return ""
    if "streets" in kind.serves:
        return "street"
    if {"walls", "barriers"} & set(kind.serves):
        return "wall"
    return "pole" if kind.geometry == "Point" else ""


def _half_widths(layer: Layer) -> numpy.ndarray:
    import numpy
    import pandas

    if "width_m" not in layer.frame:
        return numpy.zeros(len(layer.frame))
    width = pandas.to_numeric(layer.frame["width_m"], errors="coerce").to_numpy(dtype=float, na_value=0.0)
    return numpy.clip(numpy.nan_to_num(width, posinf=0.0), 0.0, 2 * WIDEST_M) / 2


def _of_sketched(at_m: Point, within_m: float, items: Sequence[Intervention], but: Collection[str]) -> list[tuple[float, Snap]]:
    found = []
    for item in items:
        if item.id in but or item.gone or (item.of is not None and f"{item.of[0]}/{item.of[1]}" in but):
            continue
        for corner in item.path_m or (item.at_m,):
            far = hypot(corner[0] - at_m[0], corner[1] - at_m[1])
            if far <= within_m:
                found.append((far, Snap(corner, "sketched", item.entry or item.kind, str(dict(item.properties).get("name", "")), item.id)))
    return found
