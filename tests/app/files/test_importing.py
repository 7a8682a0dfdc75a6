"""Whole files into layers: small ones written here, and every real one."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app import geo
from app.feedback import Cancelled, Feedback
from app.files import importing
from app.files.importing import Ground
from app.files.raw import Raw
from app.model import Project, SetAside
from layers import KINDS

EMPTY = Project("p", "시험")


def write(folder: Path, name: str, text: str, encoding: str = "cp949") -> Path:
    path = folder / name
    path.write_text(text.strip() + "\n", encoding=encoding)
    return path


def brought(path: Path, ground: Ground | None = None, **changes: object) -> importing.Imported:
    proposal = replace(importing.examine(path, KINDS, ground)[0], **changes)
    return importing.bring_in(proposal, KINDS, ground)


def reasons(imported: importing.Imported) -> list[tuple[int, str]]:
    return [(row.line, row.reason.removeprefix("import.aside.")) for row in imported.set_aside]


CAMERAS = """
관리기관명,소재지지번주소,설치목적구분,카메라대수,카메라화소수,설치년월,위도,경도,데이터기준일자
강남구청,서울특별시 강남구 역삼동 1,생활방범,3,200,2015-01,37.5001,127.0301,2020-02-27
강남구청,서울특별시 강남구 역삼동 2,생활방범,2,200만,1905-07,37.5002,127.0302,2020-02-27
강남구청,서울특별시 강남구 역삼동 3,생활방범,1,,,,,2020-02-27
강남구청,,생활방범,1,,,,,2020-02-27
강남구청,서울특별시 강남구 역삼동 5,생활방범,1,,,0,0,2020-02-27
강남구청,,생활방범,1,,,0,0,2020-02-27
강남구청,서울특별시 강남구 역삼동 7,생활방범,1,,,41.8,-87.6,2020-02-27
강남구청,서울특별시 강남구 역삼동 8,생활방범,1,,,37.5,,2020-02-27
강남구청,서울특별시 강남구 역삼동 9,생활방범,1,,,북쪽,동쪽,2020-02-27
강남구청,서울특별시 강남구 역삼동 10,생활방범,1,,,127.0310,37.5010,2020-02-27
"""


def test_each_row_is_kept_or_set_aside_with_its_line_and_reason(tmp_path: Path) -> None:
    imported = brought(write(tmp_path, "서울특별시_강남구_CCTV.csv", CAMERAS))
    assert reasons(imported) == [
        (4, "address"), (5, "no_coordinates"), (6, "address"), (7, "zero"), (8, "outside"), (9, "half"), (10, "unreadable"),
    ]  # fmt: skip
    assert (imported.outcome.rows_in, imported.outcome.rows_kept, imported.outcome.rows_set_aside) == (10, 3, 7)
    assert imported.set_aside[0].row.startswith("강남구청,서울특별시 강남구 역삼동 3")


def test_the_kinds_columns_come_first_and_typed_and_the_files_own_follow_word_for_word(tmp_path: Path) -> None:
    frame = brought(write(tmp_path, "CCTV.csv", CAMERAS)).layer.frame
    names = [column.name for column in next(kind for kind in KINDS if kind.key == "cctv").columns]
    assert list(frame.columns[: len(names)]) == names
    assert frame["cameras"].tolist() == [3, 2, 1]
    assert frame["pixels_px"].tolist()[:2] == [2_000_000.0, 2_000_000.0]
    assert frame["installed"].fillna("").tolist() == ["2015-01", "", ""]
    assert frame["설치년월"].fillna("").tolist() == ["2015-01", "1905-07", ""]


def test_geometry_is_flat_valid_and_in_the_working_system_with_a_plain_index(tmp_path: Path) -> None:
    frame = brought(write(tmp_path, "CCTV.csv", CAMERAS)).layer.frame
    assert frame.crs.to_epsg() == geo.WORKING_EPSG
    assert frame.index.equals(pd.RangeIndex(3))
    lon, lat = geo.lonlat(frame.geometry.x[2], frame.geometry.y[2])  # the row whose two numbers were the wrong way round
    assert (lon, lat) == pytest.approx((127.031, 37.501), abs=1e-6)


def test_a_layer_knows_where_it_comes_from(tmp_path: Path) -> None:
    path = write(tmp_path, "CCTV.csv", CAMERAS)
    source = brought(path).layer.source
    assert (source.file, source.rows_in, source.rows_kept, source.dated) == ("CCTV.csv", 10, 3, "2020-02-27")
    assert len(source.sha256) == 64
    chosen = dict(source.settings)
    assert (chosen["encoding"], chosen["crs"], chosen["x"], chosen["column.cameras"]) == ("cp949", "EPSG:4326", "경도", "카메라대수")


def test_a_planner_may_change_every_part_of_the_proposal(tmp_path: Path) -> None:
    path = write(tmp_path, "자료.csv", "이름,X좌표,Y좌표\n가,203330.1,544424.7\n나,203430.1,544524.7\n")
    proposal = importing.examine(path, KINDS)[0]
    assert (proposal.kind, proposal.epsg) == ("other", 5186)
    changed = importing.choose_kind(replace(proposal, epsg=5174, x="Y좌표", y="X좌표", swapped=True), "shelters", KINDS)
    imported = importing.bring_in(replace(changed, epsg=5186, mapping=(("name", "이름"),)), KINDS, id="mine")
    assert (imported.layer.id, imported.layer.kind.key) == ("mine", "shelters")
    assert imported.layer.frame["name"].tolist() == ["가", "나"]
    assert imported.layer.frame.geometry.x[0] == pytest.approx(203330.1)


def test_a_system_that_is_not_sure_is_left_to_the_planner_who_may_choose_it(tmp_path: Path) -> None:
    path = write(tmp_path, "arson.csv", "359192.3,570510.8,2016-01-01\n356347.3,576182.5,2016-01-03\n355022.3,594096.5,2016-01-04")
    imported = brought(path)
    assert {reason for _, reason in reasons(imported)} == {"unknown_system"}
    assert imported.layer is None
    assert brought(path, epsg=5186).outcome.rows_kept == 3


def test_one_row_far_from_the_rest_of_a_districts_file_is_set_aside(tmp_path: Path) -> None:
    rows = [f"생활방범,{37.54 + n / 5000},{127.08 + n / 5000}" for n in range(40)] + ["생활방범,35.51,127.08"]
    text = "설치목적구분,위도,경도\n" + "\n".join(rows)
    assert reasons(brought(write(tmp_path, "서울특별시_광진구_CCTV.csv", text))) == [(42, "far")]
    assert brought(write(tmp_path, "전국_CCTV.csv", text)).outcome.rows_kept == 41


def test_own_columns_are_renamed_only_where_names_clash_even_in_case(tmp_path: Path) -> None:
    path = write(tmp_path, "parks.csv", "Name,fid,lon,lat\nA,1,127.0,37.5\n", "utf-8")
    frame = brought(path).layer.frame
    assert list(frame.columns) == ["name", "Name (2)", "fid (2)", "lon", "lat", "geometry"]


def test_a_file_that_can_be_placed_nowhere_is_refused_with_a_sentence(tmp_path: Path) -> None:
    imported = brought(write(tmp_path, "표.csv", "범죄명,장소,건수\n살인,아파트,1\n살인,시장,2\n강도,아파트,3"))
    assert imported.layer is None
    assert imported.outcome.kind == ""
    assert imported.outcome.message.startswith("좌표도 주소도 지역 이름도 없어")
    assert imported.outcome.rows_set_aside == 3


def test_lines_between_two_points_in_text_become_streets(tmp_path: Path) -> None:
    text = 'LINK_NO,RN,SP,EP,LUX\n1,역삼로,"[37.49, 127.03]","[37.50, 127.03]",12\n2,역삼로,"[37.49, 127.03]","[37.49, 127.03]",0'
    imported = brought(write(tmp_path, "links.csv", text))
    assert imported.layer.kind.key == "streets"
    assert imported.layer.frame.geometry.length[0] == pytest.approx(1110, abs=3)
    assert reasons(imported) == [(3, "no_length")]


def test_a_broken_outline_is_mended_and_an_empty_one_set_aside() -> None:
    bow = shapely.Polygon([(200000, 550000), (200010, 550010), (200010, 550000), (200000, 550010)])
    shapes = np.array([bow, None, shapely.Polygon(), shapely.force_3d(shapely.box(200000, 550000, 200001, 550001))], dtype=object)
    raw = Raw("건물.gpkg", format="gpkg", headers=("층수",), rows=pd.DataFrame({"층수": [1, 2, 3, 4]}), lines=np.arange(1, 5), geometry=shapes, epsg=5186)
    proposal = importing.examining.propose(raw, KINDS, Ground())
    imported = importing.bring_in(proposal, KINDS)
    assert reasons(imported) == [(2, "no_geometry"), (3, "no_geometry")]
    assert imported.layer.frame.geometry.is_valid.all()
    assert not imported.layer.frame.geometry.has_z.any()
    assert imported.layer.frame["floors"].tolist() == [1, 4]


@pytest.mark.parametrize("declared", ["", "spoilt", "EPSG:99999"])
def test_a_layer_whose_projection_text_says_nothing_is_placed_by_its_coordinates(declared: str) -> None:
    shapes = np.array([shapely.box(955000 + n, 1945000, 955001 + n, 1945001) for n in range(3)], dtype=object)
    rows = pd.DataFrame({"층수": [1, 2, 3], "건물명": ["가동", "나동", "다동"]})
    raw = Raw("건물.shp", format="shp", headers=("층수", "건물명"), rows=rows, lines=np.arange(1, 4), geometry=shapes, declared_crs=declared)
    proposal = importing.examining.propose(raw, KINDS, Ground())
    assert (proposal.kind, proposal.epsg) == ("buildings", 5179)
    assert importing.bring_in(proposal, KINDS).outcome.rows_kept == 3


def boundaries(folder: Path) -> Path:
    """Two made-up districts with real names, as a map file."""
    path = folder / "TL_SCCO_SIG.geojson"
    frame = gpd.GeoDataFrame(
        {"SIG_CD": ["11680", "11650"], "SIG_KOR_NM": ["강남구", "서초구"]},
        geometry=[shapely.box(203000, 543000, 207000, 547000), shapely.box(199000, 543000, 203000, 547000)], crs=5186,
    )  # fmt: skip
    frame.to_crs(4326).to_file(path, driver="GeoJSON")
    return path


COUNTS = "자치구별(1),자치구별(2),2023,2023\n자치구별(1),자치구별(2),발생,검거\n합계,소계,30,20\n합계,강남구,10,8\n합계,서초구,20,12\n합계,없는구,1,1\n"


def test_tables_by_area_wait_for_the_boundaries_of_the_same_folder(tmp_path: Path) -> None:
    boundaries(tmp_path)
    write(tmp_path, "2023_5대범죄.csv", COUNTS)
    layers, set_aside, outcomes = importing.import_all([tmp_path], KINDS, EMPTY)
    counts = next(layer for layer in layers if layer.kind.key == "crime_counts")
    assert counts.frame[["area_name", "count", "period"]].values.tolist() == [["강남구", 10.0, "2023"], ["서초구", 20.0, "2023"]]
    assert counts.frame.geometry.area[0] == pytest.approx(16e6, rel=1e-3)
    assert {outcome.rows_in: outcome.rows_kept for outcome in outcomes} == {2: 2, 4: 2}
    assert sorted(row.reason for row in set_aside if row.reason.startswith("import.")) == ["import.aside.area_unknown"]


def test_without_any_boundaries_a_table_by_area_says_what_is_missing(tmp_path: Path) -> None:
    imported = brought(write(tmp_path, "2023_5대범죄.csv", COUNTS))
    assert imported.layer is None
    assert "자치구 경계를 먼저 가져와야 함" in imported.outcome.message


def test_one_bad_file_never_stops_the_others(tmp_path: Path) -> None:
    write(tmp_path, "a_CCTV.csv", CAMERAS)
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    (tmp_path / "c.shp").write_bytes(b"\x00" * 50)
    layers, _, outcomes = importing.import_all([tmp_path], KINDS, EMPTY)
    assert [layer.kind.key for layer in layers] == ["cctv"]
    assert len(outcomes) == 3
    assert all(outcome.message for outcome in outcomes)


def test_ids_are_unique_also_beside_those_of_the_project(tmp_path: Path) -> None:
    write(tmp_path, "a_CCTV.csv", CAMERAS)
    (tmp_path / "b_CCTV.csv").write_bytes((tmp_path / "a_CCTV.csv").read_bytes())
    layers, _, _ = importing.import_all([tmp_path], KINDS, EMPTY)
    assert [layer.id for layer in layers] == ["cctv", "cctv_2"]
    assert [layer.counted for layer in layers] == [True, False]
    again, _, _ = importing.import_all([tmp_path / "a_CCTV.csv"], KINDS, Project("p", "p", layers=layers))
    assert [layer.id for layer in again] == ["cctv_3"]


def test_a_newer_edition_takes_the_count_from_the_layer_in_the_project(tmp_path: Path) -> None:
    old, _, _ = importing.import_all([write(tmp_path, "CCTV_2019.csv", CAMERAS.replace("2020-02-27", "2019-01-01"))], KINDS, EMPTY)
    project = replace(EMPTY, layers=old)
    new, _, outcomes = importing.import_all([write(tmp_path, "CCTV_2020.csv", CAMERAS)], KINDS, project)
    assert [(layer.id, layer.counted) for layer in new] == [("cctv", False), ("cctv_2", True)]
    assert new[0].frame is old[0].frame
    assert "‘CCTV_2019’ 대신" in outcomes[0].message


def test_an_import_can_be_stopped(tmp_path: Path) -> None:
    write(tmp_path, "CCTV.csv", CAMERAS)
    feedback = Feedback()
    feedback.stop()
    with pytest.raises(Cancelled):
        importing.import_all([tmp_path], KINDS, EMPTY, feedback)


def test_nothing_to_import_gives_nothing(tmp_path: Path) -> None:
    assert importing.import_all([tmp_path], KINDS, EMPTY) == ((), (), [])


def test_progress_runs_forwards(tmp_path: Path) -> None:
    boundaries(tmp_path)
    write(tmp_path, "CCTV.csv", CAMERAS)
    write(tmp_path, "2023_5대범죄.csv", COUNTS)
    shares: list[float] = []
    importing.import_all([tmp_path], KINDS, EMPTY, Feedback(lambda share, words: shares.append(share)))
    assert shares == sorted(shares)
    assert threading.active_count() >= 1


_cell = st.sampled_from(["", "37.5", "127.03", "0", "-", "서울특별시 강남구 역삼동 1", "200", "강남구", "합계", "2019", "203330.5", "N/A", "37°29'12\""])


@settings(deadline=None, max_examples=80)
@given(
    st.lists(st.sampled_from(["위도", "경도", "X좌표", "Y좌표", "주소", "자치구", "행정동", "기간", "카메라대수", "이름", "합계"]), min_size=1, max_size=6, unique=True),
    st.data(),
)
def test_rows_in_are_always_rows_kept_plus_rows_set_aside(headers: list[str], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.lists(_cell, min_size=len(headers), max_size=len(headers)), max_size=12))
    unusable = (SetAside("t.csv", 99, "readers.aside.total", "합계"),)
    raw = Raw("CCTV.csv", format="csv", headers=tuple(headers), header_row=1, rows=pd.DataFrame(rows, columns=headers, dtype=object), lines=np.arange(2, len(rows) + 2), unusable=unusable)
    imported = importing.bring_in(importing.examining.propose(raw, KINDS, Ground()), KINDS)
    outcome = imported.outcome
    assert outcome.rows_in == len(rows) + 1 == outcome.rows_kept + outcome.rows_set_aside
    assert outcome.rows_set_aside == len(imported.set_aside)
    assert (0 if imported.layer is None else len(imported.layer.frame)) == outcome.rows_kept or imported.outcome.crs == ""


# --- every real file --------------------------------------------------------------------------------------------------

# file -> [kind ("" refused), encoding, system, rows in, rows kept]; of several sheets the longest.
EXPECTED = json.loads((Path(__file__).resolve().parents[2] / "data" / "real_files.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def real(shared_data: Path) -> tuple:
    return importing.import_all([shared_data], KINDS, EMPTY)


@pytest.mark.parametrize("file", list(EXPECTED))
def test_every_real_file_is_recognised_or_refused(file: str, real: tuple) -> None:
    wanted = EXPECTED[file]
    found = [[o.kind, o.encoding, o.crs, o.rows_in, o.rows_kept] for o in real[2] if o.file == file]
    assert wanted in found, found
    assert all(o.message for o in real[2] if o.file == file)


def test_no_real_row_is_lost(real: tuple) -> None:
    layers, set_aside, outcomes = real
    assert all(o.rows_in == o.rows_kept + o.rows_set_aside for o in outcomes)
    assert sum(o.rows_set_aside for o in outcomes) == len(set_aside)
    for layer in layers:
        geo.check(layer.frame)
        assert layer.frame.geometry.is_valid.all()
        assert layer.frame.geometry.notna().all()
        assert layer.source.rows_in == layer.source.rows_kept + layer.source.rows_set_aside


def test_figures_of_gangnam_come_out_as_published(real: tuple) -> None:
    by_title = {layer.title: layer.frame for layer in real[0]}
    people = by_title["age"]
    assert people["residents"][people["area_code"].str.startswith("11680")].sum() == 545_024
    crimes = by_title["2023_관서별_5대범죄"].set_index("area_name")["count"]
    assert (crimes["강남구"], crimes["관악구"]) == (6763, 4769)
    alone = by_title["서울시_1인가구_여자_연령별(결과)"].set_index("area_name")["women_alone"]
    assert (alone["강남구"], alone["관악구"]) == (37_886, 57_263)
    assert by_title["서울특별시_강남구_CCTV_20200227"]["cameras"].sum() == 5830


def test_of_the_real_editions_the_newer_ones_are_counted(real: tuple) -> None:
    counted = {layer.title: layer.counted for layer in real[0]}
    assert counted["서울특별시_강남구_CCTV_20200227"]
    assert not counted["서울특별시_강남구_CCTV_20190312"]
    assert counted["TL_SPRD_MANAGE"]
    assert not counted["roads"]
    assert sum(layer.counted for layer in real[0] if layer.kind.key == "districts") == 1
