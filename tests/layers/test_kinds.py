"""Every kind is complete the moment it is listed: keys, words, looks, headers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import layers
from app.catalogue import unjoined
from app.files.coordinates import bare
from app.kinds import LayerKind
from app.words import Words, table
from layers import KINDS

ROOM = Path(layers.__file__).parent
GEOMETRIES = {"Point", "LineString", "Polygon", "Any"}
TYPES = {"text", "number", "integer", "truth", "date"}
SYMBOLS = {
    "circle", "square", "diamond", "triangle", "house", "shield", "hexagon", "dot", "line", "dashed_line", "area", "outline", "cells",
}  # fmt: skip
SERVES = {
    "district", "dong", "walls", "streets", "seen", "light", "refuge", "mailbox", "crime", "residents", "school", "route", "centre", "complaints", "walkers",
    "response", "elevation", "school_equipment", "route_equipment", "barriers", "trees",
}  # fmt: skip
EXCLUSIVE = {"districts", "elevation", "neighborhoods", "buildings", "streets"}
PAPER, NIGHT = "#ffffff", "#12181c"
SYMBOL_CONTRAST = 3.0  # WCAG 2.1, 1.4.11: graphical objects
LETTER_CONTRAST = 4.5  # WCAG 2.1, 1.4.3: text, here the white or black letter inside the symbol

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)


def luminance(color: str) -> float:
    parts = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@every_kind
def test_a_kind_is_described_completely(kind: LayerKind) -> None:
    assert kind.geometry in GEOMETRIES
    assert {column.type for column in kind.columns} <= TYPES
    assert kind.style.symbol in SYMBOLS
    assert set(kind.serves) <= SERVES
    names = [column.name for column in kind.columns]
    assert len(names) == len(set(names))
    assert {*kind.needs, *kind.value_hints} <= set(names)
    assert not kind.style.label or kind.style.label in names
    assert kind.exclusive == (kind.key in EXCLUSIVE)
    assert kind.sensitive == (kind.group == "crime" or kind.key == "complaints")


@every_kind
@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_kind_and_its_columns_have_words(kind: LayerKind, language: str) -> None:
    words = Words(language)
    keys = [f"kind.{kind.key}", f"kind.{kind.key}.help", f"group.{kind.group}", *(f"column.{column.name}" for column in kind.columns)]
    assert [key for key in keys if not words.known(key)] == []
    assert len(words(f"kind.{kind.key}.help")) > len(words(f"kind.{kind.key}"))


@every_kind
def test_a_header_speaks_for_one_column_of_a_kind(kind: LayerKind) -> None:
    headers = [bare(header) for column in kind.columns for header in column.known_as]
    assert sorted({header for header in headers if headers.count(header) > 1}) == []
    assert all(headers)


@every_kind
def test_a_symbol_stands_out_on_paper_and_at_night(kind: LayerKind) -> None:
    style = kind.style
    for color in (style.color, style.fill, style.dark_color, style.dark_fill):
        assert not color or re.fullmatch(r"#[0-9a-f]{6}", color)
    assert style.dark_color
    if kind.geometry == "Point":
        assert contrast(style.color, PAPER) >= SYMBOL_CONTRAST
        assert contrast(style.dark_color, NIGHT) >= SYMBOL_CONTRAST
    if style.letter_ko:
        assert style.letter_en
        assert contrast(style.color, "#ffffff") >= LETTER_CONTRAST
        assert contrast(style.dark_color, "#000000") >= LETTER_CONTRAST


@pytest.mark.parametrize("letter", ["letter_ko", "letter_en"])
def test_no_two_facilities_share_symbol_and_letter(letter: str) -> None:
    looks = [(kind.style.symbol, getattr(kind.style, letter)) for kind in KINDS if kind.geometry == "Point"]
    assert sorted(looks) == sorted(set(looks))


def test_every_file_of_the_room_is_listed_under_its_own_name() -> None:
    assert sorted(kind.key for kind in KINDS) == sorted(path.stem for path in ROOM.glob("*.py") if path.stem != "__init__")


def test_boundaries_are_drawn_first_and_cameras_over_other_facilities() -> None:
    order = [kind.key for kind in KINDS]
    assert order[:2] == ["districts", "neighborhoods"]
    assert order[-2:] == ["cctv", "other"]


def test_words_speak_of_no_kind_that_is_gone() -> None:
    for language in ("ko", "en"):
        spoken = {key.split(".")[1] for key in table(language) if key.startswith("kind.")}
        assert spoken - unjoined() == {kind.key for kind in KINDS}


@every_kind
def test_the_manual_tells_of_a_kind_and_every_header_it_knows(kind: LayerKind) -> None:
    manual = (ROOM.parent / "docs" / "manual" / "kinds.md").read_text(encoding="utf-8")
    page = next(part for part in manual.split("\n## ") if f"\n`{kind.key}`, " in part)
    assert [header for column in kind.columns for header in (f"`{column.name}`", *column.known_as) if header not in page] == []
