"""Coordinate columns by name and by content, every way of writing them, and the system they are in."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app import geo
from app.files import coordinates, places, systems
from app.files.systems import Evidence


def table(**columns: list) -> pd.DataFrame:
    return pd.DataFrame(columns, dtype=object)


def found(rows: pd.DataFrame, **how: bool) -> tuple[str, str]:
    columns = coordinates.find(list(rows.columns), rows, **how)
    return columns.x, columns.y


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ("경도", "위도"), ("WGS84경도", "WGS84위도"), ("WGS X 좌표", "WGS Y 좌표"), ("X좌표", "Y좌표"), ("좌표정보(X)", "좌표정보(Y)"),
        ("longitude", "latitude"), ("lon", "lat"), ("Lng", "Lat"), ("x", "y"), ("시설 | 경도", "시설 | 위도"), ("POINT_X", "POINT_Y"),
        ("소재지경도", "소재지위도"), ("경도(°)", "위도(°)"),
    ],
)  # fmt: skip
def test_coordinate_columns_are_known_by_their_many_names(x: str, y: str) -> None:
    assert found(table(**{"이름": ["a"], y: ["37.5"], x: ["127.0"], "비고": ["-"]})) == (x, y)


def test_degrees_go_before_metres_where_a_file_has_both() -> None:
    rows = table(X좌표=["203330.1"], Y좌표=["444424.7"], 위도=["37.5"], 경도=["127.0"])
    assert found(rows) == ("경도", "위도")


def test_columns_without_names_are_found_by_what_stands_in_them() -> None:
    assert found(table(a=["37.51", "37.52"], b=["127.01", "127.02"], c=["1.5", "2.5"])) == ("b", "a")
    assert found(table(a=["359192.30"], b=["570510.89"], c=["2016-01-01"]), headless=True) == ("a", "b")
    assert found(table(a=["359192.30"], b=["570510.89"])) == ("", "")


def test_a_table_without_coordinates_has_none() -> None:
    assert not coordinates.find(["이름", "주소"], table(이름=["a"], 주소=["서울특별시 강남구"]))
    assert found(table(x=["예", "아니오"], y=["예", "예"])) == ("", "")


def test_coordinate_columns_that_are_all_empty_are_still_found() -> None:
    assert found(table(위도=["", ""], 경도=["", ""], 소재지지번주소=["강남구 1", "강남구 2"])) == ("경도", "위도")


@pytest.mark.parametrize(
    "written", ["37.48675", "37°29'12.3\" N", "37° 29′ 12.3″", "37도 29분 12.3초", "37-29-12.3", "N 37 29 12.3", "37:29:12.3", "37° 29.205'"]
)
def test_degrees_are_read_however_they_are_written(written: str) -> None:
    assert coordinates.degrees(np.array([written], dtype=object))[0] == pytest.approx(37.48675, abs=1e-5)


def test_the_south_and_the_west_are_negative() -> None:
    read = coordinates.degrees(np.array(["87°36'20\" W", "33°51' S"], dtype=object))
    assert read == pytest.approx([-87.60556, -33.85], abs=1e-4)


def test_thousands_separators_and_millionths_are_understood() -> None:
    assert coordinates.degrees(np.array(["203,330.125"], dtype=object))[0] == 203330.125
    assert coordinates.degrees(np.array(["1270364380", "1270364390"], dtype=object))[0] == pytest.approx(127.036438)


def test_one_cell_may_hold_both_and_two_cells_a_line() -> None:
    rows = table(좌표=["[37.5, 127.0]", "(37.6, 127.1)", ""])
    read = coordinates.read(rows, coordinates.find(["좌표"], rows))
    assert read.x[:2].tolist() == [37.5, 37.6]
    assert read.written.tolist() == [True, True, False]
    ends = table(SP=["[37.5, 127.0]"], EP=["[37.6, 127.1]"])
    columns = coordinates.find(["SP", "EP"], ends)
    assert columns.ends
    assert coordinates.read(ends, columns).lines.tolist() == [[37.5, 127.0, 37.6, 127.1]]


def test_shapes_written_as_text_are_read() -> None:
    rows = table(geometry=["POINT (127 37.5)", "nonsense", ""])
    read = coordinates.read(rows, coordinates.Columns("geometry", "geometry"))
    assert shapely.get_x(read.shapes[0]) == 127
    assert read.shapes[1] is None


# --- which system -----------------------------------------------------------------------------------------------------


def squares() -> gpd.GeoDataFrame:
    """Made-up districts of 5 km with the names of real ones, where Seoul is."""
    names = list(places.SEOUL)
    shapes = [shapely.box(x, y, x + 5000, y + 5000) for y in range(540000, 565000, 5000) for x in range(187500, 212500, 5000)]
    return gpd.GeoDataFrame({"name": names, "level": "district", "layer": "d"}, geometry=shapes, crs=geo.WORKING_EPSG)


def cloud(seed: int, count: int = 400) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Random points of those districts in the working system, and an address each."""
    random = np.random.default_rng(seed)
    areas = squares()
    x, y = random.uniform(187500, 212500, count), random.uniform(540000, 565000, count)
    where = shapely.STRtree(areas.geometry.values).query(shapely.points(x, y), predicate="within")
    addresses = np.full(count, "서울특별시", dtype=object)
    addresses[where[0]] = "서울특별시 " + areas["name"].to_numpy(dtype=object)[where[1]] + " 어느길 1"
    return x, y, addresses


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.sampled_from([4326, 5186, 5179, 5181, 5174, 2097, 3857, 5187, 5185, 5188, 32652]), st.booleans())
def test_points_of_seoul_come_back_within_a_metre_from_any_korean_system_in_either_order(seed: int, epsg: int, swapped: bool) -> None:
    x, y, addresses = cloud(seed)
    areas = squares()
    east, north = geo.project(x, y, geo.WORKING_EPSG, epsg)
    written = (north, east) if swapped else (east, north)
    evidence = Evidence(addresses, areas, shapely.box(*areas.total_bounds), korean=True)
    system = systems.choose(*written, evidence)
    read = (written[1], written[0]) if system.swapped else written
    back = geo.project(*read, system.epsg, geo.WORKING_EPSG)
    assert np.hypot(back[0] - x, back[1] - y).max() < 1.0
    assert system.confidence >= 0.7


