"""What a camera's picture is good for: levels of pixels to the metre, by edition of the standard (references 0.2, 1.1).

The values are data (``resources/catalog/camera_levels.json``), handed in as a table: no threshold stands in code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from app.quantity import Quantity, Tag


@dataclass(frozen=True)
class Level:
    """One level: from ``px_m`` pixels to the metre on; ``tag`` and ``source`` say how well that is known. Text: ``level.<key>``."""

    key: str
    px_m: float
    tag: Tag
    source: str

    @property
    def quantity(self) -> Quantity:
        """The threshold as a figure that may be printed."""
        return Quantity(self.px_m, "px/m", self.tag, self.source)


@dataclass(frozen=True)
class Edition:
    """One edition of the standard, levels in rising order. Only a ``normative`` one may be the default of a measure."""

    key: str
    standard: str
    normative: bool
    levels: tuple[Level, ...]

    @property
    def px_m(self) -> np.ndarray:
        """The thresholds (levels,), rising."""
        return np.array([level.px_m for level in self.levels], dtype=np.float64)

    def level(self, key: str) -> Level:
        """The level of that name; KeyError where this edition has none."""
        for level in self.levels:
            if level.key == key:
                return level
        raise KeyError(f"{self.standard} has no level {key}")


def edition(table: Mapping, key: str = "") -> Edition:
    """The edition of that key, or the table's default; KeyError for an unknown one, ValueError where levels do not rise."""
    key = key or table["default"]
    for row in table["editions"]:
        if row["key"] == key:
            levels = tuple(Level(one["key"], float(one["px_m"]), Tag(one["tag"]), one["source"]) for one in row["levels"])
            if any(low.px_m >= high.px_m for low, high in pairwise(levels)):
                raise ValueError(f"the levels of {row['standard']} do not rise")
            return Edition(key, row["standard"], bool(row["normative"]), levels)
    raise KeyError(f"no edition {key}")


def reached(density_px_m: np.ndarray | float, edition: Edition) -> np.ndarray:
    """The number of the highest level each density reaches (a threshold itself counts), -1 below the lowest or where it is nan."""
    density = np.nan_to_num(np.asarray(density_px_m, float), nan=-1.0)
    return np.searchsorted(edition.px_m, density, side="right") - 1
