"""Which of an area table's columns is the count, the residents, the women living alone: by the words in its headers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.files import places, values
from app.files.coordinates import bare
from app.files.recognise import CRIMES, Match, map_columns, recognise
from app.kinds import LayerKind

if TYPE_CHECKING:
    import numpy

    from app.files.area_tables import Key, Wide

JOIN = " + "
_ONE_PERSON = re.compile(r"1\s*인\s*가구")
_ONE_SEX = ("남", "남자", "남성", "여", "여자", "여성")
# Children are younger than this in the road traffic act (references 4).
CHILD_TO = 13
_TOTALS = (*places.TOTALS, "총인구", "전연령")


def measure(name: str, wide: Wide, key: Key, kinds: Sequence[LayerKind]) -> Match:
    """The kind of an area table called ``name``, and its columns by the headers of ``wide``; a sum is ``A + B``."""
    headers = [str(header) for header in wide.rows.columns]
    match = recognise(name, headers, wide.rows, kinds, shape="", area=True)
    kind = next((kind for kind in kinds if kind.key == match.kind), None)
    if kind is None or not kind.by_area:
        return Match("other", match.confidence, ())
    return Match(match.kind, match.confidence, columns(kind, name, wide, key))


def columns(kind: LayerKind, name: str, wide: Wide, key: Key) -> tuple[tuple[str, str], ...]:
    """The columns of a kind in an area table; those that name the area and the period come from the key, not from here."""
    given = (key.district, key.dong, key.code, key.period)
    headers = [str(header) for header in wide.rows.columns if header not in given]
    cells = {header: values.text(wide.rows[header]) for header in headers}
    wanted = {column.name for column in kind.columns}
    if "count" in wanted:
        counted = _count(headers, cells)
        return (("count", counted),) if counted else ()
    if "women_alone" in wanted and (_ONE_PERSON.search(name) or any(_ONE_PERSON.search(header) for header in headers)):
        alone = _women_alone(name, headers)
        return (("women_alone", alone),) if alone else ()
    found = dict(map_columns(kind, headers, cells, whole_name=name))
    if "children" in wanted and (years := _children(headers)):
        found.setdefault("children", years)
    if "residents" in found and _is_part(found["residents"]):
        del found["residents"]
    for column, marks in (("residents", ("계", "합계")), ("women", ("여자", "여"))):
        by_sex = next((header for header in headers for mark in marks if header.endswith(f"({mark})")), "")
        if key.category and by_sex and column in wanted:
            found[column] = by_sex
    return tuple((column.name, found[column.name]) for column in kind.columns if column.name in found and not column.name.startswith("area_"))


def _children(headers: Sequence[str]) -> str:
    """The columns of every year of age below 13, both sexes together, as a sum; "" where one is missing."""
    ages: dict[int, str] = {}
    for header in headers:
        words = [bare(word) for word in re.split(r"[|()\s_]+", header) if word]
        age = next((int(found[1]) for word in words if (found := re.fullmatch(r"(\d{1,3})세", word))), None)
        if age is not None and not any(word in _ONE_SEX for word in words):
            ages.setdefault(age, header)
    return JOIN.join(ages[age] for age in range(CHILD_TO)) if all(age in ages for age in range(CHILD_TO)) else ""


def _count(headers: Sequence[str], cells: dict[str, numpy.ndarray]) -> str:
    """The column of all crimes recorded; where each crime has its own, their sum."""
    numeric = [header for header in headers if not values.numbers(cells[header])[1].any() and not re.search("검거|인원|율$", header)]
    crimes = [header for header in numeric if any(crime in header for crime in CRIMES)]
    recorded = [header for header in crimes if "발생" in header] or crimes
    totals = [header for header in numeric if header not in crimes and any(bare(word) in _TOTALS for word in _words(header))]
    whole = [header for header in totals if "발생" in header] or totals
    if whole:
        return whole[0]
    if recorded:
        # A table of all crimes by type names more than the words known here.
        return JOIN.join(recorded if len(recorded) >= 0.5 * len(numeric) else numeric)
    return numeric[0] if numeric else ""


def _women_alone(name: str, headers: Sequence[str]) -> str:
    for header in headers:
        words = [bare(word) for word in _words(header)]
        women = any(word in ("여자", "여성", "여") for word in words)
        rest = [word for word in words if word not in ("여자", "여성", "여") and not re.fullmatch(r"\d{4}년?", word)]
        if women and all(word in _TOTALS or _ONE_PERSON.search(word) for word in rest):
            return header
    if "여자" in name or "여성" in name:
        return next((header for header in headers if bare(header) in _TOTALS), "")
    return ""


def _words(header: str) -> list[str]:
    return [word for word in re.split(r"[|()\s]+", header) if word]


def _is_part(header: str) -> bool:
    return re.search(r"남자|여자|청년|\d+\s*[~-]\s*\d+|\d+세", header) is not None
