"""Which input matters: Ishigami's function with its known indices, and the tornado."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.sensitivity import one_at_a_time, sobol, surface
from app.feedback import Cancelled, Feedback


def ishigami(x: numpy.ndarray) -> numpy.ndarray:
    return (numpy.sin(x[:, 0]) + 7.0 * numpy.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * numpy.sin(x[:, 0]))[:, None]


def test_the_indices_of_ishigami_s_function() -> None:
    found = sobol(ishigami, numpy.full(3, -numpy.pi), numpy.full(3, numpy.pi), points=16384)
    assert found.first[0].tolist() == pytest.approx([0.313905, 0.442411, 0.0], abs=0.01)
    assert found.total[0].tolist() == pytest.approx([0.557589, 0.442411, 0.243684], abs=0.01)


def test_an_output_that_does_not_move_has_no_indices_and_several_outputs_have_their_own() -> None:
    found = sobol(lambda x: numpy.column_stack([x[:, 0], numpy.full(len(x), 0.3), x[:, 1] * 3, numpy.full(len(x), numpy.nan)]), [0, 0], [1, 1])
    assert found.total.round(2).tolist() == [[1.0, 0.0], [0.0, 0.0], [0.0, 1.0], [0.0, 0.0]]
    assert sobol(lambda x: numpy.ones((len(x), 2)), [], []).total.shape == (2, 0)
    assert sobol(lambda x: numpy.column_stack([x[:, 0] ** 3, x[:, 0] * 0]), [-1], [1]).first.tolist() == [[1.0], [0.0]]


def test_the_tornado_moves_one_input_at_a_time_and_runs_no_base_twice() -> None:
    runs: list[list[float]] = []

    def model(x: numpy.ndarray) -> numpy.ndarray:
        runs.append(x.tolist())
        return numpy.array([x[0] ** 2, numpy.nan if x[1] > 0 else x[1]])

    found = one_at_a_time(model, [1.0, -1.0], [0.0, -1.0], [3.0, 2.0])
    assert runs == [[1.0, -1.0], [0.0, -1.0], [3.0, -1.0], [1.0, 2.0]]
    assert found.swing.tolist() == [[9.0, 0.0], [0.0, 0.0]]


def test_a_run_can_be_stopped_between_two_inputs() -> None:
    runs: list[int] = []
    feedback = Feedback()

    def model(x: numpy.ndarray) -> numpy.ndarray:
        runs.append(1)
        if len(runs) == 3:
            feedback.stop()
        return x

    with pytest.raises(Cancelled):
        one_at_a_time(model, numpy.ones(5), numpy.zeros(5), numpy.full(5, 2.0), feedback)
    assert len(runs) == 3


@settings(deadline=None, max_examples=40)
@given(st.lists(st.floats(-3, 3), min_size=10, max_size=10), st.floats(0.1, 0.9))
def test_a_surface_is_exact_for_quadratics_of_every_input(c: list[float], middle: float) -> None:
    def model(x: numpy.ndarray) -> numpy.ndarray:
        a, b = x
        return numpy.array([c[0] + c[1] * a + c[2] * b + c[3] * a * b + c[4] * a * a + c[5] * b * b + c[6] * a * a * b * b])

    made = surface(model, [middle, 5.0], [0.0, 0.0], [1.0, 2.0])
    spots = numpy.random.default_rng(2).uniform(0, 1, (20, 2)) * [1, 2]
    assert made(spots) == pytest.approx(numpy.array([model(spot) for spot in spots]), abs=1e-9)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.floats(0.1, 5), min_size=2, max_size=4))
def test_in_a_sum_the_indices_are_shares_of_variance(weights: list[float]) -> None:
    found = sobol(lambda x: (x * weights).sum(axis=1)[:, None], numpy.zeros(len(weights)), numpy.ones(len(weights)))
    shares = numpy.array(weights) ** 2 / (numpy.array(weights) ** 2).sum()
    assert found.first[0] == pytest.approx(shares, abs=0.03)
    assert found.total[0] == pytest.approx(shares, abs=0.03)
