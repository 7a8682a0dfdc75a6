"""The rooms behind the window, on a tiny quarter: opening, editing, sketching, asking, telling why."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from window_pieces import X, Y, opened, quarter_file, settled, window


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    yield made
    made.close()


def test_a_carried_thing_is_shown_at_once_and_edited_once(qtbot, w) -> None:
    w.sketch.place("cctv", X + 50, Y + 2)
    item = w.sketch.item()
    settled(qtbot, w)
    steps = []
    w.desk.changed.connect(steps.append)
    for metres in range(1, 6):
        w.sketch.carry(item.id, X + 50 + metres, Y + 2)
    assert w.desk.project.shown.items[0].at_m == (X + 50, Y + 2) and w.sketch.held.at_m == (X + 55, Y + 2)
    w.sketch.let_go()
    assert w.desk.project.shown.items[0].at_m == (X + 55, Y + 2) and len(steps) == 1
    settled(qtbot, w)


def test_a_camera_placed_by_hand_looks_along_its_street(qtbot, w) -> None:
    w.sketch.place("cctv", X + 3, Y + 150)
    assert round(w.sketch.item().heading_deg) in (0, 180)
    settled(qtbot, w)


def test_turns_right_after_each_other_are_one_step(qtbot, w) -> None:
    w.sketch.place("cctv", X + 50, Y + 2)
    before = w.sketch.item().heading_deg
    for _ in range(3):
        w.sketch.turn(15.0)
    assert w.sketch.item().heading_deg == (before + 45) % 360
    w.desk.undo()
    assert w.sketch.item().heading_deg == before
    settled(qtbot, w)


def test_the_answers_of_what_exists_are_kept_for_comparison(qtbot, w) -> None:
    alone = w.study.answers
    w.sketch.place("cctv", X - 150, Y + 2, 90.0)
    qtbot.waitUntil(lambda: w.study.base is not None, timeout=60_000)
    assert w.study.base is alone and w.study.answers.measure("seen").quantity.value > alone.measure("seen").quantity.value
    assert {overlay.key for overlay in w.study.sketched} == {"sketched_views", "sketched_streets"}
    settled(qtbot, w)


def test_why_far_from_any_street_is_a_sentence_not_a_traceback(qtbot, w) -> None:
    w.map.spot_chosen.emit(X + 5000.0, Y + 5000.0)
    qtbot.waitUntil(lambda: bool(w.notice.text), timeout=30_000)
    assert "Error" not in w.notice.text and not w.inspector.shows_facts


def test_a_camera_tells_what_the_file_says_and_what_it_sees(qtbot, w) -> None:
    w.map.feature_chosen.emit("cctv", 0)
    facts = w.items.page.facts
    words = [text for section in facts.sections for pair in section.pairs for text in pair]
    assert facts.title == "방범-001" and "시험구 가로길 1" in words
    qtbot.waitUntil(lambda: w.items.card.card is not None, timeout=60_000)
    assert w.items.card.card.heading_deg == 90.0 and w.items.card.card.street_m.value > 0
    w.map.feature_chosen.emit("cctv", 1)
    qtbot.waitUntil(lambda: w.items.card.card is not None and not w.items.card.card.known, timeout=60_000)
    settled(qtbot, w)


def test_a_layer_without_streets_leaves_a_sentence_in_place_of_measures(qtbot, w) -> None:
    from app import edits

    w.desk.edit("x", edits.remove_layer, "streets")
    qtbot.waitUntil(lambda: w.study.answers is None and w.jobs.idle, timeout=30_000)
    assert "길" in w.inspector.district.empty_words
    assert not w.actions_table["report"].isEnabled()
    w.desk.undo()
    qtbot.waitUntil(lambda: w.study.answers is not None and w.jobs.idle, timeout=30_000)


def test_a_removed_layer_can_be_had_back_from_the_notice(qtbot, w) -> None:
    w.layer_panel.removal_wanted.emit("cctv")
    assert len(w.desk.project.layers) == 6 and w.notice.text
    qtbot.mouseClick(w.notice._button, Qt.MouseButton.LeftButton)
    assert len(w.desk.project.layers) == 7
    settled(qtbot, w)


def test_the_order_of_layers_is_changed_within_the_group(qtbot, w) -> None:
    order = [layer.id for layer in w.desk.project.layers]
    w.layer_panel.moved.emit("phone_booths", 1)
    after = [layer.id for layer in w.desk.project.layers]
    assert after.index("phone_booths") > after.index("mailboxes") and order != after
    settled(qtbot, w)


def test_a_second_window_opens_the_same_project_read_only_and_says_so(qtbot, w, tmp_path: Path) -> None:
    second = window(qtbot, tmp_path / "second")
    second.desk.open(w.desk.session.path)
    qtbot.waitUntil(lambda: second.desk.session is not None, timeout=30_000)
    assert second.notice.text and not second.desk.editable and not second.actions_table["sketch"].isEnabled()
    settled(qtbot, second)
    second.close()


def test_the_whole_window_speaks_either_language_and_nothing_is_left_untranslated(qtbot, w) -> None:
    from PySide6.QtWidgets import QAbstractButton, QLabel

    for language in ("en", "ko"):
        w.choose("language", language)
        texts = [part.text() for kind in (QLabel, QAbstractButton) for part in w.findChildren(kind)]
        texts += [action.text() for action in w.actions_table.all]
        assert not [text for text in texts if text.startswith(("window.", "kind.", "measure.", "detail.", "note.", "gap.", "why."))]


def test_everything_one_can_press_has_an_accessible_name(qtbot, w) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QScrollBar

    def named(part: object) -> bool:
        return bool(part.accessibleName() or getattr(part, "text", str)() or part.toolTip())

    parts = [part for kind in (QAbstractButton, QComboBox, QLineEdit) for part in w.findChildren(kind) if not part.isHidden()]
    assert [part for part in parts if not named(part) and not isinstance(part.parent(), (QComboBox, QScrollBar))] == []


def test_closing_while_work_runs_waits_and_loses_nothing(qtbot, tmp_path: Path) -> None:
    w = window(qtbot, tmp_path)
    w.desk.open(quarter_file(tmp_path / "q.gpkg"))
    qtbot.waitUntil(lambda: w.desk.project is not None, timeout=30_000)
    w.sketch.place("phone_booths", X + 10, Y)
    w.close()
    again = window(qtbot, tmp_path)
    again.desk.open(tmp_path / "q.gpkg")
    qtbot.waitUntil(lambda: again.desk.project is not None, timeout=30_000)
    assert [item.kind for item in again.desk.project.shown.items] == ["phone_booths"]
    settled(qtbot, again)
    again.close()
