"""Several files at once on their way to be base maps: what each gives, which are scans still to be placed, which say why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError
from app.feedback import SILENT, Feedback
from app.files.basemaps.shelf import examine, opened, reach_m
from app.files.basemaps.source import Box, refusal
from app.model import Basemap, Layer

if TYPE_CHECKING:
    from numpy import ndarray


@dataclass(frozen=True)
class Looked:
    """``maps`` can be taken in, ``scans`` are pictures without a place, ``troubles`` are sentences; ``box_m`` is around the maps."""

    maps: tuple[Basemap, ...] = ()
    scans: tuple[Path, ...] = ()
    troubles: tuple[str, ...] = ()
    box_m: Box | None = None


def look(paths: Sequence[Path], near: Box | None, feedback: Feedback = SILENT) -> Looked:
    """Examine files; one bad file never stops the others."""
    maps, scans, troubles, boxes = [], [], [], []
    for number, path in enumerate(paths):
        feedback.step(number / len(paths), path.name)
        try:
            found = examine(path, near)
            boxes.append(reach_m(opened(found, feedback.part(number / len(paths), (number + 1) / len(paths)))))
        except AppError as trouble:
            if is_nowhere(path):
                scans.append(path)
            troubles.append(str(trouble))
            continue
        maps.append(found)
    west, south, east, north = zip(*boxes, strict=True) if boxes else ((), (), (), ())
    box = (min(west), min(south), max(east), max(north)) if boxes else None
    return Looked(tuple(maps), tuple(scans), tuple(troubles), box)


def is_nowhere(path: Path) -> bool:
    """True for a picture that can be read but does not know its place."""
    from app.files.basemaps.placing import has_place
    from app.files.basemaps.shelf import scan_of

    try:
        return path.suffix.lower() not in (".mbtiles", ".pmtiles") and bool(scan_of(path)) and not has_place(path, path.name)
    except AppError:
        return False


def near_of(layers: Sequence[Layer]) -> Box | None:
    """The box of a project's layers, borders and streets before the rest; None where there is nothing."""
    import numpy as np

    for layer in [one for one in layers if {"district", "dong", "streets"} & set(one.kind.serves)] or layers:
        if layer.frame is not None and len(layer.frame):
            box = np.asarray(layer.frame.total_bounds, dtype=float)
            if np.isfinite(box).all():
                west, south, east, north = box.tolist()
                return west, south, east, north
    return None


@dataclass(frozen=True, eq=False)
class Plan:
    """A scan to look at while it is placed: RGBA pixels, no more than a screen or two, and the size of the whole."""

    base: Basemap
    pixels: ndarray
    width: int
    height: int


def plan_of(path: Path, most_px: int = 2400, feedback: Feedback = SILENT) -> Plan:
    """A picture without a place, to be looked at; BadInput with a sentence where it is none."""
    import numpy as np

    from app.files.basemaps.pictures import Net, Picture
    from app.files.basemaps.prepared import ready
    from app.files.basemaps.shelf import scan_of

    base = scan_of(path)
    square = np.array([[[0.0, 0.0], [1.0, 0.0]], [[0.0, 1.0], [1.0, 1.0]]])
    picture = Picture(ready(path, path.name, feedback), path.name, Net(square, square))
    try:
        pixels = picture.whole(most_px)
    finally:
        picture.close()
    if not pixels.size:
        raise refusal("broken", path.name)
    return Plan(base, pixels, picture.width, picture.height)
