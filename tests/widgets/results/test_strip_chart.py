"""The strip profile of a route."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

pytestmark = pytest.mark.usefixtures("korean")


@pytest.fixture
def chart(qtbot):
    from widgets.results.strip_chart import StripChart, made_up

    found = StripChart()
    qtbot.addWidget(found)
    found.resize(800, 230)
    found.show()
    found.show_strip(made_up())
    return found


def test_the_hand_reads_what_is_known_at_its_place_and_tells_where_it_is(qtbot, chart) -> None:
    places = []
    chart.hovered.connect(places.append)
    qtbot.mouseMove(chart.plot, QPoint(round(chart.plot.x_of(250.0)), 60))
    assert abs(places[-1] - 250.0) < 1.0 and chart.note.startswith("250\u00a0m") and "대피처" in chart.note and "볼 수도 있는 1대" in chart.note


def test_a_click_and_the_keyboard_go_there(qtbot, chart) -> None:
    gone = []
    chart.chosen.connect(gone.append)
    qtbot.mouseClick(chart.plot, Qt.MouseButton.LeftButton, pos=QPoint(round(chart.plot.x_of(100.0)), 60))
    qtbot.keyClick(chart.plot, Qt.Key.Key_Right)
    qtbot.keyClick(chart.plot, Qt.Key.Key_Return)
    assert [round(at) for at in gone] == [100, 105]


def test_places_outside_the_drawing_are_the_ends_of_the_route(chart) -> None:
    assert chart.plot.metres(-50) == 0.0 and chart.plot.metres(5000) == 420.0


def test_fewer_than_seoul_has_are_marked_and_the_unknown_is_said(chart) -> None:
    beside = chart._beside.text()
    assert beside.count("▾") == 2 and "모름" in beside


def test_the_weakest_twenty_metres_are_drawn_in_their_colour(qtbot, chart) -> None:
    from widgets.window_style import color

    ink = color("weakest").name()
    image = chart.plot.grab().toImage()
    edge = round(chart.plot.x_of(160.0) * image.devicePixelRatio())
    column = {image.pixelColor(edge + shift, y).name() for shift in (-1, 0, 1) for y in range(image.height())}
    assert any(abs(int(one[1:3], 16) - int(ink[1:3], 16)) < 40 and int(one[3:5], 16) < 150 for one in column)


def test_a_route_of_which_nothing_is_known_is_drawn_and_said(qtbot, chart) -> None:
    from dataclasses import replace

    import numpy as np

    from widgets.results.strip_chart import made_up

    known = made_up()
    n = len(known.strip)
    none, nowhere = np.full(n, np.nan), np.full((n, 2), np.inf)
    strip = replace(known.strip, average_lx=none, least_lx=none, bell_m=nowhere, refuge_m=nowhere)
    chart.show_strip(replace(known, strip=strip, weak=()))
    chart.grab()
    qtbot.mouseMove(chart.plot, QPoint(300, 60))
    assert "lx" not in chart.note and "닿지 않음" in chart.note
