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
    return frame[name].astype(object).where(frame[name].notna(), "").astype(str).str.strip().to_numpy(dtype=object)


def numbers(frame: geopandas.GeoDataFrame, name: str) -> ndarray:
    """A column as numbers, nan where it is missing or no number."""
    import pandas

    if name not in frame:
        return numpy.full(len(frame), numpy.nan)
    return pandas.to_numeric(frame[name], errors="coerce").to_numpy(dtype=float, na_value=numpy.nan)
