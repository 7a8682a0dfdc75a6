"""Spots, scales, lengths and the way back."""

from __future__ import annotations

from math import inf, isclose, pi

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from window_pieces import X, Y, quarter

from app import edits
from app.wayfinding import aims, coordinates, lengths, scales
from app.wayfinding.trail import Spot, Trail
from app.words import LANGUAGES, Words, speak

# The origin of the central belt (38°N 127°E) in each system, as their definitions have it.
ORIGIN = (200_000.0, 600_000.0)


def test_the_origin_of_the_central_belt_has_its_defined_figures() -> None:
    assert coordinates.carried(ORIGIN, "5186") == ORIGIN
    east, north = coordinates.carried(ORIGIN, "5181")
    assert (round(east, 3), round(north, 3)) == (200_000, 500_000)
    assert coordinates.copied(ORIGIN, "4326") == "38.000000, 127.000000"
    assert coordinates.copied(ORIGIN, "4326dms") == "38°00′00.00″N 127°00′00.00″E"


def test_the_old_grids_differ_by_the_ten_seconds_that_are_known() -> None:
    old, plain = coordinates.carried((199_000.0, 551_000.0), "5174"), coordinates.carried((199_000.0, 551_000.0), "2097")
    assert 250 < plain[0] - old[0] < 260 and abs(plain[1] - old[1]) < 1


def test_every_system_has_words_in_both_languages() -> None:
    keys = [f"navigate.system.{system.id}{end}" for system in coordinates.SYSTEMS for end in ("", ".help")]
    assert [(language, key) for language in LANGUAGES for key in keys if not Words(language).known(key)] == []


@given(st.floats(150_000, 400_000), st.floats(300_000, 640_000), st.sampled_from([system.id for system in coordinates.SYSTEMS]))
@settings(max_examples=25, deadline=None)
def test_what_is_written_in_a_system_is_found_again_by_it(x: float, y: float, id: str) -> None:
    there = coordinates.carried((x, y), id)
    back = coordinates.spot_in(*there, id)
    assert back is not None and max(abs(back[0] - x), abs(back[1] - y)) < 0.02


@given(st.floats(150_000, 400_000), st.floats(300_000, 640_000), st.sampled_from([system.id for system in coordinates.SYSTEMS if system.id != "5186"]))
@settings(max_examples=25, deadline=None)
def test_what_was_copied_is_understood_when_it_is_typed(x: float, y: float, id: str) -> None:
    back = coordinates.read(coordinates.copied((x, y), id), id)
    assert back is not None and max(abs(back[0] - x), abs(back[1] - y)) < 0.4


@pytest.mark.parametrize("text", ["", "세종로 12", "1,2", "1 2 3", "999°99′", "12, 한빛로 3"])
def test_what_is_no_spot_is_none(text: str) -> None:
    assert coordinates.read(text, "5179") is None


def test_degrees_are_understood_in_either_language_whatever_is_told_in() -> None:
    for text in ("북위 38°00′00.0″ 동경 127°00′00.0″", "38°00'00\"N, 127°00'00\"E", "38도 0분 0초 127도 0분 0초"):
        assert coordinates.read(text, "5186") == pytest.approx(ORIGIN, abs=0.01)


def test_minutes_never_have_sixty_seconds() -> None:
    assert (coordinates.dms(36.99999999), coordinates.dms(-0.5)) == ("37°00′00.0″", "-0°30′00.0″")


def test_a_spot_no_system_reaches_is_a_dash_and_copies_nothing() -> None:
    assert coordinates.told((inf, 0.0), "5186") == "–" and coordinates.copied((inf, inf), "4326") == ""


@pytest.mark.parametrize("written", ["1:5000", "1 : 5,000", "1/5000", "5000", "5천", "5k"])
def test_a_scale_is_read_as_planners_write_it(written: str) -> None:
    assert scales.read(written) == 5000


@pytest.mark.parametrize("written", ["", "x", "1:0", "0", "-5", "1:99999999999", "1:2:3", "٥٠٠٠٠٠٠٠٠"])
def test_what_is_no_scale_is_none(written: str) -> None:
    assert scales.read(written) is None


