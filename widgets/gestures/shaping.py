"""Reshaping a drawn line or area: its corners are moved, pulled out of its sides, taken away."""

from __future__ import annotations

from widgets.gestures.hold import Hold, Item, apart
from widgets.gestures.keeping import Kept, kept_or_caught
from widgets.gestures.told import drawn_words
from widgets.gestures.wishes import STILL_PX, Path, Pointer, Reshaped, Sketch, Tool

# A line has at least so many corners, an area one more.
LEAST = 2


def reshape(item: Item, number: int, new: bool, press: Pointer, hold: Hold | None = None) -> Tool:
    """Carry corner ``number``; a ``new`` one is pulled out of a side. Shift and a click takes it away; Escape puts all back."""
    hold, kept, moving = hold or Hold(), Kept(), False
    path = (*item.path_m[:number], press.m, *item.path_m[number:]) if new else item.path_m
    start = press.m if new else path[number]
    event = yield ()
    while event.what != "release":
        if event.key == "escape":
            return (yield (Reshaped(item.id, item.path_m, done=True), Sketch()))
        kept.heard(event)
        moving = moving or apart(event.px, press.px) > STILL_PX
        if moving and event.what in ("move", "key"):
            now, shown = _shaped(item, path, number, event, hold, kept, start)
            event = yield (Reshaped(item.id, now), shown)
        else:
            event = yield ()
    if moving:
        now, _ = _shaped(item, path, number, event, hold, kept, start)
        return (yield (Reshaped(item.id, now, done=True), Sketch()))
    fewer = (*item.path_m[:number], *item.path_m[number + 1 :])
    taken = press.shift and not new and len(fewer) >= LEAST + item.closed
    return (yield (Reshaped(item.id, fewer, done=True), Sketch()) if taken else (Sketch(),))


def _shaped(item: Item, path: Path, number: int, event: Pointer, hold: Hold, kept: Kept, start: tuple[float, float]) -> tuple[Path, Sketch]:
    # The keyboard keeps to the corner before, as when the line was drawn; the first corner to where it was.
    before = path[number - 1] if number or item.closed else start
    at, ring, note = kept_or_caught(hold, kept, event, before, (item.id,))
    now = (*path[:number], at, *path[number + 1 :])
    return now, Sketch(dots=now, snapped=ring, note=drawn_words(now, item.closed, note))
