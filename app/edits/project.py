"""Edits of the project itself: its name, its district, the assumptions, the remembered places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite

from app.edits.found import next_id, point, titled
from app.errors import BadInput
from app.model import Point, Project, View
from app.parameters import BY_ID
from app.words import tr


def choose_district(project: Project, code: str) -> Project:
    """Choose the district by its code; "" finds it from the data again."""
    return replace(project, district=code)


def rename(project: Project, name: str) -> Project:
    """Give the project another name."""
    return replace(project, name=titled(name))


def set_parameter(project: Project, id: str, value: float | None) -> Project:
    """Change an assumption within its range; its default, or None, makes it unchanged again."""
    if id not in BY_ID:
        raise BadInput(tr("project.no_parameter", id=id))
    known, values = BY_ID[id], dict(project.parameters)
    values.pop(id, None)
    if value is not None and value != known.default:
        if not known.low <= value <= known.high:
            raise BadInput(tr("project.parameter_range", low=f"{known.low:g}", high=f"{known.high:g}", unit=known.unit))
        values[id] = float(value)
    return replace(project, parameters=tuple(sorted(values.items())))


def set_parameters(project: Project, values: Mapping[str, float]) -> Project:
    """Change several assumptions at once, such as those of a lighting class (`app.study.lamps.light_classes`)."""
    for id, value in values.items():
        project = set_parameter(project, id, value)
    return project


def reset_parameters(project: Project) -> Project:
    """Put every assumption back to its default."""
    return replace(project, parameters=())


def remember_view(project: Project, title: str, centre_m: Point, metres_per_px: float, *, id: str = "") -> Project:
    """Keep a place on the map under a title; one with the same id is replaced."""
    if not (isfinite(metres_per_px) and metres_per_px > 0):
        raise BadInput(tr("project.no_place"))
    view = View(id or next_id("view", (known.id for known in project.views)), titled(title), point(centre_m), float(metres_per_px))
    known = any(other.id == view.id for other in project.views)
    views = tuple(view if other.id == view.id else other for other in project.views)
    return replace(project, views=views if known else (*views, view))


def forget_view(project: Project, id: str) -> Project:
    """Drop a remembered place."""
    if all(view.id != id for view in project.views):
        raise BadInput(tr("project.no_view"))
    return replace(project, views=tuple(view for view in project.views if view.id != id))
