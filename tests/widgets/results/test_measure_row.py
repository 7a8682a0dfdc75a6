"""One measure in words."""

from __future__ import annotations

import pytest
from window_pieces import share

from app.words import tr

pytestmark = pytest.mark.usefixtures("korean")


def test_the_accessible_name_of_a_measure_holds_value_and_change(qtbot) -> None:
    from widgets.results.measure_row import MeasureRow

    row = MeasureRow()
    qtbot.addWidget(row)
    row.show_measure("보이는 길", share(0.31, 0.27, 0.36), share(0.46), "범위 27–36 %")
    assert row.accessibleName().replace("\u00a0", " ") == "보이는 길 31 % → 46 범위 27–36 %"


def test_a_scenario_that_changes_nothing_says_so(qtbot) -> None:
    from widgets.results.measure_row import MeasureRow

    row = MeasureRow()
    qtbot.addWidget(row)
    row.show_measure("보이는 길", share(0.31), share(0.31), "")
    assert tr("window.measure.same") in row.accessibleName()
