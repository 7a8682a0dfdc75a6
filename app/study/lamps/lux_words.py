"""Light at one spot in words: lux by lamp, upright and half-round lux at a face, lamps out of order; and notes for the report."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.illuminance import semicylindrical_lx, vertical_lx
from app.analysis.lighting import lux_at, towards
from app.analysis.streets import locate
from app.quantity import Quantity, Tag
from app.study.answers import Said
from app.study.lamps.light import Lit

# More lamps than this are counted, not listed.
LISTED = 5
# A spot farther than this from any street has no direction to walk in.
ON_STREET_M = 20.0
# A warning about less than this share is noise.
WORTH_SAYING = 0.005


@dataclass(frozen=True)
class LampLight:
    """What one lamp (its row in ``Lit.lamps``) gives at a spot: lux on the level, and at a face upright and half-round, both facing it."""

    lamp: int
    name: str
    at_m: tuple[float, float]
    distance_m: float
    level_lx: float
    upright_lx: float
    round_lx: float


@dataclass(frozen=True)
class SpotLight:
    """The light at a spot: ``level_lx`` of all lamps; upright and half-round at a face, both ways along the street (None: no street).

    ``by_lamp`` brightest first; ``out`` the nearest lamps out of order that would light the spot (row, metres). ``lines`` and
    ``takes`` are words with their values, in the order to read them.
    """

    level_lx: float
    upright_lx: tuple[float, float] | None
    round_lx: tuple[float, float] | None
    by_lamp: tuple[LampLight, ...]
    out: tuple[tuple[int, float], ...]
    lines: tuple[Said, ...]
    takes: tuple[Said, ...]


def lux_lines(lit: Lit, x_m: float, y_m: float) -> SpotLight:
    """The light at a spot, lamp by lamp, with what makes it dark and what it would take. A spot no lamp reaches has 0 lx."""
    found = lux_at(lit.light, x_m, y_m)
    by_lamp = tuple(_of_lamp(lit, row, lux, x_m, y_m) for row, lux in zip(found.lamp.tolist(), found.lux.tolist(), strict=True))
    ways = _both_ways(lit, found.lamp.tolist(), x_m, y_m)
    upright, half_round = ways if ways is not None else (None, None)
    out = _out(lit, x_m, y_m)
    lines = (*_level(lit, found.total_lx, by_lamp), *_face(lit, upright, half_round), *_out_lines(lit, out))
    return SpotLight(found.total_lx, upright, half_round, by_lamp, out, lines, tuple(_takes(lit, found.total_lx, out)))


def _of_lamp(lit: Lit, row: int, lux: float, x: float, y: float) -> LampLight:
    px, py = lit.light.lamps.xy_m[row].tolist()
    away = math.hypot(x - px, y - py)
    cd, h = towards(lit.light, row, x, y, lit.wanted.face_z_m)
    upright = float(vertical_lx(cd, h, away)) if away > 0.0 or h != 0.0 else 0.0
    return LampLight(row, str(lit.posts.name[row]), (px, py), away, lux, upright, upright * 2.0 / math.pi)


def _both_ways(lit: Lit, rows: list[int], x: float, y: float) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Upright and half-round lux at a face turned along the street as drawn, and against it."""
    streets = lit.streets
    edge, at, _ = locate(streets, numpy.array([[x, y]]), within_m=ON_STREET_M)
    if edge[0] < 0:
        return None
    pieces = numpy.flatnonzero(streets.piece_edge == edge[0])
    piece = pieces[max(int(numpy.searchsorted(streets.piece_start_m[pieces], at[0], side="right")) - 1, 0)]
    along = math.atan2(*(streets.piece_xy[piece, 2:] - streets.piece_xy[piece, :2])[::-1].tolist())
    sums = numpy.zeros((2, 2))
    for row in rows:
        px, py = lit.light.lamps.xy_m[row].tolist()
        away = math.hypot(px - x, py - y)
        cd, h = towards(lit.light, row, x, y, lit.wanted.face_z_m)
        if away == 0.0:
            continue
        for way in (0, 1):
            turned = math.degrees(math.atan2(py - y, px - x) - along) + 180.0 * way
            sums[0, way] += vertical_lx(cd, h, away) * max(math.cos(math.radians(turned)), 0.0)
            sums[1, way] += semicylindrical_lx(cd, h, away, turned)
    return (float(sums[0, 0]), float(sums[0, 1])), (float(sums[1, 0]), float(sums[1, 1]))


