"""Lots along the streets, and a building on each: never on a street, never over another."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon
from shapely.affinity import rotate, translate

from resources.sample.network import Block, Street
from resources.sample.shapes import halfway, halves, long_axis, polygons, turned

FLOOR_M = 3.0
SHARES = np.arange(1.0, 0.55, -0.06)
NAMES = ("해오름", "은행", "하늘", "솔빛", "별내", "한빛", "푸른", "새봄", "달빛", "청솔", "온누리", "다온", "가람", "미르", "라온")


@dataclass(frozen=True)
class Building:
    """One building: outline, floors, height, use and a name, which most have not."""

    outline: Polygon
    floors: int
    height_m: float
    use: str
    name: str = ""


def build(blocks: list[Block], made: list[Street], rng: np.random.Generator) -> list[Building]:
    """All buildings of all blocks."""
    mains = shapely.union_all([street.line for street in made if street.road_class == "main"])
    market = shapely.union_all([street.line for street in made if street.name == "하늘시장길"])
    built: list[Building] = []
    for block in blocks:
        near = block.land.buffer(25.0)
        main, shops = mains.intersection(near), market.intersection(near)
        if block.use == "apartments" and block.land.area > 6000:
            built += _towers(block.land, rng)
        elif block.use == "school":
            built += _school(block.land)
        elif block.use in ("houses", "market", "slope", "apartments"):
            for lot in lots(block, main, shops, rng):
                house = _house(lot, block, main, shops, rng)
                if house is not None:
                    built.append(house)
    return built


def lots(block: Block, mains: shapely.Geometry, market: shapely.Geometry, rng: np.random.Generator) -> list[Polygon]:
    """The block cut into lots which nearly all touch a street; larger along the main roads, small along the market."""
    edge = block.land.boundary.buffer(0.3)
    shapely.prepare(edge)
    done, waiting = [], [block.land]
    while waiting:
        lot = waiting.pop()
        size = _lot_size(lot, block, mains, market) * rng.uniform(0.8, 1.6)
        parts = None if lot.area < size or lot.area < 70 else _cut(lot, edge, size, rng)
        if parts is None:
            done.append(lot)
        else:
            waiting += parts
    return done


def _lot_size(lot: Polygon, block: Block, mains: shapely.Geometry, market: shapely.Geometry) -> float:
    if block.use == "market" and _near(lot, market, 12):
        return 75.0
    if _near(lot, mains, 16):
        return 330.0
    return 135.0 if block.use == "slope" else 210.0


def _near(lot: Polygon, roads: shapely.Geometry, metres: float) -> bool:
    return not roads.is_empty and lot.distance(roads) < metres


def _cut(lot: Polygon, edge: Polygon, size: float, rng: np.random.Generator) -> list[Polygon] | None:
    """The lot cut across or lengthwise, whichever leaves stout parts that touch a street; None where no cut is good."""
    along, _long_m, _wide_m = long_axis(lot)
    best, best_worth = None, -1.0
    for direction in (turned(along, 90.0), along):
        at = halfway(lot, turned(direction, -90.0), rng.uniform(0.42, 0.58))
        parts = halves(lot, at, turned(direction, float(rng.normal(0, 2.5))))
        if len(parts) < 2 or min(part.area for part in parts) < 38:
            continue
        sides = [long_axis(part)[1:] for part in parts]
        stout = min(wide / long for long, wide in sides)
        if min(wide for _, wide in sides) < 6.5 and lot.area < 4 * size:
            continue
        reached = all(edge.intersects(part) for part in parts)
        worth = min(stout, 0.62) + (0.42 if reached else 0.0)
        if worth > best_worth:
            best, best_worth = parts, worth
    return best


def _house(lot: Polygon, block: Block, mains: shapely.Geometry, market: shapely.Geometry, rng: np.random.Generator) -> Building | None:
    """The building on a lot; None for the few that are empty, car parks or too thin."""
    if rng.random() < 0.035:
        return None
    room = lot.buffer(-float(rng.uniform(0.45, 1.15)), join_style="mitre")
    room = max(polygons(room), key=lambda part: part.area, default=None)
    if room is None or room.area < 20 or long_axis(room)[2] < 3.2:
        return None
    if _near(lot, mains, 14):
        floors, use = int(rng.choice([3, 4, 5, 6, 8, 10, 13], p=[0.14, 0.2, 0.24, 0.18, 0.12, 0.08, 0.04])), "근린생활시설"
        use = "업무시설" if floors >= 8 else use
    elif block.use == "market" and _near(lot, market, 12):
        floors, use = int(rng.choice([1, 2, 3], p=[0.35, 0.45, 0.2])), "판매시설"
    elif block.use == "slope":
        floors = int(rng.choice([1, 2, 3, 4], p=[0.3, 0.38, 0.2, 0.12]))
        use = "단독주택" if floors <= 2 else "다세대주택"
    else:
        floors = int(rng.choice([1, 2, 3, 4, 5], p=[0.1, 0.24, 0.24, 0.27, 0.15]))
        use = "단독주택" if floors <= 2 else str(rng.choice(["다가구주택", "다세대주택", "다세대주택", "근린생활시설"]))
    outline = _form(room, rng)
    height = round(floors * FLOOR_M + float(rng.uniform(0.4, 2.4)), 1)
    return Building(_rounded(outline), floors, height, use, _name(use, floors, rng))


def _name(use: str, floors: int, rng: np.random.Generator) -> str:
    number = int(rng.integers(1, 9))
    first = str(rng.choice(NAMES))
    if use == "다세대주택" and rng.random() < 0.35:
        return f"{first}빌라 {number}차" if number < 4 else f"{first}빌라"
    if use in ("업무시설", "근린생활시설") and floors >= 4 and rng.random() < 0.4:
        return f"{first}빌딩"
    return ""


def _form(room: Polygon, rng: np.random.Generator) -> Polygon:
    """What stands on the room left by the setbacks: the room itself, a rectangle, an L, or a small courtyard house."""
    form = rng.random()
    plain = room.simplify(0.6)
    whole = plain if plain.within(room.buffer(0.25)) and len(plain.exterior.coords) <= 7 else None
    box = _box(room)
    if whole is not None and (form < 0.5 or box is None):
        return whole if whole.within(room.buffer(0.02)) else room
    if box is None:
        return room
    along, long_m, wide_m = long_axis(box)
    if form > 0.8 and long_m > 9 and wide_m > 7.5:
        return _notched(box, along, long_m, wide_m, rng)
    return box


def _box(room: Polygon) -> Polygon | None:
    """The largest of a few rectangles that lie square to the room and inside it; None where it would waste most of it."""
    along, long_m, wide_m = long_axis(room)
    middle, across = np.asarray(room.centroid.coords[0]), turned(along, 90.0)
    length, width = (grid.ravel()[:, None] for grid in np.meshgrid(SHARES, SHARES))
    a, b = along * long_m * length / 2, across * wide_m * width / 2
    boxes = shapely.polygons(np.stack([middle + a + b, middle - a + b, middle - a - b, middle + a - b], axis=1))
    inside = room.buffer(0.03)
    shapely.prepare(inside)
    areas = np.where(shapely.contains(inside, boxes), shapely.area(boxes), 0.0)
    best = int(areas.argmax())
    return boxes[best] if areas[best] > 0.6 * room.area else None


def _notched(box: Polygon, along: np.ndarray, long_m: float, wide_m: float, rng: np.random.Generator) -> Polygon:
    """The rectangle as an L, or with a courtyard open to one side."""
    corners = np.asarray(box.exterior.coords)[:4]
    corner = corners[int(rng.integers(0, 4))]
    middle = corners.mean(axis=0)
    if rng.random() < 0.25:
        corner = (corner + corners[int(rng.integers(0, 4))]) / 2
    inward = middle - corner
    across = turned(along, 90.0)
    a = along * (np.sign(inward @ along) or 1.0) * long_m * rng.uniform(0.35, 0.5)
    b = across * (np.sign(inward @ across) or 1.0) * wide_m * rng.uniform(0.35, 0.5)
    notch = Polygon([corner - a * 0.02 - b * 0.02, corner + a - b * 0.02, corner + a + b, corner + b - a * 0.02])
    left = polygons(box.difference(notch))
    return left[0] if len(left) == 1 and not left[0].interiors else box


def _rounded(outline: Polygon) -> Polygon:
    return shapely.transform(outline, lambda xy: xy.round(2))


def _towers(land: Polygon, rng: np.random.Generator) -> list[Building]:
    """Apartment slabs in rows that look about south, and a low shop building in a corner."""
    name = f"{rng.choice(NAMES)}아파트"
    along = long_axis(land)[0]
    angle = (np.degrees(np.arctan2(along[1], along[0])) + 45.0) % 90.0 - 45.0
    slabs = max((_rows(land, angle, shift, rng) for shift in np.arange(0.0, 36.0, 6.0)), key=lambda rows: sum(part.area for part in rows))
    made = []
    for slab in slabs:
        floors = int(rng.integers(18, 24)) if long_axis(slab)[1] < 27 else int(rng.integers(12, 17))
        made.append(Building(_rounded(slab), floors, round(floors * 2.9 + 1.8, 1), "아파트", f"{name} {101 + len(made)}동"))
    shop = next((part for part in (_corner_shop(land, made, turn) for turn in range(4)) if part is not None), None)
    return [*made, Building(_rounded(shop), 2, 7.5, "근린생활시설", f"{name} 상가")] if shop is not None else made


def _rows(land: Polygon, angle: float, shift_m: float, rng: np.random.Generator) -> list[Polygon]:
    """Slabs and a few towers in parallel rows, as many as find room."""
    room, centre = land.buffer(-6.0), land.centroid
    shapely.prepare(room)
    west, south, east, north = land.bounds
    made: list[Polygon] = []
    for y in np.arange(south - 60 + shift_m, north + 60, 36.0):
        x = west - 60
        while x < east + 60:
            tower = rng.random() < 0.15
            long_m, deep_m = (24.0, 21.0) if tower else (float(rng.choice([36.0, 44.0, 52.0])), 12.0)
            slab = rotate(shapely.box(x, y, x + long_m, y + deep_m), angle, origin=centre)
            if not tower and rng.random() < 0.15:
                slab = slab.union(rotate(shapely.box(x, y, x + 12.0, y + 23.0), angle, origin=centre))
            fits = room.contains(slab) and all(slab.distance(other) > 8.5 for other in made)
            made += [slab] if fits else []
            x += long_m + 11.0 if fits else 5.0
    return made


def _corner_shop(land: Polygon, made: list[Building], turn: int) -> Polygon | None:
    along, long_m, wide_m = long_axis(land)
    across = turned(along, 90.0)
    middle = np.asarray(land.centroid.coords[0])
    sign = ((1, 1), (-1, 1), (-1, -1), (1, -1))[turn]
    for share in (0.42, 0.38, 0.34, 0.28):
        at = middle + along * long_m * share * sign[0] + across * wide_m * share * sign[1]
        a, b = along * 13, across * 6
        shop = Polygon([at + a + b, at - a + b, at - a - b, at + a - b])
        if land.buffer(-2.5).contains(shop) and all(shop.distance(other.outline) > 5 for other in made):
            return shop
    return None


def _school(land: Polygon) -> list[Building]:
    """The school: an L-shaped main building along the north side, a hall, and the open yard."""
    along, long_m, wide_m = long_axis(land)
    if along[0] < 0:
        along = -along
    angle = float(np.degrees(np.arctan2(along[1], along[0])))
    centre = land.centroid
    x, y = centre.x, centre.y
    top, left, right = y + wide_m / 2 - 9, x - long_m / 2 + 10, x + long_m / 2 - 10
    main = shapely.box(left + 4, top - 13, right - 34, top).union(shapely.box(left + 4, top - 44, left + 17, top))
    hall = shapely.box(right - 27, top - 21, right - 2, top - 1)
    store = translate(shapely.box(0, 0, 9, 6), right - 12, y - wide_m / 2 + 10)
    made = []
    for shape, floors, height, name in ((main, 4, 15.2, "하늘초등학교"), (hall, 2, 11.0, "하늘초등학교 체육관"), (store, 1, 3.6, "")):
        turned_shape = rotate(shape, angle, origin=centre)
        made.append(Building(_rounded(turned_shape), floors, height, "교육연구시설", name))
    return made
