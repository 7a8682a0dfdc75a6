"""What stands on the ground: the rows of the layers as the scenario leaves them, and what it adds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.model import Intervention, Layer
from app.study.asked import Question
from app.study.ground import AROUND_M, near


@dataclass(frozen=True)
class Standing:
    """One thing. ``layer`` and ``row`` say where it stands in the data; a sketched one has its id as layer and row -1.

    ``values`` are its columns: those of the file, overlaid by what the scenario changed (``changed``: it did). Empty cells are
    left out.
    """

    layer: str
    row: int
    kind: str
    at_m: tuple[float, float]
    values: Mapping[str, object]
    changed: bool = False

    def text(self, name: str) -> str:
        """A column as text, "" where it is missing."""
        return str(self.values.get(name, "")).strip()

    def number(self, name: str, otherwise: float = numpy.nan) -> float:
        """A column as a number, ``otherwise`` where it is missing or none."""
        value = self.values.get(name)
        try:
            found = float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            return otherwise
        return found if numpy.isfinite(found) else otherwise

    def truth(self, name: str, otherwise: bool) -> bool:
        """A column as yes or no."""
        value = self.values.get(name)
        return otherwise if value is None else bool(value)


def standing(
    question: Question, wanted: Callable[[str, tuple[str, ...]], bool], district: shapely.Geometry, around_m: float = AROUND_M
) -> tuple[Standing, ...]:
    """Everything of the kinds for which ``wanted(key, serves)`` holds within ``around_m`` of the district, sketched things last.

    A row that the scenario changes or removes is not told twice: the changed one stands among the sketched things, under its own
    layer and row. ``serves`` of a sketched kind are those of a layer of that kind, () where the project has none. Kernels that
    need speed read the layers' frames themselves; this is for hundreds or a few ten thousand things.
    """
    serves = {layer.kind.key: layer.kind.serves for layer in question.layers}
    layers = [layer for layer in question.layers if layer.frame is not None and wanted(layer.kind.key, layer.kind.serves)]
    items = [item for item in question.items if wanted(item.kind, serves.get(item.kind, ()))]
    touched = {item.of for item in items if item.of is not None}
    found = [thing for layer in layers for thing in _rows(layer, touched, district, around_m)]
    known = {layer.id: layer for layer in layers}
    sketched = [of_item(item, known) for item in items if not item.gone]
    here = near(district, shapely.points([thing.at_m for thing in sketched]), around_m) if sketched else ()
    return (*found, *(thing for thing, inside in zip(sketched, here, strict=True) if inside))


def _rows(layer: Layer, touched: set[tuple[str, int]], district: shapely.Geometry, around_m: float) -> list[Standing]:
    shapes = layer.frame.geometry.to_numpy()
    rows = numpy.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_empty(shapes))
    rows = rows[near(district, shapes[rows], around_m)]
    xy = shapely.get_coordinates(shapely.centroid(shapes[rows])).tolist()
    return [
        Standing(layer.id, row, layer.kind.key, (x, y), record)
        for row, (x, y), record in zip(rows.tolist(), xy, _records(layer, rows), strict=True)
        if (layer.id, row) not in touched
    ]


def _records(layer: Layer, rows: ndarray) -> list[dict[str, object]]:
    """The columns of some rows as plain values, empty cells left out."""
    found: list[dict[str, object]] = [{} for _ in range(len(rows))]
    for column in layer.kind.columns:
        if column.name in layer.frame:
            values = layer.frame[column.name].take(rows)
            known = numpy.flatnonzero(values.notna().to_numpy())
            for number, value in zip(known.tolist(), values.to_numpy(dtype=object)[known].tolist(), strict=True):
                found[number][column.name] = value.item() if isinstance(value, numpy.generic) else value
    return found


def drawn_lines(
    question: Question, kind: str, district: shapely.Geometry, around_m: float = AROUND_M
) -> tuple[ndarray, tuple[Intervention, ...]]:  # fmt: skip
    """The lines the scenario draws of a kind in and around the district, and whose they are; a line without length is none."""
    items = tuple(item for item in question.items if item.kind == kind and item.of is None and not item.gone and len(set(item.path_m)) > 1)
    shapes = numpy.array([shapely.LineString(item.path_m) for item in items], dtype=object)
    here = near(district, shapes, around_m) if items else numpy.zeros(0, dtype=bool)
    return shapes[here], tuple(item for item, inside in zip(items, here.tolist(), strict=True) if inside)


def of_item(item: Intervention, layers: Mapping[str, Layer]) -> Standing:
    """One sketched thing, or one change of an existing thing over what its file says (``layers`` by id, those with frames)."""
    given = {name: value for name, value in item.properties if name not in ("of", "gone")}
    if item.heading_deg is not None:
        given["heading_deg"] = item.heading_deg
    if item.of is None or item.of[0] not in layers:
        return Standing(item.id, -1, item.kind, item.at_m, given, changed=True)
    layer, row = layers[item.of[0]], item.of[1]
    record = layer.frame.iloc[row] if 0 <= row < len(layer.frame) else {}
    own = {column.name: record[column.name] for column in layer.kind.columns if column.name in record}
    own = {name: value for name, value in own.items() if value is not None and value == value}
    return Standing(layer.id, row, item.kind, item.at_m, {**own, **given}, changed=True)
