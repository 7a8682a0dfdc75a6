"""The unit-cost book, the bill of quantities, phasing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import bill, edits
from app.errors import BadInput
from app.model import Project, UnitCost
from tests.app.study_scenes import BASE, X, Y, cctv, project

AT = (X + 100, Y)


def scenario_of(whole: Project):
    return whole.shown


def test_cameras_stand_on_one_line_with_the_price_of_the_catalogue_and_its_band() -> None:
    whole = edits.place(edits.place(project(*BASE), "cctv", AT, heading_deg=0.0), "cctv", AT, heading_deg=90.0)
    line = bill.bill(whole, whole.shown).lines[0]
    assert (line.entry, line.amount, line.build.value, line.build.low, line.build.high) == ("cctv", 2, 44e6, 36.6e6, 45.8e6)
    assert line.unit_build.year == 2018 and line.unit_build.source == "S60" and line.yearly is None


def test_what_has_no_price_is_asked_for_and_the_sum_says_at_least() -> None:
    whole = edits.place(edits.place(project(*BASE), "cctv", AT), "mailboxes", AT)
    found = bill.bill(whole, whole.shown)
    assert found.build.krw.value == 22e6 and found.build.at_least and found.build.asked == 1
    assert not found.yearly.known and found.yearly.krw.value is None


def test_the_office_s_own_price_stands_before_the_catalogue_s_and_may_be_unknown() -> None:
    whole = edits.place(project(*BASE), "cctv", AT)
    own = edits.set_cost(whole, "cctv", 19e6, 800_000, 2026, "  우리구  단가 계약 ")
    asked = edits.set_cost(whole, "cctv", None, None)
    line = bill.bill(own, own.shown).lines[0]
    assert (line.build.value, line.yearly.value, line.unit_build.own, line.unit_build.source) == (19e6, 800_000, True, "우리구 단가 계약")
    assert not bill.bill(asked, asked.shown).build.known
    assert bill.bill(edits.reset_costs(own, "cctv"), own.shown).build.krw.value == 22e6


def test_prices_counted_by_a_property_count_it() -> None:
    whole = edits.place(project(*BASE), "security_lights", AT, properties=[("lamps", 3)])
    assert bill.bill(whole, whole.shown).build.krw.value == 2_400_000


def test_a_hedge_is_paid_by_the_metre_and_a_fence_that_stands_by_its_own_length() -> None:
    whole = edits.place(project(*BASE), "", entry="hedge_cut", path_m=[AT, (X + 130, Y + 40)])
    whole = edits.set_cost(whole, "hedge_cut", 10_000, None, 2026)
    line = bill.bill(whole, whole.shown).lines[0]
    assert (line.unit, line.amount, line.build.value) == (bill.METRE, 50.0, 500_000)


def test_changes_of_what_exists_have_lines_of_their_own_without_a_price() -> None:
    whole = project(*BASE, cctv((50, 0, 90.0, 1), (90, 0, 0.0, 1), (120, 0, 0.0, 1)))
    whole = edits.change_existing(whole, "cctv", 0, gone=True)
    whole = edits.change_existing(whole, "cctv", 1, at_m=(X + 95, Y))
    whole = edits.change_existing(whole, "cctv", 2, heading_deg=180.0)
    lines = bill.bill(whole, whole.shown).lines
    assert [line.deed for line in lines] == ["change", "move", "remove"] and all(line.build is None for line in lines)


def test_what_is_installed_already_is_not_paid_for_again_and_notes_never() -> None:
    whole = edits.place(edits.place(project(*BASE), "cctv", AT, id="c"), "", AT, entry="note_text")
    whole = edits.annotate(whole, "c", status="installed")
    found = bill.bill(whole, whole.shown)
    assert found.lines == () and found.built == 1


def test_things_of_a_year_are_held_against_its_budget_and_what_no_longer_fits_is_named() -> None:
    whole = project(*BASE)
    for number in range(3):
        whole = edits.place(whole, "cctv", AT, id=f"c{number}")
    id = whole.scenario
    whole = edits.plan_items(whole, id, {"c0": 2027, "c1": 2027, "c2": 2028})
    whole = edits.set_budget(whole, id, 2027, 30e6)
    whole = edits.set_cost(whole, "cctv", 20e6, 1e6, 2026)
    first, second = bill.phases(whole, whole.shown)
    assert (first.year, first.build.krw.value, first.over, first.beyond) == (2027, 40e6, 10e6, ("c1",))
    assert (second.year, second.budget, second.over, second.running.krw.value) == (2028, None, None, 2e6)


def test_budgets_are_filled_first_things_first_and_what_has_no_price_stays_open() -> None:
    whole = project(*BASE)
    for number, kind in enumerate(["cctv", "mailboxes", "cctv", "cctv"]):
        whole = edits.place(whole, kind, AT, id=f"i{number}")
    whole = edits.set_cost(whole, "cctv", 20e6, 5e6, 2026)
    for year, krw in ((2027, 25e6), (2028, 26e6)):
        whole = edits.set_budget(whole, whole.scenario, year, krw)
    assert bill.by_budget(whole, whole.shown) == {"i0": 2027, "i1": 0, "i2": 2028, "i3": 0}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(["cctv", "security_lights", "mailboxes", "recorder_light"]), max_size=12),
       st.dictionaries(st.integers(2026, 2030), st.floats(0, 6e7), max_size=4))
def test_filling_the_budgets_never_overdraws_one(kinds: list[str], budgets: dict[int, float]) -> None:
    whole = edits.add_scenario(project(*BASE))
    for kind in kinds:
        whole = edits.place(whole, kind, AT)
    for year, krw in budgets.items():
        whole = edits.set_budget(whole, whole.scenario, year, krw)
    whole = edits.set_cost(whole, "cctv", 2e7, 2e6)
    whole = edits.plan_items(whole, whole.scenario, bill.by_budget(whole, whole.shown))
    assert all(not phase.over for phase in bill.phases(whole, whole.shown))


def test_the_book_has_every_entry_once_and_says_who_set_a_price() -> None:
    whole = edits.set_cost(project(), "alley_gate", 3e6, None, 2025, "견적")
    rows = {row.entry.key: row for row in bill.book(whole)}
    assert rows["alley_gate"].own == UnitCost("alley_gate", 3e6, None, 2025, "견적") and rows["cctv"].own is None
    assert "note_text" not in rows and rows["phone_booths"].build is None


@pytest.mark.parametrize("krw", [-1.0, float("nan"), float("inf"), 1e14])
def test_a_price_that_is_no_sum_of_money_is_refused_with_a_sentence(krw: float) -> None:
    with pytest.raises(BadInput):
        edits.set_cost(project(), "cctv", krw, None)


def test_a_scenario_of_an_entry_nobody_knows_any_more_is_asked_for() -> None:
    whole = edits.place(project(*BASE), "laser_fence", AT)
    found = bill.bill(whole, whole.shown)
    assert found.build.asked == 1 and found.lines[0].kind == "laser_fence"
