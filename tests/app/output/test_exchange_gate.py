"""What must not leave in any format, and what strangers' names and texts may not do."""

from __future__ import annotations

import csv
import sqlite3
from dataclasses import replace
from pathlib import Path

import openpyxl
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import edits
from app.errors import BadInput
from app.output import exchange
from app.output.exchange_cells import free_names, harmless, is_formula, layer_names
from app.output.exchange_parts import offered
from app.output.privacy import counts_told
from app.selection import chosen
from tests.app.exchange_pieces import FORMULAS, at, planned, with_layer, written
from tests.app.output_pieces import HOSTILE, forbidden, hostile_project, secret, small_answers

NASTY = (*HOSTILE, *FORMULAS, "'; drop table cctv; --", '"', "]]>", "& ]]> <b>", "a\\Pb{\\fArial;c}", "%%u밑줄 ^J", "NULL", "nan", "\ufffe", "CON", "x" * 40_000)


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_nothing_of_a_sensitive_layer_is_in_any_file(tmp_path: Path, form: str) -> None:
    ids = [one.id for one in offered(planned(), small_answers(), chosen({"crime_points": [0, 1, 2], "cctv": [0]}))]
    assert not any("crime" in id for id in ids) and "counts" in ids
    made = written(tmp_path / f"out.{form}", planned(), *ids, selection=chosen({"cctv": [0]}))
    for file in made.files:
        if form == "xlsx":
            text = "\n".join(str(row) for sheet in openpyxl.load_workbook(file).worksheets for row in sheet.values)
        else:
            text = file.read_bytes().decode("utf-8", "replace")
        assert [word for word in forbidden(secret(planned())) if word in text] == []


@pytest.mark.parametrize("part", ["layer:crime_points", "picked:crime_points"])
def test_a_sensitive_layer_asked_for_by_name_is_refused(tmp_path: Path, part: str) -> None:
    with pytest.raises(BadInput):
        written(tmp_path / "out.csv", planned(), part, selection=chosen({"crime_points": [0, 1, 2, 0]}))


def test_a_change_of_a_single_crime_in_a_scenario_stays_inside(tmp_path: Path) -> None:
    project = edits.change_existing(planned(), "crime_points", 0, type="비밀유형갑")
    written(tmp_path / "out.csv", project, "things")
    assert "비밀유형갑" not in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_counts_by_dong_are_withheld_where_they_are_few(tmp_path: Path) -> None:
    project = with_layer(planned(), "complaints", [at(10 + x % 90, 3) for x in range(12)] + [at(300, 3)] * 7)
    written(tmp_path / "out.csv", project, "counts")
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
        rows = {row["지역"]: row for row in csv.DictReader(file)}
    crimes, complaints = [name for name in rows["서동"] if name not in ("지역", "지역 코드")]
    assert {rows[dong][crimes] for dong in rows} == {"비공개"} and [rows[dong][complaints] for dong in ("서동", "동동")] == ["12", "7"]


def test_a_share_weighted_by_few_crimes_is_withheld(tmp_path: Path) -> None:
    written(tmp_path / "out.xlsx", planned(), "measures")
    _, *rows = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].values
    weighted = [row for row in rows if row[2] == "seen_crime_weighted"]
    assert weighted and all(row[4:7] == (None, None, None) and row[8] == "비공개" for row in weighted)


@given(st.lists(st.integers(0, 60), max_size=12), st.integers(3, 10))
@settings(deadline=None, max_examples=200)
def test_no_withheld_count_is_the_rest_of_a_known_total(counts: list[int], least: int) -> None:
    told = counts_told(counts, least)
    hidden = [count for count, one in zip(counts, told, strict=True) if one is None]
    assert all(one is None or one == count for count, one in zip(counts, told, strict=True))
    assert not any(one is not None and 0 < one < least for one in told)
    large_enough = sum(counts) - sum(one or 0 for one in told) >= least and len(hidden) >= 2
    assert not hidden or large_enough or not any(one for one in told)


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_spreadsheet_begins_as_a_formula(tmp_path: Path, text: str) -> None:
    project = with_layer(planned(), "other", [at(0, 0)], name=[text], **{text: [text]})
    for form in ("csv", "xlsx"):
        written(tmp_path / f"out.{form}", project, "layer:other")
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert not any(is_formula(cell) for cell in cells) and any(text.strip() in cell for cell in cells)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0]
    assert all(cell.data_type in ("s", "n") for row in sheet for cell in row)
    assert all(cell.quotePrefix for row in sheet for cell in row if is_formula(cell.value))


