"""What a layer looks like: its kind's style with what the planner changed, checked value by value; classes as plain data.

A layer's ``style`` is pairs over `app.kinds.Style`; what cannot be used there (a spoilt file) is passed over, and said by `checked`
where somebody asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from math import isfinite

from app.errors import BadInput
from app.kinds import LayerKind, Style
from app.model import Layer
from app.ramps import names as ramp_names
from app.words import Words, language, tr

SINGLE, CATEGORIES, GRADUATED, MEASURE = "single", "categories", "graduated", "measure"
WAYS = (SINGLE, CATEGORIES, GRADUATED, MEASURE)
QUANTILES, EQUAL, NATURAL, ROUND, GIVEN = "quantiles", "equal", "natural", "round", "given"
METHODS = (QUANTILES, NATURAL, EQUAL, ROUND)
SYMBOLS = {
    "Point": ("circle", "square", "diamond", "triangle", "house", "shield", "hexagon", "dot"),
    "LineString": ("line", "dashed_line"),
    "Polygon": ("area", "outline", "cells"),
}
EVERY_SYMBOL = tuple(symbol for symbols in SYMBOLS.values() for symbol in symbols)
# Of more classes than this nobody tells the colours apart.
MOST_CLASSES = 9
# What is in no class, or has no value: there, but quiet.
OTHER = "#8d979f"
_COLOUR = re.compile(r"#([0-9a-fA-F]{3}){1,2}")
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "size_px": (2.0, 48.0), "width_px": (0.0, 16.0), "label_from_m_per_px": (0.0, 10_000.0), "shown_from_m_per_px": (0.0, 10_000.0),
    "opacity": (0.05, 1.0), "label_px": (0.0, 36.0),
}  # fmt: skip
_LONGEST = 80


def style_of(layer: Layer) -> Style:
    """The style a layer is drawn in: its kind's with what the planner changed."""
    return styled(layer.kind, layer.style)


def styled(kind: LayerKind, pairs: Iterable[tuple[str, object]]) -> Style:
    """A kind's style with changes; a change that cannot be used is passed over."""
    pairs = tuple(pairs)
    if not pairs:
        return kind.style
    try:
        return _styled(kind.style, pairs)
    except TypeError:  # something unhashable, of a spoilt file
        return _styled.__wrapped__(kind.style, pairs)


@lru_cache(maxsize=512)
def _styled(base: Style, pairs: tuple) -> Style:
    known: dict[str, object] = {}
    for pair in pairs:
        if isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str):
            try:
                known[pair[0]] = checked(pair[0], pair[1])
            except BadInput:
                continue
    return replace(base, **known) if known else base  # type: ignore[arg-type]


def checked(name: str, value: object) -> object:
    """A value as a style keeps it; BadInput with a sentence where it is none."""
    rule = _RULES.get(name)
    if rule is None:
        raise BadInput(tr("styling.trouble.name", name=str(name)[:_LONGEST]))
    return rule(name, value)


def _number(name: str, value: object) -> float:
    low, high = _BOUNDS[name]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value) or not low <= value <= high:
        raise BadInput(tr("styling.trouble.number", what=tr(f"styling.{name}"), low=f"{low:g}", high=f"{high:g}"))
    return float(value)


def _colour(name: str, value: object) -> str:
    if not isinstance(value, str) or (value and not _COLOUR.fullmatch(value)):
        raise BadInput(tr("styling.trouble.colour", value=str(value)[:_LONGEST]))
    return value.lower() if len(value) != 4 else "#" + "".join(digit * 2 for digit in value[1:].lower())


def _needed_colour(name: str, value: object) -> str:
    if not value:
        raise BadInput(tr("styling.trouble.colour", value=""))
    return _colour(name, value)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadInput(tr("styling.trouble.text"))
    return value[:_LONGEST]


def _letter(name: str, value: object) -> str:
    text = _text(name, value).strip()
    if len(text) > 2 and text != "camera":
        raise BadInput(tr("styling.trouble.letter"))
    return text


def _one_of(*allowed: str) -> Callable[[str, object], str]:
    def check(name: str, value: object) -> str:
        if value not in allowed:
            raise BadInput(tr("styling.trouble.choice", value=str(value)[:_LONGEST]))
        return str(value)

    return check


