"""What a style is, and what becomes of spoilt ones."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import edits
from app.errors import BadInput
from app.files.style_files import read_styles, write_styles
from app.model import Layer, Project, SavedStyle, Source
from app.styles import checked, class_words, style_of
from layers import BY_KEY


def layer(*style: tuple, key: str = "cctv") -> Layer:
    return Layer(key, BY_KEY[key], key, Source(""), style=style)


def test_what_the_planner_changed_lies_over_the_kind() -> None:
    assert style_of(layer(("color", "#FF0000"), ("size_px", 9))).color == "#ff0000"
    assert style_of(layer()) is BY_KEY["cctv"].style


@pytest.mark.parametrize("pair", [
    ("color", "red"), ("color", None), ("color", "#12"), ("size_px", "thick"), ("size_px", float("nan")), ("size_px", 1e9), ("opacity", True),
    ("symbol", "skull"), ("letter_ko", "가나다"), ("classes", 5), ("classes", ((3.0,), (1.0,))), ("classes", (({},),)), ("classes", ((1.0, "blue"),)),
    ("classes", tuple((float(n),) for n in range(40))), ("unheard_of", 1), ("values", 3), ("ramp", "<b>"), ("classes", ((1.0,), ("a",))),
])  # fmt: skip
def test_a_spoilt_value_is_passed_over_on_the_map_and_refused_in_an_edit(pair: tuple) -> None:
    assert style_of(layer(pair)) == BY_KEY["cctv"].style
    project = Project("p", "p", layers=(layer(),))
    if pair[1] is not None and pair[0] != "values":
        with pytest.raises(BadInput, match=r"\w"):
            edits.style_layer(project, "cctv", **{pair[0]: pair[1]})


JSON = st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=4) | st.integers(), lambda inner: st.lists(inner, max_size=3), max_leaves=5)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(["color", "classes", "size_px", "by", "column", "flipped", "label"]), JSON), max_size=4))
def test_whatever_a_file_says_a_layer_has_a_style(pairs: list) -> None:
    def frozen(value: object) -> object:
        return tuple(frozen(one) for one in value) if isinstance(value, list) else value

    style = style_of(layer(*((name, frozen(value)) for name, value in pairs)))
    assert style.symbol == BY_KEY["cctv"].style.symbol and style.size_px > 0


def test_a_style_survives_json_and_comes_back_the_same() -> None:
    project = Project("p", "p", layers=(layer(),))
    classes = ((1.5, "#112233", "조금", "square"), (9.0, "", "", ""))
    styled = edits.style_layer(project, "cctv", by="graduated", column="cameras", classes=classes).layer("cctv")

    def frozen(value: object) -> object:
        return tuple(frozen(one) for one in value) if isinstance(value, list) else value

    again = replace(styled, style=frozen(json.loads(json.dumps(styled.style))))
    assert again == styled and style_of(again).classes == classes


def test_going_back_to_the_kinds_own_value_leaves_nothing_behind() -> None:
    project = edits.style_layer(Project("p", "p", layers=(layer(),)), "cctv", color="#000000", size_px=30)
    project = edits.style_layer(project, "cctv", color=None, size_px=BY_KEY["cctv"].style.size_px)
    assert project.layer("cctv").style == ()


def test_a_kept_look_is_for_layers_of_its_kind_and_its_name_is_its_own() -> None:
    project = Project("p", "p", layers=(layer(("color", "#111111")), layer(key="police")))
    project = edits.keep_style(project, "cctv", " 밤 ")
    assert project.styles == (SavedStyle("밤", "cctv", (("color", "#111111"),)),)
    with pytest.raises(BadInput, match="밤"):
        edits.apply_style(project, "police", "밤")
    project = edits.keep_style(edits.style_layer(project, "cctv", size_px=30), "cctv", "낮")
    with pytest.raises(BadInput, match="낮"):
        edits.rename_style(project, "cctv", "밤", "낮")
    assert [one.title for one in edits.forget_style(project, "cctv", "밤").styles] == ["낮"]
    assert edits.apply_style(edits.reset_style(project, "cctv"), "cctv", "밤").layer("cctv").style == (("color", "#111111"),)


def test_looks_go_to_a_file_and_come_back(tmp_path) -> None:
    looks = (SavedStyle("밤", "cctv", (("by", "graduated"), ("classes", ((1.0, "", "", ""), (2.0, "#aabbcc", "많음", ""))))), SavedStyle("낮", "police"))
    assert write_styles(tmp_path / "a.json", looks) == 2 and read_styles(tmp_path / "a.json") == looks


@pytest.mark.parametrize("text", ["", "{}", "[[", '{"form": "golmok styles", "styles": []}', '{"form": "golmok styles", "styles": [1]}', "[" * 5000,
    '{"form": "golmok styles", "styles": [{"title": "a", "kind": "cctv", "style": [["color", "<b>"]]}]}',
    '{"form": "golmok styles", "styles": [{"title": "a", "kind": "cctv", "style": [["size_px", NaN]]}]}',
    '{"form": "golmok styles", "styles": [{"title": "a", "kind": "cctv", "style": [["classes", [[{"x": 1}]]]]}]}'])  # fmt: skip
def test_a_spoilt_file_of_looks_is_refused_with_its_name(tmp_path, text: str) -> None:
    (tmp_path / "b.json").write_text(text, "utf-8")
    with pytest.raises(BadInput) as caught:
        read_styles(tmp_path / "b.json")
    assert "b.json" in str(caught.value)


def test_a_file_of_looks_that_is_too_large_is_not_read(tmp_path) -> None:
    (tmp_path / "c.json").write_bytes(b" " * 1_000_001)
    with pytest.raises(BadInput, match="1 MB"):
        read_styles(tmp_path / "c.json")


def test_the_legend_says_between_which_values_a_class_lies() -> None:
    style = style_of(layer(("by", "graduated"), ("classes", ((4.5,), (12000.0,), (50000.0,)))))
    assert [class_words(style, number, "ko") for number in range(3)] == ["4.5 이하", "4.5 초과 ~ 12,000", "12,000 초과"]
    named = style_of(layer(("by", "categories"), ("classes", (("LED",), ("true",), ("x", "", "기타 등")))))
    assert [class_words(named, number, "ko") for number in range(3)] == ["LED", "예", "기타 등"]
    assert checked("classes", [["a"]]) == (("a", "", "", ""),)
