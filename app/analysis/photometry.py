"""How much light a luminaire sends which way: I(C, γ) from its maker's file, or the marked default.

γ is the angle from straight down, C the angle around the vertical, from the luminaire's own zero. Makers write two text formats,
IES LM-63 (1986, 1991, 1995, 2002) and EULUMDAT (.ldt); both are read here from text or bytes, in `ies` and `eulumdat`. Where only
a half or a quarter is written the rest is its mirror image. A file that cannot be used raises BadInput with one sentence.

Field orders of both formats: from memory of the standards, checked against made-up files only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy import ndarray

from app.errors import BadInput
from app.words import tr

# No maker's table is larger; more is a broken count. A text longer than this is no photometric file.
MOST_ANGLES, MOST_BYTES = 2000, 8_000_000


@dataclass(frozen=True, eq=False)
class Luminaire:
    """One luminaire's table.

    ``c_deg`` (nc,) rises from 0 to 360 (one entry: the same all round), ``gamma_deg`` (ng,) rises within 0 to 180, ``cd``
    (nc, ng) is the intensity in candela; outside the γ of the table nothing is sent. ``flux_lm`` is the flux that the table
    belongs to: another flux scales it. ``indicative`` marks the default that no maker gave.
    """

    name: str
    c_deg: ndarray
    gamma_deg: ndarray
    cd: ndarray
    flux_lm: float
    indicative: bool = False

    def intensity(self, c_deg: ndarray | float, gamma_deg: ndarray | float) -> ndarray:
        """Candela towards C and γ, linear between the angles of the table; 0 outside its γ."""
        c, gamma = np.broadcast_arrays(np.asarray(c_deg, float) % 360.0, np.asarray(gamma_deg, float))
        i, s = _between(self.c_deg, c)
        j, t = _between(self.gamma_deg, gamma)
        i1, j1 = np.minimum(i + 1, len(self.c_deg) - 1), np.minimum(j + 1, len(self.gamma_deg) - 1)
        value = (self.cd[i, j] * (1 - t) + self.cd[i, j1] * t) * (1 - s) + (self.cd[i1, j] * (1 - t) + self.cd[i1, j1] * t) * s
        return np.where((gamma >= self.gamma_deg[0]) & (gamma <= self.gamma_deg[-1]), value, 0.0)

    @cached_property
    def all_round(self) -> Luminaire:
        """The same luminaire as the mean over C: what is known of it where its direction is not."""
        if len(self.c_deg) == 1:
            return self
        weight = np.diff(self.c_deg)
        mean = ((self.cd[:-1] + self.cd[1:]) * weight[:, None]).sum(axis=0) / (2.0 * weight.sum())
        return Luminaire(self.name, np.zeros(1), self.gamma_deg, mean[None, :], self.flux_lm, self.indicative)

    @cached_property
    def emitted_lm(self) -> float:
        """The flux of the table itself: 2π ∫ I sin γ dγ of the mean over C, exact for what is linear between its angles."""
        gamma, cd = np.radians(self.gamma_deg), self.all_round.cd[0]
        if len(gamma) < 2:
            return 0.0
        a, b, step = gamma[:-1], gamma[1:], np.diff(gamma)
        # The integral of a straight line times the sine, between two angles.
        slope = np.diff(cd) / step
        part = cd[:-1] * np.cos(a) - cd[1:] * np.cos(b) + slope * (np.sin(b) - np.sin(a))
        return float(2.0 * np.pi * part.sum())


def _between(knots: ndarray, at: ndarray) -> tuple[ndarray, ndarray]:
    """The knot at or before each place, and the share of the way to the next; ends hold beyond themselves."""
    i = np.clip(np.searchsorted(knots, at, side="right") - 1, 0, max(len(knots) - 2, 0))
    if len(knots) == 1:
        return i, np.zeros(np.shape(at))
    return i, np.clip((at - knots[i]) / (knots[i + 1] - knots[i]), 0.0, 1.0)


def lambertian(flux_lm: float, step_deg: float = 1.0) -> Luminaire:
    """The default as a table, marked indicative: (flux / π) cos γ below the horizon (references 2.1, assumed)."""
    gamma = np.linspace(0.0, 90.0, round(90.0 / step_deg) + 1)
    cd = flux_lm / np.pi * np.maximum(np.cos(np.radians(gamma)), 0.0)
    return Luminaire("", np.zeros(1), gamma, cd[None, :], flux_lm, indicative=True)


def photometry(data: bytes | str, name: str = "") -> Luminaire:
    """The luminaire of a photometric file, IES or EULUMDAT by what stands in it; raises BadInput with a sentence."""
    from app.analysis.eulumdat import eulumdat
    from app.analysis.ies import ies

    if len(data) > MOST_BYTES:
        raise BadInput(tr("photometry.too_large"), file=name)
    text = data if isinstance(data, str) else decoded(data)
    if not text.strip():
        raise BadInput(tr("photometry.empty"), file=name)
    # A table of zeros, or of numbers beyond all measure, is refused by `table`; arithmetic on the way there may overflow.
    with np.errstate(all="ignore"):
        return ies(text, name) if "TILT" in text.upper() else eulumdat(text, name)


def maker(text: str) -> str:
    """Who made the luminaire, as its file says: the keyword MANUFAC of an IES text, the first line of a EULUMDAT text; else ""."""
    if "TILT" in text.upper():
        found = re.search(r"^[ \t]*\[MANUFAC\][ \t]*(.+?)[ \t\r]*$", text, re.MULTILINE | re.IGNORECASE)
        return found[1] if found else ""
    return text.lstrip("\ufeff").split("\n", 1)[0].strip()


def decoded(data: bytes) -> str:
    """The text of a photometric file, whatever it was written in."""
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def table(c_deg: ndarray, gamma_deg: ndarray, cd: ndarray, flux_lm: float, title: str, name: str) -> Luminaire:
    """A checked luminaire from a full circle of C; ``flux_lm`` not above 0: what the table itself sends counts as its flux."""
    for angle, high in ((c_deg, 360.0), (gamma_deg, 180.0)):
        if not (np.isfinite(angle).all() and (np.diff(angle) > 0).all() and angle[0] >= 0.0 and angle[-1] <= high):
            raise BadInput(tr("photometry.angles"), file=name)
    # No lamp reaches a thousand million candela: such numbers are slips that would drown all others.
    if not (np.isfinite(cd).all() and (cd >= 0.0).all() and cd.max() < 1e9):
        raise BadInput(tr("photometry.intensities"), file=name)
    made = Luminaire(title, c_deg, gamma_deg, cd, flux_lm)
    if made.emitted_lm <= 0.0:
        raise BadInput(tr("photometry.dark"), file=name)
    if flux_lm > 0.0 and not 0.01 < made.emitted_lm / flux_lm < 2.0:
        raise BadInput(tr("photometry.flux", table=f"{made.emitted_lm:,.0f}", flux=f"{flux_lm:,.0f}"), file=name)
    return made if flux_lm > 0.0 else Luminaire(title, c_deg, gamma_deg, cd, made.emitted_lm)


def mirrored(angle: ndarray, cd: ndarray, about_deg: float) -> tuple[ndarray, ndarray]:
    """C planes with their mirror images about the plane at ``about_deg``, rising, each angle once."""
    both = np.concatenate([angle, 2.0 * about_deg - angle])
    rows = np.concatenate([cd, cd])
    order = np.argsort(both, kind="stable")
    both, rows = both[order], rows[order]
    keep = np.r_[True, np.diff(both) > 1e-6]
    return both[keep], rows[keep]


def closed(angle: ndarray, cd: ndarray) -> tuple[ndarray, ndarray]:
    """C planes brought to 0 to 360 and closed: the last is the first again."""
    angle = np.where(np.abs(angle) < 1e-6, 0.0, angle) % 360.0
    order = np.argsort(angle, kind="stable")
    angle, cd = angle[order], cd[order]
    keep = np.r_[True, np.diff(angle) > 1e-6]
    angle, cd = angle[keep], cd[keep]
    if len(angle) == 1:
        return np.zeros(1), cd
    if angle[0] > 0.0:
        # Zero lies between the last plane and the first.
        share = (360.0 - angle[-1]) / (360.0 - angle[-1] + angle[0])
        angle, cd = np.r_[0.0, angle], np.vstack([cd[-1] * (1 - share) + cd[0] * share, cd])
    return np.r_[angle, 360.0], np.vstack([cd, cd[:1]])
