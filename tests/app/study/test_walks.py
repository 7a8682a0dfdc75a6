"""Ways to refuges, bells, mailboxes and centres, and from stations, in a small made-up district."""

from __future__ import annotations

import numpy
import pytest
from shapely import Polygon

from app.analysis.heights import packed
from app.analysis.slope import there_and_back
from app.edits import change_existing
from app.model import Intervention, Project
from app.study import question
from app.study.ground import ground
from app.study.walking.walk_notes import walk_notes
from app.study.walking.walks import SERVED, Walks, changed_edges, moved, walks
from tests.app.study_scenes import BASE, X, Y, at, layer, line, project, sketch

# 가람길 is 400 m from west to east; 나루길 crosses it in the middle.
WEST, MIDDLE, EAST = (0, 5), (200, 5), (400, 5)


def ways(whole: Project) -> Walks:
    asked = question(whole)
    return walks(asked, ground(asked))


def metres(found: Walks, id: str) -> float:
    return float((found[id].near.end_m - found[id].near.start_m).sum())


def booths(*places: tuple[float, float], **columns: list[object]):
    return layer("phone_booths", [at(x, y) for x, y in places], **columns)


def shops(*places: tuple[float, float], **columns: list[object]):
    return layer("shelters", [at(x, y) for x, y in places], **columns)


def test_a_booth_is_a_refuge_by_day_and_night() -> None:
    found = ways(project(*BASE, booths(WEST, name=["가"])))
    assert metres(found, "near_refuge") == metres(found, "near_refuge_night") == pytest.approx(200.0)
    assert [device.name for device in found["near_refuge"].devices] == ["가"]
    assert found["near_refuge"].median(found.ground.inside) == pytest.approx(200.0 + 100.0 / 3)


def test_a_shop_counts_at_night_only_where_it_is_known_to_be_open() -> None:
    found = ways(project(*BASE, shops(WEST, EAST, (200, 95), name=["꽃집", "CU 가람점", "빵집"], hours=[None, None, "07:00~22:00"])))
    day, night = found["near_refuge"], found["near_refuge_night"]
    assert [device.name for device in day.devices] == ["꽃집", "CU 가람점", "빵집"]
    assert [device.name for device in night.devices] == ["CU 가람점"]
    assert (day.shut, night.shut, day.untold, night.untold) == (0, 2, 2, 2)


def test_the_hour_of_the_day_is_an_assumption() -> None:
    found = ways(project(*BASE, shops(WEST, name=["빵집"], hours=["07:00~22:00"]), parameters={"time.day": 6.0, "time.night": 21.0}))
    assert (len(found["near_refuge"].devices), len(found["near_refuge_night"].devices)) == (0, 1)


def test_a_small_police_post_and_a_booth_locked_at_night_count_by_day() -> None:
    posts = layer("police", [at(*WEST), at(*EAST)], name=["가람치안센터", "가람지구대"])
    found = ways(project(*BASE, posts, booths(MIDDLE, open_24h=[False])))
    assert len(found["near_refuge"].devices) == 3
    assert [device.name for device in found["near_refuge_night"].devices] == ["가람지구대"]


def test_without_devices_nothing_is_near_and_it_was_not_asked() -> None:
    found = ways(project(*BASE))
    for id in SERVED:
        assert (metres(found, id), found[id].asked, found[id].off) == (0.0, False, 0)
        assert found[id].median(found.ground.inside) == numpy.inf
        assert found[id].distance_at([0], [1.0])[1].tolist() == [-1]


def test_a_device_far_from_every_street_is_counted_as_off_the_network() -> None:
    found = ways(project(*BASE, booths((100, 105), name=["뒷산"])))
    assert (found["near_refuge"].off, found["near_refuge"].asked, metres(found, "near_refuge")) == (1, True, 0.0)


def test_bells_and_mailboxes_have_radii_of_their_own() -> None:
    found = ways(project(*BASE, layer("emergency_bells", [at(*WEST)]), layer("mailboxes", [at(*WEST)])))
    assert metres(found, "near_bell") == pytest.approx(100.0)
    assert metres(found, "near_mailbox") == pytest.approx(300.0 + 2 * 100.0)


def test_a_centre_is_near_by_minutes_of_slow_walking() -> None:
    found = ways(project(*BASE, layer("community_centres", [at(*WEST)], hours=["09:00~18:00"]), parameters={"centre.minutes": 5.0}))
    near, by = found["near_centre"], found["near_centre"].distance_at
    assert metres(found, "near_centre") == pytest.approx(300.0 + 2 * 100.0)
    east = int(found.ground.streets.line_tree.nearest(at(*EAST)))
    assert by([east], [found.ground.streets.length_m[east]])[0][0] == pytest.approx(400.0 / 60.0)
    assert near.median(found.ground.inside) == pytest.approx((200.0 + 100.0 / 3) / 60.0)


