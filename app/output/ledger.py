"""Numbers on their way to paper: each is written from a `Quantity` or quoted from a source, and the ledger remembers which.

A report asks the ledger for every figure it prints; a test then reads the finished PDF and finds no number that the ledger
does not know. That is what "nothing is typed in" means here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from app.quantity import Quantity, Tag

UNITS = {"share": "%", "m2": "m²", "count": "", "krw": "원", "deg": "°"}
NUMBER = re.compile(r"\d+")


@dataclass
class Ledger:
    """The voice of numbers for one output; ``entries`` maps each printed text to what it came from."""

    entries: dict[str, str] = field(default_factory=dict)

    def say(self, quantity: Quantity, *, band: bool = False) -> str:
        """A quantity as text: ``61 %``, with ``band`` ``61 % (54–66)``; a dash where it is unknown."""
        if quantity.value is None:
            return "–"
        text = _amount(quantity.value, quantity.unit)
        if band and quantity.has_band:
            text += f" ({_bare(quantity.low, quantity.unit)}–{_bare(quantity.high, quantity.unit)})"
        return self._keep(text, f"{quantity.tag} {quantity.unit} {quantity.source}".strip())

    def band(self, quantity: Quantity) -> str:
        """Only the band, ``54–66 %``, or nothing where there is none."""
        if not quantity.has_band or quantity.value is None:
            return ""
        return self._keep(f"{_bare(quantity.low, quantity.unit)}–{_amount(quantity.high, quantity.unit)}", str(quantity.tag))

    def count(self, number: int, source: str = "counted") -> str:
        """A count of things in the project or in a file."""
        return self.say(Quantity(float(number), "count", Tag.COMPUTED, source))

    def quote(self, text: str, source: str) -> str:
        """A text that holds numbers of its own: a name, a date, a checksum, a file's title."""
        return self._keep(str(text), source)

    def _keep(self, text: str, source: str) -> str:
        self.entries[text] = source
        return text

    def knows(self, number: str) -> bool:
        """True where a run of digits stands in something the ledger has written."""
        return number in self._numbers()

    def _numbers(self) -> set[str]:
        return {run for text in self.entries for run in NUMBER.findall(text)}


def _amount(value: float, unit: str) -> str:
    sign = UNITS.get(unit, unit)
    if unit == "m" and abs(value) >= 10_000:
        return f"{value / 1000:,.1f} km"
    space = "" if unit == "deg" else "\u00a0"
    return f"{_bare(value, unit)}{space}{sign}".rstrip()


def _bare(value: float | None, unit: str) -> str:
    number = 0.0 if value is None else value
    if unit == "share":
        return f"{100 * number:.0f}"
    if unit in ("count", "m", "m2", "krw", "px"):
        return f"{number:,.0f}" if abs(number - round(number)) < 1e-9 or abs(number) >= 10 else f"{number:,.1f}"
    return f"{number:,.4g}"
