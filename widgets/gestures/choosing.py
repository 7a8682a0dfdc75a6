"""Which gesture puts down what: by the geometry of its entry in the catalogue."""

from __future__ import annotations

from app import catalogue
from app.model import Intervention
from widgets.gestures.drawing import draw, stroke
from widgets.gestures.hold import Hold, Item
from widgets.gestures.placing import place
from widgets.gestures.wishes import Tool


def gesture(key: str, hold: Hold) -> Tool:
    """The gesture that puts down one of a kind or of a catalogue entry."""
    entry = catalogue.entry_of(key)
    match entry.geometry if entry is not None else "point":
        case "line":
            return draw(key, hold)
        case "area":
            return draw(key, hold, closed=True)
        case "freehand":
            return stroke(key)
    return place(key, hold)


def graspable(item: Intervention) -> Item:
    """A thing as the hand takes hold of it: what looks somewhere has an aim handle, what is drawn has corners."""
    entry = catalogue.entry_of(item.kind, item.entry)
    aimed = item.kind == "cctv" or (entry is not None and entry.geometry == "aimed")
    closed = entry is not None and entry.closed and len(item.path_m) > 2
    return Item(item.id, item.kind, item.at_m, item.heading_deg if aimed else None, item.path_m, closed)
