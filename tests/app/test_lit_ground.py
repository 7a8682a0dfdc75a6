"""The ground one lamp lights."""

from __future__ import annotations

import pytest
import shapely

from app.analysis.lighting import lux_at
from app.study import answer, question
from app.study.lamps.lit_ground import lit_ground
from tests.app.study_scenes import BASE, X, Y, at, box, layer, project


def lamps(*places: tuple[float, float], working: bool = True):
    return layer("security_lights", [at(x, y) for x, y in places], name=["등"] * len(places), lamps=[1] * len(places),
                 working=[working] * len(places), height_m=[5.0] * len(places), flux_lm=[6000.0] * len(places))  # fmt: skip


def test_at_the_edge_of_the_lit_ground_the_lamp_gives_what_counts_as_dark() -> None:
    answers = answer(question(project(*BASE, lamps((300, 20)))))
    ground = lit_ground(answers.light, "security_lights", 0)
    for x, y in list(ground.exterior.coords)[::9]:
        inner = shapely.Point(X + 300, Y + 20)
        spot = shapely.LineString([inner, (x, y)]).interpolate(0.999, normalized=True)
        assert lux_at(answers.light.light, spot.x, spot.y).total_lx == pytest.approx(1.0, rel=0.05)


def test_a_house_cuts_the_lit_ground() -> None:
    wall = layer("buildings", [box(305, 10, 307, 30)], height_m=[9.0])
    rest = [one for one in BASE if one.id != "buildings"]
    free, cut = (answer(question(project(*rest, *more, lamps((300, 20))))) for more in ((), (wall,)))
    whole, part = (lit_ground(answers.light, "security_lights", 0) for answers in (free, cut))
    assert part.area < 0.8 * whole.area and not part.contains(at(310, 20)) and whole.contains(at(310, 20))


def test_a_lamp_out_of_order_or_unknown_lights_nothing() -> None:
    answers = answer(question(project(*BASE, lamps((300, 20), working=False), )))
    assert answers.light is None or lit_ground(answers.light, "security_lights", 0) is None
    there = answer(question(project(*BASE, lamps((300, 20)))))
    assert lit_ground(there.light, "security_lights", 99) is None
