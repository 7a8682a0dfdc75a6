"""Choosing many things with the hand: a box drawn over them, or a line around them; a click chooses one.

Shift adds to what is chosen, Ctrl takes from it. The gesture stays in the hand until Escape.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from widgets.gestures.wishes import STILL_PX, Done, Point, Pointer, Sketch, Tool, Wishes

# Corners of a line drawn freely lie at least so far apart.
CORNER_PX = 3.0


@dataclass(frozen=True)
class Picked:
    """What lies inside an outline is chosen, or, with one corner only, what stands there. ``how``: new, add or take."""

    outline_m: tuple[Point, ...]
    how: str = "new"


def pick_box() -> Tool:
    """Draw a box over things."""
    return _pick(_box)


def pick_lasso() -> Tool:
    """Draw a line around things."""
    return _pick(_around)


def _pick(outline: object) -> Tool:
    event = yield ()
    while True:
        if event.key == "escape":
            event = yield (Sketch(), Done())
        elif event.what == "press":
            event = yield from _drawn(event, outline)
        else:
            event = yield ()


def _drawn(press: Pointer, outline: object) -> Tool:
    trail, event = [press], press
    while event.what != "release":
        if event.key == "escape":
            return (yield (Sketch(),))
        if event.what == "move" and _apart(event.px, trail[-1].px) >= CORNER_PX:
            trail.append(event)
        shown, _ = outline(trail, event)  # type: ignore[operator]
        event = yield (shown,)
    _, corners = outline(trail, event)  # type: ignore[operator]
    large = max(_apart(press.px, one.px) for one in (*trail, event)) > STILL_PX
    how = "take" if event.ctrl else "add" if event.shift else "new"
    wishes: Wishes = (Sketch(), Picked(corners if large else (event.m,), how))  # type: ignore[assignment]
    return (yield wishes)


def _around(trail: list[Pointer], now: Pointer) -> tuple[Sketch, tuple[Point, ...]]:
    corners = tuple(one.m for one in trail)
    return (Sketch(lines=((*corners, now.m, corners[0]),)), (*corners, now.m) if now.m != corners[-1] else corners)


def _box(trail: list[Pointer], now: Pointer) -> tuple[Sketch, tuple[Point, ...]]:
    """The box over two opposite corners; on a turned map it is turned on the ground."""
    first = trail[0]
    (left, top), (right, bottom) = first.px, now.px
    box = (min(left, right), min(top, bottom), max(left, right), max(top, bottom))
    across, ground = complex(right - left, top - bottom), complex(now.m[0] - first.m[0], now.m[1] - first.m[1])
    side = ground / across * (right - left) if across else 0j
    corner, other = complex(*first.m) + side, complex(*now.m) - side
    corners = (first.m, (corner.real, corner.imag), now.m, (other.real, other.imag))
    return Sketch(box_px=box), corners


def _apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])
