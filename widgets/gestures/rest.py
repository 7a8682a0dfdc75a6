"""The hand at rest: what a press on the map begins, panning, a rubber box to zoom to."""

from __future__ import annotations

from collections.abc import Generator
from math import hypot

from widgets.gestures.carrying import aim, drag
from widgets.gestures.hold import Hold
from widgets.gestures.shaping import reshape
from widgets.gestures.wishes import STILL_PX, Done, Fling, Pan, Pointer, Sketch, Spot, Tool, Wishes, ZoomBox


def select(hold: Hold | None = None) -> Tool:
    """The gesture of rest: click chooses, drag pans, shift-drag zooms to a box, sketched things are carried, aimed and reshaped."""
    hold = hold or Hold()
    event = yield ()
    while True:
        if event.what != "press":
            event = yield ()
            continue
        taken, aimed, corner = hold.near(event), hold.handle(event), hold.corner(event)
        if aimed is not None:
            event = yield from aim(aimed, held=True)
        elif corner is not None:
            event = yield from reshape(*corner, event, hold)
        elif taken is not None:
            event = yield from drag(taken, event, hold)
        elif event.shift:
            event = yield from zoom_box(event)
        else:
            event = yield from pan_or_click(event)


def pan_or_click(press: Pointer) -> Tool:
    """A drag carries the map along, a press that stays chooses the spot."""
    spot = yield from held_down(press)
    return (yield (Fling(),) if spot is None else (Spot(spot.m),))


def held_down(press: Pointer) -> Generator[Wishes, Pointer, Pointer | None]:
    """A drag carries the map along; gives the event at which a press that stayed was let go, None after a drag."""
    last, moving = press, False
    event = yield ()
    while event.what not in ("release", "leave"):
        moving = moving or (event.what == "move" and hypot(event.px[0] - press.px[0], event.px[1] - press.px[1]) > STILL_PX)
        if event.what == "move" and moving:
            step = Pan(event.px[0] - last.px[0], event.px[1] - last.px[1])
            last = event
            event = yield (step,)
        else:
            event = yield ()
    return None if moving else event


def zoom_box(press: Pointer | None = None) -> Tool:
    """Draw a box and look inside; Escape gives up."""
    event = press or (yield ())
    while event.what != "press":
        event = yield (Done(),) if event.key == "escape" else ()
    start = event.px
    while event.what != "release":
        if event.key == "escape":
            return (yield (Sketch(), Done()))
        event = yield (Sketch(box_px=_box(start, event.px)),)
    box = _box(start, event.px)
    large = box[2] - box[0] > STILL_PX and box[3] - box[1] > STILL_PX
    return (yield (Sketch(), ZoomBox(box), Done()) if large else (Sketch(), Done()))


def _box(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])
