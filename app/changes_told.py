"""What a scenario changes, in sentences a committee can read: what is put up, moved, changed and taken away, and where.

Same things on the same street stand in one sentence; cameras stand alone, because it matters where each of them looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app import catalogue
from app.bill import BUILT, CHANGE, MOVE, MOVED_M, NEW, REMOVE
from app.model import Intervention, Project, Scenario
from app.words import Words, language

if TYPE_CHECKING:
    from app.study.answers import Answers

# A street this near is the one a thing stands on.
BESIDE_M = 40.0
WAYS = ("n", "ne", "e", "se", "s", "sw", "w", "nw")


@dataclass(frozen=True)
class Told:
    """One sentence and the items it is about; ``deed`` is one of `app.bill.DEEDS`, ``kind`` that of the items."""

    text: str
    items: tuple[str, ...]
    deed: str
    kind: str
    year: int = 0


@dataclass(frozen=True)
class Beside:
    """What one scenario does and another does not, and what both do."""

    left_only: tuple[Told, ...]
    right_only: tuple[Told, ...]
    both: tuple[Told, ...]


def told(project: Project, scenario: Scenario, answers: Answers | None = None, spoken: str = "") -> tuple[Told, ...]:
    """Every change of a scenario as sentences, in a language ("" = the window's); ``answers`` know the names of streets and dongs."""
    return _tell(project, scenario.items, answers, Words(spoken or language()))


def told_beside(project: Project, left: Scenario | None, right: Scenario | None, answers: Answers | None = None, spoken: str = "") -> Beside:
    """The changes of two scenarios (None: what exists) sorted into what only one of them does and what both do."""
    voice = Words(spoken or language())
    ones, others = (tuple(one.items) if one is not None else () for one in (left, right))
    there, here = {_sense(item) for item in others}, {_sense(item) for item in ones}
    return Beside(
        _tell(project, [item for item in ones if _sense(item) not in there], answers, voice),
        _tell(project, [item for item in others if _sense(item) not in here], answers, voice),
        _tell(project, [item for item in ones if _sense(item) in there], answers, voice),
    )


def _sense(item: Intervention) -> tuple[object, ...]:
    """What makes two items the same change, whatever they are called and whatever is noted beside them."""
    return (item.kind, item.entry, item.at_m, item.heading_deg, item.properties, item.path_m, item.status in BUILT)


def _tell(project: Project, items: Iterable[Intervention], answers: Answers | None, voice: Words) -> tuple[Told, ...]:
    items = [item for item in items if (known := catalogue.entry_of(item.kind, item.entry)) is None or known.group != "note"]
    places = _places(items, answers)
    rows = _Rows(project)
    groups: dict[tuple[object, ...], list[Intervention]] = {}
    for item, place in zip(items, places, strict=True):
        deed = rows.deed(item)
        alone = deed != NEW or item.heading_deg is not None
        groups.setdefault((deed, item.kind, item.entry, place, item.status, item.year, item.id if alone else ""), []).append(item)
    return tuple(
        Told(_sentence(deed, group, place, rows, voice), tuple(item.id for item in group), deed, kind, year)
        for (deed, kind, _, place, _, year, _), group in groups.items()
    )


def _sentence(deed: str, group: Sequence[Intervention], place: str, rows: _Rows, voice: Words) -> str:
    item = group[0]
    values = {"place": place or voice("compare.somewhere"), "what": _what(item, rows, voice), "count": len(group)}
    key = f"compare.told.{deed}"
    if deed == NEW and item.of is not None:
        key = "compare.told.done_to"
    elif deed == NEW and len(item.path_m) > 1:
        key, values["length"] = "compare.told.drawn", f"{_length_m(item):,.0f}"
        if catalogue.known(item.entry or item.kind) and catalogue.entry_of(item.kind, item.entry).closed:
            key = "compare.told.area"
    elif deed == NEW and item.heading_deg is not None:
        key, values["way"] = "compare.told.aimed", way_words(item.heading_deg, voice)
    elif deed == NEW and len(group) > 1:
        key = "compare.told.several"
    elif deed == MOVE:
        values["metres"] = f"{rows.moved_m(item):,.0f}"
    elif deed == CHANGE:
        values["what_changes"] = rows.changes(item, voice)
    tail = []
    if item.year:
        tail.append(voice("compare.told.year", year=item.year))
    if item.status != "idea":
        tail.append(voice(f"compare.status.{item.status}"))
    return voice(key, **values) + (f" ({', '.join(tail)})" if tail else "")


def way_words(heading_deg: float, voice: Words) -> str:
    """``남동쪽``, ``south-east``."""
    return voice(f"compare.way.{WAYS[round(heading_deg / 45.0) % 8]}")


def _what(item: Intervention, rows: _Rows, voice: Words) -> str:
    known = catalogue.entry_of(item.kind, item.entry)
    word = voice(f"catalogue.{known.key}") if known is not None else voice(f"kind.{item.kind}")
    name = rows.name(item)
    return f"{word} ‘{name}’" if name else word


def _length_m(item: Intervention) -> float:
    import shapely

    return float(shapely.LineString(item.path_m).length)


class _Rows:
    """The existing things that items change."""

    def __init__(self, project: Project):
        self._layers = {layer.id: layer for layer in project.layers if layer.frame is not None}

    def deed(self, item: Intervention) -> str:
        """What is done: something new, a change, a move, a removal."""
        if item.of is None or item.entry:
            return NEW
        return REMOVE if item.gone else MOVE if self.moved_m(item) > MOVED_M else CHANGE

    def name(self, item: Intervention) -> str:
        """What the existing thing is called, "" where it has no name or is none."""
        if not self._there(item) or "name" not in self._layers[item.of[0]].frame:
            return str(dict(item.properties).get("name", "") or "").strip()
        value = self._layers[item.of[0]].frame["name"].iloc[item.of[1]]
        return "" if value is None or value != value else str(value).strip()

    def moved_m(self, item: Intervention) -> float:
        """How far it is moved."""
        if not self._there(item):
            return 0.0
        was = self._layers[item.of[0]].frame.geometry.iloc[item.of[1]].centroid
        return float(((was.x - item.at_m[0]) ** 2 + (was.y - item.at_m[1]) ** 2) ** 0.5)

    def changes(self, item: Intervention, voice: Words) -> str:
        """Which of its values the scenario sets."""
        names = [name.rpartition(".")[2] for name, _ in item.properties if name not in ("of", "gone")]
        if item.heading_deg is not None and self._heading(item) != item.heading_deg:
            names.insert(0, "heading_deg")
        words = dict.fromkeys(voice(f"editing.field.{name}") if voice.known(f"editing.field.{name}") else name for name in names)
        return ", ".join(words) or voice("compare.nothing")

    def _heading(self, item: Intervention) -> float | None:
        if not self._there(item) or "heading_deg" not in self._layers[item.of[0]].frame:
            return None
        value = self._layers[item.of[0]].frame["heading_deg"].iloc[item.of[1]]
        return None if value is None or value != value else float(value)

    def _there(self, item: Intervention) -> bool:
        return item.of is not None and item.of[0] in self._layers and item.of[1] < len(self._layers[item.of[0]].frame)


def _places(items: Sequence[Intervention], answers: Answers | None) -> list[str]:
    """The street each thing stands on, else the dong it lies in, else ""."""
    if answers is None or not items:
        return [""] * len(items)
    import shapely

    points = shapely.points([item.at_m for item in items])
    found = [""] * len(items)
    if len(answers.streets):
        which, near = shapely.STRtree(answers.streets.lines).query_nearest(points, max_distance=BESIDE_M, all_matches=False)
        for number, edge in zip(which.tolist(), near.tolist(), strict=True):
            found[number] = answers.streets.name[edge]
    areas = answers.areas[1:]
    for number in [number for number, name in enumerate(found) if not name]:
        found[number] = next((area.name for area in areas if shapely.covers(area.polygon, points[number])), "")
    return found
