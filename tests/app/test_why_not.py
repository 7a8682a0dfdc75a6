"""What one more device would add, and why it may be little."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app import edits
from app.errors import BadInput
from app.study import Answers, answer, question
from app.why_not import MOVES, WhyNot, cost_of, why_not_here
from app.words import LANGUAGES, Words
from layers import BY_KEY
from tests.app.study_scenes import BASE, X, Y, at, box, cctv, layer, project

BOOTH = layer("phone_booths", [at(200, 99)], name=["안심부스"])


def asked(answers: Answers, x: float, y: float, kind: str = "cctv", **values: object) -> WhyNot:
    return why_not_here(answers, X + x, Y + y, kind, **values)


def keys(found: WhyNot) -> list[str]:
    return [key for key, _ in found.lines]


def gain(found: WhyNot, id: str) -> float:
    return next(one.value.value for one in found.gains if one.measure == id)


def test_what_a_camera_adds_is_what_a_whole_answer_says() -> None:
    whole = project(*BASE, cctv((50, 0, 90.0, 1)))
    answers = answer(question(whole))
    found = asked(answers, 300, 2, heading_deg=90.0)
    after = answer(question(edits.place(whole, "cctv", (X + 300, Y + 2), heading_deg=90.0)))
    for id in ("seen", "seen_night"):
        share = after.measure(id).quantity.value - answers.measure(id).quantity.value
        assert next(one.then.value - one.now.value for one in found.gains if one.measure == id) == pytest.approx(share, abs=1e-6)
    assert gain(found, "seen") > 10 and "whynot.cost" in keys(found)


def test_a_camera_without_a_heading_is_tried_all_round() -> None:
    answers = answer(question(project(*BASE, cctv((50, 0, 90.0, 1)))))
    best = asked(answers, 395, 1)
    assert best.item.heading_deg in (225.0, 270.0, 315.0)
    assert gain(best, "seen") >= gain(asked(answers, 395, 1, heading_deg=90.0), "seen")


def test_where_another_camera_looks_already_little_is_added_and_it_is_said() -> None:
    found = asked(answer(question(project(*BASE, cctv((250, 0, 90.0, 1))))), 260, 0.5, heading_deg=90.0)
    assert "whynot.seen" in keys(found)
    again = asked(answer(question(project(*BASE, cctv((250, 0, 90.0, 1))))), 250, 0, heading_deg=90.0)
    assert "whynot.little" in keys(again) and gain(again, "seen") == pytest.approx(0.0, abs=1e-6)


def test_a_wall_ahead_is_named_with_its_distance() -> None:
    wall = layer("buildings", [box(306, -5, 310, 5)], height_m=[9.0])
    answers = answer(question(project(*(one for one in BASE if one.id != "buildings"), wall, cctv((50, 0, 90.0, 1)))))
    found = dict(asked(answers, 300, 0, heading_deg=90.0).reasons)
    assert found["whynot.wall"]["distance"].value == pytest.approx(6.0)


def test_inside_a_house_and_far_from_streets_it_is_said_so() -> None:
    answers = answer(question(project(*BASE, cctv((50, 0, 90.0, 1)), BOOTH)))
    assert "whynot.inside" in keys(asked(answers, 40, 20))
    assert {"whynot.off_street"} <= set(keys(asked(answers, 300, 90, "phone_booths")))


def test_a_lamp_beside_one_out_of_order_is_second_to_mending_it() -> None:
    lamps = layer("security_lights", [at(300, 3), at(50, 3)], name=["등 1", "등 2"], lamps=[1, 1], working=[False, True],
                  height_m=[5.0, 5.0], flux_lm=[6000.0, 6000.0])  # fmt: skip
    answers = answer(question(project(*BASE, lamps)))
    dark, lit = asked(answers, 302, 3, "security_lights"), asked(answers, 52, 3, "security_lights")
    assert "whynot.mend" in keys(dark) and gain(dark, "lit") > 10
    assert "whynot.bright" in keys(lit) and gain(lit, "lit") < gain(dark, "lit")


def test_a_booth_near_another_says_which() -> None:
    found = asked(answer(question(project(*BASE, BOOTH))), 200, 90, "phone_booths")
    assert "whynot.near" in keys(found) and "whynot.ask" in keys(found) and found.cost is None


def test_the_first_of_its_kind_is_answered_in_full() -> None:
    found = asked(answer(question(project(*BASE))), 300, 2, heading_deg=90.0)
    assert gain(found, "seen") > 10


def test_a_kind_that_no_measure_looks_at_is_refused() -> None:
    answers = answer(question(project(*BASE)))
    with pytest.raises(BadInput):
        asked(answers, 0, 0, "parks")


def test_costs_are_told_with_their_year_only_where_a_source_says_so() -> None:
    cost, year = cost_of("cctv")
    assert (cost.value, cost.unit, year) == (22_000_000.0, "krw", 2018)
    assert cost_of("phone_booths") == (None, 0) and cost_of("mailboxes") == (None, 0)


def test_every_line_is_known_in_both_languages() -> None:
    lamps = layer("security_lights", [at(300, 3)], name=[""], lamps=[1], working=[True], height_m=[5.0], flux_lm=[6000.0])
    answers = answer(question(project(*BASE, cctv((250, 0, 90.0, 1), (100, 0, None, 1)), BOOTH, lamps)))
    said = {key for x in (0, 95, 255, 300) for kind in ("cctv", "security_lights", "phone_booths") for key in keys(asked(answers, x, 1, kind))}
    assert len(said) > 5 and [key for key in said for language in LANGUAGES if not Words(language).known(key)] == []
    assert set(MOVES) <= set(BY_KEY) and replace(asked(answers, 0, 1)).kind == "cctv"


def test_windows_a_camera_would_look_into_are_counted_and_facing_away_there_are_none() -> None:
    answers = answer(question(project(*BASE, cctv((250, 0, 90.0, 1)))))
    towards, away = (asked(answers, 40, -3, heading_deg=heading).exposure for heading in (0.0, 180.0))
    assert towards.value > 5 and towards.unit == "m"
    assert away.value < towards.value
    assert asked(answers, 40, -3, "phone_booths").exposure is None
