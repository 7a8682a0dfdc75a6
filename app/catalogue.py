"""The catalogue of interventions: what can be sketched, what it serves, what it costs where somebody said so, what is known of it.

All of it is data in ``resources/catalog`` (interventions, costs, evidence). What no source says is None: ask, or unknown.
Words: ``catalogue.<key>`` and ``catalogue.<key>.help``, ``catalogue.cost.<note>``, ``catalogue.claim.<key>``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from app.catalog import table
from app.kinds import Style
from app.quantity import Quantity, Tag
from app.words import Words, language

GEOMETRIES = ("point", "aimed", "line", "area", "freehand", "text")
LINES = ("line", "freehand")
PRINCIPLES = ("surveillance", "access", "territory", "maintenance", "activity")
DESIGNS = ("meta", "rct", "quasi", "series", "before_after", "survey", "observed", "none")


@dataclass(frozen=True)
class Cost:
    """What one costs in won. ``year`` is that of the source, no price is brought up to date.

    ``low_krw`` and ``high_krw`` where several prices are known; ``at_most``: only an upper bound. ``counted`` names the property
    that says how many an item stands for ("" = one). ``note`` is the word of what exactly was paid for (``catalogue.cost.<note>``).
    """

    krw: float
    year: int
    tag: Tag
    source: str
    note: str = ""
    low_krw: float | None = None
    high_krw: float | None = None
    at_most: bool = False
    counted: str = ""

    @property
    def quantity(self) -> Quantity:
        """The same as a number that carries its source."""
        return Quantity(self.krw, "krw", self.tag, self.source, self.low_krw, self.high_krw)


@dataclass(frozen=True)
class Claim:
    """One thing that is known. ``role``: effect, mechanism, moderator, use, caution. ``design`` is one of DESIGNS.

    ``level`` is the Maryland scale, 1 to 5, 0 where it does not apply. ``sources`` are ids of `source_text`.
    """

    key: str
    role: str
    design: str
    tag: Tag
    sources: tuple[str, ...]
    level: int = 0
    values: Mapping[str, float] = field(default_factory=dict, hash=False)

    def said(self, spoken: str = "") -> str:
        """The claim as a sentence in a language ("" = the window's), its numbers filled in."""
        numbers = {name: _number(name, value) for name, value in self.values.items()}
        return Words(spoken or language())(f"catalogue.claim.{self.key}", **numbers)


@dataclass(frozen=True)
class Evidence:
    """What is known of an entry's effect.

    ``effect``: the share by which the crimes of ``outcome`` fall, with the lowest and highest to be weighed (no interval
    of confidence); None: unknown. ``scope``: whose crimes, where (``catalogue.scope.<word>``).
    ``none_found``: it was looked for, and no controlled estimate was found.
    """

    effect: Quantity | None = None
    outcome: str = ""
    scope: str = ""
    claims: tuple[Claim, ...] = ()
    none_found: bool = False


@dataclass(frozen=True)
class Entry:
    """One intervention.

    ``geometry`` is one of GEOMETRIES. ``kind`` is the layer kind it joins ("" = none: no measure counts it). ``serves`` are the
    measures it can move. ``defaults`` are properties it is placed with. ``changes``: what it does to an existing thing that is
    chosen on the map, kind -> properties. ``build`` and ``yearly`` None: ask. ``sets`` are prices of sets it is a part of: told
    beside it, never added up. ``life_years`` None: unknown. ``evidence`` None: not looked for yet. ``style`` is its own look where
    it joins no layer. ``array``: usually placed in a row along a street. ``favourite``: stands first until others are used more.
    """

    key: str
    geometry: str
    kind: str
    group: str
    serves: tuple[str, ...] = ()
    principle: str = ""
    defaults: tuple[tuple[str, object], ...] = ()
    changes: Mapping[str, tuple[tuple[str, object], ...]] = field(default_factory=dict, hash=False)
    build: Cost | None = None
    yearly: Cost | None = None
    sets: tuple[Cost, ...] = ()
    life_years: float | None = None
    life_tag: Tag = Tag.ASSUMED
    evidence: Evidence | None = None
    style: Style | None = None
    array: bool = False
    favourite: bool = False

    @property
    def item_kind(self) -> str:
        """The ``kind`` of what is sketched of it: the layer kind it joins, else its own key."""
        return self.kind or self.key

    @property
    def plain(self) -> bool:
        """True for the plain one of its kind, which an item may leave unsaid."""
        return self.key == self.item_kind

    @property
    def drawn(self) -> bool:
        """True where it has corners: a line, a freehand note or an area."""
        return self.geometry in (*LINES, "area")

    @property
    def closed(self) -> bool:
        """True where its corners are a ring."""
        return self.geometry == "area"


@cache
def entries() -> tuple[Entry, ...]:
    """The whole catalogue, in the order of the palette."""
    costs, evidence = table("costs"), table("evidence")
    return tuple(_entry(row, costs, evidence) for row in table("interventions")["entries"])


@cache
def groups() -> tuple[str, ...]:
    """What the entries are sorted by, in the order of the palette. Words: ``catalogue.group.<key>``."""
    return tuple(table("interventions")["groups"])


@cache
def _by_key() -> dict[str, Entry]:
    return {one.key: one for one in entries()}


def entry(key: str) -> Entry:
    """The entry called ``key``; a kind's key gives the plain one of that kind. KeyError where there is none."""
    return _by_key()[key]


def known(key: str) -> bool:
    """True where the catalogue has an entry of this name."""
    return key in _by_key()


def entry_of(kind: str, entry: str = "") -> Entry | None:
    """The entry of an item by its ``kind`` and its ``entry``; None where the catalogue has none (a newer file's)."""
    return _by_key().get(entry or kind)


@cache
def unjoined() -> frozenset[str]:
    """The kinds of items that join no layer: what no measure counts."""
    return frozenset(one.key for one in entries() if not one.kind)


def done_to(kind: str) -> tuple[Entry, ...]:
    """The entries that can be done to an existing thing of a kind."""
    return tuple(one for one in entries() if kind in one.changes)


def source_text(id: str) -> str:
    """Where a source is to be found; the id itself where the list has none."""
    return table("evidence")["sources"].get(id, id)


def least_noticed(crimes: float) -> float:
    """The smallest change in crimes that a comparison before and after, with a control, could notice.

    ``crimes`` is the sum of all its counts (treated and control, before and after); 80 % power, 5 % two-sided, Poisson counts.
    """
    return table("evidence")["noticed"]["standard_errors"] * math.sqrt(max(crimes, 0.0))


def _entry(row: Mapping, costs: Mapping, evidence: Mapping) -> Entry:
    key = row["key"]
    life = next((one for one in costs["lives"] if one["entry"] == key), None)
    priced = {name: [_cost(one) for one in costs[name] if one["entry"] == key] for name in ("costs", "yearly", "sets")}
    return Entry(
        key, row["geometry"], row["kind"], row["group"], tuple(row["serves"]), row["principle"], tuple(row.get("defaults", {}).items()),
        {kind: tuple(values.items()) for kind, values in row.get("of", {}).items()},
        next(iter(priced["costs"]), None), next(iter(priced["yearly"]), None), tuple(priced["sets"]),
        life["years"] if life is not None else None, Tag(life["tag"]) if life is not None else Tag.ASSUMED, _evidence(key, evidence),
        Style(**row["style"]) if "style" in row else None, row.get("array", False), row.get("favourite", False),
    )  # fmt: skip


def _cost(row: Mapping) -> Cost:
    values = {name: value for name, value in row.items() if name != "entry"}
    return Cost(**{**values, "tag": Tag(row["tag"])})


def _evidence(key: str, data: Mapping) -> Evidence | None:
    if key in data["none_found"]:
        return Evidence(none_found=True)
    row = data["entries"].get(data["same"].get(key, key))
    if row is None:
        return None
    effect = row.get("effect")
    share = None
    if effect is not None:
        share = Quantity(effect["value"], "share", Tag(effect["tag"]), effect["source"], effect["low"], effect["high"])
    return Evidence(share, *((effect["outcome"], effect["scope"]) if effect is not None else ("", "")), tuple(_claim(one) for one in row["claims"]))


def _claim(row: Mapping) -> Claim:
    return Claim(row["key"], row["role"], row["design"], Tag(row["tag"]), tuple(row["source"]), row.get("level", 0), row.get("values", {}))


def _number(name: str, value: float) -> str:
    """A number of a claim as it stands in a sentence; shares as per cent, a minus as a minus sign."""
    shown = f"{100 * value:.1f}".removesuffix(".0") + "\u00a0%" if name.endswith("_share") else f"{value:,.10g}"
    return shown.replace("-", "−")
