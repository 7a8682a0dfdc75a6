"""Colours and type."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics

from widgets import theme
from widgets.stylesheet import stylesheet
from widgets.theme import DARK, LIGHT, contrast, fonts

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("front", "back"),
    [("text", "window"), ("text", "raised"), ("quiet", "window"), ("quiet", "raised"), ("accent", "window"), ("accent", "accent_soft"),
     ("on_accent", "accent"), ("warn", "warn_soft"), ("bad", "window"), ("good", "window"), ("text", "accent_soft"),
     ("label", "halo"), ("label", "ground"), ("quiet", "ground")],
)  # fmt: skip
def test_every_text_can_be_read_on_its_ground(colours: theme.Palette, front: str, back: str) -> None:
    assert contrast(getattr(colours, front), getattr(colours, back)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_seen_and_unseen_differ_in_lightness_too(colours: theme.Palette) -> None:
    assert contrast(colours.seen, colours.unseen) > (1.6 if not colours.is_dark else 1.1)


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)


def test_the_face_writes_korean() -> None:
    assert all(QFontMetrics(fonts()).inFontUcs4(ord(letter)) for letter in "골목안심쀍")


def test_a_korean_face_is_at_hand_even_where_the_system_has_none() -> None:
    files = theme.font_files()
    assert [path.name for path in files if path.name == "NanumGothic.ttf"]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_stylesheet_leaves_no_colour_open(colours: theme.Palette) -> None:
    sheet = stylesheet(colours)
    assert "$" not in sheet
    assert colours.accent in sheet


def test_an_unknown_theme_is_the_light_one() -> None:
    assert theme.palette("neon") is LIGHT
    assert theme.palette("dark") is DARK
    assert not LIGHT.is_dark
    assert DARK.is_dark


def test_mixing_goes_from_one_colour_to_the_other() -> None:
    assert theme.mixed("#000000", "#ffffff", 0.0).name() == "#000000"
    assert theme.mixed("#000000", "#ffffff", 1.0).name() == "#ffffff"


def test_another_theme_is_laid_on_a_widget_once_and_goes_back_to_the_very_same_look(qtbot) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication, QPushButton

    from widgets.window_style import dress

    class Counting(QPushButton):
        laid = 0

        def changeEvent(self, event: QEvent) -> None:
            self.laid += event.type() == QEvent.Type.StyleChange
            super().changeEvent(event)

    app = QApplication.instance()
    dress(app, "light")
    button = Counting("골목")
    qtbot.addWidget(button)
    button.show()
    qtbot.waitExposed(button)
    looks, before = [], button.laid
    for name in ("light", "dark", "light"):
        dress(app, name)
        looks.append(button.grab().toImage())
    assert looks[0] == looks[2] != looks[1]
    assert button.laid - before <= 2 * 3  # without the old one, with the new one
