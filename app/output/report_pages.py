"""What stands on each page of the report, as plain values for the template; every number goes through the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app import __version__
from app.output.ledger import Ledger
from app.output.manuscript import Manuscript
from app.output.paper_text import breakable
from app.output.report_compared import compared_page
from app.output.report_cost import cost_page
from app.output.report_data import method, set_aside_rows, sources
from app.output.report_evidence import evidence_page
from app.output.report_exists import exists
from app.output.report_maps import CLOSE_ROLES, UNDRAWN, drawn_roles, kinds_drawn
from app.output.report_measures import measures
from app.output.report_places import checks, routes, zones
from app.output.report_proposal import proposed
from app.output.report_score import score as score_page
from app.output.report_summary import source_line, summary
from app.words import Words

if TYPE_CHECKING:
    from app.model import Project, SetAside
    from app.output.proposal import Proposal
    from app.scene import MapWanted
    from app.study import Answers
    from app.study.deeper import Deeper
    from app.study.rank.score import Score


def pages(
    project: Project,
    answers: Answers,
    files: Mapping[str, str],
    wanted: Mapping[str, MapWanted],
    set_aside: Sequence[SetAside],
    language: str,
    deeper: Deeper | None = None,
    score: Score | None = None,
    proposal: Proposal | None = None,
) -> tuple[dict[str, object], Ledger]:
    """All pages as one value, and the ledger of the numbers in it. ``files``: id of a map or sign -> picture file."""
    tr = Words(language)
    ledger = Ledger(minutes=tr("window.unit.min"))
    sheet = Manuscript(project, answers, files, wanted, tr, ledger, deeper, score, proposal)
    data = {
        "language": tr.language,
        "made_up": tr("report.made_up") if project.made_up else "",
        "summary": summary(sheet),
        "exists": exists(sheet),
        "gaps": gaps(sheet),
        "proposed": proposed(sheet),
        "compared": compared_page(sheet),
        "cost": cost_page(sheet),
        "evidence": evidence_page(sheet),
        "measures": measures(sheet),
        "zones": zones(sheet),
        "routes": routes(sheet),
        "checks": checks(sheet),
        "score": score_page(sheet),
        "method": method(sheet),
        "sources": sources(sheet),
        "set_aside": set_aside_rows(sheet, set_aside),
        "footer": tr("report.footer", project=ledger.quote(project.id[:8], "project id"), date=newest(sheet)),
        "footer_version": ledger.quote(f"Golmok {__version__}", "version"),
    }
    return _breakable(data), ledger


def gaps(sheet: Manuscript) -> dict[str, object]:
    """The page of close-ups: where it fails, why, and what would close the gap."""
    tr, answers = sheet.tr, sheet.answers
    shown = [gap for gap in answers.gaps if f"gap-{gap.rank}" in sheet.files]
    title = tr("report.gaps.title.none")
    if shown:
        title = tr("report.gaps.title", street=sheet.street(shown[0]), length=sheet.length(shown[0]))
    kinds = dict.fromkeys(key for gap in shown for key in kinds_drawn(sheet.wanted[f"gap-{gap.rank}"]))
    return {
        "kicker": tr("report.gaps.kicker"),
        "title": title,
        "lead": tr(
            "report.gaps.lead",
            least=sheet.say(answers.assumptions.quantity("gap.min_length")),
            most=sheet.say(answers.assumptions.quantity("gap.max_length")),
        ),
        "none": tr("report.gap.none"),
        "legend": sheet.legend(("gap", *drawn_roles(answers, CLOSE_ROLES[1:])), list(kinds)) if shown else [],
        "source": source_line(sheet, ("streets", "walls", "seen")) if shown else "",
        "items": [
            {
                "rank": sheet.ledger.count(gap.rank, "rank"),
                "street": sheet.street(gap),
                "area": sheet.ledger.quote(gap.area, "area name", most=30),
                "length": sheet.length(gap),
                "reasons": sheet.sentences(gap.reasons),
                "fix": sheet.sentences(gap.fix),
                "fix_title": tr("report.gap.fix"),
                "map": sheet.picture(f"gap-{gap.rank}"),
            }
            for gap in shown
        ],
    }


def newest(sheet: Manuscript) -> str:
    """The date of the newest file that is counted."""
    counted = (layer for layer in sheet.project.layers if layer.counted and layer.kind.key not in UNDRAWN)
    dates = [layer.source.dated for layer in counted if layer.source.dated]
    return sheet.ledger.quote(max(dates) if dates else sheet.tr("report.no_date"), "newest file")


def _breakable(value: object) -> object:
    """The same values with places to break in every long run of letters, for the typesetter."""
    if isinstance(value, dict):
        return {key: one if key in ("file", "sign", "language") else _breakable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_breakable(one) for one in value]
    return breakable(value) if isinstance(value, str) else value
