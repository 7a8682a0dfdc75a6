"""Cells of an imported layer that the planner set right: the frame as it came with these in it. The import itself stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import geopandas


def with_corrections(frame: geopandas.GeoDataFrame, corrections: Iterable[tuple[int, str, object]]) -> geopandas.GeoDataFrame:
    """The frame with these cells (row, column, value) in it, a new frame; what names no row or column of it is left out."""
    columns: dict[str, dict[int, object]] = {}
    for row, column, value in corrections:
        if column in frame.columns and column != frame.geometry.name and 0 <= row < len(frame):
            columns.setdefault(column, {})[row] = value
    changed = {}
    for column, cells in columns.items():
        values = frame[column].copy()
        try:
            values.iloc[list(cells)] = list(cells.values())
        except (TypeError, ValueError):  # a word in a column of numbers: the column becomes one of anything
            values = values.astype(object)
            values.iloc[list(cells)] = list(cells.values())
        changed[column] = values
    return frame.assign(**changed)