@pytest.mark.parametrize("value", ["-5", "+3.5", "1,000", -5, None, "02-123", "가=나"])
def test_numbers_and_plain_texts_are_left_as_they_are(value: object) -> None:
    assert harmless(value) == value


@pytest.mark.parametrize("form", exchange.FORMATS)
def test_hostile_names_of_everything_are_only_text(tmp_path: Path, form: str) -> None:
    shapes = [at(float(number), 0) for number in range(len(NASTY))]
    columns = {name or "empty": list(NASTY) for name in NASTY[:12] if "\ud800" not in name}
    for name in (HOSTILE[0], HOSTILE[3], NASTY[-10], "../../etc/passwd"):
        project = replace(hostile_project(name), name=name, scenarios=planned().scenarios, scenario=planned().scenario)
        project = with_layer(project, "other", shapes, title=name, name=list(NASTY), **columns)
        made = written(tmp_path / f"out.{form}", project, *[one.id for one in offered(project)], replace=True)
        assert all(file.parent == tmp_path and file.stat().st_size for file in made.files)
    if form in ("gpkg", "kml"):
        names = [name for name, _ in pyogrio.list_layers(made.files[0])]
        assert sum(pyogrio.read_info(made.files[0], layer=name)["features"] for name in names) >= made.rows
    if form == "kml":
        assert "<script>" not in made.files[0].read_text("utf-8").replace("<![CDATA[<script>", "")


def test_texts_come_back_word_for_word_from_a_geopackage(tmp_path: Path) -> None:
    texts = ["=1+1", "'; drop table x; --", "둘째\n줄", "<b>굵게</b>", "]]>", "👮‍♀️", ""]
    project = with_layer(planned(), "other", [at(0, 0)] * len(texts), name=texts)
    written(tmp_path / "out.gpkg", project, "layer:other")
    layer = pyogrio.list_layers(tmp_path / "out.gpkg")[0][0]
    assert pyogrio.read_dataframe(tmp_path / "out.gpkg", layer=layer)["name"].tolist() == texts


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "a & b", "& ]]> x", "<![CDATA[x]]>", "$[name]"])
def test_texts_of_a_kml_are_shown_as_they_are_written(tmp_path: Path, text: str) -> None:
    from html import unescape

    project = with_layer(planned(), "other", [at(0, 0)], name=[text], description=[text])
    written(tmp_path / "out.kml", project, "layer:other")
    back = pyogrio.read_dataframe(tmp_path / "out.kml").iloc[0]
    assert unescape(back["Name"]) == text and "<script" not in back["Name"]


def test_columns_that_differ_only_in_case_or_are_called_like_the_formats_own_survive(tmp_path: Path) -> None:
    columns = {"fid": [1], "FID": [2], "geom": [3], "Name": [4], "rowid": [5], "ID": [6]}
    project = with_layer(planned(), "other", [at(0, 0)], name=["가"], **columns)
    written(tmp_path / "out.gpkg", project, "layer:other")
    layer = pyogrio.list_layers(tmp_path / "out.gpkg")[0][0]
    row = pyogrio.read_dataframe(tmp_path / "out.gpkg", layer=layer).iloc[0]
    assert sorted(value for value in row.tolist() if isinstance(value, int) or hasattr(value, "item")) == [1, 2, 3, 4, 5, 6]


def test_a_layer_called_like_a_table_of_the_format_takes_none_of_them(tmp_path: Path) -> None:
    project = with_layer(planned(), "other", [at(0, 0)], id="x", title="gpkg_contents", name=["가"])
    project = with_layer(project, "other", [at(0, 0)], id="y", title="GPKG_Contents", name=["나"])
    written(tmp_path / "out.gpkg", project, "layer:x", "layer:y")
    with sqlite3.connect(tmp_path / "out.gpkg") as base:
        assert base.execute("select count(*) from gpkg_contents").fetchone()[0] == 3
    base.close()


@given(st.lists(st.text(max_size=80), max_size=8))
@settings(deadline=None, max_examples=100)
def test_names_are_always_there_differ_and_hold_no_path(titles: list[str]) -> None:
    names = layer_names(titles, most=28)
    assert len({name.casefold() for name in names}) == len(titles) and all(names)
    assert not any(sign in name for name in names for sign in "\\/:*?\"<>|'[]!\n\0")
    assert len({name.casefold() for name in free_names(titles, reserved=("fid",))} | {"fid"}) == len(titles) + 1
