"""Exporting from the window: what is offered, what is ticked, where it goes, what is asked before anything is replaced."""

from __future__ import annotations

from pathlib import Path

import pyogrio
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox, QTreeWidgetItem
from window_pieces import X, Y, opened, settled

from app.selection import chosen


@pytest.fixture
def w(qtbot, tmp_path: Path):
    made = opened(qtbot, tmp_path)
    yield made
    made.close()


def asked(qtbot, w):
    w.actions_table["export_data"].trigger()
    qtbot.waitUntil(lambda: w.exports.dialog is not None and w.exports.dialog.isVisible(), timeout=10_000)
    return w.exports.dialog


def part(dialog, id: str) -> QTreeWidgetItem:
    return next(line for line in dialog.tree._parts() if line.data(0, Qt.ItemDataRole.UserRole) == id)


def untick_all(dialog) -> None:
    for line in dialog.tree._parts():
        line.setCheckState(0, Qt.CheckState.Unchecked)


def exported(qtbot, w, dialog, file: Path) -> None:
    dialog._file.setText(str(file))
    qtbot.mouseClick(dialog.make, Qt.MouseButton.LeftButton)
    settled(qtbot, w)


def test_a_layer_is_exported_by_hand_and_the_notice_says_where(qtbot, w, tmp_path: Path) -> None:
    dialog = asked(qtbot, w)
    untick_all(dialog)
    part(dialog, "layer:cctv").setCheckState(0, Qt.CheckState.Checked)
    exported(qtbot, w, dialog, tmp_path / "나감.gpkg")
    back = pyogrio.read_dataframe(tmp_path / "나감.gpkg", layer="CCTV")
    assert back["name"].tolist() == ["방범-001", "방범-002"] and "나감.gpkg" in w.notice.text and w.exports.dialog is None


def test_only_ticked_columns_leave(qtbot, w, tmp_path: Path) -> None:
    dialog = asked(qtbot, w)
    untick_all(dialog)
    line = part(dialog, "layer:cctv")
    line.child(0).setCheckState(0, Qt.CheckState.Checked)
    assert "1/" in line.text(1)
    exported(qtbot, w, dialog, tmp_path / "out.gpkg")
    assert list(pyogrio.read_dataframe(tmp_path / "out.gpkg", layer="CCTV").columns) == ["name", "geometry"]


def test_the_selection_is_ticked_first_and_leaves_alone(qtbot, w, tmp_path: Path) -> None:
    w.tables.picks.choose(chosen({"cctv": [1]}))
    dialog = asked(qtbot, w)
    assert dialog.tree.chosen == ("picked:cctv",)
    exported(qtbot, w, dialog, tmp_path / "out.gpkg")
    assert pyogrio.read_info(tmp_path / "out.gpkg", layer="고른 것_ CCTV")["features"] == 1


def test_the_things_of_the_scenario_leave_without_the_offices_notes(qtbot, w, tmp_path: Path) -> None:
    w.sketch.place("cctv", X + 50, Y + 2)
    settled(qtbot, w)
    dialog = asked(qtbot, w)
    assert dialog.tree.chosen == ("things",) and "note" not in dialog.tree.columns["things"]
    dialog.form.setCurrentIndex(dialog.form.findData("xlsx"))
    assert dialog.file.suffix == ".xlsx"
    exported(qtbot, w, dialog, tmp_path / "out")
    import openpyxl

    head, first = list(openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].values)
    assert "메모" not in head and first[head.index("상태")] == "구상"


def test_formats_offer_only_the_systems_they_can_be_in(qtbot, w) -> None:
    dialog = asked(qtbot, w)

    def systems() -> list[int]:
        return [dialog.system.itemData(number) for number in range(dialog.system.count())]

    assert systems()[0] == 5186 and {4326, 5179, 5174, 2097} <= set(systems())
    dialog.form.setCurrentIndex(dialog.form.findData("kml"))
    assert systems() == [4326] and not dialog.system.isEnabled()
    dialog.form.setCurrentIndex(dialog.form.findData("dxf"))
    assert 4326 not in systems() and dialog.system.currentData() == 5186
    dialog.reject()


@pytest.mark.parametrize("replace", [False, True])
def test_a_file_that_is_there_is_only_replaced_after_asking(qtbot, w, tmp_path: Path, replace: bool) -> None:
    out = tmp_path / "there.gpkg"
    out.write_bytes(b"mine")
    dialog = asked(qtbot, w)

    def answer() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox):
            QTimer.singleShot(50, answer)
            return
        assert "there.gpkg" in box.text() and box.buttonRole(box.defaultButton()) == QMessageBox.ButtonRole.RejectRole
        wanted = QMessageBox.ButtonRole.AcceptRole if replace else QMessageBox.ButtonRole.RejectRole
        qtbot.mouseClick(next(one for one in box.buttons() if box.buttonRole(one) == wanted), Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, answer)
    exported(qtbot, w, dialog, out)
    assert (out.read_bytes() == b"mine") != replace and (w.exports.dialog is None) == replace
    if w.exports.dialog is not None:
        w.exports.dialog.reject()


def test_the_open_project_cannot_be_exported_over(qtbot, w) -> None:
    own = w.desk.session.path
    w.exports.write(own, asked(qtbot, w).wish, replace=True)
    settled(qtbot, w)
    assert w.notice.text and w.desk.session.path == own
    w.exports.dialog.reject()
    w.sketch.place("cctv", X + 50, Y + 2)
    settled(qtbot, w)


def test_nothing_ticked_or_no_file_name_cannot_be_exported(qtbot, w) -> None:
    dialog = asked(qtbot, w)
    untick_all(dialog)
    assert not dialog.make.isEnabled() and dialog._note.text()
    part(dialog, "layer:cctv").setCheckState(0, Qt.CheckState.Checked)
    assert dialog.make.isEnabled()
    dialog._file.setText("  ")
    assert not dialog.make.isEnabled()
    dialog.reject()


def test_everything_is_reached_by_the_keyboard(qtbot, w) -> None:
    dialog = asked(qtbot, w)
    assert dialog.focusWidget() is dialog.tree and dialog.tree.currentItem() is not None
    dialog.tree.setCurrentItem(part(dialog, "layer:cctv"))
    qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
    assert "layer:cctv" in dialog.tree.chosen
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: w.exports.dialog is None, timeout=5_000)


def test_without_a_project_there_is_nothing_to_export(qtbot, w) -> None:
    dialog = asked(qtbot, w)
    w.show_start()
    settled(qtbot, w)
    assert dialog is not None and w.exports.dialog is None and not w.actions_table["export_data"].isEnabled()
