"""What the cameras of a question see of its streets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.coverage import Reach, circles, nothing_seen
from app.analysis.intervals import Intervals, intervals
from app.analysis.streets import Streets
from app.analysis.visibility import (
    Pieces,
    Seen,
    Views,
    Walls,
    best_and_worst,
    moved_outside,
    pieces,
    street_intervals,
    views,
    walls,
)
from app.feedback import Feedback
from app.parameters import Assumptions
from app.study.cameras import Cameras
from app.study.night import Own, own_light


@dataclass(frozen=True)
class Sight:
    """``views`` camera by camera and their ``reach`` on the streets by day; ``own`` is what each one's infrared reaches; ``moved`` marks cameras carried out of buildings.

    ``bounded``: stretches in views with a known building around; ``claimed``: in circles through walls. ``around`` are the walls and
    ``pieces`` the streets, both ready to be asked again.
    """

    views: Views
    reach: Reach
    own: Own
    moved: ndarray
    bounded: Intervals
    claimed: Intervals
    around: Walls
    pieces: Pieces


def sight(cameras: Cameras, buildings: ndarray, streets: Streets, assumptions: Assumptions, feedback: Feedback) -> Sight:
    """Views, their street intervals, and the best and worst bearings of unknown sites; no cameras see nothing."""
    eyes, moved = moved_outside(cameras.eyes_m, buildings)
    feedback.step(0.1)
    known = pieces(streets.piece_xy, streets.piece_edge, streets.piece_start_m)
    around = walls(buildings)
    seen = views(
        eyes, cameras.heading_deg, cameras.prints, around, known_within_m=assumptions["walls.known_within"], feedback=feedback.part(0.1, 0.5)
    )
    asked = (streets.piece_xy, streets.piece_edge, streets.piece_start_m)
    found = street_intervals(seen, *asked, known=known, feedback=feedback.part(0.5, 0.7))
    reach = nothing_seen() if not len(eyes) else _reach(cameras, seen, found, asked, known, feedback.part(0.7, 0.95))
    bounded = ~seen.unbounded[found.camera] if len(found.camera) else numpy.zeros(0, dtype=bool)
    claimed, _ = circles(streets, numpy.unique(cameras.eyes_m, axis=0), assumptions["cam.claimed_radius"])
    feedback.step(1.0)
    own = own_light(streets, eyes, numpy.minimum(night_range(cameras, assumptions), cameras.prints.reach_m + 1.0))
    return Sight(seen, reach, own, moved, _intervals(found).take(bounded), claimed, around, known)


def night_range(cameras: Cameras, assumptions: Assumptions) -> ndarray:
    """How far each camera sees in the dark by its own lamps, in metres (n,)."""
    turning = numpy.array([camera.all_round for camera in cameras.cameras], dtype=bool)
    return numpy.where(turning, assumptions["cam.night_range_ptz"], assumptions["cam.night_range"])


def _reach(cameras: Cameras, seen: Views, found: Seen, asked: tuple[ndarray, ...], known: object, feedback: Feedback) -> Reach:
    sure, chance = cameras.known, cameras.chance
    certain = sure[found.camera]
    every = _intervals(found)
    unknown = numpy.flatnonzero(~sure)
    maybe_by = found.camera[~certain]
    worst = best = (intervals(), numpy.zeros(0, dtype=numpy.int64))
    if len(unknown):
        windows = best_and_worst(seen.only(unknown), 360.0 * chance[unknown], *asked, known=known, feedback=feedback)
        worst = (_intervals(windows.worst), unknown[windows.worst.camera])
        best = (_intervals(windows.best), unknown[windows.best.camera])
    return Reach(every.take(certain), found.camera[certain], every.take(~certain), maybe_by, chance[maybe_by], *worst, *best)


def _intervals(seen: Seen) -> Intervals:
    return Intervals(seen.edge, seen.start_m, seen.end_m)
