"""What the tests of exports share: the small project with a scenario, hostile names, and one call that writes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from app import edits
from app.model import Layer, Project
from app.output import exchange
from app.output.exchange import Wish, Written
from tests.app.output_pieces import small_answers, small_project
from tests.app.study_scenes import at, box, layer, line

FORMULAS = ("=cmd|' /C calc'!A0", "+1+cmd", "-2+3", "@SUM(A1)", "\t=1+1", "＝1+1", " =1+1")


@cache
def planned() -> Project:
    """The small project with two dongs and a scenario: a camera with a year, a booth, a camera changed, a note to oneself."""
    dongs = layer("neighborhoods", [box(-10, -110, 200, 110), box(200, -110, 410, 110)], code=["1", "2"], name=["서동", "동동"])
    project = small_project().with_layer(dongs)
    project = edits.place(project, "cctv", (200_100.0, 550_020.0), heading_deg=90.0)
    first = project.shown.items[0].id
    project = edits.annotate(project, first, status="approved", year=2027, note="담당자 메모")
    project = edits.place(project, "phone_booths", (200_150.0, 550_010.0))
    return edits.change_existing(project, "cctv", 0, height_m=6.0)


def with_layer(project: Project, key: str, shapes: list, id: str = "", title: str = "", **columns: list) -> Project:
    """The project with another layer on top."""
    made: Layer = layer(key, shapes, **columns)
    return project.with_layer(replace(made, id=id or made.id, title=title or made.title))


def written(out: Path, project: Project, *parts: str, **more: object) -> Written:
    """Write parts of a project; ``epsg``, ``columns`` and ``language`` belong to the wish, all else to the writing."""
    known = {name: more.pop(name) for name in ("epsg", "columns", "language") if name in more}
    wish = Wish(parts, exchange.form_of(out), **{"language": "ko", **known})
    return exchange.write(out, project, wish, **{"answers": small_answers(), **more})


__all__ = ("FORMULAS", "at", "box", "line", "planned", "with_layer", "written")