def test_help_comes_by_road_from_police_and_fire_stations() -> None:
    found = ways(project(*BASE, layer("police", [at(*WEST)]), parameters={"response.minutes": 1.0, "response.speed": 18.0}))
    assert (metres(found, "response"), found["response"].unit) == (pytest.approx(300.0 + 2 * 100.0), "min")


def test_the_way_is_told_in_metres_and_seconds() -> None:
    found = ways(project(*BASE, booths(WEST, name=["가"])))
    east = int(found.ground.streets.line_tree.nearest(at(*EAST)))
    way = found["near_refuge"].path(east, 92.0)
    assert way.metres == pytest.approx(292.0)
    assert (found.seconds(way), found.seconds(way, night=True)) == (pytest.approx(292.0 / 1.2), pytest.approx(292.0 / 1.1))


def test_a_booth_that_the_scenario_moves_stands_in_its_new_place_only() -> None:
    whole = sketch(project(*BASE, booths(WEST, EAST, name=["가", "나"])))
    there = change_existing(whole, "phone_booths", 0, at_m=(X + 200, Y + 5))
    gone = change_existing(whole, "phone_booths", 0, gone=True)
    assert sorted(device.at_m for device in ways(there)["near_refuge"].devices) == [(X + 200, Y + 5), (X + 400, Y + 5)]
    assert [device.name for device in ways(gone)["near_refuge"].devices] == ["나"]


def same(one: Walks, other: Walks) -> bool:
    return all(
        len(one[id].devices) == len(other[id].devices) and len(one[id].near) == len(other[id].near)
        and numpy.allclose(one[id].near.start_m, other[id].near.start_m) and numpy.allclose(one[id].near.end_m, other[id].near.end_m)
        for id in SERVED
    )  # fmt: skip


def test_after_a_change_of_the_scenario_the_ways_equal_those_found_anew() -> None:
    whole = project(*BASE, booths(WEST, name=["가"]), layer("mailboxes", [at(*EAST)]))
    before = ways(sketch(whole))
    steps = (
        sketch(whole, Intervention("n", "phone_booths", (X + 390.0, Y))),
        sketch(whole, Intervention("n", "phone_booths", (X + 300.0, Y)), Intervention("m", "mailboxes", (X + 5.0, Y))),
        change_existing(sketch(whole), "phone_booths", 0, gone=True),
        sketch(whole),
    )
    for step in steps:
        after, changed = moved(before, question(step))
        assert same(after, ways(step))
        for id in SERVED:
            assert set(changed.get(id, ())) == set(changed_edges(before[id].near, after[id].near))
        before = after


def test_a_camera_moved_changes_no_way() -> None:
    before = ways(sketch(project(*BASE, booths(WEST))))
    after, changed = moved(before, question(sketch(project(*BASE, booths(WEST)), Intervention("c", "cctv", (X, Y), 90.0))))
    assert (changed, after.by) == ({}, before.by)


def test_devices_on_a_junction_and_twice_in_one_place_are_ordinary() -> None:
    found = ways(project(*BASE, booths((200, 0), (200, 0), (200, 0))))
    assert metres(found, "near_refuge") == pytest.approx(600.0)


def test_an_island_without_a_device_is_far_from_everything() -> None:
    streets = layer("streets", [line((0, 0), (400, 0)), line((50, 60), (150, 60))], name=["가", "섬"])
    found = ways(project(streets, *BASE[1:], booths(WEST)))
    assert metres(found, "near_refuge") == pytest.approx(200.0)
    island = found.ground.streets.name.index("섬")
    metres_there, device = found["near_refuge"].distance_at([island], [50.0])
    assert (metres_there.tolist(), device.tolist()) == ([numpy.inf], [-1])


# ── who may go where ─────────────────────────────────────────────────────────────────────────────────────────────────────


def network(*lines: tuple[list[tuple[float, float]], str], **parameters: float):
    streets = layer("streets", [line(*points) for points, _ in lines], way=[way for _, way in lines])
    return streets, *BASE[1:]


def test_stairs_are_as_long_as_they_are_but_take_longer() -> None:
    stairs = network(([(0, 0), (100, 0)], "residential"), ([(100, 0), (200, 0)], "steps"), ([(200, 0), (300, 0)], "residential"))
    found = ways(project(*stairs, booths(WEST), layer("community_centres", [at(*WEST)]), parameters={"centre.minutes": 4.0}))
    assert metres(found, "near_refuge") == pytest.approx(200.0)
    assert metres(found, "near_centre") == pytest.approx(100.0 + 140.0 / 2)
    way = found["near_refuge"].path(2, 50.0)
    assert (way.metres, found.seconds(way)) == (pytest.approx(250.0), pytest.approx((50 + 2 * 100 + 100) / 1.2))


