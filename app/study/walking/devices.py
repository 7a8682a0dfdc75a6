"""What people walk to: refuges, bells, mailboxes, centres, and the stations help comes from, on the network and with their hours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.streets import Streets, locate
from app.geo import inside
from app.study.answers import Device
from app.study.standing import Standing
from app.study.walking.hours import open_at

REFUGES = ("phone_booths", "shelters", "police", "emergency_bells")
STATIONS = ("police", "fire_stations")
KINDS = frozenset((*REFUGES, *STATIONS, "mailboxes", "community_centres"))
# Always there for whoever comes, whatever the hour, unless the data say otherwise.
ALWAYS = frozenset(("phone_booths", "police", "emergency_bells", "mailboxes", "fire_stations"))
# The smallest police posts are staffed by day only.
DAY_POSTS = ("치안센터",)
# Chains whose shops are open around the clock unless they say otherwise.
CHAINS = re.compile(
    r"(?<![A-Za-z])CU(?![A-Za-z])|씨유|GS\s*25|지에스\s*25|세븐\s*일레븐|7-?\s*eleven|미니\s*스톱|ministop|(?:이마트|emart)\s*24|위드미|"
    r"스토리웨이|씨스페이스|C-?SPACE|편의점|훼미리마트|바이더웨이",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class Placed:
    """n things on the networks: ``edge`` and ``at_m`` on foot, ``road_edge`` and ``road_at_m`` by road (edge -1: on none).

    ``kind`` (n,) are keys of kinds, ``key`` (layer, row); ``inside`` the district; ``day`` and ``night``: open then; ``told``: the
    data say so, else it is the usual hours of the kind. ``lockers``: compartments of a mailbox, nan where nobody counts them.
    """

    devices: tuple[Device, ...]
    kind: ndarray
    edge: ndarray
    at_m: ndarray
    road_edge: ndarray
    road_at_m: ndarray
    inside: ndarray
    day: ndarray
    night: ndarray
    told: ndarray
    lockers: ndarray

    def __len__(self) -> int:
        return len(self.devices)

    def take(self, rows: ndarray) -> Placed:
        """Some of the things, by their numbers."""
        return Placed(tuple(self.devices[row] for row in rows.tolist()), *(getattr(self, name)[rows] for name in _COLUMNS))

    def beside(self, other: Placed) -> Placed:
        """These things and then the others."""
        both = (numpy.concatenate([getattr(self, name), getattr(other, name)]) for name in _COLUMNS)
        return Placed((*self.devices, *other.devices), *both)


_COLUMNS = ("kind", "edge", "at_m", "road_edge", "road_at_m", "inside", "day", "night", "told", "lockers")


def placed(
    things: Sequence[Standing], streets: Streets, district: shapely.Geometry, walkable: ndarray, drivable: ndarray, *,
    snap_m: float, day_h: float, night_h: float,
) -> Placed:  # fmt: skip
    """Put things on the nearest street one may walk (and drive) along within ``snap_m``, and read their hours; none give none."""
    xy = numpy.array([thing.at_m for thing in things], dtype=float).reshape(-1, 2)
    edge, at = _on(streets, xy, walkable, snap_m)
    if (walkable == drivable).all():
        road_edge, road_at = edge, at
    else:
        road_edge, road_at = _on(streets, xy, drivable, snap_m)
    hours = [(opening(thing, day_h, False), opening(thing, night_h, True)) for thing in things]
    truth = numpy.array([(day, night, told or also) for (day, told), (night, also) in hours], dtype=bool).reshape(-1, 3)
    return Placed(
        tuple(Device(thing.layer, thing.row, thing.kind, thing.text("name"), thing.at_m) for thing in things),
        numpy.array([thing.kind for thing in things], dtype=object), edge, at, road_edge, road_at,
        inside(district, xy[:, 0], xy[:, 1]), truth[:, 0], truth[:, 1], truth[:, 2],
        numpy.array([thing.number("lockers") for thing in things], dtype=float),
    )  # fmt: skip


def _on(streets: Streets, xy: ndarray, allowed: ndarray, snap_m: float) -> tuple[ndarray, ndarray]:
    """The nearest allowed segment of each point and the metres along it."""
    edge, at, _ = locate(streets, xy, within_m=snap_m)
    again = numpy.flatnonzero((edge >= 0) & ~allowed[edge])
    if not len(again):
        return edge, at
    edge[again], at[again] = -1, numpy.nan
    rows = numpy.flatnonzero(allowed)
    if len(rows):
        points = shapely.points(xy[again])
        which, near = shapely.STRtree(streets.lines[rows]).query_nearest(points, max_distance=snap_m, all_matches=False)
        edge[again[which]] = rows[near]
        at[again[which]] = shapely.line_locate_point(streets.lines[rows[near]], points[which])
    return edge, at


def opening(thing: Standing, hour: float, by_night: bool) -> tuple[bool, bool]:
    """(open at this hour of an ordinary weekday, the data say so).

    Where they do not: booths, bells, mailboxes and stations are always open, the smallest police posts and all other places by
    day only, shops of the chains that never close always.
    """
    found = open_at(thing.values.get("hours"), hour)
    if found is not None:
        return found, True
    round_the_clock = thing.values.get("open_24h")
    if round_the_clock is not None and round_the_clock == round_the_clock:
        return bool(round_the_clock) or not by_night, True
    if not by_night:
        return True, False
    name = f"{thing.text('name')} {thing.text('type')}"
    if thing.kind == "police":
        return not any(word in name for word in DAY_POSTS), False
    if thing.kind == "shelters":
        return bool(CHAINS.search(name)), False
    return thing.kind in ALWAYS, False