def _truth(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise BadInput(tr("styling.trouble.text"))
    return value


def _classes(name: str, value: object) -> tuple[tuple[str | float, str, str, str], ...]:
    """Classes (value, colour, words, symbol); upper bounds must rise."""
    if not isinstance(value, (tuple, list)) or len(value) > MOST_CLASSES:
        raise BadInput(tr("styling.trouble.classes", most=MOST_CLASSES))
    made = []
    for one in value:
        if not isinstance(one, (tuple, list)) or not 1 <= len(one) <= 4:
            raise BadInput(tr("styling.trouble.classes", most=MOST_CLASSES))
        bound, colour, words, symbol = (*one, "", "", "")[:4]
        if isinstance(bound, bool) or not isinstance(bound, (str, int, float)) or (not isinstance(bound, str) and not isfinite(bound)):
            raise BadInput(tr("styling.trouble.classes", most=MOST_CLASSES))
        bound = bound[:_LONGEST] if isinstance(bound, str) else float(bound)
        made.append((bound, _colour(name, colour), _text(name, words), _one_of("", *EVERY_SYMBOL)(name, symbol)))
    bounds = [one[0] for one in made]
    if len({isinstance(bound, str) for bound in bounds}) > 1 or len(set(bounds)) < len(bounds):
        raise BadInput(tr("styling.trouble.rising"))
    if bounds and not isinstance(bounds[0], str) and bounds != sorted(bounds):
        raise BadInput(tr("styling.trouble.rising"))
    return tuple(made)


def _values(name: str, value: object) -> object:
    if not hasattr(value, "revision"):
        raise BadInput(tr("styling.trouble.text"))
    return value


_RULES: Mapping[str, Callable[[str, object], object]] = {
    **dict.fromkeys(_BOUNDS, _number), **dict.fromkeys(("dark_color", "fill", "dark_fill", "other_color"), _colour), "color": _needed_colour,
    "symbol": _one_of(*EVERY_SYMBOL), "letter_ko": _letter, "letter_en": _letter, "label": _text, "column": _text,
    "by": _one_of("", *WAYS), "method": _one_of("", *METHODS, GIVEN), "ramp": _one_of("", *ramp_names()), "flipped": _truth,
    "classes": _classes, "values": _values,
}  # fmt: skip
assert set(_RULES) == {field.name for field in fields(Style)}


def symbols_of(kind: LayerKind) -> tuple[str, ...]:
    """The symbols a layer of this kind may have."""
    return SYMBOLS.get(kind.geometry, SYMBOLS["Point"])


def way_of(kind: LayerKind, style: Style) -> str:
    """How a layer is coloured: single, categories, graduated or measure; "" where it goes by the kind's own numbers."""
    if style.by:
        return style.by
    return "" if kind.by_area or style.symbol == "cells" else SINGLE


def is_classed(kind: LayerKind, style: Style) -> bool:
    """True where features of a layer differ in colour."""
    return way_of(kind, style) != SINGLE


def number_words(value: float, speak: Words) -> str:
    """A bound as a legend writes it: no digits that say nothing, thousands marked."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))
    return f"{value:,.3f}".rstrip("0").rstrip(".") if abs(value) < 1000 else f"{value:,.1f}".rstrip("0").rstrip(".")


def class_words(style: Style, number: int, spoken: str = "") -> str:
    """What the legend says of a class: the planner's own words, the value, or between which bounds it lies."""
    speak = Words(spoken or language())
    bound, _, words, _ = style.classes[number]
    if words:
        return words
    if isinstance(bound, str):
        return {"true": speak("styling.value.true"), "false": speak("styling.value.false")}.get(bound, bound)
    uppers = [one[0] for one in style.classes]
    if style.method == GIVEN and uppers == list(range(int(uppers[0]), int(uppers[0]) + len(uppers))):
        return number_words(bound, speak)  # grades are their own
    as_share = style.by == MEASURE
    low, high = (f"{round(value * 100, 1):g}%" if as_share else number_words(value, speak) for value in (uppers[max(number - 1, 0)], bound))
    if len(uppers) == 1:
        return speak("styling.class.all")
    if number == 0:
        return speak("styling.class.first", high=high)
    return speak("styling.class.last", low=low) if number == len(uppers) - 1 else speak("styling.class.between", low=low, high=high)
