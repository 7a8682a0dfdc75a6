"""Golmok's tables inside a GeoPackage."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pyogrio

from app.files import schema
from app.files.project_file import ProjectFile
from app.model import Project


def _empty(path: Path) -> Path:
    ProjectFile.create(path, Project("p", "빈 프로젝트")).close()
    return path


def test_an_empty_project_is_a_geopackage_in_which_others_see_only_the_rows_set_aside(tmp_path: Path) -> None:
    path = _empty(tmp_path / "p.gpkg")
    assert pyogrio.list_layers(path).tolist() == [["golmok_set_aside", None]]


def test_the_header_says_geopackage_and_its_version(tmp_path: Path) -> None:
    with sqlite3.connect(_empty(tmp_path / "p.gpkg")) as file:
        assert file.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big") == b"GPKG"
        assert file.execute("PRAGMA user_version").fetchone() == (10400,)
    file.close()


def test_the_file_knows_the_working_system(tmp_path: Path) -> None:
    with sqlite3.connect(_empty(tmp_path / "p.gpkg")) as file:
        systems = dict(file.execute("SELECT srs_id, organization FROM gpkg_spatial_ref_sys"))
    file.close()
    assert systems == {-1: "NONE", 0: "NONE", 4326: "EPSG", 5186: "EPSG"}


def test_json_stands_only_where_a_row_has_no_natural_columns() -> None:
    texts = {f"{table.name}.{column.name}" for table in schema.TABLES.sorted_tables for column in table.columns if str(column.type) == "JSON"}
    assert texts == {
        "golmok_layers.style", "golmok_sources.settings", "golmok_interventions.properties", "golmok_interventions.path",
        "golmok_interventions.photos", "golmok_scenarios.budgets", "golmok_views.hidden", "golmok_basemaps.points", "golmok_styles.style",
        "golmok_corrections.value",
    }  # fmt: skip


def test_the_tables_of_a_version_never_change() -> None:
    # Whoever changes a table raises VERSION, adds a step to the migrations and then a line here; old lines stay.
    pinned = {1: "3024f3ed76cca59e", 2: "4810892402367753", 3: "51e6010405eb7200"}
    text = "\n".join(f"{column} {column.type} {column.primary_key} {column.nullable}"
                     for table in schema.TABLES.sorted_tables for column in table.columns)
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == pinned[schema.VERSION]
