"""The comparison of two states as one CSV that a spreadsheet opens: measures by area, changes, costs, years.

Nothing finer than an area leaves: changes of single things in sensitive layers are left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app import catalogue
from app.bill import NEW, BillLine, Sum
from app.output.privacy import may_leave
from app.quantity import Quantity
from app.study.measure_kinds import base
from app.words import Words, language

if TYPE_CHECKING:
    from app.compare import Compared, Side
    from app.model import Project

# A cell that begins so would be a formula to a spreadsheet.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def write(path: Path, found: Compared, project: Project, spoken: str = "") -> None:
    """Write the file with a byte order mark, so that spreadsheets read Korean; OSError where it cannot be written."""
    tr = Words(spoken or language())
    with open(path, "w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        for row in rows(found, project, tr):
            out.writerow([_safe(cell) for cell in row])


def rows(found: Compared, project: Project, tr: Words) -> Iterator[list[object]]:
    """Every line of the file."""
    yield [project.name, *([tr("report.made_up")] if project.made_up else [])]
    yield [tr("compare.title"), " → ".join(found.titles[-2:])]
    yield []
    yield from _measures(found, tr)
    yield from _changes(found, project, tr)
    for side in found.sides:
        if side is not None:
            yield from _bill(side, tr)
            yield from _phases(side, tr)
            yield from _worth(side, tr)


def _measures(found: Compared, tr: Words) -> Iterator[list[object]]:
    edges = [tr("compare.csv.low"), tr("compare.csv.high")]
    head = [cell for title in found.titles for cell in (title, *edges)]
    yield [tr("compare.measure"), tr("compare.area"), *head, tr("compare.csv.points"), *edges, tr("compare.csv.metres"), tr("compare.csv.verdict")]
    for row in found.rows:
        plain, weight = base(row.measure)
        name = tr(f"measure.{plain}") + (f" ({tr('measures.by', weight=tr(f'weight.{weight}'))})" if weight else "")
        verdict = tr({1: "compare.better", -1: "compare.worse", 0: "compare.same"}[row.better]) if row.change is not None else ""
        metres = "" if row.metres is None else round(row.metres.value, 1)
        yield [name, row.area, *(cell for one in row.shares for cell in _share(one)), *_share(row.change), metres, verdict + ("" if row.sure else " ?")]
    yield []


def _share(quantity: Quantity | None) -> list[object]:
    if quantity is None or quantity.value is None:
        return ["", "", ""]
    return ["" if edge is None else round(100 * edge, 2) for edge in (quantity.value, quantity.low, quantity.high)]


def _changes(found: Compared, project: Project, tr: Words) -> Iterator[list[object]]:
    if found.changes is None:
        return
    hidden = {layer.id for layer in project.layers if not may_leave(layer)}
    kept_in = {item.id for one in project.scenarios for item in one.items if item.of is not None and item.of[0] in hidden}
    yield [tr("compare.tab.changes")]
    titles = (found.titles[-1] if found.titles else "", found.titles[-2] if len(found.titles) > 1 else "")
    parts = ((tr("compare.only", title=titles[0]), found.changes.right_only), (tr("compare.only", title=titles[1]), found.changes.left_only),
             (tr("compare.both"), found.changes.both))  # fmt: skip
    for title, told in parts:
        for one in told:
            if not kept_in.intersection(one.items):
                yield [title, one.text]
    yield []


def _bill(side: Side, tr: Words) -> Iterator[list[object]]:
    names = ("what", "amount", "unit", "sum")
    yield [f"{tr('compare.tab.bill')}: {side.scenario.title}"]
    yield [*(tr(f"compare.bill.{name}") for name in names), tr("compare.csv.low"), tr("compare.csv.high"), tr("compare.book.yearly"),
           tr("compare.book.year"), tr("compare.book.source")]  # fmt: skip
    for line in side.bill.lines:
        price = line.unit_build
        source = "" if price is None else price.source if price.own else catalogue.source_text(price.source)
        unit = tr("compare.ask") if price is None else price.krw.value
        yield [_name(line, tr), line.amount, unit, *_krw(line.build, tr), _krw(line.yearly, tr)[0], price.year if price is not None and price.year else "", source]
    for key, found in (("compare.csv.build", side.bill.build), ("compare.csv.yearly", side.bill.yearly)):
        yield [tr(key), "", "", *_krw(found.krw, tr), *_left_out(found, tr)]
    yield []


def _name(line: BillLine, tr: Words) -> str:
    known = catalogue.entry_of(line.kind, line.entry)
    word = tr(f"catalogue.{known.key}") if known is not None else line.kind
    return word if line.deed == NEW else tr(f"compare.bill.{line.deed}", what=word)


def _krw(quantity: Quantity | None, tr: Words) -> list[object]:
    if quantity is None or quantity.value is None:
        return [tr("compare.ask"), "", ""]
    return ["" if edge is None else round(edge) for edge in (quantity.value, quantity.low, quantity.high)]


def _left_out(found: Sum, tr: Words) -> list[object]:
    return [tr("compare.csv.left_out", count=found.asked)] if found.at_least else []


def _phases(side: Side, tr: Words) -> Iterator[list[object]]:
    if not side.phases:
        return
    yield [f"{tr('compare.tab.phase')}: {side.scenario.title}"]
    yield [tr("compare.phase.year"), tr("compare.phase.budget"), tr("compare.csv.build"), tr("compare.csv.yearly"), tr("compare.csv.over")]
    for phase in side.phases:
        year = phase.year or tr("compare.phase.open")
        budget, over = ("" if value is None else round(value) for value in (phase.budget, phase.over))
        yield [year, budget, _krw(phase.build.krw, tr)[0], _krw(phase.running.krw, tr)[0], over, *_left_out(phase.build, tr)]
    yield []


def _worth(side: Side, tr: Words) -> Iterator[list[object]]:
    edges = [tr("compare.csv.low"), tr("compare.csv.high")]
    yield [tr("compare.csv.covered", title=side.scenario.title), tr("compare.csv.metres"), *edges, tr("compare.csv.per_million"), *edges]
    for one in side.worth:
        cells = [["" if edge is None else round(edge, 2) for edge in (q.value, q.low, q.high)] if q is not None else ["", "", ""]
                 for q in (one.metres, one.per_million)]  # fmt: skip
        yield [tr(f"measure.{one.measure}"), *cells[0], *cells[1], *([tr("compare.csv.at_most")] if one.at_most and one.per_million else [])]
    yield []


def _safe(cell: object) -> object:
    """A text that a spreadsheet would run as a formula becomes a plain one."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULAS) else cell
