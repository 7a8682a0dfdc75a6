"""Gaps in words: why each is one, and what would close it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy
from numpy import ndarray

from app.analysis.coverage import Reach
from app.analysis.gaps import Gaps, gaps
from app.analysis.intervals import Intervals
from app.parameters import Assumptions
from app.quantity import Quantity, Tag
from app.study.answers import Gap, Said
from app.study.ground import Ground
from app.study.laid import Sheet
from app.study.sight.cameras import Cameras
from app.study.walking.walks import Access

# As many as anyone will look at; the worthiest come first.
MOST = 300
# Shares below and above which a gap is not at all, or wholly, of a kind.
HARDLY, MOSTLY = 0.05, 0.95
# Demand this many times the district's average is worth a reason of its own.
HEAVY = 1.5


@dataclass(frozen=True)
class Walked:
    """The walk to refuge from the middle of each gap: metres and which device (-1 where there is none)."""

    metres: ndarray
    device: ndarray


def find(ground: Ground, sheet: Sheet, assumptions: Assumptions) -> Gaps:
    """The district's gaps, ranked by crime where it is known by place, else by residents, else by length."""
    weight = sheet.crime_per_m if sheet.crime_per_m is not None else sheet.people_per_m
    demand = numpy.ones(len(sheet.length_m)) if weight is None else weight
    whole = float((demand * sheet.length_m)[sheet.inside].sum())
    demand = demand * float(sheet.length_m[sheet.inside].sum()) / whole if whole > 0 else numpy.ones(len(demand))
    unseen = sheet.inside & ~sheet.sure
    return gaps(
        ground.streets, sheet.cut, unseen=unseen, chance=sheet.once.value, demand=demand, maybe=sheet.maybe & ~sheet.sure,
        claimed=sheet.columns["claimed"], min_length_m=assumptions["gap.min_length"], max_length_m=assumptions["gap.max_length"], most=MOST,
    )  # fmt: skip


def tell(
    found: Gaps, walked: Walked, refuges: Access, cameras: Cameras, reach: Reach, ground: Ground, sheet: Sheet, a: Assumptions,
    lit: Intervals | None = None,
) -> tuple[Gap, ...]:  # fmt: skip
    """Each gap with its reasons, its fix and the dong its middle lies in. ``lit``: the street that is not dark, None where unknown."""
    sites = _sites_that_may(found, reach)
    dark = _dark_m(found, lit)
    named = _dong_names(found, ground, sheet)
    far = float(numpy.median(cameras.prints.far_m)) if len(cameras.cameras) else a["cam.claimed_radius"]
    by_crime = sheet.crime_per_m is not None
    told = []
    for number in range(len(found)):
        metres = float(walked.metres[number])
        device = refuges.devices[int(walked.device[number])] if walked.device[number] >= 0 else None
        reasons = (*_unseen(found, number, sites, cameras), *_dark(found, number, dark), *_walk(metres, device.name if device else "", refuges.asked, a), *_need(found, number, by_crime))
        quantities = (
            ("length_m", _computed(found.length_m[number], "m", "unseen street in the gap")),
            ("maybe_m", _computed(found.maybe_m[number], "m", "seen only if an unknown heading is kind")),
            ("walk_m", _computed(metres if math.isfinite(metres) else None, "m", "walk to the nearest refuge")),
            ("worth", _computed(found.worth[number], "m", "demand x (1 - seen), in metres of average demand")),
        )
        centre = (float(found.centre_m[number, 0]), float(found.centre_m[number, 1]))
        fix = tuple(_fix(found, number, metres, far, sites, cameras, refuges.asked, a))
        told.append(Gap(
            number + 1, found.street[number], float(found.length_m[number]), centre, found.line[number], reasons, fix,
            float(found.worth[number]), quantities, named[number],
        ))  # fmt: skip
    return tuple(told)


def _computed(value: float | None, unit: str, source: str) -> Quantity:
    return Quantity(None if value is None else float(value), unit, Tag.COMPUTED, source)


def _count(number: float) -> Quantity:
    return _computed(number, "count", "counted in the project")


def _unseen(found: Gaps, number: int, sites: list[list[int]], cameras: Cameras) -> Iterator[Said]:
    length = float(found.length_m[number])
    maybe = float(found.maybe_m[number]) / length
    if maybe < HARDLY:
        yield "gap.no_camera", {}
        if found.claimed_m[number] > length / 2:
            yield "gap.claimed", {"share": _computed(found.claimed_m[number] / length, "share", "inside the usual circles, not seen")}
    elif maybe > MOSTLY:
        yield "gap.only_unknown", {"sites": _count(len(sites[number]))}
    else:
        share = _computed(maybe, "share", "part of the gap an unknown heading may see")
        yield "gap.partly_unknown", {"share": share, "sites": _count(len(sites[number]))}


