"""The levels of the standard: editions as data, what is verified and what is not."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.levels import edition, reached
from app.catalog import table
from app.quantity import Tag
from app.words import Words

LEVELS = table("camera_levels")


def test_the_default_edition_has_the_published_levels():
    levels = edition(LEVELS)
    assert (levels.standard, levels.normative) == ("IEC 62676-4:2015", True)
    expected = {"monitor": 12.5, "detect": 25, "observe": 62.5, "recognise": 125, "identify": 250, "inspect": 1000}
    assert {level.key: level.px_m for level in levels.levels} == expected


def test_of_the_new_edition_only_validate_is_verified_and_it_is_no_default():
    levels = edition(LEVELS, "2025")
    assert not levels.normative
    assert [(level.key, level.px_m) for level in levels.levels if level.tag is Tag.VERIFIED] == [("validate", 500.0)]
    assert len(levels.levels) == 7
    assert all(level.tag is Tag.MEMORY for level in levels.levels if level.key != "validate")


def test_the_default_edition_is_normative():
    assert edition(LEVELS, LEVELS["default"]).normative


def test_observe_is_the_level_the_measures_take_unless_told():
    from app.parameters import BY_ID

    assert edition(LEVELS).level("observe").px_m == BY_ID["cam.level"].default


def test_a_density_reaches_the_highest_level_it_does_not_fall_short_of():
    found = reached(np.array([12.4, 12.5, 62.4, 62.5, 130.84, 5000.0, np.nan]), edition(LEVELS))
    assert found.tolist() == [-1, 0, 1, 2, 3, 5, -1]


def test_unknown_editions_and_levels_are_refused():
    with pytest.raises(KeyError):
        edition(LEVELS, "1999")
    with pytest.raises(KeyError):
        edition(LEVELS, "2025").level("observe")


def test_levels_that_do_not_rise_are_refused():
    row = {"key": "x", "standard": "X", "normative": False, "levels": [LEVELS["editions"][0]["levels"][k] for k in (1, 0)]}
    with pytest.raises(ValueError, match="do not rise"):
        edition({"default": "x", "editions": [row]})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_level_and_edition_has_a_name(language):
    words = Words(language)
    names = [f"level.{one['key']}" for row in LEVELS["editions"] for one in row["levels"]]
    names += [f"level.edition.{row['key']}" for row in LEVELS["editions"]]
    assert [name for name in names if not words.known(name)] == []


def test_a_threshold_is_a_figure_with_its_source():
    assert edition(LEVELS).level("recognise").quantity.source == "S2"
