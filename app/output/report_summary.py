"""The first page of the report: the one message, the caveat that goes with it, the map, the figures and the worst gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.output.manuscript import MAIN_MEASURES, Manuscript, detail
from app.output.report_maps import GAPS_IN_SUMMARY, SUMMARY_ROLES, drawn_roles
from app.quantity import Quantity, Tag

if TYPE_CHECKING:
    from app.study import Measure

# Notes that tell how something was done; all others warn.
TELLING = ("note.crime_points", "note.crime_grades", "note.crime_counts", "note.people_women_alone", "note.people_residents", "note.all_round")
# A map names so many files; the others stand in the list of sources.
FILES_NAMED = 4
# Whom the mailbox measure counts, the most telling first.
PEOPLE = ("women_alone", "residents")


def summary(sheet: Manuscript) -> dict[str, object]:
    """Everything on the first page."""
    tr, answers = sheet.tr, sheet.answers
    shown = answers.gaps[:GAPS_IN_SUMMARY]
    return {
        "kicker": tr("report.summary.kicker"),
        "title": headline(sheet),
        "lead": " ".join(_lead(sheet)),
        "scenario": _scenario(sheet),
        "caveat": caveat(sheet),
        "map": sheet.picture("summary"),
        "legend": sheet.legend((*drawn_roles(answers, SUMMARY_ROLES), *(("proposed",) if _sketched(sheet) else ())), _cameras(sheet)),
        "caption": sheet.ledger.words(tr, "report.map.summary.caption", {"level": answers.assumptions.quantity("cam.level")}),
        "source": source_line(sheet, ("streets", "walls", "seen")),
        "figures": [_figure(sheet, measure) for measure in map(answers.measure, MAIN_MEASURES) if measure is not None],
        "table": {
            "head": [tr(f"report.gap.{column}") for column in ("rank", "street", "length", "why")],
            "rows": [[sheet.ledger.count(gap.rank, "rank"), sheet.street(gap), sheet.length(gap), "\u00a0· ".join(sheet.sentences(gap.reasons))] for gap in shown],
        },
        "none": tr("report.gap.none"),
    }


def headline(sheet: Manuscript) -> str:
    """How much of the street no camera sees, in number words."""
    seen, place = sheet.answers.measure("seen"), sheet.place()
    if seen is None or seen.quantity.value is None:
        return sheet.tr("report.summary.title.unknown", place=place)
    unseen = 1.0 - seen.quantity.value
    tenths = round(10 * unseen)
    which = "none" if unseen >= 1 else "hardly" if tenths >= 10 else "all" if tenths <= 0 else str(tenths)
    return sheet.ledger.spelt(sheet.tr(f"report.summary.title.{which}", place=place), seen.quantity)


def caveat(sheet: Manuscript) -> dict[str, str] | None:
    """The weightiest warning about the data, and how many more there are; None where there is none."""
    warnings = [note for note in sheet.answers.notes if note[0] not in TELLING]
    if not warnings:
        return None
    more = len(sheet.answers.notes) - 1
    return {
        "label": sheet.tr("report.caveat"),
        "text": sheet.sentences(warnings[:1])[0],
        "more": sheet.tr("report.caveat.more", count=sheet.ledger.count(more, "notes")) if more else "",
    }


def source_line(sheet: Manuscript, serves: tuple[str, ...]) -> str:
    """The files a map was made from, each once, with the newest date."""
    layers = [layer for layer in sheet.project.layers if layer.counted and not layer.kind.sensitive and set(serves) & set(layer.kind.serves)]
    files = list(dict.fromkeys(layer.source.file for layer in layers))
    if not files:
        return ""
    text = ", ".join(sheet.ledger.quote(file, "file name", most=48) for file in files[:FILES_NAMED])
    if len(files) > FILES_NAMED:
        text = sheet.tr("report.map.source.more", files=text, count=sheet.ledger.count(len(files) - FILES_NAMED, "further files"))
    dates = [layer.source.dated for layer in layers if layer.source.dated]
    dated = f" ({sheet.ledger.quote(max(dates), 'newest file')})" if dates else ""
    return sheet.tr("report.map.source", files=text + dated)


def _cameras(sheet: Manuscript) -> list[str]:
    return list(dict.fromkeys(layer.kind.key for layer in sheet.project.counted("seen") if layer.visible))


def _sketched(sheet: Manuscript) -> int:
    return len(sheet.project.shown.items) if sheet.project.shown is not None else 0


def _scenario(sheet: Manuscript) -> str:
    if not _sketched(sheet):
        return ""
    name = sheet.ledger.quote(sheet.project.shown.title, "name of the scenario", most=40)
    return sheet.tr("report.summary.scenario", name=name, count=sheet.ledger.count(_sketched(sheet), "sketched things"))


def _lead(sheet: Manuscript) -> list[str]:
    answers, say = sheet.answers, sheet.say
    seen, refuge, mailbox = (answers.measure(id) for id in ("seen", "near_refuge", "near_mailbox"))
    length = detail(seen, "length_m")
    told = [sheet.ledger.words(sheet.tr, "report.summary.lead.unknown", {"length": length})] if length else []
    if seen is not None and seen.quantity.value is not None:
        told = [sheet.tr("report.summary.lead", length=say(length) if length else "–", share=say(seen.quantity, band=True))]
    for measure, key, radius in (
        (refuge, "report.summary.lead.refuge", "refuge.radius"),
        (mailbox, f"report.summary.lead.mailbox.{_people(mailbox)}", "mailbox.radius"),
    ):
        if measure is not None and measure.quantity.value is not None:
            told.append(sheet.ledger.words(sheet.tr, key, {"share": measure.quantity, "radius": answers.assumptions.quantity(radius)}))
    if answers.gaps:
        told.append(sheet.tr("report.summary.lead.gap", street=sheet.street(answers.gaps[0]), length=sheet.length(answers.gaps[0])))
    return told


def _people(mailbox: Measure | None) -> str:
    return next((key for key in PEOPLE if detail(mailbox, key) is not None), "length")


def _figure(sheet: Manuscript, measure: Measure) -> dict[str, object]:
    return {"value": sheet.say(measure.quantity), "label": sheet.tr(f"measure.{measure.id}"), "note": _note(sheet, measure), "bar": bar(measure.quantity)}


def bar(quantity: Quantity) -> dict[str, float] | None:
    """Where a small figure puts its marks, as shares of its width; None where nothing is known."""
    if quantity.value is None:
        return None
    low, high = (quantity.low, quantity.high) if quantity.has_band else (quantity.value, quantity.value)
    return {"value": quantity.value, "low": low, "high": high}


def _note(sheet: Manuscript, measure: Measure) -> str:
    """The band, or what else says how the figure is meant."""
    tr = sheet.tr
    if measure.quantity.value is None:
        return tr("report.unknown")
    if measure.quantity.has_band:
        return tr("report.band", band=sheet.ledger.band(measure.quantity))
    walk, people = detail(measure, "median_walk_m"), _people(measure)
    if walk is not None and walk.value is not None:
        return tr("report.median_walk", walk=sheet.say(Quantity(walk.value, "m", Tag.COMPUTED, walk.source)))
    counted = detail(measure, people)
    if counted is not None and counted.value is not None:
        whole = Quantity(round(counted.value), "count", counted.tag, counted.source)
        return sheet.ledger.words(tr, f"report.people.{people}", {"number": whole})
    return tr("report.by_length") if measure.id == "near_mailbox" else ""
