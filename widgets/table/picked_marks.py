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
    """The overlays of a selection: all places together, lines and areas layer by layer while they are few."""
    import numpy
    import shapely

    live = "live_" if selection.count <= LIVE_MOST else ""
    found, places = [], []
    for layer in project.layers:
        rows = selection.of(layer.id)
        if not len(rows):
            continue
        known = where(layer)
        if known.points_only or len(rows) > SHAPES_MOST:
            box = known.boxes(rows)
            box = box[numpy.isfinite(box).all(axis=1)]
            places.append((box[:, :2] + box[:, 2:]) / 2)
        else:
            found.append(Overlay(f"{live}picked.{layer.id}", "selected", known.shapes[rows], revision=str(next(_number))))
    if places:
        points = shapely.points(numpy.concatenate(places))
        found.append(Overlay(f"{live}picked", "selected", points, revision=str(next(_number))))
    return tuple(found)
