"""Figures that follow the hand are those of a whole answer."""

from __future__ import annotations

from dataclasses import replace

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import edits
from app.model import Project
from app.study import answer, question
from app.study.answers import Answers
from app.study.live import Figures, Live
from app.study.live_area import area_after
from app.study.sight.area import seen_area
from tests.app.study_scenes import BASE, X, Y, at, box, cctv, layer, line, project

PEOPLE = layer("population", [box(-10, -110, 150, 110), box(150, -110, 410, 110)], residents=[300.0, 100.0], women_alone=[30.0, 60.0])
CRIME = layer("crime_points", [at(265, 5), at(100, -5)], type=["절도", "폭력"])
LAMPS = layer("security_lights", [at(100, 3), at(205, 60), at(330, -3)], flux_lm=[None, 9000.0, None])
DEVICES = (
    layer("phone_booths", [at(200, 99), at(10, 3)], name=["안심부스", "둘째"]), layer("mailboxes", [at(0, 0)], name=["택배함"]),
    layer("emergency_bells", [at(390, 0)], name=["비상벨"]), layer("community_centres", [at(250, 5)], name=["주민센터"]),
)  # fmt: skip
SITES = cctv((200, 0, None, 1), (30, 3, 90.0, 1), (300, -4, 270.0, 2), (90, 3, None, 3))
LOW = layer("barriers", [line((240, -8), (300, -8)), line((205, 20), (205, 60))], height_m=[1.2, None])
FULL = project(*BASE, LOW, SITES, LAMPS, *DEVICES, PEOPLE, CRIME)
ANSWERS = answer(question(FULL))


def same(found: Figures, whole: Answers) -> None:
    """The last claim of each test: every figure of every area is that of the whole answer, to a millionth."""
    count = 0
    for measure in whole.measures:
        if measure.quantity.value is None:
            continue
        expected = (measure.quantity.value, *((measure.quantity.low, measure.quantity.high) if measure.quantity.low is not None else (measure.quantity.value,) * 2))
        assert found.share(measure.id, measure.area_code) == pytest.approx(expected, abs=1e-6), (measure.id, measure.area_code)
        count += 1
    assert count >= 30


def check(changed: Project) -> None:
    found = Live(ANSWERS).figures(changed)
    assert found is not None
    same(found, answer(question(changed)))


def test_nothing_changed_gives_the_answered_figures() -> None:
    live = Live(ANSWERS)
    same(live.base, ANSWERS)
    same(live.figures(FULL), ANSWERS)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["cctv", "security_lights", "phone_booths", "mailboxes", "emergency_bells", "community_centres", "police"])
def test_one_device_more_counts_as_in_a_whole_answer(kind: str) -> None:
    if kind == "police":
        assert Live(ANSWERS).figures(edits.place(FULL, kind, (X + 150.0, Y + 2.0))) is None  # it makes the response known
        return
    check(edits.place(FULL, kind, (X + 150.0, Y + 2.0)))


@pytest.mark.parametrize(("layer_id", "row"), [("cctv", 0), ("cctv", 2), ("security_lights", 1), ("phone_booths", 0)])
def test_an_existing_device_moved_turned_or_taken_away_counts_as_in_a_whole_answer(layer_id: str, row: int) -> None:
    check(edits.change_existing(FULL, layer_id, row, at_m=(X + 170.0, Y - 3.0)))
    check(edits.change_existing(FULL, layer_id, row, heading_deg=200.0))
    check(edits.change_existing(FULL, layer_id, row, gone=True))


def test_a_mast_of_several_cameras_and_cameras_that_turn_count_as_in_a_whole_answer() -> None:
    check(edits.change_existing(FULL, "cctv", 2, type="회전형", night_m=45.0))
    mast = edits.place(FULL, "cctv", (X + 230.0, Y - 4.0), heading_deg=80.0)
    check(edits.change(mast, mast.scenarios[0].items[0].id, **{"cameras": 3, "2.heading_deg": 200.0, "height_m": 7.5}))
    check(edits.change_existing(FULL, "cctv", 1, type="어안", height_m=4.0))


def test_a_change_taken_back_leaves_what_the_file_says() -> None:
    changed = edits.change_existing(FULL, "cctv", 1, at_m=(X + 60.0, Y - 3.0), heading_deg=10.0)
    found = Live(answer(question(changed))).figures(FULL)
    same(found, ANSWERS)  # type: ignore[arg-type]


