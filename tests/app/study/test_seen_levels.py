"""The level that counts by its name, edition by edition."""

from __future__ import annotations

import numpy
import pytest

from app.parameters import Assumptions
from app.study import question
from app.study.sight.camera_sites import masts
from app.study.sight.cameras import looks
from app.study.sight.seen_levels import called, choices, chosen, density_px_m, editions, level_of, level_prints
from app.words import Words
from tests.app.study_scenes import BASE, at, layer, project


def test_every_level_of_every_edition_can_be_chosen_and_unverified_ones_are_marked() -> None:
    assert [one.key for one in editions()] == ["2015", "2025"]
    marked = [one.level.key for one in choices() if one.unverified]
    assert "validate" not in marked and {"overview", "inspect"} <= set(marked) and "observe" not in marked


def test_the_edition_is_the_latest_not_later_than_the_year_chosen() -> None:
    assert chosen(Assumptions()).key == "2015"
    assert [chosen(Assumptions({"cam.edition": year})).key for year in (2015.0, 2024.0, 2025.0)] == ["2015", "2015", "2025"]


@pytest.mark.parametrize(
    ("px_m", "year", "words"),
    [(62.5, 2015, "관찰"), (125.0, 2015, "인식"), (100.0, 2015, "관찰"), (5.0, 2015, "못 미침")],
)
def test_a_density_is_called_by_the_level_it_reaches(px_m: float, year: int, words: str) -> None:
    assert words in called(px_m, Assumptions({"cam.edition": float(year)}), Words("ko"))


def test_a_level_nobody_verified_says_so() -> None:
    assert "not verified" in called(80.0, Assumptions({"cam.edition": 2025.0}), Words("en"))
    assert "not verified" not in called(500.0, Assumptions({"cam.edition": 2025.0}), Words("en")).split("·")[0]
    assert level_of(10.0, editions()[0]) is None


def test_levels_reach_less_far_the_finer_they_are_for_every_kind_of_camera() -> None:
    kinds = ["고정형", "회전형", "어안", "광각"]
    site = layer("cctv", [at(0, 0)] * 4, type=kinds, fov_deg=[None, None, None, 120.0], heading_deg=[0.0] * 4, cameras=[1] * 4)
    asked = question(project(*BASE, site))
    glass = looks(masts(asked), asked.assumptions).optics
    far = numpy.array([prints.far_m for _, prints in level_prints(glass, editions()[0], 1.5)])
    assert (numpy.diff(far, axis=0) <= 1e-9).all() and far[3, 1] == 0.0 < far[2, 1]


def test_the_density_ten_metres_ahead_is_the_published_one() -> None:
    asked = question(project(*BASE, layer("cctv", [at(0, 0)], heading_deg=[0.0], cameras=[1])))
    glass = looks(masts(asked), asked.assumptions).optics
    assert density_px_m(glass, numpy.array([10.0]), 1.5)[0] == pytest.approx(130.84, abs=0.01)
