"""Which kind a table or layer is, and which column is which."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from app.files import recognise
from layers import BY_KEY, KINDS


def table(text: str) -> pd.DataFrame:
    """A table written as lines of cells with blanks between them."""
    header, *rows = [line.split() for line in text.strip().splitlines()]
    return pd.DataFrame(rows, columns=header, dtype=object)


def kind(name: str, text: str, shape: str = "Point", area: bool = False) -> recognise.Match:
    rows = table(text)
    return recognise.recognise(name, list(rows.columns), rows, KINDS, shape=shape, area=area)


CCTV = "관리기관명 설치목적구분 카메라대수 카메라화소수 촬영방면정보 설치년월 위도 경도\n강남구청 생활방범 3 200 360전방면 2015-01 37.5 127.0"


def test_cameras_are_known_by_their_columns_alone() -> None:
    match = kind("목록", CCTV)
    assert match.kind == "cctv"
    assert dict(match.mapping)["cameras"] == "카메라대수"
    assert dict(match.mapping)["installed"] == "설치년월"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("안전비상벨", "emergency_bells"), ("어린이보호구역", "school_zones"), ("여성안전지킴이집", "shelters"), ("보안등_20190605", "security_lights"),
        ("서울특별시_가로등 위치 정보_20221108", "street_lamps"), ("women_parcel_geocoded", "mailboxes"), ("seoul_bus_stops", "bus_stops"),
        ("5_지하철노선위경도정보", "subway_exits"), ("서울특별시_보행등 위치좌표 현황", "crossings"), ("지도", "other"),
        ("서울특별시 강남구_옐로카펫_20230101", "yellow_carpets"), ("로고젝터 설치현황", "route_signs"), ("학교보안관 배치", "school_guards"),
    ],
)  # fmt: skip
def test_two_bare_columns_are_told_by_the_name_of_the_file(name: str, expected: str) -> None:
    assert kind(name, "latitude longitude\n37.5 127.0").kind == expected


@pytest.mark.parametrize(
    ("name", "shape", "text", "expected"),
    [
        ("TL_SPRD_MANAGE", "LineString", "RN ROAD_BT ROA_CLS_SE\n역삼로 12 3", "streets"),
        ("TL_SPRD_RW", "Polygon", "RW_SN SIG_CD\n1 11680", "other"),
        ("TL_SPBD_ENTRC", "Point", "BUL_MAN_NO SIG_CD\n1 11680", "other"),
        ("TL_SPBD_EQB", "Polygon", "EQB_MAN_SN SIG_CD\n1 11680", "other"),
        ("TL_KODIS_BAS", "Polygon", "BAS_ID SIG_KOR_NM\n06047 강남구", "other"),
        ("TL_SCCO_EMD", "Polygon", "EMD_CD EMD_KOR_NM\n11680101 역삼동", "other"),
        ("TL_SCCO_SIG", "Polygon", "SIG_CD SIG_KOR_NM\n11680 강남구", "districts"),
        ("hangjeongdong_서울특별시", "Polygon", "adm_nm adm_cd2\n사직동 1111053000", "neighborhoods"),
        ("gwanak_boundary", "Polygon", "행정동 ADM_CD\n보라매동 11210520", "neighborhoods"),
        ("seoul_submunicipalities", "Polygon", "code name\n1125074 길동", "neighborhoods"),
        ("seoul_municipalities_geo_simple", "Polygon", "code name\n11250 강동구", "districts"),
        ("buildings", "Polygon", "id height label kind\n1 15 101동 apartments", "buildings"),
        ("roads", "LineString", "roadClass width name\nlocal 4 역삼로", "streets"),
        ("seoul_road_network", "Point", "도로명 도로폭\n역삼로 12", "other"),
        ("nlsp_021001003", "Polygon", "gid lbl val\n다사579454 70.00 70", "population"),
        ("그리드", "Polygon", "left top id\n1 2 377", "other"),
    ],
)
def test_map_layers_are_known_and_what_only_looks_like_one_is_not(name: str, shape: str, text: str, expected: str) -> None:
    assert kind(name, text, shape).kind == expected


def test_a_layer_that_only_looks_like_dongs_says_what_it_is() -> None:
    assert kind("TL_SCCO_EMD", "EMD_CD EMD_KOR_NM\n11680101 역삼동", "Polygon").notes == ("import.note.legal_dongs",)


def test_grades_from_one_to_five_are_grades_and_larger_numbers_counts() -> None:
    grades = "전체 살인 강도 절도 폭력 위도 경도\n4 3 1 4 4 37.5 127.0\n2 1 1 2 2 37.6 127.1"
    assert kind("secure_7", grades).kind == "crime_grades"
    assert dict(kind("secure_7", grades).mapping)["grade"] == "전체"
    counts = "관서명 살인 강도 절도 폭력\n강동서 2 3 1395 1355\n송파서 3 6 1070 1278"
    assert kind("자료", counts, shape="", area=True).kind == "crime_counts"


def test_traffic_accidents_are_no_crimes() -> None:
    assert kind("child_traffic_accident", "지역 발생건수\n종로구 38", shape="", area=True).kind == "other"


def test_residents_of_part_of_the_people_are_not_the_residents() -> None:
    match = kind("older_population", "구 동 인구 여자\n종로구 사직동 9700 5325", shape="", area=True)
    assert match.kind == "population"
    assert "residents" not in dict(match.mapping)


def test_headers_are_compared_without_blanks_brackets_and_case() -> None:
    headers = ["도로명 (가로)명", "Road_BT", "도로폭(m)"]
    cells = {header: np.array(["3"], dtype=object) for header in headers}
    found = dict(recognise.map_columns(BY_KEY["streets"], headers, cells))
    assert found["width_m"] in ("Road_BT", "도로폭(m)")
    assert found["name"] == "도로명 (가로)명"


def test_the_last_part_of_a_header_of_several_rows_counts() -> None:
    headers = ["시설 | 카메라대수", "시설 | 카메라화소수"]
    cells = {header: np.array(["3"], dtype=object) for header in headers}
    assert dict(recognise.map_columns(BY_KEY["cctv"], headers, cells))["cameras"] == "시설 | 카메라대수"


def test_a_column_whose_cells_cannot_be_read_is_passed_over() -> None:
    match = kind("cctv", "카메라대수 대수 위도 경도\n많음 3 37.5 127.0\n적음 4 37.5 127.1")
    assert dict(match.mapping)["cameras"] == "대수"


def test_an_address_column_that_is_empty_gives_way_to_the_other() -> None:
    rows = pd.DataFrame({"소재지도로명주소": [""] * 5, "소재지지번주소": ["강남구 역삼동 1"] * 5, "위도": ["37.5"] * 5, "경도": ["127"] * 5})
    match = recognise.recognise("보안등", list(rows.columns), rows, KINDS, shape="Point")
    assert dict(match.mapping)["address"] == "소재지지번주소"


def test_an_empty_table_is_judged_by_name_and_headers() -> None:
    rows = pd.DataFrame({"설치위치": [], "위도": [], "경도": []}, dtype=object)
    assert recognise.recognise("비상벨", list(rows.columns), rows, KINDS, shape="Point").kind == "emergency_bells"


@pytest.mark.parametrize(
    ("name", "headers", "cells", "expected", "columns"),
    [
        (
            "전국횡단보도표준데이터",
            "시도명 시군구명 도로명 소재지도로명주소 횡단보도관리번호 횡단보도종류 고원식적용여부 위도 경도 차로수 보행자신호등유무 보행자작동신호기유무",
            "서울특별시 강남구 역삼로 역삼로12 11-1 일반 N 37.5 127.0 4 Y N", "crossings",
            {"name": "횡단보도관리번호", "signal": "보행자신호등유무", "lanes": "차로수", "type": "횡단보도종류"},
        ),
        (
            "목록", "횡단보도관리번호 횡단보도종류 위도 경도 차로수 보행자신호등유무", "11-1 일반 37.5 127.0 4 N", "crossings", {"signal": "보행자신호등유무"},
        ),
        (
            "전국무인교통단속카메라표준데이터",
            "무인교통단속카메라관리번호 도로종류 소재지도로명주소 위도 경도 설치장소 단속구분 제한속도 보호구역구분 설치연도 관리기관명",
            "F1 시도 역삼로12 37.5 127.0 학교앞 1 30 어린이보호구역 2021 강남경찰서", "speed_cameras",
            {"type": "단속구분", "limit_kmh": "제한속도", "zone": "보호구역구분", "installed": "설치연도"},
        ),
        (
            "서울시 안심귀갓길 안전시설물 표지판", "시군구명 읍면동명 안심귀갓길명 시설명 설치대수 위도 경도", "강남구 역삼동 강남안심01 안내표지 1 37.5 127.0",
            "route_signs", {"signs": "설치대수", "type": "시설명"},
        ),
        ("강남구 옐로카펫 설치현황", "연번 학교명 설치장소 설치년도 위도 경도", "1 역삼초 정문 2019 37.5 127.0", "yellow_carpets", {"installed": "설치년도"}),
        ("등하교 안전요원", "학교명 배치인원 근무시간 위도 경도", "역삼초 2 08:00~09:00 37.5 127.0", "school_guards", {"guards": "배치인원", "hours": "근무시간"}),
    ],
)  # fmt: skip
def test_what_makes_a_way_to_school_or_home_safe_is_known(name: str, headers: str, cells: str, expected: str, columns: dict[str, str]) -> None:
    match = kind(name, f"{headers}\n{cells}")
    assert match.kind == expected
    assert {column: header for column, header in match.mapping if column in columns} == columns
