"""What a project is: frozen values. Nothing here changes; an edit makes a new project from the old one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from app.kinds import LayerKind

if TYPE_CHECKING:
    import geopandas

Point = tuple[float, float]
STATUSES = ("idea", "planned", "approved", "installed", "faulty")


@dataclass(frozen=True)
class Source:
    """Where a layer comes from, for the report's last pages. Dates are ISO texts; ``settings`` are the choices of the import."""

    file: str
    sha256: str = ""
    rows_in: int = 0
    rows_kept: int = 0
    rows_set_aside: int = 0
    dated: str = ""
    licence: str = ""
    imported_at: str = ""
    settings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class SetAside:
    """A row that could not be used, kept word for word: ``line`` counts from 1 in the file, ``reason`` is a key of words."""

    file: str
    line: int
    reason: str
    row: str = ""


@dataclass(frozen=True)
class Layer:
    """One layer. ``id`` is also its table in the project file; ``revision`` stands for the bulk, which rides uncompared.

    ``counted``: the measures use it (a second street network or an older edition is kept and drawn, but not counted).
    The frame is in EPSG:5186 with the kind's columns first, then the file's own; its index is 0..n-1.
    ``corrections`` are cells the planner set right, (row, column, value); then ``base`` is the frame as it was imported, whose
    bulk lies in the project file, and ``frame`` the same with the corrections in it.
    """

    id: str
    kind: LayerKind
    title: str
    source: Source
    revision: int = 1
    visible: bool = True
    counted: bool = True
    style: tuple[tuple[str, object], ...] = ()
    frame: geopandas.GeoDataFrame = field(default=None, compare=False, repr=False)  # type: ignore[assignment]
    corrections: tuple[tuple[int, str, object], ...] = ()
    base: geopandas.GeoDataFrame = field(default=None, compare=False, repr=False)  # type: ignore[assignment]

    @property
    def bulk(self) -> geopandas.GeoDataFrame:
        """The frame whose bulk lies in the project file: as it was imported, without the corrections."""
        return self.frame if self.base is None else self.base


@dataclass(frozen=True)
class Intervention:
    """One thing sketched. ``kind`` is the key of the layer kind it would join (cctv, phone_booths, ...).

    ``entry`` is its key in the catalogue of interventions ("": the plain one of its kind); what joins no kind of layer, such as
    a convex mirror, a note or a drawn line, has its entry's key as its ``kind``. ``path_m`` are the corners of a line, or of the
    ring of an area (not closed); a point has none. ``at_m`` is then its middle.

    ``properties`` are plain values under the names of the kind's columns. A change of something that exists names it in
    ``of``; with ``gone`` it is taken away. Of a mast with several cameras the second has ``2.heading_deg``, ``2.tilt_deg`` and so on.
    ``status``: one of STATUSES. ``year``: in which it is to be built, 0 where that is open. ``photos`` name pictures kept in the
    project file (`app.session.Session.photo`).
    """

    id: str
    kind: str
    at_m: Point
    heading_deg: float | None = None
    properties: tuple[tuple[str, object], ...] = ()
    note: str = ""
    entry: str = ""
    path_m: tuple[Point, ...] = ()
    status: str = "idea"
    year: int = 0
    photos: tuple[str, ...] = ()

    @property
    def of(self) -> tuple[str, int] | None:
        """(layer, row) of the existing thing this is a change of; None for something new."""
        layer, _, row = str(dict(self.properties).get("of", "")).rpartition("/")
        return (layer, int(row)) if layer and row.isdecimal() else None

    @property
    def gone(self) -> bool:
        """True where the existing thing is taken away."""
        return bool(dict(self.properties).get("gone", False))


@dataclass(frozen=True)
class Scenario:
    """A named set of sketched things on top of what exists. Order is drawing order.

    ``budgets`` are what may be spent a year, (year, won).
    """

    id: str
    title: str
    note: str = ""
    items: tuple[Intervention, ...] = ()
    budgets: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True)
class LuminaireFile:
    """A maker's photometric file (IES or EULUMDAT) kept in the project: ``name`` as lamps name it, ``text`` word for word.

    ``layers`` are the ids of the layers whose lamps it stands for, where a lamp does not name another in its column ``luminaire``.
    """

    name: str
    text: str = field(repr=False)
    layers: tuple[str, ...] = ()


