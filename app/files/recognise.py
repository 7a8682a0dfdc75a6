"""What a table or layer is: which kind, and which of its columns are which, from headers, file name, geometry and cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.files import values
from app.files.coordinates import bare
from app.files.values import unicodedata
from app.kinds import Column, LayerKind

if TYPE_CHECKING:
    import numpy
    import pandas

SAMPLE = 300
# Layers of the road-name address map that look like streets, buildings or dongs and are none: drawn as they are.
NOT_WHAT_THEY_SEEM = {
    "TL_SPRD_RW": "import.note.road_surface", "TL_SPRD_INTRVL": "import.note.base_intervals", "TL_SPBD_ENTRC": "import.note.entrances",
    "TL_SPBD_EQB": "import.note.building_groups", "TL_KODIS_BAS": "import.note.postal_areas", "TL_SCCO_EMD": "import.note.legal_dongs",
    "TL_SCCO_LI": "import.note.legal_dongs", "TL_SCCO_CTPRVN": "import.note.provinces",
}  # fmt: skip
CRIMES = ("살인", "강도", "절도", "폭력", "성폭력", "강간", "강제추행", "마약", "방화")
# Tables about something else that share words with a kind: the residents of part of the population are not the residents.
PART_OF_PEOPLE = ("65세", "고령", "노인", "older", "elder", "아동인구", "청소년", "장애", "외국인", "영유아")
OTHER_MATTERS = {"crime_counts": ("교통사고", "accident", "화재"), "crime_points": ("교통사고", "accident")}


@dataclass(frozen=True)
class Match:
    """A kind with how sure (0 to 1), the columns found (name, header), and what a planner should know (keys of words)."""

    kind: str
    confidence: float
    mapping: tuple[tuple[str, str], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Scored:
    score: float
    kind: LayerKind
    mapping: tuple[tuple[str, str], ...]
    by_name: bool


def recognise(
    name: str, headers: Sequence[str], rows: pandas.DataFrame, kinds: Sequence[LayerKind], *, shape: str, area: bool = False
) -> Match:  # fmt: skip
    """The kind of a table or layer called ``name`` (file stem and member).

    ``shape``: Point, LineString, Polygon, Any, or "" for a table without places; ``area``: keyed by areas. What fits no kind is
    ``other``. An empty table is judged by its name and headers alone.
    """
    seems = _not_what_it_seems(name)
    others = [kind for kind in kinds if kind.key != "other"]
    rest = next((kind for kind in kinds if kind.key == "other"), None)
    cells = sampled(headers, rows)
    graded = _crime_columns(headers, cells)
    scored = [] if seems else sorted(
        (_score(kind, name, headers, cells, others, graded) for kind in others if _possible(kind, shape, area)),
        key=lambda one: -one.score,
    )
    if scored and _convincing(scored[0]):
        best, next_best = scored[0], scored[1].score if len(scored) > 1 else 0.0
        confidence = min(0.99, 0.45 + 0.3 * best.score * (1 if best.by_name else 0.8) - 0.25 * next_best / max(best.score, 0.01) * 0.6)
        return Match(best.kind.key, round(max(0.3, confidence), 2), best.mapping)
    mapping = map_columns(rest, headers, cells) if rest is not None else ()
    return Match("other", 0.9 if seems else 0.5, mapping, (seems,) if seems else ())


def sampled(headers: Sequence[str], rows: pandas.DataFrame) -> dict[str, numpy.ndarray]:
    """Some hundred cells of each column as text, spread over the table."""
    some = rows.iloc[:: max(1, len(rows) // SAMPLE)]
    return {header: values.text(some[header]) for header in headers}


def _not_what_it_seems(name: str) -> str:
    upper = name.upper()
    return next((note for stem, note in NOT_WHAT_THEY_SEEM.items() if stem in upper), "")


def _possible(kind: LayerKind, shape: str, area: bool) -> bool:
    if area:
        return kind.by_area
    if kind.by_area and shape != "Polygon":
        return False
    return kind.geometry == "Any" or shape in (kind.geometry, "Any") or (not shape and kind.geometry == "Point")


def _convincing(one: _Scored) -> bool:
    needed = {name for name, _ in one.mapping} & set(one.kind.needs)
    if one.by_name:
        return not any(column.required and not one.kind.by_area and column.name not in dict(one.mapping) for column in one.kind.columns)
    return bool(needed) and one.score >= 0.9


def _score(
    kind: LayerKind, name: str, headers: Sequence[str], cells: dict[str, numpy.ndarray], others: Sequence[LayerKind], graded: str
) -> _Scored:  # fmt: skip
    if any(word in name.lower() for word in OTHER_MATTERS.get(kind.key, ())):
        return _Scored(0.0, kind, (), False)
    mapping = map_columns(kind, headers, cells, whole_name=name)
    names = dict(mapping)
    total = 0.0
    for column_name, header in mapping:
        knowing = sum(_quality(header, column) >= 1.0 for other in others for column in other.columns)
        quality = _quality(header, kind.column(column_name))
        total += quality / max(1, knowing) * (1.0 if column_name in kind.needs else 0.6)
    for column_name, words in kind.value_hints.items():
        if column_name in names:
            total += 0.5 * _speaking(cells[names[column_name]], words)
    hint = file_hint(kind, name)
    if graded and graded == kind.key:
        total, hint = total + 2.0, max(hint, 0.5)
    return _Scored(total + 2.0 * hint, kind, mapping, hint > 0)


def _speaking(cells: numpy.ndarray, words: Sequence[str]) -> float:
    written = [cell for cell in cells if cell]
    return sum(any(word in cell for word in words) for cell in written) / len(written) if written else 0.0


def file_hint(kind: LayerKind, name: str) -> float:
    """How much a file's name speaks for a kind: 0, or 0.5 to 1 by the length of the longest of its words in the name."""
    plain = unicodedata.normalize("NFC", name).lower()
    tokens = set(re.split(r"[^0-9a-z가-힣]+", re.sub(r"(?<=[a-z])(?=[가-힣])|(?<=[가-힣])(?=[a-z])", " ", plain)))
    joined = bare(plain)
    longest = 0
    for hint in kind.file_hints:
        word = hint.lower()
        if word.isascii() and len(bare(word)) < 6:
            found = word in tokens or f"{word}s" in tokens
        else:
            found = bare(word) in joined
        if found:
            longest = max(longest, len(bare(word)) * (1 if word.isascii() else 2))
    return min(1.0, 0.4 + longest / 30) if longest else 0.0


