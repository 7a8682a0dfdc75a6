"""Which assumption moves the result most: every assumption tried at the ends of what is plausible, the weightiest ones together.

Each trial is a whole study, measured exactly; only pieces that rest on what was changed are made anew (`keeping`). Of the few that
move the result most all combinations of low, base and high are tried, and Sobol's indices are read off a surface through them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.feedback import SILENT, Feedback
from app.parameters import PLAUSIBLE
from app.quantity import Quantity, Tag
from app.study.answers import Answers, Measure, Said
from app.study.asked import Question
from app.study.rank.score import plain_scores
from app.words import tr

if TYPE_CHECKING:
    from numpy import ndarray

    from app.study.deeper import Deeper
    from app.study.keeping import Kept

SCORE = "score"
# So many assumptions are tried together; each more makes the trials three times as many.
TOGETHER = 3
# An assumption that moves nothing by more than this share of the whole is not tried together with others.
LEAST = 1e-4
# Differences of a score below this are rounding.
SAME = 1e-9


@dataclass(frozen=True)
class Influence:
    """One assumption: the values tried, and what became of each target (a measure of the district, or the score).

    ``swing``: the largest less the smallest figure, by target. ``first`` and ``total`` are Sobol's indices of the chosen target,
    None where the assumption was not among those tried together.
    """

    id: str
    low_at: float
    base_at: float
    high_at: float
    at_low: Mapping[str, float]
    at_high: Mapping[str, float]
    swing: Mapping[str, float]
    first: float | None = None
    total: float | None = None


@dataclass(frozen=True)
class RankRange:
    """The rank of one area by the score, the best and worst it takes when assumptions change, and which ones change it."""

    code: str
    name: str
    rank: int
    best: int
    worst: int
    moved_by: tuple[str, ...]


@dataclass(frozen=True)
class Robustness:
    """What the assumptions do to the result.

    ``target``: what the order of ``influences`` goes by, the weightiest first. ``base``: every target as it stands. ``together``: the
    assumptions tried in all combinations; ``off``: how far the surface behind Sobol's indices was from a study of its own, at
    most. ``held``: scored measures that no trial changed, as they take too long. ``runs``: how many studies were made.
    """

    target: str
    base: Mapping[str, float]
    influences: tuple[Influence, ...]
    together: tuple[str, ...]
    off: float
    ranks: tuple[RankRange, ...]
    held: tuple[str, ...]
    runs: int
    caveats: tuple[Said, ...]

    def by(self, target: str) -> tuple[Influence, ...]:
        """The influences in the order in which they move another target; those that do not move it are left out."""
        moving = [one for one in self.influences if one.swing.get(target, 0.0) > SAME]
        return tuple(sorted(moving, key=lambda one: -one.swing[target]))


def robust(
    question: Question, answers: Answers, feedback: Feedback = SILENT, *, deeper: Deeper | None = None, target: str = SCORE, together: int = TOGETHER
) -> Robustness:  # fmt: skip
    """Try every assumption that the answers rest on and that has a plausible range; stopped between any two studies.

    ``target``: "score" or the id of a measure of the district. Some thirty to eighty studies: seconds for a neighbourhood, minutes
    for a gu. ValueError where the answers do not have the target.
    """
    trials = _Trials(question, answers, deeper)
    feedback.step(0.0, tr("score.progress.trials"))
    base = trials.run({}, feedback.part(0.0, 0.05))
    if target not in trials.targets:
        raise ValueError(f"no measure {target}")
    ids = sorted(id for id in trials.used if id in PLAUSIBLE)
    values = {id: question.assumptions[id] for id in ids}
    ends = {id: (min(PLAUSIBLE[id][0], values[id]), max(PLAUSIBLE[id][1], values[id])) for id in ids}
    low, high = trials.one_by_one(ids, values, ends, feedback.part(0.05, 0.5))
    found = [_influence(id, values[id], ends[id], base, low[id], high[id], trials.targets) for id in ids]
    found.sort(key=lambda one: -one.swing.get(target, 0.0))
    few = [one.id for one in found if one.swing.get(target, 0.0) > LEAST][:together]
    feedback.step(0.5, tr("score.progress.together"))
    indices, off = trials.sobol(few, values, ends, target, feedback.part(0.5, 1.0))
    found = [replace(one, first=indices[one.id][0], total=indices[one.id][1]) if one.id in indices else one for one in found]
    ranks = _ranks(answers, base, {id: (low[id], high[id]) for id in ids}, len(trials.targets))
    held = trials.held
    return Robustness(target, _named(base, trials.targets), tuple(found), tuple(few), off, ranks, held, trials.runs, _caveats(found, few, held, trials.runs))


class _Trials:
    """Studies of one question with other assumptions, each made once; outputs are the targets and then the score of every area."""

    def __init__(self, question: Question, answers: Answers, deeper: Deeper | None):
        self.question, self.areas = question, answers.areas
        self.others = (*answers.measures, *(deeper.measures if deeper else ()))
        self.targets: tuple[str, ...] = ()
        self.held: tuple[str, ...] = ()
        self.used: frozenset[str] = frozenset()
        self.runs = 0
        self._first: Kept | None = None
        self._known: dict[tuple[tuple[str, float], ...], ndarray] = {}

    def run(self, changed: Mapping[str, float], feedback: Feedback = SILENT) -> ndarray:
        """The outputs with some assumptions changed."""
        import numpy

        from app.study.answering import measured
        from app.study.keeping import Kept

        key = tuple(sorted((id, float(value)) for id, value in changed.items() if value != self.question.assumptions[id]))
        if key not in self._known:
            # The question's own table of assumptions stays as it is: trials are not what the answers rest on.
            asked = replace(self.question, parameters=tuple(sorted({**dict(self.question.parameters), **changed}.items())))
            kept = Kept(asked.assumptions, self._first)
            made = measured(asked, feedback, kept).measures
            if self._first is None:
                self._first, self.used = kept, frozenset(asked.assumptions.used)
                self._settle(made)
            self.runs += 1
            district = {one.id: one.quantity.value for one in made if one.area_code == self.areas[0].code}
            measures = (*made, *(one for one in self.others if one.id in self.held))
            scores = plain_scores(self.areas, measures, asked.assumptions)
            found = [scores[0], *(district.get(id) for id in self.targets[1:])]
            self._known[key] = numpy.array([*found, *scores[1:]], dtype=float)
        return self._known[key]

    def _settle(self, made: tuple[Measure, ...]) -> None:
        ids = dict.fromkeys(one.id for one in made if one.area_code == self.areas[0].code and one.quantity.value is not None)
        self.targets = (SCORE, *ids)
        self.held = tuple(dict.fromkeys(one.id for one in self.others if one.quantity.value is not None and one.id not in {m.id for m in made}))

    def one_by_one(
        self, ids: list[str], values: Mapping[str, float], ends: Mapping[str, tuple[float, float]], feedback: Feedback
    ) -> tuple[dict[str, ndarray], dict[str, ndarray]]:
        """The outputs with each assumption alone at its low and at its high end."""
        from app.analysis.sensitivity import one_at_a_time

        lows, highs = ([ends[id][side] for id in ids] for side in (0, 1))
        found = one_at_a_time(lambda x: self.run(dict(zip(ids, x.tolist(), strict=True))), [values[id] for id in ids], lows, highs, feedback)
        return ({id: part[row] for row, id in enumerate(ids)} for part in (found.low, found.high))  # type: ignore[return-value]

    def sobol(
        self, ids: list[str], values: Mapping[str, float], ends: Mapping[str, tuple[float, float]], target: str, feedback: Feedback
    ) -> tuple[dict[str, tuple[float, float]], float]:
        """Sobol's first and total index of each of a few assumptions, and how far the surface was off in the middle of its cells."""
        import numpy

        from app.analysis.sensitivity import sobol, surface

        if not ids:
            return {}, 0.0
        which = self.targets.index(target)
        low, high = (numpy.array([ends[id][side] for id in ids]) for side in (0, 1))

        def model(x: ndarray) -> ndarray:
            return self.run(dict(zip(ids, x.tolist(), strict=True)))[[which]]

        made = surface(model, numpy.array([values[id] for id in ids]), low, high, feedback.part(0.0, 0.9))
        spots = [low + (high - low) * share for share in (0.25, 0.75)]
        off = max(float(abs(made(spot)[0, 0] - model(spot)[0])) for spot in spots)
        found = sobol(made, low, high)
        feedback.step(1.0)
        return {id: (float(found.first[0, row]), float(found.total[0, row])) for row, id in enumerate(ids)}, off


