"""The ground plan of the made-up district: roads, alleys and stairs, and what each block between them is used for.

Drawn straight in local metres first (a skeleton of roads by hand, blocks cut up by a seeded hand), then bent all at once.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import numpy as np
import shapely
from shapely import LineString, Point, Polygon
from shapely.ops import split, substring

from resources.sample.shapes import halfway, long_axis, polygons, smooth_line, turned, warped

ORIGIN_M = (199_190.0, 550_730.0)
OUTLINE = [(20, 60), (430, 5), (890, 35), (1330, 95), (1372, 520), (1325, 985), (990, 1150), (560, 1120), (120, 1085), (-10, 640)]
FRINGE_M = 95.0
STREAM = [(-160, 345), (0, 352), (280, 318), (640, 352), (960, 398), (1370, 372), (1520, 380)]
STREAM_HALF_M = 11.0
PEAK = np.array([1350.0, 1165.0])
SCHOOL = (np.array([790.0, 555.0]), 142.0, 112.0, 9.0)
PLAYGROUNDS = {(150, 800): "달마루어린이공원", (455, 575): "한빛어린이공원", (775, 815): "별내어린이공원", (185, 105): "모란어린이공원"}
PARK = (np.array([1170.0, 545.0]), 88.0)


@dataclass(frozen=True)
class Road:
    """One named road, alley or flight of stairs before it is cut at junctions. ``rank`` 0 is drawn by hand."""

    line: LineString
    width_m: float
    road_class: str
    name: str = ""
    rank: int = 0


@dataclass
class Plan:
    """The straight plan while it is being drawn."""

    roads: list[Road] = field(default_factory=list)
    uses: list[tuple[Point, str]] = field(default_factory=list)


def outline() -> Polygon:
    """The district before bending, along the middle of the roads around it."""
    return Polygon(OUTLINE)


def district() -> Polygon:
    """The district where it really lies: with the whole of the roads around it."""
    return bent_ground(outline().buffer(9.0, join_style="mitre").segmentize(8.0))


def stream() -> Polygon:
    """The water of the stream where it really lies."""
    edge = outline().buffer(FRINGE_M, join_style="mitre")
    return bent_ground(smooth_line(STREAM).buffer(STREAM_HALF_M).intersection(edge).segmentize(8.0))


def skeleton() -> list[Road]:
    """The roads drawn by hand, local metres, reaching out over the district's edge."""
    water = smooth_line(STREAM)
    roads = [
        Road(smooth_line([(560, -140), (600, 20), (648, 345), (598, 640), (622, 900), (560, 1120), (530, 1260)]), 20.0, "main", "하늘로"),
        Road(water.parallel_offset(26, "left"), 14.0, "main", "은행천로"),
        Road(water.parallel_offset(22, "right"), 6.0, "street", "은행천남길"),
        Road(smooth_line([(-150, 640), (-10, 668), (300, 705), (605, 688), (985, 648), (1350, 655), (1500, 640)]), 16.0, "main", "한빛로"),
        Road(smooth_line([(290, -140), (305, 20), (330, 320), (300, 705), (330, 900), (300, 1102), (280, 1250)]), 9.0, "street", "별내길"),
        Road(smooth_line([(925, -120), (930, 40), (975, 395), (985, 648), (950, 830), (985, 1150), (960, 1280)]), 10.0, "street", "푸른길"),
        Road(smooth_line([(1160, 72), (1150, 200), (1165, 385)]), 8.0, "street", "은빛길"),
        Road(smooth_line([(-6, 520), (150, 500), (318, 515)]), 6.0, "street", "하늘시장길"),
        Road(smooth_line([(300, 705), (460, 870), (612, 950)]), 8.0, "street", "은하수길"),
        Road(smooth_line([(80, 900), (190, 880), (325, 905)]), 6.0, "street", "달마루길"),
        Road(smooth_line([(700, 22), (735, 180), (790, 345)]), 6.5, "street", "물빛길"),
        Road(smooth_line([(60, 185), (180, 170), (315, 190)]), 6.0, "street", "모란길"),
    ]
    names = ["남하늘로", "남하늘로", "남하늘로", "새벽로", "새벽로", "솔빛로", "솔빛로", "솔빛로", "서하늘로", "서하늘로"]
    ring = [*OUTLINE, OUTLINE[0]]
    for name, start, end in zip(names, ring, ring[1:], strict=False):
        width, kind = (15.0, "main") if name in ("남하늘로", "서하늘로") else (9.0, "street")
        roads.append(Road(LineString([start, end]).segmentize(10.0), width, kind, name))
    return roads


