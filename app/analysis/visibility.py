"""What a camera can see: exact visibility polygons among walls, and the stretches of street inside them.

Walls are segments in a grid (`walls`), the sweep is compiled (`isovist_kernel`); a view is kept as wedges about its eye, each view
apart from the others, so that one camera can be asked again alone. Everything is in metres of the working system; bearings
are degrees clockwise from north. Definition of what is visible: references 1.4 (Benedikt's isovist); view limits: 1.2.

The rooms behind this door: `walls`, `views`, `sightlines` (streets), `bearings` (unknown headings), `outside`, `outlines`.
"""

from __future__ import annotations

import numpy as np

from app.analysis.bearings import Windows, bearing_share, best_and_worst
from app.analysis.lenses import Footprint
from app.analysis.outlines import to_polygons
from app.analysis.outside import moved_outside
from app.analysis.sectors import within_bearings
from app.analysis.sightlines import Pieces, Seen, pieces, street_intervals
from app.analysis.threads import in_parts
from app.analysis.views import Views, join, seen_from, sees
from app.analysis.walls import Walls, walls
from app.feedback import SILENT, Feedback
from app.parameters import BY_ID

__all__ = [
    "Pieces",
    "Seen",
    "Views",
    "Walls",
    "Windows",
    "bearing_share",
    "best_and_worst",
    "isovists",
    "join",
    "moved_outside",
    "pieces",
    "prepare",
    "seen_from",
    "sees",
    "street_intervals",
    "to_polygons",
    "views",
    "walls",
    "within_bearings",
]

KNOWN_WITHIN_M = BY_ID["walls.known_within"].default
PART = 256
# Sides of the polygon that stands for the circle of reach, and for the blind circle under the mast; both of equal area.
REACH_SIDES, BLIND_SIDES = 180, 60


def prepare(feedback: Feedback = SILENT) -> None:
    """Load the compiled kernels of sight and walking, or compile them the first time after installation (some seconds)."""
    feedback.step(0.0)
    import app.analysis.isovist_kernel

    feedback.step(0.7)
    import app.analysis.bearing_kernel
    import app.analysis.joined_kernel
    import app.analysis.sightline_kernel
    import app.analysis.walk_kernel  # noqa: F401

    feedback.step(1.0)


def isovists(
    eyes_m: np.ndarray,
    reach_m: np.ndarray | float,
    walls: Walls,
    *,
    known_within_m: float = KNOWN_WITHIN_M,
    feedback: Feedback = SILENT,
) -> Views:
    """All that n eyes (n, 2) can see within ``reach_m``: exact but for the circle, a polygon of 180 sides and equal area.

    No eyes give no views; no walls give full circles, unbounded. An eye on a wall or at a corner sees past that wall on both
    sides, an eye inside a building sees its inside: `moved_outside` comes first.
    """
    eyes = _points(eyes_m)
    lens = np.zeros((len(eyes), 6))
    lens[:, :2] = np.nan
    lens[:, 3] = reach_m
    return _look(eyes, lens, walls, known_within_m, feedback)


def views(
    eyes_m: np.ndarray,
    heading_deg: np.ndarray | float,
    footprint: Footprint,
    walls: Walls,
    *,
    known_within_m: float = KNOWN_WITHIN_M,
    feedback: Feedback = SILENT,
) -> Views:
    """What n cameras (n, 2) see of their footprints among walls.

    With a heading: the trapezoid of the lens; without (nan): the ring between its near and far distance all round, which is
    what a rotating camera can turn to and what one of unknown heading might see. Empty inputs as in `isovists`.
    """
    eyes = _points(eyes_m)
    lens = np.zeros((len(eyes), 6))
    bearing = np.radians(np.asarray(heading_deg, float))
    lens[:, 0], lens[:, 1] = np.sin(bearing), np.cos(bearing)
    lens[:, 2], lens[:, 3] = footprint.near_m, footprint.far_m
    lens[:, 4], lens[:, 5] = footprint.half_near_m, footprint.half_far_m
    return _look(eyes, lens, walls, known_within_m, feedback)


def _points(eyes_m: np.ndarray) -> np.ndarray:
    eyes = np.array(eyes_m, dtype=np.float64).reshape(-1, 2)
    if not np.isfinite(eyes).all():
        raise ValueError("an eye has no coordinates")
    return eyes


def _look(eyes: np.ndarray, lens: np.ndarray, walls: Walls, known_within_m: float, feedback: Feedback) -> Views:
    from app.analysis.isovist_kernel import look, unit_circle

    g = walls.grid
    frame, circle, blind = g.frame, unit_circle(REACH_SIDES), unit_circle(BLIND_SIDES)

    def part(first: int, last: int) -> Views:
        room, start, unbounded = look(g.key, g.line, frame, eyes[first:last], lens[first:last], circle, blind, known_within_m)
        return Views(eyes[first:last], start, room[: start[-1]].copy(), unbounded)

    return join(in_parts(len(eyes), PART, part, feedback))
