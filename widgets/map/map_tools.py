"""What a hand does on the map, each gesture one generator: it is sent what happens and yields what is wished for.

A gesture knows neither Qt nor the canvas, so a test can play it: ``tool = select(); next(tool); tool.send(Pointer("press", ...))``.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, degrees, hypot

Point = tuple[float, float]
# A press that moves less than this is a click.
STILL_PX = 4.0
# How near to a sketched thing or its aim handle a press takes hold of it.
GRAB_PX = 14.0
# The aim handle stands so far from its camera.
HANDLE_PX = 70.0


@dataclass(frozen=True)
class Pointer:
    """Something that happened: ``press``, ``move``, ``release``, ``double``, ``leave`` or ``key`` (``key`` names it)."""

    what: str
    px: Point = (0.0, 0.0)
    m: Point = (0.0, 0.0)
    metres_per_px: float = 1.0
    shift: bool = False
    key: str = ""


@dataclass(frozen=True)
class Item:
    """A sketched thing the hand can take hold of; ``heading_deg`` is None for things without a direction."""

    id: str
    kind: str
    at_m: Point
    heading_deg: float | None = None


@dataclass(frozen=True)
class Sketch:
    """What a gesture shows while it lasts, in metres: lines, dots, a ghost of a kind, a rubber box (pixels), a note."""

    lines: tuple[tuple[Point, ...], ...] = ()
    dots: tuple[Point, ...] = ()
    ghost: tuple[str, Point] | None = None
    box_px: tuple[float, float, float, float] | None = None
    note: str = ""
    length_m: float | None = None
    bearing_deg: float | None = None


@dataclass(frozen=True)
class Pan:
    """Carry the map along by pixels."""

    dx_px: float
    dy_px: float


@dataclass(frozen=True)
class Fling:
    """Let the map glide on."""


@dataclass(frozen=True)
class ZoomBox:
    """Show what is inside a box of pixels: left, top, right, bottom."""

    box_px: tuple[float, float, float, float]


@dataclass(frozen=True)
class Spot:
    """A spot or what stands there was chosen."""

    m: Point


@dataclass(frozen=True)
class Placed:
    """A new thing of a kind goes here."""

    kind: str
    m: Point


@dataclass(frozen=True)
class Moved:
    """A sketched thing is carried here; ``done`` when the hand lets go."""

    id: str
    m: Point
    done: bool = False


@dataclass(frozen=True)
class Aimed:
    """A sketched thing is turned to a bearing, degrees clockwise from north."""

    id: str
    deg: float
    done: bool = False


@dataclass(frozen=True)
class Measured:
    """A way was measured: its corners and length in metres."""

    points: tuple[Point, ...]
    length_m: float


@dataclass(frozen=True)
class Done:
    """This gesture is over; the canvas goes back to selecting."""


Wish = Pan | Fling | ZoomBox | Spot | Placed | Moved | Aimed | Measured | Done | Sketch
Wishes = tuple[Wish, ...]
# A gesture inside another hands back the event that came after its end.
Tool = Generator[Wishes, Pointer, Pointer]


@dataclass
class Hold:
    """What the hand could take hold of; the canvas keeps it up to date while a gesture runs."""

    items: tuple[Item, ...] = ()
    chosen: str = ""

    def near(self, pointer: Pointer) -> Item | None:
        """The sketched thing under the pointer, the topmost first."""
        reach = GRAB_PX * pointer.metres_per_px
        return next((item for item in reversed(self.items) if _apart(item.at_m, pointer.m) <= reach), None)

    def handle(self, pointer: Pointer) -> Item | None:
        """The chosen thing if its aim handle is under the pointer."""
        item = next((item for item in self.items if item.id == self.chosen), None)
        if item is None or item.heading_deg is None:
            return None
        at = handle_m(item, pointer.metres_per_px)
        return item if _apart(at, pointer.m) <= GRAB_PX * pointer.metres_per_px else None


def _apart(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def bearing_deg(a: Point, b: Point) -> float:
    """The bearing from one point to another, degrees clockwise from north, 0 to 360."""
    return degrees(atan2(b[0] - a[0], b[1] - a[1])) % 360.0


def handle_m(item: Item, metres_per_px: float) -> Point:
    """Where the aim handle of a thing stands."""
    from math import cos, radians, sin

    turn, far = radians(item.heading_deg or 0.0), HANDLE_PX * metres_per_px
    return item.at_m[0] + sin(turn) * far, item.at_m[1] + cos(turn) * far


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
            event = yield from _pan_or_click(event)


def _pan_or_click(press: Pointer) -> Tool:
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
        box = (min(start[0], event.px[0]), min(start[1], event.px[1]), max(start[0], event.px[0]), max(start[1], event.px[1]))
        event = yield (Sketch(box_px=box),)
    box = (min(start[0], event.px[0]), min(start[1], event.px[1]), max(start[0], event.px[0]), max(start[1], event.px[1]))
    large = box[2] - box[0] > STILL_PX and box[3] - box[1] > STILL_PX
    return (yield (Sketch(), ZoomBox(box), Done()) if large else (Sketch(), Done()))


def place(kind: str, *, once: bool = True) -> Tool:
    """A ghost follows the pointer; a click places it, a drag pans, Escape gives up. ``once=False`` goes on placing."""
    event = yield ()
    while True:
        if event.key == "escape":
            event = yield (Sketch(), Done())
        elif event.what == "press":
            inner, wishes = _pan_or_click(event), ()  # type: tuple[Tool, Wishes]
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


def drag(item: Item, press: Pointer | None = None) -> Tool:
    """Carry a sketched thing; it keeps the distance at which the hand took it. A press without a move chooses it."""
    event = press or (yield ())
    offset = (item.at_m[0] - event.m[0], item.at_m[1] - event.m[1])
    start, moving = event.px, False
    event = yield ()
    while event.what != "release":
        if event.key == "escape":
            return (yield (Moved(item.id, item.at_m, done=True),))
        moving = moving or hypot(event.px[0] - start[0], event.px[1] - start[1]) > STILL_PX
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


def measure() -> Tool:
    """Click corner after corner; the length follows. A double click or Enter ends, Backspace takes the last corner back."""
    points: list[Point] = []
    event = yield ()
    while True:
        if event.key == "escape":
            points.clear()
            event = yield (Sketch(), Done())
            continue
        if event.key == "backspace" and points:
            points.pop()
        if event.what == "double" or event.key == "enter":
            way = tuple(points)
            points.clear()
            event = yield (Measured(way, _length(way)), _ruler(way)) if len(way) > 1 else (Sketch(),)
            continue
        if event.what == "press":
            points.append(event.m)
        ahead = (*points, event.m) if points and event.what == "move" else tuple(points)
        event = yield (_ruler(ahead),) if points else (Sketch(),)


def _length(way: tuple[Point, ...]) -> float:
    return sum(_apart(a, b) for a, b in pairwise(way))


def _ruler(way: tuple[Point, ...]) -> Sketch:
    return Sketch(lines=(way,) if len(way) > 1 else (), dots=way, length_m=_length(way) if len(way) > 1 else None)
