"""Edits of the ready-made maps beneath all layers: taken in, shown, ordered, faded, renamed, placed by points, taken out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import isfinite

from app.edits.found import next_id, titled
from app.errors import BadInput
from app.model import Basemap, Project
from app.words import tr

MOST_CREDIT = 200


def add_basemaps(project: Project, basemaps: Iterable[Basemap]) -> Project:
    """Take base maps in on top of those there, each with an id of its own; one whose file is there already takes that one's place."""
    for base in basemaps:
        known = next((one for one in project.basemaps if _same_file(one, base)), None)
        if known is not None:
            project = _with(project, replace(base, id=known.id, title=known.title, visible=True, opacity=known.opacity,
                                             credit=base.credit or known.credit))  # fmt: skip
            continue
        made = replace(base, id=next_id("basemap", (one.id for one in project.basemaps)), title=titled(base.title))
        project = replace(project, basemaps=(*project.basemaps, made))
    return project


def basemap_of(project: Project, id: str) -> Basemap:
    """The base map called ``id``; BadInput where there is none."""
    found = [one for one in project.basemaps if one.id == id]
    if not found:
        raise BadInput(tr("basemaps.gone"))
    return found[0]


def remove_basemap(project: Project, id: str) -> Project:
    """Take a base map out; its file stays where it is."""
    basemap_of(project, id)
    return replace(project, basemaps=tuple(one for one in project.basemaps if one.id != id))


def show_basemap(project: Project, id: str, visible: bool = True) -> Project:
    """Show a base map, or hide it."""
    return _with(project, replace(basemap_of(project, id), visible=visible))


def fade_basemap(project: Project, id: str, opacity: float) -> Project:
    """Let the ground shine through a base map: 0 unseen, 1 solid."""
    if not isfinite(opacity):
        raise BadInput(tr("basemaps.opacity_range"))
    return _with(project, replace(basemap_of(project, id), opacity=round(min(max(float(opacity), 0.0), 1.0), 3)))


def order_basemap(project: Project, id: str, position: int) -> Project:
    """Move a base map to a place in the drawing order (0: bottom); beyond the ends it goes to the end."""
    base = basemap_of(project, id)
    others = [one for one in project.basemaps if one.id != id]
    at = min(max(position, 0), len(others))
    return replace(project, basemaps=(*others[:at], base, *others[at:]))


def rename_basemap(project: Project, id: str, title: str) -> Project:
    """Give a base map another title."""
    return _with(project, replace(basemap_of(project, id), title=titled(title)))


def credit_basemap(project: Project, id: str, credit: str) -> Project:
    """Say whose map it is; the line is printed on every map that shows it."""
    return _with(project, replace(basemap_of(project, id), credit=" ".join(credit.split())[:MOST_CREDIT]))


def place_basemap(project: Project, id: str, points: Iterable[tuple[float, float, float, float]]) -> Project:
    """Place a scan by points (column px, row px, x_m, y_m); BadInput where they place nothing."""
    from app.files.basemaps.scans import fit

    base, pairs = basemap_of(project, id), tuple(tuple(float(part) for part in point) for point in points)
    if base.form != "scan":
        raise BadInput(tr("basemaps.no_scan"))
    fit(pairs)
    return _with(project, replace(base, points=pairs))


def find_basemap(project: Project, id: str, path: str) -> Project:
    """Say where the file of a base map lies now."""
    return _with(project, replace(basemap_of(project, id), path=path))


def _with(project: Project, base: Basemap) -> Project:
    return replace(project, basemaps=tuple(base if one.id == base.id else one for one in project.basemaps))


def _same_file(one: Basemap, other: Basemap) -> bool:
    return one.path == other.path and one.form == other.form
