"""Rows that could not be used."""

from __future__ import annotations

import pytest

from app.model import SetAside
from app.words import tr

pytestmark = pytest.mark.usefixtures("korean")


def test_rows_set_aside_are_shown_with_their_reason_in_words(qtbot) -> None:
    from widgets.importing.set_aside_table import SetAsideTable

    table = SetAsideTable()
    qtbot.addWidget(table)
    table.show_rows([SetAside("cctv.csv", 12, "import.aside.address", "가,나")])
    model = table.table.model()
    said = [model.data(model.index(0, column)) for column in range(4)]
    assert said[:2] == ["cctv.csv", "12"] and said[2] == tr("import.aside.address") != "import.aside.address"
