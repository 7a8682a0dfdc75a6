"""The page before and after: every measure of the district that changes, then the dongs that it changes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.output.manuscript import Manuscript
from app.output.report_summary import bar
from app.quantity import Quantity
from app.study.measure_kinds import BY_ID, base

if TYPE_CHECKING:
    from app.compare import Row
    from app.output.proposal import Proposal

# What a headline may be made of, all with a map of streets; the most telling first where two change alike.
MAIN = ("seen_night", "seen", "lit", "near_refuge_night", "near_refuge", "near_bell", "near_mailbox", "route", "school")
MOST_COLUMNS, MOST_AREAS = 4, 30
TINY = 0.1


def headline_rows(plan: Proposal) -> list[Row]:
    """The main measures of the district, those that change most first."""
    rows = {row.measure: row for row in plan.district_rows() if row.measure in MAIN}
    return sorted(rows.values(), key=lambda row: (-abs(row.change.value) if row.better else 0.0, MAIN.index(row.measure)))


def compared_page(sheet: Manuscript) -> dict[str, object] | None:
    """Everything on the page; None where nothing is known of both states or nothing changes."""
    plan, tr = sheet.proposal, sheet.tr
    rows = plan.district_rows() if plan is not None else ()
    changed = [row for row in rows if row.better]
    if not changed:
        return None
    same = [_name(sheet, row.measure) for row in rows if not row.better]
    good = sum(row.better > 0 for row in changed)
    return {
        "kicker": tr("proposal.compared.kicker"),
        "title": tr("proposal.compared.title" if good == len(changed) else "proposal.compared.title.mixed",
                    better=sheet.ledger.count(good, "measures that get better"), worse=sheet.ledger.count(len(changed) - good, "measures that get worse")),
        "lead": tr("proposal.compared.lead"),
        "table": {
            "head": [tr("compare.measure"), "", *(sheet.ledger.quote(title, "name of a state", most=24) for title in _titles(sheet)), tr("compare.change"),
                     tr("proposal.compared.metres"), ""],
            "rows": [_row(sheet, row) for row in changed],
            "bars": [[bar(one) for one in row.shares] for row in changed],
        },
        "same": tr("proposal.compared.same", measures=", ".join(same)) if same else "",
        "areas_title": tr("proposal.compared.areas"),
        "areas": _areas(sheet, [row.measure for row in sorted(changed, key=lambda row: -abs(row.change.value))[:MOST_COLUMNS]]),
        "note": tr("proposal.compared.note"),
    }  # fmt: skip


def _titles(sheet: Manuscript) -> tuple[str, str]:
    return (sheet.tr("window.scenario.existing"), sheet.proposal.scenario.title)


def _row(sheet: Manuscript, row: Row) -> list[str]:
    verdict = sheet.tr("compare.better" if row.better > 0 else "compare.worse") + ("" if row.sure else " ?")
    metres = sheet.ledger.signed(row.metres) if row.metres is not None else ""
    return [_name(sheet, row.measure), *(share_text(sheet, one) for one in row.shares), points(sheet, row.change), metres, verdict]


def _areas(sheet: Manuscript, measures: list[str]) -> dict[str, object]:
    """The dongs in which one of these measures changes, each as ``before → after`` with what differs."""
    plan, tr = sheet.proposal, sheet.tr
    district = plan.before.answers.district[0]
    by_area: dict[tuple[str, str], dict[str, Row]] = {}
    for row in plan.found.rows:
        if row.area_code != district and row.measure in measures and row.change is not None:
            by_area.setdefault((row.area_code, row.area), {})[row.measure] = row
    changed = [(area, found) for area, found in by_area.items() if any(row.better for row in found.values())]
    changed.sort(key=lambda one: -max(abs(row.change.value) for row in one[1].values()))
    left = len(changed) - MOST_AREAS
    if not changed:
        return {"head": [], "rows": [], "more": "", "same": ""}
    quiet = len(by_area) - len(changed)
    return {
        "head": [tr("compare.area"), *(_name(sheet, id) for id in measures)],
        "rows": [
            [sheet.ledger.quote(name, "area name", most=40), *(_cell(sheet, found.get(id)) for id in measures)] for (_, name), found in changed[:MOST_AREAS]
        ],
        "more": tr("report.more", count=sheet.ledger.count(left, "left out")) if left > 0 else "",
        "same": tr("proposal.compared.areas.same", count=sheet.ledger.count(quiet, "dongs without a change")) if quiet else "",
    }


def _cell(sheet: Manuscript, row: Row | None) -> list[str]:
    """Two lines: what was and will be, with bands; what differs."""
    if row is None:
        return [sheet.tr("compare.unknown"), ""]
    if not row.better:
        return [share_text(sheet, row.shares[-1], band=False), sheet.tr("compare.same")]
    return [" → ".join(share_text(sheet, one, band=False) for one in row.shares), points(sheet, row.change)]


def _name(sheet: Manuscript, id: str) -> str:
    plain, weight = base(id)
    less = f" ({sheet.tr('proposal.less')})" if BY_ID[plain].less else ""
    return sheet.tr(f"measure.{plain}") + less + (f" ({sheet.tr('measures.by', weight=sheet.tr(f'weight.{weight}'))})" if weight else "")


def share_text(sheet: Manuscript, quantity: Quantity | None, *, band: bool = True) -> str:
    """A share to a tenth of a per cent, as two states need it; with its band."""
    if quantity is None or quantity.value is None:
        return sheet.say(Quantity(None, "share", quantity.tag)) if quantity is not None else "–"
    text = f"{_tenth(quantity.value)}\u00a0%"
    if band and quantity.has_band:
        text += f" ({_tenth(quantity.low)}–{_tenth(quantity.high)})"
    return sheet.ledger.quote(text, f"{quantity.tag} share {quantity.source}".strip())


def points(sheet: Manuscript, change: Quantity) -> str:
    """What differs, in percentage points, with its band."""
    text = f"{_signed(change.value)}\u00a0{sheet.tr('compare.points')}"
    if change.has_band:
        text += f" ({_signed(change.low)}–{_signed(change.high)})"
    return sheet.ledger.quote(text, f"{change.tag} share {change.source}")


def _tenth(value: float | None) -> str:
    number = 100 * (value or 0.0)
    text = f"{number:.1f}"
    # Something is never written as nothing, nor almost all as all.
    if number > 0 and text == "0.0":
        return "0.1"
    return "99.9" if number < 100 and text == "100.0" else text.removesuffix(".0") if number in (0.0, 100.0) else text


def _signed(value: float | None) -> str:
    number = 100 * (value or 0.0)
    text = f"{number:+.2f}" if 0 < abs(number) < TINY else f"{number:+.1f}"
    return text.replace("-", "−") if float(text) else "0"
