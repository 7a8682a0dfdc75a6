"""Looking at a measure, by day and by night, in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from window_pieces import X, opened, settled

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    yield made
    made.close()


def test_a_click_on_a_measure_shows_its_map_and_marks_its_line(qtbot, w) -> None:
    row = next(row for row in w.inspector.district.rows if row.id == "near_refuge")
    qtbot.mouseClick(row, LEFT)
    qtbot.waitUntil(lambda: w.map.look == "near_refuge", timeout=30_000)
    assert row.property("shown") and w.look_bar.measure.text().startswith("대피처가 가까운 길")


def test_night_is_night_on_the_page_and_on_the_map(qtbot, w) -> None:
    qtbot.mouseClick(w.look_bar.time["night"], LEFT)
    assert w.viewing.night and w.inspector.district.time.current == "night"
    qtbot.mouseClick(w.inspector.district.time["day"], LEFT)
    assert not w.viewing.night and w.look_bar.time.current == "day"
    settled(qtbot, w)


def test_the_bar_on_the_map_offers_what_is_known(qtbot, w) -> None:
    offered = [action.objectName() for action in w.look_bar.measure.menu().actions() if action.objectName()]
    assert "seen" in offered and "seen_night" not in offered and len(offered) == len(w.inspector.summary.measures)
    next(action for action in w.look_bar.measure.menu().actions() if action.objectName() == "seen_twice").trigger()
    assert w.viewing.measure == "seen_twice"
    settled(qtbot, w)


def test_a_map_drawn_once_is_not_drawn_again(qtbot, w) -> None:
    w.study.look("near_refuge")
    settled(qtbot, w)
    first = w.study.look("near_refuge")
    assert first is not None and w.study.look("near_refuge") is first


def test_what_takes_longer_comes_after_the_first_figures(qtbot, w) -> None:
    settled(qtbot, w)
    assert w.study.deeper is not None and not w.inspector.summary.pending
    w.sketch.place("cctv", X + 50, w.study.answers.areas[0].polygon.centroid.y)
    settled(qtbot, w)
    assert w.study.deeper is not None and w.study.deeper_base is not None and w.study.deeper is not w.study.deeper_base


def test_another_district_is_chosen_measured_and_undone(qtbot, w) -> None:
    from dataclasses import replace

    import geopandas
    import pandas
    from shapely.geometry import box
    from window_pieces import Y

    from app import edits

    known = w.desk.project.layer("districts")
    other = geopandas.GeoDataFrame({"code": ["2"], "name": ["옆구"]}, geometry=[box(X, Y - 200, X + 200, Y + 200)], crs=5186)
    both = replace(known, frame=pandas.concat([known.frame, other], ignore_index=True), revision="two")
    w.desk.edit("x", lambda project: edits.add_layers(project, (both,)))
    settled(qtbot, w)
    w.inspector.district.district_chosen.emit("2")
    settled(qtbot, w)
    assert w.study.answers.district == ("2", "옆구") and w.inspector.summary.district == "2"
    assert abs(w.map.canvas.frame.centre_m[0] - (X + 100)) < 5
    w.desk.undo()
    settled(qtbot, w)
    assert w.study.answers.district[1] == "시험구"


def test_day_and_night_are_switched_by_a_key_too(qtbot, w) -> None:
    w.actions_table["night"].trigger()
    assert w.viewing.night and w.actions_table["night"].isChecked()
    w.actions_table["night"].trigger()
    assert not w.viewing.night and not w.actions_table["night"].isChecked()
    settled(qtbot, w)


def test_further_pages_are_reached_by_command(qtbot, w) -> None:
    for key in ("zones", "routes", "checks", "score", "robust"):
        w.actions_table[key].trigger()
        assert w.inspector.page == key
    settled(qtbot, w)
