"""The import dialog: what was found is shown, what is wrong is wished otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from app.files.looking import Finding, look
from app.model import Project
from app.words import tr
from layers import KINDS
from widgets.importing.import_dialog import ImportDialog

pytestmark = pytest.mark.usefixtures("korean")


@pytest.fixture
def findings(tmp_path: Path) -> tuple[Finding, ...]:
    """A table of booths in CP949 with one row without a place, and a file that is none."""
    rows = ["부스명,위도,경도", *(f"{n}번 안심부스,{37.5 + n / 1000},{127.0 + n / 1000}" for n in range(5)), "자리 모름,,"]
    (tmp_path / "안심부스.csv").write_bytes("\r\n".join(rows).encode("cp949"))
    (tmp_path / "빈 파일.csv").write_bytes(b"")
    return look([tmp_path], KINDS, Project("p", "p"))


@pytest.fixture
def dialog(qtbot, findings) -> ImportDialog:
    made = ImportDialog(KINDS)
    qtbot.addWidget(made)
    made.show_findings(findings, [], busy=False)
    made.show()
    return made


def cells(dialog: ImportDialog, row: int) -> list[str]:
    return [dialog.list.item(row, column).text() for column in range(dialog.list.columnCount())]


def test_each_file_stands_with_kind_encoding_coordinates_and_rows(dialog, findings) -> None:
    row = next(number for number, finding in enumerate(findings) if finding.usable)
    assert [cell.replace("\u00a0", " ") for cell in cells(dialog, row)[1:]] == ["안심부스", "cp949", cells(dialog, row)[3].replace("\u00a0", " "), "5", "1"]
    assert cells(dialog, row)[3].startswith("EPSG:4326")


def test_what_cannot_be_read_says_why_and_is_not_counted(dialog, findings) -> None:
    row = next(number for number, finding in enumerate(findings) if finding.trouble)
    dialog.list.setCurrentCell(row, 0)
    assert dialog.details._message.text() == findings[row].trouble != ""
    assert dialog.accept_all.text() == tr("window.import.accept", count=1)


def test_nothing_ticked_cannot_be_taken(dialog, findings, qtbot) -> None:
    row = next(number for number, finding in enumerate(findings) if finding.usable)
    with qtbot.waitSignal(dialog.wanted) as heard:
        dialog.list.item(row, 0).setCheckState(Qt.CheckState.Unchecked)
    assert heard.args == [findings[row].key, False]


def test_ten_names_and_a_map_of_the_points_are_shown(dialog, findings) -> None:
    row = next(number for number, finding in enumerate(findings) if finding.usable)
    dialog.list.setCurrentCell(row, 0)
    assert "0번 안심부스" in dialog.details._examples.text() and len(dialog.details.map._points) == 5
    dialog.details.map.grab()


def test_each_part_of_the_guess_can_be_wished_otherwise(dialog, findings, qtbot) -> None:
    row = next(number for number, finding in enumerate(findings) if finding.usable)
    dialog.list.setCurrentCell(row, 0)
    heard = []
    dialog.details.changed.connect(lambda key, field, value: heard.append((field, value)))
    for field, value in (("kind", "shelters"), ("encoding", "utf-8"), ("crs", 5181), ("x", "부스명"), ("y", "위도")):
        box = dialog.details.boxes[field]
        assert box.isEnabled() and box.findData(value) >= 0
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())
    box = dialog.details.columns["name"]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert heard == [("kind", "shelters"), ("encoding", "utf-8"), ("crs", 5181), ("x", "부스명"), ("y", "위도"), ("column:name", "")]


def test_while_it_looks_nothing_can_be_taken(dialog, findings) -> None:
    dialog.show_findings(findings, [], busy=True)
    assert not dialog.accept_all.isEnabled()


def test_a_photometric_file_stands_among_the_others_and_can_be_taken(dialog, tmp_path: Path) -> None:
    ies = "IESNA:LM-63-2002\n[LUMCAT] SL-50\nTILT=NONE\n1 5000 1 3 1 1 2 0 0 0\n1 1 50\n0 45 90\n0\n4000 1500 0\n"
    (tmp_path / "sl.ies").write_text(ies)
    found = look([tmp_path / "sl.ies"], KINDS, Project("p", "p"))
    dialog.show_findings(found, [], busy=False)
    assert cells(dialog, 0)[:2] == ["sl.ies", tr("luminaire.kind")] and "SL-50" in dialog.details._message.text()
    assert dialog.accept_all.isEnabled() and dialog.accept_all.text() == tr("window.import.accept", count=1)
