"""The table in the window: read, sorted, searched, chosen both ways, copied, set right."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from window_pieces import X, Y, quarter_file, settled, window

from app.selection import chosen


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = window(qtbot, tmp_path)
    made.desk.open(quarter_file(tmp_path / "q.gpkg"))
    qtbot.waitUntil(lambda: made.study.answers is not None, timeout=90_000)
    settled(qtbot, made)
    made.tables.reading.show("cctv")
    settled(qtbot, made)
    return made


def column(w, name: str) -> list[str]:
    model = w.tables.reading.panel.model
    at = [one.name for one in model.columns].index(name)
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def click(w, row: int, name: str = "name", keys=Qt.KeyboardModifier.NoModifier, twice: bool = False) -> None:
    view, model = w.tables.reading.panel.view, w.tables.reading.panel.model
    at = view.visualRect(model.index(row, [one.name for one in model.columns].index(name))).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, keys, at)
    if twice:
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, keys, at)


def test_the_table_shows_a_layer_under_the_map(w) -> None:
    assert w.tables.shown and column(w, "name") == ["방범-001", "방범-002"] and w.actions_table["table"].isChecked()


def test_another_panel_beneath_the_map_takes_its_place(w) -> None:
    w.toggle("charts")
    assert not w.tables.shown and not w.chart.isHidden()
    w.actions_table["table"].trigger()
    assert w.tables.shown and w.chart.isHidden()


def test_a_click_on_a_heading_sorts_up_then_down_then_as_in_the_file(qtbot, w) -> None:
    seen = []
    for _ in range(3):
        w.tables.reading.panel.view.sort_wanted.emit(0)
        settled(qtbot, w)
        seen.append(column(w, "name"))
    assert seen == [["방범-001", "방범-002"], ["방범-002", "방범-001"], ["방범-001", "방범-002"]]


def test_words_and_conditions_leave_the_rows_that_fit(qtbot, w) -> None:
    panel = w.tables.reading.panel
    for text, names in (("002", ["방범-002"]), ("heading_deg >= 90", ["방범-001"]), ("", ["방범-001", "방범-002"])):
        panel.write(text)
        settled(qtbot, w)
        assert column(w, "name") == names


def test_a_condition_that_is_not_understood_is_explained_beside_it(qtbot, w) -> None:
    panel = w.tables.reading.panel
    panel.write("없는열 > 3")
    settled(qtbot, w)
    assert panel._trouble.isVisible() and "없는열" in panel._trouble.text()
    panel.write("")
    settled(qtbot, w)
    assert not panel._trouble.isVisible()


def test_a_row_clicked_is_chosen_on_the_map_and_ctrl_adds_another(qtbot, w) -> None:
    click(w, 1)
    settled(qtbot, w)
    assert w.tables.picks.selection == chosen({"cctv": [1]})
    assert any(overlay.key == "live_picked" for overlay in w.map.canvas._live)
    click(w, 0, keys=Qt.KeyboardModifier.ControlModifier)
    assert w.tables.picks.selection == chosen({"cctv": [0, 1]})


def test_what_is_chosen_on_the_map_is_marked_in_the_table(qtbot, w) -> None:
    w.tables.picks.choose(chosen({"cctv": [1]}))
    settled(qtbot, w)
    model = w.tables.reading.panel.model
    assert [model.is_chosen(row) for row in range(2)] == [False, True]


def test_the_table_turns_to_the_layer_that_is_chosen_on_the_map(qtbot, w) -> None:
    w.tables.picks.choose(chosen({"mailboxes": [0]}))
    settled(qtbot, w)
    assert w.tables.reading.layer_id == "mailboxes" and column(w, "name") == ["안심함"]


def test_keys_choose_all_and_turn_one(qtbot, w) -> None:
    view = w.tables.reading.panel.view
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert w.tables.picks.selection == chosen({"cctv": [0, 1]})
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert w.tables.picks.selection == chosen({"cctv": [1]})
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert w.tables.picks.selection == chosen({"cctv": [0, 1]})


def test_only_the_chosen_rows_can_be_shown(qtbot, w) -> None:
    click(w, 1)
    w.tables.reading.panel.only.click()
    settled(qtbot, w)
    assert column(w, "name") == ["방범-002"]


def test_the_chosen_are_summed(qtbot, w) -> None:
    QTest.keyClick(w.tables.reading.panel.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, w)
    assert w.tables.reading.panel._sums.text() == "2개 선택 · 카메라 수 합계 2 · 평균 1 (값 있는 것 2개)"


def test_chosen_rows_are_copied_for_a_spreadsheet(qtbot, w) -> None:
    click(w, 1)
    QTest.keyClick(w.tables.reading.panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, w)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2 and lines[1].startswith("방범-002\t")


def test_a_cell_typed_into_is_one_step_that_can_be_undone_and_the_import_stays(qtbot, w) -> None:
    click(w, 0, twice=True)
    editor = w.focusWidget()
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "front gate")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settled(qtbot, w)
    layer = w.desk.project.layer("cctv")
    assert column(w, "name")[0] == "front gate" and layer.bulk["name"].iloc[0] == "방범-001" and w.desk.session.undo_title
    model = w.tables.reading.panel.model
    assert "방범-001" in model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    w.desk.undo()
    settled(qtbot, w)
    assert column(w, "name")[0] == "방범-001"


def test_what_cannot_stand_in_a_cell_is_refused_with_a_sentence(qtbot, w) -> None:
    w.tables.reading.panel.model.typed.emit(0, "cameras", "많음")
    settled(qtbot, w)
    assert w.desk.project.layer("cctv").corrections == () and w.notice.isVisible()


def test_single_crimes_are_not_listed_and_the_table_says_why(qtbot, w) -> None:
    from shapely import Point
    from window_pieces import X, Y, layer

    from app import edits

    crimes = layer("crime_points", [Point(X + n, Y) for n in range(9)], type=["절도"] * 9, at=[""] * 9, until=[""] * 9, weight=[1.0] * 9)
    w.desk.edit("x", edits.add_layers, (crimes,))
    w.tables.reading.show("crime_points")
    settled(qtbot, w)
    panel = w.tables.reading.panel
    assert panel.model.rowCount() == 0 and "한 건씩" in panel._empty.text()
    w.tables.picks.choose(chosen({"crime_points": range(3)}))
    assert not w.tables.picks.selection and w.notice.isVisible()


def test_english_is_spoken_when_the_language_changes(qtbot, w) -> None:
    w.switch_language()
    settled(qtbot, w)
    panel = w.tables.reading.panel
    assert panel.only.text() == "Selected only" and panel.model.columns[0].title == "Name"


def test_a_condition_is_begun_from_a_menu_and_chooses_what_meets_it(qtbot, w) -> None:
    panel = w.tables.reading.panel
    panel.condition.menu().aboutToShow.emit()
    named = [action.text() for action in panel.condition.menu().actions()]
    assert named[0] == "이름" and "카메라 수" in named
    column_of = {one.name: one for one in panel.model.columns}
    panel.begin_condition(column_of["cameras"], "≥")
    panel.write(panel.search.text() + "1")
    panel.begin_condition(column_of["name"], "포함")
    panel.write(panel.search.text() + "002")
    settled(qtbot, w)
    panel.deeds["choose"].click()
    settled(qtbot, w)
    assert panel.search.text() == '"카메라 수" ≥ 1 그리고 이름 포함 002' and w.tables.picks.selection == chosen({"cctv": [1]})


def test_a_corrected_cell_is_put_back_from_the_menu(qtbot, w) -> None:
    w.tables.reading.panel.model.typed.emit(0, "name", "정문")
    settled(qtbot, w)
    assert column(w, "name")[0] == "정문"
    menu = w.tables.reading.deeds.menu(w.tables.reading.layer, 0, 0)
    back = next(action for action in menu.actions() if action.text() == "이 칸을 가져온 값으로")
    assert back.isEnabled()
    back.trigger()
    menu.deleteLater()
    settled(qtbot, w)
    assert column(w, "name")[0] == "방범-001" and w.desk.project.layer("cctv").corrections == ()


def test_the_table_of_a_layer_opens_from_its_menu(qtbot, w) -> None:
    from app.words import tr

    menu = w.layer_panel.menu(w.desk.project.layer("cctv"))
    next(action for action in menu.actions() if action.text() == tr("window.command.table")).trigger()
    settled(qtbot, w)
    assert w.tables.shown and w.tables.reading.layer_id == "cctv"


def test_a_street_in_pieces_is_listed_once_at_a_crossing(qtbot, w) -> None:
    from app.selection import at
    from widgets.table.identify import listing

    project = w.desk.project
    found = at(project.layers, (X, Y), 3.0)
    assert len(found["streets"]) == 3
    titles = [entry.title for entry in listing(project, found, (), (X, Y), {layer.id: layer.title for layer in project.layers}, 5).entries]
    assert titles.count("가로길") == 1 and titles.count("세로길") == 1
