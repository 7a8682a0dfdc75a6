"""Lux on streets from lamps among buildings, each lamp's contribution kept apart.

A lamp lights what it can be seen from: the isovist of its foot (`visibility`), out to its reach. Buildings stop light whatever
their height. What every lamp reaches of every street is a set of stretches; lux along them is in `lux_profile`, at single spots
here. One lamp moved asks for one new isovist and for the pieces of street it lit before or lights now. Formulas: references 2.1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy import ndarray

from app.analysis.illuminance import horizontal_lx, lambertian_cd
from app.analysis.lamps import FLOOR_LX, LLF, REACH, Lamps, Packed, lamps, outside, packed
from app.analysis.sightlines import Pieces, stretches
from app.analysis.splice import splice
from app.analysis.views import Views, join, seen_from
from app.analysis.visibility import isovists
from app.analysis.walls import Walls
from app.feedback import SILENT, Feedback

__all__ = ["Change", "Lamps", "Light", "Spot", "changed", "lamps", "light", "lux_at", "onto", "outside", "towards"]

# The circle of an isovist is a polygon that dips this little inside its radius; the exact circle is cut from a wider one.
WIDER = 1.0002
# Views of changed lamps are kept beside the others until so many have come together.
MOST_PARTS = 32
SHORTEST_M = 1e-9


@dataclass(frozen=True, eq=False)
class Light:
    """What n lamps reach of lines (streets or facades) cut into straight pieces.

    ``piece``, ``lamp`` (k,) and ``span`` (k, 2), metres from and to along the piece, are the stretches reached, ordered by
    piece, then lamp, then place. ``rules`` are maintenance factor, reach in mounting heights, floor in lux.
    """

    lamps: Lamps
    packed: Packed
    walls: Walls
    pieces: Pieces
    rules: tuple[float, float, float]
    piece: ndarray
    lamp: ndarray
    span: ndarray
    _parts: tuple[Views, ...]
    _at: ndarray

    @cached_property
    def views(self) -> Views:
        """What each lamp can be seen from (n,), for drawing; its circle is a hair wider than its reach."""
        whole = join(list(self._parts))
        first = np.concatenate([[0], np.cumsum([len(part) for part in self._parts])])
        rows = first[self._at[:, 0]] + self._at[:, 1]
        return whole if np.array_equal(rows, np.arange(len(whole))) else whole.only(rows)

    def view(self, lamp: int) -> Views:
        """What one lamp can be seen from, without looking at the others."""
        part, row = self._at[lamp].tolist()
        return self._parts[part].only(np.array([row]))


def light(
    lamps: Lamps,
    walls: Walls,
    pieces: Pieces,
    *,
    llf: float = LLF,
    reach: float = REACH,
    floor_lx: float = FLOOR_LX,
    feedback: Feedback = SILENT,
) -> Light:
    """What the lamps reach of the pieces of line among walls, from nothing.

    ``pieces`` as made by `visibility.pieces`. A lamp inside a building lights its inside: `outside` comes first. No lamps, no
    lines: nothing is reached. No walls: light goes everywhere within reach.
    """
    ready = packed(lamps, llf, reach, floor_lx)
    views = isovists(lamps.xy_m, ready.reach_m * WIDER, walls, feedback=feedback.part(0.0, 0.7))
    who, span = _reached(views, ready, np.arange(len(lamps)), pieces, feedback.part(0.7, 1.0))
    at = np.column_stack([np.zeros(len(lamps), np.int64), np.arange(len(lamps))])
    return Light(lamps, ready, walls, pieces, (llf, reach, floor_lx), who[:, 1], who[:, 0], span, (views,), at)


def onto(known: Light, pieces: Pieces, feedback: Feedback = SILENT) -> Light:
    """The same light on other lines, such as facades: isovists are used again."""
    views = known.views
    who, span = _reached(views, known.packed, np.arange(len(known.lamps)), pieces, feedback)
    at = np.column_stack([np.zeros(len(views), np.int64), np.arange(len(views))])
    return replace(known, pieces=pieces, piece=who[:, 1], lamp=who[:, 0], span=span, _parts=(views,), _at=at)


def _reached(views: Views, ready: Packed, row: ndarray, pieces: Pieces, feedback: Feedback) -> tuple[ndarray, ndarray]:
    """The stretches (lamp, piece) and (from, to) inside views and circles of reach; view i belongs to lamp ``row[i]``."""
    who, span = stretches(views, pieces, feedback)
    who[:, 0] = row[who[:, 0]]
    line = pieces.line[who[:, 1]]
    way = line[:, 2:] - line[:, :2]
    way /= np.hypot(way[:, 0], way[:, 1])[:, None]
    to = ready.rows[who[:, 0], :2] - line[:, :2]
    foot, off = (to * way).sum(axis=1), way[:, 0] * to[:, 1] - way[:, 1] * to[:, 0]
    half = np.sqrt(np.maximum(ready.reach_m[who[:, 0]] ** 2 - off**2, 0.0))
    span = np.column_stack([np.maximum(span[:, 0], foot - half), np.minimum(span[:, 1], foot + half)])
    order = np.lexsort((span[:, 0], who[:, 0], who[:, 1]))
    order = order[(span[:, 1] - span[:, 0] > SHORTEST_M)[order]]
    return who[order], np.ascontiguousarray(span[order])


@dataclass(frozen=True, eq=False)
class Change:
    """Light after a change: ``touched`` (rising) are the pieces to ask again, ``fresh`` the lamps that shine otherwise than before.

    ``came_from`` (n,): the row each lamp had before, -1 for a new one.
    """

    light: Light
    touched: ndarray
    fresh: ndarray
    came_from: ndarray


def changed(known: Light, lamps: Lamps, came_from: ndarray | None = None) -> Change:
    """The light of lamps of which most are as before, equal to `light` of the new lamps; lamps that stayed are not looked at.

    ``came_from`` (n,): the row each lamp had before, -1 for a new one, no row twice; without it lamps keep their rows, and
    lamps beyond the old number are new.
    """
    ready = packed(lamps, *known.rules)
    if came_from is None:
        came_from = np.where(np.arange(len(lamps)) < len(known.lamps), np.arange(len(lamps)), -1)
    came_from = np.asarray(came_from, np.int64)
    same = _same(known.packed, ready, came_from)
    now = np.full(len(known.lamps) + 1, -1)
    now[came_from[same]] = np.flatnonzero(same)
    fresh = np.flatnonzero(~same)
    views = isovists(lamps.xy_m[fresh], ready.reach_m[fresh] * WIDER, known.walls)
    who, span = _reached(views, ready, fresh, known.pieces, SILENT)
    gone = np.flatnonzero(now[known.lamp] < 0)
    touched = np.unique(np.concatenate([known.piece[gone], who[:, 1]]))
    put = splice(len(known.piece), gone, _places(known, now, who))
    piece, span = put(known.piece, who[:, 1]), put(known.span, span)
    stays = now[:-1][now[:-1] >= 0]
    lamp = put(known.lamp if _as_before(now, stays) else now[known.lamp], who[:, 0])
    if (np.diff(stays) < 0).any():
        order = np.lexsort((span[:, 0], lamp, piece))
        piece, lamp, span = piece[order], lamp[order], span[order]
    parts, places = _kept(known, came_from, fresh, views)
    made = Light(lamps, ready, known.walls, known.pieces, known.rules, piece, lamp, span, parts, places)
    return Change(made, touched, fresh, came_from)


def _as_before(now: ndarray, stays: ndarray) -> bool:
    """Whether all lamps that stay have the row they had."""
    return np.array_equal(np.flatnonzero(now[:-1] >= 0), stays)


def _places(known: Light, now: ndarray, who: ndarray) -> ndarray:
    """Before which row of the old stretches each new one (lamp, piece) comes: by piece, then by lamp."""
    at = np.searchsorted(known.piece, who[:, 1])
    for number, end in enumerate(np.searchsorted(known.piece, who[:, 1], side="right").tolist()):
        first = int(at[number])
        later = now[known.lamp[first:end]] > who[number, 0]
        at[number] = first + int(later.argmax()) if later.any() else end
    return at


def _same(before: Packed, after: Packed, came_from: ndarray) -> ndarray:
    """Which lamps shine as before from the same place (n,)."""
    same = came_from >= 0
    if not same.any():
        return same
    same &= (before.rows[came_from] == after.rows).all(axis=1) & (before.reach_m[came_from] == after.reach_m)
    if not (np.array_equal(before.tables, after.tables) and np.array_equal(before.where, after.where)):
        same &= after.rows[:, 4] < 0
    return same


def _kept(known: Light, came_from: ndarray, fresh: ndarray, views: Views) -> tuple[tuple[Views, ...], ndarray]:
    """The views of before with those of the fresh lamps beside them, and where each lamp finds its own."""
    parts, at = known._parts, np.zeros((len(came_from), 2), np.int64)
    if len(parts) >= MOST_PARTS:
        parts = (known.views,)
        at[came_from >= 0, 1] = came_from[came_from >= 0]
    else:
        at[came_from >= 0] = known._at[came_from[came_from >= 0]]
    at[fresh, 0], at[fresh, 1] = len(parts), np.arange(len(fresh))
    return (*parts, views), at


@dataclass(frozen=True)
class Spot:
    """The light at one spot, lamp by lamp: ``lamp`` (k,) rows, and their ``lux`` (k,) on the level, brightest first."""

    lamp: ndarray
    lux: ndarray

    @property
    def total_lx(self) -> float:
        """Lux from all lamps together; 0 where none reaches."""
        return float(self.lux.sum())


def lux_at(known: Light, x_m: float, y_m: float, z_m: float = 0.0) -> Spot:
    """Lux on a level surface at one spot from each lamp that reaches it: the answer to why it is dark there."""
    row = seen_from(known.views, x_m, y_m)
    d = np.hypot(*(known.lamps.xy_m[row] - (x_m, y_m)).T)
    row, d = row[d <= known.packed.reach_m[row]], d[d <= known.packed.reach_m[row]]
    lux = np.array([_level(known, lamp, x_m, y_m, z_m, away) for lamp, away in zip(row, d, strict=True)])
    order = np.argsort(-lux, kind="stable")
    return Spot(row[order], lux[order])


def _level(known: Light, lamp: int, x: float, y: float, z: float, away: float) -> float:
    cd, h = towards(known, lamp, x, y, z)
    return float(horizontal_lx(cd, h, away)) if h > 0.0 else 0.0


def towards(known: Light, lamp: int, x_m: ndarray | float, y_m: ndarray | float, z_m: float) -> tuple[ndarray | float, float]:
    """Candela one lamp sends to a place (or many), maintenance factor included, and how high it hangs above it, by the plain formula.

    Whether a building is in between is not asked (`lux_at` says which lamps reach). A dark lamp sends 0.
    """
    px, py, height, scale, table, turn = known.packed.rows[lamp].tolist()
    h = height - z_m
    gamma = np.degrees(np.arctan2(np.hypot(x_m - px, y_m - py), h))
    if table < 0:
        found = scale * np.pi * lambertian_cd(1.0, gamma)
    else:
        luminaire = known.lamps.luminaires[int(known.lamps.luminaire[lamp])]
        luminaire = luminaire if int(table) % 2 == 0 else luminaire.all_round
        found = scale * luminaire.intensity(np.degrees(np.arctan2(y_m - py, x_m - px)) - turn, gamma)
    return (found if np.ndim(found) else float(found)), h
