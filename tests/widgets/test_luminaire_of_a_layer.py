"""A photometric file through the real window: dropped, taken in, chosen for a layer's lamps, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from window_pieces import X, Y, layer, opened, settled

from app import edits

pytestmark = pytest.mark.usefixtures("korean")
IES = "IESNA:LM-63-2002\n[MANUFAC] 새빛\n[LUMCAT] SL-50\nTILT=NONE\n1 5000 1 3 1 1 2 0 0 0\n1 1 50\n0 45 90\n0\n4000 1500 0\n"


def test_a_dropped_photometric_file_shines_in_the_lamps_of_a_layer(qtbot, tmp_path: Path) -> None:
    from shapely import Point

    w = opened(qtbot, tmp_path)
    w.desk.edit("lamps", edits.add_layers, [layer("security_lights", [Point(X - 50, Y + 1)], name=["1호"])])
    (tmp_path / "sl.ies").write_text(IES, encoding="utf-8")
    w.imports.open([tmp_path / "sl.ies"])
    qtbot.waitUntil(lambda: len(w.imports.findings) == 1 and w.jobs.idle, timeout=60_000)
    qtbot.mouseClick(w.imports.dialog.accept_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(w.desk.project.luminaires) == 1, timeout=30_000)
    lamps = w.desk.project.layer("security_lights")
    inner = next(action.menu() for action in w.layer_panel.menu(lamps).actions() if action.menu() is not None)
    next(action for action in inner.actions() if action.text() == "sl.ies").trigger()
    assert w.desk.project.luminaires[0].layers == ("security_lights",)
    qtbot.waitUntil(lambda: w.study.answers is not None and w.study.answers.light is not None and w.jobs.idle, timeout=120_000)
    assert [lamp.luminaire for lamp in w.study.answers.light.lamps] == ["sl.ies"]
    w.desk.undo()
    assert w.desk.project.luminaires[0].layers == ()
    settled(qtbot, w)
    w.close()
