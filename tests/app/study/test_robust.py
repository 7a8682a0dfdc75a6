"""Which assumption moves the result most: trials are whole studies, and the order says what to find out first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.feedback import Cancelled, Feedback
from app.parameters import BY_ID, PLAUSIBLE
from app.study import Answers, answer, question
from app.study.rank.robust import Robustness, robust
from app.study.rank.score import score
from app.words import Words
from tests.app.study_scenes import BASE, at, cctv, layer, project

SCENE = project(
    *BASE, cctv((200, 0, None, 1), (30, 0, 90.0, 1)), layer("phone_booths", [at(0, 0)], name=["부스"]),
    parameters={"weight.lit": 0.0, "weight.centre": 0.0},
)  # fmt: skip


@pytest.fixture(scope="module")
def answers() -> Answers:
    return answer(question(SCENE))


@pytest.fixture(scope="module")
def found(answers: Answers) -> Robustness:
    return robust(question(SCENE), answers, together=2)


def test_plausible_ranges_hold_the_default_and_lie_within_what_may_be_entered() -> None:
    wrong = [id for id, (low, high) in PLAUSIBLE.items() if not BY_ID[id].low <= low <= BY_ID[id].default <= high <= BY_ID[id].high]
    assert wrong == []


def test_the_figures_as_they_stand_are_those_of_the_answers(answers: Answers, found: Robustness) -> None:
    assert found.base["seen"] == answers.measure("seen").quantity.value  # type: ignore[union-attr]
    assert found.base["score"] == pytest.approx(score(answers).district.arithmetic.value)
    assert found.target == "score"


def test_every_trial_is_the_study_a_planner_would_get_with_that_value(found: Robustness) -> None:
    for id in ("refuge.radius", "cam.tilt", "cam.per_site"):
        one = next((one for one in found.influences if one.id == id), None)
        if one is None:
            continue
        again = answer(question(replace(SCENE, parameters=(*SCENE.parameters, (id, one.high_at)))))
        assert one.at_high["seen"] == pytest.approx(again.measure("seen").quantity.value, rel=1e-12)  # type: ignore[union-attr]
        assert one.at_high["score"] == pytest.approx(score(again).district.arithmetic.value, rel=1e-12)


def test_the_weightiest_come_first_and_only_what_moves_a_measure_is_told_of_it(found: Robustness) -> None:
    swings = [one.swing["score"] for one in found.influences]
    assert swings == sorted(swings, reverse=True) and swings[0] > 0
    assert "refuge.radius" in [one.id for one in found.by("near_refuge")]
    assert {one.id for one in found.by("near_refuge")} <= {"refuge.radius", "walk.snap", "walk.stairs", "street.node_snap"}
    assert "refuge.radius" not in [one.id for one in found.by("seen")]


def test_the_few_tried_together_have_indices_and_the_others_none(found: Robustness) -> None:
    tried = [one for one in found.influences if one.first is not None]
    assert tuple(one.id for one in tried) == found.together == tuple(one.id for one in found.influences[:2])
    assert all(-0.05 <= one.first <= one.total + 0.05 <= 1.1 for one in tried)  # type: ignore[operator]
    assert sum(one.first for one in tried) == pytest.approx(1.0, abs=0.3)  # type: ignore[misc]


def test_ranks_of_dongs_hold_the_rank_as_it_stands(answers: Answers, found: Robustness) -> None:
    now = {one.code: one.rank for one in score(answers).areas if one.rank is not None}
    assert {one.code: one.rank for one in found.ranks} == now
    for one in found.ranks:
        assert one.best <= one.rank <= one.worst
        assert bool(one.moved_by) == (one.best != one.worst)


def test_a_measure_may_be_the_target_and_an_unknown_one_is_refused(answers: Answers) -> None:
    seen = robust(question(SCENE), answers, target="seen", together=1)
    assert seen.influences[0].id.startswith("cam.")
    assert seen.influences[0].first == pytest.approx(1.0, abs=0.02)
    with pytest.raises(ValueError, match="no measure"):
        robust(question(SCENE), answers, target="trespass")


def test_the_assumptions_behind_the_answers_stay_as_they_were(answers: Answers) -> None:
    asked = question(SCENE)
    robust(asked, answers, together=1)
    assert asked.parameters == question(SCENE).parameters
    assert {id: asked.assumptions[id] for id in PLAUSIBLE} == {id: answers.assumptions[id] for id in PLAUSIBLE}


def test_it_tells_how_far_it_is_and_can_be_stopped(answers: Answers) -> None:
    told: list[float] = []
    feedback = Feedback(lambda share, words: (told.append(share), feedback.stop() if share > 0.3 else None)[0])
    with pytest.raises(Cancelled):
        robust(question(SCENE), answers, feedback)
    assert told == sorted(told) and 0.3 < told[-1] < 0.5


def test_what_it_says_is_known_in_both_languages(found: Robustness) -> None:
    assert [(language, key) for language in ("ko", "en") for key, _ in found.caveats if not Words(language).known(key)] == []