@given(st.integers(scales.FINEST, 99_900))
@settings(max_examples=25, deadline=None)
def test_a_scale_taken_is_the_scale_shown_to_three_figures(n: int) -> None:
    assert abs(scales.of(scales.metres_per_px(n)) - n) <= n * 0.006


def test_a_square_is_as_wide_as_it_is_and_its_way_round_has_four_pieces() -> None:
    square = lengths.Measure(((0, 0), (30, 0), (30, 30), (0, 30)), closed=True)
    assert (square.area_m2, square.length_m, square.segments_m) == (900, 120, (30, 30, 30, 30))


def test_far_from_the_origin_an_area_keeps_its_figures() -> None:
    far = lengths.Measure(tuple((x + 950_000.1, y + 1_950_000.3) for x, y in ((0, 0), (1, 0), (1, 1))), closed=True)
    assert isclose(far.area_m2, 0.5, rel_tol=1e-6)


def test_a_border_that_crosses_itself_has_no_area() -> None:
    bow = lengths.Measure(((0, 0), (10, 10), (10, 0), (0, 10)), closed=True)
    assert bow.crosses and bow.area_m2 is None


@given(st.integers(3, 40), st.floats(1, 1000))
@settings(max_examples=20, deadline=None)
def test_a_many_sided_ring_nears_its_circle_and_never_exceeds_it(corners: int, radius: float) -> None:
    from math import cos, sin

    ring = lengths.Measure(tuple((radius * cos(2 * pi * k / corners), radius * sin(2 * pi * k / corners)) for k in range(corners)), closed=True)
    assert 0 < ring.area_m2 <= pi * radius**2 and ring.length_m <= 2 * pi * radius + 1e-6


def test_a_measure_goes_to_a_spreadsheet_piece_by_piece() -> None:
    speak("ko")
    way = lengths.Measure(((0, 0), (3, 4), (3, 10)))
    assert lengths.table(way).splitlines() == ["구간\t길이(m)\t끝점 동(m)\t끝점 북(m)", "1\t5.00\t3.00\t4.00", "2\t6.00\t3.00\t10.00", "합계\t11.00"]


def test_one_goes_back_and_forward_and_forgets_what_lay_ahead() -> None:
    a, b, c = (Spot((x, 0.0), 1.0, across_m=800) for x in (0.0, 1000.0, 2000.0))
    trail = Trail().went(a).went(b).back
    assert trail.here == a and trail.forward.here == b and trail.back.here == a
    assert trail.went(c).spots == (a, c)


def test_a_little_step_is_the_same_place() -> None:
    a, near = Spot((0.0, 0.0), 1.0, across_m=800), Spot((20.0, 0.0), 1.05, across_m=800)
    assert Trail().went(a).went(near).spots == (near,)


def test_nowhere_has_no_way_back() -> None:
    assert Trail().back == Trail() and Trail().forward == Trail() and Trail().here is None


def test_dongs_are_offered_with_their_district_and_a_place_is_called_by_its_dong() -> None:
    speak("ko")
    project = quarter()
    assert [(area.name, area.within) for area in aims.areas(project)] == [("시험구", ""), ("동동", "시험구"), ("서동", "시험구")]
    assert aims.name_at(project, (X - 50, Y)) == "서동" and aims.name_at(project, (0.0, 0.0)) == "시험 동네"


def test_what_a_scenario_plans_has_a_box_and_nothing_has_none() -> None:
    project = edits.place(edits.add_scenario(quarter(), "가안"), "cctv", (X, Y))
    assert aims.planned_box(quarter()) is None and aims.planned_box(project) == (X - 60, Y - 60, X + 60, Y + 60)


def test_a_title_that_is_taken_gets_a_number() -> None:
    project = edits.remember_view(quarter(), "서동", (X, Y), 1.0)
    assert (aims.free_title(project, "서동"), aims.free_title(project, "동동")) == ("서동 2", "동동")
