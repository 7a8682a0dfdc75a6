"""What of a thing can be set by value: its fields as data, the values shown for them, and what typing one does.

A thing is named by its id: that of a sketched thing (``item-3``), or layer and row of an existing one (``cctv/12``), which the
scenario then changes while its layer stays as it is. Words: ``editing.field.<name>``, ``editing.choice.<name>.<value>``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app import edits
from app.errors import BadInput
from app.kinds import LayerKind
from app.model import Intervention, Layer, Point, Project
from app.parameters import Assumptions
from app.words import tr

FIXED, PTZ, MULTI, FISHEYE, WIDE = "fixed", "ptz", "multi", "fisheye", "wide"
MOST_CAMERAS = 8
_TURNING = ("ptz", "회전", "스피드돔", "360")


@dataclass(frozen=True)
class Field:
    """One value of a kind. ``name`` is the kind's column.

    ``type``: number, integer, truth, choice, text or hours. Without a value in the file or the scenario the assumption called
    ``parameter`` stands in its place, else ``default``. ``each``: every camera of a mast has its own. ``of``: only cameras of
    these types have it. ``step`` is one turn of the wheel. ``scale`` by language: what one unit on screen is in the column's.
    """

    name: str
    type: str = "number"
    unit: str = ""
    low: float = 0.0
    high: float = math.inf
    parameter: str = ""
    default: object = None
    choices: tuple[str, ...] = ()
    each: bool = False
    of: tuple[str, ...] = ()
    step: float = 1.0
    scale: Mapping[str, float] = field(default_factory=dict, hash=False)


_NAME = Field("name", "text")
_HOUR = Field("hours", "hours")
_LAMP = (
    _NAME,
    Field("height_m", unit="m", low=1.0, high=30.0, parameter="light.height", step=0.5),
    Field("flux_lm", unit="lm", low=50.0, high=200_000.0, parameter="light.flux", step=500.0),
    Field("lamps", "integer", unit="count", low=1.0, high=20.0, default=1),
    Field("working", "truth", default=True),
    Field("luminaire", "choice"),
)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "cctv": (
        _NAME,
        Field("type", "choice", choices=(FIXED, PTZ, MULTI, FISHEYE, WIDE), default=FIXED),
        Field("cameras", "integer", unit="count", low=1.0, high=float(MOST_CAMERAS), parameter="cam.per_site"),
        Field("height_m", unit="m", low=1.0, high=30.0, parameter="cam.height", step=0.5),
        Field("heading_deg", unit="deg", high=360.0, each=True, of=(FIXED, MULTI, WIDE), step=5.0),
        Field("tilt_deg", unit="deg", high=90.0, parameter="cam.tilt", each=True, of=(FIXED, MULTI, WIDE)),
        Field("focal_mm", unit="mm", low=1.0, high=120.0, parameter="cam.focal", each=True, of=(FIXED, PTZ, MULTI), step=0.2),
        Field("fov_deg", unit="deg", low=2.0, high=220.0, each=True, of=(FIXED, MULTI, FISHEYE, WIDE)),
        Field("pixels_px", unit="megapixel", low=40_000.0, high=64_000_000.0, each=True, step=1.0, scale={"ko": 1e4, "en": 1e6}),
        Field("night_range_m", unit="m", high=500.0, parameter="cam.night_range", each=True, step=5.0),
    ),
    "security_lights": _LAMP,
    "street_lamps": _LAMP,
    "phone_booths": (_NAME, Field("open_24h", "truth", default=True), _HOUR),
    "shelters": (_NAME, _HOUR),
    "emergency_bells": (_NAME, Field("linked_to_police", "truth", default=True)),
    "police": (_NAME, _HOUR),
    "mailboxes": (
        _NAME,
        Field("lockers", "integer", unit="count", low=1.0, high=500.0, parameter="mailbox.lockers", step=5.0),
        _HOUR,
    ),
    "community_centres": (_NAME, _HOUR),
    "crossings": (_NAME, Field("signal", "truth", default=False)),
    "speed_cameras": (_NAME,),
    "yellow_carpets": (_NAME,),
    "school_guards": (_NAME,),
    "route_signs": (_NAME,),
}  # fmt: skip


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


@dataclass(frozen=True)
class Shown:
    """A field with its value; ``origin``: file, scenario, assumed (the default stands in) or unknown (nobody says)."""

    field: Field
    camera: int
    value: object
    origin: str

    @property
    def key(self) -> str:
        """The name of the property: ``tilt_deg``, of the second camera ``2.tilt_deg``."""
        return property_name(self.field.name, self.camera)


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
    given = {name: record[name] for name in names if not _empty(record[name])}
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


def _empty(value: object) -> bool:
    return value is None or value != value or str(value).strip() in ("", "<NA>")


def camera_type(text: object) -> str:
    """The type of camera a file's words mean; a fixed one where they say nothing else."""
    words = str(text or "").lower()
    if words in (FIXED, PTZ, MULTI, FISHEYE, WIDE):
        return words
    for kind, hints in ((FISHEYE, ("어안", "fisheye")), (MULTI, ("다중", "멀티", "multi")), (WIDE, ("광각", "wide")), (PTZ, _TURNING)):
        if any(hint in words for hint in hints):
            return kind
    return FIXED


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
    said: Sequence[float] = (float(own),) if isinstance(own, (int, float)) else parse(thing.values.get("heading_text")).bearings_deg
    found: list[float | None] = [*said[:MOST_CAMERAS], *[None] * (MOST_CAMERAS - len(said))]
    for camera in range(2, MOST_CAMERAS + 1):
        value = thing.values.get(property_name("heading_deg", camera))
        found[camera - 1] = float(value) if isinstance(value, (int, float)) else found[camera - 1]
    while found and found[-1] is None:
        found.pop()
    return tuple(found)


