"""What the cameras of a question see of its streets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.coverage import Reach, circles, nothing_seen
from app.analysis.intervals import Intervals, intervals
from app.analysis.streets import Streets
from app.analysis.visibility import Pieces, Seen, Views, best_and_worst, moved_outside, pieces, street_intervals
from app.feedback import SILENT, Feedback
from app.parameters import Assumptions
from app.study.laid import Own
from app.study.sight.cameras import Cameras
from app.study.sight.night import own_light
from app.study.sight.surroundings import Around, views_of


@dataclass(frozen=True)
class Looking:
    """What some cameras see: ``views`` one by one, the street ``found`` in them, their ``reach`` by day, ``own`` by infrared.

    ``moved`` marks cameras carried out of buildings.
    """

    views: Views
    found: Seen
    reach: Reach
    own: Own
    moved: ndarray


@dataclass(frozen=True)
class Sight(Looking):
    """What all cameras of a question see. ``bounded``: stretches in views with a known building around; ``claimed``: in circles
    through walls, as usually claimed. ``around`` are the walls and ``pieces`` the streets, both ready to be asked again.
    """

    bounded: Intervals
    claimed: Intervals
    around: Around
    pieces: Pieces


def sight(cameras: Cameras, around: Around, streets: Streets, assumptions: Assumptions, feedback: Feedback) -> Sight:
    """Views, their street intervals, and the best and worst bearings of unknown sites; no cameras see nothing."""
    known = pieces(streets.piece_xy, streets.piece_edge, streets.piece_start_m)
    seen = looking(cameras, around, known, streets, assumptions, feedback.part(0.0, 0.95))
    found = seen.found
    bounded = ~seen.views.unbounded[found.camera] if len(found.camera) else numpy.zeros(0, dtype=bool)
    claimed, _ = circles(streets, numpy.unique(cameras.eyes_m, axis=0), assumptions["cam.claimed_radius"])
    feedback.step(1.0)
    return Sight(seen.views, found, seen.reach, seen.own, seen.moved, _intervals(found).take(bounded), claimed, around, known)


def looking(
    cameras: Cameras, around: Around, known: Pieces, streets: Streets, assumptions: Assumptions, feedback: Feedback = SILENT
) -> Looking:
    """What some cameras see, be it all of a city or the one that is being moved."""
    eyes, moved = moved_outside(cameras.eyes_m, around.blocks)
    feedback.step(0.1)
    seen = views_of(cameras, eyes, around, assumptions, feedback.part(0.1, 0.5))
    asked = (streets.piece_xy, streets.piece_edge, streets.piece_start_m)
    found = street_intervals(seen, *asked, known=known, feedback=feedback.part(0.5, 0.7))
    reach = nothing_seen() if not len(eyes) else _reach(cameras, seen, found, asked, known, feedback.part(0.7, 1.0))
    own = own_light(streets, eyes, numpy.minimum(cameras.night_m, cameras.prints.reach_m + 1.0))
    return Looking(seen, found, reach, own, moved)


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
