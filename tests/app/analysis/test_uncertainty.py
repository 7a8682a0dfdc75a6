"""Which sites to check in the field: those that hold most of the band, as removing them shows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.coverage import Reach, bands, lay_over, nothing_seen, without
from app.analysis.intervals import intervals
from app.analysis.uncertainty import value_of_checking


def reach(sure=(), worst=(), best=()):
    """A reach from rows of (camera, edge, start, end); what an unknown site could see is what it sees at its best."""

    def part(rows):
        rows = np.array(list(rows), float).reshape(-1, 4)
        return intervals(*rows[:, 1:].T), rows[:, 0].astype(np.int64)

    (s, s_by), (w, w_by), (b, b_by) = part(sure), part(worst), part(best)
    return Reach(s, s_by, b, b_by, np.full(len(b), 0.5), w, w_by, b, b_by)


def width(one):
    cut = lay_over(one)
    once, _ = bands(cut, one)
    return float(((once.high - once.low) * cut.length_m).sum())


def test_the_site_with_the_widest_band_comes_first():
    found = value_of_checking(reach(worst=[(0, 0, 0, 5), (1, 1, 0, 1)], best=[(0, 0, 0, 20), (1, 1, 0, 40)]), 2)
    assert [check.camera for check in found] == [1, 0]
    assert [check.narrows_m for check in found] == [39.0, 15.0]
    assert (found[0].low_m, found[0].high_m, found[0].own_m) == (1.0, 40.0, 39.0)


def test_what_others_see_anyway_is_no_reason_to_go():
    found = value_of_checking(reach(sure=[(2, 1, 0, 35)], best=[(0, 0, 0, 20), (1, 1, 0, 40)]), 3)
    assert [(check.camera, check.narrows_m, check.own_m) for check in found] == [(0, 20.0, 20.0), (1, 5.0, 40.0)]


def test_two_sites_with_the_same_best_view_hold_it_together_and_neither_alone():
    found = value_of_checking(reach(best=[(0, 0, 0, 20), (1, 0, 0, 25)]), 2)
    assert [(check.camera, check.narrows_m) for check in found] == [(1, 5.0)]


def test_a_weight_counts_where_people_are():
    one = reach(best=[(0, 0, 0, 20), (1, 1, 0, 40)])
    weight = np.where(lay_over(one).edge == 0, 10.0, 1.0)
    assert [(check.camera, check.narrows_m) for check in value_of_checking(one, 2, weight_m=weight)] == [(0, 200.0), (1, 40.0)]


def test_the_list_is_as_long_as_asked_and_leaves_out_what_changes_nothing():
    rows = [(camera, camera, 0, 1 + camera) for camera in range(30)]
    assert [check.camera for check in value_of_checking(reach(best=rows), 30)] == list(range(29, 9, -1))
    assert len(value_of_checking(reach(best=rows), 30, most=3)) == 3
    assert value_of_checking(reach(worst=rows, best=rows), 30) == ()
    assert value_of_checking(nothing_seen(), 0) == ()


rows = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 2), st.integers(0, 15), st.integers(1, 10)), max_size=8)


@settings(deadline=None, max_examples=80)
@given(rows, rows, rows)
def test_a_site_narrows_the_band_by_as_much_as_the_band_shrinks_without_it(sure, worst, more):
    def known(row):
        return row[0] > 2

    def ends(part):
        return [(camera, edge, start, start + length) for camera, edge, start, length in part]

    # Cameras 3 and 4 are certain; an unknown one sees at its best what it sees at its worst, and more.
    open_ = ends(row for row in worst if not known(row))
    one = reach(ends(row for row in sure if known(row)), open_, open_ + ends(row for row in more if not known(row)))
    found = {check.camera: check for check in value_of_checking(one, 5)}
    assert all(check.low_m <= check.high_m for check in found.values())
    for camera in range(3):
        shrinks = width(one) - width(without(one, [camera]))
        assert (found[camera].narrows_m if camera in found else 0.0) == pytest.approx(max(shrinks, 0.0))
