"""The page of a district: its measures by day and by night, grouped, weighted, and the other districts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from window_pieces import share

from app.words import tr

pytestmark = pytest.mark.usefixtures("korean")
LEFT = Qt.MouseButton.LeftButton


def summary(**changed):
    from widgets.results.district_page import MeasureLine, Summary

    lines = (
        MeasureLine("seen", "보이는 길", share(0.3, 0.2, 0.4), note="x", group="cameras", weight="범죄", heavy=share(0.21)),
        MeasureLine("seen_twice", "두 대", share(0.1), group="cameras"),
        MeasureLine("lit", "밝은 길", share(0.5), group="light"),
        MeasureLine("exposure", "드러나는 창문", share(0.12), group="windows", less=True),
    )
    given = {"first": ("lit", "seen"), "weights": ("crime",), **changed}
    return Summary("시험구", "길 1 km 기준", (("g", "시험구"), ("1", "서동")), "g", lines, (), **given)


def page(qtbot, **changed):
    from widgets.results.district_page import DistrictPage

    made = DistrictPage()
    qtbot.addWidget(made)
    made.resize(330, 800)
    made.show()
    made.show_summary(summary(**changed))
    return made


def words(part) -> list[str]:
    QApplication.processEvents()
    return [label.text() for label in part.findChildren(QLabel) if label.isVisible()]


def test_the_page_opens_with_the_few_most_telling_and_shows_all_by_group_when_asked(qtbot) -> None:
    made = page(qtbot)
    assert [row.id for row in made.rows] == ["lit", "seen"] and tr("measures.group.light") not in words(made)
    qtbot.mouseClick(made._more, LEFT)
    assert [row.id for row in made.rows] == ["seen", "seen_twice", "lit", "exposure"]
    heads = {tr(f"measures.group.{group}") for group in ("cameras", "light", "windows")}
    assert heads <= set(words(made))
    qtbot.mouseClick(made._more, LEFT)
    assert len(made.rows) == 2


def test_less_is_better_is_said_where_it_holds(qtbot) -> None:
    made = page(qtbot)
    qtbot.mouseClick(made._more, LEFT)
    assert [tr("measures.less") in " ".join(words(row)) for row in made.rows] == [False, False, False, True]


def test_the_weighted_figure_stands_beside_the_plain_one(qtbot) -> None:
    row = page(qtbot).rows[1]
    assert "30\u00a0%" in words(row) and any("범죄" in text and "21" in text for text in words(row))


def test_the_switch_and_the_chooser_say_what_is_wished(qtbot) -> None:
    made = page(qtbot)
    nights, weights = [], []
    made.time_chosen.connect(nights.append)
    made.weight_chosen.connect(weights.append)
    qtbot.mouseClick(made.time["night"], LEFT)
    made._weight.menu().actions()[1].trigger()
    assert nights == [True] and weights == ["crime"]


def test_other_districts_are_offered_only_where_there_are_some(qtbot) -> None:
    alone = page(qtbot)
    assert not any(action.menu() for action in alone._area.menu().actions())
    both = page(qtbot, districts=(("1", "갑구"), ("2", "을구")), district="1")
    chosen = []
    both.district_chosen.connect(chosen.append)
    others = next(action.menu() for action in both._area.menu().actions() if action.menu())
    assert [action.isChecked() for action in others.actions()] == [True, False]
    others.actions()[1].trigger()
    assert chosen == ["2"]


def test_further_pages_are_links(qtbot) -> None:
    made = page(qtbot, pages=(("zones", "보호구역 3"),))
    wanted = []
    made.page_wanted.connect(wanted.append)
    link = next(part for part in made.findChildren(type(made._more)) if part.property("page") == "zones")
    qtbot.mouseClick(link, LEFT)
    assert wanted == ["zones"]


def test_figures_of_the_moment_take_the_place_of_the_scenario_s_while_the_hand_moves(qtbot) -> None:
    from types import SimpleNamespace

    from widgets.results.summary import live_summary

    made = page(qtbot)
    told = {"seen": (0.35, 0.3, 0.4), "seen_crime_weighted": (0.25, 0.25, 0.25)}
    figures = SimpleNamespace(
        area_codes=("g",), share=lambda id, area: told.get(id), amount=lambda id, area: (told[id][0] * 1000,) * 3 if id in told else None
    )
    made.show_live(live_summary(made.summary, figures))
    assert "→ 35" in words(made.rows[1]) and "→" not in " ".join(words(made.rows[0]))
