"""Edits of base maps: ids of their own, order, strength, points; any run of them keeps the list sound."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import edits
from app.errors import BadInput
from app.model import Basemap, Project

EMPTY = Project("p", "p")


def base(name: str, form: str = "image") -> Basemap:
    return Basemap("", name, f"{name}.tif", form)


def ids(project: Project) -> list[str]:
    return [one.id for one in project.basemaps]


def test_maps_come_on_top_each_once_and_a_file_added_again_takes_its_own_place() -> None:
    project = edits.add_basemaps(EMPTY, [base("a"), base("b")])
    project = edits.fade_basemap(edits.show_basemap(project, "basemap-1", False), "basemap-1", 0.3)
    again = edits.add_basemaps(project, [replace(base("a"), credit="국토부")])
    assert ids(again) == ["basemap-1", "basemap-2"] and (again.basemaps[0].opacity, again.basemaps[0].visible, again.basemaps[0].credit) == (0.3, True, "국토부")


def test_what_makes_no_sense_is_refused() -> None:
    project = edits.add_basemaps(EMPTY, [base("a"), base("s", "scan")])
    for change in (
        lambda: edits.fade_basemap(project, "basemap-1", float("nan")), lambda: edits.remove_basemap(project, "none"),
        lambda: edits.rename_basemap(project, "basemap-1", "  "), lambda: edits.place_basemap(project, "basemap-1", [(0, 0, 0, 0)] * 3),
        lambda: edits.place_basemap(project, "basemap-2", [(0, 0, 0, 0)] * 3),
    ):  # fmt: skip
        with pytest.raises(BadInput):
            change()
    assert len(edits.credit_basemap(project, "basemap-1", "x\n y" * 900).basemaps[0].credit) == 200


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("add", "drop", "order", "fade")), st.integers(0, 5), st.integers(-3, 9)), max_size=20))
def test_any_run_of_edits_keeps_ids_apart_and_strengths_within_bounds(steps: list[tuple[str, int, int]]) -> None:
    project = EMPTY
    for what, which, value in steps:
        id = ids(project)[which % len(ids(project))] if ids(project) else ""
        if what == "add":
            project = edits.add_basemaps(project, [base(f"m{which}")])
        elif id and what == "drop":
            project = edits.remove_basemap(project, id)
        elif id and what == "order":
            before = sorted(ids(project))
            project = edits.order_basemap(project, id, value)
            assert sorted(ids(project)) == before and ids(project)[min(max(value, 0), len(before) - 1)] == id
        elif id:
            project = edits.fade_basemap(project, id, value / 4)
    assert len(set(ids(project))) == len(ids(project)) and all(0 <= one.opacity <= 1 for one in project.basemaps)
