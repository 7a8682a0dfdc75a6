"""A camera's card: levels, blind zone, claimed circle, nights, windows, and what it rests on."""

from __future__ import annotations

import math
import time
from pathlib import Path

import pytest

from app.model import Intervention, Layer
from app.study import Answers, answer, question
from app.study.deeper import deeper
from app.study.sight.card import Card, card
from app.words import Words
from tests.app.study_scenes import BASE, DISTRICT, STREETS, X, Y, at, box, cctv, layer, project, sketch

# On a mast of 5 m over 가람길, looking along it; lens and levels are those of the published row.
EAST = cctv((100, 0, 90.0, 1))


def answered(*layers: Layer, parameters: dict[str, float] | None = None) -> Answers:
    return answer(question(project(STREETS, DISTRICT, *layers, parameters=parameters)))


def first(*layers: Layer, parameters: dict[str, float] | None = None) -> Card:
    return card(answered(*layers, parameters=parameters), None, 0)


def test_each_level_reaches_as_far_as_the_published_row_says() -> None:
    found = first(EAST)
    # D(px/m) along the axis, brought down to the ground: (D - 3.5 sin 25) / cos 25; the far edge of the picture is at 55.33 m.
    tilt = math.radians(25.0)
    wanted = {
        key: max(3.335, min((metres - 3.5 * math.sin(tilt)) / math.cos(tilt), 55.33))
        for key, metres in (("detect", 55.172), ("observe", 22.069), ("recognise", 11.034), ("identify", 5.517))
    }
    reach = {one.level.key: one.reach_m.value for one in found.levels}
    assert {key: reach[key] for key in wanted} == pytest.approx(wanted, abs=0.01)
    street = {one.level.key: one.street_m.value for one in found.levels}
    assert {key: street[key] for key in wanted} == pytest.approx({key: far - 3.335 for key, far in wanted.items()}, abs=0.01)
    assert found.blind_m.value == pytest.approx(3.335, abs=1e-3) and found.far_m.value == pytest.approx(reach["observe"])


def test_finer_levels_never_see_more() -> None:
    found = first(cctv((100, 3, None, 3)), *BASE[2:])
    for part in ("street_m", "area_m2", "reach_m"):
        values = [getattr(one, part).value for one in found.levels]
        assert values == sorted(values, reverse=True)


def test_the_levels_are_those_of_the_edition_chosen_and_unverified_ones_say_so() -> None:
    assert [one.level.key for one in first(EAST).levels][:3] == ["monitor", "detect", "observe"]
    levels = first(EAST, parameters={"cam.edition": 2025.0}).levels
    assert [(one.level.key, one.level.tag.value) for one in levels][-2:] == [("validate", "verified"), ("scrutinise", "from memory")]


def test_the_usual_circle_claims_street_and_ground_that_nobody_sees() -> None:
    claim = first(EAST).claim
    assert claim.claimed_m.value == pytest.approx(100.0) and claim.claimed_m2.value == pytest.approx(2500 * math.pi)
    assert claim.more_m.value == pytest.approx(100.0 - 19.383, abs=0.01)
    # The trapezoid: half widths are depth x w / 2f at both ends.
    near, far = (3.335 * math.cos(t) + 3.5 * math.sin(t) for t in (math.radians(25),)), 22.069
    half = next(near) * 5.568 / 8, far * 5.568 / 8
    assert claim.seen_m2.value == pytest.approx(sum(half) * (22.718 - 3.335), rel=1e-3)
    assert claim.more_m2.value == pytest.approx(claim.claimed_m2.value - claim.seen_m2.value)


def test_two_cameras_of_a_mast_share_one_claim_and_what_both_see_counts_once() -> None:
    mast = layer("cctv", [at(100, 0)], heading_text=["동, 서"], cameras=[2])
    answers = answered(mast)
    one, other = card(answers, None, 0), card(answers, None, 1)
    assert one.claim == other.claim and one.claim.seen_m.value == pytest.approx(2 * 19.383, abs=0.02)
    assert (one.number, other.number) == (1, 2)


def test_at_night_a_camera_sees_as_far_as_its_own_light() -> None:
    found = first(layer("cctv", [at(100, 0)], heading_deg=[90.0], cameras=[1], night_m=[12.0]))
    assert found.night_m.value == 12.0 and found.street_m.value == pytest.approx(19.383, abs=0.01)
    assert found.street_night_m.value == pytest.approx(12.0 - 3.335, abs=0.01)


