"""The table of assumptions."""

from __future__ import annotations

import pytest

from app.parameters import PARAMETERS

pytestmark = pytest.mark.usefixtures("korean")


def test_an_assumption_out_of_its_range_is_brought_back_into_it(qtbot) -> None:
    from widgets.assumptions_panel import VALUE, AssumptionsPanel

    panel = AssumptionsPanel()
    qtbot.addWidget(panel)
    row = next(number for number, known in enumerate(PARAMETERS) if known.id == "refuge.radius")
    with qtbot.waitSignal(panel.chosen) as heard:
        panel.table.item(row, VALUE).setText("9999")
    assert heard.args == ["refuge.radius", 500.0]


def test_nonsense_in_an_assumption_changes_nothing(qtbot) -> None:
    from widgets.assumptions_panel import VALUE, AssumptionsPanel

    panel = AssumptionsPanel()
    qtbot.addWidget(panel)
    with qtbot.assertNotEmitted(panel.chosen, wait=20):
        panel.table.item(0, VALUE).setText("많이")
    assert panel.table.item(0, VALUE).text() == f"{PARAMETERS[0].default:g}"


def test_every_assumption_stands_in_the_table_with_its_source(qtbot) -> None:
    from widgets.assumptions_panel import COLUMNS, AssumptionsPanel

    panel = AssumptionsPanel()
    qtbot.addWidget(panel)
    cells = {(row, column): panel.table.item(row, column).text() for row in range(len(PARAMETERS)) for column in range(len(COLUMNS))}
    assert all(cells.values()) and not [text for text in cells.values() if text.startswith(("parameter.", "window.", "tag."))]
