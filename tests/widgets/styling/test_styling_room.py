"""The look of layers changed through the real window."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from window_pieces import opened, settled

from app.styles import style_of

pytestmark = pytest.mark.usefixtures("korean")


@pytest.fixture
def w(qtbot, tmp_path):
    made = opened(qtbot, tmp_path)
    yield made
    made.close()


def style(w, id: str):
    return style_of(w.desk.project.layer(id))


def choose(box, value) -> None:
    place = box.findData(value)
    assert place >= 0, value
    box.setCurrentIndex(place)
    box.activated.emit(place)


def test_a_click_on_the_swatch_opens_the_page_and_a_colour_shows_at_once(qtbot, w) -> None:
    w.layer_panel.style_wanted.emit("cctv")
    page = w.styling.page
    assert w.inspector.page == "style" and page.title.text().endswith("Cctv")
    board = page.look.color.open_board()
    button = next(one for one in board.buttons if one.toolTip() == "#d55e00")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert style(w, "cctv").color == "#d55e00" and page.look.color.ink == "#d55e00"
    w.desk.undo()
    assert w.desk.project.layer("cctv").style == () and page.look.color.ink != "#d55e00"


def test_streets_are_coloured_by_their_width_and_map_list_and_legend_agree(qtbot, w) -> None:
    w.styling.open("streets")
    page = w.styling.page
    choose(page.by, "graduated")
    settled(qtbot, w)
    assert style(w, "streets").column == "width_m" and [one[0] for one in style(w, "streets").classes] == [4.0, 6.0]
    legend = [item.text for item in w.map.legend.items if item.layer == "streets"]
    listed = [row.name for row in w.layer_panel.list.model().rows if row.item is not None and row.layer.id == "streets"]
    assert legend[1:] == listed == ["4 이하", "4 초과"]


def test_a_bound_set_by_hand_stays_and_a_falling_one_is_refused_in_words(qtbot, w) -> None:
    w.styling.open("streets")
    page = w.styling.page
    choose(page.by, "graduated")
    settled(qtbot, w)
    field = page.classes._rows[0][1]
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert style(w, "streets").classes[0][0] == 5.0 and style(w, "streets").method == "given"
    field = page.classes._rows[0][1]
    field.selectAll()
    qtbot.keyClicks(field, "99")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert "커져야" in page.classes.trouble.text() and style(w, "streets").classes[0][0] == 5.0


def test_categories_take_the_words_of_the_planner(qtbot, w) -> None:
    w.styling.open("cctv")
    page = w.styling.page
    choose(page.by, "categories")
    settled(qtbot, w)
    choose(page.column, "heading_text")
    settled(qtbot, w)
    assert [one[0] for one in style(w, "cctv").classes] == ["동"]
    words = page.classes._rows[0][2]
    words.setFocus()
    words.insert("동쪽을 보는 카메라")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert "동쪽을 보는 카메라" in [item.text for item in w.map.legend.items]
    assert "값 없음" in [item.text for item in w.map.legend.items]


def test_dongs_and_streets_are_coloured_by_a_measure_and_follow_the_study(qtbot, w) -> None:
    for id in ("neighborhoods", "streets"):
        w.styling.open(id)
        choose(w.styling.page.by, "measure")
        settled(qtbot, w)
        drawn = next(layer for layer in w.styling.dressed(w.desk.project.layers) if layer.id == id)
        values = style_of(drawn).values.array
        assert len(values) == len(drawn.frame) and (values >= 0).all() and (values <= 1).all()
        assert dict(w.desk.project.layer(id).style).get("values") is None
    legend = [item.text for item in w.map.legend.items if item.layer == "neighborhoods"]
    assert legend[1:] == ["20% 이하", "20% 초과 ~ 40%", "40% 초과 ~ 60%", "60% 초과 ~ 80%", "80% 초과"]


def test_a_slider_drawn_along_is_one_step_back(qtbot, w) -> None:
    w.styling.open("cctv")
    for value in (80, 60, 40):
        w.styling.page.look.opacity.setValue(value)
        qtbot.waitUntil(lambda value=value: abs(style(w, "cctv").opacity - value / 100) < 1e-9)
    w.desk.undo()
    assert style(w, "cctv").opacity == 1.0


def test_a_look_is_kept_applied_written_to_a_file_and_taken_from_it(qtbot, w, tmp_path, monkeypatch) -> None:
    from PySide6.QtWidgets import QInputDialog

    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: ("밤 발표용", True))
    w.styling.open("cctv")
    w.styling.change({"color": "#123456", "size_px": 22.0})
    w.styling.page.kept.buttons["keep"].click()
    assert [one.title for one in w.desk.project.styles] == ["밤 발표용"]
    w.styling.reset()
    w.styling.page.kept.buttons["apply"].click()
    assert style(w, "cctv").color == "#123456"
    file = tmp_path / "looks.json"
    w.styling.export_styles(file)
    settled(qtbot, w)
    assert json.loads(file.read_text("utf-8"))["styles"][0]["kind"] == "cctv"
    w.styling.page.kept.buttons["forget"].click()
    assert w.desk.project.styles == ()
    w.styling.import_styles(file)
    settled(qtbot, w)
    assert w.desk.project.styles[0].title == "밤 발표용"


def test_a_spoilt_file_of_looks_gets_a_sentence(qtbot, w, tmp_path) -> None:
    file = tmp_path / "looks.json"
    file.write_text("[" * 3000, "utf-8")
    heard: list[str] = []
    w.jobs.troubled.connect(heard.append)
    w.styling.import_styles(file)
    settled(qtbot, w)
    assert heard and "looks.json" in heard[0] and w.desk.project.styles == ()


def test_the_map_is_seen_through_other_eyes_and_exported_as_it_is(qtbot, w) -> None:
    from PySide6.QtGui import QColor

    normal = w.map.canvas.grab().toImage()
    w.actions_table["eyes"].trigger()
    for _ in range(3):
        w.actions_table["eyes"].trigger()
    assert w.styling.eye == "grey"
    settled(qtbot, w)
    image = w.map.canvas.grab().toImage()
    spots = [(x, y) for x in range(5, image.width(), 37) for y in range(5, image.height(), 29)]
    inks = [QColor(image.pixel(x, y)) for x, y in spots]
    assert all(ink.red() == ink.green() == ink.blue() for ink in inks)
    w.actions_table["eyes_off"].trigger()
    assert w.map.canvas.graphicsEffect() is None and w.map.canvas.grab().toImage().size() == normal.size()


def test_with_the_list_hidden_the_legend_names_the_layers(qtbot, w) -> None:
    assert "Cctv" not in [item.text for item in w.map.legend.items] and not [item for item in w.map.legend.items if item.part == "layer"]
    w.toggle("layers")
    assert [item.kind.key for item in w.map.legend.items if item.part == "layer"]
    w.toggle("layers")
    assert not [item for item in w.map.legend.items if item.part == "layer"]


def test_streets_with_colours_of_their_own_are_not_covered_by_those_of_the_measure(qtbot, w) -> None:
    assert {"unseen"} <= {role for role, _ in w.map.legend.roles}
    w.styling.open("streets")
    choose(w.styling.page.by, "measure")
    settled(qtbot, w)
    assert not {"seen", "unseen", "maybe"} & {role for role, _ in w.map.legend.roles}
    choose(w.styling.page.by, "single")
    assert {"unseen"} <= {role for role, _ in w.map.legend.roles}
