"""Who lives in the made-up district, what happened there in three years, and the way home at night."""

from __future__ import annotations

import heapq
from collections import defaultdict
from datetime import datetime, timedelta

import numpy as np
import shapely
from shapely import LineString, Point

from resources.sample.ground import bent_ground
from resources.sample.places import Row, Town

FIRST_DAY = datetime(2023, 11, 1)
DAYS = 1096
POINTS = 860
CELL_M = 100.0
# Where more happens, in the straight plan: (place, reach in metres, weight).
HOT_SPOTS = (((600, 690), 90.0, 3.0), ((190, 505), 80.0, 2.2), ((480, 300), 60.0, 1.5), ((1080, 760), 70.0, 1.2), ((760, 130), 60.0, 1.0))
# Share, mean hour and spread in hours of each kind of crime; theft and break-in are noticed later.
CRIMES = {"절도": (0.40, 16.0, 5.0), "폭력": (0.38, 23.5, 2.6), "성폭력": (0.10, 0.5, 2.4), "주거침입": (0.09, 14.0, 4.5), "강도": (0.03, 2.0, 2.5)}
DWELLINGS_A_FLOOR = {"단독주택": 0.55, "다가구주택": 1.5, "다세대주택": 1.6}


def population(town: Town, dongs: dict[str, shapely.Polygon], rng: np.random.Generator) -> list[Row]:
    """Residents of each block, from the dwellings that stand on it."""
    points = [building.outline.representative_point() for building in town.buildings]
    tree = shapely.STRtree(points)
    station = bent_ground(Point(600, 690))
    rows: list[Row] = []
    for block in town.blocks:
        middle = block.land.representative_point()
        if not town.inside.contains(middle):
            continue
        homes = sum(_dwellings(town, index) for index in sorted(tree.query(block.land, predicate="contains").tolist()))
        households = int(rng.poisson(homes))
        if households < 3:
            continue
        dong = next((name for name, area in dongs.items() if area.contains(middle)), next(iter(dongs)))
        alone = float(np.clip(0.13 + 0.16 * np.exp(-middle.distance(station) / 260.0) + rng.normal(0, 0.025), 0.04, 0.4))
        residents = households + int(rng.poisson(households * (1.25 if block.use == "apartments" else 0.85)))
        rows.append({
            "area_code": f"B{len(rows) + 1:04d}", "area_name": f"{dong} {len(rows) + 1:03d}구역", "residents": residents,
            "women": int(rng.binomial(residents, 0.515)), "women_alone": int(rng.binomial(households, alone)), "households": households,
            "period": "2026-10", "geometry": shapely.transform(block.land.simplify(0.2), lambda xy: xy.round(2)),
        })  # fmt: skip
    return rows


def _dwellings(town: Town, index: int) -> float:
    building = town.buildings[index]
    if building.use == "아파트":
        return building.outline.area * building.floors / 105.0
    return DWELLINGS_A_FLOOR.get(building.use, 0.0) * building.floors


def crimes(town: Town, rng: np.random.Generator) -> list[Row]:
    """Three years of crimes on the streets, more of them near the hot spots, at the hours usual for their kind."""
    streets = town.local()
    middles = np.array([street.line.interpolate(0.5, normalized=True).coords[0] for street in streets])
    weight = np.full(len(streets), 0.12)
    for place, reach, strength in HOT_SPOTS:
        spot = bent_ground(Point(place))
        weight += strength * np.exp(-0.5 * (np.hypot(middles[:, 0] - spot.x, middles[:, 1] - spot.y) / reach) ** 2)
    weight *= [street.line.length for street in streets] * rng.gamma(0.9, 1.0, len(streets))
    chosen = rng.choice(len(streets), POINTS, p=weight / weight.sum())
    kinds = rng.choice(list(CRIMES), POINTS, p=[share for share, _, _ in CRIMES.values()])
    rows = [_crime(streets[index].line, streets[index].width_m, str(kind), rng) for index, kind in zip(chosen, kinds, strict=True)]
    return sorted(rows, key=lambda row: (str(row["at"]), row["geometry"].x))


