"""The measures by dong."""

from __future__ import annotations

import pytest
from window_pieces import share

pytestmark = pytest.mark.usefixtures("korean")


def test_the_chart_draws_known_shares_the_largest_on_top(qtbot) -> None:
    from widgets.results.charts import ChartMeasure, DongChart

    chart = DongChart()
    qtbot.addWidget(chart)
    chart.resize(700, 240)
    chart.show()
    bars = (("1", "서동", share(0.2, 0.1, 0.3)), ("2", "동동", share(0.6)), ("3", "빈동", share(None)))
    chart.show_measures((ChartMeasure("seen", "보이는 길", bars),))
    assert [name for _, name, _ in chart.bars] == ["서동", "동동"]
    chart.show_measures(())
    assert chart.bars == []


def shown(qtbot, *measures, chosen: str = ""):
    from widgets.results.charts import DongChart

    chart = DongChart()
    qtbot.addWidget(chart)
    chart.resize(700, 240)
    chart.show()
    chart.show_measures(measures, chosen)
    return chart


def measure(id: str, **more):
    from widgets.results.charts import ChartMeasure

    return ChartMeasure(id, id, (("1", "서동", share(0.2)), ("2", "동동", share(0.6))), **more)


def test_where_less_is_better_the_least_is_on_top_and_it_is_said(qtbot) -> None:
    from app.words import tr

    chart = shown(qtbot, measure("exposure", less=True))
    assert [name for _, name, _ in chart.bars] == ["동동", "서동"] and tr("measures.less") in chart._note.text()


def test_the_weighted_figure_is_drawn_beneath_and_named(qtbot) -> None:
    chart = shown(qtbot, measure("seen", weight="범죄", heavy={"1": share(0.1)}))
    assert "범죄" in chart._note.text()
    chart.grab()


def test_the_chart_follows_the_measure_looked_at_and_tells_which_is_chosen(qtbot) -> None:
    chart = shown(qtbot, measure("seen"), measure("lit"))
    chart.show_measures((measure("seen"), measure("lit")), "lit")
    assert chart.choice.currentData() == "lit"
    chosen = []
    chart.measure_chosen.connect(chosen.append)
    chart.choice.setCurrentIndex(0)
    chart.choice.activated.emit(0)
    assert chosen == ["seen"]


def test_average_lux_has_a_chart_of_its_own_that_stays(qtbot) -> None:
    from app.quantity import Quantity, Tag
    from widgets.results.charts import ChartMeasure

    lux = ChartMeasure("average_lx", "평균 조도", (("1", "서동", Quantity(12.5, "lx", Tag.COMPUTED)),))
    chart = shown(qtbot, measure("lit"), lux)
    chart.choice.setCurrentIndex(1)
    chart.show_measures((measure("lit"), lux), "lit")
    assert chart.choice.currentData() == "average_lx" and chart.bars[0][2].unit == "lx"
    chart.grab()


def test_a_long_name_does_not_push_the_neighbours_away(qtbot) -> None:
    from widgets.results.charts import ChartMeasure

    chart = shown(qtbot, ChartMeasure("seen", "아주 긴 지표 이름 " * 12, (("1", "서동", share(0.2)),), less=True, weight="범죄"))
    assert chart.minimumSizeHint().width() < 620
