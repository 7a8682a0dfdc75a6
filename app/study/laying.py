"""What the rooms of a study found, laid on the streets as named stretches."""

from __future__ import annotations

from collections.abc import Mapping

import numpy
from numpy import ndarray

from app.analysis.demand import short_stretches
from app.analysis.intervals import Intervals, intervals
from app.study.asked import Question
from app.study.ground import Ground
from app.study.laid import Laid
from app.study.lamps.light import Lit
from app.study.need.weights import Weight
from app.study.places import place_measures
from app.study.places.places import Spots
from app.study.sight.cameras import Cameras
from app.study.sight.night import by_night
from app.study.sight.sight import Sight
from app.study.walking.walks import Walks

SEEN = ("seen", "seen_twice", "seen_night")
LIGHT = ("lit", "lit_class")


def lay(
    question: Question, base: Ground, cameras: Cameras, seen: Sight, lit: Lit | None, walked: Walks, needs: Mapping[str, Weight], spots: Spots
) -> Laid:
    """Everything on the streets; a measure without its devices is not among ``known`` and has no value rather than nought."""
    edges = len(base.streets)
    dark = by_night(seen.reach, seen.own, None, edges)
    shining = {} if lit is None else light_sets(lit, base.streets.length_m)
    night = dark if lit is None else by_night(seen.reach, seen.own, lit.lit, edges)
    near = {id: one.near for id, one in walked.by.items()}
    known = {id for id, one in walked.by.items() if one.asked} | {name for name in LIGHT if name in shining}
    watched = bool(question.counted("seen") or cameras.sites)
    known |= set(SEEN) if watched else set()
    known |= place_measures.known(spots.found, spots.courses, cameras=watched, lamps=lit is not None)
    there = place_measures.sets(spots.found, spots.courses)
    return Laid(
        base.inside, base.dong, base.in_dong, seen.reach, night, None if lit is None else dark, seen.own,
        {"bounded": seen.bounded, "claimed": seen.claimed, **near, **shining, **there}, {key: need.demand for key, need in needs.items()},
        short_stretches(base.streets), frozenset(known),
    )  # fmt: skip


def light_sets(lit: Lit, length_m: ndarray) -> dict[str, Intervals]:
    """The columns that light fills: streets above darkness, and segments that keep their class."""
    kept = numpy.flatnonzero(lit.class_kept)
    return {"lit": lit.lit, "lit_class": intervals(kept, numpy.zeros(len(kept)), length_m[kept])}
