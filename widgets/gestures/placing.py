"""Placing: a ghost follows the pointer until a click puts the thing down."""

from __future__ import annotations

from widgets.gestures.rest import pan_or_click
from widgets.gestures.wishes import Done, Fling, Placed, Sketch, Spot, Tool, Wishes


def place(kind: str, *, once: bool = True) -> Tool:
    """A ghost follows the pointer; a click places it, a drag pans, Escape gives up. ``once=False`` goes on placing."""
    event = yield ()
    while True:
        if event.key == "escape":
            event = yield (Sketch(), Done())
        elif event.what == "press":
            inner, wishes = pan_or_click(event), ()  # type: tuple[Tool, Wishes]
            next(inner)
            while not any(isinstance(wish, (Spot, Fling)) for wish in wishes):
                event = yield wishes
                wishes = inner.send(event)
            over: Wishes = (Sketch(), Done()) if once else ()
            event = yield (Placed(kind, wishes[0].m), *over) if isinstance(wishes[0], Spot) else wishes
        elif event.what == "leave":
            event = yield (Sketch(),)
        elif event.what == "move":
            event = yield (Sketch(ghost=(kind, event.m)),)
        else:
            event = yield ()
