"""How much light a street should have: classes of pedestrian lighting, and the most a window may get (references 2.2).

The values are data (``resources/catalog/lighting_classes.json``), handed in as a table: no target stands in code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy import ndarray

from app.quantity import Quantity, Tag


@dataclass(frozen=True)
class LightingClass:
    """One class: least average and least minimum on level ground, least minimum upright at a face; None: not asked for.

    The average should not be above ``most_times`` the one wanted. Text: ``lighting.class.<key>``.
    """

    key: str
    standard: str
    average_lx: float
    least_lx: float | None
    upright_lx: float | None
    most_times: float | None
    tag: Tag
    source: str

    @property
    def quantity(self) -> Quantity:
        """The wanted average as a figure that may be printed."""
        return Quantity(self.average_lx, "lx", self.tag, self.source)

    def kept(self, average_lx: ndarray, least_lx: ndarray, upright_lx: ndarray | None = None) -> ndarray:
        """Which streets (e,) are bright enough: average, minimum and, where given, the upright minimum at least as wanted."""
        good = np.asarray(average_lx, float) >= self.average_lx
        if self.least_lx is not None:
            good &= np.asarray(least_lx, float) >= self.least_lx
        if upright_lx is not None and self.upright_lx is not None:
            good &= np.asarray(upright_lx, float) >= self.upright_lx
        return good

    def too_bright(self, average_lx: ndarray) -> ndarray:
        """Which streets (e,) have a higher average than the class allows; none where it says nothing."""
        average = np.asarray(average_lx, float)
        return np.zeros(average.shape, bool) if self.most_times is None else average > self.most_times * self.average_lx


def lighting_class(table: Mapping, key: str = "") -> LightingClass:
    """The class of that key, or the table's default; KeyError for an unknown one."""
    key = key or table["default"]
    for row in table["classes"]:
        if row["key"] == key:
            return LightingClass(**{**row, "tag": Tag(row["tag"])})
    raise KeyError(f"no lighting class {key}")


def window_limit(table: Mapping, zone: int) -> Quantity:
    """The most lux upright at a dwelling's window in a lighting zone (1 to 4); KeyError for an unknown one."""
    for row in table["window_limits"]:
        if row["zone"] == zone:
            return Quantity(row["upright_lx"], "lx", Tag(row["tag"]), row["source"])
    raise KeyError(f"no lighting zone {zone}")
