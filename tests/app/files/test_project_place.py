"""Opening and creating projects: what is refused stays as it is, one at a time may write, and a new file comes complete."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from project_pieces import FULL, KINDS, layer, points

from app.errors import ProjectTrouble
from app.files.project_file import ProjectFile
from app.model import Project

# What is no project


def _bytes_of_a_geopackage(folder: Path) -> bytes:
    points(3).to_file(folder / "other.gpkg", layer="cctv")
    return (folder / "other.gpkg").read_bytes()


def _bytes_of_a_project(folder: Path) -> bytes:
    ProjectFile.create(folder / "whole.gpkg", replace(FULL, layers=(layer(count=500),))).close()
    return (folder / "whole.gpkg").read_bytes()


def _bytes_of_a_database(folder: Path) -> bytes:
    with sqlite3.connect(folder / "plain.db") as raw:
        raw.execute("CREATE TABLE golmok_meta (id, schema_version)")
    raw.close()
    return (folder / "plain.db").read_bytes()


@pytest.mark.parametrize("make", [
    lambda _: b"", lambda _: b"a", lambda _: os.urandom(5000), lambda _: b"SQLite format 3\0", lambda _: b"SQLite format 3\0" + b"\0" * 5000,
    lambda _: "이름,위도\n가,37".encode("cp949"), _bytes_of_a_geopackage, _bytes_of_a_database,
    lambda folder: _bytes_of_a_project(folder)[:50_000], lambda folder: _bytes_of_a_project(folder)[:4096],
    lambda folder: _bytes_of_a_project(folder)[:100] + b"\xff" * 9000,
], ids=["nothing", "a letter", "noise", "a header", "zeros", "csv", "a geopackage", "a database", "cut", "one page", "overwritten"])
def test_what_is_no_project_is_refused_in_a_sentence_and_stays_as_it_is(path: Path, tmp_path: Path, make: object) -> None:
    path.write_bytes(make(tmp_path))
    before, beside = path.read_bytes(), sorted(tmp_path.iterdir())
    with pytest.raises(ProjectTrouble) as trouble:
        ProjectFile.open(path, KINDS)
    assert trouble.value.message.endswith((".", ")")) and "\n" not in trouble.value.message
    assert path.read_bytes() == before and sorted(tmp_path.iterdir()) == beside


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for place in (tmp_path / "none.gpkg", tmp_path):
        with pytest.raises(ProjectTrouble):
            ProjectFile.open(place, KINDS)
    assert list(tmp_path.iterdir()) == []


def test_a_geopackage_left_in_the_middle_of_a_write_by_another_program_is_not_repaired_by_us(path: Path, tmp_path: Path) -> None:
    path.write_bytes(_bytes_of_a_geopackage(tmp_path))
    (tmp_path / f"{path.name}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 600)
    before = path.read_bytes()
    with pytest.raises(ProjectTrouble):
        ProjectFile.open(path, KINDS)
    assert path.read_bytes() == before


# Two at once, and places where nothing can be written


def test_the_second_to_open_can_only_read_and_says_so(file: ProjectFile) -> None:
    second, project = ProjectFile.open(file.path, KINDS)
    assert second.read_only and second.read_only_reason and project == FULL
    with pytest.raises(ProjectTrouble, match=second.read_only_reason[:10]):
        second.commit(project, replace(project, name="x"))
    file.commit(FULL, replace(FULL, name="첫째는 계속한다"))
    second.close()
    assert file.read().name == "첫째는 계속한다"


def test_another_process_can_only_read_until_the_first_is_killed(file: ProjectFile) -> None:
    words = f"from app.files.project_file import ProjectFile; print(ProjectFile.open({str(file.path)!r}, ())[0].read_only)"
    ask = [sys.executable, "-c", words]
    root = Path(__file__).resolve().parents[3]
    assert subprocess.run(ask, cwd=root, capture_output=True, text=True, check=True).stdout == "True\n"
    file.close()
    holder = subprocess.Popen([sys.executable, "-c", f"{words}; import sys, time; sys.stdout.flush(); time.sleep(60)"],
                              cwd=root, stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "False\n"
    holder.kill()
    holder.wait()
    holder.stdout.close()
    again, _ = ProjectFile.open(file.path, KINDS)
    assert not again.read_only
    again.close()


def test_nothing_is_left_beside_the_file(path: Path) -> None:
    ProjectFile.create(path, FULL).close()
    file, _ = ProjectFile.open(path, KINDS)
    file.close()
    file.close()
    assert list(path.parent.iterdir()) == [path]


@pytest.fixture
def as_anyone() -> Iterator[None]:
    """Run as an ordinary user: root may write everywhere."""
    if sys.platform == "win32":
        pytest.skip("permissions of folders are another matter there")
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)


@pytest.fixture
def shut(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A folder nobody may write to, with a project in it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "p.gpkg"
        ProjectFile.create(path, FULL).close()
        if request.param == "logged":
            raw = sqlite3.connect(path)
            raw.execute("PRAGMA journal_mode = WAL")
            raw.close()
        path.chmod(0o444)
        folder.chmod(0o555)
        yield path
        folder.chmod(0o755)


@pytest.mark.parametrize("shut", ["plain", "logged"], indirect=True)
def test_a_project_where_nothing_can_be_written_opens_for_reading(shut: Path, as_anyone: None) -> None:
    before = shut.read_bytes()
    file, project = ProjectFile.open(shut, KINDS)
    assert project == FULL and file.read_only and file.read_only_reason and file.set_aside() == []
    file.close()
    assert shut.read_bytes() == before


@pytest.mark.parametrize("shut", ["plain"], indirect=True)
def test_nothing_is_created_where_nothing_can_be_written(shut: Path, as_anyone: None) -> None:
    with pytest.raises(ProjectTrouble):
        ProjectFile.create(shut.with_name("new.gpkg"), FULL)


# Creating


def test_a_file_that_is_there_is_kept_unless_asked(file: ProjectFile) -> None:
    with pytest.raises(ProjectTrouble):
        ProjectFile.create(file.path, Project("q", "q"))
    with pytest.raises(ProjectTrouble):
        ProjectFile.create(file.path, Project("q", "q"), replace=True)
    assert file.read() == FULL
    file.close()
    new = ProjectFile.create(file.path, Project("q", "q"), replace=True)
    assert new.read() == Project("q", "q")
    new.close()


def test_nothing_is_created_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ProjectTrouble):
        ProjectFile.create(tmp_path / "none" / "p.gpkg", FULL)
    assert list(tmp_path.iterdir()) == []


def test_what_is_taken_out_gives_its_room_back(file: ProjectFile) -> None:
    small = file.path.stat().st_size
    file.commit(FULL, FULL.with_layer(file.write_layer(layer("much", count=20_000))))
    large = file.path.stat().st_size
    file.commit(FULL.with_layer(layer("much")), FULL)
    file.close()
    assert large > 1_000_000 and file.path.stat().st_size < small + 50_000


def test_a_journal_left_by_a_crash_is_not_played_into_a_new_file_of_the_same_name(path: Path) -> None:
    journal = Path(f"{path}-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 600)
    file = ProjectFile.create(path, FULL)
    assert not journal.exists() and file.read() == FULL
    file.close()
