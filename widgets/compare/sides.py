"""What one side of a compared map shows: a scenario with the map of a measure and the words that explain it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.model import Project
from app.scene import Overlay, Scene
from app.words import tr
from widgets.compare.swipe_map import Side
from widgets.map.map_composed import marked, measured

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.study import Answers

# Numbers of gaps differ from side to side and say nothing beside each other.
LEFT_OUT = ("gap", "dark_gap")


def scenario_title(project: Project, id: str) -> str:
    """What a scenario is called; the word for what exists for ""."""
    return next((known.title for known in project.scenarios if known.id == id), tr("window.scenario.existing"))


def side(
    project: Project, id: str, answers: Answers | None, look: str = "seen", looked: tuple[Overlay, ...] | None = None,
    sketched: tuple[Overlay, ...] = (), *, hidden: Collection[str] = (),
) -> Side:  # fmt: skip
    """The side of a scenario ("" = what exists).

    ``looked`` is the map of the measure ``look`` for ``answers`` (None: of what is seen), ``sketched`` what its new cameras see,
    ``hidden`` ids of layers left out.
    """
    scenario = next((known for known in project.scenarios if known.id == id), None)
    overlays = [one for one in measured(answers, look, looked) if one.role not in LEFT_OUT]
    signs = marked(project, scenario.items) if scenario is not None else ()
    layers = tuple(replace(layer, visible=False) if layer.id in hidden else layer for layer in project.layers)
    scene = Scene(layers, (*overlays, *sketched, *signs), project.made_up, basemaps=project.basemaps)
    return Side(scenario_title(project, id), scene)
