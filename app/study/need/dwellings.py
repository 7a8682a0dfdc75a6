"""Which buildings people live in, and how much floor they have there: from the uses and storeys of the building files."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.study.asked import Question
from app.study.ground import AROUND_M, near, numbers, texts

# Where fewer buildings than this share have a use written, the others would be left out for no reason.
KNOWN_SHARE = 0.5
# Uses as words, and as the building register's codes (01: detached, 02: multi-family, with or without further digits).
LIVED_IN = re.compile(
    r"주택|아파트|연립|다세대|다가구|기숙사|오피스텔|주거|빌라|apartment|house|residential|detached|dormitory|terrace|bungalow|^0[12]\d{3}$"
)
NOT_LIVED_IN = re.compile(r"warehouse|greenhouse|모델하우스|주택전시|견본주택|powerhouse|boathouse|guardhouse|courthouse|customs")
NOTHING_SAID = ("", "yes", "기타", "미분류", "unclassified", "none", "nan")


@dataclass(frozen=True)
class Dwellings:
    """Buildings that people live in: outlines (d,), floor area (d,) in m² over all storeys, and where they stand in the data."""

    outlines: ndarray
    floor_m2: ndarray
    layer: ndarray
    row: ndarray


def dwellings(question: Question, district: shapely.Geometry, around_m: float = AROUND_M) -> Dwellings | None:
    """The dwellings in and around the district; None where the uses of most buildings are not known.

    A building that the scenario takes away is none. Storeys come from the file, else from the height by ``floor.height``, else one. Where a use names several, one of them lived in
    is enough.
    """
    shapes, floors, uses, layers, rows = [], [], [], [], []
    storey_m = question.assumptions["floor.height"]
    for layer in question.counted("walls"):
        outlines = layer.frame.geometry.to_numpy()
        usable = numpy.isin(shapely.get_type_id(outlines), (3, 6)) & ~shapely.is_empty(outlines)
        gone = [item.of[1] for item in question.items if item.gone and item.of is not None and item.of[0] == layer.id and item.of[1] < len(usable)]
        usable[gone] = False
        usable[usable] &= near(district, outlines[usable], around_m)
        here = numpy.flatnonzero(usable)
        frame = layer.frame.iloc[here]
        counted, height = numbers(frame, "floors"), numbers(frame, "height_m")
        by_height = numpy.where(height > 0, numpy.maximum(numpy.round(height / storey_m), 1.0), 1.0)
        shapes.append(outlines[here])
        floors.append(numpy.where(counted >= 1, counted, by_height))
        uses.append(texts(frame, "use"))
        layers.append(numpy.full(len(here), layer.id, dtype=object))
        rows.append(here)
    if not shapes:
        return None
    use = numpy.concatenate(uses)
    kinds = {text: lived_in(text) for text in set(use.tolist())}
    said = numpy.array([kinds[text] is not None for text in use.tolist()], dtype=bool)
    if not len(use) or said.mean() < KNOWN_SHARE:
        return None
    home = numpy.array([kinds[text] is True for text in use.tolist()], dtype=bool)
    outlines = numpy.concatenate(shapes)[home]
    floor = shapely.area(outlines) * numpy.concatenate(floors)[home]
    return Dwellings(outlines, floor, numpy.concatenate(layers)[home], numpy.concatenate(rows)[home])


def lived_in(use: str) -> bool | None:
    """True for a use that people live in, False for another, None where nothing is said."""
    word = use.strip().lower()
    if word in NOTHING_SAID:
        return None
    return bool(LIVED_IN.search(word)) and not NOT_LIVED_IN.search(word)
