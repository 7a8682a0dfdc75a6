"""Which cameras stand where: rows of files, several headings in a cell, and what was typed into the scenario."""

from __future__ import annotations

import time

import numpy
import pytest

from app.model import Intervention
from app.study import question
from app.study.sight.camera_sites import camera_type, masts
from app.study.sight.cameras import Cameras, looks
from tests.app.study_scenes import BASE, X, Y, at, cctv, layer, project, sketch


def seen(*items: Intervention, layers: tuple = (), **columns: object) -> Cameras:
    """The looks of one mast with these columns, or of some items."""
    if columns:
        layers = (layer("cctv", [at(0, 0)], **{name: [value] for name, value in columns.items()}),)
    asked = question(sketch(project(*BASE, *layers), *items))
    return looks(masts(asked), asked.assumptions)


def headings(cameras: Cameras) -> list[float | None]:
    return [camera.heading_deg for camera in cameras.cameras]


def second(name: str, value: object, number: int = 2) -> tuple[str, object]:
    return (f"{number}.{name}", value)


def test_several_headings_in_one_cell_are_several_cameras() -> None:
    found = seen(heading_text="북, 남동 / 서측", cameras=3)
    assert headings(found) == [0.0, 135.0, 270.0] and [camera.number for camera in found.cameras] == [1, 2, 3]
    assert found.sites == 1 and found.unknown_sites == 0


def test_more_cameras_than_headings_leave_the_rest_unknown_as_one_look() -> None:
    found = seen(heading_text="북, 남", cameras=3)
    assert headings(found) == [0.0, 180.0, None]
    assert found.chance[2] == pytest.approx(69.676 / 360, rel=1e-4) and found.unknown_sites == 1


def test_a_heading_in_degrees_makes_the_nearest_of_the_named_ones_exact() -> None:
    assert headings(seen(heading_text="북동, 남서", heading_deg=220.0)) == [45.0, 220.0]
    assert headings(seen(heading_text="북동", heading_deg=220.0)) == [220.0]


@pytest.mark.parametrize(
    ("words", "kind"),
    [("회전형", "ptz"), ("스피드돔 PTZ", "ptz"), ("고정형", "fixed"), ("360도 어안", "fisheye"), ("멀티렌즈", "multi"), ("광각", "wide"), ("기타", "")],
)
def test_the_kind_of_camera_is_read_from_the_words_of_real_files(words: str, kind: str) -> None:
    assert camera_type(words) == kind


def test_a_site_said_to_look_everywhere_is_all_round_and_nobody_knows_how() -> None:
    (camera,) = seen(heading_text="360도 전방면", cameras=4).cameras
    assert camera.all_round and camera.known and camera.kind == "round"
    (turning,) = seen(heading_text="360도 회전", cameras=4).cameras
    assert turning.kind == "ptz"


def test_one_housing_with_four_lenses_is_a_fan_about_its_heading() -> None:
    assert headings(seen(type="멀티렌즈", heading_deg=45.0, lenses=4)) == [270.0, 0.0, 90.0, 180.0]
    assert headings(seen(type="multi", heading_deg=90.0, lenses=2)) == [45.0, 135.0]
    unknown = seen(type="multi", lenses=2)
    assert headings(unknown) == [None] and unknown.chance[0] == pytest.approx(2 * 69.676 / 360, rel=1e-4)


def test_what_a_camera_is_not_told_it_takes_from_its_mast_and_the_mast_from_the_assumptions() -> None:
    first = Intervention(
        "item-1", "cctv", (X, Y), 10.0,
        (("cameras", 3), ("height_m", 6.0), ("tilt_deg", 30.0), second("heading_deg", 100.0), second("tilt_deg", 40.0),
         second("heading_deg", 190.0, 3), second("focal_mm", 8.0, 3)),
    )  # fmt: skip
    found = seen(first)
    assert headings(found) == [10.0, 100.0, 190.0] and found.sites == 1
    assert found.height_m.tolist() == [6.0] * 3 and found.optics.tilt_deg.tolist() == [30.0, 40.0, 30.0]
    assert found.optics.focal_mm.tolist() == [4.0, 4.0, 8.0] and found.night_m.tolist() == [30.0] * 3


def test_a_second_camera_with_its_own_heading_does_not_turn_because_the_first_does() -> None:
    found = seen(Intervention("item-1", "cctv", (X, Y), None, (("type", "ptz"), ("cameras", 2), second("heading_deg", 90.0))))
    assert [(camera.kind, camera.heading_deg) for camera in found.cameras] == [("ptz", None), ("fixed", 90.0)]
    assert found.night_m.tolist() == [100.0, 30.0]


def test_a_changed_mast_stands_once_with_what_the_file_says_and_what_was_typed() -> None:
    site = layer("cctv", [at(0, 0), at(50, 0)], heading_text=["북, 남", "동"], height_m=[7.0, None], cameras=[2, 1])
    moved = Intervention("c", "cctv", (X + 5, Y), 30.0, (("of", "cctv/0"), ("night_m", 12.0)))
    found = seen(moved, layers=(site,))
    assert headings(found) == [90.0, 30.0, 180.0]  # existing first; the camera that was not turned looks where the file says
    assert [camera.row for camera in found.cameras] == [1, 0, 0] and found.cameras[1].at_m == (X + 5, Y)
    assert found.height_m.tolist() == [5.0, 7.0, 7.0] and found.night_m.tolist() == [30.0, 12.0, 12.0]


def test_a_removed_mast_is_gone_and_its_neighbour_stays() -> None:
    gone = Intervention("c", "cctv", (X, Y), None, (("of", "cctv/0"), ("gone", True)))
    assert [camera.row for camera in seen(gone, layers=(cctv((0, 0, 0.0, 1), (9, 0, 0.0, 1)),)).cameras] == [1]


def test_cameras_beyond_the_number_told_do_not_count() -> None:
    one = Intervention("item-1", "cctv", (X, Y), 10.0, (("cameras", 1), second("heading_deg", 100.0)))
    assert headings(seen(one)) == [10.0]


def test_no_masts_have_no_looks() -> None:
    found = seen()
    assert len(found) == 0 and found.eyes_m.shape == (0, 2) and found.prints.far_m.shape == (0,)


def test_odd_numbers_are_taken_as_unknown() -> None:
    found = seen(heading_deg=0.0, height_m=-3.0, focal_mm=0.0, tilt_deg=numpy.nan, fov_deg=-5.0, night_m=-1.0, cameras=1)
    glass = found.optics
    assert (glass.height_m[0], glass.focal_mm[0], glass.tilt_deg[0], glass.night_m[0]) == (5.0, 4.0, 25.0, 30.0)


def test_eighty_thousand_rows_are_read_in_seconds() -> None:
    count = 80_000
    words = numpy.resize(numpy.array(["360도 전방면", "고정 북, 남", None, "반경 50m 이내"], dtype=object), count)
    big = layer("cctv", [at(0, 0)] * count, heading_text=words, cameras=numpy.resize([4, 2, 3, 1], count))
    asked = question(project(*BASE, big))
    begin = time.process_time()
    found = looks(masts(asked), asked.assumptions)
    assert len(found) == count * 5 // 4 and time.process_time() - begin < 10.0
