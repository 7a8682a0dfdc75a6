"""Lux times metres in closed form, against fine sums."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis import lux_kernel, lux_of_lamp, lux_sums
from app.analysis.lux_of_lamp import LEVEL, WALL
from app.analysis.lux_sums import sums

GAMMA = np.array([0.0, 5.0, 10.0, 20.0, 35.0, 50.0, 65.0, 80.0, 90.0, 120.0, 180.0])
CD = np.array([900.0, 950.0, 1000.0, 1100.0, 1500.0, 1400.0, 800.0, 90.0, 20.0, 30.0, 0.0])


def by_kernel(what: int, h: float, q: float, u0: float, u1: float, table: int) -> float:
    """A lamp at the origin ``h`` above the plane, a line along x at ``q``."""
    tables, where = np.concatenate([[0.0], GAMMA, CD]), np.array([[0, 1, len(GAMMA)]])
    line = np.array([[u0, q, u1, q]])
    lamps = np.array([[0.0, 0.0, h, 0.8, table, 0.0]])
    one = np.zeros(1, np.int64)
    return float(sums(np.array([0, 1]), one, one, np.array([[0.0, u1 - u0]]), line, lamps, tables, where, what, 0.0)[0])


def by_fine_sum(what: int, h: float, q: float, u0: float, u1: float, table: int) -> float:
    # Fine near the foot, where a lamp close to the line changes fastest.
    t = np.linspace(np.arcsinh(u0 / 0.01), np.arcsinh(u1 / 0.01), 400_001)
    u = 0.01 * np.sinh(t)
    d, r2 = np.hypot(u, q), u * u + q * q + h * h
    takes = max(h, 0.0) if what == LEVEL else abs(q)
    if table < 0:
        lux = 0.8 * max(h, 0.0) * takes / r2**2
    else:
        lux = 0.8 * np.interp(np.degrees(np.arctan2(d, h)), GAMMA, CD) * takes / r2**1.5
    return float(np.trapezoid(lux * 0.01 * np.cosh(t), t))


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([LEVEL, WALL]), st.floats(-4.0, 9.0), st.sampled_from([0.0, 1e-9, 1e-4, 0.03, 0.7, 3.0, 20.0]), st.floats(-30.0, 30.0),
    st.floats(0.01, 40.0), st.sampled_from([-1, 0]),
)  # fmt: skip
def test_the_closed_form_is_the_limit_of_fine_sums(what, h, q, u0, length, table) -> None:
    if h * h + q * q < 1e-3:
        return
    wanted = by_fine_sum(what, h, q, u0, u0 + length, table)
    assert by_kernel(what, h, q, u0, u0 + length, table) == pytest.approx(wanted, rel=2e-6, abs=1e-6)


def test_parts_of_a_line_add_up_to_the_whole() -> None:
    cuts = np.linspace(-22.0, 31.0, 17)
    parts = sum(by_kernel(LEVEL, 5.0, 1.3, a, b, 0) for a, b in pairwise(cuts.tolist()))
    assert parts == pytest.approx(by_kernel(LEVEL, 5.0, 1.3, -22.0, 31.0, 0), rel=1e-9)


def test_a_lamp_on_the_wall_itself_gives_it_nothing() -> None:
    assert by_kernel(WALL, 0.0, 0.0, -1.0, 1.0, -1) == 0.0


@pytest.mark.parametrize("kernel", [lux_kernel, lux_sums])
def test_the_kernels_were_compiled_with_the_helpers_as_they_are(kernel) -> None:
    text = Path(lux_of_lamp.__file__).read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest()[:12] == kernel.MADE_OF
