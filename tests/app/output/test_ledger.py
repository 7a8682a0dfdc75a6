"""Numbers as text, each traced."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.output.ledger import NUMBER, Ledger
from app.quantity import Quantity, Tag
from app.words import Words


def share(value: float | None, low: float | None = None, high: float | None = None) -> Quantity:
    return Quantity(value, "share", Tag.COMPUTED, "measured", low, high)


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (share(0.61, 0.54, 0.66), "61\u00a0% (54–66)"),
        (share(0.61), "61\u00a0%"),
        (share(None), "–"),
        (share(0.0), "0\u00a0%"),
        (share(0.004), "0.4\u00a0%"),
        (share(0.0001), "0.1\u00a0%"),
        (share(0.9999), "99.9\u00a0%"),
        (share(1.0), "100\u00a0%"),
        (Quantity(54_512.0, "m", Tag.COMPUTED), "54.5\u00a0km"),
        (Quantity(209.4, "m", Tag.COMPUTED), "209\u00a0m"),
        (Quantity(1.8, "m", Tag.COMPUTED), "1.8\u00a0m"),
        (Quantity(25.0, "deg", Tag.ASSUMED), "25°"),
        (Quantity(1435.0, "count", Tag.COMPUTED), "1,435"),
    ],
)  # fmt: skip
def test_a_quantity_is_written_as_a_planner_reads_it(quantity: Quantity, text: str) -> None:
    assert Ledger().say(quantity, band=True) == text


def test_a_band_alone_has_its_unit_once_and_no_band_gives_nothing() -> None:
    ledger = Ledger()
    assert ledger.band(share(0.1, 0.07, 0.13)) == "7–13\u00a0%"
    assert ledger.band(share(0.1)) == "" and "" not in ledger.entries


@settings(deadline=None, max_examples=80)
@given(st.floats(0, 1e7, allow_nan=False), st.sampled_from(["share", "m", "count", "px/m", "mm", "deg"]))
def test_every_figure_written_is_known_afterwards(value: float, unit: str) -> None:
    ledger = Ledger()
    text = ledger.say(Quantity(value if unit != "share" else value / 1e7, unit, Tag.COMPUTED))
    assert NUMBER.findall(text) and all(ledger.knows(figure) for figure in NUMBER.findall(text))


def test_what_was_never_written_is_unknown() -> None:
    ledger = Ledger()
    ledger.say(share(0.61))
    assert not ledger.knows("62") and not ledger.knows("6")


def test_figures_inside_a_sentence_of_the_words_are_noted_with_its_key() -> None:
    ledger = Ledger()
    ledger.words(Words("ko"), "note.all_round", {"all_round": Quantity(3, "count", Tag.COMPUTED), "sites": Quantity(9, "count", Tag.COMPUTED)})
    assert ledger.entries["360"] == "words note.all_round"
    assert ledger.knows("3") and ledger.knows("9")


def test_a_spelt_number_is_traced_to_what_it_rounds() -> None:
    ledger = Ledger()
    ledger.spelt("열에 아홉", share(0.101))
    assert "0.101" in ledger.entries["열에 아홉"]
