"""The hearing's page on the laptop: its buttons do what they say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

pytestmark = pytest.mark.usefixtures("korean")


def test_the_page_is_left_and_a_step_takes_what_the_map_shows_by_a_press(qtbot) -> None:
    from widgets.hearing.steps_panel import preview

    panel = preview(None)
    qtbot.addWidget(panel)
    panel.show()
    panel.list.setCurrentRow(2)
    with qtbot.waitSignal(panel.taken) as taken:
        qtbot.mouseClick(panel.fields.take, Qt.MouseButton.LeftButton)
    assert taken.args == ["view-2"]
    with qtbot.waitSignal(panel.left):
        qtbot.mouseClick(panel._back, Qt.MouseButton.LeftButton)
