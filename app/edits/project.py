"""Edits of the project itself: its name, its district, the assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from app.edits.found import titled
from app.errors import BadInput
from app.model import Project
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
