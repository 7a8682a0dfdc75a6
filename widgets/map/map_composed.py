"""What a map is composed of beside the layers: the map of a measure and the signs of a scenario."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from app import catalogue
from app.drawn import drawn, role_of
from app.model import Intervention, Project
from app.scene import Overlay
from app.study.measure_kinds import MEASURES
from app.words import Words, language, tr
from widgets.map.map_changes import marks
from widgets.map.symbols import letter

if TYPE_CHECKING:
    from app.kinds import LayerKind
    from app.study import Answers

GAPS_MARKED = 6
# Beside what a measure's map shows: the views for those about cameras, and that only the district is measured.
VIEWS, BORDER = ("assumed_view", "view"), ("outside",)


def measured(answers: Answers | None, look: str, looked: tuple[Overlay, ...] | None) -> list[Overlay]:
    """What the study adds: the map of the measure (None: of what is seen), and what belongs to it."""
    if answers is None:
        return []
    cameras = any(kind.look == look and kind.group == "cameras" for kind in MEASURES)
    beside = (VIEWS if cameras and look != "seen_area" else ()) + BORDER
    found = [overlay for role in beside if (overlay := answers.overlay(role)) is not None]
    shown = looked if looked is not None else [one for one in answers.overlays if one.role in ("unseen", "maybe", "seen")]
    shown = [_first(one) if one.role == "dark_gap" else one for one in shown]
    gaps = answers.overlay("gap") if cameras else None
    return [*found, *shown, *([_first(gaps)] if gaps is not None else [])]


def marked(project: Project, items: Iterable[Intervention], existing: Intervention | None = None) -> tuple[Overlay, ...]:
    """The signs of what a scenario adds, and what it does with existing things; ``existing`` has its own sign already."""
    items = tuple(items)
    signs = [item for item in items if not item.gone and item is not existing and not role_of(item)]
    return (*drawn(items, language()), *marks(project, items), *_signs(project, signs))


def _signs(project: Project, items: list[Intervention]) -> tuple[Overlay, ...]:
    if not items:
        return ()
    import numpy
    import shapely

    points = shapely.points([item.at_m for item in items])
    kinds = {layer.kind.key: layer.kind for layer in project.layers}
    labels = tuple(_letter(kinds, item) for item in items)
    revision = str(hash(tuple((item.id, item.at_m, item.kind) for item in items)))
    return (Overlay("sketched", "proposed", numpy.asarray(points, object), labels, revision),)


def _letter(kinds: dict[str, LayerKind], item: Intervention) -> str:
    """The letter of its kind, else of its own look in the catalogue, else the first of its name."""
    entry = catalogue.entry_of(item.kind, item.entry)
    style = kinds[item.kind].style if item.kind in kinds else entry.style if entry is not None else None
    return (letter(style, language()) if style is not None else "") or _word(item.entry or item.kind)[:1]


def _word(key: str) -> str:
    known = Words(language())
    return next((tr(name) for name in (f"window.sketch.{key}", f"catalogue.{key}", f"kind.{key}") if known.known(name)), key)


def _first(gaps: Overlay) -> Overlay:
    """The first few of numbered marks: the list has the others."""
    return replace(gaps, geometries=gaps.geometries[:GAPS_MARKED], labels=gaps.labels[:GAPS_MARKED], revision=f"{gaps.revision} first")
