"""A condition on the rows of a table, as a planner writes it: ``카메라 대수 >= 4 그리고 (목적 = 방범 또는 주소 포함 학교)``.

Nothing is ever executed: the text is read into comparisons, and these are made column by column.

    condition   = both {"or" both}             또는, or, |
    both        = part {"and" part}            그리고, and, &
    part        = ["not"] ( "(" condition ")" | column compare value | column "is empty" )

A column goes by its title or its name, blanks and case aside. Texts are compared without blanks and case; where both sides are
numbers, as numbers. An empty cell meets no comparison but ``≠`` and ``is empty``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.feedback import SILENT, Feedback
from app.search import fold
from app.tables.columns import TableColumn, pieces
from app.tables.texts import folded
from app.tables.typed import number_of, truth_of
from app.words import tr

if TYPE_CHECKING:
    import geopandas
    import numpy

LONGEST, DEEPEST = 2000, 30
SIGNS = {"=": "=", "==": "=", "!=": "≠", "<>": "≠", "≠": "≠", "<": "<", "<=": "≤", "≤": "≤", ">": ">", ">=": "≥", "≥": "≥"}
WORDS = {
    "포함": "has", "contains": "has", "has": "has", "제외": "lacks", "lacks": "lacks", "시작": "begins", "begins": "begins",
    "비어있음": "empty", "empty": "empty", "있음": "given", "given": "given",
}  # fmt: skip
JOINS = {"그리고": "and", "and": "and", "&": "and", "&&": "and", "또는": "or", "or": "or", "|": "or", "||": "or", "아닌": "not", "not": "not"}
ALONE = ("empty", "given")
_TOKEN = re.compile(r"""\s*("(?:[^"]*)"|“[^”]*”|'[^']*'|<=|>=|<>|!=|==|&&|\|\||[=<>≠≤≥()&|]|[^\s=<>≠≤≥()&|"“”'!]+|.)""", re.DOTALL)

_DATED = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True)
class Compare:
    """A column beside a value; ``how``: one of = ≠ < ≤ > ≥ has lacks begins empty given."""

    column: TableColumn
    how: str
    value: str = ""


@dataclass(frozen=True)
class Join:
    """Conditions of which all (``and``), any (``or``) or the one not (``not``) must be met."""

    how: str
    parts: tuple[Compare | Join, ...]


Condition = Compare | Join


def is_condition(text: str) -> bool:
    """True for a text that is meant as a condition and not as words to look for."""
    tokens = [fold(token) for token in _TOKEN.findall(text)]
    return any(token in SIGNS for token in tokens) or any(token in WORDS for token in tokens[1:])


def condition(text: str, columns: Sequence[TableColumn]) -> Condition:
    """Read a condition; BadInput says what is not understood and what could stand there."""
    if len(text) > LONGEST:
        raise BadInput(tr("table.bad.too_long", most=LONGEST))
    plain = text.replace("비어 있음", "비어있음").replace("is empty", "empty")
    reader = _Reader(_TOKEN.findall(plain), columns)
    found = reader.whole(0)
    if reader.at < len(reader.tokens):
        raise BadInput(tr("table.bad.rest", text=reader.tokens[reader.at][:40]))
    return found


def matching(frame: geopandas.GeoDataFrame, wanted: Condition, feedback: Feedback = SILENT) -> numpy.ndarray:
    """True for each row that meets the condition."""
    import numpy

    if isinstance(wanted, Compare):
        return _compared(frame, wanted, feedback)
    parts = [matching(frame, part, feedback) for part in wanted.parts]
    return ~parts[0] if wanted.how == "not" else getattr(numpy, f"logical_{wanted.how}").reduce(parts)


