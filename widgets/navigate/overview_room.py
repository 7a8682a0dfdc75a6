"""The overview map in the window: drawn in the background when it is of use, which is while only a part of the area is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from app.feedback import Feedback
from app.model import Layer
from app.scene import Frame
from app.wayfinding.overview import shown_small, whole_box
from widgets.map.map_view import WHEEL_STEP
from widgets.navigate.overview_map import OverviewMap, overview_frame

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

JOB = "navigate.overview"
# Where more than this share of the area is seen the overview tells nothing.
PART = 0.55
# How often and how long the picture of the map itself is waited for.
WAITS, WAIT_MS = 20, 150


class OverviewRoom(QObject):
    """``wanted``: the planner likes it to be there. ``changed``: wanted or no longer."""

    changed = Signal()

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.wanted = bool(w.preferences["overview"])
        self.map: OverviewMap | None = None
        self._whole: Frame | None = None
        self._drawn: tuple[object, ...] = ()
        self._waits = 0
        w.map.canvas.frame_changed.connect(lambda _: self.show())
        w.sketch.tool_changed.connect(self.show)
        w.desk.closed.connect(self._forget)
        w.desk.opened.connect(self._forget)

    def toggle(self) -> None:
        """Show the overview from now on, or not."""
        self.want(not self.wanted)

    def want(self, wanted: bool) -> None:
        """Show the overview from now on, or not."""
        if wanted != self.wanted:
            self.wanted = wanted
            self._w.preferences["overview"] = wanted
            self.draw()
            self.show()
            self.changed.emit()

    def draw(self) -> None:
        """Draw the whole area in the background, where it is not drawn as it is now."""
        w, project = self._w, self._w.desk.project
        if project is None or not self.wanted:
            return
        small, frame = shown_small(project.layers), w.map.canvas.frame
        ratio = w.map.canvas.devicePixelRatioF()
        key = _key(small.layers, frame, ratio)
        if key == self._drawn:
            self.show()
            return
        if not w.map.canvas.tiles.whole and self._waits < WAITS:
            # The map itself comes first: both would be drawn by the same processors.
            self._waits += 1
            QTimer.singleShot(WAIT_MS, self, self.draw)
            return
        self._waits = 0

        def work(feedback: Feedback) -> tuple[QImage, Frame] | None:
            from widgets.map.map_painter import picture

            box = whole_box(small.layers)
            if box is None:
                return None
            whole = overview_frame(box, frame.theme, frame.language)
            return picture(small, whole, ratio, feedback=feedback), whole

        def done(found: tuple[QImage, Frame] | None) -> None:
            self._drawn = key
            if found is not None:
                self._show_picture(*found)

        w.jobs.ask(JOB, work, done, lambda _: None, lane="read", gives_way=True)

    def show(self) -> None:
        """Bring the box up to what the map shows; hide the overview where it tells nothing."""
        if self.map is None:
            return
        frame = self._w.map.canvas.frame
        # While sketching the palette needs the room, and the hand stays where it is.
        useful = self.wanted and not self._w.sketch.active and self._whole is not None and _share(frame, self._whole) < PART
        self.map.setVisible(useful)
        if useful:
            self.map.show_seen(frame)

    def _show_picture(self, picture: QImage, whole: Frame) -> None:
        w = self._w
        if self.map is None:
            self.map = OverviewMap(w.map.canvas, w.look_bar)
            self.map.looked_at.connect(lambda x, y: w.map.canvas.look_at((x, y), w.map.canvas.frame.metres_per_px))
            self.map.zoomed.connect(lambda turns: w.map.canvas.zoom_by(WHEEL_STEP**turns))
            self.map.hide_wanted.connect(lambda: self.want(False))
            self.map.place()
        self._whole = whole
        self.map.show_picture(picture, whole)
        self.show()

    def _forget(self) -> None:
        self._w.jobs.cancel(JOB)
        self._whole, self._drawn = None, ()
        if self.map is not None:
            self.map.hide()


def _key(layers: tuple[Layer, ...], frame: Frame, ratio: float) -> tuple[object, ...]:
    return (*((layer.id, layer.revision, layer.visible, layer.style) for layer in layers), frame.theme, ratio)


def _share(frame: Frame, whole: Frame) -> float:
    """Which share of the area's longer side is seen."""
    seen = (frame.width_px * frame.metres_per_px, frame.height_px * frame.metres_per_px)
    all_of_it = (whole.width_px * whole.metres_per_px, whole.height_px * whole.metres_per_px)
    return max(part / side for part, side in zip(seen, all_of_it, strict=True))
