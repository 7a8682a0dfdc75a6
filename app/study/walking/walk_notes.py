"""What a planner must know of the ways before trusting them: hours assumed, places closed, stairs, levels, heights."""

from __future__ import annotations

from collections.abc import Iterator

import numpy

from app.quantity import Quantity, Tag
from app.study.answers import Said
from app.study.walking.walks import Walks

# What passes over or under other streets.
APART = ("bridge", "footbridge", "tunnel", "underpass")


def walk_notes(walked: Walks) -> Iterator[Said]:
    """The notes on ways that apply to the streets and devices of the district."""
    a = walked.of.assumptions
    refuge, night, bell, mailbox, centre = (walked[id] for id in ("near_refuge", "near_refuge_night", "near_bell", "near_mailbox", "near_centre"))
    if refuge.untold + centre.untold:
        yield "note.hours_untold", {"devices": _count(refuge.untold + centre.untold)}
    if night.shut > refuge.shut:
        yield "note.closed_at_night", {"devices": _count(night.shut - refuge.shut), "hour": a.quantity("time.night")}
    if bell.off and bell.off != refuge.off:
        yield "note.bells_off", {"devices": _count(bell.off), "distance": a.quantity("walk.snap")}
    uncounted = int((~(mailbox.placed.lockers[mailbox.which] > 0)).sum())
    if uncounted:
        yield "note.lockers_untold", {"devices": _count(uncounted), "lockers": a.quantity("mailbox.lockers")}
    inside, way = walked.ground.inside, walked.ground.streets.ways
    for key, kinds in (("note.stairs", ("steps",)), ("note.levels", APART)):
        length = float((inside.end_m - inside.start_m)[numpy.isin(way[inside.edge], kinds)].sum())
        if length > 0.0:
            yield key, {"length": Quantity(length, "m", Tag.COMPUTED, "measured in the project")}
    if walked.heights_known > 0.0:
        yield "note.slope", {"share": Quantity(walked.heights_known, "share", Tag.COMPUTED, "measured in the project")}


def _count(number: int) -> Quantity:
    return Quantity(float(number), "count", Tag.COMPUTED, "counted in the project")
