"""What the hand catches on, on the small quarter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shapely import LineString, Point, Polygon
from window_pieces import X, Y, layer, quarter

from app.model import Intervention
from app.snapping import Snaps, ground_key, snaps


def known(*more: object) -> Snaps:
    return snaps((*quarter().layers, *more))


def test_a_mast_is_caught_by_its_name() -> None:
    found = known().near((X + 6, Y + 4), 3.0)
    assert (found.what, found.kind, found.name, found.at_m) == ("pole", "cctv", "방범-001", (X + 5, Y + 3))


def test_the_nearer_of_two_masts_is_caught() -> None:
    two = layer("street_lamps", [Point(X + 50, Y + 5), Point(X + 52, Y + 5)], name=["가로등 12-2", "가로등 12-3"])
    assert known(two).near((X + 51.2, Y + 5), 4.0).name == "가로등 12-3"


def test_the_middle_of_a_street_is_caught_with_the_way_it_runs() -> None:
    found = known().near((X + 100, Y + 0.4), 1.0)
    assert (found.what, found.name, found.at_m, found.bearing_deg) == ("street", "가로길", (X + 100, Y), 90.0)


def test_the_edge_of_a_street_lies_half_its_width_beside() -> None:
    found = known().near((X + 100, Y + 2.8), 1.0)
    assert (found.what, found.at_m) == ("edge", (X + 100, Y + 3))


def test_a_wall_is_caught_between_its_corners_and_a_corner_at_its_end() -> None:
    wall, corner = known().near((X + 40, Y + 19), 2.0), known().near((X + 21, Y + 19.2), 2.0)
    assert (wall.what, wall.at_m) == ("wall", (X + 40, Y + 20))
    assert (corner.what, corner.at_m) == ("vertex", (X + 20, Y + 20))


def test_what_is_sketched_is_caught_at_its_corners_but_not_what_is_carried() -> None:
    fence = Intervention("item-1", "barriers", (X + 105, Y + 50), path_m=((X + 100, Y + 50), (X + 110, Y + 50)))
    assert known().near((X + 109, Y + 51), 3.0, sketched=(fence,)).layer == "item-1"
    assert known().near((X + 109, Y + 51), 3.0, sketched=(fence,), but=("item-1",)) is None


def test_an_existing_thing_that_is_carried_does_not_catch_itself() -> None:
    assert known().near((X + 5, Y + 6), 3.0, but=("cctv/0",)).what == "edge"


def test_hidden_layers_do_not_catch() -> None:
    assert known().near((X + 5, Y + 4), 0.9, hidden=("cctv",)) is None or known().near((X + 5, Y + 4), 0.9, hidden=("cctv",)).what != "pole"


def test_single_crimes_catch_nothing() -> None:
    crime = layer("crime_points", [Point(X - 77, Y + 77)])
    assert known(crime).near((X - 77, Y + 77), 5.0) is None


def test_far_from_everything_nothing_is_caught() -> None:
    assert known().near((X - 90, Y + 120), 10.0) is None


def test_a_ground_without_layers_catches_nothing() -> None:
    assert snaps(()).near((X, Y), 10.0) is None


def test_empty_and_missing_shapes_are_left_out() -> None:
    odd = layer("buildings", [None, Polygon(), Polygon([(X, Y - 50), (X + 10, Y - 50), (X + 10, Y - 60)])], name=["", "", "집"])
    assert snaps((odd,)).near((X + 5, Y - 49), 3.0).row == 2


def test_a_width_nobody_can_read_gives_no_edge() -> None:
    street = layer("streets", [LineString([(X, Y), (X + 50, Y)])], name=["길"], width_m=["넓음"])
    assert snaps((street,)).near((X + 25, Y + 3), 1.0) is None


@pytest.mark.parametrize("change", [{"revision": 2}, {"corrections": ((0, "name", "새 이름"),)}])
def test_a_changed_layer_is_another_ground(change: dict) -> None:
    project = quarter()
    other = project.with_layer(replace(project.layer("cctv"), **change))
    assert ground_key(other.layers) != ground_key(project.layers)


def test_turning_a_layer_off_is_the_same_ground() -> None:
    project = quarter()
    assert ground_key(project.with_layer(replace(project.layer("cctv"), visible=False)).layers) == ground_key(project.layers)
