"""Sorting, finding, conditions, sums and typed values of a table."""

from __future__ import annotations

import math

import numpy
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point
from window_pieces import layer

from app.errors import BadInput
from app.feedback import Cancelled, Feedback
from app.tables import as_tsv, cell_text, columns_of, condition, containing, is_condition, matching, order, sums, typed
from app.words import speak

NAMES = ["가로등 10", "가로등 2", "", "나무등 1", "가로등 2"]


def lamps():
    return layer(
        "other", [Point(n, 0) for n in range(5)], name=NAMES, 높이=[5.0, math.nan, 4.0, 1200.5, -1.0],
        대수=pandas.array([1, 2, None, 4, 5], dtype="Int64"), 켜짐=[True, False, True, False, True], 설치=["2020-03", "2019", "", "2021-01-05", "x"],
    )  # fmt: skip


LAMPS = lamps()
COLUMNS = columns_of(LAMPS)
BY_NAME = {column.name: column for column in COLUMNS}


def test_the_columns_of_the_kind_come_first_and_the_shapes_are_none() -> None:
    assert [(column.name, column.type, column.ours) for column in COLUMNS] == [
        ("name", "text", True), ("높이", "number", False), ("대수", "integer", False), ("켜짐", "truth", False), ("설치", "text", False)]  # fmt: skip


def test_texts_are_sorted_as_one_counts_and_empty_ones_come_last_either_way() -> None:
    assert order(LAMPS.frame, "name").tolist() == [1, 4, 0, 3, 2]
    assert order(LAMPS.frame, "name", descending=True).tolist() == [3, 0, 1, 4, 2]


def test_numbers_are_sorted_by_size() -> None:
    assert order(LAMPS.frame, "높이").tolist() == [4, 2, 0, 3, 1]
    assert order(LAMPS.frame, "대수", descending=True).tolist() == [4, 3, 1, 0, 2]
    assert order(LAMPS.frame, "켜짐").tolist() == [1, 3, 0, 2, 4]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=6)), max_size=12), st.booleans())
def test_sorting_loses_no_row(texts: list, descending: bool) -> None:
    frame = pandas.DataFrame({"a": pandas.Series(texts, dtype=object)})
    assert sorted(order(frame, "a", descending).tolist()) == list(range(len(texts)))


def test_work_on_a_table_can_be_stopped() -> None:
    feedback = Feedback()
    feedback.stop()
    with pytest.raises(Cancelled):
        order(LAMPS.frame, "name", feedback=feedback)


def test_every_word_must_stand_in_some_cell_of_the_row() -> None:
    assert containing(LAMPS.frame, COLUMNS, "가로등2").tolist() == [False, True, False, False, True]
    assert containing(LAMPS.frame, COLUMNS, "등 2021").tolist() == [False, False, False, True, False]
    assert containing(LAMPS.frame, COLUMNS, "1200.5").tolist() == [False, False, False, True, False]
    assert containing(LAMPS.frame, COLUMNS, " ").all()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("높이 >= 4", [0, 2, 3]), ("높이 < 0", [4]), ("높이 = 1,200.5", [3]), ("높이 ≠ 5", [1, 2, 3, 4]), ("대수 비어 있음", [2]), ("대수 given", [0, 1, 3, 4]),
        ("이름 = 가로등2", [1, 4]), ("이름 = '가로등 2'", [1, 4]), ("name 포함 등", [0, 1, 3, 4]), ("이름 시작 나무", [3]), ("이름 제외 등", [2]),
        ("이름 포함 가로등 그리고 대수 > 1", [1, 4]), ("이름 시작 나무 또는 대수 = 1", [0, 3]), ("아닌 (이름 포함 가로등 and 대수 > 1)", [0, 2, 3]),
        ("이름=가로등2 또는 이름=나무등1 그리고 대수=5", [1, 4]), ("켜짐 = 아니오", [1, 3]), ("켜짐 != yes", [1, 3]), ("설치 >= 2020", [0, 3]),
        ("설치 < 2020", [1]), ("대수 empty or 대수 is empty", [2]),
    ],
)  # fmt: skip
def test_a_condition_finds_its_rows(text: str, rows: list[int]) -> None:
    speak("ko")
    assert is_condition(text) and numpy.flatnonzero(matching(LAMPS.frame, condition(text, COLUMNS))).tolist() == rows


