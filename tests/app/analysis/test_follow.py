"""A drawn line on the streets: exactly where it was drawn on them, sensibly where it was drawn beside them."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.follow import Followed, follow
from app.analysis.intervals import Intervals, intervals
from app.analysis.network import Network
from app.analysis.streets import Streets, points_at, streets
from tests.app.analysis.test_around import network, town


def lay(line: shapely.Geometry, found: Streets | None = None, within_m: float = 15.0) -> Followed:
    found = found or town()
    return follow(found, network(found), line, within_m=within_m)


def test_a_line_drawn_on_the_streets_is_followed_exactly() -> None:
    line = shapely.LineString([(10, 0), (120, 0), (120, 60), (60, 60), (60, 137)])
    found = lay(line)
    assert found.length_m == pytest.approx(line.length)
    assert found.off_m == 0.0
    assert shapely.hausdorff_distance(found.line, line) < 1e-6
    assert found.line.coords[0] == pytest.approx((10, 0))


@given(
    xy=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=6), x=st.floats(-4, 4), y=st.floats(-4, 4)
)
@settings(deadline=None, max_examples=30)
def test_a_line_drawn_a_few_metres_aside_follows_the_same_streets(xy: list[tuple[int, int]], x: float, y: float) -> None:
    corners = [(60.0 * a, 60.0 * b) for a, b in xy]
    steps = [corners[0]]
    for corner in corners[1:]:
        steps += [(corner[0], steps[-1][1]), corner]
    line = shapely.LineString(steps)
    plain = shapely.union_all([line])
    # There and back on one street is one street.
    if line.length == 0 or plain.length < line.length - 1e-6:
        return
    found = lay(shapely.affinity.translate(line, x, y))
    assert found.off_m == 0.0
    covered = shapely.multilinestrings(shapely.linestrings(found.piece_xy.reshape(-1, 2, 2)))
    assert shapely.hausdorff_distance(covered, line) < 16.0
    assert found.length_m == pytest.approx(line.length, abs=40.0)


def test_where_it_leaves_the_streets_it_is_its_own_line() -> None:
    found = lay(shapely.LineString([(60, 0), (60, 240), (60, 400)]))
    assert found.off_m == pytest.approx(160, abs=16)
    assert found.length_m == pytest.approx(400, abs=1)
    assert found.edge.tolist()[-1] == -1
    assert shapely.hausdorff_distance(found.line, shapely.LineString([(60, 0), (60, 400)])) < 1e-6


def test_a_line_without_length_has_no_spans_and_one_without_streets_is_on_its_own() -> None:
    empty = lay(shapely.LineString([(5, 5), (5, 5)]))
    assert (len(empty.edge), empty.length_m, len(empty.stretches)) == (0, 0.0, 0)
    nowhere = lay(shapely.LineString([(1000, 1000), (1030, 1000)]))
    assert (nowhere.off_m, len(nowhere.stretches)) == (pytest.approx(30.0), 0)
    none = streets(geopandas.GeoDataFrame(geometry=[], crs=5186), node_snap_m=0.5)
    assert follow(none, Network(none.node_u, none.node_v, none.length_m, 0), shapely.LineString([(0, 0), (9, 0)]), within_m=5).off_m == 9.0


def test_parts_of_one_route_that_meet_are_one_line_and_others_follow_each_other() -> None:
    parts = shapely.MultiLineString([[(60, 0), (120, 0)], [(0, 0), (60, 0)], [(0, 240), (90, 240)]])
    found = lay(parts)
    assert found.length_m == pytest.approx(210.0)
    assert (np.diff(found.start_m) > 0).all()


def test_stretches_of_street_are_laid_along_the_line_in_its_own_direction() -> None:
    found = town(1, 100.0)
    way = lay(shapely.LineString([(0, 100), (0, 0), (100, 0)]), found)
    south = next(row for row, line in enumerate(found.lines) if shapely.distance(line, shapely.Point(50, 0)) < 1e-9)
    at, which = way.onto(intervals([south], [20.0], [50.0]), route=7)
    start = points_at(found, np.array([south]), np.array([0.0]))[0]
    expected = (120.0, 150.0) if start[0] == 0 else (150.0, 180.0)
    assert (at.edge.tolist(), which.tolist(), (at.start_m[0], at.end_m[0])) == ([7], [0], pytest.approx(expected))
    assert len(way.onto(Intervals(np.zeros(0, int), np.zeros(0), np.zeros(0)))[0]) == 0


def test_places_along_the_line_are_places_on_the_streets() -> None:
    found = town()
    line = shapely.LineString([(10, 0), (120, 0), (120, 60), (60, 60)])
    way = lay(line, found)
    at = np.array([0.0, 25.0, 109.0, 130.0, 200.0, way.length_m])
    edge, along = way.places(at)
    assert points_at(found, edge, along) == pytest.approx(shapely.get_coordinates(shapely.line_interpolate_point(line, at)), abs=1e-6)
