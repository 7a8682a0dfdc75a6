"""Carrying and aiming what is sketched."""

from __future__ import annotations

from widgets.gestures.hold import Item, apart, bearing_deg
from widgets.gestures.wishes import STILL_PX, Aimed, Done, Moved, Pointer, Sketch, Spot, Tool


def drag(item: Item, press: Pointer | None = None) -> Tool:
    """Carry a sketched thing; it keeps the distance at which the hand took it. A press without a move chooses it."""
    event = press or (yield ())
    offset = (item.at_m[0] - event.m[0], item.at_m[1] - event.m[1])
    start, moving = event.px, False
    event = yield ()
    while event.what != "release":
        if event.key == "escape":
            return (yield (Moved(item.id, item.at_m, done=True),))
        moving = moving or apart(event.px, start) > STILL_PX
        to = (event.m[0] + offset[0], event.m[1] + offset[1])
        event = yield (Moved(item.id, to),) if moving and event.what == "move" else ()
    to = (event.m[0] + offset[0], event.m[1] + offset[1])
    return (yield (Moved(item.id, to, done=True),) if moving else (Spot(item.at_m),))


def aim(item: Item, *, held: bool = False, step_deg: float = 15.0) -> Tool:
    """Turn a thing towards the pointer; shift keeps to steps. Ends on release if ``held``, else on a click; Escape gives up."""
    event = yield ()
    while True:
        if event.key == "escape":
            return (yield (Aimed(item.id, item.heading_deg or 0.0, done=True), Sketch(), Done()))
        if event.what in ("move", "press", "release"):
            deg = bearing_deg(item.at_m, event.m)
            if event.shift:
                deg = round(deg / step_deg) * step_deg % 360.0
            over = event.what == ("release" if held else "press")
            if over:
                return (yield (Aimed(item.id, deg, done=True), Sketch(), Done()))
            event = yield (Aimed(item.id, deg), Sketch(lines=((item.at_m, event.m),), dots=(event.m,), bearing_deg=deg))
        else:
            event = yield ()