def _dark(found: Gaps, number: int, dark: ndarray | None) -> Iterator[Said]:
    share = 0.0 if dark is None else float(dark[number] / found.length_m[number])
    if share > HARDLY:
        yield "gap.dark_share", {"share": _computed(min(share, 1.0), "share", "part of the gap below the threshold of darkness")}


def _dark_m(found: Gaps, lit: Intervals | None) -> ndarray | None:
    """The dark metres of each gap; None where no lamps are known."""
    if lit is None:
        return None
    from app.analysis.intervals import atoms

    cut = atoms(found.stretches, lit)
    part, atom = cut.pairs(0)
    dark = cut.length_m[atom] * (cut.depth(1)[atom] == 0)
    return numpy.bincount(found.gap_of[part], weights=dark, minlength=len(found))


def _walk(metres: float, name: str, asked: bool, a: Assumptions) -> Iterator[Said]:
    if not asked:
        return
    if not math.isfinite(metres):
        yield "gap.no_refuge", {}
        return
    walk = _computed(metres, "m", "walk along the streets")
    if metres > a["refuge.radius"]:
        yield "gap.refuge_far", {"walk": walk}
    else:
        yield ("gap.refuge_near", {"walk": walk, "name": name}) if name else ("gap.refuge_near_nameless", {"walk": walk})


def _need(found: Gaps, number: int, by_crime: bool) -> Iterator[Said]:
    # No figure: the weight of so short a stretch says too much about single crimes.
    if found.demand[number] >= HEAVY:
        yield ("gap.crime_heavy" if by_crime else "gap.people_heavy"), {}


def _fix(
    found: Gaps, number: int, metres: float, far: float, sites: list[list[int]], cameras: Cameras, asked: bool, a: Assumptions
) -> Iterator[Said]:
    length, maybe = float(found.length_m[number]), float(found.maybe_m[number])
    if maybe > length / 2 and sites[number]:
        eyes = cameras.eyes_m[sites[number]]
        away = numpy.hypot(*(eyes - found.centre_m[number]).T)
        nearest = int(away.argmin())
        name = cameras.cameras[sites[number][nearest]].name
        walk = _computed(float(away[nearest]), "m", "straight distance")
        yield ("gap.fix.look", {"distance": walk, "name": name}) if name else ("gap.fix.look_nameless", {"distance": walk})
    else:
        needed = max(1, math.ceil(length / (2.0 * max(far, 1.0))))
        yield "gap.fix.camera", {"sites": _count(needed)}
    if asked and metres > a["refuge.radius"]:
        yield "gap.fix.refuge", {"radius": a.quantity("refuge.radius")}


def _sites_that_may(found: Gaps, reach: Reach) -> list[list[int]]:
    """For each gap the cameras of unknown heading that reach into it."""
    from app.analysis.intervals import atoms

    cut = atoms(found.stretches, reach.maybe)
    part, atom = cut.pairs(0)
    stretch_at = numpy.full(len(cut.edge), -1, dtype=numpy.int64)
    stretch_at[atom] = part
    which, atom = cut.pairs(1)
    hit = stretch_at[atom] >= 0
    pairs = numpy.unique(numpy.column_stack([found.gap_of[stretch_at[atom[hit]]], reach.maybe_by[which[hit]]]), axis=0)
    sites: list[list[int]] = [[] for _ in range(len(found))]
    for gap, camera in pairs.tolist():
        sites[gap].append(camera)
    return sites


def _dong_names(found: Gaps, ground: Ground, sheet: Sheet) -> list[str]:
    """The dong the middle of each gap lies in, "" where it is in none."""
    order = numpy.flatnonzero(sheet.length_m > 0)
    cut = sheet.cut
    names = []
    for edge, at in zip(found.centre_edge.tolist(), found.centre_at_m.tolist(), strict=True):
        first, last = numpy.searchsorted(cut.edge[order], [edge, edge + 1])
        spot = order[first + max(int(numpy.searchsorted(cut.start_m[order[first:last]], at, side="right")) - 1, 0)]
        dong = int(sheet.dong[spot])
        names.append(ground.areas[dong + 1].name if dong >= 0 else "")
    return names
