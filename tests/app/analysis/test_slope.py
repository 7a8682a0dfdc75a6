"""Heights of the ground and what they do to walking times."""

from __future__ import annotations

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.heights import heights, packed, unpacked
from app.analysis.slope import slowness, there_and_back, tobler
from app.analysis.streets import streets

LAWS = settings(deadline=None, max_examples=40)


def tile(grid: np.ndarray, x: float = 0.0, y: float = 0.0, cell: float = 10.0) -> tuple[shapely.Polygon, str, int, int]:
    """A grid whose first row lies north, its first height at (x, y + height)."""
    down, across = grid.shape
    top, right = y + (down - 1) * cell, x + (across - 1) * cell
    return shapely.Polygon([(x, top), (right, top), (right, y), (x, y)]), packed(grid), down, across


def ground(*tiles):
    outline, text, down, across = zip(*tiles, strict=True) if tiles else ((), (), (), ())
    return heights(np.array(outline, dtype=object), np.array(text, dtype=object), np.array(down), np.array(across))


def lines(*parts, way=None):
    frame = geopandas.GeoDataFrame({"way": way or ["road"] * len(parts)}, geometry=[shapely.LineString(part) for part in parts], crs=5186)
    return streets(frame, node_snap_m=0.5)


# Falls one metre every ten towards the east, level from north to south.
RAMP = np.tile(100.0 - np.arange(11.0), (4, 1))


def test_tobler_walks_fastest_slightly_downhill():
    assert tobler(np.array([-0.05, 0.0, 0.1])).tolist() == pytest.approx([6.0, 5.0367, 3.5493], abs=1e-4)


def test_there_and_back_costs_the_same_from_either_end_and_nothing_on_the_flat():
    assert there_and_back(np.array([0.0]))[0] == pytest.approx(1.0)
    assert there_and_back(np.array([0.1, -0.1])).tolist() == pytest.approx([0.5 * (np.exp(0.35) + np.exp(0.0))] * 2)


@LAWS
@given(st.lists(st.floats(-0.5, 0.5), min_size=1, max_size=5))
def test_a_slope_never_makes_the_way_there_and_back_shorter_than_its_half(slopes):
    assert (there_and_back(np.array(slopes)) >= 0.97).all()


@LAWS
@given(st.integers(2, 8), st.integers(2, 8), st.data())
def test_packed_heights_come_back_to_the_centimetre(down, across, data):
    some = st.one_of(st.floats(-400, 8000), st.just(float("nan")))
    grid = np.array(data.draw(st.lists(some, min_size=down * across, max_size=down * across))).reshape(down, across)
    np.testing.assert_allclose(unpacked(packed(grid), down, across), grid, atol=0.005001)


@pytest.mark.parametrize("text", ["", "no tile", "eJwDAAAAAAE=", packed(RAMP)[:-8]])
def test_spoilt_tiles_are_left_out(text):
    outline, _, down, across = tile(RAMP)
    assert np.isnan(ground((outline, text, down, across)).at(np.array([[5.0, 5.0]]))).all()


def test_heights_are_read_between_the_cells_and_unknown_outside():
    found = ground(tile(RAMP)).at(np.array([[0.0, 30.0], [25.0, 15.0], [100.0, 0.0], [101.0, 0.0]]))
    assert found[:3].tolist() == pytest.approx([100.0, 97.5, 90.0])
    assert np.isnan(found[3])


def test_a_hole_in_the_grid_is_unknown_all_around_it():
    holed = RAMP.copy()
    holed[1, 2] = np.nan
    found = ground(tile(holed)).at(np.array([[20.0, 15.0], [50.0, 15.0]]))
    assert np.isnan(found[0]) and found[1] == pytest.approx(95.0)


def test_neighbouring_tiles_leave_no_gap():
    whole = ground(tile(RAMP[:, :6]), tile(RAMP[:, 5:], x=50.0))
    assert whole.at(np.array([[49.0, 5.0], [50.0, 5.0], [51.0, 5.0]])).tolist() == pytest.approx([95.1, 95.0, 94.9])


def test_a_tile_carried_into_another_system_is_read_the_same():
    outline, text, down, across = tile(RAMP)
    turned = shapely.affinity.rotate(outline, 30.0, origin=(0, 0))
    place = shapely.affinity.rotate(shapely.Point(25.0, 15.0), 30.0, origin=(0, 0))
    assert ground((turned, text, down, across)).at(np.array([[place.x, place.y]]))[0] == pytest.approx(97.5)


def test_a_street_uphill_is_slower_and_one_along_the_hill_is_not():
    times, known = slowness(lines([(0, 15), (100, 15)], [(50, 0), (50, 10)]), ground(tile(RAMP)), steepest=0.5)
    assert times.tolist() == pytest.approx([float(there_and_back(np.array([0.1]))[0]), 1.0])
    assert known.tolist() == pytest.approx([1.0, 1.0])


def test_a_bridge_over_a_valley_is_flat():
    valley = np.tile(np.array([50.0, 40.0, 20.0, 40.0, 50.0]), (3, 1))
    times, _ = slowness(lines([(0, 10), (40, 10)], [(0, 5), (40, 5)], way=["bridge", "road"]), ground(tile(valley)), steepest=0.5)
    assert times[0] == pytest.approx(1.0)
    assert times[1] > 2.0


def test_a_wall_in_the_grid_counts_as_the_steepest_street():
    times, _ = slowness(lines([(0, 15), (10, 15)]), ground(tile(RAMP * 20.0)), steepest=0.5)
    assert times.tolist() == pytest.approx(there_and_back(np.array([0.5])).tolist())


def test_without_heights_the_ground_is_flat():
    times, known = slowness(lines([(0, 0), (10, 0)]), ground(), steepest=0.5)
    assert (times.tolist(), known.tolist()) == ([1.0], [0.0])
    assert slowness(lines(), ground(tile(RAMP)), steepest=0.5)[0].tolist() == []
