"""The row of scenarios."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.words import tr
from widgets.sketch.scenario_bar import ScenarioBar

pytestmark = pytest.mark.usefixtures("korean")


def test_a_click_chooses_a_scenario_and_the_plus_wishes_for_another(qtbot) -> None:
    bar = ScenarioBar()
    qtbot.addWidget(bar)
    bar.show_scenarios((("a", "A안"), ("b", "B안")), "a")
    assert bar.titles == [tr("window.scenario.existing"), "A안", "B안"]
    with qtbot.waitSignal(bar.chosen) as heard:
        qtbot.mouseClick(bar._group.buttons()[2], Qt.MouseButton.LeftButton)
    assert heard.args == ["b"]
    with qtbot.waitSignal(bar.wanted):
        qtbot.mouseClick(bar._plus, Qt.MouseButton.LeftButton)


def test_a_read_only_project_gets_no_new_scenario(qtbot) -> None:
    bar = ScenarioBar()
    qtbot.addWidget(bar)
    bar.show_scenarios((), "", editable=False)
    assert not bar._plus.isEnabled()
