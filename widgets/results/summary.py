"""From answers to what the inspector and the chart say: names, figures and sentences, nothing drawn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from app.quantity import Quantity
from app.study.measure_kinds import weighted
from app.words import language, tr
from widgets.figures import band, plain, with_unit
from widgets.results.charts import ChartMeasure
from widgets.results.district_page import MeasureLine, Summary
from widgets.results.facts_page import Deed, Facts, Section
from widgets.results.gaps_panel import GapLine
from widgets.results.viewing import Known, Viewing, first_rows, measure_words, weighted_id

if TYPE_CHECKING:
    from app.study import Answers, Gap, Measure
    from app.study.deeper import Deeper
    from app.study.live import Figures
    from app.study.measure_kinds import MeasureKind

REASONS_LISTED = 2
# The chart beside those of the shares: average lux by area.
LUX = "average_lx"
WRITTEN_KEPT = 16
_WRITTEN: OrderedDict[tuple[int, str], tuple[tuple[Gap, ...], list[tuple[Gap, GapLine]]]] = OrderedDict()


def said(key: str, values: Mapping[str, object]) -> str:
    """A key of words with its values; quantities become figures with their unit."""
    return tr(key, **{name: plain(value) if isinstance(value, Quantity) else value for name, value in values.items()})


def measure_name(measure: Measure) -> str:
    """What a measure is called."""
    return measure_words(measure.id)


def summary_of(
    answers: Answers, base: Answers | None, area: str, *, scenario: str = "", title: str = "", viewing: Viewing | None = None,
    deeper: Deeper | None = None, deeper_base: Deeper | None = None, districts: tuple[tuple[str, str], ...] = (), dark: tuple[Gap, ...] = (),
) -> Summary:  # fmt: skip
    """The page of an area ("" or unknown: the district).

    ``base`` are the answers for what exists where ``answers`` are those of the scenario called ``scenario``, else None; the same
    holds for ``deeper_base``. ``districts`` are those one could go to instead, ``dark`` the dark gaps.
    """
    viewing = viewing or Viewing()
    areas = tuple((one.code, one.name) for one in answers.areas)
    chosen = area if any(code == area for code, _ in areas) else answers.district[0]
    name = dict(areas).get(chosen) or answers.district[1] or title
    shown = Known(answers, deeper)
    before = Known(base, deeper_base) if base is not None else shown
    rows = before.rows(viewing)
    first = first_rows(rows)
    lines = tuple(line for kind in rows if (line := _line(kind, before, shown if base is not None else None, chosen, viewing)) is not None)
    gaps, dark_gaps = (
        tuple(line for gap, line in _gap_lines(every) if chosen == answers.district[0] or gap.area in (chosen, name)) for every in (answers.gaps, dark)
    )
    return Summary(
        title=f"{name} · {scenario}" if scenario else name,
        note=_basis(answers, chosen, scenario),
        areas=areas,
        area=chosen,
        measures=lines,
        first=tuple(kind.id for kind in first),
        gaps=gaps,
        warnings=tuple(said(*note) for note in answers.notes),
        viewing=viewing,
        weights=before.weights,
        pending=shown.pending,
        districts=districts,
        district=answers.district[0],
        pages=_pages(answers, deeper),
        dark=dark_gaps,
    )


def live_summary(summary: Summary, figures: Figures) -> Summary:
    """The page with the figures of the moment in place of the scenario's; what they do not tell stays as it was."""
    if summary.area not in figures.area_codes:
        return summary
    return replace(summary, measures=tuple(_live(line, summary, figures) for line in summary.measures))


def _live(line: MeasureLine, summary: Summary, figures: Figures) -> MeasureLine:
    found = figures.share(line.id, summary.area)
    if found is None or line.now.value is None:
        return line
    heavy = figures.share(weighted(line.id, summary.viewing.weight), summary.area) if line.weight else None
    heavier = _share(heavy, line.heavy) if heavy is not None and line.heavy is not None else line.heavier
    length = figures.amount(line.id, summary.area)
    metres = (length[0] / found[0] if length is not None and found[0] > 0 else 0.0) * (found[0] - line.now.value)
    small = abs(found[0] - line.now.value) < 5e-4 and abs(metres) >= 0.5 and line.group in ("cameras", "light")
    return replace(line, then=_share(found, line.now), heavier=heavier, change=f"{metres:+.0f} m" if small else "")


def _share(found: tuple[float, float, float], like: Quantity) -> Quantity:
    value, low, high = found
    return replace(like, value=value, low=low if like.has_band else None, high=high if like.has_band else None)


