"""Excel workbooks (XLSX, XLSM, XLS): every sheet with cells is a table; merged header cells are filled."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from app.errors import BadInput
from app.feedback import SILENT, Feedback
from app.files import archives, grids
from app.files.raw import LIMITS, Limits, Raw, refusal

EXTENSIONS = ("xlsx", "xlsm", "xls")
_CELL = re.compile(rb'\br="([A-Z]{1,4})(\d{1,8})"')
_MERGED_CELLS = 2_000_000  # cells of merged areas that are looked at; a sheet with more is not made by a person


def read(
    data: bytes, *, file: str, member: str = "", wanted: str = "", format: str = "xlsx", header_row: int | None = None,
    header_rows: int | None = None, limits: Limits = LIMITS, feedback: Feedback = SILENT,
) -> tuple[Raw, ...]:  # fmt: skip
    """A Raw for each sheet with cells (only the one called ``wanted``, if given); BadInput for a broken or locked workbook.

    ``member`` is the workbook's own place in an archive; a sheet is then ``member/sheet``.
    """
    book = _open(data, file, limits)
    raws = []
    names = [name for name in book.sheet_names if not wanted or name == wanted]
    many = len(book.sheet_names) > 1
    for index, name in enumerate(names):
        feedback.step(index / len(names), name)
        cells = _cells(book, name, file, limits)
        grid = grids.Grid(file, cells, list(range(1, len(cells) + 1)))
        if not any("".join(row).strip() for row in cells):
            continue
        raw = grids.lay_out(grid, header_row=header_row, header_rows=header_rows, limits=limits)
        place = "/".join(part for part in (member, name if many else "") if part)
        raws.append(replace(raw, member=place, format=format, delimiter=""))
    if not raws and not wanted:
        raise refusal("empty_workbook", file)
    return tuple(raws)


def _open(data: bytes, file: str, limits: Limits) -> Any:
    import python_calamine

    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refusal("locked_workbook", file)
        if "WordDocument".encode("utf-16-le") in data or "FileHeader".encode("utf-16-le") in data:
            raise refusal("document", file)
    elif data[:2] == b"PK":
        check_parts(data, file, limits)
    else:
        raise refusal("broken_workbook", file)
    with _guarded(file):
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))


class _guarded:
    """Whatever the workbook parser meets in spoilt bytes, even its own panic, becomes one sentence."""

    def __init__(self, file: str):
        self.file = file

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if error is None or isinstance(error, (BadInput, KeyboardInterrupt, SystemExit, GeneratorExit)):
            return
        locked = "password" in str(error).lower() or "Password" in type(error).__name__
        raise refusal("locked_workbook" if locked else "broken_workbook", self.file) from error


def check_parts(data: bytes, file: str, limits: Limits) -> None:
    """Look at every part of an XLSX before it is opened: no bomb, no entities, no sheet that claims billions of cells."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            archives.check(package, file, limits, packed=len(data), nested=True)
            if "[Content_Types].xml" not in package.namelist():
                raise refusal("not_a_workbook", file)
            for info in package.infolist():
                if info.filename.lower().endswith((".xml", ".rels")):
                    _check_part(package.read(info), info.filename, file, limits)
    except archives.BROKEN as error:
        raise refusal("broken_workbook", file) from error


def _check_part(part: bytes, name: str, file: str, limits: Limits) -> None:
    from app.files.markup import has_entities

    if has_entities(part):
        raise refusal("entities", file)
    if "worksheets/" not in name:
        return
    rows = columns = 0
    for letters, number in set(_CELL.findall(part)):
        rows, columns = max(rows, int(number)), max(columns, _column_number(letters))
    if columns > limits.columns and rows * columns > limits.cells // 100:
        raise refusal("too_many_columns", file, columns=f"{columns:,}", limit=f"{limits.columns:,}")
    if rows * columns > limits.cells:
        raise refusal("too_many_cells", file, rows=f"{rows:,}", columns=f"{columns:,}")


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cells(book: Any, name: str, file: str, limits: Limits) -> list[list[str]]:
    """The texts of a sheet from its first cell A1 on, merged areas filled."""
    with _guarded(file):
        sheet = book.get_sheet_by_name(name)
        values = sheet.to_python(skip_empty_area=False)
        merged = sheet.merged_cell_ranges or []
    if values and len(values) * len(values[0]) > limits.cells:
        raise refusal("too_many_cells", file, rows=f"{len(values):,}", columns=f"{len(values[0]):,}")
    rows = [[_text(value) for value in row] for row in values]
    _fill(rows, merged)
    return rows


def _fill(rows: list[list[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Write the text of a merged area into all its cells, but not a title's or a note's across the whole table."""
    width = max(map(len, rows), default=0)
    budget = _MERGED_CELLS
    for (top, left), (bottom, right) in merged:
        bottom, right = min(bottom, len(rows) - 1), min(right, width - 1)
        size = (bottom - top + 1) * (right - left + 1)
        if size < 2 or right - left + 1 > max(2, 0.6 * width) or size > budget:
            continue
        budget -= size
        value = rows[top][left] if top < len(rows) and left < width else ""
        for r in range(top, bottom + 1):
            for c in range(left, right + 1):
                rows[r][c] = rows[r][c] or value


def _text(value: object) -> str:
    """A cell as text: 12 not 12.0, dates as 2020-02-27, nothing of a formula but its value."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ") if value.time() != datetime.time() else value.date().isoformat()
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else "" if value is None else str(value)
