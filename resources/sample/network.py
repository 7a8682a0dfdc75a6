"""From the plan to streets: cut at every junction, bent to the ground, named as Korean roads are named."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import LineString, Polygon

from resources.sample.ground import FRINGE_M, PLAYGROUNDS, Plan, Road, bent_ground, outline
from resources.sample.shapes import polygons

STUB_M = 8.0
PARENTS = ("하늘로", "은행천로", "한빛로", "남하늘로", "서하늘로", "솔빛로", "새벽로", "별내길", "푸른길")
LETTERS = ("", "가", "나", "다", "라", "마", "바", "사", "아", "자", "차", "카", "타", "파", "하")


@dataclass(frozen=True)
class Street:
    """A stretch of street between two junctions (or to a dead end), where it really lies."""

    line: LineString
    name: str
    width_m: float
    road_class: str


@dataclass(frozen=True)
class Block:
    """The land between streets: ``whole`` to the centrelines, ``land`` without the street surface."""

    whole: Polygon
    land: Polygon
    use: str


def streets(plan: Plan) -> list[Street]:
    """All streets of the plan; ends that meet share the very same coordinates."""
    pieces, owner = _noded(plan)
    pieces, owner = _without_stubs(pieces, owner, plan)
    joined = _joined(pieces, owner)
    names = _names(plan.roads)
    made = []
    for line, index in joined:
        road = plan.roads[index]
        ground = shapely.transform(bent_ground(line.segmentize(8.0)).simplify(0.3), lambda xy: xy.round(2))
        made.append(Street(ground, names[index], road.width_m, road.road_class))
    return made


def _noded(plan: Plan) -> tuple[list[LineString], list[int]]:
    """The plan's lines cut where they meet, each with the road it belongs to: the highest in rank, the earliest drawn."""
    lines = np.array([road.line for road in plan.roads], dtype=object)
    pieces = [part for part in shapely.get_parts(shapely.union_all(lines, grid_size=0.01)) if part.length > 0]
    middles = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    piece, road = shapely.STRtree(lines).query(middles, predicate="dwithin", distance=0.15)
    owner = [10**6] * len(pieces)
    for index, candidate in zip(piece.tolist(), road.tolist(), strict=True):
        owner[index] = min(owner[index], candidate)
    return pieces, owner


def _ends(line: LineString) -> tuple[tuple[float, float], tuple[float, float]]:
    return line.coords[0], line.coords[-1]


def _without_stubs(pieces: list[LineString], owner: list[int], plan: Plan) -> tuple[list[LineString], list[int]]:
    """Without the short tails that stick out where one road was led across another."""
    edge = outline().buffer(FRINGE_M, join_style="mitre").exterior
    while True:
        degree: dict[tuple[float, float], int] = defaultdict(int)
        for line in pieces:
            for end in _ends(line):
                degree[end] += 1
        kept = [
            index
            for index, line in enumerate(pieces)
            if line.length >= STUB_M or min(degree[end] for end in _ends(line)) > 1 or line.distance(edge) < 0.1
        ]
        if len(kept) == len(pieces):
            return pieces, owner
        pieces, owner = [pieces[index] for index in kept], [owner[index] for index in kept]


def _joined(pieces: list[LineString], owner: list[int]) -> list[tuple[LineString, int]]:
    """Pieces of one road joined again wherever no other road meets them."""
    at: dict[tuple[float, float], list[int]] = defaultdict(list)
    for index, line in enumerate(pieces):
        for end in _ends(line):
            at[end].append(index)
    firm = [shapely.Point(end) for end, there in at.items() if len(there) != 2 or owner[there[0]] != owner[there[1]]]
    roads: dict[int, list[LineString]] = defaultdict(list)
    for line, index in zip(pieces, owner, strict=True):
        roads[index].append(line)
    stops = {(point.x, point.y) for point in firm}
    made = []
    for index, lines in sorted(roads.items()):
        made += [(line, index) for line in _chains(lines, stops)]
    return made


def _chains(lines: list[LineString], stops: set[tuple[float, float]]) -> list[LineString]:
    """Lines put end to end, never across a stop."""
    chains = [list(line.coords) for line in lines]
    merged = True
    while merged:
        merged = False
        for i, one in enumerate(chains):
            for j in range(i + 1, len(chains)):
                other = chains[j]
                if one[-1] not in stops and one[-1] in (other[0], other[-1]):
                    chains[i] = one + (other[1:] if other[0] == one[-1] else other[-2::-1])
                elif one[0] not in stops and one[0] in (other[0], other[-1]):
                    chains[i] = (other[:-1] if other[-1] == one[0] else other[:0:-1]) + one
                else:
                    continue
                del chains[j]
                merged = True
                break
            if merged:
                break
    return [LineString(chain) for chain in chains]


def _names(roads: list[Road]) -> list[str]:
    """A name for every road: side streets carry the number of metres (in twenties, odd on the left) along their parent."""
    parents = [(road.name, road.line) for name in PARENTS for road in roads if road.name == name]
    taken: dict[tuple[str, int], int] = defaultdict(int)
    names = [road.name for road in roads]
    for index in sorted(range(len(roads)), key=lambda index: (roads[index].rank, index)):
        if names[index]:
            continue
        middle = roads[index].line.interpolate(0.5, normalized=True)
        name, line = min(parents, key=lambda parent: roads[index].line.distance(parent[1]) + 0.05 * middle.distance(parent[1]))
        at_m = line.project(middle)
        here, ahead = line.interpolate(at_m), line.interpolate(at_m + 1.0)
        left = (ahead.x - here.x) * (middle.y - here.y) - (ahead.y - here.y) * (middle.x - here.x) > 0
        number = 2 * int(at_m // 20) + (1 if left else 2)
        while taken[name, number] >= len(LETTERS):
            number += 2
        letter = LETTERS[taken[name, number]]
        taken[name, number] += 1
        names[index] = f"{name} {number}{letter}길" if name.endswith("로") else f"{name[:-1]} {number}{letter}길"
    return names


def blocks(made: list[Street], plan: Plan) -> list[Block]:
    """The land between the streets with its use."""
    edge = bent_ground(outline().buffer(FRINGE_M, join_style="mitre").exterior.segmentize(8.0))
    lines = [street.line for street in made]
    faces = polygons(shapely.polygonize([shapely.union_all([*lines, edge], grid_size=0.01)]))
    surface = shapely.union_all([street.line.buffer(street.width_m / 2, quad_segs=2) for street in made])
    points = [bent_ground(point) for point, _ in plan.uses]
    tree = shapely.STRtree(points)
    playgrounds = shapely.union_all([bent_ground(shapely.Point(at)) for at in PLAYGROUNDS])
    made_blocks = []
    for face in sorted(faces, key=lambda face: (round(face.centroid.x, 1), round(face.centroid.y, 1))):
        inside = sorted(tree.query(face, predicate="contains").tolist())
        use = plan.uses[inside[0]][1] if inside else "houses"
        use = "park" if face.intersects(playgrounds) else use
        made_blocks += [Block(face, land, use) for land in polygons(face.difference(surface)) if land.area > 60]
    return made_blocks
