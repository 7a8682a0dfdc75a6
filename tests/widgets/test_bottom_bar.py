"""The line under the map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from widgets.bottom_bar import BottomBar

pytestmark = pytest.mark.usefixtures("korean")


@pytest.fixture
def bar(qtbot) -> BottomBar:
    made = BottomBar()
    qtbot.addWidget(made)
    made.resize(1300, 30)
    made.show()
    return made


def test_work_is_named_and_can_be_stopped(qtbot, bar) -> None:
    bar.show_work("study", "카메라 시야 계산 중", 0.4)
    assert bar._progress.value() == 400 and bar._words.text() == "카메라 시야 계산 중"
    with qtbot.waitSignal(bar.stop_wanted) as heard:
        qtbot.mouseClick(bar._stop, Qt.MouseButton.LeftButton)
    assert heard.args == ["study"]
    bar.show_work("", "", 0.0)
    assert bar._stop.isHidden() and bar._progress.isHidden()


def test_the_place_is_given_in_whole_metres(bar) -> None:
    bar.show_place(199842.4, 551310.2)
    assert bar.place.text() == "중부 5186 ▾  동 199,842 · 북 551,310"


def test_the_last_step_can_be_taken_back_from_the_line(qtbot, bar) -> None:
    bar.show_history("A안 저장됨", "CCTV 조준")
    assert bar._history.text() == "A안 저장됨 · 되돌리기: CCTV 조준"
    with qtbot.waitSignal(bar.undo_wanted):
        qtbot.mouseClick(bar._history, Qt.MouseButton.LeftButton)


def test_a_read_only_project_says_so_and_takes_nothing_back(bar) -> None:
    bar.show_history("저장됨", "CCTV 조준", read_only=True)
    assert "읽기 전용" in bar._history.text() and not bar._history.isEnabled()
