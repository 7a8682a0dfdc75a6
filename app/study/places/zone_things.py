"""What stands along a school zone's street: crossings with a signal, Yellow Carpets, speed cameras, guards.

Yes where one is known, no where a list knows the district and has none here, unknown where no list speaks of the district.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy
import shapely

from app.analysis.access import Network
from app.analysis.around import metres_from
from app.analysis.streets import locate
from app.model import Layer
from app.study.asked import Question
from app.study.ground import Ground, near
from app.study.standing import Standing, standing

if TYPE_CHECKING:
    from app.study.places.zones import Site

THINGS = ("signal", "crossings", "yellow_carpets", "speed_cameras", "school_guards")
OF_KIND = {"crossings": "crossings", "yellow_carpets": "yellow_carpets", "speed_cameras": "speed_cameras", "school_guards": "school_guards"}
# Lists of pedestrian signals name no crossings: every row of theirs is one with a signal.
SIGNAL_LISTS = ("보행등", "보행신호", "신호등")
# 단속구분 of the national list: 1 speed, 2 signal, 3 both, 4 parking, 99 other.
NOT_SPEED = ("2", "02", "4", "04")
NOT_SPEED_WORDS = ("주정차", "주차", "쓰레기", "버스")
# CCTV of these purposes may be enforcement cameras.
ENFORCING = ("과속", "교통단속", "속도")


@dataclass(frozen=True)
class Thing:
    """One kind of equipment at a zone. ``has`` is None where nobody knows; ``count`` those known.

    ``likely``: others that may be one (CCTV with the purpose of traffic enforcement). ``walk_m`` from the gate to the nearest, inf
    where there is none or it cannot be walked to within the zone's radius. ``at_m``: where they stand.
    """

    kind: str
    has: bool | None
    count: int
    likely: int
    walk_m: float
    at_m: tuple[tuple[float, float], ...]


def things(
    question: Question, ground: Ground, network: Network, sites: Sequence[Site], lines: Sequence[numpy.ndarray]
) -> list[tuple[Thing, ...]]:
    """The equipment of each zone: what stands in its outline or within ``school.beside`` of its street."""
    a = question.assumptions
    streets = [shapely.multilinestrings(line) if len(line) else None for line in lines]
    whole = shapely.union_all([shapely.envelope(one) for one in (*streets, *(site.outline for site in sites)) if one is not None])
    if shapely.is_empty(whole):
        return [_of(site, ()) for site in sites]
    wanted = {*OF_KIND, *(("cctv",) if _enforcing(question) else ())}
    found = standing(question, lambda key, _: key in wanted, whole, a["school.beside"])
    found = tuple(one for one in found if one.kind != "cctv" or _may_enforce(one))
    told = {kind: _told(question, ground, kind) for kind in OF_KIND}
    signalled = _signal_lists(question)
    xy = numpy.array([one.at_m for one in found], dtype=float).reshape(-1, 2)
    points = shapely.STRtree(shapely.points(xy))
    edge, at, _ = locate(ground.streets, xy, within_m=a["walk.snap"])
    return [
        _zone(site, street, found, points, (edge, at), told, signalled, network, a["school.beside"], a["school.radius"])
        for site, street in zip(sites, streets, strict=True)
    ]


def _zone(
    site: Site, street: shapely.Geometry | None, found: tuple[Standing, ...], points: shapely.STRtree, placed: tuple[numpy.ndarray, numpy.ndarray],
    told: dict[str, bool], signalled: frozenset[str], network: Network, beside_m: float, radius_m: float,
) -> tuple[Thing, ...]:  # fmt: skip
    shapes = ((street, beside_m), (site.outline, 0.0))
    near_by = [points.query(shape, predicate="dwithin", distance=within) for shape, within in shapes if shape is not None]
    rows = numpy.unique(numpy.concatenate([numpy.zeros(0, numpy.int64), *near_by]))
    walk = metres_from(network, *site.gate, (placed[0][rows], numpy.nan_to_num(placed[1][rows])), radius_m)
    mine = [(found[row], float(metres)) for row, metres in zip(rows.tolist(), walk.tolist(), strict=True)]
    return _of(site, mine, told, signalled)


def _of(
    site: Site, mine: Sequence[tuple[Standing, float]], told: dict[str, bool] | None = None, signalled: frozenset[str] = frozenset()
) -> tuple[Thing, ...]:
    told = told or {}
    crossings = [one for one in mine if one[0].kind == "crossings"]
    with_signal = [one for one in crossings if _signal(one[0], signalled)]
    silent = [one for one in crossings if _signal(one[0], signalled) is None]
    known = told.get("crossings", False) and not silent
    made = [_thing("signal", with_signal, known)]
    for kind in OF_KIND:
        own = [one for one in mine if one[0].kind == kind and (kind != "speed_cameras" or _catches_speed(one[0]))]
        likely = sum(one[0].kind == "cctv" for one in mine) if kind == "speed_cameras" else 0
        # With a possible one nearby, a list that names none is no proof.
        made.append(_thing(kind, own, told.get(kind, False), likely))
    return tuple(made)


def _thing(kind: str, mine: Sequence[tuple[Standing, float]], known: bool, likely: int = 0) -> Thing:
    has = True if mine else False if known and not likely else None
    walk = min((metres for _, metres in mine), default=float("inf"))
    return Thing(kind, has, len(mine), likely, walk, tuple(one.at_m for one, _ in mine))


def _told(question: Question, ground: Ground, kind: str) -> bool:
    """Whether a list of this kind has any row in the district: then it says by silence where there is none."""
    layers = [layer for layer in question.layers if layer.kind.key == kind and layer.frame is not None]
    return any(_here(layer, ground.district) for layer in layers)


def _here(layer: Layer, district: shapely.Geometry) -> bool:
    shapes = layer.frame.geometry.to_numpy()
    shapes = shapes[~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)]
    return bool(len(shapes)) and bool(near(district, shapes, 0.0).any())


def _signal_lists(question: Question) -> frozenset[str]:
    """The layers that are lists of signals rather than of crossings."""
    wanted: Callable[[Layer], bool] = lambda layer: layer.kind.key == "crossings" and any(  # noqa: E731
        word in f"{layer.title} {layer.source.file}" for word in SIGNAL_LISTS
    )
    return frozenset(layer.id for layer in question.layers if wanted(layer))


def _signal(one: Standing, signalled: frozenset[str]) -> bool | None:
    """Whether a crossing has a signal; None where its list does not say."""
    said = one.values.get("signal")
    if said is not None:
        return bool(said)
    if one.truth("floor_signal", False) or one.layer in signalled:
        return True
    return None


def _catches_speed(one: Standing) -> bool:
    kind = one.text("type").removesuffix(".0")
    if kind in NOT_SPEED or any(word in kind for word in NOT_SPEED_WORDS):
        return False
    return not ("신호" in kind and "속" not in kind)


def _enforcing(question: Question) -> bool:
    """Whether any CCTV of the project is said to be for enforcement."""
    frames = [layer.frame for layer in question.layers if layer.kind.key == "cctv" and layer.frame is not None]
    said = [str(purpose) for frame in frames if "purpose" in frame for purpose in frame["purpose"].dropna().unique()]
    said += [str(dict(item.properties).get("purpose", "")) for item in question.items]
    return any(word in purpose for purpose in said for word in ENFORCING)


def _may_enforce(one: Standing) -> bool:
    return any(word in one.text("purpose") for word in ENFORCING)
