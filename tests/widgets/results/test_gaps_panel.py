"""The list of gaps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from window_pieces import share

pytestmark = pytest.mark.usefixtures("korean")


def summary(gaps: int = 3):
    from widgets.results.district_page import MeasureLine, Summary
    from widgets.results.gaps_panel import GapLine

    lines = tuple(MeasureLine(id, id, share(0.3, 0.2, 0.4), share(0.4), "note") for id in ("seen", "near_refuge"))
    return Summary(
        "시험구", "길 1 km 기준", (("g", "시험구"), ("1", "서동")), "g", lines, tuple(GapLine(n, f"길 {n}", "없음") for n in range(1, gaps + 1))
    )


def inspector(qtbot):
    from widgets.inspector import Inspector

    panel = Inspector()
    qtbot.addWidget(panel)
    panel.resize(330, 700)
    panel.show()
    return panel


def test_a_click_on_a_gap_and_enter_on_it_go_there(qtbot) -> None:
    panel = inspector(qtbot)
    panel.show_summary(summary())
    ranks = []
    panel.gap_chosen.connect(ranks.append)
    qtbot.mouseClick(panel.gaps.lines[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(panel.gaps.lines[2], Qt.Key.Key_Return)
    assert ranks == [2, 3]


def test_more_gaps_are_shown_when_asked_for(qtbot) -> None:
    panel = inspector(qtbot)
    panel.show_summary(summary(15))
    before = len(panel.gaps.lines)
    qtbot.mouseClick(panel.gaps._more, Qt.MouseButton.LeftButton)
    assert before == 6 and len(panel.gaps.lines) == 15
