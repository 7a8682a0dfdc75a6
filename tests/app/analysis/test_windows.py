"""The weakest stretch along a line is never better than any other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.windows import over, weakest

steps = st.lists(st.tuples(st.floats(0.1, 30), st.floats(0, 50)), min_size=1, max_size=12)


@given(found=steps, length=st.floats(0.5, 80), shares=st.lists(st.floats(0, 1), min_size=1, max_size=20))
@settings(deadline=None, max_examples=80)
def test_no_other_window_has_less(found: list[tuple[float, float]], length: float, shares: list[float]) -> None:
    cuts = np.concatenate([[0.0], np.cumsum([size for size, _ in found])])
    profile = np.array([value for _, value in found])
    window = weakest(cuts, (profile,), length)
    size = min(length, float(cuts[-1]))
    assert window.end_m - window.start_m == pytest.approx(size)
    elsewhere = over(cuts, profile, np.array(shares) * (cuts[-1] - size), size)
    assert (window.means[0] <= elsewhere + 1e-6).all()


def test_of_equally_unseen_stretches_the_darkest_is_taken() -> None:
    cuts = np.array([0.0, 20.0, 40.0, 60.0, 80.0])
    window = weakest(cuts, (np.array([0.0, 0.0, 1.0, 0.0]), np.array([5.0, 3.0, 0.0, 4.0])), 20.0)
    assert (window.start_m, window.means) == (20.0, (0.0, 3.0))


def test_a_line_shorter_than_the_window_is_the_window_and_no_line_has_none() -> None:
    assert weakest(np.array([0.0, 8.0]), (np.array([2.0]),), 20.0)[:2] == (0.0, 8.0)
    assert weakest(np.array([0.0]), (np.zeros(0),), 20.0) is None
    assert weakest(np.array([3.0, 3.0]), (np.zeros(1),), 20.0) is None
