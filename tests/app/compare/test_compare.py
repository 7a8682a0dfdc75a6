"""Two states beside each other."""

from __future__ import annotations

import pytest

from app import bill, compare, edits
from app.compare import State
from app.quantity import Quantity, Tag
from app.study import answer, question
from tests.app.study_scenes import BASE, X, Y, cctv, project


def share(value: float | None, low: float | None = None, high: float | None = None) -> Quantity:
    return Quantity(value, "share", Tag.COMPUTED, "", low, high)


@pytest.fixture(scope="module")
def two():
    """The district with one camera whose heading nobody knows, and a scenario with one camera more."""
    whole = project(*BASE, cctv((50, 0, None, 1)))
    then = edits.place(whole, "cctv", (X + 300, Y), heading_deg=90.0)
    return State(answer(question(whole))), State(answer(question(then))), then


def test_every_measure_is_given_for_the_district_and_every_dong(two) -> None:
    before, after, _ = two
    found = compare.rows((before, after))
    areas = {row.area_code for row in found if row.measure == "seen"}
    assert areas == {area.code for area in before.answers.areas} and {row.measure for row in found} >= {"seen", "seen_twice"}


def test_the_unknown_heading_of_what_stands_in_both_leaves_no_band_in_the_difference(two) -> None:
    before, after, _ = two
    row = next(row for row in compare.rows((before, after), ["seen"]) if row.area_code == before.answers.district[0])
    assert row.shares[0].has_band and row.change.value > 0 and row.better == 1 and row.sure
    assert not row.change.has_band or row.change.high - row.change.low < 0.5 * (row.shares[0].high - row.shares[0].low)


def test_metres_are_the_share_times_the_length(two) -> None:
    before, after, _ = two
    row = compare.rows((before, after), ["seen"])[0]
    length = dict(before.answers.measure("seen").details)["length_m"].value
    assert row.metres.value == pytest.approx(row.change.value * length)


def test_a_state_compared_with_itself_differs_nowhere(two) -> None:
    before, _, _ = two
    assert all(row.change is None or (row.change.value == 0 and row.better == 0) for row in compare.rows((before, before)))


def test_metres_by_the_million_take_the_widest_band_and_are_at_most_where_a_price_is_missing(two) -> None:
    before, after, then = two
    cost = bill.bill(edits.place(then, "mailboxes", (X, Y)), then.shown).build
    asked = bill.bill(edits.place(then, "mailboxes", (X, Y)), edits.place(then, "mailboxes", (X, Y)).shown).build
    plain, more = compare.worth(before, after, cost)[0], compare.worth(before, after, asked)[0]
    assert plain.per_million.value == pytest.approx(plain.metres.value / 22) and not plain.at_most and more.at_most
    assert plain.per_million.low <= plain.metres.value / 22.9 and plain.per_million.high >= plain.metres.value / 18.3


def test_without_a_price_nothing_is_said_by_the_million(two) -> None:
    before, after, _ = two
    assert all(one.per_million is None for one in compare.worth(before, after, bill.total([None])))


@pytest.mark.parametrize(("before", "after", "expected"), [
    (share(0.2, 0.1, 0.4), share(0.3, 0.2, 0.5), (0.1, 0.1, 0.1)),
    (share(0.2, 0.1, 0.4), share(0.3, 0.3, 0.3), (0.1, -0.1, 0.2)),
    (share(0.2), share(0.3), (0.1, None, None)),
    (share(None), share(0.3), None),
])  # fmt: skip
def test_differences_are_taken_extreme_by_extreme(before, after, expected) -> None:
    found = compare.difference(before, after)
    seen = None if found is None else tuple(None if one is None else pytest.approx(one) for one in (found.value, found.low, found.high))
    assert seen == expected
