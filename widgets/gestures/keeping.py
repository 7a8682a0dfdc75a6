"""What the keyboard keeps a gesture to: steps of 15 degrees, an axis, a length and an angle typed as digits.

Shift: steps of 15 degrees. X: east and west only, Y: north and south only. ``12.5`` is a length in metres, ``/90`` a bearing,
``12.5/90`` both; Backspace takes the last digit back. Ctrl: catch on nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from app.words import tr
from widgets.gestures.hold import Hold, ahead_m, apart, bearing_deg
from widgets.gestures.wishes import Point, Pointer

STEP_DEG = 15.0
LONGEST_M = 100_000.0


@dataclass
class Kept:
    """What one gesture is kept to; ``heard`` is told every key."""

    axis: str = ""
    typed: str = ""

    def heard(self, event: Pointer) -> bool:
        """Take a key; False where it means nothing here."""
        if event.what != "key":
            return False
        if event.key in ("x", "y"):
            self.axis = "" if self.axis == event.key else event.key
            return True
        if event.key == "backspace" and self.typed:
            self.typed = self.typed[:-1]
            return True
        if event.key.isdecimal() or event.key in (".", "/"):
            after = self.typed + event.key
            self.typed = after if after.count("/") < 2 and after.rpartition("/")[2].count(".") < 2 and len(after) < 16 else self.typed
            return True
        return False

    def forget(self) -> None:
        """Begin anew: the next corner."""
        self.axis, self.typed = "", ""

    @property
    def holds(self) -> bool:
        """True where something is kept to."""
        return bool(self.axis or self.typed)

    @property
    def length_m(self) -> float | None:
        """The typed length."""
        return _number(self.typed.partition("/")[0])

    @property
    def bearing_deg(self) -> float | None:
        """The typed bearing."""
        found = _number(self.typed.partition("/")[2])
        return None if found is None else found % 360.0

    def place(self, start: Point, at: Point, *, shift: bool = False) -> Point:
        """Where a hand at ``at`` is kept to, seen from ``start``."""
        if self.axis and not self.typed:
            return (at[0], start[1]) if self.axis == "x" else (start[0], at[1])
        deg, far = bearing_deg(start, at), apart(start, at)
        if self.axis:
            deg = (90.0 if at[0] >= start[0] else 270.0) if self.axis == "x" else (0.0 if at[1] >= start[1] else 180.0)
        elif shift:
            deg = round(deg / STEP_DEG) * STEP_DEG % 360.0
        deg = self.bearing_deg if self.bearing_deg is not None else deg
        far = self.length_m if self.length_m is not None else far
        return ahead_m(start, deg, min(far, LONGEST_M)) if self.typed or self.axis or shift else at

    @property
    def told(self) -> str:
        """What the bubble says of it, "" where nothing is kept to."""
        if self.typed:
            return tr("gestures.typed", text=self.typed)
        return tr(f"gestures.axis.{self.axis}") if self.axis else ""


def kept_or_caught(hold: Hold, kept: Kept, event: Pointer, start: Point | None, but: Collection[str] = ()) -> tuple[Point, Point | None, str]:
    """Where the hand is meant to be: kept by the keyboard, else caught on something (the place, its ring and its name), else free."""
    if start is not None and (kept.holds or event.shift):
        return kept.place(start, event.m, shift=event.shift), None, kept.told
    caught = None if event.ctrl else hold.caught(event, but)
    return (caught.at_m, caught.at_m, caught.note) if caught is not None else (event.m, None, "")


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
