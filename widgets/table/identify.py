"""What stands at a spot, layer by layer, as a list for the inspector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.tables import cell_text, columns_of
from app.words import tr
from widgets.figures import count, number
from widgets.results.list_page import Entry, Listing

if TYPE_CHECKING:
    from app.model import Intervention, Layer, Point, Project

MOST_VALUES = 4


def listing(project: Project, found: Mapping[str, Sequence[int]], sketched: Sequence[Intervention], spot: Point, names: Mapping[str, str],
            least: int) -> Listing:  # fmt: skip
    """The list: what is sketched first, then each layer from the top; of sensitive layers only how many, where they are enough."""
    entries = [Entry(f"item:{item.id}", _title(item), tr("table.at.sketched")) for item in sketched]
    for id, rows in found.items():
        layer = project.layer(id)
        if layer.kind.sensitive:
            words = tr("table.at.some_sensitive", count=count(len(rows))) if len(rows) >= least else tr("table.at.few_sensitive", least=least)
            entries.append(Entry(f"none:{id}", names[id], words))
            continue
        entries += [Entry(f"{id}/{row}", _name(layer, row, names[id]), _note(layer, row, names[id])) for row in _once(layer, rows)]
    where = tr("table.at.place", x=number(spot[0], 1), y=number(spot[1], 1))
    return Listing(tr("table.at.title"), where, tuple(entries), tr("table.at.none"))


def _once(layer: Layer, rows: Sequence[int]) -> list[int]:
    """A street comes in pieces: of those that say the same only the nearest is listed."""
    if layer.kind.geometry != "LineString":
        return list(rows)
    seen = {}
    for row in rows:
        seen.setdefault((_name(layer, row, str(row)), _note(layer, row, "")), row)
    return list(seen.values())


def _name(layer: Layer, row: int, layer_name: str) -> str:
    frame = layer.frame
    named = cell_text(frame["name"].iloc[row], columns_of(layer)[0]) if "name" in frame.columns else ""
    return named or f"{layer_name} {row + 1}"


def _note(layer: Layer, row: int, layer_name: str) -> str:
    values = []
    for column in columns_of(layer):
        text = cell_text(layer.frame[column.name].iloc[row], column) if column.name != "name" else ""
        if text and len(values) < MOST_VALUES:
            values.append(f"{column.title} {text[:40]}")
    return " · ".join((layer_name, *values))


def _title(item: Intervention) -> str:
    from widgets.sketch.sketch_room import kind_word

    return str(dict(item.properties).get("name") or "").strip() or kind_word(item.kind)
