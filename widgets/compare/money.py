"""Won as a planner reads them: ``4,400만 원``, ``2억 5,000만 원``, ``₩44.0 million``; what is not known is asked for, never nought."""

from __future__ import annotations

from app.bill import Sum
from app.quantity import Quantity
from app.words import language, tr
from widgets.figures import number

EOK, MAN = 100_000_000, 10_000


def won(krw: float | None) -> str:
    """A sum in one piece; the word for asking where it is None."""
    if krw is None:
        return tr("compare.ask")
    if language() == "en":
        return f"₩{number(krw / 1e6, 1)} million" if abs(krw) >= 1e6 else f"₩{number(krw)}"
    whole = round(krw)
    if abs(whole) < MAN:
        return f"{number(whole)}원"
    man = round(whole / MAN)
    eok, rest = divmod(abs(man), EOK // MAN)
    parts = ([f"{number(eok)}억"] if eok else []) + ([f"{number(rest)}만"] if rest else [])
    return f"{'−' if krw < 0 else ''}{' '.join(parts)} 원"


def cost(quantity: Quantity | None, *, lines: bool = False) -> str:
    """A cost with its band: ``4,400만 원 (3,660만–4,580만 원)``; the word for asking where nobody gave a price.

    ``lines``: the band on a line of its own.
    """
    if quantity is None or quantity.value is None:
        return tr("compare.ask")
    low, high = won(quantity.low or 0.0), won(quantity.high or 0.0)
    for tail in (" 원", " million"):
        low = low.removesuffix(tail) if high.endswith(tail) else low
    spread = f"({low}–{high})" if quantity.has_band else ""
    return ("\n" if lines else " ").join(part for part in (won(quantity.value), spread) if part)


def total(found: Sum) -> str:
    """A sum that says what it leaves out: ``최소 4,400만 원, 2종은 문의``."""
    if not found.known:
        return tr("compare.ask")
    text = cost(found.krw)
    return tr("compare.at_least", cost=text, count=found.asked) if found.at_least else text


def parsed(text: str) -> float | None:
    """Won from what a planner types: ``22,000,000``, ``2200만``, ``2.5억``; None for nothing. Raises ValueError for anything else."""
    bare = text.replace(",", "").replace("원", "").replace(" ", "").replace("₩", "")
    if not bare or text.strip() == tr("compare.ask"):
        return None
    value, rest = 0.0, bare
    for sign, factor in (("억", EOK), ("만", MAN)):
        if sign in rest:
            head, _, rest = rest.partition(sign)
            value += float(head) * factor
    value += float(rest) if rest else 0.0
    if not 0 <= value < float("inf"):
        raise ValueError(text)
    return value
