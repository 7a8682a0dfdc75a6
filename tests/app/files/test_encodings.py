"""Encodings: found without asking, kept where chosen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import BadInput
from app.files import encodings

KOREAN = "이름,주소,위도\n골목 입구,서울특별시 관악구 봉천동 12-3,37.48\n공원 앞,신림동,37.47\n"


@pytest.mark.parametrize(
    ("codec", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("cp949", "cp949"), ("euc-kr", "cp949"), ("utf-16", "utf-16"),
     ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32")],
)  # fmt: skip
def test_korean_text_is_read_in_whatever_it_was_written(codec: str, found: str) -> None:
    text = encodings.decode(KOREAN.encode(codec), "a.csv")
    assert (text.text, text.encoding, text.broken) == (KOREAN, found, 0)


def test_utf16_big_endian_with_a_mark_is_read() -> None:
    assert encodings.decode(b"\xfe\xff" + KOREAN.encode("utf-16-be"), "a.csv").text == KOREAN


def test_letters_only_cp949_has_are_read() -> None:
    assert encodings.decode("이름\n똠방각하\n펲시\n".encode("cp949"), "a.csv").text == "이름\n똠방각하\n펲시\n"


def test_a_text_cut_in_the_middle_of_a_letter_keeps_the_rest() -> None:
    text = encodings.decode(KOREAN[:-12].encode() + "끝".encode()[:2], "a.csv")
    assert text.encoding == "utf-8"
    assert text.broken == 1
    assert text.text.startswith("이름,주소,위도\n골목 입구")


def test_one_spoilt_byte_does_not_turn_cp949_into_nonsense() -> None:
    data = (KOREAN * 30).encode("cp949")
    text = encodings.decode(data + b"\xff,1,2\n", "a.csv")
    assert text.encoding == "cp949"
    assert text.broken == 1


def test_korean_that_begins_far_below_a_plain_start_is_still_read() -> None:
    text = "id,name\n" + "1,plain\n" * 60_000 + KOREAN * 5
    assert encodings.decode(text.encode("cp949"), "a.csv") == encodings.Text(text, "cp949")


def test_zeros_between_letters_are_left_out_and_counted() -> None:
    text = encodings.decode(KOREAN.encode().replace("골목".encode(), b"\0" + "골목".encode()), "a.csv")
    assert (text.text, text.nuls) == (KOREAN, 1)


def test_western_accents_are_not_taken_for_korean() -> None:
    assert encodings.decode("name,city\nJosé,Málaga\n".encode("cp1252"), "a.csv").text == "name,city\nJosé,Málaga\n"


def test_a_chosen_encoding_is_obeyed_and_an_unknown_one_refused() -> None:
    assert encodings.decode("é".encode("latin-1"), "a.csv", "latin-1").text == "é"
    with pytest.raises(BadInput):
        encodings.decode(b"a", "a.csv", "klingon")


def test_noise_is_no_text() -> None:
    with pytest.raises(BadInput):
        encodings.decode(bytes(range(256)) * 20, "a.csv")


@settings(deadline=None, max_examples=60)
@given(
    st.text(st.sampled_from("가나다라마바사아자차카타파하골목길서울특별시관악구0123456789,.\n abcXYZ"), min_size=12, max_size=200),
    st.sampled_from(["utf-8", "utf-8-sig", "cp949", "utf-16"]),
)
def test_what_is_written_in_a_korean_encoding_comes_back(text: str, codec: str) -> None:
    text = "번호,이름\n1,가로등\n" + text
    assert encodings.decode(text.encode(codec), "a.csv").text == text