@dataclass(frozen=True)
class View:
    """A remembered place on the map: its centre, how many metres one logical pixel covers and the bearing that points up.

    As a ``step`` of a hearing it also says what is seen there: ``caption`` beneath it, the measure whose map is shown
    (``look``, "" = none), the scenario ("" = what exists), and the one it is swiped ``against`` (None = no swipe).
    ``hidden`` are ids of layers left out.
    """

    id: str
    title: str
    centre_m: Point
    metres_per_px: float
    turned_deg: float = 0.0
    step: bool = False
    caption: str = ""
    look: str = ""
    scenario: str = ""
    against: str | None = None
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Basemap:
    """A ready-made map beneath all layers; its file stays where it is and is never copied into the project.

    ``form``: mbtiles, pmtiles, image (a raster that knows its place) or scan (one placed by ``points``, each
    (column px, row px, x_m, y_m)). ``opacity`` 0 to 1. ``credit`` is printed on every map that shows it.
    """

    id: str
    title: str
    path: str
    form: str
    visible: bool = True
    opacity: float = 1.0
    credit: str = ""
    points: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True)
class UnitCost:
    """What one of a catalogue entry costs, as this office says: won to build and won a year (None: ask), year and source."""

    entry: str
    build_krw: float | None = None
    yearly_krw: float | None = None
    year: int = 0
    source: str = ""


@dataclass(frozen=True)
class SavedStyle:
    """A look kept under a name for layers of one kind."""

    title: str
    kind: str
    style: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Project:
    """Everything a planner works on. ``district`` is the chosen district's code ("" = found from the data).

    ``scenario`` is the id of the one shown ("" = what exists). ``parameters`` are the assumptions changed by the planner:
    id -> value; all others stand at their default in `app.parameters`. ``basemaps`` lie bottom to top. ``costs`` are the entries
    of the unit-cost book the office set itself; all others stand as in the catalogue.
    """

    id: str
    name: str
    made_up: bool = False
    district: str = ""
    layers: tuple[Layer, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    scenario: str = ""
    views: tuple[View, ...] = ()
    parameters: tuple[tuple[str, float], ...] = ()
    luminaires: tuple[LuminaireFile, ...] = ()
    basemaps: tuple[Basemap, ...] = ()
    costs: tuple[UnitCost, ...] = ()
    styles: tuple[SavedStyle, ...] = ()

    def layer(self, id: str) -> Layer:
        """The layer called ``id``; KeyError where there is none."""
        return next((layer for layer in self.layers if layer.id == id), None) or _missing(id)

    def counted(self, serves: str) -> tuple[Layer, ...]:
        """The layers the measures use for a purpose (``seen``, ``refuge``, ``walls``, ...)."""
        return tuple(layer for layer in self.layers if layer.counted and serves in layer.kind.serves)

    def with_layer(self, layer: Layer) -> Project:
        """The project with this layer, in the place of the one with the same id or as the last."""
        if any(known.id == layer.id for known in self.layers):
            return replace(self, layers=tuple(layer if known.id == layer.id else known for known in self.layers))
        return replace(self, layers=(*self.layers, layer))

    def without_layer(self, id: str) -> Project:
        """The project without the layer called ``id``."""
        return replace(self, layers=tuple(layer for layer in self.layers if layer.id != id))

    @property
    def shown(self) -> Scenario | None:
        """The scenario that is shown, or None for what exists."""
        return next((scenario for scenario in self.scenarios if scenario.id == self.scenario), None)

    def with_scenario(self, scenario: Scenario) -> Project:
        """The project with this scenario, in the place of the one with the same id or as the last."""
        if any(known.id == scenario.id for known in self.scenarios):
            return replace(self, scenarios=tuple(scenario if known.id == scenario.id else known for known in self.scenarios))
        return replace(self, scenarios=(*self.scenarios, scenario))

    @property
    def changed_parameters(self) -> Mapping[str, float]:
        """The assumptions the planner changed, id -> value."""
        return dict(self.parameters)


def _missing(id: str) -> Layer:
    raise KeyError(id)
