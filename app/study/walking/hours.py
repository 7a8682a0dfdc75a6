"""When a place is open: the free text of Korean lists, read for an hour of an ordinary weekday.

An ordinary weekday: what holds on at least three of Monday to Friday. What cannot be read is unknown (None), never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DAY_H = 24.0
ENOUGH_DAYS = 3
_WEEK = "월화수목금토일"
_EVERY, _WORKING, _WEEKEND, _HOLIDAY = frozenset(range(7)), frozenset(range(5)), frozenset((5, 6)), frozenset((7,))
_WORDS: tuple[tuple[str, frozenset[int]], ...] = (
    (r"매일|365\s*일|연중무휴|연중|상시|전일|daily|every\s*day", _EVERY),
    (r"평일|주중|근무일|weekdays?", _WORKING),
    (r"주말|weekends?", _WEEKEND),
    (r"법정\s*공휴일|공휴일|휴일|명절|holidays?", _HOLIDAY),
)
_ALWAYS = re.compile(r"24\s*(?:시간?(?!\s*\d|\s*[~\-–∼〜부까])|h(?:ours?|rs?)?\b|/\s*7)|종일|always|(?<!\w)상시(?!\s*\d)", re.IGNORECASE)
_SHUT = re.compile(r"휴무|휴관|휴점|미운영|운영\s*안|폐쇄|폐점|closed|쉼|쉽니다", re.IGNORECASE)
_ROUND = re.compile(r"24\s*/\s*7")
_SOMETIMES = re.compile(r"첫|둘|셋|넷|번째|격주|매월|\d\s*주|마지막")
_BREAK = re.compile(r"휴게|점심|브레이크|break|제외", re.IGNORECASE)
_TIME = r"(익일|다음\s*날|오전|오후|새벽|밤|저녁|아침|정오|자정|am|pm)?\s*(?:(\d{1,2})(?:\s*[:시.：]\s*(\d{2})?\s*분?)?\s*(am|pm)?)"
_NOON = r"(정오|자정)"
_TO = r"\s*(?:[~\-–—∼〜～]|부터|에서|to)\s*"
_SPAN = re.compile(rf"(?<![\d:\-])(?:{_TIME}|{_NOON}){_TO}(?:{_TIME}|{_NOON})(?!\d|[:\-]\d)", re.IGNORECASE)
_PACKED = re.compile(r"(?<!\d)([01]\d|2[0-4])([0-5]\d)\s*[~\-–—∼〜～]\s*([01]\d|2[0-4])([0-5]\d)(?!\d)")
_DAYS = re.compile(
    rf"(?P<first>[{_WEEK}])(?:요일)?\s*[~\-–∼〜]\s*(?P<last>[{_WEEK}])(?:요일)?(?![가-힣])"
    rf"|(?<![가-힣\d])(?P<list>[{_WEEK}](?:요일)?(?:\s*[·,/.]?\s*[{_WEEK}](?:요일)?)*)(?![가-힣])"
)


def open_at(text: object, hour: float) -> bool | None:
    """Whether a place with these hours is open at ``hour`` (0 to 24) of an ordinary weekday; None where the text does not say.

    The opening minute belongs to the hours, the closing minute does not. A plain yes (open day and night) is True, a plain no
    says nothing of the day and gives None, as a blank does. Hours that run past midnight count on the day after as well.
    """
    if isinstance(text, bool):
        return True if text else None
    if text is None or text != text:
        return None
    rules = tuple(_rules(str(text)))
    if not any(rule.what != "break" for rule in rules):
        return None
    hour %= DAY_H
    return sum(_open_on(rules, day, hour) for day in sorted(_WORKING)) >= ENOUGH_DAYS


@dataclass(frozen=True)
class _Rule:
    """One piece of a text: on these days open (``open``), not open at all (``shut``), or shut again for a while (``break``)."""

    what: str
    days: frozenset[int]
    spans: tuple[tuple[float, float], ...] = ()


def _open_on(rules: tuple[_Rule, ...], day: int, hour: float) -> bool:
    shut = frozenset(number for rule in rules if rule.what == "shut" for number in rule.days)

    def within(what: str) -> bool:
        return any(
            rule.what == what and which in rule.days - shut and any(start <= hour + later < end for start, end in rule.spans)
            for rule in rules
            for which, later in ((day, 0.0), ((day - 1) % 7, DAY_H))
        )

    return within("open") and not within("break")


def _rules(text: str) -> Iterator[_Rule]:
    """The pieces of a text; days that are named hold until others are."""
    days = _EVERY
    for clause in _clauses(_PACKED.sub(r"\1:\2~\3:\4", _ROUND.sub("24시간", text))):
        named, times = _named(clause), tuple(_times(clause))
        if _SHUT.search(clause):
            # Now and then (every second Wednesday) is no ordinary day.
            if named and not _SOMETIMES.search(clause):
                yield _Rule("shut", named)
            if times:
                yield _Rule("open", days, times)
            continue
        days = named or days
        if _BREAK.search(clause) and times:
            yield _Rule("break", days, times)
        elif times:
            yield _Rule("open", days, times)
        elif _ALWAYS.search(clause):
            yield _Rule("open", days, ((0.0, DAY_H),))


def _clauses(text: str) -> list[str]:
    """The text in pieces that each speak of some days: cut at signs, and before the name of a day that follows hours."""
    rough = re.split(r"[,;\n\r|/]|\s및\s|[()\[\]]|(?<=\d)\s+(?=평일|주말|토|일요일|공휴일|휴일|매주)", text)
    joined: list[str] = []
    for piece in rough:
        # "토, 일 10:00~14:00": days that wait for their hours.
        if joined and _named(joined[-1]) and not re.search(r"\d", joined[-1]) and not _SHUT.search(joined[-1]) and _named(piece):
            joined[-1] += f"·{piece}"
        else:
            joined.append(piece)
    return [piece for piece in joined if piece.strip()]


def _named(clause: str) -> frozenset[int] | None:
    """The days a clause names (0 Monday .. 6 Sunday, 7 holidays); None where it names none."""
    found: frozenset[int] = frozenset()
    rest = clause
    for pattern, days in _WORDS:
        if re.search(pattern, rest, re.IGNORECASE):
            found |= days
            rest = re.sub(pattern, " ", rest, flags=re.IGNORECASE)
    for match in _DAYS.finditer(rest):
        if match["first"]:
            first, last = _WEEK.index(match["first"]), _WEEK.index(match["last"])
            found |= frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
        else:
            found |= frozenset(_WEEK.index(letter) for letter in match["list"] if letter in _WEEK and letter != "요")
    return found or None


def _times(clause: str) -> Iterator[tuple[float, float]]:
    """The hours in a clause; those that end before they begin run past midnight, equal ones all day."""
    for match in _SPAN.finditer(clause):
        start = _hour(*match.group(1, 2, 3, 4, 5))
        end = _hour(*match.group(6, 7, 8, 9, 10))
        if start is None or end is None:
            continue
        if re.match(r"익일|다음", match.group(6) or "") and end < DAY_H:
            end += DAY_H
        yield start, end if end > start else end + DAY_H


def _hour(before: str | None, hour: str | None, minute: str | None, after: str | None, named: str | None) -> float | None:
    if named:
        return 12.0 if named == "정오" else DAY_H
    if hour is None:
        return None
    value = int(hour) + int(minute or 0) / 60.0
    half = f"{before or ''}{after or ''}".lower()
    if value > DAY_H:
        return None
    if re.search(r"오후|저녁|pm", half) or ("밤" in half and value >= 6.0):
        return value if value >= 12.0 else value + 12.0
    if re.search(r"오전|새벽|아침|am|밤", half) and value >= 12.0:
        return value - 12.0
    return value
