"""Light, windows, zones, routes and ground on the map."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
import shapely
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.scene import Frame, Overlay, Scene
from widgets.map import map_measured
from widgets.map.map_overlays import draw_swatch
from widgets.map.map_painter import picture
from widgets.theme import DARK, LIGHT, contrast

pytestmark = pytest.mark.usefixtures("qapp")

TOGETHER = [
    ("lit", "dim", "dark"), ("kept", "unkept", "weakest"), ("exposed", "exposed_maybe", "trespass"), ("area_seen", "area_unseen"),
    ("zone", "zone_assumed"), ("gap", "dark_gap"), ("seen", "maybe"),
]  # fmt: skip


def shape_of(role: str, colours) -> np.ndarray:
    """Where the sign of a role has ink, whatever its colour."""
    image = QImage(28, 20, QImage.Format.Format_RGB32)
    image.fill(QColor(colours.window))
    painter = QPainter(image)
    draw_swatch(painter, role, QRectF(2, 1, 24, 18), colours)
    painter.end()
    ground = QColor(colours.window).rgb() & 0xFFFFFF
    pixels = np.array([[image.pixel(x, y) & 0xFFFFFF for x in range(28)] for y in range(20)])
    # A tint and a full colour differ as signs do: by how much ink there is.
    return np.where(pixels == ground, 0, np.where(np.abs((pixels & 255) - (ground & 255)) > 90, 2, 1))


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("roles", TOGETHER, ids="-".join)
def test_signs_that_stand_together_differ_in_shape_not_in_colour_alone(roles, colours) -> None:
    for one, other in combinations(roles, 2):
        assert (shape_of(one, colours) != shape_of(other, colours)).mean() > 0.03, (one, other)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_lit_and_dark_kept_and_not_differ_in_lightness_or_hue_for_everyone(colours) -> None:
    for one, other in (("lit", "dark"), ("kept", "unkept"), ("area_seen", "area_unseen")):
        a, b = QColor(getattr(colours, one)), QColor(getattr(colours, other))
        # What is left for those who do not tell red from green: blue against the rest.
        assert abs(a.blue() - b.blue()) > 60 or contrast(a.name(), b.name()) > 1.6


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("role", sorted(map_measured.PAINT))
def test_every_sign_is_drawn_on_the_map(role: str, theme: str) -> None:
    areas = role in ("area_seen", "area_unseen", "light_view", "zone")
    shape = shapely.box(-20, -20, 20, 20) if areas else shapely.LineString([(-30, 0), (30, 0)])
    overlay = Overlay(f"x.{role}", role, np.array([shape], object), revision=f"{role}{theme}")
    frame = Frame((0.0, 0.0), 1.0, 120, 90, theme)
    assert picture(Scene(overlays=(overlay,)), frame) != picture(Scene(), frame)


def test_an_assumed_zone_is_drawn_otherwise_than_a_surveyed_one() -> None:
    streets = np.array([shapely.LineString([(-50, 0), (50, 0)])], object)
    frame = Frame((0.0, 0.0), 1.0, 120, 90, "light")
    drawn = [picture(Scene(overlays=(Overlay(key, "zone", streets, revision=key),)), frame) for key in ("school.zone", "school.zone_assumed")]
    assert drawn[0] != drawn[1]


def test_what_follows_the_hand_is_never_drawn_into_tiles() -> None:
    from widgets.map.map_scene import split

    lines = np.array([shapely.LineString([(0, 0), (n, 1)]) for n in range(1, 200)], object)
    kept, live = split(Scene(overlays=(Overlay("live_lost", "unseen", lines), Overlay("unseen", "unseen", lines))))
    assert [one.key for one in live] == ["live_lost"] and [one.key for one in kept.overlays] == ["unseen"]
