"""What can be placed: all of the catalogue, found by group or by word."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from window_pieces import BY_KEY

from app.catalogue import entries

LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.usefixtures("korean")


@pytest.fixture
def palette(qtbot):
    from widgets.sketch.sketch_palette import SketchPalette

    ground = QWidget()
    ground.resize(800, 600)
    qtbot.addWidget(ground)
    made = SketchPalette(tuple(BY_KEY.values()), ground)
    ground.show()
    yield made
    ground.close()


def shown(palette) -> list[str]:
    return [key for key, button in palette._buttons.items() if button.isVisible()]


def test_the_palette_holds_the_whole_catalogue_and_so_does_the_table_of_commands(palette) -> None:
    from widgets.commands import COMMANDS, SKETCHED

    assert set(palette._buttons) == {one.key for one in entries()} == set(SKETCHED)
    assert {f"place.{one.key}" for one in entries()} <= {command.id for command in COMMANDS}


def test_a_click_takes_an_entry_and_a_second_one_puts_it_back(qtbot, palette) -> None:
    with qtbot.waitSignal(palette.taken) as heard:
        qtbot.mouseClick(palette._buttons["cctv"], LEFT)
    assert heard.args == ["cctv"]
    palette.show_taken("cctv")
    with qtbot.waitSignal(palette.taken) as heard:
        qtbot.mouseClick(palette._first["cctv"], LEFT)
    assert heard.args == [""]


def test_the_palette_is_never_higher_than_the_map_of_a_small_laptop(qtbot, palette) -> None:
    assert palette.height() < 600 - 2 * 16
    palette.parentWidget().resize(800, 430)
    qtbot.waitUntil(lambda: palette.height() < 430 - 2 * 16)


def test_every_entry_has_a_sign_a_word_and_a_tooltip(palette) -> None:
    bare = [key for key, button in palette._buttons.items() if button.icon().isNull() or not button.text() or not button.toolTip()]
    assert bare == [] and all("." not in button.text() for button in palette._buttons.values())


@pytest.mark.parametrize(("typed", "found"), [("비상", "emergency_bells"), ("귀가 동행", "scout_route"), ("bell", "emergency_bells"), ("영역성", "yellow_carpets")])
def test_a_word_of_either_language_finds_an_entry(palette, typed: str, found: str) -> None:
    palette.find.setText(typed)
    assert found in shown(palette) and "cctv" not in shown(palette)
    palette.find.setText("")
    assert len(shown(palette)) == len(entries())


def test_folded_only_those_used_most_stay_until_something_is_looked_for(palette) -> None:
    before = palette.height()
    palette.fold.setChecked(True)
    assert shown(palette) == [] and palette._first["cctv"].isVisible() and palette.height() < before / 2
    palette.retranslate()
    assert shown(palette) == []
    palette.find.setText("골목 문")
    assert shown(palette) == ["alley_gate"]


def test_what_is_not_there_is_said(palette) -> None:
    palette.find.setText("드론")
    assert shown(palette) == [] and palette._none.isVisible()


def test_an_entry_is_found_and_taken_by_the_keyboard_alone(qtbot, palette) -> None:
    palette.start_finding()
    palette.find.setText("골목 문")
    with qtbot.waitSignal(palette.taken) as heard:
        qtbot.keyClick(palette.find, Qt.Key.Key_Return)
    assert heard.args == ["alley_gate"]
    qtbot.keyClick(palette.find, Qt.Key.Key_Escape)
    assert palette.find.text() == ""


def test_what_is_used_most_can_be_chosen(qtbot, palette) -> None:
    heard: list[tuple[str, ...]] = []
    palette.favourites_chosen.connect(heard.append)
    palette._menu("alley_gate").actions()[0].trigger()
    assert heard[-1][-1] == "alley_gate"
    palette.show_favourites(heard[-1])
    assert list(palette._first) == list(heard[-1])
    palette.show_favourites(("spoilt", "cctv"))
    assert list(palette._first) == ["cctv"]


@pytest.mark.parametrize("one", entries(), ids=lambda one: one.key)
def test_the_palette_says_how_each_is_made(palette, one) -> None:
    from app.words import tr

    palette.show_taken(one.key)
    assert palette._hint.text() == tr(f"catalogue.how.{one.geometry}") != f"catalogue.how.{one.geometry}"
