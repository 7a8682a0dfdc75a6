"""The score of a study: weights of the planner, missing measures said, ranks of dongs with intervals."""

from __future__ import annotations

import pytest
import shapely

from app.parameters import Assumptions
from app.quantity import Quantity, Tag
from app.study import answer, question
from app.study.answers import Area, Measure
from app.study.rank.score import SCORED, Score, score, scored, weights_from_pairs
from app.words import Words
from tests.app.study_scenes import BASE, at, cctv, layer, project

AREAS = tuple(Area(code, code, shapely.box(0, 0, 1, 1)) for code in ("gu", "a", "b", "c"))


def made(changed: dict[str, float] | None = None, **measured: list[float | tuple[float, float, float] | None]) -> Score:
    """Measures as id=[district, a, b, c]; a tuple is value, low, high."""
    measures = []
    for id, values in measured.items():
        for area, one in zip(AREAS, values, strict=True):
            value, low, high = one if isinstance(one, tuple) else (one, None, None)
            measures.append(Measure(id, area.code, area.name, Quantity(value, "share", Tag.COMPUTED, "test", low, high)))
    return scored(AREAS, tuple(measures), Assumptions(changed))


def test_the_score_is_the_mean_of_the_weighed_measures_and_less_exposure_is_better() -> None:
    found = made({"weight.exposure": 2.0}, seen=[0.5, 0.2, 0.8, 0.5], exposure=[0.1, 0.4, 0.0, 0.1])
    assert found.district.arithmetic.value == pytest.approx((0.5 + 2 * 0.9) / 3)
    assert found.district.geometric.value == pytest.approx((0.5 * 0.9**2) ** (1 / 3))
    assert [(one.name, one.rank) for one in found.areas] == [("gu", None), ("a", 3), ("b", 1), ("c", 2)]
    assert dict(found.weights)["exposure"] == pytest.approx(2 / 11)


def test_missing_measures_are_left_out_and_said_so() -> None:
    found = made(seen=[0.5, 0.2, 0.8, 0.5], school=[0.5, None, 0.5, 0.5])
    assert (found.areas[1].arithmetic.value, found.areas[1].missing[:2]) == (pytest.approx(0.2), ("seen_night", "lit"))
    assert "school" in found.areas[1].missing and "school" not in found.missing
    keys = [key for key, _ in found.caveats]
    assert keys == ["score.caveat.forecast", "score.caveat.means", "score.caveat.ranks", "score.caveat.missing", "score.caveat.partly"]
    missing = [(language, key) for language in ("ko", "en") for key in keys if not Words(language).known(key)]
    assert missing == []


def test_a_weight_of_nought_takes_a_measure_out_without_calling_it_missing() -> None:
    off = {f"weight.{kind.score}": 0.0 for kind in SCORED if kind.id != "seen"}
    found = made(off, seen=[0.5, 0.2, 0.8, 0.5], lit=[0.0, 0.0, 0.0, 0.0])
    assert (found.weights, found.missing) == ((("seen", 1.0),), ())
    assert found.areas[2].geometric.value == pytest.approx(0.8)


def test_without_any_measure_there_is_no_score_and_no_rank() -> None:
    for found in (made(), made({f"weight.{kind.score}": 0.0 for kind in SCORED}, seen=[0.5, 0.2, 0.8, 0.5])):
        assert {(one.arithmetic.value, one.geometric.value, one.rank) for one in found.areas} == {(None, None, None)}


def test_close_areas_have_rank_intervals_and_clear_ones_do_not() -> None:
    found = made(seen=[0.5, 0.1, (0.80, 0.7, 0.9), (0.79, 0.69, 0.89)])
    assert [(one.rank_best, one.rank, one.rank_worst) for one in found.areas[1:]] == [(3, 3, 3), (1, 1, 2), (1, 2, 2)]
    assert found.areas[2].arithmetic.low < 0.8 < found.areas[2].arithmetic.high  # type: ignore[operator]


def test_a_whole_study_is_scored_from_its_own_measures() -> None:
    answers = answer(question(project(*BASE, cctv((30, 3, 80.0, 1), (250, 8, None, 1)), layer("phone_booths", [at(0, 0)]))))
    found = score(answers)
    shares = {one.id: one.scaled for one in found.district.shares}
    assert shares["seen"] == answers.measure("seen").quantity.value  # type: ignore[union-attr]
    assert "exposure" in found.missing
    assert [one.code for one in found.areas] == [area.code for area in answers.areas]
    used = {one for one in answers.assumptions.used if one.startswith(("weight.", "score."))}
    assert len(used) == len({kind.score for kind in SCORED}) + 2


def test_weights_from_judgements_two_by_two() -> None:
    words = ("seen", "lit", "school", "route")
    judged = weights_from_pairs(words, {("seen", "lit"): 3, ("seen", "school"): 5, ("seen", "route"): 7, ("lit", "school"): 3,
                                        ("lit", "route"): 5, ("route", "school"): 1 / 3})  # fmt: skip
    assert judged.consistent and judged.ratio == pytest.approx(0.043327, abs=1e-6)
    assert judged.parameters["weight.seen"] == pytest.approx(4 * 0.565009, abs=1e-5)
    assert weights_from_pairs(words, {}).parameters == pytest.approx({f"weight.{word}": 1.0 for word in words})
