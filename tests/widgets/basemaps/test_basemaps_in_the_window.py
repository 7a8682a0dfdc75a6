"""Base maps in the window: added, seen, faded, ordered, taken out by mouse and keys; a file that is gone says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import basemap_pieces as pieces
import numpy
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from window_pieces import opened, quarter, settled

from app import edits
from app.files import basemaps
from app.files.basemaps import ground
from app.files.project_file import ProjectFile
from layers import KINDS

X, Y = pieces.spot()


@pytest.fixture(autouse=True)
def _nothing_stays_open() -> Iterator[None]:
    yield
    basemaps.close_all()


def drawn(qtbot, w) -> None:
    """Wait until the map is drawn."""
    settled(qtbot, w)
    qtbot.waitUntil(lambda: w.map.canvas.tiles.whole and not w.map.canvas.is_busy, timeout=20_000)


def colour(qtbot, w, east: float = 0.0, north: float = 0.0) -> tuple[int, int, int]:
    """What the map shows so many metres from the spot."""
    w.map.canvas.look_at((X + east, Y + north), 1.0)
    w.map.canvas.repaint()
    drawn(qtbot, w)
    image = w.map.canvas.grab().toImage()
    return QColor(image.pixelColor(image.width() // 2, image.height() // 2)).toTuple()[:3]


def added(qtbot, w, *paths: Path) -> None:
    w.basemaps.add(paths)
    settled(qtbot, w)


def titles(w) -> list[str]:
    return [base.title for base in w.desk.project.basemaps]


def near(one: tuple[int, int, int], other: tuple[int, int, int]) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < 14


def test_a_photo_lies_beneath_the_layers_and_its_credit_in_the_source_line(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    bare = colour(qtbot, w, -50, 50)
    added(qtbot, w, pieces.photo(tmp_path / "항공.tif"))
    assert titles(w) == ["항공"] and near(colour(qtbot, w, -50, 50), (230, 20, 20)) and near(colour(qtbot, w, 50, 50), (20, 200, 20))
    w.desk.edit("credit", edits.credit_basemap, "basemap-1", "국토부 2025")
    assert w.map.scene.sources.endswith("국토부 2025")
    w.desk.undo()
    w.desk.undo()
    settled(qtbot, w)
    assert titles(w) == [] and colour(qtbot, w, -50, 50) == bare


def test_tiles_of_both_kinds_lie_where_they_should(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    side = ground.tile_side_m(16)
    at = ground.to_mercator(numpy.array([[X, Y]]))[0] + ground.HALF_WORLD_M
    column, row, share = int(at[0] / side), (1 << 16) - 1 - int(at[1] / side), at[0] / side % 1
    added(qtbot, w, pieces.mbtiles(tmp_path / "a.mbtiles"))
    assert near(colour(qtbot, w), (220 if column % 2 else 40, 220 if row % 2 else 40, 120))
    added(qtbot, w, pieces.pmtiles(tmp_path / "v.pmtiles", pieces.water_tile, (16,), vector=True))
    w.desk.edit("hide", edits.show_basemap, "basemap-1", False)
    assert near(colour(qtbot, w), QColor("#cfe0e8").toTuple()[:3]) == (share < 0.5)


def test_the_list_shows_hides_fades_orders_and_removes(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    added(qtbot, w, pieces.photo(tmp_path / "항공.tif"), pieces.mbtiles(tmp_path / "a.mbtiles"))
    list = w.basemaps.list.list
    assert titles(w) == ["항공", "시험 지도"] and list.count() == 2 and list.item(0).data(Qt.ItemDataRole.AccessibleTextRole).startswith("시험 지도")
    room = list.visualItemRect(list.item(1))
    qtbot.mouseClick(list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(room.left() + 24, room.center().y()))
    assert not w.desk.project.basemaps[0].visible and w.desk.project.basemaps[1].visible
    list.setFocus()
    list.setCurrentRow(1)
    qtbot.keyClick(list, Qt.Key.Key_Space)
    qtbot.keyClick(list, Qt.Key.Key_Left)
    qtbot.keyClick(list, Qt.Key.Key_Left)
    assert w.desk.project.basemaps[0].visible and w.desk.project.basemaps[0].opacity == 0.8
    qtbot.keyClick(list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(w) == ["시험 지도", "항공"] and w.basemaps.list.chosen.title == "항공"
    qtbot.keyClick(list, Qt.Key.Key_Delete)
    assert titles(w) == ["시험 지도"] and "항공" in w.notice.text
    w.desk.undo()
    assert titles(w) == ["시험 지도", "항공"]


def test_a_drag_of_the_slider_is_one_step(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    added(qtbot, w, pieces.photo(tmp_path / "항공.tif"))
    w.basemaps.list.choose("basemap-1")
    slider = w.basemaps.list._slider
    slider.setSliderDown(True)
    for value in (90, 70, 40):
        slider.setSliderPosition(value)
    slider.setSliderDown(False)
    assert w.desk.project.basemaps[0].opacity == 0.4
    w.desk.undo()
    assert w.desk.project.basemaps[0].opacity == 1.0 and titles(w) == ["항공"]


def test_a_half_faded_photo_lets_the_ground_shine_through(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    bare = colour(qtbot, w, 50, -50)
    added(qtbot, w, pieces.photo(tmp_path / "항공.tif"))
    w.desk.edit("x", edits.fade_basemap, "basemap-1", 0.5)
    assert near(colour(qtbot, w, 50, -50), tuple((part + 128) // 2 for part in bare))


def test_dropped_files_are_recognised_and_taken_in_by_the_import(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    w.imports.open([pieces.mbtiles(tmp_path / "a.mbtiles")])
    settled(qtbot, w)
    (finding,) = w.imports.findings
    assert finding.usable and "바탕지도" in finding.said
    w.imports.dialog.all_accepted.emit()
    settled(qtbot, w)
    assert titles(w) == ["시험 지도"] and "시험 지도" in w.notice.text


def test_a_folder_gives_layers_maps_and_pictures_with_a_world_file(qtbot, tmp_path: Path) -> None:
    from app.files.looking import look

    folder = tmp_path / "자료"
    folder.mkdir()
    pieces.world_file(pieces.photo(folder / "항공.png", epsg=None, driver="PNG"), ".pgw")
    pieces.photo(folder / "현장사진.jpg", epsg=None, driver="JPEG")
    pieces.pmtiles(folder / "a.pmtiles")
    (folder / "bad.mbtiles").write_bytes(b"nope")
    (folder / "cctv.csv").write_text("관리번호,위도,경도\n1,37.56,126.99\n", "utf-8")
    found = {finding.path.name: finding for finding in look([folder], KINDS, quarter())}
    assert sorted(found) == ["a.pmtiles", "bad.mbtiles", "cctv.csv", "항공.png"]
    assert found["a.pmtiles"].basemap is not None and found["bad.mbtiles"].trouble and len(found["항공.png"].basemap.points) == 4


def test_a_file_gone_later_is_told_greyed_and_the_project_opens(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    file = pieces.mbtiles(tmp_path / "a.mbtiles")
    added(qtbot, w, file, pieces.photo(tmp_path / "항공.tif"))
    path = w.desk.session.path
    w.desk.close()
    file.rename(tmp_path / "elsewhere.mbtiles")
    w.desk.open(path)
    qtbot.waitUntil(lambda: w.basemaps.list.list.count() == 2, timeout=20_000)
    settled(qtbot, w)
    assert "그 자리에 없습니다" in w.notice.text and titles(w) == ["시험 지도", "항공"]
    assert [base.title for base in w.map.scene.basemaps] == ["항공"]
    spoken = w.basemaps.list.list.item(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "쓸 수 없음" in spoken and "다시 찾기" in w.basemaps.list.list.item(1).toolTip()
    w.desk.edit("find", edits.find_basemap, "basemap-1", str(tmp_path / "elsewhere.mbtiles"))
    settled(qtbot, w)
    assert [base.title for base in w.map.scene.basemaps] == ["시험 지도", "항공"]


def test_what_is_no_map_is_refused_with_one_sentence_and_changes_nothing(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    (tmp_path / "<b>x<i>.mbtiles").write_bytes(b"")
    added(qtbot, w, tmp_path / "<b>x<i>.mbtiles")
    assert "비어 있습니다" in w.notice.text and titles(w) == [] and w.desk.session.undo_title == ""


def test_the_project_file_keeps_base_maps(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    added(qtbot, w, pieces.mbtiles(tmp_path / "a.mbtiles"))
    project, path = w.desk.project, w.desk.session.path
    w.desk.close()
    settled(qtbot, w)
    file, again = ProjectFile.open(path, KINDS)
    file.close()
    assert again.basemaps == project.basemaps and again.basemaps[0].credit == "© 국토지리정보원 2025"


def test_every_wish_of_the_list_is_in_its_menu_and_closed_to_readers(qtbot, tmp_path: Path) -> None:
    w = opened(qtbot, tmp_path)
    added(qtbot, w, pieces.photo(tmp_path / "항공.tif"))
    base = w.desk.project.basemaps[0]
    words = [action.text() for action in w.basemaps.list.menu(base).actions()]
    assert words[0] == "이 지도로 이동" and words[-1] == "빼기" and len(words) == 8
    w.basemaps.list.show_basemaps((base,), editable=False)
    assert [action.isEnabled() for action in w.basemaps.list.menu(base).actions()] == [True] + 7 * [False]
    w.basemaps.zoom_to("basemap-1")
    (west, south, east, north), box = w.map.canvas.frame.box_m, (X - 200, Y - 200, X + 200, Y + 200)
    assert west < box[0] and south < box[1] and east > box[2] and north > box[3]
