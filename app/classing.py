"""Which class each row of a layer is in, as arrays: worked out once, whatever the colours; and classes proposed from the data.

For workers, not the GUI thread, except `known`, which only looks up.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import floor, log10
from threading import Lock
from typing import TYPE_CHECKING

from app.kinds import Style
from app.model import Layer
from app.styles import CATEGORIES, EQUAL, GIVEN, GRADUATED, MEASURE, MOST_CLASSES, NATURAL, QUANTILES, ROUND, way_of

if TYPE_CHECKING:
    import numpy

STEPS = 5
# Natural breaks look at every pair of values: of a large layer at so many, evenly taken from the smallest to the largest.
NATURAL_SAMPLE = 2000
NO_VALUE = -1
# At most so many steps whose bounds were found in the data are told apart by their digits.
_DIGITS = 3
_KEPT = 96


@dataclass(frozen=True)
class Values:
    """What a measure gives for each row of a layer, shares or nan; compares by ``revision``."""

    revision: str
    array: numpy.ndarray = field(compare=False, repr=False)


@dataclass(frozen=True, eq=False)
class Classed:
    """``steps``: the class of each row, ``len(style.classes)`` for what is in none, NO_VALUE where there is no value.

    ``style`` is the style with the classes in it; ``counts`` rows of each class, then of none, then without a value;
    ``different``: how many categories there are in all.
    """

    style: Style
    steps: numpy.ndarray
    counts: tuple[int, ...]
    different: int = 0


def value_column(layer: Layer) -> str:
    """The column that colours a layer of itself: its label where that is a number, else its first number; "" without one."""
    numbers = [column.name for column in layer.kind.columns if column.type in ("number", "integer") and column.name in layer.frame]
    return layer.kind.style.label if layer.kind.style.label in numbers else (numbers[0] if numbers else "")


def columns_for(layer: Layer, way: str) -> tuple[str, ...]:
    """The columns of a layer that may colour it: numbers for steps, anything for categories."""
    import pandas

    if layer.frame is None:
        return ()
    names = [str(name) for name in layer.frame.columns if name != layer.frame.geometry.name]
    if way == CATEGORIES:
        return tuple(names)
    dtypes = layer.frame.dtypes
    return tuple(name for name in names if pandas.api.types.is_numeric_dtype(dtypes[name]) and not pandas.api.types.is_bool_dtype(dtypes[name]))


def classed(layer: Layer, style: Style) -> Classed:
    """The classes of a layer's rows; kept by layer, revision, frame, column and bounds, so that another colour costs nothing."""
    return _kept(_key(layer, style), layer.frame, lambda: _classed(layer, style), style)


def known(layer: Layer, style: Style) -> Classed | None:
    """The same where it has been worked out already, else None."""
    found = _look_up(_key(layer, style), layer.frame)
    return replace(found, style=_dressed(found.style, style)) if isinstance(found, Classed) else None


def propose(layer: Layer, style: Style, count: int = STEPS) -> tuple[tuple[str | float, str, str, str], ...]:
    """Classes for a style from the data: the most frequent values, or steps by its ``method``; none where there are no values.

    Bounds are rounded to a few digits, so that what the legend says is what is meant.
    """
    if style.by == CATEGORIES:
        names, _, numbers = _categories(layer, style.column)
        order = sorted(range(len(names)), key=lambda at: (-numbers[at], names[at]))[:MOST_CLASSES]
        return tuple((names[at], "", "", "") for at in order if names[at])
    values = _values(layer, style)
    return tuple((bound, "", "", "") for bound in bounds(values, style.method or QUANTILES, min(count, MOST_CLASSES)))


def bounds(values: numpy.ndarray, method: str, count: int) -> tuple[float, ...]:
    """The upper bounds of at most so many steps, the last at the largest value or a little above; empty without values."""
    import numpy as np

    finite = np.sort(values[np.isfinite(values)])
    if not len(finite):
        return ()
    different = np.unique(finite)
    if len(different) <= count:
        return tuple(different.tolist())
    low, high = float(finite[0]), float(finite[-1])
    if method == EQUAL:
        found = np.linspace(low, high, count + 1)[1:]
    elif method == ROUND:
        return _round(low, high, count)
    elif method == NATURAL:
        import jenkspy

        few = finite if len(finite) <= NATURAL_SAMPLE else finite[np.linspace(0, len(finite) - 1, NATURAL_SAMPLE).astype(int)]
        found = np.array(jenkspy.jenks_breaks(few, n_classes=min(count, len(np.unique(few))))[1:])
    else:
        found = np.quantile(finite, np.arange(1, count + 1) / count)
    return _rounded(found.tolist(), high, whole=bool((different % 1 == 0).all()))


