"""Text tables: delimiter, header, rows with their lines, and what is no row."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import BadInput
from app.files import tables
from app.files.raw import Limits, Raw


def read(text: str, **how: object) -> Raw:
    return tables.read(text.encode(), file="표.csv", **how)  # type: ignore[arg-type]


def cells(raw: Raw) -> list[list[str]]:
    return raw.rows.to_numpy().tolist()


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_the_delimiter_is_found(sign: str) -> None:
    raw = read(sign.join(["이름", "위도", "경도"]) + "\n" + sign.join(["가, 나" if sign != "," else "가", "37.5", "127.0"]) + "\n")
    assert raw.delimiter == sign
    assert raw.headers == ("이름", "위도", "경도")


def test_each_row_knows_the_line_it_begins_on_even_after_a_line_break_in_a_cell() -> None:
    raw = read('이름,설명,수\n가,"두\n줄",1\n\n나,한 줄,2\n')
    assert cells(raw) == [["가", "두\n줄", "1"], ["나", "한 줄", "2"]]
    assert raw.lines.tolist() == [2, 5]


def test_quotes_within_quotes_and_formulas_stay_text() -> None:
    raw = read('이름,메모,수\n"가 ""큰"" 길","=cmd()|\'/c calc\'!A0",3\n')
    assert cells(raw) == [['가 "큰" 길', "=cmd()|'/c calc'!A0", "3"]]


def test_title_and_unit_above_the_header_are_kept_but_are_no_rows() -> None:
    raw = read("서울시 CCTV 현황,,,\n,,,(단위: 대)\n구분,총계,2020년,2021년\n종로구,\"1,772\",200,43\n중구,\"2,333\",361,289\n")
    assert (raw.header_row, raw.header_rows, raw.above) == (3, 1, ("서울시 CCTV 현황", "(단위: 대)"))
    assert raw.headers == ("구분", "총계", "2020년", "2021년")
    assert raw.rows["총계"].tolist() == ["1,772", "2,333"]


def test_a_header_of_several_lines_is_joined_and_merged_cells_are_filled() -> None:
    raw = read("기간,지역,교통사고,,보행,\n,,발생,사망,발생,사망\n2009,종로구,38,1,4,-\n,중구,33,-,35,5\n")
    assert raw.header_rows == 2
    assert raw.headers == ("기간", "지역", "교통사고 | 발생", "교통사고 | 사망", "보행 | 발생", "보행 | 사망")


def test_a_header_of_years_is_a_header() -> None:
    raw = read("장소,2016,2017,2018\n행운동,79%,88%,68%\n신사동,59%,58%,62%\n")
    assert raw.headers == ("장소", "2016", "2017", "2018")
    assert len(raw.rows) == 2


def test_a_table_without_header_loses_no_row() -> None:
    raw = read("359192.3,570510.8,2016-01-01\n356347.3,576182.5,2016-01-03\n")
    assert (raw.header_row, len(raw.rows), raw.lines.tolist()) == (0, 2, [1, 2])
    assert raw.headers == ("열 1", "열 2", "열 3")


def test_a_first_row_with_blank_numbers_is_a_row() -> None:
    raw = read("이름,위도,경도\n좌표 없음,,\n가,37.1,127.1\n나,37.2,127.2\n")
    assert (raw.header_rows, len(raw.rows)) == (1, 3)


def test_a_planner_may_say_where_the_header_is() -> None:
    text = "머리말,x,y\n이름,위도,경도\n가,37.1,127.1\n"
    assert read(text, header_row=2).headers == ("이름", "위도", "경도")
    assert len(read(text, header_row=0).rows) == 3


def test_totals_are_set_aside_wherever_they_stand() -> None:
    raw = read("자치구,동,인구\n합계,소계,300\n종로구,소계,120\n종로구,사직동,70\n종로구,삼청동,50\n중구,소계,180\n중구,명동,180\n")
    assert raw.rows["동"].tolist() == ["사직동", "삼청동", "명동"]
    assert [(row.line, row.reason) for row in raw.unusable] == [(2, "readers.totals_row"), (3, "readers.totals_row"), (6, "readers.totals_row")]
    assert raw.unusable[0].row == "합계,소계,300"


def test_a_total_over_the_sexes_of_one_area_is_no_total_of_areas() -> None:
    raw = read("기간,자치구,성별,가구\n2017,합계,계,99\n2017,종로구,계,10\n2017,종로구,남자,4\n2017,종로구,여자,6\n")
    assert raw.rows["성별"].tolist() == ["계", "남자", "여자"]


def test_the_city_above_its_districts_is_a_total() -> None:
    raw = read("자치구,등주수\n서울시,100\n종로구,60\n중구,40\n")
    assert raw.rows["자치구"].tolist() == ["종로구", "중구"]


def test_notes_under_the_table_are_set_aside() -> None:
    raw = read("자치구,대수,비율\n종로구,10,1\n중구,20,2\n\n※ 2021년 말 기준,,\n자료: 서울시,,\n")
    assert len(raw.rows) == 2
    assert [row.reason for row in raw.unusable] == ["readers.note_below"] * 2
    assert raw.rows_in == 4


def test_a_blank_surplus_cell_is_cut_and_a_filled_one_sets_the_row_aside() -> None:
    raw = read("가,나,다\n1,2,3\n4,5,6,\n7,8,9,10\n11,12,13\n")
    assert cells(raw) == [["1", "2", "3"], ["4", "5", "6"], ["11", "12", "13"]]
    assert [(row.line, row.reason, row.row) for row in raw.unusable] == [(4, "readers.too_many_fields", "7,8,9,10")]


def test_short_rows_are_filled_up() -> None:
    assert cells(read("가,나,다\n1,2,3\n4\n5,6,7\n"))[1] == ["4", "", ""]


def test_a_stray_quote_does_not_swallow_the_next_row() -> None:
    raw = read('이름,폭,수,날짜\n가,5m,1,2018-01-01\n나,"7.0m, 5.0,2,2018-01-02\n다,"6.5, 3~6m,3,2018-01-03\n라,4m,4,2018-01-04\n')
    assert raw.rows["이름"].tolist() == ["가", "나", "다", "라"]
    assert raw.rows["폭"].tolist() == ["5m", "7.0m, 5.0", "6.5, 3~6m", "4m"]
    assert raw.lines.tolist() == [2, 3, 4, 5]


def test_a_quote_never_closed_does_not_swallow_the_file() -> None:
    body = "".join(f"{i},이름 {i},37.{i}\n" for i in range(500))
    raw = read("번호,이름,위도\n" + body.replace("이름 7,", '"이름 7,', 1))
    assert len(raw.rows) == 500
    assert raw.rows["이름"][7] == "이름 7"


def test_names_are_made_different_and_blank_ones_named() -> None:
    raw = read(",이름,이름,\n0,가,나,3\n1,다,라,4\n")
    assert raw.headers == ("열 1", "이름", "이름 (2)", "열 4")


def test_columns_without_name_and_content_are_left_out() -> None:
    raw = read(",이름,수,\n,가,1,\n,나,2,\n")
    assert raw.headers == ("이름", "수")


def test_a_header_printed_again_is_no_row() -> None:
    raw = read("이름,수\n가,1\n이름,수\n나,2\n")
    assert cells(raw) == [["가", "1"], ["나", "2"]]
    assert raw.unusable[0].reason == "readers.header_again"


def test_a_header_alone_is_a_table_without_rows() -> None:
    raw = read("이름,위도,경도\n")
    assert (raw.headers, len(raw.rows), raw.rows_in) == (("이름", "위도", "경도"), 0, 0)


def test_limits_are_kept_with_a_sentence() -> None:
    with pytest.raises(BadInput, match="열이 너무 많습니다"):
        read(",".join(f"c{i}" for i in range(100_000)) + "\n" + ",".join("1" * 100_000) + "\n")
    with pytest.raises(BadInput, match="너무 큽니다"):
        read("가,나\n1,2\n", limits=Limits(text_bytes=4))
    with pytest.raises(BadInput, match="표가 너무 큽니다"):
        read("가,나\n" + "1,2\n" * 100, limits=Limits(cells=50))


def test_thirty_thousand_rows_take_well_under_a_second() -> None:
    row = '서울특별시 관악구청,"서울특별시 관악구 봉천로 1 (봉천동, 아파트)",봉천동 1,생활방범,4,200,360도전방면,30,2018-11,02-879-5831,37.47,126.9,2019\n'
    data = ("관리기관명,도로명,지번,목적,대수,화소,방면,일수,년월,전화,위도,경도,기준\n" + row * 30_000).encode("cp949")
    begin = time.perf_counter()
    raw = tables.read(data, file="큰.csv")
    assert len(raw.rows) == 30_000
    assert time.perf_counter() - begin < 2.0  # measured 0.3 s alone; the limit leaves room for a busy machine


CELL = st.text(st.sampled_from('가나다골목길서울 abz,;|"\n\t0123456789.-()'), max_size=12)


@settings(deadline=None, max_examples=120)
@given(
    st.lists(st.lists(CELL, min_size=2, max_size=2), min_size=2, max_size=15),
    st.sampled_from([",", "\t", ";", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "cp949", "utf-16"]),
)
def test_any_table_comes_back_as_it_was_written(body: list[list[str]], sign: str, codec: str) -> None:
    rows = [[str(1000 + i), *row, f"127.{i}1"] for i, row in enumerate(body)]
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\r\n").writerows([["관리번호", "설치 위치", "비고", "경도"], *rows])
    raw = tables.read(out.getvalue().encode(codec), file="a.csv", encoding=None)
    assert (raw.delimiter, raw.headers) == (sign, ("관리번호", "설치 위치", "비고", "경도"))
    assert cells(raw) == rows
    assert raw.rows_in == len(rows)


@settings(deadline=None, max_examples=150)
@given(st.text(st.sampled_from('가계합123.,"\n;| \t※-'), max_size=300))
def test_every_line_with_content_is_a_row_a_header_or_set_aside(text: str) -> None:
    try:
        raw = read(text)
    except BadInput:
        return
    assert raw.rows_in + raw.header_rows + len(raw.above) == sum(
        1 for record in tables.parse(text, raw.delimiter)[0] if "".join(record).strip()
    )
    assert len(raw.lines) == len(raw.rows)
    assert len(set(raw.headers)) == len(raw.headers) == raw.rows.shape[1]
