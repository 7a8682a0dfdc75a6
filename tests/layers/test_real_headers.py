"""The headers of real public files are known to the kind they belong to."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from app.files.coordinates import bare
from layers import BY_KEY

# File below the real data -> kind -> our column and the header it must be found under.
REAL = [
    ("cctv/서울특별시_강남구_CCTV_20200227.csv", "cctv", {
        "purpose": "설치목적구분", "cameras": "카메라대수", "pixels_px": "카메라화소수", "heading_text": "촬영방면정보", "installed": "설치년월",
        "address": "소재지도로명주소", "manager": "관리기관명"}),
    ("cctv/Gwanak-gu_cctv_info.csv", "cctv", {"name": "info"}),
    ("lighting/서울특별시_관악구_보안등정보_20190605.csv", "security_lights", {
        "name": "보안등위치명", "lamps": "설치개수", "installed": "설치년도", "address": "소재지도로명주소"}),
    ("lighting/gangnam_yeoksam_security_lights.csv", "security_lights", {"name": "명칭"}),
    ("lighting/서울특별시_가로등 위치 정보_20221108.csv", "street_lamps", {"name": "관리번호"}),
    ("bells/12_04_09_E_안전비상벨위치정보.csv", "emergency_bells", {
        "name": "설치위치", "place_type": "설치장소유형", "linked_to_police": "경찰연계유무", "address": "소재지도로명주소"}),
    ("women_safety/서울특별시_관악구_여성안심지킴이집_20220928.csv", "shelters", {"name": "점포명", "address": "소재지도로명주소"}),
    ("women_safety/서울시 안심택배함 설치 장소.csv", "mailboxes", {"name": "안심 명", "address": "안심 주소"}),
    ("women_safety/gwanak_women_parcel_geocoded.csv", "mailboxes", {"name": "name", "address": "road_addr"}),
    ("school_zones/schoolzone.csv", "school_zones", {"name": "대상시설명", "type": "시설종류", "cctv": "CCTV설치대수", "address": "소재지도로명주소"}),
    ("school_zones/seoul_schools.csv", "schools", {"name": "학교명", "type": "학교종류", "address": "도로명주소"}),
    ("police/경찰관서위치_20200409.csv", "police", {"name": "지구대파출소", "address": "주소"}),
    ("police/경찰청_경찰관서 위치 주소 현황_20220831.csv", "police", {"name": "관서명", "type": "구분", "address": "경찰_주소"}),
    ("transport/seoul_bus_stops.csv", "bus_stops", {"name": "name"}),
    ("transport/5_지하철노선위경도정보(서울 지하철 노선도 기준).csv", "subway_exits", {"name": "역이름"}),
    ("transport/서울특별시_보행등 위치좌표 현황_20221223.csv", "crossings", {"address": "주소"}),
    ("population/older_population.csv", "population", {"area_name": "동", "residents": "인구", "women": "여자"}),
    ("crime_kr/경찰청 서울특별시경찰청_5대범죄 발생 장소별 현황_20231231.csv", "crime_counts", {"type": "범죄명", "count": "발생건수"}),
    ("crime_kr/02. crime_in_Seoul.csv", "crime_counts", {"area_name": "관서명"}),
    ("crime_points/san_francisco_robbery.csv", "crime_points", {"type": "offense_type", "at": "date_time"}),
    ("crime_points/chicago_south_example.csv", "crime_points", {"type": "Primary Type", "at": "Date"}),
    ("crime_points/DallasSample.csv", "crime_points", {"type": "nibrs_crime_category", "at": "begin", "until": "end"}),
    ("streets_buildings/gangnam_juso/11680/TL_SPRD_MANAGE.shp", "streets", {"name": "RN", "width_m": "ROAD_BT", "road_class": "ROA_CLS_SE"}),
    ("streets_buildings/gangnam_osm/roads.geojson", "streets", {"name": "name", "width_m": "width", "road_class": "roadClass"}),
    ("streets_buildings/gangnam_osm/buildings.geojson", "buildings", {"name": "label", "height_m": "height", "use": "kind"}),
    ("boundaries/TL_SCCO_SIG.shp", "districts", {"code": "SIG_CD", "name": "SIG_KOR_NM"}),
    ("boundaries/LARD_ADM_SECT_SGG_11.shp", "districts", {"code": "ADM_SECT_C", "name": "SGG_NM"}),
    ("boundaries/hangjeongdong_서울특별시.geojson", "neighborhoods", {"code": "adm_cd2", "name": "adm_nm", "district": "sggnm"}),
    ("boundaries/gwanak_boundary.geojson", "neighborhoods", {"code": "ADM_CD", "name": "행정동"}),
    ("boundaries/kostat2013_seoul_submunicipalities.shp", "neighborhoods", {"code": "code", "name": "name"}),
    ("streets_buildings/gangnam_juso/11680/TL_SCCO_EMD.shp", "neighborhoods", {"code": "EMD_CD", "name": "EMD_KOR_NM"}),
]  # fmt: skip


def headers(path: Path) -> list[str]:
    """The headers of a plain table or map file."""
    if path.suffix == ".csv":
        for encoding in ("utf-8-sig", "cp949"):
            try:
                return next(csv.reader(path.read_text(encoding).splitlines()[:3]))
            except UnicodeDecodeError:
                continue
    import pyogrio

    return list(pyogrio.read_info(path)["fields"])


@pytest.mark.parametrize(("file", "kind", "found"), REAL, ids=[file.rsplit("/", 1)[-1] for file, _, _ in REAL])
def test_a_real_file_s_headers_are_known(shared_data: Path, file: str, kind: str, found: dict[str, str]) -> None:
    there = {bare(header): header for header in headers(shared_data / file)}
    first = {}
    for column in BY_KEY[kind].columns:
        known = [there[bare(name)] for name in column.known_as if bare(name) in there]
        if known and column.name in found:
            first[column.name] = known[0]
    assert first == found
