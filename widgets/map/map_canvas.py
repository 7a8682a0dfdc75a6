"""The map one touches: tiles drawn in the background, what is being done drawn live over them, pan and zoom that never wait."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QEvent, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.scene import Box, Frame, Overlay, Scene
from app.words import language, tr
from widgets.map import map_live, map_scene, map_tools, map_turning
from widgets.map.map_glide import Glide
from widgets.map.map_keys import KEY_PAN_PX, PAN_KEYS, TOOL_KEYS
from widgets.map.map_pick import sign_at
from widgets.map.map_tiles import Tiles
from widgets.map.map_tools import Hold, Item, Pointer, Tool
from widgets.map.map_touched import Touched, at_the_edge
from widgets.map.map_view import WHEEL_STEP, MapView

FREE, SHIFT, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class MapCanvas(QWidget):
    """Shows a scene and says what the hand wished for. Units are metres in EPSG:5186 and logical pixels.

    The empty look is a calm ground with one sentence; ``is_busy`` holds while visible parts are still being drawn.
    ``hovered`` gives ("", -1) when the pointer leaves a sign; ``let_go`` ends a drag or an aim.
    """

    spot_chosen = Signal(float, float)
    feature_chosen = Signal(str, int)
    hovered = Signal(str, int)
    frame_changed = Signal(object)
    placed = Signal(str, float, float)
    moved = Signal(str, float, float)
    aimed = Signal(str, float)
    let_go = Signal()
    measured = Signal(float)
    cursor_moved = Signal(float, float)
    tool_done = Signal()
    wished = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, theme: str = "light", furniture: bool = True, legend: bool = False):
        super().__init__(parent)
        self._turning = map_turning.Turning()  # first: setting up a widget sends it events
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self._theme, self._furniture, self._legend = theme, furniture, legend
        self._scene, self._baked = Scene(), Scene()
        self._home: Box | None = None
        self._live: tuple[Overlay, ...] = ()
        self._hand_overlays: tuple[Overlay, ...] = ()
        self._notes: tuple[str, ...] = ()
        self._view, self._looked, self._at_home = MapView(), False, False
        self._sketch, self._pointer_px, self._at_rest = map_tools.Sketch(), QPointF(), True
        self.hold, self._hovered, self._touched = Hold(), ("", -1), Touched()
        self._tool: Tool = map_tools.select(self.hold)
        next(self._tool)
        self._glide = Glide(self)
        self._glide.moved.connect(self.pan_by)
        self.frame_ms: deque[float] = deque(maxlen=2000)
        self.tiles = Tiles(self)
        self.tiles.arrived.connect(self.update)
        self.tiles.failed.connect(self.failed)
        self.retranslate()

    # ---- what is shown

    def show_scene(self, scene: Scene) -> None:
        """Show a scene; the first one with something in it is shown whole. What is on screen stays until the new is drawn."""
        baked, live = map_scene.split(scene)
        same = map_scene.key(baked) == map_scene.key(self._baked)
        calm = same and (scene.source_line, scene.made_up) == (self._scene.source_line, self._scene.made_up)
        self._scene, self._baked, self._live = scene, baked, live
        if not same:
            self._home = map_scene.extent(scene)
            self.tiles.show(baked, self._home)
        if not scene.layers:
            self._looked = False  # whatever comes next is shown whole
        elif not self._looked and self._home is not None:
            self.zoom_home()
        self._refresh() if calm else self.update()

    def show_live(self, overlays: tuple[Overlay, ...]) -> None:
        """Put these in place of all that is drawn live, while the hand moves; nothing else is looked at."""
        _, self._live = map_scene.split(Scene(overlays=overlays))
        self._refresh()

    def show_hand(self, overlays: tuple[Overlay, ...], notes: tuple[str, ...] = ()) -> None:
        """What follows the hand while something is placed, carried or aimed: drawn live, with a bubble of notes at the pointer."""
        self._hand_overlays, self._notes = overlays, notes
        self._refresh()

    def show_items(self, items: tuple[Item, ...], chosen: str = "") -> None:
        """The sketched things that can be carried and aimed; the chosen one shows its aim handle."""
        self.hold.items, self.hold.chosen = items, chosen
        self._refresh()

    def use_theme(self, theme: str) -> None:
        """``light`` or ``dark``."""
        self._theme = theme
        self.update()

    def retranslate(self) -> None:
        """Speak the language of the window from now on."""
        self.setAccessibleName(tr("map.name"))
        self.setAccessibleDescription(tr("map.help"))
        self.update()

    def use_tool(self, tool: Tool | None = None) -> None:
        """Give the hand another gesture (`widgets.map.map_tools`); None goes back to selecting."""
        self._at_rest = tool is None
        self._tool = map_tools.select(self.hold) if tool is None else tool
        next(self._tool)
        self._sketch = map_tools.Sketch()
        self.setCursor(Qt.CursorShape.ArrowCursor if self._at_rest else Qt.CursorShape.CrossCursor)
        self.update()

    @property
    def scene(self) -> Scene:
        """What is shown."""
        return self._scene

    @property
    def is_busy(self) -> bool:
        """True while something visible is still being drawn."""
        return self.tiles.busy

    @property
    def frame(self) -> Frame:
        """The window onto the ground as it is now."""
        return self._view.frame(self._theme, language())

    def stop(self) -> None:
        """Give up background work; called when the canvas closes."""
        self._glide.stop()
        self.tiles.stop()

    # ---- moving about

    def look_at(self, centre_m: tuple[float, float], metres_per_px: float, turned_deg: float | None = None) -> None:
        """Put a place in the middle at a scale, turned so that a bearing lies up (None: as it is)."""
        view = self._view.at(centre_m, metres_per_px)
        self._look(view if turned_deg is None else replace(view, turned_deg=turned_deg % 360.0))

    def turn_to(self, bearing_deg: float, at_px: QPointF | None = None) -> None:
        """Turn the map so that a bearing lies up (0 is north), about a pixel (else the middle)."""
        at = at_px if at_px is not None else self._middle
        self._look(self._view.turned(bearing_deg, at.x(), at.y()))

    def turn_by_steps(self, steps: int) -> None:
        """Turn the map clockwise by steps of fifteen degrees."""
        self.turn_to(map_turning.stepped(self._view.turned_deg, -steps))

    def zoom_to(self, box_m: Box, *, margin: float = 0.08, finest: float = 0.12) -> None:
        """Show a whole box with some air around it; a tiny box is not shown finer than ``finest`` metres a pixel."""
        self._glide.stop()
        self._look(self._view.around(box_m, margin=margin, finest=finest))

    def zoom_home(self) -> None:
        """Show the whole district; it stays whole when the window changes its size."""
        if self._home is not None:
            self.zoom_to(self._home, margin=0.02)
            self._at_home = True

    def zoom_by(self, share: float, at_px: QPointF | None = None) -> None:
        """Magnify by a share; the ground under ``at_px`` (else the middle) stays where it is."""
        at = at_px if at_px is not None else self._middle
        self._look(self._view.magnified(share, at.x(), at.y()))

    def pan_by(self, dx_px: float, dy_px: float) -> None:
        """Carry the map along with the hand: positive moves the picture right and down."""
        self._look(self._view.panned(dx_px, dy_px))

    def to_m(self, at_px: QPointF) -> tuple[float, float]:
        """The ground under a pixel."""
        return self._view.to_m(at_px.x(), at_px.y())

    def to_px(self, at_m: tuple[float, float]) -> QPointF:
        """The pixel over a place on the ground."""
        return QPointF(*self._view.to_px(*at_m))

    @property
    def _middle(self) -> QPointF:
        return QPointF(self.width() / 2, self.height() / 2)

    def _look(self, view: MapView) -> None:
        self._looked, self._at_home = True, False
        if view != self._view:
            self._view = view
            self.frame_changed.emit(self.frame)
        self.update()

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tiles, then what is live, then the furniture; measured in ``frame_ms``."""
        begun = perf_counter()
        painter = QPainter(self)
        frame = self.frame
        if self._scene.layers or self._scene.overlays or self._scene.basemaps:
            self.tiles.draw(painter, frame, self.devicePixelRatioF())
            self._draw_live(painter, frame, event.rect())
        else:
            map_live.paint_empty(painter, frame)
        painter.end()
        self.frame_ms.append((perf_counter() - begun) * 1000)

    def _draw_live(self, painter: QPainter, frame: Frame, rect: QRect) -> None:
        from widgets.map import map_furniture

        overlays = self._touched.within(self._live + self._hand_overlays, frame, rect)
        map_live.paint(painter, frame, self._scene, overlays, self.hold, self._sketch, self.devicePixelRatioF())
        if self._furniture and (self._legend or at_the_edge(rect, frame)):
            map_furniture.paint_furniture(painter, self._scene, frame, legend=self._legend)
        if (bubble := self._bubble()) is not None:
            map_furniture.bubble(painter, *bubble, frame)

    def _bubble(self) -> tuple[QPointF, tuple[str, ...]] | None:
        notes = self._notes or map_live.notes(self._sketch)
        return (QPointF(self._pointer_px), notes) if notes else None

    def _refresh(self) -> None:
        """Draw again only what changed of all that is live."""
        region = self._touched.changed(self.frame, self._live + self._hand_overlays, self.hold, self._sketch, self._bubble())
        self.update() if region is None else self.update(region)

    # ---- what the hand wishes

    def _send(self, what: str, at: QPointF, *, held: Qt.KeyboardModifier = FREE, key: str = "") -> None:
        pointer = Pointer(what, (at.x(), at.y()), self.to_m(at), self._view.metres_per_px, bool(held & SHIFT), key, bool(held & CTRL))
        try:
            wishes = self._tool.send(pointer)
        except StopIteration:  # the gesture was over before the canvas had put it away
            self.use_tool(None)
            return
        for wish in wishes:
            self._grant(wish)

    def _grant(self, wish: map_tools.Wish) -> None:
        match wish:
            case map_tools.Pan(dx_px=dx, dy_px=dy):
                self._glide.carried(dx, dy)
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.pan_by(dx, dy)
            case map_tools.Fling():
                self.setCursor(Qt.CursorShape.ArrowCursor if self._at_rest else Qt.CursorShape.CrossCursor)
                self._glide.let_go()
            case map_tools.ZoomBox(box_px=box_px):
                self._look(self._view.inside(box_px))
            case map_tools.Spot(m=(x, y)):
                self._choose(x, y)
            case map_tools.Placed(kind=kind, m=(x, y)):
                self.placed.emit(kind, x, y)
            case map_tools.Moved(id=id, m=(x, y), done=done):
                self.moved.emit(id, x, y)
                if done:
                    self.let_go.emit()
            case map_tools.Aimed(id=id, deg=deg, done=done):
                self.aimed.emit(id, deg)
                if done:
                    self.let_go.emit()
            case map_tools.Measured(length_m=length):
                self.measured.emit(length)
            case map_tools.Sketch():
                self._sketch = wish
                self._refresh()
            case map_tools.Done():
                if not self._at_rest:  # not now: the gesture that says so is still running
                    QTimer.singleShot(0, self, self._finish_tool)
            case _:
                self.wished.emit(wish)

    def _finish_tool(self) -> None:
        self.use_tool(None)
        self.tool_done.emit()

    def _choose(self, x: float, y: float) -> None:
        found = sign_at(self._scene, self.frame, x, y)
        if found is not None:
            self.feature_chosen.emit(found.layer, found.row)
        else:
            self.spot_chosen.emit(x, y)

    def _hover(self, at: QPointF) -> None:
        found = sign_at(self._scene, self.frame, *self.to_m(at))
        now = (found.layer, found.row) if found else ("", -1)
        if now != self._hovered:
            self._hovered = now
            self.hovered.emit(*now)
            if self._at_rest:
                self.setCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor)

    # ---- events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left button works the tool, with Alt it turns the map; the middle one always pans."""
        self._glide.held()
        self._pointer_px = event.position()
        if event.button() == Qt.MouseButton.LeftButton and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._turning.take(self._view.turned_deg, event.position(), self._middle)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._send("press", event.position(), held=event.modifiers())
        elif event.button() != Qt.MouseButton.MiddleButton:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Says where the pointer is on the ground and moves the tool."""
        at, before = event.position(), self._pointer_px
        self._pointer_px = at
        if event.buttons() & Qt.MouseButton.MiddleButton:
            self.pan_by(at.x() - before.x(), at.y() - before.y())
        self.cursor_moved.emit(*self.to_m(at))
        if self._turning.held:
            return self._turning.follow(self, at, in_steps=bool(event.modifiers() & SHIFT))
        self._send("move", at, held=event.modifiers())
        if not event.buttons():
            self._hover(at)
        if self._notes:
            self._refresh()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a press."""
        if event.button() == Qt.MouseButton.LeftButton and self._turning.held:
            self._turning.let_go()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._send("release", event.position(), held=event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zooms in while selecting; ends a measured way."""
        if event.button() == Qt.MouseButton.LeftButton and self._at_rest:
            self.zoom_by(2.0, event.position())
        elif event.button() == Qt.MouseButton.LeftButton:
            self._send("double", event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms to the pointer; a fine-grained wheel zooms finely."""
        turns = event.angleDelta().y() / 120
        if turns:
            self._glide.stop()
            self.zoom_by(self._view.wheel_share(turns), event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, plus and minus zoom, Home shows all; Escape, Enter and Backspace go to the tool."""
        step = KEY_PAN_PX * (3 if event.modifiers() & SHIFT else 1)
        match event.key():
            case key if key in PAN_KEYS:
                self.pan_by(step * PAN_KEYS[key][0], step * PAN_KEYS[key][1])
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(WHEEL_STEP)
            case Qt.Key.Key_Minus | Qt.Key.Key_Underscore:
                self.zoom_by(1 / WHEEL_STEP)
            case Qt.Key.Key_Home:
                self.zoom_home()
            case key if key in TOOL_KEYS:
                self._send("key", self._pointer_px, key=TOOL_KEYS[key])
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Two fingers, on a touchpad or on the screen, zoom, carry and turn the map."""
        return self._turning.answered(self, event) or super().event(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left the map."""
        self._send("leave", self._pointer_px)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The middle stays the middle; a map that shows all keeps showing all."""
        super().resizeEvent(event)
        self._view = replace(self._view, width_px=self.width(), height_px=self.height())
        if self._at_home:
            self.zoom_home()
        self.frame_changed.emit(self.frame)

    def closeEvent(self, event: QEvent) -> None:
        """Stops background work."""
        self.stop()
        super().closeEvent(event)  # type: ignore[arg-type]


def preview(project: str | None = None) -> QWidget:
    """The canvas alone with a project or the sample."""
    from widgets.preview import scene_of

    canvas = MapCanvas(legend=True)
    canvas.show_scene(scene_of(project))
    return canvas
