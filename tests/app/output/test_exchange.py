"""What is given away, read back by other programs' readers."""

from __future__ import annotations

import csv
import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import geopandas
import numpy
import openpyxl
import pyogrio
import pytest
import shapely
from pyproj import Transformer

from app.errors import AppError, BadInput, CannotAnswer, ProjectTrouble
from app.feedback import Cancelled, Feedback
from app.output import exchange
from app.output.exchange_parts import offered
from app.selection import chosen
from tests.app.exchange_pieces import at, box, line, planned, with_layer, written

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


def read(file: Path, layer: str) -> geopandas.GeoDataFrame:
    return pyogrio.read_dataframe(file, layer=layer)


def test_a_layer_comes_back_from_a_geopackage_as_it_was(tmp_path: Path) -> None:
    made = written(tmp_path / "out.gpkg", planned(), "layer:cctv")
    back, own = read(tmp_path / "out.gpkg", "CCTV"), planned().layer("cctv").frame
    assert back.crs.to_epsg() == 5186 and made.rows == 2 and back["name"].tolist() == own["name"].tolist()
    assert back["heading_deg"].tolist()[1] == 90.0 and numpy.isnan(back["heading_deg"][0])
    assert shapely.equals_exact(back.geometry.to_numpy(), own.geometry.to_numpy(), tolerance=1e-6).all()


@pytest.mark.parametrize("epsg", [4326, 5179, 5174, 5187, 3857, 2097])
def test_another_system_puts_things_where_the_public_transformation_does(tmp_path: Path, epsg: int) -> None:
    written(tmp_path / "out.gpkg", planned(), "layer:streets", epsg=epsg)
    back, own = read(tmp_path / "out.gpkg", "도로·골목"), planned().layer("streets").frame
    x, y = Transformer.from_crs(5186, epsg, always_xy=True).transform(*own.geometry.iloc[0].coords[0])
    assert back.crs.to_epsg() == epsg
    assert back.geometry.iloc[0].coords[0] == pytest.approx((x, y), abs=1e-6 if epsg == 4326 else 1e-3)


def test_a_thing_of_the_scenario_has_status_cost_year_and_the_key_of_its_evidence(tmp_path: Path) -> None:
    written(tmp_path / "out.gpkg", planned(), "things")
    (layer,) = [name for name, kind in pyogrio.list_layers(tmp_path / "out.gpkg") if kind]
    first = read(tmp_path / "out.gpkg", layer).iloc[0]
    assert (first["status"], first["year"], first["deed"], first["heading_deg"]) == ("확정", 2027, "새로 설치", 90.0)
    assert first["cost_krw"] > 0 and first["cost_year"] > 2000 and first["cost_source"] and first["evidence"]


def test_a_changed_camera_lies_where_it_stands_and_is_called_by_its_name(tmp_path: Path) -> None:
    written(tmp_path / "out.xlsx", planned(), "things")
    rows = list(openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].values)
    changed = dict(zip(rows[0], rows[3], strict=True))
    assert (changed["이름"], changed["하는 일"], changed["x"]) == ("카메라 1", "변경", planned().layer("cctv").frame.geometry.iloc[0].x)


def test_the_offices_own_notes_leave_only_when_asked_for(tmp_path: Path) -> None:
    written(tmp_path / "a.csv", planned(), "things")
    written(tmp_path / "b.csv", planned(), "things", columns={"things": ("what", "note")})
    first, second = ((tmp_path / name).read_text("utf-8-sig") for name in ("a.csv", "b.csv"))
    assert "담당자 메모" not in first and "담당자 메모" in second and second.splitlines()[0] == "무엇,메모,x,y"


def test_measures_stand_beside_their_bands_and_are_those_of_the_study(tmp_path: Path) -> None:
    from tests.app.output_pieces import small_answers

    written(tmp_path / "out.xlsx", planned(), "measures")
    head, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].values
    found = {(row[2], row[0]): row for row in rows}
    for one in small_answers().measures:
        if one.id == "seen":
            low, high = (round(100 * edge, 2) if one.quantity.has_band else None for edge in (one.quantity.low, one.quantity.high))
            assert found["seen", one.area_code][4:7] == (round(100 * one.quantity.value, 2), low, high)
    assert head[4:7] == ("값", "최소", "최대")


