"""The score: one optional figure for each area from the measures the planner weighs, with the rank interval it would hold.

It stands last and alone: measures first. What it is not stands with it: not a forecast of crime.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.parameters import BY_ID, Assumptions
from app.quantity import Quantity, Tag
from app.study.answers import Answers, Area, Measure, Said
from app.study.measure_kinds import MEASURES, MeasureKind

if TYPE_CHECKING:
    from numpy import ndarray

    from app.study.deeper import Deeper

# Every scored measure is a share: nothing at one goalpost, all of it at the other, whatever the other areas have.
WORST, BEST = 0.0, 1.0
SCORED: tuple[MeasureKind, ...] = tuple(kind for kind in MEASURES if kind.score)


@dataclass(frozen=True)
class Share:
    """One measure in the score of an area: its value as measured, on the goalposts (0 to 1), and its share of the weight there."""

    id: str
    value: float
    scaled: float
    weight: float


@dataclass(frozen=True)
class AreaScore:
    """The score of one area, 0 to 1: weighted arithmetic and geometric mean, each with the interval that 90 % of the draws hold.

    ``rank`` among the dongs by the arithmetic mean, 1 is best, with its interval ``rank_best`` to ``rank_worst``; None for the
    district, and where there is no score. ``missing``: weighed measures this area does not have, left out of its means.
    """

    code: str
    name: str
    arithmetic: Quantity
    geometric: Quantity
    rank: int | None
    rank_best: int | None
    rank_worst: int | None
    shares: tuple[Share, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """The score of the district (first) and of each dong.

    ``weights``: measure and its share of all weight (sum 1), those of weight 0 left out; ``missing``: weighed measures that no area
    has. ``caveats``: what the score is not and what it leaves out, as words with values.
    """

    areas: tuple[AreaScore, ...]
    weights: tuple[tuple[str, float], ...]
    missing: tuple[str, ...]
    caveats: tuple[Said, ...]

    @property
    def district(self) -> AreaScore:
        """The score of the whole district."""
        return self.areas[0]


def score(answers: Answers, deeper: Deeper | None = None) -> Score:
    """Score every area of the answers; measures that only `deeper` gives are missing without it.

    Without any weighed measure the means have no value and there are no ranks.
    """
    return scored(answers.areas, (*answers.measures, *(deeper.measures if deeper else ())), answers.assumptions)


def scored(areas: tuple[Area, ...], measures: tuple[Measure, ...], assumptions: Assumptions) -> Score:
    """The same from measures alone; ``weight.*``, ``score.draws`` and ``score.spread`` come from the assumptions."""
    import numpy

    from app.analysis.scores import arithmetic, firmness, geometric

    kinds, weight, measured, (value, low, high) = _on_goalposts(areas, measures, assumptions)
    draws, spread = int(assumptions["score.draws"]), assumptions["score.spread"]
    # The district takes no part in the ranks.
    means = [
        (mean(value, weight), [firmness(value[some], low[some], high[some], weight, draws=draws, spread=spread, mean=mean)
                               for some in (slice(0, 1), slice(1, None))])
        for mean in (arithmetic, geometric)
    ]  # fmt: skip
    rows = tuple(_area(row, area, kinds, measured[row], value[row], weight, means) for row, area in enumerate(areas))
    total = float(weight.sum()) or 1.0
    nowhere = tuple(kind.id for column, kind in enumerate(kinds) if numpy.isnan(value[:, column]).all())
    shares = tuple((kind.id, float(w) / total) for kind, w in zip(kinds, weight, strict=True))
    return Score(rows, shares, nowhere, _caveats(rows, nowhere, assumptions))


def plain_scores(areas: tuple[Area, ...], measures: tuple[Measure, ...], assumptions: Assumptions) -> ndarray:
    """The arithmetic means alone (areas,), nan where an area has no weighed measure: for those who ask many times."""
    from app.analysis.scores import arithmetic

    _, weight, _, (value, _, _) = _on_goalposts(areas, measures, assumptions)
    return arithmetic(value, weight)


def _on_goalposts(
    areas: tuple[Area, ...], measures: tuple[Measure, ...], assumptions: Assumptions
) -> tuple[list[MeasureKind], ndarray, ndarray, tuple[ndarray, ndarray, ndarray]]:
    """The weighed kinds, their weights, the values (areas, kinds) as measured, and value, low and high on the goalposts."""
    import numpy

    from app.analysis.scores import on_goalposts

    weighed = [(kind, assumptions[f"weight.{kind.score}"]) for kind in SCORED]
    kinds, weight = [kind for kind, w in weighed if w > 0], numpy.array([w for _, w in weighed if w > 0])
    known = {(one.id, one.area_code): one.quantity for one in measures if one.quantity.value is not None}
    table = numpy.full((3, len(areas), len(kinds)), numpy.nan)
    for row, area in enumerate(areas):
        for column, kind in enumerate(kinds):
            found = known.get((kind.id, area.code))
            if found is not None:
                ends = (found.value if end is None else end for end in (found.low, found.high))
                table[:, row, column] = (found.value, *ends)
    worst = [BEST if kind.less else WORST for kind in kinds]
    best = [WORST if kind.less else BEST for kind in kinds]
    value, one, other = (on_goalposts(part, worst, best) for part in table)
    return kinds, weight, table[0], (value, numpy.minimum(one, other), numpy.maximum(one, other))


def _area(row: int, area: Area, kinds: list[MeasureKind], measured: ndarray, scaled: ndarray, weight: ndarray, means: list) -> AreaScore:
    there = [column for column, one in enumerate(scaled.tolist()) if one == one]
    whole = float(weight[there].sum())
    shares = tuple(Share(kinds[column].id, float(measured[column]), float(scaled[column]), float(weight[column]) / whole) for column in there)
    missing = tuple(kind.id for column, kind in enumerate(kinds) if column not in there)
    found = []
    for (mean, firm), source in zip(means, ("weighted arithmetic mean on fixed goalposts", "weighted geometric mean on fixed goalposts"), strict=True):
        part, place = (firm[0], 0) if row == 0 else (firm[1], row - 1)
        value = float(mean[row])
        known = value == value
        ends = (float(part.low[place]), float(part.high[place])) if known else (None, None)
        found.append(Quantity(value if known else None, "share", Tag.COMPUTED, source, *ends))
    if row == 0 or not shares:
        return AreaScore(area.code, area.name, found[0], found[1], None, None, None, shares, missing)
    firm = means[0][1][1]
    rank = (int(one[row - 1]) for one in (firm.rank, firm.best, firm.worst))
    return AreaScore(area.code, area.name, found[0], found[1], *rank, shares, missing)


def _caveats(areas: tuple[AreaScore, ...], nowhere: tuple[str, ...], assumptions: Assumptions) -> tuple[Said, ...]:
    from app.analysis.scores import HELD

    said: list[Said] = [("score.caveat.forecast", {}), ("score.caveat.means", {})]
    if len(areas) > 1:
        held = Quantity(HELD, "share", Tag.ASSUMED, "share of the draws an interval holds")
        said.append(("score.caveat.ranks", {"draws": assumptions.quantity("score.draws"), "spread": assumptions.quantity("score.spread"), "held": held}))
    if nowhere:
        said.append(("score.caveat.missing", {"measures": _count(len(nowhere))}))
    partly = sum(bool(set(area.missing) - set(nowhere)) for area in areas)
    if partly:
        said.append(("score.caveat.partly", {"areas": _count(partly)}))
    return tuple(said)


def _count(number: int) -> Quantity:
    return Quantity(float(number), "count", Tag.COMPUTED, "counted in the project")


@dataclass(frozen=True)
class Judged:
    """Weights from comparing measures two by two: ``parameters`` (``weight.<word>`` -> value, their mean 1) and whether they hold.

    ``ratio`` is Saaty's consistency ratio; above 0.10 the judgements contradict each other and should be made again.
    """

    parameters: Mapping[str, float]
    ratio: float
    consistent: bool


def weights_from_pairs(words: tuple[str, ...], judgements: Mapping[tuple[str, str], float]) -> Judged:
    """The weights of the score words ``words`` from judgements (a, b) -> how many times as important a is as b (1/9 to 9).

    A pair that was not judged counts as equal, and may be given either way round. ValueError where a judgement is not positive.
    """
    import numpy

    from app.analysis.scores import pairwise

    matrix = numpy.ones((len(words), len(words)))
    for (a, b), times in judgements.items():
        one, other = words.index(a), words.index(b)
        matrix[min(one, other), max(one, other)] = times if one < other else 1.0 / times if times > 0 else -1.0
    found = pairwise(matrix)
    values = {f"weight.{word}": float(w) * len(words) for word, w in zip(words, found.weights, strict=True)}
    largest = max(values.values())
    most = min(BY_ID[id].high for id in values)
    scale = most / largest if largest > most else 1.0
    return Judged({id: value * scale for id, value in values.items()}, found.ratio, found.consistent)
