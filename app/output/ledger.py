"""Numbers on their way to paper: each is written from a `Quantity` or quoted from a source, and the ledger remembers which.

A report asks the ledger for every figure it prints; a test then reads the finished PDF and finds no number that the ledger
does not know. That is what "nothing is typed in" means here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.output.paper_text import printable
from app.quantity import Quantity, Tag
from app.words import Words

UNITS = {"share": "%", "m2": "m²", "count": "", "krw": "원", "deg": "°"}
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
UNKNOWN = "–"
# Names longer than this are cut; a file's name may be longer still, but says what it is by then.
LONGEST = 90


@dataclass
class Ledger:
    """The voice of numbers for one output; ``entries`` maps each printed text to what it came from, ``minutes`` is their unit's word."""

    entries: dict[str, str] = field(default_factory=dict)
    minutes: str = "min"

    def say(self, quantity: Quantity, *, band: bool = False) -> str:
        """A quantity as text: ``61 %``, with ``band`` ``61 % (54–66)``; a dash where it is unknown."""
        if quantity.value is None:
            return UNKNOWN
        text = self._minutes(_amount(quantity.value, quantity.unit))
        if band and quantity.has_band:
            text += f" ({_bare(quantity.low, quantity.unit)}–{_bare(quantity.high, quantity.unit)})"
        return self._keep(text, f"{quantity.tag} {quantity.unit} {quantity.source}".strip())

    def band(self, quantity: Quantity) -> str:
        """Only the band, ``54–66 %``, or nothing where there is none."""
        if not quantity.has_band or quantity.value is None:
            return ""
        return self._keep(f"{_bare(quantity.low, quantity.unit)}–{_amount(quantity.high, quantity.unit)}", str(quantity.tag))

    def signed(self, quantity: Quantity, *, plus: bool = True) -> str:
        """A length that differs, with its sign and band: ``+310 m (+180–+420)``; ``plus`` False leaves out the plus signs."""
        shown = [_signed(value, plus=plus) for value in (quantity.value, quantity.low, quantity.high)]
        text = f"{shown[0]}\u00a0{UNITS.get(quantity.unit, quantity.unit)}"
        if quantity.has_band:
            text += f" ({shown[1]}–{shown[2]})"
        return self._keep(text, f"{quantity.tag} {quantity.unit} {quantity.source}".strip())

    def count(self, number: int, source: str = "counted") -> str:
        """A count of things in the project or in a file."""
        return self.say(Quantity(float(number), "count", Tag.COMPUTED, source))

    def quote(self, text: str, source: str, *, most: int = LONGEST) -> str:
        """A text that may hold numbers of its own: a name, a date, a checksum; in signs a page can hold, at most so long."""
        return self._keep(printable(text, most), source)

    def words(self, tr: Words, key: str, values: Mapping[str, object] | None = None) -> str:
        """A sentence of the analysis: quantities in it are written here, texts quoted, figures of the sentence itself noted."""
        for figure in NUMBER.findall(re.sub(r"{\w+}", " ", tr(key))):
            self._keep(figure, f"words {key}")
        spoken = {
            name: self.say(value) if isinstance(value, Quantity) else self.quote(str(value), "named by the data")
            for name, value in dict(values or {}).items()
        }
        return tr(key, **spoken)

    def spelt(self, text: str, quantity: Quantity) -> str:
        """A number in letters ("열에 아홉"), traced to the quantity it rounds."""
        return self._keep(text, f"{quantity.tag} {quantity.unit} {quantity.value}, rounded, in words")

    def _minutes(self, text: str) -> str:
        return f"{text.removesuffix('min').rstrip()}\u00a0{self.minutes}" if text.endswith("\u00a0min") else text

    def _keep(self, text: str, source: str) -> str:
        if text:
            self.entries[text] = source
        return text

    def knows(self, number: str) -> bool:
        """True where a figure (``1,435``, ``62.5``, ``2026``) stands in something the ledger has written."""
        return number in self.numbers()

    def numbers(self) -> frozenset[str]:
        """Every figure in what the ledger has written."""
        return frozenset(run for text in self.entries for run in NUMBER.findall(text))


def _amount(value: float, unit: str) -> str:
    sign = UNITS.get(unit, unit)
    if unit == "h":  # an hour of the day
        return f"{int(value) % 24:02d}:{round(60 * (value % 1)):02d}"
    if unit == "year":
        return f"{value:.0f}"
    if unit == "m" and abs(value) >= 10_000:
        return f"{value / 1000:,.1f}\u00a0km"
    space = "" if unit == "deg" else "\u00a0"
    return f"{_bare(value, unit)}{space}{sign}".rstrip()


def _bare(value: float | None, unit: str) -> str:
    number = 0.0 if value is None else value
    if unit == "share":
        return _percent(100 * number)
    if unit in ("count", "m", "m2", "krw", "px"):
        return f"{number:,.0f}" if abs(number - round(number)) < 1e-9 or abs(number) >= 10 else f"{number:,.1f}"
    if unit in ("min", "lx") and abs(number) >= 1:
        return f"{number:,.0f}" if abs(number - round(number)) < 1e-9 or abs(number) >= 10 else f"{number:,.1f}"
    if unit in ("min", "lx"):
        return f"{number:.2f}" if number else "0"
    return f"{number:,.4g}"


def _signed(value: float | None, *, plus: bool) -> str:
    number = value or 0.0
    text = f"{number:{'+' if plus else ''},.{0 if abs(number) >= 10 else 1}f}"
    return text.replace("-", "−") if any(digit in "123456789" for digit in text) else "0"


def _percent(number: float) -> str:
    # Something is never written as nothing, nor almost all as all.
    if 0 < number < 1 and round(number, 1) < 1:
        return f"{max(number, 0.1):.1f}"
    if 99 < number < 100 and round(number, 1) > 99:
        return f"{min(number, 99.9):.1f}"
    return f"{number:.0f}"