def test_measures_on_a_map_are_columns_of_the_areas(tmp_path: Path) -> None:
    written(tmp_path / "out.gpkg", planned(), "measures", columns={"measures": ("seen",)})
    back = read(tmp_path / "out.gpkg", "자치구·동별 지표")
    assert list(back.columns) == ["area_code", "area", "seen", "seen_low", "seen_high", "geometry"] and back.geom_type.isin(["Polygon", "MultiPolygon"]).all()


def test_only_what_is_selected_leaves(tmp_path: Path) -> None:
    made = written(tmp_path / "out.gpkg", planned(), "picked:cctv", selection=chosen({"cctv": [1]}))
    assert made.rows == 1 and read(tmp_path / "out.gpkg", "고른 것_ CCTV")["name"].tolist() == ["카메라 2"]


def test_a_kml_is_in_degrees_with_a_folder_a_part_and_its_sources(tmp_path: Path) -> None:
    project = replace(planned(), made_up=True)
    written(tmp_path / "out.kml", project, "layer:streets", "layer:cctv", "measures")
    names = [name for name, _ in pyogrio.list_layers(tmp_path / "out.kml")]
    back = read(tmp_path / "out.kml", "CCTV")
    assert names == ["도로·골목", "CCTV", "자치구·동별 지표"] and back["Name"].tolist() == ["카메라 1", "카메라 2"]
    x, y = Transformer.from_crs(5186, 4326, always_xy=True).transform(*planned().layer("cctv").frame.geometry.iloc[0].coords[0])
    assert (back.geometry.iloc[0].x, back.geometry.iloc[0].y) == pytest.approx((x, y), abs=1e-7)
    text = (tmp_path / "out.kml").read_text("utf-8")
    assert "가상 자료" in text.split("</name>")[0] and "streets.csv" in text.split("</description>")[0]


