"""Placing what the catalogue holds, and writing down what no measure counts."""

from __future__ import annotations

import math

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from project_pieces import layer, points

from app import edits
from app.errors import BadInput
from app.kinds import LayerKind, Style
from app.model import Layer, Project, Source
from app.study import question

EMPTY = Project("p", "계획")
WALLS = LayerKind("barriers", "LineString", "base", (), Style("line", "#123456"), serves=("barriers",))


def placed(*args: object, **values: object) -> Project:
    return edits.place(EMPTY, *args, **values)


def test_an_entry_brings_its_kind_and_its_defaults() -> None:
    item = placed("", (1, 2), entry="smart_crossing", properties=[("name", "가")]).shown.items[-1]
    assert (item.kind, item.entry) == ("crossings", "smart_crossing")
    assert dict(item.properties) == {"signal": True, "floor_signal": True, "name": "가"}


def test_the_plain_entry_of_a_kind_stays_unsaid() -> None:
    assert placed("", (1, 2), entry="cctv").shown.items == placed("cctv", (1, 2)).shown.items


def test_what_joins_no_layer_has_its_entrys_name_as_its_kind() -> None:
    item = placed("", (1, 2), entry="convex_mirror").shown.items[-1]
    assert (item.kind, item.entry) == ("convex_mirror", "")


def test_a_line_is_carried_by_its_middle() -> None:
    item = placed("safe_routes", path_m=[(0, 0), (10, 0), (10, 30)]).shown.items[-1]
    assert item.at_m == (10, 10) and item.path_m == ((0, 0), (10, 0), (10, 30))


def test_an_area_forgets_the_corner_that_closes_it_and_is_carried_by_a_point_inside() -> None:
    horseshoe = [(0, 0), (30, 0), (30, 30), (20, 30), (20, 10), (10, 10), (10, 30), (0, 30), (0, 0)]
    item = placed("", entry="vacant_house_reused", path_m=horseshoe).shown.items[-1]
    assert len(item.path_m) == 8 and shapely.Polygon(item.path_m).contains(shapely.Point(item.at_m))


@pytest.mark.parametrize("path", [[(0, 0)], [(1, 1), (1, 1)], [(0, 0), (math.nan, 1)], [(0, 0), (math.inf, 1)]])
def test_a_line_without_two_places_is_refused(path: list[tuple[float, float]]) -> None:
    with pytest.raises(BadInput):
        placed("safe_routes", path_m=path)


def test_an_area_without_three_places_is_refused() -> None:
    with pytest.raises(BadInput, match="세 개"):
        placed("", entry="area_package", path_m=[(0, 0), (1, 1), (0, 0)])


def test_an_entry_nobody_knows_is_refused_by_name() -> None:
    with pytest.raises(BadInput, match="드론"):
        placed("", (0, 0), entry="드론")


def test_nothing_is_placed_nowhere() -> None:
    with pytest.raises(BadInput):
        placed("cctv")


def test_what_is_written_beside_a_thing_is_kept_one_by_one() -> None:
    project = edits.annotate(placed("cctv", (1, 2), note="앞"), "item-1", status="planned")
    item = edits.annotate(project, "item-1", year=2027, photos=("ab", "ab", "cd")).shown.items[-1]
    assert (item.note, item.status, item.year, item.photos) == ("앞", "planned", 2027, ("ab", "cd"))


@pytest.mark.parametrize("values", [{"status": "built"}, {"year": 27}, {"year": 2027.5}, {"year": 9999}, {"photos": [f"{n}" for n in range(13)]}])
def test_what_cannot_be_written_down_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        edits.annotate(placed("cctv", (1, 2)), "item-1", **values)


def test_notes_status_and_what_joins_no_layer_ask_no_new_question() -> None:
    before = placed("cctv", (1, 2))
    after = edits.annotate(edits.place(before, "", (5, 5), entry="convex_mirror"), "item-1", status="approved", note="가", year=2027)
    assert question(before).key == question(after).key


def test_a_wall_that_is_opened_changes_in_the_scenario_and_is_counted_as_what_was_done() -> None:
    frame = points(1).set_geometry([shapely.LineString([(0, 0), (10, 0)])])
    project = EMPTY.with_layer(Layer("walls", WALLS, "담장", Source("w.csv"), frame=frame))
    done = edits.apply(project, "walls", 0, "fence_opened").shown.items[-1]
    assert (done.of, done.entry, dict(done.properties)["see_through"]) == (("walls", 0), "fence_opened", True)


def test_an_entry_is_not_done_to_what_it_does_not_belong_to() -> None:
    with pytest.raises(BadInput):
        edits.apply(edits.add_layers(EMPTY, [layer("c")]), "c", 0, "fence_opened")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), min_size=3, max_size=9), st.sampled_from(["note_area", "note_freehand"]))
def test_whatever_is_drawn_is_carried_by_a_place_within_its_box_or_refused(path: list[tuple[int, int]], entry: str) -> None:
    try:
        item = placed("", entry=entry, path_m=path).shown.items[-1]
    except BadInput:
        assert len(set(path)) < 3
        return
    west, south, east, north = shapely.LineString(item.path_m).bounds
    assert west - 1e-6 <= item.at_m[0] <= east + 1e-6 and south - 1e-6 <= item.at_m[1] <= north + 1e-6
