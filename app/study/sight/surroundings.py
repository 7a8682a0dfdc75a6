"""What stands around the cameras and stops their sight: buildings, and where they are on file walls, fences and dense trees.

Where something lower than a mast stands within its reach the view is cut in two and a half dimensions (`app.analysis.relief`), else by
the plain sweep, which is the same there; the compiled part of the former is loaded only when it is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy
import shapely
from numpy import ndarray

from app.analysis.ahead import compile_ahead, wait_for
from app.analysis.lenses import Footprint
from app.analysis.outside import Blocks, blocks
from app.analysis.relief import Relief, known_heights, relief, views_over
from app.analysis.views import Views, join
from app.analysis.visibility import views, walls, within_bearings
from app.analysis.walls import Walls
from app.feedback import SILENT, Feedback
from app.model import Intervention, Layer
from app.parameters import Assumptions
from app.study.asked import Question
from app.study.ground import AROUND_M, near, numbers
from app.study.sight.cameras import Cameras
from app.study.standing import drawn_lines

# The compiled part of views over low walls, and what is lower than any mast (the upper end of ``cam.height``) and may need it.
RELIEF = "app.analysis.relief_kernel"
LOW_M, LOW_STOREYS = 8.0, 2.0
# Masts up to this height share one relief: usual masts are 4 to 6 m high (references 1.3).
USUAL_MAST_M = 6.0
# Nothing is carried less than this.
LEAST_M = 0.005
# Corners of the crown of a tree that is given as a point: a circle's quarter in two.
CROWN_SIDES = 2


@dataclass(frozen=True, eq=False)
class Around:
    """What stops sight, ready to be asked again and again; all in metres.

    ``buildings`` (b,) with ``height_m`` (b,), nan where it is not known: such a building stops every sight line. ``barriers`` (lines)
    and dense ``trees`` (polygons) with theirs; a tree of unknown height (inf) stops every sight line too, but hides nothing from
    a camera in its crown.
    """

    buildings: ndarray
    height_m: ndarray
    barriers: ndarray
    barrier_height_m: ndarray
    trees: ndarray
    tree_height_m: ndarray
    _low: dict[float, shapely.STRtree] = field(default_factory=dict, repr=False)

    @cached_property
    def walls(self) -> Walls:
        """The walls of all buildings, whatever their height."""
        return walls(self.buildings)

    @cached_property
    def blocks(self) -> Blocks:
        """The buildings, ready to keep cameras outside."""
        return blocks(self.buildings)

    @cached_property
    def _trees(self) -> tuple[shapely.STRtree, shapely.STRtree, shapely.STRtree]:
        return tuple(shapely.STRtree(shapes) for shapes in (self.buildings, self.barriers, self.trees))  # type: ignore[return-value]

    def with_barriers(self, barriers: ndarray, height_m: ndarray) -> Around:
        """The same ground with other walls and fences; what is ready of all else stays ready."""
        made = replace(self, barriers=barriers, barrier_height_m=height_m)
        houses, _, crowns = self._trees
        vars(made).update(walls=self.walls, blocks=self.blocks, _trees=(houses, shapely.STRtree(barriers), crowns))
        return made

    def relief(self, eyes_m: ndarray, reach_m: ndarray, within_m: float, mast_m: float) -> Relief | None:
        """What stands around some masts up to ``mast_m``; None where all within their reach are plain walls.

        Buildings are told as far as ``within_m``, though they are out of reach.
        """
        points, reach = shapely.points(eyes_m), reach_m * 1.001

        def met(tree: shapely.STRtree, far: ndarray) -> ndarray:
            if not len(tree):
                return numpy.zeros(0, dtype=numpy.int64)
            return numpy.unique(tree.query(points, predicate="dwithin", distance=far)[1])

        houses, fences, crowns = self._trees
        fence, crown = met(fences, reach), met(crowns, reach)
        if not len(fence) + len(crown):
            if mast_m not in self._low:
                self._low[mast_m] = shapely.STRtree(self.buildings[self.height_m < mast_m])
            if not len(met(self._low[mast_m], reach)):
                return None
        house = met(houses, numpy.maximum(reach, within_m))
        return relief(
            self.buildings[house], self.height_m[house], masts_to_m=mast_m, fences=self.barriers[fence],
            fence_height_m=self.barrier_height_m[fence], trees=self.trees[crown], tree_height_m=self.tree_height_m[crown],
        )  # fmt: skip


def surroundings(question: Question, district: shapely.Geometry) -> Around:
    """Everything counted that stops sight in and around the district, as the scenario leaves it; none of it stops nothing."""
    solid, height = _buildings(question, district)
    rails, rail_height = barriers(question, district)
    crowns, crown_height = _trees(question, district)
    return Around(solid, height, rails, rail_height, crowns, numpy.where(crown_height > 0.0, crown_height, numpy.inf))


def compile_relief_ahead(question: Question) -> None:
    """Begin to compile what views over low walls need, the first time after installation, where anything may be low."""
    walls_on_file = question.counted("walls")
    low = any((numbers(layer.frame, "height_m") < LOW_M).any() or (numbers(layer.frame, "floors") <= LOW_STOREYS).any() for layer in walls_on_file)
    drawn = any(item.kind == "barriers" and item.path_m for item in question.items)
    if low or drawn or any(len(layer.frame) for serves in ("barriers", "trees") for layer in question.counted(serves)):
        compile_ahead(RELIEF)


def views_of(cameras: Cameras, eyes_m: ndarray, around: Around, assumptions: Assumptions, feedback: Feedback = SILENT) -> Views:
    """What the cameras see from their eyes (n, 2), moved outside buildings, at the level that counts."""
    return views_at(cameras, eyes_m, cameras.heading_deg, cameras.prints, around, assumptions, feedback)


def views_at(
    cameras: Cameras, eyes_m: ndarray, heading_deg: ndarray, prints: Footprint, around: Around, assumptions: Assumptions,
    feedback: Feedback = SILENT,
) -> Views:  # fmt: skip
    """The same for other headings or footprints (of another level) of the same cameras, row by row.

    Rings of wide lenses are cut to the field of view about their heading.
    """
    known_within, target_z = assumptions["walls.known_within"], assumptions["cam.target_z"]
    mast = numpy.maximum(numpy.where(cameras.height_m <= USUAL_MAST_M, USUAL_MAST_M, numpy.ceil(cameras.height_m)), target_z)
    heading = numpy.where(cameras.optics.wide, numpy.nan, heading_deg)
    kinds = numpy.unique(mast)
    found, order = [], []
    for place, height in enumerate(kinds.tolist()):
        rows = numpy.flatnonzero(mast == height)
        some = Footprint(*(getattr(prints, part)[rows] for part in Footprint.__dataclass_fields__))
        asked = (eyes_m[rows], heading[rows], some)
        told = feedback.part(place / len(kinds), (place + 1) / len(kinds))
        stands = around.relief(eyes_m[rows], some.reach_m, known_within, height)
        if stands is None:
            seen = views(*asked, around.walls, known_within_m=known_within, feedback=told)
        else:
            wait_for(RELIEF, told)
            seen = views_over(
                *asked, stands, eye_height_m=cameras.height_m[rows], target_z_m=target_z, known_within_m=known_within, feedback=told
            )
        found.append(seen)
        order.append(rows)
    if not found:
        return views(eyes_m, heading, prints, around.walls)
    seen = join(found) if len(found) == 1 else join(found).only(numpy.argsort(numpy.concatenate(order)))
    return _cut(seen, cameras, heading_deg)


def _cut(seen: Views, cameras: Cameras, heading_deg: ndarray) -> Views:
    wide = cameras.optics.wide & numpy.isfinite(heading_deg)
    if not wide.any():
        return seen
    width = numpy.where(wide, cameras.optics.hfov_deg, 360.0)
    some = within_bearings(seen.only(wide), (heading_deg - width / 2.0)[wide], width[wide])
    order = numpy.argsort(numpy.concatenate([numpy.flatnonzero(~wide), numpy.flatnonzero(wide)]))
    return join([seen.only(~wide), some]).only(order)


def _buildings(question: Question, district: shapely.Geometry) -> tuple[ndarray, ndarray]:
    """The outlines of buildings and their known heights: as measured, else by storeys, else nan; visible fillers are not known."""
    a = question.assumptions
    shapes, heights, floors = [numpy.zeros(0, dtype=object)], [numpy.zeros(0)], [numpy.zeros(0)]
    for layer in question.counted("walls"):
        every, rows, changed = standing_shapes(question, layer, district, (3, 6))
        shapes.append(every)
        heights.append(_told(layer, "height_m", rows, changed))
        floors.append(_told(layer, "floors", rows, changed))
    height, storeys = numpy.concatenate(heights), numpy.concatenate(floors)
    if (height > 0.0).any():
        height = known_heights(height, filler_share=a["height.filler_share"])
    else:
        height = numpy.full(len(height), numpy.nan)
    by_storeys = numpy.isnan(height) & (storeys >= 1.0)
    if by_storeys.any():
        height[by_storeys] = storeys[by_storeys] * a["floor.height"]
    return numpy.concatenate(shapes), height


def barriers(question: Question, district: shapely.Geometry) -> tuple[ndarray, ndarray]:
    """Walls and fences that one cannot see through, those the scenario draws included, with their heights (the usual one: unknown)."""
    shapes, heights = [numpy.zeros(0, dtype=object)], [numpy.zeros(0)]
    for layer in question.counted("barriers"):
        every, rows, changed = standing_shapes(question, layer, district, (1, 2, 3, 5, 6))
        solid = ~(_told(layer, "see_through", rows, changed) > 0.0)
        shapes.append(every[solid])
        heights.append(_told(layer, "height_m", rows, changed)[solid])
    lines, items = drawn_lines(question, "barriers", district)
    solid = numpy.array([not dict(item.properties).get("see_through") for item in items], dtype=bool)
    shapes.append(lines[solid])
    heights.append(numpy.array([_height(item) for item in items], dtype=float)[solid])
    rails, height = numpy.concatenate(shapes), numpy.concatenate(heights)
    return rails, numpy.where(height > 0.0, height, question.assumptions["barrier.height"] if len(rails) else numpy.nan)


def changed_barriers(question: Question, items: Iterable[Intervention]) -> ndarray:
    """Where walls and fences stand that some items draw, or stood and stand that they change."""
    layers = {layer.id: layer for layer in question.layers}
    found: list[shapely.Geometry] = []
    for item in items:
        if len(set(item.path_m)) > 1:
            found.append(shapely.LineString(item.path_m))
        elif item.of is not None and item.of[0] in layers:
            every = layers[item.of[0]].frame.geometry.to_numpy()[[item.of[1]]]
            found += [*every, *_moved(every, {0: item})]
    return numpy.array(found, dtype=object)


def _height(item: Intervention) -> float:
    value = dict(item.properties).get("height_m")
    return float(value) if isinstance(value, (int, float)) else numpy.nan


def _trees(question: Question, district: shapely.Geometry) -> tuple[ndarray, ndarray]:
    """The crowns of dense trees and their heights (nan: unknown). A tree of which nothing is said counts as dense."""
    shapes, heights = [numpy.zeros(0, dtype=object)], [numpy.zeros(0)]
    for layer in question.counted("trees"):
        every, rows, changed = standing_shapes(question, layer, district, (0, 3, 4, 6))
        dense = ~(_told(layer, "dense", rows, changed) == 0.0)
        every, rows = every[dense], rows[dense]
        radius, crown = _told(layer, "radius_m", rows, changed), _told(layer, "crown_m", rows, changed)
        radius = numpy.where(radius > 0.0, radius, crown / 2.0)
        points = numpy.isin(shapely.get_type_id(every), (0, 4))
        if points.any() and not (radius[points] > 0.0).all():
            radius = numpy.where(radius > 0.0, radius, question.assumptions["tree.radius"])
        every = every.copy()
        every[points] = shapely.buffer(every[points], radius[points], quad_segs=CROWN_SIDES)
        shapes.append(every)
        heights.append(_told(layer, "height_m", rows, changed))
    return numpy.concatenate(shapes), numpy.concatenate(heights)


def standing_shapes(
    question: Question, layer: Layer, district: shapely.Geometry, types: tuple[int, ...], around_m: float = AROUND_M
) -> tuple[ndarray, ndarray, dict[int, dict]]:
    """The shapes of a layer in and around the district, their rows, and what the scenario changed of them.

    Removed ones are left out, moved ones stand where the scenario puts them.
    """
    every = layer.frame.geometry.to_numpy()
    usable = numpy.isin(shapely.get_type_id(every), types) & ~shapely.is_empty(every)
    changes = {item.of[1]: item for item in question.items if item.of is not None and item.of[0] == layer.id}
    every = _moved(every, changes)
    gone = [row for row, item in changes.items() if item.gone and row < len(every)]
    usable[gone] = False
    rows = numpy.flatnonzero(usable)
    rows = rows[near(district, every[rows], around_m)]
    return every[rows], rows, {row: dict(item.properties) for row, item in changes.items()}


def _moved(every: ndarray, changes: dict[int, Intervention]) -> ndarray:
    """The shapes with those that the scenario carries elsewhere."""
    found = every
    for row, item in changes.items():
        if item.gone or row >= len(every) or shapely.is_empty(every[row]):
            continue
        middle = shapely.centroid(every[row])
        by = numpy.array([item.at_m[0] - middle.x, item.at_m[1] - middle.y])
        if numpy.hypot(*by) > LEAST_M:
            found = every.copy() if found is every else found
            found[row] = shapely.transform(every[row], lambda xy, by=by: xy + by)
    return found


def _told(layer: Layer, name: str, rows: ndarray, changed: dict[int, dict]) -> ndarray:
    """A column of some rows as numbers (yes 1, no 0, nan unknown), with what the scenario says instead."""
    found = numbers(layer.frame, name)[rows]
    for row, values in changed.items():
        if isinstance(values.get(name), (bool, int, float)):
            found[rows == row] = float(values[name])
    return found
