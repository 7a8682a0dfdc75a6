"""What is told to a gesture and what it wishes for, as values. Places in metres (EPSG:5186), pixels where a name ends in ``px``."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

Point = tuple[float, float]
Path = tuple[Point, ...]
# A press that moves less than this is a click.
STILL_PX = 4.0


@dataclass(frozen=True)
class Pointer:
    """Something that happened: ``press``, ``move``, ``release``, ``double``, ``leave`` or ``key`` (``key`` names it)."""

    what: str
    px: Point = (0.0, 0.0)
    m: Point = (0.0, 0.0)
    metres_per_px: float = 1.0
    shift: bool = False
    key: str = ""
    ctrl: bool = False


@dataclass(frozen=True)
class Sketch:
    """What a gesture shows while it lasts, in metres: lines, dots, a ghost of a kind, a rubber box (pixels), a note.

    ``snapped``: the place that was caught, ringed. ``note`` may have several lines.
    """

    lines: tuple[Path, ...] = ()
    dots: tuple[Point, ...] = ()
    ghost: tuple[str, Point] | None = None
    box_px: tuple[float, float, float, float] | None = None
    note: str = ""
    length_m: float | None = None
    bearing_deg: float | None = None
    snapped: Point | None = None


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
class Chosen:
    """A sketched thing was chosen."""

    id: str


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

    points: Path
    length_m: float


@dataclass(frozen=True)
class Drawn:
    """A new line, or the ring of a new area (not closed), of a catalogue entry."""

    entry: str
    path_m: Path
    closed: bool = False


@dataclass(frozen=True)
class Reshaped:
    """The corners of a drawn thing are these; ``done`` when the hand lets go."""

    id: str
    path_m: Path
    done: bool = False


@dataclass(frozen=True)
class Also:
    """A sketched thing joins those that are chosen, or leaves them."""

    id: str


@dataclass(frozen=True)
class Spanned:
    """A way from one place to another, for a row of things along a street; ``done`` when both ends are set."""

    start_m: Point
    end_m: Point
    done: bool = False


@dataclass(frozen=True)
class Done:
    """This gesture is over; the canvas goes back to selecting."""


Wish = Pan | Fling | ZoomBox | Spot | Chosen | Placed | Moved | Aimed | Measured | Drawn | Reshaped | Also | Spanned | Done | Sketch
Wishes = tuple[Wish, ...]
# A gesture inside another hands back the event that came after its end.
Tool = Generator[Wishes, Pointer, Pointer]
