"""IES LM-63 text (1986, 1991, 1995, 2002): headings, the line TILT=, then nothing but numbers in a fixed order."""

from __future__ import annotations

import re

import numpy as np

from app.analysis.photometry import MOST_ANGLES, Luminaire, closed, mirrored, table
from app.errors import BadInput
from app.words import tr

_TILT = re.compile(r"^[ \t]*TILT[ \t]*=[ \t]*(\S*)[^\n]*$", re.MULTILINE | re.IGNORECASE)
_TITLE = re.compile(r"^[ \t]*\[(LUMCAT|LUMINAIRE)\][ \t]*(.+?)[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
# Photometric type C: γ from the nadir. The other types (1: C, 2: B, 3: A) turn about another axis and are for floodlights.
TYPE_C = 1


class _Numbers:
    """The numbers after TILT=, taken in order."""

    def __init__(self, text: str, name: str):
        self._words, self._at, self._name = re.split(r"[\s,]+", text.strip(" \t\r\n,\x1a")), 0, name

    def take(self, count: int) -> np.ndarray:
        """The next ``count`` numbers (count,); BadInput where they are missing or are no numbers."""
        words = self._words[self._at : self._at + count]
        self._at += count
        if len(words) < count:
            raise BadInput(tr("photometry.short"), file=self._name)
        try:
            return np.array([float(word) for word in words])
        except ValueError:
            raise BadInput(tr("photometry.number"), file=self._name) from None

    def count(self) -> int:
        """The next number as a count of angles."""
        number = self.take(1)[0]
        if not (1 <= number <= MOST_ANGLES and number == int(number)):
            raise BadInput(tr("photometry.count"), file=self._name)
        return int(number)


def ies(text: str, name: str = "") -> Luminaire:
    """The luminaire of an LM-63 text, in candela; type C only. Lumens of -1: the flux is that of the table itself."""
    tilt = _TILT.search(text)
    if tilt is None:
        raise BadInput(tr("photometry.unknown"), file=name)
    title = _TITLE.search(text[: tilt.start()])
    numbers = _Numbers(text[tilt.end() :], name)
    kind = tilt[1].upper()
    if kind == "INCLUDE":
        numbers.take(1)
        # How a tilted lamp loses light; the luminaire is taken as it hangs.
        numbers.take(2 * numbers.count())
    elif kind != "NONE":
        raise BadInput(tr("photometry.tilt_file", wanted=tilt[1]), file=name)
    lamps, lumens, factor = numbers.take(3)
    ng, nc = numbers.count(), numbers.count()
    type_ = numbers.take(1)[0]
    numbers.take(4)
    ballast, second, _watts = numbers.take(3)
    if type_ != TYPE_C:
        raise BadInput(tr("photometry.type"), file=name)
    gamma, c = numbers.take(ng), numbers.take(nc)
    cd = numbers.take(nc * ng).reshape(nc, ng) * factor * ballast * second
    c, cd = _full_circle(c, cd, name)
    if not np.isfinite([lamps, lumens]).all():
        raise BadInput(tr("photometry.number"), file=name)
    # What ballast and burning position take away stays in the table; the flux is the lamps' own.
    flux = lumens * max(lamps, 1.0) if lumens > 0.0 else 0.0
    return table(c, gamma, cd, flux, title[2] if title else "", name)


def _full_circle(c: np.ndarray, cd: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
    """All planes from those written: one, a quarter (0 to 90), a half (0 to 180 or 90 to 270) or all of them."""
    if not (np.isfinite(c).all() and (np.diff(c) > 0).all() and c[0] >= 0.0 and c[-1] <= 360.0):
        raise BadInput(tr("photometry.angles"), file=name)
    if len(c) == 1:
        return np.zeros(1), cd
    first, last = c[0], c[-1]
    if (first, last) == (0.0, 90.0):
        c, cd = mirrored(c, cd, 90.0)
        c, cd = mirrored(c, cd, 180.0)
    elif (first, last) == (0.0, 180.0):
        c, cd = mirrored(c, cd, 180.0)
    elif (first, last) == (90.0, 270.0):
        # The mirror is the plane from 90 to 270: what lies at C lies at 180 - C too.
        c, cd = np.concatenate([c, (180.0 - c) % 360.0]), np.concatenate([cd, cd])
    elif not (first == 0.0 and last > 180.0):
        raise BadInput(tr("photometry.circle", first=f"{first:g}", last=f"{last:g}"), file=name)
    return closed(c, cd)
