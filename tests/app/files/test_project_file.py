"""The project file: what goes in comes out, whoever looks."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import geopandas
import pyogrio
import pytest
import shapely
from project_pieces import BUILDINGS, CCTV, FULL, KINDS, OTHER, layer, points, same, strange

from app.errors import ProjectTrouble
from app.feedback import Cancelled, Feedback
from app.files.project_file import ProjectFile
from app.model import Layer, Project, Scenario, SetAside, Source


def test_what_was_created_is_what_opens(path: Path) -> None:
    ProjectFile.create(path, FULL).close()
    file, project = ProjectFile.open(path, KINDS)
    file.close()
    assert project == FULL
    assert all(same(project.layer(known.id).frame, known.frame) for known in FULL.layers)


def test_every_part_of_a_project_can_be_changed_and_taken_out_again(file: ProjectFile) -> None:
    empty = Project("p", "빈 것")
    file.commit(FULL, empty)
    assert file.read() == empty
    file.commit(empty, FULL)
    assert file.read() == FULL


def test_other_programs_see_the_layers_under_their_ids_and_nothing_of_the_rest(file: ProjectFile) -> None:
    assert sorted(name for name, _ in pyogrio.list_layers(file.path)) == ["buildings", "cctv", "golmok_set_aside"]
    seen = pyogrio.read_dataframe(file.path, layer="cctv")
    assert seen["name"].tolist() == FULL.layer("cctv").frame["name"].tolist()
    assert seen.crs.to_epsg() == 5186 and seen.geometry.geom_equals(FULL.layer("cctv").frame.geometry).all()


def test_other_programs_find_by_the_spatial_index_and_keep_it_up(file: ProjectFile) -> None:
    frame = FULL.layer("cctv").frame
    one = tuple(frame.geometry.iloc[:1].total_bounds)
    assert pyogrio.read_dataframe(file.path, layer="cctv", bbox=one)["name"].tolist() == frame["name"].tolist()[:1]
    pyogrio.write_dataframe(points(2, seed=9), file.path, layer="cctv", append=True)
    with sqlite3.connect(file.path) as raw:
        assert raw.execute("SELECT count(*) FROM rtree_cctv_geom").fetchone() == (5,)
        assert raw.execute("SELECT rtreecheck('rtree_cctv_geom')").fetchone() == ("ok",)
    raw.close()
    assert file.read().layer("cctv").frame["name"].tolist()[3:] == points(2, seed=9)["name"].tolist()


def test_attributes_of_every_kind_come_back_as_they_were(file: ProjectFile) -> None:
    written = file.write_layer(Layer("strange", OTHER, "이상한 것", Source("x.gpkg"), frame=strange()))
    file.commit(FULL, FULL.with_layer(written))
    assert same(file.read().layer("strange").frame, strange())
    assert len(pyogrio.read_dataframe(file.path, layer="strange")) == len(strange())


def test_columns_of_one_name_are_kept_apart(file: ProjectFile) -> None:
    frame = geopandas.GeoDataFrame([[1, "a", shapely.Point(0, 0), 2.5]], columns=["x", "x", "geometry", "x"], geometry="geometry", crs=5186)
    file.commit(FULL, FULL.with_layer(file.write_layer(Layer("twins", OTHER, "쌍둥이", Source("t.csv"), frame=frame))))
    read = file.read().layer("twins").frame
    assert list(read.columns) == list(frame.columns) and read.iloc[0].tolist() == frame.iloc[0].tolist()


def test_half_characters_are_replaced_and_break_nothing(file: ProjectFile) -> None:
    frame = points(2).assign(name=["ok", "half \ud83d"])
    written = file.write_layer(Layer("half", CCTV, "반", Source("caf\udce9.csv"), frame=frame))
    file.commit(FULL, FULL.with_layer(written))
    read = file.read().layer("half")
    assert read.frame["name"].tolist() == ["ok", "half ?"] and read.source.file == "caf?.csv"


@pytest.mark.parametrize("frame", [points(0), None], ids=["no rows", "no frame"])
def test_a_layer_without_rows_stays_a_layer(file: ProjectFile, frame: object) -> None:
    file.commit(FULL, FULL.with_layer(file.write_layer(Layer("none", CCTV, "없음", Source("n.csv"), frame=frame))))
    assert len(file.read().layer("none").frame) == 0


@pytest.mark.parametrize("id", ["sqlite_sequence", "gpkg_contents", "golmok_layers", "select", 'a"b', "a;b", "CCTV", "rtree_cctv_geom", "골목"])
def test_any_id_can_be_a_layer(file: ProjectFile, id: str) -> None:
    written = file.write_layer(replace(layer("x"), id=id))
    file.commit(FULL, FULL.with_layer(written))
    assert file.read().layer(id).frame["name"].tolist() == written.frame["name"].tolist()


def test_tables_of_others_are_never_touched(file: ProjectFile) -> None:
    pyogrio.write_dataframe(points(7, seed=5), file.path, layer="mine")
    with sqlite3.connect(file.path) as raw:
        raw.execute("CREATE VIEW cameras AS SELECT name FROM cctv")
    raw.close()
    written = file.write_layer(layer("mine"))
    file.commit(FULL, FULL.with_layer(written))
    file.commit(FULL.with_layer(written), FULL.without_layer("cctv"))
    file.commit(FULL.without_layer("cctv"), FULL)
    assert len(pyogrio.read_dataframe(file.path, layer="mine")) == 7
    with sqlite3.connect(file.path) as raw:
        assert len(raw.execute("SELECT * FROM cameras").fetchall()) == 3
    raw.close()


def test_a_layer_written_but_never_committed_is_gone_after_opening_again(file: ProjectFile) -> None:
    file.write_layer(layer("later"), Feedback())
    file._claim.release()
    again, project = ProjectFile.open(file.path, KINDS)
    assert project == FULL
    with sqlite3.connect(file.path) as raw:
        assert not raw.execute("SELECT name FROM sqlite_master WHERE name LIKE '%parked%'").fetchall()
    raw.close()
    again.close()


def test_stopped_while_writing_leaves_nothing(file: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.files.bulk.PIECE", 10)
    feedback = Feedback(lambda share, words: feedback.stop() if share > 0.5 else None)
    with pytest.raises(Cancelled):
        file.write_layers([layer("one", count=50), layer("two", count=50)], feedback, [SetAside("one.csv", 1, "r")])
    with sqlite3.connect(file.path) as raw:
        assert raw.execute("SELECT count(*) FROM golmok_bulks").fetchone() == (2,)
        assert raw.execute("SELECT count(*) FROM golmok_set_aside").fetchone() == (0,)
    raw.close()


def test_a_planner_edits_while_a_worker_writes(file: ProjectFile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.files.bulk.PIECE", 20)
    written: list[Layer] = []
    worker = threading.Thread(target=lambda: written.append(file.write_layer(layer("bulk", count=600))))
    worker.start()
    project, edits = FULL, 0
    while worker.is_alive():
        next = replace(project, name=f"이름 {edits}")
        file.commit(project, next)
        project, edits = next, edits + 1
    worker.join()
    file.commit(project, project.with_layer(written[0]))
    assert edits > 1 and len(file.read().layer("bulk").frame) == 600


def test_a_layer_of_an_unknown_kind_opens_as_other_and_keeps_its_kind_in_the_file(path: Path) -> None:
    ProjectFile.create(path, FULL).close()
    file, project = ProjectFile.open(path, (BUILDINGS, OTHER))
    assert project.layer("cctv").kind == OTHER
    file.commit(project, replace(project, layers=project.layers[::-1]))
    assert file.read().layers == project.layers[::-1]
    file.close()
    file, project = ProjectFile.open(path, KINDS)
    file.close()
    assert project.layer("cctv").kind == CCTV


def test_a_table_removed_elsewhere_leaves_the_project_with_a_word(path: Path) -> None:
    ProjectFile.create(path, FULL).close()
    with sqlite3.connect(path) as raw:
        raw.execute("DROP TABLE cctv")
    raw.close()
    file, project = ProjectFile.open(path, KINDS)
    assert [known.id for known in project.layers] == ["buildings"] and "cctv 목록" in file.notes[0]
    file.commit(project, project.with_layer(file.write_layer(layer())))
    assert len(file.read().layers) == 2
    file.close()


def test_another_program_may_add_rows_and_columns(path: Path) -> None:
    ProjectFile.create(path, FULL).close()
    with sqlite3.connect(path) as raw:
        for name in ("ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"):
            raw.create_function(name, 1, lambda _: 0)
        raw.execute("ALTER TABLE cctv ADD COLUMN memo TEXT")
        raw.execute("UPDATE cctv SET memo = 'x', cameras = 'many' WHERE fid = 2")
    raw.close()
    file, project = ProjectFile.open(path, KINDS)
    file.close()
    assert project.layer("cctv").frame["memo"].tolist() == [None, "x", None]
    assert project.layer("cctv").frame["cameras"].tolist() == [1000, "many", None]


# Set aside


def test_rows_set_aside_live_and_go_with_their_layer(file: ProjectFile) -> None:
    rows = [SetAside("x.csv", 3, "import.no_place", "a,b\0,,"), SetAside("x.csv", 9, "import.outside", "=1+1"), SetAside("bad.txt", 1, "r", "?")]
    (written,) = file.write_layers([layer("x")], set_aside=rows)
    assert file.set_aside() == rows[2:]
    file.commit(FULL, FULL.with_layer(written))
    assert file.set_aside("x") == rows[:2] and file.set_aside(file="bad.txt") == rows[2:]
    file.commit(FULL.with_layer(written), FULL)
    assert file.set_aside() == rows[2:]


def test_a_layer_whose_rows_change_keeps_what_its_file_could_not_give(file: ProjectFile) -> None:
    rows = [SetAside("x.csv", 3, "r", "a")]
    (written,) = file.write_layers([layer("x")], set_aside=rows)
    file.commit(FULL, FULL.with_layer(written))
    changed = file.stamped(FULL.with_layer(replace(written, frame=points(2))))
    file.commit(FULL.with_layer(written), changed)
    assert changed.layer("x").revision > written.revision and file.set_aside("x") == rows


def test_a_layer_that_is_in_the_file_is_not_written_again(file: ProjectFile) -> None:
    (written,) = file.write_layers([layer("x")], set_aside=[SetAside("x.csv", 3, "r", "a")])
    file.commit(FULL, FULL.with_layer(written))
    hidden = replace(written, visible=False)
    again, other = file.write_layers([hidden, layer("y")])
    assert again is hidden and other.revision > written.revision


def test_another_try_with_a_bad_file_takes_the_place_of_the_first(file: ProjectFile) -> None:
    file.add_set_aside([SetAside("bad.csv", 1, "r"), SetAside("bad.csv", 2, "r"), SetAside("worse.csv", 1, "r")])
    file.add_set_aside([SetAside("bad.csv", 7, "r")])
    assert [(row.file, row.line) for row in file.set_aside()] == [("worse.csv", 1), ("bad.csv", 7)]


# Trouble with the disk


def test_a_full_disk_is_said_and_the_file_stays_at_its_last_state(file: ProjectFile) -> None:
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    much = replace(FULL, scenarios=(Scenario("a", "x" * 200_000),))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.path.stat().st_size, limits[1]))
    try:
        with pytest.raises(ProjectTrouble):
            file.commit(FULL, much)
        with pytest.raises(ProjectTrouble):
            file.write_layer(layer("much", count=3000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert file.read() == FULL
    file.commit(FULL, much)
    assert file.read() == much


def test_a_file_that_disappears_is_said_and_not_made_anew(file: ProjectFile) -> None:
    away = file.path.rename(file.path.with_name("away.gpkg"))
    with pytest.raises(ProjectTrouble):
        file.commit(FULL, replace(FULL, name="x"))
    assert not file.path.exists()
    away.rename(file.path)
    file.commit(FULL, replace(FULL, name="x"))
    assert file.read().name == "x"


def test_a_file_changed_by_somebody_else_meanwhile_is_not_overwritten(file: ProjectFile) -> None:
    with sqlite3.connect(file.path) as raw:
        raw.execute("UPDATE golmok_meta SET edit = edit + 1, name = 'theirs'")
    raw.close()
    with pytest.raises(ProjectTrouble):
        file.commit(FULL, replace(FULL, name="ours"))
    assert file.read().name == "theirs"


def test_too_many_columns_are_said(file: ProjectFile) -> None:
    wide = geopandas.GeoDataFrame({f"c{n}": [n] for n in range(2100)}, geometry=[shapely.Point(0, 0)], crs=5186)
    with pytest.raises(ProjectTrouble, match="2101"):
        file.write_layer(Layer("wide", OTHER, "넓은 것", Source("w.csv"), frame=wide))
