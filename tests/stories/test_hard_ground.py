"""Ground, cameras and lamps as bad as files and hands can make them: every question has an answer, or one sentence why not."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
import shapely

from app import edits
from app.errors import AppError
from app.model import Project
from app.study import answer, question
from app.study.answers import Answers
from app.study.deeper import deeper
from app.study.live import Live
from app.study.looks import LOOKS, look
from app.study.rank.score import score
from app.why import why
from app.why_not import why_not_here
from tests.app.study_scenes import BASE, DISTRICT, STREETS, X, Y, at, box, cctv, layer, line, project

NAN, INF = math.nan, math.inf
LAMPS = layer("security_lights", [at(100, 3), at(205, 60), at(330, -3)], flux_lm=[None, 9000.0, None])
DEVICES = (layer("phone_booths", [at(200, 99)], name=["안심부스"]), layer("mailboxes", [at(0, 0)], name=["택배함"]), layer("emergency_bells", [at(390, 0)]))
SITES = cctv((200, 0, None, 1), (30, 3, 90.0, 1), (300, -4, 270.0, 2), (90, 3, None, 3))
FULL = project(*BASE, SITES, LAMPS, *DEVICES)
BOW = shapely.Polygon([(X + 20, Y + 4), (X + 60, Y + 30), (X + 60, Y + 4), (X + 20, Y + 30)])
NOTHING = (None, shapely.Point())


def answered(whole: Project) -> Answers:
    """Everything that can be asked of a project; the claims hold for every project."""
    found = answer(question(whole))
    more = deeper(found)
    for one in (*found.measures, *more.measures):
        value, low, high = (one.quantity.value, one.quantity.low, one.quantity.high)
        if value is not None and one.quantity.unit == "share":
            low, high = (value if side is None else side for side in (low, high))
            assert -1e-9 <= low <= value + 1e-9 and value <= high + 1e-9 <= 1.0 + 2e-9, one
    for area in found.areas:
        day, night = (found.measure(id, area.code) for id in ("seen", "seen_night"))
        if day and night and day.quantity.value is not None and night.quantity.value is not None:
            assert night.quantity.value <= day.quantity.value + 1e-9
    score(found, more)
    for name in LOOKS:
        look(found, more, name)
    for kind in ("cctv", "security_lights", "phone_booths", "mailboxes"):
        try:
            why(found, X + 150.0, Y + 2.0)
            why_not_here(found, X + 150.0, Y + 2.0, kind)
        except AppError as told:
            assert str(told)
    return found


def swapped(other: object) -> Project:
    return FULL.with_layer(other)  # type: ignore[arg-type]


HARD = {
    "only streets": project(STREETS),
    "no buildings": FULL.without_layer("buildings"),
    "no lamps": FULL.without_layer("security_lights"),
    "no cameras": FULL.without_layer("cctv"),
    "lamps nowhere": swapped(layer("security_lights", NOTHING, flux_lm=[1.0, 2.0])),
    "lamps beyond measure": swapped(layer("security_lights", [at(100 + 50 * n, 3) for n in range(6)], flux_lm=[1e9, -5, NAN, INF, 0, 1e300],
                                          height_m=[0, -3, 1e9, NAN, INF, 1e-9])),
    "cameras beyond measure": swapped(layer(
        "cctv", [at(50 + 10 * n, 2) for n in range(6)], heading_deg=[NAN, INF, -INF, 1e9, 0, 0], cameras=[0, -1, 1e9, NAN, INF, 2.5],
        height_m=[0, NAN, -1, 1e9, INF, 1.5], tilt_deg=[90, 91, -90, NAN, INF, 0], focal_mm=[0, NAN, -1, 1e9, INF, 1e-9],
        fov_deg=[360, 361, -1, NAN, INF, 90.0000001], pixels_px=[0, 1, NAN, 1e18, INF, 2e6], night_m=[-1, NAN, INF, 1e9, 0, 0],
    )),
    "headings that say nothing": swapped(layer(
        "cctv", [at(50 + 10 * n, 2) for n in range(5)], heading_text=["어딘가", "동,서,남,북", "<b>", "동북서남" * 200, "9999999999도"], cameras=[3] * 5,
    )),
    "stairs only": swapped(replace(STREETS, frame=STREETS.frame.assign(way="steps"))),  # type: ignore[union-attr]
    "rotten streets": swapped(layer("streets", [
        line((0, 0), (400, 0)), line((400, 0), (0, 0)), line((10, 10), (10, 10)), line((0, 0), (50, 50), (50, 0), (0, 50), (0, 0)), None,
        shapely.LineString(), line((200, -100), (200, 100)),
    ], width_m=[NAN, -1, 0, 1e9, INF, 3, 3])),
    "rotten buildings": swapped(layer("buildings", [
        BOW, box(80, -30, 120, -4), box(80, -30, 120, -4), shapely.Polygon([(X, Y), (X + 10, Y), (X + 20, Y)]), None, shapely.Polygon(),
        box(199.999, 40, 200.001, 60),
    ], height_m=[0, NAN, -5, 1e9, INF, 1, 1])),
    "one building over all": swapped(layer("buildings", [box(-60, -150, 500, 150)])),
    "zones over one another": FULL.with_layer(layer("school_zones", [box(50, -20, 150, 20), box(100, -20, 200, 20), box(100, -20, 200, 20), BOW,
                                                                     at(210, 50), at(3000, 3000), None], name=list("가나다라마바사"))),
    "routes out of the district": FULL.with_layer(layer("safe_routes", [
        line((5000, 0), (6000, 0)), line((-500, 0), (900, 0)), line((10, 10), (10, 10)), shapely.LineString(), None, line((0, 0), (400, 0), (0, 0)),
    ], name=list("가나다라마바"))),
}


@pytest.mark.parametrize("name", HARD)
def test_every_hard_ground_has_an_answer(name: str) -> None:
    answered(HARD[name])


def test_without_streets_one_sentence_says_so() -> None:
    with pytest.raises(AppError, match="길 자료가 없어"):
        answer(question(project(DISTRICT)))


def test_all_cameras_and_all_lamps_taken_away_leave_nothing_seen_and_nothing_lit() -> None:
    bare = FULL
    for id, rows in (("cctv", 4), ("security_lights", 3)):
        for row in range(rows):
            bare = edits.change_existing(bare, id, row, gone=True)
    found = answered(bare)
    for id in ("seen", "seen_night", "lit"):
        assert found.measure(id, found.areas[0].code).quantity.value == 0.0


def test_a_change_of_what_no_longer_exists_has_an_answer() -> None:
    changed = edits.change_existing(edits.change_existing(FULL, "cctv", 3, at_m=(X + 100.0, Y + 2.0)), "security_lights", 2, gone=True)
    answered(changed.without_layer("cctv"))
    shorter = {id: replace(changed.layer(id), frame=changed.layer(id).frame.iloc[:1], revision=2) for id in ("cctv", "security_lights")}
    for one in shorter.values():
        answered(changed.with_layer(one))


@pytest.mark.parametrize("seed", [1, 2])
def test_figures_follow_a_careless_hand_for_many_steps(seed: int) -> None:
    rnd, whole, live = random.Random(seed), FULL, Live(answer(question(FULL)))
    for _ in range(25):
        spot = (X + rnd.uniform(-20.0, 420.0), Y + rnd.uniform(-30.0, 30.0))
        items = whole.shown.items if whole.shown else ()
        kind = rnd.choice(("cctv", "security_lights", "phone_booths", "emergency_bells", "mailboxes"))
        deed = rnd.choice(("place", "move", "aim", "existing", "gone", "remove"))
        if deed in ("move", "aim", "remove") and items:
            id = rnd.choice(items).id
            ways = {"move": (edits.move, spot), "aim": (edits.aim, rnd.uniform(-720.0, 720.0)), "remove": (edits.remove,)}
            way, *more = ways[deed]
            whole = way(whole, id, *more)
        elif deed in ("existing", "gone"):
            id = rnd.choice(("cctv", "security_lights"))
            whole = edits.change_existing(whole, id, rnd.randrange(3), at_m=spot, gone=deed == "gone")
        else:
            whole = edits.place(whole, kind, spot, heading_deg=rnd.choice((None, rnd.uniform(0.0, 360.0))) if kind == "cctv" else None)
        found, expected = live.figures(whole), answer(question(whole))
        assert found is not None
        for one in expected.measures:
            value, low, high = one.quantity.value, one.quantity.low, one.quantity.high
            if value is not None:
                sides = (value, value if low is None else low, value if high is None else high)
                assert found.share(one.id, one.area_code) == pytest.approx(sides, abs=1e-6), (one.id, one.area, deed)
