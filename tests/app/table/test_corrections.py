"""Cells set right: the import stays, undo takes them back, the file keeps them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from window_pieces import BY_KEY, quarter, quarter_file

from app import edits
from app.errors import BadInput
from app.session import Session

KINDS = tuple(BY_KEY.values())


def test_a_corrected_cell_shows_in_the_frame_and_the_import_stays() -> None:
    after = edits.correct(quarter(), "cctv", [(0, "name", "정문"), (1, "heading_deg", 45.0)]).layer("cctv")
    assert after.frame["name"].tolist() == ["정문", "방범-002"] and after.frame["heading_deg"].tolist() == [90.0, 45.0]
    assert after.bulk["name"].tolist() == ["방범-001", "방범-002"] and after.corrections == ((0, "name", "정문"), (1, "heading_deg", 45.0))


def test_the_imported_value_again_is_no_correction() -> None:
    once = edits.correct(quarter(), "cctv", [(0, "name", "정문")])
    back = edits.correct(once, "cctv", [(0, "name", "방범-001")])
    assert back == quarter() and back.layer("cctv").base is None


def test_all_corrections_of_a_layer_can_be_put_back() -> None:
    once = edits.correct(quarter(), "cctv", [(0, "name", "정문"), (1, "name", "후문")])
    assert edits.uncorrect(once, "cctv", [(0, "name")]).layer("cctv").corrections == ((1, "name", "후문"),)
    assert edits.uncorrect(once, "cctv") == quarter()


def test_an_emptied_whole_number_keeps_its_column_a_column_of_numbers() -> None:
    after = edits.correct(quarter(), "cctv", [(0, "cameras", None)]).layer("cctv")
    assert after.frame["cameras"].isna().tolist() == [True, False] and str(after.frame["cameras"].dtype) == "Int64"


@pytest.mark.parametrize(("row", "column", "value"), [(9, "name", "x"), (-1, "name", "x"), (0, "geometry", "x"), (0, "no", "x"), (0, "name", [1]), (0, "cameras", float("nan"))])
def test_what_names_no_cell_or_is_no_value_is_refused(row: int, column: str, value: object) -> None:
    with pytest.raises(BadInput):
        edits.correct(quarter(), "cctv", [(row, column, value)])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["name", "address"]), st.text(max_size=3)), max_size=8))
def test_the_last_word_on_a_cell_holds(cells: list) -> None:
    after = edits.correct(quarter(), "cctv", cells).layer("cctv")
    for (row, column), value in {(row, column): value for row, column, value in cells}.items():
        assert after.frame[column].iloc[row] == value


def test_corrections_are_undone_and_survive_a_restart(tmp_path: Path) -> None:
    session = Session.open(quarter_file(tmp_path / "q.gpkg"), KINDS)
    session.edit("고침", edits.correct, "cctv", [(0, "name", "정문"), (0, "cameras", None)])
    session.close()
    again = Session.open(tmp_path / "q.gpkg", KINDS)
    assert again.project.layer("cctv").frame["name"].iloc[0] == "정문" and again.project.layer("cctv").bulk["name"].iloc[0] == "방범-001"
    again.close()
