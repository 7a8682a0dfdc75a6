"""Dark gaps in words."""

from __future__ import annotations

from app.study import answer, question
from app.study.lamps.dark_places import dark_places
from tests.app.study_scenes import X, at, box, cctv, layer, line, project

STREETS = layer("streets", [line((0, 0), (200, 0))], name=["가로길"], width_m=[6.0])
DISTRICT = layer("districts", [box(-50, -50, 250, 50)], code=["1"], name=["시험구"])


def lamps(*x: float):
    return layer("security_lights", [at(one, 2) for one in x], name=[f"등{one}" for one in x])


def found(*layers):
    return dark_places(answer(question(project(DISTRICT, STREETS, *layers))))


def test_without_lamps_nobody_knows_what_is_dark() -> None:
    assert found() == ()


def test_a_dark_stretch_says_how_dark_it_is_and_that_a_lamp_would_do() -> None:
    gaps = found(lamps(20))
    assert [gap.rank for gap in gaps] == list(range(1, len(gaps) + 1)) and gaps[0].street == "가로길"
    assert gaps[0].length_m > 100 and gaps[0].reasons[0][0] == "gap.dark" and gaps[0].fix == (("gap.fix.lamp", {}),)
    assert X + 20 < gaps[0].centre_m[0] < X + 200


def test_where_cameras_see_by_day_alone_it_takes_a_lamp_and_no_camera() -> None:
    eyes = cctv((61.0, 2.0, 90.0, 1), (99.0, 2.0, 270.0, 1))
    gaps = dark_places(answer(question(project(DISTRICT, STREETS, lamps(40, 120), eyes, parameters={"cam.night_range": 1.0}))))
    between = next(gap for gap in gaps if X + 60 < gap.centre_m[0] < X + 100)
    assert between.fix == (("gap.fix.lamp_not_camera", {}),) and "gap.seen_by_day" in dict(between.reasons)
