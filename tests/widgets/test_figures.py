"""Numbers as a planner writes them."""

from __future__ import annotations

import pytest
from window_pieces import share

from app.quantity import Quantity, Tag
from app.words import tr
from widgets import figures

pytestmark = pytest.mark.usefixtures("korean")


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (share(0.61, 0.54, 0.66), "61 % (54–66)"),
        (share(0.61), "61 %"),
        (share(0.61, 0.61, 0.61), "61 %"),
        (Quantity(148.2, "m", Tag.COMPUTED), "148 m"),
        (Quantity(62_400.0, "m", Tag.COMPUTED), "62.4 km"),
        (Quantity(1210.0, "count", Tag.COMPUTED), "1,210"),
        (Quantity(120.0, "deg", Tag.COMPUTED), "120°"),
    ],
)
def test_numbers_read_as_a_planner_writes_them(quantity: Quantity, text: str) -> None:
    assert figures.plain(quantity).replace("\u00a0", " ") == text


def test_what_is_unknown_is_said_and_not_zero() -> None:
    assert figures.plain(Quantity(None, "m", Tag.COMPUTED)) == tr("window.figure.unknown")
    assert figures.with_unit(float("inf"), "m") == tr("window.figure.endless")
