"""The table of assumptions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from app.parameters import BY_ID, PARAMETERS

pytestmark = pytest.mark.usefixtures("korean")


@pytest.fixture
def panel(qtbot):
    from widgets.results.assumptions_panel import AssumptionsPanel

    made = AssumptionsPanel()
    qtbot.addWidget(made)
    made.show()
    return made


def visible(panel) -> set[str]:
    return {id for id in BY_ID if not panel.table.isRowHidden(panel.row(id))}


def test_an_assumption_out_of_its_range_is_brought_back_into_it(qtbot, panel) -> None:
    from widgets.results.assumptions_panel import VALUE

    with qtbot.waitSignal(panel.chosen) as heard:
        panel.table.item(panel.row("refuge.radius"), VALUE).setText("9999")
    assert heard.args == ["refuge.radius", 500.0]


def test_nonsense_in_an_assumption_changes_nothing(qtbot, panel) -> None:
    from widgets.results.assumptions_panel import VALUE

    item = panel.table.item(panel.row("cam.height"), VALUE)
    with qtbot.assertNotEmitted(panel.chosen, wait=20):
        item.setText("많이")
    assert item.text() == f"{BY_ID['cam.height'].default:g}"


def test_every_assumption_stands_in_the_table_with_its_source(panel) -> None:
    from widgets.results.assumptions_panel import BACK, COLUMNS

    cells = [panel.table.item(panel.row(known.id), column).text() for known in PARAMETERS for column in range(len(COLUMNS)) if column != BACK]
    heads = [panel.table.item(row, 0).text() for row in panel._heads.values()]
    assert all(cells) and not [text for text in (*cells, *heads) if text.startswith(("parameter.", "window.", "tag.", "editing."))]


def test_a_search_leaves_what_fits_and_the_headings_above_it(qtbot, panel) -> None:
    qtbot.keyClicks(panel.search, "refuge")
    assert visible(panel) >= {"refuge.radius", "weight.near_refuge"} and "cam.height" not in visible(panel)
    assert panel.table.isRowHidden(panel._heads["cameras"]) and not panel.table.isRowHidden(panel._heads["walking"])
    panel.search.setText("없는 말")
    assert visible(panel) == set() and panel._none.isVisible()


def test_changed_ones_are_marked_and_can_be_looked_at_alone(qtbot, panel) -> None:
    from widgets.results.assumptions_panel import BACK

    panel.show_values({"cam.height": 4.0})
    panel.only_changed.setChecked(True)
    assert visible(panel) == {"cam.height"} and panel.table.item(panel.row("cam.height"), BACK).text()
    assert "1" in panel.only_changed.text()


def test_each_change_and_all_of_them_can_be_taken_back(qtbot, panel) -> None:
    from widgets.results.assumptions_panel import BACK

    panel.show_values({"cam.height": 4.0})
    with qtbot.waitSignal(panel.reset_wanted) as heard:
        panel.table.cellClicked.emit(panel.row("cam.height"), BACK)
    assert heard.args == ["cam.height"]
    with qtbot.waitSignal(panel.reset_wanted) as heard:
        qtbot.mouseClick(panel._all, Qt.MouseButton.LeftButton)
    assert heard.args == [""]
    panel.show_values({})
    assert not panel._all.isEnabled()


def test_levels_are_chosen_by_edition_and_unverified_ones_are_marked(qtbot, panel) -> None:
    texts = [panel.level.list.itemText(place) for place in range(panel.level.list.count())]
    assert panel.level.list.currentText().startswith("관찰") and "2015" in panel.level.list.currentText()
    assert any("2025" in text and "확인 안 된 값" in text for text in texts)
    place = next(n for n, text in enumerate(texts) if "2025" in text and "80" in text)
    with qtbot.waitSignal(panel.level_chosen) as heard:
        panel.level.list.activated.emit(place)
    assert heard.args == [2025.0, 80.0]


def test_privacy_stands_apart_at_the_end(panel) -> None:
    from widgets.results.assumptions_panel import theme_of

    assert theme_of("privacy.k") == "privacy" and max(panel._heads.values()) == panel._heads["privacy"]


def test_a_lighting_class_is_chosen_as_a_whole_and_own_values_stand_as_such(qtbot, panel) -> None:
    panel.show_values({})
    other = next(n for n in range(panel.light.list.count()) if n != panel.light.list.currentIndex())
    with qtbot.waitSignal(panel.class_chosen) as heard:
        panel.light.list.activated.emit(other)
    values = heard.args[0]
    assert set(values) == {"light.target_avg", "light.target_min", "light.face_min"}
    panel.show_values(values)
    assert panel.light.list.currentIndex() == other
    panel.show_values({"light.target_avg": 6.25})
    assert panel.light.list.currentText() == "직접 정한 값"
