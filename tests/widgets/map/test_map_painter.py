"""The one way a map is drawn."""

from __future__ import annotations

from dataclasses import replace

import map_pieces as pieces
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QImage, QPainter

from app.feedback import Cancelled, Feedback
from app.scene import Frame, Scene
from widgets.map import map_shapes
from widgets.map.map_painter import GROUND, picture
from widgets.theme import DARK, LIGHT

pytestmark = pytest.mark.usefixtures("qapp")


def colour(image: QImage, place: tuple[int, int]) -> str:
    return image.pixelColor(*place).name()


def far(one: str, other: str) -> int:
    a, b = QColor(one), QColor(other)
    return max(abs(a.red() - b.red()), abs(a.green() - b.green()), abs(a.blue() - b.blue()))


def test_an_empty_scene_gives_the_bare_ground() -> None:
    image = picture(Scene(), pieces.frame())
    assert {colour(image, (x, y)) for x in range(0, 400, 40) for y in range(0, 240, 40)} == {LIGHT.ground}


def test_a_house_stands_where_it_is_and_the_ground_stays_beside_it() -> None:
    view = pieces.frame()
    image = picture(Scene((pieces.houses(),)), view)
    style = pieces.houses().kind.style
    assert colour(image, pieces.at(view, -30, 20)) == style.fill
    assert colour(image, pieces.at(view, 0, 20)) == LIGHT.ground


def test_a_courtyard_stays_open() -> None:
    yard = pieces.square(-20, -20, 40).difference(pieces.square(-8, -8, 16))
    image = picture(Scene((pieces.layer("buildings", [yard], name=[""]),)), pieces.frame())
    assert colour(image, pieces.at(pieces.frame(), 0, 0)) == LIGHT.ground


def test_overlapping_houses_leave_no_hole() -> None:
    both = pieces.layer("buildings", [pieces.square(-20, -20, 30), pieces.square(-10, -10, 30)], name=["", ""])
    image = picture(Scene((both,)), pieces.frame(0.1))
    assert colour(image, pieces.at(pieces.frame(0.1), 2, 3)) == both.kind.style.fill


def test_a_hidden_layer_is_not_drawn() -> None:
    hidden = replace(pieces.houses(), visible=False)
    assert picture(Scene((hidden,)), pieces.frame()) == picture(Scene(), pieces.frame())


def test_streets_lie_over_houses_whatever_order_the_layers_came_in() -> None:
    houses = pieces.layer("buildings", [pieces.square(-30, -30, 60)], name=[""])
    one, other = Scene((houses, pieces.street())), Scene((pieces.street(), houses))
    assert picture(one, pieces.frame()) == picture(other, pieces.frame())
    assert colour(picture(one, pieces.frame(), part=GROUND), pieces.at(pieces.frame(), 0, 0)) == "#ffffff"


def test_a_wide_street_is_drawn_as_wide_as_it_is() -> None:
    view = pieces.frame(0.25)
    image = picture(Scene((pieces.street("", 20.0),)), view)
    assert colour(image, pieces.at(view, 0, 8.5)) == "#ffffff"
    assert colour(image, pieces.at(view, 0, 12.5)) == LIGHT.ground


def test_a_street_without_a_known_width_is_drawn_all_the_same() -> None:
    layer = pieces.layer("streets", [pieces.line((-50, 0), (50, 0))], name=[None], width_m=[float("nan")])
    assert colour(picture(Scene((layer,)), pieces.frame()), pieces.at(pieces.frame(), 0, 0)) == "#ffffff"


