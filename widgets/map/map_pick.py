"""What stands at a spot of the map: signs first, then lines, then areas, the topmost layer first."""

from __future__ import annotations

from dataclasses import dataclass

from app.model import Layer
from app.scene import Frame, Scene
from widgets.map import map_overview, map_shapes
from widgets.map.map_painter import shown, style_of
from widgets.map.map_parts import Shapes

SIGN_REACH_PX = 11.0
LINE_REACH_PX = 6.0
AT_ONCE = 20_000


@dataclass(frozen=True)
class Found:
    """One feature: its layer and its row in the layer's frame."""

    layer: str
    row: int


def sign_at(scene: Scene, frame: Frame, x_m: float, y_m: float) -> Found | None:
    """The sign under a spot, or None."""
    import numpy as np

    for layer in _shown(scene, frame):
        # Houses and streets have no signs, and taking them apart here would hold up the hand.
        found = _at_hand(layer) if layer.kind.geometry in ("Point", "Any") else None
        if found is None or not len(found.points) or map_overview.of_shapes(layer, found, frame):
            continue
        style = style_of(layer)
        reach = (max(SIGN_REACH_PX, style.size_px / 2 + 2) if style.symbol != "dot" else 5.0) * frame.metres_per_px
        near = found.points_within((x_m - reach, y_m - reach, x_m + reach, y_m + reach))
        apart = np.hypot(found.points[near, 0] - x_m, found.points[near, 1] - y_m)
        if len(near) and apart.min() <= reach:
            return Found(layer.id, int(found.point_row[near[apart.argmin()]]))
    return None


def _at_hand(layer: Layer) -> Shapes | None:
    """The shapes of a layer, those of a large one only once the painter has made them: the hand never waits."""
    return map_shapes.known(layer) or (map_shapes.of_layer(layer) if len(layer.frame) <= AT_ONCE else None)


def feature_at(scene: Scene, frame: Frame, x_m: float, y_m: float) -> Found | None:
    """Whatever stands at a spot: a sign, else a line, else the smallest area around it; None on bare ground."""
    return sign_at(scene, frame, x_m, y_m) or _line_at(scene, frame, x_m, y_m) or _area_at(scene, frame, x_m, y_m)


def _shown(scene: Scene, frame: Frame) -> list[Layer]:
    return [layer for layer in reversed(scene.layers)
            if layer.visible and layer.frame is not None and shown(style_of(layer), frame)]  # fmt: skip


def _line_at(scene: Scene, frame: Frame, x_m: float, y_m: float) -> Found | None:
    import shapely

    reach, spot = LINE_REACH_PX * frame.metres_per_px, shapely.Point(x_m, y_m)
    for layer in _shown(scene, frame):
        found = _at_hand(layer)
        if found is None:
            continue
        lines = found.lines
        rows = lines.row[lines.within((x_m - reach, y_m - reach, x_m + reach, y_m + reach))]
        if len(rows):
            apart = shapely.distance(layer.frame.geometry.values._data[rows], spot)
            if apart.min() <= reach:
                return Found(layer.id, int(rows[apart.argmin()]))
    return None


def _area_at(scene: Scene, frame: Frame, x_m: float, y_m: float) -> Found | None:
    import numpy as np
    import shapely

    best: tuple[float, Found] | None = None
    for layer in _shown(scene, frame):
        found = _at_hand(layer)
        if found is None:
            continue
        rings = found.rings
        rows = np.unique(rings.row[rings.within((x_m, y_m, x_m, y_m))])
        shapes = layer.frame.geometry.values._data[rows]
        for row in rows[shapely.contains(shapes, shapely.Point(x_m, y_m))].tolist():
            area = float(layer.frame.geometry.values._data[row].area)
            if best is None or area < best[0]:
                best = (area, Found(layer.id, row))
    return best[1] if best else None
