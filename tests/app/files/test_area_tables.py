"""Tables keyed by area: names, codes, periods, categories, areas as columns, and their boundaries."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from app.files import area_columns, area_tables, areas, places
from app.files.areas import Known, Name, named
from layers import BY_KEY, KINDS

GU = {"종로구": "11110", "강남구": "11680", "관악구": "11620", "중구": "11140", "은평구": "11380"}
DONG = (("강남구", "신사동", "11680510"), ("관악구", "신사동", "11620685"), ("강남구", "역삼1동", "11680640"), ("종로구", "종로1.2.3.4가동", "11110615"))


def ground() -> gpd.GeoDataFrame:
    """A few made-up squares with the names and codes of real districts and dongs of Seoul."""
    rows = [(name, name, code, "district", "districts") for name, code in GU.items()]
    rows += [(name, gu, code, "dong", "neighborhoods") for gu, name, code in DONG]
    shapes = [shapely.box(200000 + 10 * n, 550000, 200010 + 10 * n, 550010) for n in range(len(rows))]
    return gpd.GeoDataFrame(rows, columns=["name", "district", "code", "level", "layer"], geometry=shapes, crs=5186)


def frame(text: str) -> pd.DataFrame:
    header, *rows = [[cell.strip() for cell in line.split(";")] for line in text.strip().splitlines()]
    return pd.DataFrame(rows, columns=header, dtype=object)


def joined(text: str, *, district: str = "") -> tuple[list[str], area_tables.Wide, np.ndarray]:
    """Names of the areas found (or the reason), the wide table, and the reasons a row of the file."""
    rows = frame(text)
    key = area_tables.find(list(rows.columns), rows)
    assert key is not None
    wide = area_tables.widen(list(rows.columns), rows, key)
    known = Known(ground())
    at, why = area_tables.join(wide, key, known, district=district)
    found = [f"{known.areas['district'].iloc[row]} {known.areas['name'].iloc[row]}" if row >= 0 else why[n] for n, row in enumerate(at)]
    return found, wide, wide.reasons


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("서울특별시 강남구 신사동(1168051000)", Name("서울", "강남구", "신사동", "11680510")),
        ("서울특별시 강남구 (1168000000)", Name("서울", "강남구", "", "11680")),
        ("서울특별시  (1100000000)", Name("서울", "", "", "")),
        ("중 구", Name("", "중구", "", "")),
        ("서울 종로구", Name("서울", "종로구", "", "")),
        ("경기도 수원시 장안구", Name("경기", "수원시장안구", "", "")),
        ("1121069", Name(code="11210690")),
        ("11680", Name(code="11680")),
        ("합계", Name()),
    ],
)
def test_an_area_is_read_from_names_and_codes(cell: str, name: Name) -> None:
    assert named(cell) == name


def test_districts_join_by_name_and_totals_are_set_aside() -> None:
    found, _, reasons = joined("자치구별;발생\n합계;99\n종로구;10\n중 구;20\n없는구;5")
    assert found == ["종로구 종로구", "중구 중구", "import.aside.area_unknown"]
    assert reasons.tolist() == ["import.aside.total", "", "", ""]


def test_dongs_of_one_name_are_told_apart_by_their_district() -> None:
    found, _, _ = joined("구;동;인구\n강남구;신사동;1\n관악구;신사동;2\n종로구;종로1·2·3·4가동;3")
    assert found == ["강남구 신사동", "관악구 신사동", "종로구 종로1.2.3.4가동"]


def test_a_dong_without_a_district_is_found_by_the_district_of_the_file_and_else_left_in_doubt() -> None:
    text = "행정동;인구\n신사동;1\n역삼1동;2"
    assert joined(text)[0] == ["import.aside.area_unknown", "강남구 역삼1동"]
    assert joined(text, district="관악구")[0][0] == "관악구 신사동"


def test_codes_of_both_offices_are_understood() -> None:
    assert joined("시군구코드;인구\n11680;1\n11620;2\n11110;3")[0] == ["강남구 강남구", "관악구 관악구", "종로구 종로구"]
    assert joined("시군구코드;인구\n11230;1\n11210;2\n11010;3")[0] == ["강남구 강남구", "관악구 관악구", "종로구 종로구"]
    assert joined("행정동코드;인구\n1168064000;1\n1162068500;2")[0] == ["강남구 역삼1동", "관악구 신사동"]


def test_name_and_code_in_one_cell_leave_the_sums_above_aside() -> None:
    text = "행정구역;인구\n서울특별시 (1100000000);9\n서울특별시 강남구 (1168000000);5\n서울특별시 강남구 신사동(1168051000);2\n서울특별시 강남구 역삼1동(1168064000);3"
    found, _, reasons = joined(text)
    assert found == ["강남구 신사동", "강남구 역삼1동"]
    assert reasons.tolist() == ["import.aside.total"] * 2 + [""] * 2


def test_the_newest_period_is_taken() -> None:
    found, wide, reasons = joined("기간;자치구;합계\n2018;종로구;1\n2018;강남구;2\n2019;종로구;3\n2019;강남구;4")
    assert len(found) == 2
    assert wide.period == "2019"
    assert reasons.tolist() == ["import.aside.older_period"] * 2 + [""] * 2


def test_categories_below_each_other_stand_side_by_side_and_all_their_rows_count_as_kept() -> None:
    found, wide, reasons = joined("자치구;성별;합계\n종로구;계;3\n종로구;여자;2\n강남구;계;7\n강남구;여자;4")
    assert found == ["종로구 종로구", "강남구 강남구"]
    assert wide.rows["합계 (여자)"].tolist() == ["2", "4"]
    assert not any(reasons)


def test_a_table_with_an_area_a_column_is_turned() -> None:
    text = "대분류;중분류;서울 종로구;서울 강남구;서울 관악구;서울 중구;서울 은평구;부산 중구\n강력;살인;1;2;3;4;5;6\n강력;강도;1;2;3;4;5;6"
    found, wide, reasons = joined(text)
    assert found[:4] == ["종로구 종로구", "강남구 강남구", "관악구 관악구", "중구 중구"]
    assert found[5] == "import.aside.area_unknown"  # the district of that name in Busan is not the one in Seoul
    assert wide.rows["강도"].tolist()[:2] == ["1", "2"]
    assert len(reasons) == 2


def test_police_stations_stand_for_a_district_only_where_they_have_it_alone() -> None:
    found, _, _ = joined("관서명;발생\n관악서;1\n강남서;2\n수서서;3\n은평서;4\n방배서;5")
    assert found == ["관악구 관악구", *["import.aside.station"] * 4]


@pytest.mark.parametrize(
    "text",
    [
        "자치구;노선명;등주\n관악구;과천대로;75\n관악구;시흥대로;57\n관악구;관악로;215",
        "범죄명;장소;건수\n살인;아파트;1\n살인;시장;2\n강도;아파트;3",
        "Area;Pre;Post\nTreated;207;110\nControl;308;318",
        "자치구;이름\n강남구;가\n강남구;나\n관악구;다\n관악구;라\n강남구;마",
    ],
)
def test_tables_whose_rows_are_no_areas_are_not_taken_for_any(text: str) -> None:
    rows = frame(text)
    assert area_tables.find(list(rows.columns), rows) is None


def test_a_count_of_people_is_no_code() -> None:
    rows = frame("자치구;행정동;총인구수\n관악구;난향동;14435\n관악구;서림동;25267")
    assert area_tables.find(list(rows.columns), rows) == area_tables.Key("자치구", "행정동")


def test_without_boundaries_a_planner_is_told_what_to_import_first() -> None:
    rows = frame("자치구;인구\n종로구;1\n강남구;2")
    key = area_tables.find(list(rows.columns), rows)
    _, why = area_tables.join(area_tables.widen(list(rows.columns), rows, key), key, None)
    assert set(why) == {"import.aside.no_districts"}


def mapped(kind: str, name: str, text: str) -> dict[str, str]:
    rows = frame(text)
    key = area_tables.find(list(rows.columns), rows)
    return dict(area_columns.columns(BY_KEY[kind], name, area_tables.widen(list(rows.columns), rows, key), key))


def test_the_count_is_the_recorded_total_of_all_crimes() -> None:
    text = "구별;2023 | 합계 | 소계 | 발생;2023 | 합계 | 소계 | 검거;2023 | 합계 | 살인 | 발생\n종로구;10;8;1\n강남구;20;9;2"
    assert mapped("crime_counts", "5대범죄", text)["count"] == "2023 | 합계 | 소계 | 발생"


def test_where_only_single_crimes_are_counted_they_are_added_up() -> None:
    text = "관서명;살인 발생;살인 검거;강도 발생;강도 검거\n관악서;1;1;2;2\n강동서;3;3;4;4\n송파서;1;1;1;1\n노원서;1;1;1;1\n양천서;1;1;1;1"
    assert mapped("crime_counts", "crime", text)["count"] == "살인 발생 + 강도 발생"


def test_women_living_alone_are_never_taken_for_residents() -> None:
    wide = "자치구별;2021 | 합계 | 소계 | 계;2021 | 합계 | 소계 | 여자;2021 | 합계 | 20세미만 | 여자\n종로구;30;20;1\n강남구;40;25;2"
    assert mapped("population", "1인가구(연령별)", wide) == {"women_alone": "2021 | 합계 | 소계 | 여자"}
    long = "기간;구분;성별;합계;20~24세\n2019;종로구;계;9;1\n2019;종로구;여자;5;1\n2019;강남구;계;8;1\n2019;강남구;여자;6;1"
    assert mapped("population", "서울시_1인가구_연령별", long) == {"women_alone": "합계 (여자)"}
    assert mapped("population", "1인가구_여자", "지역구;합계;20세미만\n종로구;12;3\n강남구;15;2") == {"women_alone": "합계"}


def test_children_are_the_sum_of_the_years_below_thirteen_of_both_sexes() -> None:
    both = [f"2019년11월_계_{age}세" for age in range(100)]
    men = [f"2019년11월_남_{age}세" for age in range(13)]
    text = ";".join(["행정구역", "2019년11월_계_총인구수", *both, *men])
    rows = "\n".join(f"서울특별시 {name};9000{';7' * 113}" for name in ("종로구", "강남구", "관악구"))
    found = mapped("population", "age", f"{text}\n{rows}")
    assert found["children"] == " + ".join(both[:13])
    without_one = mapped("population", "age", f"{text.replace('_계_5세', '_계_오세')}\n{rows}")
    assert "children" not in without_one


def test_children_of_a_real_table_of_ages_are_fewer_than_residents(shared_data: Path) -> None:
    from app.files.importing import bring_in, examine
    from app.files.proposals import Ground

    boundaries = bring_in(examine(shared_data / "boundaries" / "hangjeongdong_서울특별시.geojson", KINDS)[0], KINDS).layer
    proposal = examine(shared_data / "population" / "age.csv.gz", KINDS, Ground.of([boundaries]))[0]
    frame_ = bring_in(proposal, KINDS, Ground.of([boundaries])).layer.frame
    share = (frame_["children"] / frame_["residents"]).dropna()
    assert len(share) > 400 and share.median() == pytest.approx(0.085, abs=0.02) and share.max() < 0.25


def test_the_kind_of_an_area_table_is_other_where_no_kind_by_area_fits() -> None:
    rows = frame("구분;총계;2012년\n종로구;10;5\n강남구;20;6")
    key = area_tables.find(list(rows.columns), rows)
    match = area_columns.measure("서울시_CCTV_년도별", area_tables.widen(list(rows.columns), rows, key), key, KINDS)
    assert match.kind == "other"


def test_names_of_boundaries_are_made_short_and_dongs_learn_their_district() -> None:
    dongs = gpd.GeoDataFrame({"name": ["서울특별시 종로구 사직동", "길동"], "code": ["1111053000", None]}, geometry=[shapely.Point()] * 2)
    assert areas.settle_names(dongs, areas.DONG).values.tolist() == [["사직동", "종로구", "11110530"], ["길동", "", ""]]
    kostat = gpd.GeoDataFrame({"name": ["길동"], "code": ["1125074"]}, geometry=[shapely.Point()])
    assert areas.settle_names(kostat, areas.DONG)["district"].tolist() == ["강동구"]


def test_ordinals_and_dots_do_not_matter_and_hongje_keeps_its_name() -> None:
    assert places.plain("상도제1동") == places.plain("상도1동")
    assert places.plain("홍제제1동") == places.plain("홍제1동") == "홍제1동"
    assert places.plain("종로1.2.3.4가동") == places.plain("종로1·2·3·4가동")
