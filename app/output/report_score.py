"""The page of the score: last, with its weights, the interval of every rank, and what it is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.output.manuscript import Manuscript
from app.quantity import Quantity, Tag

if TYPE_CHECKING:
    from app.study.rank.score import AreaScore

MOST_AREAS = 60


def score(sheet: Manuscript) -> dict[str, object]:
    """The score of the district and of each dong, the best first; no rows where nothing is weighed."""
    tr, found = sheet.tr, sheet.score
    if found is None or found.district.arithmetic.value is None:
        return {"rows": [], "kicker": "", "title": "", "lead": "", "head": [], "weights_title": "", "weights": [], "caveats": []}
    dongs = sorted(found.areas[1:], key=lambda one: one.rank or len(found.areas))[:MOST_AREAS]
    columns = ("area", "arithmetic", "geometric", "rank", "interval")
    return {
        "kicker": tr("report.score.kicker"),
        "title": tr("report.score.title"),
        "lead": tr("report.score.lead"),
        "head": [tr(f"report.score.{column}") for column in columns],
        "rows": [_row(sheet, one) for one in (found.district, *dongs)],
        "weights_title": tr("report.score.weights"),
        "weights": [(tr(f"measure.{id}"), sheet.say(_share(weight))) for id, weight in found.weights],
        "caveats": sheet.sentences(found.caveats),
    }


def _row(sheet: Manuscript, one: AreaScore) -> list[str]:
    count = sheet.ledger.count
    rank = "" if one.rank is None else count(one.rank, "rank")
    interval = "" if one.rank_best is None or one.rank_worst is None else f"{count(one.rank_best, 'best rank')}–{count(one.rank_worst, 'worst rank')}"
    return [
        sheet.ledger.quote(one.name, "area name", most=40), sheet.say(one.arithmetic, band=True), sheet.say(one.geometric, band=True),
        rank, interval,
    ]  # fmt: skip


def _share(value: float) -> Quantity:
    return Quantity(float(value), "share", Tag.COMPUTED, "share of the weights")
