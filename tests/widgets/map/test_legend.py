"""The legend says what the map shows, from the very scene that is drawn."""

from __future__ import annotations

from dataclasses import replace

import map_pieces as pieces
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from app.model import Basemap
from app.scene import Scene
from widgets.map.legend import CLASS, draw_sign, legend_of
from widgets.map.map_painter import picture
from widgets.theme import DARK, LIGHT, palette

pytestmark = pytest.mark.usefixtures("qapp", "korean")
BY_KIND = (("by", "categories"), ("column", "name"), ("classes", (("가", "#0072b2", "", ""), ("나", "#d55e00", "두 번째", ""))))


def coloured(key: str) -> Scene:
    """Two things of a kind, side by side, one of each category."""
    shapes = {
        "cctv": [pieces.point(-40, 0), pieces.point(40, 0)], "buildings": [pieces.square(-60, -20, 40), pieces.square(20, -20, 40)],
        "streets": [pieces.line((-80, 0), (-5, 0)), pieces.line((5, 0), (80, 0))], "neighborhoods": [pieces.square(-90, -50, 90), pieces.square(0, -50, 90)],
    }[key]  # fmt: skip
    more = {"code": ["1", "2"], "district": ["", ""]} if key == "neighborhoods" else {"width_m": [6.0, 6.0]} if key == "streets" else {}
    made = replace(pieces.layer(key, shapes, name=["가", "나"], **more), style=(*BY_KIND, ("label", ""), ("letter_ko", ""), ("letter_en", "")))
    return Scene((made,))


def ink_of(item, theme: str) -> QColor:
    image = QImage(24, 18, QImage.Format.Format_RGB32)
    image.fill(QColor(palette(theme).ground))
    painter = QPainter(image)
    draw_sign(painter, item, QRectF(0, 0, 24, 18), palette(theme))
    painter.end()
    return image.pixelColor(12, 9)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("key", ["cctv", "buildings", "streets", "neighborhoods"])
def test_the_colour_of_a_class_in_the_legend_is_the_colour_on_the_map(key: str, theme: str) -> None:
    scene, view = coloured(key), pieces.frame(theme=theme)
    lines = [item for item in legend_of(scene, view) if item.part == CLASS]
    assert [item.text for item in lines] == ["가", "두 번째"] and [item.count for item in lines] == [1, 1]
    image = picture(scene, view)
    for item, x in zip(lines, (-40, 40), strict=True):
        on_map, in_legend = image.pixelColor(*pieces.at(view, x, 4 if key == "cctv" else 0)), ink_of(item, theme)
        apart = [abs(a - b) for a, b in zip(on_map.getRgb()[:3], in_legend.getRgb()[:3], strict=True)]
        assert max(apart) <= 12, (key, on_map.name(), in_legend.name())


def test_a_layer_too_fine_for_the_scale_hidden_or_of_an_empty_overlay_is_not_explained() -> None:
    dots = pieces.layer("security_lights", [pieces.point(0, 0)], name=[""])
    assert [item.kind.key for item in legend_of(Scene((dots,)), pieces.frame(0.5))] == ["security_lights"]
    assert legend_of(Scene((dots,)), pieces.frame(9.0)) == ()
    assert legend_of(Scene((replace(dots, visible=False),)), pieces.frame(0.5)) == ()
    assert legend_of(Scene(overlays=(pieces.overlay("seen"),)), pieces.frame()) == ()


def test_a_layer_drawn_in_another_colour_has_a_line_in_that_colour() -> None:
    plain = pieces.cameras((0, 0))
    red = replace(plain, id="red", title="고친 것", style=(("color", "#c0143c"), ("letter_ko", ""), ("letter_en", "")))
    lines = legend_of(Scene((plain, red)), pieces.frame())
    assert len(lines) == 2 and lines[0].text != lines[1].text
    assert ink_of(lines[0], "light").name() == "#c0143c"


def test_what_the_scenario_does_is_explained_and_a_base_map_gets_its_credit() -> None:
    overlays = (pieces.overlay("moved", pieces.line((0, 0), (5, 5))), pieces.overlay("removed", pieces.point(0, 0)),
                replace(pieces.overlay("proposed", pieces.point(0, 0)), key="sketched"))  # fmt: skip
    assert [item.role for item in legend_of(Scene(overlays=overlays), pieces.frame())] == ["sketched", "moved", "removed"]
    under = Basemap("b", "항공사진", "x.tif", "image", credit="국토지리정보원 2025")
    scene = Scene(basemaps=(under, replace(under, id="c", visible=False, credit="아님")))
    assert [item.text for item in legend_of(scene, pieces.frame())] == ["바탕지도: 국토지리정보원 2025"]


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_an_opaque_layer_and_a_faint_one_differ_on_map_and_legend_alike(colours) -> None:
    scene = coloured("buildings")
    faint = Scene((replace(scene.layers[0], style=(*scene.layers[0].style, ("opacity", 0.3))),))
    view = pieces.frame(theme=colours.name)
    full, weak = (picture(one, view).pixelColor(*pieces.at(view, -40, 0)) for one in (scene, faint))
    lines = [next(item for item in legend_of(one, view) if item.part == CLASS) for one in (scene, faint)]
    assert full != weak and ink_of(lines[0], colours.name) != ink_of(lines[1], colours.name)


def test_what_is_drawn_by_hand_is_named_in_both_languages_with_a_sign() -> None:
    import numpy
    from shapely import LineString, Point, box

    from app.scene import Frame, Overlay, Scene
    from widgets.map import map_drawn
    from widgets.map.legend import legend_of

    shapes = {"drawn_area": box(0, 0, 9, 9), "drawn": LineString([(0, 0), (9, 9)]), "stroke": LineString([(0, 0), (9, 5)]), "written": Point(4, 4)}
    overlays = tuple(Overlay(f"sketched_{role}", role, numpy.array([shape], dtype=object), ("",), "1") for role, shape in shapes.items())
    for language in ("ko", "en"):
        lines = legend_of(Scene((), overlays), Frame((0.0, 0.0), 1.0, 100, 100, "light", language))
        assert [line.role for line in lines] == list(shapes) and not {line.text.lower() for line in lines} & set(shapes)
    assert set(shapes) == {*map_drawn.ROLES_UNDER, *map_drawn.ROLES}
