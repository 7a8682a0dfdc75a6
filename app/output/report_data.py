"""The last pages of the report: what to know about the data, how it was worked out, the assumptions, the sources, rows set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.output.manuscript import Manuscript
from app.output.privacy import count_text
from app.parameters import PARAMETERS
from app.quantity import Quantity, Tag

if TYPE_CHECKING:
    from app.model import SetAside
    from app.parameters import Parameter

METHODS = ("seen", "band", "night", "light", "refuge", "mailbox", "response", "places", "area", "windows", "crime", "gaps", "score", "privacy")
ROWS_OF_REASONS = 40
# Used by import and by the gate of outputs rather than by the measures.
BESIDE_THE_STUDY = ("match.radius", "privacy.min_count")
CHECKSUM_SIGNS = 12
_REFERENCE = re.compile(r"^(S\d+): ")


def method(sheet: Manuscript) -> dict[str, object]:
    """Warnings first, then each measure's method, then every assumption with its source."""
    tr = sheet.tr
    return {
        "kicker": tr("report.method.kicker"),
        "title": tr("report.method.title"),
        "parts": [{"name": tr(f"report.method.{part}.name"), "text": tr(f"report.method.{part}")} for part in METHODS],
        "parts_title": tr("report.method.parts"),
        "notes_title": tr("report.notes.title"),
        "notes": sheet.sentences(sheet.answers.notes),
        "table_title": tr("report.assumptions.title"),
        "table": {
            "head": [tr(f"report.assumptions.{column}") for column in ("name", "value", "tag", "source")],
            "rows": [_assumption(sheet, parameter) for parameter in _used(sheet)],
        },
        "tags": [tr(f"tag.{tag.name.lower()}.help") for tag in Tag],
        "references": [sheet.ledger.quote(f"[{id}] {tr(f'reference.{id}')}", "reference", most=200) for id in _references(sheet)],
    }


def _assumption(sheet: Manuscript, parameter: Parameter) -> list[str]:
    tr, ledger = sheet.tr, sheet.ledger
    quantity = sheet.answers.assumptions.quantity(parameter.id)
    value = sheet.say(quantity)
    if parameter.id in sheet.answers.assumptions.changed:
        value += " " + tr("report.changed", default=ledger.say(Quantity(parameter.default, parameter.unit, parameter.tag)))
    return [tr(f"parameter.{parameter.id}"), value, tr(f"tag.{quantity.tag.name.lower()}"), _source(sheet, parameter)]


def _source(sheet: Manuscript, parameter: Parameter) -> str:
    """Where a default comes from, in the language of the report, with the number of its reference."""
    key = f"parameter.{parameter.id}.source"
    reference = _REFERENCE.match(parameter.source)
    text = sheet.tr(key) if sheet.tr.known(key) else _REFERENCE.sub("", parameter.source)
    return sheet.ledger.quote(f"{text} [{reference[1]}]" if reference else text, "parameter table", most=200)


def _used(sheet: Manuscript) -> list[Parameter]:
    """The assumptions behind the answers: what the study asked for, what import and outputs go by, and what the planner changed."""
    assumptions = sheet.answers.assumptions
    wanted = assumptions.used | set(assumptions.changed) | set(BESIDE_THE_STUDY)
    return [parameter for parameter in PARAMETERS if parameter.id in wanted]


def _references(sheet: Manuscript) -> list[str]:
    found = (_REFERENCE.match(parameter.source) for parameter in _used(sheet))
    return sorted({match[1] for match in found if match}, key=lambda id: int(id[1:]))


def sources(sheet: Manuscript) -> dict[str, object]:
    """Every layer with its file, date, rows, terms and checksum; rows of sensitive files are withheld where they are few."""
    tr, ledger, rows = sheet.tr, sheet.ledger, []
    for layer in sheet.project.layers:
        source = layer.source
        mark = "" if layer.counted else f" ({tr('report.not_counted')})"
        counts = (source.rows_in, source.rows_kept, source.rows_set_aside)
        rows.append([
            tr(f"kind.{layer.kind.key}") + mark,
            ledger.quote(source.file, "file name"),
            ledger.quote(source.dated or "–", "date of the file", most=20),
            " / ".join(_rows(sheet, number, sensitive=layer.kind.sensitive) for number in counts),
            ledger.quote(source.licence or tr("report.sources.no_licence"), "licence as the file says"),
            ledger.quote(source.sha256[:CHECKSUM_SIGNS] or "–", "checksum of the file"),
        ])  # fmt: skip
    columns = ("layer", "file", "dated", "rows", "licence", "checksum")
    return {
        "title": tr("report.sources.title"),
        "table": {"head": [tr(f"report.sources.{column}") for column in columns], "rows": rows},
        "note": ledger.words(tr, "report.sources.note"),
    }


def _rows(sheet: Manuscript, number: int, *, sensitive: bool) -> str:
    if sensitive:
        return sheet.ledger.quote(count_text(number, int(sheet.answers.assumptions["privacy.min_count"])), "rows")
    return sheet.ledger.count(number, "rows")


def set_aside_rows(sheet: Manuscript, rows: Sequence[SetAside]) -> dict[str, object]:
    """How many rows of each file could not be used and why; never what stands in them."""
    tr, ledger = sheet.tr, sheet.ledger
    sensitive = {layer.source.file for layer in sheet.project.layers if layer.kind.sensitive}
    counted = Counter((row.file, row.reason) for row in rows)
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.file, row.reason)
        first[key] = min(first.get(key, row.line), row.line)
    listed = counted.most_common(ROWS_OF_REASONS)
    left = len(counted) - len(listed)
    return {
        "title": tr("report.set_aside.title"),
        "lead": tr("report.set_aside.lead", count=ledger.count(len(rows), "rows set aside")) if rows else tr("report.set_aside.none"),
        "table": {
            "head": [tr(f"report.set_aside.{column}") for column in ("file", "reason", "rows", "first")],
            "rows": [
                [
                    ledger.quote(file, "file name"),
                    ledger.quote(tr(reason), "reason"),
                    _rows(sheet, number, sensitive=file in sensitive),
                    ledger.count(first[file, reason], "line of the file"),
                ]
                for (file, reason), number in listed
            ],
        },
        "more": tr("report.set_aside.more", count=ledger.count(left, "kinds of reason")) if left else "",
    }
