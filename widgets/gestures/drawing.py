"""Drawing: lines and areas corner by corner, freehand notes in one stroke."""

from __future__ import annotations

from widgets.gestures.hold import Hold, apart
from widgets.gestures.keeping import Kept, kept_or_caught
from widgets.gestures.rest import held_down
from widgets.gestures.told import drawn_words
from widgets.gestures.wishes import STILL_PX, Done, Drawn, Fling, Point, Pointer, Sketch, Tool, Wishes

# A click so near the first corner closes an area; points of a stroke lie at least so far apart.
CLOSE_PX, STROKE_PX = 10.0, 3.0


def draw(entry: str, hold: Hold | None = None, *, closed: bool = False) -> Tool:
    """Click corner after corner; a double click or Enter ends, for an area also a click on the first corner.

    Typed digits and Enter set a corner at an exact length and angle (`keeping`), Backspace takes the last corner back, a drag pans,
    Escape gives up.
    """
    hold, kept, corners = hold or Hold(), Kept(), []  # type: Hold, Kept, list[Point]
    event = yield ()
    while True:
        at, ring, note = kept_or_caught(hold, kept, event, corners[-1] if corners else None)
        if event.key == "escape":
            corners.clear()
            event = yield (Sketch(), Done())
        elif event.what == "double" or (event.key == "enter" and not kept.typed):
            event = yield _ended(entry, corners, closed)
        elif event.key == "enter":
            corners.append(at)
            kept.forget()
            event = yield (_shown(corners, corners[-1], closed, None, ""),)
        elif event.what == "press":
            let_go = yield from held_down(event)
            if let_go is None:
                event = yield (Fling(),)
                continue
            at, ring, note = kept_or_caught(hold, kept, let_go, corners[-1] if corners else None)
            if closed and len(corners) > 2 and apart(let_go.m, corners[0]) <= CLOSE_PX * let_go.metres_per_px:
                event = yield _ended(entry, corners, closed)
                continue
            if not corners or apart(at, corners[-1]) > 1e-6:
                corners.append(at)
            kept.forget()
            event = yield (_shown(corners, at, closed, ring, note),)
        elif event.what in ("move", "key"):
            if not kept.heard(event) and event.key == "backspace" and corners:
                corners.pop()
            at, ring, note = kept_or_caught(hold, kept, event, corners[-1] if corners else None)
            event = yield (_shown(corners, at, closed, ring, note),)
        else:
            event = yield ()


def _shown(corners: list[Point], at: Point, closed: bool, ring: Point | None, note: str) -> Sketch:
    way = (*corners, at) if corners and at != corners[-1] else tuple(corners)
    drawn = (*way, way[0]) if closed and len(way) > 2 else way
    return Sketch(lines=(drawn,) if len(way) > 1 else (), dots=tuple(corners), snapped=ring, note=drawn_words(way, closed, note, drawing=True))


def _ended(entry: str, corners: list[Point], closed: bool) -> Wishes:
    path = tuple(corners)
    corners.clear()
    return (Sketch(), Drawn(entry, path, closed), Done()) if len(path) > 1 + closed else (Sketch(), Done())


def stroke(entry: str) -> Tool:
    """Press, draw, let go: one stroke; Escape gives up."""
    event = yield ()
    while True:
        if event.key == "escape":
            event = yield (Sketch(), Done())
            continue
        if event.what != "press":
            event = yield ()
            continue
        trail: list[Pointer] = [event]
        while event.what != "release" and event.key != "escape":
            if event.what == "move" and apart(event.px, trail[-1].px) >= STROKE_PX:
                trail.append(event)
            event = yield (Sketch(lines=(tuple(one.m for one in trail),)),) if len(trail) > 1 else ()
        if event.key == "escape":
            continue
        long = max(apart(trail[0].px, one.px) for one in trail) > STILL_PX
        event = yield (Sketch(), Drawn(entry, tuple(one.m for one in trail)), Done()) if long else (Sketch(),)
