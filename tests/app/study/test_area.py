"""The area seen as a measure: of the district and its dongs, beside the circles usually claimed."""

from __future__ import annotations

import pytest
import shapely

from app.study import Answers, answer, question
from app.study.sight.area import AreaSeen, looks_of, seen_area
from tests.app.study_scenes import BASE, DISTRICT, DONGS, HOUSES, STREETS, cctv, layer, line, project

WIDE = layer("streets", [line((0, 0), (400, 0)), line((200, -100), (200, 100))], name=["가람길", "나루길"], width_m=[8.0, None])


def studied(*layers: object, **given: object) -> tuple[Answers, AreaSeen]:
    answers = answer(question(project(*layers, **given)))  # type: ignore[arg-type]
    return answers, seen_area(answers)


def detail(area: AreaSeen, key: str, number: int = 0) -> float:
    return dict(area.measures[number].details)[key].value  # type: ignore[return-value]


def test_the_surface_is_as_wide_as_the_file_says_and_else_as_assumed() -> None:
    _, area = studied(WIDE, DISTRICT, DONGS, parameters={"street.width": 4.0})
    ends = 8 * 0.3826834 * (4**2 + 2**2)  # a circle of 16 sides for each street
    assert area.surface_m2[0] == pytest.approx(400 * 8 + 200 * 4 - 8 * 4 + ends, rel=1e-6)


def test_the_area_seen_is_the_surface_inside_the_views_that_are_drawn() -> None:
    answers, area = studied(*BASE, cctv((30, 3, 80.0, 1), (70, -6, 20.0, 1), (200, 8, 180.0, 1), (206, 40, 190.0, 1)))
    views = shapely.union_all(answers.overlay("view").geometries)  # type: ignore[union-attr]
    ways = shapely.difference(shapely.union_all(shapely.buffer(STREETS.frame.geometry.to_numpy(), 3.0, quad_segs=4)), shapely.union_all(HOUSES.frame.geometry))
    assert detail(area, "seen_m2") == pytest.approx(shapely.area(shapely.intersection(ways, views)), rel=1e-9)
    quantity = area.measures[0].quantity
    assert quantity.low == quantity.value == quantity.high == pytest.approx(detail(area, "seen_m2") / detail(area, "surface_m2"))
    assert sum(detail(area, "seen_m2", number) for number in (1, 2)) == pytest.approx(detail(area, "seen_m2"))


def test_unknown_headings_give_a_band_and_circles_claim_more() -> None:
    _, area = studied(*BASE, cctv((100, 3, None, 1), (200, 30, 180.0, 1)))
    low, value, high = area.measures[0].quantity.low, area.measures[0].quantity.value, area.measures[0].quantity.high
    assert low < value < high  # type: ignore[operator]
    assert detail(area, "claimed_m2") > 2 * detail(area, "seen_m2")


def test_a_camera_that_turns_gives_the_area_of_a_new_study() -> None:
    before, area = studied(*BASE, cctv((30, 3, 80.0, 1), (200, 8, None, 1)))
    after, again = studied(*BASE, cctv((30, 3, 270.0, 1), (200, 8, 180.0, 1)))
    looks = looks_of(after.behind.cameras, after.behind.views, after.streets)
    assert area.with_views(dict(enumerate(looks))).seen_m2 == pytest.approx(again.seen_m2, rel=1e-9)
    assert len(before.behind.cameras) == len(after.behind.cameras)


def test_seen_and_unseen_ground_fill_the_surface() -> None:
    _, area = studied(*BASE, cctv((30, 3, 80.0, 1), (200, 8, None, 1)))
    seen, unseen = area.shapes()
    assert shapely.area(seen).sum() + shapely.area(unseen).sum() == pytest.approx(area.surface_m2[0])


def test_without_a_list_of_cameras_the_measure_has_no_value_and_with_an_empty_one_it_is_nought() -> None:
    _, none = studied(*BASE)
    assert [measure.quantity.value for measure in none.measures] == [None] * 3
    _, empty = studied(*BASE, layer("cctv", []))
    assert [measure.quantity.value for measure in empty.measures] == [0.0] * 3
