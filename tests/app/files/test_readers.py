"""The front door: real files read right, everything else refused with a sentence, whatever the bytes."""

from __future__ import annotations

import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import words
from app.errors import BadInput
from app.feedback import Cancelled, Feedback
from app.files import readers
from app.files.raw import Limits

# file, member, encoding, header line and lines, rows, set aside, declared or guessed system, one column
REAL = [
    ("cctv/서울특별시_강남구_CCTV_20200227.csv", "", "cp949", 1, 1, 1933, 0, None, "카메라대수"),
    ("cctv/서울시_CCTV_년도별.csv", "", "cp949", 2, 1, 25, 1, None, "총계"),
    ("cctv/서울시 자치구 (연도별) CCTV 설치현황_241231.xlsx", "", "", 3, 1, 25, 2, None, "총 계"),
    ("lighting/gangnam_yeoksam_links_with_lux.csv", "", "cp949", 1, 1, 1670, 0, None, "열 1"),
    ("school_zones/schoolzone.csv", "", "cp949", 1, 1, 17882, 0, None, "보호구역도로폭"),
    ("school_zones/Seoul_child_traffic_accident_statistics.csv", "", "utf-8", 1, 2, 250, 10, None, "어린이 교통사고 | 발생건수"),
    ("crime_kr/2023_관서별_5대범죄.csv", "", "utf-8-sig", 1, 4, 25, 1, None, "2023 | 합계 | 살인 | 검거"),
    ("crime_kr/서울시_5대범죄_년도별.xls", "", "", 1, 2, 75, 3, None, "합계 | 발생"),
    ("women_safety/서울특별시 관악구_여성안심택배_20221130.csv", "", "cp949", 1, 1, 16, 0, None, "2016"),
    ("population/age.csv.gz", "", "cp949", 1, 1, 3821, 0, None, "행정구역"),
    ("population/area.csv", "", "utf-8-sig", 1, 3, 427, 26, None, "2025 | 면적 | 면적 (k㎡)"),
    ("population/nlsp_021001003.zip", "nlsp_021001003.shp", "utf-8", 0, 0, 4170, 0, 5179, "gid"),
    ("crime_points/chicago_arson.csv", "", "utf-8", 0, 0, 522, 0, None, "열 3"),
    ("crime_points/aggravated_assaults.xlsx", "Fort Worth", "", 1, 1, 1577, 0, None, "date"),
    ("crime_points/manch_cc_burglary_bng.geojson", "", "utf-8", 0, 0, 735, 0, 27700, "LSOA_name"),
    ("crime_points/SouthSide/SouthSide.shp", "", "utf-8", 0, 0, 1, 0, None, "name"),
    ("boundaries/kostat2013_seoul_submunicipalities.shp", "", "cp949", 0, 0, 423, 0, 5174, "name"),
    ("boundaries/LARD_ADM_SECT_SGG_11.shp", "", "cp949", 0, 0, 25, 0, 5179, "SGG_NM"),
    ("boundaries/seoul_municipalities_topo_simple.json", "", "utf-8", 0, 0, 25, 0, None, "name"),
    ("boundaries/skorea_municipalities_simple.kml", "", "utf-8", 0, 0, 251, 0, 4326, "Name"),
    ("streets_buildings/gangnam_juso/11680/TL_SPRD_MANAGE.shp", "", "cp949", 0, 0, 1845, 0, 5179, "RN"),
    ("streets_buildings/gangnam_juso/11680/TL_SCCO_LI.shp", "", "utf-8", 0, 0, 0, 0, 5179, "LI_KOR_NM"),
    ("streets_buildings/suwon_ajou_map.osm", "multipolygons", "utf-8", 0, 0, 313, 0, 4326, "name"),
    ("other_formats/7111_7114.dxf", "", "utf-8", 0, 0, 204, 0, None, "Layer"),
    ("other_formats/그리드.shp", "", "utf-8", 0, 0, 676, 0, 3857, "id"),
]


@pytest.mark.parametrize(("file", "member", "encoding", "header", "lines", "rows", "aside", "epsg", "column"), REAL, ids=[row[0] for row in REAL])
def test_a_real_file_is_read_as_its_table_says(
    shared_data: Path, file: str, member: str, encoding: str, header: int, lines: int, rows: int, aside: int, epsg: int | None, column: str
) -> None:
    raw = next(raw for raw in readers.read(shared_data / file) if raw.member == member)
    assert (raw.encoding, raw.header_row, raw.header_rows) == (encoding, header, lines)
    assert (len(raw.rows), len(raw.unusable), raw.rows_in) == (rows, aside, rows + aside)
    assert epsg in (raw.epsg, raw.epsg_hint)
    assert column in raw.headers
    assert raw.headers == tuple(raw.rows.columns)


def test_every_real_file_is_read_or_refused_with_a_sentence(shared_data: Path) -> None:
    files = [path for path in shared_data.rglob("*") if path.is_file()]
    refused = set()
    for path in readers.find_files(files):
        try:
            raws = readers.read(path)
        except BadInput as error:
            assert len(error.message) > 10
            assert error.hint
            refused.add(path.suffix)
            continue
        assert raws
        assert all(len(raw.lines) == len(raw.rows) for raw in raws)
        assert not any("�" in str(raw.rows.head(50).to_numpy().tolist()) for raw in raws)
    assert refused == {".mbtiles", ".pmtiles", ".prj"}


def test_a_light_beyond_line_two_thousand_knows_its_line(shared_data: Path) -> None:
    path = shared_data / "lighting" / "서울특별시_관악구_보안등정보_20190605.csv"
    raw = readers.read(path)[0]
    physical = path.read_bytes().decode("cp949").splitlines()
    for row in (0, 2000, 11_782):
        assert raw.rows["소재지도로명주소"][row] in physical[raw.lines[row] - 1]


