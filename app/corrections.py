"""Cells of an imported layer that the planner set right: the frame as it came with these in it. The import itself stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas
    import pandas


def with_corrections(frame: geopandas.GeoDataFrame, corrections: Iterable[tuple[int, str, object]]) -> geopandas.GeoDataFrame:
    """The frame with these cells (row, column, value) in it, a new frame; what names no row or column of it is left out."""
    columns: dict[str, dict[int, object]] = {}
    for row, column, value in corrections:
        if column in frame.columns and column != frame.geometry.name and 0 <= row < len(frame):
            columns.setdefault(column, {})[row] = value
    changed = {column: _with(frame[column], cells) for column, cells in columns.items()}
    return frame.assign(**changed)


def _with(series: pandas.Series, cells: dict[int, object]) -> pandas.Series:
    import pandas

    kinds, values = pandas.api.types, list(cells.values())
    fitting = series.copy()
    if None in values and kinds.is_bool_dtype(series.dtype):  # a truth or a whole number that is not known
        fitting = series.astype("boolean")
    elif None in values and kinds.is_integer_dtype(series.dtype):
        fitting = series.astype("Int64")
    elif kinds.is_integer_dtype(series.dtype) and any(isinstance(value, float) for value in values):
        fitting = series.astype("Float64" if series.isna().any() else float)
    try:
        fitting.iloc[list(cells)] = values
    except (TypeError, ValueError):  # a word in a column of numbers: the column becomes one of anything
        fitting = series.astype(object)
        fitting.iloc[list(cells)] = values
    return fitting
