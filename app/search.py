"""Where is it? Finds features by name, address or number, streets and dongs by name, and spots by their coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
# So many names are read between two chances to stop; so many lie end to end; of so many that fit in these the best are taken.
PIECE, MOST_LINES, MOST_LOOKED_AT = 5_000, 100_000, 300
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


@dataclass(frozen=True, eq=False)
class Part:
    """Names of one layer laid end to end, a line each: a hundred thousand of them are searched in one stroke.

    ``starts`` is where each line begins in ``text``, ``rows`` the row it names; of streets all rows of a name are one line.
    """

    layer: Layer
    rank: int
    text: str
    starts: numpy.ndarray
    rows: numpy.ndarray

    def place(self, line: int) -> Place:
        """What a line stands for."""
        return _street(self.layer, int(self.rows[line])) if _is_street(self.layer) else _thing(self.layer, int(self.rows[line]))


@dataclass(frozen=True, eq=False)
class Names:
    """All names of a project, made once for a state of its layers."""

    parts: tuple[Part, ...] = ()

    def __len__(self) -> int:
        return sum(len(part.rows) for part in self.parts)


NOTHING = Names()


def names(layers: Sequence[Layer], feedback: Feedback = SILENT) -> Names:
    """Collect the names of these layers; single crimes are left out. Streets of one name are one place."""
    parts = []
    for number, layer in enumerate(layers):
        feedback.step(number / max(len(layers), 1))
        if layer.frame is None or len(layer.frame) == 0 or layer.kind.sensitive or ("walls" in layer.kind.serves and "name" not in layer.frame):
            continue
        parts += _parts(layer, next((ORDER[serves] for serves in layer.kind.serves if serves in ORDER), 3), feedback)
    return Names(tuple(parts))


def find(known: Names, text: str, limit: int = 8) -> list[Place]:
    """The places whose names hold every word of ``text``: areas and streets first, names that begin with it first, short first."""
    words = [fold(word) for word in text.split()]
    if not words:
        return []
    found = [(not begins, part.rank, length, number, line) for number, part in enumerate(known.parts) for line, begins, length in _lines(part, words)]
    return [known.parts[number].place(line) for *_, number, line in sorted(found)[:limit]]


def _lines(part: Part, words: list[str]) -> list[tuple[int, bool, int]]:
    """The lines that hold all words: number, whether it begins with them, length. Of very many only the first, and those that begin so."""
    found: dict[int, tuple[int, bool, int]] = {}
    whole = "".join(words)
    if not _look(part, max(words, key=len), words, whole, found):
        _look(part, f"\n{whole}", words, whole, found)
    return list(found.values())


def _look(part: Part, wanted: str, words: list[str], whole: str, found: dict[int, tuple[int, bool, int]]) -> bool:
    """Gather lines in which ``wanted`` stands; False where there were too many to look at all."""
    import numpy

    text, at = part.text, part.text.find(wanted)
    for _ in range(MOST_LOOKED_AT):
        if at < 0:
            return True
        line = int(numpy.searchsorted(part.starts, at + (wanted[0] == "\n"), side="right")) - 1
        start, end = int(part.starts[line]), text.index("\n", at + 1)
        if all(word in text[start:end] for word in words):
            found[line] = line, text.startswith(whole, start), end - start
        at = text.find(wanted, end)
    return False


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


def _parts(layer: Layer, rank: int, feedback: Feedback) -> Iterator[Part]:
    import numpy
    import shapely

    frame, columns = layer.frame, ["name"] if _is_street(layer) and "name" in layer.frame else _columns(layer)
    if not columns or (_is_street(layer) and "name" not in frame):
        return
    there = numpy.isfinite(shapely.bounds(frame.geometry.to_numpy())).all(axis=1)
    lines: list[str] = []
    rows: list[int] = []
    seen: set[str] = set()
    for start in range(0, len(frame), PIECE):
        feedback.step(start / len(frame))
        cells = [_texts(frame, column, slice(start, start + PIECE)) for column in columns]
        for row, said in enumerate(zip(*cells, strict=True), start=start):
            line = "".join("".join(said).split()).casefold()
            if not line or not there[row] or (_is_street(layer) and line in seen):
                continue
            if _is_street(layer):
                seen.add(line)
            lines.append(line)
            rows.append(row)
        if lines and (len(lines) >= MOST_LINES or start + PIECE >= len(frame)):
            yield _laid(layer, rank, lines, rows)
            lines, rows = [], []


def _laid(layer: Layer, rank: int, lines: list[str], rows: list[int]) -> Part:
    import numpy

    lengths = numpy.fromiter(map(len, lines), numpy.int64, len(lines)) + 1
    starts = 1 + numpy.concatenate((numpy.zeros(1, numpy.int64), numpy.cumsum(lengths)))[:-1]
    return Part(layer, rank, "\n" + "\n".join(lines) + "\n", starts, numpy.array(rows, numpy.int64))


def _thing(layer: Layer, row: int) -> Place:
    frame = layer.frame
    words = [text for column in _columns(layer) if (text := _texts(frame, column, slice(row, row + 1))[0])]
    box = tuple(float(value) for value in frame.geometry.iloc[row].bounds)
    return Place(layer.id, row, layer.kind.key, words[0], " · ".join(words[1:3]), box)  # type: ignore[arg-type]


def _street(layer: Layer, row: int) -> Place:
    import shapely

    frame = layer.frame
    title = frame["name"].iloc[row]
    same = (frame["name"] == title).to_numpy(bool, na_value=False)
    box = tuple(float(value) for value in shapely.total_bounds(frame.geometry.to_numpy()[same]))
    return Place(layer.id, row, layer.kind.key, str(title).strip(), "", box)  # type: ignore[arg-type]


def _is_street(layer: Layer) -> bool:
    return "streets" in layer.kind.serves


def _columns(layer: Layer) -> list[str]:
    """The columns a thing is looked up by, its name first."""
    frame = layer.frame
    others = [column for column in frame.columns if column in NAMED[1:] or (column != "geometry" and NUMBERED.search(str(column)))]
    return [*(["name"] if "name" in frame else []), *[column for column in others if column != "name"][:MOST_COLUMNS]]


def _texts(frame: object, column: str, piece: slice) -> list[str]:
    cells = frame[column].iloc[piece]  # type: ignore[index]
    return ["" if missing else str(cell).strip() for cell, missing in zip(cells, cells.isna(), strict=True)]
