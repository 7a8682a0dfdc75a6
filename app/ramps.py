"""Ramps of colours that the colour-blind can tell apart too: published ones, as data (``resources/catalog/ramps.json``)."""

from __future__ import annotations

from functools import cache

from app.catalog import table

SEQUENTIAL, DIVERGING, QUALITATIVE = "sequential", "diverging", "qualitative"
# The outermost parts of a ramp are left out: too near the paper at one end, black at the other.
_LIGHT, _DARK = (0.14, 0.94), (0.78, 0.06)
# On a dark ground the middle of a diverging ramp must be dark, not white.
_DARK_MIDDLE = "#49545e"


@cache
def names(form: str = "") -> tuple[str, ...]:
    """The ramps of a form (all: ""), in the order they are offered."""
    return tuple(name for name, ramp in table("ramps")["ramps"].items() if form in ("", ramp["form"]))


def form_of(name: str) -> str:
    """``sequential``, ``diverging`` or ``qualitative``; sequential for a name that is not known."""
    return str(table("ramps")["ramps"].get(name, {}).get("form", SEQUENTIAL))


def source_of(name: str) -> str:
    """Who published a ramp."""
    tables = table("ramps")
    return str(tables["sources"].get(tables["ramps"].get(name, {}).get("source", ""), ""))


@cache
def colours(name: str, count: int, *, flipped: bool = False, dark: bool = False) -> tuple[str, ...]:
    """So many colours of a ramp, little to much, for a light or a dark ground; an unknown name gives the first ramp.

    On a dark ground much is bright, so that it stands out there too. A qualitative ramp has only so many colours and begins anew.
    """
    ramps = table("ramps")["ramps"]
    ramp = ramps.get(name) or ramps[names(SEQUENTIAL)[0]]
    known = tuple(ramp["colors"])
    if ramp["form"] == QUALITATIVE:
        known = known[::-1] if flipped else known
        return tuple(known[number % len(known)] for number in range(count))
    shares = [number / (count - 1) for number in range(count)] if count > 1 else [1.0 if ramp["form"] == SEQUENTIAL else 0.5][:count]
    shares = [1 - share for share in shares] if flipped else shares
    if ramp["form"] == DIVERGING:
        return tuple(_diverging(known, share, dark=dark) for share in shares)
    first, last = _DARK if dark else _LIGHT
    return tuple(_along(known, first + (last - first) * share) for share in shares)


def _diverging(known: tuple[str, ...], share: float, *, dark: bool) -> str:
    if not dark:
        return _along(known, share)
    end = _along(known, 0.2 if share < 0.5 else 0.8)
    return between(_DARK_MIDDLE, end, abs(share - 0.5) * 2)


def _along(known: tuple[str, ...], share: float) -> str:
    at = min(max(share, 0.0), 1.0) * (len(known) - 1)
    below = min(int(at), len(known) - 2)
    return between(known[below], known[below + 1], at - below)


def between(one: str, other: str, share: float) -> str:
    """The colour ``share`` (0 to 1) of the way from one to the other."""
    a, b = (tuple(int(text[at : at + 2], 16) for at in (1, 3, 5)) for text in (one, other))
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(a, b, strict=True))
