"""Sums of a column over some rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas
    import numpy

    from app.tables.columns import TableColumn


@dataclass(frozen=True)
class Sums:
    """Of ``rows`` rows ``count`` have a value; their sum, mean, least and greatest (None where there is no number among them)."""

    rows: int
    count: int
    sum: float | None = None
    mean: float | None = None
    least: float | None = None
    most: float | None = None


def sums(frame: geopandas.GeoDataFrame, column: TableColumn, rows: numpy.ndarray) -> Sums:
    """What a column adds up to over these rows. Empty cells and endless numbers are left out; a text column is only counted."""
    import numpy

    picked = frame[column.name].iloc[rows]
    if not column.is_number:
        texts = picked.isna().to_numpy() | (picked.astype(object).map(lambda value: isinstance(value, str) and not value.strip()).to_numpy(bool))
        return Sums(len(rows), int((~texts).sum()))
    import pandas

    values = pandas.to_numeric(picked, errors="coerce").to_numpy(float, na_value=numpy.nan)
    values = values[numpy.isfinite(values)]
    if not len(values):
        return Sums(len(rows), 0)
    total = float(values.sum())
    return Sums(len(rows), len(values), total, total / len(values), float(values.min()), float(values.max()))
