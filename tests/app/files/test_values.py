"""Cells as people write them, and what the kinds' columns get."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.files import dates, values
from app.kinds import Column


def cells(*written: object) -> np.ndarray:
    return values.text(pd.Series(written, dtype=object))


def test_numbers_are_read_with_separators_units_shares_and_full_width_digits() -> None:
    found, bad = values.numbers(cells("1,395", "4대", "79%", "200만", "１２", " 2.5 m", "-3", "1e3"))
    assert found.tolist() == [1395, 4, 0.79, 2_000_000, 12, 2.5, -3, 1000]
    assert not bad.any()


def test_dashes_and_blanks_are_empty_and_words_are_unreadable() -> None:
    found, bad = values.numbers(cells("-", "", None, float("nan"), "해당없음", "많음", "3-5"))
    assert np.isnan(found).all()
    assert bad.tolist() == [False] * 5 + [True, True]


def test_dates_keep_the_exactness_they_were_written_with() -> None:
    found, _ = values.dates(cells("2015", "2015-07", "201507", "20150701", "2018.6.22", "2019년 5월 3일", "'19.5.", "2022.0"))
    assert found.tolist() == ["2015", "2015-07", "2015-07", "2015-07-01", "2018-06-22", "2019-05-03", "2019-05", "2022"]


def test_times_are_kept_and_american_dates_are_turned() -> None:
    found, _ = values.dates(cells("04/27/2016 01:44:00 PM", "2025/04/11 16:04", "2019-01-01T19:50:00Z", "2008-06-23 10:39:58"))
    assert found.tolist() == ["2016-04-27T13:44", "2025-04-11T16:04", "2019-01-01T19:50", "2008-06-23T10:39"]


def test_a_year_that_a_spreadsheet_took_for_a_day_count_is_no_date() -> None:
    found, bad = values.dates(cells("1905-07", "2019-13", "2019-00"))
    assert found.tolist() == ["", "", ""]
    assert bad.all()


def test_truths_are_read_in_both_languages() -> None:
    found, bad = values.truths(cells("Y", "n", "유", "무", "설치", "미설치", "24시간", "O", "X", "", "글쎄"))
    assert found.tolist() == [True, False, True, False, True, False, True, True, False, None, None]
    assert bad.tolist() == [False] * 10 + [True]


def test_pixels_are_scaled_unless_they_are_in_pixels_already() -> None:
    column = Column("pixels_px", type="number", scale=10_000.0)
    found, bad = values.fit(pd.Series(["200", "200만", "2000000", "고화질"]), column)
    assert found[:3].tolist() == [2_000_000.0] * 3
    assert np.isnan(found[3])
    assert bad == 1


def test_defaults_fill_what_is_empty() -> None:
    lamps, _ = values.fit(pd.Series(["2", "", None]), Column("lamps", type="integer", default=1))
    open_24h, _ = values.fit(pd.Series(["", "N"]), Column("open_24h", type="truth", default=True))
    assert lamps.tolist() == [2, 1, 1]
    assert lamps.dtype == np.int64
    assert open_24h.tolist() == [True, False]


def test_an_integer_column_with_holes_keeps_the_holes() -> None:
    found, _ = values.fit(pd.Series(["3", ""]), Column("cameras", type="integer"))
    assert found[0] == 3
    assert np.isnan(found[1])


@pytest.mark.parametrize("column_type", ["text", "number", "integer", "truth", "date"])
def test_an_empty_column_gives_an_empty_array(column_type: str) -> None:
    found, bad = values.fit(pd.Series([], dtype=object), Column("x", type=column_type))
    assert len(found) == 0
    assert bad == 0


def test_letters_are_composed() -> None:
    assert cells("\u1100\u1161\u11bc\u1102\u1161\u11b7")[0] == "강남"  # written in parts, as some systems store names


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(st.text(max_size=12), st.none(), st.floats(), st.integers()), max_size=8))
def test_whatever_stands_in_a_cell_is_read_or_counted_and_never_an_error(written: list[object]) -> None:
    column = pd.Series(written, dtype=object)
    for column_type in ("text", "number", "integer", "truth", "date"):
        found, bad = values.fit(column, Column("x", type=column_type))
        assert len(found) == len(written)
        assert 0 <= bad <= len(written)


@settings(deadline=None, max_examples=100)
@given(st.floats(-1e9, 1e9, allow_nan=False))
def test_a_number_survives_thousands_separators(number: float) -> None:
    found, bad = values.numbers(cells(f"{number:,.4f}"))
    assert found[0] == pytest.approx(round(number, 4), abs=1e-4)
    assert not bad[0]


@pytest.mark.parametrize(
    ("name", "date"),
    [
        ("서울특별시_강남구_CCTV_20200227", "2020-02-27"), ("CCTV 설치현황_241231", "2024-12-31"), ("2023_관서별_5대범죄", "2023"),
        ("5대+범죄+발생현황_20230102224619", "2023-01-02"), ("인구_2019년11월", "2019-11"), ("nlsp_021001003", ""), ("schoolzone", ""),
        ("12_04_09_E_안전비상벨위치정보", ""),
    ],
)  # fmt: skip
def test_the_date_in_a_file_name_is_found(name: str, date: str) -> None:
    assert dates.from_name(name) == date


def test_a_column_that_states_the_date_goes_before_the_name() -> None:
    rows = pd.DataFrame({"이름": ["a", "b"], "데이터기준일자": ["2019-01-01", "2020-02-27"]})
    assert dates.of_data("목록_20210101", rows) == "2020-02-27"
