"""The gestures of the hand by the names the map knows them by; each stands in its room in `widgets.gestures`."""

from __future__ import annotations

from widgets.gestures.carrying import aim, drag
from widgets.gestures.hold import GRAB_PX, HANDLE_PX, Hold, Item, bearing_deg, handle_m
from widgets.gestures.measuring import measure
from widgets.gestures.placing import place
from widgets.gestures.rest import select, zoom_box
from widgets.gestures.wishes import (
    STILL_PX,
    Aimed,
    Also,
    Chosen,
    Done,
    Drawn,
    Fling,
    Measured,
    Moved,
    Pan,
    Placed,
    Pointer,
    Reshaped,
    Sketch,
    Spot,
    Tool,
    Wish,
    Wishes,
    ZoomBox,
)

__all__ = [
    "GRAB_PX",
    "HANDLE_PX",
    "STILL_PX",
    "Aimed",
    "Also",
    "Chosen",
    "Done",
    "Drawn",
    "Fling",
    "Hold",
    "Item",
    "Measured",
    "Moved",
    "Pan",
    "Placed",
    "Pointer",
    "Reshaped",
    "Sketch",
    "Spot",
    "Tool",
    "Wish",
    "Wishes",
    "ZoomBox",
    "aim",
    "bearing_deg",
    "drag",
    "handle_m",
    "measure",
    "place",
    "select",
    "zoom_box",
]
