"""What is chosen by place, and how choices are put together."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import LineString, Point, box
from window_pieces import X, Y, layer, quarter

from app.selection import NOTHING, at, box_of, chosen, combined, near, shapes_of, still_there, where, withheld, within

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
ROWS = st.lists(st.integers(0, 30), max_size=12)


def things(*points: tuple[float, float]) -> list:
    return [layer("other", [Point(*point) for point in points], name=[str(n) for n in range(len(points))])]


def test_points_inside_or_on_the_edge_are_chosen() -> None:
    assert within(things((5, 5), (10, 5), (10.01, 5), (20, 20)), SQUARE).of("other").tolist() == [0, 1]


def test_lines_and_areas_must_lie_inside_as_a_whole_unless_touching_counts() -> None:
    layers = [layer("other", [LineString([(1, 1), (9, 9)]), LineString([(5, 5), (50, 5)]), box(2, 2, 3, 3), box(8, 8, 20, 20)], name=["", "", "", ""])]
    assert within(layers, SQUARE).of("other").tolist() == [0, 2]
    assert within(layers, SQUARE, touching=True).of("other").tolist() == [0, 1, 2, 3]


def test_a_line_that_crosses_itself_holds_both_loops() -> None:
    eight = [(0.0, 0.0), (10.0, 10.0), (10.0, 0.0), (0.0, 10.0)]
    assert within(things((1, 5), (9, 5), (5, 9)), eight).of("other").tolist() == [0, 1]


def test_an_outline_of_two_corners_holds_nothing() -> None:
    assert within(things((0, 0)), [(0.0, 0.0), (1.0, 1.0)]) == NOTHING


def test_what_lies_nowhere_is_never_chosen() -> None:
    layers = [layer("other", [Point(5, 5), None, Point()], name=["a", "b", "c"])]
    assert within(layers, SQUARE).of("other").tolist() == [0] and near(layers, numpy.array([Point(5, 5)], object), 1e9).of("other").tolist() == [0]


def test_near_counts_the_boundary() -> None:
    found = near(things((3, 0), (3.001, 0), (0, 0)), numpy.array([Point(0, 0)], object), 3.0)
    assert found.of("other").tolist() == [0, 2]


def test_near_nothing_is_nothing() -> None:
    assert near(things((0, 0)), numpy.empty(0, object), 5.0) == NOTHING


def test_everything_at_a_spot_is_listed_the_topmost_layer_first_and_of_areas_the_smallest() -> None:
    found = at(quarter().layers, (X + 30.0, Y + 30.0), 2.0)
    assert list(found) == ["buildings", "neighborhoods", "districts"]
    areas = [layer("other", [box(0, 0, 9, 9), box(0, 0, 2, 2)], name=["big", "small"])]
    assert at(areas, (1.0, 1.0), 1.0) == {"other": [1, 0]}


def test_the_box_of_a_choice_holds_all_of_it() -> None:
    layers = quarter().layers
    assert box_of(layers, chosen({"cctv": [0, 1]})) == (X - 100, Y + 3, X + 5, Y + 3) and box_of(layers, NOTHING) is None
    assert len(shapes_of(layers, chosen({"cctv": [0], "streets": [1, 2]}))) == 3


def test_of_a_sensitive_layer_a_few_cannot_be_chosen() -> None:
    crimes = layer("crime_points", [Point(n, 0) for n in range(9)], type=["절도"] * 9, at=[""] * 9, until=[""] * 9, weight=[1.0] * 9)
    wanted = chosen({"crime_points": range(4), "cctv": [1]})
    assert withheld(wanted, [crimes], 5) == (chosen({"cctv": [1]}), ("crime_points",))
    assert withheld(chosen({"crime_points": range(5)}), [crimes], 5)[0].count == 5


def test_what_an_edit_took_away_is_no_longer_chosen() -> None:
    assert still_there(chosen({"cctv": [0, 7], "gone": [1]}), quarter().layers) == chosen({"cctv": [0]})


def test_where_things_lie_is_looked_up_once() -> None:
    cctv = quarter().layer("cctv")
    assert where(cctv) is where(cctv)


@settings(max_examples=40, deadline=None)
@given(ROWS, ROWS)
def test_choices_are_sets(old: list[int], new: list[int]) -> None:
    a, b, before, after = set(old), set(new), chosen({"x": old}), chosen({"x": new})
    got = {how: set(combined(before, after, how).of("x").tolist()) for how in ("new", "add", "take", "turn")}
    assert got == {"new": b, "add": a | b, "take": a - b, "turn": a ^ b}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=1, max_size=20))
def test_inside_a_box_is_what_the_numbers_say(points: list[tuple[float, float]]) -> None:
    found = within(things(*points), SQUARE).of("other").tolist()
    assert found == [n for n, (x, y) in enumerate(points) if 0 <= x <= 10 and 0 <= y <= 10]


@pytest.mark.parametrize("how", ["new", "add", "take", "turn"])
def test_a_layer_of_which_nothing_is_left_is_not_in_the_choice(how: str) -> None:
    assert combined(chosen({"x": [1]}), chosen({"x": [1]}), how).rows.keys() == ({"x"} if how in ("new", "add") else set())
