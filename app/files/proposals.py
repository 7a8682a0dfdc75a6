"""What an import proposes and what came of it: values passed between recognition, the window and the session."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.files.raw import Raw
from app.model import Layer, SetAside

if TYPE_CHECKING:
    import geopandas
    import numpy
    import shapely

Message = tuple[tuple[str, Mapping[str, object]], ...]


@dataclass(frozen=True)
class Ground:
    """What the project knows already: ``outline`` of its boundaries (None: none), ``areas`` (code, name, district, level; None:
    none) and its ``layers``."""

    outline: shapely.Geometry | None = None
    areas: geopandas.GeoDataFrame | None = field(default=None, repr=False)
    layers: tuple[Layer, ...] = ()

    @classmethod
    def of(cls, layers: Sequence[Layer]) -> Ground:
        """The ground of these layers; of several layers of boundaries the best are asked first, the others fill what is missing."""
        import shapely

        from app.files import areas, editions

        bounding = [layer for layer in layers if {"district", "dong"} & set(layer.kind.serves)]
        second = editions.settle(bounding, radius_m=0.0)
        best = {layer.id for layer in bounding if layer.counted and layer.id not in second}
        known = areas.of_layers(sorted(bounding, key=lambda layer: layer.id not in best))
        if known is None:
            return cls(None, None, tuple(layers))
        counted = known[known["layer"].isin(best)]
        return cls(shapely.box(*(counted if len(counted) else known).total_bounds), known, tuple(layers))


@dataclass(frozen=True, eq=False)
class Proposal:
    """How a table or layer would be taken in; every part may be changed with `dataclasses.replace` and is then obeyed.

    ``kind``: key of a layer kind, "" where nothing can be made of it. ``mapping``: (column of the kind, header) pairs; for area
    tables a header may be a sum, ``A + B``. ``place``: how rows find their place: xy, geometry, area, address, none. ``x``,
    ``y``: headers (the same twice: one cell holds both); ``swapped``: they change places. ``epsg``: the system the file is
    written in (None: not sure enough to go on, or the text in ``raw.declared_crs``). ``area_key``: headers that name the area.
    ``examples``: ten decoded names; ``points_lonlat``: (k, 2) for a small map. ``message``: (key of words, values) pairs. ``shown``:
    what outcomes and rows set aside call it ("" the file): the file, and the sheet or layer where there are several.
    """

    raw: Raw
    kind: str
    kind_confidence: float = 0.0
    mapping: tuple[tuple[str, str], ...] = ()
    place: str = "none"
    x: str = ""
    y: str = ""
    swapped: bool = False
    epsg: int | None = None
    crs_confidence: float = 0.0
    area_key: str = ""
    examples: tuple[str, ...] = ()
    points_lonlat: numpy.ndarray | None = field(default=None, repr=False)
    message: Message = ()
    title: str = ""
    dated: str = ""
    licence: str = ""
    sha256: str = ""
    shown: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came of one table or layer, as ``import --json`` prints it. ``message`` is a sentence in the planner's language."""

    file: str
    kind: str
    encoding: str
    crs: str
    crs_confidence: float
    rows_in: int
    rows_kept: int
    rows_set_aside: int
    message: str


@dataclass(frozen=True)
class Imported:
    """A layer (None: nothing could be kept), the rows set aside and the outcome."""

    layer: Layer | None
    set_aside: tuple[SetAside, ...]
    outcome: Outcome