def _crime(line: LineString, width_m: float, kind: str, rng: np.random.Generator) -> Row:
    _, hour, spread = CRIMES[kind]
    at = FIRST_DAY + timedelta(days=int(rng.integers(0, DAYS)), minutes=int((rng.normal(hour, spread) % 24) * 60))
    late = kind in ("절도", "주거침입") and rng.random() < 0.45
    until = at + timedelta(minutes=int(rng.gamma(2.0, 150.0))) if late else None
    place = line.interpolate(float(rng.uniform(0, line.length)))
    aside = rng.uniform(-width_m / 2, width_m / 2, 2)
    place = Point(round(place.x + aside[0] * 0.5, 1), round(place.y + aside[1] * 0.5, 1))
    return {
        "type": kind, "at": at.isoformat(timespec="minutes"), "until": until.isoformat(timespec="minutes") if until else None, "weight": 1.0,
        "geometry": place,
    }  # fmt: skip


def grades(town: Town, happened: list[Row], rng: np.random.Generator) -> list[Row]:
    """The police's grades 1 to 5 in cells of 100 m: few cells are 5, most are 1 or 2."""
    west, south, east, north = (np.array(town.inside.bounds) / CELL_M).round() * CELL_M
    xs, ys = np.meshgrid(np.arange(west - CELL_M, east + CELL_M, CELL_M), np.arange(south - CELL_M, north + CELL_M, CELL_M))
    cells = shapely.box(xs.ravel(), ys.ravel(), xs.ravel() + CELL_M, ys.ravel() + CELL_M)
    cells = cells[shapely.area(shapely.intersection(cells, town.inside)) > 0.3 * CELL_M**2]
    middles = shapely.get_coordinates(shapely.centroid(cells))
    places = np.array([(row["geometry"].x, row["geometry"].y) for row in happened])
    apart = np.hypot(middles[:, None, 0] - places[None, :, 0], middles[:, None, 1] - places[None, :, 1])
    risk = np.exp(-0.5 * (apart / 70.0) ** 2).sum(axis=1) * rng.uniform(0.75, 1.25, len(cells))
    grade = 1 + np.searchsorted(np.quantile(risk, [0.4, 0.65, 0.82, 0.93]), risk)
    return [{"grade": int(step), "type": "전체", "geometry": cell} for step, cell in zip(grade, cells, strict=True)]


def safe_routes(town: Town) -> list[Row]:
    """Two ways home from the station, along real streets."""
    ends = {"하늘역-솔빛언덕 안심귀갓길": ((610, 700), (1080, 830)), "하늘역-하늘시장 안심귀갓길": ((590, 680), (150, 505))}
    return [{"name": name, "geometry": _shortest(town, *(bent_ground(Point(end)) for end in pair))} for name, pair in ends.items()]


def _shortest(town: Town, start: Point, goal: Point) -> LineString:
    """The shortest way between the junctions nearest to two points."""
    links: dict[tuple[float, float], list[tuple[float, tuple[float, float], LineString]]] = defaultdict(list)
    for street in town.streets:
        line = street.line
        links[line.coords[0]].append((line.length, line.coords[-1], line))
        links[line.coords[-1]].append((line.length, line.coords[0], line.reverse()))
    first, last = (min(links, key=lambda end: Point(end).distance(point)) for point in (start, goal))
    waiting, came = [(0.0, first, None, None)], {}
    while waiting:
        metres, here, back, line = heapq.heappop(waiting)
        if here in came:
            continue
        came[here] = (back, line)
        if here == last:
            break
        for length, there, way in links[here]:
            if there not in came:
                heapq.heappush(waiting, (metres + length, there, here, way))
    parts: list[tuple[float, float]] = []
    while came[last][1] is not None:
        last, line = came[last]
        parts = list(line.coords)[:-1] + parts if parts else list(line.coords)
    return LineString(parts)
