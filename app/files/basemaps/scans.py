"""Putting a scanned plan on the ground by points: the affine map that fits them best, and how far it misses each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, isfinite
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.words import tr

if TYPE_CHECKING:
    from numpy import ndarray

# (column px, row px, x_m, y_m)
Pair = tuple[float, float, float, float]
LEAST = 3
# Points whose spread across is less than this share of their spread along lie on one line as far as a plan is concerned.
THINNEST = 0.02


@dataclass(frozen=True)
class Fit:
    """``x = a*column + b*row + c``, ``y = d*column + e*row + f``; misses in metres, in the order of the points.

    ``turned_deg``: the bearing in which the plan's upper edge lies, 0 where north is up. ``mirrored``: the plan would lie face down.
    """

    matrix: tuple[float, float, float, float, float, float]
    misses_m: tuple[float, ...]
    metres_per_px: float
    turned_deg: float
    mirrored: bool

    @property
    def rms_m(self) -> float:
        """The root of the mean square of the misses."""
        return (sum(miss**2 for miss in self.misses_m) / len(self.misses_m)) ** 0.5

    def to_ground(self, px: ndarray) -> ndarray:
        """Pixels (n, 2) to metres."""
        import numpy as np

        a, b, c, d, e, f = self.matrix
        return np.column_stack((a * px[:, 0] + b * px[:, 1] + c, d * px[:, 0] + e * px[:, 1] + f))


def fit(points: Sequence[Pair]) -> Fit:
    """The affine map of least squares through at least three points that are not on one line; BadInput with a sentence otherwise.

    With exactly three it meets each of them, so nothing is known of how well it fits.
    """
    import numpy as np

    pairs = np.array(points, dtype=float).reshape(-1, 4)
    if not np.isfinite(pairs).all() or (np.abs(pairs) > 1e8).any():
        raise BadInput(tr("basemaps.fit.wild"))
    if len(pairs) < LEAST:
        raise BadInput(tr("basemaps.fit.few", most=LEAST - len(pairs)))
    for columns in (pairs[:, :2], pairs[:, 2:]):
        along, across = np.linalg.svd(columns - columns.mean(axis=0), compute_uv=False)
        if not along or across / along < THINNEST:
            raise BadInput(tr("basemaps.fit.line"))
    # About the middle: large coordinates would cost digits.
    middle = pairs.mean(axis=0)
    near = pairs - middle
    solved, *_ = np.linalg.lstsq(near[:, :2], near[:, 2:], rcond=None)
    (a, d), (b, e) = solved.tolist()
    c, f = middle[2] - a * middle[0] - b * middle[1], middle[3] - d * middle[0] - e * middle[1]
    determinant = a * e - b * d
    if not isfinite(determinant) or abs(determinant) < 1e-12:
        raise BadInput(tr("basemaps.fit.line"))
    misses = np.hypot(*(near[:, :2] @ solved - near[:, 2:]).T)
    return Fit((a, b, float(c), d, e, float(f)), tuple(misses.tolist()), abs(determinant) ** 0.5, degrees(atan2(-b, -e)) % 360.0,
               determinant > 0)  # fmt: skip
