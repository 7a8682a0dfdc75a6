"""How old a file's data are: from a column that says so, else from the file's name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas

SAYS_SO = ("데이터기준일자", "데이터기준일", "기준일자", "기준일", "작성일자", "자료기준일", "데이터갱신일자")

_IN_NAMES = (
    re.compile(r"(?<!\d)(?P<y>19[89]\d|20\d{2})[-._년 ]?(?P<m>0[1-9]|1[0-2])[-._월 ]?(?P<d>0[1-9]|[12]\d|3[01])(?:일|\d{6})?(?!\d)"),
    re.compile(r"(?<!\d)(?P<yy>[0-4]\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>19[89]\d|20\d{2})[-._년 ]?(?P<m>0[1-9]|1[0-2])(?:월)?(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>19[89]\d|20\d{2})(?!\d)"),
)


def from_name(name: str) -> str:
    """The last date in a file's name as ISO text (``20200227``, ``241231``, ``2023-05``, ``2019``); "" where there is none."""
    for pattern in _IN_NAMES:
        found = list(pattern.finditer(name))
        if found:
            parts = found[-1].groupdict()
            year = parts.get("y") or f"20{parts['yy']}"
            return "-".join(part for part in (year, parts.get("m"), parts.get("d")) if part)
    return ""


def of_data(name: str, rows: pandas.DataFrame) -> str:
    """The newest date of the column that states it, else the date in the name, else ""."""
    from app.files.values import dates, text

    for header in rows.columns:
        if str(header).replace(" ", "") in SAYS_SO:
            stated = [date for date in dates(text(rows[header].drop_duplicates()))[0] if date]
            if stated:
                return max(stated)
    return from_name(name)
