"""The measures by dong."""

from __future__ import annotations

import pytest
from window_pieces import share

pytestmark = pytest.mark.usefixtures("korean")


def test_the_chart_draws_known_shares_the_largest_on_top(qtbot) -> None:
    from widgets.charts import ChartMeasure, DongChart

    chart = DongChart()
    qtbot.addWidget(chart)
    chart.resize(700, 240)
    chart.show()
    bars = (("1", "서동", share(0.2, 0.1, 0.3)), ("2", "동동", share(0.6)), ("3", "빈동", share(None)))
    chart.show_measures((ChartMeasure("seen", "보이는 길", bars),))
    assert [name for _, name, _ in chart.bars] == ["서동", "동동"]
    chart.show_measures(())
    assert chart.bars == []
