"""Turning the map: with Alt and the mouse about its middle, with two fingers about themselves, by keys in steps."""

from __future__ import annotations

from math import atan2, degrees, hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent

if TYPE_CHECKING:
    from widgets.map.map_canvas import MapCanvas

STEP_DEG = 15.0
# Nearly north is north; two fingers turn only once they mean it.
NORTH_WITHIN_DEG, MEANT_DEG = 3.0, 10.0
# So near to the middle the hand has no direction.
DEAD_PX = 12.0


class Turning:
    """What the hand holds while it turns: the bearing before, where it took hold, how far two fingers have twisted."""

    def __init__(self) -> None:
        self.held = False
        self._from_deg, self._grip_deg, self._twist = 0.0, 0.0, 0.0

    def take(self, turned_deg: float, at: QPointF, middle: QPointF) -> None:
        """The hand takes hold of the map."""
        self.held, self._from_deg, self._grip_deg = True, turned_deg, _direction(at - middle)

    def carry(self, at: QPointF, middle: QPointF, *, in_steps: bool = False) -> float | None:
        """The bearing that lies up now; ``in_steps``: of fifteen degrees. None where the hand has no direction."""
        arm = at - middle
        if hypot(arm.x(), arm.y()) < DEAD_PX:
            return None
        bearing = (self._from_deg - (_direction(arm) - self._grip_deg)) % 360.0
        return round(bearing / STEP_DEG) * STEP_DEG % 360.0 if in_steps else settled(bearing)

    def follow(self, canvas: MapCanvas, at: QPointF, *, in_steps: bool) -> None:
        """Turn a canvas about its middle as the hand moves."""
        bearing = self.carry(at, QPointF(canvas.width() / 2, canvas.height() / 2), in_steps=in_steps)
        if bearing is not None:
            canvas.turn_to(bearing)

    def let_go(self) -> None:
        """The hand lets go."""
        self.held, self._twist = False, 0.0

    def twisted(self, before: QPointF, now: QPointF) -> float:
        """By how much two fingers turn the map clockwise: nothing until they mean it."""
        self._twist += (_direction(now) - _direction(before) + 180.0) % 360.0 - 180.0
        if abs(self._twist) < MEANT_DEG and not self.held:
            return 0.0
        by = self._twist if self.held else 0.0  # what it took to mean it does not turn the map
        self.held, self._twist = True, 0.0
        return by

    def answered(self, canvas: MapCanvas, event: QEvent) -> bool:
        """Do what two fingers wish, on a touchpad or on the screen; False for every other event."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                canvas.zoom_by(max(0.2, 1.0 + event.value()), event.position())
            elif event.gestureType() == Qt.NativeGestureType.RotateNativeGesture:
                canvas.turn_to(canvas.frame.turned_deg - event.value(), event.position())
            else:
                return False
            return True
        if event.type() not in (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd):
            return False
        points = [(point.lastPosition(), point.position()) for point in event.points()]  # type: ignore[attr-defined]
        if event.type() == QEvent.Type.TouchEnd:
            self.let_go()
        if len(points) != 2:  # one finger is a mouse to Qt
            return False
        if event.type() == QEvent.Type.TouchUpdate:  # the last one tells the last move again
            self._pinched(canvas, *points)
        return True

    def _pinched(self, canvas: MapCanvas, one: tuple[QPointF, QPointF], other: tuple[QPointF, QPointF]) -> None:
        before, now = other[0] - one[0], other[1] - one[1]
        middle = (one[1] + other[1]) / 2
        moved = middle - (one[0] + other[0]) / 2
        canvas.pan_by(moved.x(), moved.y())
        if before.manhattanLength() > 1:
            canvas.zoom_by(hypot(now.x(), now.y()) / hypot(before.x(), before.y()), middle)
        if by := self.twisted(before, now):
            canvas.turn_to(settled((canvas.frame.turned_deg - by) % 360.0), middle)


def settled(bearing: float) -> float:
    """A bearing; nearly north is north."""
    return 0.0 if min(bearing, 360.0 - bearing) < NORTH_WITHIN_DEG else bearing


def stepped(turned_deg: float, steps: int) -> float:
    """The bearing some steps of fifteen degrees on, on the ladder of those steps."""
    return (round(turned_deg / STEP_DEG) + steps) * STEP_DEG % 360.0


def _direction(arm: QPointF) -> float:
    """Degrees clockwise from up."""
    return degrees(atan2(arm.x(), -arm.y()))
