"""From answers to what the inspector and the chart say: names, figures and sentences, nothing drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.quantity import Quantity
from app.words import tr
from widgets.charts import ChartMeasure
from widgets.facts_page import Deed, Facts, Section
from widgets.figures import band, plain, with_unit
from widgets.gaps_panel import GapLine
from widgets.inspector import MeasureLine, Summary

if TYPE_CHECKING:
    from app.study import Answers, Gap, Measure

# The measures a page opens with; the others are one click away.
FIRST = ("seen", "near_refuge", "near_mailbox", "seen_crime_weighted")
# The one detail that says most about a measure.
TELLING = {"seen": "claimed_share", "near_refuge": "median_walk_m", "near_mailbox": "women_alone"}
REASONS_LISTED = 2


def said(key: str, values: Mapping[str, object]) -> str:
    """A key of words with its values; quantities become figures with their unit."""
    return tr(key, **{name: plain(value) if isinstance(value, Quantity) else value for name, value in values.items()})


def measure_name(measure: Measure) -> str:
    """What a measure is called."""
    return tr(f"measure.{measure.id}")


def summary_of(answers: Answers, base: Answers | None, area: str, *, scenario: str = "", title: str = "") -> Summary:
    """The page of an area ("" or unknown: the district).

    ``base`` are the answers for what exists where ``answers`` are those of the scenario called ``scenario``, else None.
    """
    areas = tuple((one.code, one.name) for one in answers.areas)
    chosen = area if any(code == area for code, _ in areas) else answers.district[0]
    name = dict(areas).get(chosen) or answers.district[1] or title
    before = base if base is not None else answers
    lines = tuple(
        MeasureLine(
            now.id, measure_name(now), now.quantity, _then(answers, base, now), _note(answers, answers.measure(now.id, chosen) or now),
            _gain(answers, base, now),
        )
        for now in sorted(before.measures, key=lambda one: FIRST.index(one.id) if one.id in FIRST else len(FIRST))
        if now.area_code == chosen
    )
    gaps = tuple(
        GapLine(gap.rank, gap_place(gap), " · ".join(said(*reason) for reason in gap.reasons[:REASONS_LISTED]))
        for gap in answers.gaps
        if chosen == answers.district[0] or gap.area in (chosen, name)
    )
    return Summary(
        title=f"{name} · {scenario}" if scenario else name,
        note=_basis(answers, chosen, scenario),
        areas=areas,
        area=chosen,
        measures=lines,
        first=sum(line.id in FIRST for line in lines),
        gaps=gaps,
        warnings=tuple(said(*note) for note in answers.notes),
    )


def gap_place(gap: Gap) -> str:
    """``은행천로 12길, 48 m``."""
    return f"{gap.street or tr('window.gap.unnamed')}, {with_unit(gap.length_m, 'm')}"


def gap_facts(gap: Gap, deeds: tuple[Deed, ...]) -> Facts:
    """The page of one gap."""
    figures = tuple((tr(f"detail.{key}"), plain(quantity)) for key, quantity in gap.quantities)
    sections = [Section(tr("window.gap.reasons"), lines=tuple(said(*reason) for reason in gap.reasons))]
    if gap.fix:
        sections.append(Section(tr("window.why.takes"), lines=tuple(said(*one) for one in gap.fix)))
    if figures:
        sections.append(Section(tr("window.gap.figures"), pairs=figures))
    return Facts(gap_place(gap), tr("window.gap.title", rank=gap.rank), tuple(sections), deeds)


def chart_measures(answers: Answers) -> tuple[ChartMeasure, ...]:
    """Every measure over the dongs (over the district where there is no dong)."""
    dongs = [area.code for area in answers.areas[1:]] or [answers.district[0]]
    ids = list(dict.fromkeys(measure.id for measure in answers.measures))
    found = []
    for id in ids:
        bars = tuple((one.area_code, one.area, one.quantity) for one in answers.measures if one.id == id and one.area_code in dongs)
        if bars:
            found.append(ChartMeasure(id, tr(f"measure.{id}"), bars))
    return tuple(found)


def _then(answers: Answers, base: Answers | None, now: Measure) -> Quantity | None:
    if base is None:
        return None
    then = answers.measure(now.id, now.area_code)
    return then.quantity if then is not None else None


def _gain(answers: Answers, base: Answers | None, now: Measure) -> str:
    """``+23 m`` where a scenario shows more or less street without moving the share visibly; else nothing."""
    then = answers.measure(now.id, now.area_code) if base is not None else None
    if then is None or then.quantity.value is None or now.quantity.value is None or now.id != "seen":
        return ""
    before, after = dict(now.details).get("seen_m"), dict(then.details).get("seen_m")
    if before is None or after is None or abs(then.quantity.value - now.quantity.value) >= 5e-4:
        return ""
    metres = (after.value or 0.0) - (before.value or 0.0)
    return f"{metres:+.0f} m" if abs(metres) >= 0.5 else ""


def _note(answers: Answers, measure: Measure) -> str:
    """The small line: the band with what causes it, then the one detail that says most."""
    parts = []
    spread = band(measure.quantity)
    unknown = dict(answers.notes).get("note.headings_unknown")
    if spread and unknown is not None:
        parts.append(said("window.measure.headings", {**unknown, "band": spread}))
    elif spread:
        parts.append(tr("window.measure.band", band=spread))
    key = TELLING.get(measure.id, "")
    telling = dict(measure.details).get(key)
    if telling is not None and telling.value is not None:
        parts.append(tr(f"window.detail.{key}", value=plain(telling)))
    return " · ".join(parts)


def _basis(answers: Answers, area: str, scenario: str) -> str:
    seen = answers.measure("seen", area)
    length = dict(seen.details).get("length_m") if seen is not None else None
    parts = [tr("window.inspector.basis", length=plain(length))] if length is not None else []
    if scenario:
        parts.append(tr("window.inspector.against"))
    return " · ".join(parts)
