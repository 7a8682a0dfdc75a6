"""Crowds are drawn by a raster of their own: as Qt would, only faster; and what is near is found without looking at all."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from app.scene import Frame, Scene
from tests.widgets.map_pieces import X, Y, layer
from widgets.map import map_crowd, map_overview, map_painter, map_parts, map_shapes
from widgets.map.map_painter import Hand, Medium
from widgets.theme import palette

pytestmark = pytest.mark.usefixtures("qapp")
BLACK = QColor("#000000")


def painted(draw, frame: Frame, ratio: float = 1.0) -> np.ndarray:
    """Grey values of a picture on white."""
    image = QImage(round(frame.width_px * ratio), round(frame.height_px * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("#ffffff"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw(Hand(painter, frame, palette("light"), Medium(ratio=ratio)))
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return np.array(grey.bits()).reshape(grey.height(), grey.bytesPerLine())[:, : grey.width()].astype(int)


def rings(*shapes: shapely.Geometry) -> map_parts.Parts:
    return map_shapes.shapes(np.array(shapes, object)).rings


@settings(max_examples=40, deadline=None)
@given(
    corners=st.lists(st.tuples(st.floats(-70, 70), st.floats(-50, 50)), min_size=3, max_size=9),
    turned=st.sampled_from((0.0, 30.0, 211.0)), ratio=st.sampled_from((1.0, 1.25, 2.0)),
)  # fmt: skip
def test_a_crowd_covers_what_qt_would_cover(corners: list, turned: float, ratio: float) -> None:
    hull = shapely.MultiPoint([(X + x, Y + y) for x, y in corners]).convex_hull
    if hull.geom_type != "Polygon":
        return
    frame, parts = Frame((X, Y), 1.0, 80, 60, turned_deg=turned), rings(hull)
    mine = painted(lambda hand: map_crowd.fill(hand, parts, np.arange(1), BLACK), frame, ratio)
    qt = painted(lambda hand: map_painter.fill(hand, parts, BLACK), frame, ratio)
    assert abs(mine - qt).mean() < 2.0 and abs(mine - qt).max() < 70


def test_a_courtyard_stays_open_and_the_way_a_ring_runs_does_not_matter() -> None:
    block, yard = shapely.box(X - 20, Y - 20, X + 20, Y + 20), shapely.box(X - 5, Y - 5, X + 5, Y + 5)
    pierced = shapely.Polygon(block.exterior.coords[::-1], [yard.exterior.coords])
    for shape in (pierced, pierced.normalize()):
        parts = rings(shape)
        grey = painted(lambda hand, parts=parts: map_crowd.fill(hand, parts, np.arange(2), BLACK), Frame((X, Y), 1.0, 60, 60))
        assert (grey[30, 30], grey[30, 15], grey[5, 5]) == (255, 0, 255)


def test_two_houses_upon_each_other_are_as_dark_as_one() -> None:
    parts = rings(shapely.box(X - 20, Y - 20, X + 5, Y + 5), shapely.Polygon(shapely.box(X - 5, Y - 5, X + 20, Y + 20).exterior.coords[::-1]))
    grey = painted(lambda hand: map_crowd.fill(hand, parts, np.arange(2), BLACK), Frame((X, Y), 1.0, 60, 60))
    assert grey[30, 30] == grey[20 + 20, 20] == 0


@pytest.mark.parametrize("width", [1.0, 2.5, 4.0])
def test_a_line_covers_its_length_times_its_width(width: float) -> None:
    line = shapely.LineString([(X - 30, Y - 11), (X + 5, Y + 3), (X + 33, Y - 17)])
    lines = map_shapes.shapes(np.array([line], object)).lines
    grey = painted(lambda hand: map_crowd.stroke(hand, lines, np.arange(1), width, BLACK), Frame((X, Y), 1.0, 80, 60))
    assert (255 - grey).sum() / 255 == pytest.approx((line.length + width) * width, rel=0.03)


def test_specks_weigh_as_much_as_the_ground_they_cover() -> None:
    """Houses of half a pixel: together they darken the ground by the share that is built up."""
    rng = np.random.default_rng(3)
    at = rng.uniform(-900, 900, (3000, 2)) + np.array((X, Y))
    houses = shapely.box(at[:, 0], at[:, 1], at[:, 0] + 10, at[:, 1] + 10)
    frame, parts = Frame((X, Y), 20.0, 120, 120), map_shapes.shapes(houses).rings
    grey = painted(lambda hand: map_crowd.fill(hand, parts, np.arange(3000), BLACK), frame)
    built = 3000 * 100 / 1840.0**2
    assert abs((255 - grey[15:105, 15:105]).mean() / 255 - built) < 0.02


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), west=st.floats(-50, 1500), south=st.floats(-50, 1500), side=st.floats(0, 1200))
def test_the_lattice_finds_what_looking_at_all_finds(seed: int, west: float, south: float, side: float) -> None:
    rng = np.random.default_rng(seed)
    low = rng.uniform(0, 1000, (3000, 2))
    low[:3] = rng.uniform(-9e6, 9e6, (3, 2))  # strays
    size = rng.uniform(0, 10, (3000, 2))
    size[3:6] = 2000.0  # giants
    box = np.hstack((low, low + size))
    asked = (west, south, west + side, south + side)
    hit = np.flatnonzero((box[:, 0] <= asked[2]) & (box[:, 2] >= asked[0]) & (box[:, 1] <= asked[3]) & (box[:, 3] >= asked[1]))
    assert map_parts.Lattice(box).touching(asked).tolist() == hit.tolist()


def crowd(count: int = 30_000) -> Scene:
    rng = np.random.default_rng(5)
    return Scene((layer("cctv", list(shapely.points(rng.normal(0, 600, (count, 2)) + np.array((X, Y)))), name=[""] * count),))


def test_a_crowd_of_cameras_is_a_density_from_afar_and_cameras_from_near() -> None:
    scene = crowd()
    map_shapes.of_layer(scene.layers[0])
    said = [map_overview.overview_of(scene.layers[0], Frame((X, Y), mpp, 400, 300)) for mpp in (20.0, 0.3)]
    assert said == ["density", ""]


def test_a_density_is_darkest_where_there_are_most_and_the_same_in_every_tile() -> None:
    scene = crowd()
    whole = map_painter.picture(scene, Frame((X, Y), 20.0, 400, 300))
    grey = [255 - QColor(whole.pixel(x, 150)).lightness() for x in (200, 280, 390)]
    assert grey[0] > grey[1] > grey[2]
    part = map_painter.picture(scene, Frame((X + 20 * 100, Y), 20.0, 200, 300))
    assert all(abs(part.pixelColor(x, 150).lightness() - whole.pixelColor(200 + x, 150).lightness()) <= 3 for x in range(0, 200, 7))


def test_what_is_hidden_by_choice_gets_no_density() -> None:
    from dataclasses import replace

    hidden = replace(crowd().layers[0], style=(("shown_from_m_per_px", 2.0),))
    map_shapes.of_layer(hidden)
    assert map_overview.overview_of(hidden, Frame((X, Y), 20.0, 400, 300)) == ""
