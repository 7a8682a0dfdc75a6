"""A fence lowered, a hedge thinned: set by value like any device, and the cameras see over it."""

from __future__ import annotations

from app import editable, things
from app.model import Project
from app.parameters import Assumptions
from app.study import answer, question
from tests.app.study_scenes import DISTRICT, STREETS, at, cctv, layer, line, project

FENCE = layer("barriers", [line((110, -5), (110, 5))], height_m=[4.0])
HEDGE = layer("trees", [at(112, 0)], radius_m=[2.0])


def seen(whole: Project) -> float:
    reach = answer(question(whole)).behind.reach
    return float((reach.sure.end_m - reach.sure.start_m).sum())


def test_a_fence_lowered_by_value_opens_the_street_behind_it() -> None:
    whole = project(STREETS, DISTRICT, FENCE, cctv((100, 0, 90.0, 1)))
    lowered = things.set_value(whole, "barriers/0", "height_m", 1.2)
    opened = things.set_value(whole, "barriers/0", "see_through", True)
    assert seen(whole) < seen(lowered) == seen(opened)


def test_a_hedge_that_is_thinned_hides_nothing() -> None:
    whole = project(STREETS, DISTRICT, HEDGE, cctv((100, 0, 90.0, 1)))
    assert seen(whole) < seen(things.set_value(whole, "trees/0", "dense", False))


def test_what_nobody_says_of_a_fence_is_shown_as_assumed() -> None:
    whole = project(STREETS, DISTRICT, layer("barriers", [line((110, -5), (110, 5))], type=["담장"]))
    found = {one.field.name: (one.value, one.origin) for one in editable.shown(things.thing(whole, "barriers/0"), Assumptions())}
    assert found["height_m"] == (2.0, "assumed") and found["see_through"] == (False, "assumed")
