"""Tables that name areas instead of places (population, crime counts): found, laid out one row an area, joined to boundaries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.files import areas as known_areas
from app.files import places, values
from app.files.areas import DISTRICT, DONG, Known, Name, named
from app.files.coordinates import bare

if TYPE_CHECKING:
    import numpy
    import pandas

PERIODS = ("기간", "연도", "년도", "시점", "기준연도", "기준년도", "기준연월", "기준년월", "year", "period", "년월")
JOIN = " + "
TRANSPOSED = "|||"
# Seoul's districts with two police stations: neither station's area is the district.
SHARED_STATIONS = frozenset(("중부", "남대문", "종로", "혜화", "성북", "종암", "은평", "서부", "서초", "방배", "강남", "수서"))
_STATION = re.compile(r"(?:서울)?([가-힣]{2,3}?)(?:경찰)?서")
_CODE_WORD = re.compile(r"코드|code|cd$|_cd|^id$|adm|sgg|sig", re.IGNORECASE)
_DISTRICT_WORD = re.compile(r"(?:[가-힣]{2,7}\s+)?(?:[가-힣]{1,4}시\s+)?[가-힣]{1,5}[시군구]")


@dataclass(frozen=True)
class Key:
    """Which columns say where and when: headers, "" where there is none. ``across``: the areas are the columns themselves."""

    district: str = ""
    dong: str = ""
    code: str = ""
    period: str = ""
    category: str = ""
    across: tuple[str, ...] = ()
    stations: bool = False

    def __str__(self) -> str:
        """The key as a proposal shows and keeps it."""
        return TRANSPOSED if self.across else JOIN.join(dict.fromkeys(part for part in (self.district, self.dong, self.code) if part))


@dataclass(frozen=True)
class Wide:
    """One row an area: ``names`` of the areas, ``rows`` all text, ``source`` the file's rows behind each, ``reasons`` (a key of
    words, "" for none) a row of the file, ``period`` the one taken."""

    names: tuple[Name, ...]
    rows: pandas.DataFrame
    source: tuple[numpy.ndarray, ...]
    reasons: numpy.ndarray = field(repr=False)
    period: str = ""


def find(headers: Sequence[str], rows: pandas.DataFrame, *, only: str = "") -> Key | None:
    """The area key of a table, or None where rows are not areas. ``only``: headers a planner chose, as `Key` prints them."""
    chosen = only.split(JOIN) if only and only != TRANSPOSED else list(headers)
    across = tuple(header for header in headers if _is_district(header))
    if len(across) >= 5 and len(across) >= 0.5 * len(headers):
        return Key(across=across)
    cells = {header: values.text(rows[header]) for header in chosen if header in rows}
    district, dong, code, stations = _roles(cells)
    if not (district or dong or code):
        return None
    period = next((header for header in headers if bare(header) in {bare(name) for name in PERIODS}), "")
    key = Key(district, dong, code, period, stations=stations)
    category = _category(key, headers, rows)
    return None if category is None else Key(district, dong, code, period, category, stations=stations)


def _is_district(cell: str) -> bool:
    return _DISTRICT_WORD.fullmatch(cell.strip()) is not None and bool(named(cell).district) and not cell.startswith("자치구")


def _roles(cells: dict[str, numpy.ndarray]) -> tuple[str, str, str, bool]:
    """Headers of the district, dong and code columns, and whether the districts are police stations."""
    district = dong = code = ""
    stations = False
    for header, column in cells.items():
        written = [cell for cell in dict.fromkeys(column.tolist()) if cell and cell.lower() not in places.TOTALS]
        if not written:
            continue
        parsed = [named(cell) for cell in written]
        share = sum(name.level == DONG and bool(name.dong) for name in parsed) / len(written)
        share_gu = sum(bool(name.district) and not name.dong for name in parsed) / len(written)
        share_code = sum(bool(known_areas.canonical(cell)) for cell in written) / len(written)
        levels = sum(bool(name.level or name.province) for name in parsed) / len(written)
        if (share >= 0.6 or (share >= 0.2 and levels >= 0.8)) and not dong:
            dong = header
        elif share_gu >= 0.6 and not district and all(_is_district(cell) or places.plain(cell) in places.SEOUL for cell in written[:5]):
            district = header
        elif share_code >= 0.9 and not code and (_CODE_WORD.search(header) or all(len(cell) in (7, 8, 10) for cell in written)):
            # A number of people may look like the five digits of a district; then only the header tells.
            code = header
        elif not district and sum(bool(_STATION.fullmatch(cell)) for cell in written) >= 0.9 * len(written) and len(written) > 4:
            district, stations = header, True
    if code and (district or dong) and not _CODE_WORD.search(code):
        code = ""
    return district, dong, code, stations


def _category(key: Key, headers: Sequence[str], rows: pandas.DataFrame) -> str | None:
    """The column that tells the rows of one area apart ("" where none is needed), or None where the rows are not areas."""
    import pandas as pd

    by = list(dict.fromkeys(part for part in (key.district, key.dong, key.code, key.period) if part))
    wanted = rows[~_totals(key, rows)]
    if not len(wanted):
        return "" if len(rows) else None

    def repeats(columns: list[str]) -> float:
        return float(wanted[columns].duplicated().mean())

    if repeats(by) <= 0.1:
        return ""
    several = wanted[by].drop_duplicates()
    for header in headers:
        # A category is found again in most areas; what differs in every row is a name, not a category.
        again = len(wanted) / max(1, wanted[header].nunique()) >= max(1.5, 0.5 * len(several))
        if header not in by and len(several) > 1 and again and repeats([*by, header]) <= 0.02:
            numeric = values.numbers(values.text(pd.Series(wanted[header].unique(), dtype=object)))[1]
            if numeric.any():
                return header
    return None


def _totals(key: Key, rows: pandas.DataFrame) -> numpy.ndarray:
    """True for rows whose area is a sum of others (합계, 소계, 서울시)."""
    import numpy as np

    finest = key.dong or key.district or key.code
    cells = values.text(rows[finest])
    found = np.fromiter((not cell or places.plain(cell).lower() in places.TOTALS for cell in cells), bool, len(cells))
    if key.dong and key.district:
        found |= np.fromiter((places.plain(cell) in places.TOTALS for cell in values.text(rows[key.district])), bool, len(cells))
    return found


def widen(headers: Sequence[str], rows: pandas.DataFrame, key: Key) -> Wide:
    """One row an area out of the table: newest period, categories side by side, areas in columns turned into rows."""
    import numpy as np

    reasons = np.full(len(rows), "", dtype=object)
    if key.across:
        return _turn(headers, rows, key, reasons)
    reasons[_totals(key, rows)] = "import.aside.total"
    period = ""
    if key.period:
        stated = values.text(rows[key.period])
        period = max((cell for cell in stated if cell and places.plain(cell) not in places.TOTALS), default="")
        reasons[(stated != period) & (reasons == "")] = "import.aside.older_period"
    parsed = _names(rows, key)
    if any(name.level == DONG for name in parsed):
        # Provinces, districts and dongs below each other: only the finest are no sums.
        for row, name in enumerate(parsed):
            if name.level != DONG and not reasons[row]:
                reasons[row] = "import.aside.total"
    kept = np.flatnonzero(reasons == "")
    groups: dict[Name, list[int]] = {}
    for row in kept:
        groups.setdefault(parsed[row], []).append(row)
    if not key.category:
        for extra in (row for found in groups.values() for row in found[1:]):
            reasons[extra] = "import.aside.same_area"
        groups = {name: found[:1] for name, found in groups.items()}
    sources = tuple(np.array(found, dtype=int) for found in groups.values())
    return Wide(tuple(groups), _side_by_side(headers, rows, key, sources), sources, reasons, period)


def _names(rows: pandas.DataFrame, key: Key) -> list[Name]:
    count = len(rows)
    district = values.text(rows[key.district]).tolist() if key.district else [""] * count
    dong = values.text(rows[key.dong]).tolist() if key.dong else [""] * count
    code = values.text(rows[key.code]).tolist() if key.code else [""] * count
    return [_name(*cells, key.stations) for cells in zip(district, dong, code, strict=True)]


def _name(district: str, dong: str, code: str, station: bool) -> Name:
    if station:
        found = _STATION.fullmatch(district)
        return Name("서울", f"{found[1]}구" if found else district)
    gu, small = named(district), named(dong, dong=True) if dong else Name()
    return Name(small.province or gu.province, small.district or gu.district, small.dong or gu.dong, small.code or gu.code or known_areas.canonical(code))


def _side_by_side(headers: Sequence[str], rows: pandas.DataFrame, key: Key, sources: Sequence[numpy.ndarray]) -> pandas.DataFrame:
    import pandas as pd

    first = rows.iloc[[found[0] for found in sources]].reset_index(drop=True)
    if not key.category:
        return first
    fixed = [header for header in headers if header != key.category and _constant(rows, header, sources)]
    wide = {header: first[header].tolist() for header in fixed}
    categories = values.text(rows[key.category])
    for category in dict.fromkeys(categories[row] for found in sources for row in found):
        at = [next((row for row in found if categories[row] == category), None) for found in sources]
        for header in headers:
            if header not in fixed and header != key.category:
                column = rows[header].tolist()
                wide[f"{header} ({category})"] = ["" if row is None else column[row] for row in at]
    return pd.DataFrame(wide, dtype=object)


def _constant(rows: pandas.DataFrame, header: str, sources: Sequence[numpy.ndarray]) -> bool:
    column = rows[header].to_numpy(dtype=object)
    return all((column[found] == column[found[0]]).all() for found in sources)


def _turn(headers: Sequence[str], rows: pandas.DataFrame, key: Key, reasons: numpy.ndarray) -> Wide:
    import numpy as np
    import pandas as pd

    labels = [header for header in headers if header not in key.across]
    last = labels[-1] if labels else ""
    titles = values.text(rows[last]).tolist() if last else [str(row + 1) for row in range(len(rows))]
    groups = values.text(rows[labels[0]]).tolist() if len(labels) > 1 else [""] * len(rows)
    repeated = {title for title in titles if titles.count(title) > 1}
    titles = [f"{group} {title}" if title in repeated and group else title for group, title in zip(groups, titles, strict=True)]
    turned = rows[list(key.across)].T.reset_index(drop=True)
    turned.columns = _unique(titles)
    everything = np.arange(len(rows))
    return Wide(tuple(named(header) for header in key.across), pd.DataFrame(turned, dtype=object), (everything,) * len(key.across), reasons)


def _unique(titles: Sequence[str]) -> list[str]:
    seen: dict[str, int] = {}
    result = []
    for title in titles:
        seen[title] = seen.get(title, 0) + 1
        result.append(title if seen[title] == 1 else f"{title} ({seen[title]})")
    return result


def join(wide: Wide, key: Key, known: Known | None, *, district: str = "") -> tuple[numpy.ndarray, numpy.ndarray]:
    """For each area of the table the row of ``known.areas`` (-1: none) and the reason (a key of words) where there is none.

    ``district``: the district the file speaks of, for dongs named without one.
    """
    import numpy as np

    found = np.full(len(wide.names), -1, dtype=int)
    reasons = np.full(len(wide.names), "", dtype=object)
    other_office = known is not None and known.better_by_twin(wide.names)
    for row, name in enumerate(wide.names):
        if key.stations and name.district[:-1] in SHARED_STATIONS:
            reasons[row] = "import.aside.station"
        elif known is None or name.level not in known.levels:
            reasons[row] = f"import.aside.no_{name.level}s" if name.level in (DISTRICT, DONG) else "import.aside.no_area"
        else:
            found[row] = known.find(name, district=district, by_twin=other_office)
            if found[row] < 0:
                reasons[row] = "import.aside.station" if key.stations else "import.aside.area_unknown"
    return found, reasons
