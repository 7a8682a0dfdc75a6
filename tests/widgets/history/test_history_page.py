"""The page of the history in the window: steps by name, a jump to any, clearing, and the sentence after a sudden end."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from window_pieces import X, Y, opened, quarter_file, settled, window

from app import edits
from app.history import History
from app.words import tr
from widgets.history.history_room import lines, told

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    for name in ("하나", "둘", "셋"):
        made.desk.edit(name, edits.rename, name)
    yield made
    settled(qtbot, made)
    made.close()


def click(qtbot, w, row: int) -> None:
    steps = w.history.panel.list
    qtbot.mouseClick(steps.viewport(), LEFT, pos=steps.visualRect(steps.model().index(row, 0)).center())


def forget_frame(w, layer: str) -> None:
    """As if the layer had been too large to stay in memory."""
    frames = w.desk.session._file._frames
    for key in [key for key in frames if key[0] == layer]:
        del frames[key]


def test_the_steps_are_listed_newest_first_and_a_click_goes_there(qtbot, w) -> None:
    w.actions_table["history"].trigger()
    shown = w.history.panel.list
    assert [line.title for line in shown.lines] == ["셋", "둘", "하나", tr("history.beginning")]
    click(qtbot, w, 2)
    assert w.desk.project.name == "하나" and [line.done for line in shown.lines] == [False, False, True, True]
    assert [line.here for line in shown.lines] == [False, False, True, False]
    click(qtbot, w, 3)
    assert w.desk.project.name == "시험 동네" and w.actions_table["redo"].isEnabled() and not w.actions_table["undo"].isEnabled()
    click(qtbot, w, 0)
    assert w.desk.project.name == "셋" and w.inspector.page == "history"


def test_the_list_is_walked_by_keys(qtbot, w) -> None:
    w.history.show()
    shown = w.history.panel.list
    qtbot.keyClick(shown, Qt.Key.Key_Down)
    qtbot.keyClick(shown, Qt.Key.Key_Return)
    assert w.desk.project.name == "둘"


def test_undo_and_redo_are_seen_in_the_list(qtbot, w) -> None:
    w.history.show()
    qtbot.keyClick(w, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [line.done for line in w.history.panel.list.lines] == [False, True, True, True]
    w.sketch.place("cctv", X + 20, Y + 2)
    assert [line.done for line in w.history.panel.list.lines] == [True, True, True, True]


def test_clearing_asks_once_and_then_lets_go_of_all(qtbot, w) -> None:
    w.actions_table["clear_history"].trigger()
    qtbot.mouseClick(w.history.panel.no, LEFT)
    assert len(w.desk.session.history.steps) == 3
    w.actions_table["clear_history"].trigger()
    qtbot.mouseClick(w.history.panel.yes, LEFT)
    assert w.desk.session.history.steps == () and w.history.panel.list.lines == () and w.desk.project.name == "셋"
    assert not w.actions_table["undo"].isEnabled() and not w.actions_table["clear_history"].isEnabled()


def test_a_large_layer_comes_back_after_it_was_read_in_the_background(qtbot, w) -> None:
    w.desk.edit("빼기", edits.remove_layer, "buildings")
    forget_frame(w, "buildings")
    w.desk.undo()
    assert w.jobs.runs("history") and len(w.desk.project.layers) == 6
    qtbot.waitUntil(lambda: len(w.desk.project.layers) == 7, timeout=30_000)
    assert w.desk.project.layer("buildings").frame["name"].tolist() == ["시험빌딩"]


def test_who_works_on_while_a_layer_is_read_is_not_taken_back(qtbot, w) -> None:
    w.desk.edit("빼기", edits.remove_layer, "buildings")
    forget_frame(w, "buildings")
    w.desk.undo()
    w.desk.edit("넷", edits.rename, "넷")
    settled(qtbot, w)
    assert w.desk.project.name == "넷" and len(w.desk.project.layers) == 6


def test_after_a_sudden_end_one_line_says_what_was_done_last(qtbot, w, tmp_path: Path) -> None:
    w.desk.session._file._claim.release()
    again = window(qtbot, tmp_path / "again")
    again.desk.open(w.desk.session.path)
    qtbot.waitUntil(lambda: again.desk.session is not None, timeout=30_000)
    assert "셋" in again.notice.text and again.desk.project.name == "셋"
    again.desk.undo()
    assert again.desk.project.name == "둘"
    settled(qtbot, again)
    again.close()


def test_without_a_step_the_page_says_how_they_come_about(qtbot, tmp_path: Path) -> None:
    fresh = window(qtbot, tmp_path)
    fresh.desk.open(quarter_file(tmp_path / "fresh.gpkg"))
    qtbot.waitUntil(lambda: fresh.desk.session is not None, timeout=30_000)
    fresh.history.show()
    assert fresh.history.panel._how.text() == tr("history.empty") and fresh.notice.text == ""
    settled(qtbot, fresh)
    fresh.close()


@pytest.mark.usefixtures("korean")
def test_a_time_of_today_is_told_by_the_clock_and_an_older_one_by_its_day(qtbot) -> None:
    assert told("2026-11-22T14:03:09", date(2026, 11, 22)) == "14:03"
    assert told("2026-11-20T14:03:09", date(2026, 11, 22)) == "11월 20일" and told("?") == ""
    assert lines(History()) == () and lines(History().with_step("하나"))[0].spoken.startswith("하나")