@pytest.mark.parametrize(("theme", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_seen_is_cool_and_unseen_is_warm_in_both_themes(theme: str, colours: object) -> None:
    view = pieces.frame(theme=theme)
    over = (pieces.overlay("unseen", pieces.line((-90, 0), (0, 0))), pieces.overlay("seen", pieces.line((0, 0), (90, 0))))
    image = picture(Scene((pieces.street(""),), over), view)
    assert far(colour(image, pieces.at(view, -45, 0)), colours.unseen) < 12
    assert far(colour(image, pieces.at(view, 45, 0)), colours.seen) < 12


@pytest.mark.parametrize("role", ["view", "assumed_view", "claimed", "near", "far", "maybe", "walk", "proposed", "selected", "gap"])
@pytest.mark.parametrize("shape", ["area", "line", "point"])
def test_every_role_draws_something_for_every_geometry_it_meets(role: str, shape: str) -> None:
    area, line, point = pieces.square(-20, -20, 40), pieces.line((-30, 0), (30, 5)), pieces.point(0, 0)
    given = {"area": area, "line": line, "point": point}[shape]
    image = picture(Scene(overlays=(pieces.overlay(role, given, labels=("1",)),)), pieces.frame())
    expected = {"view": "area", "assumed_view": "area", "claimed": "area"}.get(role)
    if expected in (None, shape) and not (role in ("near", "far", "maybe") and shape == "point") and (role, shape) != ("walk", "area"):
        assert image != picture(Scene(), pieces.frame())


def test_an_empty_overlay_draws_nothing() -> None:
    empty = tuple(pieces.overlay(role) for role in ("seen", "view", "gap", "selected", "assumed_view"))
    assert picture(Scene(overlays=empty), pieces.frame()) == picture(Scene(), pieces.frame())


def test_unknown_and_empty_geometries_are_left_out() -> None:
    layer = pieces.layer("cctv", [pieces.point(0, 0), None, shapely.Point()], name=["a", "b", "c"])
    assert len(map_shapes.of_layer(layer).points) == 1
    assert picture(Scene((layer,)), pieces.frame()) != picture(Scene(), pieces.frame())


def test_two_tiles_side_by_side_are_the_same_as_one_picture() -> None:
    views = pieces.overlay("view", pieces.square(-30, -30, 45), pieces.square(-10, -20, 50))
    hatched = pieces.overlay("assumed_view", pieces.square(-60, -40, 80))
    scene = Scene((pieces.houses(), pieces.street(), pieces.cameras((-2, 0), (3, 1), (60, -20))), (views, hatched))
    centre, size = (pieces.X, pieces.Y), 256
    whole = picture(scene, Frame(centre, 0.5, 2 * size, size), part=GROUND)
    for side in (0, 1):
        middle = (centre[0] + (side - 0.5) * size * 0.5, centre[1])
        tile = picture(scene, Frame(middle, 0.5, size, size), part=GROUND)
        expected = whole.copy(side * size, 0, size, size)
        differ = np.abs(pixels(tile).astype(int) - pixels(expected).astype(int)).max(axis=2)
        assert (differ > 24).mean() < 0.002


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3].copy()


def test_on_a_fine_screen_the_picture_has_more_pixels_and_shows_the_same() -> None:
    image = picture(pieces.town(), pieces.frame(), 2.0)
    assert (image.width(), image.height(), image.devicePixelRatio()) == (800, 480, 2.0)
    small = image.scaled(400, 240)
    plain = pixels(picture(pieces.town(), pieces.frame()))
    assert np.abs(pixels(small).astype(int) - plain.astype(int)).mean() < 12


def test_drawing_can_be_stopped() -> None:
    stopped = Feedback()
    stopped.stop()
    with pytest.raises(Cancelled):
        picture(pieces.town(), pieces.frame(), feedback=stopped)


def test_a_stopped_drawing_leaves_the_painter_as_it_was() -> None:
    from widgets.map.map_painter import paint

    stopped, image = Feedback(), QImage(40, 40, QImage.Format.Format_RGB32)
    stopped.stop()
    painter = QPainter(image)
    painter.translate(3, 4)
    with pytest.raises(Cancelled):
        paint(painter, pieces.town(), pieces.frame(), feedback=stopped)
    assert painter.transform().dx() == 3
    painter.end()


def test_a_changed_style_changes_the_picture() -> None:
    plain = pieces.houses()
    red = replace(plain, style=(("fill", "#aa0000"),))
    view = pieces.frame()
    assert colour(picture(Scene((red,)), view), pieces.at(view, -30, 20)) == "#aa0000"


def test_grades_run_from_pale_to_strong() -> None:
    cells = [pieces.square(40 * k - 100, 0, 38) for k in range(5)]
    layer = pieces.layer("crime_grades", cells, grade=[1, 2, 3, 4, 5], type=["전체"] * 5)
    view = pieces.frame()
    image = picture(Scene((layer,)), view)
    shades = [image.pixelColor(*pieces.at(view, 40 * k - 81, 19)).lightness() for k in range(5)]
    assert shades == sorted(shades, reverse=True)
    assert len(set(shades)) == 5


def test_an_area_without_a_value_is_not_coloured() -> None:
    layer = pieces.layer("population", [pieces.square(-50, 0, 40), pieces.square(10, 0, 40)], residents=[10.0, float("nan")])
    view = pieces.frame()
    image = picture(Scene((layer,)), view)
    assert colour(image, pieces.at(view, 30, 35)) == LIGHT.ground


def test_signs_shrink_to_dots_where_they_would_crowd() -> None:
    from widgets.map.map_points import DOT_BELOW_PX, sign_size

    places = [(x, y) for x in range(-300, 301, 60) for y in range(-300, 301, 60)]
    layer = pieces.cameras(*places)
    found, style = map_shapes.of_layer(layer), layer.kind.style
    near, away = sign_size(style, found, pieces.frame(0.3)), sign_size(style, found, pieces.frame(6.0))
    assert near == style.size_px
    assert away < DOT_BELOW_PX < near


def test_the_same_signs_stay_in_every_tile_when_a_crowd_is_thinned() -> None:
    from widgets.map.map_points import sparse

    places = np.random.default_rng(1).uniform(0, 100, (500, 2))
    kept = set(sparse(places, 10.0).tolist())
    part = np.flatnonzero(places[:, 0] < 50)  # the tile's edge lies on the grid
    assert {int(part[k]) for k in sparse(places[part], 10.0)} == {k for k in kept if places[k, 0] < 50}


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.tuples(st.floats(-1e4, 1e4), st.floats(-1e4, 1e4)), min_size=2, max_size=9), min_size=1, max_size=12),
       st.integers(1, 30))  # fmt: skip