def _out(lit: Lit, x: float, y: float) -> tuple[tuple[int, float], ...]:
    rows = numpy.flatnonzero(~lit.posts.working)
    known = lit.light.lamps
    away = numpy.hypot(*(known.xy_m[rows] - (x, y)).T)
    near = away <= lit.light.rules[1] * known.height_m[rows]
    order = numpy.argsort(away[near], kind="stable")
    return tuple((int(row), float(metres)) for row, metres in zip(rows[near][order].tolist(), away[near][order].tolist(), strict=True))


def _lux(value: float) -> Quantity:
    return Quantity(float(value), "lx", Tag.COMPUTED, "lux of the lamps that reach the spot")


def _metres(value: float) -> Quantity:
    return Quantity(float(value), "m", Tag.COMPUTED, "straight distance")


def _count(number: float) -> Quantity:
    return Quantity(float(number), "count", Tag.COMPUTED, "counted in the project")


def _limit(value: float) -> Quantity:
    return Quantity(value, "lx", Tag.ASSUMED, "no authority; the measure's definition")


def _level(lit: Lit, total: float, by_lamp: tuple[LampLight, ...]) -> Iterator[Said]:
    if not by_lamp:
        yield "why.light_none", {}
        return
    dark = total < lit.wanted.dark_lx
    yield ("why.light_dark" if dark else "why.light"), {
        "lux": _lux(total), "lamps": _count(len(by_lamp)), **({"dark": _limit(lit.wanted.dark_lx)} if dark else {})
    }  # fmt: skip
    for one in by_lamp[:LISTED]:
        named = {"name": one.name} if one.name else {}
        yield ("why.light_by" if one.name else "why.light_by_nameless"), {**named, "distance": _metres(one.distance_m), "lux": _lux(one.level_lx)}
    if any(lit.posts.indicative[one.lamp] for one in by_lamp):
        yield "why.light_indicative", {}


def _face(lit: Lit, upright: tuple[float, float] | None, half_round: tuple[float, float] | None) -> Iterator[Said]:
    if upright is not None and half_round is not None and max(upright) > 0.0:
        yield "why.light_face", {
            "ahead": _lux(upright[0]), "behind": _lux(upright[1]), "round_ahead": _lux(half_round[0]),
            "round_behind": _lux(half_round[1]),
        }  # fmt: skip


def _out_lines(lit: Lit, out: tuple[tuple[int, float], ...]) -> Iterator[Said]:
    for row, away in out[:1]:
        name = str(lit.posts.name[row])
        yield ("why.light_out", {"name": name, "distance": _metres(away)}) if name else ("why.light_out_nameless", {"distance": _metres(away)})


def _takes(lit: Lit, total: float, out: tuple[tuple[int, float], ...]) -> Iterator[Said]:
    if total < lit.wanted.dark_lx:
        yield ("why.take.mend_light" if out else "why.take.light"), {}


def light_notes(lit: Lit | None, dongs: ndarray | None = None) -> tuple[Said, ...]:
    """What the report says of the lamps: none known, out of order, moved out of buildings, heights, fluxes and tables assumed.

    ``dongs`` (polygons): of those without a single known lamp it is said that nobody may have written theirs down.
    """
    if lit is None:
        return (("note.light_none", {}),)
    posts = lit.posts
    here = posts.here
    lamps = int(here.sum())
    found: list[Said] = []
    bare = _without_lamps(posts.xy_m[here], dongs) if dongs is not None and lamps else 0
    if bare:
        found.append(("note.light_partly", {"bare": _count(bare), "dongs": _count(len(dongs))}))  # type: ignore[arg-type]
    if lit.out_of_order:
        found.append(("note.light_out", {"out": _count(lit.out_of_order), "lamps": _count(lamps)}))
    moved = int((lit.moved & here).sum())
    if moved:
        found.append(("note.light_moved", {"moved": _count(moved)}))
    for key, assumed in (
        ("note.light_heights", posts.height_assumed), ("note.light_fluxes", posts.flux_assumed), ("note.light_indicative", posts.indicative)
    ):  # fmt: skip
        share = float((assumed & here).sum()) / lamps if lamps else 0.0
        if share > WORTH_SAYING:
            found.append((key, {"share": Quantity(share, "share", Tag.COMPUTED, "counted in the project"), "lamps": _count(lamps)}))
    return tuple(found)


def _without_lamps(xy_m: ndarray, dongs: ndarray) -> int:
    """How many of the dongs hold none of the points."""
    _, dong = shapely.STRtree(dongs).query(shapely.points(xy_m), predicate="intersects")
    return len(dongs) - len(numpy.unique(dong))
