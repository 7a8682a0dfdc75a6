"""Light on windows: how many metres of facade get more than the law allows on their upright face, in all and lamp by lamp.

Files say nothing of windows: every facade that a lamp can be seen from counts, at the height of a window. Source of the limit:
references 2.2 (light pollution prevention act); lux on a wall is that of its own plane, I cos(angle to the wall) / r².
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from app.analysis.lighting import Change, Light
from app.analysis.lux_profile import Lux, Profile, asked, profile, updated
from app.analysis.sightlines import Pieces, pieces
from app.feedback import SILENT, Feedback
from app.parameters import BY_ID

LIMIT_LX, WINDOW_Z_M = BY_ID["light.window_max"].default, BY_ID["light.window_z"].default


@dataclass(frozen=True, eq=False)
class Facades:
    """The outer and courtyard walls of buildings as lines: ``pieces``, with ``building`` (f,) the row each facade belongs to."""

    pieces: Pieces
    building: ndarray


def facades(polygons: ndarray) -> Facades:
    """The facades of buildings (shapely polygons, metres); one that two buildings share, or a file repeats, stands once."""
    import shapely

    parts, owner = shapely.get_parts(np.asarray(polygons, dtype=object).ravel(), return_index=True)
    solid = shapely.get_type_id(parts) == 3
    rings, of = shapely.get_rings(parts[solid], return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    lines = np.hstack([xy[:-1], xy[1:]])[ring[:-1] == ring[1:]] if len(xy) else np.empty((0, 4))
    building = owner[solid][of][ring[:-1][ring[:-1] == ring[1:]]] if len(xy) else np.empty(0, np.int64)
    usable = np.isfinite(lines).all(axis=1) & (lines[:, :2] != lines[:, 2:]).any(axis=1)
    lines, building = lines[usable], building[usable]
    # Whichever way round it is drawn.
    turned = (lines[:, 0] > lines[:, 2]) | ((lines[:, 0] == lines[:, 2]) & (lines[:, 1] > lines[:, 3]))
    _, once = np.unique(np.where(turned[:, None], lines[:, [2, 3, 0, 1]], lines), axis=0, return_index=True)
    once.sort()
    return Facades(pieces(lines[once], np.arange(len(once)), np.zeros(len(once))), building[once])


@dataclass(frozen=True, eq=False)
class Trespass:
    """Facade above the limit: ``total_m`` metres by all lamps together, ``building_m`` (b,) of them by building.

    ``lamp_m`` (n,): metres that each lamp alone brings above the limit. ``profile`` is lux along the facades' pieces.
    """

    profile: Profile
    total_m: float
    building_m: ndarray
    lamp_m: ndarray


def trespass(
    on_facades: Light,
    where: Facades,
    buildings: int,
    *,
    limit_lx: float = LIMIT_LX,
    window_z_m: float = WINDOW_Z_M,
    feedback: Feedback = SILENT,
) -> Trespass:
    """Metres of facade above the limit at the height of a window.

    ``on_facades`` is ``lighting.onto(light, where.pieces)``. No lamps or no buildings: none.
    """
    found = profile(on_facades, Lux.WALL, window_z_m, above(limit_lx), feedback)
    return _gathered(found, where, buildings, _alone(on_facades, np.arange(len(on_facades.lamps)), found, feedback))


def after_change(before: Trespass, change: Change, where: Facades) -> Trespass:
    """The same after `lighting.changed` of the light on the facades: only pieces touched and lamps changed are asked again."""
    found = updated(before.profile, change.light, change.touched)
    lamp_m = np.append(before.lamp_m, 0.0)[change.came_from]
    lamp_m[change.fresh] = _alone(change.light, change.fresh, found)[change.fresh]
    return _gathered(found, where, len(before.building_m), lamp_m)


def above(limit_lx: float) -> float:
    """The smallest number that is more than the limit: the law forbids more than it, not the limit itself."""
    return float(np.nextafter(limit_lx, np.inf))


def _alone(on_facades: Light, lamps: ndarray, found: Profile, feedback: Feedback = SILENT) -> ndarray:
    """Metres above the limit that each of some lamps makes without the others (n,); 0 for those not asked about."""
    wanted = np.zeros(len(on_facades.lamps), bool)
    wanted[lamps] = True
    rows = np.flatnonzero(wanted[on_facades.lamp])
    each = np.arange(len(rows) + 1)
    _, _, spans = asked(on_facades, each, on_facades.piece[rows], rows, found, sums_too=False, feedback=feedback)
    lamp = on_facades.lamp[rows[spans[:, 2].astype(np.int64)]]
    return np.bincount(lamp, spans[:, 1] - spans[:, 0], minlength=len(on_facades.lamps))


def _gathered(found: Profile, where: Facades, buildings: int, lamp_m: ndarray) -> Trespass:
    metres = found.end_m - found.start_m
    building = where.building[where.pieces.edge[found.piece]]
    return Trespass(found, float(metres.sum()), np.bincount(building, metres, minlength=buildings), lamp_m)
