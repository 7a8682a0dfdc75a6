"""EULUMDAT text (.ldt): one field a line in a fixed order, intensities in candela for a thousand lumens of the lamps."""

from __future__ import annotations

import numpy as np

from app.analysis.photometry import MOST_ANGLES, Luminaire, closed, mirrored, table
from app.errors import BadInput
from app.words import tr

# Lines counted from 0: symmetry, planes, angles, name, factor, number of lamp sets, first lamp set.
SYMMETRY, PLANES, ANGLES, TITLE, FACTOR, SETS, FIRST_SET = 2, 3, 5, 8, 23, 25, 26
# A lamp set has six lines (number, type, flux, colour, rendering, watts); ten direct ratios stand before the angles.
SET_LINES, FLUX_LINE, RATIOS, MOST_SETS = 6, 2, 10, 20


def eulumdat(text: str, name: str = "") -> Luminaire:
    """The luminaire of an EULUMDAT text, in candela at the flux of its first lamp set; commas may be decimal."""
    lines = [line.strip().strip("\x1a") for line in text.splitlines()]

    def number(row: int) -> float:
        if row >= len(lines):
            raise BadInput(tr("photometry.short"), file=name)
        try:
            value = float(lines[row].replace(",", "."))
        except ValueError:
            raise BadInput(tr("photometry.line", row=row + 1), file=name) from None
        if not np.isfinite(value):
            raise BadInput(tr("photometry.line", row=row + 1), file=name)
        return value

    def count(row: int, most: int) -> int:
        value = number(row)
        if not (1 <= value <= most and value == int(value)):
            raise BadInput(tr("photometry.line", row=row + 1), file=name)
        return int(value)

    if len(lines) <= FIRST_SET:
        raise BadInput(tr("photometry.unknown"), file=name)
    symmetry, planes, angles, sets = number(SYMMETRY), count(PLANES, MOST_ANGLES), count(ANGLES, MOST_ANGLES), count(SETS, MOST_SETS)
    flux, factor = number(FIRST_SET + FLUX_LINE), number(FACTOR)
    at = FIRST_SET + SET_LINES * sets + RATIOS
    c = np.array([number(at + row) for row in range(planes)])
    gamma = np.array([number(at + planes + row) for row in range(angles)])
    which = _written(symmetry, planes, name)
    at += planes + angles
    cd = np.array([number(at + row) for row in range(len(which) * angles)]).reshape(len(which), angles)
    # A negative number of lamps says that the flux is the luminaire's own; the table belongs to that flux in either case.
    if not flux > 0.0:
        raise BadInput(tr("photometry.dark"), file=name)
    c, cd = _full_circle(symmetry, c, c[which], cd * (flux / 1000.0) * (factor or 1.0), name)
    return table(c, gamma, cd, flux, lines[TITLE], name)


def _written(symmetry: float, planes: int, name: str) -> np.ndarray:
    """Which of the planes stand in the file: all, one, a half from 0, a half from 270, or a quarter."""
    if symmetry == 1:
        return np.zeros(1, np.int64)
    if symmetry == 0:
        return np.arange(planes)
    if symmetry in (2, 3) and planes % 2 == 0:
        return np.arange(planes // 2 + 1) if symmetry == 2 else (3 * planes // 4 + np.arange(planes // 2 + 1)) % planes
    if symmetry == 4 and planes % 4 == 0:
        return np.arange(planes // 4 + 1)
    raise BadInput(tr("photometry.symmetry"), file=name)


def _full_circle(symmetry: float, every: np.ndarray, c: np.ndarray, cd: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
    if symmetry == 1:
        return np.zeros(1), cd
    if not ((np.diff(every) > 0).all() and every[0] >= 0.0 and every[-1] <= 360.0):
        raise BadInput(tr("photometry.angles"), file=name)
    if symmetry == 3:
        c, cd = np.concatenate([c, (180.0 - c) % 360.0]), np.concatenate([cd, cd])
    if symmetry == 4:
        c, cd = mirrored(c, cd, 90.0)
    if symmetry in (2, 4):
        c, cd = mirrored(c, cd, 180.0)
    return closed(c, cd)
