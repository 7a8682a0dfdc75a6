"""What of a thing can be set by value: its fields as data, the values shown for them, and what a typed text means.

Words: ``editing.field.<name>``, ``editing.choice.<name>.<value>``, ``editing.unit.<unit>``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.catalogue import unjoined
from app.errors import BadInput
from app.kinds import LayerKind
from app.parameters import Assumptions
from app.things import FISHEYE, FIXED, MOST_CAMERAS, MULTI, PTZ, WIDE, Thing, camera_type, cameras, headings, property_name
from app.words import tr


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
        Field("lenses", "integer", unit="count", low=1.0, high=8.0, default=4, each=True, of=(MULTI,)),
        Field("heading_deg", unit="deg", high=360.0, each=True, of=(FIXED, MULTI, WIDE), step=5.0),
        Field("tilt_deg", unit="deg", high=90.0, parameter="cam.tilt", each=True, of=(FIXED, MULTI, WIDE)),
        Field("focal_mm", unit="mm", low=1.0, high=120.0, parameter="cam.focal", each=True, of=(FIXED, PTZ, MULTI), step=0.2),
        Field("fov_deg", unit="deg", low=2.0, high=220.0, each=True, of=(FIXED, MULTI, FISHEYE, WIDE)),
        Field("sensor_w_mm", unit="mm", low=1.0, high=40.0, parameter="cam.sensor_w", each=True, of=(FIXED, PTZ, MULTI), step=0.1),
        Field("pixels_px", unit="megapixel", low=40_000.0, high=64_000_000.0, each=True, step=1.0, scale={"ko": 1e4, "en": 1e6}),
        Field("night_m", unit="m", high=500.0, parameter="cam.night_range", each=True, step=5.0),
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
    "crossings": (_NAME, Field("signal", "truth", default=False), Field("floor_signal", "truth", default=False)),
    "speed_cameras": (_NAME,),
    "yellow_carpets": (_NAME,),
    "school_guards": (_NAME, Field("guards", "integer", unit="count", low=1.0, high=50.0, default=1), _HOUR),
    "route_signs": (_NAME,),
    "safe_routes": (_NAME,),
    "barriers": (
        _NAME,
        Field("height_m", unit="m", low=0.2, high=20.0, parameter="barrier.height", step=0.1),
        Field("see_through", "truth", default=False),
    ),
    "trees": (
        _NAME,
        Field("radius_m", unit="m", low=0.2, high=20.0, parameter="tree.radius", step=0.5),
        Field("height_m", unit="m", low=0.2, high=40.0, step=0.5),
        Field("dense", "truth", default=True),
    ),
}  # fmt: skip


def fields_of(kind: str) -> tuple[Field, ...]:
    """The values of a kind that can be set; what joins no layer has its name."""
    return FIELDS.get(kind) or ((_NAME,) if kind in unjoined() else ())


@dataclass(frozen=True)
class Shown:
    """A field with its value; ``origin``: file, scenario (other than the file), sketched, assumed (the default stands in), unknown."""

    field: Field
    camera: int
    value: object
    origin: str

    @property
    def key(self) -> str:
        """The name of the property: ``tilt_deg``, of the second camera ``2.tilt_deg``."""
        return property_name(self.field.name, self.camera)


def shown(thing: Thing, assumptions: Assumptions, camera: int = 1, luminaires: Sequence[str] = ()) -> tuple[Shown, ...]:
    """The fields of a thing with their values; those that every camera has are told for ``camera`` (from 1).

    ``luminaires`` are the project's photometric files; without any the field is left out.
    """
    wanted = []
    for one in fields_of(thing.kind):
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
    if not thing.exists:
        return Shown(one, camera, value, "sketched")
    own = thing.differs(key) or (camera > 1 and key in thing.values and key not in thing.given)
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
    if one.name == "night_m" and camera_type(thing.values.get("type")) == PTZ:
        return assumptions.quantity("cam.night_range_ptz").value
    return assumptions.quantity(one.parameter).value if one.parameter else one.default


def _field_of_view(thing: Thing, assumptions: Assumptions, camera: int) -> float:
    if camera_type(thing.values.get("type")) == FISHEYE:
        return float(assumptions.quantity("cam.fisheye_field").value or 0.0)
    focal = thing.values.get(property_name("focal_mm", camera), thing.values.get("focal_mm"))
    length = (
        float(focal) if isinstance(focal, (int, float)) and focal > 0 else float(assumptions.quantity("cam.focal").value or 1.0)
    )
    sensor = thing.values.get(property_name("sensor_w_mm", camera), thing.values.get("sensor_w_mm"))
    width = float(sensor) if isinstance(sensor, (int, float)) else float(assumptions.quantity("cam.sensor_w").value or 0.0)
    return round(math.degrees(2.0 * math.atan(width / (2.0 * length))), 1)


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
        from app.study.walking.hours import open_at

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


def is_editable(kind: LayerKind | str) -> bool:
    """True for kinds that have values to set."""
    return (kind if isinstance(kind, str) else kind.key) in FIELDS
