"""Cameras that are no plain pinhole: wide and fisheye lenses, rotating cameras, several lenses on one mast.

Beyond 90 degrees a picture grows with the angle and not with its tangent: r = f theta (references 1.2, from memory). A metre across
the line of sight at slant distance R then covers f / R pixels everywhere in the picture, f in pixels to the radian. What such
cameras see is a ring or a sector about the mast: `visibility.views` with heading nan, cut by `visibility.within_bearings`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.analysis.lenses import Footprint, distance_at_level

Numbers = np.ndarray | float


@dataclass(frozen=True)
class Sector:
    """A ring about the mast cut to bearings, float64 arrays of one shape: from ``near_m`` to ``far_m``, ``width_deg`` across.

    A camera that resolves nothing at the asked level has ``far_m == near_m``.
    """

    near_m: np.ndarray
    far_m: np.ndarray
    width_deg: np.ndarray

    @property
    def ring(self) -> Footprint:
        """The ring as `visibility.views` takes it with heading nan; to be cut with `visibility.within_bearings`."""
        nothing = np.zeros_like(self.far_m)
        return Footprint(self.width_deg, self.near_m, self.far_m, nothing, nothing, self.far_m)

    def from_deg(self, heading_deg: Numbers) -> np.ndarray:
        """The first bearing clockwise of the sector of a camera with that heading."""
        return (np.asarray(heading_deg, float) - self.width_deg / 2.0) % 360.0


def equidistant_px(pixels: Numbers, field_deg: Numbers) -> np.ndarray:
    """Pixels to the radian of a lens that spreads ``pixels`` evenly over ``field_deg``."""
    return np.asarray(pixels, float) / np.radians(np.asarray(field_deg, float))


def equidistant_density(ground_m: Numbers, height_m: Numbers, target_z_m: Numbers, pixels: Numbers, field_deg: Numbers) -> np.ndarray:
    """Pixels to the metre across the line of sight ``ground_m`` from the mast; along the rim of a fisheye's picture it is more."""
    slant = np.hypot(np.asarray(ground_m, float), np.asarray(height_m, float) - target_z_m)
    with np.errstate(divide="ignore"):
        return equidistant_px(pixels, field_deg) / slant


def fisheye(height_m: Numbers, pixels: Numbers, field_deg: Numbers, level_px_m: Numbers, target_z_m: Numbers) -> Sector:
    """What a fisheye looking straight down resolves: all round, from the mast on, as far as its picture and the level reach.

    ``pixels`` across the picture circle of ``field_deg``. A camera not higher than its targets sees none of them from above.
    """
    drop = np.maximum(np.asarray(height_m, float) - target_z_m, 0.0)
    half = np.radians(np.asarray(field_deg, float)) / 2.0
    rim = np.where(half >= np.pi / 2, np.where(drop > 0.0, np.inf, 0.0), drop * np.tan(np.minimum(half, np.pi / 2 - 1e-9)))
    far = np.minimum(rim, _ground(equidistant_px(pixels, field_deg) / level_px_m, drop))
    return Sector(*(np.array(part, float) for part in np.broadcast_arrays(0.0, far, 360.0)))


def wide(
    height_m: Numbers, tilt_deg: Numbers, hfov_deg: Numbers, vfov_deg: Numbers, pixels_x: Numbers, level_px_m: Numbers, target_z_m: Numbers
) -> Sector:
    """What a lens wider than 90 degrees resolves: a sector ``hfov_deg`` wide between the lower edge of its picture and the level.

    The edges of the picture are taken on the axis and as bearings beside it, which for a tilted wide lens is approximate.
    """
    drop = np.maximum(np.asarray(height_m, float) - target_z_m, 0.0)
    tilt, half = np.radians(np.asarray(tilt_deg, float)), np.radians(np.asarray(vfov_deg, float)) / 2.0
    with np.errstate(divide="ignore", invalid="ignore"):
        near = np.where(tilt + half >= np.pi / 2, 0.0, drop / np.tan(tilt + half))
        edge = np.where(tilt - half <= 0.0, np.inf, drop / np.tan(tilt - half))
    far = np.maximum(np.minimum(edge, _ground(equidistant_px(pixels_x, hfov_deg) / level_px_m, drop)), near)
    return Sector(*(np.array(part, float) for part in np.broadcast_arrays(near, far, np.minimum(hfov_deg, 360.0))))


def rotating(
    height_m: Numbers,
    focal_mm: Numbers,
    sensor_w_mm: Numbers,
    pixels_x: Numbers,
    level_px_m: Numbers,
    highest_px_m: Numbers,
    target_z_m: Numbers,
) -> Sector:
    """What a rotating camera counts for: all round it at ``level_px_m``, but at no level above ``highest_px_m`` (Observe).

    It looks one way at a time (`presence`), so finer levels are not promised anywhere (references 1.3). Turned and tilted
    towards a target it has it on its axis: no blind zone, and the level's distance is the slant distance.
    """
    drop = np.maximum(np.asarray(height_m, float) - target_z_m, 0.0)
    far = _ground(distance_at_level(focal_mm, sensor_w_mm, pixels_x, level_px_m), drop)
    far = np.where(np.asarray(level_px_m, float) <= np.asarray(highest_px_m, float), far, 0.0)
    return Sector(*(np.array(part, float) for part in np.broadcast_arrays(0.0, far, 360.0)))


def presence(hfov_deg: Numbers) -> np.ndarray:
    """The share of time a rotating camera looks at a given bearing, if it looks everywhere alike: field of view / 360."""
    return np.clip(np.asarray(hfov_deg, float) / 360.0, 0.0, 1.0)


def lens_headings(heading_deg: float, lenses: int, apart_deg: float) -> np.ndarray:
    """The headings (lenses,) of one housing with several lenses, ``apart_deg`` from each other, fanned about its heading.

    Each lens then counts as a camera of its own, at all levels. No lenses give none.
    """
    return (heading_deg + apart_deg * (np.arange(lenses) - (lenses - 1) / 2.0)) % 360.0


def _ground(slant_m: Numbers, drop_m: Numbers) -> np.ndarray:
    """The distance along the ground of a target ``drop_m`` below the eye at a slant distance; 0 where it is not reached."""
    return np.sqrt(np.maximum(np.square(slant_m) - np.square(drop_m), 0.0))
