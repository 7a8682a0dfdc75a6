"""Finding by name, number and coordinates."""

from __future__ import annotations

import pytest
from window_pieces import X, Y, quarter

from app.search import NOTHING, find, names, spot

KNOWN = names(quarter().layers)


@pytest.mark.parametrize(
    ("text", "title"),
    [("서동", "서동"), ("가로길", "가로길"), ("방범-002", "방범-002"), ("첫째", "첫째 부스"), ("첫째부스", "첫째 부스"), ("시험빌딩", "시험빌딩")],
)
def test_a_thing_is_found_by_what_it_is_called(text: str, title: str) -> None:
    assert find(KNOWN, text)[0].title == title


def test_areas_and_streets_come_before_addresses_that_mention_them() -> None:
    found = find(KNOWN, "가로길")
    assert next(place.kind for place in found) == "streets" and "cctv" in [place.kind for place in found]


def test_a_street_of_several_pieces_is_one_place() -> None:
    assert [place.box_m for place in find(KNOWN, "가로길") if place.kind == "streets"] == [(X - 190, Y, X + 190, Y)]


def test_every_word_must_be_there_and_nothing_is_found_for_nothing() -> None:
    assert find(KNOWN, "방범 없음") == [] and find(KNOWN, "  ") == [] and find(NOTHING, "가") == []


def test_single_crimes_cannot_be_searched() -> None:
    from shapely import Point
    from window_pieces import layer

    crimes = layer("crime_points", [Point(X, Y)], type=["절도"], at=["2026-01-01"], until=[""], weight=[1.0])
    assert len(names([crimes])) == 0


@pytest.mark.parametrize("text", ["37.5665, 126.978", "126.978 37.5665", "198056, 551884"])
def test_two_numbers_are_a_spot(text: str) -> None:
    x, y = spot(text)
    assert abs(x - 198056) < 30 and abs(y - 551884) < 300


@pytest.mark.parametrize("text", ["", "12길 3", "37.5", "1, 2", "1 2 3"])
def test_other_texts_are_no_spot(text: str) -> None:
    assert spot(text) is None


def test_a_device_is_found_by_the_number_its_agency_gave_it_and_by_its_address() -> None:
    from shapely import Point
    from window_pieces import layer

    known = names([layer("cctv", [Point(X, Y), Point(X + 1, Y), None], name=["가", "나", "다"], 관리번호=["M-17", "M-18", "M-19"], address=["시험로 5", None, ""])])
    assert [place.row for place in find(known, "m-18")] == [1] and find(known, "시험로5")[0].title == "가"
    assert find(known, "M-19") == []


def test_names_that_begin_with_the_words_come_before_names_that_only_hold_them() -> None:
    from shapely import Point
    from window_pieces import layer

    known = names([layer("other", [Point(n, 0) for n in range(300)], name=[*(f"옛 학교 {n}" for n in range(299)), "학교 앞"])])
    assert find(known, "학교", 1)[0].title == "학교 앞" and len(find(known, "학교")) == 8


def test_what_stands_in_a_name_breaks_no_line() -> None:
    from shapely import Point
    from window_pieces import layer

    known = names([layer("other", [Point(0, 0), Point(1, 0)], name=["가\n나\t다", "<b>라</b>"])])
    assert [place.row for place in find(known, "가나다")] == [0] and [place.row for place in find(known, "라</b>")] == [1]
