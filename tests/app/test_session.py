"""The open project: one place that changes, one voice, and a file that is always in step."""

from __future__ import annotations

import csv
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from project_pieces import BUILDINGS, KINDS, layer, points, same

from app import edits
from app.errors import BadInput, ProjectTrouble
from app.model import Project, SetAside
from app.session import Changes, Session, difference
from app.words import tr


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A new project."""
    made = Session.create(tmp_path / "p.gpkg", "성산동", KINDS)
    yield made
    made.close()


def _on_disk(session: Session) -> Project:
    return session._file.read()


def test_an_edit_is_on_the_disk_and_announced_once(session: Session) -> None:
    heard: list[Changes] = []
    session.listen(heard.append)
    session.edit("이름", edits.rename, "망원동")
    assert _on_disk(session).name == session.project.name == "망원동"
    assert heard == [Changes(other=True, history=True)] and session.undo_title == "이름"


def test_an_edit_that_changes_nothing_is_no_step(session: Session) -> None:
    heard: list[Changes] = []
    session.listen(heard.append)
    assert not session.edit("이름", edits.rename, "성산동")
    assert heard == [] and session.undo_title == ""


def test_an_edit_that_fails_changes_nothing(session: Session) -> None:
    before = session.project
    for wrong, error in ((lambda p: 1 / 0, ZeroDivisionError), (lambda p: None, TypeError), (lambda p: edits.rename(p, ""), BadInput)):
        with pytest.raises(error):
            session.edit("?", wrong)
    assert session.project is before and session.undo_title == ""


def test_a_drag_is_one_step_and_every_state_of_it_is_on_the_disk(session: Session) -> None:
    session.edit("놓기", edits.place, "cctv", (0, 0))
    for x in range(1, 6):
        session.edit("옮기기", edits.move, "item-1", (x, 0), merge="move item-1")
        assert _on_disk(session) == session.project
    session.seal()
    session.edit("옮기기", edits.move, "item-1", (9, 9), merge="move item-1")
    session.undo()
    assert session.project.shown.items[0].at_m == (5.0, 0.0)
    session.undo()
    assert session.project.shown.items[0].at_m == (0.0, 0.0) == _on_disk(session).shown.items[0].at_m


def test_undo_and_redo_of_an_import_bring_the_bulk_back(session: Session) -> None:
    (written,) = session.write_layers([layer()], set_aside=[SetAside("cctv.csv", 4, "r", "?")])
    session.edit("가져오기", edits.add_layers, [written], session.kinds)
    session.undo()
    assert _on_disk(session).layers == () and session.set_aside() == []
    session.redo()
    assert same(_on_disk(session).layer("cctv").frame, written.frame) and len(session.set_aside("cctv")) == 1


def test_the_bulk_of_an_undone_import_leaves_the_file_when_it_is_closed(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.gpkg", "p", KINDS)
    session.edit("가져오기", edits.add_layers, session.write_layers([layer(count=2000)]))
    session.undo()
    session.close()
    with sqlite3.connect(tmp_path / "p.gpkg") as raw:
        left = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE name LIKE '%parked%' OR name LIKE '%cctv%'")}
    raw.close()
    assert left == set() and "카메라 1-7".encode() not in (tmp_path / "p.gpkg").read_bytes()


def test_an_id_used_again_after_undo_gets_a_new_revision_and_its_own_bulk(session: Session) -> None:
    session.edit("하나", edits.add_layers, session.write_layers([layer(seed=1)]))
    first = session.project
    session.edit("빼기", edits.remove_layer, "cctv")
    session.edit("둘", edits.add_layers, session.write_layers([layer(seed=2)]))
    assert session.project.layer("cctv").revision != first.layer("cctv").revision
    session.undo()
    session.undo()
    assert same(_on_disk(session).layer("cctv").frame, layer(seed=1).frame)


def test_a_layer_nobody_wrote_is_written_with_the_edit(session: Session) -> None:
    session.edit("추가", edits.add_layers, [layer()])
    changed = replace(session.project.layer("cctv"), frame=points(9, seed=4))
    heard: list[Changes] = []
    session.listen(heard.append)
    session.edit("바꾸기", Project.with_layer, changed)
    assert heard[0].layers == {"cctv"} and same(_on_disk(session).layer("cctv").frame, points(9, seed=4))
    session.undo()
    assert same(_on_disk(session).layer("cctv").frame, layer().frame)


def test_layers_may_be_written_on_a_worker_while_the_planner_edits(session: Session) -> None:
    written: list = []
    worker = threading.Thread(target=lambda: written.extend(session.write_layers([layer("a", count=3000), layer("b", count=3000)])))
    worker.start()
    session.edit("놓기", edits.place, "cctv", (1, 1))
    worker.join()
    session.edit("가져오기", edits.add_layers, written)
    assert _on_disk(session) == session.project and len(session.project.layers) == 2


def test_a_second_session_reads_and_refuses_to_edit(session: Session) -> None:
    second = Session.open(session.path, KINDS)
    assert second.read_only and second.read_only_reason == tr("project.opened_elsewhere")
    with pytest.raises(ProjectTrouble):
        second.edit("이름", edits.rename, "x")
    with pytest.raises(ProjectTrouble):
        second.write_layers([layer()])
    second.close()
    session.edit("이름", edits.rename, "y")


def test_a_closed_session_refuses_to_edit(session: Session) -> None:
    session.close()
    with pytest.raises(ProjectTrouble):
        session.edit("이름", edits.rename, "x")


def test_a_failing_disk_leaves_the_session_at_its_last_state(session: Session) -> None:
    session.edit("놓기", edits.place, "cctv", (1, 1))
    before, heard = session.project, []
    session.listen(heard.append)
    away = session.path.rename(session.path.with_name("away.gpkg"))
    for attempt in (lambda: session.edit("이름", edits.rename, "x"), session.undo):
        with pytest.raises(ProjectTrouble):
            attempt()
    assert session.project is before and session.undo_title == "놓기" and heard == []
    away.rename(session.path)
    session.undo()
    assert _on_disk(session) == session.project != before


def test_a_listener_that_stops_is_told_no_more(session: Session) -> None:
    heard: list[Changes] = []
    stop = session.listen(heard.append)
    stop()
    stop()
    session.edit("이름", edits.rename, "x")
    assert heard == []


def test_a_failing_listener_keeps_nobody_else_from_hearing(session: Session) -> None:
    heard: list[Changes] = []
    session.listen(lambda _: 1 / 0)
    session.listen(heard.append)
    with pytest.raises(ZeroDivisionError):
        session.edit("이름", edits.rename, "x")
    assert len(heard) == 1 and _on_disk(session).name == "x"


def test_what_a_listener_changes_is_said_after_all_have_heard_the_first(session: Session) -> None:
    heard: list[tuple[str, bool]] = []
    session.listen(lambda changes: session.edit("구", edits.choose_district, "11440") if session.project.district == "" else None)
    session.listen(lambda changes: heard.append((session.project.district, changes.other)))
    session.edit("이름", edits.rename, "x")
    assert heard == [("11440", True), ("11440", True)]


def test_the_parts_of_a_project_are_told_apart() -> None:
    project = edits.add_layers(edits.place(Project("p", "p"), "cctv", (0, 0)), [layer("a"), layer("b"), layer("c")])
    said = {
        "layers": difference(project, edits.order_layer(project, "a", 1)), "scenarios": difference(project, edits.move(project, "item-1", (1, 1))),
        "parameters": difference(project, edits.set_parameter(project, "cam.height", 6)),
        "views": difference(project, edits.remember_view(project, "v", (0, 0), 1)), "shown": difference(project, edits.choose_scenario(project, "")),
    }
    assert said == {
        "layers": Changes(layers=frozenset("ab")), "scenarios": Changes(scenarios=frozenset({"scenario-1"})), "parameters": Changes(parameters=True),
        "views": Changes(views=True), "shown": Changes(scenarios=frozenset({"scenario-1"}), other=True)}
    assert not difference(project, project)


def test_rows_set_aside_are_handed_out_for_a_spreadsheet(session: Session, tmp_path: Path) -> None:
    session.add_set_aside([SetAside("가.csv", 3, "project.no_place", 'a,"b"\n줄\0'), SetAside("가.csv", 5, "?", "=cmd()"), SetAside("나.csv", 1, "?", "-3,2")])
    session.export_set_aside(tmp_path / "out.csv", file="가.csv")
    assert (tmp_path / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with open(tmp_path / "out.csv", encoding="utf-8-sig", newline="") as out:
        rows = list(csv.reader(out))
    assert rows == [["파일", "줄", "이유", "원래 내용"], ["가.csv", "3", tr("project.no_place"), 'a,"b"\n줄␀'], ["가.csv", "5", "?", "'=cmd()"]]


TITLES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=8).filter(str.strip)
METRES = st.floats(-1e6, 1e6)


class AnyRun(RuleBasedStateMachine):
    """Any run of edits, undos, redos and openings keeps the file, the session and the listeners in step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.session: Session | None = None

    @initialize()
    def create(self) -> None:
        self.session = Session.create(Path(self.folder.name) / "p.gpkg", "p", KINDS)
        self.past, self.future, self.heard, self.seed = [], [], [], 0
        self.session.listen(self.heard.append)

    def do(self, fn: object, *args: object, **kw: object) -> None:
        before = self.session.project
        self.heard.clear()
        try:
            self.session.edit("t", fn, *args, **kw)
        except BadInput:
            assert self.session.project is before and not self.heard
            return
        if self.session.project != before:
            self.past.append(before)
            self.future.clear()
        self.told(before)

    def told(self, before: Project) -> None:
        differs = difference(before, self.session.project)
        assert [replace(changes, history=False) for changes in self.heard] == ([differs] if differs else [])

    @rule(id=st.sampled_from(["cctv", "CCTV", "buildings", "select"]), count=st.integers(0, 3), first=st.booleans())
    def add(self, id: str, count: int, first: bool) -> None:
        self.seed += 1
        new = layer(id, BUILDINGS if id == "buildings" else KINDS[1], count, self.seed)
        self.do(edits.add_layers, self.session.write_layers([new]) if first else [new], KINDS)

    @rule(pick=st.integers(0, 9), what=st.sampled_from([edits.remove_layer, edits.count_layer, edits.show_layer]))
    def treat(self, pick: int, what: object) -> None:
        known = self.session.project.layers
        self.do(what, known[pick % len(known)].id if known else "none")

    @rule(pick=st.integers(0, 9), to=st.integers(0, 4), title=TITLES)
    def arrange(self, pick: int, to: int, title: str) -> None:
        for known in self.session.project.layers[pick % 3 : pick % 3 + 1]:
            self.do(edits.order_layer, known.id, to)
            self.do(edits.rename_layer, known.id, title)

    @rule(kind=st.sampled_from(["cctv", "mailboxes"]), x=METRES, y=METRES, note=TITLES)
    def place(self, kind: str, x: float, y: float, note: str) -> None:
        self.do(edits.place, kind, (x, y), note=note, properties=[("a", 1), ("b", (note, None, True))])

    @rule(pick=st.integers(1, 5), x=METRES, heading=st.none() | METRES)
    def move(self, pick: int, x: float, heading: float | None) -> None:
        self.do(edits.move, f"item-{pick}", (x, 0.0))
        self.do(edits.aim, f"item-{pick}", heading)

    @rule(pick=st.integers(1, 5))
    def remove(self, pick: int) -> None:
        self.do(edits.remove, f"item-{pick}")

    @rule(title=TITLES, copy=st.booleans())
    def scenario(self, title: str, copy: bool) -> None:
        self.do(edits.add_scenario, title, copy_of=self.session.project.scenario if copy else "")

    @rule(id=st.sampled_from(["", "scenario-1", "scenario-2"]), go=st.booleans())
    def choose(self, id: str, go: bool) -> None:
        self.do(edits.remove_scenario if go and id else edits.choose_scenario, id)

    @rule(value=st.floats(3, 8), title=TITLES)
    def rest(self, value: float, title: str) -> None:
        self.do(edits.set_parameter, "cam.height", value)
        self.do(edits.remember_view, title, (value, value), value)
        self.do(edits.rename, title)

    @rule()
    def undo(self) -> None:
        before = self.session.project
        self.heard.clear()
        self.session.undo()
        if self.past:
            self.future.append(before)
            assert self.session.project == self.past.pop()
        self.told(before)

    @rule()
    def redo(self) -> None:
        before = self.session.project
        self.heard.clear()
        self.session.redo()
        if self.future:
            self.past.append(before)
            assert self.session.project == self.future.pop()
        self.told(before)

    @precondition(lambda self: self.past)
    @rule(clean=st.booleans())
    def open_again(self, clean: bool) -> None:
        before = self.session.project
        if clean:
            self.session.close()
        else:
            self.session._file._claim.release()
        self.session = Session.open(self.session.path, KINDS)
        assert self.session.project == before
        self.past, self.future = [], []
        self.session.listen(self.heard.append)

    @invariant()
    def in_step(self) -> None:
        if self.session is None:
            return
        on_disk = _on_disk(self.session)
        assert on_disk == self.session.project
        for here, there in zip(self.session.project.layers, on_disk.layers, strict=True):
            assert same(here.frame, there.frame)

    def teardown(self) -> None:
        if self.session is not None:
            self.session.close()
        self.folder.cleanup()


AnyRun.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestAnyRun = AnyRun.TestCase
