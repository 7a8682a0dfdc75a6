"""How the planner looks at the district: which measure is on the map, by day or by night, and what it is weighted by beside length."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.study.measure_kinds import BY_ID, MEASURES, NIGHT, WEIGHTS, MeasureKind, base, weighted
from app.words import Words, language, tr

if TYPE_CHECKING:
    from app.study import Answers, Measure
    from app.study.deeper import Deeper

# The measures a page opens with; the others are one click away.
TELLING = ("seen", "lit", "near_refuge", "near_mailbox")


@dataclass(frozen=True)
class Viewing:
    """``measure`` is a day measure's id; at night its twin is shown where it has one. ``weight``: "" = length only."""

    measure: str = "seen"
    night: bool = False
    weight: str = ""

    def at(self, *, night: bool) -> Viewing:
        """The same by day or by night."""
        return replace(self, night=night)

    def on(self, id: str) -> Viewing:
        """The same with another measure on the map; a measure of the night alone makes it night."""
        found = base(id)[0]
        day = next((kind.id for kind in MEASURES if kind.night == found), found)
        return replace(self, measure=day, night=self.night or day != found) if found in BY_ID else self

    def shown(self, kind: MeasureKind) -> MeasureKind:
        """A measure as it is shown now: itself, or its twin at night."""
        return BY_ID[kind.night] if self.night and kind.night else kind

    @property
    def look(self) -> str:
        """The map that shows the measure."""
        return self.shown(BY_ID[self.measure]).look

    @property
    def kind(self) -> MeasureKind:
        """The measure on the map, as it is shown now."""
        return self.shown(BY_ID[self.measure])


class Known:
    """Every measure that is known: those of the answers and those that came a moment later."""

    def __init__(self, answers: Answers, deeper: Deeper | None = None):
        self.answers = answers
        self.pending = deeper is None
        every = (*answers.measures, *(deeper.measures if deeper is not None else ()))
        self._by = {(one.id, one.area_code): one for one in every}

    def measure(self, id: str, area: str) -> Measure | None:
        """The measure called ``id`` in an area, or None."""
        return self._by.get((id, area))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of what is known, in the order of the table; without those weighted by something."""
        there = {id for id, _ in self._by}
        return tuple(kind.id for kind in MEASURES if kind.id in there)

    @property
    def weights(self) -> tuple[str, ...]:
        """What lengths are also weighted by."""
        there = {base(id)[1] for id, _ in self._by}
        return tuple(weight for weight in WEIGHTS if weight in there)

    def rows(self, viewing: Viewing) -> list[MeasureKind]:
        """The measures of a page in the order of the table: each once, at night as its twin where that is known."""
        there = set(self.ids)
        found = [viewing.shown(kind) for kind in MEASURES if kind.id not in NIGHT and (kind.id in there or kind.night in there)]
        plain = [kind if kind.id in there else _day(kind) for kind in found]
        return [kind for kind in plain if kind.id in there]


def _day(kind: MeasureKind) -> MeasureKind:
    return next((one for one in MEASURES if one.night == kind.id), kind)


def day_id(kind: MeasureKind) -> str:
    """The id of the measure by day."""
    return _day(kind).id


def measure_words(id: str) -> str:
    """What a measure is called, weighted ones by both words."""
    plain, weight = base(id)
    name = tr(f"measure.{plain}")
    return f"{name} ({tr('measures.by', weight=tr(f'weight.{weight}'))})" if weight else name


def legend_words(look: str, what: str, role: str, spoken: str = "") -> str:
    """What the legend says of a sign: the words of that map, else of that thing, else of its style."""
    speak = Words(spoken or language())
    keys = (f"legend.{look}.{what}", f"look.{what}", f"legend.{look}.{role}", f"legend.{role}")
    words = next((speak(key) for key in keys if speak.known(key)), role)
    return words[:1].upper() + words[1:]


def first_rows(rows: Iterable[MeasureKind]) -> list[MeasureKind]:
    """The few most telling of some measures, the most telling first."""
    by_day = {day_id(kind): kind for kind in rows}
    return [by_day[id] for id in TELLING if id in by_day]


def weighted_id(kind: MeasureKind, weight: str) -> str:
    """The id of a measure weighted by something, "" where it is not weighted."""
    return weighted(kind.id, weight) if weight and kind.weighted else ""
