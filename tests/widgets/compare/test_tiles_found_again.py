"""Coming back to a scene shown lately: nothing is drawn again."""

from __future__ import annotations

from dataclasses import replace

from app.scene import Scene
from tests.window_pieces import quarter
from widgets.map.map_canvas import MapCanvas


def test_a_scene_shown_lately_is_there_whole_at_the_first_frame(qtbot) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(600, 400)
    canvas.show()
    one = Scene(quarter().layers)
    other = replace(one, layers=tuple(replace(layer, visible=layer.id != "buildings") for layer in one.layers))
    seen = []
    for scene in (one, other, one):
        canvas.show_scene(scene)
        canvas.grab()
        seen.append(canvas.tiles.whole)
        qtbot.waitUntil(lambda: not canvas.is_busy)
        canvas.grab()
        assert canvas.tiles.whole
    canvas.stop()
    assert seen == [False, False, True]


def test_nothing_of_a_project_that_was_put_away_is_kept(qtbot) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.show_scene(Scene(quarter().layers))
    canvas.show_scene(Scene())
    assert [scene.layers for _, scene in canvas.tiles._lately.values()] == [()]
