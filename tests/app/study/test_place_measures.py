"""School zones and safe-return routes as measures of areas: lengths counted once, sums that agree."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from app.model import Project
from app.study.answering import answer
from app.study.answers import Answers, Measure
from app.study.asked import question
from app.study.looks import look
from app.study.places.place_measures import PLACES, of_places, part
from app.words import Words
from tests.app.study_scenes import BASE, at, box, cctv, layer, line, project


def measured(whole: Project) -> Answers:
    return answer(question(whole))


def town() -> Answers:
    return measured(project(
        *BASE, cctv((10, 2, 90.0, 1), (150, 2, None, 1), (390, 2, 270.0, 1)), layer("security_lights", [at(60, 3), at(160, 3), at(300, 3)]),
        layer("school_zones", [box(100, -20, 260, 20), box(140, -20, 300, 20), at(390, 2)], name=["가", "나", "다"]),
        layer("safe_routes", [line((0, 0), (200, 0)), line((100, 0), (200, 0), (200, 90))], name=["갑", "을"]),
        layer("yellow_carpets", [at(120, 2)]), parameters={"school.radius": 100.0},
    ))  # fmt: skip


def figures(found: Answers) -> dict[tuple[str, str], Measure]:
    return {(one.id, one.area): one for one in found.measures if one.id in PLACES}


def test_a_street_in_two_zones_and_on_two_routes_counts_once() -> None:
    told = {key: dict(one.details) for key, one in figures(town()).items()}
    assert told["school", "가람구"]["school_m"].value == pytest.approx(200 + 200 * 0.2 + 100 - 10 + 10 - 0.0)
    assert told["route", "가람구"]["route_m"].value == pytest.approx(290.0)
    assert (told["school", "가람구"]["zones"].value, told["school", "가람구"]["zones_assumed"].value) == (3, 1)
    assert (told["route", "하나동"]["routes"].value, told["route", "두리동"]["routes"].value) == (2, 2)
    assert told["school", "가람구"]["with_carpet"].value == 1
    assert told["school", "가람구"]["with_guard"].value is None


def test_the_dongs_add_up_to_the_district() -> None:
    found = town()
    every = figures(found)
    for id in ("school", "route"):
        kept = {area: one.quantity.value * dict(one.details)[f"{id}_m"].value for (of, area), one in every.items() if of == id}
        assert kept["하나동"] + kept["두리동"] == pytest.approx(kept["가람구"])
        whole = every[id, "가람구"].quantity
        assert 0.0 <= whole.low <= whole.value <= whole.high <= 1.0


def test_one_zone_alone_is_the_measure_of_its_area() -> None:
    found = measured(project(*BASE, cctv((10, 2, 90.0, 1), (150, 2, None, 1)), layer("school_zones", [box(100, -20, 260, 20)], name=["가"])))
    assert figures(found)["school", "가람구"].quantity.value == pytest.approx(found.zones[0].kept.value)


def test_one_route_alone_is_the_measure_of_its_area() -> None:
    found = measured(project(
        *BASE, cctv((10, 2, 90.0, 1), (150, 2, None, 1)), layer("security_lights", [at(60, 3)]), layer("safe_routes", [line((0, 0), (200, 0))], name=["갑"]),
    ))  # fmt: skip
    assert figures(found)["route", "가람구"].quantity.value == pytest.approx(found.routes[0].kept.value)
    assert figures(found)["route", "가람구"].quantity.low == pytest.approx(found.routes[0].kept.low)


def test_without_zones_and_routes_there_are_no_measures_and_no_warnings() -> None:
    found = measured(project(*BASE))
    assert figures(found) == {}
    assert [key for key, _ in found.notes if "zone" in key or "route" in key or key == "note.no_crossings"] == []
    assert [*look(found, None, "school"), *look(found, None, "route")] == []


def test_what_counts_is_nothing_off_the_zones_and_routes() -> None:
    found = town()
    page = found.behind.sheet
    for id in ("school", "route"):
        _, weight = part(page, id)
        assert (weight[~page.columns[id]] == 0).all()
        nowhere = np.zeros(len(weight), dtype=bool)
        assert dict(of_places(found.zones, found.routes, page)[id](nowhere))[f"{id}_m"].value == 0.0


def test_the_maps_show_all_of_the_street_once_and_the_weakest_of_each_route() -> None:
    found = town()
    for id, whole in (("school", figures(found)["school", "가람구"]), ("route", figures(found)["route", "가람구"])):
        drawn = {one.role: shapely.length(one.geometries).sum() for one in look(found, None, id) if one.role in ("kept", "maybe", "unkept")}
        metres = dict(whole.details)[f"{id}_m"].value + (100.0 if id == "route" else 0.0)
        assert sum(drawn.values()) == pytest.approx(metres)
        assert drawn.get("kept", 0.0) / metres <= whole.quantity.high + 1e-9
    weakest = next(one for one in look(found, None, "route") if one.role == "weakest")
    assert set(weakest.labels) == {"갑", "을"}
    assert shapely.length(weakest.geometries) == pytest.approx(20.0)


def test_every_word_of_zones_and_routes_is_there() -> None:
    found = town()
    told = {key for one in figures(found).values() for key, _ in one.details}
    notes = {key for key, _ in found.notes}
    assert "note.zones_assumed" in notes
    for language in ("ko", "en"):
        words = Words(language)
        assert [key for key in (*(f"detail.{one}" for one in told), *notes) if not words.known(key)] == []
