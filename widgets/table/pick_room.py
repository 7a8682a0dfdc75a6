"""The set of things that is chosen: built by box, line, condition, distance and table rows, shown on the map, told to all."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent

from app.model import Layer, Point, Project
from app.parameters import Assumptions
from app.selection import NOTHING, Selection, at, box_of, chosen, combined, near, shapes_of, still_there, where, withheld, within
from app.words import tr
from widgets.gestures.picking import Picked, pick_box, pick_lasso
from widgets.gestures.wishes import STILL_PX
from widgets.table import picked_marks

if TYPE_CHECKING:
    from app.scene import Box
    from widgets.main_window import MainWindow

JOB, MARKS = "pick", "picked"
# What box and line choose from: layers of points that are shown, or all that are shown; else one layer by its id.
POINTS, ALL = "points", "all"
REACH_PX = 9.0
GESTURES = {"box": pick_box, "lasso": pick_lasso}


class PickRoom(QObject):
    """Owns the selection. ``changed``: another set is chosen; ``tool_changed``: box or line was taken in hand or put down.

    ``target`` says what box and line choose from, ``touching`` whether lines and areas count that only reach in.
    """

    changed = Signal()
    tool_changed = Signal()

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.selection, self.tool, self.target, self.touching = NOTHING, "", POINTS, False
        self._pressed: QPointF | None = None
        canvas = w.map.canvas
        canvas.wished.connect(self._wished)
        canvas.tool_done.connect(lambda: self._holds(""))
        canvas.installEventFilter(self)
        w.sketch.tool_changed.connect(lambda: self._holds(""))
        w.desk.opened.connect(self.clear)
        w.desk.closed.connect(self.clear)
        w.desk.changed.connect(lambda changes: self._keep() if changes.layers else None)

    # ---- what is chosen

    def choose(self, selection: Selection, how: str = "new") -> None:
        """Choose this set: ``new``, ``add``, ``take`` or ``turn`` (`app.selection.combined`)."""
        project = self._w.desk.project
        if project is None:
            return
        wanted, few = withheld(combined(self.selection, selection, how), project.layers, self.least)
        if few:
            names = ", ".join(tr(f"kind.{project.layer(id).kind.key}") for id in few)
            self._w.notice.say(tr("table.withheld", name=names, least=self.least))
        self._put(wanted)

    def choose_rows(self, layer: str, rows: object, how: str = "new") -> None:
        """Choose rows of one layer."""
        self.choose(chosen({layer: rows}), how)  # type: ignore[dict-item]

    def clear(self) -> None:
        """Choose nothing."""
        self._w.jobs.cancel(JOB)
        self._put(NOTHING)

    def box_m(self) -> Box | None:
        """The box around all that is chosen."""
        project = self._w.desk.project
        return box_of(project.layers, self.selection) if project is not None else None

    def zoom(self) -> None:
        """Show all that is chosen."""
        box = self.box_m()
        if box is not None:
            by = max(30.0, 0.1 * max(box[2] - box[0], box[3] - box[1]))
            self._w.map.zoom_to((box[0] - by, box[1] - by, box[2] + by, box[3] + by))

    @property
    def least(self) -> int:
        """Of sensitive layers no fewer things can be chosen."""
        project = self._w.desk.project
        return int(Assumptions(project.changed_parameters if project is not None else None)["privacy.min_count"])

    # ---- what the hand, a condition or a distance wishes

    def take(self, tool: str) -> None:
        """Take ``box`` or ``lasso`` in hand; the one that is in hand is put down."""
        if self.tool == tool:
            self.put_down()
            return
        if self._w.sketch.active:
            self._w.sketch.toggle()
        self._w.map.canvas.use_tool(GESTURES[tool]())
        self._w.map.canvas.setFocus()
        self._holds(tool)
        layers = self.layers()
        self._w.jobs.ask("pick.warm", lambda _: [where(layer) for layer in layers] and None, lambda _: None, lane="hand")

    def put_down(self) -> None:
        """The hand is free again."""
        if self.tool:
            self._w.map.canvas.use_tool(None)
            self._holds("")

    def escape(self) -> bool:
        """Escape takes one step back: the tool is put down, then the choice is let go; False where there was neither."""
        if self.tool:
            self.put_down()
        elif self.selection:
            self.clear()
        else:
            return False
        return True

    def layers(self, target: str = "") -> tuple[Layer, ...]:
        """The layers that are chosen from."""
        project, target = self._w.desk.project, target or self.target
        if project is None:
            return ()
        shown = tuple(layer for layer in project.layers if layer.visible and layer.frame is not None)
        if target == POINTS:
            return tuple(layer for layer in shown if layer.kind.geometry == "Point") or shown
        return shown if target == ALL else tuple(layer for layer in project.layers if layer.id == target)

    def aim_at(self, target: str, touching: bool) -> None:
        """From now on box and line choose from these layers."""
        self.target, self.touching = target, touching
        self.tool_changed.emit()

    def outline(self, corners_m: tuple[Point, ...], how: str = "new") -> None:
        """Choose what lies inside an outline; of one corner, what stands there."""
        layers, touching = self.layers(), self.touching
        if len(corners_m) < 3:
            self.spot(corners_m[0], "turn" if how == "add" else how)
            return
        self._ask(lambda feedback: within(layers, corners_m, touching=touching, feedback=feedback), how)

    def spot(self, at_m: Point, how: str = "turn") -> None:
        """Choose the one thing at a spot, or let go of it."""
        layers = [layer for layer in self.layers(ALL) if not layer.kind.sensitive]
        reach = REACH_PX * self._w.map.canvas.frame.metres_per_px

        def look(_: object) -> Selection:
            found = at(layers, at_m, reach)
            return chosen({layer: rows[:1] for layer, rows in list(found.items())[:1]})

        self._ask(look, how)

    def by_distance(self, within_m: float, target: str, how: str = "new") -> None:
        """Choose what lies within a distance of all that is chosen now."""
        project, chosen_now, layers = self._w.desk.project, self.selection, self.layers(target)
        if project is not None:
            known = project.layers
            self._ask(lambda feedback: near(layers, shapes_of(known, chosen_now), within_m, feedback), how)

    def _ask(self, look: Callable[[object], Selection], how: str) -> None:
        self._w.jobs.ask(JOB, look, lambda found: self.choose(found, how), lane="hand", title=tr("table.work.pick"))

    # ---- wires

    def _put(self, selection: Selection) -> None:
        if selection == self.selection:
            return
        self.selection = selection
        self._show()
        self.changed.emit()
        self._w.refresh()

    def _keep(self) -> None:
        project = self._w.desk.project
        if project is not None and self.selection:
            self._put(still_there(self.selection, project.layers))

    def _show(self) -> None:
        project, selection = self._w.desk.project, self.selection
        if project is None or not selection:
            self._w.jobs.cancel(MARKS)
            self._w.map.show_picked(())
            return
        self._w.jobs.ask(MARKS, lambda _: picked_marks.marks(project, selection), self._w.map.show_picked, lane="hand")

    def _holds(self, tool: str) -> None:
        if tool != self.tool:
            self.tool = tool
            self.tool_changed.emit()
            self._w.refresh()

    def _wished(self, wish: object) -> None:
        if isinstance(wish, Picked):
            self.outline(wish.outline_m, wish.how)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A shift-click on the resting map joins what stands there to the choice, or takes it from it."""
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.LeftButton and not self.tool:
            if event.type() == QEvent.Type.MouseButtonPress and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._pressed = event.position()
            elif event.type() == QEvent.Type.MouseButtonRelease and self._pressed is not None:
                begun, self._pressed = self._pressed, None
                still = (event.position() - begun).manhattanLength() <= STILL_PX
                spot = self._w.map.canvas.to_m(begun)
                if still and not self._sketched(self._w.desk.project, spot):
                    self.spot(spot)
        return False

    def _sketched(self, project: Project | None, spot: Point) -> bool:
        """True where a sketched thing stands: those are chosen together by the hand that carries them."""
        reach = 1.5 * REACH_PX * self._w.map.canvas.frame.metres_per_px
        items = project.shown.items if project is not None and project.shown is not None else ()
        return self._w.sketch.active and any(
            max(abs(item.at_m[0] - spot[0]), abs(item.at_m[1] - spot[1])) <= reach for item in items
        )
