"""What a map shows, as values: the layers, what the analysis adds, and the frame it is seen through.

The painter (``widgets/map_painter.py``) turns a scene into a picture on screen, projector and paper alike; reports ask for
maps with `MapWanted` and know no painter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import cos, radians, sin
from typing import TYPE_CHECKING

from app.kinds import LayerKind, Style
from app.model import Basemap, Layer

if TYPE_CHECKING:
    import numpy

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Overlay:
    """Something the analysis or the planner's hand adds to the map.

    ``role`` names the look, theme by theme: ``seen``, ``unseen``, ``maybe`` (seen only if an unknown heading is kind), ``near``
    and ``far`` (walk to refuge), ``view`` (certain view), ``assumed_view`` (hatched), ``claimed`` (grey ghost circle),
    ``gap`` (numbered marker), ``outside`` (all but these areas steps back: it is not measured), ``proposed``, ``selected``, ``walk``.
    ``geometries`` is an array of shapely geometries in EPSG:5186; ``labels`` has one text for each or is empty.
    """

    key: str
    role: str
    geometries: numpy.ndarray = field(compare=False, repr=False)
    labels: tuple[str, ...] = ()
    revision: str = ""


@dataclass(frozen=True)
class Scene:
    """Everything on a map, bottom to top. ``made_up`` puts the mark on it; ``source_line`` is printed in its corner.

    ``basemaps`` lie beneath all layers; their credit lines are printed with the source line (`sources`).
    ``labelled`` False leaves out all names: in a hall they would be too small to read. ``larger``: so many
    times as large are the signs of sketched things.
    """

    layers: tuple[Layer, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    made_up: bool = False
    source_line: str = ""
    basemaps: tuple[Basemap, ...] = ()
    labelled: bool = True
    larger: float = 1.0

    @property
    def sources(self) -> str:
        """The source line, then the credit of each base map that is shown, each once."""
        credits = [base.credit for base in self.basemaps if base.visible and base.opacity > 0]
        return " · ".join(dict.fromkeys(text for text in (self.source_line, *credits) if text))


@dataclass(frozen=True)
class Frame:
    """The window onto the ground: centre in metres, metres per logical pixel, size in logical pixels, theme and language.

    ``turned_deg`` is the bearing that lies up: 0 for north, 90 for east. Whoever puts a place on the picture asks `to_px` or `turn`.
    """

    centre_m: tuple[float, float]
    metres_per_px: float
    width_px: int
    height_px: int
    theme: str = "light"
    language: str = "ko"
    turned_deg: float = 0.0

    @property
    def box_m(self) -> Box:
        """West, south, east, north around all that is seen."""
        (x, y), w, h = self.centre_m, self.width_px * self.metres_per_px / 2, self.height_px * self.metres_per_px / 2
        if self.turned_deg:
            c, s = abs(cos(radians(self.turned_deg))), abs(sin(radians(self.turned_deg)))
            w, h = w * c + h * s, w * s + h * c
        return (x - w, y - h, x + w, y + h)

    @property
    def turn(self) -> tuple[float, float, float, float, float, float]:
        """How metres become pixels: x_px = t0 * x + t1 * y + t2, y_px = t3 * x + t4 * y + t5."""
        (x, y), mpp = self.centre_m, self.metres_per_px
        c, s = (cos(radians(self.turned_deg)) / mpp, sin(radians(self.turned_deg)) / mpp) if self.turned_deg else (1.0 / mpp, 0.0)
        return (c, -s, self.width_px / 2 - c * x + s * y, -s, -c, self.height_px / 2 + s * x + c * y)

    def to_px(self, x_m: float, y_m: float) -> tuple[float, float]:
        """The pixel over a place on the ground, y downwards."""
        east, north = (x_m - self.centre_m[0]) / self.metres_per_px, (y_m - self.centre_m[1]) / self.metres_per_px
        if self.turned_deg:
            c, s = cos(radians(self.turned_deg)), sin(radians(self.turned_deg))
            east, north = east * c - north * s, east * s + north * c
        return self.width_px / 2 + east, self.height_px / 2 - north

    def to_m(self, x_px: float, y_px: float) -> tuple[float, float]:
        """The ground under a pixel."""
        right, up = (x_px - self.width_px / 2) * self.metres_per_px, (self.height_px / 2 - y_px) * self.metres_per_px
        if self.turned_deg:
            c, s = cos(radians(self.turned_deg)), sin(radians(self.turned_deg))
            right, up = right * c + up * s, up * c - right * s
        return self.centre_m[0] + right, self.centre_m[1] + up


@dataclass(frozen=True)
class MapWanted:
    """A map a report asks for: ``id`` names it in the template, ``box_m`` must be inside, the size is on paper."""

    id: str
    scene: Scene
    box_m: Box
    width_mm: float
    height_mm: float
    language: str = "ko"
    alt: str = ""


@dataclass(frozen=True)
class SymbolWanted:
    """A sign of a legend a report asks for: that of a layer kind (in the ``style`` of a layer), or of an overlay's role where ``kind`` is None."""

    id: str
    kind: LayerKind | None = None
    role: str = ""
    language: str = "ko"
    style: Style | None = None
