"""The preferences: each takes effect with the choice."""

from __future__ import annotations

import pytest

from app.settings import SETTINGS
from app.words import LANGUAGES, Words
from widgets.settings_dialog import SHOWN, SettingsDialog

pytestmark = pytest.mark.usefixtures("korean")


@pytest.fixture
def dialog(qtbot) -> SettingsDialog:
    made = SettingsDialog({"language": "ko", "theme": "light", "keep_layout": False, "recent_count": 5})
    qtbot.addWidget(made)
    return made


def test_settings_take_effect_with_the_choice(qtbot, dialog) -> None:
    with qtbot.waitSignal(dialog.chosen) as heard:
        dialog.boxes["theme"].activated.emit(dialog.boxes["theme"].currentIndex())
    assert heard.args == ["theme", "light"]


def test_ticks_and_numbers_show_what_is_kept_and_say_what_is_chosen(qtbot, dialog) -> None:
    heard = []
    dialog.chosen.connect(lambda id, value: heard.append((id, value)))
    assert not dialog.boxes["keep_layout"].isChecked() and dialog.boxes["recent_count"].value() == 5
    dialog.boxes["keep_layout"].click()
    dialog.boxes["recent_count"].setValue(12)
    assert heard == [("keep_layout", True), ("recent_count", 12)]


def test_emptying_the_recent_projects_says_that_it_is_done(qtbot, dialog) -> None:
    with qtbot.waitSignal(dialog.forget_wanted):
        dialog._forget.click()
    assert not dialog._forget.isEnabled() and "비웠습니다" in dialog._forget.text()


def test_every_setting_and_every_choice_has_words_in_both_languages() -> None:
    keys = [f"setting.{setting.id}" for setting in SETTINGS]
    keys += [f"window.settings.{setting.id}.{choice}" for setting in SETTINGS if setting.id in SHOWN and setting.id != "coordinates" for choice in setting.choices]
    assert [(language, key) for language in LANGUAGES for key in keys if not Words(language).known(key)] == []
