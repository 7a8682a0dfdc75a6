"""The hand in the real window: drawn, caught, several at once, rows, texts, exact places."""

from __future__ import annotations

from math import dist

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from window_pieces import X, Y, opened, settled

from app.model import Intervention

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def w(qtbot, tmp_path):
    window = opened(qtbot, tmp_path)
    window.map.canvas.look_at((X, Y), 0.4)
    window.hand.learn()
    qtbot.waitUntil(lambda: window.hand.known.key == window.hand._asked, timeout=20_000)
    yield window
    window.close()


def px(w, x: float, y: float) -> QPoint:
    return w.map.canvas.to_px((x, y)).toPoint()


def items(w) -> tuple[Intervention, ...]:
    shown = w.desk.project.shown
    return shown.items if shown is not None else ()


def click(qtbot, w, x: float, y: float, held=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mouseMove(w.map.canvas, px(w, x, y))
    qtbot.mouseClick(w.map.canvas, LEFT, held, px(w, x, y))
    QApplication.processEvents()


def drag(qtbot, w, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(w.map.canvas, LEFT, pos=start)
    for step in range(1, 6):
        qtbot.mouseMove(w.map.canvas, start + (end - start) * step / 5)
        QApplication.processEvents()
    qtbot.mouseRelease(w.map.canvas, LEFT, pos=end)
    QApplication.processEvents()


def test_a_fence_is_drawn_with_clicks_and_stays_in_the_file(qtbot, w) -> None:
    w.sketch.take("barriers")
    for x in (-80, -60):
        click(qtbot, w, X + x, Y + 60)
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Return)
    (fence,) = items(w)
    assert fence.kind == "barriers" and [round(x - X) for x, _ in fence.path_m] == [-80, -60]
    assert w.sketch.selected == fence.id and w.sketch.taken == ""
    w.desk.undo()
    assert items(w) == ()


def test_a_new_camera_catches_on_a_mast_by_name(qtbot, w) -> None:
    w.map.canvas.look_at((X - 150, Y), 0.4)  # beside the palette
    w.sketch.take("cctv")
    at = px(w, X - 98, Y + 5)
    for step in (2, 1, 0):
        qtbot.mouseMove(w.map.canvas, at + QPoint(step, 0))
        qtbot.wait(20)
    assert w.map.canvas._sketch.note == "CCTV 방범-002 지주"
    qtbot.mouseClick(w.map.canvas, LEFT, pos=at)
    assert items(w)[0].at_m == (X - 100, Y + 3)


def test_two_things_are_chosen_with_shift_and_moved_together_in_one_step(qtbot, w) -> None:
    w.sketch.place("emergency_bells", X - 60, Y + 60)
    w.sketch.place("emergency_bells", X - 40, Y + 60)
    click(qtbot, w, X - 60, Y + 60)
    click(qtbot, w, X - 40, Y + 60, SHIFT)
    assert len(w.sketch.chosen) == 2
    drag(qtbot, w, px(w, X - 60, Y + 60), px(w, X - 60, Y + 80))
    assert [round(item.at_m[1] - Y) for item in items(w)] == [80, 80]
    w.desk.undo()
    assert [round(item.at_m[1] - Y) for item in items(w)] == [60, 60]


def test_what_is_chosen_is_doubled_and_removed_by_keys(qtbot, w) -> None:
    w.sketch.place("emergency_bells", X - 60, Y + 60)
    w.actions_table["duplicate"].trigger()
    assert [item.at_m for item in items(w)] == [(X - 60, Y + 60), (X - 56, Y + 56)]
    w.hand.choose_everything()
    w.actions_table["remove"].trigger()
    assert items(w) == ()
    w.desk.undo()
    assert len(items(w)) == 2


def test_arrows_nudge_what_is_chosen_and_many_presses_are_one_step(qtbot, w) -> None:
    w.sketch.place("emergency_bells", X - 60, Y + 60)
    w.map.canvas.setFocus()
    for _ in range(3):
        qtbot.keyClick(w.map.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Up, SHIFT)
    assert items(w)[0].at_m == pytest.approx((X - 57, Y + 60.1))
    w.desk.undo()
    assert items(w)[0].at_m == (X - 60, Y + 60)


def test_arrows_move_the_map_where_nothing_of_the_scenario_is_chosen(qtbot, w) -> None:
    w.sketch.select("cctv/0")
    before = w.map.canvas.frame.centre_m
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Right)
    assert w.map.canvas.frame.centre_m != before and w.desk.project.shown is None


