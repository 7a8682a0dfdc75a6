"""The light on the streets of a question: lamps of files and sketches, lit stretches, dark gaps, classes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import edits
from app.analysis.intervals import intervals, lengths
from app.files.importing import import_all
from app.model import Layer, Project
from app.study import question
from app.study.ground import Ground, ground, walls_near
from app.study.lamps.light import Lit, light, relit
from app.study.lamps.light_along import along, of_area
from app.study.lamps.spill import trespass_of
from layers import KINDS
from tests.app.study_scenes import BASE, X, Y, at, box, layer, project


def lamps(*places: tuple[float, float], **columns: list) -> Layer:
    return layer("security_lights", [at(x, y) for x, y in places], name=[f"보안등 {n + 1}" for n in range(len(places))], **columns)


def lit_of(whole: Project) -> Lit | None:
    asked = question(whole)
    base = ground(asked)
    return light(asked, base.streets, base.district, walls_near(asked, base.district), inside=base.inside)


def streets_of(whole: Project) -> Ground:
    return ground(question(whole))


def test_without_lamps_nothing_is_said_about_light() -> None:
    assert lit_of(project(*BASE)) is None


def test_lamps_of_another_district_are_no_lamps_of_this_one() -> None:
    assert lit_of(project(*BASE, lamps((5000.0, 0.0)))) is None


def test_one_lamp_lights_the_street_as_far_as_the_formula_says() -> None:
    found = lit_of(project(*BASE, lamps((300.0, 0.0))))
    # 0.8 * 6000 / pi * 25 / (25 + d²)² = 1 at d = 13.08 m to either side.
    d = np.sqrt(5.0 * np.sqrt(0.8 * 6000.0 / np.pi) - 25.0)
    assert lengths(found.lit, len(found.streets)).sum() == pytest.approx(2.0 * d, abs=2e-3)


def test_a_lamp_says_what_no_file_gives() -> None:
    found = lit_of(project(*BASE, lamps((300.0, 0.0), (250.0, 0.0), height_m=[6.0, None], flux_lm=[None, 4000.0])))
    assert [(one.assumed, one.height_m, one.flux_lm) for one in found.lamps] == [(("flux",), 6.0, 6000.0), (("height",), 5.0, 4000.0)]


def test_lamps_out_of_order_are_dark_and_counted() -> None:
    found = lit_of(project(*BASE, lamps((300.0, 0.0), (250.0, 0.0), working=[False, None])))
    assert found.out_of_order == 1 and lengths(found.lit, 4).sum() < 27.0 and len(found.lamps) == 2


def test_several_lamps_at_a_post_shine_together() -> None:
    one, two = (lit_of(project(*BASE, lamps((300.0, 0.0), lamps=[n]))) for n in (1, 2))
    assert two.segments.average_lx.max() > one.segments.average_lx.max()


def test_a_lamp_inside_a_building_hangs_just_outside_it() -> None:
    found = lit_of(project(*BASE, lamps((40.0, 5.0))))
    assert found.moved.tolist() == [True] and found.lamps[0].at_m == pytest.approx((X + 40.0, Y + 3.95), abs=1e-6)


def test_the_scenario_moves_changes_takes_and_adds_lamps() -> None:
    whole = project(*BASE, lamps((300.0, 0.0), (250.0, 0.0), (350.0, 0.0)))
    whole = edits.change_existing(whole, "security_lights", 0, at_m=(X + 310.0, Y))
    whole = edits.change_existing(whole, "security_lights", 1, gone=True)
    whole = edits.change_existing(whole, "security_lights", 2, working=False)
    whole = edits.place(whole, "street_lamps", (X + 100.0, Y), properties=(("height_m", 8.0), ("flux_lm", 9000.0)))
    found = lit_of(whole).lamps
    assert [(one.layer, one.row, one.at_m[0] - X, one.working) for one in found] == [
        ("security_lights", 0, 310.0, True), ("security_lights", 2, 350.0, False), (whole.shown.items[-1].id, -1, 100.0, True),
    ]  # fmt: skip
    assert found[-1].height_m == 8.0


def test_a_first_sketched_lamp_is_enough_to_ask_for_light() -> None:
    assert len(lit_of(edits.place(project(*BASE), "security_lights", (X + 300.0, Y)))) == 1


def test_taking_the_last_lamp_away_leaves_it_dark_rather_than_unknown() -> None:
    found = lit_of(edits.change_existing(project(*BASE, lamps((300.0, 0.0))), "security_lights", 0, gone=True))
    assert len(found) == 0 and len(found.lit) == 0 and found.gaps.at.end_m.max() > 100.0


def test_dark_gaps_are_those_inside_the_district_and_the_longest_comes_first() -> None:
    whole = project(*BASE, lamps((300.0, 0.0)))
    inside = streets_of(whole).inside
    found = lit_of(whole).gaps
    dark = lengths(found.at, 4).sum()
    assert dark == pytest.approx(lengths(inside, 4).sum() - 26.16, abs=0.1) and (np.diff(found.walk_m) <= 0).all()


def test_thresholds_are_the_planner_s() -> None:
    base = (*BASE, lamps((300.0, 0.0), (250.0, 0.0)))
    usual = lit_of(project(*base))
    strict = lit_of(project(*base, parameters={"light.target_min": 3.0, "light.dark": 0.5, "light.dark_length": 150.0}))
    assert lengths(strict.good, 4).sum() < lengths(usual.good, 4).sum() == lengths(usual.lit, 4).sum() < lengths(strict.lit, 4).sum()
    assert len(strict.gaps.walk_m) < len(usual.gaps.walk_m)


def row_of_lamps(**parameters: float) -> Lit:
    places = [(x, y) for x in range(180, 425, 5) for y in (-2.0, 2.0)]
    return lit_of(project(*BASE, lamps(*places), parameters={f"light.{name}": value for name, value in parameters.items()}))


def test_a_street_keeps_its_class_by_average_minimum_and_where_asked_its_face() -> None:
    kept = row_of_lamps().class_kept
    assert kept.sum() == 1
    assert row_of_lamps(target_avg=20.0, llf=0.5, flux=200.0).class_kept.sum() == 0
    assert row_of_lamps(target_min=10.0, llf=0.5, flux=600.0).class_kept.sum() == 0
    assert row_of_lamps(face_min=1.0).class_kept.sum() == 1
    assert row_of_lamps(face_min=5.0, flux=500.0, target_avg=2.0, target_min=0.2).class_kept.sum() == 0


def test_each_assumption_about_light_is_asked_for() -> None:
    asked = question(project(*BASE, lamps((300.0, 0.0))))
    base = ground(asked)
    light(asked, base.streets, base.district, walls_near(asked, base.district))
    wanted = {"height", "flux", "llf", "reach", "floor", "dark", "dark_length", "target_avg", "target_min", "face_min", "face_z"}
    assert {f"light.{name}" for name in wanted} <= asked.assumptions.used


def same(one: Lit, other: Lit) -> None:
    for a, b in ((one.lit, other.lit), (one.good, other.good)):
        assert a.edge.tolist() == b.edge.tolist()
        assert a.start_m == pytest.approx(b.start_m, abs=1e-9) and a.end_m == pytest.approx(b.end_m, abs=1e-9)
    assert one.segments.average_lx == pytest.approx(other.segments.average_lx, abs=1e-9)
    assert one.segments.least_lx == pytest.approx(other.segments.least_lx, abs=1e-9)
    assert one.class_kept.tolist() == other.class_kept.tolist() and one.lamps == other.lamps


PLACES = st.tuples(st.floats(-20.0, 420.0), st.floats(-30.0, 30.0))
EDITS = st.lists(st.tuples(st.sampled_from(["add", "move", "gone", "dim", "change"]), st.integers(0, 3), PLACES), min_size=1, max_size=5)


@settings(deadline=None, max_examples=25)
@given(EDITS, st.sampled_from([{}, {"light.face_min": 0.5, "light.target_min": 2.0}]))
def test_after_any_run_of_changes_the_light_equals_a_full_calculation(changes: list, parameters: dict) -> None:
    whole = project(*BASE, lamps((300.0, 0.0), (250.0, 1.0), (200.0, 0.0), (90.0, -10.0)), parameters=parameters)
    known = lit_of(whole)
    for what, row, (x, y) in changes:
        to = (X + x, Y + y)
        if what == "add":
            whole = edits.place(whole, "security_lights", to)
        elif what == "change":
            new = [item for item in (whole.shown.items if whole.shown else ()) if item.of is None]
            whole = edits.move(whole, new[row % len(new)].id, to) if new else whole
        else:
            given = {"move": {"at_m": to}, "gone": {"gone": True}, "dim": {"flux_lm": 900.0, "lamps": 2}}[what]
            whole = edits.change_existing(whole, "security_lights", row, **given)
        known = relit(known, question(whole))
    same(known, lit_of(whole))


def test_a_change_that_moves_no_lamp_touches_no_street() -> None:
    whole = project(*BASE, lamps((300.0, 0.0)))
    after = edits.place(whole, "phone_booths", (X + 100.0, Y))
    assert relit(lit_of(whole), question(after)).touched.tolist() == []


def test_lamps_on_walls_on_one_spot_and_streets_without_length_have_answers() -> None:
    broken = layer("streets", [*BASE[0].frame.geometry, box(0, 0, 0, 0).boundary], name=["가람길", "나루길", ""])
    found = lit_of(project(broken, *BASE[1:], lamps((60.0, 10.0), (300.0, 0.0), (300.0, 0.0))))
    assert found.moved.tolist() == [True, False, False] and np.isfinite(found.segments.average_lx).all()


def test_a_layer_that_is_not_counted_gives_no_light() -> None:
    assert lit_of(project(*BASE, replace(lamps((300.0, 0.0)), counted=False))) is None


def test_light_along_any_stretch_is_that_of_a_fine_sum() -> None:
    found = lit_of(project(*BASE, lamps((300.0, 3.0), (262.0, -4.0))))
    edge = int(found.segments.average_lx.argmax())
    got = along(found, intervals([edge, edge], [33.3, 0.0], [120.7, 200.0]))
    u = np.linspace(33.3, 120.7, 20_001)
    start = found.streets.piece_xy[found.streets.piece_edge == edge][0, 0] - X
    lux = sum(
        np.where(np.hypot(start + u - x, y) <= 25.0, 0.8 * 6000.0 / np.pi * 25.0 / ((start + u - x) ** 2 + y**2 + 25.0) ** 2, 0.0)
        for x, y in ((300.0, 3.0), (262.0, -4.0))
    )
    assert got.average_lx[0] == pytest.approx(np.trapezoid(lux, u) / 87.4, rel=1e-3)
    assert got.least_lx[0] == pytest.approx(lux.min(), abs=1e-4)
    assert got.average_lx[1] == pytest.approx(found.segments.average_lx[edge], rel=1e-9)


def test_the_averages_of_the_dongs_make_that_of_the_district() -> None:
    whole = project(*BASE, lamps((300.0, 0.0), (150.0, 0.0), (60.0, -3.0)))
    base, found = streets_of(whole), lit_of(whole)
    parts = [of_area(found, base.in_dong.take(base.dong == number)) for number in (0, 1)]
    every = of_area(found, base.inside)
    assert sum(one.average_lx * one.length_m for one in parts) == pytest.approx(every.average_lx * every.length_m, rel=1e-6)
    assert every.average_lx > 0 and every.least_lx == 0.0 and every.uniformity == 0.0


def test_a_lamp_close_to_a_house_is_too_bright_for_its_windows() -> None:
    # The house (20..60, 4..30) has a lamp two metres before its long front; the other house lies far from it.
    whole = project(*BASE, lamps((40.0, 2.0)))
    base = streets_of(whole)
    spill = trespass_of(lit_of(whole), question(whole), base.areas)
    # On the wall, h = 3.5 above the window, q = 2 before it: 0.8 * 6000 / pi * h q / r^4 >= 10.
    r4 = 0.8 * 6000.0 / np.pi * 3.5 * 2.0 / 10.0
    half = np.sqrt(np.sqrt(r4) - 3.5**2 - 2.0**2)
    assert spill.total_m == pytest.approx(2.0 * half, abs=2e-3) and spill.lamp_m.tolist() == pytest.approx([spill.total_m])
    assert spill.above_m.tolist() == pytest.approx([spill.total_m, spill.total_m, 0.0])
    assert spill.share(0) == pytest.approx(spill.total_m / (132.0 + 132.0)) and spill.share(2) is None
    assert [line.length for line in spill.lines] == pytest.approx([spill.total_m]) and spill.unknown_use == len(spill.outlines)


def test_only_dwellings_have_windows_to_be_spared() -> None:
    homes = layer("buildings", [box(20, 4, 60, 30), box(80, -30, 120, -4)], use=["창고", "단독주택"])
    whole = project(*BASE[:3], homes, lamps((40.0, 2.0), (100.0, -2.0)))
    spill = trespass_of(lit_of(whole), question(whole), streets_of(whole).areas)
    assert spill.unknown_use == 0 and len(spill.outlines) == 1 and spill.lamp_m[0] == 0.0 < spill.lamp_m[1]


def test_without_buildings_no_light_trespasses() -> None:
    whole = project(*BASE[:3], lamps((40.0, 2.0)))
    spill = trespass_of(lit_of(whole), question(whole), streets_of(whole).areas)
    assert spill.total_m == 0.0 and spill.share(0) is None and len(spill.lines) == 0


def test_the_real_lamps_of_yeoksam_light_its_real_streets(shared_data: Path) -> None:
    places = shared_data / "streets_buildings" / "gangnam_osm"
    files = [places / "roads.geojson", places / "buildings.geojson", shared_data / "lighting" / "gangnam_yeoksam_security_lights.csv"]
    if not all(file.is_file() for file in files):
        pytest.skip("the real streets, buildings or lamps of Yeoksam are not here")
    layers, _, _ = import_all(files, KINDS, Project("p", "역삼"))
    assert {one.kind.key for one in layers} == {"streets", "buildings", "security_lights"}
    found = lit_of(Project("p", "역삼", layers=layers))
    lit_m = lengths(found.lit, len(found.streets))
    assert len(found) > 1500 and (lit_m <= found.streets.length_m + 1e-6).all()
    # Where the lamps stand most street is lit; an average of nothing or of daylight would be a slip.
    near = found.segments.average_lx[lit_m > 0.9 * found.streets.length_m]
    assert len(near) > 100 and 1.0 < np.median(near) < 60.0
    assert {one.assumed for one in found.lamps} == {("height", "flux")}
