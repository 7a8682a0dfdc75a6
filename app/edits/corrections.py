"""Cells of an imported layer set right by the planner; the import itself stays as it came."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from app.corrections import with_corrections
from app.edits.found import layer_of
from app.errors import BadInput
from app.model import Layer, Project
from app.words import tr

MOST = 100_000


def correct(project: Project, id: str, cells: Iterable[tuple[int, str, object]]) -> Project:
    """Set cells of a layer, (row, column, value), values as `app.tables.typed` gives them; None empties a cell.

    A cell that is given its imported value again is no correction any more.
    """
    layer = layer_of(project, id)
    known = {(row, column): value for row, column, value in layer.corrections}
    for row, column, value in cells:
        _check(layer, row, column, value)
        known.pop((row, column), None)
        if not _same(layer.bulk[column].iloc[row], value):
            known[row, column] = value
    return _with(project, layer, known)


def uncorrect(project: Project, id: str, cells: Iterable[tuple[int, str]] | None = None) -> Project:
    """Put cells back as they were imported; None: all of the layer."""
    layer = layer_of(project, id)
    known = {(row, column): value for row, column, value in layer.corrections}
    for cell in list(known) if cells is None else cells:
        known.pop(cell, None)
    return _with(project, layer, known)


def _with(project: Project, layer: Layer, known: dict[tuple[int, str], object]) -> Project:
    if len(known) > MOST:
        raise BadInput(tr("table.bad.many", most=f"{MOST:,}"))
    corrections = tuple((row, column, value) for (row, column), value in known.items())
    if corrections == layer.corrections:
        return project
    base = layer.bulk
    if not corrections:
        return project.with_layer(replace(layer, corrections=(), frame=base, base=None))
    return project.with_layer(replace(layer, corrections=corrections, frame=with_corrections(base, corrections), base=base))


def _check(layer: Layer, row: int, column: str, value: object) -> None:
    frame = layer.bulk
    if frame is None or column not in frame.columns or column == frame.geometry.name or not 0 <= row < len(frame):
        raise BadInput(tr("table.bad.no_cell"))
    plain = value is None or isinstance(value, (str, bool, int)) or (isinstance(value, float) and math.isfinite(value))
    if not plain:
        raise BadInput(tr("table.bad.no_value_kept"))


def _same(imported: object, value: object) -> bool:
    empty = imported is None or type(imported).__name__ == "NAType" or imported != imported or imported == ""
    if empty or value is None:
        return empty and value is None
    return bool(imported == value) and isinstance(value, str) == isinstance(imported, str)
