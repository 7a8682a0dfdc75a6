"""The published row of the pinhole camera (references 1.2), and what happens at the limits."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis.lenses import (
    blind_zone_m,
    density,
    depth,
    distance_at_level,
    field_of_view_deg,
    footprint,
    is_wide,
    level_bands,
    plane_edges,
    shortened,
)

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


# ── any spot, every level ────────────────────────────────────────────────────────────────────────────────────────────────

DORI = np.array([12.5, 25.0, 62.5, 125.0, 250.0, 1000.0])


def at(x, y, heading=0.0, **changes):
    return float(density([100.0, 200.0], heading, [100.0 + x, 200.0 + y], **{**CAMERA, "target_z_m": 1.5, **changes}))


def test_the_density_of_a_spot_ten_metres_ahead_is_the_published_one():
    assert at(0.0, 10.0) == pytest.approx(130.84, abs=5e-3)
    assert at(10.0, 0.0, heading=90.0) == pytest.approx(130.84, abs=5e-3)


def test_the_density_is_constant_across_the_picture_and_off_axis_by_the_cosine():
    assert at(5.0, 10.0) == pytest.approx(at(0.0, 10.0))
    off = np.radians(20.0)
    assert at(12 * np.sin(off), 12 * np.cos(off)) == pytest.approx(1379.31 / depth(12 * np.cos(off), 5.0, 25.0, 1.5), rel=1e-5)


def test_slant_range_would_differ_by_no_more_than_published():
    slant = np.hypot(np.arange(5, 31), 3.5)
    assert np.abs(depth(np.arange(5, 31), 5.0, 25.0, 1.5) / slant - 1).max() < 0.11


def test_spots_outside_the_picture_have_no_density():
    near, far = plane_edges(5.0, 25.0, 4.0, 3.132, 1.5)
    assert np.isnan([at(0, near - 0.01), at(0, far + 0.1), at(0, -10), at(8.0, 10.0), at(-8.0, 10.0)]).all()
    assert np.isfinite([at(0, near), at(0, far - 0.1), at(7.3, 10.0), at(-7.3, 10.0)]).all()


def test_the_width_of_the_picture_ten_metres_ahead_is_the_published_one():
    across = np.linspace(0, 10, 100_001)
    seen = np.isfinite(density([0.0, 0.0], 0.0, np.column_stack([across, np.full(len(across), 10.0)]), **CAMERA, target_z_m=1.5))
    assert 2 * across[seen].max() == pytest.approx(14.675, abs=1e-3)


def test_the_bands_of_the_levels_touch_and_are_together_the_coarsest_footprint():
    bands = level_bands(**CAMERA, levels_px_m=DORI, target_z_m=1.5)
    assert bands.far_m.shape == (6, 1)
    assert bands.near_m[-1, 0] == pytest.approx(3.335, abs=5e-4)
    assert bands.near_m[:-1].tolist() == bands.far_m[1:].tolist()
    assert bands.half_near_m[:-1].tolist() == bands.half_far_m[1:].tolist()
    assert bands.far_m[0, 0] == footprint(**CAMERA, level_px_m=12.5, target_z_m=1.5).far_m
    area = ((bands.far_m - bands.near_m) * (bands.half_far_m + bands.half_near_m)).sum()
    whole = footprint(**CAMERA, level_px_m=12.5, target_z_m=1.5)
    assert area == pytest.approx(float((whole.far_m - whole.near_m) * (whole.half_far_m + whole.half_near_m)))


def test_each_band_ends_where_its_level_does():
    bands = level_bands(**CAMERA, levels_px_m=DORI, target_z_m=1.5)
    for level, far in zip(DORI[2:5], bands.far_m[2:5, 0], strict=True):
        assert at(0.0, far) == pytest.approx(level)
    assert bands.far_m[5, 0] == bands.near_m[5, 0]


def test_bands_of_several_cameras_and_of_none():
    two = level_bands(**{**CAMERA, "height_m": np.array([4.0, 6.0])}, levels_px_m=DORI, target_z_m=1.5)
    assert two.far_m.shape == (6, 2)
    assert level_bands(**{**CAMERA, "height_m": np.empty(0)}, levels_px_m=DORI, target_z_m=1.5).far_m.shape == (6, 0)


def test_the_blind_zone_is_the_published_one():
    assert blind_zone_m(5.0, 25.0, 4.0, 3.132, 0.0) == pytest.approx(4.765, abs=5e-4)


def test_lenses_wider_than_ninety_degrees_are_refused():
    assert is_wide(np.array([2.1, 2.784, 4.0]), 5.568).tolist() == [True, False, False]
    with pytest.raises(ValueError, match="90 degrees"):
        level_bands(**{**CAMERA, "focal_mm": 2.1}, levels_px_m=DORI, target_z_m=1.5)
    with pytest.raises(ValueError, match="90 degrees"):
        at(0.0, 10.0, focal_mm=2.1)


def test_at_night_a_footprint_ends_where_its_light_does():
    day = footprint(**CAMERA, level_px_m=12.5, target_z_m=1.5)
    night = shortened(day, 30.0)
    assert float(night.far_m) == 30.0
    assert float(night.half_far_m) == pytest.approx(float(depth(30.0, 5.0, 25.0, 1.5)) * 5.568 / 8.0)
    assert float(shortened(day, 100.0).far_m) == float(day.far_m)
    assert float(shortened(day, 1.0).far_m) == float(day.near_m)
