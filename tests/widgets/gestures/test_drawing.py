"""Drawing, reshaping, catching and the keys, played without a window."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_gestures import play, to

from app.words import speak
from widgets.gestures.carrying import aim, drag
from widgets.gestures.choosing import gesture
from widgets.gestures.drawing import draw, stroke
from widgets.gestures.hold import Caught, Hold, Item
from widgets.gestures.placing import place
from widgets.gestures.rest import select
from widgets.gestures.spanning import span
from widgets.gestures.wishes import Aimed, Also, Chosen, Drawn, Moved, Placed, Reshaped, Sketch, Spanned, Wish
from widgets.map.map_tools import Pointer

FENCE = Item("f1", "barriers", (50.0, 0.0), None, ((0.0, 0.0), (100.0, 0.0)))
YARD = Item("a1", "note_area", (50.0, -50.0), None, ((0.0, 0.0), (100.0, 0.0), (100.0, -100.0), (0.0, -100.0)), True)
LAMP = Item("l1", "street_lamps", (30.0, -30.0))


def click(x: float, y: float, **more: object) -> list[Pointer]:
    return [to("press", x, y, **more), to("release", x, y, **more)]


def key(name: str, x: float = 0.0, y: float = 0.0) -> Pointer:
    return to("key", x, y, key=name)


def keys(words: str, x: float = 0.0, y: float = 0.0) -> list[Pointer]:
    return [key(letter, x, y) for letter in words]


def only(wishes: list[Wish], kind: type) -> list[Wish]:
    return [wish for wish in wishes if isinstance(wish, kind)]


def post(at: tuple[float, float], within: float, but: Collection[str]) -> Caught | None:
    """A mast at 200, -200."""
    near = max(abs(at[0] - 200), abs(at[1] + 200)) <= within
    return Caught((200.0, -200.0), "가로등 12-3 지주") if near and "post" not in but else None


@pytest.fixture(autouse=True)
def korean() -> None:
    speak("ko")


def test_a_line_is_drawn_click_by_click_and_ends_with_enter() -> None:
    wishes = play(draw("barriers"), *click(0, 0), *click(30, 0), *click(30, 40), key("enter"))
    assert only(wishes, Drawn) == [Drawn("barriers", ((0, 0), (30, 0), (30, -40)))]


def test_a_double_click_ends_a_line_without_a_second_corner_there() -> None:
    wishes = play(draw("barriers"), *click(0, 0), *click(30, 0), to("double", 30, 0), to("release", 30, 0))
    assert only(wishes, Drawn) == [Drawn("barriers", ((0, 0), (30, 0)))]


def test_one_corner_is_no_line() -> None:
    assert only(play(draw("barriers"), *click(0, 0), key("enter")), Drawn) == []


def test_a_click_on_the_first_corner_closes_an_area() -> None:
    wishes = play(draw("note_area", closed=True), *click(0, 0), *click(100, 0), *click(100, 100), *click(3, 2))
    assert only(wishes, Drawn) == [Drawn("note_area", ((0, 0), (100, 0), (100, -100)), True)]


def test_two_corners_are_no_area() -> None:
    assert only(play(draw("note_area", closed=True), *click(0, 0), *click(100, 0), key("enter")), Drawn) == []


def test_a_typed_length_and_angle_set_a_corner_exactly() -> None:
    wishes = play(draw("barriers"), *click(0, 0), to("move", 9, 9), *keys("12.5/90", 9, 9), key("enter", 9, 9), key("enter"))
    (drawn,) = only(wishes, Drawn)
    assert drawn.path_m[1] == pytest.approx((12.5, 0.0))


def test_a_typed_length_keeps_the_direction_of_the_hand() -> None:
    wishes = play(draw("barriers"), *click(0, 0), to("move", 30, 40), *keys("10", 30, 40), key("enter", 30, 40), key("enter"))
    assert only(wishes, Drawn)[0].path_m[1] == pytest.approx((6.0, -8.0))


def test_shift_keeps_a_piece_to_steps_of_15_degrees() -> None:
    wishes = play(draw("barriers"), *click(0, 0), to("move", 100, 3, shift=True), *click(100, 3, shift=True), key("enter"))
    assert only(wishes, Drawn)[0].path_m[1][1] == pytest.approx(0.0)


def test_x_keeps_to_east_and_west_until_the_next_corner() -> None:
    wishes = play(draw("barriers"), *click(0, 0), key("x"), *click(60, 9), *click(80, 30), key("enter"))
    assert only(wishes, Drawn)[0].path_m == ((0, 0), (60, 0), (80, -30))


def test_backspace_takes_digits_back_first_and_then_the_last_corner() -> None:
    events = [*click(0, 0), *click(30, 0), *click(60, 0), *keys("5"), key("backspace"), key("backspace"), key("enter")]
    assert only(play(draw("barriers"), *events), Drawn)[0].path_m == ((0, 0), (30, 0))


def test_a_drag_pans_while_drawing() -> None:
    wishes = play(draw("barriers"), *click(0, 0), to("press", 5, 5), to("move", 90, 5), to("release", 90, 5), *click(30, 0), key("enter"))
    assert only(wishes, Drawn)[0].path_m == ((0, 0), (30, 0))


def test_the_bubble_says_how_long_the_piece_is_and_how_the_line_ends() -> None:
    shown = only(play(draw("barriers"), *click(0, 0), to("move", 30, 40)), Sketch)[-1]
    assert shown.note.splitlines() == ["이 구간 50.0 m · 방위 143°", "두 번 누르거나 Enter로 끝냅니다"]


def test_a_stroke_is_drawn_while_the_button_is_held() -> None:
    wishes = play(stroke("note_freehand"), to("press", 0, 0), to("move", 10, 0), to("move", 20, 10), to("release", 20, 10))
    assert only(wishes, Drawn) == [Drawn("note_freehand", ((0, 0), (10, 0), (20, -10)))]


def test_a_click_is_no_stroke() -> None:
    assert only(play(stroke("note_freehand"), *click(5, 5)), Drawn) == []


def test_placing_catches_on_a_mast_and_names_it() -> None:
    wishes = play(place("cctv", Hold(catch=post)), to("move", 205, 203), *click(205, 203))
    assert only(wishes, Sketch)[0].note == "가로등 12-3 지주"
    assert only(wishes, Placed) == [Placed("cctv", (200.0, -200.0))]


def test_ctrl_catches_on_nothing() -> None:
    wishes = play(place("cctv", Hold(catch=post)), *click(205, 203, ctrl=True))
    assert only(wishes, Placed) == [Placed("cctv", (205, -203))]


def test_a_carried_thing_catches_and_is_let_go_there() -> None:
    wishes = play(drag(LAMP, to("press", 30, 30), Hold((LAMP,), catch=post)), to("move", 100, 100), to("move", 204, 202), to("release", 204, 202))
    assert only(wishes, Moved)[-1] == Moved("l1", (200.0, -200.0), done=True)


def test_a_carried_thing_is_kept_to_north_and_south_by_y() -> None:
    wishes = play(drag(LAMP, to("press", 30, 30)), to("move", 60, 60), key("y", 60, 60), to("release", 70, 90))
    assert only(wishes, Moved)[-1].m == pytest.approx((30.0, -90.0))


def test_a_carried_thing_goes_exactly_as_far_as_typed() -> None:
    wishes = play(drag(LAMP, to("press", 30, 30)), to("move", 90, 30), *keys("25", 90, 30), to("release", 90, 30))
    assert only(wishes, Moved)[-1].m == pytest.approx((55.0, -30.0))


def test_shift_and_a_click_choose_it_too() -> None:
    assert play(select(Hold((LAMP,))), *click(30, 30, shift=True)) == [Also("l1")]


def test_a_drawn_line_is_chosen_by_its_line_and_an_area_by_its_inside() -> None:
    hold = Hold((YARD, FENCE))
    assert play(select(hold), *click(70, 3)) == [Chosen("f1")]
    assert play(select(hold), *click(70, 70)) == [Chosen("a1")]


def test_a_corner_of_the_chosen_line_is_moved() -> None:
    wishes = play(select(Hold((FENCE,), "f1")), to("press", 100, 0), to("move", 120, 20), to("release", 120, 20))
    assert only(wishes, Reshaped)[-1] == Reshaped("f1", ((0, 0), (120, -20)), done=True)


def test_a_corner_is_pulled_out_of_the_middle_of_a_side() -> None:
    wishes = play(select(Hold((YARD,), "a1")), to("press", 100, 50), to("move", 140, 50), to("release", 140, 50))
    assert only(wishes, Reshaped)[-1].path_m == ((0, 0), (100, 0), (140, -50), (100, -100), (0, -100))


def test_shift_and_a_click_take_a_corner_away_but_leave_a_line() -> None:
    wishes = play(select(Hold((YARD,), "a1")), *click(100, 100, shift=True))
    assert only(wishes, Reshaped) == [Reshaped("a1", ((0, 0), (100, 0), (0, -100)), done=True)]
    assert only(play(select(Hold((FENCE,), "f1")), *click(100, 0, shift=True)), Reshaped) == []


def test_escape_puts_all_corners_back() -> None:
    wishes = play(select(Hold((FENCE,), "f1")), to("press", 100, 0), to("move", 120, 20), key("escape", 120, 20))
    assert only(wishes, Reshaped)[-1] == Reshaped("f1", FENCE.path_m, done=True)


def test_digits_aim_exactly() -> None:
    camera = Item("c1", "cctv", (0.0, 0.0), 0.0)
    wishes = play(aim(camera, held=True), to("move", 50, 50), *keys("137", 50, 50), to("release", 50, 50))
    assert only(wishes, Aimed)[-1] == Aimed("c1", 137.0, done=True)


def test_a_row_runs_from_one_click_to_the_next() -> None:
    wishes = play(span(), *click(0, 0), to("move", 50, 0), *click(100, 0))
    assert only(wishes, Spanned) == [Spanned((0, 0), (50, 0)), Spanned((0, 0), (100, 0), done=True)]


EVENTS = st.builds(
    lambda what, x, y, shift, ctrl, name: to(what, x, y, shift=shift, ctrl=ctrl, key=name if what == "key" else ""),
    st.sampled_from(("press", "move", "release", "double", "leave", "key")), st.integers(0, 300), st.integers(0, 300),
    st.booleans(), st.booleans(), st.sampled_from(("escape", "enter", "backspace", "x", "y", "1", "0", ".", "/")),
)  # fmt: skip


@settings(deadline=None, max_examples=200)
@given(st.lists(EVENTS, max_size=40), st.sampled_from(("barriers", "note_area", "note_freehand", "cctv", "span", "select", "chosen")))
def test_no_run_of_events_breaks_drawing(events: list[Pointer], name: str) -> None:
    hold = Hold((YARD, FENCE, LAMP), "a1" if name == "chosen" else "f1", catch=post)
    tool = select(hold) if name in ("select", "chosen") else span(hold) if name == "span" else gesture(name, hold)
    for wish in play(tool, *events):
        assert isinstance(wish, Wish)
        if isinstance(wish, Drawn):
            assert len(wish.path_m) > 1 + wish.closed
        if isinstance(wish, Reshaped):
            assert len(wish.path_m) >= 2 + (wish.id == "a1")
