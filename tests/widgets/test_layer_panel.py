"""The list of layers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from window_pieces import quarter

from app.words import tr

pytestmark = pytest.mark.usefixtures("korean")


def layer_panel(qtbot):
    from widgets.layer_panel import LayerPanel

    panel = LayerPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 500)
    panel.show_layers(quarter().layers)
    panel.show()
    return panel


def test_a_click_on_the_eye_wishes_to_hide_the_layer(qtbot) -> None:
    panel = layer_panel(qtbot)
    with qtbot.waitSignal(panel.eye_clicked) as heard:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.eye_place("cctv"))
    assert heard.args == ["cctv", False]


def test_a_click_on_the_name_hides_nothing(qtbot) -> None:
    panel = layer_panel(qtbot)
    with qtbot.assertNotEmitted(panel.eye_clicked, wait=30):
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.eye_place("cctv") + QPoint(80, 0))


def test_space_hides_the_chosen_layer_and_enter_goes_there(qtbot) -> None:
    panel = layer_panel(qtbot)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.eye_place("cctv") + QPoint(80, 0))
    with qtbot.waitSignal(panel.eye_clicked):
        qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.zoom_wanted):
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)


def test_the_list_says_name_state_and_count_to_a_screen_reader(qtbot) -> None:
    panel = layer_panel(qtbot)
    model = panel.list.model()
    said = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "Cctv, 2개, 보임" in said


def test_a_layer_of_a_read_only_project_can_only_be_gone_to_and_read(qtbot) -> None:
    panel = layer_panel(qtbot)
    panel.show_layers(quarter().layers, editable=False)
    menu = panel.menu(quarter().layer("cctv"))
    assert [action.text() for action in menu.actions() if action.isEnabled()] == [tr("window.layer.zoom"), tr("window.command.table")]


def test_a_photometric_file_is_chosen_for_the_lamps_of_a_layer_and_taken_out(qtbot) -> None:
    from app.model import LuminaireFile
    from layers import BY_KEY

    lamps = replace(quarter().layer("cctv"), id="lamps", kind=BY_KEY["security_lights"])
    panel = layer_panel(qtbot)
    panel.show_layers((lamps,), luminaires=(LuminaireFile("a.ies", "", ("lamps",)), LuminaireFile("b.ldt", "")))
    inner = next(action.menu() for action in panel.menu(lamps).actions() if action.menu() is not None)
    named = {action.text(): action for action in inner.actions()}
    assert named["a.ies"].isChecked() and not named[tr("luminaire.default")].isChecked()
    with qtbot.waitSignal(panel.luminaire_chosen) as heard:
        named["b.ldt"].trigger()
    assert heard.args == ["lamps", "b.ldt"]
    with qtbot.waitSignal(panel.luminaire_dropped) as heard:
        named[tr("luminaire.drop", name="a.ies")].trigger()
    assert heard.args == ["a.ies"]


def coloured(*rows: tuple) -> tuple:
    layers = quarter().layers
    return tuple(replace(one, style=rows) if one.id == "streets" else one for one in layers)


def names(panel) -> list[str]:
    return [row.name for row in panel.list.model().rows]


def test_the_classes_of_a_coloured_layer_stand_beneath_it_and_fold(qtbot) -> None:
    panel = layer_panel(qtbot)
    panel.show_layers(coloured(("by", "graduated"), ("column", "width_m"), ("classes", ((4.0,), (6.0,)))))
    shown = names(panel)
    at = shown.index("Streets")
    assert shown[at + 1 : at + 3] == ["4 이하", "4 초과"]
    panel.list.setFocus()
    panel.list.setCurrentIndex(panel.list.model().index(at))
    qtbot.keyClick(panel.list, Qt.Key.Key_Left)
    assert "4 이하" not in names(panel) and panel.chosen == "streets"
    qtbot.keyClick(panel.list, Qt.Key.Key_Right)
    assert "4 이하" in names(panel)


def test_a_click_on_a_heading_folds_its_group(qtbot) -> None:
    panel = layer_panel(qtbot)
    before = names(panel)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.list.visualRect(panel.list.model().index(0)).center())
    after = names(panel)
    assert after[0] == before[0] and "Cctv" not in after
    said = panel.list.model().data(panel.list.model().index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.endswith("접힘")


def test_a_click_on_the_swatch_asks_for_the_look(qtbot) -> None:
    panel = layer_panel(qtbot)
    with qtbot.waitSignal(panel.style_wanted) as heard:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.eye_place("cctv") + QPoint(30, 0))
    assert heard.args == ["cctv"]


def test_ctrl_and_an_arrow_move_a_layer_in_the_drawing_order(qtbot) -> None:
    panel = layer_panel(qtbot)
    panel.list.setCurrentIndex(panel.list.model().index(names(panel).index("Cctv")))
    with qtbot.waitSignal(panel.moved) as heard:
        qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert heard.args == ["cctv", -1]
