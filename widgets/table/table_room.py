"""Joins choosing and reading to the window: the bar on the map, the table under it, what stands at a spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF
from PySide6.QtGui import QContextMenuEvent, QCursor

from app.words import tr
from widgets.figures import count
from widgets.layer_panel import Row
from widgets.table.pick_bar import PickBar, PickShown
from widgets.table.pick_room import ALL, POINTS, PickRoom
from widgets.table.reading_room import ReadingRoom

if TYPE_CHECKING:
    from app.model import Layer, Project
    from widgets.main_window import MainWindow


class TableRoom(QObject):
    """Stands between the window and what it is chosen and read by. ``picks`` owns the selection."""

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.picks = PickRoom(w)
        self.reading = ReadingRoom(w, self.picks)
        self.reading.shown_changed.connect(w.refresh)
        self.bar = PickBar(w.map.canvas)
        self.bar.tool_chosen.connect(self.picks.take)
        self.bar.target_chosen.connect(lambda id: self.picks.aim_at(id, self.picks.touching))
        self.bar.touching_chosen.connect(lambda on: self.picks.aim_at(self.picks.target, on))
        self.bar.wished.connect(self._wished)
        self.picks.changed.connect(self.show_bar)
        self.picks.tool_changed.connect(self.show_bar)
        w.map.canvas.installEventFilter(self)

    @property
    def shown(self) -> bool:
        """True while the table is there."""
        return self.reading.shown

    def show_bar(self) -> None:
        """Say on the map what is in hand and how many are chosen."""
        project, picks = self._w.desk.project, self.picks
        if project is None:
            self.bar.show_pick(PickShown())
            return
        targets = ((POINTS, tr("table.bar.from.points")), (ALL, tr("table.bar.from.all")), *layer_names(project))
        self.bar.show_pick(PickShown(picks.tool, self._words(project), bool(picks.selection), targets, picks.target, picks.touching))

    def toggle(self) -> None:
        """Show the table or put it away."""
        self.reading.hide() if self.reading.shown else self.reading.show()

    def retranslate(self) -> None:
        """Say what is put together from words anew."""
        self.show_bar()
        self.reading.refresh()

    def ask_condition(self) -> None:
        """Write a condition."""

    def ask_distance(self) -> None:
        """Ask for a distance from what is chosen, and choose what lies within it."""

    def identify(self, spot: tuple[float, float] | None = None) -> None:
        """List everything at a spot of the map, by default where the pointer is (else in the middle)."""

    def _wished(self, deed: str) -> None:
        {"zoom": self.picks.zoom, "table": self.reading.show, "near": self.ask_distance, "clear": self.picks.clear}[deed]()

    def _words(self, project: Project) -> str:
        rows = self.picks.selection.rows
        if not rows:
            return tr("table.bar.none")
        if len(rows) == 1:
            id, numbers = next(iter(rows.items()))
            return tr("table.bar.one", name=dict(layer_names(project))[id], count=count(len(numbers)))
        return tr("table.bar.several", count=count(self.picks.selection.count), layers=len(rows))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A right click on the map asks what stands there."""
        if isinstance(event, QContextMenuEvent) and self._w.desk.project is not None:
            at = QPointF(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else None
            self.identify(self._w.map.canvas.to_m(at) if at is not None else None)
            return True
        return False

    def _pointer(self) -> tuple[float, float]:
        canvas = self._w.map.canvas
        at = canvas.mapFromGlobal(QCursor.pos())
        return canvas.to_m(QPointF(at if canvas.rect().contains(at) else canvas.rect().center()))


def layer_names(project: Project) -> tuple[tuple[str, str], ...]:
    """The layers by id and the name the layer list calls them by, the topmost first."""
    several: dict[str, int] = {}
    for layer in project.layers:
        several[layer.kind.key] = several.get(layer.kind.key, 0) + 1
    return tuple((layer.id, name_of(layer, several[layer.kind.key] == 1)) for layer in reversed(project.layers))


def name_of(layer: Layer, alone: bool = True) -> str:
    """What a layer is called beside its fellows."""
    return Row(layer.kind.group, layer, alone).name
