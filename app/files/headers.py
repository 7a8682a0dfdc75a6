"""Where the header of a table stands: below a title, over several lines, or nowhere; and what its columns are called."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

Record = Sequence[str]

_NUMBER = re.compile(r"[-+−]?(\d[\d,]*(\.\d*)?|\.\d+)([eE][-+]?\d+)?\s?%?$")
_DATE = re.compile(r"(\d{4}\s?[-./년]\s?\d{1,2}|\d{1,2}/\d{1,2}/\d{2,4})[-./:+\s\d월일시분초TZAPM오전후]*$")
_NOTHING = {"", "-", "–", "…", "...", "x", "X"}
LOOK_AT = 40  # lines at the top among which the header is sought
HIGHEST = 6  # lines a header may have


def is_number(cell: str) -> bool:
    """True for 12, -3.5, 1,395 and 79%."""
    return _NUMBER.match(cell.strip()) is not None


def _is_year(cell: str) -> bool:
    cell = cell.strip()
    return len(cell) == 4 and cell.isdigit() and 1900 <= int(cell) <= 2100


def _kind(cell: str) -> str:
    cell = cell.strip()
    if cell in _NOTHING:
        return ""
    if _NUMBER.match(cell):
        return "year" if _is_year(cell) else "number"
    return "date" if _DATE.match(cell) else "text"


def column_kinds(records: Sequence[Record], width: int) -> list[str]:
    """What the cells of each column mostly are: number, year, date, text or "" (blank); most of 60 % decides."""
    kinds = []
    for column in range(width):
        seen = Counter(_kind(record[column]) for record in records if column < len(record))
        seen.pop("", None)
        total = sum(seen.values())
        numbers = seen["number"] + seen["year"]
        if not total:
            kinds.append("")
        elif seen["year"] >= 0.8 * total:
            kinds.append("year")
        else:
            kinds.append("number" if numbers >= 0.6 * total else "date" if seen["date"] >= 0.6 * total else "text")
    return kinds


def sample(records: Sequence[Record], most: int = 300) -> Sequence[Record]:
    """Some records from below the top third, where neither titles nor headers stand."""
    lower = records[max(len(records) // 3, min(len(records) - 1, 1)) :]
    return lower[:: max(1, len(lower) // most)]


def find(records: Sequence[Record], width: int) -> tuple[int, int]:
    """First header record and how many there are, (0, 0) where the table begins with data. Records are not blank."""
    if not records:
        return 0, 0
    kinds = column_kinds(sample(records), width)
    typed = [column for column, kind in enumerate(kinds) if kind in ("number", "year", "date")]
    head = records[:LOOK_AT]
    start = _first_typed(head, typed, kinds, width) if typed else _first_text(head, width)
    first = start
    while first > 0 and start - first < HIGHEST and not is_title(head[first - 1], width, last=first == start):
        first -= 1
    return (first, start - first) if first < start else (start, 0)


def is_title(record: Record, width: int, last: bool = False) -> bool:
    """A line above the header (title, unit, note): one filled cell, or two of many; ``last`` is stricter."""
    filled = sum(1 for cell in record if cell.strip())
    if width < 3:
        return filled < width
    return filled <= 1 or (not last and filled == 2 and width >= 6)


def _first_typed(head: Sequence[Record], typed: list[int], kinds: list[str], width: int) -> int:
    """The first record whose cells look like the numbers and dates below it."""
    complete = False
    for index, record in enumerate(head):
        found = [(kinds[column], _kind(record[column])) for column in typed if column < len(record)]
        filled = [(usual, kind) for usual, kind in found if kind]
        fitting = sum(1 for usual, kind in filled if kind in ("number", "date") or (kind == usual == "year"))
        if filled and fitting >= 0.5 * len(filled):
            return index
        if complete:
            return index
        complete = _is_complete(record, width, typed)
    return _first_text(head, width)


def _is_complete(record: Record, width: int, typed: list[int]) -> bool:
    """A line that names every typed column, each differently: nothing of the header can follow it."""
    names = [record[column].strip() for column in range(min(width, len(record)))]
    named = [name for name in names if name]
    return len(named) >= 0.8 * width and len(set(named)) == len(named) and all(c < len(names) and names[c] for c in typed)


def _first_text(head: Sequence[Record], width: int) -> int:
    """For a table of words only: the line after the first full one, or 0 where that line's words come again below."""
    for index, record in enumerate(head):
        if not is_title(record, width, last=True):
            below = head[index + 1 :]
            again = sum(
                1 for c, cell in enumerate(record) if cell.strip() and any(c < len(r) and r[c] == cell for r in below)
            )
            return index if again >= max(2, 0.5 * width) else index + 1
    return 0


def names(block: Sequence[Record], width: int) -> list[str]:
    """One name a column from the header's lines: merged cells filled to the right, parts joined, blanks named, all different."""
    filled = [[_clean(record[c]) if c < len(record) else "" for c in range(width)] for record in block]
    for r, line in enumerate(filled[:-1]):
        for c in range(1, width):
            below = any(lower[c] for lower in filled[r + 1 :])
            same_parent = all(upper[c] == upper[c - 1] for upper in filled[:r])
            if not line[c] and line[c - 1] and below and same_parent:
                line[c] = line[c - 1]
    joined = []
    for c in range(width):
        parts = [line[c] for line in filled if line[c]]
        joined.append(" | ".join(part for i, part in enumerate(parts) if i == 0 or part != parts[i - 1]))
    return unique([name or nameless(c) for c, name in enumerate(joined)])


def nameless(column: int) -> str:
    """What a column without a name is called; ``column`` counts from 0. The same in every language: profiles remember it."""
    return f"열 {column + 1}"


def unique(wanted: Sequence[str]) -> list[str]:
    """The names, a later twin with its number: 이름, 이름 (2)."""
    taken: set[str] = set()
    result = []
    for name in wanted:
        number, free = 1, name
        while free in taken:
            number += 1
            free = f"{name} ({number})"
        taken.add(free)
        result.append(free)
    return result


def _clean(cell: str) -> str:
    return " ".join(cell.split())
