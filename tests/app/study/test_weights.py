"""Need on the streets: every weight from the layer that knows it, none created or lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Intervention, Layer, Project
from app.study.asked import question
from app.study.ground import ground
from app.study.measure_kinds import WEIGHTS
from app.study.need.dwellings import dwellings
from app.study.need.weight_notes import weight_notes
from app.study.need.weights import Weight, weights
from app.words import Words, table
from tests.app.study_scenes import BASE, DISTRICT, DONGS, STREETS, at, box, layer, line, project, sketch

HALVES = [box(-10, -110, 150, 110), box(150, -110, 410, 110)]
HOMES = layer("buildings", [box(20, 4, 60, 30), box(80, -30, 120, -4), box(210, 20, 230, 40)], use=["다가구주택", "아파트", "근린생활시설"], floors=[2, 10, 3])
HOMELESS = (STREETS, DISTRICT, DONGS)


def known(whole: Project) -> dict[str, Weight]:
    asked = question(whole)
    base = ground(asked)
    return weights(asked, base.streets, base.district)


def on(weight: Weight, x0: float, x1: float) -> float:
    """Demand on 가람길 (the street along y = 0) between two places."""
    street = ground(question(project(*BASE))).streets
    lines = shapely.length(shapely.intersection(street.lines, box(x0, -1, x1, 1)))
    assert lines.sum() > 0
    demand, total = weight.demand, 0.0
    for edge, start, end, per_m in zip(demand.stretches.edge, demand.stretches.start_m, demand.stretches.end_m, demand.per_m, strict=True):
        middle = shapely.line_interpolate_point(street.lines[edge], (start + end) / 2)
        total += per_m * (end - start) if box(x0, -1, x1, 1).contains(middle) else 0.0
    return total


def test_two_tables_of_people_serve_a_weight_each() -> None:
    everyone = layer("population", HALVES, residents=[300.0, 100.0])
    women = replace(layer("population", HALVES, women_alone=[30.0, 20.0]), id="women")
    found = known(project(*BASE, everyone, women))
    assert {key: (weight.layer, weight.demand.total) for key, weight in found.items()} == {
        "residents": ("population", pytest.approx(400)), "women_alone": ("women", pytest.approx(50)),
    }  # fmt: skip


def test_households_stand_for_residents_where_nothing_else_is_known() -> None:
    found = known(project(*BASE, layer("population", HALVES, households=[30.0, 20.0], children=[4.0, 5.0])))
    assert {key: weight.basis for key, weight in found.items()} == {"residents": "households", "children": "children"}


def test_people_lie_before_their_homes_where_uses_of_buildings_are_known() -> None:
    people = layer("population", HALVES, residents=[440.0, 100.0])
    found = known(project(*HOMELESS, HOMES, people))["residents"]
    assert found.homes
    assert (on(found, 0, 75), on(found, 75, 125)) == (pytest.approx(440 / 6), pytest.approx(440 * 5 / 6))
    assert found.demand.total == pytest.approx(540)


def test_people_lie_evenly_where_uses_are_not_known() -> None:
    people = layer("population", HALVES, residents=[160.0, 100.0])
    found = known(project(*BASE, people))["residents"]
    assert not found.homes
    assert sorted({round(one, 6) for one in found.demand.per_m.tolist()}) == [round(100 / 450, 6), round(160 / 150, 6)]


def test_dwellings_are_told_by_words_and_codes_and_storeys_fill_in_from_heights() -> None:
    houses = layer("buildings", [box(0, n * 20, 10, n * 20 + 10) for n in range(5)], use=["01003", "업무시설", "apartments", "greenhouse", "단독주택"],
                   floors=[2, 9, None, 1, None], height_m=[50.0, 30.0, 12.0, 3.0, None])  # fmt: skip
    found = dwellings(question(project(STREETS, DISTRICT, houses)), box(-10, -110, 410, 110))
    assert found is not None
    assert (found.row.tolist(), found.floor_m2.tolist()) == ([0, 2, 4], [200.0, 400.0, 100.0])


def test_a_building_that_the_scenario_takes_away_is_no_dwelling() -> None:
    houses = layer("buildings", [box(0, n * 20, 10, n * 20 + 10) for n in range(2)], use=["아파트", "아파트"])
    gone = Intervention("i", "buildings", (0.0, 0.0), None, (("of", "buildings/0"), ("gone", True)))
    found = dwellings(question(sketch(project(STREETS, DISTRICT, houses), gone)), box(-10, -110, 410, 110))
    assert found is not None and found.row.tolist() == [1]


def test_where_most_uses_are_unknown_no_building_is_called_a_dwelling() -> None:
    houses = layer("buildings", [box(0, n * 20, 10, n * 20 + 10) for n in range(3)], use=["yes", "", "house"])
    assert dwellings(question(project(STREETS, DISTRICT, houses)), box(-10, -110, 410, 110)) is None


def test_complaints_and_walkers_weigh_the_streets_around_them() -> None:
    complaints = layer("complaints", [at(100, 3), at(105, -3), None], type=["소음"] * 3, weight=[1.0, 2.0, 5.0])
    walkers = layer("walkers", [line((0, 0), (200, 0)), line((200, -100), (200, 0))], walkers=[50.0, 10.0])
    found = known(project(*BASE, complaints, walkers))
    assert (found["complaints"].demand.total, found["complaints"].total_in) == (pytest.approx(3), 3.0)
    assert on(found["complaints"], 50, 150) == pytest.approx(3)
    assert (found["walkers"].basis, found["walkers"].demand.total) == ("lines", pytest.approx(50 * 200 + 10 * 100))


def test_walkers_counted_at_points_or_in_areas_count_too() -> None:
    points = known(project(*BASE, layer("walkers", [at(100, 2), at(300, 2)], walkers=[30.0, 70.0])))["walkers"]
    areas = known(project(*BASE, layer("walkers", HALVES, walkers=[30.0, 70.0])))["walkers"]
    assert (points.basis, points.demand.total, areas.basis, areas.demand.total) == ("points", pytest.approx(100), "areas", pytest.approx(100))


def test_a_project_that_knows_no_need_has_no_weights() -> None:
    assert known(project(*BASE)) == {}
    assert known(project(*BASE, layer("complaints", []), layer("walkers", []), layer("population", []))) == {}


def test_how_need_was_laid_on_the_streets_is_told_in_both_languages() -> None:
    people = layer("population", HALVES, households=[440.0, 100.0])
    again = replace(layer("population", HALVES, households=[40.0, 10.0]), id="again")
    walkers = layer("walkers", [at(100, 2), at(300, 2), at(300, 109)], walkers=[30.0, 70.0, 10.0])
    asked = question(project(*HOMELESS, HOMES, people, again, walkers, layer("complaints", [at(100, 3)])))
    base = ground(asked)
    said = [key for key, _ in weight_notes(asked, weights(asked, base.streets, base.district), base.district)]
    assert said == ["note.homes", "note.households", "note.people_twice", "note.complaints", "note.walkers_points", "note.lost_walkers"]
    everything = {key for key in table("ko") if key.startswith(("note.lost_", "note.walkers_", "note.homes", "note.no_homes"))}
    assert [key for key in (*said, *everything) if not Words("en").known(key)] == []
    assert {f"note.lost_{key}" for key in WEIGHTS if key != "crime"} | {"note.walkers_lines", "note.walkers_areas"} <= everything


amounts = st.lists(st.tuples(st.integers(-100, 400), st.integers(-150, 150), st.integers(5, 150), st.floats(0, 5000, allow_subnormal=False)), min_size=2, max_size=6)


@settings(deadline=None, max_examples=25)
@given(amounts, st.booleans())
def test_what_is_laid_on_the_streets_and_what_is_lost_is_what_came_in(rows: list[tuple[int, int, int, float]], homes: bool) -> None:
    shapes, numbers = [box(x, y, x + s, y + s) for x, y, s, _ in rows], [n for *_, n in rows]
    places: tuple[Layer, ...] = (
        layer("population", shapes, residents=numbers, women_alone=numbers, children=numbers),
        layer("crime_counts", shapes, area_name=["가"] * len(rows), count=numbers),
        layer("crime_points", [shape.centroid for shape in shapes], weight=numbers),
        layer("complaints", [shape.centroid for shape in shapes], weight=numbers),
        layer("walkers", shapes, walkers=numbers),
    )
    for weight in known(project(*HOMELESS, *((HOMES,) if homes else ()), *places)).values():
        assert weight.demand.total + weight.demand.lost == pytest.approx(weight.total_in, rel=1e-9)


def test_lists_that_disagree_on_the_people_are_told() -> None:
    few = layer("population", [box(0, -50, 200, 50), box(200, -50, 400, 50)], residents=[10.0, 10.0], area_name=["가", "나"])
    many = replace(layer("population", [box(0, -50, 133, 50), box(133, -50, 266, 50), box(266, -50, 400, 50)], residents=[20.0, 20.0, 20.0]), id="people_2")
    asked = question(project(*BASE, few, many))
    base = ground(asked)
    said = dict(weight_notes(asked, weights(asked, base.streets, base.district), base.district))
    assert (said["note.people_differ"]["least"].value, said["note.people_differ"]["most"].value) == (20.0, 60.0)
