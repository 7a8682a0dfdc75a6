"""Measures compared two by two."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from window_pieces import opened, settled

pytestmark = pytest.mark.usefixtures("korean")


def dialog_of(qtbot, *ids: str):
    from widgets.results.pairs_dialog import PairsDialog

    dialog = PairsDialog(ids)
    qtbot.addWidget(dialog)
    return dialog


def test_judgements_become_weights_that_are_taken_over_together(qtbot) -> None:
    dialog = dialog_of(qtbot, "seen", "lit", "school")
    dialog.boxes["seen", "lit"].setCurrentIndex(3)  # three times
    dialog.boxes["seen", "school"].setCurrentIndex(3)
    assert "60" in dialog.found.text() and "0.00" in dialog.verdict.text()
    with qtbot.waitSignal(dialog.weights_chosen) as heard:
        qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    assert heard.args == [{"weight.seen": 1.8, "weight.lit": 0.6, "weight.school": 0.6}]


def test_judgements_that_contradict_each_other_are_told_and_not_taken(qtbot) -> None:
    dialog = dialog_of(qtbot, "seen", "lit", "school")
    dialog.boxes["seen", "lit"].setCurrentIndex(0)
    dialog.boxes["seen", "school"].setCurrentIndex(8)
    dialog.boxes["lit", "school"].setCurrentIndex(0)
    assert not dialog.take.isEnabled() and "어긋" in dialog.verdict.text()
    dialog.boxes["seen", "school"].setCurrentIndex(0)
    dialog.boxes["lit", "school"].setCurrentIndex(4)
    assert dialog.take.isEnabled()


def test_every_two_measures_are_asked_for_once_and_have_a_name_for_the_ear(qtbot) -> None:
    dialog = dialog_of(qtbot, "seen", "seen_night", "lit", "near_refuge")
    assert len(dialog.boxes) == 6
    assert all(box.accessibleName().endswith("견주기") for box in dialog.boxes.values())


def test_from_the_page_of_the_score_the_weights_change_together_and_back_with_one_undo(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    qtbot.waitUntil(lambda: w.study.score is not None, timeout=90_000)
    w.further.show("score")
    w.further.score.pairs_wanted.emit()
    dialog = w.further.pairs
    next(iter(dialog.boxes.values())).setCurrentIndex(3)
    qtbot.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    changed = w.desk.project.changed_parameters
    assert len(changed) == len(dialog.judged.parameters) and sum(changed.values()) == pytest.approx(len(changed), abs=0.01)
    w.desk.undo()
    assert w.desk.project.changed_parameters == {}
    settled(qtbot, w)
    w.close()
