"""Cells and names on their way into files of others: texts cleaned, types made plain, names unique, formulas made harmless."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from app.output.paper_text import TURNS, without_controls

if TYPE_CHECKING:
    import pandas

# A cell that begins so would be a formula to a spreadsheet, also in the wide letters of Korean keyboards.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_NAME = 50
_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?$")


def text(value: object) -> str:
    """A text as it may stand in any file: composed, lines kept, without other control characters, broken halves and turns of direction."""
    whole = unicodedata.normalize("NFC", "".join(sign for sign in str(value) if not "\ud800" <= sign <= "\udfff"))
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(sign for sign in lines if sign in "\n\t" or (unicodedata.category(sign) != "Cc" and sign not in TURNS and sign not in "\ufffe\uffff"))


def is_formula(value: object) -> bool:
    """True for a text that a spreadsheet would run."""
    return isinstance(value, str) and (value.startswith(FORMULAS) or value.lstrip().startswith(FORMULAS)) and not _NUMBER.match(value)


def harmless(value: object) -> object:
    """A text that a spreadsheet would run as a formula becomes a plain one."""
    return f"'{value}" if is_formula(value) else value


def free_names(names: Iterable[object], reserved: Iterable[str] = (), most: int = LONGEST_NAME, instead: str = "column") -> list[str]:
    """Names that differ from each other and from the reserved ones, whatever their case; nameless ones are numbered."""
    taken, made = {name.casefold() for name in reserved}, []
    for number, name in enumerate(names, 1):
        plain = without_controls(name).strip().strip('"`[]')[:most].strip() or f"{instead}_{number}"
        free, count = plain, 1
        while free.casefold() in taken:
            count += 1
            free = f"{plain}_{count}"
        taken.add(free.casefold())
        made.append(free)
    return made


def layer_names(titles: Sequence[str], most: int = LONGEST_NAME) -> list[str]:
    """Names of layers, sheets and files: without the signs that any of them forbids."""
    plain = [re.sub(r"_+", "_", re.sub(r"""[\\/:*?"'<>|;,=`\[\]!]""", "_", without_controls(title))).strip(" ._") for title in titles]
    # No layer may take a table that belongs to the format itself.
    own = [f"_{name}" if name.casefold().startswith(("gpkg_", "sqlite_", "rtree_", "ogr_")) else name for name in plain]
    return free_names(own, most=most, instead="layer")


def plain(frame: pandas.DataFrame, reserved: Iterable[str] = (), names: Sequence[str] | None = None) -> pandas.DataFrame:
    """The columns beside the geometry in four types only: truth, whole number, number, text; what is unknown is empty.

    ``names`` stand over the columns instead of their own. The index is that of the frame.
    """
    import pandas as pd

    geometry = getattr(frame, "_geometry_column_name", None)
    places = [place for place, name in enumerate(frame.columns) if name != geometry]
    heads = free_names(names if names is not None else [frame.columns[place] for place in places], reserved)
    return pd.DataFrame({head: _column(frame.iloc[:, place]) for head, place in zip(heads, places, strict=True)}, index=frame.index)


def _column(series: pandas.Series) -> pandas.Series:
    import numpy as np
    import pandas as pd

    if isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype(object)
    types = pd.api.types
    if types.is_bool_dtype(series.dtype) and not series.isna().any():
        return series.astype(bool)
    if types.is_integer_dtype(series.dtype):
        return series.astype("int64") if not series.isna().any() and series.max() < 2**63 else series.astype(object).map(_cell)
    if types.is_float_dtype(series.dtype):
        values = series.to_numpy(dtype="float64", na_value=np.nan)
        return pd.Series(np.where(np.isfinite(values), values, np.nan), index=series.index)
    cells = [_cell(value) for value in series.astype(object)]
    known = [value for value in cells if value is not None]
    if known and all(isinstance(value, bool) for value in known) and len(known) == len(cells):
        return pd.Series(cells, index=series.index, dtype=bool)
    if known and all(type(value) in (int, float) and abs(value) < 2**53 for value in known):
        whole = len(known) == len(cells) and all(type(value) is int for value in known)
        return pd.Series(cells, index=series.index, dtype="int64" if whole else "float64")
    return pd.Series(cells, index=series.index, dtype=object)


def _cell(value: object) -> object:
    """One cell: None, bool, int, float or a clean text."""
    import pandas as pd

    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else None
    if hasattr(value, "isoformat"):
        return value.isoformat().replace("T00:00:00", "")
    return text(value)


def as_texts(frame: pandas.DataFrame) -> pandas.DataFrame:
    """Columns of mixed cells as texts, for formats whose columns have one type."""
    made = frame.copy()
    for place, name in enumerate(made.columns):
        if made.dtypes.iloc[place].kind == "O":
            made[name] = [None if value is None else str(value) for value in made.iloc[:, place]]
    return made
