"""Text out of a cell, made into the number, date or truth a kind's column asks for."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from app.kinds import Column

if TYPE_CHECKING:
    import numpy
    import pandas

# What people write into a cell that is meant to be empty.
EMPTY = frozenset({"", "-", "--", "—", "–", ".", "nan", "none", "null", "n/a", "na", "nat", "해당없음", "해당 없음", "미상", "없음"})
LONGEST_EMPTY = max(map(len, EMPTY))
YES = frozenset({"y", "yes", "true", "t", "1", "1.0", "o", "유", "예", "있음", "설치", "운영", "가능", "정상", "작동", "점등", "사용", "연계", "상시"})
NO = frozenset({"n", "no", "false", "f", "0", "0.0", "x", "무", "아니오", "아니요", "없음", "미설치", "미운영", "불가", "고장", "미작동", "미사용", "미연계"})
# No camera, lamp or bell of today is older; a spreadsheet turns the year 2015 into July 1905.
FIRST_YEAR, LAST_YEAR = 1950, 2100

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_UNIT_AFTER = re.compile(r"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))\s*(?P<unit>%|[^\d\s.].{0,11})?")
_DATES = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?:(?P<H>\d{2})(?P<M>\d{2})(?:\d{2})?)?"),
    re.compile(r"(?P<y>\d{4})(?P<m>0[1-9]|1[0-2])"),
    re.compile(r"(?P<y>\d{4})(?:\.0|년)?"),
    re.compile(
        r"(?P<y>\d{4})\s*[-./년]\s*(?P<m>\d{1,2})(?:\s*[-./월]\s*(?P<d>\d{1,2})?\s*[.일]?)?"
        r"(?:[T\s]+(?P<H>\d{1,2})(?:[:시]\s*(?P<M>\d{1,2}))?.*)?"
    ),
    re.compile(r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4})(?:\s+(?P<H>\d{1,2}):(?P<M>\d{2})(?::\d{2})?\s*(?P<half>[AaPp][Mm])?)?"),
    re.compile(r"'?(?P<yy>\d{2})\s*[-./년]\s*(?P<m>\d{1,2})(?:\s*[-./월]\s*(?P<d>\d{1,2})?\s*[.일]?)?"),
)


def text(values: pandas.Series) -> numpy.ndarray:
    """Each cell as stripped text in composed form, "" where it is empty; an object array as long as ``values``."""
    import numpy as np

    return np.array([_clean(cell) for cell in values.tolist()] + [""], dtype=object)[:-1]


def _clean(cell: object) -> str:
    if not isinstance(cell, str):
        if cell is None or cell != cell or str(cell) in ("<NA>", "NaT"):
            return ""
        cell = _plain(cell)
    written = cell.strip()
    return written if written.isascii() else unicodedata.normalize("NFC", written)


def _plain(cell: object) -> str:
    """A cell that is no text, as a person would write it: 3.0 is 3."""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell)


def empty(cells: numpy.ndarray) -> numpy.ndarray:
    """True where a cell of `text` says nothing (blank, a dash, ``nan``, 해당없음)."""
    import numpy as np

    return np.fromiter((not cell or (len(cell) <= LONGEST_EMPTY and cell.casefold() in EMPTY) for cell in cells), bool, len(cells))


def numbers(cells: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Numbers of the cells (NaN where empty or unreadable) and which were written but unreadable.

    Understood: ``1,395``, blanks inside, full-width digits, a unit behind (``4대``), ``79%`` as 0.79, ``200만`` as 2,000,000.
    """
    import numpy as np

    try:  # The usual column is plain, and plain columns are large.
        found = np.array([cell if cell else "nan" for cell in cells], dtype="U32").astype(float) if len(cells) else np.empty(0)
        if not any(len(cell) > 31 for cell in cells):
            found[np.isinf(found)] = np.nan
            return found, np.zeros(len(cells), bool)
    except ValueError:
        pass
    seen: dict[str, float] = {}
    found = np.full(len(cells), np.nan)
    for row, cell in enumerate(cells):
        if cell not in seen:
            seen[cell] = _number(cell)
        found[row] = seen[cell]
    return found, np.isnan(found) & ~empty(cells)


