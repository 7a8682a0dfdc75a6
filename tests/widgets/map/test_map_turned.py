"""A turned map: everything lies where the frame says, names and signs stay upright, and the hand turns it."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPointingDevice
from PySide6.QtTest import QTest

from app.scene import Frame, Scene
from tests.widgets import map_pieces as pieces
from tests.widgets.map_pieces import X, Y
from widgets.map import map_painter, map_shapes, map_tiles, map_turning
from widgets.map.map_canvas import MapCanvas
from widgets.map.map_view import MapView
from widgets.preview import settle

turns = st.floats(0, 360, exclude_max=True)


@pytest.fixture
def canvas(qtbot) -> MapCanvas:
    made = MapCanvas(furniture=False)
    made.resize(400, 240)
    qtbot.addWidget(made)
    made.show()
    made.show_scene(pieces.town())
    made.look_at((X, Y), 0.5)
    settle(made)
    yield made
    made.stop()


@settings(max_examples=60, deadline=None)
@given(turned=turns, x=st.floats(-900, 900), y=st.floats(-900, 900))
def test_pixels_and_metres_agree_both_ways_however_it_is_turned(turned: float, x: float, y: float) -> None:
    frame = Frame((X, Y), 0.7, 800, 500, turned_deg=turned)
    px = frame.to_px(X + x, Y + y)
    import numpy as np

    assert frame.to_m(*px) == pytest.approx((X + x, Y + y), abs=1e-6)
    assert map_shapes.to_px(np.array([[X + x, Y + y]]), frame)[0] == pytest.approx(px, abs=1e-5)


def test_the_bearing_that_is_turned_up_lies_up() -> None:
    east_up = Frame((X, Y), 1.0, 100, 100, turned_deg=90.0)
    assert east_up.to_px(X + 30, Y) == pytest.approx((50, 20)) and east_up.to_px(X, Y + 30) == pytest.approx((20, 50))


@settings(max_examples=60, deadline=None)
@given(turned=turns, x=st.floats(0, 800), y=st.floats(0, 500))
def test_all_that_is_seen_lies_in_the_box_of_a_frame(turned: float, x: float, y: float) -> None:
    frame = Frame((X, Y), 0.7, 800, 500, turned_deg=turned)
    west, south, east, north = frame.box_m
    e, n = frame.to_m(x, y)
    assert west - 1e-6 <= e <= east + 1e-6 and south - 1e-6 <= n <= north + 1e-6


@settings(max_examples=60, deadline=None)
@given(turned=turns, to=turns, x=st.floats(0, 800), y=st.floats(0, 500))
def test_turning_keeps_the_ground_under_the_hand(turned: float, to: float, x: float, y: float) -> None:
    view = MapView((X, Y), 0.7, 800, 500, turned)
    assert view.turned(to, x, y).to_m(x, y) == pytest.approx(view.to_m(x, y), abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(turned=turns, dx=st.floats(-300, 300), dy=st.floats(-300, 300))
def test_panning_carries_the_ground_with_the_hand_however_it_is_turned(turned: float, dx: float, dy: float) -> None:
    view = MapView((X, Y), 0.7, 800, 500, turned)
    assert view.panned(dx, dy).to_px(*view.to_m(100, 100)) == pytest.approx((100 + dx, 100 + dy), abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(turned=turns)
def test_a_box_that_is_shown_whole_lies_inside_however_it_is_turned(turned: float) -> None:
    view = MapView((0.0, 0.0), 1.0, 800, 500, turned).around((X, Y, X + 900, Y + 200))
    corners = [view.to_px(x, y) for x in (X, X + 900) for y in (Y, Y + 200)]
    assert all(-1 <= x <= 801 and -1 <= y <= 501 for x, y in corners)


@settings(max_examples=60, deadline=None)
@given(turned=turns, x=st.floats(-9000, 9000), y=st.floats(-9000, 9000), mpp=st.floats(0.1, 20))
def test_every_place_lies_on_the_tile_that_covers_it(turned: float, x: float, y: float, mpp: float) -> None:
    look = map_tiles.Look(1, mpp, "light", "ko", 1.0, turned)
    px, py = map_tiles.plane((X + x, Y + y), mpp, turned)
    column, row = int(px // 512), int(py // 512)
    on_tile = map_tiles._tile(look, column, row).frame.to_px(X + x, Y + y)
    assert on_tile == pytest.approx((px - column * 512, py - row * 512), abs=1e-3)


@pytest.mark.parametrize("turned", [30.0, 90.0, 215.0])
def test_a_house_stands_where_the_turned_frame_says(turned: float) -> None:
    frame = Frame((X, Y), 0.5, 400, 240, turned_deg=turned)
    image = map_painter.picture(Scene((pieces.houses(),)), frame)
    x, y = frame.to_px(X + 30, Y + 20)
    bare, house = QColor(image.pixel(5, 5)), QColor(image.pixel(round(x), round(y)))
    assert house != bare


def test_what_is_drawn_in_tiles_is_what_the_painter_draws_at_once(canvas: MapCanvas) -> None:
    canvas.turn_to(37.0)
    settle(canvas)
    shown = canvas.grab().toImage()
    whole = map_painter.picture(pieces.town(), canvas.frame, canvas.devicePixelRatioF())
    apart = [abs(QColor(shown.pixel(x, y)).lightness() - QColor(whole.pixel(x, y)).lightness()) for x in range(20, 380, 6) for y in range(20, 220, 6)]
    assert sum(gap > 40 for gap in apart) < 0.02 * len(apart)


def test_signs_stay_upright(canvas: MapCanvas) -> None:
    from tests.widgets.map_pieces import cameras

    pictures = []
    for turned in (0.0, 90.0):
        image = map_painter.picture(Scene((cameras((0, 0)),)), Frame((X, Y), 0.3, 60, 60, turned_deg=turned))
        pictures.append(image)
    assert pictures[0] == pictures[1]


def test_alt_and_the_mouse_turn_the_map_and_nearly_north_is_north(canvas: MapCanvas) -> None:
    alt = Qt.KeyboardModifier.AltModifier
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, alt, QPoint(200, 20))
    QTest.mouseMove(canvas, QPoint(300, 120))
    assert canvas.frame.turned_deg == pytest.approx(270.0, abs=0.5)
    QTest.mouseMove(canvas, QPoint(202, 20))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, alt, QPoint(202, 20))
    assert canvas.frame.turned_deg == 0.0
    QTest.mouseMove(canvas, QPoint(350, 200))
    assert canvas.frame.turned_deg == 0.0


def test_two_fingers_turn_only_when_they_mean_it() -> None:
    turning = map_turning.Turning()
    assert turning.twisted(QPointF(100, 0), QPointF(100, 8)) == 0.0
    turning.twisted(QPointF(100, 0), QPointF(100, 20))
    assert turning.twisted(QPointF(100, 0), QPointF(0, 100)) == pytest.approx(90.0)


def test_two_fingers_on_the_screen_carry_and_magnify(canvas: MapCanvas, qtbot) -> None:
    screen = QTest.createTouchDevice(QPointingDevice.DeviceType.TouchScreen) if hasattr(QTest, "createTouchDevice") else None
    if screen is None:
        pytest.skip("no touch device here")
    ground, scale = canvas.to_m(QPointF(200, 120)), canvas.frame.metres_per_px
    QTest.touchEvent(canvas, screen).press(0, QPoint(150, 120), canvas).press(1, QPoint(250, 120), canvas).commit()
    QTest.touchEvent(canvas, screen).move(0, QPoint(100, 120), canvas).move(1, QPoint(300, 120), canvas).commit()
    QTest.touchEvent(canvas, screen).release(0, QPoint(100, 120), canvas).release(1, QPoint(300, 120), canvas).commit()
    assert canvas.frame.metres_per_px == pytest.approx(scale / 2, rel=0.02)
    assert hypot(*(a - b for a, b in zip(canvas.to_m(QPointF(200, 120)), ground, strict=True))) < 2.0


def test_keys_turn_in_steps_on_a_ladder(canvas: MapCanvas) -> None:
    canvas.turn_to(20.0)
    canvas.turn_by_steps(1)
    assert canvas.frame.turned_deg == 0.0
    canvas.turn_by_steps(-1)
    assert canvas.frame.turned_deg == 15.0


def test_while_it_turns_the_old_picture_turns_with_it(canvas: MapCanvas) -> None:
    canvas.tiles.hold(5000)
    canvas.turn_to(90.0)
    shown = canvas.grab().toImage()
    x, y = canvas.frame.to_px(X + 30, Y + 20)
    assert QColor(shown.pixel(round(x), round(y))) != QColor(shown.pixel(*(round(v) for v in canvas.frame.to_px(X + 30, Y - 40))))
    assert not canvas.tiles.whole
