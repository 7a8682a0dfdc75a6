"""Edits of how layers look: changed value by value, taken whole, put back; looks kept under a name for layers of a kind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.edits.found import changed, layer_of, titled
from app.errors import BadInput
from app.model import Layer, Project, SavedStyle
from app.styles import checked
from app.words import tr

# What only the map needs is not kept.
_FLEETING = frozenset({"values"})


def style_layer(project: Project, id: str, **style: object) -> Project:
    """Change a layer's look (names of `app.kinds.Style`); None goes back to the kind's own, what cannot be used is refused."""
    layer = layer_of(project, id)
    values = {name: None if value is None else checked(name, value) for name, value in style.items() if name not in _FLEETING}
    return project.with_layer(replace(layer, style=_told(layer, changed(layer.style, values))))


def reset_style(project: Project, id: str) -> Project:
    """Put a layer back to the look of its kind."""
    return project.with_layer(replace(layer_of(project, id), style=()))


def keep_style(project: Project, id: str, title: str) -> Project:
    """Keep a layer's look under a name for layers of its kind; a look of that name and kind is replaced."""
    layer = layer_of(project, id)
    return take_styles(project, (SavedStyle(titled(title), layer.kind.key, layer.style),))


def apply_style(project: Project, id: str, title: str) -> Project:
    """Give a layer a kept look of its kind."""
    layer = layer_of(project, id)
    return project.with_layer(replace(layer, style=kept_style(project, layer.kind.key, title).style))


def forget_style(project: Project, kind: str, title: str) -> Project:
    """Drop a kept look; layers that have it keep it."""
    gone = kept_style(project, kind, title)
    return replace(project, styles=tuple(one for one in project.styles if one is not gone))


def rename_style(project: Project, kind: str, title: str, new: str) -> Project:
    """Give a kept look another name; one that is taken is refused."""
    known, new = kept_style(project, kind, title), titled(new)
    if new != title and any((one.kind, one.title) == (kind, new) for one in project.styles):
        raise BadInput(tr("styling.trouble.taken", title=new))
    return replace(project, styles=tuple(replace(one, title=new) if one is known else one for one in project.styles))


def take_styles(project: Project, styles: Iterable[SavedStyle]) -> Project:
    """Keep looks, of a file for instance; one of the same name and kind is replaced. What cannot be used is refused."""
    for style in styles:
        pairs = tuple((name, checked(name, value)) for name, value in style.style if name not in _FLEETING)
        new = SavedStyle(titled(style.title), style.kind, pairs)
        same = [one for one in project.styles if (one.kind, one.title) == (new.kind, new.title)]
        kept = tuple(new if one in same else one for one in project.styles)
        project = replace(project, styles=kept if same else (*project.styles, new))
    return project


def kept_style(project: Project, kind: str, title: str) -> SavedStyle:
    """The look kept under a name for a kind of layer."""
    for one in project.styles:
        if (one.kind, one.title) == (kind, title):
            return one
    raise BadInput(tr("styling.trouble.no_style", title=title))


def _told(layer: Layer, pairs: tuple[tuple[str, object], ...]) -> tuple[tuple[str, object], ...]:
    """Only what differs from the kind's own look, in one order, so that the same look is the same value."""
    return tuple(sorted((name, value) for name, value in pairs if getattr(layer.kind.style, name, None) != value))
