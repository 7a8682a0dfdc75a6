"""What can be placed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from window_pieces import BY_KEY

pytestmark = pytest.mark.usefixtures("korean")


def test_the_palette_places_what_the_table_of_commands_places(qtbot) -> None:
    from widgets.commands import SKETCHED
    from widgets.sketch.sketch_palette import SketchPalette

    palette = SketchPalette(tuple(BY_KEY[key] for key in SKETCHED))
    qtbot.addWidget(palette)
    with qtbot.waitSignal(palette.taken) as heard:
        qtbot.mouseClick(palette._buttons["cctv"], Qt.MouseButton.LeftButton)
    assert heard.args == ["cctv"]
