"""Safe-return routes: what stands along them, how they are seen and lit, where they are weakest, and their strip."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.lighting import lux_at
from app.analysis.windows import over
from app.model import Intervention, Layer, Project
from app.study.answering import answer
from app.study.answers import Answers
from app.study.asked import question
from app.study.places.routes import Route, part_of
from app.study.places.strip import grain, lux
from tests.app.study_scenes import BASE, DISTRICT, DONGS, STREETS, at, cctv, layer, line, project, sketch

OPEN = (STREETS, DISTRICT, DONGS)


def measured(whole: Project) -> Answers:
    return answer(question(whole))


def routed(*lines: shapely.LineString, names: tuple[str, ...] = ()) -> Layer:
    return layer("safe_routes", list(lines), name=[*names, *(f"길 {n}" for n in range(len(names), len(lines)))])


def lamps(*places: tuple[float, float], **columns: list[object]) -> Layer:
    return layer("security_lights", [at(x, y) for x, y in places], **columns)


def one(*layers: Layer, route: shapely.LineString | None = None, **parameters: float) -> Route:
    drawn = routed(route or line((0, 0), (300, 0)))
    return measured(project(*OPEN, drawn, *layers, parameters={key.replace("__", "."): value for key, value in parameters.items()})).routes[0]


def test_a_route_is_kept_where_it_is_seen_by_night_and_lit() -> None:
    route = one(cctv((0, 2, 90.0, 1), (290, 2, 270.0, 1)), lamps((10, 3), (20, 3)))
    strip = route.strip
    assert strip.kept == pytest.approx(strip.night * strip.lit)
    assert route.kept.value == pytest.approx(float((strip.kept * strip.length_m).sum()) / 300.0)
    assert 0.0 < route.kept.value < min(route.seen_night.value, route.lit.value)
    assert route.seen.value >= route.seen_night.value


def test_without_cameras_or_without_lamps_nobody_knows_whether_it_is_kept() -> None:
    dark, blind = one(cctv((0, 2, 90.0, 1))), one(lamps((10, 3)))
    assert (dark.kept.value, dark.lit.value, dark.darkest) == (None, None, None)
    assert dark.seen_night.value > 0.0
    assert (blind.kept.value, blind.seen.value, blind.least_seen) == (None, None, None)
    assert blind.lit.value > 0.0


def test_what_stands_along_a_route_is_counted_beside_seoul_s_average() -> None:
    things = (
        lamps((10, 3), (20, 14), (30, 16), (40, 2), lamps=[1, 2, 1, 1], working=[True, True, True, False]),
        cctv((50, 2, 90.0, 1), (50, 2, 180.0, 1), (50, 40, 90.0, 1)), layer("emergency_bells", [at(60, 1)]),
        layer("route_signs", [at(70, 1), at(80, 1)], signs=[3, None]),
    )  # fmt: skip
    route = one(*things)
    assert [(one.kind, one.number, one.average.value) for one in route.counted] == [
        ("lights", 3.0, 13.0), ("cameras", 1.0, 4.0), ("bells", 1.0, 3.0), ("signs", 4.0, 5.0),
    ]  # fmt: skip
    assert [thing.number for thing in one().counted] == [None, None, None, None]
    assert one(layer("route_signs", [at(399, 90)])).number("signs").number == 0.0


def test_the_strip_runs_from_start_to_end_without_a_gap_and_tells_the_walks_at_both_ends() -> None:
    route = one(cctv((0, 2, 90.0, 1)), lamps((100, 3)), layer("emergency_bells", [at(50, 2), at(250, 2)]), layer("phone_booths", [at(200, 60)]))
    strip = route.strip
    assert (strip.start_m[0], strip.end_m[-1]) == (0.0, pytest.approx(300.0))
    assert strip.start_m[1:] == pytest.approx(strip.end_m[:-1])
    x = np.column_stack([strip.start_m, strip.end_m])
    assert strip.bell_m == pytest.approx(np.minimum(abs(x - 50.0), abs(x - 250.0)))
    assert strip.refuge_m == pytest.approx(np.minimum(strip.bell_m, abs(x - 200.0) + 60.0))
    assert set(strip.cameras[strip.seen >= 1.0]) == {1}


def test_a_route_drawn_against_its_street_is_told_from_its_own_start() -> None:
    there = one(cctv((0, 2, 90.0, 1)), lamps((100, 3)))
    back = one(cctv((0, 2, 90.0, 1)), lamps((100, 3)), route=line((300, 0), (0, 0)))
    assert back.strip.start_m == pytest.approx(300.0 - there.strip.end_m[::-1], abs=1e-6)
    assert back.strip.average_lx == pytest.approx(there.strip.average_lx[::-1])
    assert back.kept.value == pytest.approx(there.kept.value)


def test_lux_of_the_strip_is_what_the_lamps_give_there() -> None:
    found = measured(project(*OPEN, routed(line((0, 0), (300, 0))), lamps((100, 3), (150, -4))))
    strip = found.routes[0].strip
    spots = np.linspace(0.5, 299.5, 400)
    each = np.array([lux_at(found.light.light, 200_000.0 + x, 550_000.0).total_lx for x in spots])
    assert float((strip.average_lx * strip.length_m).sum()) / 300.0 == pytest.approx(each.mean(), rel=0.01)
    row = np.clip(np.searchsorted(strip.end_m, spots), 0, len(strip) - 1)
    assert (strip.least_lx[row] <= each + 1e-3).all()
    assert ((each >= 1.0) == (strip.lit[row] > 0)).mean() > 0.99


@given(share=st.floats(0, 1), xs=st.lists(st.floats(0, 300), min_size=1, max_size=5))
@settings(deadline=None, max_examples=8)
def test_no_other_stretch_is_darker_or_less_seen_than_the_weakest(share: float, xs: list[float]) -> None:
    route = one(cctv(*((x, 2.0, 90.0, 1) for x in xs[:2])), lamps(*((x, 3.0) for x in xs)))
    start = share * 280.0
    assert 0.0 <= route.kept.low <= route.kept.value <= route.kept.high <= 1.0
    assert route.darkest.end_m - route.darkest.start_m == pytest.approx(20.0)
    found = measured(project(*OPEN, routed(line((start, 0), (start + 20, 0))), lamps(*((x, 3.0) for x in xs)))).routes[0]
    assert route.darkest.value <= found.average_lx.value + 0.02 * max(1.0, found.average_lx.value)
    cuts = np.append(route.strip.start_m, route.strip.end_m[-1])
    assert route.least_seen.value <= float(over(cuts, route.strip.night, np.array([start]), 20.0)[0]) + 1e-9
    assert shapely.length(route.darkest.line) == pytest.approx(20.0)


def test_the_light_of_the_grain_adds_up_to_the_light_of_the_strip() -> None:
    found = measured(project(*OPEN, routed(line((0, 0), (200, 0), (200, 90))), lamps((100, 3), (190, 40))))
    route = found.routes[0]
    cuts, owner = grain(route.strip)
    fine = lux(route.course.way, cuts[:-1], cuts[1:], found.light)[0] * np.diff(cuts)
    assert np.diff(cuts).max() <= 2.0 + 1e-9
    assert np.bincount(owner, fine) == pytest.approx(route.strip.average_lx * route.strip.length_m)


def test_where_a_route_leaves_the_streets_it_is_measured_on_its_own_line() -> None:
    off = line((380, 0), (400, 0), (400, 100))
    route = one(cctv((400, 2, 0.0, 1)), lamps((400, 60)), route=off)
    strip = route.strip
    assert route.off_m == pytest.approx(100.0, abs=20.0)
    assert (~strip.on).sum() >= 1
    under = (strip.start_m < 80) & (strip.end_m > 80)
    assert (strip.average_lx[under] > strip.least_lx[under]).all()
    assert (strip.least_lx[under] >= 1.0 - 1e-4).all()
    assert (strip.lit[under] == 1.0).all()
    assert strip.seen[~strip.on].max() == 1.0
    assert np.isnan(strip.bell_m[~strip.on]).all()
    assert np.isfinite(route.kept.value)


def test_lines_of_one_name_are_one_route_and_a_route_without_length_is_told_of() -> None:
    nowhere = shapely.LineString([at(5, 5), at(5, 5)])
    whole = project(*BASE, routed(line((0, 0), (90, 0)), line((90, 0), (150, 0)), line((200, 0), (200, 90)), nowhere, names=("가", "가", "", "나")))
    found = measured(whole)
    assert [(route.name, round(route.length_m)) for route in found.routes] == [("가", 150), ("", 90)]
    assert dict(found.notes)["note.routes_empty"]["routes"].value == 1
    assert found.routes[0].areas == ("하나동",)


def test_a_route_taken_away_in_the_scenario_is_gone_and_outside_the_district_none_is_there() -> None:
    whole = project(*BASE, routed(line((0, 0), (90, 0)), line((5000, 0), (5090, 0))))
    assert len(measured(whole).routes) == 1
    gone = Intervention("a", "safe_routes", (at(40, 0).x, at(40, 0).y), properties=(("of", "safe_routes/0"), ("gone", True)))
    assert measured(sketch(whole, gone)).routes == ()


def test_a_part_of_a_route_is_a_line_of_that_length() -> None:
    way = one(route=line((0, 0), (200, 0), (200, 90))).course.way
    assert shapely.length(part_of(way, 150.0, 230.0)) == pytest.approx(80.0)
    assert shapely.equals_exact(part_of(way, 190.0, 210.0), line((190, 0), (200, 0), (200, 10)), 1e-6)
