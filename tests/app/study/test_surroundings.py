"""What stops sight in a study: buildings with and without heights, walls and fences, trees; and what the scenario changes of them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import geopandas
import numpy
import pytest

from app.model import Intervention, Layer
from app.study import answer, question
from app.study.sight.surroundings import Around, surroundings
from tests.app.study_scenes import DISTRICT, STREETS, X, Y, at, box, cctv, layer, line, project, sketch

# A camera over 가람길, looking east along it: it sees from 3.3 m to 22.7 m ahead, from a mast of 5 m, faces at 1.5 m.
EYE = cctv((100, 0, 90.0, 1))
FREE_M = 22.718 - 3.335


def seen_m(*layers: Layer, items: Sequence[Intervention] = (), parameters: dict[str, float] | None = None) -> float:
    whole = project(STREETS, DISTRICT, EYE, *layers, parameters=parameters)
    reach = answer(question(sketch(whole, *items))).behind.reach
    return float((reach.sure.end_m - reach.sure.start_m).sum())


def around(*layers: Layer, items: Sequence[Intervention] = ()) -> Around:
    return surroundings(question(sketch(project(*layers), *items)), box(-10, -110, 410, 110))


def barrier(height: float | None, **columns: list[object]) -> Layer:
    return layer("barriers", [line((110, -5), (110, 5))], height_m=[height], **columns)


def test_without_anything_around_the_street_ahead_is_seen() -> None:
    assert seen_m() == pytest.approx(FREE_M, abs=0.05)


@pytest.mark.parametrize("height", [1.8, 2.5])
def test_a_wall_lower_than_the_mast_hides_only_its_published_shadow(height: float) -> None:
    shadow = 10.0 * (height - 1.5) / (5.0 - height)
    assert seen_m(barrier(height)) == pytest.approx(FREE_M - shadow, abs=0.05)


def test_a_wall_of_unknown_height_has_the_usual_one() -> None:
    assert seen_m(barrier(None)) == pytest.approx(seen_m(barrier(2.0)), abs=1e-9)
    assert seen_m(barrier(None), parameters={"barrier.height": 4.0}) < seen_m(barrier(None))


def test_a_wall_lower_than_a_face_hides_nothing_and_a_fence_one_can_see_through_neither() -> None:
    assert seen_m(barrier(1.2)) == pytest.approx(FREE_M, abs=0.05)
    assert seen_m(barrier(3.0, see_through=[True])) == pytest.approx(FREE_M, abs=0.05)


def test_a_wall_as_high_as_the_mast_hides_all_that_lies_behind() -> None:
    assert seen_m(barrier(5.0)) == pytest.approx(10.0 - 3.34, abs=0.05)


def house(**columns: object) -> Layer:
    return layer("buildings", [box(110, -5, 111, 5)], **{name: [value] for name, value in columns.items()})


def test_a_house_hides_by_its_height_else_by_its_storeys_else_everything() -> None:
    low = seen_m(house(height_m=3.0))
    assert low == pytest.approx(FREE_M - 1.0 - 11.0 * 1.5 / 2.0, abs=0.05)
    assert seen_m(house(height_m=None, floors=1)) == pytest.approx(low, abs=1e-9)
    assert seen_m(house(name="집")) == seen_m(house(height_m=9.0)) == pytest.approx(10.0 - 3.34, abs=0.05)


def test_a_visible_filler_is_no_height() -> None:
    many = [box(110, -5, 111, 5), *(box(0, 50 + 2 * n, 1, 51 + 2 * n) for n in range(25))]
    heights = [3.0] * 20 + [float(n) for n in range(6, 12)]
    made = around(layer("buildings", many, height_m=heights))
    assert numpy.isnan(made.height_m[:20]).all() and made.height_m[20:].tolist() == heights[20:]


def test_a_dense_tree_hides_and_one_that_is_not_dense_does_not() -> None:
    def tree(**columns: object) -> Layer:
        return layer("trees", [at(112, 0)], **{name: [value] for name, value in columns.items()})

    assert seen_m(tree(name="회양목")) == pytest.approx(10.0 - 3.34, abs=0.2)  # crown of 2 m, unknown height
    assert seen_m(tree(radius_m=4.0)) == pytest.approx(8.0 - 3.34, abs=0.4)
    assert seen_m(tree(crown_m=8.0)) == seen_m(tree(radius_m=4.0))
    assert seen_m(tree(dense=False)) == pytest.approx(FREE_M, abs=0.05)
    assert seen_m(tree(height_m=1.0)) == pytest.approx(FREE_M, abs=0.05)


def test_a_camera_in_the_crown_of_a_tree_looks_out_of_it() -> None:
    trees = layer("trees", [at(101, 0), box(98, -3, 103, 3)], radius_m=[2.0, None])
    assert seen_m(trees) == pytest.approx(FREE_M, abs=0.05)


def test_what_the_scenario_lowers_opens_or_takes_away_hides_accordingly() -> None:
    def change(key: str, **values: object) -> Intervention:
        return Intervention("c", key, (X, Y), None, tuple({"of": f"{key}/0", **values}.items()))

    assert seen_m(barrier(4.0), items=[change("barriers", height_m=1.2)]) == pytest.approx(FREE_M, abs=0.05)
    assert seen_m(barrier(4.0), items=[change("barriers", see_through=True)]) == pytest.approx(FREE_M, abs=0.05)
    assert seen_m(barrier(4.0), items=[change("barriers", gone=True)]) == pytest.approx(FREE_M, abs=0.05)
    assert seen_m(house(name="집"), items=[change("buildings", gone=True)]) == pytest.approx(FREE_M, abs=0.05)
    assert seen_m(layer("trees", [at(112, 0)]), items=[change("trees", dense=False)]) == pytest.approx(FREE_M, abs=0.05)


def test_nothing_around_and_empty_layers_stop_nothing() -> None:
    empty = around(layer("buildings", [None]), layer("barriers", []), layer("trees", [None]))
    assert (len(empty.buildings), len(empty.barriers), len(empty.trees)) == (0, 0, 0)
    assert empty.relief(numpy.zeros((1, 2)), numpy.array([50.0]), 50.0, 6.0) is None


def test_far_away_trees_and_houses_of_unknown_height_need_no_relief() -> None:
    made = around(layer("buildings", [box(0, 4, 60, 30)]), layer("trees", [at(300, 0)]))
    reach = numpy.array([30.0])
    assert made.relief(numpy.array([[X, Y]]), reach, 50.0, 6.0) is None
    assert made.relief(numpy.array([[X + 290, Y]]), reach, 50.0, 6.0) is not None


def test_the_relief_is_not_loaded_where_nothing_is_lower_than_the_masts() -> None:
    code = (
        "import sys; from tests.app.study_scenes import *; from app.study import answer, question\n"
        "answer(question(project(*BASE, cctv((100, 0, 90.0, 1)))))\n"
        "print('app.analysis.relief_kernel' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert told.stdout.split() == ["False"]


def test_lenses_wider_than_ninety_degrees_see_their_sector_and_fisheyes_all_round() -> None:
    frame = {"fov_deg": [120.0, None, None], "type": ["광각", "어안", "회전형"], "heading_deg": [90.0, None, None], "cameras": [1, 1, 1]}
    cameras = layer("cctv", [at(50, 0), at(150, 0), at(250, 0)], **frame)
    found = answer(question(project(STREETS, DISTRICT, cameras))).behind
    wide, fish, turning = found.views.polygons()
    assert wide.contains(at(58, 3)) and not wide.intersects(box(0, -50, 49.9, 50))
    assert fish.contains(at(150, 0)) and turning.contains(at(250, 0))  # no blind zone under a fisheye and a turning camera
    assert found.cameras_all.width_deg.tolist() == pytest.approx([120.0, 360.0, 360.0])


def test_frames_are_not_changed() -> None:
    frame: geopandas.GeoDataFrame = barrier(None).frame
    before = frame.copy()
    around(Layer("barriers", barrier(None).kind, "", barrier(None).source, frame=frame), items=[
        Intervention("c", "barriers", (X, Y), None, (("of", "barriers/0"), ("height_m", 1.0)))
    ])  # fmt: skip
    assert frame.equals(before)
