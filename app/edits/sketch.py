"""Edits of what is sketched in the scenario shown: placed, carried, aimed, changed, taken away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.edits.found import changed, heading, item, layer_of, next_id, point, scenario_shown, with_item
from app.edits.scenarios import add_scenario
from app.errors import BadInput
from app.model import Intervention, Point, Project
from app.words import tr


def place(project: Project, kind: str, at_m: Point, *, heading_deg: float | None = None,
          properties: Iterable[tuple[str, object]] = (), note: str = "", id: str = "") -> Project:
    """Sketch something of a kind at a point, on top; without a scenario shown it begins one. Ids count up: ``item-1``, ..."""
    if project.shown is None:
        project = add_scenario(project)
    taken = (item.id for scenario in project.scenarios for item in scenario.items)
    item = Intervention(id or next_id("item", taken), kind, point(at_m), heading(heading_deg), tuple(properties), note)
    shown = scenario_shown(project)
    return project.with_scenario(replace(shown, items=(*(known for known in shown.items if known.id != item.id), item)))


def move(project: Project, id: str, to_m: Point) -> Project:
    """Carry a sketched thing to another place."""
    return with_item(project, replace(item(project, id), at_m=point(to_m)))


def aim(project: Project, id: str, heading_deg: float | None) -> Project:
    """Turn a sketched thing to a bearing in degrees clockwise from north; None: it has none."""
    return with_item(project, replace(item(project, id), heading_deg=heading(heading_deg)))


def change(project: Project, id: str, *, note: str | None = None, **properties: object) -> Project:
    """Change properties or the note of a sketched thing; a property given as None goes."""
    known = item(project, id)
    return with_item(project, replace(known, note=known.note if note is None else note, properties=changed(known.properties, properties)))


def change_existing(project: Project, layer_id: str, row: int, *, at_m: Point | None = None, heading_deg: float | None = None,
                    gone: bool = False, **properties: object) -> Project:
    """Change, move or take away something that exists, in the scenario shown (one is begun where none is); its layer stays as it is.

    A second change of the same thing joins the first; a property given as None goes back to what the file says.
    """
    layer = layer_of(project, layer_id)
    if layer.frame is None or not 0 <= row < len(layer.frame):
        raise BadInput(tr("project.no_item"))
    of = f"{layer_id}/{row}"
    known = next((one for one in (project.shown.items if project.shown else ()) if one.of == (layer_id, row)), None)
    if known is None:
        centre = layer.frame.geometry.iloc[row].centroid
        own = layer.frame["heading_deg"].iloc[row] if "heading_deg" in layer.frame else None
        looks = float(own) if own is not None and own == own else None
        project = place(project, layer.kind.key, (centre.x, centre.y), heading_deg=looks, properties=(("of", of),))
        known = scenario_shown(project).items[-1]
    now = replace(
        known, at_m=known.at_m if at_m is None else point(at_m), heading_deg=known.heading_deg if heading_deg is None else heading(heading_deg),
        properties=changed(known.properties, {**properties, "gone": True if gone else None}),
    )  # fmt: skip
    return with_item(project, now)


def remove(project: Project, *ids: str) -> Project:
    """Take sketched things away."""
    for id in ids:
        item(project, id)
    shown = scenario_shown(project)
    return project.with_scenario(replace(shown, items=tuple(known for known in shown.items if known.id not in ids)))
