"""What the map shows and what is meant by a click: composes the scene, keeps what was chosen, follows the hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.model import Basemap, Intervention, Layer, Project
from app.scene import Box, Frame, Overlay, Scene
from app.styles import is_classed, style_of
from widgets.gestures.choosing import gesture, graspable
from widgets.map import map_tools
from widgets.map.labels import MEASURED
from widgets.map.legend import legend_of
from widgets.map.legend_box import LegendBox
from widgets.map.map_canvas import WHEEL_STEP, MapCanvas
from widgets.map.map_composed import marked, measured
from widgets.window_style import theme_name

if TYPE_CHECKING:
    from app.study import Answers, Gap

GAP_AROUND_M, SPOT_AROUND_M = 70.0, 90.0


def _beneath_own(layers: tuple[Layer, ...], overlays: list[Overlay]) -> list[Overlay]:
    """What the study adds, without colours on streets where the planner gave the streets colours of their own."""
    own = any(layer.visible and "streets" in layer.kind.serves and is_classed(layer.kind, style_of(layer)) for layer in layers)
    return [overlay for overlay in overlays if overlay.role not in MEASURED] if own else overlays


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
        self._looked: tuple[Overlay, ...] | None = None
        self._project: Project | None = None
        self._answers: Answers | None = None
        self._sketched: tuple[Overlay, ...] = ()
        self._chosen: tuple[Overlay, ...] = ()
        self._picked: tuple[Overlay, ...] = ()
        self._beside: tuple[Overlay, ...] = ()
        self._selected = ""
        self._existing: Intervention | None = None
        self._carried: Intervention | None = None
        self._scene, self._explained_at = Scene(), 0.0
        # Layers as they are drawn: whoever knows what a measure gives for their rows puts it in. The list beside the map is hidden.
        self.dress: Callable[[tuple[Layer, ...]], tuple[Layer, ...]] = lambda layers: layers
        self.list_hidden = False
        # Base maps that can be drawn now: whoever opens their files puts it in.
        self.ready: Callable[[tuple[Basemap, ...]], tuple[Basemap, ...]] = lambda basemaps: ()
        self.canvas.installEventFilter(self)
        self.canvas.feature_chosen.connect(self._feature)
        self.canvas.spot_chosen.connect(self._spot)
        self.canvas.frame_changed.connect(self._rescaled)

    def show_project(self, project: Project | None, *, drawn: bool = True) -> None:
        """Show another state of the project; not ``drawn``: its answers follow at once and bring the picture."""
        self._project, self._carried = project, None
        if drawn:
            self._compose()

    def show_answers(
        self, answers: Answers | None, sketched: tuple[Overlay, ...] = (), look: str = "seen", looked: tuple[Overlay, ...] | None = None
    ) -> None:
        """Show what the study found, what the sketched cameras see, and the map of a measure (``looked`` None: the one shown)."""
        self._answers, self._sketched = answers, sketched
        if looked is not None:
            self.look, self._looked = look, looked
        elif answers is None:
            self.look, self._looked = "seen", None
        self._compose()

    def show_sketched(self, sketched: tuple[Overlay, ...]) -> None:
        """While the hand moves: what the sketched cameras see now; the streets are drawn anew when the hand lets go."""
        self._sketched = sketched
        self._compose(self._carried)

    def show_look(self, look: str, looked: tuple[Overlay, ...]) -> None:
        """Show the map of a measure."""
        self.look, self._looked = look, looked
        self._compose()

    def show_chosen(self, overlays: tuple[Overlay, ...]) -> None:
        """Mark what was chosen: a spot with its walk, a stretch of street."""
        self._chosen = overlays
        self._compose()

    def show_picked(self, overlays: tuple[Overlay, ...]) -> None:
        """Mark the set of things that is chosen."""
        self._picked = overlays
        self._compose()

    def show_selected(self, id: str, existing: Intervention | None = None) -> None:
        """Mark a thing as chosen; it gets its aim handle. ``existing``: it stands there and the scenario does not touch it."""
        self._selected, self._existing = id, existing
        self._compose()

    def show_carried(self, item: Intervention, after: Project | None = None) -> None:
        """The hand carries or aims a thing: show it there without touching the rest; ``after``: others go with it."""
        self._carried = item
        items = self._items(item, after)
        self.canvas.show_items(tuple(graspable(known) for known in items if not known.gone), self._selected)
        if self._project is not None:
            self.canvas.show_live((*self._beside, *marked(self._project, items, self._existing)))

    @property
    def scene(self) -> Scene:
        """What the map shows."""
        return self._scene

    def take(self, kind: str) -> None:
        """Put something to place or to draw in the hand ("" = nothing)."""
        self.canvas.use_tool(gesture(kind, self.canvas.hold) if kind else None)

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
            self._scene = Scene()
            self.canvas.show_scene(self._scene)
            self.canvas.show_items(())
            self.explain()
            return
        overlays = _beneath_own(project.layers, measured(self._answers, self.look, self._looked))
        items = self._items(carried)
        self._beside = (*overlays, *self._sketched, *self._picked, *self._chosen)
        drawn = self.prepared(project)
        self._scene = Scene(drawn.layers, (*self._beside, *marked(project, items, self._existing)), basemaps=drawn.basemaps)
        self.canvas.show_scene(self._scene)
        self.explain()
        if carried is None:
            self.canvas.show_items(tuple(graspable(item) for item in items if not item.gone), self._selected)

    def prepared(self, project: Project) -> Project:
        """The project as every map draws it: layers coloured by a measure with its values, and base maps whose files are open."""
        return replace(project, layers=self.dress(project.layers), basemaps=self.ready(project.basemaps))

    def explain(self) -> None:
        """Let the legend say what is on the map at the scale it is shown."""
        self._explained_at = self.canvas.frame.metres_per_px
        self.legend.show_items(legend_of(self._scene, self.canvas.frame, named=self.list_hidden))

    def _rescaled(self, frame: Frame) -> None:
        if frame.metres_per_px != self._explained_at:
            self.explain()

    def _items(self, carried: Intervention | None = None, after: Project | None = None) -> tuple[Intervention, ...]:
        project = after or self._project
        shown = project.shown if project is not None else None
        items = [*(shown.items if shown is not None else ()), *([self._existing] if self._existing is not None else [])]
        return tuple(carried if carried is not None and item.id == carried.id else item for item in items)

    def _feature(self, layer: str, row: int) -> None:
        self.feature_chosen.emit(layer, row)

    def _spot(self, x_m: float, y_m: float) -> None:
        near = map_tools.GRAB_PX * self.canvas.frame.metres_per_px
        for item in reversed(self._items()):
            if item is not self._existing and not item.gone and (item.at_m[0] - x_m) ** 2 + (item.at_m[1] - y_m) ** 2 <= near**2:
                self.item_chosen.emit(item.id)
                return
        self.spot_chosen.emit(x_m, y_m)

