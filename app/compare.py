"""Two states of the streets beside each other: measures by area with what differs, and what a million won newly covers.

A difference is taken in the best case and in the worst case of what is not known: both states share the same unknown headings, so
the bands of the two are never crossed with each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.quantity import Quantity, Tag
from app.study.measure_kinds import BY_ID, MEASURES, WEIGHTS, base, weighted

if TYPE_CHECKING:
    from app.bill import Bill, Phase, Sum
    from app.changes_told import Beside
    from app.model import Project, Scenario
    from app.study.answers import Answers, Measure
    from app.study.deeper import Deeper

# What is told in metres of street newly covered.
COVERED = ("seen", "seen_night", "lit", "near_refuge")
MILLION = 1e6
# Shares that differ by less are the same: rounding of where streets are cut.
SAME = 5e-5
SOURCE = "two states compared"


@dataclass(frozen=True)
class State:
    """What is known of one state: its answers and, once they are there, what takes longer."""

    answers: Answers
    deeper: Deeper | None = None

    def measure(self, id: str, area_code: str) -> Measure | None:
        """A measure in an area, None where it is not known (yet)."""
        found = self.answers.measure(id, area_code)
        return found if found is not None or self.deeper is None else self.deeper.measure(id, area_code)

    @property
    def ids(self) -> frozenset[str]:
        """Every measure that is known."""
        return frozenset(one.id for one in (*self.answers.measures, *(self.deeper.measures if self.deeper is not None else ())))


@dataclass(frozen=True)
class Row:
    """One measure in one area: in the states compared, and ``change`` from the first to the last (None: unknown in one of them).

    ``metres`` is the same in metres of street, where the measure is one of length. ``better`` is 1, 0 or -1; ``sure``: whatever is
    not known, the sign stays.
    """

    measure: str
    area_code: str
    area: str
    shares: tuple[Quantity | None, ...]
    change: Quantity | None = None
    metres: Quantity | None = None
    better: int = 0
    sure: bool = True


@dataclass(frozen=True)
class Worth:
    """Metres newly covered by a measure, and by each million won; ``at_most``: something in the cost has no price yet."""

    measure: str
    metres: Quantity
    per_million: Quantity | None = None
    at_most: bool = False


@dataclass(frozen=True)
class Side:
    """One of the two sides as far as it is a scenario: its bill, its years, and what it newly covers for its money."""

    scenario: Scenario
    bill: Bill
    phases: tuple[Phase, ...]
    worth: tuple[Worth, ...] = ()


@dataclass(frozen=True)
class Compared:
    """Everything a page of comparison says. ``titles`` name the states of `rows`: what exists, then the left side, then the right one.

    ``sides`` are the left and the right one, None where a side is what exists. Rows are empty until both sides are measured.
    """

    left: str
    right: str
    titles: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    areas: tuple[tuple[str, str], ...] = ()
    changes: Beside | None = None
    sides: tuple[Side | None, Side | None] = (None, None)
    pending: bool = True


def compared(project: Project, left: str, right: str, states: dict[str, State | None], title: str) -> Compared:
    """Two states of a project ("" = what exists, called ``title``) beside each other; ``states`` are what is known of them by id."""
    from app import bill
    from app.changes_told import told_beside

    scenarios = {one.id: one for one in project.scenarios}
    names = {"": title, **{id: one.title for id, one in scenarios.items()}}
    base, known = states.get(""), [states.get(id) for id in (left, right)]
    sides = []
    for id, state in zip((left, right), known, strict=True):
        if id not in scenarios:
            sides.append(None)
            continue
        found = bill.bill(project, scenarios[id])
        gained = worth(base, state, found.build) if base is not None and state is not None else ()
        sides.append(Side(scenarios[id], found, bill.phases(project, scenarios[id]), gained))
    answers = next((state.answers for state in (*known, base) if state is not None), None)
    changes = told_beside(project, scenarios.get(left), scenarios.get(right), answers)
    if left == right or any(state is None for state in known):
        return Compared(left, right, changes=changes, sides=(sides[0], sides[1]))
    # What exists stands first where neither side is it; the difference is always that of the two sides.
    order = (left, right) if "" in (left, right) or base is None else ("", left, right)
    shown = tuple(states[id] for id in order)
    found = rows(shown, first=order.index(left))
    areas = tuple((area.code, area.name) for area in shown[0].answers.areas)
    pending = any(state.deeper is None for state in shown)
    return Compared(left, right, tuple(names[id] for id in order), found, areas, changes, (sides[0], sides[1]), pending)


def measure_ids(states: Iterable[State], weight: str = "") -> tuple[str, ...]:
    """The measures known in all states in the order of the table; with a weight also those weighted by it, each after its own."""
    known = frozenset.intersection(*(state.ids for state in states))
    found = [id for kind in MEASURES for id in (kind.id, weighted(kind.id, weight)) if id in known]
    return tuple(dict.fromkeys(found))


def weights_of(states: Iterable[State]) -> tuple[str, ...]:
    """What lengths are also weighted by, in all states."""
    known = frozenset.intersection(*(state.ids for state in states))
    return tuple(weight for weight in WEIGHTS if any(id.endswith(f"_{weight}_weighted") for id in known))


def rows(states: tuple[State, ...], ids: Iterable[str] | None = None, *, first: int = 0) -> tuple[Row, ...]:
    """Every measure in every area (the district first), the states in their order; the change is from the ``first`` to the last."""
    areas = states[0].answers.areas
    wanted = tuple(ids) if ids is not None else measure_ids(states)
    return tuple(_row(states, id, area.code, area.name, first) for id in wanted for area in areas)


def worth(before: State, after: State, cost: Sum) -> tuple[Worth, ...]:
    """Metres of street in the district that a scenario newly covers, measure by measure, and how many a million won buys."""
    district = before.answers.district
    found = []
    for id in COVERED:
        row = _row((before, after), id, *district)
        if row.metres is None:
            continue
        found.append(Worth(id, row.metres, _per_million(row.metres, cost), cost.at_least))
    return tuple(found)


def _row(states: tuple[State, ...], id: str, code: str, name: str, first: int = 0) -> Row:
    measures = [state.measure(id, code) for state in states]
    shares = tuple(one.quantity if one is not None else None for one in measures)
    change = difference(shares[first], shares[-1])
    if change is None:
        return Row(id, code, name, shares)
    length = dict(measures[0].details).get("length_m") if base(id)[1] == "" else None
    metres = _times(change, length.value) if length is not None and length.value else None
    sign = 0 if abs(change.value) < SAME else 1 if change.value > 0 else -1
    sure = not change.has_band or change.low * change.high > 0
    return Row(id, code, name, shares, change, metres, -sign if BY_ID[base(id)[0]].less else sign, sure)


def difference(before: Quantity | None, after: Quantity | None) -> Quantity | None:
    """After less before; the band runs from the difference in one extreme of what is not known to that in the other."""
    if before is None or after is None or before.value is None or after.value is None:
        return None
    value = after.value - before.value
    if not (before.has_band or after.has_band):
        return Quantity(value, after.unit, Tag.COMPUTED, SOURCE)
    worst, best = (_edge(after, name) - _edge(before, name) for name in ("low", "high"))
    return Quantity(value, after.unit, Tag.COMPUTED, SOURCE, min(worst, value, best), max(worst, value, best))


def _edge(quantity: Quantity, name: str) -> float:
    edge = getattr(quantity, name)
    return quantity.value if edge is None else edge


def _times(change: Quantity, length_m: float) -> Quantity:
    low, high = (None if edge is None else edge * length_m for edge in (change.low, change.high))
    return Quantity(change.value * length_m, "m", Tag.COMPUTED, SOURCE, low, high)


def _per_million(metres: Quantity, cost: Sum) -> Quantity | None:
    """Metres for each million won; None where no price is known. The band is the widest that both bands allow."""
    if not cost.known or not cost.krw.value:
        return None
    millions = [edge / MILLION for edge in (_edge(cost.krw, "low"), _edge(cost.krw, "high")) if edge]
    ends = [_edge(metres, name) / one for name in ("low", "high") for one in millions]
    value = metres.value / (cost.krw.value / MILLION)
    banded = metres.has_band or cost.krw.has_band
    return Quantity(value, "m", Tag.COMPUTED, SOURCE, min(ends) if banded else None, max(ends) if banded else None)
