"""Language and theme."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("korean")


def test_settings_take_effect_with_the_choice(qtbot) -> None:
    from widgets.settings_dialog import SettingsDialog

    dialog = SettingsDialog({"language": "ko", "theme": "light"})
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.chosen) as heard:
        dialog.boxes["theme"].activated.emit(dialog.boxes["theme"].currentIndex())
    assert heard.args == ["theme", "light"]
