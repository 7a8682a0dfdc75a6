"""The gate: what may leave the house and how coarse it must be. Every output asks here; none has a door of its own."""

from __future__ import annotations

from dataclasses import replace

from app.model import Layer, Project
from app.scene import Overlay, Scene


def may_leave(layer: Layer) -> bool:
    """True where single features of a layer may be shown outside: never points, cells or counts of crime."""
    return not layer.kind.sensitive


def public_layers(project: Project) -> tuple[Layer, ...]:
    """The layers whose features may be drawn or written in an output, in drawing order."""
    return tuple(layer for layer in project.layers if may_leave(layer))


def public_scene(scene: Scene) -> Scene:
    """The same scene with nothing sensitive in it; overlays carry measures only and stay."""
    overlays = tuple(overlay for overlay in scene.overlays if isinstance(overlay, Overlay))
    return replace(scene, layers=tuple(layer for layer in scene.layers if may_leave(layer)), overlays=overlays)


def count_text(count: int, least: int) -> str:
    """A count of something sensitive as it may be printed: exact from ``least`` up, ``0``, or ``<least``."""
    return f"<{least}" if 0 < count < least else f"{count:,}"
