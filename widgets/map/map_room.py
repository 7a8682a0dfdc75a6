"""What the map shows and what is meant by a click: composes the scene, keeps what was chosen, follows the hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.model import Intervention, Project
from app.scene import Box, Overlay, Scene
from app.study.measure_kinds import MEASURES
from app.words import language, tr
from widgets.map import map_tools
from widgets.map.legend_box import LegendBox
from widgets.map.map_canvas import WHEEL_STEP, MapCanvas
from widgets.map.map_changes import marks
from widgets.map.map_measured import sign_of
from widgets.map.map_tools import Item
from widgets.map.symbols import letter
from widgets.results.viewing import legend_words
from widgets.window_style import theme_name

if TYPE_CHECKING:
    from app.kinds import LayerKind
    from app.study import Answers, Gap

GAPS_MARKED = 6
GAP_AROUND_M, SPOT_AROUND_M = 70.0, 90.0
# What the legend explains, top to bottom; two signs of the same style are told apart by their words.
EXPLAINED = (
    "seen", "maybe", "unseen", "near", "far", "lit", "dim", "dark", "kept", "unkept", "area_seen", "area_unseen", "exposed", "exposed_maybe",
    "trespass", "zone", "zone_assumed", "weakest", "dark_gap", "light_view", "proposed", "view", "assumed_view", "claimed",
)  # fmt: skip
# Beside what a measure's map shows: the views for those about cameras, and that only the district is measured.
VIEWS, BORDER = ("assumed_view", "view"), ("outside",)


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
        self._beside: tuple[Overlay, ...] = ()
        self._selected = ""
        self._existing: Intervention | None = None
        self._carried: Intervention | None = None
        self.canvas.installEventFilter(self)
        self.canvas.feature_chosen.connect(self._feature)
        self.canvas.spot_chosen.connect(self._spot)

    def show_project(self, project: Project | None) -> None:
        """Show another state of the project."""
        self._project, self._carried = project, None
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

    def show_selected(self, id: str, existing: Intervention | None = None) -> None:
        """Mark a thing as chosen; it gets its aim handle. ``existing``: it stands there and the scenario does not touch it."""
        self._selected, self._existing = id, existing
        self._compose()

    def show_carried(self, item: Intervention) -> None:
        """The hand carries or aims a thing: show it there without touching the rest."""
        self._carried = item
        items = self._items(item)
        self.canvas.show_items(tuple(_item(known) for known in items if not known.gone), self._selected)
        if self._project is not None:
            self.canvas.show_live((*self._beside, *self._marked(self._project, items)))

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
        overlays = self._measured()
        items = self._items(carried)
        self._beside = (*overlays, *self._sketched, *self._chosen)
        self.canvas.show_scene(Scene(project.layers, (*self._beside, *self._marked(project, items))))
        self._explain(overlays)
        if carried is None:
            self.canvas.show_items(tuple(_item(item) for item in items if not item.gone), self._selected)

    def _marked(self, project: Project, items: tuple[Intervention, ...]) -> tuple[Overlay, ...]:
        """The signs of what the scenario adds, and what it does with existing things."""
        return (*marks(project, items), *self._signs([item for item in items if not item.gone and item is not self._existing]))

    def _measured(self) -> list[Overlay]:
        """What the study adds: the map of the measure, and what belongs to it."""
        answers = self._answers
        if answers is None:
            return []
        cameras = any(kind.look == self.look and kind.group == "cameras" for kind in MEASURES)
        beside = (VIEWS if cameras and self.look != "seen_area" else ()) + BORDER
        found = [overlay for role in beside if (overlay := answers.overlay(role)) is not None]
        looked = self._looked if self._looked is not None else [one for one in answers.overlays if one.role in ("unseen", "maybe", "seen")]
        looked = [_first(one) if one.role == "dark_gap" else one for one in looked]
        return [*found, *looked, *(_first_gaps(answers) if cameras else ())]

    def _explain(self, overlays: list[Overlay]) -> None:
        signs = {}
        for overlay in overlays:
            role = sign_of(overlay)
            what = overlay.key.removeprefix(f"{self.look}.")
            if role in EXPLAINED and len(overlay.geometries):
                signs[legend_words(self.look, what, role)] = role
        if self._sketched:
            signs[legend_words(self.look, "", "proposed")] = "proposed"
        self.legend.show_roles(tuple((role, words) for words, role in sorted(signs.items(), key=lambda pair: EXPLAINED.index(pair[1]))))

    def _items(self, carried: Intervention | None = None) -> tuple[Intervention, ...]:
        shown = self._project.shown if self._project is not None else None
        items = [*(shown.items if shown is not None else ()), *([self._existing] if self._existing is not None else [])]
        return tuple(carried if carried is not None and item.id == carried.id else item for item in items)

    def _signs(self, items: list[Intervention]) -> tuple[Overlay, ...]:
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
            if item is not self._existing and not item.gone and (item.at_m[0] - x_m) ** 2 + (item.at_m[1] - y_m) ** 2 <= near**2:
                self.item_chosen.emit(item.id)
                return
        self.spot_chosen.emit(x_m, y_m)


def _item(item: Intervention) -> Item:
    return Item(item.id, item.kind, item.at_m, item.heading_deg if item.kind == "cctv" else None)


def _first_gaps(answers: Answers) -> list[Overlay]:
    gaps = answers.overlay("gap")
    return [_first(gaps)] if gaps is not None else []


def _first(gaps: Overlay) -> Overlay:
    """The first few of numbered marks: the list has the others."""
    return replace(gaps, geometries=gaps.geometries[:GAPS_MARKED], labels=gaps.labels[:GAPS_MARKED], revision=f"{gaps.revision} first")
