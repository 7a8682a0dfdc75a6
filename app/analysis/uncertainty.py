"""Which field checks are worth the walk: the sites of unknown heading that hold most of a measure's band.

A measure's band runs from every unknown site at its worst to every one at its best (`coverage`). Knowing where one site looks takes
its own part out of the band: what it alone adds to the high end less what it alone adds to the low end. What another camera sees
anyway, or would see at its best, is no reason to go and look.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.analysis.coverage import Reach, lay_over
from app.analysis.intervals import Atoms


@dataclass(frozen=True)
class Check:
    """One site worth checking: its number, how much of the band is its own (``narrows_m``), and that of its view alone (``own_m``).

    ``low_m`` and ``high_m`` are the street it sees along its poorest and its richest bearing, whatever others see.
    """

    camera: int
    narrows_m: float
    own_m: float
    low_m: float
    high_m: float


def value_of_checking(reach: Reach, cameras: int, *, weight_m: np.ndarray | None = None, most: int = 20) -> tuple[Check, ...]:
    """The ``most`` sites of unknown heading whose field check narrows the band most, the first first; ties by what they see alone.

    ``reach`` as `coverage` takes it for ``cameras`` looks; ``weight_m``: what a metre of each atom of `lay_over(reach)` counts
    (1 unless given: then all figures are in metres). Sites that would narrow nothing are left out; none unknown gives none.
    """
    cut = lay_over(reach)
    metres = cut.length_m if weight_m is None else cut.length_m * weight_m
    sure = cut.depth(0)
    high_alone, low_alone = (_alone(cut, which, by, sure, metres, cameras) for which, by in ((3, reach.best_by), (2, reach.worst_by)))
    high, low = (_together(cut, which, by, metres, cameras) for which, by in ((3, reach.best_by), (2, reach.worst_by)))
    narrows, own = high_alone - low_alone, high - low
    order = np.lexsort((np.arange(cameras), -own, -narrows))
    worth = [camera for camera in order.tolist() if narrows[camera] > 1e-6][:most]
    return tuple(Check(one, *(float(part[one]) for part in (narrows, own, low, high))) for one in worth)


def _alone(cut: Atoms, which: int, by: np.ndarray, sure: np.ndarray, metres: np.ndarray, cameras: int) -> np.ndarray:
    """What each camera alone adds to the union of a set and the certain views (cameras,)."""
    camera, atom = _pairs(cut, which, by)
    sole = (np.bincount(atom, minlength=len(sure)) == 1) & (sure == 0)
    return np.bincount(camera[sole[atom]], metres[atom[sole[atom]]], minlength=cameras)


def _together(cut: Atoms, which: int, by: np.ndarray, metres: np.ndarray, cameras: int) -> np.ndarray:
    """What each camera covers in a set, overlaps with itself counted once (cameras,)."""
    camera, atom = _pairs(cut, which, by)
    return np.bincount(camera, metres[atom], minlength=cameras)


def _pairs(cut: Atoms, which: int, by: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Each (camera, atom) of a set once."""
    interval, atom = cut.pairs(which)
    pair = np.unique(np.column_stack([np.asarray(by, np.int64)[interval], atom]), axis=0)
    return pair[:, 0], pair[:, 1]
