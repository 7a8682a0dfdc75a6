"""Scenarios as a whole, by command."""

from __future__ import annotations

from tests.window_pieces import opened, settled


def test_scenarios_are_copied_put_elsewhere_and_gone_through_by_command(qtbot, tmp_path) -> None:
    w = opened(qtbot, tmp_path)
    run = w.actions_table
    run["scenario"].trigger()
    run["copy_scenario"].trigger()
    run["scenario_left"].trigger()
    ids = [scenario.id for scenario in w.desk.project.scenarios]
    seen = []
    for _ in range(3):
        run["next_scenario"].trigger()
        seen.append(w.desk.project.scenario)
    run["previous_scenario"].trigger()
    settled(qtbot, w)
    assert ids == ["scenario-2", "scenario-1"] and seen == ["scenario-1", "", "scenario-2"] and w.desk.project.scenario == ""
    w.close()