def _named(row: ndarray, targets: tuple[str, ...]) -> dict[str, float]:
    return {id: float(value) for id, value in zip(targets, row, strict=False) if value == value}


def _influence(id: str, base_at: float, ends: tuple[float, float], base: ndarray, low: ndarray, high: ndarray, targets: tuple[str, ...]) -> Influence:
    at_base, at_low, at_high = (_named(row, targets) for row in (base, low, high))
    swing = {}
    for one in at_base:
        three = [table[one] for table in (at_base, at_low, at_high) if one in table]
        swing[one] = max(three) - min(three)
    return Influence(id, ends[0], base_at, ends[1], at_low, at_high, swing)


def _ranks(answers: Answers, base: ndarray, tried: Mapping[str, tuple[ndarray, ndarray]], targets: int) -> tuple[RankRange, ...]:
    """The ranks of the dongs in every trial with one assumption changed."""
    import numpy

    from app.analysis.scores import ranks

    def order(row: ndarray) -> ndarray:
        return ranks(numpy.round(row[targets:] / SAME) * SAME)

    now = order(base)
    each = {id: numpy.stack([order(row) for row in rows]) for id, rows in tried.items()}
    every = numpy.concatenate([now[None], *each.values()])
    found = []
    for place, area in enumerate(answers.areas[1:]):
        if not now[place]:
            continue
        taken = every[:, place][every[:, place] > 0]
        moved = tuple(id for id, rows in each.items() if (rows[:, place] != now[place]).any())
        found.append(RankRange(area.code, area.name, int(now[place]), int(taken.min()), int(taken.max()), moved))
    return tuple(found)


def _caveats(found: list[Influence], few: list[str], held: tuple[str, ...], runs: int) -> tuple[Said, ...]:
    def count(number: int) -> Quantity:
        return Quantity(float(number), "count", Tag.COMPUTED, "counted in the project")

    said: list[Said] = [("score.robust.tried", {"assumptions": count(len(found)), "runs": count(runs)})]
    if few:
        said.append(("score.robust.together", {"assumptions": count(len(few))}))
    if held:
        said.append(("score.robust.held", {"measures": count(len(held))}))
    return tuple(said)