def shown(thing: Thing, assumptions: Assumptions, camera: int = 1, luminaires: Sequence[str] = ()) -> tuple[Shown, ...]:
    """The fields of a thing with their values; those that every camera has are told for ``camera`` (from 1).

    ``luminaires`` are the project's photometric files; without any the field is left out.
    """
    wanted = []
    for one in FIELDS.get(thing.kind, ()):
        if one.of and camera_type(thing.values.get("type")) not in one.of:
            continue
        if one.name == "luminaire":
            if not luminaires and "luminaire" not in thing.values:
                continue
            one = replace(one, choices=("", *luminaires))
        wanted.append(_shown(one, thing, assumptions, camera if one.each else 1))
    return tuple(wanted)


def _shown(one: Field, thing: Thing, assumptions: Assumptions, camera: int) -> Shown:
    if one.name == "heading_deg":
        known = headings(thing)
        value: object = known[camera - 1] if camera <= len(known) else None
    elif one.name == "type":
        value = camera_type(thing.values["type"]) if "type" in thing.values else None
    else:
        value = thing.values.get(property_name(one.name, camera), thing.values.get(one.name))
    if value is None or (isinstance(value, str) and not value.strip() and one.type != "text"):
        value = assumed(one, thing, assumptions, camera)
        return Shown(one, camera, value, "assumed" if value is not None else "unknown")
    key = property_name(one.name, camera)
    own = not thing.exists or thing.differs(key) or (camera > 1 and key in thing.values and key not in thing.given)
    return Shown(one, camera, value, "scenario" if own else "file")


def assumed(one: Field, thing: Thing, assumptions: Assumptions, camera: int = 1) -> object:
    """What stands in where nobody says: the assumption, or what follows from other values; None where nothing does."""
    if one.name == "cameras":
        return cameras(thing, assumptions)
    if one.name == "fov_deg":
        return _field_of_view(thing, assumptions, camera)
    if one.name == "pixels_px":
        across = float(assumptions.quantity("cam.pixels_x").value or 0.0)
        return across * across * 9.0 / 16.0
    if one.name == "night_range_m" and camera_type(thing.values.get("type")) == PTZ:
        return assumptions.quantity("cam.night_range_ptz").value
    return assumptions.quantity(one.parameter).value if one.parameter else one.default


def _field_of_view(thing: Thing, assumptions: Assumptions, camera: int) -> float:
    if camera_type(thing.values.get("type")) == FISHEYE:
        return float(assumptions.quantity("cam.fisheye_field").value or 0.0)
    focal = thing.values.get(property_name("focal_mm", camera), thing.values.get("focal_mm"))
    length = float(focal) if isinstance(focal, (int, float)) and focal > 0 else float(assumptions.quantity("cam.focal").value or 1.0)
    return round(math.degrees(2.0 * math.atan(float(assumptions.quantity("cam.sensor_w").value or 0.0) / (2.0 * length))), 1)


def typed(one: Field, text: str, language: str = "ko") -> object:
    """What a typed text means, None for an empty one (back to the file or the assumption); BadInput says what is wrong with it."""
    words = text.strip()
    if one.type in ("text", "choice"):
        return words or None
    if not words:
        return None
    if one.type == "truth":
        return words in ("1", "true", "True")
    if one.type == "hours":
        from app.study.hours import open_at

        if open_at(words, 12.0) is None:
            raise BadInput(tr("editing.bad.hours", text=words))
        return words
    if one.name == "heading_deg":
        return _heading(words)
    found = re.fullmatch(r"([-+]?\d[\d,]*\.?\d*)\s*\D*", words)
    if found is None:
        raise BadInput(tr("editing.bad.number", name=tr(f"editing.field.{one.name}"), text=words))
    scale = one.scale.get(language, 1.0)
    value = float(found[1].replace(",", "")) * scale
    if not one.low <= value <= one.high or (one.type == "integer" and value != int(value)):
        key = "editing.bad.whole" if one.type == "integer" else "editing.bad.range"
        low, high = f"{one.low / scale:,g}", f"{one.high / scale:,g}"
        raise BadInput(tr(key, name=tr(f"editing.field.{one.name}"), low=low, high=high, unit=tr(f"editing.unit.{one.unit}")))
    return int(value) if one.type == "integer" else value


def _heading(words: str) -> float:
    from app.analysis.headings import parse

    number = re.fullmatch(r"([-+]?\d+\.?\d*)\s*(°|도|deg)?", words)
    if number is not None and -360.0 <= float(number[1]) <= 360.0:
        return float(number[1]) % 360.0
    bearings = parse(words).bearings_deg if number is None else ()
    if len(bearings) != 1:
        raise BadInput(tr("editing.bad.heading", text=words))
    return bearings[0]


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


def put_back(project: Project, id: str) -> Project:
    """Leave an existing thing as its file says: whatever the scenario changed of it is forgotten."""
    known = thing(project, id)
    return edits.remove(project, known.item.id) if known.exists and known.item is not None else project


def is_editable(kind: LayerKind | str) -> bool:
    """True for kinds that have values to set."""
    return (kind if isinstance(kind, str) else kind.key) in FIELDS