def test_an_unknown_heading_gives_likely_best_and_worst() -> None:
    found = first(cctv((100, 0, None, 1)))
    observe = found.levels[2].street_m
    assert (observe.low, observe.high) == (0.0, pytest.approx(19.383, abs=0.01))
    assert observe.value == pytest.approx(2 * 19.383 * 69.676 / 360, abs=0.01)
    assert found.street_m.value == pytest.approx(observe.value) and not found.known
    assert min(abs(found.best_deg - way) for way in (90.0, 270.0)) < 69.676 / 2
    assert first(EAST).best_deg is None


def test_a_rotating_camera_is_nowhere_above_observe_and_present_for_its_share_of_the_circle() -> None:
    found = first(layer("cctv", [at(100, 0)], type=["회전형"]))
    by = {one.level.key: one for one in found.levels}
    assert by["observe"].street_m.value == pytest.approx(2 * math.sqrt(22.069**2 - 3.5**2), abs=0.01)
    assert by["recognise"].street_m.value == by["recognise"].area_m2.value == 0.0
    assert found.presence is not None and found.presence.value == pytest.approx(69.676 / 360, abs=1e-4)
    assert first(EAST).presence is None and found.quieter is None


def test_windows_are_counted_and_a_quieter_heading_keeps_the_street() -> None:
    # A dwelling across the street ahead to the left; the street is seen as well looking a little to the right.
    home = layer("buildings", [box(105, 2.5, 112, 9)], use=["단독주택"])
    found = first(cctv((100, 0, 70.0, 1)), home)
    assert found.exposed_m.value > 1.0
    quiet = found.quieter
    assert quiet is not None and quiet.turns and quiet.exposed_m.value < quiet.now_exposed_m.value == pytest.approx(found.exposed_m.value, abs=0.01)
    assert quiet.street_m.value >= 0.95 * quiet.now_street_m.value and quiet.keep.value == 0.95


def test_offices_are_nobodys_windows_and_unknown_uses_are() -> None:
    assert first(cctv((100, 0, 70.0, 1)), layer("buildings", [box(105, 2.5, 112, 9)], use=["업무시설"])).exposed_m.value == 0.0
    assert first(cctv((100, 0, 70.0, 1)), layer("buildings", [box(105, 2.5, 112, 9)], use=[None])).exposed_m.value > 1.0


def test_a_card_says_what_it_rests_on() -> None:
    site = layer("cctv", [at(100, 0)], heading_deg=[90.0], height_m=[6.0], fov_deg=[60.0], cameras=[1])
    ids = {id for id, _ in first(site).assumed}
    assert not ids & {"cam.height", "cam.focal"} and {"cam.tilt", "cam.pixels_x", "cam.night_range", "cam.level"} <= ids
    typed = Intervention("n", "cctv", (X + 100, Y), 0.0, (("2.tilt_deg", 30.0), ("cameras", 2), ("2.heading_deg", 90.0)))
    answers = answer(question(sketch(project(*BASE), typed)))
    assert "cam.tilt" in {id for id, _ in card(answers, None, 0).assumed}
    assert "cam.tilt" not in {id for id, _ in card(answers, None, 1).assumed}


def test_a_camera_in_a_building_says_how_far_it_was_moved_and_one_among_no_buildings_that_it_is_unbounded() -> None:
    moved = first(cctv((40, 5, 180.0, 1)), *BASE[2:])
    assert moved.moved_m == pytest.approx(1.05, abs=0.01) and not moved.unbounded
    assert first(EAST).unbounded and first(EAST).moved_m == 0.0


def test_every_line_of_a_card_has_words() -> None:
    keys = [key for site in (EAST, layer("cctv", [at(100, 0)], type=["ptz"])) for key, _ in first(site).lines]
    levels = [f"level.{one.level.key}" for one in first(EAST).levels]
    assert [(lang, key) for lang in ("ko", "en") for key in (*keys, *levels) if not Words(lang).known(key)] == []


def test_deeper_and_card_agree_about_the_windows() -> None:
    answers = answered(cctv((100, 0, 70.0, 1), (150, 0, None, 2)), layer("buildings", [box(105, 2.5, 112, 9)], use=["단독주택"]))
    later = deeper(answers)
    for number in range(2):
        assert card(answers, None, number).exposed_m.value == pytest.approx(card(answers, later, number).exposed_m.value)


def test_a_card_of_the_sample_is_there_before_one_has_looked(tmp_path: Path) -> None:
    from app.files.project_file import ProjectFile
    from app.files.sample import open_sample
    from layers import KINDS

    file, whole = ProjectFile.open(open_sample(tmp_path / "sample.gpkg"), KINDS)
    answers = answer(question(whole))
    file.close()
    begin = time.process_time()
    for number in range(20):
        card(answers, None, number)
    assert (time.process_time() - begin) / 20 < 0.3
