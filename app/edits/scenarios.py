"""Edits of scenarios: begun, chosen, named, noted, taken out."""

from __future__ import annotations

from dataclasses import replace
from string import ascii_uppercase

from app.edits.found import next_id, scenario_of, titled
from app.model import Project, Scenario
from app.words import tr


def add_scenario(project: Project, title: str = "", *, copy_of: str = "", id: str = "") -> Project:
    """A new scenario, empty or with the items of another (which keep their ids), and shown from now on."""
    items = scenario_of(project, copy_of).items if copy_of else ()
    scenario = Scenario(id or next_id("scenario", (known.id for known in project.scenarios)), title.strip() or _free_title(project), items=items)
    return replace(project.with_scenario(scenario), scenario=scenario.id)


def choose_scenario(project: Project, id: str) -> Project:
    """Show a scenario; "" shows what exists."""
    return replace(project, scenario=scenario_of(project, id).id if id else "")


def rename_scenario(project: Project, id: str, title: str) -> Project:
    """Give a scenario another title."""
    return project.with_scenario(replace(scenario_of(project, id), title=titled(title)))


def note_scenario(project: Project, id: str, note: str) -> Project:
    """Write down what a scenario is about."""
    return project.with_scenario(replace(scenario_of(project, id), note=note))


def remove_scenario(project: Project, id: str) -> Project:
    """Take a scenario out; if it was shown, what exists is shown."""
    scenario_of(project, id)
    rest = tuple(scenario for scenario in project.scenarios if scenario.id != id)
    return replace(project, scenarios=rest, scenario="" if project.scenario == id else project.scenario)


def _free_title(project: Project) -> str:
    taken = {scenario.title for scenario in project.scenarios}
    titles = [tr("project.first_scenario"), *(tr("project.scenario", letter=letter) for letter in ascii_uppercase[1:])]
    titles += [tr("project.scenario", letter=number) for number in range(27, 28 + len(taken))]
    return next(title for title in titles if title not in taken)
