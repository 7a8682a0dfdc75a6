"""What a measure is in each row of a layer: of areas as the study gives it, of streets the share of each row's own length.

Rows outside the district, and rows nothing is measured on, are nan. For a worker, not the GUI thread.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.classing import Values
from app.model import Layer
from app.study.answers import Answers
from app.study.measure_kinds import MEASURES

if TYPE_CHECKING:
    from numpy import ndarray

    from app.study.deeper import Deeper

# What is summed along streets; the others are measured by area only.
ALONG = frozenset(kind.id for kind in MEASURES if kind.group in ("cameras", "light", "walking")) - {"seen_area"}


def measures_for(layer: Layer, answers: Answers | None) -> tuple[str, ...]:
    """The measures a layer can be coloured by: areas by all that are known, streets by what lies along them."""
    if answers is None or not {"streets", "dong", "district"} & set(layer.kind.serves):
        return ()
    there = {one.id for one in answers.measures}
    along = "streets" in layer.kind.serves
    return tuple(kind.id for kind in MEASURES if kind.id in there and (not along or kind.id in ALONG & answers.behind.sheet.known))


def by_row(answers: Answers, deeper: Deeper | None, layer: Layer, measure: str) -> Values:
    """The values of a measure for the rows of a layer, shares from 0 to 1."""
    rows = _along(answers, layer, measure) if "streets" in layer.kind.serves else _areas(answers, deeper, layer, measure)
    return Values(f"{hash(answers.key):x} {deeper is not None} {measure}", rows)


def _areas(answers: Answers, deeper: Deeper | None, layer: Layer, measure: str) -> ndarray:
    import numpy

    from app.study.columns import texts

    every = (*answers.measures, *(deeper.measures if deeper is not None else ()))
    of = {one.area_code: one.quantity.value for one in every if one.id == measure}
    codes, names = texts(layer.frame, "code"), texts(layer.frame, "name")
    found = [of.get(code or name) for code, name in zip(codes.tolist(), names.tolist(), strict=True)]
    return numpy.array([numpy.nan if value is None else value for value in found], dtype=float)


def _along(answers: Answers, layer: Layer, measure: str) -> ndarray:
    import numpy

    from app.study.scoring import counted

    page, streets = answers.behind.sheet, answers.streets
    found = numpy.full(len(layer.frame), numpy.nan)
    place = _rows_of(answers, layer)
    if measure not in page.known or place is None:
        return found
    band, metres, _ = counted(page, measure)
    here = page.inside & (page.length_m > 0)
    row = place[streets.row[page.cut.edge[here]]]
    mine = row >= 0
    length = numpy.bincount(row[mine], metres[here][mine], minlength=len(found))
    covered = numpy.bincount(row[mine], (metres * band.value)[here][mine], minlength=len(found))
    measured = length > 0
    found[measured] = covered[measured] / length[measured]
    return found


def _rows_of(answers: Answers, layer: Layer) -> ndarray | None:
    """For each row the study took of all streets, the row of this layer it is, -1 where it is of another; None: not counted."""
    import numpy
    import shapely

    from app.study.ground import AROUND_M, near

    taken = []
    for one in answers.question.counted("streets"):
        shapes = one.frame.geometry.to_numpy()
        usable = numpy.flatnonzero(numpy.isin(shapely.get_type_id(shapes), (1, 5)) & ~shapely.is_empty(shapes))
        rows = usable[near(answers.behind.ground.district, shapes[usable], AROUND_M)]
        taken.append(rows if one.id == layer.id and one.frame is layer.frame else numpy.full(len(rows), -1))
    place = numpy.concatenate(taken) if taken else numpy.zeros(0, dtype=numpy.int64)
    return place if (place >= 0).any() else None
