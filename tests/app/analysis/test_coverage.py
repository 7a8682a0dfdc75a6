"""Shares of street seen, with their bands."""

from __future__ import annotations

import geopandas
import numpy
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.coverage import Reach, bands, circles, fixed_share, lay_over, nothing_seen, share, without
from app.analysis.intervals import Intervals, intervals, lengths, whole
from app.analysis.streets import streets

ROAD = numpy.array([100.0])


def spans(*rows: tuple[float, float]) -> Intervals:
    return intervals([0] * len(rows), [a for a, _ in rows], [b for _, b in rows])


def reach(sure: Intervals, maybe: Intervals, chance: list[float], worst: Intervals, best: Intervals) -> Reach:
    def by(one: Intervals) -> numpy.ndarray:
        return numpy.arange(len(one))

    return Reach(sure, by(sure), maybe, by(maybe), numpy.array(chance, dtype=float), worst, by(worst), best, by(best))


def seen(one: Reach) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    cut = lay_over(one, whole(ROAD))
    once, twice = bands(cut, one)
    return share(once, cut.length_m), share(twice, cut.length_m)  # type: ignore[return-value]


def test_known_cameras_leave_no_band() -> None:
    once, twice = seen(reach(spans((0, 40), (30, 60)), spans(), [], spans(), spans()))
    assert once == pytest.approx((0.6, 0.6, 0.6))
    assert twice == pytest.approx((0.1, 0.1, 0.1))


def test_an_unknown_site_counts_by_its_chance_and_spans_a_band() -> None:
    once, _ = seen(reach(spans(), spans((0, 40)), [0.5], spans((0, 5)), spans((10, 40))))
    assert once == pytest.approx((0.2, 0.05, 0.3))


def test_a_poorest_bearing_that_happens_to_add_most_does_not_lift_the_low_end_above_the_value() -> None:
    value, low, high = seen(reach(spans((0, 50)), spans((0, 60)), [0.2], spans((50, 60)), spans((0, 20))))[0]
    assert low <= value <= high
    assert value == pytest.approx(0.52)


def test_no_cameras_see_nothing_and_no_street_has_no_share() -> None:
    assert seen(nothing_seen())[0] == (0.0, 0.0, 0.0)
    cut = lay_over(nothing_seen())
    assert share(bands(cut, nothing_seen())[0], cut.length_m) is None
    assert fixed_share(numpy.zeros(0, dtype=bool), numpy.zeros(0)) is None


def test_without_a_camera_only_what_it_alone_sees_is_gone() -> None:
    both = reach(spans((0, 40), (30, 60)), spans(), [], spans(), spans())
    assert seen(without(both, [1]))[0][0] == pytest.approx(0.4)


def test_a_circle_cuts_a_street_where_geometry_says() -> None:
    frame = geopandas.GeoDataFrame(geometry=[shapely.LineString([(200_000, 550_000), (200_060, 550_000), (200_060, 550_080)])], crs=5186)
    one = streets(frame, node_snap_m=0.5)
    stretches, point = circles(one, numpy.array([[200_060.0, 550_030.0]]), 50.0)
    assert lengths(stretches, 1)[0] == pytest.approx(40 + 80)
    assert set(point.tolist()) == {0}


row = st.tuples(st.integers(0, 90), st.integers(1, 30), st.sampled_from([0.0, 0.3, 0.7, 1.0]), st.floats(0, 1), st.floats(0, 1))


def built(rows: list[tuple[int, int, float, float, float]]) -> Reach:
    """Cameras as rows of start, length, chance (1: certain), and where within it the worst and the best stretch end."""
    rows = [(a, min(n, 100 - a), p, *sorted((w, b))) for a, n, p, w, b in rows]
    sure = [(a, a + n) for a, n, p, *_ in rows if p == 1.0]
    open_rows = [(a, n, p, w, b) for a, n, p, w, b in rows if p < 1.0]
    return reach(
        spans(*sure), spans(*((a, a + n) for a, n, *_ in open_rows)), [p for _, _, p, *_ in open_rows],
        spans(*((a, a + n * w) for a, n, _, w, _ in open_rows)), spans(*((a, a + n * b) for a, n, _, _, b in open_rows)),
    )  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(row, max_size=7))
def test_low_value_high_are_in_order_and_twice_never_exceeds_once(rows: list[tuple[int, int, float, float, float]]) -> None:
    once, twice = seen(built(rows))
    for value, low, high in (once, twice):
        assert 0 <= low <= value <= high <= 1 + 1e-12
    assert all(two <= one + 1e-12 for one, two in zip(once, twice, strict=True))


@settings(deadline=None, max_examples=150)
@given(st.lists(row, min_size=1, max_size=7))
def test_one_more_camera_never_lowers_any_of_the_three(rows: list[tuple[int, int, float, float, float]]) -> None:
    for fewer, more in zip(seen(built(rows[:-1])), seen(built(rows)), strict=True):
        assert all(b >= a - 1e-12 for a, b in zip(fewer, more, strict=True))