def test_sketched_things_of_the_answered_scenario_taken_away_leave_what_exists() -> None:
    sketched = FULL
    for kind in ("cctv", "security_lights", "phone_booths", "emergency_bells"):
        sketched = edits.place(sketched, kind, (X + 150.0, Y + 2.0), heading_deg=90.0 if kind == "cctv" else None)
    live = Live(answer(question(sketched)))
    same(live.figures(FULL), ANSWERS)  # type: ignore[arg-type]
    moved = edits.move(sketched, sketched.scenarios[0].items[0].id, (X + 160.0, Y + 2.0))
    same(live.figures(moved), answer(question(moved)))  # type: ignore[arg-type]


def test_another_assumption_or_another_layer_asks_the_whole_question() -> None:
    live = Live(ANSWERS)
    assert live.figures(replace(FULL, parameters=(("cam.height", 6.0),))) is None
    assert live.figures(FULL.without_layer("security_lights")) is None


def test_what_no_measure_counts_changes_no_figure() -> None:
    live = Live(ANSWERS)
    for kind in ("crossings", "yellow_carpets", "speed_cameras", "school_guards", "route_signs"):
        same(live.figures(edits.place(FULL, kind, (X + 10.0, Y))), ANSWERS)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["cctv", "security_lights", "phone_booths", "emergency_bells", "mailboxes"])
def test_where_no_street_is_nothing_changes_and_nothing_breaks(kind: str) -> None:
    for where in ((X + 200.0, Y + 3_000.0), (X - 90_000.0, Y), (X + 205.0, Y - 300.0)):
        found = Live(ANSWERS).figures(edits.place(FULL, kind, where, heading_deg=90.0 if kind == "cctv" else None))
        assert found is not None and len(found.touched) == 0 and not [one for one in found.overlays() if one.key != "live_views"]
        same(found, ANSWERS)


def test_what_a_moved_camera_newly_sees_and_no_longer_sees_is_drawn() -> None:
    found = Live(ANSWERS).figures(edits.change_existing(FULL, "cctv", 1, at_m=(X + 200.0, Y + 40.0), heading_deg=0.0))
    drawn = {overlay.key: overlay for overlay in found.overlays()}  # type: ignore[union-attr]
    assert set(drawn) == {"live_views", "live_gained", "live_lost"}


def test_the_seen_area_follows_exactly() -> None:
    changed = edits.change_existing(edits.place(FULL, "cctv", (X + 150.0, Y + 2.0)), "cctv", 2, at_m=(X + 280.0, Y - 3.0))
    found = area_after(ANSWERS, seen_area(ANSWERS), Live(ANSWERS).figures(changed))  # type: ignore[arg-type]
    whole = seen_area(answer(question(changed)))
    assert found.seen_m2 == pytest.approx(whole.seen_m2, abs=1e-6)


def test_dongs_together_are_never_more_than_the_district() -> None:
    live = Live(ANSWERS)
    found = live.figures(edits.place(FULL, "cctv", (X + 150.0, Y + 2.0)))
    for table in (live.base.sums, found.sums):  # type: ignore[union-attr]
        assert (table[:, 1:].sum(axis=1) <= table[:, 0] + 1e-9).all()


place = st.tuples(st.integers(-20, 420), st.integers(-30, 30), st.sampled_from([None, 0.0, 90.0, 225.0]))


@settings(deadline=None, max_examples=20)
@given(st.lists(place, min_size=1, max_size=3))
def test_one_more_camera_never_lowers_what_is_seen_by_day_or_by_night(places: list[tuple[int, int, float | None]]) -> None:
    changed, live = FULL, Live(ANSWERS)
    before = live.base
    for x, y, heading in places:
        changed = edits.place(changed, "cctv", (X + float(x), Y + float(y)), heading_deg=heading)
        after = live.figures(changed)
        assert after is not None
        _never_less(before, after, ("seen", "seen_night", "seen_twice", "seen_crime_weighted", "seen_night_residents_weighted"))
        before = after


@settings(deadline=None, max_examples=20)
@given(st.lists(place, min_size=1, max_size=3))
def test_one_more_lamp_never_lowers_what_is_lit_or_seen_by_night(places: list[tuple[int, int, float | None]]) -> None:
    changed, live = FULL, Live(ANSWERS)
    before = live.base
    for x, y, _ in places:
        changed = edits.place(changed, "security_lights", (X + float(x), Y + float(y)))
        after = live.figures(changed)
        assert after is not None
        _never_less(before, after, ("lit", "seen_night", "lit_crime_weighted", "seen_night_women_alone_weighted"))
        assert after.share("seen") == pytest.approx(before.share("seen"))
        before = after


