"""What a map shows, as values: the layers, what the analysis adds, and the frame it is seen through.

The painter (``widgets/map_painter.py``) turns a scene into a picture on screen, projector and paper alike; reports ask for
maps with `MapWanted` and know no painter.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.kinds import LayerKind
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
    """

    layers: tuple[Layer, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    made_up: bool = False
    source_line: str = ""
    basemaps: tuple[Basemap, ...] = ()

    @property
    def sources(self) -> str:
        """The source line, then the credit of each base map that is shown, each once."""
        credits = [base.credit for base in self.basemaps if base.visible and base.opacity > 0]
        return " · ".join(dict.fromkeys(text for text in (self.source_line, *credits) if text))


@dataclass(frozen=True)
class Frame:
    """The window onto the ground: centre in metres, metres per logical pixel, size in logical pixels, theme and language."""

    centre_m: tuple[float, float]
    metres_per_px: float
    width_px: int
    height_px: int
    theme: str = "light"
    language: str = "ko"

    @property
    def box_m(self) -> Box:
        """West, south, east, north of what is seen."""
        (x, y), w, h = self.centre_m, self.width_px * self.metres_per_px / 2, self.height_px * self.metres_per_px / 2
        return (x - w, y - h, x + w, y + h)


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
    """A sign of a legend a report asks for: that of a layer kind, or of an overlay's role where ``kind`` is None."""

    id: str
    kind: LayerKind | None = None
    role: str = ""
    language: str = "ko"
