"""Long columns of which a few rows go and a few come: the rest is carried over in whole stretches, not row by row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy import ndarray


@dataclass(frozen=True)
class Splice:
    """Which rows of a column go and where new ones come; made once and used for every column of a table."""

    old: tuple[tuple[int, int], ...]
    new: tuple[tuple[int, int], ...]

    def __call__(self, column: ndarray, fresh: ndarray) -> ndarray:
        """The column without the rows that go, the ``fresh`` rows in their places; the column itself stays as it is."""
        parts = [column[:0]]
        for (first, last), (begin, end) in zip(self.old, self.new, strict=True):
            parts += [fresh[begin:end], column[first:last]]
        return np.concatenate(parts)


def splice(length: int, gone: ndarray, at: ndarray) -> Splice:
    """For a column of ``length`` rows: rows ``gone`` (rising) leave, new row i comes before what was row ``at[i]`` (rising).

    Nothing gone and nothing new leaves the column as it is.
    """
    cuts = np.unique(np.concatenate([[0, length], gone, gone + 1, at]).astype(np.int64))
    first, last = cuts, np.append(cuts[1:], length)
    stays = ~np.isin(first, gone)
    bounds = np.concatenate([[0], np.searchsorted(at, first, side="right")])
    # A stretch that goes is an empty one.
    last = np.where(stays, last, first)
    return Splice(tuple(zip(first.tolist(), last.tolist(), strict=True)), tuple(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)))
