"""The main screens look as they were approved: pictures in ``tests/golden``, with some room for another face or another screen.

After a change that is meant: ``python -m pytest tests/widgets/test_golden.py --approve`` draws them anew; look at every one.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from window_pieces import settled

from app.words import speak
from widgets.preview import settle

GOLDEN = Path(__file__).resolve().parent.parent / "golden"
SMALL = (683, 384)
# A grain is a patch of so many pixels of the small picture; so much of all grains may differ by more than so many of 255 steps.
GRAIN, STEPS, SHARE = 8, 14, 0.06


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where the project and the preferences lie."""
    return tmp_path_factory.mktemp("golden")


@pytest.fixture(scope="module")
def window_of(qapp, folder: Path):
    """One window on the sample for all pictures, quiet and measured."""
    from widgets import preview
    from widgets.main_window import MainWindow
    from widgets.preferences import Preferences

    path = folder / "sample.gpkg"
    shutil.copyfile(preview.SAMPLE, path)
    made = MainWindow(preview.kinds(), lambda: path, Preferences(folder), folder)
    made.resize(1366, 768)
    made.show()
    made.desk.open(path)
    yield made
    speak("ko")
    made.close()


def main(w) -> None:
    """The district with its measures."""
    w.sketch.select("")
    w.inspector.left.emit()
    w.map.zoom_all()


def gap(w) -> None:
    """The first gap from near."""
    w.actions_table["gaps"].trigger()
    w.map.canvas.look_at(w.study.answers.gaps[0].centre_m, 0.4)


def sketch(w) -> None:
    """A camera being placed."""
    w.sketch.toggle()
    w.sketch.place("cctv", *w.study.answers.gaps[0].centre_m, 120.0)
    w.map.canvas.look_at(w.study.answers.gaps[0].centre_m, 0.4)


def compare(w) -> None:
    """What exists beside the scenario."""
    w.sketch.toggle()
    w.actions_table["compare"].trigger()


SCREENS = {one.__name__: one for one in (main, gap, sketch, compare)}


@pytest.mark.parametrize(("language", "theme"), [("ko", "light"), ("en", "dark")])
def test_the_main_screens_look_as_they_were_approved(qtbot, window_of, request, tmp_path: Path, language: str, theme: str) -> None:
    w = window_of
    qtbot.waitUntil(lambda: w.study.answers is not None, timeout=120_000)
    w.choose("language", language)
    w.choose("theme", theme)
    off = {}
    for name, go in SCREENS.items():
        go(w)
        settled(qtbot, w)
        settle(w, quiet_s=0.6)
        file = f"{name}-{language}-{theme}.png"
        picture = w.grab().toImage().scaled(*SMALL, mode=_smooth())
        if request.config.getoption("--approve"):
            picture.save(str(GOLDEN / file))
        elif (share := differing(picture, QImage(str(GOLDEN / file)))) > SHARE:
            picture.save(str(tmp_path / file))
            off[file] = f"{share:.0%} of it differs; as it is now: {tmp_path / file}"
    w.compare.leave()
    while w.desk.project.scenarios:
        w.desk.undo()
        settled(qtbot, w)
    assert off == {}


def differing(one: QImage, other: QImage) -> float:
    """The share of grains that differ: small shifts of letters do not count, a missing panel does."""
    import numpy as np

    if other.isNull() or one.size() != other.size():
        return 1.0
    grains = [image.scaled(one.width() // GRAIN, one.height() // GRAIN, mode=_smooth()).convertToFormat(QImage.Format.Format_RGB32) for image in (one, other)]
    pixels = [np.frombuffer(grain.constBits(), np.uint8).reshape(grain.height(), -1, 4)[..., :3].astype(int) for grain in grains]
    return float((np.abs(pixels[0] - pixels[1]).max(axis=2) > STEPS).mean())


def _smooth() -> object:
    from PySide6.QtCore import Qt

    return Qt.TransformationMode.SmoothTransformation


def test_a_missing_panel_is_noticed_and_another_shade_of_a_letter_is_not() -> None:
    from PySide6.QtGui import QColor, QPainter

    whole = QImage(*SMALL, QImage.Format.Format_RGB32)
    whole.fill(QColor("#ffffff"))
    bare, shifted = whole.copy(), whole.copy()
    for image, x in ((whole, 20), (shifted, 21)):
        painter = QPainter(image)
        painter.fillRect(0, 0, 120, 300, QColor("#dddddd"))
        painter.drawText(x, 40, "CCTV 166")
        painter.end()
    assert differing(whole, shifted) <= SHARE < differing(whole, bare)
