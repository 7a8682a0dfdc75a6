"""The map glides on after a throw of the hand and comes to rest."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from widgets.map.map_view import Throw

STEP_MS = 15


class Glide(QObject):
    """``moved(dx, dy)``: carry the map on by so many pixels."""

    moved = Signal(float, float)

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self._throw, self._clock = Throw(), QTimer(self, interval=STEP_MS, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._on)

    def carried(self, dx_px: float, dy_px: float) -> None:
        """The hand carried the map."""
        self._throw.carried(perf_counter(), dx_px, dy_px)

    def let_go(self) -> None:
        """The hand let go: glide on if it was still moving."""
        if self._throw.let_go(perf_counter()):
            self._clock.start()

    def stop(self) -> None:
        """Come to rest at once."""
        self._clock.stop()

    def held(self) -> None:
        """The hand takes hold: come to rest, and forget how it moved before."""
        self.stop()
        self._throw.held()

    def _on(self) -> None:
        self.moved.emit(*self._throw.glide(perf_counter()))
        if self._throw.speed == (0.0, 0.0):
            self.stop()
