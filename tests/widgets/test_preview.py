"""Any widget drawn to a picture without a display."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from widgets import preview

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_of_the_sample_becomes_a_picture_of_the_size_asked_for(tmp_path: Path, theme: str) -> None:
    if not preview.SAMPLE.is_file():
        pytest.skip("the sample has not been made yet")
    out = tmp_path / "deep" / "shot.png"
    assert preview.main(["map_canvas", "--size", "640x360", "--lang", "ko", "--theme", theme, "--out", str(out)]) == 0
    image = QImage(str(out))
    assert (image.width(), image.height()) == (640, 360)
    colours = {image.pixelColor(x, y).name() for x in range(0, 640, 9) for y in range(0, 360, 9)}
    assert len(colours) > 20
    assert (image.pixelColor(3, 3).lightness() < 128) == (theme == "dark")


def test_without_a_project_the_map_is_empty_but_drawn(tmp_path: Path) -> None:
    assert preview.scene_of(str(tmp_path / "nothing.gpkg")).layers == ()


def test_an_unknown_module_is_an_error_one_can_read() -> None:
    with pytest.raises(ModuleNotFoundError, match="no_such_widget"):
        preview.shoot("no_such_widget", Path("unused.png"))
