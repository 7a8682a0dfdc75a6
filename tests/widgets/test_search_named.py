"""The search field reaches what has a name: layers, scenarios, saved places, steps, maps beneath, and every command."""

from __future__ import annotations

from pathlib import Path

import pytest
from window_pieces import X, Y, opened, settled

from app import edits
from app.model import Basemap
from app.words import tr


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    yield made
    settled(qtbot, made)
    made.close()


def chosen(w, text: str, title: str = "") -> object:
    """Write a text and choose the line of that title."""
    found = [entry for entry in w.searches.entries(text) if entry.title == (title or text)]
    assert found, [entry.title for entry in w.searches.entries(text)]
    found[0].run()
    return found[0]


def test_a_layer_is_found_by_its_name_and_shown_whole(qtbot, w) -> None:
    w.map.canvas.look_at((X + 5000.0, Y), 0.2)
    assert chosen(w, tr("kind.mailboxes"), "Mailboxes").right == tr("window.search.layer")
    settled(qtbot, w)
    west, south, east, north = w.map.canvas.frame.box_m
    assert west < X + 150 < east and south < Y + 4 < north


def test_a_scenario_is_found_by_its_name_and_put_on_the_map_and_so_is_what_exists(qtbot, w) -> None:
    w.desk.edit("a", edits.add_scenario, "<b>느티길</b> 안")
    chosen(w, "현황")
    assert w.desk.project.scenario == ""
    chosen(w, "느티", "<b>느티길</b> 안")
    assert w.desk.project.shown.title == "<b>느티길</b> 안"
    settled(qtbot, w)


def test_a_saved_place_and_a_step_are_found_and_gone_to(qtbot, w) -> None:
    w.desk.edit("v", edits.remember_view, "시장 어귀", (X + 90.0, Y - 40.0), 0.5, turned_deg=30.0)
    w.desk.edit("s", edits.remember_view, "골목 끝", (X - 90.0, Y + 40.0), 0.4, step=True, caption="골목 끝")
    chosen(w, "시장", "시장 어귀")
    frame = w.map.canvas.frame
    assert frame.centre_m == pytest.approx((X + 90.0, Y - 40.0), abs=1.0) and frame.turned_deg == 30.0
    assert chosen(w, "끝", "골목 끝").right == tr("window.search.step")
    assert w.map.canvas.frame.centre_m == pytest.approx((X - 90.0, Y + 40.0), abs=1.0) and w.inspector.page == "hearing"


def test_going_somewhere_leaves_the_page_that_covers_the_map(qtbot, w) -> None:
    w.compare.show()
    chosen(w, tr("kind.cctv"), "Cctv")
    assert not w.compare.is_shown and w.pages.currentIndex() == 1
    settled(qtbot, w)


def test_a_map_beneath_is_found_by_its_title(qtbot, w) -> None:
    w.desk.edit("b", edits.add_basemaps, [Basemap("b", "항공사진 2025", "/nowhere/air.tif", "image")])
    assert chosen(w, "항공", "항공사진 2025").right == tr("window.search.basemap")
    settled(qtbot, w)


def test_a_command_is_found_by_its_words_in_either_language(qtbot, w) -> None:
    for language in ("en", "ko"):
        w.choose("language", language)
        lost = [action.text() for action in w.actions_table.all if action.isEnabled() and action.objectName() != "search"
                and action.text() not in [entry.title for entry in w.searches.entries(action.text())]]
        assert lost == []


def test_without_a_project_only_commands_are_offered(qtbot, w) -> None:
    w.show_start()
    assert w.searches.entries("cctv") == [entry for entry in w.searches.entries("cctv") if entry.right != tr("window.search.layer")]
    assert w.searches.entries("")
