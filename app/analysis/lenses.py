"""The pinhole camera: what mast, tilt, lens and pixels let a camera resolve on the plane of its targets.

Formulas: references 1.2 (pinhole geometry, blind zone, far edge). Lens and sensor in millimetres, the scene in metres.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Numbers = np.ndarray | float
# The widest lens for which the pinhole formula is used.
WIDEST_DEG = 90.0 + 1e-9
# What lies on the edge of the picture is in it, whatever the rounding.
EDGE = 1.0 + 1e-12


@dataclass(frozen=True)
class Footprint:
    """The ground trapezoid of each camera on the target plane, float64 arrays of one shape.

    Distances run along the ground from the foot of the mast in the direction of the heading: the trapezoid lies between
    ``near_m`` and ``far_m`` with half widths ``half_near_m`` and ``half_far_m``; ``reach_m`` is its farthest corner.
    A camera that resolves nothing at the asked level has ``far_m == near_m``.
    """

    hfov_deg: np.ndarray
    near_m: np.ndarray
    far_m: np.ndarray
    half_near_m: np.ndarray
    half_far_m: np.ndarray
    reach_m: np.ndarray


def field_of_view_deg(focal_mm: Numbers, sensor_mm: Numbers) -> np.ndarray:
    """The angle a lens sees across one side of its sensor."""
    return np.degrees(2.0 * np.arctan(np.asarray(sensor_mm, float) / (2.0 * np.asarray(focal_mm, float))))


def distance_at_level(focal_mm: Numbers, sensor_w_mm: Numbers, pixels_x: Numbers, level_px_m: Numbers) -> np.ndarray:
    """The depth along the optical axis at which one metre still covers ``level_px_m`` pixels."""
    return np.asarray(focal_mm, float) * pixels_x / (np.asarray(sensor_w_mm, float) * level_px_m)


def depth(ground_m: Numbers, height_m: Numbers, tilt_deg: Numbers, target_z_m: Numbers) -> np.ndarray:
    """The depth along the optical axis of a target ``ground_m`` ahead of the mast and ``target_z_m`` above the ground."""
    tilt = np.radians(tilt_deg)
    return ground_m * np.cos(tilt) + (np.asarray(height_m, float) - target_z_m) * np.sin(tilt)


def plane_edges(
    height_m: Numbers, tilt_deg: Numbers, focal_mm: Numbers, sensor_h_mm: Numbers, target_z_m: Numbers
) -> tuple[np.ndarray, np.ndarray]:
    """Where the lower and the upper edge of the picture meet the target plane: near and far in metres, far may be inf."""
    half = np.radians(field_of_view_deg(focal_mm, sensor_h_mm)) / 2.0
    tilt = np.radians(np.asarray(tilt_deg, float))
    drop = np.maximum(np.asarray(height_m, float) - target_z_m, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        near = np.where(tilt + half >= np.pi / 2, 0.0, drop / np.tan(tilt + half))
        far = np.where(tilt - half <= 0.0, np.inf, drop / np.tan(tilt - half))
    return near, far


def footprint(
    height_m: Numbers,
    tilt_deg: Numbers,
    focal_mm: Numbers,
    sensor_w_mm: Numbers,
    sensor_h_mm: Numbers,
    pixels_x: Numbers,
    level_px_m: Numbers,
    target_z_m: Numbers,
) -> Footprint:
    """The part of the target plane a camera sees with at least ``level_px_m`` pixels to the metre (references 1.2).

    Arrays or numbers in, broadcast to one shape; arrays out. Pixel density is constant on planes across the optical axis,
    so the level cuts the field of view in a straight line. A camera not higher than the target plane sees none of it from
    above (``far_m`` 0) unless its upper edge looks over the horizon. Wide lenses (above 90 degrees, see `is_wide`) are outside the formula.
    """
    near, edge = plane_edges(height_m, tilt_deg, focal_mm, sensor_h_mm, target_z_m)
    tilt = np.radians(np.asarray(tilt_deg, float))
    drop = np.maximum(np.asarray(height_m, float) - target_z_m, 0.0)
    resolved = distance_at_level(focal_mm, sensor_w_mm, pixels_x, level_px_m)
    level_far = (resolved - drop * np.sin(tilt)) / np.maximum(np.cos(tilt), 1e-12)
    far = np.maximum(np.minimum(edge, level_far), near)
    spread = np.asarray(sensor_w_mm, float) / (2.0 * np.asarray(focal_mm, float))
    half_near = depth(near, height_m, tilt_deg, target_z_m) * spread
    half_far = depth(far, height_m, tilt_deg, target_z_m) * spread
    reach = np.maximum(np.hypot(far, half_far), np.hypot(near, half_near))
    hfov = field_of_view_deg(focal_mm, sensor_w_mm)
    return Footprint(*(np.array(part, float) for part in np.broadcast_arrays(hfov, near, far, half_near, half_far, reach)))


def is_wide(focal_mm: Numbers, sensor_w_mm: Numbers) -> np.ndarray:
    """True where a lens sees more than 90 degrees across: `camera_types.wide` instead of the pinhole (references 1.2)."""
    return field_of_view_deg(focal_mm, sensor_w_mm) > WIDEST_DEG


def density(
    eye_m: Numbers,
    heading_deg: Numbers,
    points_m: Numbers,
    *,
    height_m: Numbers,
    tilt_deg: Numbers,
    focal_mm: Numbers,
    sensor_w_mm: Numbers,
    sensor_h_mm: Numbers,
    pixels_x: Numbers,
    target_z_m: Numbers,
) -> np.ndarray:
    """Pixels to the metre at points (..., 2), ``target_z_m`` above the ground, for an eye (..., 2); nan outside the picture.

    By depth along the optical axis, not by slant range (which differs by up to 11 %): f_px / Z_c (references 1.2). The edge of the
    picture belongs to it. Raises ValueError for a lens wider than 90 degrees.
    """
    if np.any(is_wide(focal_mm, sensor_w_mm)):
        raise ValueError("the pinhole formula does not hold for a lens wider than 90 degrees")
    way = np.asarray(points_m, float) - np.asarray(eye_m, float)
    bearing, tilt = np.radians(np.asarray(heading_deg, float)), np.radians(np.asarray(tilt_deg, float))
    ahead = way[..., 0] * np.sin(bearing) + way[..., 1] * np.cos(bearing)
    right = way[..., 0] * np.cos(bearing) - way[..., 1] * np.sin(bearing)
    along = depth(ahead, height_m, tilt_deg, target_z_m)
    up = ahead * np.sin(tilt) - (np.asarray(height_m, float) - target_z_m) * np.cos(tilt)
    half_w, half_h = (np.asarray(side, float) / (2.0 * np.asarray(focal_mm, float)) for side in (sensor_w_mm, sensor_h_mm))
    with np.errstate(divide="ignore", invalid="ignore"):
        inside = (along > 0.0) & (np.abs(right) <= along * half_w * EDGE) & (np.abs(up) <= along * half_h * EDGE)
        return np.where(inside, np.asarray(focal_mm, float) * pixels_x / sensor_w_mm / along, np.nan)


def level_bands(
    height_m: Numbers,
    tilt_deg: Numbers,
    focal_mm: Numbers,
    sensor_w_mm: Numbers,
    sensor_h_mm: Numbers,
    pixels_x: Numbers,
    levels_px_m: np.ndarray,
    target_z_m: Numbers,
) -> Footprint:
    """The footprint of each level without that of the next finer one: arrays (levels, cameras) for ``levels_px_m`` rising.

    Bands of one camera touch and do not overlap; together they are the footprint of the coarsest level. A level that is
    resolved nowhere has ``far_m == near_m``. The first band begins at the blind zone. Raises ValueError as `density` does.
    """
    if np.any(is_wide(focal_mm, sensor_w_mm)):
        raise ValueError("the pinhole formula does not hold for a lens wider than 90 degrees")
    levels = np.asarray(levels_px_m, float).reshape(-1, 1)
    whole = footprint(height_m, tilt_deg, focal_mm, sensor_w_mm, sensor_h_mm, pixels_x, levels, target_z_m)
    near, half_near = whole.near_m.copy(), whole.half_near_m.copy()
    near[:-1], half_near[:-1] = whole.far_m[1:], whole.half_far_m[1:]
    return Footprint(whole.hfov_deg, near, whole.far_m, half_near, whole.half_far_m, whole.reach_m)


def blind_zone_m(height_m: Numbers, tilt_deg: Numbers, focal_mm: Numbers, sensor_h_mm: Numbers, target_z_m: Numbers) -> np.ndarray:
    """How far from the foot of the mast targets begin to be in the picture; 0 where it looks straight down."""
    return plane_edges(height_m, tilt_deg, focal_mm, sensor_h_mm, target_z_m)[0]


def shortened(footprint: Footprint, to_m: Numbers) -> Footprint:
    """The footprints that end ``to_m`` ahead at the latest: what infrared light or lamps leave of them at night (references 1.3)."""
    far = np.maximum(np.minimum(footprint.far_m, to_m), footprint.near_m)
    length = footprint.far_m - footprint.near_m
    share = np.divide(far - footprint.near_m, length, out=np.zeros_like(length), where=length > 0.0)
    half = footprint.half_near_m + share * (footprint.half_far_m - footprint.half_near_m)
    reach = np.maximum(np.hypot(far, half), np.hypot(footprint.near_m, footprint.half_near_m))
    return Footprint(footprint.hfov_deg, footprint.near_m, far, footprint.half_near_m, half, reach)
