"""Edits of what is sketched in the scenario shown: placed, carried, aimed, changed, taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app import catalogue
from app.edits.found import changed, heading, item, layer_of, middle, next_id, path, point, scenario_shown, with_item
from app.edits.scenarios import add_scenario
from app.errors import BadInput
from app.model import STATUSES, Intervention, Point, Project
from app.words import tr

Pairs = Iterable[tuple[str, object]]
# Years something may be planned for, and how many pictures one thing may have.
YEARS, MOST_PHOTOS = (1990, 2100), 12


def place(project: Project, kind: str, at_m: Point | None = None, *, heading_deg: float | None = None, properties: Pairs = (),
          note: str = "", id: str = "", entry: str = "", path_m: Sequence[Point] = ()) -> Project:
    """Sketch something of a kind at a point, on top; without a scenario shown it begins one. Ids count up: ``item-1``, ...

    ``entry`` names it in the catalogue: ``kind`` may then be "" and comes from there, as do the properties that are not given.
    Of a line or an area ``path_m`` are the corners, and its place is their middle whatever ``at_m`` says.
    """
    if entry and not catalogue.known(entry):
        raise BadInput(tr("catalogue.bad.entry", name=entry))
    known = catalogue.entry_of(kind, entry)
    if known is not None and not entry and not known.plain:  # the entry's key came as the kind
        kind, entry = known.item_kind, known.key
    ring = known is not None and known.closed
    corners = path(path_m, closed=ring)
    if at_m is None and not corners:
        raise BadInput(tr("project.no_place"))
    at = middle(corners, closed=ring) if corners else point(at_m)  # type: ignore[arg-type]
    if known is not None and entry:
        kind, properties = kind or known.item_kind, tuple({**dict(known.defaults), **dict(properties)}.items())
    if project.shown is None:
        project = add_scenario(project)
    taken = (item.id for scenario in project.scenarios for item in scenario.items)
    item = Intervention(
        id or next_id("item", taken), kind, at, heading(heading_deg), tuple(properties), note, "" if entry == kind else entry, corners,
    )  # fmt: skip
    shown = scenario_shown(project)
    return project.with_scenario(replace(shown, items=(*(known for known in shown.items if known.id != item.id), item)))


def annotate(project: Project, id: str, *, note: str | None = None, status: str | None = None, year: int | None = None,
             photos: Iterable[str] | None = None) -> Project:
    """Write down beside a sketched thing what no measure counts: its note, status, year to be built in (0: open) and pictures."""
    known = item(project, id)
    if status is not None and status not in STATUSES:
        raise BadInput(tr("catalogue.bad.status", name=status))
    if year is not None and not (isinstance(year, int) and (year == 0 or YEARS[0] <= year <= YEARS[1])):
        raise BadInput(tr("catalogue.bad.year", low=YEARS[0], high=YEARS[1]))
    pictures = known.photos if photos is None else tuple(dict.fromkeys(photos))
    if len(pictures) > MOST_PHOTOS:
        raise BadInput(tr("catalogue.bad.photos", most=MOST_PHOTOS))
    return with_item(project, replace(
        known, note=known.note if note is None else note, status=known.status if status is None else status,
        year=known.year if year is None else year, photos=pictures,
    ))  # fmt: skip


def apply(project: Project, layer_id: str, row: int, entry: str) -> Project:
    """Do a catalogue entry to something that exists (open this wall, cut this hedge), in the scenario shown; its layer stays."""
    layer = layer_of(project, layer_id)
    changes = catalogue.entry(entry).changes if catalogue.known(entry) else {}
    if layer.kind.key not in changes:
        raise BadInput(tr("catalogue.bad.entry", name=entry))
    project = change_existing(project, layer_id, row, **dict(changes[layer.kind.key]))
    done = next(one for one in scenario_shown(project).items if one.of == (layer_id, row))
    return with_item(project, replace(done, entry=entry))


def move(project: Project, id: str, to_m: Point) -> Project:
    """Carry a sketched thing to another place, its corners with it."""
    known, to = item(project, id), point(to_m)
    by = to[0] - known.at_m[0], to[1] - known.at_m[1]
    return with_item(project, replace(known, at_m=to, path_m=tuple((x + by[0], y + by[1]) for x, y in known.path_m)))


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
