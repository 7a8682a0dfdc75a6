"""Edits: functions from project to project."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from project_pieces import BUILDINGS, CCTV, KINDS, OTHER, layer

from app import edits
from app.errors import BadInput
from app.model import Project
from app.words import tr

EMPTY = Project("p", "계획")


def _sketched() -> Project:
    return edits.place(edits.place(EMPTY, "cctv", (1, 2), heading_deg=90, properties=[("cameras", 2)]), "mailboxes", (3, 4))


# Layers


def test_layers_come_in_below_those_that_are_drawn_later() -> None:
    project = edits.add_layers(EMPTY, [layer("c", CCTV), layer("o", OTHER)], KINDS)
    project = edits.add_layers(project, [layer("b", BUILDINGS), layer("c2", CCTV)], KINDS)
    assert [known.id for known in project.layers] == ["b", "c", "c2", "o"]


def test_without_the_order_of_kinds_areas_lie_below_points() -> None:
    project = edits.add_layers(EMPTY, [layer("c", CCTV), layer("b", BUILDINGS)])
    assert [known.id for known in project.layers] == ["b", "c"]


def test_the_first_of_an_exclusive_kind_goes_on_counting() -> None:
    project = edits.add_layers(EMPTY, [layer("b1", BUILDINGS), layer("b2", BUILDINGS), layer("c1"), layer("c2")], KINDS)
    assert [known.id for known in project.layers if known.counted] == ["b1", "c1", "c2"]


def test_counting_another_of_an_exclusive_kind_stops_counting_the_first() -> None:
    project = edits.add_layers(EMPTY, [layer("b1", BUILDINGS), layer("b2", BUILDINGS)], KINDS)
    assert [known.id for known in edits.count_layer(project, "b2").counted("walls")] == ["b2"]
    assert edits.count_layer(project, "b1", False).counted("walls") == ()


def test_a_layer_of_a_known_id_takes_the_place_of_the_old_one() -> None:
    project = edits.add_layers(EMPTY, [layer("a"), layer("b")])
    project = edits.add_layers(project, [layer("a", seed=7, revision=2)])
    assert [(known.id, known.revision) for known in project.layers] == [("a", 2), ("b", 1)]


def test_a_layer_can_be_hidden_renamed_styled_moved_and_taken_out() -> None:
    project = edits.add_layers(EMPTY, [layer("a"), layer("b"), layer("c")])
    assert not edits.show_layer(project, "a", False).layer("a").visible
    assert edits.rename_layer(project, "a", " 새 이름 ").layer("a").title == "새 이름"
    styled = edits.style_layer(edits.style_layer(project, "a", color="#fff", size_px=8), "a", color=None)
    assert styled.layer("a").style == (("size_px", 8),)
    assert [known.id for known in edits.order_layer(project, "a", 99).layers] == ["b", "c", "a"]
    assert [known.id for known in edits.order_layer(project, "c", 0).layers] == ["c", "a", "b"]
    assert [known.id for known in edits.remove_layer(project, "b").layers] == ["a", "c"]


def test_free_ids_count_up() -> None:
    project = edits.add_layers(EMPTY, [layer("cctv"), layer("cctv_2")])
    assert (edits.free_id(project, "cctv"), edits.free_id(project, "streets")) == ("cctv_3", "streets")


# Scenarios and what is sketched in them


def test_placing_without_a_scenario_begins_one_and_shows_it() -> None:
    project = edits.place(EMPTY, "cctv", (1, 2))
    assert project.shown.title == tr("project.first_scenario") and project.shown.items[0].at_m == (1.0, 2.0)


def test_placing_while_what_exists_is_shown_begins_another_scenario() -> None:
    project = edits.place(edits.choose_scenario(_sketched(), ""), "cctv", (1, 2))
    assert [len(scenario.items) for scenario in project.scenarios] == [2, 1] and len({s.title for s in project.scenarios}) == 2


def test_titles_of_new_scenarios_never_repeat() -> None:
    project = EMPTY
    for _ in range(40):
        project = edits.add_scenario(project)
    assert len({scenario.title for scenario in project.scenarios}) == 40


def test_a_copy_holds_the_same_items_and_changes_alone() -> None:
    project = edits.add_scenario(_sketched(), "나", copy_of="scenario-1")
    project = edits.move(project, "item-1", (50, 60))
    assert [scenario.items[0].at_m for scenario in project.scenarios] == [(1.0, 2.0), (50.0, 60.0)]


def test_a_sketched_thing_can_be_moved_aimed_changed_and_taken_away() -> None:
    project = _sketched()
    assert edits.item(edits.move(project, "item-1", (9, 8)), "item-1").at_m == (9.0, 8.0)
    assert edits.item(edits.aim(project, "item-1", -90), "item-1").heading_deg == 270.0
    assert edits.item(edits.aim(project, "item-1", None), "item-1").heading_deg is None
    changed = edits.item(edits.change(project, "item-1", note="정문", cameras=None, height_m=4.5), "item-1")
    assert (changed.note, changed.properties) == ("정문", (("height_m", 4.5),))
    assert [item.id for item in edits.remove(project, "item-1").shown.items] == ["item-2"]
    assert edits.remove(project, "item-1", "item-2").shown.items == ()


def test_an_id_is_not_given_twice_while_it_is_in_use() -> None:
    project = edits.place(edits.remove(_sketched(), "item-1"), "cctv", (0, 0))
    assert [item.id for item in project.shown.items] == ["item-2", "item-3"]


def test_a_scenario_taken_out_is_no_longer_shown() -> None:
    project = edits.remove_scenario(_sketched(), "scenario-1")
    assert (project.scenarios, project.scenario) == ((), "")


def test_scenarios_have_titles_and_notes() -> None:
    project = edits.note_scenario(edits.rename_scenario(_sketched(), "scenario-1", "가"), "scenario-1", "주민 의견")
    assert (project.shown.title, project.shown.note) == ("가", "주민 의견")


# The rest


def test_an_assumption_is_changed_within_its_range_and_goes_back_to_its_default() -> None:
    project = edits.set_parameter(edits.set_parameter(EMPTY, "refuge.radius", 300), "cam.height", 6)
    assert project.parameters == (("cam.height", 6.0), ("refuge.radius", 300.0))
    assert edits.set_parameter(project, "cam.height", 5.0).parameters == (("refuge.radius", 300.0),)
    assert edits.set_parameter(project, "cam.height", None).parameters == (("refuge.radius", 300.0),)
    assert edits.reset_parameters(project) == EMPTY


def test_views_are_kept_replaced_and_forgotten() -> None:
    project = edits.remember_view(edits.remember_view(EMPTY, "시장", (1, 2), 0.5), "학교", (3, 4), 1)
    assert [view.id for view in project.views] == ["view-1", "view-2"]
    assert edits.remember_view(project, "정문", (9, 9), 2, id="view-1").views[0].title == "정문"
    assert edits.forget_view(project, "view-1").views == project.views[1:]


def test_the_project_has_a_name_and_a_district() -> None:
    project = edits.choose_district(edits.rename(EMPTY, "망원동"), "11440")
    assert (project.name, project.district) == ("망원동", "11440")


@pytest.mark.parametrize("wrong", [
    lambda p: edits.remove_layer(p, "?"), lambda p: edits.show_layer(p, "?"), lambda p: edits.choose_scenario(p, "?"),
    lambda p: edits.remove_scenario(p, "?"), lambda p: edits.move(p, "?", (0, 0)), lambda p: edits.remove(p, "item-1", "?"),
    lambda p: edits.forget_view(p, "?"), lambda p: edits.add_scenario(p, copy_of="?"), lambda p: edits.aim(EMPTY, "item-1", 0),
    lambda p: edits.rename(p, "  "), lambda p: edits.move(p, "item-1", (math.nan, 0)), lambda p: edits.aim(p, "item-1", math.inf),
    lambda p: edits.set_parameter(p, "?", 1), lambda p: edits.set_parameter(p, "cam.height", 100),
    lambda p: edits.set_parameter(p, "cam.height", math.nan), lambda p: edits.remember_view(p, "x", (0, 0), 0),
])
def test_what_cannot_be_done_is_said(wrong: Callable[[Project], Project]) -> None:
    with pytest.raises(BadInput):
        wrong(_sketched())


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_heading_becomes_a_bearing(heading_deg: float) -> None:
    assert 0.0 <= edits.item(edits.aim(_sketched(), "item-1", heading_deg), "item-1").heading_deg < 360.0
