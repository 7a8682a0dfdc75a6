"""The question of a study: everything it depends on, frozen before any work begins."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from app.catalogue import unjoined
from app.model import Intervention, Layer, LuminaireFile, Project
from app.parameters import Assumptions

SERVES = ("district", "dong", "walls", "streets", "seen", "refuge", "mailbox", "crime", "residents", "complaints", "walkers")
# Where in the key the sketched items stand.
PLACED = 4


@dataclass(frozen=True)
class Question:
    """What is asked: the counted layers, the sketched items and the assumptions. Equal questions have equal answers."""

    key: tuple[object, ...]
    project: str = field(compare=False)
    district: str = field(compare=False)
    layers: tuple[Layer, ...] = field(compare=False, repr=False)
    items: tuple[Intervention, ...] = field(compare=False, repr=False)
    parameters: tuple[tuple[str, float], ...] = field(compare=False)
    luminaires: tuple[LuminaireFile, ...] = field(default=(), compare=False, repr=False)

    @property
    def ground_key(self) -> tuple[object, ...]:
        """All of the key but the sketched items: questions that share it differ in what the scenario does, and in nothing else."""
        return (*self.key[:PLACED], *self.key[PLACED + 1 :])

    def counted(self, serves: str) -> tuple[Layer, ...]:
        """The layers that serve a purpose."""
        return tuple(layer for layer in self.layers if serves in layer.kind.serves and layer.frame is not None)

    @cached_property
    def assumptions(self) -> Assumptions:
        """The table of assumptions as the planner changed it: one for a question, so that it knows all that was asked of it."""
        return Assumptions(dict(self.parameters))


def question(project: Project) -> Question:
    """Freeze what the study depends on; cheap, for the GUI thread.

    Layers that are not counted take no part, nor do changes of what stands in them: else a camera that was moved would stand twice
    as soon as a newer edition of its file counts. What joins no layer (a mirror, a note) asks nothing new.
    """
    layers = tuple(layer for layer in project.layers if layer.counted)
    shown = project.shown
    there = {layer.id for layer in layers}
    counted = (item for item in (shown.items if shown else ()) if item.kind not in unjoined())
    items = tuple(item for item in counted if item.of is None or item.of[0] in there)
    parameters = tuple(sorted(project.parameters))
    seen = tuple((layer.id, layer.kind.key, layer.revision, layer.corrections) for layer in layers)
    placed = tuple((item.id, item.kind, item.at_m, item.heading_deg, item.properties, item.path_m) for item in items)
    key = (project.id, project.name, project.district, seen, placed, parameters, project.luminaires)
    return Question(key, project.name, project.district, layers, items, parameters, project.luminaires)
