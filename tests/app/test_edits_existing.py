"""Changes of what exists: the layer stays as it was imported, the scenario holds what is different."""

from __future__ import annotations

from pathlib import Path

import pytest
from window_pieces import X, Y, quarter, quarter_file

from app import edits
from app.errors import BadInput
from app.model import Project
from app.session import Session
from layers import KINDS


def _changes(project: Project) -> tuple:
    return project.shown.items if project.shown is not None else ()


def test_a_change_begins_a_scenario_and_leaves_the_layer_alone() -> None:
    before = quarter()
    after = edits.change_existing(before, "cctv", 0, heading_deg=180.0, height_m=6.0)
    (item,) = _changes(after)
    assert (item.of, item.kind, item.at_m, item.heading_deg) == (("cctv", 0), "cctv", (X + 5, Y + 3), 180.0)
    assert dict(item.properties)["height_m"] == 6.0 and not item.gone
    assert after.layer("cctv") is before.layer("cctv")


def test_a_change_takes_the_heading_of_the_file_until_it_is_turned() -> None:
    changed = edits.change_existing(quarter(), "cctv", 0, tilt_deg=30.0)
    unknown = edits.change_existing(quarter(), "cctv", 1, tilt_deg=30.0)
    assert (_changes(changed)[0].heading_deg, _changes(unknown)[0].heading_deg) == (90.0, None)


def test_two_changes_of_one_thing_join() -> None:
    project = edits.change_existing(quarter(), "cctv", 0, at_m=(X, Y))
    project = edits.change_existing(project, "cctv", 0, height_m=4.0)
    project = edits.change_existing(project, "cctv", 1, gone=True)
    assert [(item.of, item.at_m, item.gone) for item in _changes(project)] == [
        (("cctv", 0), (X, Y), False), (("cctv", 1), (X - 100, Y + 3), True),
    ]  # fmt: skip
    assert dict(_changes(project)[0].properties)["height_m"] == 4.0


def test_what_was_taken_away_keeps_its_changes_when_it_is_put_back() -> None:
    project = edits.change_existing(quarter(), "cctv", 0, height_m=4.0)
    gone = edits.change_existing(project, "cctv", 0, gone=True)
    back = edits.change_existing(gone, "cctv", 0)
    assert _changes(gone)[0].gone and not _changes(back)[0].gone
    assert dict(_changes(back)[0].properties)["height_m"] == 4.0


def test_putting_back_as_the_file_says_is_taking_the_change_away() -> None:
    project = edits.change_existing(quarter(), "cctv", 0, height_m=4.0, at_m=(X, Y))
    assert _changes(edits.remove(project, _changes(project)[0].id)) == ()


def test_a_property_given_as_none_goes_back_to_the_file() -> None:
    project = edits.change_existing(edits.change_existing(quarter(), "cctv", 0, height_m=4.0), "cctv", 0, height_m=None)
    assert "height_m" not in dict(_changes(project)[0].properties)


@pytest.mark.parametrize("row", [-1, 2, 99])
def test_a_row_that_is_not_there_cannot_be_changed(row: int) -> None:
    with pytest.raises(BadInput):
        edits.change_existing(quarter(), "cctv", row, gone=True)


def test_changes_are_undone_redone_and_there_after_opening_again(tmp_path: Path) -> None:
    path = quarter_file(tmp_path / "quarter.gpkg")
    session = Session.open(path, KINDS)
    session.edit("turn", edits.change_existing, "cctv", 0, heading_deg=200.0)
    session.edit("take away", edits.change_existing, "cctv", 1, gone=True)
    whole = _changes(session.project)
    session.undo()
    assert len(_changes(session.project)) == 1
    session.redo()
    assert _changes(session.project) == whole
    session.close()
    again = Session.open(path, KINDS)
    assert _changes(again.project) == whole and [item.of for item in whole] == [("cctv", 0), ("cctv", 1)]
    again.close()


def test_a_drag_of_an_existing_thing_is_one_step(tmp_path: Path) -> None:
    session = Session.open(quarter_file(tmp_path / "quarter.gpkg"), KINDS)
    for east in range(5):
        session.edit("move", edits.change_existing, "cctv", 0, at_m=(X + east, Y), merge="move cctv/0")
    assert _changes(session.project)[0].at_m == (X + 4, Y)
    session.undo()
    assert session.project.shown is None
    session.close()
