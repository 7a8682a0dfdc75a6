"""The page of the chosen thing, driven through the real window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from window_pieces import X, Y, opened, settled

from app import things

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    made.map.canvas.look_at((X, Y), 0.25)
    yield made
    made.close()


def on_map(w, x: float, y: float) -> QPoint:
    return w.map.canvas.to_px((x, y)).toPoint()


def write(qtbot, w, key: str, text: str) -> None:
    entry = w.items.page.fields.entry(key)
    entry.setFocus()
    entry.selectAll()
    entry.insert(text)  # the test keyboard knows no Hangul
    qtbot.keyClick(entry, Qt.Key.Key_Return)


def drag(qtbot, w, start: QPoint, end: QPoint, steps: int = 5) -> None:
    qtbot.mousePress(w.map.canvas, LEFT, pos=start)
    for step in range(1, steps + 1):
        qtbot.mouseMove(w.map.canvas, start + (end - start) * step / steps)
        qtbot.wait(15)
    qtbot.mouseRelease(w.map.canvas, LEFT, pos=end)


def chosen(w) -> things.Thing:
    return w.sketch.thing()


def test_a_click_on_a_camera_shows_its_values(qtbot, w) -> None:
    qtbot.mouseClick(w.map.canvas, LEFT, pos=on_map(w, X + 5, Y + 3))
    assert w.inspector.page == "item" and w.sketch.selected == "cctv/0"
    assert w.items.page.fields.entry("heading_deg").text() == "90"
    assert w.items.page.fields.entry("height_m").placeholderText() == "가정 5"
    assert w.desk.project.shown is None


def test_a_typed_value_changes_the_camera_in_one_step_and_undo_takes_it_back(qtbot, w) -> None:
    qtbot.mouseClick(w.map.canvas, LEFT, pos=on_map(w, X + 5, Y + 3))
    write(qtbot, w, "height_m", "6.5")
    assert chosen(w).values["height_m"] == 6.5 and w.items.page.facts.state
    write(qtbot, w, "heading_deg", "남")
    assert chosen(w).heading_deg == 180.0
    w.desk.undo()
    assert chosen(w).heading_deg == 90.0 and chosen(w).values["height_m"] == 6.5
    w.desk.undo()
    assert chosen(w).item is None and w.items.page.fields.entry("height_m").text() == ""


def test_what_cannot_be_is_said_and_changes_nothing(qtbot, w) -> None:
    qtbot.mouseClick(w.map.canvas, LEFT, pos=on_map(w, X + 5, Y + 3))
    write(qtbot, w, "height_m", "90")
    assert "1에서 30" in w.items.page.fields.trouble and w.desk.project.shown is None
    write(qtbot, w, "height_m", "9")
    assert w.items.page.fields.trouble == "" and chosen(w).values["height_m"] == 9.0


def test_an_existing_camera_is_turned_by_its_handle_in_one_step(qtbot, w) -> None:
    from widgets.map.map_tools import HANDLE_PX

    qtbot.mouseClick(w.map.canvas, LEFT, pos=on_map(w, X + 5, Y + 3))
    centre = on_map(w, X + 5, Y + 3)
    drag(qtbot, w, centre + QPoint(int(HANDLE_PX), 0), centre + QPoint(0, int(HANDLE_PX)))
    assert chosen(w).heading_deg == pytest.approx(180.0, abs=3.0)
    w.desk.undo()
    assert w.desk.project.shown is None


def test_an_existing_camera_is_carried_taken_away_and_put_back(qtbot, w) -> None:
    qtbot.mouseClick(w.map.canvas, LEFT, pos=on_map(w, X + 5, Y + 3))
    drag(qtbot, w, on_map(w, X + 5, Y + 3), on_map(w, X + 5, Y + 30))
    assert chosen(w).moved and chosen(w).at_m[1] == pytest.approx(Y + 30, abs=1.0)
    assert any(overlay.role == "moved" for overlay in w.map.canvas._scene.overlays)
    w.actions_table["remove"].trigger()
    assert chosen(w).gone and any(overlay.role == "removed" for overlay in w.map.canvas._scene.overlays)
    w.sketch.put_back()
    assert chosen(w).item is None and chosen(w).at_m == (X + 5, Y + 3)


def test_the_district_follows_the_hand_and_the_full_answer_agrees(qtbot, w) -> None:
    w.sketch.place("cctv", X - 50, Y + 3, 90.0)
    settled(qtbot, w)
    qtbot.waitUntil(lambda: w.items.live.latest is not None, timeout=30_000)
    qtbot.waitUntil(lambda: w.jobs.idle)
    w.sketch.carry(w.sketch.selected, X - 120, Y + 3)
    qtbot.waitUntil(lambda: w.jobs.idle, timeout=30_000)
    live = w.items.live.latest.with_it.share("seen")
    w.sketch.let_go()
    settled(qtbot, w)
    qtbot.waitUntil(lambda: w.study.answers.question.items[-1].at_m == (X - 120, Y + 3), timeout=30_000)
    assert w.study.answers.measure("seen").quantity.value == pytest.approx(live[0], abs=1e-6)


def test_cameras_of_a_mast_are_set_one_by_one(qtbot, w) -> None:
    w.sketch.place("cctv", X - 50, Y + 3, 90.0)
    settled(qtbot, w)
    write(qtbot, w, "cameras", "2")
    w.items.page.camera_chosen.emit(2)
    assert w.items.page.fields.entry("2.heading_deg").text() == "180"
    write(qtbot, w, "2.heading_deg", "270")
    assert things.headings(chosen(w)) == (90.0, 270.0)


def test_a_read_only_project_shows_values_but_takes_none(qtbot, w) -> None:
    qtbot.mouseClick(w.map.canvas, LEFT, pos=on_map(w, X + 5, Y + 3))
    w.items.page.show_item(replace(w.items.page.facts, editable=False))
    assert not w.items.page.fields.entry("height_m").isEnabled()


def texts(widget) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_card_tells_what_is_seen_and_what_is_only_claimed(qtbot, w) -> None:
    qtbot.mouseClick(w.map.canvas, LEFT, pos=on_map(w, X + 5, Y + 3))
    qtbot.waitUntil(lambda: w.items.card.card is not None, timeout=60_000)
    said = texts(w.items.card)
    assert "관찰" in said and "회색 원" in said and "editing." not in said and "cameras." not in said
    assert any(overlay.role == "claimed" for overlay in w.map.canvas._scene.overlays)
    qtbot.keyClick(w, Qt.Key.Key_Escape)
    assert not any(overlay.role == "claimed" for overlay in w.map.canvas._scene.overlays)


def test_a_camera_is_turned_to_its_quieter_heading_in_one_step(qtbot, w) -> None:
    w.sketch.place("cctv", X + 14, Y + 14, 45.0)
    settled(qtbot, w)
    w.items.card.turn_wanted.emit(200.0)
    assert chosen(w).heading_deg == 200.0
    w.desk.undo()
    assert chosen(w).heading_deg == 45.0


def test_an_unknown_heading_has_a_likely_a_best_and_a_worst(qtbot, w) -> None:
    w.map.feature_chosen.emit("cctv", 1)
    qtbot.waitUntil(lambda: w.items.card.card is not None, timeout=60_000)
    assert "방향을 모를 때" in texts(w.items.card) and w.items.card.card.street_m.has_band


def test_a_chosen_lamp_shows_the_ground_it_lights(qtbot, w) -> None:
    w.sketch.place("security_lights", X - 30, Y + 3)
    settled(qtbot, w)
    qtbot.waitUntil(lambda: any(overlay.role == "light_view" for overlay in w.map.canvas._scene.overlays), timeout=60_000)
    before = w.items.live.latest.ground.geometries[0].area
    write(qtbot, w, "flux_lm", "12000")
    settled(qtbot, w)
    qtbot.waitUntil(lambda: w.items.live.latest.ground.geometries[0].area > before, timeout=60_000)


def test_the_form_shows_the_heading_the_hand_is_giving(qtbot, w) -> None:
    w.sketch.place("cctv", X - 50, Y + 3, 90.0)
    settled(qtbot, w)
    w.sketch.turn_to(w.sketch.selected, 123.4)
    qtbot.waitUntil(lambda: w.items.page.fields.entry("heading_deg").text() == "123", timeout=30_000)
    assert chosen(w).heading_deg == 90.0
    w.sketch.let_go()
    assert chosen(w).heading_deg == pytest.approx(123.4)
    settled(qtbot, w)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_is_no_wider_than_the_panel(qtbot, w, language: str) -> None:
    w.choose("language", language)
    for kind in ("cctv", "security_lights", "mailboxes", "emergency_bells"):
        w.sketch.place(kind, X - 50, Y + 3, 90.0 if kind == "cctv" else None)
        settled(qtbot, w)
        assert w.items.page.minimumSizeHint().width() <= 330 - 16, kind
    w.choose("language", "ko")
