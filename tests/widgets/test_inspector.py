"""The inspector."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from window_pieces import share

from app.words import tr

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


def test_the_inspector_says_what_to_do_when_it_knows_nothing(qtbot) -> None:
    panel = inspector(qtbot)
    assert tr("window.inspector.empty") in [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_while_the_first_measures_are_worked_out_nobody_is_asked_to_import(qtbot) -> None:
    panel = inspector(qtbot)
    panel.show_busy(True)
    assert panel.district.empty_words == tr("measures.waiting")
    panel.show_busy(False)
    assert panel.district.empty_words == tr("window.inspector.empty")


def test_trouble_stands_where_the_measures_would(qtbot) -> None:
    panel = inspector(qtbot)
    panel.show_summary(summary())
    panel.show_trouble("길 자료가 없습니다.")
    visible = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "길 자료가 없습니다." in visible and "30 %" not in visible
