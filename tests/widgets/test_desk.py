"""The desk puts a project away in the background, and nobody meets it half put away."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from window_pieces import layer, opened, quarter_file, settled

from app import edits
from app.session import Session
from layers import KINDS


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    yield made
    settled(qtbot, made)
    made.close()


def watched(session: Session) -> list[str]:
    """Note on which thread the session is closed."""
    threads, close = [], session.close
    session.close = lambda: (threads.append(threading.current_thread().name), close())
    return threads


def test_a_project_is_put_away_on_the_thread_of_the_files_and_what_nobody_needs_leaves_the_file(qtbot, w) -> None:
    from shapely import Point

    path = w.desk.session.path
    w.desk.edit("in", edits.add_layers, [layer("bus_stops", [Point(199_000.0, 551_000.0 + n) for n in range(20_000)], name=["역"] * 20_000)])
    w.desk.edit("out", edits.remove_layer, "bus_stops")
    w.desk.forget_history()
    large, threads = path.stat().st_size, watched(w.desk.session)
    w.desk.close()
    assert w.desk.session is None
    settled(qtbot, w)
    assert threads == ["golmok-desk"] and path.stat().st_size < large


def test_a_project_opened_again_at_once_can_be_changed(qtbot, w) -> None:
    path = w.desk.session.path
    for _ in range(3):
        w.desk.open(path)
        qtbot.waitUntil(lambda: w.desk.session is not None, timeout=20_000)
        assert w.desk.editable and not w.desk.session.recovered


def test_a_project_whose_putting_away_was_stopped_is_still_put_away(qtbot, w) -> None:
    path = w.desk.session.path
    hold = threading.Event()
    w.jobs.ask("hold", lambda _: hold.wait(10), lambda _: None)
    threads = watched(w.desk.session)
    w.desk.close()
    w.jobs.cancel_all()
    hold.set()
    w.desk.open(path)
    qtbot.waitUntil(lambda: w.desk.session is not None, timeout=20_000)
    assert threads == ["golmok-desk"] and w.desk.editable


def test_the_window_closed_right_after_leaves_the_file_free(qtbot, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    path = made.desk.session.path
    made.desk.open(quarter_file(tmp_path / "other.gpkg"))
    made.close()
    again = Session.open(path, KINDS)
    assert not again.read_only and not again.recovered
    again.close()
