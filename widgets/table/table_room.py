"""Joins choosing and reading to the window: the bar on the map, the table under it, what stands at a spot."""

from __future__ import annotations

from math import dist
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtGui import QCursor

from app.selection import at
from app.words import tr
from widgets import choice
from widgets.figures import count
from widgets.layer_panel import Row
from widgets.results.list_page import ListPage
from widgets.table.identify import listing
from widgets.table.pick_bar import PickBar, PickShown
from widgets.table.pick_room import ALL, POINTS, REACH_PX, PickRoom
from widgets.table.reading_room import ReadingRoom

if TYPE_CHECKING:
    from app.model import Layer, Project
    from widgets.main_window import MainWindow

PAGE = "identify"


class TableRoom(QObject):
    """Stands between the window and what it is chosen and read by. ``picks`` owns the selection."""

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self._listed: ListPage | None = None
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
        w.layer_panel.table_wanted.connect(self.reading.show)

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
        targets = self._targets(project)
        self.bar.show_pick(PickShown(picks.tool, self._words(project), bool(picks.selection), targets, picks.target, picks.touching))

    def toggle(self) -> None:
        """Show the table or put it away."""
        self.reading.hide() if self.reading.shown else self.reading.show()

    def retranslate(self) -> None:
        """Say what is put together from words anew."""
        self.show_bar()
        self.reading.refresh()

    def ask_condition(self) -> None:
        """Write a condition: the table opens with the keyboard in its search field."""
        self.reading.show()
        if self.reading.panel is not None:
            self.reading.panel.search.setFocus()

    def ask_distance(self) -> None:
        """Ask for a distance from what is chosen, and choose what lies within it."""
        project = self._w.desk.project
        if project is None or not self.picks.selection:
            return
        from widgets.table.distance_dialog import DistanceDialog

        words = tr("table.distance.sentence", count=count(self.picks.selection.count))
        dialog = DistanceDialog(words, self._targets(project), self._w)
        dialog.accepted.connect(lambda: self.picks.by_distance(dialog.distance_m, dialog.target, "add" if dialog.adds else "new"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def identify(self, spot: tuple[float, float] | None = None) -> None:
        """List everything at a spot of the map, by default where the pointer is (else in the middle)."""
        w, project = self._w, self._w.desk.project
        if project is None:
            return
        place = spot or self._pointer()
        layers, reach = self.picks.layers(ALL), REACH_PX * w.map.canvas.frame.metres_per_px
        items = project.shown.items if project.shown is not None else ()
        sketched = [item for item in items if not item.gone and item.of is None and dist(item.at_m, place) <= 1.5 * reach]

        def show(found: dict[str, list[int]]) -> None:
            if w.desk.project is project:
                w.sketch.select("")
                w.map.mark_spot(*place)
                self._page().show_listing(listing(project, found, sketched, place, dict(layer_names(project)), self.picks.least))
                w.inspector.show()
                w.inspector.show_page(PAGE)
                w.refresh()

        w.jobs.ask(PAGE, lambda _: at(layers, place, reach), show, lane="hand")

    def _page(self) -> ListPage:
        if self._listed is None:
            self._listed = ListPage()
            self._w.inspector.add_page(PAGE, self._listed)
            self._listed.chosen.connect(self._go)
            self._listed.left.connect(self._w.inspector.left)
        return self._listed

    def _go(self, key: str) -> None:
        layer, _, row = key.rpartition("/")
        if key.startswith("item:"):
            self._w.sketch.select(key.removeprefix("item:"))
        elif layer and row.isdecimal():
            choice.feature(self._w, layer, int(row))

    def _targets(self, project: Project) -> tuple[tuple[str, str], ...]:
        return (POINTS, tr("table.bar.from.points")), (ALL, tr("table.bar.from.all")), *layer_names(project)

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
