"""The map as a picture of its own: fine, with its furniture, and nothing in it that must not leave the house."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QImage

from app.model import Project
from app.scene import Scene
from tests.widgets import map_pieces as pieces
from tests.window_pieces import opened, settled
from widgets.map import map_picture

pytestmark = pytest.mark.usefixtures("qapp")


def project(*layers: object) -> Project:
    return Project("p", "시험 동네", True, layers=layers)


def test_a_picture_is_twice_as_fine_as_the_screen_and_carries_its_scale() -> None:
    frame = pieces.frame()
    with_furniture, bare = map_picture.map_picture(pieces.town(), frame), map_picture.picture(pieces.town(), frame, map_picture.FINE)
    foot = [(x, y) for x in range(20, 300, 3) for y in range(420, 470, 3)]
    assert (with_furniture.width(), with_furniture.height()) == (800, 480)
    assert any(QColor(with_furniture.pixel(*at)) != QColor(bare.pixel(*at)) for at in foot)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_at_every_ratio_the_picture_shows_the_same_place(ratio: float) -> None:
    frame = pieces.frame()
    image = map_picture.map_picture(pieces.town(), frame, ratio)
    x, y = pieces.at(frame, 30, 20)
    house = map_picture.picture(pieces.town(), frame).pixelColor(x, y)
    found = QColor(image.pixel(round(x * ratio), round(y * ratio)))
    assert all(abs(a - b) <= 3 for a, b in zip(found.getRgb(), house.getRgb(), strict=True))


def test_crime_and_what_is_only_chosen_never_leave() -> None:
    crime = pieces.layer("crime_points", [pieces.point(0, 0)], type=["절도"])
    chosen = pieces.overlay("selected", pieces.point(0, 0))
    scene = Scene((pieces.houses(), replace(crime, visible=True)), (chosen,))
    shown = map_picture.public(scene, project(*scene.layers), "ko")
    assert [layer.kind.key for layer in shown.layers] == ["buildings"] and not shown.overlays


def test_the_sources_of_what_is_seen_are_named_and_the_made_up_mark_stays() -> None:
    scene = Scene((replace(pieces.houses(), source=replace(pieces.houses().source, file="/a/건물.shp", dated="2026-03-01")), replace(pieces.street(), visible=False)))
    shown = map_picture.public(scene, project(), "ko")
    assert shown.source_line == "자료: 건물.shp · 2026-03-01" and shown.made_up


def test_the_window_saves_what_it_shows_and_says_so(qtbot, tmp_path) -> None:
    w = opened(qtbot, tmp_path)
    w.pictures.make(tmp_path / "map.png")
    settled(qtbot, w)
    image = QImage(str(tmp_path / "map.png"))
    assert image.width() == round(w.map.canvas.width() * map_picture.FINE) and image.text("Title") == "시험 동네"
    assert "map.png" in w.notice.text


def test_a_picture_that_cannot_be_written_says_why(qtbot, tmp_path) -> None:
    w = opened(qtbot, tmp_path)
    said: list[str] = []
    w.jobs.troubled.connect(said.append)
    w.pictures.make(tmp_path / "no such folder" / "map.png")
    settled(qtbot, w)
    assert said and "map.png" in said[0]
