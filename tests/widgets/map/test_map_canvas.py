"""The map one touches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import map_pieces as pieces
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from app.scene import Scene
from widgets.map import map_tools
from widgets.map.map_canvas import MapCanvas
from widgets.map.map_scene import extent, key, split
from widgets.map.map_view import MapView, Throw
from widgets.preview import settle
from widgets.theme import LIGHT


@pytest.fixture
def canvas(qtbot) -> Iterator[MapCanvas]:
    made = MapCanvas()
    made.resize(400, 240)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.stop()


def wheel(canvas: MapCanvas, at: QPointF, turns: float) -> None:
    delta = QPoint(0, round(turns * 120))
    canvas.wheelEvent(QWheelEvent(at, at, QPoint(), delta, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
                                  Qt.ScrollPhase.NoScrollPhase, False))  # fmt: skip


def test_without_a_project_the_map_says_so_and_is_not_busy(canvas: MapCanvas) -> None:
    assert canvas.grab().toImage().pixelColor(5, 5).name() == LIGHT.ground
    assert not canvas.is_busy


def test_the_first_scene_is_shown_whole(canvas: MapCanvas) -> None:
    canvas.show_scene(pieces.town())
    west, south, east, north = canvas.frame.box_m
    box = extent(pieces.town())
    assert box is not None
    assert west <= box[0] and south <= box[1] and east >= box[2] and north >= box[3]
    assert east - west < 2.2 * (box[2] - box[0])


def test_a_second_scene_leaves_one_where_one_is(canvas: MapCanvas) -> None:
    canvas.show_scene(pieces.town())
    canvas.look_at((pieces.X + 20, pieces.Y), 0.2)
    canvas.show_scene(replace(pieces.town(), overlays=(pieces.overlay("seen", pieces.line((0, 0), (9, 0))),)))
    assert canvas.frame.centre_m == (pieces.X + 20, pieces.Y)


def test_another_project_after_none_is_shown_whole(canvas: MapCanvas) -> None:
    canvas.show_scene(pieces.town())
    canvas.look_at((0.0, 0.0), 5.0)
    canvas.show_scene(Scene())
    canvas.show_scene(pieces.town())
    assert abs(canvas.frame.centre_m[0] - pieces.X) < 50


def test_the_whole_district_stays_whole_when_the_window_grows(canvas: MapCanvas) -> None:
    canvas.show_scene(pieces.town())
    before = canvas.frame.metres_per_px
    canvas.resize(800, 480)
    assert canvas.frame.metres_per_px < before
    canvas.pan_by(10, 0)
    scale = canvas.frame.metres_per_px
    canvas.resize(400, 240)
    assert canvas.frame.metres_per_px == scale


def test_what_is_drawn_is_what_the_painter_draws(canvas: MapCanvas) -> None:
    canvas._furniture = False
    canvas.show_scene(Scene((pieces.houses(),)))
    canvas.look_at((pieces.X, pieces.Y), 0.5)
    settle(canvas)
    style = pieces.houses().kind.style
    shot = canvas.grab().toImage()
    assert shot.pixelColor(*pieces.at(canvas.frame, -30, 20)).name() == style.fill
    assert shot.pixelColor(*pieces.at(canvas.frame, 0, 40)).name() == LIGHT.ground


def test_the_old_picture_stands_until_the_new_one_is_drawn(canvas: MapCanvas) -> None:
    canvas._furniture = False
    canvas.show_scene(Scene((pieces.houses(),)))
    canvas.look_at((pieces.X, pieces.Y), 0.5)
    settle(canvas)
    style = pieces.houses().kind.style
    canvas.zoom_by(1.3)
    shot = canvas.grab().toImage()  # at once: no new tile can be there yet
    assert shot.pixelColor(*pieces.at(canvas.frame, -30, 20)).name() == style.fill
    canvas.show_scene(Scene((replace(pieces.houses(), revision=2), pieces.street())))
    assert canvas.grab().toImage().pixelColor(*pieces.at(canvas.frame, -30, 20)).name() == style.fill


def test_choosing_something_draws_no_tile_again(canvas: MapCanvas) -> None:
    canvas.show_scene(pieces.town())
    settle(canvas)
    chosen = pieces.overlay("selected", pieces.point(0, 0))
    canvas.show_scene(replace(pieces.town(), layers=canvas._scene.layers, overlays=(chosen,)))
    canvas.repaint()
    assert not canvas.is_busy


def test_a_fast_dab_of_wheel_zooms_to_the_pointer(canvas: MapCanvas) -> None:
    canvas.show_scene(pieces.town())
    at = QPointF(310, 40)
    before, scale = canvas.to_m(at), canvas.frame.metres_per_px
    wheel(canvas, at, 1)
    assert canvas.to_m(at) == pytest.approx(before, abs=1e-6)
    assert canvas.frame.metres_per_px < scale


def test_the_keyboard_pans_zooms_and_goes_home(canvas: MapCanvas) -> None:
    canvas.show_scene(pieces.town())
    home = canvas.frame
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    assert canvas.frame.centre_m[0] > home.centre_m[0]
    QTest.keyClick(canvas, Qt.Key.Key_Up)
    assert canvas.frame.centre_m[1] > home.centre_m[1]
    QTest.keyClick(canvas, Qt.Key.Key_Plus)
    assert canvas.frame.metres_per_px < home.metres_per_px
    QTest.keyClick(canvas, Qt.Key.Key_Minus)
    assert canvas.frame.metres_per_px == pytest.approx(home.metres_per_px)
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.frame == home


def test_dragging_carries_the_ground_along(canvas: MapCanvas, qtbot) -> None:
    canvas.show_scene(pieces.town())
    canvas.look_at((pieces.X, pieces.Y), 0.5)
    held = canvas.to_m(QPointF(100, 60))
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 60))
    QTest.mouseMove(canvas, QPoint(120, 60))
    QTest.mouseMove(canvas, QPoint(160, 90))
    assert canvas.to_m(QPointF(160, 90)) == pytest.approx(held)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(160, 90))


def test_a_click_on_a_sign_chooses_it_and_a_click_beside_it_chooses_the_spot(canvas: MapCanvas, qtbot) -> None:
    canvas.show_scene(pieces.town())
    canvas.look_at((pieces.X, pieces.Y), 0.5)
    with qtbot.waitSignal(canvas.feature_chosen) as sign:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*pieces.at(canvas.frame, 50, 0)))
    assert sign.args == ["cctv", 1]
    with qtbot.waitSignal(canvas.spot_chosen) as spot:
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*pieces.at(canvas.frame, -60, -30)))
    assert spot.args == pytest.approx([pieces.X - 60, pieces.Y - 30], abs=0.6)


def test_the_pointer_over_a_sign_names_it_and_leaving_says_so(canvas: MapCanvas, qtbot) -> None:
    canvas.show_scene(pieces.town())
    canvas.look_at((pieces.X, pieces.Y), 0.5)
    seen: list[tuple[str, int]] = []
    canvas.hovered.connect(lambda layer, row: seen.append((layer, row)))
    QTest.mouseMove(canvas, QPoint(*pieces.at(canvas.frame, 0, 0)))
    QTest.mouseMove(canvas, QPoint(*pieces.at(canvas.frame, -60, -30)))
    assert seen == [("cctv", 0), ("", -1)]


def test_a_placing_tool_places_once_and_goes_back_to_selecting(canvas: MapCanvas, qtbot) -> None:
    canvas.show_scene(pieces.town())
    canvas.look_at((pieces.X, pieces.Y), 0.5)
    canvas.use_tool(map_tools.place("cctv"))
    put: list[str] = []
    canvas.placed.connect(lambda kind, x, y: put.append(kind))
    with qtbot.waitSignal(canvas.tool_done):
        QTest.mouseMove(canvas, QPoint(90, 80))
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*pieces.at(canvas.frame, -60, -30)))
    assert put == ["cctv"]
    with qtbot.waitSignal(canvas.spot_chosen):
        QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*pieces.at(canvas.frame, -60, -30)))


def test_a_sketched_camera_is_carried_and_turned(canvas: MapCanvas, qtbot) -> None:
    canvas.show_scene(pieces.town())
    canvas.look_at((pieces.X, pieces.Y), 0.5)
    item = map_tools.Item("c1", "cctv", (pieces.X - 40, pieces.Y - 30), 90.0)
    canvas.show_items((item,), "c1")
    start = canvas.to_px(item.at_m).toPoint()
    with qtbot.waitSignals([canvas.moved, canvas.let_go]):
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(canvas, start + QPoint(0, 20))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 20))
    handle = canvas.to_px(map_tools.handle_m(item, 0.5)).toPoint()
    with qtbot.waitSignal(canvas.aimed) as aimed:
        QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=handle)
        QTest.mouseMove(canvas, start + QPoint(0, 60))
        QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(0, 60))
    assert aimed.args == ["c1", pytest.approx(180, abs=2)]


def test_a_layer_that_cannot_be_drawn_is_reported_once_and_the_map_still_moves(canvas: MapCanvas, qtbot) -> None:
    broken = pieces.layer("buildings", [pieces.square(0, 0, 10)], name=[""])
    object.__setattr__(broken, "kind", replace(broken.kind, style=replace(broken.kind.style, width_px="thick")))
    said: list[str] = []
    canvas.failed.connect(said.append)
    canvas.show_scene(Scene((broken,)))
    settle(canvas)
    canvas.pan_by(5, 5)
    settle(canvas)
    assert said
    assert not canvas.is_busy


def test_both_themes_and_languages_have_tiles_of_their_own(canvas: MapCanvas) -> None:
    canvas.show_scene(Scene((pieces.houses(),)))
    settle(canvas)
    canvas.use_theme("dark")
    settle(canvas)
    shot = canvas.grab().toImage()
    assert shot.pixelColor(*pieces.at(canvas.frame, -30, 20)).lightness() < 80


def test_a_canvas_has_a_name_for_those_who_do_not_see_it(canvas: MapCanvas) -> None:
    assert canvas.accessibleName()
    assert canvas.accessibleDescription()


def test_the_frame_never_waits_for_a_tile(canvas: MapCanvas) -> None:
    from time import perf_counter

    canvas.show_scene(pieces.town())
    for _ in range(30):
        canvas.pan_by(40, 0)
        begun = perf_counter()
        canvas.repaint()
        assert perf_counter() - begun < 1.0


def test_live_roles_stay_out_of_the_tiles_unless_they_are_many() -> None:
    few, many = pieces.overlay("gap", pieces.point(0, 0)), pieces.overlay("gap", *[pieces.point(k, 0) for k in range(200)])
    assert split(Scene(overlays=(few,)))[1] == (few,)
    assert split(Scene(overlays=(many,)))[1] == ()


def test_a_scene_with_another_revision_or_style_is_another_scene() -> None:
    town = pieces.town()
    assert key(town) == key(Scene(town.layers))
    for other in (replace(town.layers[1], revision=2), replace(town.layers[1], visible=False), replace(town.layers[1], style=(("color", "#111111"),))):
        assert key(Scene((town.layers[0], other, *town.layers[2:]))) != key(town)


def test_the_extent_leaves_strays_aside() -> None:
    places = [(float(x), float(y)) for x in range(0, 200, 10) for y in range(0, 200, 10)]
    box = extent(Scene((pieces.cameras(*places, (90_000.0, 90_000.0)),)))
    assert box is not None
    assert box[2] - box[0] < 300
    assert extent(Scene()) is None


PLACES = st.tuples(st.floats(0, 800), st.floats(0, 600))


@settings(deadline=None, max_examples=60)
@given(PLACES, st.floats(0.1, 10), st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), st.floats(0.1, 50))
def test_magnifying_keeps_the_ground_under_the_pointer(at: tuple, share: float, x: float, y: float, scale: float) -> None:
    view = MapView((x, y), scale, 800, 600)
    assert view.magnified(share, *at).to_m(*at) == pytest.approx(view.to_m(*at), abs=1e-5)


@settings(deadline=None, max_examples=60)
@given(PLACES, st.floats(-1e5, 1e5), st.floats(-1e5, 1e5), st.floats(0.05, 100))
def test_pixels_and_metres_agree_both_ways(at: tuple, x: float, y: float, scale: float) -> None:
    view = MapView((x, y), scale, 800, 600)
    assert view.to_px(*view.to_m(*at)) == pytest.approx(at, abs=1e-4)


def test_whole_notches_of_the_wheel_meet_the_same_scales_again() -> None:
    view = MapView((0, 0), 2**0.25)
    there = view.magnified(view.wheel_share(1), 400, 300)
    back = there.magnified(there.wheel_share(-1), 400, 300)
    assert back.metres_per_px == pytest.approx(view.metres_per_px, rel=1e-12)


def test_a_throw_glides_and_comes_to_rest() -> None:
    throw, now = Throw(), 10.0
    for _ in range(4):
        throw.carried(now, 12.0, 0.0)
        now += 0.016
    assert throw.let_go(now)
    way = 0.0
    for _ in range(300):
        now += 0.016
        way += throw.glide(now)[0]
    assert throw.speed == (0.0, 0.0)
    assert 50 < way < 600


def test_a_hand_that_rested_before_letting_go_throws_nothing() -> None:
    throw = Throw()
    throw.carried(1.0, 30, 0)
    throw.carried(1.02, 30, 0)
    assert not throw.let_go(1.5)
