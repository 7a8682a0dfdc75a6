"""The list under the search field."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from app.words import tr

pytestmark = pytest.mark.usefixtures("korean")


def test_nothing_found_is_said(qtbot) -> None:
    from widgets.command_palette import Palette

    room = QWidget()
    qtbot.addWidget(room)
    palette = Palette(room)
    palette.show_entries([], room)
    assert [entry.title for entry in palette.entries] == [tr("window.search.nothing")]
