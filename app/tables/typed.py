"""What a text typed into a cell means, by the type of its column."""

from __future__ import annotations

import math
import re

from app.editable import FIELDS
from app.errors import BadInput
from app.model import Layer
from app.tables.columns import TableColumn
from app.words import LANGUAGES, Words, tr

LONGEST, LARGEST = 2000, 1e15
_NUMBER = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?([eE][-+]?\d{1,3})?")
YES, NO = {"1", "true", "y", "yes", "o", "참", "예"}, {"0", "false", "n", "no", "x", "거짓", "아니오", "아니요"}


def typed(layer: Layer, column: TableColumn, text: str) -> object:
    """The value a text stands for, None for an empty one; BadInput says what can be written there."""
    words = text.strip()
    if not words:
        return None
    if column.type == "truth":
        return _truth(column, words)
    if column.is_number:
        return _number(layer, column, words)
    if column.type == "date":
        return _date(column, words)
    if len(words) > LONGEST:
        raise BadInput(tr("table.bad.long", name=column.title, most=LONGEST))
    return words


def number_of(text: str) -> float | None:
    """The finite number a text stands for, with or without separators of thousands; else None."""
    words = text.strip().replace("\u2212", "-")
    if not words or _NUMBER.fullmatch(words) is None or not any(sign.isdigit() for sign in words):
        return None
    value = float(words.replace(",", ""))
    return value if math.isfinite(value) and abs(value) <= LARGEST else None


def truth_of(text: str) -> bool | None:
    """The truth a word stands for, in either language; else None."""
    word = text.strip().casefold()
    said = {key: {Words(language)(f"table.truth.{key}").casefold() for language in LANGUAGES} for key in ("yes", "no")}
    return True if word in YES | said["yes"] else False if word in NO | said["no"] else None


def _truth(column: TableColumn, words: str) -> bool:
    found = truth_of(words)
    if found is None:
        raise BadInput(tr("table.bad.truth", name=column.title, yes=tr("table.truth.yes"), no=tr("table.truth.no")))
    return found


def _number(layer: Layer, column: TableColumn, words: str) -> float | int:
    value = number_of(words)
    if value is None:
        raise BadInput(tr("table.bad.number", name=column.title, text=words[:40]))
    if column.type == "integer" and value != int(value):
        raise BadInput(tr("table.bad.whole", name=column.title))
    field = next((one for one in FIELDS.get(layer.kind.key, ()) if one.name == column.name), None)
    if field is not None and not field.low <= value <= field.high:
        raise BadInput(tr("table.bad.range", name=column.title, low=f"{field.low:,g}", high=f"{field.high:,g}"))
    return int(value) if column.type == "integer" else value


def _date(column: TableColumn, words: str) -> str:
    import numpy

    from app.files.values import dates

    found = dates(numpy.array([words[:LONGEST]], object))[0][0]
    if not found:
        raise BadInput(tr("table.bad.date", name=column.title))
    return str(found)
