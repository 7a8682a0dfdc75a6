"""Window exposure: how many metres of dwelling fronts cameras look at closely enough to recognise who is there.

The resident's objection, counted. A front counts where it lies in a camera's view at the level handed in (Recognise, references
1.1) on the height of its targets; windows higher or lower than that are not told apart. And the other way round: the heading that
keeps most of the street seen and exposes least.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.analysis.intervals import Intervals, expected_length
from app.analysis.lenses import Footprint
from app.analysis.sightlines import Pieces, pieces, street_intervals
from app.analysis.views import Views
from app.feedback import SILENT, Feedback

# A front is asked this far before its wall, so that its own wall never hides it and party walls always do.
BEFORE_WALL_M = 0.001
# Differences below a centimetre decide nothing between headings.
DIGITS = 2

Look = Callable[[np.ndarray, np.ndarray, Footprint], Views]


@dataclass(frozen=True, eq=False)
class Fronts:
    """The outer walls of b dwellings as straight pieces, made once: ``building`` (f,) and ``length_m`` (f,) of each wall."""

    pieces: Pieces
    building: np.ndarray
    length_m: np.ndarray
    buildings: int


@dataclass(frozen=True, eq=False)
class Exposure:
    """Metres of dwelling fronts in view: ``by_camera_m`` (n,) each camera alone, ``by_building_m`` (b,) and ``total_m`` counted once.

    With chances (cameras of unknown heading) all of them are expected values.
    """

    by_camera_m: np.ndarray
    by_building_m: np.ndarray
    total_m: float


@dataclass(frozen=True)
class Heading:
    """A heading and what it brings: street seen and fronts exposed, beside the heading now (nan: unknown, then the richest one)."""

    heading_deg: float
    street_m: float
    exposed_m: float
    now_deg: float
    now_street_m: float
    now_exposed_m: float


def fronts(dwellings: np.ndarray) -> Fronts:
    """The fronts of dwellings (polygons in metres; courtyards count); no dwellings give none. Invalid polygons are mended first."""
    import shapely

    solid = np.array(dwellings, dtype=object).ravel()
    count = len(solid)
    bad = ~shapely.is_valid(solid) & ~shapely.is_missing(solid)
    solid[bad] = shapely.make_valid(solid[bad])
    # A building that stands twice in the file has its fronts once.
    row = _once(solid)
    solid = solid[row]
    for _ in range(2):
        solid, of = shapely.get_parts(solid, return_index=True)
        row = row[of]
    flat = shapely.get_type_id(solid) == 3
    rings, of = shapely.get_rings(shapely.orient_polygons(solid[flat], exterior_cw=False), return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    edge = np.hstack([xy[:-1], xy[1:]]) if len(xy) else np.empty((0, 4))
    length = np.hypot(edge[:, 2] - edge[:, 0], edge[:, 3] - edge[:, 1])
    wall = (ring[:-1] == ring[1:]) & (length > 2 * BEFORE_WALL_M)
    edge, length, building = edge[wall], length[wall], row[flat][of[ring[:-1][wall]]]
    # With the inside to the left the street is to the right.
    out = np.column_stack([edge[:, 3] - edge[:, 1], edge[:, 0] - edge[:, 2]]) / length[:, None] * BEFORE_WALL_M
    return Fronts(pieces(edge + np.hstack([out, out]), np.arange(len(edge)), np.zeros(len(edge))), building, length, count)


def _once(solid: np.ndarray) -> np.ndarray:
    """The rows of shapes without those that come again; of equal ones the place of the first and the row of the last."""
    import shapely

    key: list[object] = list(range(len(solid)))
    # Equal shapes have equal boxes: only those are compared.
    _, box, times = np.unique(shapely.bounds(solid).reshape(-1, 4), axis=0, return_inverse=True, return_counts=True)
    for number in np.flatnonzero(times[box.ravel()] > 1).tolist():
        key[number] = shapely.to_wkb(shapely.normalize(solid[number]))
    return np.array(list({shape: number for number, shape in enumerate(key)}.values()), np.int64)


def exposure(views: Views, fronts: Fronts, chance: np.ndarray | None = None, feedback: Feedback = SILENT) -> Exposure:
    """The dwelling fronts in each view (n,) and in all together; ``views`` at the level that counts as exposed.

    ``chance`` (n,): the probability that a camera looks there at all (1 where its heading is known). No views expose nothing.
    """
    chance = np.ones(len(views)) if chance is None else np.asarray(chance, float)
    none = np.empty((0, 4))
    seen = street_intervals(views, none, np.empty(0, np.int64), np.empty(0), known=fronts.pieces, feedback=feedback)
    alone = np.bincount(seen.camera, (seen.end_m - seen.start_m) * chance[seen.camera], minlength=len(views))
    metres = expected_length(Intervals(seen.edge, seen.start_m, seen.end_m), chance[seen.camera], len(fronts.building))
    return Exposure(alone, np.bincount(fronts.building, metres, minlength=fronts.buildings), float(metres.sum()))


def quietest(
    eye_m: np.ndarray,
    now_deg: float,
    look: Look,
    *,
    street: Footprint,
    close: Footprint,
    streets: Pieces,
    fronts: Fronts,
    keep_share: float,
    step_deg: float = 2.0,
) -> Heading:
    """The heading that keeps ``keep_share`` of the street the camera sees now and exposes the least metres of dwelling fronts.

    ``street`` and ``close`` are its footprints at the level that counts as seen and at the one that counts as exposed; ``look``
    gives views for eyes, headings and a footprint (`visibility.views` or `relief.views_over` with their walls). Tried are its
    heading now and every ``step_deg``; of equals the one that sees more street, then the one turned least. A heading now of nan
    stands for the richest one. Never exposes more than now.
    """
    known = bool(np.isfinite(now_deg))
    tried = np.concatenate([[now_deg % 360.0] if known else [], np.arange(0.0, 360.0, step_deg)])
    eyes = np.repeat(np.asarray(eye_m, float).reshape(1, 2), len(tried), axis=0)
    seen = _metres(look(eyes, tried, street), streets)
    exposed = np.round(_metres(look(eyes, tried, close), fronts.pieces), DIGITS)
    now = 0 if known else int(np.lexsort((exposed, -np.round(seen, DIGITS)))[0])
    turn = np.abs((tried - tried[now] + 180.0) % 360.0 - 180.0)
    enough = np.flatnonzero(seen >= keep_share * seen[now] - 1e-9)
    best = enough[np.lexsort((turn[enough], -np.round(seen[enough], DIGITS), exposed[enough]))[0]]
    return Heading(*(float(one) for one in (tried[best], seen[best], exposed[best], now_deg, seen[now], exposed[now])))


def _metres(views: Views, known: Pieces) -> np.ndarray:
    none = np.empty((0, 4))
    seen = street_intervals(views, none, np.empty(0, np.int64), np.empty(0), known=known)
    return np.bincount(seen.camera, seen.end_m - seen.start_m, minlength=len(views))
