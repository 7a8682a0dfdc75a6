"""The steps one can go back and forward to."""

from __future__ import annotations

import pytest

from app.history import History, Step

TWO = History().with_step("one").with_step("two")


def test_nothing_done_has_no_titles_and_leads_nowhere() -> None:
    assert (History().undo_title, History().redo_title, History().here, History().back, History().forward) == ("", "", 0, 0, 0)


def test_back_and_forward_walk_the_same_steps() -> None:
    back = TWO.at(TWO.back)
    assert (back.undo_title, back.redo_title) == ("one", "two") and back.at(back.forward) == TWO
    assert TWO.at(0).undone == TWO.done


def test_a_new_step_forgets_what_was_undone_and_takes_no_number_again() -> None:
    other = TWO.at(0).with_step("other")
    assert other.redo_title == "" and [step.number for step in other.done] == [3]


def test_edits_with_one_merge_key_are_one_step_done_at_the_last_moment() -> None:
    history = History().with_step("drag", "10:00", "m").with_step("drag", "10:01", "m")
    assert history.done == (Step(1, "drag", "10:01", "m"),)


@pytest.mark.parametrize("between", ["another key", "sealed", "undone and redone", "the next came to nothing"])
def test_a_merge_ends(between: str) -> None:
    history = History().with_step("drag", "", "m")
    if between == "sealed":
        history = history.sealed()
    elif between == "undone and redone":
        history = history.at(0).at(1)
    elif between == "the next came to nothing":
        history = history.with_step("other", "", "n").without_last()
    assert not history.takes_in("n" if between == "another key" else "m")


def test_only_the_newest_are_kept_where_there_are_too_many() -> None:
    assert [step.title for step in TWO.newest(1).steps] == ["two"] and TWO.newest(2) is TWO