@pytest.mark.parametrize(
    "text",
    ["높이 >", "높이", "= 3", "없는열 = 3", "높이 = 많이", "(높이 > 3", "높이 > 3)", "높이 > 3 대수 > 4", "켜짐 = 아마", "(" * 60 + "높이 = 1", "높이 = 1 " * 400,
     "높이 = __import__('os')", "높이 > 1; 대수 > 2", "그리고"],
)  # fmt: skip
def test_what_is_not_understood_gets_a_sentence(text: str) -> None:
    with pytest.raises(BadInput) as trouble:
        condition(text, COLUMNS)
    assert str(trouble.value).endswith(".") or "{" not in str(trouble.value)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="높이대수이름 ()=<>&|\"'그리고또는포함12ab\n", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        assert len(matching(LAMPS.frame, condition(text, COLUMNS))) == 5
    except BadInput as trouble:
        assert str(trouble)


def test_words_alone_are_no_condition() -> None:
    assert not is_condition("학교 앞") and not is_condition("포함")


def test_sums_leave_out_what_is_no_number() -> None:
    endless = layer("other", [Point(0, 0)] * 4, name=["a", "", None, "b"], v=[1.0, math.inf, math.nan, 4.0])
    columns = {column.name: column for column in columns_of(endless)}
    found = sums(endless.frame, columns["v"], numpy.arange(4))
    assert (found.rows, found.count, found.sum, found.mean, found.least, found.most) == (4, 2, 5.0, 2.5, 1.0, 4.0)
    assert sums(endless.frame, columns["name"], numpy.arange(4)).count == 2
    assert sums(endless.frame, columns["v"], numpy.empty(0, int)).sum is None


def test_a_copy_for_a_spreadsheet_has_headings_one_line_a_row_and_no_formula() -> None:
    speak("ko")
    spoilt = layer("other", [Point(0, 0)] * 3, name=["=HYPERLINK(\"x\")", "a\tb\nc", "-1"], v=[1.0, 2.5, math.nan])
    text = as_tsv(spoilt.frame, columns_of(spoilt), numpy.array([0, 1, 2]))
    assert text == "이름\tv\n'=HYPERLINK(\"x\")\t1\na b c\t2.5\n-1\t\n"


def test_a_cell_is_told_in_one_line() -> None:
    speak("ko")
    assert [cell_text(value, BY_NAME["켜짐"]) for value in (True, None)] == ["예", ""]
    assert cell_text(1e300, BY_NAME["높이"]) == "1e+300" and cell_text(3.0, BY_NAME["대수"]) == "3" and cell_text(math.inf, BY_NAME["높이"]) == "inf"
    assert cell_text("a" * 1000, BY_NAME["name"]) == "a" * 300 + "…"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("높이", " 1,234.5 ", 1234.5), ("대수", "3.0", 3), ("높이", "", None), ("켜짐", "예", True), ("켜짐", "x", False), ("name", " <b>x</b> ", "<b>x</b>")],
)  # fmt: skip
def test_what_is_typed_has_the_type_of_its_column(name: str, text: str, value: object) -> None:
    speak("ko")
    assert typed(LAMPS, BY_NAME[name], text) == value


@pytest.mark.parametrize(("name", "text"), [("높이", "높음"), ("높이", "nan"), ("높이", "1e999"), ("대수", "2.5"), ("켜짐", "글쎄"), ("name", "x" * 3000)])
def test_what_cannot_stand_in_a_cell_gets_a_sentence(name: str, text: str) -> None:
    with pytest.raises(BadInput):
        typed(LAMPS, BY_NAME[name], text)


def test_values_of_a_device_stay_within_its_range_and_dates_are_read_as_written() -> None:
    cctv = layer("cctv", [Point(0, 0)], name=["a"], tilt_deg=[10.0], installed=["2015-07"])
    columns = {column.name: column for column in columns_of(cctv)}
    with pytest.raises(BadInput):
        typed(cctv, columns["tilt_deg"], "120")
    assert typed(cctv, columns["installed"], "2026.3.1") == "2026-03-01"
    with pytest.raises(BadInput):
        typed(cctv, columns["installed"], "곧")
