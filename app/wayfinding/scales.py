"""How large the map is, as 1:n. A logical pixel counts as a ninety-sixth of an inch, as the toolkit and other mapping programs have it."""

from __future__ import annotations

import re
from math import isfinite

PX_M = 0.0254 / 96
# What a planner asks for: a lot, a street, a dong, a district, a city.
USUAL = (500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000)
FINEST, COARSEST = 150, 1_500_000
# No scale is written longer than this.
LONGEST = 40
_UNITS = {"천": 1_000, "만": 10_000, "k": 1_000}


def of(metres_per_px: float) -> int:
    """The n of 1:n at which a map is shown, to three figures."""
    n = metres_per_px / PX_M
    step = 10 ** max(len(str(int(n))) - 3, 0)
    return int(round(n / step) * step)


def metres_per_px(n: float) -> float:
    """How many metres a logical pixel covers at 1:n."""
    return n * PX_M


def text(n: int) -> str:
    """1:n as it is written."""
    return f"1:{n:,}"


def read(written: str) -> int | None:
    """The n of "1:5,000", "1/5000", "5000" or "5천"; None where nothing of the kind is written or no map can be shown so."""
    if len(written) > LONGEST:
        return None
    found = re.fullmatch(r"(?:1\s*[:/]\s*)?(\d[\d,]*(?:\.\d+)?)\s*([천만k]?)", written.strip().lower())
    if found is None:
        return None
    n = float(found[1].replace(",", "")) * _UNITS.get(found[2], 1)
    return round(n) if isfinite(n) and FINEST <= n <= COARSEST else None
