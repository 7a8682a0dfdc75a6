"""The map of each measure."""

from __future__ import annotations

import pytest
import shapely

from app.study import answer, question
from app.study.looks import LOOKS, look
from app.study.measure_kinds import MEASURES
from app.words import Words
from tests.app.study.test_live import ANSWERS
from tests.app.study_scenes import BASE, project

LINES = {"seen_night", "seen_twice", "lit", "lit_class", "near_refuge", "near_refuge_night", "near_bell", "near_mailbox", "near_centre"}


@pytest.mark.parametrize("name", sorted(LINES))
def test_the_streets_of_a_look_cover_the_district_once(name: str) -> None:
    found = [overlay for overlay in look(ANSWERS, None, name) if overlay.role != "dark_gap"]
    assert sum(shapely.length(overlay.geometries).sum() for overlay in found) == pytest.approx(600)


@pytest.mark.parametrize("name", sorted(LINES - {"seen_night", "seen_twice", "near_mailbox", "near_centre"}))
def test_what_a_look_shows_as_good_is_the_share_of_its_measure(name: str) -> None:
    roles = {"lit": ("lit", "dim"), "lit_class": ("kept",)}.get(name, ("near",))
    metres = sum(shapely.length(overlay.geometries).sum() for overlay in look(ANSWERS, None, name) if overlay.role in roles)
    assert metres / 600 == pytest.approx(ANSWERS.measure(name).quantity.value)  # type: ignore[union-attr]


def test_every_overlay_has_its_words_in_the_legend() -> None:
    keys = {overlay.key for name in LOOKS for overlay in look(ANSWERS, None, name)}
    plain = [key for key in keys if not Words("ko").known(f"legend.{key}") and not Words("ko").known(f"legend.{key.split('.')[1]}")]
    assert plain == [] and all(key.count(".") == 1 for key in keys)


def test_a_look_of_which_nothing_is_known_or_that_comes_later_shows_nothing() -> None:
    bare = answer(question(project(*BASE)))
    assert [name for name in {kind.look for kind in MEASURES} if look(bare, None, name)] == []
