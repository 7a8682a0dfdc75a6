"""The pinhole camera: what mast, tilt, lens and pixels let a camera resolve on the plane of its targets.

Formulas: references 1.2 (pinhole geometry, blind zone, far edge). Lens and sensor in millimetres, the scene in metres.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Numbers = np.ndarray | float


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
    above (``far_m`` 0) unless its upper edge looks over the horizon. Wide lenses (above 90 degrees) are outside the formula.
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
