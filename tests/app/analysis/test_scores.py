"""Scores: two means on fixed goalposts, Saaty's published example, and how firm the ranks are."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.analysis.scores import arithmetic, firmness, geometric, on_goalposts, pairwise, ranks

NAN = numpy.nan


def test_goalposts_are_fixed_and_less_may_be_better() -> None:
    scaled = on_goalposts(numpy.array([[0.2, 0.2], [2.0, -1.0], [NAN, 1.0]]), worst=[0.0, 1.0], best=[1.0, 0.0])
    assert numpy.array_equal(scaled, [[0.2, 0.8], [1.0, 1.0], [NAN, 0.0]], equal_nan=True)
    assert numpy.isnan(on_goalposts(numpy.array([[0.5]]), [0.3], [0.3])).all()


def test_two_means_of_two_measures() -> None:
    scaled = numpy.array([[0.25, 1.0], [0.0, 1.0]])
    assert arithmetic(scaled, numpy.array([1.0, 1.0])).tolist() == [0.625, 0.5]
    assert geometric(scaled, numpy.array([1.0, 1.0])).tolist() == pytest.approx([0.5, 0.0])
    assert arithmetic(scaled, numpy.array([3.0, 1.0]))[0] == pytest.approx(0.4375)


def test_a_missing_measure_is_left_out_and_an_area_without_any_has_no_score() -> None:
    scaled = numpy.array([[0.25, NAN], [NAN, NAN]])
    for mean in (arithmetic, geometric):
        assert mean(scaled, numpy.array([1.0, 9.0]))[0] == pytest.approx(0.25)
        assert numpy.isnan(mean(scaled, numpy.array([1.0, 9.0]))[1])
        assert numpy.isnan(mean(scaled, numpy.zeros(2))).all()


def test_ranks_are_shared_by_equals_and_those_without_score_have_none() -> None:
    assert ranks(numpy.array([0.5, 0.9, 0.5, NAN, 0.1])).tolist() == [2, 1, 2, 0, 4]


def test_saaty_s_matrix_of_four() -> None:
    found = pairwise(numpy.array([[1, 3, 5, 7], [0, 1, 3, 5], [0, 0, 1, 3], [0, 0, 0, 1]]))
    assert found.weights.tolist() == pytest.approx([0.565009, 0.262201, 0.117504, 0.055285], abs=1e-6)
    assert (found.eigenvalue, found.ratio) == (pytest.approx(4.116982, abs=1e-6), pytest.approx(0.043327, abs=1e-6))
    assert found.consistent


def test_judgements_that_contradict_each_other_are_told() -> None:
    assert not pairwise(numpy.array([[1, 9, 1 / 9], [0, 1, 9], [0, 0, 1]])).consistent
    assert pairwise(numpy.ones((1, 1))).weights.tolist() == [1.0]
    for wrong in (numpy.ones((2, 3)), numpy.zeros((0, 0)), numpy.array([[1, -2], [0, 1]]), numpy.ones((11, 11))):
        with pytest.raises(ValueError, match=r"wanted|positive"):
            pairwise(wrong)


def test_ranks_that_nothing_can_shake_have_no_interval_and_close_ones_do() -> None:
    value = numpy.array([[0.9, 0.9], [0.5, 0.1], [0.1, 0.5], [0.05, 0.0]])
    found = firmness(value, value, value, numpy.ones(2), draws=500, spread=0.5)
    assert list(zip(found.best.tolist(), found.rank.tolist(), found.worst.tolist(), strict=True)) == [(1, 1, 1), (2, 2, 3), (2, 2, 3), (4, 4, 4)]


def test_a_band_of_a_measure_widens_score_and_rank() -> None:
    value = numpy.array([[0.5], [0.6]])
    band = numpy.array([[0.2], [0.0]])
    found = firmness(value, value - band, value + band, numpy.ones(1), draws=2000, spread=0.5)
    assert (found.best.tolist(), found.worst.tolist()) == ([1, 1], [2, 2])
    # A triangle over 0.3 to 0.7: a twentieth lies below 0.3 + 0.4 sqrt(0.05 / 2).
    assert (found.low[0], found.high[0]) == (pytest.approx(0.3 + 0.4 * (0.05 / 2) ** 0.5, abs=0.01), pytest.approx(0.7 - 0.4 * (0.05 / 2) ** 0.5, abs=0.01))
    assert found.low[1] == found.high[1] == pytest.approx(0.6)


def test_the_same_seed_gives_the_same_intervals_and_no_areas_give_none() -> None:
    value = numpy.random.default_rng(1).uniform(size=(9, 4))
    one, other = (firmness(value, value * 0.8, value, numpy.ones(4), draws=200, spread=0.5) for _ in range(2))
    assert (one.low == other.low).all() and (one.worst == other.worst).all()
    none = numpy.zeros((0, 4))
    assert len(firmness(none, none, none, numpy.ones(4), draws=10, spread=0.5).rank) == 0


def test_an_area_without_any_measure_keeps_out_of_the_ranks() -> None:
    value = numpy.array([[0.5, NAN], [NAN, NAN]])
    found = firmness(value, value, value, numpy.ones(2), draws=50, spread=0.5)
    assert (found.rank.tolist(), found.worst.tolist()) == ([1, 0], [1, 0])
    assert numpy.isnan(found.low[1])


share = st.floats(0.0, 1.0)
table = arrays(float, (4, 3), elements=st.one_of(share, st.just(NAN)))
weighing = arrays(float, 3, elements=st.floats(0.01, 10.0))


@settings(deadline=None, max_examples=100)
@given(table, weighing, st.floats(0.001, 1000.0))
def test_weights_times_a_constant_change_nothing(scaled: numpy.ndarray, weights: numpy.ndarray, times: float) -> None:
    for mean in (arithmetic, geometric):
        assert mean(scaled, weights * times) == pytest.approx(mean(scaled, weights), nan_ok=True, abs=1e-12)


@settings(deadline=None, max_examples=100)
@given(table, weighing)
def test_the_geometric_mean_is_never_above_the_arithmetic_one(scaled: numpy.ndarray, weights: numpy.ndarray) -> None:
    a, g = arithmetic(scaled, weights), geometric(scaled, weights)
    assert ((g <= a + 1e-12) | numpy.isnan(a)).all()


@settings(deadline=None, max_examples=100)
@given(arrays(float, (4, 3), elements=share), weighing, st.integers(0, 3), st.integers(0, 2), share)
def test_a_better_measure_never_lowers_the_score(scaled: numpy.ndarray, weights: numpy.ndarray, area: int, measure: int, more: float) -> None:
    better = scaled.copy()
    better[area, measure] = max(scaled[area, measure], more)
    for mean in (arithmetic, geometric):
        assert mean(better, weights)[area] >= mean(scaled, weights)[area] - 1e-12
