"""The states one can go back and forward to."""

from __future__ import annotations

import pytest

from app.history import History, Step
from app.model import Project

A, B, C, D = (Project(name, name) for name in "abcd")


def test_nothing_done_has_no_titles_and_no_way_back() -> None:
    assert (History().undo_title, History().redo_title) == ("", "")
    with pytest.raises(IndexError):
        History().undo()
    with pytest.raises(IndexError):
        History().redo()


def test_undo_and_redo_walk_the_same_states() -> None:
    history = History().with_step(Step("one", A, B)).with_step(Step("two", B, C))
    state, back = history.undo()
    assert (state, back.undo_title, back.redo_title) == (B, "one", "two")
    assert back.redo() == (C, history)


def test_a_new_step_forgets_what_was_undone() -> None:
    _, back = History().with_step(Step("one", A, B)).undo()
    assert back.with_step(Step("other", A, C)).redo_title == ""


def test_steps_with_one_merge_key_are_one_step() -> None:
    history = History().with_step(Step("drag", A, B, "m")).with_step(Step("drag", B, C, "m"))
    assert history.undo()[0] == A and len(history.done) == 1


@pytest.mark.parametrize("between", ["another key", "sealed", "undone and redone"])
def test_a_merge_ends(between: str) -> None:
    history = History().with_step(Step("drag", A, B, "m"))
    if between == "sealed":
        history = history.sealed()
    elif between == "undone and redone":
        history = history.undo()[1].redo()[1]
    history = history.with_step(Step("drag", B, C, "n" if between == "another key" else "m"))
    assert len(history.done) == 2


def test_a_drag_that_comes_back_to_where_it_began_is_no_step() -> None:
    history = History().with_step(Step("first", D, A)).with_step(Step("drag", A, B, "m")).with_step(Step("drag", B, A, "m"))
    assert history.undo_title == "first"
