"""Light at one spot in words, and what the report says of the lamps."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.illuminance import lambertian_cd, semicylindrical_lx, vertical_lx
from app.study import answer, question
from app.study.lamps.lux_words import light_notes, lux_lines
from app.words import Words
from tests.app.study.test_light import lamps, lit_of
from tests.app.study_scenes import BASE, X, Y, project


def keys(said: tuple) -> list[str]:
    return [key for key, _ in said]


def test_a_spot_names_its_lamps_brightest_first_with_level_upright_and_half_round_lux() -> None:
    found = lux_lines(lit_of(project(*BASE, lamps((300.0, 0.0), (310.0, 0.0)))), X + 303.0, Y)
    assert [one.name for one in found.by_lamp] == ["보안등 1", "보안등 2"]
    cd = 0.8 * lambertian_cd(6000.0, np.degrees(np.arctan2([3.0, 7.0], 3.5)))
    upright = vertical_lx(cd, 3.5, [3.0, 7.0])
    assert [one.upright_lx for one in found.by_lamp] == pytest.approx(upright)
    # 가람길 runs east: the lamp behind lights the face that looks west.
    assert sorted(found.upright_lx) == pytest.approx(sorted(upright))
    assert sorted(found.round_lx) == pytest.approx(sorted(semicylindrical_lx(cd, 3.5, [3.0, 7.0])))
    assert keys(found.lines) == ["why.light", "why.light_by", "why.light_by", "why.light_indicative", "why.light_face"]


def test_a_dark_spot_beside_a_broken_lamp_asks_for_it_to_be_mended() -> None:
    found = lux_lines(lit_of(project(*BASE, lamps((300.0, 0.0), (350.0, 0.0), working=[False, True]))), X + 305.0, Y)
    assert found.level_lx == 0.0 and found.out == ((0, pytest.approx(5.0)),)
    assert keys(found.lines) == ["why.light_none", "why.light_out"] and keys(found.takes) == ["why.take.mend_light"]


def test_a_spot_off_the_streets_has_no_direction_to_walk_in() -> None:
    found = lux_lines(lit_of(project(*BASE, lamps((300.0, 60.0)))), X + 300.0, Y + 62.0)
    assert found.level_lx > 10.0 and found.upright_lx is None and found.takes == ()


def test_right_under_a_lamp_no_face_is_lit() -> None:
    found = lux_lines(lit_of(project(*BASE, lamps((300.0, 0.0)))), X + 300.0, Y)
    assert found.by_lamp[0].upright_lx == 0.0 and found.upright_lx == (0.0, 0.0)


def test_the_report_says_what_of_the_lamps_is_assumed() -> None:
    assert keys(light_notes(None)) == ["note.light_none"]
    whole = project(*BASE, lamps((300.0, 0.0), (250.0, 0.0), (40.0, 5.0), working=[False, True, None], height_m=[5.0, None, 6.0]))
    notes = dict(light_notes(lit_of(whole)))
    assert list(notes) == ["note.light_out", "note.light_moved", "note.light_heights", "note.light_fluxes", "note.light_indicative"]
    assert notes["note.light_heights"]["share"].value == pytest.approx(1 / 3) and notes["note.light_fluxes"]["share"].value == 1.0
    assert all(Words(language)(key, **values) for language in ("ko", "en") for key, values in notes.items())


def test_dongs_without_one_known_lamp_are_told_not_to_be_taken_for_dark() -> None:
    whole = project(*BASE, lamps((300.0, 0.0)))
    said = dict(answer(question(whole)).notes)["note.light_partly"]
    assert (said["bare"].value, said["dongs"].value) == (1.0, 2.0)
    assert all(Words(language)("note.light_partly", **said) for language in ("ko", "en"))
    assert "note.light_partly" not in dict(answer(question(project(*BASE, lamps((300.0, 0.0), (40.0, 0.0))))).notes)
