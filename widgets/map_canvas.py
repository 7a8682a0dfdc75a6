"""The map one touches: tiles drawn in the background, what is being done drawn live over them, pan and zoom that never wait."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from math import exp, log2
from time import perf_counter

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QCursor,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.scene import Box, Frame, Overlay, Scene
from app.words import language, tr
from widgets import map_tools
from widgets.map_tiles import Tiles
from widgets.map_tools import Hold, Item, Pointer, Tool

FINEST_M_PER_PX, COARSEST_M_PER_PX = 0.04, 400.0
WHEEL_STEP = 2**0.5
KEY_PAN_PX = 110
# The map glides on after a throw and comes to rest within about a second.
GLIDE_MS, GLIDE_STOP_PX_S = 260.0, 30.0
# Overlays of these roles change with every click and hold few things: they are drawn live, so no tile is drawn again.
LIVE_ROLES, LIVE_AT_MOST = ("walk", "proposed", "selected", "gap"), 80


class MapCanvas(QWidget):
    """Shows a scene and says what the hand wished for. Units are metres in EPSG:5186 and logical pixels.

    The empty look is a calm ground with one sentence; ``is_busy`` holds while visible parts are still being drawn.
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
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, theme: str = "light", furniture: bool = True, legend: bool = False):
        super().__init__(parent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self._theme, self._furniture, self._legend = theme, furniture, legend
        self._scene, self._baked, self._home = Scene(), Scene(), None
        self._live: tuple[Overlay, ...] = ()
        self._hand_overlays: tuple[Overlay, ...] = ()
        self._centre_m, self._metres_per_px, self._placed = (0.0, 0.0), 1.0, False
        self._at_home = False
        self._sketch, self._notes, self._pointer_px = map_tools.Sketch(), (), QPointF()
        self._hold, self._hovered = Hold(), ("", -1)
        self._tool: Tool = map_tools.select(self._hold)
        next(self._tool)
        self._trail: deque[tuple[float, float, float]] = deque(maxlen=6)
        self._glide, self._speed, self._glide_at = QTimer(self, interval=15, timerType=Qt.TimerType.PreciseTimer), (0.0, 0.0), 0.0
        self._glide.timeout.connect(self._glide_on)
        self.frame_ms: deque[float] = deque(maxlen=2000)
        self._tiles = Tiles(self)
        self._tiles.arrived.connect(self.update)
        self._tiles.failed.connect(self.failed)
        self.retranslate()

    # ---- what is shown

    def show_scene(self, scene: Scene) -> None:
        """Show a scene; the first one with something in it is shown whole. What is on screen stays until the new is drawn."""
        live = tuple(o for o in scene.overlays if o.role in LIVE_ROLES and len(o.geometries) <= LIVE_AT_MOST)
        baked = replace(scene, overlays=tuple(o for o in scene.overlays if o not in live))
        same = _key(baked) == _key(self._baked)
        self._scene, self._baked, self._live = scene, baked, live
        if not same:
            self._home = extent(scene)
            self._tiles.show(baked, self._home)
        if not self._placed and self._home is not None:
            self.zoom_home()
        self.update()

    def show_hand(self, overlays: tuple[Overlay, ...], notes: tuple[str, ...] = ()) -> None:
        """What follows the hand while something is placed, carried or aimed: drawn live, with a bubble of notes at the pointer."""
        self._hand_overlays, self._notes = overlays, notes
        self.update()

    def show_items(self, items: tuple[Item, ...], chosen: str = "") -> None:
        """The sketched things that can be carried and aimed; the chosen one shows its aim handle."""
        self._hold.items, self._hold.chosen = items, chosen
        self.update()

    def use_theme(self, theme: str) -> None:
        """``light`` or ``dark``."""
        self._theme = theme
        self.update()

    def show_legend(self, shown: bool) -> None:
        """Show or hide the legend card."""
        self._legend = shown
        self.update()

    def retranslate(self) -> None:
        """Speak the language of the window from now on."""
        self.setAccessibleName(tr("map.name"))
        self.setAccessibleDescription(tr("map.help"))
        self.update()

    def use_tool(self, tool: Tool | None = None) -> None:
        """Give the hand another gesture (`widgets.map_tools`); None goes back to selecting."""
        self._tool = tool if tool is not None else map_tools.select(self._hold)
        next(self._tool)
        self._sketch = map_tools.Sketch()
        self.setCursor(Qt.CursorShape.ArrowCursor if tool is None else Qt.CursorShape.CrossCursor)
        self.update()

    @property
    def is_busy(self) -> bool:
        """True while something visible is still being drawn."""
        return self._tiles.busy

    @property
    def frame(self) -> Frame:
        """The window onto the ground as it is now."""
        size = (max(1, self.width()), max(1, self.height()))
        return Frame(self._centre_m, self._metres_per_px, *size, self._theme, language())

    def stop(self) -> None:
        """Give up background work; called when the canvas closes."""
        self._glide.stop()
        self._tiles.stop()

    # ---- moving about

    def look_at(self, centre_m: tuple[float, float], metres_per_px: float) -> None:
        """Put a place in the middle at a scale."""
        self._placed, self._at_home = True, False
        scale = min(max(metres_per_px, FINEST_M_PER_PX), COARSEST_M_PER_PX)
        if (centre_m, scale) != (self._centre_m, self._metres_per_px):
            self._centre_m, self._metres_per_px = (float(centre_m[0]), float(centre_m[1])), scale
            self.frame_changed.emit(self.frame)
        self.update()

    def zoom_to(self, box_m: Box, *, margin: float = 0.08, finest: float = 0.12) -> None:
        """Show a whole box with some air around it; a tiny box is not shown finer than ``finest`` metres a pixel."""
        west, south, east, north = box_m
        self._glide.stop()
        share = 1 - 2 * margin
        scale = max((east - west) / (self.width() * share), (north - south) / (self.height() * share), finest)
        self.look_at(((west + east) / 2, (south + north) / 2), scale)

    def zoom_home(self) -> None:
        """Show the whole district."""
        if self._home is not None:
            self.zoom_to(self._home, margin=0.02)
            self._at_home = True

    def zoom_by(self, share: float, at_px: QPointF | None = None) -> None:
        """Magnify by a share; the ground under ``at_px`` (else the middle) stays where it is."""
        at = at_px if at_px is not None else QPointF(self.width() / 2, self.height() / 2)
        x, y = self.to_m(at)
        scale = min(max(self._metres_per_px / share, FINEST_M_PER_PX), COARSEST_M_PER_PX)
        centre = (x - (at.x() - self.width() / 2) * scale, y + (at.y() - self.height() / 2) * scale)
        self.look_at(centre, scale)

    def pan_by(self, dx_px: float, dy_px: float) -> None:
        """Carry the map along with the hand: positive moves the picture right and down."""
        x, y = self._centre_m
        self.look_at((x - dx_px * self._metres_per_px, y + dy_px * self._metres_per_px), self._metres_per_px)

    def to_m(self, at_px: QPointF) -> tuple[float, float]:
        """The ground under a pixel."""
        x, y = self._centre_m
        return x + (at_px.x() - self.width() / 2) * self._metres_per_px, y - (at_px.y() - self.height() / 2) * self._metres_per_px

    def to_px(self, at_m: tuple[float, float]) -> QPointF:
        """The pixel over a place on the ground."""
        x, y = self._centre_m
        return QPointF(self.width() / 2 + (at_m[0] - x) / self._metres_per_px, self.height() / 2 - (at_m[1] - y) / self._metres_per_px)

    def _throw(self) -> None:
        now = perf_counter()
        recent = [entry for entry in self._trail if now - entry[0] < 0.12]
        self._trail.clear()
        if len(recent) < 2 or now - recent[-1][0] > 0.06:
            return
        span = max(recent[-1][0] - recent[0][0], 0.008)
        self._speed = (sum(entry[1] for entry in recent[1:]) / span, sum(entry[2] for entry in recent[1:]) / span)
        self._glide_at = now
        self._glide.start()

    def _glide_on(self) -> None:
        now = perf_counter()
        past, self._glide_at = min(now - self._glide_at, 0.05), now
        self._speed = tuple(part * exp(-past * 1000 / GLIDE_MS) for part in self._speed)
        if max(map(abs, self._speed)) < GLIDE_STOP_PX_S:
            self._glide.stop()
        self.pan_by(self._speed[0] * past, self._speed[1] * past)

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tiles, then what is live, then the furniture; measured in ``frame_ms``."""
        begun = perf_counter()
        painter = QPainter(self)
        frame = self.frame
        if self._scene.layers or self._scene.overlays:
            self._tiles.draw(painter, frame, self.devicePixelRatioF())
            self._draw_live(painter, frame)
        else:
            self._draw_empty(painter, frame)
        painter.end()
        self.frame_ms.append((perf_counter() - begun) * 1000)

    def _draw_live(self, painter: QPainter, frame: Frame) -> None:
        from widgets import map_live

        map_live.paint(painter, frame, self._scene, self._live + self._hand_overlays, self._hold, self._sketch, self.devicePixelRatioF())
        if self._furniture:
            from widgets.map_furniture import paint_furniture

            paint_furniture(painter, self._scene, frame, legend=self._legend)
        notes = self._notes or map_live.notes(self._sketch)
        if notes:
            from widgets.map_furniture import bubble

            bubble(painter, self._pointer_px, notes, frame)

    def _draw_empty(self, painter: QPainter, frame: Frame) -> None:
        from widgets.theme import fonts, palette

        colours = palette(frame.theme)
        painter.fillRect(self.rect(), QColor(colours.ground))
        painter.setPen(QColor(colours.quiet))
        painter.setFont(fonts(15))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("map.empty"))

    # ---- the hand

    def _send(self, what: str, at: QPointF, *, shift: bool = False, key: str = "") -> None:
        pointer = Pointer(what, (at.x(), at.y()), self.to_m(at), self._metres_per_px, shift, key)
        for wish in self._tool.send(pointer):
            self._grant(wish)

    def _grant(self, wish: map_tools.Wish) -> None:
        match wish:
            case map_tools.Pan(dx_px=dx, dy_px=dy):
                self._trail.append((perf_counter(), dx, dy))
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.pan_by(dx, dy)
            case map_tools.Fling():
                self.unsetCursor()
                self._throw()
            case map_tools.ZoomBox(box_px=(left, top, right, bottom)):
                (west, north), (east, south) = self.to_m(QPointF(left, top)), self.to_m(QPointF(right, bottom))
                self.zoom_to((west, south, east, north), margin=0.0, finest=FINEST_M_PER_PX)
            case map_tools.Spot(m=(x, y)):
                self._choose(x, y)
            case map_tools.Placed(kind=kind, m=(x, y)):
                self.placed.emit(kind, x, y)
            case map_tools.Moved(id=id, m=(x, y), done=done):
                self.moved.emit(id, x, y)
                self._let_go(done)
            case map_tools.Aimed(id=id, deg=deg, done=done):
                self.aimed.emit(id, deg)
                self._let_go(done)
            case map_tools.Measured(length_m=length):
                self.measured.emit(length)
            case map_tools.Sketch():
                self._sketch = wish
                self.update()
            case map_tools.Done():
                if self._tool.gi_frame is None or self.cursor().shape() == Qt.CursorShape.CrossCursor:
                    QTimer.singleShot(0, self, self._finish_tool)

    def _finish_tool(self) -> None:
        self.use_tool(None)
        self.tool_done.emit()

    def _let_go(self, done: bool) -> None:
        if done:
            self.let_go.emit()

    def _choose(self, x: float, y: float) -> None:
        from widgets.map_pick import sign_at

        found = sign_at(self._scene, self.frame, x, y)
        if found is not None:
            self.feature_chosen.emit(found.layer, found.row)
        else:
            self.spot_chosen.emit(x, y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The left button works the tool; the middle one always pans."""
        self._glide.stop()
        self._trail.clear()
        if event.button() == Qt.MouseButton.LeftButton:
            self._send("press", event.position(), shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._pointer_px = event.position()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Says where the pointer is on the ground and moves the tool."""
        at = event.position()
        if event.buttons() & Qt.MouseButton.MiddleButton:
            self.pan_by(at.x() - self._pointer_px.x(), at.y() - self._pointer_px.y())
        self._pointer_px = at
        self.cursor_moved.emit(*self.to_m(at))
        self._send("move", at, shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        if not event.buttons():
            self._hover(at)

    def _hover(self, at: QPointF) -> None:
        if not self._scene.layers:
            return
        from widgets.map_pick import sign_at

        found = sign_at(self._scene, self.frame, *self.to_m(at))
        now = (found.layer, found.row) if found else ("", -1)
        if now != self._hovered:
            self._hovered = now
            self.hovered.emit(*now)
            if self.cursor().shape() != Qt.CursorShape.CrossCursor:
                self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends a press."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._send("release", event.position(), shift=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Zooms in while selecting; ends a measured way."""
        if event.button() == Qt.MouseButton.LeftButton:
            if self.cursor().shape() == Qt.CursorShape.CrossCursor:
                self._send("double", event.position())
            else:
                self.zoom_by(2.0, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms to the pointer; a fine-grained wheel zooms finely."""
        turns = event.angleDelta().y() / 120
        if turns:
            self._glide.stop()
            share = WHEEL_STEP**turns
            if abs(turns) >= 1:  # whole notches stay on a ladder of scales, so that tiles are met again
                rung = round(log2(self._metres_per_px) * 4) / 4
                share = self._metres_per_px / 2 ** (rung - round(turns) / 2)
            self.zoom_by(share, event.position())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows pan, plus and minus zoom, Home shows all; Escape, Enter and Backspace go to the tool."""
        far = 3 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
        step = KEY_PAN_PX * far
        match event.key():
            case Qt.Key.Key_Left:
                self.pan_by(step, 0)
            case Qt.Key.Key_Right:
                self.pan_by(-step, 0)
            case Qt.Key.Key_Up:
                self.pan_by(0, step)
            case Qt.Key.Key_Down:
                self.pan_by(0, -step)
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.zoom_by(WHEEL_STEP)
            case Qt.Key.Key_Minus | Qt.Key.Key_Underscore:
                self.zoom_by(1 / WHEEL_STEP)
            case Qt.Key.Key_Home:
                self.zoom_home()
            case Qt.Key.Key_Escape | Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Backspace:
                names = {Qt.Key.Key_Escape: "escape", Qt.Key.Key_Backspace: "backspace"}
                self._send("key", self._pointer_px, key=names.get(Qt.Key(event.key()), "enter"))
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Pinch on a touchpad zooms to the fingers."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_by(max(0.2, 1.0 + event.value()), event.position())
            return True
        if event.type() in (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd):
            return self._touch(event)
        return super().event(event)

    def _touch(self, event: QEvent) -> bool:
        points = event.points()  # type: ignore[attr-defined]
        if len(points) != 2:
            return False  # one finger is a mouse to Qt
        (a, b), (c, d) = [(point.lastPosition(), point.position()) for point in points]
        before, now = (c - a).manhattanLength(), (d - b).manhattanLength()
        middle = (b + d) / 2
        moved = middle - (a + c) / 2
        self.pan_by(moved.x(), moved.y())
        if before > 1:
            self.zoom_by(now / before, middle)
        return True

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer left the map."""
        self._send("leave", self._pointer_px)
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The middle stays the middle; a map that was never moved keeps showing all."""
        super().resizeEvent(event)
        if self._at_home:
            self.zoom_home()
        self.frame_changed.emit(self.frame)

    def closeEvent(self, event: QEvent) -> None:
        """Stops background work."""
        self.stop()
        super().closeEvent(event)  # type: ignore[arg-type]


def _key(scene: Scene) -> tuple[object, ...]:
    layers = tuple((layer.id, layer.revision, layer.visible, layer.style, id(layer.frame)) for layer in scene.layers)
    return layers, tuple((overlay.key, overlay.role, overlay.revision, id(overlay.geometries)) for overlay in scene.overlays)


def extent(scene: Scene) -> Box | None:
    """The box to show whole: the district and dong if any, else everything visible; None where there is nothing.

    A few far strays (a police station of the next county) do not count: of points the outer hundredth is left aside.
    """
    import numpy as np

    from widgets import map_shapes

    boxes = []
    bounds = [layer for layer in scene.layers if {"district", "dong", "walls", "streets"} & set(layer.kind.serves)]
    inner = [layer for layer in bounds if {"walls", "streets"} & set(layer.kind.serves)] or bounds
    for layer in inner or scene.layers:
        if layer.frame is None or not len(layer.frame):
            continue
        found = map_shapes.of_layer(layer)
        for xy in (found.rings.xy, found.lines.xy, found.points):
            if len(xy):
                low, high = np.quantile(xy, (0.005, 0.995), axis=0) if len(xy) > 200 else (xy.min(axis=0), xy.max(axis=0))
                boxes.append((*low, *high))
    if not boxes:
        return None
    west, south, east, north = np.array(boxes).T
    return float(west.min()), float(south.min()), float(east.max()), float(north.max())


def preview(project: str | None = None) -> QWidget:
    """The canvas alone with a project or the sample."""
    from widgets.preview import scene_of

    canvas = MapCanvas(legend=True)
    canvas.show_scene(scene_of(project))
    return canvas
