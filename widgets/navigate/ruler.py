"""The gesture that measures: corner after corner, the figures at the pointer; it stays in the hand until Escape."""

from __future__ import annotations

from dataclasses import dataclass

from app.wayfinding.lengths import PYEONG_M2, Measure, area_text, length_text
from app.words import tr
from widgets.gestures.hold import Hold
from widgets.gestures.wishes import Done, Point, Pointer, Sketch, Tool


@dataclass(frozen=True)
class Ruled:
    """What is measured now, and whether the last corner is set."""

    measure: Measure
    done: bool = False


def rule(closed: bool, hold: Hold | None = None) -> Tool:
    """Click corner after corner. A double click or Enter ends, Backspace takes a corner back, Ctrl catches on nothing. Escape begins anew, then puts it down."""
    hold, corners, done = hold or Hold(), [], False
    event = yield ()
    while True:
        if event.key == "escape" and not corners:
            return (yield (Sketch(), Done()))
        if event.key == "escape":
            corners, done = [], False
            event = yield (Sketch(), Ruled(Measure((), closed)))
            continue
        at, snapped = _place(event, hold)
        if event.what == "press" and done:
            corners, done = [], False
        if event.key == "backspace" and corners:
            corners, done = corners[:-1], False
        elif event.what == "double" or event.key == "enter":
            done = len(corners) >= (3 if closed else 2)
        elif event.what == "press" and (not corners or corners[-1] != at):
            corners = [*corners, at]
        ahead = (*corners, at) if corners and not done and event.what == "move" else tuple(corners)
        measure = Measure(ahead, closed)
        event = yield (_shown(measure, len(corners), done, snapped), Ruled(measure, done))


def _place(event: Pointer, hold: Hold) -> tuple[Point, Point | None]:
    caught = hold.caught(event) if event.what in ("press", "move") and not event.ctrl else None
    return (caught.at_m, caught.at_m) if caught is not None else (event.m, None)


def _shown(measure: Measure, set_corners: int, done: bool, snapped: Point | None) -> Sketch:
    corners = measure.corners_m
    if not corners:
        return Sketch(snapped=snapped)
    ring = (*corners, corners[0]) if measure.closed and len(corners) > 2 else corners
    note = "" if done or len(corners) < 2 else "\n".join((*said(measure)[:2], tr("navigate.measure.go_on")))
    return Sketch(lines=(ring,) if len(ring) > 1 else (), dots=corners[:set_corners], note=note, snapped=None if done else snapped)


def said(measure: Measure) -> tuple[str, ...]:
    """A measure in lines: the figure one wants first, then what belongs to it."""
    if not measure.corners_m or not measure.segments_m:
        return ()
    length = length_text(measure.length_m)
    count = len(measure.segments_m)
    pieces = tr("navigate.measure.segments", count=count)
    if not measure.closed or count < 3:
        last = tr("navigate.measure.segment", length=length_text(measure.segments_m[-1]))
        return tr("navigate.measure.length", length=length), last if count > 1 else pieces
    around = f"{tr('navigate.measure.around', length=length)} · {pieces}"
    if measure.area_m2 is None:
        return tr("navigate.measure.crosses"), around
    pyeong = measure.area_m2 / PYEONG_M2
    old = f"{tr('navigate.measure.pyeong', count=f'{pyeong:,.0f}')} · " if 1 <= pyeong < 1e6 else ""
    return tr("navigate.measure.area", area=area_text(measure.area_m2)), f"{old}{around}"