def _gap_lines(gaps: tuple[Gap, ...]) -> list[tuple[Gap, GapLine]]:
    """Gaps with their lines: hundreds of them, and the same answers are shown again and again."""
    wanted = (id(gaps), language())
    if wanted not in _WRITTEN:
        _WRITTEN[wanted] = (gaps, [(gap, _gap_line(gap)) for gap in gaps])  # the gaps too: their place in memory is the key
        while len(_WRITTEN) > WRITTEN_KEPT:
            _WRITTEN.popitem(last=False)
    return _WRITTEN[wanted][1]


def _gap_line(gap: Gap) -> GapLine:
    listed = [said(*reason) for reason in gap.reasons[:REASONS_LISTED]]
    # That a lamp would do, not a camera, is worth its line.
    listed += [said(key, values) for key, values in gap.fix if key == "gap.fix.lamp_not_camera"]
    return GapLine(gap.rank, gap_place(gap), " · ".join(listed))


def _pages(answers: Answers, deeper: Deeper | None) -> tuple[tuple[str, str], ...]:
    """The further pages there is something on."""
    found = [(key, tr(f"measures.page.{key}", count=len(every))) for key, every in (("zones", answers.zones), ("routes", answers.routes)) if every]
    if deeper is not None and deeper.checks:
        found.append(("checks", tr("measures.page.checks")))
    return (*found, ("score", tr("measures.page.score")))


def _line(kind: MeasureKind, before: Known, after: Known | None, area: str, viewing: Viewing) -> MeasureLine | None:
    now = before.measure(kind.id, area)
    if now is None:
        return None
    then = after.measure(kind.id, area) if after is not None else None
    other = weighted_id(kind, viewing.weight)
    heavy, heavier = before.measure(other, area), after.measure(other, area) if after is not None else None
    answers = after.answers if after is not None else before.answers
    return MeasureLine(
        kind.id, measure_words(kind.id), now.quantity, then.quantity if then is not None else None, _note(answers, kind, then or now),
        _gain(now, then), kind.group, kind.less, tr(f"weight.{viewing.weight}") if heavy is not None else "",
        heavy.quantity if heavy is not None else None, heavier.quantity if heavier is not None else None,
    )  # fmt: skip


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


def chart_measures(answers: Answers, viewing: Viewing, deeper: Deeper | None = None) -> tuple[ChartMeasure, ...]:
    """Every measure over the dongs (over the district where there is no dong), by day or by night, the weighted figure beside."""
    dongs = [area.code for area in answers.areas[1:]] or [answers.district[0]]
    names = {area.code: area.name for area in answers.areas}
    known = Known(answers, deeper)
    found = []
    for kind in known.rows(viewing):
        bars = {code: one for code in dongs if (one := known.measure(kind.id, code)) is not None}
        heavy = {code: one.quantity for code in bars if (one := known.measure(weighted_id(kind, viewing.weight), code)) is not None}
        shown = tuple((code, names[code], one.quantity) for code, one in bars.items())
        found.append(ChartMeasure(kind.id, measure_words(kind.id), shown, kind.less, tr(f"weight.{viewing.weight}") if heavy else "", heavy))
        lux = tuple((code, names[code], lx) for code, one in bars.items() if (lx := dict(one.details).get(LUX)) is not None)
        if lux and kind.id == "lit":
            found.append(ChartMeasure(LUX, tr(f"detail.{LUX}"), lux))
    return tuple(one for one in found if one.bars)


def _gain(now: Measure, then: Measure | None) -> str:
    """``+23 m`` where a scenario shows more or less street without moving the share visibly; else nothing."""
    if then is None or then.quantity.value is None or now.quantity.value is None:
        return ""
    length = dict(now.details).get("length_m")
    change = then.quantity.value - now.quantity.value
    metres = change * (length.value or 0.0) if length is not None else 0.0
    return f"{metres:+.0f} m" if abs(change) < 5e-4 and abs(metres) >= 0.5 else ""


def _note(answers: Answers, kind: MeasureKind, measure: Measure) -> str:
    """The small line: the band with what causes it, then the one detail that says most."""
    parts = []
    spread = band(measure.quantity)
    unknown = dict(answers.notes).get("note.headings_unknown") if kind.id in ("seen", "seen_night") else None
    if spread and unknown is not None:
        parts.append(said("window.measure.headings", {**unknown, "band": spread}))
    elif spread:
        parts.append(tr("window.measure.band", band=spread))
    telling = dict(measure.details).get(kind.telling)
    if telling is not None and telling.value is not None:
        parts.append(tr(f"window.detail.{kind.telling}", value=plain(telling)))
    return " · ".join(parts)


def _basis(answers: Answers, area: str, scenario: str) -> str:
    seen = answers.measure("seen", area)
    length = dict(seen.details).get("length_m") if seen is not None else None
    parts = [tr("window.inspector.basis", length=plain(length))] if length is not None else []
    if scenario:
        parts.append(tr("window.inspector.against"))
    return " · ".join(parts)
