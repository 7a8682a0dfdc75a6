"""Headings as Korean files write them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.analysis.headings import Heading, parse

ALL_ROUND = Heading(all_round=True)
UNKNOWN = Heading()


@pytest.mark.parametrize(
    "text",
    ["360도전방면", "360전방면", "360도 전방면", "360도 전방향", "회전형", "PTZ", "사방", "스피드돔", "동서남북", "고정3, 회전1", "전방면"],
)
def test_words_for_all_round_are_all_round(text: str) -> None:
    assert parse(text) == ALL_ROUND


@pytest.mark.parametrize(
    "text",
    [None, float("nan"), "", "  ", "단방향", "정면 90도", "하단부", "반경 30~150미터 이내(기종따라 다름)", "고정형", "전방", "역삼동", "동대문 방면", "서울역 방향"],
)
def test_what_names_no_bearing_stays_unknown(text: object) -> None:
    assert parse(text) == UNKNOWN


@pytest.mark.parametrize(
    ("text", "bearings"),
    [
        ("북", (0.0,)), ("북동쪽", (45.0,)), ("동북", (45.0,)), ("남서 방향", (225.0,)), ("동, 서", (90.0, 270.0)), ("북/남동", (0.0, 135.0)),
        ("135도", (135.0,)), ("0°, 90°", (0.0, 90.0)), ("방위각 270", (270.0,)), ("NE", (45.0,)), ("북북서측", (337.5,)), ("동 동", (90.0,)),
        ("고정형 서쪽", (270.0,)),
    ],
)  # fmt: skip
def test_compass_words_and_degrees_are_bearings(text: str, bearings: tuple[float, ...]) -> None:
    assert parse(text) == Heading(bearings_deg=bearings)


def test_a_bare_number_or_a_full_turn_is_no_bearing() -> None:
    assert parse("90") == UNKNOWN
    assert parse("400도") == UNKNOWN


def test_every_text_of_the_real_files_is_read_as_meant(shared_data: Path) -> None:
    texts: dict[str, bool] = {}
    for path in sorted((shared_data / "cctv").glob("*CCTV_20*.csv")):
        with path.open(encoding="cp949", newline="") as lines:
            for row in csv.DictReader(lines):
                text = row["촬영방면정보"]
                texts[text] = parse(text).all_round
                assert not parse(text).bearings_deg
    assert {text for text, all_round in texts.items() if all_round} == {"360도전방면", "360전방면", "360도 전방향", "360도 전방면"}
    assert len(texts) > 80
