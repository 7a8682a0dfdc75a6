"""The hand in the real window: figures and colours follow the mouse, and only what changed is drawn again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from window_pieces import X, Y, opened, settled

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    made.map.canvas.look_at((X, Y), 0.5)
    yield made
    made.close()


def at(w, x: float, y: float) -> QPoint:
    return w.map.canvas.to_px((x, y)).toPoint()


def placed(qtbot, w, kind: str, x: float, y: float, heading: float | None = None) -> None:
    w.sketch.place(kind, x, y, heading)
    settled(qtbot, w)
    qtbot.waitUntil(lambda: w.items.live.latest is not None and w.jobs.idle, timeout=60_000)
    qtbot.waitUntil(lambda: not w.map.canvas.is_busy, timeout=60_000)


def effect_rows(w) -> list[str]:
    """What the rows of the page say while one looks at it."""
    return [label.text() for label in w.items.page._effects.findChildren(QLabel) if "→" in label.text() and label.isVisibleTo(w.items.page)]


@pytest.mark.parametrize("look", ["seen", "lit", "near_refuge"])
def test_figures_and_street_colours_follow_the_mouse_on_every_look(qtbot, w, look: str) -> None:
    from widgets import looking

    looking.look_at(w, w.viewing.on(look))
    placed(qtbot, w, "cctv", X - 50, Y + 3, 90.0)
    before, revision = effect_rows(w), w.map.canvas.tiles._revision
    assert w.inspector.page == "item" and before
    qtbot.mousePress(w.map.canvas, LEFT, pos=at(w, X - 50, Y + 3))
    for step in range(1, 9):
        qtbot.mouseMove(w.map.canvas, at(w, X - 50, Y + 3 + 12 * step))
        qtbot.wait(20)
    qtbot.waitUntil(lambda: effect_rows(w) != before, timeout=30_000)
    assert w.sketch.held is not None
    keys = {overlay.key for overlay in w.map.canvas._hand_overlays}
    assert "live_views" in keys and keys & {"live_gained", "live_lost"}
    assert w.map.canvas.tiles._revision == revision and not w.map.canvas.is_busy
    qtbot.mouseRelease(w.map.canvas, LEFT, pos=at(w, X - 50, Y + 99))
    settled(qtbot, w)


def test_a_camera_carried_over_ground_without_streets_goes_on_following(qtbot, w) -> None:
    placed(qtbot, w, "cctv", X - 50, Y + 3, 90.0)
    troubles: list[str] = []
    w.jobs.troubled.connect(troubles.append)
    w.items.live.lost.connect(lambda: troubles.append("lost"))
    for y in (400.0, 4_000.0, 3.0):
        w.sketch.carry(w.sketch.selected, X - 60, Y + y)
        qtbot.waitUntil(lambda: w.jobs.idle, timeout=30_000)
    assert troubles == [] and w.items.live.latest.with_it is not None


def test_a_step_of_the_hand_draws_only_a_part_of_the_map(qtbot, w) -> None:
    placed(qtbot, w, "phone_booths", X - 50, Y + 3)
    canvas, drawn = w.map.canvas, []
    paint = canvas.paintEvent
    canvas.paintEvent = lambda event: (drawn.append(event.rect()), paint(event))  # type: ignore[method-assign]
    for step in range(1, 6):
        w.sketch.carry(w.sketch.selected, X - 50 - step, Y + 3)
        qtbot.wait(30)
    drawn = [rect for rect in drawn if rect.width() > 0]
    assert drawn and min(rect.width() * rect.height() for rect in drawn) < canvas.width() * canvas.height() / 2


def test_a_carpet_tells_the_zones_that_have_one(qtbot, w) -> None:
    from app.study.places.equipment import Equipped, Had
    from widgets.results.place_words import equipment_effects

    rows = equipment_effects((Equipped("yellow_carpets", 5, 1, 2, (("가람초", Had(False, 0), Had(True, 1)),)),))
    assert [(row.now, row.then) for row in rows] == [("1", "2"), ("없음", "있음")]
    placed(qtbot, w, "cctv", X - 50, Y + 3, 90.0)
    w.sketch.place("yellow_carpets", X - 40, Y + 3)
    settled(qtbot, w)
    assert w.inspector.page == "item" and w.items.live.latest.with_it is not None
