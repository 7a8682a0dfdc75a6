"""A small made-up district for the tests of studies: two streets that cross, a house, cameras, booths, people, crime."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import geopandas
import shapely

from app.model import Intervention, Layer, Project, Scenario, Source
from layers import KINDS

X, Y = 200_000.0, 550_000.0
BY_KEY = {kind.key: kind for kind in KINDS}


def at(x: float, y: float) -> shapely.Point:
    return shapely.Point(X + x, Y + y)


def line(*points: tuple[float, float]) -> shapely.LineString:
    return shapely.LineString([(X + x, Y + y) for x, y in points])


def box(x0: float, y0: float, x1: float, y1: float) -> shapely.Polygon:
    return shapely.box(X + x0, Y + y0, X + x1, Y + y1)


def layer(key: str, shapes: Sequence[shapely.Geometry | None], *, revision: int = 1, **columns: Sequence[object]) -> Layer:
    frame = geopandas.GeoDataFrame(dict(columns), geometry=list(shapes), crs=5186)
    return Layer(key, BY_KEY[key], key, Source(f"{key}.csv"), revision=revision, frame=frame)


def project(*layers: Layer, parameters: Mapping[str, float] | None = None, district: str = "") -> Project:
    return Project("test", "시험", district=district, layers=layers, parameters=tuple((parameters or {}).items()))


# 가람길 runs east, 나루길 north through its middle; two dongs side by side fill the district.
STREETS = layer("streets", [line((0, 0), (400, 0)), line((200, -100), (200, 100))], name=["가람길", "나루길"])
DISTRICT = layer("districts", [box(-10, -110, 410, 110)], code=["11000"], name=["가람구"])
DONGS = layer(
    "neighborhoods", [box(-10, -110, 150, 110), box(150, -110, 410, 110), box(410, -110, 900, 110)],
    code=["1", "2", "3"], name=["동쪽 하나동", "동쪽 두리동", "동쪽 세나동"],
)  # fmt: skip
HOUSES = layer("buildings", [box(20, 4, 60, 30), box(80, -30, 120, -4)], height_m=[9.0, 12.0])
BASE = (STREETS, DISTRICT, DONGS, HOUSES)


def cctv(*sites: tuple[float, float, float | None, int], revision: int = 1) -> Layer:
    """Sites as (x, y, heading or None, cameras)."""
    return layer(
        "cctv", [at(x, y) for x, y, _, _ in sites], revision=revision, name=[f"카메라 {n + 1}" for n in range(len(sites))],
        heading_deg=[h for _, _, h, _ in sites], cameras=[n for _, _, _, n in sites],
    )  # fmt: skip


def sketch(whole: Project, *items: Intervention) -> Project:
    return replace(whole, scenarios=(Scenario("a", "안", items=items),), scenario="a")