@pytest.mark.parametrize("epsg", [5186, 5179, 5181, 3857, 32652])
def test_without_boundaries_the_province_in_the_addresses_decides(epsg: int) -> None:
    x, y, addresses = cloud(1)
    system = systems.choose(*geo.project(x, y, geo.WORKING_EPSG, epsg), Evidence(addresses, korean=True))
    assert system.epsg == epsg
    assert system.confidence >= 0.7


def test_the_two_old_systems_cannot_be_told_apart_without_boundaries_and_the_corrected_one_is_taken() -> None:
    x, y, addresses = cloud(2)
    evidence = Evidence(addresses, likely=(5174,), korean=True)
    system = systems.choose(*geo.project(x, y, geo.WORKING_EPSG, 5174), evidence)
    assert system.epsg == 5174
    assert 2097 in system.rivals
    assert system.confidence < 0.95


def test_metres_that_fall_into_korea_by_chance_are_not_trusted() -> None:
    random = np.random.default_rng(3)
    system = systems.choose(random.uniform(352000, 368000, 300), random.uniform(560000, 595000, 300), Evidence())
    assert system.confidence < systems.SURE_ENOUGH


def test_degrees_outside_korea_keep_their_system_and_say_so() -> None:
    system = systems.choose(np.array([-87.6, -87.7]), np.array([41.8, 41.7]), Evidence())
    assert (system.epsg, system.swapped, system.why) == (4326, False, "outside")
    turned = systems.choose(np.array([41.8, 41.7]), np.array([-122.6, -122.7]), Evidence())
    assert turned.swapped


def test_no_coordinates_give_no_system() -> None:
    assert systems.choose(np.array([np.nan]), np.array([np.nan]), Evidence()).epsg is None
    assert systems.choose(np.array([]), np.array([]), Evidence()).epsg is None


@pytest.mark.parametrize(
    ("lon", "lat", "inside"),
    [
        (126.98, 37.57, True), (129.08, 35.18, True), (126.53, 33.5, True), (131.87, 37.24, True), (124.7, 37.95, True), (128.45, 38.55, True),
        (125.75, 39.03, False), (139.7, 35.7, False), (130.4, 33.6, False), (129.3, 34.4, False), (0.0, 0.0, False), (np.nan, 37.0, False),
    ],
)  # fmt: skip
def test_korea_is_known_roughly(lon: float, lat: float, inside: bool) -> None:
    assert places.in_korea(np.array([lon]), np.array([lat]))[0] == inside