def test_a_fire_engine_takes_no_footpath_and_a_walker_no_motorway() -> None:
    lines = network(([(0, 0), (100, 0)], "residential"), ([(100, 0), (200, 0)], "footway"), ([(100, 0), (100, 100)], "motorway"))
    found = ways(project(*lines, layer("fire_stations", [at(*WEST)]), booths(WEST)))
    assert metres(found, "response") == pytest.approx(100.0 + 100.0)
    assert metres(found, "near_refuge") == pytest.approx(100.0 + 100.0)
    assert found["response"].distance_at([1], [50.0])[1].tolist() == [-1]
    assert found["near_refuge"].path(2, 50.0).legs == ()


def test_a_station_beside_a_footpath_answers_from_the_road() -> None:
    lines = network(([(0, 0), (400, 0)], "residential"), ([(0, 20), (400, 20)], "footway"))
    found = ways(project(*lines, layer("police", [at(200, 21)])))
    assert (metres(found, "response"), metres(found, "near_refuge")) == (pytest.approx(400.0), pytest.approx(400.0))
    assert found.now.edge.tolist() != found.now.road_edge.tolist()


def test_a_bridge_over_a_street_does_not_shorten_the_way() -> None:
    over = network(([(0, 0), (400, 0)], "residential"), ([(200, -100), (200, 100)], "육교"))
    found = ways(project(*over, booths(WEST)))
    assert found["near_refuge"].distance_at([1], [100.0])[0].tolist() == [numpy.inf]


# ── what is told ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def told(found: Walks) -> dict[str, dict[str, float]]:
    return {key: {name: value.value for name, value in values.items()} for key, values in walk_notes(found)}


def test_hours_assumed_and_places_closed_at_night_are_told() -> None:
    found = ways(project(*BASE, shops(WEST, EAST, MIDDLE, name=["꽃집", "CU", "빵집"], hours=[None, None, "07:00~22:00"])))
    assert told(found) == {"note.hours_untold": {"devices": 2.0}, "note.closed_at_night": {"devices": 2.0, "hour": 23.0}}


def test_stairs_bridges_and_uncounted_lockers_are_told() -> None:
    streets = network(([(0, 0), (100, 0)], "계단"), ([(100, 0), (300, 0)], "육교"), ([(300, 0), (400, 0)], "residential"))
    boxes = layer("mailboxes", [at(*WEST), at(*EAST)], lockers=[None, 12.0])
    assert told(ways(project(*streets, boxes))) == {
        "note.lockers_untold": {"devices": 1.0, "lockers": 20.0}, "note.stairs": {"length": 100.0}, "note.levels": {"length": 200.0},
    }  # fmt: skip


def test_the_nearest_of_some_kinds_is_found_from_any_place() -> None:
    found = ways(project(*BASE, layer("police", [at(*EAST), at(*WEST)], name=["가람지구대", "가람치안센터"]), booths(MIDDLE)))
    edge = int(found.ground.streets.line_tree.nearest(at(*WEST)))
    by_day, way = found.nearest(("police",), edge, 10.0)
    by_night, far = found.nearest(("police",), edge, 10.0, night=True)
    assert (by_day.name, way.metres, by_night.name, far.metres) == ("가람치안센터", pytest.approx(10.0), "가람지구대", pytest.approx(390.0))
    assert found.nearest(("mailboxes",), edge, 10.0)[0] is None


def test_heights_of_the_ground_slow_the_walk_uphill_and_are_told() -> None:
    west, east = X - 50.0, X + 450.0
    hill = numpy.tile(numpy.linspace(0.0, 50.0, 51), (31, 1))
    outline = Polygon([(west, Y + 150), (east, Y + 150), (east, Y - 150), (west, Y - 150)])
    tiles = layer("elevation", [outline], heights=[packed(hill)], across=[51], down=[31])
    flat, steep = (ways(project(*BASE, layer("community_centres", [at(*WEST)]), *more)) for more in ((), (tiles,)))
    east_end = int(flat.ground.streets.line_tree.nearest(at(*EAST)))
    minutes = [one["near_centre"].distance_at([east_end], [150.0])[0][0] for one in (flat, steep)]
    assert minutes[1] / minutes[0] == pytest.approx(float(there_and_back(numpy.array([0.1]))[0]))
    assert told(steep)["note.slope"] == {"share": pytest.approx(1.0)}
    assert steep["near_refuge"].network.length_m.tolist() == flat["near_refuge"].network.length_m.tolist()
