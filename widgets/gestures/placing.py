"""Placing: a ghost follows the pointer until a click puts the thing down."""

from __future__ import annotations

from widgets.gestures.hold import Hold
from widgets.gestures.keeping import Kept, kept_or_caught
from widgets.gestures.rest import held_down
from widgets.gestures.wishes import Done, Fling, Placed, Sketch, Tool, Wishes


def place(kind: str, hold: Hold | None = None, *, once: bool = True) -> Tool:
    """A ghost follows the pointer and catches on what is near; a click places it, a drag pans, Escape gives up.

    ``once=False`` goes on placing.
    """
    hold, kept = hold or Hold(), Kept()
    event = yield ()
    while True:
        if event.key == "escape":
            event = yield (Sketch(), Done())
        elif event.what == "press":
            let_go = yield from held_down(event)
            if let_go is None:
                event = yield (Fling(),)
                continue
            at, _, _ = kept_or_caught(hold, kept, let_go, None)
            over: Wishes = (Sketch(), Done()) if once else ()
            event = yield (Placed(kind, at), *over)
        elif event.what == "leave":
            event = yield (Sketch(),)
        elif event.what == "move":
            at, ring, note = kept_or_caught(hold, kept, event, None)
            event = yield (Sketch(ghost=(kind, at), snapped=ring, note=note),)
        else:
            event = yield ()
