"""Text tables (CSV, TSV, TXT): which sign parts the fields, and every record with the line it begins on."""

from __future__ import annotations

import csv
import io
from collections import Counter

from app.files import encodings, grids
from app.files.raw import LIMITS, Limits, Raw, refusal

DELIMITERS = (",", "\t", ";", "|")
EXTENSIONS = ("csv", "tsv", "txt", "tab")
_LONGEST_FIELD = 4 << 20
_STRAY_AFTER = 20  # a record over more lines than this has probably lost a closing quote


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
    grid = grids.Grid(file, records, lines, sign)
    for found, key in ((text.broken, "broken_letters"), (text.nuls, "nuls"), (stray, "stray_quote")):
        if found:
            grid.note(key)
    raw = grids.lay_out(grid, header_row=header_row, header_rows=header_rows, limits=limits)
    return _completed(raw, member, format, text.encoding)


def _completed(raw: Raw, member: str, format: str, encoding: str) -> Raw:
    from dataclasses import replace

    return replace(raw, member=member, format=format, encoding=encoding)


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

    Then every line stands for itself, so that one stray quote does not swallow the rows after it.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        records, lines = _records(text, delimiter)
        longest = max((b - a for a, b in zip(lines, lines[1:], strict=False)), default=0)
        if longest <= _STRAY_AFTER and not (text.count('"') % 2 and _ends_open(text, lines)):
            return records, lines, False
    except csv.Error:
        records, lines = [], []
    try:
        single = _line_by_line(text, delimiter)
    except csv.Error as error:
        raise refusal("not_a_table", file) from error
    if records and _regular(records) >= _regular(single[0]):
        return records, lines, False
    return *single, True


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


def _line_by_line(text: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    records: list[list[str]] = []
    lines: list[int] = []
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        record = next(csv.reader([line], delimiter=delimiter), [])
        if record and record[-1].endswith(("\n", "\r")):
            record = next(csv.reader([line], delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
        records.append(record)
        lines.append(number)
    return records, lines


def _ends_open(text: str, lines: list[int]) -> bool:
    """True where the last record runs over several lines although the text has an odd number of quotes."""
    return bool(lines) and lines[-1] < text.count("\n", 0, len(text.rstrip("\r\n"))) + 1


def _regular(records: list[list[str]]) -> int:
    """How many records are as wide as most are."""
    widths = Counter(len(record) for record in records if len(record) > 1)
    return widths.most_common(1)[0][1] if widths else 0
