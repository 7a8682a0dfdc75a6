"""Going from scenario to scenario: what was answered once is shown at once."""

from __future__ import annotations

import pytest

from app import edits
from tests.window_pieces import X, Y, opened, settled


@pytest.fixture
def two(qtbot, tmp_path):
    """The quarter with a scenario A (a camera) and B (another), both answered."""
    w = opened(qtbot, tmp_path)
    for at in ((X - 100, Y + 5), (X, Y + 100)):
        w.desk.edit("new", edits.add_scenario)
        w.desk.edit("place", edits.place, "cctv", at, heading_deg=90.0)
        settled(qtbot, w)
    yield w
    w.close()


def test_a_scenario_answered_before_is_shown_without_any_work(qtbot, two) -> None:
    seen = {}
    for id in ("scenario-1", "", "scenario-2"):
        two.sketch.choose_scenario(id)
        settled(qtbot, two)
        qtbot.waitUntil(lambda: not two.map.canvas.is_busy)
        seen[id] = (two.study.answers, two.study.sketched)
    two.sketch.choose_scenario("scenario-1")
    assert not two.jobs.runs("study") and (two.study.answers, two.study.sketched) == seen["scenario-1"] and two.study.score is not None
    two.map.canvas.grab()
    assert two.map.canvas.tiles.whole


def test_a_hundred_steps_of_a_hand_do_not_push_the_other_scenarios_off_the_shelf(qtbot, two) -> None:
    project = two.desk.project
    for step in range(12):
        two.study.ask(edits.move(project, "item-2", (X + step, Y + 100)))
        qtbot.waitUntil(lambda: not two.jobs.runs("study"))
    assert two.study.known(project, "scenario-1") is not None and two.study.known(project, "") is not None


def test_scenarios_not_shown_are_answered_when_they_are_to_be_compared(qtbot, two) -> None:
    two.desk.edit("place", edits.choose_scenario, "scenario-1")
    changed = edits.choose_scenario(edits.move(two.desk.project, "item-1", (X - 90, Y + 5)), "")
    assert two.study.known(changed, "scenario-1") is None
    two.study.learn(changed, ("", "scenario-1"))
    settled(qtbot, two)
    found = two.study.known(changed, "scenario-1")
    assert found.sketched and found.deeper is not None and two.study.learn(changed, ("", "scenario-1"))
