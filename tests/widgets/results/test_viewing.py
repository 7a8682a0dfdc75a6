"""What is looked at: day and night twins, the few most telling, weighted ids."""

from __future__ import annotations

from types import SimpleNamespace

from window_pieces import share

from app.study.answers import Measure
from app.words import speak
from widgets.results.viewing import Known, Viewing, first_rows, legend_words, measure_words


def known(*ids: str) -> Known:
    return Known(SimpleNamespace(measures=tuple(Measure(id, "g", "시험구", share(0.5)) for id in ids)))


def test_at_night_a_measure_is_shown_as_its_twin_and_never_twice() -> None:
    every = known("seen", "seen_night", "seen_twice", "near_refuge", "near_refuge_night")
    assert [kind.id for kind in every.rows(Viewing())] == ["seen", "seen_twice", "near_refuge"]
    assert [kind.id for kind in every.rows(Viewing(night=True))] == ["seen_night", "seen_twice", "near_refuge_night"]


def test_where_the_twin_is_not_known_the_day_stays() -> None:
    assert [kind.id for kind in known("seen", "near_refuge").rows(Viewing(night=True))] == ["seen", "near_refuge"]


def test_choosing_a_measure_of_the_night_makes_it_night() -> None:
    assert Viewing().on("seen_night") == Viewing("seen", True)
    assert Viewing(night=True).on("lit").look == "lit"
    assert Viewing().on("nonsense") == Viewing()


def test_the_most_telling_come_first_whatever_is_left_out() -> None:
    rows = known("near_refuge", "seen", "seen_twice").rows(Viewing())
    assert [kind.id for kind in first_rows(rows)] == ["seen", "near_refuge"]


def test_weighted_measures_are_named_by_both_words() -> None:
    speak("ko")
    assert measure_words("seen_crime_weighted") == "카메라에 보이는 길 (범죄 가중)"
    assert known("seen", "seen_crime_weighted").weights == ("crime",)


def test_the_legend_speaks_of_the_map_that_is_shown() -> None:
    speak("ko")
    assert legend_words("near_mailbox", "near", "near") == "안심택배함이 가까운 길"
    assert legend_words("something", "x", "dark") == "어두운 길"
