"""The published row of the pinhole camera (references 1.2), and what happens at the limits."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.lenses import depth, distance_at_level, field_of_view_deg, footprint, plane_edges

CAMERA = {"height_m": 5.0, "tilt_deg": 25.0, "focal_mm": 4.0, "sensor_w_mm": 5.568, "sensor_h_mm": 3.132, "pixels_x": 1920}


def test_fields_of_view_are_those_of_the_published_row():
    assert field_of_view_deg(4.0, 5.568) == pytest.approx(69.676, abs=5e-4)
    assert field_of_view_deg(4.0, 3.132) == pytest.approx(42.761, abs=5e-4)


@pytest.mark.parametrize(("level", "metres"), [(25, 55.172), (62.5, 22.069), (125, 11.034), (250, 5.517), (500, 2.759)])
def test_distances_of_the_levels_are_those_of_the_published_row(level, metres):
    assert distance_at_level(4.0, 5.568, 1920, level) == pytest.approx(metres, abs=5e-4)


@pytest.mark.parametrize(("z", "near", "far"), [(1.5, 3.335, 55.33), (0.0, 4.765, 79.04)])
def test_the_blind_zone_and_the_far_edge_are_those_of_the_published_row(z, near, far):
    edges = plane_edges(5.0, 25.0, 4.0, 3.132, z)
    assert edges[0] == pytest.approx(near, abs=5e-4)
    assert edges[1] == pytest.approx(far, abs=5e-3)


def test_density_and_width_ten_metres_ahead_are_those_of_the_published_row():
    along_axis = depth(10.0, 5.0, 25.0, 1.5)
    assert along_axis == pytest.approx(10.542, abs=5e-4)
    assert 1920 * 4.0 / 5.568 / along_axis == pytest.approx(130.84, abs=5e-3)
    assert 5.568 / 4.0 * along_axis == pytest.approx(14.675, abs=5e-4)


def test_the_footprint_ends_where_the_level_ends():
    seen = footprint(**CAMERA, level_px_m=62.5, target_z_m=1.5)
    assert seen.near_m == pytest.approx(3.335, abs=5e-4)
    assert depth(seen.far_m, 5.0, 25.0, 1.5) == pytest.approx(22.069, abs=5e-4)
    assert seen.half_far_m == pytest.approx(22.069 * 5.568 / 8.0, abs=1e-3)
    assert seen.reach_m == pytest.approx(np.hypot(seen.far_m, seen.half_far_m))


def test_the_footprint_ends_at_the_upper_edge_of_the_picture_where_the_level_would_reach_farther():
    seen = footprint(**CAMERA, level_px_m=12.5, target_z_m=1.5)
    assert seen.far_m == pytest.approx(55.33, abs=5e-3)


def test_a_level_that_is_resolved_nowhere_gives_an_empty_footprint():
    seen = footprint(**CAMERA, level_px_m=1000.0, target_z_m=1.5)
    assert seen.far_m == seen.near_m


def test_a_camera_looking_straight_down_has_no_blind_zone():
    seen = footprint(**{**CAMERA, "tilt_deg": 80.0}, level_px_m=62.5, target_z_m=1.5)
    assert seen.near_m == 0.0
    assert 0.0 < seen.far_m < 6.0


def test_a_level_camera_sees_as_far_as_it_resolves():
    seen = footprint(**{**CAMERA, "tilt_deg": 0.0}, level_px_m=62.5, target_z_m=1.5)
    assert seen.far_m == pytest.approx(22.069, abs=5e-4)


def test_a_camera_below_the_faces_sees_none_of_them_from_above():
    seen = footprint(**{**CAMERA, "height_m": 1.0}, level_px_m=62.5, target_z_m=1.5)
    assert seen.far_m == seen.near_m == 0.0


def test_numbers_and_arrays_are_broadcast_to_one_shape():
    seen = footprint(np.array([4.0, 5.0, 6.0]), 25.0, 4.0, 5.568, 3.132, np.array([1280, 1920, 3840]), 62.5, 1.5)
    assert {part.shape for part in vars(seen).values()} == {(3,)}
    assert (np.diff(seen.far_m) > 0).all()


def test_no_cameras_give_empty_arrays():
    none = np.empty(0)
    assert footprint(none, none, none, none, none, none, 62.5, 1.5).far_m.shape == (0,)