def _rounded(found: list[float], high: float, *, whole: bool) -> tuple[float, ...]:
    """Bounds with few digits, rising, the last not below the largest value."""
    span = max(abs(value) for value in (*found, 1e-12))
    for digits in range(_DIGITS, 12):
        grain = 1.0 if whole else 10.0 ** (floor(log10(span)) - digits + 1)
        # Of whole numbers none lies between two: cut down, the bound parts them as it did.
        made = sorted({float(floor(value)) if whole else round(round(value / grain) * grain, 12) for value in found[:-1]})
        if whole or len(made) == len(set(found[:-1])):
            break
    made = [value for value in made if value < high]
    last = round(-(-high // grain) * grain, 12)
    return (*made, last if last >= high else high)


def _round(low: float, high: float, count: int) -> tuple[float, ...]:
    """Bounds at round numbers (1, 2, 2.5 or 5 with noughts), at most so many steps."""
    rough = (high - low) / count
    power = 10.0 ** floor(log10(rough))
    for share in (1, 2, 2.5, 5, 10, 20):
        step = share * power
        first = floor(low / step) + 1
        last = -(-high // step)
        if last - first + 1 <= count:
            return tuple(round(number * step, 12) for number in range(int(first), int(last) + 1))
    return (high,)


def _own(layer: Layer, style: Style) -> Style:
    """A layer that goes by its own numbers, as steps: small whole ones (grades 1 to 5) each, others in fifths."""
    import numpy as np

    column = value_column(layer)
    values = _numbers(layer, column) if column else np.zeros(0)
    finite = values[np.isfinite(values)]
    if len(finite) and finite.min() >= 1 and finite.max() <= STEPS and (finite % 1 == 0).all():
        found, method = tuple(float(number) for number in range(1, STEPS + 1)), GIVEN
    else:
        found, method = bounds(values, QUANTILES, STEPS), QUANTILES
    return replace(style, by=GRADUATED, column=column, method=method, classes=tuple((bound, "", "", "") for bound in found))


def _classed(layer: Layer, style: Style) -> Classed:
    import numpy as np

    if not way_of(layer.kind, style):
        style = _own(layer, style)
    count, different = len(style.classes), 0
    if style.by == CATEGORIES:
        names, codes, _ = _categories(layer, style.column)
        place = {str(one[0]): number for number, one in enumerate(style.classes)}
        table = np.array([*(place.get(name, count) if name else NO_VALUE for name in names), NO_VALUE], dtype=np.int16)
        steps, different = table[codes], len({name for name in names if name})
    else:
        values = _values(layer, style)
        uppers = np.array([one[0] for one in style.classes], dtype=float)
        there = np.isfinite(values)
        found = np.minimum(np.searchsorted(uppers, values, side="left"), max(count - 1, 0))
        steps = np.where(there, found if count else 0, NO_VALUE).astype(np.int16)
    counts = np.bincount(np.where(steps == NO_VALUE, count + 1, steps), minlength=count + 2)
    return Classed(style, steps, tuple(counts.tolist()), different)


def _values(layer: Layer, style: Style) -> numpy.ndarray:
    import numpy as np

    if style.by == MEASURE:
        array = style.values.array if isinstance(style.values, Values) else np.zeros(0)
        return array if len(array) == len(layer.frame) else np.full(len(layer.frame), np.nan)
    return _numbers(layer, style.column)


def _numbers(layer: Layer, column: str) -> numpy.ndarray:
    """A column as numbers, nan where it is none."""
    import numpy as np
    import pandas

    if column not in layer.frame:
        return np.full(len(layer.frame), np.nan)

    def make() -> numpy.ndarray:
        made = pandas.to_numeric(layer.frame[column], errors="coerce").to_numpy(dtype=float, na_value=np.nan)
        return np.where(np.isfinite(made), made, np.nan)

    return _kept(("numbers", layer.id, layer.revision, id(layer.frame), column), layer.frame, make)


def _categories(layer: Layer, column: str) -> tuple[list[str], numpy.ndarray, list[int]]:
    """The different values of a column as texts, which one each row has (the last: none), and how many rows each has."""
    import numpy as np
    import pandas

    if column not in layer.frame:
        return [], np.full(len(layer.frame), -1), []

    def make() -> tuple[list[str], numpy.ndarray, list[int]]:
        codes, found = pandas.factorize(layer.frame[column])
        texts = [value_text(value) for value in found.tolist()]
        return texts, codes, np.bincount(codes[codes >= 0], minlength=len(texts)).tolist()

    return _kept(("categories", layer.id, layer.revision, id(layer.frame), column), layer.frame, make)


def value_text(value: object) -> str:
    """A cell as the text a category is called by."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and abs(value) < 1e15 and value == int(value):
        return str(int(value))
    return "" if value is None or value != value else str(value).strip()[:80]


_Entry = tuple[Callable[[], object], object]
_store: OrderedDict[tuple[object, ...], _Entry] = OrderedDict()
_making: dict[tuple[object, ...], Lock] = {}
_lock = Lock()


def _key(layer: Layer, style: Style) -> tuple[object, ...]:
    values = style.values.revision if isinstance(style.values, Values) else ""
    bounds_ = tuple(one[0] for one in style.classes)
    return ("classed", layer.id, layer.revision, id(layer.frame), way_of(layer.kind, style), style.column, style.method, bounds_, values)


def _dressed(found: Style, style: Style) -> Style:
    """The style asked for, with the classes that were found where it has none of its own."""
    if style.classes or not found.classes:
        return style if style.by else replace(style, by=found.by, column=found.column, method=found.method)
    return replace(style, by=found.by, column=found.column, method=found.method, classes=found.classes)


def _look_up(key: tuple[object, ...], owner: object) -> object | None:
    with _lock:
        entry = _store.get(key)
        if entry is None or entry[0]() is not owner:
            return None
        _store.move_to_end(key)
        return entry[1]


def _kept(key: tuple[object, ...], owner: object, make: Callable[[], object], style: Style | None = None) -> object:
    # A frame is held weakly: what was worked out must not keep a closed project's million rows.
    found = _look_up(key, owner)
    if found is None:
        with _lock:
            turn = _making.setdefault(key, Lock())
        with turn:  # two tiles want the same: one works it out, the other waits
            found = _look_up(key, owner)
            if found is None:
                found = make()
                with _lock:
                    _store[key] = (weakref.ref(owner), found)
                    _making.pop(key, None)
                    while len(_store) > _KEPT:
                        _store.popitem(last=False)
    return replace(found, style=_dressed(found.style, style)) if isinstance(found, Classed) and style is not None else found
