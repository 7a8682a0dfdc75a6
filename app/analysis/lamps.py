"""Lamps as arrays: where they hang, how high, how bright, with which luminaire, and how far their light is followed."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy import ndarray

from app.analysis.illuminance import horizontal_lx
from app.analysis.outside import Blocks, moved_outside
from app.analysis.photometry import Luminaire
from app.parameters import BY_ID

HEIGHT_M, FLUX_LM, LLF, REACH, FLOOR_LX = (
    BY_ID[f"light.{name}"].default for name in ("height", "flux", "llf", "reach", "floor")
)  # fmt: skip
# Columns of a packed lamp, as `lux_kernel` takes them.
X, Y, HEIGHT, SCALE, TABLE, TURN = range(6)
# Distances at which a table's light is compared with the floor, as shares of the farthest.
STEPS = np.linspace(0.0, 1.0, 65)


@dataclass(frozen=True, eq=False)
class Lamps:
    """n sites of lamps.

    ``xy_m`` (n, 2), ``height_m`` (n,) of the luminaire above ground, ``flux_lm`` (n,) of one lamp (nan: its luminaire's own),
    ``count`` (n,) lamps at the site, ``working`` (n,) bool: out of order counts as dark. ``luminaire`` (n,) is a place in
    ``luminaires`` or -1 for the marked default; ``azimuth_deg`` (n,) the bearing of its C = 0 (nan: unknown, then its mean
    over C is used).
    """

    xy_m: ndarray
    height_m: ndarray
    flux_lm: ndarray
    count: ndarray
    working: ndarray
    luminaire: ndarray
    azimuth_deg: ndarray
    luminaires: tuple[Luminaire, ...] = ()

    def __len__(self) -> int:
        return len(self.xy_m)

    @property
    def indicative(self) -> ndarray:
        """Which lamps have no maker's table, so that their light is only indicative (n,)."""
        return self.luminaire < 0

    def take(self, rows: ndarray) -> Lamps:
        """Some of the lamps, by number or mask, in that order."""
        return replace(self, **{name: getattr(self, name)[rows] for name in FIELDS})

    def with_lamp(self, row: int, **changed: object) -> Lamps:
        """The same lamps with one changed: ``with_lamp(3, xy_m=(10.0, 5.0))``."""
        arrays = {name: getattr(self, name).copy() for name in changed}
        for name, value in changed.items():
            arrays[name][row] = value
        return replace(self, **arrays)


FIELDS = ("xy_m", "height_m", "flux_lm", "count", "working", "luminaire", "azimuth_deg")


def lamps(
    xy_m: ndarray,
    *,
    height_m: ndarray | float = np.nan,
    flux_lm: ndarray | float = np.nan,
    count: ndarray | float = 1.0,
    working: ndarray | bool = True,
    luminaire: ndarray | int = -1,
    azimuth_deg: ndarray | float = np.nan,
    luminaires: tuple[Luminaire, ...] = (),
    default_height_m: float = HEIGHT_M,
    default_flux_lm: float = FLUX_LM,
) -> Lamps:
    """Lamps from columns as files have them, each one value or one for each lamp; no positions give no lamps.

    A height or flux that is missing or not above 0 is the default (a luminaire with a table keeps its own flux); a missing
    count is 1, one below 0 is 0. A position that is no number raises ValueError: the caller sets such rows aside.
    """
    xy = np.array(xy_m, dtype=np.float64).reshape(-1, 2)
    if not np.isfinite(xy).all():
        raise ValueError("a lamp has no coordinates")
    n = len(xy)

    def column(values: object, kind: type) -> ndarray:
        return np.array(np.broadcast_to(np.asarray(values, kind), n))

    height, flux, lit = column(height_m, float), column(flux_lm, float), column(count, float)
    which = column(luminaire, np.int64)
    if n and not (which.min() >= -1 and which.max() < len(luminaires)):
        raise ValueError("a lamp has a luminaire that is not there")
    height[~(np.isfinite(height) & (height > 0.0))] = default_height_m
    unknown = ~(np.isfinite(flux) & (flux > 0.0))
    flux[unknown] = np.where(which[unknown] < 0, default_flux_lm, np.nan)
    lit = np.maximum(np.where(np.isfinite(lit), lit, 1.0), 0.0)
    return Lamps(xy, height, flux, lit, column(working, bool), which, column(azimuth_deg, float), luminaires)


def outside(lamps: Lamps, polygons: ndarray | Blocks) -> tuple[Lamps, ndarray]:
    """The lamps with those inside or on a building put just outside it; and which were moved (n,) bool."""
    xy, moved = moved_outside(lamps.xy_m, polygons)
    return replace(lamps, xy_m=xy), moved


@dataclass(frozen=True, eq=False)
class Packed:
    """Lamps and tables the way `lux_kernel` takes them, and how far each lamp's light is followed: ``reach_m`` (n,)."""

    rows: ndarray
    tables: ndarray
    where: ndarray
    reach_m: ndarray


def packed(lamps: Lamps, llf: float = LLF, reach: float = REACH, floor_lx: float = FLOOR_LX) -> Packed:
    """The lamps ready for the kernel.

    A lamp is followed to ``reach`` mounting heights, or to where it alone gives less than ``floor_lx`` on level ground if that
    is nearer; a dark lamp reaches nothing.
    """
    rows = np.zeros((len(lamps), 6))
    rows[:, [X, Y]], rows[:, HEIGHT] = lamps.xy_m, lamps.height_m
    known = np.isfinite(lamps.azimuth_deg)
    own = np.array([luminaire.flux_lm for luminaire in lamps.luminaires] or [1.0])[np.maximum(lamps.luminaire, 0)]
    share = np.where(np.isfinite(lamps.flux_lm), lamps.flux_lm / own, 1.0)
    rows[:, SCALE] = llf * lamps.count * lamps.working * np.where(lamps.indicative, lamps.flux_lm / np.pi, share)
    rows[:, TABLE] = np.where(lamps.indicative, -1, 2 * lamps.luminaire + ~known)
    rows[:, TURN] = np.where(known & ~lamps.indicative, 90.0 - lamps.azimuth_deg, 0.0)
    tables, where = _tables(lamps.luminaires)
    return Packed(rows, tables, where, _reach_m(rows, lamps, reach, floor_lx))


def _tables(luminaires: tuple[Luminaire, ...]) -> tuple[ndarray, ndarray]:
    """All tables after one another, each as it is and as its mean over C."""
    both = [table for luminaire in luminaires for table in (luminaire, luminaire.all_round)]
    flat = [np.concatenate([one.c_deg, one.gamma_deg, one.cd.ravel()]) for one in both]
    first = np.cumsum([0, *(len(one) for one in flat)])
    where = [(first[row], len(one.c_deg), len(one.gamma_deg)) for row, one in enumerate(both)]
    return np.concatenate([np.empty(0), *flat]), np.array(where, dtype=np.int64).reshape(-1, 3)


def _reach_m(rows: ndarray, lamps: Lamps, reach: float, floor_lx: float) -> ndarray:
    h, scale = rows[:, HEIGHT], rows[:, SCALE]
    far = np.where(scale > 0.0, reach * h, 0.0)
    if floor_lx <= 0.0:
        return far
    # Lambertian: scale h² / (h² + d²)² falls to the floor at one distance.
    fall = np.sqrt(np.maximum(h * np.sqrt(scale / floor_lx) - h * h, 0.0))
    out = np.minimum(far, fall)
    for which, luminaire in enumerate(lamps.luminaires):
        mine = np.flatnonzero((lamps.luminaire == which) & (far > 0.0))
        # Lamps of one make hang at few heights: each height and brightness is looked at once.
        alike, like = np.unique(h[mine] + 1j * scale[mine], return_inverse=True)
        out[mine] = _table_reach_m(luminaire, alike.real, alike.imag, reach, floor_lx)[like]
    return out


def _table_reach_m(luminaire: Luminaire, h: ndarray, scale: ndarray, reach: float, floor_lx: float) -> ndarray:
    d = reach * h[:, None] * STEPS
    gamma = np.degrees(np.arctan2(d, h[:, None]))
    # The brightest C of every gamma: never less than the table gives anywhere.
    most = np.interp(gamma, luminaire.gamma_deg, luminaire.cd.max(axis=0), left=0.0, right=0.0)
    enough = scale[:, None] * horizontal_lx(most, h[:, None], d) >= floor_lx
    last = np.minimum(len(STEPS) - np.argmax(enough[:, ::-1], axis=1), len(STEPS) - 1)
    return reach * h * STEPS[np.where(enough.any(axis=1), last, 0)]
