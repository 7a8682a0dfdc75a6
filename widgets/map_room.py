"""What the map shows and what is meant by a click: composes the scene, keeps what was chosen, follows the hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.model import Intervention, Project
from app.scene import Box, Overlay, Scene
from app.words import language, tr
from widgets import map_tools
from widgets.legend_box import LegendBox
from widgets.map_canvas import WHEEL_STEP, MapCanvas
from widgets.map_tools import Item
from widgets.symbols import letter
from widgets.window_style import theme_name

if TYPE_CHECKING:
    from app.kinds import LayerKind
    from app.study import Answers, Gap

GAPS_MARKED = 6
GAP_AROUND_M, SPOT_AROUND_M = 70.0, 90.0
# What the legend explains, top to bottom.
EXPLAINED = ("seen", "maybe", "unseen", "near", "far", "proposed", "assumed_view")
# What the map adds for each way of looking at the district, bottom to top.
LOOKS = {"seen": ("assumed_view", "view", "unseen", "maybe", "seen", "outside"), "near": ("far", "near", "outside")}


class MapRoom(QObject):
    """Stands between the canvas and the window.

    ``spot_chosen(x, y)``: ground or a street; ``feature_chosen(layer, row)``: a sign; ``item_chosen(id)``: a sketched thing;
    ``escaped``: Escape on the map.
    """

    spot_chosen = Signal(float, float)
    feature_chosen = Signal(str, int)
    item_chosen = Signal(str)
    escaped = Signal()

    def __init__(self, room: QWidget):
        super().__init__(room)
        self.canvas = MapCanvas(theme=theme_name(), furniture=True)
        self.legend = LegendBox(self.canvas)
        self.look = "seen"
        self._project: Project | None = None
        self._answers: Answers | None = None
        self._sketched: tuple[Overlay, ...] = ()
        self._chosen: tuple[Overlay, ...] = ()
        self._selected = ""
        self._carried: Intervention | None = None
        self.canvas.installEventFilter(self)
        self.canvas.feature_chosen.connect(self._feature)
        self.canvas.spot_chosen.connect(self._spot)

    def show_project(self, project: Project | None) -> None:
        """Show another state of the project."""
        self._project, self._carried = project, None
        self._compose()

    def show_answers(self, answers: Answers | None, sketched: tuple[Overlay, ...] = ()) -> None:
        """Show what the study found, and what the sketched cameras see."""
        self._answers, self._sketched = answers, sketched
        self._compose()

    def show_sketched(self, sketched: tuple[Overlay, ...]) -> None:
        """While the hand moves: what the sketched cameras see now; the streets are drawn anew when the hand lets go."""
        self._sketched = sketched
        self._compose(self._carried)

    def show_look(self, look: str) -> None:
        """Look at what is ``seen``, or at what is ``near`` a refuge."""
        self.look = look
        self._compose()

    def show_chosen(self, overlays: tuple[Overlay, ...]) -> None:
        """Mark what was chosen: a spot with its walk, a stretch of street."""
        self._chosen = overlays
        self._compose()

    def show_selected(self, id: str) -> None:
        """Mark a sketched thing as chosen; it gets its aim handle."""
        self._selected = id
        self._compose()

    def show_carried(self, item: Intervention) -> None:
        """The hand carries or aims a thing: show it there without touching the rest."""
        self._carried = item
        self.canvas.show_items(tuple(_item(known) for known in self._items(item)), self._selected)
        self._compose(item)

    def take(self, kind: str) -> None:
        """Put something to place in the hand ("" = nothing)."""
        self.canvas.use_tool(map_tools.place(kind) if kind else None)

    def zoom_in(self) -> None:
        """Come closer."""
        self.canvas.zoom_by(WHEEL_STEP)

    def zoom_out(self) -> None:
        """Step back."""
        self.canvas.zoom_by(1 / WHEEL_STEP)

    def zoom_all(self) -> None:
        """Show the whole district."""
        self.canvas.zoom_home()

    def zoom_to(self, box_m: Box) -> None:
        """Show what is inside a box."""
        self.canvas.zoom_to(box_m)

    def zoom_to_gap(self, gap: Gap) -> None:
        """Go to a gap and mark it."""
        import numpy

        west, south, east, north = gap.line.bounds
        self.show_chosen((Overlay("chosen", "selected", numpy.array([gap.line], object), revision=f"gap {gap.rank}"),))
        around = max(GAP_AROUND_M, 0.25 * max(east - west, north - south))
        self.canvas.zoom_to((west - around, south - around, east + around, north + around))

    def zoom_to_spot(self, x_m: float, y_m: float) -> None:
        """Go to a spot and mark it."""
        self.mark_spot(x_m, y_m)
        self.canvas.zoom_to((x_m - SPOT_AROUND_M, y_m - SPOT_AROUND_M, x_m + SPOT_AROUND_M, y_m + SPOT_AROUND_M))

    def mark_spot(self, x_m: float, y_m: float, walk: object = None) -> None:
        """Mark a spot, with the walk from it to refuge where it is known."""
        import numpy
        import shapely

        marks = [Overlay("chosen", "selected", numpy.array([shapely.Point(x_m, y_m)], object), revision=f"{x_m} {y_m}")]
        if walk is not None:
            marks.insert(0, Overlay("walk", "walk", numpy.array([walk], object), revision=f"{x_m} {y_m}"))
        self.show_chosen(tuple(marks))

    def restyle(self) -> None:
        """Take the theme in use."""
        self.canvas.use_theme(theme_name())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape with no button held is for the window; the canvas hears of it too."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape
        if pressed and QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.escaped.emit()
        return False

    def _compose(self, carried: Intervention | None = None) -> None:
        project = self._project
        if project is None:
            self.canvas.show_scene(Scene())
            self.canvas.show_items(())
            self.legend.show_roles(())
            return
        overlays: list[Overlay] = []
        if self._answers is not None:
            overlays += [overlay for role in LOOKS[self.look] if (overlay := self._answers.overlay(role)) is not None]
            overlays += _first_gaps(self._answers)
        items = self._items(carried)
        signs = self._signs(items)
        self.canvas.show_scene(Scene(project.layers, (*overlays, *self._sketched, *self._chosen, *signs)))
        self._explain({overlay.role for overlay in overlays} | ({"proposed"} if self._sketched else set()))
        if carried is None:
            self.canvas.show_items(tuple(_item(item) for item in items), self._selected)

    def _explain(self, roles: set[str]) -> None:
        self.legend.show_roles(tuple((role, f"window.legend.{role}") for role in EXPLAINED if role in roles))

    def _items(self, carried: Intervention | None = None) -> tuple[Intervention, ...]:
        shown = self._project.shown if self._project is not None else None
        items = shown.items if shown is not None else ()
        return tuple(carried if carried is not None and item.id == carried.id else item for item in items)

    def _signs(self, items: tuple[Intervention, ...]) -> tuple[Overlay, ...]:
        if not items:
            return ()
        import numpy
        import shapely

        points = shapely.points([item.at_m for item in items])
        labels = tuple(self._letter(item.kind) for item in items)
        revision = str(hash(tuple((item.id, item.at_m, item.kind) for item in items)))
        return (Overlay("sketched", "proposed", numpy.asarray(points, object), labels, revision),)

    def _letter(self, key: str) -> str:
        kinds: dict[str, LayerKind] = {layer.kind.key: layer.kind for layer in self._project.layers} if self._project else {}
        return letter(kinds[key].style, language()) if key in kinds else tr(f"window.sketch.{key}")[:1]

    def _feature(self, layer: str, row: int) -> None:
        self.feature_chosen.emit(layer, row)

    def _spot(self, x_m: float, y_m: float) -> None:
        near = map_tools.GRAB_PX * self.canvas.frame.metres_per_px
        for item in reversed(self._items()):
            if (item.at_m[0] - x_m) ** 2 + (item.at_m[1] - y_m) ** 2 <= near**2:
                self.item_chosen.emit(item.id)
                return
        self.spot_chosen.emit(x_m, y_m)


def _item(item: Intervention) -> Item:
    return Item(item.id, item.kind, item.at_m, item.heading_deg if item.kind == "cctv" else None)


def _first_gaps(answers: Answers) -> list[Overlay]:
    gaps = answers.overlay("gap")
    if gaps is None:
        return []
    return [replace(gaps, geometries=gaps.geometries[:GAPS_MARKED], labels=gaps.labels[:GAPS_MARKED], revision=f"{gaps.revision} first")]
