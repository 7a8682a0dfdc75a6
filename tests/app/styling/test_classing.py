"""Which class each row of a layer is in."""

from __future__ import annotations

from dataclasses import replace

import geopandas
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.classing import NO_VALUE, Values, bounds, classed, columns_for, known, propose
from app.kinds import Style
from app.model import Layer, Source
from app.styles import METHODS
from layers import BY_KEY

PLAIN = Style("circle", "#112233")


def layer(key: str = "cctv", **columns: list) -> Layer:
    count = len(next(iter(columns.values())))
    frame = geopandas.GeoDataFrame(columns, geometry=shapely.points(np.arange(2.0 * count).reshape(-1, 2)), crs=5186)
    return Layer(key, BY_KEY[key], key, Source(""), frame=frame)


def test_an_upper_bound_belongs_to_its_class_and_what_lies_beyond_to_the_last() -> None:
    style = replace(PLAIN, by="graduated", column="cameras", classes=((2.0, "", "", ""), (5.0, "", "", "")))
    found = classed(layer(cameras=[0, 2, 2.1, 5, 99, None, float("inf")]), style)
    assert found.steps.tolist() == [0, 0, 1, 1, 1, NO_VALUE, NO_VALUE]
    assert found.counts == (2, 3, 0, 2)


def test_categories_are_told_by_what_is_written_others_and_empty_ones_apart() -> None:
    style = replace(PLAIN, by="categories", column="type", classes=(("고정", "", "", ""), ("회전", "", "", "")))
    found = classed(layer(type=["회전", "고정", "어안", None, "", " 고정 "]), style)
    assert found.steps.tolist() == [1, 0, 2, NO_VALUE, NO_VALUE, 0] and found.different == 3


def test_numbers_and_truths_may_be_categories_too() -> None:
    style = replace(PLAIN, by="categories", column="a", classes=(("1", "", "", ""), ("true", "", "", "")))
    assert classed(layer(a=[1.0, 2.0]), style).steps.tolist() == [0, 2]
    assert classed(layer(a=[True, False]), style).steps.tolist() == [1, 2]


def test_the_most_frequent_categories_are_proposed_at_most_nine() -> None:
    values = [f"n{number:02}" for number in range(20) for _ in range(number + 1)]
    found = propose(layer(type=values), replace(PLAIN, by="categories", column="type"))
    assert [one[0] for one in found] == [f"n{number:02}" for number in range(19, 10, -1)]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.floats(-1e6, 1e6) | st.just(float("nan")), max_size=60), st.sampled_from(METHODS), st.integers(2, 9))
def test_bounds_rise_are_not_too_many_and_hold_every_value(values: list[float], method: str, count: int) -> None:
    array = np.array(values, dtype=float)
    found = bounds(array, method, count)
    assert list(found) == sorted(set(found)) and len(found) <= count
    assert not found or found[-1] >= np.nanmax(array)
    assert bool(found) == bool(np.isfinite(array).any())


def test_natural_breaks_are_where_values_gather() -> None:
    # Two clear heaps and a lonely third: the published algorithm (Jenks 1967, Fisher 1958) cuts between them.
    assert bounds(np.array([1, 1.5, 2, 20, 21, 22, 100.0]), "natural", 3) == (2.0, 22.0, 100.0)


def test_equal_counts_and_equal_widths_are_what_they_say() -> None:
    values = np.array([1, 2, 3, 4, 5, 6, 7, 100.0])
    assert bounds(values, "equal", 3) == (34.0, 67.0, 100.0)
    assert np.bincount(np.searchsorted(bounds(values, "quantiles", 4), values)).tolist() == [2, 2, 2, 2]


def test_grades_are_their_own_classes_without_being_asked() -> None:
    cells = layer("crime_grades", grade=[1, 5, 3, None])
    found = classed(cells, cells.kind.style)
    assert found.steps.tolist() == [0, 4, 2, NO_VALUE] and [one[0] for one in found.style.classes] == [1, 2, 3, 4, 5]


def test_a_measure_colours_by_what_the_map_was_given() -> None:
    style = replace(PLAIN, by="measure", column="seen", classes=((0.5, "", "", ""), (1.0, "", "", "")), values=Values("r", np.array([0.2, np.nan, 0.9])))
    assert classed(layer(cameras=[1, 1, 1]), style).steps.tolist() == [0, NO_VALUE, 1]
    assert classed(layer(cameras=[1, 1]), style).steps.tolist() == [NO_VALUE, NO_VALUE]


def test_another_colour_asks_for_nothing_new_and_a_corrected_frame_does() -> None:
    one = layer(cameras=[1, 2, 3])
    style = replace(PLAIN, by="graduated", column="cameras", classes=((2.0, "", "", ""), (3.0, "", "", "")))
    assert known(one, style) is None
    first = classed(one, style)
    again = known(one, replace(style, color="#abcdef", classes=((2.0, "#000000", "x", ""), (3.0, "", "", ""))))
    assert again is not None and again.steps is first.steps and again.style.classes[0][1:3] == ("#000000", "x")
    assert known(replace(one, frame=one.frame.assign(cameras=[9, 9, 9])), style) is None


def test_only_numbers_are_offered_for_steps() -> None:
    made = layer(cameras=[1], name=["a"], open_24h=[True])
    assert columns_for(made, "graduated") == ("cameras",) and columns_for(made, "categories") == ("cameras", "name", "open_24h")


def test_a_missing_column_and_no_rows_give_no_classes() -> None:
    style = replace(PLAIN, by="graduated", column="gone")
    assert propose(layer(cameras=[1]), style) == () and classed(layer(cameras=[1]), style).steps.tolist() == [NO_VALUE]
    with pytest.raises(StopIteration):
        layer()
