"""Streets between junctions."""

from __future__ import annotations

from pathlib import Path

import geopandas
import numpy
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.intervals import intervals, lengths
from app.analysis.streets import Streets, cut, cut_all, locate, points_at, streets, substring

X, Y = 200_000.0, 550_000.0


def made(*lines: list[tuple[float, float]], names: list[str | None] | None = None, snap: float = 0.5) -> Streets:
    shapes = [shapely.LineString([(X + x, Y + y) for x, y in line]) for line in lines]
    frame = geopandas.GeoDataFrame({"name": names or [""] * len(lines)}, geometry=shapes, crs=5186)
    return streets(frame, node_snap_m=snap)


def box(x0: float, y0: float, x1: float, y1: float) -> shapely.Polygon:
    return shapely.box(X + x0, Y + y0, X + x1, Y + y1)


def degrees(one: Streets) -> list[int]:
    return sorted(numpy.bincount(numpy.concatenate([one.node_u, one.node_v])).tolist())


def test_a_crossing_is_a_junction_of_four() -> None:
    cross = made([(0, 0), (100, 0)], [(40, -50), (40, 30)])
    assert sorted(cross.length_m.round(6).tolist()) == [30, 40, 50, 60]
    assert degrees(cross) == [1, 1, 1, 1, 4]


def test_an_end_just_short_of_a_street_joins_it_and_no_length_changes() -> None:
    t = made([(0, 0), (100, 0)], [(40, 0.4), (40, 30)])
    assert degrees(t) == [1, 1, 1, 3]
    assert sorted(t.length_m.round(6).tolist()) == [29.6, 40, 60]


def test_an_end_too_far_from_a_street_stays_an_end() -> None:
    assert degrees(made([(0, 0), (100, 0)], [(40, 0.6), (40, 30)])) == [1, 1, 1, 1]


def test_lines_that_share_a_vertex_meet_there_and_bends_are_no_junctions() -> None:
    bent = made([(0, 0), (50, 0), (50, 50)], [(50, 0), (90, 0)])
    assert degrees(bent) == [1, 1, 1, 3]
    assert len(bent) == 3
    assert len(made([(0, 0), (50, 0), (50, 50)])) == 1


def test_a_loop_crossing_itself_is_cut_where_it_crosses() -> None:
    loop = made([(0, 0), (50, 0), (50, 50), (25, 50), (25, -20)])
    assert degrees(loop) == [1, 1, 4]
    assert loop.length_m.sum() == pytest.approx(195)


def test_the_same_street_twice_counts_once() -> None:
    twice = made([(0, 0), (100, 0)], [(100, 0.1), (0, 0.1)])
    assert twice.length_m.sum() == pytest.approx(100)
    assert twice.dropped_m == pytest.approx(100)


def test_names_and_rows_follow_the_pieces_of_a_street() -> None:
    named = made([(0, 0), (100, 0)], [(40, -50), (40, 30)], names=["와우산로", None])
    assert dict(zip(named.row.tolist(), named.name, strict=True)) == {0: "와우산로", 1: ""}


def test_multi_part_lines_are_taken_apart_and_empty_ones_left_out() -> None:
    shapes = [shapely.MultiLineString([[(X, Y), (X + 10, Y)], [(X + 50, Y), (X + 60, Y)]]), None, shapely.LineString()]
    made = streets(geopandas.GeoDataFrame(geometry=shapes, crs=5186), node_snap_m=0.5)
    assert (len(made), made.length_m.sum(), made.row.tolist()) == (2, 20.0, [0, 0])


def test_no_streets_give_no_segments() -> None:
    empty = streets(geopandas.GeoDataFrame(geometry=[], crs=5186), node_snap_m=0.5)
    assert len(empty) == 0
    assert len(cut(empty, box(0, 0, 10, 10))) == 0
    assert locate(empty, numpy.array([[X, Y]]), within_m=10)[0].tolist() == [-1]


def test_degrees_are_refused() -> None:
    with pytest.raises(ValueError, match="5186"):
        streets(geopandas.GeoDataFrame(geometry=[shapely.LineString([(127, 37), (127.1, 37)])], crs=4326), node_snap_m=0.5)


def test_an_area_cuts_a_bent_street_exactly() -> None:
    bent = made([(0, 0), (100, 0), (100, 100)])
    inside = cut(bent, box(30, -10, 120, 40))
    assert (inside.start_m.tolist(), inside.end_m.tolist()) == ([30.0], [140.0])


def test_a_hole_in_an_area_is_left_out() -> None:
    area = box(0, -50, 100, 50) - box(40, -5, 60, 5)
    assert lengths(cut(made([(-20, 0), (120, 0)]), area), 1).tolist() == [80.0]


def test_a_place_is_found_back_along_the_street() -> None:
    bent = made([(0, 0), (100, 0), (100, 100)])
    edge, at, away = locate(bent, numpy.array([[X + 110, Y + 30], [X + 500, Y]]), within_m=60)
    assert (edge.tolist(), at[0], away[0]) == ([0, -1], pytest.approx(130), pytest.approx(10))
    assert points_at(bent, numpy.array([0]), numpy.array([130.0])).tolist() == [[X + 100, Y + 30]]


