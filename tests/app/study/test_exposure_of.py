"""Window exposure of a district: by camera, building and area, with its band."""

from __future__ import annotations

import math

import pytest

from app.model import Intervention
from app.study import Answers, answer, question
from app.study.deeper import deeper
from app.study.sight.exposure_of import WindowExposure, exposure_of
from tests.app.study_scenes import BASE, DISTRICT, STREETS, X, Y, at, box, cctv, layer, project, sketch

# A row of dwellings north of 가람길; a camera south of the street looks at them squarely.
HOMES = layer("buildings", [box(90, 5, 110, 15), box(300, 5, 320, 15)], use=["다세대주택", "단독주택"])
NORTH = cctv((100, -2, 0.0, 1))
DONGS = BASE[2]


def exposed(*layers: object, homes: object = HOMES, items: tuple = ()) -> WindowExposure | None:
    return exposure_of(answers(*layers, homes=homes, items=items))


def answers(*layers: object, homes: object = HOMES, items: tuple = ()) -> Answers:
    return answer(question(sketch(project(STREETS, DISTRICT, DONGS, homes, *layers), *items)))


def test_the_front_in_the_recognise_band_counts_in_its_building_and_its_dong() -> None:
    found = exposed(NORTH)
    # 7 m ahead the picture is 2 x (7 cos 25 + 3.5 sin 25) x w / 2f wide.
    width = (7.0 * 0.906308 + 3.5 * 0.422618) * 5.568 / 4.0
    assert found.total_m == pytest.approx(width, rel=1e-3)
    assert found.by_building_m.tolist() == pytest.approx([width, 0.0], rel=1e-3) and found.by_camera_m.tolist() == pytest.approx([width], rel=1e-3)
    assert found.exposed_m[:, 0].tolist() == pytest.approx([width, width, 0.0], rel=1e-3)
    assert found.front_m.tolist() == pytest.approx([120.0, 60.0, 60.0])
    assert sum(line.length for line in found.sure_lines) == pytest.approx(width, rel=1e-3) and len(found.maybe_lines) == 0


def test_the_measure_is_a_share_of_all_dwelling_fronts_and_less_is_better() -> None:
    district, *dongs = exposed(NORTH).measures
    assert district.quantity.value == pytest.approx(exposed(NORTH).total_m / 120.0) and len(dongs) == 2
    assert dict(district.details)["front_m"].value == pytest.approx(120.0) and "unknown_use" not in dict(district.details)


def test_an_unknown_heading_exposes_its_share_with_a_band() -> None:
    found = exposed(cctv((100, -2, None, 1)))
    value, low, high = found.exposed_m[0]
    assert low == 0.0 < value < high and high == pytest.approx(exposed(NORTH).total_m, rel=0.05)
    assert len(found.sure_lines) == 0 and len(found.maybe_lines) == 1


def test_buildings_of_unknown_use_count_and_are_told_and_shops_do_not() -> None:
    mixed = layer("buildings", [box(90, 5, 110, 15), box(300, 5, 320, 15)], use=[None, "근린생활시설"])
    found = exposed(NORTH, homes=mixed)
    assert found.unknown_use == 1 and found.front_m[0] == pytest.approx(60.0)
    assert dict(found.measures[0].details)["unknown_use"].value == 1.0


def test_at_a_finer_level_fewer_windows_are_exposed() -> None:
    whole = project(STREETS, DISTRICT, HOMES, NORTH, parameters={"cam.exposure_level": 250.0})
    assert exposure_of(answer(question(whole))).total_m == 0.0


def test_what_the_scenario_turns_away_or_takes_away_exposes_nothing() -> None:
    away = Intervention("c", "cctv", (X + 100, Y - 2), 180.0, (("of", "cctv/0"),))
    gone = Intervention("c", "buildings", (X, Y), None, (("of", "buildings/0"), ("gone", True)))
    assert exposed(NORTH, items=(away,)).total_m == 0.0
    assert exposed(NORTH, items=(gone,)).total_m == 0.0


def test_without_dwellings_or_cameras_there_is_nothing_to_expose() -> None:
    shops = layer("buildings", [box(90, 5, 110, 15)], use=["판매시설"])
    assert exposed(NORTH, homes=shops) is None
    nobody = exposed(layer("cctv", [None]))
    assert nobody.total_m == 0.0 and nobody.by_camera_m.shape == (0,) and nobody.measures[0].quantity.value == 0.0


def test_it_comes_a_moment_after_the_answers() -> None:
    later = deeper(answers(NORTH, layer("phone_booths", [at(0, 0)])))
    assert later.measure("exposure", "11000").quantity.value > 0.0 and later.exposed_m.shape == (1,) and later.checks == ()


@pytest.mark.parametrize("kind", ["회전형", "round"])
def test_a_camera_that_turns_may_look_into_windows_for_its_share_of_the_circle(kind: str) -> None:
    site = (
        layer("cctv", [at(100, -2)], type=[kind]) if kind != "round" else layer("cctv", [at(100, -2)], heading_text=["360도 전방면"])
    )
    found = exposed(site)
    value, low, high = found.exposed_m[0]
    assert low <= value < high and value > 0.0
    # The ring at 125 px/m around the mast: what of the front lies in it, seen for 69.676 degrees of 360.
    reach = math.sqrt(11.034**2 - 3.5**2) if kind == "회전형" else (11.034 - 3.5 * 0.422618) / 0.906308
    assert value == pytest.approx(2 * math.sqrt(reach**2 - 7.0**2) * 69.676 / 360, rel=0.01)
    assert len(found.sure_lines) == 0 and len(found.maybe_lines) == 1
