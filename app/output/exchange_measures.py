"""Measures of district and dongs with their bands, and counts of sensitive things by dong, as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app import geo
from app.errors import CannotAnswer
from app.geo import WORKING_EPSG
from app.model import Layer, Project
from app.output.exchange_parts import AREA_COLUMNS, COUNTS, MEASURES, Part, title_of
from app.output.privacy import counts_told
from app.parameters import Assumptions
from app.study.measure_kinds import base
from app.words import Words

if TYPE_CHECKING:
    import geopandas
    import numpy

    from app.quantity import Quantity
    from app.study import Answers, Area, Measure
    from app.study.deeper import Deeper

# Shares weighted by these are made of single events: where these are few, the share would tell where they lie.
TELLING = ("crime", "complaints")
LONG = ("area_code", "area", "measure", "name", "value", "low", "high", "unit", "tag")


def measure_columns(answers: Answers, deeper: Deeper | None, tr: Words) -> tuple[tuple[str, str], ...]:
    """The measures at hand, (id, words), each once."""
    ids = dict.fromkeys(one.id for one in (*answers.measures, *(deeper.measures if deeper is not None else ())))
    return tuple((id, _name(id, tr)) for id in ids)


def measures(project: Project, answers: Answers, deeper: Deeper | None, chosen: Sequence[str] | None, wide: bool, tr: Words) -> Part:
    """Shares in per cent: ``wide`` a row an area with its outline, else a row a measure and area."""
    import geopandas

    named = [(id, words) for id, words in measure_columns(answers, deeper, tr) if chosen is None or id in chosen]
    told = _Told(project, answers, deeper)
    if wide:
        data: dict[str, list] = {"area_code": [area.code for area in answers.areas], "area": [area.name for area in answers.areas]}
        heads = [tr(f"exports.column.{name}") for name in AREA_COLUMNS]
        for id, words in named:
            cells = [told.share(id, area) for area in answers.areas]
            for edge, place in (("", 0), ("_low", 1), ("_high", 2)):
                data[f"{id}{edge}"] = [cell[place] for cell in cells]
                heads.append(f"{words} (%)" if not edge else f"{words} ({tr(f'exports.column.{edge[1:]}')})")
        frame = geopandas.GeoDataFrame(data, geometry=[area.polygon for area in answers.areas], crs=WORKING_EPSG)
    else:
        rows = [(area.code, area.name, id, words, *told.share(id, area), "%", told.tag(id, area, tr)) for id, words in named for area in answers.areas]
        data = {name: [row[place] for row in rows] for place, name in enumerate(LONG)}
        heads = [tr(f"exports.column.{'measure_name' if name == 'name' else name}") for name in LONG]
        frame = geopandas.GeoDataFrame(data, geometry=[None] * len(rows), crs=WORKING_EPSG)
    notes = (tr("exports.note.measures"), *((tr("exports.note.few", least=told.least),) if told.withheld else ()))
    return Part(MEASURES, tr("exports.part.measures"), frame, tuple(heads), "area", notes=notes)


def counts(project: Project, layers: Sequence[Layer], chosen: Sequence[str] | None, tr: Words) -> Part:
    """How many things of each sensitive layer lie in each dong; small counts are withheld, with more where one could be worked out."""
    import geopandas

    frames = [layer.frame for layer in project.counted("dong") if layer.frame is not None and len(layer.frame)]
    wanted = [layer for layer in layers if chosen is None or layer.id in chosen]
    if not frames or not wanted:
        raise CannotAnswer(tr("exports.no_dongs"))
    dongs, least = frames[0], _least(project)
    data = {name: _texts(dongs, known) for name, known in zip(AREA_COLUMNS, ("code", "name"), strict=True)}
    for layer in wanted:
        numbers = counts_told([_inside(layer, shape) for shape in dongs.geometry], least)
        data[layer.id] = [tr("exports.withheld") if number is None else number for number in numbers]
    heads = (*(tr(f"exports.column.{name}") for name in AREA_COLUMNS), *(title_of(layer, project, tr) for layer in wanted))
    frame = geopandas.GeoDataFrame(data, geometry=dongs.geometry.to_numpy(), crs=WORKING_EPSG)
    return Part(COUNTS, tr("exports.part.counts"), frame, heads, "area", notes=(tr("exports.note.few", least=least),))


class _Told:
    """The shares of one set of answers that may be told."""

    def __init__(self, project: Project, answers: Answers, deeper: Deeper | None):
        self.least, self.withheld = _least(project), False
        self._found = {(one.id, one.area_code): one for one in (*answers.measures, *(deeper.measures if deeper is not None else ()))}
        self._few = {
            weight: {area.code for area in answers.areas if 0 < sum(_inside(layer, area.polygon) for layer in _single(project, weight)) < self.least}
            for weight in TELLING
        }

    def share(self, id: str, area: Area) -> tuple[float | None, float | None, float | None]:
        """Value, low and high in per cent, empty where unknown or withheld; without a band both ends are empty."""
        found = self._measure(id, area)
        return _percent(found.quantity) if found is not None else (None, None, None)

    def tag(self, id: str, area: Area, tr: Words) -> str:
        """How well it is known, or that it is withheld."""
        if (id, area.code) in self._found and self._measure(id, area) is None:
            return tr("exports.withheld")
        found = self._measure(id, area)
        return tr(f"tag.{found.quantity.tag.name.lower()}") if found is not None and found.quantity.value is not None else tr("exports.unknown")

    def _measure(self, id: str, area: Area) -> Measure | None:
        if area.code in self._few.get(base(id)[1], ()):
            self.withheld = True
            return None
        return self._found.get((id, area.code))


def _single(project: Project, weight: str) -> list[Layer]:
    return [one for one in project.counted(weight) if one.kind.sensitive and one.kind.geometry == "Point" and not one.kind.by_area and one.frame is not None]


def _inside(layer: Layer, area: object) -> int:
    from app.selection import where

    known = where(layer)
    if area is None or area.is_empty:  # type: ignore[attr-defined]
        return 0
    near = known.touching(area.bounds)  # type: ignore[attr-defined]
    return len(known.inside(geo.prepared(area), near, touching=True)) if len(near) else 0


def _least(project: Project) -> int:
    return int(Assumptions(project.changed_parameters)["privacy.min_count"])


def _percent(quantity: Quantity) -> tuple[float | None, float | None, float | None]:
    if quantity.value is None:
        return None, None, None
    low, high = (quantity.low, quantity.high) if quantity.has_band else (None, None)
    value, low, high = (None if edge is None else round(100 * edge, 2) for edge in (quantity.value, low, high))
    return value, low, high


def _texts(frame: geopandas.GeoDataFrame, name: str) -> list[str] | numpy.ndarray:
    return frame[name].to_numpy() if name in frame.columns else [""] * len(frame)


def _name(id: str, tr: Words) -> str:
    plain, weight = base(id)
    return tr(f"measure.{plain}") + (f" ({tr('measures.by', weight=tr(f'weight.{weight}'))})" if weight else "")
