"""What the canvas needs to know about a scene before it is drawn: what changed, what is drawn live, how far it reaches."""

from __future__ import annotations

from dataclasses import replace

from app.scene import Box, Overlay, Scene

# Overlays of these roles change with every click and hold few things: they are drawn live, so no tile is drawn again.
LIVE_ROLES, LIVE_AT_MOST = ("walk", "proposed", "selected", "gap"), 80


def split(scene: Scene) -> tuple[Scene, tuple[Overlay, ...]]:
    """The part of a scene that goes into tiles, and the overlays that are drawn live."""
    live = tuple(overlay for overlay in scene.overlays if overlay.role in LIVE_ROLES and len(overlay.geometries) <= LIVE_AT_MOST)
    kept = tuple(overlay for overlay in scene.overlays if not any(overlay is one for one in live))
    return replace(scene, overlays=kept), live


def key(scene: Scene) -> tuple[object, ...]:
    """What makes two scenes draw alike: layers by revision, visibility and style, overlays by revision."""
    layers = tuple((layer.id, layer.revision, layer.visible, layer.style, id(layer.frame)) for layer in scene.layers)
    return layers, tuple((overlay.key, overlay.role, overlay.revision, id(overlay.geometries)) for overlay in scene.overlays)


def extent(scene: Scene) -> Box | None:
    """The box to show whole: streets and buildings, else borders, else everything; None where there is nothing.

    A few far strays (a police station of the next county) do not count: the outermost of many points are left aside.
    """
    import numpy as np

    from widgets import map_shapes

    bounds = [layer for layer in scene.layers if {"district", "dong"} & set(layer.kind.serves)]
    inner = [layer for layer in scene.layers if {"walls", "streets"} & set(layer.kind.serves)]
    boxes = []
    for layer in inner or bounds or scene.layers:
        if layer.frame is None or not len(layer.frame):
            continue
        found = map_shapes.of_layer(layer)
        for xy in (found.rings.xy, found.lines.xy, found.points):
            if len(xy):
                low, high = np.quantile(xy, (0.005, 0.995), axis=0) if len(xy) > 200 else (xy.min(axis=0), xy.max(axis=0))
                boxes.append((*low, *high))
    if not boxes:
        return None
    west, south, east, north = np.array(boxes).T
    return float(west.min()), float(south.min()), float(east.max()), float(north.max())
