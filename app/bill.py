"""What a scenario costs: the unit-cost book, the bill of quantities, and what fits into the budgets of the years.

What nobody gave a price for is told as such and never counted as nought: a sum that leaves something out says "at least".
Nothing here is brought up to the prices of another year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app import catalogue
from app.catalogue import Cost, Entry
from app.model import Intervention, Project, Scenario, UnitCost
from app.quantity import Quantity, Tag

# What is done to something that exists, or put up new.
NEW, CHANGE, MOVE, REMOVE = "new", "change", "move", "remove"
DEEDS = (NEW, CHANGE, MOVE, REMOVE)
PIECE, METRE = "piece", "m"
# Already there: no longer to be paid for.
BUILT = ("installed", "faulty")
MOVED_M = 0.05
BUILD, YEARLY = "build", "yearly"


@dataclass(frozen=True)
class Price:
    """What one costs. ``own``: this office said so itself; ``at_most``: only an upper bound is known. ``note``: catalogue.cost.<note>."""

    krw: Quantity
    year: int
    source: str
    own: bool = False
    at_most: bool = False
    note: str = ""
    counted: str = ""


@dataclass(frozen=True)
class BookRow:
    """One entry of the unit-cost book as it stands for this project; a price that is None must be asked for."""

    entry: Entry
    unit: str
    build: Price | None
    yearly: Price | None
    own: UnitCost | None


@dataclass(frozen=True)
class Sum:
    """A sum of what is known. ``asked`` counts what has no price: then the sum is at least so much. ``at_most``: part is an upper bound."""

    krw: Quantity
    asked: int = 0
    at_most: bool = False

    @property
    def at_least(self) -> bool:
        """True where something without a price is missing from the sum."""
        return self.asked > 0

    @property
    def known(self) -> bool:
        """False where nothing has a price: there is no sum then, not nought."""
        return self.krw.value is not None


@dataclass(frozen=True)
class BillLine:
    """So many of one entry (or of one kind of existing things changed), with what they cost together; None: ask."""

    entry: str
    deed: str
    kind: str
    amount: float
    unit: str
    unit_build: Price | None
    unit_yearly: Price | None
    build: Quantity | None
    yearly: Quantity | None
    items: tuple[str, ...] = ()
    life_years: float | None = None


@dataclass(frozen=True)
class Bill:
    """The bill of a scenario: ``built`` counts things that stand already and are left out."""

    lines: tuple[BillLine, ...]
    build: Sum
    yearly: Sum
    built: int = 0


@dataclass(frozen=True)
class Phase:
    """One year (0: open). ``running`` is what things built in earlier years cost in it; ``over``: won beyond the budget, None without one.

    ``beyond`` are the items, in their order, for which the budget does not suffice any more.
    """

    year: int
    items: tuple[str, ...]
    build: Sum
    running: Sum
    budget: float | None = None
    over: float | None = None
    beyond: tuple[str, ...] = ()


def unit_of(entry: Entry) -> str:
    """What is paid for: fences, hedges and walls by the metre, everything else by the piece."""
    return METRE if entry.geometry == "line" and entry.group == "space" else PIECE


def book(project: Project) -> tuple[BookRow, ...]:
    """The unit-cost book: every entry that can cost something, in the order of the palette."""
    own = {cost.entry: cost for cost in project.costs}
    return tuple(
        BookRow(one, unit_of(one), *(_price(one, own.get(one.key), part) for part in (BUILD, YEARLY)), own.get(one.key))
        for one in catalogue.entries() if one.group != "note"
    )  # fmt: skip


def bill(project: Project, scenario: Scenario) -> Bill:
    """The bill of quantities: same things on one line, in the order of the palette, changes of what exists last."""
    priced = _Prices(project)
    groups: dict[tuple[str, str, str], list[Intervention]] = {}
    for item in _payable(scenario):
        groups.setdefault(priced.line_of(item), []).append(item)
    order = {one.key: number for number, one in enumerate(catalogue.entries())}
    keys = sorted(groups, key=lambda key: (DEEDS.index(key[1]), order.get(key[0] or key[2], len(order))))
    lines = tuple(priced.line(key, groups[key]) for key in keys)
    built = sum(1 for item in scenario.items if item.status in BUILT)
    return Bill(lines, total(line.build for line in lines), total(line.yearly for line in lines), built)


def phases(project: Project, scenario: Scenario) -> tuple[Phase, ...]:
    """The years in which something is built or may be spent, then what is still open; empty for an empty scenario without budgets."""
    priced, budgets = _Prices(project), dict(scenario.budgets)
    items = list(_payable(scenario))
    years = sorted({item.year for item in items if item.year} | set(budgets))
    found = []
    for year in (*years, *([0] if any(not item.year for item in items) else [])):
        here = [item for item in items if item.year == year]
        earlier = [item for item in items if year and 0 < item.year < year]
        build = total(priced.cost(item, BUILD) for item in here)
        running = total(priced.cost(item, YEARLY) for item in earlier)
        budget = budgets.get(year)
        spent, beyond = running.krw.value or 0.0, []
        for item in here:
            cost = priced.cost(item, BUILD)
            spent += cost.value if cost is not None else 0.0
            if budget is not None and cost is not None and spent > budget:
                beyond.append(item.id)
        over = max(0.0, spent - budget) if budget is not None else None
        found.append(Phase(year, tuple(item.id for item in here), build, running, budget, over, tuple(beyond)))
    return tuple(found)


def by_budget(project: Project, scenario: Scenario) -> Mapping[str, int]:
    """In which year each thing could be built, first things first, so that no budget is overdrawn by what is known.

    What has no price, or fits nowhere, stays open (0). What a thing costs a year is set aside in all later years.
    """
    priced, left = _Prices(project), dict(scenario.budgets)
    found: dict[str, int] = {}
    for item in _payable(scenario):
        build, yearly = priced.cost(item, BUILD), priced.cost(item, YEARLY)
        found[item.id] = 0
        if build is None:
            continue
        runs = yearly.value if yearly is not None else 0.0
        for year in sorted(left):
            later = [other for other in left if other > year]
            if left[year] >= build.value and all(left[other] >= runs for other in later):
                left[year] -= build.value
                for other in later:
                    left[other] -= runs
                found[item.id] = year
                break
    return found


def total(parts: Iterable[Quantity | None]) -> Sum:
    """The sum of costs, None among them counted as asked for; lows and highs are added up as if all were low or high together."""
    parts = tuple(parts)
    known = [part for part in parts if part is not None]
    asked = len(parts) - len(known)
    if not known:
        return Sum(Quantity(None if asked else 0.0, "krw", Tag.COMPUTED), asked)
    value = sum(part.value for part in known)
    low, high = (sum(part.value if (edge := getattr(part, name)) is None else edge for part in known) for name in ("low", "high"))
    tag = Tag.ASSUMED if any(part.tag == Tag.ASSUMED for part in known) else Tag.COMPUTED
    sources = ", ".join(dict.fromkeys(part.source for part in known if part.source))
    banded = any(part.has_band for part in known)
    return Sum(Quantity(value, "krw", tag, sources, low if banded else None, high if banded else None), asked, any(part.low == 0.0 < part.value for part in known))


class _Prices:
    """The prices of a project's items."""

    def __init__(self, project: Project):
        self._own = {cost.entry: cost for cost in project.costs}
        self._layers = {layer.id: layer for layer in project.layers}

    def line_of(self, item: Intervention) -> tuple[str, str, str]:
        """On which line an item stands: (entry, deed, kind)."""
        deed = self._deed(item)
        known = catalogue.entry_of(item.kind, item.entry)
        return (known.key if known is not None and deed == NEW else "", deed, item.kind)

    def cost(self, item: Intervention, part: str) -> Quantity | None:
        """What one item costs to build, or a year; None: ask."""
        known = self._entry(item)
        price = _price(known, self._own.get(known.key), part) if known is not None else None
        return _times(price, self._amount(item, known, price)) if price is not None else None

    def line(self, key: tuple[str, str, str], items: list[Intervention]) -> BillLine:
        """Items of one line."""
        name, deed, kind = key
        known = catalogue.entry(name) if name else None
        prices = [_price(known, self._own.get(name), part) if known is not None else None for part in (BUILD, YEARLY)]
        amount = sum(self._amount(item, known, prices[0] or prices[1]) for item in items)
        costs = [total(self.cost(item, part) for item in items).krw if price is not None else None for part, price in zip((BUILD, YEARLY), prices, strict=True)]
        unit = unit_of(known) if known is not None else PIECE
        life = known.life_years if known is not None else None
        return BillLine(name, deed, kind, amount, unit, *prices, *costs, tuple(item.id for item in items), life)

    def _deed(self, item: Intervention) -> str:
        if item.of is None or item.entry:
            return NEW
        if item.gone:
            return REMOVE
        layer = self._layers.get(item.of[0])
        if layer is None or layer.frame is None or item.of[1] >= len(layer.frame):
            return CHANGE
        was = layer.frame.geometry.iloc[item.of[1]].centroid
        return MOVE if (was.x - item.at_m[0]) ** 2 + (was.y - item.at_m[1]) ** 2 > MOVED_M**2 else CHANGE

    def _entry(self, item: Intervention) -> Entry | None:
        return catalogue.entry_of(item.kind, item.entry) if self._deed(item) == NEW else None

    def _amount(self, item: Intervention, known: Entry | None, price: Price | None) -> float:
        if known is not None and unit_of(known) == METRE:
            return self._length_m(item)
        counted = dict(item.properties).get(price.counted) if price is not None and price.counted else None
        return float(counted) if isinstance(counted, (int, float)) and 1 <= counted < 1e6 else 1.0

    def _length_m(self, item: Intervention) -> float:
        import shapely

        if len(item.path_m) > 1:
            return float(shapely.LineString(item.path_m).length)
        layer = self._layers.get(item.of[0]) if item.of is not None else None
        here = layer is not None and layer.frame is not None and item.of[1] < len(layer.frame)
        return float(layer.frame.geometry.iloc[item.of[1]].length) if here else 0.0


