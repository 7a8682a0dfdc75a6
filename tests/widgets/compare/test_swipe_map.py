"""Two states of the same streets in one map."""

from __future__ import annotations

import numpy
import pytest
import shapely
from PySide6.QtCore import QPoint, Qt

from app.scene import Overlay, Scene
from tests.window_pieces import X, Y, quarter
from widgets.compare.swipe_map import BESIDE, SWIPE, Side, SwipeMap


def shown(role: str) -> Overlay:
    return Overlay(role, role, numpy.array([shapely.LineString([(X - 50, Y), (X + 50, Y)])], object), revision=role)


@pytest.fixture
def swipe(qtbot):
    made = SwipeMap()
    qtbot.addWidget(made)
    made.resize(800, 500)
    made.show()
    layers = quarter().layers
    made.show_sides(Side("지금", Scene(layers, (shown("seen"),))), Side("A안", Scene(layers, (shown("seen"), shown("proposed")))))
    qtbot.waitUntil(lambda: not made.is_busy)
    yield made
    made.stop()


def test_the_line_follows_the_hand_that_drags_the_handle(qtbot, swipe) -> None:
    with qtbot.waitSignal(swipe.swiped):
        qtbot.mousePress(swipe.handle, Qt.MouseButton.LeftButton, pos=QPoint(22, 250))
        qtbot.mouseMove(swipe.handle, QPoint(22 + 120, 250))
    qtbot.mouseRelease(swipe.handle, Qt.MouseButton.LeftButton, pos=QPoint(22, 250))
    assert swipe.share == pytest.approx(0.5 + 120 / 800, abs=0.01)


def test_the_keyboard_moves_the_line_from_the_handle_and_from_the_map(qtbot, swipe) -> None:
    qtbot.keyClick(swipe.handle, Qt.Key.Key_Right)
    from_handle = swipe.share
    qtbot.keyClick(swipe.left, Qt.Key.Key_Comma)
    from_map = swipe.share
    qtbot.keyClick(swipe.handle, Qt.Key.Key_End)
    assert (from_handle, from_map, swipe.share) == (pytest.approx(0.52), pytest.approx(0.47), 1.0)


@pytest.mark.parametrize("mode", [SWIPE, BESIDE])
@pytest.mark.parametrize("leads", ["left", "right"])
def test_what_is_moved_on_one_side_moves_on_the_other(qtbot, swipe, mode: str, leads: str) -> None:
    swipe.show_mode(mode)
    leader = getattr(swipe, leads)
    leader.look_at((X + 37.0, Y - 12.0), 0.31)
    qtbot.keyClick(leader, Qt.Key.Key_Plus)
    one, other = swipe.left.frame, swipe.right.frame
    assert (one.centre_m, one.metres_per_px) == (other.centre_m, other.metres_per_px) and one.centre_m == pytest.approx((X + 37.0, Y - 12.0))


def test_a_press_on_either_side_of_the_line_reaches_the_map_seen_there(swipe) -> None:
    here = [swipe.childAt(QPoint(x, 250)) for x in (200, 600)]
    assert here == [swipe.left, swipe.right]


def test_both_sides_are_of_one_scale_beside_each_other(swipe) -> None:
    swipe.show_mode(BESIDE)
    assert swipe.left.width() == swipe.right.width() <= 400 and swipe.handle.isHidden()


def test_a_place_is_over_the_same_pixel_on_both_sides_of_the_line(swipe) -> None:
    swipe.resize(901, 443)
    swipe.left.pan_by(33, 17)
    assert swipe.left.to_px((X, Y)) == swipe.right.to_px((X, Y))


def test_what_is_turned_on_one_side_turns_on_the_other(swipe) -> None:
    swipe.right.turn_to(37.0)
    assert swipe.left.frame.turned_deg == swipe.right.frame.turned_deg == 37.0 and swipe.left.to_px((X, Y)) == swipe.right.to_px((X, Y))


def test_a_district_shown_whole_stays_whole_when_the_room_shrinks(swipe) -> None:
    swipe.zoom_home()
    swipe.resize(400, 250)
    assert all(0 <= swipe.left.to_px(at).x() <= 400 for at in ((X - 190, Y), (X + 190, Y))) and swipe.left.frame == swipe.right.frame


def test_titles_are_shown_as_written_and_hidden_where_there_is_no_room(swipe) -> None:
    swipe.show_sides(Side("<b>지금</b>"), Side("A안"))
    seen = [label.text() for label in swipe.labels]
    swipe.swipe_to(0.0)
    assert seen == ["<b>지금</b>", "A안"] and swipe.labels[0].isHidden() and not swipe.labels[1].isHidden()


def test_the_legend_explains_what_either_side_shows_once(swipe) -> None:
    assert [item.role for item in swipe.legend.items if item.role] == ["seen", "proposed"]


def test_nothing_is_kept_of_what_was_cleared(swipe) -> None:
    swipe.clear()
    assert swipe.left._scene == Scene() and not swipe.legend.isVisible()
