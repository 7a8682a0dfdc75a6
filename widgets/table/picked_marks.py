"""How what is chosen is marked on the map: shapes where they are few, a ring in the middle of each where they are many."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from app.scene import Overlay
from app.selection import Selection, where

if TYPE_CHECKING:
    from app.model import Project

# More lines and areas than this are marked by a ring each; more things than LIVE_MOST go into the tiles.
SHAPES_MOST, LIVE_MOST = 400, 50_000
_number = count()


def marks(project: Project, selection: Selection) -> tuple[Overlay, ...]:
    """The overlays of a selection, one a layer."""
    import numpy
    import shapely

    found = []
    for layer in project.layers:
        rows = selection.of(layer.id)
        if not len(rows):
            continue
        known = where(layer)
        shapes = known.shapes[rows]
        if not known.points_only and len(rows) > SHAPES_MOST:
            box = known.boxes(rows)
            there = numpy.isfinite(box).all(axis=1)
            shapes = shapely.points((box[there, :2] + box[there, 2:]) / 2)
        live = "live_" if selection.count <= LIVE_MOST else ""
        found.append(Overlay(f"{live}picked.{layer.id}", "selected", shapes, revision=str(next(_number))))
    return tuple(found)
