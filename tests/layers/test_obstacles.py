"""Walls, fences and trees are known on import, and what is none of them is not taken for one."""

from __future__ import annotations

import io

import pandas as pd
import pytest

from app.files import recognise
from layers import KINDS


def found(name: str, shape: str, text: str) -> recognise.Match:
    table = pd.read_csv(io.StringIO(text), sep=r"\s+", dtype=str)
    return recognise.recognise(name, list(table.columns), table, KINDS, shape=shape)


@pytest.mark.parametrize(
    ("name", "shape", "text", "expected", "columns"),
    [
        ("강남구 담장 현황", "LineString", "담장종류 담장높이\n벽돌담장 1.8", "barriers", {"type": "담장종류", "height_m": "담장높이"}),
        ("옹벽현황", "LineString", "옹벽명 옹벽높이\n역삼옹벽 4.5", "barriers", {"height_m": "옹벽높이"}),
        ("fences", "LineString", "barrier see_through\nfence no", "barriers", {"type": "barrier", "see_through": "see_through"}),
        ("export", "LineString", "시설구분 높이 투시형\n울타리 1.5 Y", "barriers", {"see_through": "투시형"}),
        ("서울시 가로수 위치정보", "Point", "수종 수고 수관폭\n은행나무 9 5", "trees", {"name": "수종", "height_m": "수고", "crown_m": "수관폭"}),
        ("hedges", "Polygon", "species dense\n회양목 yes", "trees", {"dense": "dense"}),
    ],
)
def test_walls_fences_and_trees_are_known(name: str, shape: str, text: str, expected: str, columns: dict[str, str]) -> None:
    match = found(name, shape, text)
    assert match.kind == expected
    assert {column: header for column, header in match.mapping if column in columns} == columns


@pytest.mark.parametrize(
    ("name", "shape", "text", "expected"),
    [
        ("도시녹지", "Polygon", "녹지명\n역삼녹지", "parks"),
        ("roads", "LineString", "roadClass width name\nlocal 4 역삼로", "streets"),
        ("buildings", "Polygon", "id height label kind\n1 15 101동 apartments", "buildings"),
    ],
)
def test_what_only_resembles_them_is_not_taken_for_one(name: str, shape: str, text: str, expected: str) -> None:
    assert found(name, shape, text).kind == expected
