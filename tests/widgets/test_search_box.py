"""The search field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.words import speak
from widgets.actions import Actions

pytestmark = pytest.mark.usefixtures("korean")


def test_words_of_a_command_find_it_and_enter_runs_it(qtbot) -> None:
    from widgets.command_palette import command_entries
    from widgets.search_box import SearchBox

    ran = []

    class Window:
        def switch_theme(self) -> None:
            ran.append("theme")

    speak("en")  # the test's keyboard knows no Hangul
    actions = Actions(Window())
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(600, 400)
    box = SearchBox(lambda text: command_entries(actions.all, text), room, room)
    box.setGeometry(100, 10, 300, 34)
    room.show()
    box.start()
    qtbot.keyClicks(box, "dark")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert ran == ["theme"] and not box.palette_list.isVisible() and box.text() == ""
