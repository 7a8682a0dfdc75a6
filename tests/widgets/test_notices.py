"""One line that says what happened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

pytestmark = pytest.mark.usefixtures("korean")


def test_information_goes_by_itself_and_trouble_stays(qtbot, monkeypatch) -> None:
    from widgets import notices

    monkeypatch.setattr(notices, "STAYS_MS", 30)
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(700, 300)
    room.show()
    notice = notices.Notice(room)
    notice.say("가져왔습니다.")
    qtbot.waitUntil(lambda: notice.text == "")
    notice.say("읽을 수 없습니다.", trouble=True)
    qtbot.wait(80)
    assert notice.text == "읽을 수 없습니다."


def test_a_notice_offers_what_can_be_done(qtbot) -> None:
    from widgets.notices import Notice

    room, ran = QWidget(), []
    qtbot.addWidget(room)
    room.resize(700, 300)
    room.show()
    notice = Notice(room)
    notice.say("지웠습니다.", action="되돌리기", run=lambda: ran.append(1))
    qtbot.mouseClick(notice._button, Qt.MouseButton.LeftButton)
    assert ran == [1] and notice.text == ""
