"""The bar at the top."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.words import speak
from widgets.actions import Actions

pytestmark = pytest.mark.usefixtures("korean")
TITLES = ("현황 개선", "시나리오 A", "시나리오 A 사본", "신림동 B안", "C", "D")


@pytest.fixture
def bar(qtbot):
    from widgets.search_box import SearchBox
    from widgets.top_bar import TopBar

    room = QWidget()
    qtbot.addWidget(room)
    made = TopBar(Actions(None), SearchBox(lambda text: [], room), room)
    made.show_name("서울특별시 관악구 신림동 여성안심귀갓길 종합 정비 사업 2027")
    room.show()
    yield made


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("width", [1366, 1120])
@pytest.mark.parametrize("scenarios", [0, 2, 6])
def test_all_words_stand_whole_however_many_scenarios_there_are(bar, language: str, width: int, scenarios: int) -> None:
    speak(language)
    bar.retranslate()
    bar.resize(width, 54)
    bar.scenarios.show_scenarios(tuple((str(n), TITLES[n]) for n in range(scenarios)), str(scenarios - 1) if scenarios else "")
    QApplication.processEvents()
    assert bar.width() == width and bar.layout().minimumSize().width() <= width
    assert all(word.width() >= word.sizeHint().width() for word in bar.words.values())


def test_scenarios_without_room_stand_in_a_menu_and_the_one_in_use_stays(qtbot, bar) -> None:
    bar.resize(1120, 54)
    bar.scenarios.show_scenarios(tuple((str(n), title) for n, title in enumerate(TITLES)), "5")
    shown = [button.toolTip() for button in bar.scenarios._group.buttons() if not button.isHidden()]
    folded = [action.text() for action in bar.scenarios._rest.menu().actions()]
    assert shown[0] == "현황" and "D" in shown and sorted(shown[1:] + folded) == sorted(TITLES) and folded
    with qtbot.waitSignal(bar.scenarios.chosen) as heard:
        bar.scenarios._rest.menu().actions()[0].trigger()
    assert heard.args == [str(TITLES.index(folded[0]))]
