"""Where is it? Finds features by name, address or number, streets and dongs by name, and spots by their coordinates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.feedback import SILENT, Feedback
from app.geo import KOREA_DEG, WORKING_EPSG, project
from app.model import Layer
from app.scene import Box

if TYPE_CHECKING:
    import numpy

# Columns a planner looks a thing up by: ours first, then what agencies call a number.
NAMED = ("name", "code", "address")
NUMBERED = re.compile(r"번호|관리번호|코드|(^|[_\s])(id|no)($|[_\s])", re.IGNORECASE)
MOST_COLUMNS = 6
# What may be looked up first: areas before streets before single things.
ORDER = {"district": 0, "dong": 1, "streets": 2}


@dataclass(frozen=True)
class Place:
    """Something found: the layer and row (row -1: a spot), what it is called, a note, and where it lies."""

    layer: str
    row: int
    kind: str
    title: str
    note: str
    box_m: Box


@dataclass(frozen=True)
class Names:
    """All names of a project, made once for a state of its layers: ``folded`` is what is searched, row by row."""

    folded: tuple[str, ...]
    places: tuple[Place, ...]
    ranks: tuple[int, ...]


NOTHING = Names((), (), ())


def names(layers: Sequence[Layer], feedback: Feedback = SILENT) -> Names:
    """Collect the names of these layers; single crimes are left out. Streets of one name are one place."""
    folded: list[str] = []
    places: list[Place] = []
    ranks: list[int] = []
    for number, layer in enumerate(layers):
        feedback.step(number / max(len(layers), 1))
        if layer.frame is None or len(layer.frame) == 0 or layer.kind.sensitive or ("walls" in layer.kind.serves and "name" not in layer.frame):
            continue
        rank = next((ORDER[serves] for serves in layer.kind.serves if serves in ORDER), 3)
        for text, place in _of(layer):
            folded.append(text)
            places.append(place)
            ranks.append(rank)
    return Names(tuple(folded), tuple(places), tuple(ranks))


def find(known: Names, text: str, limit: int = 8) -> list[Place]:
    """The places whose names hold every word of ``text``: areas and streets first, names that begin with it first, short first."""
    words = [fold(word) for word in text.split()]
    if not words:
        return []
    whole = "".join(words)
    found = [number for number, name in enumerate(known.folded) if all(word in name for word in words)]
    found.sort(key=lambda number: (not known.folded[number].startswith(whole), known.ranks[number], len(known.places[number].title)))
    return [known.places[number] for number in found[:limit]]


def spot(text: str) -> tuple[float, float] | None:
    """The spot two numbers stand for, in the working system: latitude and longitude in either order, or metres; else None."""
    numbers = re.findall(r"-?\d+(?:\.\d+)?", text.replace(",", " "))
    if len(numbers) != 2 or re.sub(r"[-\d.,\s°NEne]", "", text):
        return None
    a, b = float(numbers[0]), float(numbers[1])
    west, south, east, north = KOREA_DEG
    for lon, lat in ((a, b), (b, a)):
        if west <= lon <= east and south <= lat <= north:
            x, y = project([lon], [lat], 4326, WORKING_EPSG)
            return float(x[0]), float(y[0])
    return (a, b) if 1e4 < a < 1e6 and 1e4 < b < 2e6 else None


def fold(text: str) -> str:
    """A text as it is compared: without blanks and case."""
    return re.sub(r"\s+", "", text).casefold()


def _of(layer: Layer) -> list[tuple[str, Place]]:
    import numpy
    import shapely

    frame = layer.frame
    titles = _texts(frame, "name") if "name" in frame else numpy.array([""] * len(frame), object)
    others = [column for column in frame.columns if column in NAMED[1:] or (column != "geometry" and NUMBERED.search(str(column)))]
    cells = [_texts(frame, column) for column in others[:MOST_COLUMNS]]
    shapes = frame.geometry.to_numpy()
    if "streets" in layer.kind.serves:
        return _streets(layer, titles, shapes)
    boxes = shapely.bounds(shapes)
    found = []
    for row in range(len(frame)):
        words = [text for text in (titles[row], *(cell[row] for cell in cells)) if text]
        if words and numpy.isfinite(boxes[row]).all():
            box = tuple(float(value) for value in boxes[row])
            found.append((fold(" ".join(words)), Place(layer.id, row, layer.kind.key, words[0], " · ".join(words[1:3]), box)))  # type: ignore[arg-type]
    return found


def _streets(layer: Layer, titles: numpy.ndarray, shapes: numpy.ndarray) -> list[tuple[str, Place]]:
    import numpy
    import shapely

    found = []
    for title in dict.fromkeys(text for text in titles if text):
        rows = numpy.flatnonzero(titles == title)
        box = tuple(float(value) for value in shapely.total_bounds(shapes[rows]))
        found.append((fold(title), Place(layer.id, int(rows[0]), layer.kind.key, title, "", box)))  # type: ignore[arg-type]
    return found


def _texts(frame: object, column: str) -> numpy.ndarray:
    import numpy

    cells = frame[column]
    return numpy.array(["" if missing else str(cell).strip() for cell, missing in zip(cells, cells.isna(), strict=True)], object)
