"""Edits of layers: taken in, shown, counted, ordered, styled; and the photometric files their lamps shine by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.edits.found import layer_of, luminaire_of, titled
from app.kinds import LayerKind
from app.model import Layer, LuminaireFile, Project

_GROUND = {"Polygon": 0, "LineString": 1}


def add_layers(project: Project, layers: Iterable[Layer], kinds: Sequence[LayerKind] = ()) -> Project:
    """Take layers in, each below those of kinds that are drawn later (``kinds``: all, in drawing order).

    A layer whose id is taken takes that one's place. Of an exclusive kind only one counts: the one that counted before.
    """
    for layer in layers:
        others = [known for known in project.layers if known.id != layer.id]
        if layer.counted and layer.kind.exclusive and any(_rivals(known, layer) and known.counted for known in others):
            layer = replace(layer, counted=False, visible=False)
        if len(others) < len(project.layers):
            project = project.with_layer(layer)
            continue
        order = [kind.key for kind in kinds]
        at = next((n for n, known in enumerate(others) if _rank(known, order) > _rank(layer, order)), len(others))
        project = replace(project, layers=(*others[:at], layer, *others[at:]))
    return project


def take_in(project: Project, layers: Iterable[Layer], superseded: Iterable[str] = (), kinds: Sequence[LayerKind] = (),
            luminaires: Iterable[LuminaireFile] = ()) -> Project:  # fmt: skip
    """Take imported layers in; those of ``superseded`` (ids) that are still there are kept, but neither count nor show.

    ``luminaires`` are photometric files imported with them.
    """
    project = keep_luminaires(project, luminaires)
    there = {layer.id for layer in project.layers}
    for id in superseded:
        if id in there:
            project = show_layer(count_layer(project, id, False), id, False)
    return add_layers(project, layers, kinds)


def remove_layer(project: Project, id: str) -> Project:
    """Take a layer out."""
    layer_of(project, id)
    return _lit_by(project.without_layer(id), id, "")


def keep_luminaires(project: Project, files: Iterable[LuminaireFile]) -> Project:
    """Keep photometric files in the project; one of a name already there takes its place and its layers."""
    for file in files:
        known = next((one for one in project.luminaires if one.name == file.name), None)
        if known is None:
            project = replace(project, luminaires=(*project.luminaires, file))
        else:
            new = replace(file, layers=known.layers)
            project = replace(project, luminaires=tuple(new if one is known else one for one in project.luminaires))
    return project


def drop_luminaire(project: Project, name: str) -> Project:
    """Take a photometric file out; its lamps go back to the default."""
    luminaire_of(project, name)
    return replace(project, luminaires=tuple(one for one in project.luminaires if one.name != name))


def light_layer(project: Project, id: str, luminaire: str) -> Project:
    """Let a photometric file stand for all lamps of a layer that name no other; "" goes back to the default.

    A single lamp, sketched or existing, is given one by `change` or `change_existing` with ``luminaire=name``.
    """
    layer_of(project, id)
    if luminaire:
        luminaire_of(project, luminaire)
    return _lit_by(project, id, luminaire)


def show_layer(project: Project, id: str, visible: bool = True) -> Project:
    """Show a layer on the map, or hide it."""
    return project.with_layer(replace(layer_of(project, id), visible=visible))


def count_layer(project: Project, id: str, counted: bool = True) -> Project:
    """Let the measures use a layer or not; of an exclusive kind the others then no longer count."""
    layer = layer_of(project, id)
    for rival in project.layers if counted and layer.kind.exclusive else ():
        if rival.counted and _rivals(rival, layer):
            project = project.with_layer(replace(rival, counted=False))
    return project.with_layer(replace(layer, counted=counted))


def order_layer(project: Project, id: str, position: int) -> Project:
    """Move a layer to a place in the drawing order (0: bottom); beyond the ends it goes to the end."""
    layer = layer_of(project, id)
    others = [known for known in project.layers if known.id != id]
    at = min(max(position, 0), len(others))
    return replace(project, layers=(*others[:at], layer, *others[at:]))


def rename_layer(project: Project, id: str, title: str) -> Project:
    """Give a layer another title."""
    return project.with_layer(replace(layer_of(project, id), title=titled(title)))


def _lit_by(project: Project, layer: str, luminaire: str) -> Project:
    """A layer's lamps shine by one photometric file at most."""
    files = []
    for file in project.luminaires:
        others = tuple(one for one in file.layers if one != layer)
        wanted = (*others, layer) if file.name == luminaire else others
        files.append(file if wanted == file.layers else replace(file, layers=wanted))
    return replace(project, luminaires=tuple(files))


def _rivals(one: Layer, other: Layer) -> bool:
    return one.id != other.id and one.kind.key == other.kind.key


def _rank(layer: Layer, order: Sequence[str]) -> tuple[int, int]:
    if layer.kind.key in order:
        return order.index(layer.kind.key), 0
    return len(order), _GROUND.get(layer.kind.geometry, 2)
