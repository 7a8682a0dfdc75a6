"""How far it is from everywhere: on foot to the nearest refuge, bell, mailbox and centre, by road from the nearest station."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy
import shapely
from numpy import ndarray

from app.analysis import access
from app.analysis.intervals import Intervals
from app.analysis.network import Network, Walk
from app.analysis.paths import Path, path
from app.model import Intervention
from app.study.answers import Device
from app.study.asked import Question
from app.study.ground import AROUND_M, Ground, near
from app.study.standing import of_item, standing
from app.study.walking.devices import KINDS, REFUGES, STATIONS, Placed, placed
from app.study.walking.ways import Ways, slope, ways

# Measure -> the kinds that serve it.
SERVED: Mapping[str, tuple[str, ...]] = {
    "near_refuge": REFUGES,
    "near_refuge_night": REFUGES,
    "near_bell": ("emergency_bells",),
    "near_mailbox": ("mailboxes",),
    "near_centre": ("community_centres",),
    "response": STATIONS,
}


@dataclass(frozen=True, eq=False)
class Access:
    """One measure of the way to something.

    ``unit`` is m or min, ``limit`` what counts as near in it; ``network`` has segments as long as that unit says, ``per_m`` (e,)
    units per metre of each. ``asked`` is False where nobody knows any such device; ``off`` of them in the district stand on no
    street, ``shut`` are closed at the hour, of ``untold`` the hours are assumed. ``near``: the stretches within the limit.
    """

    id: str
    unit: str
    limit: float
    network: Network
    per_m: ndarray
    placed: Placed
    which: ndarray
    walk: Walk
    near: Intervals
    asked: bool
    off: int
    shut: int
    untold: int

    @cached_property
    def devices(self) -> tuple[Device, ...]:
        """The devices on the network, as the walk numbers them."""
        return tuple(self.placed.devices[number] for number in self.which.tolist())

    def distance_at(self, edge: ndarray, at_m: ndarray) -> tuple[ndarray, ndarray]:
        """The way from places (k,), given in metres along segments: in the unit, and which device (inf and -1: none)."""
        edge = numpy.asarray(edge, dtype=numpy.int64).reshape(-1)
        return access.distance_at(self.network, self.walk, edge, numpy.asarray(at_m, dtype=float).reshape(-1) * self.per_m[edge])

    def path(self, edge: int, at_m: float) -> Path:
        """The way from a place, with its legs in metres along the segments; ``metres`` of the path is its length in metres."""
        found = path(self.network, self.walk, edge, at_m * float(self.per_m[edge]))
        legs = tuple((number, a / float(self.per_m[number]), b / float(self.per_m[number])) for number, a, b in found.legs)
        metres = sum(abs(b - a) for _, a, b in legs) if found.device >= 0 else found.metres
        return Path(legs, found.nodes, found.device, metres)

    def median(self, stretches: Intervals) -> float:
        """The way that half the metres of some stretches do not exceed; inf where less than half reaches any, nan without street."""
        at = self.per_m[stretches.edge]
        where = (stretches.edge, stretches.start_m * at, stretches.end_m * at)
        return access.quantile(self.network, self.walk, 0.5, 1.0 / self.per_m, where=where)


@dataclass(frozen=True, eq=False)
class Walks:
    """All ways of a question, by measure. ``of`` is what they were made from; ``filed`` the things of the files, ``now`` all.

    ``heights_known``: for what share of the street length the rise is known.
    """

    ways: Ways
    ground: Ground
    of: Question
    filed: Placed
    now: Placed
    by: Mapping[str, Access]
    heights_known: float = 0.0

    def __getitem__(self, id: str) -> Access:
        return self.by[id]

    def nearest(self, kinds: tuple[str, ...], edge: int, at_m: float, *, night: bool = False) -> tuple[Device | None, Path]:
        """The nearest thing of some kinds from a place on a street that is open then, and the walk there; None where none is in reach."""
        now, foot = self.now, self.ways.foot
        which = numpy.flatnonzero(numpy.isin(now.kind, kinds) & (now.night if night else now.day) & (now.edge >= 0))
        found = path(foot, access.walk(foot, now.edge[which], now.at_m[which]), edge, at_m)
        return (now.devices[int(which[found.device])] if found.device >= 0 else None), found

    def seconds(self, way: Path, *, night: bool = False) -> float:
        """How long an adult walks along a path, stairs and slopes counted: ``walk.adult``, by night ``walk.adult_night``."""
        a = self.of.assumptions
        speed = a["walk.adult_night"] if night else a["walk.adult"]
        return float(sum(abs(b - a_m) * float(self.ways.slow[edge]) for edge, a_m, b in way.legs)) / speed


def walks(question: Question, ground: Ground) -> Walks:
    """Find everything people walk to in the district and around it, and the way there from everywhere."""
    access.prepare()
    rising, known = slope(question, ground.streets)
    net = ways(ground.streets, question.assumptions, rising)
    things = standing(replace(question, items=()), lambda key, _: key in KINDS, ground.district)
    filed = _placed(question, ground, net, things)
    now = _now(question, ground, net, filed)
    return Walks(net, ground, question, filed, now, _all(question, net, now, list(SERVED), {}), known)


def moved(before: Walks, question: Question) -> tuple[Walks, Mapping[str, ndarray]]:
    """The ways after the scenario's items changed, equal to `walks` of the new question; and the segments each measure changed on.

    Layers and assumptions must be those of ``before``. Measures that no changed item serves are kept as they are.
    """
    old, new = ({item.id: item for item in one.items} for one in (before.of, question))
    kinds = {item.kind for id in {**old, **new} if old.get(id) != new.get(id) for item in (old.get(id), new.get(id)) if item is not None}
    now = _now(question, before.ground, before.ways, before.filed) if kinds & KINDS else before.now
    touched = _all(question, before.ways, now, [id for id, served in SERVED.items() if kinds & set(served)], before.by)
    by = {**before.by, **touched}
    return replace(before, of=question, now=now, by=by), {id: changed_edges(before[id].near, one.near) for id, one in touched.items()}


def changed_edges(before: Intervals, after: Intervals) -> ndarray:
    """The segments on which two sets of stretches differ, in ascending order; both are ordered and do not overlap, as `Access.near`."""
    edges = 1 + int(max(before.edge[-1] if len(before) else -1, after.edge[-1] if len(after) else -1))
    was, now = numpy.bincount(before.edge, minlength=edges), numpy.bincount(after.edge, minlength=edges)
    differs = was != now
    one, other = before.take(~differs[before.edge]), after.take(~differs[after.edge])
    differs[one.edge[(one.start_m != other.start_m) | (one.end_m != other.end_m)]] = True
    return numpy.flatnonzero(differs)


def _placed(question: Question, ground: Ground, net: Ways, things: tuple) -> Placed:
    a = question.assumptions
    return placed(
        things, ground.streets, ground.district, net.walkable, net.drivable,
        snap_m=a["walk.snap"], day_h=a["time.day"], night_h=a["time.night"],
    )  # fmt: skip


def _now(question: Question, ground: Ground, net: Ways, filed: Placed) -> Placed:
    """The things of the files without those the scenario touches, and what it makes of them and adds."""
    items: list[Intervention] = [item for item in question.items if item.kind in KINDS]
    if not items:
        return filed
    touched = {item.of for item in items if item.of is not None}
    gone = [number for number, one in enumerate(filed.devices) if (one.layer, one.row) in touched] if touched else []
    known = {layer.id: layer for layer in question.layers if layer.frame is not None}
    things = [of_item(item, known) for item in items if not item.gone]
    here = near(ground.district, shapely.points([thing.at_m for thing in things]), AROUND_M) if things else ()
    added = _placed(question, ground, net, tuple(thing for thing, inside in zip(things, here, strict=True) if inside))
    return (filed.take(numpy.delete(numpy.arange(len(filed)), gone)) if gone else filed).beside(added)


def _all(question: Question, net: Ways, now: Placed, ids: list[str], before: Mapping[str, Access]) -> dict[str, Access]:
    """Some measures; the networks are those of ``before`` where it has them."""
    found: dict[str, Access] = {}
    for id in ids:
        # Where all is open at night, the ways are those of the day.
        found[id] = _access(id, question, net, now, before.get(id), found.get("near_refuge") if id == "near_refuge_night" else None)
    return found


def _access(id: str, question: Question, net: Ways, now: Placed, before: Access | None, twin: Access | None) -> Access:
    base_m = net.road.length_m if id == "response" else net.foot.length_m
    unit, limit, network, per_m = _measured(id, question, net) if before is None else (before.unit, before.limit, before.network, before.per_m)
    of_kind = numpy.isin(now.kind, SERVED[id])
    is_open = now.night if id == "near_refuge_night" else numpy.ones(len(now), dtype=bool) if id == "response" else now.day
    edge, at = (now.road_edge, now.road_at_m) if id == "response" else (now.edge, now.at_m)
    which = numpy.flatnonzero(of_kind & is_open & (edge >= 0))
    if twin is not None and numpy.array_equal(twin.which, which):
        walk, near_m = twin.walk, twin.near
    else:
        walk = access.walk(network, edge[which], at[which] * per_m[edge[which]])
        near_m = _near(network, walk, limit, base_m, per_m)
    asked = any(layer.kind.key in SERVED[id] for layer in question.layers if layer.frame is not None)
    asked = asked or any(item.kind in SERVED[id] for item in question.items)
    here = of_kind & now.inside
    return Access(
        id, unit, limit, network, per_m, now, which, walk, near_m, asked, int((here & is_open & (edge < 0)).sum()),
        int((here & ~is_open).sum()), int((here & ~now.told & _has_hours(now)).sum()),
    )  # fmt: skip


def _near(network: Network, walk: Walk, limit: float, base_m: ndarray, per_m: ndarray) -> Intervals:
    """The stretches within the limit, in metres; what ends with its segment ends there exactly."""
    found = access.within(network, walk, limit)
    whole = found.end_m >= network.length_m[found.edge]
    end = numpy.where(whole, base_m[found.edge], found.end_m / per_m[found.edge])
    return Intervals(found.edge, found.start_m / per_m[found.edge], end)


def _measured(id: str, question: Question, net: Ways) -> tuple[str, float, Network, ndarray]:
    """(unit, limit, network in that unit, units per metre of each segment)."""
    a, foot, road = question.assumptions, net.foot, net.road
    if id == "near_centre":
        per_m = net.slow / (60.0 * a["centre.speed"])
        return "min", a["centre.minutes"], replace(foot, length_m=foot.length_m * per_m), per_m
    if id == "response":
        per_m = numpy.full(len(road.length_m), 60.0 / (1000.0 * a["response.speed"]))
        return "min", a["response.minutes"], replace(road, length_m=road.length_m * per_m), per_m
    limit = a["bell.radius"] if id == "near_bell" else a["mailbox.radius"] if id == "near_mailbox" else a["refuge.radius"]
    return "m", limit, foot, numpy.ones(len(foot.length_m))


def _has_hours(now: Placed) -> ndarray:
    """Things whose hours matter: places run by people who go home."""
    return numpy.isin(now.kind, ("shelters", "community_centres"))
