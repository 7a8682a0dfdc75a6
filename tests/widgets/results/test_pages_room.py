"""The further pages in the window: zones, routes with their strip, dark gaps, score, what moves it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from window_pieces import X, Y, layer, quarter, settled, window

LEFT = Qt.MouseButton.LeftButton


def rich_file(path: Path) -> Path:
    """The quarter with a school zone, a safe-return route, two lamps and a bell."""
    from shapely import LineString, Point, box

    from app.files.project_file import ProjectFile
    from app.model import Project

    known = quarter()
    more = (
        layer("school_zones", [box(X - 190, Y - 40, X - 60, Y + 40)], name=["하늘초"], type=["초등학교"]),
        layer("safe_routes", [LineString([(X - 180, Y), (X, Y), (X, Y + 180)])], name=["하늘길"]),
        layer("security_lights", [Point(X - 20, Y + 2), Point(X + 20, Y + 2)], name=["등1", "등2"]),
        layer("emergency_bells", [Point(X - 100, Y + 3)], name=["벨"]),
    )
    project = replace(known, layers=(*known.layers, *more))
    file = ProjectFile.create(path, Project(project.id, project.name, project.made_up))
    file.commit(file.read(), file.stamped(project))
    file.close()
    return path


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = window(qtbot, tmp_path)
    made.desk.open(rich_file(tmp_path / "rich.gpkg"))
    qtbot.waitUntil(lambda: made.study.answers is not None, timeout=90_000)
    settled(qtbot, made)
    yield made
    made.close()


def link(w, key: str):
    from PySide6.QtWidgets import QPushButton

    return next(part for part in w.inspector.district.findChildren(QPushButton) if part.property("page") == key and not part.isHidden())


def test_a_school_zone_is_reached_from_the_district_and_shown_on_the_map(qtbot, w) -> None:
    qtbot.mouseClick(link(w, "zones"), LEFT)
    settled(qtbot, w)
    assert w.inspector.page == "zones" and w.map.look == "school" and "보호구역" in " ".join(words for _, words in w.map.legend.roles)
    qtbot.mouseClick(w.further.lists["zones"].rows[0], LEFT)
    facts = w.inspector.facts.facts
    assert facts.title == "하늘초" and w.inspector.page == "facts"
    assert any("모름" in value for section in facts.sections for _, value in section.pairs)
    west, south, east, north = w.map.canvas.frame.box_m
    assert west < X - 125 < east and south < Y < north


def test_a_route_opens_its_strip_and_the_strip_leads_to_the_place(qtbot, w) -> None:
    qtbot.mouseClick(link(w, "routes"), LEFT)
    qtbot.mouseClick(w.further.lists["routes"].rows[0], LEFT)
    settled(qtbot, w)
    assert w.strip.isVisible() and w.strip.plot.shown.title == "하늘길" and w.map.look == "route"
    plot = w.strip.plot
    qtbot.mouseMove(plot, QPoint(round(plot.x_of(90.0)), 50))
    mark = w.map.canvas._hand_overlays[0].geometries[0]
    assert abs(mark.x - (X - 90)) < 3 and abs(mark.y - Y) < 1
    qtbot.mouseClick(plot, LEFT, pos=QPoint(round(plot.x_of(270.0)), 50))
    assert abs(w.map.canvas.frame.centre_m[1] - (Y + 90)) < 3
    w.actions_table["charts"].trigger()
    assert w.chart.isVisible() and not w.strip.isVisible()


def test_leaving_a_route_closes_its_strip(qtbot, w) -> None:
    w.further.route(0)
    assert w.strip.isVisible()
    qtbot.mouseClick(w.inspector.facts._back, LEFT)
    assert not w.strip.isVisible() and w.inspector.page == "district" and w.map.canvas._hand_overlays == ()


def test_dark_gaps_stand_beside_the_camera_gaps_and_a_lamp_is_tried_there(qtbot, w) -> None:
    gaps = w.inspector.gaps
    qtbot.mouseClick(gaps.kind["dark"], LEFT)
    assert gaps.shows_dark and gaps.lines
    qtbot.mouseClick(gaps.lines[0], LEFT)
    settled(qtbot, w)
    assert w.map.look == "lit" and w.inspector.facts.facts.title.split(",")[0] in ("가로길", "세로길")
    before = w.study.answers.measure("lit").quantity.value
    next(deed for deed in w.inspector.facts.facts.deeds if deed.first).run()
    settled(qtbot, w)
    assert w.desk.project.shown.items[0].kind == "security_lights" and w.study.answers.measure("lit").quantity.value > before


def test_the_score_comes_after_the_measures_and_each_dong_has_a_rank(qtbot, w) -> None:
    qtbot.mouseClick(link(w, "score"), LEFT)
    assert w.further.score.shown is not None and len(w.further.score.rows) == 2
    qtbot.mouseClick(w.further.score.rows[0], LEFT)
    assert w.area == w.further.score.shown.ranks[0].code and w.inspector.page == "district"


def test_what_moves_the_score_is_worked_out_on_request_and_is_stopped(qtbot, w) -> None:
    w.further.show("score")
    w.further.score.robust_wanted.emit()
    page = w.further.robust
    qtbot.mouseClick(page._run, LEFT)
    assert w.jobs.runs("robust")
    qtbot.mouseClick(page._stop, LEFT)
    assert not w.jobs.runs("robust") and page._run.isVisible()
    qtbot.mouseClick(page._run, LEFT)
    qtbot.waitUntil(lambda: page.shown is not None and w.jobs.idle, timeout=120_000)
    assert page.shown.lines and page.shown.targets[0][0] == "score"
    page.target.setCurrentIndex(page.target.findData("near_refuge"))
    page.target.activated.emit(page.target.currentIndex())
    assert page.shown.target == "near_refuge"


def test_every_page_speaks_either_language(qtbot, w) -> None:
    from PySide6.QtWidgets import QLabel

    for key in ("zones", "routes", "score"):
        w.further.show(key)
        for language in ("en", "ko"):
            w.choose("language", language)
            texts = [part.text() for part in w.inspector.findChildren(QLabel)]
            assert not [text for text in texts if text.startswith(("measures.", "places.", "score.", "strip.", "detail."))]
