"""The bar at the top."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from app.words import speak
from widgets.actions import Actions

pytestmark = pytest.mark.usefixtures("korean")


def test_a_long_project_name_is_shortened_and_the_bar_holds_a_small_laptop(qtbot) -> None:
    from widgets.search_box import SearchBox
    from widgets.top_bar import TopBar

    room = QWidget()
    qtbot.addWidget(room)
    bar = TopBar(Actions(None), SearchBox(lambda text: [], room), room)
    bar.show_name("서울특별시 관악구 신림동 여성안심귀갓길 종합 정비 사업 2027")
    bar.scenarios.show_scenarios(tuple((str(n), f"{letter}안") for n, letter in enumerate("ABC")), "1")
    assert bar.minimumSizeHint().width() <= 1366
    speak("en")
    bar.retranslate()
    bar.scenarios.retranslate()
    assert bar.minimumSizeHint().width() <= 1366