def _number(cell: str) -> float:
    written = unicodedata.normalize("NFKC", cell).replace(",", "").replace(" ", "").replace("−", "-").lstrip("약₩")
    if _NUMBER.fullmatch(written):
        return float(written)
    whole = _UNIT_AFTER.fullmatch(written)
    if whole is None:
        return float("nan")
    value, unit = float(whole["number"]), whole["unit"] or ""
    if unit == "%":
        return value / 100
    if unit.startswith("만"):
        return value * 10_000
    # "3-5" or "12번지 3" is no number with a unit.
    return float("nan") if re.search(r"\d", unit) else value


def truths(cells: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """True, False or None for each cell (Y/N, 유/무, O/X, 설치/미설치, 24시간 ...), and which were unreadable."""
    import numpy as np

    found = np.array([_truth(cell.casefold()) for cell in cells] + [None], dtype=object)[:-1]
    return found, np.array([value is None for value in found], dtype=bool) & ~empty(cells)


def _truth(cell: str) -> bool | None:
    if cell in NO or cell.startswith(("미", "불")):
        return False
    return True if cell in YES or "24시간" in cell else None


def dates(cells: numpy.ndarray) -> tuple[numpy.ndarray, numpy.ndarray]:
    """Dates as ISO texts as exact as they were written (``2015``, ``2015-07``, ``2015-07-01``, ``2015-07-01T13:44``).

    Unreadable or impossible ones (before 1950: a year a spreadsheet took for a day count) are "" and marked in the second array.
    """
    import numpy as np

    seen = {cell: _date(cell) for cell in set(cells.tolist())}
    found = np.array([seen[cell] for cell in cells] + [""], dtype=object)[:-1]
    return found, np.array([value == "" for value in found], dtype=bool) & ~empty(cells)


def _date(cell: str) -> str:
    written = unicodedata.normalize("NFKC", cell).strip()
    for pattern in _DATES:
        parts = pattern.fullmatch(written)
        if parts is not None:
            iso = _iso(parts.groupdict())
            if iso:
                return iso
    return ""


def _iso(parts: dict[str, str | None]) -> str:
    year = int(parts["y"]) if parts.get("y") else 2000 + int(parts["yy"] or 0)
    month, day = int(parts.get("m") or 0), int(parts.get("d") or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR or month > 12 or day > 31 or (parts.get("m") and not month):
        return ""
    iso = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
    if not day or parts.get("H") is None:
        return iso
    hour, half = int(parts["H"] or 0), (parts.get("half") or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    minute = int(parts.get("M") or 0)
    return iso if hour > 24 or minute > 59 or (hour, minute) == (0, 0) else f"{iso}T{hour % 24:02d}:{minute:02d}"


def fit(values: pandas.Series, column: Column) -> tuple[numpy.ndarray, int]:
    """A file's column as the kind's ``column`` wants it, and how many written cells could not be read so (they stay empty).

    number: float; integer: int where all are known, else float with NaN; truth: True/False/None; date and text: text, None if
    empty. ``default`` fills what is empty; ``scale`` is applied unless a cell is visibly in our unit already.
    """
    import numpy as np

    cells = text(values)
    if column.type in ("number", "integer"):
        found, bad = numbers(cells)
        return _numeric(found, cells, column), int(bad.sum())
    if column.type == "truth":
        found, bad = truths(cells)
    elif column.type == "date":
        found, bad = dates(cells)
    else:
        found, bad = np.where(empty(cells) & (cells != "없음"), "", cells), np.zeros(len(cells), bool)
    filled = np.array([column.default if value is None or value == "" else value for value in found] + [None], dtype=object)[:-1]
    return filled, int(bad.sum())


def _numeric(found: numpy.ndarray, cells: numpy.ndarray, column: Column) -> numpy.ndarray:
    import numpy as np

    if column.scale != 1.0:
        in_our_unit = np.fromiter(("만" in cell for cell in cells), bool, len(cells)) | (np.abs(found) >= max(column.scale, 10.0))
        found = np.where(in_our_unit, found, found * column.scale)
    if column.default is not None:
        found = np.where(np.isnan(found), float(column.default), found)  # type: ignore[arg-type]
    if column.type == "integer":
        found = np.round(found)
        whole = len(found) and (np.abs(found) < 2**53).all()
        return found.astype(np.int64) if whole else found
    return found
