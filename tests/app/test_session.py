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
from app.files import steps
from app.history import History
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


def _steps_on_disk(session: Session) -> History:
    with session._file._database.reading() as connection:
        return steps.heads(connection)


def _plain(history: History) -> tuple:
    return tuple((step.number, step.title, step.at) for step in history.done), tuple((step.number, step.title) for step in history.undone)


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


def _tables(path: Path, like: str) -> set[str]:
    with sqlite3.connect(path) as raw:
        found = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE name LIKE ?", (like,))}
    raw.close()
    return found


def test_an_undone_import_can_be_redone_after_opening_again(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.gpkg", "p", KINDS)
    session.edit("가져오기", edits.add_layers, session.write_layers([layer(count=2000)], set_aside=[SetAside("cctv.csv", 4, "r", "?")]))
    session.undo()
    session.close()
    again = Session.open(tmp_path / "p.gpkg", KINDS)
    assert (again.undo_title, again.redo_title, again.project.layers) == ("", "가져오기", ())
    assert again.needs_fetching(again.history.forward)
    again.fetch(again.history.forward)
    assert not again.needs_fetching(again.history.forward)
    again.redo()
    assert same(again.project.layer("cctv").frame, layer(count=2000).frame) and len(again.set_aside("cctv")) == 1
    again.close()


def test_what_the_history_kept_leaves_the_file_when_the_history_is_cleared(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.gpkg", "p", KINDS)
    session.edit("가져오기", edits.add_layers, session.write_layers([layer(count=2000)]))
    session.edit("빼기", edits.remove_layer, "cctv")
    assert session.history_bytes() > 100_000
    heard: list[Changes] = []
    session.listen(heard.append)
    session.forget_history()
    assert heard == [Changes(history=True)] and session.history.steps == ()
    session.close()
    assert _tables(tmp_path / "p.gpkg", "%parked%") | _tables(tmp_path / "p.gpkg", "%cctv%") == set()
    assert "카메라 1-7".encode() not in (tmp_path / "p.gpkg").read_bytes()


def test_what_was_undone_and_is_gone_for_good_leaves_the_file_when_it_is_closed(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.gpkg", "p", KINDS)
    session.edit("가져오기", edits.add_layers, session.write_layers([layer(count=2000)]))
    session.undo()
    session.edit("이름", edits.rename, "x")
    session.close()
    assert _tables(tmp_path / "p.gpkg", "%parked%") == set() and "카메라 1-7".encode() not in (tmp_path / "p.gpkg").read_bytes()


def test_the_last_hundred_steps_can_be_undone_after_opening_again_and_no_endless_number_is_kept(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.gpkg", "0", KINDS)
    for number in range(1, 301):
        session.edit(f"이름 {number}", edits.rename, str(number))
    session.close()
    again = Session.open(tmp_path / "p.gpkg", KINDS)
    kept = len(again.history.done)
    assert 100 <= kept < 300 and again.history.done[-1].title == "이름 300"
    while again.history.done:
        again.undo()
    assert again.project.name == str(300 - kept)
    again.go(again.history.undone[-1].number)
    assert again.project.name == "300" and _on_disk(again) == again.project
    again.close()


def test_pictures_stay_as_long_as_a_step_names_them(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.gpkg", "p", KINDS)
    session.edit("놓기", edits.place, "cctv", (0.0, 0.0))
    photo, loose = session.add_photo(b"\xff\xd8 a picture"), session.add_photo(b"\xff\xd8 another")
    session.edit("사진", _with_photo, photo)
    session.edit("지우기", edits.remove, "item-1")
    session.close()
    again = Session.open(tmp_path / "p.gpkg", KINDS)
    assert again.photo(photo)
    with pytest.raises(BadInput):
        again.photo(loose)
    again.undo()
    assert again.project.shown.items[0].photos == (photo,)
    again.undo()
    again.edit("이름", edits.rename, "x")
    again.close()
    last = Session.open(tmp_path / "p.gpkg", KINDS)
    with pytest.raises(BadInput):
        last.photo(photo)
    last.close()


def _with_photo(project: Project, photo: str) -> Project:
    scenario = project.shown
    return project.with_scenario(replace(scenario, items=(replace(scenario.items[0], photos=(photo,)),)))


def test_a_project_that_was_never_closed_says_what_was_done_last(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.gpkg", "p", KINDS)
    assert session.recovered == ""
    session.edit("CCTV 놓기", edits.place, "cctv", (0.0, 0.0))
    session._file._claim.release()
    again = Session.open(session.path, KINDS)
    assert "CCTV 놓기" in again.recovered and again.undo_title == "CCTV 놓기"
    again.close()
    last = Session.open(session.path, KINDS)
    assert last.recovered == ""
    last.close()


def test_a_step_that_cannot_be_read_is_said_and_the_project_stays(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.gpkg", "p", KINDS)
    session.edit("하나", edits.rename, "one")
    session.edit("둘", edits.rename, "two")
    with sqlite3.connect(session.path) as raw:
        raw.execute("UPDATE golmok_steps SET changes = x'00ff' WHERE number = 1")
    raw.close()
    session.undo()
    with pytest.raises(ProjectTrouble, match="하나"):
        session.undo()
    assert session.project.name == "one" == _on_disk(session).name
    session.forget_history()
    session.edit("셋", edits.rename, "three")
    session.undo()
    assert session.project.name == "one"
    session.close()


def test_a_layer_whose_table_another_program_removed_is_left_out_when_a_step_would_bring_it_back(tmp_path: Path) -> None:
    session = Session.create(tmp_path / "p.gpkg", "p", KINDS)
    session.edit("가져오기", edits.add_layers, session.write_layers([layer("a"), layer("b")]))
    session.edit("빼기", edits.remove_layer, "a")
    with sqlite3.connect(session.path) as raw:
        raw.execute("DROP TABLE a")
    raw.close()
    session._file._frames.clear()
    session.undo()
    assert [known.id for known in session.project.layers] == ["b"] and _on_disk(session) == session.project
    session.undo()
    session.redo()
    assert [known.id for known in session.project.layers] == ["b"] and _on_disk(session) == session.project
    session.close()


def test_a_commit_that_reached_the_disk_though_it_seemed_to_fail_is_a_step_like_any_other(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.edit("하나", edits.rename, "one")
    commit = session._file.commit

    def lost(*args: object) -> None:
        edit, history = session._file._edit, session._file.history
        commit(*args)
        session._file._edit, session._file.history, session._file._sure = edit, history, False
        raise ProjectTrouble("the answer was lost")

    monkeypatch.setattr(session._file, "commit", lost)
    with pytest.raises(ProjectTrouble):
        session.edit("둘", edits.rename, "two")
    monkeypatch.undo()
    session.undo()
    assert session.project.name == "성산동" == _on_disk(session).name
    session.go(session.history.undone[-1].number)
    assert session.project.name == "two" == _on_disk(session).name


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
    """Any run of edits, undos, redos, kills and openings keeps the file, the session, the steps and the listeners in step."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.session: Session | None = None

    @initialize()
    def create(self) -> None:
        self.session = Session.create(Path(self.folder.name) / "p.gpkg", "p", KINDS)
        # The states before each step done, the states after each step undone (the next last), and how the steps are called.
        self.past, self.future, self.titles, self.heard, self.seed, self.working = [], [], [], [], 0, False
        self.session.listen(self.heard.append)

    def do(self, fn: object, *args: object, merge: str | None = None, **kw: object) -> None:
        before, history = self.session.project, self.session.history
        self.heard.clear()
        title = f"{fn.__name__} {len(self.titles)}"
        try:
            self.session.edit(title, fn, *args, merge=merge, **kw)
        except BadInput:
            assert self.session.project is before and not self.heard
            return
        if self.session.project != before:
            self.future.clear()
            del self.titles[len(self.past) :]
            if not history.takes_in(merge):
                self.past.append(before)
                self.titles.append(title)
            elif self.past[-1] == self.session.project:
                self.past.pop()
                self.titles.pop()
        self.told(before)

    def told(self, before: Project) -> None:
        differs = difference(before, self.session.project)
        self.working = self.working or bool(differs)
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

    @rule(pick=st.integers(1, 5), places=st.lists(st.sampled_from([0.0, 1.0, 2.0]), max_size=4), key=st.sampled_from("mn"), sealed=st.booleans())
    def drag(self, pick: int, places: list[float], key: str, sealed: bool) -> None:
        for x in places:
            self.do(edits.move, f"item-{pick}", (x, 0.0), merge=key)
            self.in_step()
        if sealed:
            self.session.seal()

    @rule(to=st.integers(0, 12))
    def jump(self, to: int) -> None:
        before, steps = self.session.project, self.session.history.steps
        states = [*self.past, before, *reversed(self.future)]
        to = min(to, len(steps))
        self.heard.clear()
        self.session.go(steps[to - 1].number if to else 0)
        assert self.session.project == states[to]
        self.past, self.future = states[:to], states[:to:-1]
        self.told(before)

    @rule()
    def forget(self) -> None:
        self.session.forget_history()
        self.past, self.future, self.titles = [], [], []

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
        assert self.session.project == before and bool(self.session.recovered) == (not clean and self.working and bool(self.past))
        self.working = self.working and not clean
        self.session.listen(self.heard.append)

    @invariant()
    def in_step(self) -> None:
        if self.session is None:
            return
        on_disk = _on_disk(self.session)
        assert on_disk == self.session.project
        assert _plain(_steps_on_disk(self.session)) == _plain(self.session.history)
        assert [step.title for step in self.session.history.steps] == self.titles and len(self.session.history.done) == len(self.past)
        for here, there in zip(self.session.project.layers, on_disk.layers, strict=True):
            assert same(here.frame, there.frame)

    def teardown(self) -> None:
        if self.session is not None:
            self.session.close()
        self.folder.cleanup()


AnyRun.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestAnyRun = AnyRun.TestCase
