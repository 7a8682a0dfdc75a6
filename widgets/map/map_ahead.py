"""The shapes of a project made ready for drawing while its file is still being opened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

from app.feedback import Cancelled, Feedback
from app.model import Layer, Project

# Fewer features are drawn as soon as they are there.
CROWD, HANDS = 50_000, 2


def make_ready(project: Project, feedback: Feedback) -> None:
    """Take the visible layers of a large project apart, two at a time; those of a small one can wait. For a worker."""
    layers = [layer for layer in project.layers if layer.visible and layer.frame is not None and len(layer.frame)]
    if sum(len(layer.frame) for layer in layers) < CROWD:
        return
    layers.sort(key=lambda layer: -len(layer.frame) * (1 if layer.kind.geometry == "Point" else 8))
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(_take_apart, layers, repeat(feedback)))


def _take_apart(layer: Layer, feedback: Feedback) -> None:
    from widgets.map import map_shapes

    try:
        feedback.step(1.0)
        found = map_shapes.of_layer(layer)
        for parts in (found.lines, found.rings):
            parts.sorted_for_looking()
        if len(found.points):
            found.spacing_m()
            found.points_within((0.0, 0.0, 0.0, 0.0))
    except Cancelled:
        return  # whoever asked sees it at the next step
