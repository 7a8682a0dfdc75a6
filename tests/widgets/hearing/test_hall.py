"""The hearing as a facilitator leads it: keys on both windows, letters a hall can read, a projector that is unplugged."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from shapely import Point
from window_pieces import X, Y, layer, opened, settled

from app import edits
from app.edits.views import LONGEST_CAPTION

LEAST_PX = 37


@pytest.fixture
def hall(qtbot, tmp_path: Path):
    w = opened(qtbot, tmp_path)
    written = w.desk.session.write_layers([layer("crime_points", [Point(X, Y)])])
    w.desk.edit("in", edits.take_in, written)
    w.sketch.place("cctv", X - 60, Y + 3, 90.0)
    settled(qtbot, w)
    w.actions_table["steps"].trigger()
    qtbot.mouseClick(w.steps.page._buttons["first_steps"], Qt.MouseButton.LeftButton)
    w.actions_table["present"].trigger()
    settled(qtbot, w)
    yield w
    w.steps.hearing.end()


def test_steps_are_turned_by_keys_on_the_hall_and_the_laptop(qtbot, hall) -> None:
    room = hall.steps.hearing
    assert room.hall.slide.is_title and room.hall.caption.text() == hall.desk.project.name
    qtbot.keyClick(room.hall, Qt.Key.Key_PageDown)
    assert room.number == 1
    hall.actions_table["step_next"].trigger()
    assert room.number == 2 and room.hall.counter.text().startswith("2")
    qtbot.keyClick(room.hall, Qt.Key.Key_Left)
    assert room.number == 1 and hall.steps.page.list.currentRow() == 1


def test_a_scenario_is_swiped_against_what_exists(qtbot, hall) -> None:
    room = hall.steps.hearing
    room.show(len(room.slides) - 1)
    settled(qtbot, hall)
    assert room.hall.swipes and "→" in room.hall.figure.text()
    assert room.hall.swipe.labels[0].text() == "지금"
    qtbot.keyClick(room.hall, Qt.Key.Key_S)
    assert not room.hall.swipes


@pytest.mark.parametrize("size", [(1024, 768), (1280, 720), (1920, 1080)])
def test_nothing_is_written_smaller_than_a_hall_can_read(qtbot, hall, size) -> None:
    room = hall.steps.hearing
    room.hall.showNormal()
    room.hall.resize(*size)
    room.show(len(room.slides) - 1)
    settled(qtbot, hall)
    written = [one for one in room.hall.findChildren(QLabel) if one.isVisible() and one.text()]
    assert len(written) >= 5
    assert min(one.fontInfo().pixelSize() for one in written) >= LEAST_PX
    assert room.hall.legend.fits() and room.hall.swipe.left._furniture is False
    assert room.hall.caption.geometry().bottom() <= room.hall.maps.geometry().top()


def test_single_crimes_are_never_in_the_hall_and_grades_only_when_uncovered(qtbot, hall) -> None:
    room = hall.steps.hearing
    for _ in range(2):
        kinds = {one.kind.key for one in room.hall.map._scene.layers}
        assert "cctv" in kinds and "crime_points" not in kinds
        qtbot.keyClick(room.hall, Qt.Key.Key_B)
    assert room.covered is True


def test_an_unplugged_projector_leaves_the_hearing_in_a_window_at_the_same_step(qtbot, hall) -> None:
    room = hall.steps.hearing
    room.show(1)
    room.screen_gone(room.hall.screen())
    assert room.presenting and room.number == 1 and not room.hall.isFullScreen() and room.hall.isVisible()
    room.screen_came(hall.screen())
    assert room.hall.isFullScreen() and room.number == 1


def test_on_one_screen_the_hall_fills_it_and_gives_it_back_at_a_key(qtbot, hall) -> None:
    room = hall.steps.hearing
    assert room.hall.isFullScreen()
    qtbot.keyClick(room.hall, Qt.Key.Key_F11)
    assert not room.hall.isFullScreen() and room.hall.isVisible()
    qtbot.keyClick(room.hall, Qt.Key.Key_F11)
    assert room.hall.isFullScreen()


def test_escape_ends_the_hearing_and_keeps_the_steps(qtbot, hall) -> None:
    room, steps = hall.steps.hearing, hall.desk.project.views
    qtbot.keyClick(room.hall, Qt.Key.Key_Escape)
    assert not room.presenting and hall.desk.project.views == steps


def test_making_steps_is_one_step_of_undo(qtbot, hall) -> None:
    before = len(hall.desk.project.views)
    hall.actions_table["step_add"].trigger()
    assert len(hall.desk.project.views) == before + 1
    hall.desk.undo()
    assert len(hall.desk.project.views) == before


def test_a_step_is_written_ordered_and_dropped_on_the_laptop(qtbot, hall) -> None:
    page = hall.steps.page
    hall.steps.hearing.end()
    page.list.setCurrentRow(1)
    page.fields.caption.setText("어두운 골목" + "." * 200)
    page.fields.caption.editingFinished.emit()
    assert hall.desk.project.views[0].caption.startswith("어두운 골목") and len(hall.desk.project.views[0].caption) <= LONGEST_CAPTION
    first = hall.desk.project.views[0].id
    qtbot.mouseClick(page._down, Qt.MouseButton.LeftButton)
    assert hall.desk.project.views[1].id == first
    qtbot.mouseClick(page._drop, Qt.MouseButton.LeftButton)
    assert first not in {view.id for view in hall.desk.project.views}


def test_closing_the_project_ends_the_hearing(qtbot, hall) -> None:
    hall.show_start()
    assert not hall.steps.hearing.presenting
