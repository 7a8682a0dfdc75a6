"""A spot as it is written on the command line, and its answer as text."""

from __future__ import annotations

import pytest

from app.errors import BadInput
from app.geo import lonlat
from app.quantity import Quantity, Tag
from app.why_text import figure, place


def test_metres_are_taken_as_they_are_and_degrees_in_either_order() -> None:
    assert place("199850, 551300") == (199850.0, 551300.0)
    lon, lat = lonlat(199850.0, 551300.0)
    for text in (f"{lon},{lat}", f"{lat} {lon}"):
        assert place(text) == pytest.approx((199850.0, 551300.0), abs=0.001)


@pytest.mark.parametrize("text", ["", "abc", "1,2,3", "12", "126.9,abc", "nan,nan", "199850,inf", "1e400,5"])
def test_what_is_no_spot_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        place(text)


def test_degrees_elsewhere_are_refused() -> None:
    with pytest.raises(BadInput, match="우리나라 밖"):
        place("2.35,48.85")


def test_figures_carry_their_units() -> None:
    assert figure(Quantity(0.614, "share", Tag.COMPUTED)) == "61 %"
    assert figure(Quantity(None, "m", Tag.COMPUTED)) == figure(Quantity(None, "lx", Tag.COMPUTED))
    assert figure(Quantity(22e6, "krw", Tag.COMPUTED)) == "22,000,000 원"
