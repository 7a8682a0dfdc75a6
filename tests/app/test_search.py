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
    assert names([crimes]).places == ()


@pytest.mark.parametrize("text", ["37.5665, 126.978", "126.978 37.5665", "198056, 551884"])
def test_two_numbers_are_a_spot(text: str) -> None:
    x, y = spot(text)
    assert abs(x - 198056) < 30 and abs(y - 551884) < 300


@pytest.mark.parametrize("text", ["", "12길 3", "37.5", "1, 2", "1 2 3"])
def test_other_texts_are_no_spot(text: str) -> None:
    assert spot(text) is None