def rings() -> tuple[list[Road], list[tuple[Point, str]]]:
    """School grounds and the large park: each a ring of alleys with spokes, and what lies inside."""
    centre, long_m, wide_m, angle = SCHOOL
    ahead, aside = turned(np.array([1.0, 0.0]), angle), turned(np.array([0.0, 1.0]), angle)
    corners = [centre + ahead * long_m / 2 * i + aside * wide_m / 2 * j for i, j in ((1, 1), (-1, 1), (-1, -1), (1, -1))]
    roads = [Road(LineString([*corners, corners[0]]), 6.0, "alley", "하늘학교길", 1)]
    targets = [(940, 640), (640, 660), (640, 410), (945, 420)]
    roads += [Road(LineString([corner, target]), 5.5, "alley", "", 1) for corner, target in zip(corners, targets, strict=True)]
    middle, radius = PARK
    turn = np.radians(np.arange(0, 360, 15) + 8)
    round_ = np.column_stack([middle[0] + radius * 1.12 * np.cos(turn), middle[1] + radius * np.sin(turn)])
    roads.append(Road(LineString([*round_, round_[0]]), 6.0, "alley", "솔빛공원길", 1))
    for index, target in ((2, (1300, 640)), (8, (1010, 640)), (14, (1000, 440)), (20, (1290, 420))):
        roads.append(Road(LineString([round_[index], target]), 5.0, "alley", "", 1))
    return roads, [(Point(centre), "school"), (Point(middle), "park")]


def hill(inside: Polygon, rng: np.random.Generator) -> list[Road]:
    """The slope: lanes along the contours, each at its own height, joined by stairs and a few steep alleys."""
    roads: list[Road] = []
    turn = np.radians(np.linspace(178, 282, 90))
    radii = np.arange(232.0, 640.0, 37.0)
    waves = [9 * np.sin(3.1 * turn + 0.4), 6 * np.sin(7.3 * turn), 11 * np.sin(2.0 * turn + 1.0)]
    lanes = [PEAK + (radius + sum(waves) * radius / 420)[:, None] * np.column_stack([np.cos(turn), np.sin(turn)]) for radius in radii]
    for number, lane in enumerate(lanes):
        for part in shapely.get_parts(LineString(lane).intersection(inside.buffer(1.0))):
            if part.length > 45:
                roads.append(Road(part, 6.0 if number == 0 else float(rng.choice([3.2, 3.6, 4.0, 4.5])), "alley", "", 2))
    for lower, upper in itertools.pairwise(lanes):
        step = int(rng.integers(0, 6))
        while step < len(turn) - 3:
            here, there = lower[step], upper[min(step + int(rng.integers(-2, 3)), len(turn) - 1)]
            link = LineString([here, there]).intersection(inside.buffer(1.0))
            if link.geom_type == "LineString" and link.length > 25:
                stairs = rng.random() < 0.55
                roads.append(Road(link, 3.0 if stairs else 4.0, "stairs" if stairs else "alley", "", 3))
            step += max(4, int(rng.integers(55, 105) / np.hypot(*(lower[1] - lower[0]))))
    return roads


def cut_up(block: Polygon, plan: Plan, rng: np.random.Generator, *, target_m2: float, use: str, depth: int = 0) -> None:
    """Cut a block by alleys until it is small enough; the first cuts are the widest and the least square."""
    along, long_m, wide_m = long_axis(block)
    wanted = target_m2 * rng.uniform(0.75, 1.5)
    if block.area < wanted or long_m < 52 or (wide_m < 34 and long_m < 105) or depth > 9:
        plan.uses.append((block.representative_point(), use))
        if block.area > 3300 and wide_m > 46 and rng.random() < 0.5:
            _dead_end(block, along, plan, rng)
        return
    slant = rng.normal(0, (17, 12, 6, 4)[min(depth, 3)])
    across = turned(along, 90.0 + float(np.clip(slant, -32, 32)))
    middle = halfway(block, along, rng.uniform(0.4, 0.6))
    line = LineString([middle - across * 3000, middle + across * 3000]).intersection(block)
    line = max(shapely.get_parts(line), key=lambda part: part.length)
    bent = _bent(line, rng)
    parts = polygons(split(block, bent))
    if len(parts) < 2 or min(part.area for part in parts) < 700:
        plan.uses.append((block.representative_point(), use))
        return
    width = float(rng.choice(((7.0, 8.0), (5.0, 5.5, 6.0), (4.0, 4.5, 5.0, 6.0), (3.2, 3.6, 4.0, 4.5, 5.0))[min(depth, 3)]))
    plan.roads.append(Road(bent, width, "street" if depth == 0 else "alley", "", 2 + depth))
    for part in parts:
        cut_up(part, plan, rng, target_m2=target_m2, use=use, depth=depth + 1)


