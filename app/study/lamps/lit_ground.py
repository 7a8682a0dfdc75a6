"""The ground one lamp lights: as far as it alone gives the light below which it is dark, and no building is in between."""

from __future__ import annotations

import numpy
import shapely

from app.analysis.illuminance import horizontal_lx
from app.analysis.lighting import towards
from app.study.lamps.light import Lit

BEARINGS, HALVINGS = 72, 14


def lit_ground(lit: Lit, layer: str, row: int) -> shapely.Geometry | None:
    """The ground that the lamp at (layer, row) lights to ``light.dark`` (a sketched one: its id and -1); None where it lights none.

    In the light's own views, so buildings cut it; a lamp out of order or not among those of ``lit`` lights nothing.
    """
    rows = numpy.flatnonzero((lit.posts.layer == layer) & (lit.posts.row == row))
    if not len(rows):
        return None
    lamp = int(rows[0])
    reach = _reach_m(lit, lamp)
    if not (reach > 0.0).any():
        return None
    turn = numpy.arange(BEARINGS) * (2.0 * numpy.pi / BEARINGS)
    ring = lit.light.lamps.xy_m[lamp] + numpy.column_stack([numpy.cos(turn), numpy.sin(turn)]) * numpy.maximum(reach, 0.01)[:, None]
    view = lit.light.view(lamp).polygons()
    found = shapely.intersection(shapely.make_valid(shapely.Polygon(ring)), view[0]) if len(view) else None
    return None if found is None or found.is_empty else found


def _reach_m(lit: Lit, lamp: int) -> numpy.ndarray:
    """How far along each bearing the lamp alone gives ``light.dark`` on level ground; 0 where not even beneath it."""
    x, y = lit.light.lamps.xy_m[lamp].tolist()
    farthest, dark = float(lit.light.packed.reach_m[lamp]), lit.wanted.dark_lx
    turn = numpy.arange(BEARINGS) * (2.0 * numpy.pi / BEARINGS)
    east, north = numpy.cos(turn), numpy.sin(turn)

    def enough(away: numpy.ndarray) -> numpy.ndarray:
        cd, h = towards(lit.light, lamp, x + away * east, y + away * north, 0.0)
        return (horizontal_lx(cd, h, away) if h > 0.0 else numpy.zeros(BEARINGS)) >= dark

    low, high = numpy.zeros(BEARINGS), numpy.full(BEARINGS, farthest)
    everywhere, beneath = enough(high), enough(numpy.full(BEARINGS, 0.01))
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        lit_there = enough(middle)
        low, high = numpy.where(lit_there, middle, low), numpy.where(lit_there, high, middle)
    return numpy.where(everywhere, farthest, numpy.where(beneath, low, 0.0))
