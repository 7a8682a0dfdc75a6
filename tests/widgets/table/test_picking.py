"""Choosing on the map: the gestures alone, then real drags in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from window_pieces import X, Y, quarter_file, settled, window

from app.selection import chosen
from widgets.gestures.picking import Picked, pick_box, pick_lasso
from widgets.gestures.wishes import Done, Pointer, Sketch

SHIFT, CTRL, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def play(tool, *events: Pointer) -> list:
    next(tool)
    return [wish for event in events for wish in tool.send(event)]


def at(what: str, x: float, y: float, **more: object) -> Pointer:
    return Pointer(what, (x, y), (2 * x, -2 * y), 2.0, **more)


def test_a_box_gives_its_four_corners_on_the_ground() -> None:
    wishes = play(pick_box(), at("press", 10, 10), at("move", 50, 30), at("release", 50, 30))
    corners = next(wish for wish in wishes if isinstance(wish, Picked)).outline_m
    assert {(round(x, 6), round(y, 6)) for x, y in corners} == {(20, -20), (100, -20), (100, -60), (20, -60)}


def test_on_a_turned_map_the_box_is_turned_on_the_ground() -> None:
    # East is up: a pixel to the right is a metre to the south, a pixel up a metre to the east.
    def turned(what: str, x: float, y: float) -> Pointer:
        return Pointer(what, (x, y), (-y, -x), 1.0)

    wishes = play(pick_box(), turned("press", 0, 0), turned("move", 40, 10), turned("release", 40, 10))
    corners = next(wish for wish in wishes if isinstance(wish, Picked)).outline_m
    assert {(round(x, 6), round(y, 6)) for x, y in corners} == {(0, 0), (0, -40), (-10, -40), (-10, 0)}


def test_a_line_drawn_around_gives_its_corners_and_shows_itself_closed() -> None:
    events = [at("press", 0, 0), at("move", 20, 0), at("move", 20, 20), at("release", 0, 20)]
    wishes = play(pick_lasso(), *events)
    shown = [wish for wish in wishes if isinstance(wish, Sketch) and wish.lines]
    assert shown[-1].lines[0][0] == shown[-1].lines[0][-1]
    assert wishes[-1] == Picked(((0, 0), (40, 0), (40, -40), (0, -40)))


@pytest.mark.parametrize(("keys", "how"), [({}, "new"), ({"shift": True}, "add"), ({"ctrl": True}, "take")])
def test_shift_adds_and_ctrl_takes(keys: dict, how: str) -> None:
    wishes = play(pick_box(), at("press", 0, 0), at("move", 30, 30), at("release", 30, 30, **keys))
    assert wishes[-1].how == how


def test_a_press_that_stays_is_a_click() -> None:
    assert play(pick_lasso(), at("press", 5, 5), at("release", 6, 5))[-1] == Picked(((12, -10),))


def test_escape_while_drawing_gives_up_and_escape_at_rest_ends() -> None:
    tool = pick_lasso()
    assert not any(isinstance(w, Picked) for w in play(tool, at("press", 0, 0), at("move", 30, 0), Pointer("key", key="escape")))
    assert Done() in tool.send(Pointer("key", key="escape"))


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = window(qtbot, tmp_path)
    made.desk.open(quarter_file(tmp_path / "q.gpkg"))
    qtbot.waitUntil(lambda: made.study.answers is not None, timeout=90_000)
    settled(qtbot, made)
    return made


def drag(w, corners: list[tuple[float, float]], keys=NONE) -> None:
    canvas = w.map.canvas
    spots = [canvas.to_px(corner).toPoint() for corner in corners]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, keys, spots[0])
    for spot in spots[1:]:
        QTest.mouseMove(canvas, spot)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, keys, spots[-1])


def click(w, at_m: tuple[float, float], keys=NONE, button=Qt.MouseButton.LeftButton) -> None:
    QTest.mouseClick(w.map.canvas, button, keys, w.map.canvas.to_px(at_m).toPoint())


def test_a_box_over_both_cameras_chooses_both_and_says_so(qtbot, w) -> None:
    w.actions_table["pick_box"].trigger()
    drag(w, [(X - 120, Y - 20), (X + 20, Y + 20)])
    settled(qtbot, w)
    assert w.tables.picks.selection == chosen({"cctv": [0, 1]})
    assert w.tables.bar.isVisible() and "2" in w.tables.bar.words.text()
    assert any(overlay.key == "live_picked" for overlay in w.map.canvas._live)


def test_a_line_around_one_adds_with_shift_and_takes_with_ctrl(qtbot, w) -> None:
    picks = w.tables.picks
    picks.choose(chosen({"cctv": [0]}))
    picks.take("lasso")
    ring = [(X - 120, Y - 10), (X - 80, Y - 10), (X - 80, Y + 20), (X - 120, Y + 20)]
    drag(w, ring, SHIFT)
    settled(qtbot, w)
    assert picks.selection == chosen({"cctv": [0, 1]})
    drag(w, ring, CTRL)
    settled(qtbot, w)
    assert picks.selection == chosen({"cctv": [0]})


def test_a_shift_click_joins_a_thing_and_another_lets_it_go(qtbot, w) -> None:
    for wanted in ({"cctv": [0]}, {}):
        click(w, (X + 5, Y + 3), SHIFT)
        settled(qtbot, w)
        assert w.tables.picks.selection == chosen(wanted)


def test_a_plain_click_opens_the_page_and_leaves_the_choice_alone(qtbot, w) -> None:
    w.tables.picks.choose(chosen({"cctv": [1]}))
    click(w, (X + 150, Y + 4))
    settled(qtbot, w)
    assert w.inspector.shows_facts and w.tables.picks.selection == chosen({"cctv": [1]})


def test_escape_puts_the_tool_down_then_lets_go(qtbot, w) -> None:
    picks = w.tables.picks
    picks.choose(chosen({"cctv": [1]}))
    picks.take("box")
    QTest.keyClick(w.map.canvas, Qt.Key.Key_Escape)
    assert picks.tool == "" and picks.selection
    QTest.keyClick(w.map.canvas, Qt.Key.Key_Escape)
    assert not picks.selection and not w.tables.bar.isVisible()


def test_only_the_layers_aimed_at_are_chosen_from(qtbot, w) -> None:
    picks = w.tables.picks
    picks.take("box")
    picks.aim_at("streets", touching=True)
    drag(w, [(X - 150, Y - 20), (X + 20, Y + 20)])
    settled(qtbot, w)
    assert picks.selection == chosen({"streets": [0, 1, 2]})


def test_by_distance_from_what_is_chosen(qtbot, w) -> None:
    picks = w.tables.picks
    picks.choose(chosen({"cctv": [1]}))
    picks.by_distance(60.0, "points")
    settled(qtbot, w)
    assert picks.selection == chosen({"cctv": [1], "phone_booths": [0]})


def test_removing_a_layer_lets_go_of_its_things(qtbot, w) -> None:
    from app import edits

    w.tables.picks.choose(chosen({"cctv": [0], "mailboxes": [0]}))
    w.desk.edit("x", edits.remove_layer, "cctv")
    assert w.tables.picks.selection == chosen({"mailboxes": [0]})


def test_where_nothing_is_chosen_the_commands_are_off(w) -> None:
    assert not w.actions_table["pick_none"].isEnabled() and w.actions_table["pick_lasso"].isEnabled()
    assert w.map.canvas.mapFromGlobal(QPoint()) is not None


@pytest.mark.qt_log_ignore("This plugin does not support")  # an offscreen screen raises no menu to the front
def test_a_right_click_asks_what_stands_there_and_lists_it_by_layer_and_a_line_opens_its_page(qtbot, w) -> None:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    canvas = w.map.canvas
    at_px = canvas.to_px((X + 30, Y + 30)).toPoint()
    QApplication.sendEvent(canvas, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at_px, canvas.mapToGlobal(at_px)))
    menu = QApplication.activePopupWidget()
    menu.actions()[0].trigger()
    menu.close()
    settled(qtbot, w)
    assert w.inspector.page == "identify"
    assert [row.key for row in w.tables._listed.rows] == ["buildings/0", "neighborhoods/1", "districts/0"]
    QTest.keyClick(w.tables._listed.rows[0], Qt.Key.Key_Return)
    assert w.inspector.page == "facts" and w.inspector.facts.facts.title == "시험빌딩"


def test_the_key_lists_what_is_in_the_middle_where_the_pointer_is_elsewhere(qtbot, w) -> None:
    w.tables.identify((X + 5, Y + 3))
    settled(qtbot, w)
    assert w.tables._listed.rows[0].key == "cctv/0"


def test_bare_ground_says_that_nothing_is_there(qtbot, w) -> None:
    w.tables.identify((X + 5000, Y))
    settled(qtbot, w)
    assert w.tables._listed.rows == [] and w.inspector.page == "identify"


def test_the_distance_is_asked_for_and_what_is_found_joins_the_choice(qtbot, w) -> None:
    from widgets.table.distance_dialog import DistanceDialog

    w.tables.picks.choose(chosen({"cctv": [1]}))
    w.actions_table["pick_distance"].trigger()
    dialog = w.findChild(DistanceDialog)
    dialog._far.setValue(60.0)
    dialog.accept()
    settled(qtbot, w)
    assert w.tables.picks.selection == chosen({"cctv": [1], "phone_booths": [0]})
