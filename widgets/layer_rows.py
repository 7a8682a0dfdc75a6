"""The rows of the list of layers: headings, layers, and beneath a coloured layer its classes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import PurePath

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.model import Layer
from app.styles import is_classed, style_of
from app.words import LANGUAGES, Words, language, tr
from widgets.figures import count
from widgets.map.legend import LegendItem, class_items
from widgets.window_style import theme_name

GROUPS = ("facilities", "life", "crime", "base")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """A heading (no layer) or a layer and what it is called beside its fellows."""

    group: str
    layer: Layer | None = None
    alone: bool = True
    item: LegendItem | None = None
    inks: tuple[str, ...] = ()
    open: bool | None = None
    size: int = 0

    @property
    def key(self) -> str:
        """What folds under this row: the group, or the layer whose classes follow."""
        return f"group {self.group}" if self.layer is None else self.layer.id

    @property
    def name(self) -> str:
        """The kind's name; with its date or file where there are several of the kind; the planner's own title where there is one."""
        layer = self.layer
        if self.item is not None:
            return self.item.text
        if layer is None:
            return tr(f"group.{self.group}")
        kinds = {Words(language)(f"kind.{layer.kind.key}") for language in LANGUAGES}
        from_file = layer.title.startswith(PurePath(layer.source.file.split(".")[0]).name)
        if layer.kind.key == "other" or not (from_file or layer.title in kinds):
            return layer.title
        kind = tr(f"kind.{layer.kind.key}")
        return kind if self.alone else f"{kind} · {layer.source.dated or layer.title}"


def rows(layers: tuple[Layer, ...], folded: Container[str] = ()) -> list[Row]:
    """The layers under the headings of their groups, on top what is drawn on top; beneath a coloured layer its classes.

    ``folded``: keys of rows under which nothing is shown.
    """
    listed: list[Row] = []
    for group in GROUPS:
        inside = [layer for layer in reversed(layers) if layer.kind.group == group]
        if not inside:
            continue
        several = Counter(layer.kind.key for layer in inside)
        head = Row(group, size=len(inside))
        listed.append(replace(head, open=head.key not in folded))
        for layer in inside if listed[-1].open else ():
            listed += _of_layer(Row(group, layer, several[layer.kind.key] == 1), folded)
    return listed


def _of_layer(row: Row, folded: Container[str]) -> list[Row]:
    layer = row.layer
    style = style_of(layer)  # type: ignore[arg-type]
    if layer is None or layer.frame is None or not is_classed(layer.kind, style):
        return [row]
    head, *classes = class_items(layer, style, row.name, theme_name(), Words(language()))
    row = replace(row, inks=head.inks, open=layer.id not in folded if classes and layer.visible else None)
    shown = classes if row.open else []
    return [row, *(Row(row.group, layer, item=item) for item in shown)]


class LayerRows(QAbstractListModel):
    rows: list[Row] = []

    def show_rows(self, listed: list[Row]) -> None:
        self.beginResetModel()
        self.rows = listed
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        return 0 if parent.isValid() else len(self.rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        line = self.rows[index.row()].item is not None
        return Qt.ItemFlag.ItemIsEnabled if line else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        layer = row.layer
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if layer is None:
            state = tr("styling.group.open" if row.open else "styling.group.shut")
            said = tr("styling.group.said", name=row.name, count=row.size, state=state)
            return said if role == Qt.ItemDataRole.AccessibleTextRole else None
        if row.item is not None:
            return row.item.text if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole) else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (layer.title, layer.source.file, layer.source.dated, layer.source.licence) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = "shown" if layer.visible else "hidden"
            return tr(f"window.layer.{said}", name=layer.title, count=count(length(layer)))
        return None


def length(layer: Layer) -> int:
    """How many features a layer has."""
    return 0 if layer.frame is None else len(layer.frame)
