"""The score and what moves it in words: from `app.study.rank.score` and `app.study.rank.robust` to what their pages show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.parameters import BY_ID
from app.quantity import Quantity, Tag
from app.words import tr
from widgets.figures import number, with_unit
from widgets.results.robust_page import RobustShown, SwingLine
from widgets.results.score_page import RankLine, ScoreShown
from widgets.results.summary import said
from widgets.results.viewing import measure_words

if TYPE_CHECKING:
    from app.study.rank.robust import Influence, Robustness
    from app.study.rank.score import AreaScore, Score

# As many bars as anyone will read.
MOST = 12
SAME = 1e-6


def score_shown(found: Score, area: str) -> ScoreShown:
    """The page of the score for an area ("" or unknown: the district)."""
    chosen = next((one for one in found.areas if one.code == area), found.district)
    ranks = tuple(
        RankLine(one.code, one.name, one.rank, one.rank_best, one.rank_worst, one.arithmetic, one.geometric)
        for one in sorted(found.areas[1:], key=_order)
    )
    weights = tuple((measure_words(id), Quantity(share, "share", Tag.ASSUMED)) for id, share in found.weights)
    return ScoreShown(
        tr("measures.score.of", area=chosen.name) if chosen.name else tr("measures.score.title"), chosen.arithmetic, chosen.geometric,
        ranks, weights, tuple(measure_words(id) for id in found.missing), tuple(said(*line) for line in found.caveats),
    )  # fmt: skip


def robust_shown(found: Robustness, target: str) -> RobustShown:
    """The page of what moves the score or a measure."""
    target = target if target in found.base else found.target
    targets = tuple((id, _target(id)) for id in found.base)
    lines = tuple(_line(one, found, target) for one in found.by(target)[:MOST] if one.swing[target] > SAME)
    moved = tuple(_rank(one) for one in found.ranks if one.best != one.worst) if target == "score" else ()
    return RobustShown(targets, target, lines, (*(said(*line) for line in found.caveats), *moved))


def _order(one: AreaScore) -> tuple[int, float]:
    return (one.rank if one.rank is not None else 10**6, -(one.arithmetic.value or 0.0))


def _target(id: str) -> str:
    return tr("measures.score.title") if id == "score" else measure_words(id)


def _line(one: Influence, found: Robustness, target: str) -> SwingLine:
    unit, base = BY_ID[one.id].unit, found.base[target]
    low, high = one.at_low.get(target, base), one.at_high.get(target, base)
    tried = tr(
        "measures.robust.tried", low=with_unit(one.low_at, unit), high=with_unit(one.high_at, unit), base=with_unit(one.base_at, unit),
        at_low=number(100 * low, 1), at_high=number(100 * high, 1),
    )  # fmt: skip
    part = tr("measures.robust.part", share=with_unit(one.total, "share")) if one.total is not None and target == found.target else ""
    return SwingLine(tr(f"parameter.{one.id}"), tried, base, low, high, part)


def _rank(one: object) -> str:
    names = ", ".join(tr(f"parameter.{id}") for id in one.moved_by[:3])  # type: ignore[attr-defined]
    return tr("measures.robust.rank", area=one.name, best=one.best, worst=one.worst, names=names)  # type: ignore[attr-defined]
