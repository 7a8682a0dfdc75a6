"""A crossing, a carpet, a camera for speed, a guard or a sign: which zones and routes have it without and with it."""

from __future__ import annotations

import pytest

from app import edits, things
from app.study import answer, question
from app.study.places.equipment import Equipped, equipped
from tests.app.study_scenes import BASE, X, Y, at, box, layer, line, project

ZONES = layer("school_zones", [box(100, -20, 190, 20), box(250, -20, 390, 20)], name=["가람초", "나래초"])
ROUTES = layer("safe_routes", [line((20, 0), (380, 0))], name=["가람길"])
HAVE = (layer("crossings", [at(150, 0)], signal=[True]), layer("yellow_carpets", [at(120, 5)]), layer("route_signs", [at(50, 2)]))
FULL = project(*BASE, ZONES, ROUTES, *HAVE)
ANSWERS = answer(question(FULL))


def found(kind: str, x: float, **values: object) -> dict[str, Equipped]:
    changed = edits.place(FULL, kind, (X + x, Y + 2.0), **values)
    id = changed.shown.items[-1].id  # type: ignore[union-attr]
    return {one.what: one for one in equipped(ANSWERS, things.take_away(changed, id), changed, kind)}


def test_a_carpet_in_a_zone_without_one_gives_it_one() -> None:
    one = found("yellow_carpets", 300)["yellow_carpets"]
    assert (one.all, one.before, one.after, [name for name, _, _ in one.changed]) == (2, 1, 2, ["나래초"])


def test_a_second_carpet_is_told_and_no_further_zone_has_one() -> None:
    one = found("yellow_carpets", 160)["yellow_carpets"]
    assert (one.before, one.after, one.changed[0][1].count, one.changed[0][2].count) == (1, 1, 1, 2)


def test_a_crossing_off_every_zone_changes_nothing() -> None:
    assert {what: (one.before, one.after, one.changed) for what, one in found("crossings", 30).items()} == {"signal": (1, 1, ()), "crossings": (1, 1, ())}


def test_a_sign_on_a_route_is_counted() -> None:
    one = found("route_signs", 200)["signs"]
    assert (one.all, one.before, one.after) == (1, 1, 1) and (one.changed[0][1].count, one.changed[0][2].count) == (1, 2)


@pytest.mark.parametrize("kind", ["cctv", "phone_booths"])
def test_what_is_no_equipment_has_none(kind: str) -> None:
    assert found(kind, 200) == {}
