"""School zones: where their street is, what is seen of it, and what stands there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import geopandas
import numpy as np
import pandas
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Intervention, Layer, Project, Source
from app.study.answering import answer
from app.study.asked import question
from app.study.ground import ground
from app.study.places.held import Over
from app.study.places.place_measures import place_notes
from app.study.places.routes import Courses
from app.study.places.zones import Found, Zone, find_zones, zones
from app.study.walking.ways import ways
from tests.app.study_scenes import BASE, at, box, cctv, layer, line, project, sketch


def measured(whole: Project) -> tuple[Found, tuple[Zone, ...]]:
    """The zones of a project, with its cameras."""
    asked = question(whole)
    base = ground(asked)
    net = ways(base.streets, asked.assumptions).foot
    found = find_zones(asked, base, net)
    behind = answer(replace(asked, key=(asked.key, "alone"))).behind
    there = bool(behind.cameras_all.sites)
    over = Over(behind.laid.reach if there else None, behind.laid.night if there else None, None)
    return found, zones(asked, base, net, found, over)


def school(*shapes: shapely.Geometry | None, names: tuple[str, ...] = ()) -> Layer:
    return layer("school_zones", list(shapes), name=[*names, *(f"학교 {n}" for n in range(len(names), len(shapes)))])


def test_a_surveyed_zone_is_the_street_inside_its_outline() -> None:
    (zone,) = measured(project(*BASE, school(box(100, -20, 250, 20))))[1]
    assert (zone.assumed, zone.length_m, zone.area) == (False, pytest.approx(150 + 40), "두리동")
    assert shapely.length(zone.lines).sum() == pytest.approx(190)


def test_a_zone_known_by_a_point_is_the_street_within_a_walk_of_it_and_said_to_be_assumed() -> None:
    whole = project(*BASE, school(at(300, 8)), parameters={"school.radius": 100.0})
    (zone,) = measured(whole)[1]
    assert (zone.assumed, zone.length_m, zone.site.gate[1] >= 0) == (True, pytest.approx(200.0), True)
    around = measured(project(*BASE, school(at(300, 8)), parameters={"school.radius": 150.0}))[1][0]
    assert around.length_m == pytest.approx(150 + 100 + 2 * 50)


def test_a_zone_surveyed_as_lines_is_the_street_they_follow() -> None:
    found, (zone,) = measured(project(*BASE, school(line((100, 3), (180, 3)), line((180, 3), (260, 3)), names=("학교", "학교"))))
    assert (zone.assumed, found.twice) == (False, 0)
    assert zone.length_m == pytest.approx(160, abs=8)


def test_a_zone_named_twice_counts_once_and_the_surveyed_one_is_kept() -> None:
    found, kept = measured(project(*BASE, school(at(150, 2), box(100, -20, 250, 20), at(152, 4), names=("가람초", "가람초", "가람 초"))))
    assert (len(kept), kept[0].assumed, found.twice) == (1, False, 2)


def test_odd_shapes_have_an_answer() -> None:
    bow = shapely.Polygon([at(100, -20), at(250, 20), at(250, -20), at(100, 20)])
    far, empty = at(350, 109), shapely.Polygon()
    _, kept = measured(project(*BASE, school(bow, far, empty, None), parameters={"walk.snap": 50.0}))
    assert [zone.length_m > 0 for zone in kept] == [True, False]
    assert kept[1].kept.value is None
    assert dict(place_notes(Found((), 0), Courses((), 0), kept, ()))["note.zones_bare"]["zones"].value == 1


def test_without_zones_there_are_none_and_outside_the_district_none_is_measured() -> None:
    assert measured(project(*BASE))[1] == ()
    assert measured(project(*BASE, school(at(5000, 5000))))[1] == ()
    (zone,) = measured(project(*BASE, school(box(380, -20, 600, 20))))[1]
    assert zone.length_m == pytest.approx(20.0)


def test_without_a_list_equipment_is_unknown_and_with_one_it_is_yes_or_no() -> None:
    zone_layer = school(box(100, -20, 190, 20), box(300, -20, 390, 20))
    first, second = measured(project(*BASE, zone_layer))[1]
    assert {one.has for one in (*first.things, *second.things)} == {None}
    lists = (
        layer("crossings", [at(150, 0), at(350, 0)], signal=[True, False]), layer("yellow_carpets", [at(120, 5)]),
        layer("speed_cameras", [at(330, 4), at(340, 4)], type=["1", "4"]), layer("school_guards", [at(900, 900)]),
    )  # fmt: skip
    first, second = measured(project(*BASE, zone_layer, *lists))[1]
    assert {one.kind: one.has for one in first.things} == {
        "signal": True, "crossings": True, "yellow_carpets": True, "speed_cameras": False, "school_guards": None,
    }  # fmt: skip
    assert {one.kind: (one.has, one.count) for one in second.things} == {
        "signal": (False, 0), "crossings": (True, 1), "yellow_carpets": (False, 0), "speed_cameras": (True, 1), "school_guards": (None, 0),
    }  # fmt: skip


def test_a_crossing_whose_list_does_not_say_has_perhaps_a_signal_and_a_list_of_signals_says_it() -> None:
    silent = layer("crossings", [at(150, 0)], signal=[None])
    (zone,) = measured(project(*BASE, school(box(100, -20, 190, 20)), silent))[1]
    assert (zone.thing("signal").has, zone.thing("crossings").has) == (None, True)
    signals = replace(silent, source=Source("서울특별시_보행등 위치좌표 현황.csv"))
    (zone,) = measured(project(*BASE, school(box(100, -20, 190, 20)), signals))[1]
    assert zone.thing("signal").has is True
    assert zone.thing("signal").at_m == ((at(150, 0).x, at(150, 0).y),)


def test_a_camera_for_traffic_enforcement_is_perhaps_a_speed_camera() -> None:
    cameras = cctv((150, 2, 90.0, 1))
    cameras = replace(cameras, frame=cameras.frame.assign(purpose=["교통단속"]))
    far = layer("speed_cameras", [at(390, 4)], type=["1"])
    (zone,) = measured(project(*BASE, school(box(100, -20, 190, 20)), cameras, far))[1]
    assert (zone.thing("speed_cameras").has, zone.thing("speed_cameras").likely) == (None, 1)


def test_the_walk_from_the_gate_to_the_nearest_is_told() -> None:
    carpets = layer("yellow_carpets", [at(330, 5), at(380, 5)])
    (zone,) = measured(project(*BASE, school(at(300, 8)), carpets))[1]
    assert zone.thing("yellow_carpets").walk_m == pytest.approx(30.0)


def test_a_scenario_adds_and_takes_away() -> None:
    whole = project(*BASE, school(box(100, -20, 190, 20)), layer("yellow_carpets", [at(120, 5)]))
    gone = Intervention("a", "yellow_carpets", (at(120, 5).x, at(120, 5).y), properties=(("of", "yellow_carpets/0"), ("gone", True)))
    put = Intervention("b", "crossings", (at(150, 0).x, at(150, 0).y), properties=(("signal", True),))
    (zone,) = measured(sketch(whole, gone, put))[1]
    assert (zone.thing("yellow_carpets").has, zone.thing("signal").has) == (False, True)


@given(sites=st.lists(st.tuples(st.floats(20, 380), st.sampled_from([None, 0.0, 90.0, 270.0])), min_size=1, max_size=4))
@settings(deadline=None, max_examples=8)
def test_one_more_camera_never_lowers_what_is_seen_of_a_zone(sites: list[tuple[float, float | None]]) -> None:
    before = None
    for number in range(1, len(sites) + 1):
        cameras = cctv(*((x, 2.0, heading, 1) for x, heading in sites[:number]))
        (zone,) = measured(project(*BASE, school(at(200, 2)), cameras))[1]
        seen = zone.kept
        assert 0.0 <= seen.low <= seen.value <= seen.high <= 1.0
        assert zone.seen_night.value <= seen.value + 1e-12
        assert before is None or all(now >= then - 1e-9 for now, then in zip((seen.value, seen.high), before, strict=True))
        before = (seen.value, seen.high)


@pytest.fixture(scope="module")
def gangnam(shared_data: Path) -> dict[str, Layer]:
    """The real streets, school zones, pedestrian signals and CCTV of northern Gangnam-gu."""
    roads = geopandas.read_file(shared_data / "streets_buildings" / "gangnam_osm" / "roads.geojson").to_crs(5186)
    here = shapely.box(*roads.total_bounds)
    table = pandas.read_csv(shared_data / "school_zones" / "schoolzone.csv", encoding="cp949", on_bad_lines="skip", index_col=False)
    table = table[table["소재지도로명주소"].fillna("").str.contains("강남구")]
    points = geopandas.GeoSeries(geopandas.points_from_xy(table["경도"], table["위도"]), crs=4326).to_crs(5186)
    name = "서울특별시_보행등 위치좌표 현황_20221223.csv"
    signals = pandas.read_csv(shared_data / "transport" / name, encoding="cp949")
    lights = shapely.points(signals["X좌표"], signals["Y좌표"])
    lights = lights[shapely.within(lights, here)]
    cameras = pandas.read_csv(shared_data / "cctv" / "서울특별시_강남구_CCTV_20200227.csv", encoding="cp949")
    sites = geopandas.GeoSeries(geopandas.points_from_xy(cameras["경도"], cameras["위도"]), crs=4326).to_crs(5186)
    return {
        "streets": layer("streets", list(roads.geometry), name=roads["name"].tolist()),
        "zones": layer("school_zones", list(points), name=table["대상시설명"].tolist(), type=table["시설종류"].tolist()),
        "signals": replace(layer("crossings", list(lights), signal=[None] * len(lights)), source=Source(name)),
        "cctv": layer("cctv", list(sites), purpose=cameras["설치목적구분"].tolist()),
    }


def test_the_real_zones_of_gangnam_are_found_on_its_real_streets_with_their_signals(gangnam: dict[str, Layer]) -> None:
    asked = question(project(*gangnam.values()))
    base = ground(asked)
    net = ways(base.streets, asked.assumptions).foot
    found = find_zones(asked, base, net)
    kept = [zone for zone in zones(asked, base, net, found, Over(None, None, None)) if zone.length_m > 0]
    assert len(kept) >= 10
    assert all(zone.assumed and zone.name for zone in kept)
    assert 500 < np.median([zone.length_m for zone in kept]) < 12_000
    assert {zone.thing("signal").has for zone in kept} <= {True, False}
    assert np.mean([zone.thing("signal").has for zone in kept]) > 0.4
    assert {zone.thing("school_guards").has for zone in kept} == {None}
    assert {zone.thing("speed_cameras").has for zone in kept} == {None}


def test_the_nationwide_list_gives_the_same_zone_once(shared_data: Path, gangnam: dict[str, Layer]) -> None:
    frame = gangnam["zones"].frame
    doubled = replace(gangnam["zones"], frame=pandas.concat([frame, frame], ignore_index=True))
    asked = question(project(gangnam["streets"], doubled))
    base = ground(asked)
    net = ways(base.streets, asked.assumptions).foot
    once = question(project(gangnam["streets"], gangnam["zones"]))
    found, single = find_zones(asked, base, net), find_zones(once, base, net)
    assert [site.name for site in found.sites] == [site.name for site in single.sites]
    assert found.twice >= len(found.sites)
