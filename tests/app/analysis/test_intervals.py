"""Arithmetic on stretches of street."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.intervals import (
    Intervals,
    at_least,
    atoms,
    chance_at_least_one,
    chance_at_least_two,
    difference,
    expected_length,
    intersection,
    intervals,
    join,
    lengths,
    union,
    whole,
)

EDGES = 3
law = settings(deadline=None, max_examples=120)


@st.composite
def stretches(draw: st.DrawFn) -> Intervals:
    rows = draw(st.lists(st.tuples(st.integers(0, EDGES - 1), st.integers(0, 20), st.integers(1, 8)), max_size=9))
    return intervals([e for e, _, _ in rows], [s / 2 for _, s, _ in rows], [(s + n) / 2 for _, s, n in rows])


def as_rows(one: Intervals) -> list[tuple[int, float, float]]:
    return list(zip(one.edge.tolist(), one.start_m.tolist(), one.end_m.tolist(), strict=True))


def total(one: Intervals) -> float:
    return float(lengths(one, EDGES).sum())


def test_overlapping_and_touching_stretches_join() -> None:
    assert as_rows(union(intervals([0, 0, 0, 1], [0, 4, 9, 0], [5, 9, 10, 1]))) == [(0, 0, 10), (1, 0, 1)]


def test_two_stretches_that_only_touch_are_nowhere_seen_twice() -> None:
    assert len(at_least(intervals([0, 0], [0, 5], [5, 10]), 2)) == 0


def test_the_middle_of_three_is_seen_twice() -> None:
    assert as_rows(at_least(intervals([0, 0, 0], [0, 2, 8], [4, 9, 12]), 2)) == [(0, 2, 4), (0, 8, 9)]


def test_what_is_taken_away_leaves_the_rest() -> None:
    assert as_rows(difference(intervals([0], [0], [10]), intervals([0, 0, 1], [2, 5, 0], [3, 6, 9]))) == [(0, 0, 2), (0, 3, 5), (0, 6, 10)]


def test_nothing_in_gives_nothing_out() -> None:
    none = intervals()
    assert len(union(none)) == len(difference(none, none)) == len(intersection(none, none)) == len(atoms().edge) == 0
    assert lengths(none, 2).tolist() == [0.0, 0.0]


def test_stretches_without_length_are_left_out() -> None:
    assert as_rows(intervals([0, 0], [1, 2], [1, 3])) == [(0, 2, 3)]


def test_whole_segments_run_from_end_to_end() -> None:
    assert as_rows(whole(numpy.array([3.0, 2.0]))) == [(0, 0, 3), (1, 0, 2)]


def test_two_even_chances_cover_three_quarters() -> None:
    both = intervals([0, 0], [0, 0], [10, 10])
    assert expected_length(both, numpy.array([0.5, 0.5]), 1)[0] == pytest.approx(7.5)
    cut = atoms(both)
    assert chance_at_least_two(cut, 0, numpy.array([0.5, 0.5]))[0] == pytest.approx(0.25)
    assert chance_at_least_two(cut, 0, numpy.array([1.0, 0.5]))[0] == pytest.approx(0.5)
    assert chance_at_least_two(cut, 0, numpy.array([1.0, 1.0]))[0] == 1.0


@law
@given(stretches(), stretches())
def test_union_and_intersection_share_out_the_metres(a: Intervals, b: Intervals) -> None:
    both, common = total(union(join([a, b]))), total(intersection(a, b))
    assert both + common == pytest.approx(total(union(a)) + total(union(b)))
    assert total(difference(a, b)) + common == pytest.approx(total(union(a)))


@law
@given(stretches(), stretches())
def test_union_does_not_depend_on_order_and_settles(a: Intervals, b: Intervals) -> None:
    assert as_rows(union(join([a, b]))) == as_rows(union(join([b, a]))) == as_rows(union(union(join([a, b]))))


@law
@given(stretches())
def test_depths_sum_to_all_metres(a: Intervals) -> None:
    assert sum(total(at_least(a, times)) for times in range(1, 10)) == pytest.approx(total(a))


@law
@given(stretches(), st.lists(st.sampled_from([0.0, 0.2, 0.5, 1.0]), min_size=9, max_size=9))
def test_expectation_lies_between_certain_and_possible_and_twice_is_never_more_than_once(a: Intervals, odds: list[float]) -> None:
    chance = numpy.array(odds[: len(a)])
    expected = expected_length(a, chance, EDGES).sum()
    assert total(union(a.take(chance == 1.0))) - 1e-9 <= expected <= total(union(a)) + 1e-9
    cut = atoms(a)
    assert (chance_at_least_two(cut, 0, chance) <= chance_at_least_one(cut, 0, chance) + 1e-12).all()


@law
@given(stretches(), st.lists(st.sampled_from([0.1, 0.5, 0.9, 1.0]), min_size=9, max_size=9))
def test_one_more_stretch_never_lowers_the_expectation(a: Intervals, odds: list[float]) -> None:
    chance = numpy.array(odds[: len(a)])
    if len(a):
        fewer = a.take(slice(0, len(a) - 1))
        assert expected_length(a, chance, EDGES).sum() >= expected_length(fewer, chance[:-1], EDGES).sum() - 1e-12