@pytest.mark.parametrize(
    ("name", "data", "really"),
    [
        ("a.csv", b"%PDF-1.7\n%abc", "PDF"), ("a.csv", b"\x89PNG\r\n\x1a\n\0\0", "그림"), ("a.csv", b"<!DOCTYPE html><html></html>", "HTML"),
        ("a.xls", b"\r\n<html><table><tr><td>1</td></tr></table></html>", "HTML"), ("a.csv", b'<?xml version="1.0"?><a/>', "XML"),
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "XLS"), ("a.txt", b'{"type": "FeatureCollection"}', "JSON"),
        ("a.csv", b"\x1f\x8b\x08\0\0", "GZ"), ("a.geojson", b"%PDF-1.7", "PDF"), ("a.gpkg", b"PK\x03\x04aaaa", "ZIP"),
        ("a.csv", b"MZ\x90\0\3\0\0\0", "실행"), ("a.kml", b"{\"a\": 1}", "JSON"),
    ],
)  # fmt: skip
def test_a_file_under_a_false_name_is_called_what_it_is(tmp_path: Path, name: str, data: bytes, really: str) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInput, match=f"실제로는.*{really}"):
        readers.read(tmp_path / name)


def test_a_workbook_called_csv_is_called_a_workbook(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.csv", "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(BadInput, match="엑셀 통합문서"):
        readers.read(tmp_path / "a.csv")


@pytest.mark.parametrize("name", ["a.pdf", "a.hwp", "a.dwg", "a.ods", "a.7z", "a.exe", "a.gdb", "a.xyz", "a"])
def test_what_is_no_data_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"something")
    with pytest.raises(BadInput) as refused:
        readers.read(tmp_path / name)
    assert refused.value.hint
    assert refused.value.file == name


def test_nothing_a_folder_and_an_empty_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    for path in (tmp_path / "none.csv", tmp_path, tmp_path / "a.csv", Path("a\0b.csv"), Path("/vsicurl/http:/example.com/a.geojson")):
        with pytest.raises(BadInput):
            readers.read(path)
    for extension in readers.EXTENSIONS:
        (tmp_path / f"b.{extension}").write_bytes(b"\r\n \r\n")
        with pytest.raises(BadInput):
            readers.read(tmp_path / f"b.{extension}")


def test_a_file_of_three_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    with open(tmp_path / "a.csv", "wb") as stream:
        stream.truncate(3 << 30)
    begin = time.perf_counter()
    with pytest.raises(BadInput, match=r"너무 큽니다\(3.2 GB"):
        readers.read(tmp_path / "a.csv")
    assert time.perf_counter() - begin < 0.5


def test_a_part_of_a_shapefile_given_alone_without_the_rest_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.prj").write_text("PROJCS[]")
    with pytest.raises(BadInput, match="본체"):
        readers.read(tmp_path / "a.prj")


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    feedback = Feedback()
    feedback.stop()
    with pytest.raises(Cancelled):
        readers.read(tmp_path / "a.csv", feedback=feedback)


def test_every_refusal_note_and_reason_has_both_languages() -> None:
    ko, en = (json.loads((words.FOLDER / language / "readers.json").read_text("utf-8")) for language in ("ko", "en"))
    assert ko.keys() == en.keys()
    source = "".join(path.read_text("utf-8") for path in Path(readers.__file__).parent.glob("*.py"))
    for key in ko:
        assert key.removesuffix(".do").rsplit(".", 1)[-1] in source, key


def test_the_fingerprint_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert readers.sha256(tmp_path / "a") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


STARTS = (
    b"", b"PK\x03\x04", b"SQLite format 3\0", b"\x00\x00\x27\x0a", b"fgb\x03fgb", b'{"type":"Point"', b"<kml>", b"<osm>", b"0\nSECTION\n",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"a,b\n1,", b"\0\0\0\x0d\x0a\x09OSMHeader",
)  # fmt: skip


@settings(deadline=None, max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(STARTS), st.binary(max_size=400), st.sampled_from(readers.EXTENSIONS))
def test_any_bytes_under_any_name_are_read_or_refused_quickly(tmp_path: Path, start: bytes, rest: bytes, extension: str) -> None:
    path = tmp_path / f"x.{extension}"
    path.write_bytes(start + rest)
    begin = time.perf_counter()
    try:
        raws = readers.read(path, limits=Limits(file_bytes=1 << 20))
        assert all(len(raw.rows) == len(raw.lines) for raw in raws)
    except BadInput as error:
        assert error.message
    finally:
        path.unlink()
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    "file",
    ["boundaries/TL_SCCO_SIG.shp", "crime_points/nottingham_wards.gpkg", "boundaries/seoul_municipalities_topo_simple.json",
     "crime_kr/서울시_5대범죄_년도별.xls", "crime_kr/관서별 5대범죄 발생 및 검거.xlsx", "population/nlsp_021001003.zip"],
)  # fmt: skip
def test_a_real_file_spoilt_anywhere_is_read_or_refused(shared_data: Path, tmp_path: Path, file: str) -> None:
    whole = (shared_data / file).read_bytes()
    path = tmp_path / Path(file).name
    for step in range(40):
        spoilt = bytearray(whole)
        for at in range(step * 7, len(spoilt), max(len(spoilt) // 25, 1)):
            spoilt[at] ^= 0x11 * (step % 15 + 1)
        path.write_bytes(bytes(spoilt[: len(spoilt) - (step % 4) * len(spoilt) // 5]))
        try:
            readers.read(path)
        except BadInput:
            continue
