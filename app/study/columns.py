"""Columns of a layer's frame as plain arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy
from numpy import ndarray

if TYPE_CHECKING:
    import geopandas


def texts(frame: geopandas.GeoDataFrame, name: str) -> ndarray:
    """A column as texts, "" where it is missing or empty."""
    if name not in frame:
        return numpy.full(len(frame), "", dtype=object)
    column = frame[name]
    known = column.notna().to_numpy()
    found = numpy.full(len(frame), "", dtype=object)
    # Text by text is several times as fast as the column's own way.
    found[known] = [str(value).strip() for value in column.to_numpy(dtype=object)[known].tolist()]
    return found


def numbers(frame: geopandas.GeoDataFrame, name: str) -> ndarray:
    """A column as numbers, nan where it is missing or no number."""
    import pandas

    if name not in frame:
        return numpy.full(len(frame), numpy.nan)
    column = frame[name]
    if column.dtype == numpy.float64:
        return column.to_numpy(copy=True)
    return pandas.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=numpy.nan)