def _payable(scenario: Scenario) -> Iterator[Intervention]:
    """What is still to be paid for: no notes, and nothing that stands already."""
    for item in scenario.items:
        known = catalogue.entry_of(item.kind, item.entry)
        if item.status not in BUILT and not (known is not None and known.group == "note"):
            yield item


def _price(entry: Entry, own: UnitCost | None, part: str) -> Price | None:
    """What one costs: as the office says where it said anything, else as the catalogue."""
    if own is not None:
        krw = own.build_krw if part == BUILD else own.yearly_krw
        return Price(Quantity(krw, "krw", Tag.VERIFIED, own.source), own.year, own.source, own=True) if krw is not None else None
    cost: Cost | None = entry.build if part == BUILD else entry.yearly
    if cost is None:
        return None
    krw = cost.quantity if not cost.at_most else Quantity(cost.krw, "krw", cost.tag, cost.source, 0.0, cost.krw)
    return Price(krw, cost.year, cost.source, at_most=cost.at_most, note=cost.note, counted=cost.counted)


def _times(price: Price, amount: float) -> Quantity:
    krw = price.krw
    low, high = (None if edge is None else edge * amount for edge in (krw.low, krw.high))
    return Quantity(krw.value * amount, "krw", krw.tag, krw.source, low, high)
