"""A camera's card: what it sees at each level, what it is only claimed to see, its nights, and the windows it looks into."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy
from numpy import ndarray

from app.analysis.bearings import best_and_worst
from app.analysis.camera_types import presence
from app.analysis.coverage import Reach
from app.analysis.lenses import Footprint
from app.analysis.levels import Level
from app.analysis.sightlines import street_intervals
from app.analysis.views import Views
from app.quantity import Quantity, Tag
from app.study.answers import Answers
from app.study.sight.cameras import Cameras, footprints
from app.study.sight.card_sides import NO_PIECES, Claim, Quieter, claim, metres, quieter, repeated
from app.study.sight.seen_levels import chosen
from app.study.sight.surroundings import views_at

if TYPE_CHECKING:
    from app.study.deeper import Deeper

# Which assumption stands in where nobody tells a column; the first column of several that is told will do.
STAND_INS: Mapping[str, tuple[str, ...]] = {
    "cam.height": ("height_m",), "cam.tilt": ("tilt_deg",), "cam.focal": ("focal_mm", "fov_deg"), "cam.sensor_w": ("sensor_w_mm",),
    "cam.sensor_h": (), "cam.pixels_x": ("pixels_px", "pixels_x"),
}  # fmt: skip
ALWAYS = ("cam.level", "cam.edition", "cam.target_z", "walls.known_within", "cam.claimed_radius", "cam.exposure_level", "exposure.keep")


@dataclass(frozen=True)
class LevelSeen:
    """What a camera sees at one level or finer: how far along the ground, metres of street, m² of ground; with a band where its
    heading is unknown. Words of the level: ``level.<key>``.
    """

    level: Level
    reach_m: Quantity
    street_m: Quantity
    area_m2: Quantity


@dataclass(frozen=True)
class Card:
    """All about one camera of ``answers.behind.cameras``. Words of the lines: ``cameras.card.<field>``.

    ``blind_m`` and ``far_m``: where its picture begins and ends on the ground at the level that counts; ``sees_from_m`` the
    direction in which it sees most where its heading is unknown (``best_deg``), and least (``worst_deg``). ``presence``: the share of
    time a rotating camera looks at any spot. ``quieter`` is None for what looks all round. ``assumed``: what stands in for what nobody told.
    """

    camera: int
    name: str
    kind: str
    number: int
    at_m: tuple[float, float]
    heading_deg: float | None
    known: bool
    height_m: Quantity
    levels: tuple[LevelSeen, ...]
    blind_m: Quantity
    far_m: Quantity
    field_deg: Quantity
    night_m: Quantity
    street_m: Quantity
    street_night_m: Quantity
    best_deg: float | None
    worst_deg: float | None
    claim: Claim
    presence: Quantity | None
    exposed_m: Quantity
    quieter: Quieter | None
    assumed: tuple[tuple[str, Quantity], ...]
    moved_m: float
    unbounded: bool

    @property
    def lines(self) -> tuple[tuple[str, Quantity], ...]:
        """The single figures in the order to read them: (key of words, quantity)."""
        found = [
            ("height", self.height_m), ("blind", self.blind_m), ("far", self.far_m), ("field", self.field_deg), ("street", self.street_m),
            ("night", self.night_m), ("street_night", self.street_night_m), ("claimed_m", self.claim.claimed_m), ("more_m", self.claim.more_m),
            ("claimed_m2", self.claim.claimed_m2), ("more_m2", self.claim.more_m2), ("exposed", self.exposed_m),
        ]  # fmt: skip
        if self.presence is not None:
            found.append(("presence", self.presence))
        return tuple((f"cameras.card.{key}", value) for key, value in found)


def card(answers: Answers, deeper: Deeper | None, camera: int) -> Card:
    """The card of one camera; quick enough to be asked when it is chosen, though for a worker. IndexError where there is none such.

    Streets count wherever they are on file, in the district or not.
    """
    behind = answers.behind
    site, rows = behind.cameras[camera], numpy.array([camera])
    one = behind.cameras_all.take(rows)
    eye = behind.views.eye[rows]
    whole, ends = _levels(answers, one, eye)
    windows = _windows(answers, one, behind.views.only(rows))
    prints, wide = one.prints, one.optics
    exposed = None if deeper is None or deeper.exposed_m is None else float(deeper.exposed_m[camera])
    exposed_now, other = quieter(answers, one, eye, exposed)
    return Card(
        camera, site.name, site.kind, site.number, site.at_m, site.heading_deg, site.known, metres(one.height_m[0], "mast"), whole,
        metres(prints.near_m[0], "lower edge of the picture"), metres(prints.far_m[0], ends),
        Quantity(float(wide.hfov_deg[0]), "deg", Tag.COMPUTED, "lens and sensor"), metres(one.night_m[0], "infrared light"),
        _of_reach(behind.reach, camera), _of_reach(behind.night or behind.reach, camera),
        None if windows is None else windows[0], None if windows is None else windows[1], claim(answers, camera),
        Quantity(float(presence(wide.hfov_deg[0])), "share", Tag.COMPUTED, "field of view / 360 degrees") if site.kind == "ptz" else None,
        exposed_now, other, _assumed(answers, camera), float(math.dist(eye[0], one.eyes_m[0])), bool(behind.views.unbounded[camera]),
    )  # fmt: skip


def _levels(answers: Answers, one: Cameras, eye: ndarray) -> tuple[tuple[LevelSeen, ...], str]:
    """What is seen at each level of the chosen edition, and the words why the picture ends where it does."""
    behind, a = answers.behind, answers.assumptions
    levels = chosen(a).levels
    many = repeated(one, len(levels))
    parts = [footprints(one.optics, level.px_m, a["cam.target_z"]) for level in levels]
    prints = Footprint(*(numpy.concatenate([getattr(part, name) for part in parts]) for name in Footprint.__dataclass_fields__))
    views = views_at(many, numpy.repeat(eye, len(levels), axis=0), many.heading_deg, prints, behind.walls, a)  # type: ignore[arg-type]
    street = _street(answers, one, views)
    chance = float(one.chance[0])
    found = tuple(
        LevelSeen(level, metres(prints.far_m[row], "lens and level"), street[row],
                  metres(views.area_m2[row] * chance, "ground inside the visible polygon", unit="m2"))
        for row, level in enumerate(levels)
    )  # fmt: skip
    return found, "lens, tilt and level"


def _street(answers: Answers, one: Cameras, views: Views) -> list[Quantity]:
    """Metres of street in each of some views of one camera."""
    pieces, source = answers.behind.pieces, "street length inside the visible polygon"
    seen = street_intervals(views, *NO_PIECES, known=pieces)
    length = numpy.bincount(seen.camera, seen.end_m - seen.start_m, minlength=len(views))
    if one.cameras[0].known:
        return [metres(value, source) for value in length.tolist()]
    chance = float(one.chance[0])
    ends = best_and_worst(views, 360.0 * chance, *NO_PIECES, known=pieces)
    return [
        metres(chance * value, source, min(low, chance * value), max(high, chance * value))
        for value, low, high in zip(length.tolist(), ends.worst_m.tolist(), ends.best_m.tolist(), strict=True)
    ]


def _windows(answers: Answers, one: Cameras, view: Views) -> tuple[float, float] | None:
    """The bearings in the middle of the windows with most and with least street; None where the heading is known."""
    if one.cameras[0].known:
        return None
    width = 360.0 * float(one.chance[0])
    found = best_and_worst(view, width, *NO_PIECES, known=answers.behind.pieces)
    best, worst = (float((start[0] + width / 2.0) % 360.0) for start in (found.best_from_deg, found.worst_from_deg))
    return best, worst


def _of_reach(reach: Reach, camera: int) -> Quantity:
    """Metres of street of one camera in a reach, with its band."""
    source = "street length inside the visible polygon"
    sure, maybe, worst, best = (
        float((one.end_m - one.start_m)[by == camera].sum())
        for one, by in zip(reach.sets, (reach.sure_by, reach.maybe_by, reach.worst_by, reach.best_by), strict=True)
    )
    mine = reach.maybe_by == camera
    if not mine.any():
        return metres(sure, source)
    value = maybe * float(reach.chance[mine][0])
    return metres(value, source, min(worst, value), max(best, value))


def _assumed(answers: Answers, camera: int) -> tuple[tuple[str, Quantity], ...]:
    """The assumptions the card rests on: those that stand in for what nobody told of this camera, and those of every card."""
    site, a = answers.behind.cameras[camera], answers.assumptions
    told = _told(answers, camera)
    ids = [id for id, columns in STAND_INS.items() if not columns or not told & set(columns)]
    if site.kind == "fisheye":
        ids = [id for id in ids if id not in ("cam.tilt", "cam.focal", "cam.sensor_w", "cam.sensor_h")]
        ids += [] if "fov_deg" in told else ["cam.fisheye_field"]
    if "night_m" not in told:
        ids.append("cam.night_range_ptz" if site.kind == "ptz" else "cam.night_range")
    if not site.known and "cameras" not in told:
        ids.append("cam.per_site")
    if site.kind == "multi":
        ids.append("cam.lens_apart")
    return tuple((id, a.quantity(id)) for id in (*ids, *ALWAYS))


def _told(answers: Answers, camera: int) -> set[str]:
    """The columns that the file or the scenario fills for one camera."""
    site, question = answers.behind.cameras[camera], answers.question
    found: set[str] = set()
    layer = next((one for one in question.layers if one.id == site.layer), None)
    if layer is not None and layer.frame is not None and 0 <= site.row < len(layer.frame):
        record = layer.frame.iloc[site.row]
        found |= {column.name for column in layer.kind.columns if column.name in record and record[column.name] == record[column.name]
                  and record[column.name] is not None}  # fmt: skip
    for item in question.items:
        if item.id == site.layer or item.of == (site.layer, site.row):
            found |= {name for name, value in item.properties if value is not None}
    own = f"{site.number}."
    return found | {name.removeprefix(own) for name in found if name.startswith(own)}
