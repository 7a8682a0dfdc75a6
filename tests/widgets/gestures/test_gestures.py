"""Gestures, played without a window."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.map import map_tools as tools
from widgets.map.map_tools import (
    Aimed,
    Chosen,
    Done,
    Fling,
    Hold,
    Item,
    Measured,
    Moved,
    Pan,
    Placed,
    Pointer,
    Sketch,
    Spot,
    ZoomBox,
)


def play(tool: tools.Tool, *events: Pointer) -> list[tools.Wish]:
    """All wishes of a gesture, in order."""
    next(tool)
    wishes: list[tools.Wish] = []
    for event in events:
        try:
            wishes.extend(tool.send(event))
        except StopIteration:
            break
    return wishes


def to(what: str, x: float, y: float, **more: object) -> Pointer:
    """An event at a pixel; one pixel is one metre and north is up."""
    return Pointer(what, (x, y), (x, -y), 1.0, **more)


CAMERA = Item("c1", "cctv", (100.0, -100.0), 90.0)


def test_a_click_chooses_the_spot() -> None:
    assert play(tools.select(), to("press", 10, 20), to("move", 11, 21), to("release", 11, 21)) == [Spot((11, -21))]


def test_a_drag_pans_and_lets_the_map_glide() -> None:
    wishes = play(tools.select(), to("press", 10, 10), to("move", 30, 10), to("move", 50, 20), to("release", 50, 20))
    assert wishes == [Pan(20, 0), Pan(20, 10), Fling()]


def test_after_a_drag_the_next_click_is_a_click() -> None:
    events = [to("press", 0, 0), to("move", 40, 0), to("release", 40, 0), to("press", 5, 5), to("release", 5, 5)]
    assert play(tools.select(), *events)[-1] == Spot((5, -5))


def test_a_drag_with_shift_zooms_to_a_box() -> None:
    wishes = play(tools.select(), to("press", 50, 40, shift=True), to("move", 10, 90), to("release", 10, 90))
    assert ZoomBox((10, 40, 50, 90)) in wishes


def test_a_tiny_box_zooms_nowhere() -> None:
    wishes = play(tools.select(), to("press", 50, 40, shift=True), to("release", 51, 41))
    assert not [wish for wish in wishes if isinstance(wish, ZoomBox)]


def test_placing_shows_a_ghost_and_puts_the_thing_where_one_clicks() -> None:
    wishes = play(tools.place("cctv"), to("move", 5, 5), to("press", 8, 9), to("release", 8, 9))
    assert wishes == [Sketch(ghost=("cctv", (5, -5))), Placed("cctv", (8, -9)), Sketch(), Done()]


def test_placing_goes_on_when_asked_and_ends_with_escape() -> None:
    click = [to("press", 8, 9), to("release", 8, 9)]
    wishes = play(tools.place("cctv", once=False), *click, *click, Pointer("key", key="escape"))
    assert [type(wish) for wish in wishes] == [Placed, Placed, Sketch, Done]


def test_while_placing_a_drag_still_pans() -> None:
    wishes = play(tools.place("cctv"), to("press", 0, 0), to("move", 30, 0), to("release", 30, 0), to("press", 4, 4), to("release", 4, 4))
    assert wishes[:2] == [Pan(30, 0), Fling()]
    assert Placed("cctv", (4, -4)) in wishes


def test_a_sketched_thing_is_carried_without_jumping_to_the_pointer() -> None:
    events = [to("press", 104, 103), to("move", 124, 103), to("release", 134, 103)]
    wishes = [wish for wish in play(tools.select(Hold((CAMERA,))), *events) if isinstance(wish, Moved)]
    assert wishes == [Moved("c1", (120.0, -100.0)), Moved("c1", (130.0, -100.0), done=True)]


def test_pressing_a_sketched_thing_without_moving_it_chooses_it() -> None:
    wishes = play(tools.select(Hold((CAMERA,))), to("press", 103, 100), to("release", 103, 100))
    assert wishes == [Chosen("c1")]


def test_escape_brings_a_carried_thing_back() -> None:
    events = [to("press", 100, 100), to("move", 160, 100), Pointer("key", key="escape")]
    assert play(tools.select(Hold((CAMERA,))), *events)[-2:] == [Moved("c1", CAMERA.at_m, done=True), Sketch()]


def test_the_handle_of_the_chosen_thing_turns_it() -> None:
    hold = Hold((CAMERA,), "c1")
    x, y = tools.handle_m(CAMERA, 1.0)
    assert (x, y) == (pytest.approx(170), pytest.approx(-100))
    wishes = play(tools.select(hold), to("press", x, -y), to("move", 100, 200), to("release", 100, 200))
    turned = [wish for wish in wishes if isinstance(wish, Aimed)]
    assert turned == [Aimed("c1", 180.0), Aimed("c1", 180.0, done=True)]


def test_after_aiming_with_the_handle_the_hand_selects_again() -> None:
    hold = Hold((CAMERA,), "c1")
    x, y = tools.handle_m(CAMERA, 1.0)
    events = [to("press", x, -y), to("release", 100, 200), to("press", 5, 5), to("release", 5, 5)]
    assert play(tools.select(hold), *events)[-1] == Spot((5, -5))


def test_shift_keeps_an_aim_to_steps() -> None:
    wishes = play(tools.aim(CAMERA), to("move", 200, 118, shift=True))
    assert wishes[0] == Aimed("c1", 105.0)


def test_bearings_run_clockwise_from_north() -> None:
    assert [tools.bearing_deg((0, 0), p) for p in ((0, 1), (1, 0), (0, -1), (-1, 0))] == [0, 90, 180, 270]


def test_a_way_is_measured_corner_by_corner() -> None:
    events = [to("press", 0, 0), to("move", 30, 0), to("press", 30, 0), to("press", 30, 40), Pointer("key", key="enter")]
    wishes = play(tools.measure(), *events)
    measured = next(wish for wish in wishes if isinstance(wish, Measured))
    assert measured.length_m == pytest.approx(70)
    assert wishes[1].length_m == pytest.approx(30)


def test_the_last_corner_of_a_measured_way_can_be_taken_back() -> None:
    events = [to("press", 0, 0), to("press", 30, 0), to("press", 30, 40), Pointer("key", key="backspace"), Pointer("key", key="enter")]
    measured = next(wish for wish in play(tools.measure(), *events) if isinstance(wish, Measured))
    assert measured.length_m == pytest.approx(30)


EVENTS = st.builds(
    lambda what, x, y, shift, key: to(what, x, y, shift=shift, key=key if what == "key" else ""),
    st.sampled_from(("press", "move", "release", "double", "leave", "key")), st.integers(0, 300), st.integers(0, 300),
    st.booleans(), st.sampled_from(("escape", "enter", "backspace")),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(EVENTS, max_size=40), st.sampled_from(("select", "place", "measure", "zoom_box")))
def test_no_run_of_events_breaks_a_gesture(events: list[Pointer], name: str) -> None:
    tool = {"select": lambda: tools.select(Hold((CAMERA,), "c1")), "place": lambda: tools.place("cctv", once=False),
            "measure": tools.measure, "zoom_box": tools.zoom_box}[name]()  # fmt: skip
    for wish in play(tool, *events):
        assert isinstance(wish, tools.Wish)
