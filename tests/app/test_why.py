"""Why a spot is as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from app.errors import CannotAnswer
from app.study import Answers, answer, question
from app.why import Why, why
from app.words import Words
from tests.app.study_scenes import BASE, DISTRICT, DONGS, STREETS, X, Y, at, box, cctv, layer, project


def asked(answers: Answers, x: float, y: float) -> Why:
    return why(answers, X + x, Y + y)


def keys(found: Why) -> list[str]:
    return [key for key, _ in (*found.lines, *found.takes)]


BOOTH = layer("phone_booths", [at(200, 99)], name=["안심부스"])


def test_a_seen_spot_names_the_camera_and_its_distance() -> None:
    found = asked(answer(question(project(*BASE, cctv((250, 0, 90.0, 1)), BOOTH))), 260, 3)
    assert found.spot_m == (X + 260, Y)
    assert (found.street, found.area) == ("가람길", "두리동")
    assert [(one.name, one.distance_m) for one in found.cameras] == [("카메라 1", pytest.approx(10))]
    assert keys(found) == ["why.seen", "why.seen_by", "why.night_own", "why.refuge", "why.night_refuge", "why.take.nothing"]


def test_the_walk_to_the_nearest_refuge_is_drawn_and_as_long_as_it_says() -> None:
    found = asked(answer(question(project(*BASE, BOOTH))), 300, -2)
    assert (found.refuge, found.refuge_m) == ("안심부스", pytest.approx(199))
    assert found.walk.length == pytest.approx(199)
    assert shapely.get_coordinates(found.walk).tolist() == [[X + 300, Y], [X + 200, Y], [X + 200, Y + 99]]


def test_a_spot_behind_a_house_is_hidden_by_it() -> None:
    wall = layer("buildings", [box(190, 5, 210, 8)], height_m=[9.0])
    found = asked(answer(question(project(STREETS, DISTRICT, DONGS, wall, cctv((200, 12, 180.0, 1))))), 200.5, 0)
    assert "why.blocked" in keys(found)
    assert "why.take.camera" in keys(found)


def test_a_camera_that_looks_elsewhere_is_too_near_or_too_far_is_said_to_be() -> None:
    answers = answer(question(project(*BASE, cctv((250, 0, 90.0, 1)))))
    assert "why.looks_away" in keys(asked(answers, 240, 0))
    assert "why.too_near" in keys(asked(answers, 251.5, 0))
    assert "why.too_far" in keys(asked(answers, 350, 0))


def test_a_site_of_unknown_heading_may_see_it_and_should_be_checked() -> None:
    found = asked(answer(question(project(*BASE, cctv((200, 0, None, 2))))), 210, 0)
    assert found.cameras == ()
    assert found.maybe[0].chance == pytest.approx(2 * 69.676 / 360, abs=1e-4)
    assert keys(found) == ["why.maybe", "why.maybe_by", "why.take.look"]


def test_without_a_refuge_in_reach_there_is_no_walk() -> None:
    island = layer("phone_booths", [at(5, 58)], name=["부스"])
    streets = layer("streets", [*STREETS.frame.geometry, shapely.LineString([(X, Y + 60), (X + 40, Y + 60)])], name=["가람길", "나루길", "섬길"])
    found = asked(answer(question(project(streets, DISTRICT, island))), 300, 0)
    assert (found.refuge_m, found.walk) == (None, None)
    assert "why.no_refuge" in keys(found)


def test_far_from_all_streets_there_is_nothing_to_explain() -> None:
    with pytest.raises(CannotAnswer, match="60"):
        asked(answer(question(project(*BASE))), 300, 90)


def test_every_line_is_known_in_both_languages() -> None:
    answers = answer(question(project(*BASE, cctv((250, 0, 90.0, 1), (100, 0, None, 1)), BOOTH)))
    said = {key for x in range(0, 400, 7) for key in keys(asked(answers, x, 0))}
    assert len(said) > 6
    assert [key for key in said for language in ("ko", "en") if not Words(language).known(key)] == []


def test_what_a_lamp_shows_by_night_is_told_apart_from_what_infrared_shows() -> None:
    far = cctv((250, 0, 90.0, 1))
    lamps = layer("security_lights", [at(268, 3)], name=["등 1"], lamps=[1], working=[True], height_m=[5.0], flux_lm=[6000.0])
    dim = {"cam.night_range": 10.0}
    assert "why.night_unseen" in keys(asked(answer(question(project(*BASE, far, parameters=dim))), 268, 0))
    assert "why.night_lit" in keys(asked(answer(question(project(*BASE, far, lamps, parameters=dim))), 268, 0))
    assert "why.night_own" in keys(asked(answer(question(project(*BASE, far))), 268, 0))


def test_the_lux_is_told_lamp_by_lamp_and_a_dark_spot_says_what_it_takes() -> None:
    lamps = layer("security_lights", [at(20, 3)], name=["등 1"], lamps=[1], working=[True], height_m=[5.0], flux_lm=[6000.0])
    answers = answer(question(project(*BASE, lamps)))
    assert {"why.light", "why.light_by"} <= set(keys(asked(answers, 20, 0)))
    dark = keys(asked(answers, 300, 0))
    assert "why.light_none" in dark and "why.take.light" in dark and "why.take.nothing" not in dark


def test_the_walk_to_a_bell_is_told_with_its_minutes() -> None:
    bell = layer("emergency_bells", [at(200, 50)], name=["벨 1"])
    found = dict(asked(answer(question(project(*BASE, bell))), 230, 0).lines)
    assert found["why.bell"]["name"] == "벨 1" and found["why.bell"]["walk"].value == pytest.approx(80.0)
    assert found["why.bell"]["time"].value == pytest.approx(80.0 / 1.2 / 60.0)


def test_every_figure_of_a_spot_has_its_formula_with_the_assumptions_as_they_are() -> None:
    from app.study.formulas import BY_LINE, STANDING
    from app.words import Words

    whole = project(*BASE, cctv((100, 2, None, 1)))
    found = why(answer(question(whole)), X + 112, Y)
    named = dict(found.formulas)
    assert "formula.maybe" in named and all(Words("ko").known(key) and Words("en").known(key) for key in named)
    assert {name for _, name in BY_LINE if name} == set(STANDING)
    tall = why(answer(question(replace(whole, parameters=(("cam.target_z", 1.25),)))), X + 390, Y)
    assert dict(tall.formulas)["formula.seen"]["target"].startswith("1.25")
