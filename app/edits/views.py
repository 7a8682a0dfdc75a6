"""Edits of remembered places on the map; those that are steps of a hearing also say what is seen there."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite

from app.edits.found import next_id, point, titled
from app.errors import BadInput
from app.model import Point, Project, View
from app.words import tr

# A caption longer than this does not fit a hall's screen in letters of its size.
LONGEST_CAPTION = 120


def remember_view(project: Project, title: str, centre_m: Point, metres_per_px: float, *, id: str = "", **said: object) -> Project:
    """Keep a place on the map under a title; one with the same id is replaced. ``said``: other fields of `app.model.View`."""
    view = View(id or next_id("view", (known.id for known in project.views)), title, centre_m, metres_per_px)
    view = _checked(project, replace(view, **said))  # type: ignore[arg-type]
    known = any(other.id == view.id for other in project.views)
    views = tuple(view if other.id == view.id else other for other in project.views)
    return replace(project, views=views if known else (*project.views, view))


def change_view(project: Project, id: str, **said: object) -> Project:
    """Say something else of a remembered place: its title, caption, measure, scenarios, hidden layers, place or scale.

    A step is called by its caption.
    """
    if _view(project, id).step and said.get("caption"):
        said = {"title": said["caption"], **said}
    view = _checked(project, replace(_view(project, id), **said))  # type: ignore[arg-type]
    return replace(project, views=tuple(view if known.id == id else known for known in project.views))


def rename_view(project: Project, id: str, title: str) -> Project:
    """Call a remembered place something else."""
    return change_view(project, id, title=title)


def order_view(project: Project, id: str, position: int) -> Project:
    """Move a remembered place in the list (0: first); beyond the ends it goes to the end."""
    view = _view(project, id)
    others = [known for known in project.views if known.id != id]
    at = min(max(position, 0), len(others))
    return replace(project, views=(*others[:at], view, *others[at:]))


def add_views(project: Project, views: tuple[View, ...]) -> Project:
    """Keep several places at once, each under an id of its own."""
    for view in views:
        said = {name: value for name, value in vars(view).items() if name not in ("id", "title", "centre_m", "metres_per_px")}
        project = remember_view(project, view.title, view.centre_m, view.metres_per_px, **said)
    return project


def forget_view(project: Project, id: str) -> Project:
    """Drop a remembered place."""
    _view(project, id)
    return replace(project, views=tuple(view for view in project.views if view.id != id))


def _view(project: Project, id: str) -> View:
    found = next((view for view in project.views if view.id == id), None)
    if found is None:
        raise BadInput(tr("project.no_view"))
    return found


def _checked(project: Project, view: View) -> View:
    scale, turned = float(view.metres_per_px), float(view.turned_deg)
    if not (isfinite(scale) and scale > 0 and isfinite(turned)):
        raise BadInput(tr("project.no_place"))
    there = {"", *(scenario.id for scenario in project.scenarios)}
    if view.scenario not in there or (view.against is not None and view.against not in there):
        raise BadInput(tr("project.no_scenario"))
    caption = " ".join(view.caption.split())[:LONGEST_CAPTION]
    return replace(view, title=titled(" ".join(view.title.split())), centre_m=point(view.centre_m), metres_per_px=scale, turned_deg=turned % 360.0,
                   caption=caption, hidden=tuple(view.hidden))  # fmt: skip
