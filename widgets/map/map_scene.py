"""What the canvas needs to know about a scene before it is drawn: what changed, what is drawn live, how far it reaches."""

from __future__ import annotations

from dataclasses import replace

from app.scene import Box, Overlay, Scene

# The share of features at each edge that the view of the whole district need not hold.
STRAYS = 0.004
# About so many features of a layer tell how far it reaches.
ASKED = 8000
# Overlays of these roles change with every click and hold few things: they are drawn live, so no tile is drawn again.
LIVE_ROLES = ("walk", "drawn_area", "drawn", "stroke", "written", "proposed", "selected", "gap", "dark_gap", "moved", "removed")
LIVE_AT_MOST = 80
# Overlays of this name follow the hand, whatever their role.
FOLLOWS_HAND = "live_"


def split(scene: Scene) -> tuple[Scene, tuple[Overlay, ...]]:
    """The part of a scene that goes into tiles, and the overlays that are drawn live."""
    live = tuple(
        overlay for overlay in scene.overlays
        if overlay.key.startswith(FOLLOWS_HAND) or (overlay.role in LIVE_ROLES and len(overlay.geometries) <= LIVE_AT_MOST)
    )  # fmt: skip
    kept = tuple(overlay for overlay in scene.overlays if not any(overlay is one for one in live))
    return replace(scene, overlays=kept), live


def key(scene: Scene) -> tuple[object, ...]:
    """What makes two scenes draw alike: layers by revision, visibility and style, overlays by revision, base maps."""
    layers = tuple((layer.id, layer.revision, layer.visible, layer.style, id(layer.frame)) for layer in scene.layers)
    return layers, scene.basemaps, tuple((overlay.key, overlay.role, overlay.revision, id(overlay.geometries)) for overlay in scene.overlays)


def extent(scene: Scene) -> Box | None:
    """The box to show whole: streets and buildings, else borders, else everything; None where there is nothing.

    A few far strays (a police station of the next county) do not count: the outermost of many points are left aside.
    """
    import numpy as np
    import shapely

    bounds = [layer for layer in scene.layers if {"district", "dong"} & set(layer.kind.serves)]
    inner = [layer for layer in scene.layers if {"walls", "streets"} & set(layer.kind.serves)]
    reach = []
    for layer in inner or bounds or scene.layers:
        # Only the boxes of some of the features: this runs before the window is calm, and a city has half a million houses.
        shapes = layer.frame.geometry.values._data if layer.frame is not None else np.empty(0, object)
        boxes = shapely.bounds(shapes[:: max(1, len(shapes) // ASKED)]).reshape(-1, 4)
        boxes = boxes[np.isfinite(boxes).all(axis=1)]
        if len(boxes) > 50:
            low, high = np.quantile(boxes[:, :2], STRAYS, axis=0), np.quantile(boxes[:, 2:], 1 - STRAYS, axis=0)
            reach.append((*low, *high))
        elif len(boxes):
            reach.append((*boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0)))
    if not reach:
        return None
    west, south, east, north = np.array(reach).T
    return float(west.min()), float(south.min()), float(east.max()), float(north.max())
