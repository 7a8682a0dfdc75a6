"""What of a thing can be set by value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from window_pieces import X, Y, quarter

from app import editable, edits, things
from app.editable import FIELDS, Field
from app.errors import BadInput
from app.model import Project
from app.parameters import BY_ID, Assumptions
from app.things import Thing
from app.words import LANGUAGES, Words
from layers import BY_KEY

TABLE = Assumptions()


def _sketched(**properties: object) -> tuple[Project, str]:
    project = edits.place(quarter(), "cctv", (X, Y), heading_deg=90.0, properties=tuple(properties.items()))
    return project, project.shown.items[-1].id


def _field(kind: str, name: str) -> Field:
    return next(one for one in FIELDS[kind] if one.name == name)


def _shown(known: Thing, camera: int = 1) -> dict[str, tuple[object, str]]:
    return {one.field.name: (one.value, one.origin) for one in editable.shown(known, TABLE, camera)}


def test_a_value_nobody_gives_is_shown_as_assumed() -> None:
    project, id = _sketched()
    found = _shown(things.thing(project, id))
    assert found["height_m"] == (BY_ID["cam.height"].default, "assumed")
    assert found["heading_deg"] == (90.0, "sketched") and found["cameras"] == (1, "assumed")
    assert found["fov_deg"] == (69.7, "assumed") and found["night_m"] == (30.0, "assumed")


def test_what_the_file_says_is_shown_as_of_the_file_and_a_change_as_of_the_scenario() -> None:
    project = quarter()
    assert _shown(things.thing(project, "cctv/0"))["heading_deg"] == (90.0, "file")
    assert _shown(things.thing(project, "cctv/1"))["heading_deg"] == (None, "unknown")
    changed = things.set_value(project, "cctv/0", "height_m", 6.5)
    assert _shown(things.thing(changed, "cctv/0"))["height_m"] == (6.5, "scenario")
    assert _shown(things.thing(changed, "cctv/0"))["cameras"] == (1, "file")


def test_a_changed_assumption_is_the_one_shown() -> None:
    project, id = _sketched()
    found = editable.shown(things.thing(project, id), Assumptions({"cam.height": 4.0}))
    assert [one.value for one in found if one.field.name == "height_m"] == [4.0]


def test_a_rotating_camera_has_no_heading_and_sees_farther_by_night() -> None:
    project, id = _sketched(type="ptz")
    found = _shown(things.thing(project, id))
    assert "heading_deg" not in found and found["night_m"][0] == BY_ID["cam.night_range_ptz"].default


@pytest.mark.parametrize(
    ("text", "type"), [("회전형", "ptz"), ("어안", "fisheye"), ("고정형", "fixed"), (None, "fixed"), ("multi", "multi")]
)
def test_the_words_of_files_name_the_type(text: str | None, type: str) -> None:
    assert things.camera_type(text) == type


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [("height_m", "6,5".replace(",", "."), 6.5), ("height_m", " 6 m ", 6.0), ("height_m", "", None), ("cameras", "3", 3),
     ("heading_deg", "남동", 135.0), ("heading_deg", "-90", 270.0), ("heading_deg", "120°", 120.0), ("pixels_px", "200만 화소", 2_000_000.0)],
)  # fmt: skip
def test_what_is_typed_is_understood(name: str, text: str, value: object) -> None:
    assert editable.typed(_field("cctv", name), text) == value


@pytest.mark.parametrize(
    ("kind", "name", "text", "says"),
    [("cctv", "height_m", "높게", "수가 아닙니다"), ("cctv", "height_m", "80", "1에서 30m"), ("cctv", "cameras", "2.5", "자연수"),
     ("cctv", "heading_deg", "저쪽", "방위"), ("cctv", "heading_deg", "400", "방위"), ("shelters", "hours", "아마도", "운영 시간"),
     ("cctv", "pixels_px", "1", "4에서 6,400만 화소")],
)  # fmt: skip
def test_what_cannot_be_is_said_in_a_sentence(kind: str, name: str, text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        editable.typed(_field(kind, name), text)


def test_hours_of_the_day_and_round_the_clock_are_taken() -> None:
    assert [editable.typed(_field("shelters", "hours"), text) for text in ("24시간", "09:00~22:00")] == ["24시간", "09:00~22:00"]


def test_cameras_added_to_a_sketched_mast_look_further_round_and_those_taken_off_are_forgotten() -> None:
    project, id = _sketched()
    four = things.set_value(project, id, "cameras", 4)
    assert things.headings(things.thing(four, id)) == (90.0, 180.0, 270.0, 0.0)
    two = things.set_value(four, id, "cameras", 2)
    assert things.headings(things.thing(two, id)) == (90.0, 180.0)
    assert things.set_value(things.set_value(two, id, "2.heading_deg", 200.0), id, "cameras", 3).shown.items[-1].properties[1] == (
        "2.heading_deg", 200.0,
    )  # fmt: skip


def test_headings_named_in_the_file_are_those_of_its_cameras() -> None:
    project = quarter()
    frame = project.layer("cctv").frame.assign(heading_deg=[None, None], heading_text=["동, 남서", ""])
    layer = project.layer("cctv")
    project = project.with_layer(type(layer)(layer.id, layer.kind, layer.title, layer.source, 2, frame=frame))
    assert things.headings(things.thing(project, "cctv/0")) == (90.0, 225.0)
    assert _shown(things.thing(project, "cctv/0"), 2)["heading_deg"][0] == 225.0


def test_a_thing_is_the_same_by_its_row_and_by_its_change() -> None:
    project = things.carry(quarter(), "cctv/0", (X + 50, Y))
    by_row, by_item = things.thing(project, "cctv/0"), things.thing(project, project.shown.items[0].id)
    assert by_row == by_item and by_row.moved and by_row.was_m == (X + 5, Y + 3) and by_row.id == "item-1"


def test_an_existing_thing_is_taken_away_and_put_back() -> None:
    gone = things.take_away(quarter(), "cctv/0")
    assert things.thing(gone, "cctv/0").gone
    back = things.put_back(gone, "cctv/0")
    assert not things.thing(back, "cctv/0").gone and back.shown.items == ()


def test_a_sketched_thing_is_taken_away_for_good() -> None:
    project, id = _sketched()
    with pytest.raises(BadInput):
        things.thing(things.take_away(project, id), id)


def test_a_heading_goes_back_to_what_the_file_says() -> None:
    project = things.turn(quarter(), "cctv/0", 10.0)
    assert things.thing(things.turn(project, "cctv/0", None), "cctv/0").heading_deg == 90.0
    project = things.turn(quarter(), "cctv/1", 10.0)
    assert things.thing(things.turn(project, "cctv/1", None), "cctv/1").heading_deg is None


def test_a_lens_typed_after_an_angle_of_view_is_what_holds() -> None:
    project, id = _sketched(fov_deg=100.0)
    assert "fov_deg" not in things.thing(things.set_value(project, id, "focal_mm", 8.0), id).values


@given(st.floats(-360.0, 360.0))
def test_any_bearing_typed_comes_out_between_north_and_north(bearing: float) -> None:
    assert 0.0 <= editable.typed(_field("cctv", "heading_deg"), f"{bearing:.3f}") <= 360.0


def test_every_field_names_a_known_assumption_and_has_its_words() -> None:
    fields = [one for fields in FIELDS.values() for one in fields]
    assert [one.name for one in fields if one.parameter and one.parameter not in BY_ID] == []
    keys = {f"editing.field.{one.name}" for one in fields} | {f"editing.unit.{one.unit}" for one in fields if one.unit not in ("", "count")}
    keys |= {f"editing.choice.{one.name}.{value}" for one in fields for value in one.choices}
    assert [(language, key) for language in LANGUAGES for key in sorted(keys) if not Words(language).known(key)] == []


def test_every_kind_with_values_is_a_kind_of_layer() -> None:
    assert set(FIELDS) <= set(BY_KEY)