def test_a_stretch_keeps_its_bends() -> None:
    line = substring(made([(0, 0), (100, 0), (100, 100)]), 0, 90.0, 120.0)
    assert shapely.get_coordinates(line).tolist() == [[X + 90, Y], [X + 100, Y], [X + 100, Y + 20]]


coordinate = st.integers(-30, 30).map(float)
a_line = st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=4, unique=True)


@settings(deadline=None, max_examples=60)
@given(st.lists(a_line, min_size=1, max_size=6))
def test_cutting_never_changes_the_length(lines: list[list[tuple[float, float]]]) -> None:
    one = made(*lines)
    assert one.length_m.sum() + one.dropped_m == pytest.approx(sum(shapely.LineString(line).length for line in lines))
    assert one.length_m == pytest.approx(shapely.length(one.lines))
    assert lengths(intervals(one.piece_edge, one.piece_start_m, one.piece_start_m + one.piece_length_m), len(one)) == pytest.approx(one.length_m)


@settings(deadline=None, max_examples=60)
@given(st.lists(a_line, min_size=1, max_size=5), st.tuples(coordinate, coordinate), st.integers(3, 25))
def test_cutting_by_an_area_agrees_with_shapely(lines: list[list[tuple[float, float]]], centre: tuple[float, float], size: int) -> None:
    one = made(*lines)
    area = shapely.Point(X + centre[0] + 0.123, Y + centre[1] + 0.321).buffer(size, quad_segs=5)
    expected = shapely.length(shapely.intersection(one.lines, area))
    assert lengths(cut(one, area), len(one)) == pytest.approx(expected, abs=1e-6)


def test_the_real_streets_of_gangnam_split_among_its_dongs_without_loss(shared_data: Path) -> None:
    roads = geopandas.read_file(shared_data / "streets_buildings/gangnam_juso/11680/TL_SPRD_MANAGE.shp", encoding="cp949")
    made = streets(roads.set_crs(5179).to_crs(5186).rename(columns={"RN": "name"}), node_snap_m=0.5)
    dongs = geopandas.read_file(shared_data / "boundaries/hangjeongdong_서울특별시.geojson").to_crs(5186).geometry.to_numpy()
    area, inside = cut_all(made, dongs)
    mine = numpy.bincount(area, weights=inside.end_m - inside.start_m, minlength=len(dongs))
    theirs = shapely.length(shapely.intersection(shapely.union_all(made.lines), dongs))
    assert mine == pytest.approx(theirs, abs=1e-6)
    assert 460_000 < made.length_m.sum() < 470_000


# ── levels ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def levelled(*lines: tuple[list[tuple[float, float]], int], way: list[str] | None = None) -> Streets:
    shapes = [shapely.LineString(points) for points, _ in lines]
    columns = {"level": [level for _, level in lines], "way": way or ["road"] * len(lines)}
    return streets(geopandas.GeoDataFrame(columns, geometry=shapes, crs=5186), node_snap_m=0.5)


def test_what_crosses_on_another_level_is_no_junction() -> None:
    cross = [([(0, 0), (100, 0)], 0), ([(50, -50), (50, 50)], 1)]
    assert (len(levelled(*cross)), len(levelled(cross[0], (cross[1][0], 0)))) == (2, 4)


def test_a_bridge_meets_the_road_where_it_ends_and_not_where_it_passes_over() -> None:
    made = levelled(([(0, 0), (50, 0)], 0), ([(50, 0), (150, 0)], 1), ([(150, 0), (200, 0)], 0), ([(100, -50), (100, 50)], 0))
    assert (len(made), len(made.node_xy)) == (4, 6)


def test_stairs_reach_a_footbridge_where_the_file_gives_them_the_same_point() -> None:
    bridge = ([(0, 0), (50, 0), (100, 0)], 1)
    up, beside = ([(50, 0), (50, 30)], 0), ([(50.3, 0), (50.3, 30)], 0)
    assert (len(levelled(bridge, up)), len(levelled(bridge, beside))) == (3, 2)


def test_a_crossing_of_two_bridges_is_not_joined_to_the_crossing_below() -> None:
    lines = [([(0, 0), (100, 0)], 0), ([(50, -50), (50, 50)], 0), ([(0, -50), (100, 50)], 1), ([(0, 50), (100, -50)], 1)]
    made = levelled(*lines)
    assert (len(made), len(made.node_xy)) == (8, 10)


def test_a_tunnel_right_under_a_street_is_kept() -> None:
    made = levelled(([(0, 0), (100, 0)], 0), ([(0, 0), (100, 0)], -1), ([(0, 0), (100, 0)], 0), way=["road", "tunnel", "road"])
    assert (made.ways.tolist(), made.dropped_m) == (["road", "tunnel"], 100.0)
