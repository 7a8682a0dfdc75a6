"""Refuges and mailboxes, existing and sketched, on the walking network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy
import shapely
from numpy import ndarray

from app.analysis.streets import Streets, locate
from app.kinds import LayerKind
from app.model import Layer
from app.study.answers import Device
from app.study.asked import Question
from app.study.ground import AROUND_M, near, texts

# What a sketched item serves when no layer of its kind is in the project to ask.
SKETCHED = {
    "refuge": ("phone_booths", "shelters", "police", "emergency_bells"),
    "mailbox": ("mailboxes",),
}


@dataclass(frozen=True)
class Devices:
    """Devices that stand on the network, and how many in the district do not. ``asked`` is False where no layer knows any."""

    devices: tuple[Device, ...]
    edge: ndarray
    at_m: ndarray
    off: int
    asked: bool


def devices(question: Question, serves: str, streets: Streets, district: shapely.Geometry) -> Devices:
    """All devices for a purpose in the district and within walking distance around it."""
    layers = question.counted(serves)
    found = [device for layer in layers for device in _standing(layer, district)]
    kinds = _kinds(tuple(layer.kind for layer in layers), serves)
    sketched = [item for item in question.items if item.kind in kinds]
    found += [Device(item.id, -1, item.kind, str(dict(item.properties).get("name", "")), item.at_m) for item in sketched]
    xy = numpy.array([device.at_m for device in found], dtype=float).reshape(-1, 2)
    here = numpy.flatnonzero(near(district, shapely.points(xy), AROUND_M))
    edge, at, _ = locate(streets, xy[here], within_m=question.assumptions["walk.snap"])
    on = edge >= 0
    chosen = tuple(found[number] for number in here[on].tolist())
    # Outside the district the streets may simply not be on file.
    off = int(shapely.contains_xy(district, *xy[here[~on]].T).sum())
    return Devices(chosen, edge[on], at[on], off, bool(layers or sketched))


def _standing(layer: Layer, district: shapely.Geometry) -> list[Device]:
    """The devices of one layer in and around the district."""
    shapes = layer.frame.geometry.to_numpy()
    rows = numpy.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_empty(shapes))
    rows = rows[near(district, shapes[rows], AROUND_M)]
    names = texts(layer.frame.iloc[rows], "name").tolist()
    xy = shapely.get_coordinates(shapely.centroid(shapes[rows])).tolist()
    return [Device(layer.id, row, layer.kind.key, name, (x, y)) for row, name, (x, y) in zip(rows.tolist(), names, xy, strict=True)]


def _kinds(kinds: tuple[LayerKind, ...], serves: str) -> set[str]:
    return {kind.key for kind in kinds} | set(SKETCHED[serves])
