"""Opening hours as Korean lists write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.study.walking.hours import open_at

ALWAYS, DAY, NIGHT, UNKNOWN, NEVER = (True, True, True), (True, False, False), (False, True, True), (None, None, None), (False, False, False)
WRITTEN = {
    "24시간": ALWAYS, "연중무휴 24시간": ALWAYS, "24시간(연중무휴)": ALWAYS, "00:00~24:00": ALWAYS, "00:00~00:00": ALWAYS, "24/7": ALWAYS,
    "365일 24시간": ALWAYS, "상시": ALWAYS, "상시운영": ALWAYS, "24H": ALWAYS, "평일 24시간, 주말 휴무": ALWAYS,
    "09:00~22:00": DAY, "평일 09:00-18:00, 토 10:00-14:00": DAY, "09시~18시": DAY, "오전 9시~오후 10시": DAY, "0900~1800": DAY,
    "월~금 09:00~18:00 토 09:00~13:00": DAY, "09:00 ~ 18:00(월~금)": DAY, "매주 월요일 휴관 09:00~18:00": DAY, "화~일 10:00~19:00": DAY,
    "연중무휴, 09:00~23:00": DAY, "매월 첫째 수요일 휴관, 09:00~18:00": DAY, "10am-10pm": DAY, "화,수,목 10:00~20:00": DAY,
    "18:00~06:00": NIGHT, "18:00 ~ 익일 06:00(평일)": NIGHT, "야간 18시부터 06시까지": NIGHT,
    "매일 07:00~익일 02:00": (True, True, False), "평일 11:00~익일 03:30, 주말 휴무": ALWAYS, "정오~자정": (True, True, False),
    "평일 09:00~18:00 (점심시간 12:00~14:30 제외)": NEVER, "주말 10:00~18:00": NEVER, "토,일 10:00~15:00": NEVER, "토 10:00-14:00, 일 휴무": NEVER,
    "연중무휴": UNKNOWN, "": UNKNOWN, "미정": UNKNOWN, "일출~일몰": UNKNOWN, "02-123-4567": UNKNOWN, "문의": UNKNOWN,
}  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_hours_are_read_as_they_are_written(text: str) -> None:
    assert tuple(open_at(text, hour) for hour in (14.0, 23.0, 3.0)) == WRITTEN[text]


def test_yes_is_always_and_no_or_nothing_says_nothing_of_the_day() -> None:
    assert [open_at(value, 14.0) for value in (True, False, None, float("nan"))] == [True, None, None, None]


def test_the_opening_minute_is_open_and_the_closing_minute_is_not() -> None:
    assert [open_at("09:30~18:00", hour) for hour in (9.49, 9.5, 17.99, 18.0)] == [False, True, True, False]
    assert open_at("18:00~06:00", 24.0) is True


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 47), st.integers(0, 47), st.floats(0, 23.99))
def test_hours_and_the_hours_between_them_share_the_day(start: int, end: int, hour: float) -> None:
    def clock(half: int) -> str:
        return f"{half // 2:02}:{half % 2 * 30:02}"

    if start != end:
        assert open_at(f"{clock(start)}~{clock(end)}", hour) is not open_at(f"{clock(end)}~{clock(start)}", hour)


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="0123456789:~-시분평일월토주말휴무익오전후,. ()/", max_size=24), st.floats(0, 24))
def test_no_text_is_too_odd_to_be_read(text: str, hour: float) -> None:
    assert open_at(text, hour) in (True, False, None)
