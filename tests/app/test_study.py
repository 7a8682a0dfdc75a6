"""From a project to its measures, gaps and warnings."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import CannotAnswer
from app.feedback import Cancelled, Feedback
from app.model import Intervention, Project
from app.study import Answers, answer, question
from app.study.measure_kinds import base
from app.words import Words
from tests.app.study_scenes import BASE, DISTRICT, DONGS, HOUSES, STREETS, X, Y, at, box, cctv, layer, line, project, sketch

ROOT = Path(__file__).resolve().parents[2]


def share(answers: Answers, id: str, area: str | None = None) -> tuple[float | None, float | None, float | None]:
    quantity = answers.measure(id, area).quantity  # type: ignore[union-attr]
    return quantity.value, quantity.low, quantity.high


def detail(answers: Answers, id: str, key: str) -> float | None:
    return dict(answers.measure(id).details)[key].value  # type: ignore[union-attr]


def notes(answers: Answers) -> set[str]:
    return {key for key, _ in answers.notes}


def test_a_camera_along_a_street_sees_the_stretch_between_its_near_and_far_edge() -> None:
    answers = answer(question(project(*BASE, cctv((250, 0, 90.0, 1)))))
    camera = answers.behind.lens_m[0]
    expected = (camera[1] - camera[0]) / 600
    assert share(answers, "seen") == pytest.approx((expected, expected, expected))
    assert detail(answers, "seen", "length_m") == pytest.approx(600)
    assert detail(answers, "seen", "seen_m") == pytest.approx(600 * expected)


def test_a_house_in_between_hides_the_street_that_the_usual_circle_claims() -> None:
    wall = layer("buildings", [box(195, 5, 205, 8)], height_m=[9.0])
    answers = answer(question(project(STREETS, DISTRICT, DONGS, wall, cctv((200, 12, 180.0, 1)))))
    hidden = answer(question(project(STREETS, DISTRICT, DONGS, cctv((200, 12, 180.0, 1)))))
    assert share(answers, "seen")[0] < share(hidden, "seen")[0]  # type: ignore[operator]
    assert detail(answers, "seen", "claimed_share") > 0.2  # type: ignore[operator]
    assert "note.no_buildings" in notes(hidden)


def test_an_unknown_heading_makes_a_band_around_its_chance() -> None:
    answers = answer(question(project(*BASE, cctv((200, 0, None, 1)))))
    value, low, high = share(answers, "seen")
    assert low < value < high  # type: ignore[operator]
    assert ("note.headings_unknown") in notes(answers)


def test_words_in_the_file_make_a_site_all_round() -> None:
    site = layer("cctv", [at(200, 0)], heading_text=["360도전방면"], cameras=[1])
    answers = answer(question(project(*BASE, site)))
    value, low, high = share(answers, "seen")
    assert value == low == high
    near, far = answers.behind.lens_m[0][:2]
    assert value == pytest.approx(4 * (far - near) / 600, rel=1e-3)
    finer = answer(question(project(*BASE, site, parameters={"cam.level": 125.0})))
    assert share(finer, "seen")[0] == 0.0


def test_one_heading_of_several_cameras_leaves_the_others_unknown() -> None:
    answers = answer(question(project(*BASE, cctv((200, 0, 90.0, 3)))))
    assert [(camera.known, camera.heading_deg) for camera in answers.behind.cameras] == [(True, 90.0), (False, None)]
    assert answers.behind.cameras[1].chance == pytest.approx(2 * 69.676 / 360, abs=1e-4)


def test_dongs_share_out_the_district_without_loss() -> None:
    overlapping = layer("neighborhoods", [box(-10, -110, 250, 110), box(150, -110, 410, 60)], code=["1", "2"], name=["하나", "두리"])
    answers = answer(question(project(STREETS, DISTRICT, overlapping, HOUSES, cctv((200, 0, None, 1)))))
    lengths = [dict(m.details)["length_m"].value for m in answers.measures if m.id == "seen"]
    assert lengths == pytest.approx([600, 450, 150], abs=1e-6)


def test_dongs_mostly_outside_take_no_part_and_common_words_are_dropped_from_names() -> None:
    answers = answer(question(project(*BASE, cctv((200, 0, None, 1)))))
    assert [area.name for area in answers.areas] == ["가람구", "하나동", "두리동"]


def test_the_walk_to_a_booth_is_measured_along_the_streets() -> None:
    booth = layer("phone_booths", [at(200, 99)], name=["안심부스"])
    answers = answer(question(project(*BASE, booth)))
    assert share(answers, "near_refuge")[0] == pytest.approx((100 + 2 * 101 + 100) / 600)
    assert detail(answers, "near_refuge", "median_walk_m") == pytest.approx(99 + 200 / 3)
    assert share(answers, "near_mailbox")[0] is None
    assert {"note.no_cctv", "note.no_mailbox", "note.no_crime"} <= notes(answers)


def test_a_booth_far_from_all_streets_is_told_and_left_out() -> None:
    answers = answer(question(project(*BASE, layer("phone_booths", [at(20, 95)], name=["먼 부스"]))))
    assert "note.refuges_off" in notes(answers)
    assert share(answers, "near_refuge")[0] == 0.0


def test_residents_near_a_mailbox_are_counted_where_they_live() -> None:
    people = layer(
        "population", [box(-10, -110, 150, 110), box(150, -110, 410, 110)], residents=[300.0, 100.0], women_alone=[None, None], area_name=["가", "나"]
    )
    mailbox = layer("mailboxes", [at(0, 0)], name=["주민센터"])
    answers = answer(question(project(*BASE, people, mailbox, parameters={"mailbox.radius": 150.0})))
    assert share(answers, "near_mailbox")[0] == pytest.approx(0.75)
    assert detail(answers, "near_mailbox", "residents") == pytest.approx(400)
    assert "note.people_residents" in notes(answers)


def test_people_beyond_the_border_are_not_pressed_onto_its_streets() -> None:
    people = layer("population", [box(-10, -110, 408, 0), box(-10, 0, 408, 110), box(400, -110, 2400, 110)], residents=[200.0, 100.0, 9000.0])
    answers = answer(question(project(*BASE, people, layer("mailboxes", [at(0, 0)]))))
    assert detail(answers, "near_mailbox", "residents") == pytest.approx(300)


def test_crime_points_weight_the_streets_around_them() -> None:
    crime = layer("crime_points", [at(265, 5)] * 3, type=["절도"] * 3)
    answers = answer(question(project(*BASE, crime, cctv((250, 0, 90.0, 1)), parameters={"crime.spread": 50.0})))
    assert share(answers, "seen_crime_weighted")[0] > 3 * share(answers, "seen")[0]  # type: ignore[operator]
    assert "note.crime_points" in notes(answers)


def test_crime_known_only_for_the_whole_district_gives_no_weighted_measure() -> None:
    counts = layer("crime_counts", [box(-10, -110, 410, 110)], area_name=["가람구"], count=[1234])
    answers = answer(question(project(*BASE, counts)))
    assert answers.measure("seen_crime_weighted") is None
    assert "note.crime_whole" in notes(answers)


def test_counts_by_dong_and_grades_in_cells_are_weights_too() -> None:
    counts = layer(
        "crime_counts", [box(-10, -110, 150, 110)] * 2 + [box(150, -110, 410, 110)] * 2, area_name=["하나동"] * 2 + ["두리동"] * 2,
        count=[10, 10, 0, 0], type=["소계", "절도", "소계", "절도"],
    )  # fmt: skip
    by_count = answer(question(project(*BASE, counts, cctv((250, 0, 90.0, 1)))))
    assert share(by_count, "seen_crime_weighted")[0] == pytest.approx(0.0)
    grades = layer("crime_grades", [box(240, -10, 300, 10)], grade=[5])
    by_grade = answer(question(project(*BASE, grades, cctv((250, 0, 90.0, 1)))))
    assert share(by_grade, "seen_crime_weighted")[0] > 0.2  # type: ignore[operator]


def test_gaps_name_the_street_and_say_why() -> None:
    answers = answer(question(project(*BASE, cctv((200, 0, 90.0, 1)), layer("phone_booths", [at(0, 0)], name=["부스"]))))
    assert {gap.street for gap in answers.gaps} == {"가람길", "나루길"}
    assert [gap.rank for gap in answers.gaps] == list(range(1, len(answers.gaps) + 1))
    assert sum(gap.length_m for gap in answers.gaps) == pytest.approx(600 - detail(answers, "seen", "seen_m"), abs=25)  # type: ignore[operator]
    keys = {key for gap in answers.gaps for key, _ in (*gap.reasons, *gap.fix)}
    assert {"gap.no_camera", "gap.refuge_far", "gap.fix.camera", "gap.fix.refuge"} <= keys


def test_a_gap_says_how_much_of_it_is_dark_where_lamps_are_known() -> None:
    camera = cctv((200, 0, 90.0, 1))
    bare, lamp = answer(question(project(*BASE, camera))), layer("security_lights", [at(20, 3)])
    lit = answer(question(project(*BASE, camera, lamp)))
    assert _dark_shares(bare) == []
    assert 0 < min(_dark_shares(lit)) < 1


def _dark_shares(answers: Answers) -> list[float]:
    return [values["share"].value for gap in answers.gaps for key, values in gap.reasons if key == "gap.dark_share"]  # type: ignore[attr-defined]


def test_every_word_an_answer_says_is_known_in_both_languages() -> None:
    people = layer("population", [box(-10, -110, 150, 110), box(150, -110, 410, 110)], residents=[300.0, 100.0])
    full = (*BASE, cctv((200, 0, None, 1), (30, 0, 90.0, 2)), layer("phone_booths", [at(0, 0)]), layer("mailboxes", [at(0, 0)]), people)
    said = [answer(question(project(*full))), answer(question(project(STREETS)))]
    keys = {key for one in said for key, _ in (*one.notes, *(pair for gap in one.gaps for pair in (*gap.reasons, *gap.fix)))}
    named = {base(m.id) for one in said for m in one.measures}
    keys |= {f"measure.{id}" for id, _ in named} | {f"weight.{weight}" for _, weight in named if weight}
    keys |= {f"detail.{key}" for one in said for m in one.measures for key, _ in m.details}
    missing = [(language, key) for language in ("ko", "en") for key in keys if not Words(language).known(key)]
    assert missing == []


def test_overlays_cover_the_district_once() -> None:
    answers = answer(question(project(*BASE, cctv((200, 0, None, 1), (30, 0, 90.0, 1)))))
    metres = {role: shapely.length(overlay.geometries).sum() for role in ("seen", "maybe", "unseen") if (overlay := answers.overlay(role))}
    assert sum(metres.values()) == pytest.approx(600)
    assert len(answers.overlay("assumed_view").geometries) == len(answers.overlay("view").geometries) == 1  # type: ignore[union-attr]


def test_the_length_seen_is_the_street_inside_the_views_that_are_drawn() -> None:
    answers = answer(question(project(*BASE, cctv((30, 3, 80.0, 1), (70, -6, 20.0, 1), (200, 8, 180.0, 1), (206, 40, 190.0, 1), (130, -12, None, 2)))))
    views, perhaps = (shapely.union_all(answers.overlay(role).geometries) for role in ("view", "assumed_view"))  # type: ignore[union-attr]
    drawn = shapely.length(shapely.intersection(answers.streets.lines, views)).sum()
    more = shapely.length(shapely.difference(shapely.intersection(answers.streets.lines, perhaps), views)).sum()
    assert shapely.length(answers.overlay("seen").geometries).sum() == pytest.approx(drawn, abs=1e-4)  # type: ignore[union-attr]
    assert shapely.length(answers.overlay("maybe").geometries).sum() == pytest.approx(more, abs=1e-4)  # type: ignore[union-attr]


def test_odd_rows_are_left_out_and_never_stop_a_study() -> None:
    odd = (
        layer("cctv", [None, shapely.Point(), at(250, 0), at(9e5, 0)], heading_deg=["동", None, "90", 12], cameras=["x", None, 1, 2]),
        layer("phone_booths", [None, at(0, 0)]),
        layer("mailboxes", []),
        layer("population", [None, box(-10, -110, 150, 110), at(300, 0), box(150, -110, 410, 110)], residents=["많음", 100, 50, None]),
        layer("crime_points", [None, at(265, 5)], weight=["a", 2]),
        layer("crime_grades", [None, box(0, 0, 1, 1)], grade=["?", 3]),
        layer("buildings", [None, shapely.Polygon(), shapely.Polygon([(X, Y), (X + 9, Y + 9), (X + 9, Y), (X, Y + 9)])]),
        layer("neighborhoods", [None, box(-10, -110, 150, 110)], code=[None, None], name=[None, "하나동"]),
    )
    answers = answer(question(sketch(project(STREETS, DISTRICT, *odd), Intervention("i", "cctv", (X + 300, Y), None, (("cameras", "둘"),)))))
    assert share(answers, "seen")[0] > 0  # type: ignore[operator]
    assert [area.name for area in answers.areas] == ["가람구", "하나동"]


def test_sketched_things_count_like_existing_ones() -> None:
    base = project(*BASE, cctv((250, 0, 90.0, 1)))
    items = (Intervention("i1", "cctv", (X + 300, Y), 90.0), Intervention("i2", "phone_booths", (X, Y)))
    plain, sketched = answer(question(base)), answer(question(sketch(base, *items)))
    assert share(sketched, "seen")[0] == pytest.approx(2 * share(plain, "seen")[0])  # type: ignore[operator]
    assert (share(plain, "near_refuge")[0], share(sketched, "near_refuge")[0]) == (None, pytest.approx(200 / 600))


def test_without_a_boundary_the_streets_stand_for_the_district() -> None:
    answers = answer(question(project(STREETS, cctv((250, 0, 90.0, 1)))))
    assert answers.district == ("", "시험")
    assert detail(answers, "seen", "length_m") == pytest.approx(600)
    assert "note.no_district" in notes(answers)


def test_the_district_with_the_streets_is_found_and_another_can_be_chosen() -> None:
    two = layer("districts", [box(1000, 0, 2000, 1000), box(-10, -110, 410, 110)], code=["1", "2"], name=["빈구", "가람구"])
    assert answer(question(project(STREETS, two))).district == ("2", "가람구")
    with pytest.raises(CannotAnswer, match="빈구"):
        answer(question(project(STREETS, two, district="1")))


def test_streets_beyond_the_border_are_walked_on_but_not_measured() -> None:
    wide = layer("streets", [line((0, 0), (700, 0))], name=["가람길"])
    booth = layer("phone_booths", [at(500, 0)], name=["이웃 부스"])
    answers = answer(question(project(wide, DISTRICT, booth)))
    assert detail(answers, "near_refuge", "length_m") == pytest.approx(410)
    assert share(answers, "near_refuge")[0] == pytest.approx(110 / 410)


def test_no_streets_is_said_in_a_sentence() -> None:
    with pytest.raises(CannotAnswer, match="길 자료"):
        answer(question(project(DISTRICT, cctv((0, 0, None, 1)))))


def test_a_stopped_study_stops() -> None:
    feedback = Feedback()
    feedback.stop()
    with pytest.raises(Cancelled):
        answer(question(project(*BASE)), feedback)


def test_fillers_islands_moved_cameras_and_missing_walls_are_told() -> None:
    houses = layer("buildings", [box(20 + 10 * n, 4, 28 + 10 * n, 12) for n in range(30)], height_m=[15.0] * 20 + [float(n) for n in range(5, 15)])
    island = layer("streets", [line((0, 0), (400, 0)), line((10, 60), (100, 60))], name=["가", "나"])
    answers = answer(question(project(island, DISTRICT, houses, cctv((24, 8, 90.0, 1), (390, -90, 0.0, 1)))))
    assert {"note.heights_filler", "note.islands", "note.cameras_moved"} <= notes(answers)


def test_a_question_is_equal_while_nothing_it_depends_on_changed() -> None:
    base = project(*BASE, cctv((250, 0, 90.0, 1)))
    hidden = replace(base, layers=tuple(replace(one, visible=False) for one in base.layers))
    assert question(base) == question(hidden)
    assert question(base).key != question(project(*BASE, cctv((250, 0, 90.0, 1), revision=2))).key
    assert hash(question(base)) == hash(question(hidden))


def test_asking_loads_nothing_heavy() -> None:
    code = "import sys; import app.study, app.why; print(sorted({'numpy', 'shapely', 'geopandas', 'numba', 'scipy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip() == "[]"


spot = st.tuples(st.integers(-20, 420), st.integers(-30, 30), st.sampled_from([None, 0.0, 90.0, 225.0]), st.integers(1, 3))


@settings(deadline=None, max_examples=25)
@given(st.lists(spot, min_size=1, max_size=4))
def test_one_more_camera_never_lowers_what_is_seen(sites: list[tuple[int, int, float | None, int]]) -> None:
    fewer, more = (answer(question(_with(sites[:count]))) for count in (len(sites) - 1, len(sites)))
    for id in ("seen", "seen_twice"):
        for area in (None, "1", "2"):
            before, after = share(fewer, id, area), share(more, id, area)
            assert all(b >= a - 1e-9 for a, b in zip(before, after, strict=True)), (id, before, after)
    once, twice = share(more, "seen"), share(more, "seen_twice")
    assert once[1] <= once[0] <= once[2]  # type: ignore[operator]
    assert all(two <= one + 1e-12 for one, two in zip(once, twice, strict=True))  # type: ignore[operator]


def _with(sites: list[tuple[int, int, float | None, int]]) -> Project:
    return project(*BASE, cctv(*((float(x), float(y), h, n) for x, y, h, n in sites)))


def test_without_any_list_of_cameras_no_street_is_called_a_gap() -> None:
    answers = answer(question(project(*BASE)))
    assert answers.measure("seen").quantity.value is None
    assert answers.gaps == ()
    assert answers.overlay("unseen") is None
