"""The made-up district as one frame a kind of layer. The same seed gives the same values on every run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import Point, Polygon

from resources.sample import ground, lots, network, people, places, ways_home
from resources.sample.places import Row, Town

if TYPE_CHECKING:
    import geopandas

SEED = 20261101
NAME = "하늘동"
DONGS = {"하늘1동": (300, 400), "하늘2동": (1000, 300), "하늘3동": (600, 900)}
GREEN = {"forest": "달마루산근린공원", "banks": "은행천 둔치"}


def layers() -> dict[str, geopandas.GeoDataFrame]:
    """Kind of layer -> its rows in EPSG:5186, without the columns that have no value."""
    import geopandas

    rows = _rows()
    return {key: geopandas.GeoDataFrame(found, geometry="geometry", crs=5186).reset_index(drop=True) for key, found in rows.items()}


def _rows() -> dict[str, list[Row]]:
    # One stream of chance for each step, so that a change in one does not move all the others.
    chance = [np.random.default_rng([SEED, step]) for step in range(8)]
    plan = ground.draw(chance[0])
    streets = network.streets(plan)
    blocks = network.blocks(streets, plan)
    town = Town(ground.district(), streets, blocks, lots.build(blocks, streets, chance[1]))
    dongs = _dongs(town.inside)
    security, lamps = places.lights(town, chance[3])
    happened = people.crimes(town, chance[5])
    rows: dict[str, list[Row]] = {
        "districts": [{"code": "11995", "name": NAME, "geometry": _round(town.inside)}],
        "neighborhoods": [{"code": f"119955{i}000", "name": name, "district": NAME, "geometry": _round(area)} for i, (name, area) in enumerate(dongs.items(), 1)],
        "parks": _parks(town),
        "water": [{"name": "은행천", "geometry": _round(ground.stream())}],
        "buildings": [
            {"name": one.name or None, "height_m": one.height_m, "floors": one.floors, "use": one.use, "geometry": one.outline} for one in town.buildings
        ],
        "streets": [{"name": one.name, "width_m": one.width_m, "road_class": one.road_class, "geometry": one.line} for one in streets],
        "cctv": places.cctv(town, chance[2]),
        "security_lights": security,
        "street_lamps": lamps,
        "emergency_bells": places.bells(town, chance[4]),
        **places.refuges(town),
        "school_zones": places.school_zones(town),
        "population": people.population(town, dongs, chance[6]),
        "crime_points": happened,
        "crime_grades": people.grades(town, happened, chance[7]),
        "safe_routes": people.safe_routes(town),
    }
    # Later steps have chances of their own and move nothing of the others.
    rows |= ways_home.ways_home(town, rows["school_zones"], rows["safe_routes"], np.random.default_rng([SEED, 20]))
    return rows


def _round(geometry: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(geometry, lambda xy: xy.round(2))


def _dongs(inside: Polygon) -> dict[str, Polygon]:
    """The three dongs, parted by the two main roads."""
    roads = {road.name: ground.bent_ground(road.line.segmentize(8.0)) for road in ground.skeleton() if road.name in ("하늘로", "한빛로")}
    parts = list(shapely.get_parts(shapely.polygonize([shapely.union_all([inside.exterior, *roads.values()], grid_size=0.01)])))
    parts = [part for part in parts if inside.contains(part.representative_point())]
    north = ground.bent_ground(Point(600, 1000))
    dongs = {}
    for name, place in DONGS.items():
        seed = ground.bent_ground(Point(place))
        dongs[name] = next(part for part in parts if part.contains(seed))
    over = [part for part in parts if part.centroid.y > roads["한빛로"].interpolate(roads["한빛로"].project(part.centroid)).y]
    dongs["하늘3동"] = shapely.union_all(over, grid_size=0.01)
    assert dongs["하늘3동"].intersects(north)
    return dongs


def _parks(town: Town) -> list[Row]:
    playgrounds = [(ground.bent_ground(Point(at)), name) for at, name in ground.PLAYGROUNDS.items()]
    water, rows = ground.stream(), []
    for block in town.blocks:
        if block.use not in ("park", "forest", "banks"):
            continue
        name = GREEN.get(block.use) or next((name for point, name in playgrounds if block.whole.contains(point)), "솔빛공원")
        land = block.land.difference(water) if block.use == "banks" else block.land
        rows += [{"name": name, "geometry": _round(part)} for part in shapely.get_parts(land) if part.area > 60]
    return rows
