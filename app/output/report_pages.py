"""What stands on each page of the report, as plain values for the template; every number goes through the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app import __version__
from app.output.ledger import Ledger
from app.output.privacy import count_text
from app.parameters import PARAMETERS
from app.quantity import Quantity, Tag
from app.words import Words

if TYPE_CHECKING:
    from app.model import Layer, Project, SetAside
    from app.scene import MapWanted
    from app.study import Answers, Gap, Measure

GAPS_IN_SUMMARY = 5
MAIN_MEASURES = ("seen", "near_refuge", "near_mailbox", "seen_crime_weighted")
ROWS_OF_REASONS = 40


def pages(
    project: Project,
    answers: Answers,
    files: Mapping[str, str],
    wanted: Mapping[str, MapWanted],
    set_aside: Sequence[SetAside],
    language: str,
) -> tuple[dict[str, object], Ledger]:
    """All pages as one value, and the ledger of the numbers in it. ``files``: map id -> picture file."""
    tr, ledger = Words(language), Ledger()
    pictures = {id: {"file": file, "alt": wanted[id].alt} for id, file in files.items()}
    data = {
        "language": language,
        "made_up": tr("report.made_up") if project.made_up else "",
        "summary": _summary(project, answers, pictures, tr, ledger),
        "exists": _exists(project, answers, pictures, tr, ledger),
        "gaps": _gaps(answers, pictures, tr, ledger),
        "method": _method(answers, tr, ledger),
        "sources": _sources(project, tr, ledger),
        "set_aside": _set_aside(set_aside, tr, ledger),
        "footer": tr("report.footer", project=ledger.quote(project.id[:8], "project id"), date=_newest(project, tr, ledger)),
        "footer_version": ledger.quote(f"Golmok {__version__}", "version"),
    }
    return data, ledger


def _summary(project: Project, answers: Answers, pictures: dict, tr: Words, ledger: Ledger) -> dict[str, object]:
    seen = answers.measure("seen")
    place = ledger.quote(answers.district[1] or project.name, "name of the district")
    total = _detail(seen, "length_m")
    return {
        "kicker": tr("report.summary.kicker"),
        "title": _headline(seen, place, tr, ledger),
        "lead": _lead(answers, seen, total, tr, ledger),
        "map": pictures.get("summary"),
        "caption": _seen_caption(answers, tr, ledger),
        "figures": [
            {"value": ledger.say(m.quantity), "label": tr(f"measure.{m.id}"), "note": _band_note(m, tr, ledger)}
            for m in (answers.measure(id) for id in MAIN_MEASURES)
            if m is not None
        ],
        "table": {
            "head": [tr(f"report.gap.{column}") for column in ("rank", "street", "length", "why")],
            "rows": [_gap_row(gap, tr, ledger) for gap in answers.gaps[:GAPS_IN_SUMMARY]],
        },
        "none": tr("report.gap.none"),
    }


def _headline(seen: Measure, place: str, tr: Words, ledger: Ledger) -> str:
    if seen.quantity.value is None:
        return tr("report.summary.title.unknown", place=place)
    unseen = round(10 * (1 - seen.quantity.value))
    tenths = ledger.count(unseen, "tenths of the street length that no camera sees")
    if unseen <= 0:
        return tr("report.summary.title.all", place=place)
    return tr("report.summary.title.none" if unseen >= 10 else "report.summary.title", place=place, tenths=tenths)


def _lead(answers: Answers, seen: Measure, total: Quantity | None, tr: Words, ledger: Ledger) -> str:
    share = ledger.say(seen.quantity, band=True)
    text = tr("report.summary.lead", length=ledger.say(total) if total else "–", share=share)
    if answers.gaps:
        first = answers.gaps[0]
        street = _street(first, tr, ledger)
        text += " " + tr("report.summary.lead.gap", street=street, length=ledger.say(_metres(first.length_m)))
    return text


def _seen_caption(answers: Answers, tr: Words, ledger: Ledger) -> str:
    return tr("report.map.summary.caption", level=ledger.say(answers.assumptions.quantity("cam.level")))


def _band_note(measure: Measure, tr: Words, ledger: Ledger) -> str:
    return tr("report.band", band=ledger.band(measure.quantity)) if measure.quantity.has_band else tr("report.no_band")


def _gap_row(gap: Gap, tr: Words, ledger: Ledger) -> list[str]:
    rank = ledger.count(gap.rank, "rank")
    return [rank, _street(gap, tr, ledger), ledger.say(_metres(gap.length_m)), _reasons(gap, tr, ledger)]


def _street(gap: Gap, tr: Words, ledger: Ledger) -> str:
    return ledger.quote(gap.street, "street name") if gap.street else tr("report.gap.unnamed")


def _reasons(gap: Gap, tr: Words, ledger: Ledger) -> str:
    return " · ".join(say(tr, ledger, key, values) for key, values in gap.reasons)


def say(tr: Words, ledger: Ledger, key: str, values: Mapping[str, object]) -> str:
    """A sentence of the analysis: quantities in it are written by the ledger, texts are quoted."""
    spoken = {
        name: ledger.say(value) if isinstance(value, Quantity) else ledger.quote(str(value), "named by the data")
        for name, value in dict(values).items()
    }
    return tr(key, **spoken)


def _exists(project: Project, answers: Answers, pictures: dict, tr: Words, ledger: Ledger) -> dict[str, object]:
    least = int(answers.assumptions["privacy.min_count"])
    rows = []
    for key, number in answers.exists.items():
        layers = [layer for layer in project.layers if layer.counted and layer.kind.key == key]
        if not layers:
            continue
        text = count_text(number, least) if layers[0].kind.sensitive else ledger.count(number, "counted inside the district")
        rows.append([tr(f"kind.{key}"), ledger.quote(text, "counted inside the district"), *_origin(layers, tr, ledger)])
    return {
        "kicker": tr("report.exists.kicker"),
        "title": tr("report.exists.title"),
        "map": pictures.get("exists"),
        "caption": tr("report.map.exists.caption"),
        "table": {
            "head": [tr(f"report.exists.{column}") for column in ("kind", "count", "file", "dated")],
            "rows": rows,
        },
        "areas_title": tr("report.areas.title"),
        "areas": _areas(answers, tr, ledger),
    }


def _origin(layers: Sequence[Layer], tr: Words, ledger: Ledger) -> list[str]:
    """The file and the date of the newest layer of a kind, and how many more files there are."""
    newest = max(layers, key=lambda layer: layer.source.dated)
    file = ledger.quote(newest.source.file, "file name")
    if len(layers) > 1:
        file = tr("report.exists.and_more", file=file, count=ledger.count(len(layers) - 1, "further files"))
    return [file, ledger.quote(newest.source.dated or "–", "date of the file")]


def _areas(answers: Answers, tr: Words, ledger: Ledger) -> dict[str, object]:
    ids = [id for id in MAIN_MEASURES if any(measure.id == id for measure in answers.measures)]
    by_area: dict[str, dict[str, Measure]] = {}
    for measure in answers.measures:
        by_area.setdefault(measure.area, {})[measure.id] = measure
    rows = [
        [ledger.quote(area, "area name"), *(ledger.say(found[id].quantity, band=True) if id in found else "–" for id in ids)]
        for area, found in by_area.items()
    ]
    return {"head": [tr("report.areas.area"), *(tr(f"measure.{id}") for id in ids)], "rows": rows}


def _gaps(answers: Answers, pictures: dict, tr: Words, ledger: Ledger) -> dict[str, object]:
    shown = [gap for gap in answers.gaps if f"gap-{gap.rank}" in pictures]
    return {
        "kicker": tr("report.gaps.kicker"),
        "title": tr("report.gaps.title"),
        "lead": tr("report.gaps.lead", least=ledger.say(answers.assumptions.quantity("gap.min_length"))),
        "none": tr("report.gap.none"),
        "items": [
            {
                "rank": ledger.count(gap.rank, "rank"),
                "street": _street(gap, tr, ledger),
                "length": ledger.say(_metres(gap.length_m)),
                "reasons": [say(tr, ledger, key, values) for key, values in gap.reasons],
                "fix": [say(tr, ledger, key, values) for key, values in gap.fix],
                "map": pictures[f"gap-{gap.rank}"],
            }
            for gap in shown
        ],
    }


def _method(answers: Answers, tr: Words, ledger: Ledger) -> dict[str, object]:
    rows = []
    for parameter in PARAMETERS:
        changed = parameter.id in answers.assumptions.changed
        quantity = answers.assumptions.quantity(parameter.id)
        source = ledger.quote(parameter.source, "parameter table")
        mark = tr("report.changed", default=ledger.say(Quantity(parameter.default, parameter.unit, parameter.tag))) if changed else ""
        rows.append([tr(f"parameter.{parameter.id}"), ledger.say(quantity), tr(f"tag.{quantity.tag.name.lower()}"), source, mark])
    return {
        "kicker": tr("report.method.kicker"),
        "title": tr("report.method.title"),
        "paragraphs": [tr(f"report.method.{part}") for part in ("seen", "band", "refuge", "mailbox", "crime", "gaps", "privacy")],
        "notes_title": tr("report.notes.title"),
        "notes": [say(tr, ledger, key, values) for key, values in answers.notes],
        "table_title": tr("report.assumptions.title"),
        "table": {"head": [tr(f"report.assumptions.{c}") for c in ("name", "value", "tag", "source")], "rows": rows},
        "tags": [tr(f"tag.{tag.name.lower()}.help") for tag in Tag],
    }


def _sources(project: Project, tr: Words, ledger: Ledger) -> dict[str, object]:
    rows = []
    for layer in project.layers:
        source = layer.source
        rows.append([
            tr(f"kind.{layer.kind.key}") + ("" if layer.counted else f" ({tr('report.not_counted')})"),
            ledger.quote(source.file, "file name"),
            ledger.quote(source.dated or "–", "date of the file"),
            " / ".join(ledger.count(n, "rows") for n in (source.rows_in, source.rows_kept, source.rows_set_aside)),
            ledger.quote(source.licence or tr("report.sources.no_licence"), "licence as the file says"),
            ledger.quote(source.sha256[:12] or "–", "checksum of the file"),
        ])  # fmt: skip
    return {
        "title": tr("report.sources.title"),
        "table": {"head": [tr(f"report.sources.{c}") for c in ("layer", "file", "dated", "rows", "licence", "checksum")], "rows": rows},
    }


def _set_aside(rows: Sequence[SetAside], tr: Words, ledger: Ledger) -> dict[str, object]:
    counted = Counter((row.file, row.reason) for row in rows)
    first = {}
    for row in rows:
        first.setdefault((row.file, row.reason), row.line)
    listed = counted.most_common(ROWS_OF_REASONS)
    return {
        "title": tr("report.set_aside.title"),
        "lead": tr("report.set_aside.lead", count=ledger.count(len(rows), "rows set aside")),
        "table": {
            "head": [tr(f"report.set_aside.{c}") for c in ("file", "reason", "rows", "first")],
            "rows": [
                [
                    ledger.quote(file, "file name"),
                    ledger.quote(tr(reason), "reason"),
                    ledger.count(number, "rows"),
                    ledger.count(first[file, reason], "line of the file"),
                ]
                for (file, reason), number in listed
            ],
        },
        "more": tr("report.set_aside.more", count=ledger.count(len(counted) - len(listed), "kinds of reason")) if len(counted) > len(listed) else "",
    }


def _newest(project: Project, tr: Words, ledger: Ledger) -> str:
    dates = [layer.source.dated for layer in project.layers if layer.source.dated and layer.counted]
    return ledger.quote(max(dates) if dates else tr("report.no_date"), "newest file")


def _detail(measure: Measure, key: str) -> Quantity | None:
    return dict(measure.details).get(key)


def _metres(length_m: float) -> Quantity:
    return Quantity(length_m, "m", Tag.COMPUTED, "length along the street")
