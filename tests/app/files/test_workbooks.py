"""Workbooks: sheets, merged cells, values as text, and everything that must be refused."""

from __future__ import annotations

import datetime
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwt

from app.errors import BadInput
from app.files import readers, workbooks


def made(path: Path, *sheets: tuple[str, list[list[object]]], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)
    return path


def rewritten(path: Path, part: str, change: object) -> Path:
    """The workbook with one part changed by a function of its bytes."""
    source = zipfile.ZipFile(path)
    out = path.with_name("changed.xlsx")
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data) if name == part else data)  # type: ignore[operator]
    return out


SIMPLE = [["이름", "위도", "경도"], ["가", 37.5, 127.0], ["나", 37.6, 127.1]]


def test_each_sheet_with_cells_is_a_table_and_empty_ones_are_skipped(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", ("첫째", SIMPLE), ("빈 시트", []), ("둘째", SIMPLE[:2]))
    raws = readers.read(path)
    assert [(raw.member, len(raw.rows)) for raw in raws] == [("첫째", 2), ("둘째", 1)]
    assert readers.sheets(path) == ("첫째", "둘째")
    assert readers.read(path, member="둘째")[0].rows["이름"].tolist() == ["가"]


def test_cells_become_plain_texts(tmp_path: Path) -> None:
    row = [1905.0, 0.1, True, datetime.datetime(2020, 2, 27), datetime.datetime(2020, 2, 27, 3, 4, 5), None, "=1+1", "007"]
    path = made(tmp_path / "a.xlsx", ("s", [[f"열{i}" for i in "가나다라마바사아"], row, row]))
    assert readers.read(path)[0].rows.iloc[0].tolist()[:6] == ["1905", "0.1", "TRUE", "2020-02-27", "2020-02-27 03:04:05", ""]
    assert readers.read(path)[0].rows.iloc[0].tolist()[7] == "007"


def test_title_blank_first_column_totals_and_note_of_an_office_sheet(tmp_path: Path) -> None:
    rows = [
        [None, "CCTV 설치 현황"], [None, "(단위: 대)"], [None, "순번", "구분", "총 계", "2016년"], [None, None, "계", 30, 3],
        [None, 1, "종로구", 10, 1], [None, 2, "중 구", 20, 2], [None, "※ 통합관제센터에 연계된 CCTV 현황입니다."],
    ]  # fmt: skip
    raw = readers.read(made(tmp_path / "a.xlsx", ("s", rows), merged=("B1:E1", "B3:B4", "B7:E7")))[0]
    assert raw.headers == ("순번", "구분", "총 계", "2016년")
    assert raw.rows["구분"].tolist() == ["종로구", "중 구"]
    assert raw.lines.tolist() == [5, 6]
    assert [row.reason for row in raw.unusable] == ["readers.totals_row", "readers.note_below"]
    assert raw.above == ("CCTV 설치 현황", "(단위: 대)")


def test_merged_cells_of_header_and_body_are_filled(tmp_path: Path) -> None:
    rows = [["기간", "자치구", "살인", None], [None, None, "발생", "검거"], [2017, "종로구", 1, 2], [None, "중구", 3, 4]]
    raw = readers.read(made(tmp_path / "a.xlsx", ("s", rows), merged=("A1:A2", "B1:B2", "C1:D1", "A3:A4")))[0]
    assert raw.headers == ("기간", "자치구", "살인 | 발생", "살인 | 검거")
    assert raw.rows["기간"].tolist() == ["2017", "2017"]


def test_the_old_format_is_read(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("현황")
    for r, row in enumerate(SIMPLE):
        for c, value in enumerate(row):
            sheet.write(r, c, value)
    book.save(str(tmp_path / "a.xls"))
    raw = readers.read(tmp_path / "a.xls")[0]
    assert (raw.format, raw.rows["이름"].tolist()) == ("xls", ["가", "나"])


def test_a_workbook_cut_off_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", ("s", SIMPLE))
    path.write_bytes(path.read_bytes()[:-600])
    with pytest.raises(BadInput, match="깨졌거나 끝이 잘린"):
        readers.read(path)


def test_a_locked_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 1000)
    with pytest.raises(BadInput, match="암호"):
        readers.read(path)


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", ("s", SIMPLE))
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    with pytest.raises(BadInput, match="외부 참조"):
        readers.read(rewritten(path, "xl/workbook.xml", lambda data: data.replace(b"<workbook", bomb + b"<workbook", 1)))


def test_two_cells_that_span_seventeen_billion_are_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", ("s", SIMPLE))
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    with pytest.raises(BadInput, match=r"열이 너무 많|표가 너무 큽"):
        readers.read(rewritten(path, "xl/worksheets/sheet1.xml", lambda data: data.replace(b"</sheetData>", far)))


def test_a_sheet_that_swells_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "a.xlsx", ("s", SIMPLE))
    swollen = rewritten(path, "xl/worksheets/sheet1.xml", lambda data: data + b" " * (64 << 20))
    with pytest.raises(BadInput, match="지나치게 커지는"):
        readers.read(swollen)


def test_a_zip_called_xlsx_is_called_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(BadInput, match="실제로는 압축 파일"):
        readers.read(path)


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="비어 있는"):
        readers.read(made(tmp_path / "a.xlsx", ("s", [])))


def test_broken_bytes_inside_never_raise_anything_else(tmp_path: Path) -> None:
    whole = made(tmp_path / "a.xlsx", ("s", SIMPLE)).read_bytes()
    for at in range(0, len(whole), 97):
        spoilt = bytearray(whole)
        spoilt[at] ^= 0x5A
        try:
            workbooks.read(bytes(spoilt), file="a.xlsx")
        except BadInput:
            continue
    assert workbooks.read(io.BytesIO(whole).getvalue(), file="a.xlsx")[0].rows_in == 2
