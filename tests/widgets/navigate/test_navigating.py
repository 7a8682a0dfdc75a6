"""Going about the map and reading it, in the window."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from window_pieces import X, Y, opened, quarter_file, settled, window

from app import edits
from app.wayfinding import scales

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    made.map.canvas.look_at((X, Y), 0.25, 0.0)
    yield made
    settled(qtbot, made)
    made.close()


def went(w, *at_m: float, scale: float = 0.25) -> None:
    w.map.canvas.look_at(at_m, scale)
    w.navigate.trail.remember()


def press(w, button: Qt.MouseButton) -> None:
    at = QPointF(50, 50)
    QApplication.sendEvent(w.map.canvas, QMouseEvent(QEvent.Type.MouseButtonPress, at, at, button, button, Qt.KeyboardModifier.NoModifier))


def click_m(qtbot, w, x_m: float, y_m: float) -> None:
    qtbot.mouseClick(w.map.canvas, LEFT, pos=w.map.canvas.to_px((x_m, y_m)).toPoint())


# ---- back and forward


def test_keys_and_the_mouse_s_side_buttons_go_back_and_forward(qtbot, w) -> None:
    went(w, X, Y)
    went(w, X + 400, Y)
    w.actions_table["back"].trigger()
    assert w.map.canvas.frame.centre_m == (X, Y) and w.actions_table["forward"].isEnabled()
    press(w, Qt.MouseButton.ForwardButton)
    assert w.map.canvas.frame.centre_m == (X + 400, Y) and not w.actions_table["forward"].isEnabled()
    press(w, Qt.MouseButton.BackButton)
    assert w.map.canvas.frame.centre_m == (X, Y)


def test_a_place_is_remembered_once_the_map_rests(qtbot, w) -> None:
    went(w, X, Y)
    w.map.canvas.look_at((X + 500, Y), 0.25)
    qtbot.waitUntil(lambda: w.navigate.trail.trail.here.centre_m == (X + 500, Y), timeout=5000)
    assert w.navigate.trail.can_back


def test_another_project_begins_a_way_of_its_own(qtbot, w, tmp_path: Path) -> None:
    went(w, X, Y)
    went(w, X + 400, Y)
    w.desk.open(quarter_file(tmp_path / "other.gpkg"))
    qtbot.waitUntil(lambda: w.study.answers is not None and w.desk.session.path.name == "other.gpkg", timeout=60_000)
    assert not w.navigate.trail.can_back and not w.actions_table["back"].isEnabled()


# ---- coordinates and scale


def test_the_pointer_s_place_is_told_in_the_system_chosen_and_the_choice_stays(qtbot, w) -> None:
    w.bottom.show_place(X, Y)
    assert w.bottom.place.text().endswith("동 199,000 · 북 551,000")
    w.bottom.place.system_chosen.emit("5181")
    qtbot.waitUntil(lambda: w.bottom.place.text().endswith("동 199,000 · 북 451,000"), timeout=30_000)
    assert w.preferences["coordinates"] == "5181"


def test_coordinates_are_copied_as_another_program_takes_them(qtbot, w) -> None:
    w.navigate.use_system("4326")
    QApplication.clipboard().clear()
    w.actions_table["copy_place"].trigger()
    qtbot.waitUntil(lambda: QApplication.clipboard().text() != "", timeout=30_000)
    lat, lon = map(float, QApplication.clipboard().text().split(", "))
    assert 37 < lat < 38 and 126 < lon < 128 and "복사" in w.notice.text


def test_a_typed_scale_is_the_scale_of_the_map_and_its_middle_stays(qtbot, w) -> None:
    entry = w.bottom.scale
    w.actions_table["set_scale"].trigger()
    qtbot.keyClicks(entry.lineEdit(), "1:5,000")
    qtbot.keyClick(entry.lineEdit(), Qt.Key.Key_Return)
    assert w.map.canvas.frame.metres_per_px == pytest.approx(scales.metres_per_px(5000))
    assert w.map.canvas.frame.centre_m == (X, Y) and entry.currentText() == "1:5,000"


def test_what_is_no_scale_is_said_and_changes_nothing(qtbot, w) -> None:
    before = w.map.canvas.frame
    w.bottom.scale.start()
    w.bottom.scale.lineEdit().setText("<b>삼")
    qtbot.keyClick(w.bottom.scale.lineEdit(), Qt.Key.Key_Return)
    assert "<b>삼" in w.notice.text and w.map.canvas.frame == before
    qtbot.keyClick(w.bottom.scale.lineEdit(), Qt.Key.Key_Escape)
    assert w.bottom.scale.currentText() == scales.text(scales.of(before.metres_per_px))


def test_the_scale_follows_the_map(w) -> None:
    w.map.canvas.look_at((X, Y), scales.metres_per_px(2500))
    assert w.bottom.scale.currentText() == "1:2,500"
    w.map.zoom_in()
    assert w.bottom.scale.currentText() != "1:2,500"


# ---- going to what one means


def test_a_layer_is_shown_whole(qtbot, w) -> None:
    rows = w.layer_panel._model.rows
    at = next(number for number, row in enumerate(rows) if row.layer is not None and row.layer.id == "mailboxes")
    w.layer_panel.list.setCurrentIndex(w.layer_panel._model.index(at))
    w.actions_table["zoom_layer"].trigger()
    qtbot.waitUntil(lambda: abs(w.map.canvas.frame.centre_m[0] - (X + 150)) < 1, timeout=10_000)


def test_what_is_selected_is_shown(qtbot, w) -> None:
    w.tables.picks.choose_rows("cctv", [0, 1])
    w.actions_table["zoom_chosen"].trigger()
    west, _, east, _ = w.map.canvas.frame.box_m
    assert west < X - 100 and east > X + 5 and w.map.canvas.frame.centre_m[0] == pytest.approx(X - 47.5)


def test_all_a_scenario_plans_is_shown(qtbot, w) -> None:
    w.desk.edit("가안", edits.add_scenario, "가안")
    w.desk.edit("놓기", edits.place, "cctv", (X + 120, Y + 90))
    w.actions_table["zoom_planned"].trigger()
    assert w.map.canvas.frame.centre_m == pytest.approx((X + 120, Y + 90))


def test_a_dong_is_found_by_its_name_and_shown(qtbot, w) -> None:
    from widgets.navigate.area_dialog import AreaDialog

    w.actions_table["zoom_area"].trigger()
    dialog = next(one for one in w.findChildren(AreaDialog))
    dialog.field.setText("서동")
    assert dialog.list.count() == 1
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return)
    assert w.map.canvas.frame.centre_m == pytest.approx((X - 100, Y))


# ---- saved places


def test_a_place_is_saved_under_its_dong_gone_to_renamed_and_forgotten(qtbot, w) -> None:
    w.map.canvas.look_at((X - 80, Y), 0.3)
    w.actions_table["place_add"].trigger()
    w.actions_table["places"].trigger()
    page = w.navigate.places.page
    assert [line.title for line in page.list.lines] == ["서동"]
    w.map.canvas.look_at((X + 300, Y), 1.0)
    qtbot.mouseClick(page.list.viewport(), LEFT, pos=page.list.visualRect(page.list.model().index(0, 0)).center())
    assert w.map.canvas.frame.centre_m == (X - 80, Y) and w.map.canvas.frame.metres_per_px == pytest.approx(0.3)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_F2)
    editor = page.list.indexWidget(page.list.currentIndex()) or QApplication.focusWidget()
    editor.setText("시장 앞")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [view.title for view in w.desk.project.views] == ["시장 앞"], timeout=5000)
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert w.desk.project.views == ()
    w.desk.undo()
    assert [view.title for view in w.desk.project.views] == ["시장 앞"]


def test_places_change_their_order_among_themselves_and_steps_of_a_hearing_stay_out(qtbot, w) -> None:
    for title, step in (("가", False), ("발표 단계", True), ("나", False)):
        w.desk.edit(title, edits.remember_view, title, (X, Y), 1.0, step=step)
    w.navigate.places.show()
    page = w.navigate.places.page
    assert [line.title for line in page.list.lines] == ["가", "나"]
    page.list.go_to(page.list.lines[1].id)
    page.deeds["up"].click()
    assert [view.title for view in w.desk.project.views] == ["나", "가", "발표 단계"]
    assert page.list.current == page.list.lines[0].id and not page.deeds["up"].isEnabled()


def test_a_saved_place_takes_what_is_seen_now(qtbot, w) -> None:
    w.desk.edit("가", edits.remember_view, "가", (X, Y), 1.0)
    w.navigate.places.show()
    w.map.canvas.look_at((X + 77, Y), 0.5, 30.0)
    w.navigate.places.page.list.go_to(w.desk.project.views[0].id)
    w.navigate.places.page.deeds["retake"].click()
    view = w.desk.project.views[0]
    assert (view.centre_m, view.metres_per_px, view.turned_deg) == ((X + 77, Y), 0.5, 30.0)


def test_each_saved_place_gets_its_small_picture(qtbot, w) -> None:
    w.desk.edit("가", edits.remember_view, "가", (X, Y), 1.0)
    w.navigate.places.show()
    qtbot.waitUntil(lambda: len(w.navigate.places.page.list._rows.pictures) == 1, timeout=10_000)


# ---- overview


def overview(qtbot, w):
    w.navigate.overview.draw()
    qtbot.waitUntil(lambda: w.navigate.overview.map is not None and not w.navigate.overview.map.isHidden(), timeout=10_000)
    return w.navigate.overview.map


def test_the_overview_is_there_while_a_part_is_seen_and_goes_when_all_is(qtbot, w) -> None:
    found = overview(qtbot, w)
    w.map.zoom_all()
    assert found.isHidden()
    w.map.canvas.look_at((X, Y), 0.1)
    assert not found.isHidden()
    w.actions_table["overview"].trigger()
    assert found.isHidden() and not w.preferences["overview"] and not w.actions_table["overview"].isChecked()


def test_dragging_the_box_carries_the_map_and_a_press_elsewhere_goes_there(qtbot, w) -> None:
    w.map.canvas.look_at((X, Y), 0.1)
    found = overview(qtbot, w)
    middle = found.box_px.boundingRect().center().toPoint()
    qtbot.mousePress(found, LEFT, pos=middle)
    qtbot.mouseMove(found, middle + QPoint(20, 0))
    qtbot.mouseRelease(found, LEFT, pos=middle + QPoint(20, 0))
    by = 20 * found._whole.metres_per_px
    assert w.map.canvas.frame.centre_m[0] == pytest.approx(X + by, abs=found._whole.metres_per_px)
    qtbot.mouseClick(found, LEFT, pos=QPoint(round(found._whole.to_px(X - 150, Y - 150)[0]), round(found._whole.to_px(X - 150, Y - 150)[1])))
    assert w.map.canvas.frame.centre_m == pytest.approx((X - 150, Y - 150), abs=2 * found._whole.metres_per_px)


def test_arrows_carry_the_box_of_the_overview(qtbot, w) -> None:
    w.map.canvas.look_at((X, Y), 0.1)
    found = overview(qtbot, w)
    qtbot.keyClick(found, Qt.Key.Key_Up)
    assert w.map.canvas.frame.centre_m[1] > Y


# ---- measuring


def test_a_distance_is_measured_corner_by_corner_and_copied(qtbot, w) -> None:
    w.navigate.measure.toggle("length")
    w.hand.catches = False
    for x, y in ((X, Y - 20), (X + 30, Y - 20), (X + 30, Y - 60)):
        click_m(qtbot, w, x, y)
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Return)
    bar = w.navigate.measure.bar
    assert bar.words.text() == "길이 70.0 m" and "구간" in bar.more.text()
    bar.deeds["copy"].click()
    assert QApplication.clipboard().text().startswith("길이 70.0 m")
    bar.deeds["table"].click()
    assert [line.split("\t")[1] for line in QApplication.clipboard().text().splitlines()[1:]] == ["30.00", "40.00", "70.00"]


def test_an_area_is_measured_and_a_double_click_ends_it(qtbot, w) -> None:
    w.actions_table["measure_area"].trigger()
    w.hand.catches = False
    for x, y in ((X, Y - 20), (X + 30, Y - 20), (X + 30, Y - 60)):
        click_m(qtbot, w, x, y)
    at = w.map.canvas.to_px((X, Y - 60)).toPoint()
    qtbot.mouseClick(w.map.canvas, LEFT, pos=at)
    qtbot.mouseDClick(w.map.canvas, LEFT, pos=at)
    assert w.navigate.measure.measure.area_m2 == pytest.approx(1200, rel=0.01)
    assert w.navigate.measure.bar.words.text().startswith("넓이 1,2") or w.navigate.measure.bar.words.text().startswith("넓이 1,1")


def test_crossing_lines_are_said_to_have_no_area(qtbot, w) -> None:
    w.navigate.measure.toggle("area")
    w.hand.catches = False
    for x, y in ((X, Y - 20), (X + 30, Y - 60), (X + 30, Y - 20), (X, Y - 60)):
        click_m(qtbot, w, x, y)
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Return)
    assert "엇갈려" in w.navigate.measure.bar.words.text()


def test_escape_clears_what_was_measured_then_puts_the_ruler_down(qtbot, w) -> None:
    w.navigate.measure.toggle("length")
    click_m(qtbot, w, X, Y - 20)
    click_m(qtbot, w, X + 20, Y - 20)
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Escape)
    assert w.navigate.measure.way == "length" and not w.navigate.measure.measure.corners_m
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: w.navigate.measure.way == "", timeout=2000)
    assert w.navigate.measure.bar.isHidden()


def test_only_one_tool_is_in_the_hand(qtbot, w) -> None:
    w.navigate.measure.toggle("length")
    w.tables.picks.take("box")
    assert w.navigate.measure.way == ""
    w.navigate.measure.toggle("area")
    assert w.tables.picks.tool == "" and w.navigate.measure.way == "area"
    w.sketch.toggle()
    assert w.navigate.measure.way == ""


# ---- the window's layout


def test_the_map_alone_fills_the_window_and_escape_brings_all_back(qtbot, w) -> None:
    w.toggle("layers")
    w.actions_table["full_map"].trigger()
    assert w.top.isHidden() and w.inspector.isHidden() and w.actions_table["full_map"].isChecked()
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Escape)
    assert not w.top.isHidden() and not w.inspector.isHidden() and w.layer_panel.isHidden()


def test_the_window_is_laid_out_as_it_was_closed(qtbot, tmp_path: Path) -> None:
    first = window(qtbot, tmp_path)
    first.resize(1300, 700)
    first.layer_panel.hide()
    first.close()
    again = window(qtbot, tmp_path)
    assert (again.width(), again.height()) == (1300, 700) and again.layer_panel.isHidden()
    again.actions_table["reset_layout"].trigger()
    assert (again.width(), again.height()) == (1366, 768) and not again.layer_panel.isHidden()
    again.close()


def test_what_stands_under_the_map_keeps_the_height_it_was_pulled_to(qtbot, tmp_path: Path) -> None:
    first = opened(qtbot, tmp_path)
    first.toggle("charts")
    first._middle.setSizes([300, 310, 0])
    first._middle.splitterMoved.emit(300, 1)
    pulled = first.chart.height()
    first.close()
    again = window(qtbot, tmp_path)
    assert pulled != 230 and again.beneath_px == pulled
    again.actions_table["reset_layout"].trigger()
    assert again.beneath_px == 230
    again.close()


@pytest.mark.parametrize("spoilt", ["{", "[1,2]", '{"size": [1e9, 5]}', json.dumps({"size": [1, 2], "at": [0, 0], "panels": ["a", 1, 2]}), "[" * 5000])
def test_a_spoilt_layout_counts_as_none(qtbot, tmp_path: Path, spoilt: str) -> None:
    from widgets.preferences import Preferences

    Preferences(tmp_path)["layout"] = spoilt
    made = window(qtbot, tmp_path)
    assert (made.width(), made.height()) == (1366, 768)
    made.close()


def test_who_does_not_want_it_gets_the_first_layout_each_time(qtbot, tmp_path: Path) -> None:
    first = window(qtbot, tmp_path)
    first.choose("keep_layout", False)
    first.resize(1300, 700)
    first.close()
    again = window(qtbot, tmp_path)
    assert (again.width(), again.height()) == (1366, 768)
    again.close()


def test_the_last_project_opens_at_start_where_that_is_wished(qtbot, tmp_path: Path) -> None:
    made = opened(qtbot, tmp_path)
    made.choose("start_with", "last")
    made.preferences["started_before"] = True
    made.close()
    again = window(qtbot, tmp_path)
    again.begin(None)
    qtbot.waitUntil(lambda: again.desk.project is not None, timeout=30_000)
    settled(qtbot, again)
    again.close()


# ---- menus and search


def test_saved_places_and_recent_projects_stand_in_the_menus(qtbot, w) -> None:
    from widgets.navigate.offered_menu import OfferedMenu

    w.desk.edit("가", edits.remember_view, "가 & 나", (X + 90, Y), 1.0)
    places, recent = sorted(w.findChildren(OfferedMenu), key=lambda menu: menu.title() != "저장한 위치로 가기")
    for menu in (places, recent):
        menu.fill()
    assert [action.text() for action in recent.actions()] == ["quarter"]
    places.actions()[0].trigger()
    assert places.actions()[0].text() == "가 && 나" and w.map.canvas.frame.centre_m == (X + 90, Y)


def test_typed_coordinates_are_read_in_the_system_that_is_told_in(qtbot, w) -> None:
    from app.wayfinding import coordinates

    w.navigate.use_system("5179")
    settled(qtbot, w)
    found = w.searches.entries(coordinates.copied((X, Y), "5179"))
    found[0].run()
    assert w.map.canvas.frame.centre_m == pytest.approx((X, Y), abs=0.1)