def map_columns(
    kind: LayerKind, headers: Sequence[str], cells: dict[str, numpy.ndarray], *, whole_name: str = ""
) -> tuple[tuple[str, str], ...]:  # fmt: skip
    """Which header stands for which column of the kind: exact names first, then beginnings and ends of words.

    ``cells`` are samples of each column as text: a header whose cells cannot be read as the column's type is passed over.
    """
    found: dict[str, str] = {}
    part = any(word in whole_name.lower() for word in PART_OF_PEOPLE)
    for least in (1.0, 0.3):
        for column in kind.columns:
            if column.name in found or (part and column.name in ("residents", "women")):
                continue
            free = [header for header in headers if header not in found.values() or least == 1.0]
            ranked = [(quality, header) for header in free if (quality := _quality(header, column)) >= least]
            ranked = [pair for pair in ranked if _fits(cells.get(pair[1]), column)]
            if ranked:
                best = max(quality for quality, _ in ranked)
                found[column.name] = _first(column, [header for quality, header in ranked if quality == best], cells)
    graded = _crime_columns(headers, cells)
    if graded == "crime_grades" and "grade" in {column.name for column in kind.columns} and "grade" not in found:
        found["grade"] = next((header for header in headers if bare(header) in ("전체", "종합")), _crime_headers(headers)[0])
    return tuple((column.name, found[column.name]) for column in kind.columns if column.name in found)


def _first(column: Column, equal: list[str], cells: dict[str, numpy.ndarray]) -> str:
    """Of equally good headers the one listed first in ``known_as``, unless it is mostly empty and another is not."""
    order = {bare(name): rank for rank, name in reversed(list(enumerate(column.known_as)))}
    ranked = sorted(equal, key=lambda header: min((order.get(bare(form), 999) for form in forms(header)), default=999))
    full = [header for header in ranked if header not in cells or not len(cells[header]) or (~values.empty(cells[header])).mean() > 0.1]
    return (full or ranked)[0]


def forms(header: str) -> tuple[str, ...]:
    """The ways a header may be compared: whole, its last part under several header rows, and without its bracket."""
    last = header.split(" | ")[-1]
    return tuple(dict.fromkeys((header, last, re.sub(r"[(\[].*?[)\]]", "", last))))


@lru_cache(maxsize=50_000)
def _quality(header: str, column: Column) -> float:
    """1 for a name the column is known as, less for one that only begins or ends with it, else 0."""
    best = 0.0
    names = [bare(name) for name in (column.name, *column.known_as)]
    for form in forms(header):
        written = bare(form)
        if not written:
            continue
        if written in names:
            return 1.0
        for name in names:
            if len(name) >= (3 if not name.isascii() else 5) and (written.startswith(name) or written.endswith(name)):
                best = max(best, 0.35 + 0.5 * len(name) / len(written))
    return best


def _fits(cells: numpy.ndarray | None, column: Column) -> bool:
    if cells is None or not len(cells) or column.type == "text":
        return True
    written = cells[~values.empty(cells)]
    if not len(written):
        return True
    read = {"number": values.numbers, "integer": values.numbers, "truth": values.truths, "date": values.dates}[column.type]
    # Dates spoilt by a spreadsheet still are the date column.
    return float((~read(written)[1]).mean()) >= (0.5 if column.type != "date" else 0.1)


def _crime_headers(headers: Sequence[str]) -> list[str]:
    return [header for header in headers if any(word in header for word in CRIMES)]


def _crime_columns(headers: Sequence[str], cells: dict[str, numpy.ndarray]) -> str:
    """``crime_grades`` or ``crime_counts`` where at least three headers are crimes, by whether all values are 1 to 5; else ""."""
    import numpy as np

    crimes = _crime_headers(headers)
    if len(crimes) < 3:
        return ""
    found = np.concatenate([values.numbers(cells[header])[0] for header in crimes])
    found = found[np.isfinite(found)]
    if not len(found):
        return ""
    return "crime_grades" if found.min() >= 0 and found.max() <= 5 and (found == np.round(found)).all() else "crime_counts"