def test_tables_of_csv_have_a_mark_for_spreadsheets_and_a_file_of_sources(tmp_path: Path) -> None:
    made = written(tmp_path / "out.csv", planned(), "layer:cctv", "layer:streets")
    assert [file.name for file in made.files] == ["out CCTV.csv", "out 도로·골목.csv", "out 출처.csv"]
    assert all(file.read_bytes().startswith(b"\xef\xbb\xbf") for file in made.files)
    with open(made.files[0], encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    own = planned().layer("cctv").frame
    assert [row["이름"] for row in rows] == own["name"].tolist() and float(rows[0]["x"]) == own.geometry.iloc[0].x


def test_sources_licence_date_and_the_made_up_mark_travel_along(tmp_path: Path) -> None:
    project = replace(planned(), made_up=True)
    source = replace(project.layer("cctv").source, file="/home/kim/방범 CCTV.csv", dated="2026-03-01", licence="공공누리 1유형", sha256="ab" * 32)
    project = project.with_layer(replace(project.layer("cctv"), source=source))
    for ending in ("gpkg", "xlsx"):
        written(tmp_path / f"out.{ending}", project, "layer:cctv")
    table = pyogrio.read_dataframe(tmp_path / "out.gpkg", layer="출처", read_geometry=False).to_csv()
    sheet = "\n".join(str(row) for row in openpyxl.load_workbook(tmp_path / "out.xlsx")["출처"].values)
    with sqlite3.connect(tmp_path / "out.gpkg") as base:
        meta = "\n".join(text for (text,) in base.execute("select metadata from gpkg_metadata"))
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    base.close()
    for told in (table, sheet, meta):
        assert all(word in told for word in ("방범 CCTV.csv", "2026-03-01", "공공누리 1유형", "가상 자료")) and "kim" not in told


def test_a_file_that_is_there_is_only_replaced_where_that_was_said(tmp_path: Path) -> None:
    out = tmp_path / "out.gpkg"
    out.write_bytes(b"mine")
    with pytest.raises(ProjectTrouble):
        written(out, planned(), "layer:cctv")
    assert out.read_bytes() == b"mine"
    written(out, planned(), "layer:cctv", replace=True)
    assert len(read(out, "CCTV")) == 2 and os.listdir(tmp_path) == ["out.gpkg"]


def test_the_project_itself_is_never_overwritten_not_even_by_a_link(tmp_path: Path) -> None:
    own, link = tmp_path / "project.gpkg", tmp_path / "link.gpkg"
    own.write_bytes(b"everything")
    link.symlink_to(own)
    for out in (own, link, tmp_path / "." / "project.gpkg"):
        with pytest.raises(ProjectTrouble):
            written(out, planned(), "layer:cctv", replace=True, never=(own,))
    assert own.read_bytes() == b"everything"


def test_a_geopackage_that_another_program_holds_open_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "out.gpkg-wal").write_bytes(b"")
    with pytest.raises(ProjectTrouble):
        written(tmp_path / "out.gpkg", planned(), "layer:cctv", replace=True)


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_stopped_half_way_nothing_is_left_behind(tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    out.write_bytes(b"before")

    class StopsHalfWay(Feedback):
        def step(self, share: float, words: str = "") -> None:
            if share > 0.3:
                self.stop()
            super().step(share, words)

        def part(self, start: float, end: float) -> Feedback:
            outer = self
            inner = super().part(start, end)
            inner._report = outer.step
            return inner

    with pytest.raises(Cancelled):
        written(out, planned(), "layer:cctv", "layer:streets", "measures", replace=True, feedback=StopsHalfWay())
    assert os.listdir(tmp_path) == [out.name] and out.read_bytes() == b"before"


def test_a_folder_one_may_not_write_to_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(ProjectTrouble) as told:
        written(tmp_path / "file" / "out.gpkg", planned(), "layer:cctv")
    assert str(told.value)


@pytest.mark.parametrize(
    ("name", "parts", "more", "trouble"),
    [
        ("a.gpkg", (), {}, BadInput), ("a.gpkg", ("layer:nothing",), {}, BadInput), ("a.gpkg", ("picked:cctv/../x",), {}, BadInput),
        ("a.gpkg", ("measures",), {"answers": None}, CannotAnswer), ("a.dxf", ("layer:cctv",), {"epsg": 4326}, BadInput),
        ("a.gpkg", ("layer:cctv",), {"epsg": 999_999}, BadInput), ("a.shp", ("layer:cctv",), {}, BadInput),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_a_sentence(tmp_path: Path, name: str, parts: tuple, more: dict, trouble: type[AppError]) -> None:
    with pytest.raises(trouble):
        written(tmp_path / name, planned(), *parts, **more)
    assert os.listdir(tmp_path) == []


def test_too_much_for_a_drawing_is_said_before_anything_is_written(tmp_path: Path) -> None:
    many = with_layer(planned(), "other", [at(x % 400, 0) for x in range(50_001)])
    with pytest.raises(BadInput, match="50,001"):
        written(tmp_path / "a.dxf", many, "layer:other")


def test_shapes_of_every_sort_and_none_at_all_are_written(tmp_path: Path) -> None:
    ring = shapely.Polygon(box(0, 0, 50, 50).exterior, [box(10, 10, 20, 20).exterior])
    many = shapely.MultiPolygon([box(0, 0, 5, 5), box(10, 0, 15, 5)])
    shapes = [at(1, 1), line((0, 0), (5, 5)), ring, many, None, shapely.Point(), shapely.MultiPoint([at(1, 1), at(2, 2)]), shapely.Point(200_000, 550_000, 7)]
    project = with_layer(planned(), "other", shapes, name=[f"{number}" for number in range(len(shapes))])
    for form in exchange.FORMATS:
        assert written(tmp_path / f"out.{form}", project, "layer:other").rows == len(shapes)
    back = read(tmp_path / "out.gpkg", pyogrio.list_layers(tmp_path / "out.gpkg")[0][0])
    assert shapely.equals_exact(back.geometry.iloc[2], ring, tolerance=1e-6) and back.geometry.isna().tolist()[4] and len(back) == len(shapes)


def test_an_empty_layer_is_an_empty_table(tmp_path: Path) -> None:
    project = with_layer(planned(), "other", [], name=[])
    for form in exchange.FORMATS:
        assert written(tmp_path / f"out.{form}", project, "layer:other").rows == 0


def test_everything_offered_can_be_written_in_every_format(tmp_path: Path) -> None:
    from tests.app.output_pieces import small_answers

    ids = [one.id for one in offered(planned(), small_answers())]
    for form in exchange.FORMATS:
        assert all(file.stat().st_size for file in written(tmp_path / f"all.{form}", planned(), *ids).files)
