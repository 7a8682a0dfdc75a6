"""Back and forward on the map: every place where it comes to rest is remembered while the project is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent

from app.wayfinding.trail import Spot, Trail

if TYPE_CHECKING:
    from widgets.main_window import MainWindow

REST_MS = 600
BACK, FORWARD = Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton


class TrailRoom(QObject):
    """Listens to the map. ``changed``: there is, or is no longer, a way back or forward; ``rested``: the map came to rest."""

    changed = Signal()
    rested = Signal()

    def __init__(self, w: MainWindow):
        super().__init__(w)
        self._w = w
        self.trail = Trail()
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._rested)
        w.map.canvas.frame_changed.connect(lambda _: self._rest.start())
        w.map.canvas.installEventFilter(self)
        w.desk.opened.connect(self._forget)
        w.desk.closed.connect(self._forget)

    @property
    def can_back(self) -> bool:
        """True where there is a place to go back to."""
        return self.trail.at > 0

    @property
    def can_forward(self) -> bool:
        """True where one came back from somewhere."""
        return self.trail.at < len(self.trail.spots) - 1

    def back(self) -> None:
        """Go to the place before."""
        self.remember()
        self._go(self.trail.back)

    def forward(self) -> None:
        """Go to the place one came back from."""
        self.remember()
        self._go(self.trail.forward)

    def remember(self) -> None:
        """Remember where the map is now."""
        self._rest.stop()
        if self._w.desk.project is not None:
            self._keep(self.trail.went(spot_of(self._w.map.canvas.frame)))

    def _rested(self) -> None:
        self.remember()
        self.rested.emit()

    def _go(self, trail: Trail) -> None:
        here = trail.here
        if here is None or trail == self.trail:
            return
        self._keep(trail)
        canvas = self._w.map.canvas
        canvas.look_at(here.centre_m, here.metres_per_px, here.turned_deg)

    def _keep(self, trail: Trail) -> None:
        before = self.can_back, self.can_forward
        self.trail = trail
        if before != (self.can_back, self.can_forward):
            self.changed.emit()

    def _forget(self) -> None:
        self._keep(Trail())
        self._rest.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The two buttons at the side of a mouse go back and forward."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress and event.button() in (BACK, FORWARD):
            self.back() if event.button() == BACK else self.forward()
            return True
        return False


def spot_of(frame: object) -> Spot:
    """The place a frame of the map shows."""
    across = frame.metres_per_px * max(frame.width_px, frame.height_px)  # type: ignore[attr-defined]
    return Spot(frame.centre_m, frame.metres_per_px, frame.turned_deg, across)  # type: ignore[attr-defined]
