"""Asked again with other assumptions, only what rests on them is made anew, and the answer is that of beginning again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.model import Project
from app.parameters import BY_ID, Assumptions
from app.study import question
from app.study.answering import measured
from app.study.keeping import Kept
from tests.app.study_scenes import BASE, at, box, cctv, layer, project

HALVES = [box(-10, -110, 150, 110), box(150, -110, 410, 110)]
FULL: Project = project(
    *BASE, cctv((200, 0, None, 1), (30, 0, 90.0, 2), (120, 3, None, 9)), layer("phone_booths", [at(0, 0)], name=["부스"]),
    layer("mailboxes", [at(300, 2)]), layer("population", HALVES, residents=[300.0, 100.0]), layer("crime_points", [at(265, 5)] * 3),
    layer("security_lights", [at(100, 3), at(240, -3)]), layer("emergency_bells", [at(150, 2)]),
)  # fmt: skip


def test_a_piece_is_made_again_only_where_what_it_asked_for_changed() -> None:
    made: list[str] = []

    def run(kept: Kept) -> float:
        a = kept.assumptions

        def radius() -> float:
            made.append("radius")
            return a["refuge.radius"] * 2

        def far() -> float:
            made.append("far")
            return one + a["walk.snap"]

        one = kept("radius", radius)
        return kept("far", far, one)

    first = Kept(Assumptions())
    assert run(first) == 460.0
    assert run(Kept(Assumptions({"cam.height": 8.0}), first)) == 460.0
    assert made == ["radius", "far"]
    changed = Kept(Assumptions({"walk.snap": 20.0}), first)
    assert run(changed) == 420.0
    assert made == ["radius", "far", "far"]
    assert changed.rests_on("far") == {"refuge.radius", "walk.snap"}
    assert changed.assumptions.used == {"refuge.radius", "walk.snap"}


@pytest.fixture(scope="module")
def first() -> Kept:
    asked = question(FULL)
    kept = Kept(asked.assumptions)
    measured(asked, kept=kept)
    return kept


def test_the_same_question_is_answered_without_making_anything(first: Kept) -> None:
    asked = question(FULL)
    again = Kept(asked.assumptions, first)
    measured(asked, kept=again)
    assert {name: piece.value is first.pieces[name].value for name, piece in again.pieces.items()} == dict.fromkeys(first.pieces, True)


@pytest.mark.parametrize("id", sorted(BY_ID))
def test_every_assumption_changed_gives_the_figures_of_beginning_again(first: Kept, id: str) -> None:
    known = BY_ID[id]
    if id not in first.assumptions.used:
        pytest.skip("no measure of this scene asks for it")
    value = known.default * 0.8 if known.default * 0.8 >= known.low else min(known.default * 1.25 + 0.1, known.high)
    asked = question(replace(FULL, parameters=((id, value),)))
    kept = Kept(asked.assumptions, first)
    quick = measured(asked, kept=kept).measures
    whole = measured(question(replace(FULL, parameters=((id, value),)))).measures
    assert quick == whole
