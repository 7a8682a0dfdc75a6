"""Wide and fisheye lenses, rotating cameras and several lenses on one mast."""

from __future__ import annotations

import numpy as np
import pytest

from app.analysis import visibility as sight
from app.analysis.camera_types import (
    equidistant_density,
    equidistant_px,
    fisheye,
    lens_headings,
    presence,
    rotating,
    wide,
)
from app.analysis.lenses import distance_at_level

OBSERVE, RECOGNISE = 62.5, 125.0
LENS = {"focal_mm": 4.0, "sensor_w_mm": 5.568, "pixels_x": 1920}


def test_a_fisheye_spreads_its_pixels_evenly_over_the_angle():
    assert equidistant_px(2000, 180.0) == pytest.approx(2000 / np.pi)
    # Straight below a camera 4 m above its targets; a metre there spans almost a quarter of a radian.
    assert equidistant_density(0.0, 5.5, 1.5, 2000, 180.0) == pytest.approx(2000 / np.pi / 4.0)


def test_a_fisheye_reaches_where_its_density_falls_to_the_level():
    seen = fisheye(5.0, 2000, 180.0, OBSERVE, 1.5)
    assert (float(seen.near_m), float(seen.width_deg)) == (0.0, 360.0)
    assert equidistant_density(seen.far_m, 5.0, 1.5, 2000, 180.0) == pytest.approx(OBSERVE)
    assert float(seen.far_m) == pytest.approx(np.sqrt((2000 / np.pi / 62.5) ** 2 - 3.5**2))


def test_a_fisheye_ends_at_the_rim_of_its_picture():
    assert float(fisheye(5.0, 20_000, 120.0, OBSERVE, 1.5).far_m) == pytest.approx(3.5 * np.tan(np.radians(60.0)))


def test_a_fisheye_that_resolves_nothing_or_hangs_too_low_sees_nothing():
    assert float(fisheye(5.0, 500, 180.0, RECOGNISE, 1.5).far_m) == 0.0
    assert float(fisheye(1.0, 2000, 120.0, OBSERVE, 1.5).far_m) == 0.0


def test_a_wide_lens_sees_a_sector_that_walls_cut_like_any_other():
    lens = wide(5.0, 25.0, 110.0, 60.0, 1920, OBSERVE, 1.5)
    assert float(lens.near_m) == pytest.approx(3.5 / np.tan(np.radians(55.0)))
    assert equidistant_density(lens.far_m, 5.0, 1.5, 1920, 110.0) == pytest.approx(OBSERVE)
    ring = sight.views([[0.0, 0.0]], np.nan, lens.ring, sight.walls(np.array([])))
    seen = sight.within_bearings(ring, lens.from_deg(90.0), lens.width_deg)
    assert seen.area_m2[0] == pytest.approx(110 / 360 * np.pi * float(lens.far_m**2 - lens.near_m**2), rel=2e-3)
    middle = float(lens.near_m + lens.far_m) / 2
    assert sight.sees(seen, 0, middle, 0.0)
    assert not sight.sees(seen, 0, -middle, 0.0)


def test_a_rotating_camera_counts_all_round_at_observe_and_never_above():
    assert float(rotating(5.0, **LENS, level_px_m=OBSERVE, highest_px_m=OBSERVE, target_z_m=1.5).far_m) == pytest.approx(
        np.sqrt(22.069**2 - 3.5**2), abs=1e-3
    )
    finer = rotating(5.0, **LENS, level_px_m=np.array([25.0, 62.5, 125.0, 250.0]), highest_px_m=OBSERVE, target_z_m=1.5)
    assert (finer.far_m > 0).tolist() == [True, True, False, False]
    assert finer.width_deg.tolist() == [360.0] * 4
    assert distance_at_level(4.0, 5.568, 1920, 25.0) == pytest.approx(np.hypot(finer.far_m[0], 3.5))


def test_a_rotating_camera_is_present_for_its_share_of_the_circle():
    assert presence(np.array([69.676, 360.0, 400.0])).tolist() == pytest.approx([69.676 / 360, 1.0, 1.0])


def test_the_lenses_of_one_housing_are_fanned_about_its_heading():
    assert lens_headings(90.0, 2, 80.0).tolist() == [50.0, 130.0]
    assert sorted(lens_headings(0.0, 4, 90.0).tolist()) == [45.0, 135.0, 225.0, 315.0]
    assert lens_headings(10.0, 1, 90.0).tolist() == [10.0]
    assert lens_headings(10.0, 0, 90.0).shape == (0,)


def test_no_cameras_give_empty_arrays():
    none = np.empty(0)
    assert fisheye(none, none, none, OBSERVE, 1.5).far_m.shape == (0,)
    assert wide(none, none, none, none, none, OBSERVE, 1.5).far_m.shape == (0,)
