"""Which measures there are: the one table that the study, the window, the charts and the report go by.

Words: ``measure.<id>``. A measure weighted by something is called ``<id>_<weight>_weighted`` and named from both words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class MeasureKind:
    """One measure. ``look`` is the map that shows it; ``night`` the measure that is the same by night ("" where there is none).

    ``group``: cameras, light, walking, places, windows. ``less``: less is better. ``weighted``: also given by each demand.
    ``telling`` is the detail that says most beside the share; ``score`` the word of its weight in the score ("" = not scored).
    """

    id: str
    group: str
    look: str
    night: str = ""
    less: bool = False
    weighted: bool = False
    telling: str = ""
    score: str = ""


MEASURES: tuple[MeasureKind, ...] = (
    MeasureKind("seen", "cameras", "seen", night="seen_night", weighted=True, telling="claimed_share", score="seen"),
    MeasureKind("seen_night", "cameras", "seen_night", weighted=True, telling="moved_by_light_m", score="seen_night"),
    MeasureKind("seen_twice", "cameras", "seen_twice"),
    MeasureKind("seen_area", "cameras", "seen_area", telling="claimed_m2"),
    MeasureKind("lit", "light", "lit", weighted=True, telling="average_lx", score="lit"),
    MeasureKind("lit_class", "light", "lit_class", telling="uniformity"),
    MeasureKind("near_refuge", "walking", "near_refuge", night="near_refuge_night", weighted=True, telling="median_walk_m", score="near_refuge"),
    MeasureKind("near_refuge_night", "walking", "near_refuge_night", weighted=True, telling="median_walk_m"),
    MeasureKind("near_bell", "walking", "near_bell", telling="median_walk_m"),
    MeasureKind("near_mailbox", "walking", "near_mailbox", telling="women_alone", score="near_mailbox"),
    MeasureKind("near_centre", "walking", "near_centre", telling="median_walk_min", score="centre"),
    MeasureKind("response", "walking", "response", telling="median_drive_min"),
    MeasureKind("school", "places", "school", telling="zones", score="school"),
    MeasureKind("route", "places", "route", telling="routes", score="route"),
    MeasureKind("exposure", "windows", "exposure", less=True, telling="exposed_m", score="exposure"),
    MeasureKind("trespass", "windows", "trespass", less=True, telling="trespass_m", score="trespass"),
)
BY_ID: Mapping[str, MeasureKind] = {kind.id: kind for kind in MEASURES}
# What a length can be weighted by; plain length is always shown too. Words: ``weight.<key>``.
WEIGHTS = ("crime", "residents", "women_alone", "children", "complaints", "walkers")
NIGHT = frozenset(kind.night for kind in MEASURES if kind.night)


def base(id: str) -> tuple[str, str]:
    """(measure, weight) of an id: ``seen_crime_weighted`` -> ("seen", "crime"), ``seen`` -> ("seen", "")."""
    for weight in WEIGHTS:
        if id.endswith(f"_{weight}_weighted"):
            return id.removesuffix(f"_{weight}_weighted"), weight
    return id, ""


def weighted(id: str, weight: str) -> str:
    """The id of a measure weighted by something."""
    return f"{id}_{weight}_weighted" if weight else id