def test_paths_hold_every_corner_in_order(lines: list, chunk: int) -> None:
    xy = np.array([corner for line in lines for corner in line])
    start = np.concatenate(([0], np.cumsum([len(line) for line in lines])))
    made = [(path.elementAt(k).x, path.elementAt(k).y, path.elementAt(k).isMoveTo())
            for path in map_shapes.paths(xy, start, chunk) for k in range(path.elementCount())]  # fmt: skip
    moves = set(start[:-1].tolist())
    assert made == [(x, y, k in moves) for k, (x, y) in enumerate(xy.tolist())]


EIGHTHS = st.integers(-400, 400).map(lambda number: number / 8)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.tuples(EIGHTHS, EIGHTHS), min_size=2, max_size=9), min_size=1, max_size=8), st.floats(0.1, 20))
def test_thinning_keeps_both_ends_and_never_strays_farther_than_its_step(lines: list, step: float) -> None:
    xy = np.array([corner for line in lines for corner in line])
    start = np.concatenate(([0], np.cumsum([len(line) for line in lines])))
    thin, thin_start = map_shapes.thinned(xy, start, step)
    assert len(thin_start) == len(start)
    for k, line in enumerate(lines):
        kept = thin[thin_start[k] : thin_start[k + 1]]
        assert tuple(kept[0]) == line[0]
        assert tuple(kept[-1]) == line[-1]
        assert shapely.distance(shapely.points(line), shapely.linestrings(kept)).max() <= 1.5 * step
