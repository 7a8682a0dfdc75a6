"""Folders: which files are found, each once."""

from __future__ import annotations

from pathlib import Path

from app.files.folders import find_files, main_part


def test_the_parts_of_a_shapefile_count_as_one_and_hidden_files_as_none(tmp_path: Path) -> None:
    for name in ("구.shp", "구.dbf", "구.shx", "구.prj", "구.cpg", "구.shp.xml", "b.csv", ".hidden.csv", "~$b.xlsx", "Thumbs.db", "c.pdf", "지도.gdb/a.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in find_files([tmp_path])] == ["b.csv", "구.shp"]


def test_a_part_given_alone_leads_to_its_shapefile_and_nothing_comes_twice(tmp_path: Path) -> None:
    for name in ("a.SHP", "a.DBF", "a.prj"):
        (tmp_path / name).write_bytes(b"x")
    found = find_files([tmp_path / "a.DBF", tmp_path / "a.prj", tmp_path, tmp_path / "a.SHP"])
    assert [path.name for path in found] == ["a.SHP"]
    assert main_part(tmp_path / "a.prj").name == "a.SHP"


def test_a_file_given_by_itself_is_always_taken_so_that_its_refusal_is_heard(tmp_path: Path) -> None:
    (tmp_path / "a.ecw").write_bytes(b"x")
    assert find_files([tmp_path / "a.ecw", tmp_path / "none.csv"]) == [tmp_path / "a.ecw"]
    assert find_files([tmp_path]) == []
    assert find_files([]) == []


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "t.csv").write_text("x")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert [path.name for path in find_files([tmp_path])] == ["t.csv"]


def test_a_dbf_without_shp_stands_for_itself(tmp_path: Path) -> None:
    (tmp_path / "a.dbf").write_bytes(b"x")
    assert main_part(tmp_path / "a.dbf") == tmp_path / "a.dbf"
