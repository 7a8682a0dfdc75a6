"""The hand at rest: what a press on the map begins, panning, a rubber box to zoom to."""

from __future__ import annotations

from math import hypot

from widgets.gestures.carrying import aim, drag
from widgets.gestures.hold import Hold
from widgets.gestures.wishes import STILL_PX, Done, Fling, Pan, Pointer, Sketch, Spot, Tool, ZoomBox


def select(hold: Hold | None = None) -> Tool:
    """The gesture of rest: click chooses, drag pans, shift-drag zooms to a box, sketched things are carried and aimed."""
    hold = hold or Hold()
    event = yield ()
    while True:
        if event.what != "press":
            event = yield ()
            continue
        taken, aimed = hold.near(event), hold.handle(event)
        if aimed is not None:
            event = yield from aim(aimed, held=True)
        elif taken is not None:
            event = yield from drag(taken, event)
        elif event.shift:
            event = yield from zoom_box(event)
        else:
            event = yield from pan_or_click(event)


def pan_or_click(press: Pointer) -> Tool:
    """A drag carries the map along, a press that stays chooses the spot."""
    last, moving = press, False
    event = yield ()
    while event.what not in ("release", "leave"):
        if event.what == "move":
            moving = moving or hypot(event.px[0] - press.px[0], event.px[1] - press.px[1]) > STILL_PX
            if moving:
                step = Pan(event.px[0] - last.px[0], event.px[1] - last.px[1])
                last = event
                event = yield (step,)
                continue
        event = yield ()
    return (yield (Fling(),) if moving else (Spot(event.m),))


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
