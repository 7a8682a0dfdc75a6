"""Why is this spot so, and why not one more here, through the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from window_pieces import X, Y, opened, settled

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    made.map.canvas.look_at((X, Y), 0.4)
    yield made
    made.close()


def why(qtbot, w, x: float, y: float) -> None:
    w.map.spot_chosen.emit(x, y)
    qtbot.waitUntil(lambda: w.inspector.page == "facts", timeout=30_000)


def said(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_a_spot_offers_to_try_a_device_and_tells_what_it_would_add(qtbot, w) -> None:
    why(qtbot, w, X - 60, Y)
    qtbot.mouseClick(w.whys.box.ask, LEFT)
    qtbot.waitUntil(lambda: w.whys.found is not None, timeout=60_000)
    words = said(w.whys.box)
    assert "더함" in words and "22,000,000" in words and "whynot." not in words
    assert w.desk.project.shown is None


def test_what_was_tried_is_taken_into_the_scenario_as_it_was_tried(qtbot, w) -> None:
    why(qtbot, w, X - 60, Y)
    qtbot.mouseClick(w.whys.box.ask, LEFT)
    qtbot.waitUntil(lambda: w.whys.found is not None, timeout=60_000)
    heading = w.whys.found.item.heading_deg
    qtbot.mouseClick(w.whys.box.findChild(QPushButton, "placeHere"), LEFT)
    item = w.desk.project.shown.items[0]
    assert (item.kind, item.at_m, item.heading_deg) == ("cctv", (X - 60, Y), heading)
    settled(qtbot, w)


def test_the_right_button_asks_at_once_for_a_kind(qtbot, w) -> None:
    menu = w.whys.menu((X - 60, Y))
    tried = menu.actions()[2].menu()
    next(action for action in tried.actions() if action.text() == "안심부스").trigger()
    qtbot.waitUntil(lambda: w.whys.found is not None, timeout=60_000)
    assert w.whys.found.kind == "phone_booths" and "견적" in said(w.whys.box)


@pytest.mark.qt_log_ignore("This plugin does not support")  # an offscreen screen raises no menu to the front
def test_the_right_button_on_the_map_opens_the_menu(qtbot, w) -> None:
    at = QPoint(300, 300)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, w.map.canvas.mapToGlobal(at))
    QApplication.sendEvent(w.map.canvas, event)
    menu = QApplication.activePopupWidget()
    assert menu is not None and len(menu.actions()) == 3
    menu.close()
