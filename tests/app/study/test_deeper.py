"""What comes a moment after the answers."""

from __future__ import annotations

import pytest
import shapely

from app.study import answer, question
from app.study.deeper import deeper
from app.study.looks import look
from app.words import Words
from tests.app.study.test_live import ANSWERS
from tests.app.study_scenes import BASE, project

DEEPER = deeper(ANSWERS)


def test_area_and_light_on_windows_have_a_share_in_the_district_and_each_dong() -> None:
    for id in ("seen_area", "trespass"):
        found = [one for one in DEEPER.measures if one.id == id]
        assert [one.area_code for one in found] == [area.code for area in ANSWERS.areas]
    value, details = DEEPER.measure("seen_area", "11000").quantity, dict(DEEPER.measure("seen_area", "11000").details)  # type: ignore[union-attr]
    assert value.value == pytest.approx(details["seen_m2"].value / details["surface_m2"].value)
    assert value.low <= value.value <= value.high


def test_what_each_lamp_brings_to_windows_stands_beside_the_lamps() -> None:
    assert len(DEEPER.trespass_m) == len(ANSWERS.light.lamps)


def test_the_area_is_drawn_as_seen_and_unseen() -> None:
    drawn = {overlay.role: shapely.area(overlay.geometries).sum() for overlay in look(ANSWERS, DEEPER, "seen_area")}
    whole = dict(DEEPER.measure("seen_area", "11000").details)["surface_m2"].value  # type: ignore[union-attr]
    assert sum(drawn.values()) == pytest.approx(whole)


def test_without_cameras_and_lamps_there_is_nothing_deeper() -> None:
    assert deeper(answer(question(project(*BASE)))).measures == ()


def test_every_detail_has_words() -> None:
    keys = {f"detail.{key}" for one in DEEPER.measures for key, _ in one.details}
    assert [key for key in keys for language in ("ko", "en") if not Words(language).known(key)] == []
