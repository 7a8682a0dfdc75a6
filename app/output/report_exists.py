"""The page of what exists: the map, the kinds with their signs and counts, the measures by dong."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from app.output.manuscript import MAIN_MEASURES, Manuscript
from app.output.privacy import count_text
from app.output.report_maps import UNDRAWN, sign_id
from app.output.report_summary import bar, source_line
from app.quantity import Quantity, Tag

if TYPE_CHECKING:
    from app.kinds import LayerKind
    from app.study import Measure

GROUPS = ("facilities", "life", "crime", "base")
# Boundaries explain themselves, people are measured, not counted as things.
UNCOUNTED = ("district", "dong", "residents")
# The axis of the small figures ends at one of these, the nearest above the largest value.
ENDS = (0.1, 0.2, 0.4, 0.6, 0.8, 1.0)


def exists(sheet: Manuscript) -> dict[str, object]:
    """Everything on the page of what exists."""
    tr = sheet.tr
    return {
        "kicker": tr("report.exists.kicker"),
        "title": _title(sheet),
        "map": sheet.picture("exists"),
        "caption": tr("report.map.exists.caption"),
        "source": source_line(sheet, ("seen", "refuge", "mailbox", "light", "school", "route")),
        "kinds": [one for group in GROUPS for one in _kinds(sheet, group)],
        "areas_title": tr("report.areas.title"),
        "areas": areas(sheet),
    }


def _title(sheet: Manuscript) -> str:
    cameras, refuges = _number(sheet, "seen"), _number(sheet, "refuge")
    if not cameras and not refuges:
        return sheet.tr("report.exists.title.none")
    count = sheet.ledger.count
    return sheet.tr("report.exists.title", cameras=count(cameras, "camera sites in the district"), refuges=count(refuges, "refuges in the district"))


def _number(sheet: Manuscript, serves: str) -> int:
    kinds = {layer.kind.key for layer in sheet.project.counted(serves)}
    return sum(sheet.answers.exists.get(key, 0) for key in kinds)


def _kinds(sheet: Manuscript, group: str) -> list[dict[str, str]]:
    """Each counted kind of a group: its sign, name and count; sensitive ones withheld where they are few."""
    least = int(sheet.answers.assumptions["privacy.min_count"])
    known: dict[str, LayerKind] = {layer.kind.key: layer.kind for layer in sheet.project.layers if layer.counted}
    found = []
    for key, number in reversed(sheet.answers.exists.items()):
        kind = known.get(key)
        if kind is None or kind.group != group or key in UNDRAWN or set(UNCOUNTED) & set(kind.serves):
            continue
        text = count_text(number, least) if kind.sensitive else sheet.ledger.count(number, "counted inside the district")
        found.append({
            "sign": sheet.files.get(sign_id(key), ""),
            "text": sheet.tr(f"kind.{key}"),
            "count": sheet.ledger.quote(text, "counted inside the district"),
        })  # fmt: skip
    return found


def areas(sheet: Manuscript) -> dict[str, object]:
    """The main measures of the district and each dong with their bands, and the marks of a small figure for the first of them."""
    tr, ledger = sheet.tr, sheet.ledger
    ids = [id for id in MAIN_MEASURES if any(measure.id == id and measure.quantity.value is not None for measure in sheet.answers.measures)]
    by_area: dict[tuple[str, str], dict[str, Measure]] = {}
    for measure in sheet.answers.measures:
        by_area.setdefault((measure.area_code, measure.area), {})[measure.id] = measure
    if not ids or len(by_area) < 2:
        return {"head": [], "rows": [], "bars": [], "axis": ""}
    bars = [bar(found[ids[0]].quantity) if ids[0] in found else None for found in by_area.values()]
    end = _end([mark["high"] for mark in bars if mark])
    rows = [
        [
            ledger.quote(next(iter(found.values())).area, "area name", most=40),
            *(sheet.say(found[id].quantity, band=True) if id in found else "–" for id in ids),
        ]
        for found in by_area.values()
    ]
    zero, top = (sheet.say(Quantity(value, "share", Tag.COMPUTED, "ends of the figure's axis")) for value in (0.0, end))
    return {
        "head": [tr("report.areas.area"), *(tr(f"measure.{id}") for id in ids)],
        "rows": rows,
        "bars": [{name: value / end for name, value in mark.items()} if mark else None for mark in bars],
        "axis": f"{zero} – {top}",
        "note": tr("report.areas.note", measure=tr(f"measure.{ids[0]}")),
    }


def _end(values: list[float]) -> float:
    largest = max((value for value in values if math.isfinite(value)), default=1.0)
    return next((end for end in ENDS if end >= largest), 1.0)
