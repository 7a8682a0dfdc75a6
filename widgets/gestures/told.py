"""What the bubble at the hand says of what is being drawn."""

from __future__ import annotations

from app.words import tr
from widgets.figures import number
from widgets.gestures.hold import apart, bearing_deg
from widgets.gestures.wishes import Path


def drawn_words(way: Path, closed: bool, note: str = "", *, drawing: bool = False) -> str:
    """Length or area so far, the last piece with its bearing, what was caught on, and how it ends; one line each."""
    lines = [note] if note else []
    if len(way) > 1:
        pieces = [apart(a, b) for a, b in zip(way, (*way[1:], way[0]) if closed else way[1:], strict=False)]
        if closed and len(way) > 2:
            lines.append(tr("gestures.area", area=metres(area_m2(way)), round=metres(sum(pieces))))
        elif len(way) > 2:
            lines.append(tr("gestures.length", length=metres(sum(pieces))))
        if drawing or len(way) == 2:
            lines.append(tr("gestures.piece", length=metres(apart(way[-2], way[-1])), degrees=number(bearing_deg(way[-2], way[-1]), 0)))
    if drawing:
        lines.append(tr("gestures.help.area" if closed else "gestures.help.line"))
    return "\n".join(lines)


def metres(value: float) -> str:
    """A length or an area as it is read: tenths below a hundred."""
    return number(value, 1 if value < 100 else 0)


def area_m2(ring: Path) -> float:
    """What a ring (not closed) encloses on the plane of the map."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))) / 2
