"""Carrying and aiming what is sketched."""

from __future__ import annotations

from widgets.gestures.hold import Hold, Item, apart, bearing_deg
from widgets.gestures.keeping import STEP_DEG, Kept, kept_or_caught
from widgets.gestures.wishes import STILL_PX, Aimed, Also, Chosen, Done, Moved, Point, Pointer, Sketch, Tool, Wishes


def drag(item: Item, press: Pointer | None = None, hold: Hold | None = None) -> Tool:
    """Carry a sketched thing; it keeps the distance at which the hand took it, and catches on what is near.

    A press without a move chooses it, with Shift it joins what is chosen. Keys as in `keeping`; Escape puts it back.
    """
    event, hold, kept = press or (yield ()), hold or Hold(), Kept()
    offset = (item.at_m[0] - event.m[0], item.at_m[1] - event.m[1])
    start, moving, shift = event.px, False, event.shift
    event = yield ()
    while event.what != "release":
        if event.key == "escape":
            return (yield (Moved(item.id, item.at_m, done=True), Sketch()))
        kept.heard(event)
        moving = moving or apart(event.px, start) > STILL_PX
        event = yield _carried(item, event, offset, hold, kept) if moving and event.what in ("move", "key") else ()
    if not moving:
        return (yield (Also(item.id),) if shift else (Chosen(item.id),))
    moved, _ = _carried(item, event, offset, hold, kept)
    return (yield (Moved(item.id, moved.m, done=True), Sketch()))  # type: ignore[union-attr]


def _carried(item: Item, event: Pointer, offset: Point, hold: Hold, kept: Kept) -> Wishes:
    to = (event.m[0] + offset[0], event.m[1] + offset[1])
    hand = Pointer(event.what, event.px, to, event.metres_per_px, event.shift, event.key, event.ctrl or bool(item.path_m))
    at, ring, note = kept_or_caught(hold, kept, hand, item.at_m, (item.id,))
    hold.note = note
    guide = ((item.at_m, at),) if (kept.holds or event.shift) and at != item.at_m else ()
    return Moved(item.id, at), Sketch(lines=guide, snapped=ring)


def aim(item: Item, *, held: bool = False, step_deg: float = STEP_DEG) -> Tool:
    """Turn a thing towards the pointer; shift keeps to steps, digits type the bearing.

    Ends on release if ``held``, else on a click, and with Enter; Escape gives up.
    """
    kept = Kept()
    event = yield ()
    while True:
        if event.key == "escape":
            return (yield (Aimed(item.id, item.heading_deg or 0.0, done=True), Sketch(), Done()))
        kept.heard(event)
        if event.what in ("move", "press", "release", "key"):
            deg = bearing_deg(item.at_m, event.m)
            if event.shift:
                deg = round(deg / step_deg) * step_deg % 360.0
            typed = kept.bearing_deg if kept.bearing_deg is not None else kept.length_m
            deg = deg if typed is None else typed % 360.0
            if event.what == ("release" if held else "press") or (event.key == "enter" and not held):
                return (yield (Aimed(item.id, deg, done=True), Sketch(), Done()))
            event = yield (Aimed(item.id, deg), Sketch(lines=((item.at_m, event.m),), dots=(event.m,), bearing_deg=deg))
        else:
            event = yield ()
