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


def test_a_layer_of_a_read_only_project_can_only_be_gone_to(qtbot) -> None:
    panel = layer_panel(qtbot)
    panel.show_layers(quarter().layers, editable=False)
    menu = panel.menu(quarter().layer("cctv"))
    assert [action.text() for action in menu.actions() if action.isEnabled()] == [tr("window.layer.zoom")]


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
