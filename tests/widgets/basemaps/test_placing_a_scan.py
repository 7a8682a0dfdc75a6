"""A scanned plan placed by points, with real clicks on plan and map, with keys and with typed numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import basemap_pieces as pieces
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from window_pieces import opened, settled

from app import edits
from app.files import basemaps

X, Y = pieces.spot()


@pytest.fixture(autouse=True)
def _nothing_stays_open() -> Iterator[None]:
    yield
    basemaps.close_all()


def placing(qtbot, tmp_path: Path):
    """The window with the dialog open on a plan of 400 pixels a side."""
    w = opened(qtbot, tmp_path)
    w.map.canvas.look_at((X, Y), 0.8)
    w.imports.open([pieces.photo(tmp_path / "정비계획도.png", epsg=None, driver="PNG")])
    qtbot.waitUntil(lambda: w.basemaps.dialog is not None, timeout=10_000)
    settled(qtbot, w)
    qtbot.waitExposed(w.basemaps.dialog)
    return w, w.basemaps.dialog


def click_plan(qtbot, dialog, column: float, row: float) -> None:
    qtbot.mouseClick(dialog.view, Qt.MouseButton.LeftButton, pos=dialog.view.to_view(column, row).toPoint())


def click_map(qtbot, dialog, east: float, north: float) -> None:
    at = dialog.map.to_px((X + east, Y + north)).toPoint()
    qtbot.mouseMove(dialog.map, at)
    qtbot.mouseClick(dialog.map, Qt.MouseButton.LeftButton, pos=at)


CORNERS = ((20, 20, -90, 90), (380, 20, 90, 90), (380, 380, 90, -90), (20, 380, -90, -90))


def test_a_plan_dropped_on_the_window_is_placed_by_clicks_and_lies_there(qtbot, tmp_path: Path) -> None:
    w, dialog = placing(qtbot, tmp_path)
    assert not dialog.done_button.isEnabled() and "도면에서" in dialog._step.text()
    for column, row, east, north in CORNERS[:3]:
        click_plan(qtbot, dialog, column, row)
        assert "지도에서" in dialog._step.text()
        click_map(qtbot, dialog, east, north)
    assert dialog.done_button.isEnabled() and len(dialog.points) == 3 and "세 곳" in dialog._said.text()
    click_plan(qtbot, dialog, *CORNERS[3][:2])
    click_map(qtbot, dialog, *CORNERS[3][2:])
    assert "평균 오차" in dialog._said.text() and dialog.fit.rms_m < 2 and abs(dialog.fit.metres_per_px - 0.5) < 0.02
    dialog.credit.setText("구청 도시계획과")
    qtbot.mouseClick(dialog.done_button, Qt.MouseButton.LeftButton)
    settled(qtbot, w)
    (base,) = w.desk.project.basemaps
    assert (base.form, base.title, base.credit, len(base.points)) == ("scan", "정비계획도", "구청 도시계획과", 4)
    west, south, east, north = w.basemaps._boxes[base.path, base.form, base.points]
    assert max(abs(west - X + 100), abs(south - Y + 100), abs(east - X - 100), abs(north - Y - 100)) < 4
    w.desk.undo()
    assert w.desk.project.basemaps == ()


def test_points_are_typed_removed_and_nonsense_is_told(qtbot, tmp_path: Path) -> None:
    _, dialog = placing(qtbot, tmp_path)
    for column, row, east, north in (*CORNERS[:3], (200, 200, 30, 30)):
        qtbot.mouseClick(dialog._add, Qt.MouseButton.LeftButton)
        for at, value in enumerate((column, row, X + east, Y + north)):
            dialog.table.item(dialog.table.rowCount() - 1, at).setText(f"{value:,.2f}")
    assert len(dialog.points) == 4 and "어긋난" in dialog._said.text() and float(dialog.table.item(3, 4).text()) > 10
    dialog.table.item(0, 0).setText("<b>x</b>")
    assert "숫자" in dialog._said.text() and dialog.points[0][0] == 20
    dialog.table.setCurrentCell(3, 0)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert len(dialog.points) == 3 and dialog.fit.rms_m < 1e-6
    for row, (column, line) in enumerate(((10, 10), (20, 20), (30, 30))):
        dialog.table.item(row, 0).setText(str(column))
        dialog.table.item(row, 1).setText(str(line))
    assert not dialog.done_button.isEnabled() and "한 줄" in dialog._said.text()


def test_the_plan_is_moved_zoomed_and_pointed_into_by_keys(qtbot, tmp_path: Path) -> None:
    _, dialog = placing(qtbot, tmp_path)
    dialog.view.setFocus()
    before = dialog.view.to_plan(QPointF(0, 0))
    qtbot.keyClick(dialog.view, Qt.Key.Key_Plus)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Right)
    assert dialog.view.to_plan(QPointF(0, 0)).x() > before.x()
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    assert len(dialog.points) == 1 and dialog.points[0][0] > 200 and abs(dialog.points[0][1] - 200) < 1e-6 and dialog.isVisible()


def test_a_drag_moves_the_plan_and_sets_no_point(qtbot, tmp_path: Path) -> None:
    _, dialog = placing(qtbot, tmp_path)
    at = dialog.view.rect().center()
    qtbot.mousePress(dialog.view, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseMove(dialog.view, at + QPoint(30, 10))
    qtbot.mouseRelease(dialog.view, Qt.MouseButton.LeftButton, pos=at + QPoint(30, 10))
    assert dialog.points == []


def test_points_of_a_plan_that_lies_there_can_be_mended(qtbot, tmp_path: Path) -> None:
    w, dialog = placing(qtbot, tmp_path)
    dialog.reject()
    file = tmp_path / "정비계획도.png"
    points = tuple((float(a), float(b), X + c, Y + d) for a, b, c, d in CORNERS)
    base = basemaps.scan_of(file)
    w.desk.edit("x", edits.add_basemaps, (base.__class__(**{**vars(base), "points": points}),))
    settled(qtbot, w)
    w.basemaps.list.place_wanted.emit("basemap-1")
    again = w.basemaps.dialog
    assert len(again.points) == 4
    again.remove(3)
    qtbot.mouseClick(again.done_button, Qt.MouseButton.LeftButton)
    settled(qtbot, w)
    (mended,) = w.desk.project.basemaps
    assert mended.id == "basemap-1" and len(mended.points) == 3


def test_a_spoilt_plan_closes_the_dialog_with_a_sentence(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    (tmp_path / "kaputt.png").write_bytes(pieces.huge_png())
    w.basemaps.place_scan(tmp_path / "kaputt.png")
    settled(qtbot, w)
    assert w.basemaps.dialog is None and "너무 큽니다" in w.notice.text
