"""The same sites in two vintages, the same streets twice: only one of them is counted."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pytest
import shapely

from app.files import editions
from app.model import Layer, Source
from layers import BY_KEY


def layer(id: str, kind: str, shapes: list, dated: str = "", **columns: list) -> Layer:
    frame = gpd.GeoDataFrame({"name": [None] * len(shapes), **columns}, geometry=shapes, crs=5186)
    return Layer(id, BY_KEY[kind], id, Source(id, dated=dated), frame=frame)


def sites(count: int, *, off: float = 0.0, spread: float = 2_000.0, seed: int = 1) -> list:
    random = np.random.default_rng(seed)
    xy = np.column_stack((random.uniform(200_000, 200_000 + spread, count), random.uniform(550_000, 550_000 + spread, count)))
    return list(shapely.points(xy + off))


def test_the_newer_of_two_vintages_is_counted_although_no_coordinates_are_equal() -> None:
    old, new = layer("old", "cctv", sites(100), "2019-03-12"), layer("new", "cctv", sites(100, off=1.5), "2020-02-27")
    verdicts = editions.settle([new, old], radius_m=10.0)
    assert set(verdicts) == {"old"}
    assert (verdicts["old"].instead, verdicts["old"].same, verdicts["old"].of) == ("new", 100, 100)


def test_lists_of_different_sites_are_both_counted() -> None:
    assert editions.settle([layer("a", "cctv", sites(100)), layer("b", "cctv", sites(100, seed=2))], radius_m=10.0) == {}


def test_two_kinds_on_one_pole_are_no_editions() -> None:
    assert editions.settle([layer("a", "cctv", sites(50)), layer("b", "security_lights", sites(50))], radius_m=10.0) == {}


def test_an_older_list_of_the_whole_city_stays_when_the_newer_one_is_only_a_part() -> None:
    city = layer("city", "emergency_bells", sites(600, spread=20_000.0))
    part = layer("part", "emergency_bells", [s for s in city.frame.geometry if s.x < 203_000 and s.y < 555_000], "2023-01-01")
    verdicts = editions.settle([city, part], radius_m=10.0)
    assert set(verdicts) == {"part"}
    assert verdicts["part"].reason == "smaller"


def test_half_of_the_smaller_list_makes_an_edition_and_less_does_not() -> None:
    base = sites(100)
    for same, expected in ((50, True), (49, False)):
        other = layer("b", "shelters", base[:same] + sites(100 - same, seed=9), "2020")
        assert bool(editions.settle([layer("a", "shelters", base, "2019"), other], radius_m=1.0)) == expected


def test_crimes_in_the_same_place_are_not_the_same_crime() -> None:
    old, new = layer("old", "crime_points", sites(50), "2019"), layer("new", "crime_points", sites(50), "2020")
    assert editions.settle([old, new], radius_m=10.0) == {}


def test_counts_of_the_same_areas_in_two_years_are_editions() -> None:
    squares = [shapely.box(n, 0, n + 1, 1) for n in range(10)]
    old, new = layer("old", "crime_counts", squares, "2022"), layer("new", "crime_counts", squares, "2023")
    assert set(editions.settle([new, old], radius_m=10.0)) == {"old"}


@pytest.mark.parametrize("first", [True, False])
def test_of_two_street_networks_the_one_with_more_ground_counts(first: bool) -> None:
    short = layer("short", "streets", [shapely.LineString([(0, 0), (100, 0)])])
    long = layer("long", "streets", [shapely.LineString([(0, 0), (900, 0)])])
    verdicts = editions.settle([short, long] if first else [long, short], radius_m=10.0)
    assert set(verdicts) == {"short"}


def test_of_equal_networks_the_first_counts() -> None:
    one = layer("one", "streets", [shapely.LineString([(0, 0), (100, 0)])])
    assert set(editions.settle([one, replace(one, id="two")], radius_m=10.0)) == {"two"}


def test_boundaries_with_registered_codes_go_before_others() -> None:
    wide = layer("stat", "districts", [shapely.box(0, 0, 100, 100)], code=["11240"])
    juso = layer("juso", "districts", [shapely.box(0, 0, 50, 50)], code=["11680"])
    assert set(editions.settle([wide, juso], radius_m=10.0)) == {"stat"}


def test_population_with_residents_goes_before_population_without() -> None:
    squares = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    alone = layer("alone", "population", squares, "2023", residents=[None, None])
    people = layer("people", "population", squares, "2019", residents=[5.0, 7.0])
    assert set(editions.settle([alone, people], radius_m=10.0)) == {"alone"}


def test_layers_no_longer_counted_and_other_layers_take_no_part() -> None:
    one = layer("one", "cctv", sites(20), "2019")
    assert editions.settle([replace(one, counted=False), replace(one, id="two")], radius_m=10.0) == {}
    other = layer("x", "other", sites(20))
    assert editions.settle([other, replace(other, id="y")], radius_m=10.0) == {}


def test_one_list_is_never_left_without_a_counted_edition() -> None:
    chain = [layer(str(year), "cctv", sites(80, off=year % 10), str(year)) for year in (2019, 2020, 2021, 2022)]
    verdicts = editions.settle(chain, radius_m=10.0)
    assert set(verdicts) == {"2019", "2020", "2021"}


def test_no_sites_match_nothing() -> None:
    assert editions.same_sites(np.empty((0, 2)), np.array([[1.0, 2.0]]), 10.0) == 0
    assert editions.same_sites(np.array([[np.nan, np.nan]]), np.array([[1.0, 2.0]]), 10.0) == 0
