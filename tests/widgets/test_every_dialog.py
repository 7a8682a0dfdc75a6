"""Every dialog and page of every room: what the keyboard reaches has a name, Tab goes down the page, Escape closes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLabel,
    QScrollArea,
    QWidget,
)
from window_pieces import X, Y, opened, settled

from app import edits

DIALOGS = ("settings", "assumptions", "cost_book", "pick_distance", "report", "import", "set_aside", "export_data", "area")
PAGES = ("style", "history", "steps", "zones", "routes", "checks", "score", "robust", "gaps", "table", "charts", "compare", "places", "measure_length")


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    made.sketch.place("cctv", X + 30, Y + 2)
    made.desk.edit("v", edits.remember_view, "시장", (X, Y), 0.5)
    made.desk.edit("s", edits.remember_view, "골목", (X, Y), 0.5, step=True, caption="골목")
    settled(qtbot, made)
    yield made
    settled(qtbot, made)
    made.close()


def name_of(part: QWidget) -> str:
    """What a reader of the screen says of a widget."""
    own = part.text() if isinstance(part, QAbstractButton | QLabel) else ""
    buddy = next((label.text() for label in part.window().findChildren(QLabel) if label.buddy() is part), "")
    return part.accessibleName() or own or buddy or part.toolTip()


def reached(room: QWidget) -> list[QWidget]:
    """What Tab stops at within a room, in its order; frames that only scroll, and the insides of fields, are none of it."""
    found, part = [], room.nextInFocusChain()
    while part is not room:
        stops = part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible() and part.isEnabled() and room.isAncestorOf(part)
        inner = isinstance(part.parent(), QAbstractScrollArea | QComboBox | QAbstractSpinBox) or part.objectName().startswith("qt_")
        if stops and not inner and not isinstance(part, QScrollArea) and part.window() is room.window():
            found.append(part)
        part = part.nextInFocusChain()
    return found


def jumps(room: QWidget) -> list[str]:
    """Where Tab goes back up in the same column."""
    stops, found = reached(room), []
    places = [(part, part.mapTo(room, QPoint(0, 0)), part.width()) for part in stops]
    for (one, at, wide), (other, to, broad) in pairwise(places):
        same_column = to.x() < at.x() + wide and at.x() < to.x() + broad
        if same_column and to.y() + other.height() <= at.y():
            found.append(f"{_said(one)} -> {_said(other)}")
    return found


def _said(part: QWidget) -> str:
    return f"{type(part).__name__} {name_of(part)!r}"


def _open(w, id: str) -> None:
    action = w.actions_table[id]
    assert action.isEnabled(), id
    action.trigger()


def _shown(w) -> list[QDialog]:
    return [one for one in w.findChildren(QDialog) if one.isVisible()]


def known(w, ids: tuple[str, ...]) -> list[str]:
    """Those of these commands that there are."""
    return [id for id in ids if id in [action.objectName() for action in w.actions_table.all]]


def test_every_dialog_has_names_a_sane_order_and_goes_with_escape(qtbot, w) -> None:
    w.tables.picks.take("box")
    troubles = []
    for id in known(w, DIALOGS):
        if not w.actions_table[id].isEnabled():
            continue
        _open(w, id)
        qtbot.waitUntil(lambda: bool(_shown(w)), timeout=10_000)
        dialog = _shown(w)[0]
        qtbot.wait(30)
        stops = reached(dialog)
        troubles += [f"{id}: nothing to reach"] if not stops else []
        troubles += [f"{id}: no title"] if not dialog.windowTitle() else []
        troubles += [f"{id}: no name: {type(part).__name__} {part.objectName()} in {type(part.parent()).__name__}" for part in stops if not name_of(part)]
        troubles += [f"{id}: {jump}" for jump in jumps(dialog)]
        qtbot.keyClick(w.focusWidget() if dialog.isAncestorOf(w.focusWidget()) else dialog, Qt.Key.Key_Escape)
        if dialog in _shown(w):
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        troubles += [f"{id}: Escape does not close it"] if dialog in _shown(w) else []
        settled(qtbot, w)
    assert not troubles, "\n".join(troubles)


def test_every_page_has_names_and_a_sane_order(qtbot, w) -> None:
    troubles = []
    for id in known(w, PAGES):
        if not w.actions_table[id].isEnabled():
            continue
        _open(w, id)
        settled(qtbot, w)
        parts = {id: w.inspector, f"{id} beneath": w._middle, f"{id} in front": w.pages.currentWidget()}
        for name, room in parts.items():
            stops = reached(room)
            troubles += [f"{name}: no name: {type(part).__name__} {part.objectName()} in {type(part.parent()).__name__}" for part in stops if not name_of(part)]
        troubles += [f"{id}: {jump}" for jump in jumps(w.inspector)]
    assert not troubles, "\n".join(dict.fromkeys(troubles))
