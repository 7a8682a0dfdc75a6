"""What a study answers: measures with bands, gaps with reasons, data warnings, and what ``why`` needs. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app.parameters import Assumptions
from app.quantity import Quantity
from app.scene import Box, Overlay

if TYPE_CHECKING:
    import shapely
    from numpy import ndarray

    from app.analysis.access import Network, Walk
    from app.analysis.coverage import Reach
    from app.analysis.streets import Streets
    from app.analysis.visibility import Pieces, Views
    from app.study.asked import Question
    from app.study.ground import Ground
    from app.study.laid import Laid, Sheet
    from app.study.sight.cameras import Cameras

Said = tuple[str, Mapping[str, object]]
"""A key of words and the values that fill it: ``tr(key, **values)``."""


class Area(NamedTuple):
    """An area that has measures of its own: the district or a dong."""

    code: str
    name: str
    polygon: shapely.Geometry


@dataclass(frozen=True)
class Measure:
    """One share in one area. Words: ``measure.<id>``; the details' words: ``detail.<key>``.

    ``quantity`` is a share (0 to 1) with its band; its value is None where the area has nothing to measure it on.
    """

    id: str
    area_code: str
    area: str
    quantity: Quantity
    details: tuple[tuple[str, Quantity], ...] = ()


@dataclass(frozen=True)
class Gap:
    """A stretch of one street that no camera certainly sees, worst first.

    ``worth`` is demand x (1 - measure) in metres of average demand. ``reasons`` and ``fix`` are words with their values;
    ``street`` is "" where the street has no name.
    """

    rank: int
    street: str
    length_m: float
    centre_m: tuple[float, float]
    line: shapely.Geometry
    reasons: tuple[Said, ...]
    fix: tuple[Said, ...]
    worth: float
    quantities: tuple[tuple[str, Quantity], ...]
    area: str = ""


@dataclass(frozen=True)
class Camera:
    """A site as the study took it. ``layer`` and ``row`` say where it stands in the data; a sketched one has its ``id`` as layer.

    ``known``: all-round sites and cameras with a heading; ``chance`` is the probability that an unknown site looks any given way.
    ``kind``: fixed, multi, ptz, fisheye, or round (only said to look everywhere); ``number`` counts the cameras of a mast from 1.
    """

    layer: str
    row: int
    name: str
    at_m: tuple[float, float]
    heading_deg: float | None
    known: bool
    all_round: bool
    chance: float
    kind: str = "fixed"
    number: int = 1


@dataclass(frozen=True)
class Device:
    """A refuge or a mailbox on the network. ``kind`` is a layer kind's key."""

    layer: str
    row: int
    kind: str
    name: str
    at_m: tuple[float, float]


@dataclass(frozen=True)
class Behind:
    """What the answers were made from, kept so that ``why`` and later questions need not begin again.

    Per camera: ``reach_m`` its farthest corner, ``lens_m`` (n, 5) near and far edge, half widths there,
    half the field of view in radians. ``cameras_all`` is the same cameras with all that is known of them, row by row;
    ``reach`` what they see by day, ``night`` by night. ``laid`` is all that lies on the streets and
    ``sheet`` the table all lengths are read from, ``walls`` what stops
    sight (`app.study.sight.surroundings.Around`), ``pieces`` the streets ready to be cut, ``walks`` the walks beyond refuge and mailbox.
    """

    network: Network
    cameras: tuple[Camera, ...]
    views: Views
    reach_m: ndarray
    lens_m: ndarray
    reach: Reach
    refuges: tuple[Device, ...]
    refuge_walk: Walk
    mailboxes: tuple[Device, ...]
    mailbox_walk: Walk
    ground: Ground
    cameras_all: Cameras
    laid: Laid
    sheet: Sheet
    walls: object
    pieces: Pieces
    night: Reach
    walks: object


@dataclass(frozen=True)
class Answers:
    """Everything the study found out. ``areas`` holds the district first, then the dongs; ``measures`` in the same order.

    ``exists`` counts features inside the district by layer kind. ``notes`` are warnings about the data, as words with values.
    ``question`` is what was asked; ``zones`` and ``routes`` are school zones and safe-return routes one by one; ``light`` is the
    light on the streets, None where no lamps are known.
    """

    project: str
    key: object
    district: tuple[str, str]
    areas: tuple[Area, ...]
    measures: tuple[Measure, ...]
    gaps: tuple[Gap, ...]
    exists: Mapping[str, int]
    notes: tuple[Said, ...]
    assumptions: Assumptions
    streets: Streets = field(repr=False)
    overlays: tuple[Overlay, ...] = field(repr=False)
    behind: Behind = field(repr=False)
    question: Question = field(repr=False)
    zones: tuple = ()
    routes: tuple = ()
    light: object = field(default=None, repr=False)

    @property
    def district_box_m(self) -> Box:
        """West, south, east, north of the district."""
        return self.areas[0].polygon.bounds

    def measure(self, id: str, area_code: str | None = None) -> Measure | None:
        """The measure called ``id`` in an area (None: the district), or None where it was left out."""
        wanted = self.district[0] if area_code is None else area_code
        return next((one for one in self.measures if one.id == id and one.area_code == wanted), None)

    def overlay(self, role: str) -> Overlay | None:
        """The overlay with a role, or None where there is nothing to draw."""
        return next((one for one in self.overlays if one.role == role), None)
