"""The gate: what may leave the house and how coarse it must be. Every output asks here; none has a door of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.model import Intervention, Layer, Project, Scenario
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


def public_items(project: Project, scenario: Scenario) -> tuple[Intervention, ...]:
    """What a scenario holds without the changes of single things in sensitive layers."""
    hidden = {layer.id for layer in project.layers if not may_leave(layer)}
    kinds = {layer.kind.key for layer in project.layers if not may_leave(layer)}
    return tuple(item for item in scenario.items if item.kind not in kinds and (item.of is None or item.of[0] not in hidden))


def counts_told(counts: Sequence[int], least: int) -> list[int | None]:
    """Counts of something sensitive in areas that lie side by side; None: withheld.

    Counts from 1 to below ``least`` are. So that nobody finds one as the rest of a known total, at least two are withheld, and at
    least so many things: then the next smallest go too.
    """
    hidden = {number for number, count in enumerate(counts) if 0 < count < least}
    others = sorted((count, number) for number, count in enumerate(counts) if count >= least)
    while hidden and others and (len(hidden) < 2 or sum(counts[number] for number in hidden) < least):
        hidden.add(others.pop(0)[1])
    return [None if number in hidden else int(count) for number, count in enumerate(counts)]
