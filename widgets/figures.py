"""Numbers as a planner reads them: "61 % (54–66)", "148 m", "1,210"."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLocale

from app.quantity import Quantity
from app.words import language, tr

DECIMALS = {"share": 0, "m": 0, "km": 1, "deg": 0, "count": 0, "lx": 1, "m2": 0, "krw": 0, "px": 0, "px/m": 1, "mm": 3, "m/s": 1, "min": 1, "lm": 0}


def locale() -> QLocale:
    """The locale of the window's language."""
    return _locale(language())


@cache
def _locale(language: str) -> QLocale:
    return QLocale(QLocale.Language.English if language == "en" else QLocale.Language.Korean)


def number(value: float, decimals: int = 0) -> str:
    """A plain number with thousands separators; a trailing ``.0`` stays only where decimals are meant."""
    rounded = round(value, decimals)
    return locale().toString(float(rounded if rounded else 0.0), "f", decimals)


def count(value: float) -> str:
    """A whole number: ``6,150``."""
    return number(value)


def share(quantity: Quantity) -> str:
    """``61 %``; a dash where the value is unknown."""
    return tr("window.figure.unknown") if quantity.value is None else f"{number(100 * quantity.value)}\u00a0%"


def band(quantity: Quantity) -> str:
    """``54–66`` where the data leave a band, else nothing."""
    if not quantity.has_band:
        return ""
    factor = 100 if quantity.unit == "share" else 1
    low, high = (number(factor * value, DECIMALS.get(quantity.unit, 1)) for value in (quantity.low, quantity.high))
    return f"{low}–{high}" if low != high else ""


def with_unit(value: float | None, unit: str) -> str:
    """A value with its unit: ``148 m``, ``62.4 km`` (from 2,000 m), ``61 %``, ``1,210``."""
    if value is None:
        return tr("window.figure.unknown")
    if value != value or value in (float("inf"), float("-inf")):
        return tr("window.figure.endless")
    if unit == "share":
        return f"{number(100 * value)}\u00a0%"
    if unit == "year":  # no separator of thousands
        return f"{value:.0f}{'' if language() == 'ko' else ' '}{tr('window.unit.year')}"
    if unit == "m" and value >= 2000:
        value, unit = value / 1000, "km"
    text = number(value, DECIMALS.get(unit, 2))
    if unit == "count":
        return text
    return f"{text}°" if unit == "deg" else f"{text}\u00a0{tr('window.unit.' + unit)}"


def plain(quantity: Quantity) -> str:
    """A quantity in one piece: ``61 % (54–66)``."""
    text, spread = with_unit(quantity.value, quantity.unit), band(quantity)
    return f"{text} ({spread})" if spread else text
