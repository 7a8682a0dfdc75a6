"""Which sites are worth a field check: the band of the district, and what knowing one heading takes out of it."""

from __future__ import annotations

import pytest

from app.study import answer, question
from app.study.sight.checks import checks
from tests.app.study_scenes import BASE, box, cctv, layer, project


def test_the_site_with_the_widest_band_of_its_own_comes_first() -> None:
    # The second looks along 가람길 or away from it; the third is seen twice over by its neighbour of known heading.
    answers = answer(question(project(*BASE[:2], cctv((100, 0, 0.0, 1), (150, 0, None, 1), (300, 0, None, 1), (300, 0, 90.0, 1), (300, 0, 270.0, 1)))))
    found = checks(answers)
    assert (found[0].row, found[0].name) == (1, "카메라 2")
    assert all(one.narrows_m.value < 0.02 for one in found[1:])  # a ring of 180 sides and a trapezoid differ by millimetres
    assert found[0].narrows_m.value == pytest.approx(19.383, abs=0.01) and found[0].at_m == answers.behind.cameras[found[0].camera].at_m
    assert found[0].narrows.value == pytest.approx(found[0].narrows_m.value / 600.0)


def test_what_a_site_narrows_is_the_band_of_the_district_where_it_is_the_only_unknown() -> None:
    answers = answer(question(project(*BASE, cctv((150, 3, None, 2)))))
    seen = answers.measure("seen").quantity
    assert checks(answers)[0].narrows.value == pytest.approx(seen.high - seen.low, abs=1e-9)


def test_street_beyond_the_border_is_no_reason_to_go() -> None:
    half = layer("districts", [box(-10, -110, 160, 110)], code=["1"], name=["반쪽"])

    def narrows(x: float) -> float:
        shut = layer("buildings", [box(x + 10, -3, x + 12, 3)])  # to the east it sees less
        (found,) = checks(answer(question(project(BASE[0], half, shut, cctv((x, 0, None, 1))))))
        return found.narrows_m.value

    assert narrows(140.0) == pytest.approx(19.383, abs=0.01)
    assert narrows(175.0) == pytest.approx(160 - (175 - 22.718), abs=0.01)


def test_no_more_than_asked_and_none_where_all_headings_are_known() -> None:
    sites = [(10.0 + 16 * n, 0.0, None, 1) for n in range(24)]
    answers = answer(question(project(*BASE[:2], cctv(*sites))))
    found = checks(answers)
    assert len(found) == 20 and [one.narrows_m.value for one in found] == sorted((one.narrows_m.value for one in found), reverse=True)
    assert checks(answer(question(project(*BASE, cctv((150, 0, 90.0, 1)))))) == ()
    assert checks(answer(question(project(*BASE)))) == ()
