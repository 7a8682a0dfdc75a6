"""Signs that differ by shape and letter, not by colour alone."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from layers import KINDS
from widgets.map import symbols
from widgets.theme import palette

pytestmark = pytest.mark.usefixtures("qapp")
POINTED = [kind for kind in KINDS if kind.style.symbol in symbols.POINT_SYMBOLS]


def ink(path) -> set:
    image = QImage(60, 60, QImage.Format.Format_Grayscale8)
    image.fill(0)
    painter = QPainter(image)
    painter.translate(30, 30)
    painter.fillPath(path, QColor("#ffffff"))
    painter.end()
    return {(x, y) for x in range(60) for y in range(60) if image.pixelColor(x, y).lightness() > 128}


@pytest.mark.parametrize(("one", "other"), list(combinations([name for name in symbols.POINT_SYMBOLS if name != "dot"], 2)))
def test_two_shapes_never_look_alike(one: str, other: str) -> None:
    a, b = ink(symbols.shape(one, 40)), ink(symbols.shape(other, 40))
    assert len(a ^ b) > 0.08 * len(a | b)


def test_facilities_differ_without_their_colour() -> None:
    looks = [(kind.style.symbol, symbols.letter(kind.style, "ko")) for kind in POINTED if kind.group == "facilities"]
    assert len(set(looks)) == len(looks)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_kind_has_a_legend_sign_one_can_see(kind, theme: str) -> None:
    image = symbols.swatch(kind, theme, size=24).toImage()
    alphas = [image.pixelColor(x, y).alpha() for x in range(24) for y in range(24)]
    assert sum(alpha > 40 for alpha in alphas) > 12


def test_a_letter_is_centred_and_as_high_as_asked() -> None:
    box = symbols.letter_path("부", 20).boundingRect()
    assert max(box.width(), box.height()) == pytest.approx(20, abs=0.2)
    assert abs(box.center().x()) < 0.2
    assert abs(box.center().y()) < 0.2


def test_an_english_map_shows_english_letters_and_falls_back_to_korean_ones() -> None:
    from app.kinds import Style

    assert symbols.letter(Style("square", "#000000", letter_ko="부", letter_en="B"), "en") == "B"
    assert symbols.letter(Style("square", "#000000", letter_ko="부"), "en") == "부"


def test_a_letter_reads_on_light_and_dark_bodies() -> None:
    assert symbols.contrasting(QColor("#1c5668"))
    assert not symbols.contrasting(QColor("#ffd479"))


def test_a_stamp_carries_its_colour_in_the_middle_at_every_device_ratio() -> None:
    style = next(kind.style for kind in POINTED if kind.key == "shelters")
    for ratio in (1.0, 1.25, 2.0):
        image = symbols.stamp(style, "light", 16.0, "ko", ratio)
        assert image.pixelColor(image.width() // 2, image.height() // 2) == symbols.colour(style, palette("light"))


def test_a_style_without_a_dark_colour_is_lifted_off_the_dark_ground() -> None:
    from app.kinds import Style

    plain = Style("circle", "#102030")
    assert symbols.colour(plain, palette("dark")).lightness() > symbols.colour(plain, palette("light")).lightness()