def _never_less(before: Figures, after: Figures, ids: tuple[str, ...]) -> None:
    """The law itself: no id and no area has less than before, neither expected nor at its low or its high end."""
    for id in ids:
        for area in (None, "1", "2"):
            then, now = before.share(id, area), after.share(id, area)
            assert then is not None and all(b >= a - 1e-9 for a, b in zip(then, now, strict=True)), (id, area)  # type: ignore[arg-type]


move = st.tuples(
    st.sampled_from(["cctv", "security_lights", "phone_booths", "emergency_bells", "mailboxes"]), st.integers(-20, 420), st.integers(-30, 30),
    st.sampled_from([None, 0.0, 90.0, 225.0]), st.sampled_from([None, 0, 1]), st.booleans(),
)  # fmt: skip


@settings(deadline=None, max_examples=25)
@given(st.lists(move, min_size=1, max_size=4))
def test_any_changes_together_count_as_in_a_whole_answer(moves: list[tuple[str, int, int, float | None, int | None, bool]]) -> None:
    changed = FULL
    for kind, x, y, heading, row, gone in moves:
        where = (X + float(x), Y + float(y))
        if row is None or row >= len(FULL.layer(kind).frame):
            changed = edits.place(changed, kind, where, heading_deg=heading)
        elif gone:
            changed = edits.change_existing(changed, kind, row, gone=True)
        else:
            changed = edits.change_existing(changed, kind, row, at_m=where, **({} if heading is None else {"heading_deg": heading}))
    live, whole = Live(ANSWERS), answer(question(changed))
    found = live.figures(changed)
    if found is None:
        known = {m.id for m in whole.measures if m.quantity.value is not None}
        assert known != {m.id for m in ANSWERS.measures if m.quantity.value is not None}
        return
    same(found, whole)
    assert numpy.isfinite(found.sums).all()


FENCE = ((X + 225.0, Y - 8.0), (X + 225.0, Y + 8.0))


def test_a_fence_that_is_drawn_reshaped_lowered_and_removed_counts_as_in_a_whole_answer() -> None:
    drawn = edits.place(FULL, "barriers", path_m=FENCE)
    id = drawn.scenarios[0].items[0].id
    check(drawn)
    check(edits.change(drawn, id, height_m=4.5))
    check(edits.reshape(drawn, id, (*FENCE, (X + 260.0, Y + 8.0))))
    live = Live(answer(question(drawn)))
    for other in (edits.move(drawn, id, (X + 150.0, Y)), edits.change(drawn, id, see_through=True), edits.remove(drawn, id)):
        same(live.figures(other), answer(question(other)))  # type: ignore[arg-type]


def test_an_existing_wall_lowered_or_taken_away_counts_as_in_a_whole_answer() -> None:
    check(edits.change_existing(FULL, "barriers", 0, height_m=4.0))
    check(edits.change_existing(FULL, "barriers", 1, gone=True))
    check(edits.change_existing(FULL, "barriers", 1, at_m=(X + 215.0, Y + 5.0)))


def test_a_camera_and_a_fence_changed_together_count_as_in_a_whole_answer() -> None:
    both = edits.place(edits.place(FULL, "barriers", path_m=FENCE), "cctv", (X + 200.0, Y - 3.0), heading_deg=90.0)
    check(edits.change_existing(both, "cctv", 1, at_m=(X + 60.0, Y - 3.0), heading_deg=80.0))


CORNERS = st.lists(st.tuples(st.integers(0, 400), st.integers(-20, 100)), min_size=2, max_size=4, unique=True)


@settings(deadline=None, max_examples=8)
@given(CORNERS, CORNERS, st.sampled_from((None, 1.0, 3.0, 6.0)))
def test_any_fence_pulled_anywhere_counts_as_in_a_whole_answer(one: list, other: list, height: float | None) -> None:
    drawn = edits.place(FULL, "barriers", path_m=[(X + x, Y + y) for x, y in one], properties=(("height_m", height),) if height else ())
    pulled = edits.reshape(drawn, drawn.scenarios[0].items[0].id, [(X + x, Y + y) for x, y in other])
    same(Live(answer(question(drawn))).figures(pulled), answer(question(pulled)))  # type: ignore[arg-type]


def test_a_route_that_is_drawn_asks_the_whole_question_and_is_kept_there() -> None:
    drawn = edits.place(FULL, "safe_routes", path_m=((X, Y), (X + 300.0, Y)), properties=(("name", "새 귀갓길"),))
    assert Live(ANSWERS).figures(drawn) is None
    (route,) = answer(question(drawn)).routes
    assert route.name == "새 귀갓길" and route.length_m == pytest.approx(300.0, abs=1.0)
