"""Strangers' texts on paper."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from app.output.paper_text import BREAK, breakable, drawable, printable, without_controls
from tests.app.output_pieces import HOSTILE


def test_signs_that_no_face_has_become_one_small_square() -> None:
    assert printable("골목 😀😀 길") == "골목 □ 길"


def test_control_characters_line_breaks_and_turns_of_direction_are_gone() -> None:
    assert printable("가\u0000나\n다\u202e라") == "가나 다라"


def test_broken_halves_of_signs_are_gone() -> None:
    assert printable("x\ud800y") == "xy"


def test_a_name_that_is_too_long_is_cut_with_a_sign_of_it() -> None:
    assert printable("가" * 500, 10) == "가" * 9 + "…"


def test_korean_in_pieces_is_joined() -> None:
    assert printable("\u1100\u1161") == "가"


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=60))
def test_whatever_comes_in_every_sign_that_comes_out_can_be_drawn(text: str) -> None:
    assert all(drawable(sign) for sign in printable(text))


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(max_size=80), st.sampled_from(HOSTILE)))
def test_places_to_break_change_nothing_else(text: str) -> None:
    plain = without_controls(text).replace(BREAK, "")
    assert breakable(plain).replace(BREAK, "") == plain


def test_a_long_run_of_letters_can_break() -> None:
    assert max(len(part) for part in breakable("A" * 500).split(BREAK)) <= 14
    assert BREAK in breakable("12_04_09_E_안전비상벨")


def test_a_number_is_never_broken_at_its_point() -> None:
    assert breakable("₩45.8 million in file.csv") == "₩45.8 million in file.\u200bcsv"
