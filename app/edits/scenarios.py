"""Edits of scenarios: begun, copied, chosen, named, noted, ordered, planned over the years, taken out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite
from string import ascii_uppercase

from app.edits.found import next_id, scenario_of, titled
from app.errors import BadInput
from app.model import Project, Scenario
from app.words import tr

# Years something may be planned for; more won than this in one sum is a slip of the hand. Notes longer than this belong elsewhere.
YEARS, MOST_KRW, LONGEST_NOTE = (1990, 2100), 1e13, 4000


def add_scenario(project: Project, title: str = "", *, copy_of: str = "", id: str = "") -> Project:
    """A new scenario, empty or with the items of another (which keep their ids), and shown from now on."""
    items = scenario_of(project, copy_of).items if copy_of else ()
    scenario = Scenario(id or next_id("scenario", (known.id for known in project.scenarios)), title.strip() or _free_title(project), items=items)
    return replace(project.with_scenario(scenario), scenario=scenario.id)


def copy_scenario(project: Project, id: str, title: str = "") -> Project:
    """A copy of a scenario with its note and budgets, right after it, and shown from now on; its things keep their ids."""
    known = scenario_of(project, id)
    copy = replace(known, id=next_id("scenario", (one.id for one in project.scenarios)), title=title.strip() or _copy_title(project, known))
    at = 1 + project.scenarios.index(known)
    return replace(project, scenarios=(*project.scenarios[:at], copy, *project.scenarios[at:]), scenario=copy.id)


def order_scenario(project: Project, id: str, position: int) -> Project:
    """Put a scenario at another place among the scenarios, 0 = first; beyond the ends is at the end."""
    known = scenario_of(project, id)
    rest = [scenario for scenario in project.scenarios if scenario.id != id]
    at = min(max(position, 0), len(rest))
    return replace(project, scenarios=(*rest[:at], known, *rest[at:]))


def set_budget(project: Project, id: str, year: int, krw: float | None) -> Project:
    """Say what may be spent on a scenario in a year; None: nobody said."""
    known = scenario_of(project, id)
    budgets = dict(known.budgets)
    budgets.pop(_year(year), None)
    if krw is not None:
        budgets[year] = won(krw)
    return project.with_scenario(replace(known, budgets=tuple(sorted(budgets.items()))))


def plan_items(project: Project, id: str, years: Mapping[str, int]) -> Project:
    """Say in which year things of a scenario are to be built, item -> year (0: open); what is not named stays as it is."""
    known = scenario_of(project, id)
    planned = {item: _year(year) if year else 0 for item, year in years.items()}
    items = tuple(replace(item, year=planned.get(item.id, item.year)) for item in known.items)
    return project.with_scenario(replace(known, items=items))


def won(krw: float) -> float:
    """A sum of won; one that is not finite, negative or beyond all measure is refused."""
    if not isinstance(krw, (int, float)) or not isfinite(krw) or not 0 <= krw <= MOST_KRW:
        raise BadInput(tr("compare.bad.krw", most=f"{MOST_KRW / 1e12:,.0f}"))
    return float(krw)


def _year(year: int) -> int:
    if not isinstance(year, int) or not YEARS[0] <= year <= YEARS[1]:
        raise BadInput(tr("catalogue.bad.year", low=YEARS[0], high=YEARS[1]))
    return year


def choose_scenario(project: Project, id: str) -> Project:
    """Show a scenario; "" shows what exists."""
    return replace(project, scenario=scenario_of(project, id).id if id else "")


def rename_scenario(project: Project, id: str, title: str) -> Project:
    """Give a scenario another title."""
    return project.with_scenario(replace(scenario_of(project, id), title=titled(title)))


def note_scenario(project: Project, id: str, note: str) -> Project:
    """Write down what a scenario is about."""
    if len(note) > LONGEST_NOTE:
        raise BadInput(tr("compare.bad.note", most=f"{LONGEST_NOTE:,}"))
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


def _copy_title(project: Project, known: Scenario) -> str:
    taken = {scenario.title for scenario in project.scenarios}
    first = tr("compare.copy_of", title=known.title)
    return next(title for number in range(1, len(taken) + 2) if (title := first if number == 1 else f"{first} {number}") not in taken)
