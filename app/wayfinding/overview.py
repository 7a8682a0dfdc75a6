"""What an overview map shows: boundaries, streets, water and parks; of a project without those, all it has."""

from __future__ import annotations

from app.model import Layer
from app.scene import Box, Scene
from app.wayfinding.aims import layer_box

# Seen so small, these only darken the picture.
TOO_FINE = ("walls",)
NEVER_ALONE = ("district", "dong", "streets")


def shown_small(layers: tuple[Layer, ...]) -> Scene:
    """The scene of an overview of these layers, without names."""
    there = [layer for layer in layers if layer.frame is not None and len(layer.frame)]
    base = [layer for layer in there if layer.kind.group == "base" and layer.kind.geometry != "Point" and not set(TOO_FINE) & set(layer.kind.serves)]
    tells = any(set(NEVER_ALONE) & set(layer.kind.serves) for layer in base)
    open_to_all = [layer for layer in there if not layer.kind.sensitive]
    return Scene(tuple(base if tells else open_to_all), labelled=False)


def whole_box(layers: tuple[Layer, ...]) -> Box | None:
    """The box around all of these layers; None where nothing has a place. Takes its time in large layers."""
    boxes = [box for layer in layers if (box := layer_box(layer)) is not None]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)
