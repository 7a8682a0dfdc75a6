"""A thing on the map as the scenario leaves it, sketched or existing, and what is done to it by name.

A sketched thing is named by its id (``item-3``), an existing one by its layer and row (``cctv/12``): the scenario then changes it
while its layer stays as it was imported.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app import edits
from app.errors import BadInput
from app.model import Intervention, Layer, Point, Project
from app.parameters import Assumptions
from app.words import tr

FIXED, PTZ, MULTI, FISHEYE, WIDE = "fixed", "ptz", "multi", "fisheye", "wide"
MOST_CAMERAS = 8
# What belongs to the one that stands there: its name, number and address, and when it was installed.
NOT_COPIED = ("name", "code", "address", "installed", "heading_deg")


@dataclass(frozen=True)
class Thing:
    """One thing as the scenario leaves it.

    ``given`` is what the file says (nothing for a sketched thing), ``values`` the same overlaid by the scenario, ``changed`` the
    names that differ. ``was_m`` is its place in the file (None: sketched). ``item`` is the scenario's entry, None where the
    scenario does not touch it; ``layer`` and ``row`` are "" and -1 for a sketched thing.
    """

    id: str
    kind: str
    at_m: Point
    heading_deg: float | None
    item: Intervention | None
    layer: str = ""
    row: int = -1
    was_m: Point | None = None
    given: Mapping[str, object] = field(default_factory=dict)
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def gone(self) -> bool:
        """True where the scenario takes it away."""
        return self.item is not None and self.item.gone

    @property
    def exists(self) -> bool:
        """True for what stands there today, whatever the scenario does with it."""
        return bool(self.layer)

    @property
    def moved(self) -> bool:
        """True where the scenario puts it elsewhere."""
        return self.was_m is not None and math.dist(self.was_m, self.at_m) > 0.005

    @property
    def name(self) -> str:
        """What it is called, "" where it has no name."""
        return str(self.values.get("name", "")).strip()

    def differs(self, name: str) -> bool:
        """True where the scenario says something else than the file."""
        return self.exists and self.values.get(name) != self.given.get(name)


def property_name(name: str, camera: int = 1) -> str:
    """The name of a camera's property: of the first ``tilt_deg``, of the second ``2.tilt_deg``."""
    return name if camera <= 1 else f"{camera}.{name}"


def thing(project: Project, id: str) -> Thing:
    """The thing called ``id`` as the scenario shown leaves it; BadInput where there is none."""
    layer, _, row = id.rpartition("/")
    if not (layer and row.isdecimal()):
        item = edits.item(project, id)
        if item.of is None or all(known.id != item.of[0] for known in project.layers):
            return Thing(id, item.kind, item.at_m, item.heading_deg, item, values=_own(item))
        return _existing(project, project.layer(item.of[0]), item.of[1])
    found = next((known for known in project.layers if known.id == layer), None)
    if found is None or found.frame is None or int(row) >= len(found.frame):
        raise BadInput(tr("project.no_item"))
    return _existing(project, found, int(row))


def _existing(project: Project, layer: Layer, row: int) -> Thing:
    record = layer.frame.iloc[row]
    names = [column.name for column in layer.kind.columns if column.name in record]
    given = {name: _plain(record[name]) for name in names if not _empty(record[name])}
    middle = layer.frame.geometry.iloc[row].centroid
    was = (float(middle.x), float(middle.y))
    item = next((one for one in (project.shown.items if project.shown else ()) if one.of == (layer.id, row)), None)
    own = _own(item) if item is not None else {}
    values = {**given, **own}
    heading = values.get("heading_deg")
    return Thing(
        item.id if item is not None else f"{layer.id}/{row}", layer.kind.key, item.at_m if item is not None else was,
        float(heading) if isinstance(heading, (int, float)) else None, item, layer.id, row, was, given, values,
    )  # fmt: skip


def _own(item: Intervention) -> dict[str, object]:
    own = {name: value for name, value in item.properties if name not in ("of", "gone")}
    return own if item.heading_deg is None else {**own, "heading_deg": item.heading_deg}


def _plain(value: object) -> object:
    """A cell of a frame as a value of Python's own."""
    return value.item() if hasattr(value, "item") else value  # type: ignore[attr-defined]


def _empty(value: object) -> bool:
    return value is None or value != value or str(value).strip() in ("", "<NA>")


def camera_type(text: object) -> str:
    """The type of camera a file's words mean; a fixed one where they say nothing else."""
    from app.study.sight.camera_sites import camera_type as read

    return read(str(text or "")) or FIXED


def cameras(thing: Thing, assumptions: Assumptions) -> int:
    """How many cameras stand on a mast: as the file or the scenario says, else one a heading, else the assumption."""
    count = thing.values.get("cameras")
    if isinstance(count, (int, float)) and count >= 1:
        return min(int(count), MOST_CAMERAS)
    known = len([heading for heading in headings(thing) if heading is not None])
    return known or int(assumptions.quantity("cam.per_site").value or 1)


