"""Edits of several things, of corners and of rows."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from window_pieces import X, Y, quarter

from app import edits, things
from app.drawn import drawn, role_of
from app.errors import BadInput
from app.model import Project

FENCE = ((X, Y), (X + 10, Y), (X + 10, Y + 10))


def fenced() -> Project:
    return edits.place(quarter(), "barriers", entry="barriers", path_m=FENCE)


def test_a_drawn_thing_is_carried_with_its_corners() -> None:
    item = edits.item(things.carry(fenced(), "item-1", (X + 100, Y)), "item-1")
    start = edits.item(fenced(), "item-1").at_m
    assert item.path_m[0] == pytest.approx((X + 100 - (start[0] - X), Y - (start[1] - Y)))


def test_other_corners_give_another_middle() -> None:
    item = edits.item(edits.reshape(fenced(), "item-1", ((X, Y), (X + 40, Y))), "item-1")
    assert (item.path_m, item.at_m) == (((X, Y), (X + 40, Y)), (X + 20, Y))


@pytest.mark.parametrize("path", [((X, Y),), (), ((X, Y), (X, Y)), ((X, Y), (float("nan"), Y))])
def test_corners_that_make_no_line_are_refused(path: tuple) -> None:
    with pytest.raises(BadInput):
        edits.reshape(fenced(), "item-1", path)


def test_a_point_has_no_corners_to_change() -> None:
    project = edits.place(quarter(), "cctv", (X, Y))
    with pytest.raises(BadInput):
        edits.reshape(project, "item-1", FENCE)


def test_copies_lie_beside_what_was_copied_and_are_ideas_again() -> None:
    project = edits.annotate(fenced(), "item-1", status="approved")
    item = edits.item(edits.duplicate(project, ("item-1",), (4.0, -4.0)), "item-2")
    assert (item.path_m[0], item.status) == ((X + 4, Y - 4), "idea")


def test_a_copy_of_an_existing_camera_is_sketched_with_the_values_of_its_file_but_not_its_name() -> None:
    project = things.copies(quarter(), ("cctv/0",), (4.0, 0.0))
    item = edits.item(project, "item-1")
    assert (item.kind, item.at_m, item.heading_deg, dict(item.properties)) == ("cctv", (X + 9, Y + 3), 90.0, {"cameras": 1, "heading_text": "동"})


def test_several_things_move_together_and_the_layer_stays() -> None:
    project = things.carry_all(edits.place(quarter(), "cctv", (X, Y)), ("item-1", "cctv/0"), (1.0, 2.0))
    assert [things.thing(project, id).at_m for id in ("item-1", "cctv/0")] == [(X + 1, Y + 2), (X + 6, Y + 5)]
    assert project.layer("cctv") == quarter().layer("cctv")


def test_several_things_are_taken_away_the_existing_ones_in_the_scenario() -> None:
    project = things.take_all_away(edits.place(quarter(), "cctv", (X, Y)), ("item-1", "cctv/0"))
    assert [(item.of, item.gone) for item in project.shown.items] == [(("cctv", 0), True)]


def test_a_row_is_placed_with_its_headings() -> None:
    project = edits.place_row(quarter(), "cctv", [((X, Y), 90.0), ((X + 25, Y), None)], properties=(("height_m", 5.0),))
    assert [(item.at_m, item.heading_deg, dict(item.properties)) for item in project.shown.items] == [
        ((X, Y), 90.0, {"height_m": 5.0}), ((X + 25, Y), None, {"height_m": 5.0}),
    ]  # fmt: skip


def test_a_row_of_nothing_is_refused() -> None:
    with pytest.raises(BadInput):
        edits.place_row(quarter(), "cctv", [])


def test_lines_areas_strokes_and_texts_are_drawn_and_signs_are_not() -> None:
    project = edits.place(fenced(), "", entry="note_area", path_m=FENCE)
    project = edits.place(project, "", entry="note_freehand", path_m=FENCE)
    project = edits.place(project, "", (X, Y), entry="note_text", note=" 여기  어두움 ")
    project = edits.place(project, "cctv", (X, Y))
    found = drawn(project.shown.items)
    assert [(one.role, one.labels[0]) for one in found][-1] == ("written", "여기 어두움")
    assert [one.role for one in found] == ["drawn_area", "drawn", "stroke", "written"]
    assert role_of(project.shown.items[-1]) == ""


def test_a_text_without_words_is_a_sign() -> None:
    project = edits.place(quarter(), "", (X, Y), entry="note_text")
    assert role_of(project.shown.items[0]) == ""


METRES = st.floats(-500, 500, allow_nan=False).map(lambda value: round(value, 2))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(METRES, METRES), min_size=1, max_size=5))
def test_moving_there_and_back_changes_nothing(steps: list[tuple[float, float]]) -> None:
    project = before = edits.place(fenced(), "cctv", (X, Y))
    for step in (*steps, *((-x, -y) for x, y in reversed(steps))):
        project = things.carry_all(project, ("item-1", "item-2"), step)
    after = {item.id: (item.at_m, item.path_m) for item in project.shown.items}
    for item in before.shown.items:
        at, path = after[item.id]
        assert at == pytest.approx(item.at_m, abs=1e-6)
        assert [xy for corner in path for xy in corner] == pytest.approx([xy for corner in item.path_m for xy in corner], abs=1e-6)
