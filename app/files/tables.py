"""Text tables (CSV, TSV, TXT): which sign parts the fields, and every record with the line it begins on."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from dataclasses import replace

from app.files import encodings, grids
from app.files.raw import LIMITS, Limits, Raw, refusal

DELIMITERS = (",", "\t", ";", "|")
EXTENSIONS = ("csv", "tsv", "txt", "tab")
_LONGEST_FIELD = 4 << 20


def read(
    data: bytes, *, file: str, member: str = "", format: str = "csv", encoding: str | None = None, delimiter: str | None = None,
    header_row: int | None = None, header_rows: int | None = None, limits: Limits = LIMITS,
) -> Raw:  # fmt: skip
    """The table in the bytes of a text file; BadInput where they are no text table."""
    if len(data) > limits.text_bytes:
        raise refusal("too_large", file, size=f"{len(data) / 1e9:.1f} GB", limit=f"{limits.text_bytes / 1e9:.1f} GB")
    text = encodings.decode(data, file, encoding)
    if not text.text.strip():
        raise refusal("empty", file)
    sign = delimiter or sniff(text.text)
    records, lines, stray = parse(text.text, sign, file)
    if not any("".join(record).strip() for record in records):
        raise refusal("empty", file)
    if format == "txt" and _is_prose(records):
        raise refusal("prose", file)
    grid = grids.Grid(file, records, lines, sign)
    for found, key in ((text.broken, "broken_letters"), (text.nuls, "nuls"), (stray, "stray_quote")):
        if found:
            grid.note(key)
    raw = grids.lay_out(grid, header_row=header_row, header_rows=header_rows, limits=limits)
    return replace(raw, member=member, format=format, encoding=text.encoding)


def sniff(text: str) -> str:
    """The sign that parts most lines into the same number of fields; a comma where none does."""
    start = text[:200_000].lstrip("\r\n")
    best, sign = (0.0, 0), ","
    for candidate in DELIMITERS:
        if candidate not in start:
            continue
        widths = Counter(len(record) for record in _some(start, candidate) if "".join(record).strip())
        many = Counter({width: count for width, count in widths.items() if width > 1})
        if not many:
            continue
        width, count = many.most_common(1)[0]
        score = (round(count / widths.total(), 2), width)
        if score > best:
            best, sign = score, candidate
    return sign


def _is_prose(records: list[list[str]]) -> bool:
    """Lines of words without a common number of fields: a letter, a licence, no table."""
    filled = [record for record in records if "".join(record).strip()]
    width, count = Counter(map(len, filled)).most_common(1)[0]
    return width == 1 or count < 0.5 * len(filled)


def _some(text: str, delimiter: str, most: int = 100) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            records.append(record)
            if len(records) >= most:
                break
    except csv.Error:
        pass
    return records


def parse(text: str, delimiter: str, file: str = "") -> tuple[list[list[str]], list[int], bool]:
    """Records, the line each begins on (from 1), and whether a quote was opened and never closed.

    A stray quote swallows the lines after it; a record made of lines which are each a whole row is taken apart again.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        records, lines = _records(text, delimiter)
    except csv.Error:
        records, lines = [[]], [1]
    if all(b - a == 1 for a, b in itertools.pairwise(lines)) and lines and lines[-1] == _last_line(text):
        return records, lines, False
    return _taken_apart(text, delimiter, records, lines, file)


def _last_line(text: str) -> int:
    ends = text.count("\n") if "\n" in text else text.count("\r")
    return ends + (not text.endswith(("\n", "\r")))


def _taken_apart(
    text: str, delimiter: str, records: list[list[str]], lines: list[int], file: str
) -> tuple[list[list[str]], list[int], bool]:
    physical = list(io.StringIO(text, newline=""))
    width = Counter(map(len, records)).most_common(1)[0][0]
    if width < 2:
        width = Counter(line.count(delimiter) + 1 for line in physical).most_common(1)[0][0]
    result: list[list[str]] = []
    numbers: list[int] = []
    stray = False
    for record, begin, after in zip(records, lines, [*lines[1:], len(physical) + 1], strict=True):
        own = physical[begin - 1 : after - 1]
        if len(own) < 2 or _is_meant(own, delimiter, width) or not _are_rows(own, delimiter, width):
            result.append(record)
            numbers.append(begin)
            continue
        stray = True
        result.extend(_single(line, delimiter, width, file) for line in own)
        numbers.extend(range(begin, after))
    return result, numbers, stray


def _is_meant(lines: list[str], delimiter: str, width: int) -> bool:
    """True where every quote of a record over several lines is properly closed and it is as wide as the table."""
    try:
        return [len(record) for record in csv.reader(lines, delimiter=delimiter, strict=True)] == [width]
    except csv.Error:
        return False


def _are_rows(lines: list[str], delimiter: str, width: int) -> bool:
    """True where the lines of one record are each wide enough for a row of their own (80 % of them, and the first)."""
    wide = [line.count(delimiter) >= width - 1 for line in lines if line.strip()]
    return width > 1 and bool(wide) and wide[0] and sum(wide) >= max(2, 0.8 * len(wide))


def _single(line: str, delimiter: str, width: int, file: str) -> list[str]:
    """One line as a record. A quote opened and not closed holds as many signs as the line has too many."""
    line = line.rstrip("\r\n")
    try:
        if line.count('"') % 2 == 0:
            return next(csv.reader([line], delimiter=delimiter), [])
        place = line.rindex('"')
        before = next(csv.reader([line[:place]], delimiter=delimiter), [])
        rest = line[place + 1 :].split(delimiter)
        surplus = len(before) - 1 + len(rest) - width
        if before and not before[-1] and surplus >= 0:
            return [*before[:-1], delimiter.join(rest[: surplus + 1]), *rest[surplus + 1 :]]
        return next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
    except csv.Error as error:
        raise refusal("not_a_table", file) from error


def _records(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    records: list[list[str]] = []
    lines: list[int] = []
    begin = 1
    for record in reader:
        records.append(record)
        lines.append(begin)
        begin = reader.line_num + 1
    return records, lines