def headings(thing: Thing) -> tuple[float | None, ...]:
    """The headings of all cameras of a mast as far as anybody says, in the order of the cameras; None: unknown."""
    from app.analysis.headings import parse

    own = thing.values.get("heading_deg")
    said: Sequence[float] = (
        (float(own),) if isinstance(own, (int, float)) else parse(thing.values.get("heading_text")).bearings_deg
    )
    found: list[float | None] = [*said[:MOST_CAMERAS], *[None] * (MOST_CAMERAS - len(said))]
    for camera in range(2, MOST_CAMERAS + 1):
        value = thing.values.get(property_name("heading_deg", camera))
        found[camera - 1] = float(value) if isinstance(value, (int, float)) else found[camera - 1]
    while found and found[-1] is None:
        found.pop()
    return tuple(found)


def set_value(project: Project, id: str, name: str, value: object) -> Project:
    """Set one value of a thing (``name`` as `property_name` gives it); None goes back to the file, else to the assumption."""
    known = thing(project, id)
    if name == "heading_deg":
        return turn(project, id, value if value is None else float(value))  # type: ignore[arg-type]
    values = {name: value}
    if name == "cameras" and not known.exists and isinstance(value, int):
        values.update(_more_headings(known, project, value))
    if name == "focal_mm" or name.endswith(".focal_mm"):  # of lens and angle of view the last one said holds
        values[name.replace("focal_mm", "fov_deg")] = None
    if not known.exists:
        return edits.change(project, known.id, **values)
    return edits.change_existing(project, known.layer, known.row, gone=known.gone, **values)


def _more_headings(known: Thing, project: Project, count: int) -> dict[str, object]:
    """Cameras added to a sketched mast look each further round than the one before; those taken off forget where they looked."""
    apart = float(Assumptions(project.changed_parameters).quantity("cam.lens_apart").value or 90.0)
    first, there = known.heading_deg or 0.0, headings(known)
    found: dict[str, object] = {}
    for camera in range(2, MOST_CAMERAS + 1):
        name = property_name("heading_deg", camera)
        if camera > count:
            found[name] = None
        elif camera > len(there) or there[camera - 1] is None:
            found[name] = (first + apart * (camera - 1)) % 360.0
    return found


def carry(project: Project, id: str, to_m: Point) -> Project:
    """Move a thing, sketched or existing."""
    known = thing(project, id)
    if not known.exists:
        return edits.move(project, known.id, to_m)
    return edits.change_existing(project, known.layer, known.row, at_m=to_m)


def carry_all(project: Project, ids: Sequence[str], by_m: Point) -> Project:
    """Move several things by so many metres to the east and north; what is taken away stays where it was."""
    for id in dict.fromkeys(ids):
        known = thing(project, id)
        if not known.gone:
            project = carry(project, id, (known.at_m[0] + by_m[0], known.at_m[1] + by_m[1]))
    return project


def turn(project: Project, id: str, heading_deg: float | None) -> Project:
    """Turn the first camera of a thing; None: as the file says, else unknown."""
    known = thing(project, id)
    if not known.exists:
        return edits.aim(project, known.id, heading_deg)
    if heading_deg is not None:
        return edits.change_existing(project, known.layer, known.row, heading_deg=heading_deg, gone=known.gone)
    own = known.given.get("heading_deg")
    if known.item is None:
        return project
    return edits.aim(project, known.item.id, float(own) if isinstance(own, (int, float)) else None)


def take_away(project: Project, id: str) -> Project:
    """Take a thing away: a sketched one is removed, an existing one is marked as gone in the scenario."""
    known = thing(project, id)
    if not known.exists:
        return edits.remove(project, known.id)
    return edits.change_existing(project, known.layer, known.row, gone=True)


def take_all_away(project: Project, ids: Sequence[str]) -> Project:
    """Take several things away, the sketched for good, the existing in the scenario."""
    for id in dict.fromkeys(ids):
        project = take_away(project, id)
    return project


def copies(project: Project, ids: Sequence[str], by_m: Point) -> Project:
    """Copies of things so many metres away; of an existing one a sketched thing of its kind with the values of its file."""
    sketched = [id for id in dict.fromkeys(ids) if not thing(project, id).exists]
    for id in dict.fromkeys(ids):
        known = thing(project, id)
        if known.exists:
            values = tuple((name, value) for name, value in known.values.items() if name not in NOT_COPIED)
            at = known.at_m[0] + by_m[0], known.at_m[1] + by_m[1]
            project = edits.place(project, known.kind, at, heading_deg=known.heading_deg, properties=values)
    return edits.duplicate(project, sketched, by_m) if sketched else project


def put_back(project: Project, id: str) -> Project:
    """Leave an existing thing as its file says: whatever the scenario changed of it is forgotten."""
    known = thing(project, id)
    return edits.remove(project, known.item.id) if known.exists and known.item is not None else project