class _Reader:
    def __init__(self, tokens: list[str], columns: Sequence[TableColumn]):
        self.tokens, self.at, self.columns = tokens, 0, columns

    def whole(self, depth: int) -> Condition:
        return self._joined("or", lambda: self._joined("and", lambda: self._part(depth)))

    def _joined(self, how: str, read: Callable[[], Condition]) -> Condition:
        parts = [read()]
        while self._join() == how:
            self.at += 1
            parts.append(read())
        return parts[0] if len(parts) == 1 else Join(how, tuple(parts))

    def _part(self, depth: int) -> Condition:
        if depth > DEEPEST:
            raise BadInput(tr("table.bad.deep"))
        if self._join() == "not":
            self.at += 1
            return Join("not", (self._part(depth + 1),))
        if self._now() == "(":
            self.at += 1
            found = self.whole(depth + 1)
            if self._now() != ")":
                raise BadInput(tr("table.bad.bracket"))
            self.at += 1
            return found
        return self._compare()

    def _compare(self) -> Compare:
        name = self._words(lambda token: token in SIGNS or (fold(token) in WORDS and bool(self._before)))
        column = self._column(name)
        sign = self._now()
        how = SIGNS.get(sign) or WORDS.get(fold(sign))
        if how is None:
            raise BadInput(tr("table.bad.sign", name=column.title))
        self.at += 1
        if how in ALONE:
            return Compare(column, how)
        value = self._words(lambda token: token in SIGNS)
        if not value:
            raise BadInput(tr("table.bad.no_value", name=column.title, sign=sign))
        return _checked(Compare(column, how, value))

    def _words(self, ends: Callable[[str], bool]) -> str:
        found: list[str] = []
        self._before = found
        while (token := self._now()) and token not in "()" and self._join() not in ("and", "or") and not ends(token):
            self.at += 1
            if token[0] in "\"“'" and len(token) > 1:
                found.append(token[1:-1])
            else:
                found.append(token)
        return " ".join(found)

    def _column(self, name: str) -> TableColumn:
        wanted = fold(name)
        found = [column for column in self.columns if wanted and wanted in (fold(column.title), fold(column.name))]
        if not found:
            known = ", ".join(column.title for column in self.columns[:8])
            raise BadInput(tr("table.bad.column", name=name[:40] or "?", known=known))
        return found[0]

    def _now(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def _join(self) -> str:
        return JOINS.get(fold(self._now()), "")


def _checked(wanted: Compare) -> Compare:
    ordered = wanted.how in ("=", "≠", "<", "≤", ">", "≥")
    if ordered and wanted.column.is_number and number_of(wanted.value) is None:
        raise BadInput(tr("table.bad.number", name=wanted.column.title, text=wanted.value[:40]))
    if ordered and wanted.column.type == "truth" and truth_of(wanted.value) is None:
        raise BadInput(tr("table.bad.truth", name=wanted.column.title, yes=tr("table.truth.yes"), no=tr("table.truth.no")))
    return wanted


def _compared(frame: geopandas.GeoDataFrame, wanted: Compare, feedback: Feedback) -> numpy.ndarray:
    import numpy

    series, column, hit = frame[wanted.column.name], wanted.column, numpy.zeros(len(frame), bool)
    wanted_number = number_of(wanted.value)
    if column.is_number and wanted.how in _NUMBERS:
        values = series.to_numpy(float, na_value=numpy.nan)
        with numpy.errstate(invalid="ignore"):
            return _NUMBERS[wanted.how](values, wanted_number)
    test = _text_test(wanted, wanted_number)
    for piece in pieces(len(frame), feedback):
        hit[piece] = [test(cell) for cell in folded(series.array[piece], column)]
    return hit


def _text_test(wanted: Compare, number: float | None) -> Callable[[str], bool]:
    value = fold(wanted.value)
    if wanted.column.type == "truth" and wanted.how in ("=", "≠"):
        value = fold(tr("table.truth.yes" if truth_of(wanted.value) else "table.truth.no"))
    match wanted.how:
        case "empty":
            return lambda cell: not cell
        case "given":
            return bool
        case "has":
            return lambda cell: value in cell
        case "lacks":
            return lambda cell: value not in cell
        case "begins":
            return lambda cell: cell.startswith(value)
        case "=":
            return lambda cell: cell == value or (number is not None and number_of(cell) == number)
        case "≠":
            return lambda cell: not (cell == value or (number is not None and number_of(cell) == number))
    compare = _ORDER[wanted.how]
    said = (lambda cell: cell[: len(value)]) if wanted.how in ("≤", ">") else (lambda cell: cell)

    def test(cell: str) -> bool:
        own = number_of(cell) if number is not None else None
        if own is not None:
            return compare(own, number)
        # A date in a column of texts, or a column of dates: 2020-03 comes after 2020 began.
        dated = wanted.column.type == "date" or number is None or _DATED.match(cell) is not None
        return bool(cell) and dated and compare(said(cell), value)

    return test


_ORDER: dict[str, Callable[[object, object], bool]] = {
    "<": lambda a, b: a < b, "≤": lambda a, b: a <= b, ">": lambda a, b: a > b, "≥": lambda a, b: a >= b,  # type: ignore[operator]
}  # fmt: skip
_NUMBERS: dict[str, Callable] = {"=": lambda a, b: a == b, "≠": lambda a, b: ~(a == b), **_ORDER}
