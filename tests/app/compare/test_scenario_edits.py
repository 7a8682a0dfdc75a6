"""Copying, ordering and planning scenarios."""

from __future__ import annotations

import pytest

from app import edits
from app.errors import BadInput
from app.model import Project

EMPTY = Project("p", "계획")


def test_a_copy_stands_after_its_original_with_everything_in_it_and_is_shown() -> None:
    whole = edits.place(EMPTY, "cctv", (1, 2))
    whole = edits.set_budget(edits.note_scenario(whole, "scenario-1", "왜"), "scenario-1", 2027, 5.0)
    whole = edits.copy_scenario(edits.add_scenario(whole), "scenario-1")
    known, copy, _ = whole.scenarios
    assert whole.shown is copy and copy.title != known.title
    assert (copy.items, copy.note, copy.budgets) == (known.items, known.note, known.budgets)


def test_copies_of_copies_have_names_of_their_own() -> None:
    whole = edits.add_scenario(EMPTY)
    for _ in range(4):
        whole = edits.copy_scenario(whole, "scenario-1")
    assert len({scenario.title for scenario in whole.scenarios}) == 5


def test_a_scenario_is_put_elsewhere_in_the_order() -> None:
    whole = edits.add_scenario(edits.add_scenario(edits.add_scenario(EMPTY)))
    ids = [scenario.id for scenario in edits.order_scenario(whole, "scenario-3", 0).scenarios]
    assert ids == ["scenario-3", "scenario-1", "scenario-2"]


def test_a_budget_nobody_knows_any_more_goes() -> None:
    whole = edits.set_budget(edits.add_scenario(EMPTY), "scenario-1", 2027, 1e6)
    assert edits.set_budget(whole, "scenario-1", 2027, None).scenarios[0].budgets == ()


@pytest.mark.parametrize("year", [0, 1, 99999, 2027.0])
def test_a_year_that_is_none_is_refused(year: object) -> None:
    with pytest.raises(BadInput):
        edits.set_budget(edits.add_scenario(EMPTY), "scenario-1", year, 1.0)
