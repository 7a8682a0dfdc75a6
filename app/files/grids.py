"""From the lines of a text file or the cells of a sheet to a table: header, rows, and what is no row (totals, notes)."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy

from app.files import headers
from app.files.raw import LIMITS, Limits, Raw, refusal
from app.model import SetAside

TOTALS = frozenset({"합계", "총계", "소계", "계", "총합계", "누계", "전체", "total", "subtotal", "grandtotal", "sum"})
_WHOLE = frozenset({"서울시", "서울특별시", "서울", "전국"})
_PERSONS = re.compile(r"성별|연령|나이|sex|gender|age", re.IGNORECASE)
_AREAS = re.compile(r"자치구|시군구|구군|구별|행정구")
_MARKED = re.compile(r"\s*(※|\*|주\s?\d*[):.]|주석|자료|출처|비고|참고|\(?단위|note|source)", re.IGNORECASE)
_PERIOD = re.compile(r"\d{4}\s?(년|[-./년]\s?\d{1,2}\s?월?)?\.?$")


@dataclass
class Grid:
    """The lines of a table while it is taken apart; ``lines`` are their numbers in the file."""

    file: str
    records: list[list[str]]
    lines: list[int]
    delimiter: str = ","
    unusable: list[SetAside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def set_aside(self, index: int, reason: str) -> None:
        """Keep record ``index`` word for word among the unusable."""
        self.unusable.append(SetAside(self.file, self.lines[index], f"readers.{reason}", row_text(self.records[index], self.delimiter)))

    def keep(self, wanted: Sequence[int] | numpy.ndarray) -> None:
        """Only these records stay."""
        self.records = [self.records[i] for i in wanted]
        self.lines = [self.lines[i] for i in wanted]

    def note(self, key: str) -> None:
        """Remember a key of words about the whole table, once."""
        if f"readers.note.{key}" not in self.notes:
            self.notes.append(f"readers.note.{key}")


def row_text(record: Sequence[str], delimiter: str = ",") -> str:
    """One record as a line of text again."""
    line = io.StringIO()
    csv.writer(line, delimiter=delimiter or ",", lineterminator="").writerow(record)
    return line.getvalue()


def lay_out(grid: Grid, *, header_row: int | None = None, header_rows: int | None = None, limits: Limits = LIMITS) -> Raw:
    """The table in a grid. ``header_row`` (a line of the file, 0 for none) and ``header_rows`` override what is found.

    Blank lines are no rows. An empty grid gives a Raw without columns and rows.
    """
    gaps = _leave_out_blank(grid)
    width = _width(grid, limits)
    first, count = _header(grid, width, header_row, header_rows)
    block, header_lines = grid.records[first : first + count], grid.lines[first : first + count]
    above = tuple(" ".join(cell for cell in record if cell.strip()) for record in grid.records[:first])
    if above:
        grid.note("above")
    if not count and grid.records:
        grid.note("no_header")
    grid.keep(range(first + count, len(grid.records)))
    width = max(_width(grid, limits), max((len(record) for record in block), default=0))
    block = _shifted(grid, block, width)
    _peel_notes(grid, width, gaps)
    _mend_widths(grid, width)
    _drop_repeated_header(grid, block)
    columns = _columns(grid, width)
    _fill_period(grid, columns)
    names = headers.names(block, width) if block else [headers.nameless(c) for c in range(width)]
    _set_totals_aside(grid, names, columns)
    columns = _columns(grid, width) if len(columns[0] if columns else ()) != len(grid.records) else columns
    names, columns = _without_empty(grid, block, names, columns)
    return Raw(
        file=grid.file, delimiter=grid.delimiter, header_row=header_lines[0] if count else 0, header_rows=count,
        headers=tuple(names), rows=frame(names, columns, len(grid.records)), lines=numpy.array(grid.lines, dtype=numpy.int64),
        unusable=tuple(sorted(grid.unusable, key=lambda row: row.line)), notes=tuple(grid.notes), above=above,
    )  # fmt: skip


def frame(names: Sequence[str], columns: Sequence[Sequence[str]], length: int):
    """A pandas.DataFrame of text columns, rows numbered from 0."""
    import pandas

    made = {name: numpy.array(column, dtype=object) for name, column in zip(names, columns, strict=True)}
    return pandas.DataFrame(made, index=pandas.RangeIndex(length), columns=list(names), dtype="str")


def _leave_out_blank(grid: Grid) -> set[int]:
    """Take blank records out; the line numbers of those that follow one."""
    filled = [i for i, record in enumerate(grid.records) if "".join(record).strip()]
    if len(filled) == len(grid.records):
        return set()
    after = {grid.lines[b] for a, b in itertools.pairwise(filled) if b > a + 1}
    grid.keep(filled)
    return after


def _width(grid: Grid, limits: Limits) -> int:
    widths = Counter(map(len, grid.records))
    if not widths:
        return 0
    if max(widths) > limits.columns and (most := max(_used(r) for r in grid.records if len(r) > limits.columns)) > limits.columns:
        raise refusal("too_many_columns", grid.file, columns=f"{most:,}", limit=f"{limits.columns:,}")
    if widths.total() * min(max(widths), limits.columns) > limits.cells:
        usual = widths.most_common(1)[0][0]
        if widths.total() * usual > limits.cells:
            raise refusal("too_many_cells", grid.file, rows=f"{widths.total():,}", columns=f"{usual:,}")
    return widths.most_common(1)[0][0]


def _used(record: Sequence[str]) -> int:
    return next((i + 1 for i in range(len(record) - 1, -1, -1) if record[i].strip()), 0)


def _header(grid: Grid, width: int, header_row: int | None, header_rows: int | None) -> tuple[int, int]:
    if header_row is None:
        first, count = headers.find(grid.records, width)
        return (first, count) if header_rows is None else (first, min(header_rows, len(grid.records) - first))
    if header_row <= 0:
        return 0, 0
    first = next((i for i, line in enumerate(grid.lines) if line >= header_row), len(grid.records))
    return first, min(1 if header_rows is None else max(header_rows, 0), len(grid.records) - first)


def _shifted(grid: Grid, block: list[list[str]], width: int) -> list[list[str]]:
    """A header one name short over rows that begin with their number: the nameless column is the first, not the last."""
    if not block or not grid.records or any(len(line) != width - 1 for line in block):
        return block
    numbers = [record[0] for record in grid.records[:50] if len(record) == width]
    counted = len(numbers) >= 2 and all(a.isdigit() and b.isdigit() and int(b) == int(a) + 1 for a, b in itertools.pairwise(numbers))
    return [["", *line] for line in block] if counted else block


def _peel_notes(grid: Grid, width: int, gaps: set[int]) -> None:
    """Set aside the notes under the table: last lines with a single filled cell that reads like one."""
    end = len(grid.records)
    while end > 0 and width >= 2 and _is_note(grid.records[end - 1], width, grid.lines[end - 1] in gaps):
        end -= 1
    for index in range(end, len(grid.records)):
        grid.set_aside(index, "note_below")
    if end < len(grid.records):
        grid.note("below")
        grid.keep(range(end))


def _is_note(record: Sequence[str], width: int, after_gap: bool) -> bool:
    filled = [cell for cell in record if cell.strip()]
    if len(filled) == 1 and width >= 3 and (after_gap or len(filled[0].strip()) >= 25) and not headers.is_number(filled[0]):
        return True
    return len(filled) <= max(1, width // 3) and _MARKED.match(filled[0]) is not None


def _mend_widths(grid: Grid, width: int) -> None:
    """Every record as wide as the table: short ones filled up, blank surplus cut, the others set aside."""
    if all(len(record) == width for record in grid.records):
        return
    kept = []
    for index, record in enumerate(grid.records):
        if len(record) < width:
            grid.records[index] = [*record, *[""] * (width - len(record))]
            grid.note("short_rows")
        elif len(record) > width and not "".join(record[width:]).strip():
            grid.records[index] = record[:width]
            grid.note("surplus_cut")
        elif len(record) > width:
            grid.set_aside(index, "too_many_fields")
            continue
        kept.append(index)
    grid.keep(kept)


def _drop_repeated_header(grid: Grid, block: list[list[str]]) -> None:
    """A header printed again on every page is no row."""
    if not block or len([cell for cell in block[0] if cell.strip()]) < 2:
        return
    again = [i for i, record in enumerate(grid.records) if record in block]
    if not again:
        return
    for index in again:
        grid.set_aside(index, "header_again")
    grid.keep([i for i in range(len(grid.records)) if i not in set(again)])


def _columns(grid: Grid, width: int) -> list[Sequence[str]]:
    return list(zip(*grid.records, strict=True)) if grid.records else [()] * width


def _fill_period(grid: Grid, columns: list[Sequence[str]]) -> None:
    """A year written once for the lines below it (a merged cell before it became text) is written on each."""
    if not columns or not columns[0] or not columns[0][0].strip():
        return
    first = columns[0]
    filled = [cell for cell in first if cell.strip()]
    if len(filled) > 0.5 * len(first) or len(first) < 3 or not all(_PERIOD.match(cell.strip()) for cell in filled):
        return
    last = ""
    for record in grid.records:
        last = record[0] if record[0].strip() else last
        record[0] = last
    columns[0] = [record[0] for record in grid.records]
    grid.note("filled_down")


def _set_totals_aside(grid: Grid, names: Sequence[str], columns: list[Sequence[str]]) -> None:
    """Set aside the rows whose key cell says total: the last filled one of the columns that name the row."""
    keys = _key_columns(names, columns)
    totals = []
    for index, record in enumerate(grid.records):
        key = next((record[c] for c in reversed(keys) if record[c].strip()), "")
        word = re.sub(r"[\s()\[\]<>·.]", "", key).lower() if len(key) < 20 else ""
        whole = word in _WHOLE and index == 0 and len(grid.records) > 1 and bool(keys) and _AREAS.search(names[keys[-1]]) is not None
        if word in TOTALS or whole:
            totals.append(index)
    if not totals:
        return
    for index in totals:
        grid.set_aside(index, "totals_row")
    grid.note("totals")
    left = set(totals)
    grid.keep([i for i in range(len(grid.records)) if i not in left])


def _key_columns(names: Sequence[str], columns: list[Sequence[str]]) -> list[int]:
    """The columns of words before the first measure; what splits persons (sex, age) names no row."""
    kinds = [headers.column_kinds([[cell] for cell in column[:: max(1, len(column) // 200)]], 1)[0] for column in columns]
    keys: list[int] = []
    for c, kind in enumerate(kinds):
        if kind == "text" and not _PERSONS.search(names[c]):
            keys.append(c)
        elif kind == "number" and keys:
            break
    return keys


def _without_empty(grid: Grid, block: list[list[str]], names: list[str], columns: list[Sequence[str]]) -> tuple[list[str], list]:
    """Leave out columns that have neither a name nor a cell."""
    named = [any(c < len(line) and line[c].strip() for line in block) for c in range(len(names))]
    kept = [c for c, column in enumerate(columns) if (named[c] if block else False) or any(cell.strip() for cell in column)]
    if len(kept) < len(names):
        grid.note("blank_columns")
    return [names[c] for c in kept], [columns[c] for c in kept]