def test_the_corner_of_a_fence_is_pulled_and_escape_puts_it_back(qtbot, w) -> None:
    w.sketch.draw("barriers", ((X - 80, Y + 60), (X - 60, Y + 60)))
    start, end = px(w, X - 60, Y + 60), px(w, X - 60, Y + 90)
    drag(qtbot, w, start, end)
    assert items(w)[0].path_m[1] == pytest.approx((X - 60, Y + 90), abs=1.0)
    before = w.desk.project
    qtbot.mousePress(w.map.canvas, LEFT, pos=end)
    qtbot.mouseMove(w.map.canvas, end + QPoint(40, 0))
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(w.map.canvas, LEFT, pos=end + QPoint(40, 0))
    assert w.desk.project is before


def test_escape_while_carrying_leaves_the_project_as_it_was(qtbot, w) -> None:
    w.sketch.place("emergency_bells", X - 60, Y + 60)
    before = w.desk.project
    qtbot.mousePress(w.map.canvas, LEFT, pos=px(w, X - 60, Y + 60))
    qtbot.mouseMove(w.map.canvas, px(w, X - 60, Y + 90))
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(w.map.canvas, LEFT, pos=px(w, X - 60, Y + 90))
    assert w.desk.project is before


def test_a_text_is_typed_on_the_map(qtbot, w) -> None:
    w.sketch.take("note_text")
    click(qtbot, w, X - 60, Y + 60)
    qtbot.keyClicks(w.hand.text, "Dark at night")
    qtbot.keyClick(w.hand.text, Qt.Key.Key_Return)
    assert items(w)[0].note == "Dark at night" and not w.hand.text.isVisible()
    assert any(overlay.role == "written" for overlay in w.map.canvas._scene.overlays)


def test_a_text_given_up_leaves_nothing(qtbot, w) -> None:
    w.sketch.take("note_text")
    click(qtbot, w, X - 60, Y + 60)
    qtbot.keyClicks(w.hand.text, "Dark")
    qtbot.keyClick(w.hand.text, Qt.Key.Key_Escape)
    assert items(w) == () and not w.hand.text.isVisible()


def test_lights_are_placed_in_a_row_along_a_street_after_a_look_at_them(qtbot, w) -> None:
    w.hand.rows.begin()
    click(qtbot, w, X - 100, Y + 1)
    click(qtbot, w, X + 100, Y + 1)
    qtbot.waitUntil(lambda: len(w.hand.rows.way) > 1 and w.jobs.idle, timeout=20_000)
    assert items(w) == () and any(one.key == "live_row" for one in w.map.canvas._hand_overlays)
    w.hand.rows.accept()
    found = items(w)
    assert {item.kind for item in found} == {"security_lights"} and len(found) == 9
    assert [round(item.at_m[1] - Y) for item in found][:3] == [3, -3, 3]
    assert dist(found[0].at_m, found[2].at_m) == pytest.approx(50.0, abs=0.01)
    w.desk.undo()
    assert items(w) == ()


def test_escape_puts_a_row_down_without_placing(qtbot, w) -> None:
    w.hand.rows.begin()
    click(qtbot, w, X - 100, Y + 1)
    qtbot.keyClick(w.map.canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not w.hand.rows.active, timeout=5000)
    assert not w.hand.rows.panel.isVisible() and items(w) == ()


def test_streets_that_do_not_meet_are_told(qtbot, w) -> None:
    w.hand.rows.begin()
    click(qtbot, w, X - 100, Y + 1)
    click(qtbot, w, X - 100, Y + 100)
    settled(qtbot, w)
    assert w.hand.rows.way == () and items(w) == ()


def test_a_camera_is_turned_along_its_street_and_moved_to_the_edge(qtbot, w) -> None:
    w.sketch.place("cctv", X + 100, Y + 20, 80.0)
    w.hand.align()
    assert items(w)[0].heading_deg == 90.0
    w.hand.to_edge()
    assert items(w)[0].at_m == pytest.approx((X + 100, Y + 3))


def test_a_thing_is_put_exactly_at_coordinates(qtbot, w) -> None:
    w.sketch.place("emergency_bells", X - 60, Y + 60)
    w.hand.put_at((X + 12.34, Y + 56.78))
    assert items(w)[0].at_m == pytest.approx((X + 12.34, Y + 56.78))


def test_what_is_drawn_is_carried_by_the_hand_with_its_corners(qtbot, w) -> None:
    w.sketch.draw("note_area", ((X - 90, Y + 40), (X - 40, Y + 40), (X - 40, Y + 90), (X - 90, Y + 90)))
    drag(qtbot, w, px(w, X - 80, Y + 50), px(w, X - 60, Y + 50))
    assert items(w)[0].path_m[0] == pytest.approx((X - 70, Y + 40), abs=1.0)
