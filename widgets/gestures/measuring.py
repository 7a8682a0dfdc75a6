"""Measuring a way corner by corner."""

from __future__ import annotations

from itertools import pairwise

from widgets.gestures.hold import apart
from widgets.gestures.wishes import Done, Measured, Path, Point, Sketch, Tool


def measure() -> Tool:
    """Click corner after corner; the length follows. A double click or Enter ends, Backspace takes the last corner back."""
    points: list[Point] = []
    event = yield ()
    while True:
        if event.key == "escape":
            points.clear()
            event = yield (Sketch(), Done())
            continue
        if event.key == "backspace" and points:
            points.pop()
        if event.what == "double" or event.key == "enter":
            way = tuple(points)
            points.clear()
            event = yield (Measured(way, length_m(way)), _ruler(way)) if len(way) > 1 else (Sketch(),)
            continue
        if event.what == "press":
            points.append(event.m)
        ahead = (*points, event.m) if points and event.what == "move" else tuple(points)
        event = yield (_ruler(ahead),) if points else (Sketch(),)


def length_m(way: Path) -> float:
    """The length of a way."""
    return sum(apart(a, b) for a, b in pairwise(way))


def _ruler(way: Path) -> Sketch:
    return Sketch(lines=(way,) if len(way) > 1 else (), dots=way, length_m=length_m(way) if len(way) > 1 else None)