def _bent(line: LineString, rng: np.random.Generator) -> LineString:
    """The cut with a knee in it now and then, and a little longer than the block so that it surely meets both sides."""
    start, end = np.asarray(line.coords)[[0, -1]]
    forward = (end - start) / line.length
    ends = [start - forward * 0.4, end + forward * 0.4]
    if line.length > 60 and rng.random() < 0.55:
        knee = start + (end - start) * rng.uniform(0.35, 0.65) + turned(forward, 90.0) * rng.normal(0, min(7.0, line.length / 16))
        return LineString([ends[0], knee, ends[1]])
    return LineString(ends)


def _dead_end(block: Polygon, along: np.ndarray, plan: Plan, rng: np.random.Generator) -> None:
    """An alley that leads into a deep block and ends there."""
    middle = halfway(block, along, rng.uniform(0.4, 0.6))
    across = turned(along, 90.0) * rng.choice([-1.0, 1.0])
    line = LineString([middle, middle + across * 300]).intersection(block)
    if line.geom_type == "LineString" and line.length > 14:
        reach = np.asarray(line.coords)
        plan.roads.append(Road(LineString([reach[-1] + across * 0.4, reach[0]]), float(rng.choice([3.0, 3.2, 3.6])), "alley", "", 9))


def draw(rng: np.random.Generator) -> Plan:
    """The whole plan: roads of every rank and a point with its use in every block, still straight."""
    edge = outline().buffer(FRINGE_M, join_style="mitre")
    inserted, uses = rings()
    drawn = [*skeleton(), *inserted]
    firm = [road.line for road in drawn if road.rank == 0]
    met = [_meeting(road, shapely.union_all([line for line in firm if line is not road.line])) for road in drawn]
    inside = [Road(road.line.intersection(edge), *_rest(road)) for road in met]
    plan = Plan([road for road in inside if road.line.geom_type == "LineString"], list(uses))
    faces = polygons(shapely.polygonize([shapely.union_all([*(road.line for road in plan.roads), edge.exterior], grid_size=0.01)]))
    water = smooth_line(STREAM)
    for face in sorted(faces, key=lambda face: (round(face.centroid.x), round(face.centroid.y))):
        _fill(face, water, plan, rng)
    return plan


def _fill(face: Polygon, water: LineString, plan: Plan, rng: np.random.Generator) -> None:
    middle = face.representative_point()
    x, y = middle.x, middle.y
    if any(face.contains(point) for point, _ in plan.uses[:2]):
        return
    if water.distance(face.centroid) < 8 and long_axis(face)[2] < 75:
        plan.uses.append((middle, "banks"))
    elif outline().contains(middle) and x > 985 and y > 690:
        lanes = hill(face, rng)
        plan.roads += lanes
        noded = shapely.union_all([face.exterior, *(road.line for road in lanes)], grid_size=0.01)
        for part in polygons(shapely.polygonize([noded])):
            near = np.hypot(*(np.asarray(part.centroid.coords[0]) - PEAK))
            plan.uses.append((part.representative_point(), "forest" if near < 215 else "slope"))
    elif 975 < x < 1150 and 60 < y < 380:
        cut_up(face, plan, rng, target_m2=21_000, use="apartments")
    elif y > 940 and x < 320 and outline().contains(middle):
        cut_up(face, plan, rng, target_m2=16_000, use="apartments")
    else:
        cut_up(face, plan, rng, target_m2=4_800 if outline().contains(middle) else 4_400, use="market" if x < 320 and 400 < y < 640 else "houses")


def _meeting(road: Road, firm: shapely.Geometry) -> Road:
    """The road with each end led on, or cut back, to the road it was meant to meet."""
    line = road.line
    for _ in range(2):
        xy = np.asarray(line.coords)
        ahead = (xy[-1] - xy[-2]) / np.hypot(*(xy[-1] - xy[-2]))
        longer = LineString([*xy, xy[-1] + ahead * 70.0])
        meets = sorted(longer.project(point) for point in shapely.get_parts(longer.intersection(firm)) if point.geom_type == "Point")
        close = [at for at in meets if at > max(line.length - 40.0, line.length * 0.5)]
        outside = not Polygon(OUTLINE).contains(Point(xy[-1]))
        if close and not outside and not line.is_ring:
            line = substring(longer, 0, min(close) + 0.4)
        line = line.reverse()
    return Road(line, *_rest(road))


def _rest(road: Road) -> tuple[float, str, str, int]:
    return road.width_m, road.road_class, road.name, road.rank


def bent_ground(geometry: object) -> object:
    """A geometry of the straight plan where it really lies: bent, and in EPSG:5186."""
    return shapely.transform(warped(geometry), lambda xy: xy + np.array(ORIGIN_M))
