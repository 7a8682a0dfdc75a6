"""Edits of the hand on several sketched things, on corners, on rows: each one step."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app import catalogue
from app.edits.found import heading, item, middle, next_id, path, point, scenario_shown, with_item
from app.edits.sketch import place
from app.errors import BadInput
from app.model import Intervention, Point, Project
from app.words import tr

# As many are set down in one go; a slip of the finger must not fill the project.
MOST_AT_ONCE = 500


def closed(known: Intervention) -> bool:
    """True where the corners of a thing are a ring."""
    entry = catalogue.entry_of(known.kind, known.entry)
    return entry is not None and entry.closed


def reshape(project: Project, id: str, path_m: Sequence[Point]) -> Project:
    """Give a drawn thing other corners; it is carried by their middle."""
    known = item(project, id)
    ring = closed(known)
    corners = path(path_m, closed=ring)
    if not known.path_m or not corners:
        raise BadInput(tr("catalogue.bad.area" if ring else "catalogue.bad.line"))
    return with_item(project, replace(known, path_m=corners, at_m=middle(corners, closed=ring)))


def duplicate(project: Project, ids: Sequence[str], by_m: Point) -> Project:
    """Copies of sketched things, on top and so many metres to the east and north; a change of something existing has none."""
    wanted = [item(project, id) for id in dict.fromkeys(ids)]
    taken = [known.id for scenario in project.scenarios for known in scenario.items]
    made: list[Intervention] = []
    for known in wanted:
        if known.of is not None:
            raise BadInput(tr("project.no_item"))
        at = point((known.at_m[0] + by_m[0], known.at_m[1] + by_m[1]))
        copy = replace(
            known, id=next_id("item", taken), at_m=at, path_m=tuple(point((x + by_m[0], y + by_m[1])) for x, y in known.path_m),
            status="idea", photos=(),
        )  # fmt: skip
        taken.append(copy.id)
        made.append(copy)
    shown = scenario_shown(project)
    return project.with_scenario(replace(shown, items=(*shown.items, *made)))


def place_row(
    project: Project, kind: str, stands: Iterable[tuple[Point, float | None]], *, entry: str = "", properties: Iterable[tuple[str, object]] = ()
) -> Project:  # fmt: skip
    """Sketch several of a kind at once, each at its place and with its heading (None: it has none)."""
    wanted, given = list(stands), tuple(properties)
    if not wanted:
        raise BadInput(tr("project.no_place"))
    for at_m, deg in wanted[:MOST_AT_ONCE]:
        project = place(project, kind, at_m, heading_deg=heading(deg), properties=given, entry=entry)
    return project
