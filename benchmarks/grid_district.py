"""The made-up city of `grid_city` as a project, with everything a study knows: dongs, people, crime, cameras, lamps, devices."""

from __future__ import annotations

import numpy as np

from app.model import Layer, Project, Source
from benchmarks.grid_city import City, grid_city
from layers import KINDS

X, Y = 200_000.0, 545_000.0
BY_KEY = {kind.key: kind for kind in KINDS}
DONGS = 4


def grid_district(buildings: int = 30_000, cameras: int = 3_200, lamps: int = 6_000, seed: int = 1) -> tuple[Project, City]:
    """A district of that size with 16 dongs; nine of ten cameras have no known heading, as in open data."""
    import shapely

    rng = np.random.default_rng(seed)
    city = grid_city(buildings, cameras, seed=seed)
    side = float(city.node_xy.max())
    move = np.array([X, Y])
    outline = shapely.box(X - 10, Y - 10, X + side + 10, Y + side + 10)
    step = (side + 20) / DONGS
    dongs = [
        shapely.box(X - 10 + i * step, Y - 10 + j * step, X - 10 + (i + 1) * step, Y - 10 + (j + 1) * step) for i in range(DONGS) for j in range(DONGS)
    ]
    ends = np.hstack([city.node_xy[city.node_u], city.node_xy[city.node_v]]).reshape(-1, 2, 2) + move
    heading = np.where(np.arange(cameras) % 10, np.nan, np.arange(cameras) * 7.0 % 360)

    def along(count: int, beside_m: float) -> list[object]:
        edge, share = rng.integers(0, len(city.node_u), count), rng.uniform(0, 1, (count, 1))
        xy = city.node_xy[city.node_u[edge]] * (1 - share) + city.node_xy[city.node_v[edge]] * share
        return list(shapely.points(xy + rng.uniform(-beside_m, beside_m, (count, 2)) + move))

    names = [f"{number + 1}동" for number in range(len(dongs))]
    people = rng.integers(5_000, 40_000, len(dongs)).astype(float)
    layers = (
        _layer("districts", [outline], code=["11"], name=["격자구"]),
        _layer("neighborhoods", dongs, code=names, name=names),
        _layer("buildings", list(shapely.transform(city.buildings, lambda xy: xy + move))),
        _layer("streets", list(shapely.linestrings(ends)), name=[""] * len(ends)),
        _layer("population", dongs, area_name=names, residents=people, women_alone=people / 10, children=people / 8),
        _layer("crime_points", along(400, 10.0), type=["절도"] * 400),
        _layer("cctv", list(shapely.points(city.cameras_m + move)), heading_deg=heading, cameras=[4] * cameras),
        _layer("security_lights", along(lamps, 3.0)),
        _layer("phone_booths", along(150, 4.0)),
        _layer("emergency_bells", along(300, 4.0)),
        _layer("police", along(12, 4.0)),
        _layer("mailboxes", along(20, 4.0)),
        _layer("community_centres", along(16, 4.0)),
    )
    return Project("bench", "격자구", layers=layers), city


def _layer(key: str, shapes: list, **columns: object) -> Layer:
    import geopandas

    frame = geopandas.GeoDataFrame(dict(columns), geometry=shapes, crs=5186)
    return Layer(key, BY_KEY[key], key, Source(f"{key}.csv"), frame=frame)
