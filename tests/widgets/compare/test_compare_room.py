"""Comparing two states in the window."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import Qt

from app import edits
from tests.window_pieces import X, Y, opened, settled


@pytest.fixture
def w(qtbot, tmp_path):
    """The quarter with a scenario A (a camera) and B (a camera and a mailbox), B shown."""
    made = opened(qtbot, tmp_path)
    made.desk.edit("a", edits.place, "cctv", (X - 100, Y + 5), heading_deg=90.0)
    made.desk.edit("b", edits.copy_scenario, "scenario-1")
    made.desk.edit("c", edits.place, "mailboxes", (X + 20, Y + 5))
    settled(qtbot, made)
    yield made
    made.close()


def compared(qtbot, w) -> object:
    """The comparison once both sides are measured, all of it."""
    qtbot.waitUntil(lambda: w.jobs.idle and w.compare.compared is not None and not w.compare.compared.pending, timeout=60_000)
    return w.compare.compared


def test_the_word_in_the_bar_shows_what_exists_beside_the_scenario_shown(qtbot, w) -> None:
    qtbot.mouseClick(w.top.words["compare"], Qt.MouseButton.LeftButton)
    found = compared(qtbot, w)
    assert w.compare.is_shown and (found.left, found.right) == ("", "scenario-2")
    assert w.compare.page.table.table.rowCount() > 4 and [label.text() for label in w.compare.page.map.labels] == ["현황", w.desk.project.shown.title]


def test_two_scenarios_are_chosen_and_their_changes_sorted(qtbot, w) -> None:
    w.compare.show()
    w.compare.page.choices[0].setCurrentIndex(1)
    w.compare.page.choices[0].activated.emit(1)
    found = compared(qtbot, w)
    texts = [w.compare.page.changes.list.item(n).text() for n in range(w.compare.page.changes.list.count())]
    assert (found.left, found.right) == ("scenario-1", "scenario-2") and len(found.titles) == 3
    assert sum("안심택배함" in text for text in texts) == 1 and any("모두" in text for text in texts)


def test_escape_on_the_map_goes_back_to_the_window_s_own(qtbot, w) -> None:
    w.compare.show()
    compared(qtbot, w)
    qtbot.keyClick(w.compare.page.map.left, Qt.Key.Key_Escape)
    assert not w.compare.is_shown and w.compare.page.map.left._scene.layers == ()


def test_an_edit_and_its_undo_are_followed_while_the_page_is_shown(qtbot, w) -> None:
    w.compare.show()
    before = compared(qtbot, w)
    w.desk.edit("d", edits.place, "phone_booths", (X, Y + 80))
    qtbot.waitUntil(lambda: len(w.compare.compared.sides[1].bill.lines) == 3, timeout=60_000)
    w.desk.undo()
    qtbot.waitUntil(lambda: w.compare.compared.sides[1].bill == before.sides[1].bill, timeout=60_000)


def test_budgets_and_years_written_into_the_tables_are_edits_that_can_be_undone(qtbot, w) -> None:
    w.compare.show()
    compared(qtbot, w)
    w.compare.page.phase.more.click()
    qtbot.waitUntil(lambda: w.compare.page.phase.years.rowCount() == 2)
    w.compare.page.phase.years.item(0, 1).setText("3,000만")
    year = w.desk.project.scenarios[1].budgets[0][0]
    assert dict(w.desk.project.scenarios[1].budgets) == {year: 30e6}
    qtbot.waitUntil(lambda: w.compare.compared.sides[1].phases[0].budget == 30e6)
    w.compare.page.phase.fit.click()
    years = {item.kind: item.year for item in w.desk.project.scenarios[1].items}
    w.desk.undo()
    assert years == {"cctv": year, "mailboxes": 0} and {item.year for item in w.desk.project.scenarios[1].items} == {0}


def test_what_is_no_sum_is_refused_with_a_sentence_and_changes_nothing(qtbot, w) -> None:
    w.compare.show()
    compared(qtbot, w)
    w.compare.page.phase.more.click()
    qtbot.waitUntil(lambda: w.compare.page.phase.years.rowCount() == 2)
    before = w.desk.project
    w.compare.page.phase.years.item(0, 1).setText("많이")
    assert w.desk.project is before and "많이" in w.compare.page.phase.trouble.text() and w.compare.page.phase.trouble.isVisibleTo(w.compare.page.phase)


def test_a_price_written_into_the_book_is_the_office_s_own_until_it_is_put_back(qtbot, w) -> None:
    w.compare.show()
    compared(qtbot, w)
    w.compare.show_book()
    book = w.compare.book
    book.table.item(0, 2).setText("19,000,000")
    own = w.desk.project.costs
    book.table.setCurrentCell(0, 2)
    book.reset.click()
    assert (own[0].entry, own[0].build_krw, own[0].source) == ("cctv", 19e6, "") and w.desk.project.costs == ()
    book.close()


def test_the_comparison_is_saved_as_a_table_with_every_part_and_no_formula(qtbot, w, tmp_path) -> None:
    w.desk.edit("t", edits.rename_scenario, "scenario-2", "=1+1")
    w.compare.show()
    compared(qtbot, w)
    w.compare.write(tmp_path / "표.csv")
    settled(qtbot, w)
    with open(tmp_path / "표.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    cells = [cell for row in rows for cell in row]
    assert {"카메라에 보이는 길", "안심택배함", "문의"} <= set(cells) and not any(cell.startswith("=") for cell in cells)


def test_without_a_scenario_the_page_says_how_to_begin_one(qtbot, tmp_path) -> None:
    w = opened(qtbot, tmp_path)
    w.compare.show()
    settled(qtbot, w)
    assert w.compare.page.begin.isVisible() and not w.compare.page.split.isVisible()
    w.compare.page.begin.click()
    assert len(w.desk.project.scenarios) == 1 and not w.compare.is_shown
    w.close()


def test_another_measure_is_shown_on_both_maps(qtbot, w) -> None:
    w.compare.show()
    compared(qtbot, w)
    w.compare.look_at("near_refuge")
    settled(qtbot, w)
    assert {"near"} <= {item.role for item in w.compare.page.map.legend.items}


def test_a_file_that_cannot_be_written_is_told_and_nothing_breaks(qtbot, w, tmp_path) -> None:
    w.compare.show()
    compared(qtbot, w)
    with qtbot.waitSignal(w.jobs.troubled):
        w.compare.write(tmp_path)
    settled(qtbot, w)
