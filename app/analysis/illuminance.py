"""Lux at a point from one lamp, by hand: the plain formulas, for checking and for single spots.

``cd`` is the luminaire's intensity towards the point, ``h_m`` how high it hangs above the plane or the height asked about, ``d_m``
how far the point lies from its foot. Arrays in, arrays out, by numpy's rules; nothing in gives nothing out. At the luminaire
itself (0 m from it) there is no finite answer: inf or nan. Source: references 2.1 (inverse square and cosine laws).
"""

from __future__ import annotations

import numpy as np
from numpy import ndarray

# No spacing of points on the grid of a road wider than these along and across; so many points along short spacings.
ALONG_M, ACROSS_M, POINTS = 3.0, 1.5, 10


def horizontal_lx(cd: ndarray | float, h_m: ndarray | float, d_m: ndarray | float) -> ndarray:
    """Lux on level ground: I cos³γ / h², written as I h / (h² + d²)^1.5."""
    h, d = np.asarray(h_m, float), np.asarray(d_m, float)
    return cd * h / (h * h + d * d) ** 1.5


def vertical_lx(cd: ndarray | float, h_m: ndarray | float, d_m: ndarray | float) -> ndarray:
    """Lux on an upright surface that faces the luminaire: I cos²γ sinγ / h², written as I d / (h² + d²)^1.5."""
    h, d = np.asarray(h_m, float), np.asarray(d_m, float)
    return cd * d / (h * h + d * d) ** 1.5


def semicylindrical_lx(
    cd: ndarray | float, h_m: ndarray | float, d_m: ndarray | float, turned_deg: ndarray | float = 0.0
) -> ndarray:
    """Lux on an upright half cylinder (a face) turned ``turned_deg`` away from the luminaire: E_v (1 + cos α) / π."""
    return vertical_lx(cd, h_m, d_m) * (1.0 + np.cos(np.radians(turned_deg))) / np.pi


def lambertian_cd(flux_lm: ndarray | float, gamma_deg: ndarray | float) -> ndarray:
    """The marked default where no photometric file is known: (flux / π) cos γ below the horizon, nothing above."""
    return np.asarray(flux_lm, float) / np.pi * np.maximum(np.cos(np.radians(gamma_deg)), 0.0)


def lumen_method_lx(flux_lm: float, used: float, llf: float, spacing_m: float, width_m: float) -> float:
    """The average over a road by the lumen method: flux, share of it that reaches the road, maintenance factor, lamp spacing, width."""
    return flux_lm * used * llf / (spacing_m * width_m)


def road_grid(spacing_m: float, width_m: float) -> tuple[ndarray, ndarray]:
    """The points of EN 13201-3 between two lamps (from memory): metres along and across, all pairs, at the middle of their cells.

    Ten points along up to 30 m of spacing, else at most 3 m apart; across at least three, at most 1.5 m apart.
    """
    along = POINTS if spacing_m <= POINTS * ALONG_M else int(np.ceil(spacing_m / ALONG_M))
    across = max(3, int(np.ceil(width_m / ACROSS_M)))
    x, y = (np.arange(along) + 0.5) * spacing_m / along, (np.arange(across) + 0.5) * width_m / across
    grid = np.meshgrid(x, y, indexing="ij")
    return grid[0].ravel(), grid[1].ravel()
