"""What the hand could take hold of: sketched things, the aim handle of the chosen one, the corners of a drawn one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, radians, sin

from widgets.gestures.wishes import Path, Point, Pointer

# How near to a sketched thing or its aim handle a press takes hold of it.
GRAB_PX = 14.0
# A line is thinner than a sign, a corner smaller.
LINE_PX, CORNER_PX = 7.0, 9.0
# So near the hand catches on a street, a wall, a mast.
CATCH_PX = 9.0
# The aim handle stands so far from its camera.
HANDLE_PX = 70.0


@dataclass(frozen=True)
class Item:
    """A sketched thing the hand can take hold of; ``heading_deg`` is None for things without a direction.

    ``path_m`` are the corners of a line, or of the ring of an area (``closed``); a point has none.
    """

    id: str
    kind: str
    at_m: Point
    heading_deg: float | None = None
    path_m: Path = ()
    closed: bool = False


@dataclass(frozen=True)
class Caught:
    """A place the hand catches on, what it is called, and the direction of the line it lies on (None: a point)."""

    at_m: Point
    note: str = ""
    bearing_deg: float | None = None


@dataclass
class Hold:
    """What the hand could take hold of; the canvas keeps it up to date while a gesture runs.

    ``also`` are chosen beside the one whose handles are shown. ``catch`` finds what a place within so many metres catches on, but for some ids; ``note`` is what it last caught on.
    """

    items: tuple[Item, ...] = ()
    chosen: str = ""
    also: tuple[str, ...] = ()
    catch: Callable[[Point, float, Collection[str]], Caught | None] | None = None
    note: str = ""

    def caught(self, event: Pointer, but: Collection[str] = (), at_m: Point | None = None) -> Caught | None:
        """What the hand catches on at a place (the pointer's where none is given)."""
        within = CATCH_PX * event.metres_per_px
        found = self.catch(at_m if at_m is not None else event.m, within, but) if self.catch is not None else None
        self.note = found.note if found is not None else ""
        return found

    def near(self, pointer: Pointer) -> Item | None:
        """The sketched thing under the pointer, the topmost first; signs before lines, lines before areas."""
        grab, line = GRAB_PX * pointer.metres_per_px, LINE_PX * pointer.metres_per_px
        points = (item for item in reversed(self.items) if not item.path_m and apart(item.at_m, pointer.m) <= grab)
        lines = (item for item in reversed(self.items) if item.path_m and off_path(item, pointer.m) <= line)
        areas = (item for item in reversed(self.items) if item.closed and inside(item.path_m, pointer.m))
        return next(points, None) or next(lines, None) or next(areas, None)

    def handle(self, pointer: Pointer) -> Item | None:
        """The chosen thing if its aim handle is under the pointer."""
        item = self.of_chosen
        if item is None or item.heading_deg is None:
            return None
        at = handle_m(item, pointer.metres_per_px)
        return item if apart(at, pointer.m) <= GRAB_PX * pointer.metres_per_px else None

    def corner(self, pointer: Pointer) -> tuple[Item, int, bool] | None:
        """The corner of the chosen drawn thing under the pointer: its number, and whether it is one that is still to be made."""
        item = self.of_chosen
        if item is None or len(item.path_m) < 2:
            return None
        reach = CORNER_PX * pointer.metres_per_px
        for number, at in enumerate(item.path_m):
            if apart(at, pointer.m) <= reach:
                return item, number, False
        for number, at in enumerate(middles(item)):
            if apart(at, pointer.m) <= reach:
                return item, number + 1, True
        return None

    @property
    def of_chosen(self) -> Item | None:
        """The thing that is chosen."""
        return next((item for item in self.items if item.id == self.chosen), None)


def apart(a: Point, b: Point) -> float:
    """The distance of two points."""
    return hypot(a[0] - b[0], a[1] - b[1])


def bearing_deg(a: Point, b: Point) -> float:
    """The bearing from one point to another, degrees clockwise from north, 0 to 360."""
    return degrees(atan2(b[0] - a[0], b[1] - a[1])) % 360.0


def ahead_m(at: Point, deg: float, far_m: float) -> Point:
    """The point so far from another in a bearing."""
    turn = radians(deg)
    return at[0] + sin(turn) * far_m, at[1] + cos(turn) * far_m


def handle_m(item: Item, metres_per_px: float) -> Point:
    """Where the aim handle of a thing stands."""
    return ahead_m(item.at_m, item.heading_deg or 0.0, HANDLE_PX * metres_per_px)


def sides(item: Item) -> tuple[tuple[Point, Point], ...]:
    """The straight pieces of a drawn thing, an area's last one included."""
    ends = (*item.path_m[1:], item.path_m[0]) if item.closed else item.path_m[1:]
    return tuple(zip(item.path_m, ends, strict=False))


def middles(item: Item) -> Path:
    """The middles of the straight pieces, where a corner can be pulled out."""
    return tuple(((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in sides(item))


def off_path(item: Item, at: Point) -> float:
    """How far a point lies from the line of a drawn thing."""
    return min((off_piece(at, a, b) for a, b in sides(item)), default=apart(item.at_m, at))


def off_piece(at: Point, a: Point, b: Point) -> float:
    """How far a point lies from a straight piece."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    long = dx * dx + dy * dy
    share = 0.0 if long == 0.0 else min(max(((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / long, 0.0), 1.0)
    return apart(at, (a[0] + dx * share, a[1] + dy * share))


def inside(ring: Path, at: Point) -> bool:
    """True where a point lies inside a ring (not closed)."""
    found = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        if (ay > at[1]) != (by > at[1]) and at[0] < ax + (at[1] - ay) / (by - ay) * (bx - ax):
            found = not found
    return found
