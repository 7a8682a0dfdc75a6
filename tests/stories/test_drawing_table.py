"""The afternoon at the drawing table, in one window from lunch to the evening: real drops, clicks, drags and keys on the sample."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from window_pieces import settled

from app.words import speak
from layers import KINDS
from widgets.map.map_pick import sign_at

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The planner's folder."""
    return tmp_path_factory.mktemp("drawing table")


def begun(folder: Path) -> object:
    """A window on the planner's project."""
    from app.files.sample import open_sample
    from widgets.main_window import MainWindow
    from widgets.preferences import Preferences
    from widgets.window_style import dress

    speak("ko")
    dress(QApplication.instance(), "light")
    preferences = Preferences(folder)
    for name, value in (("language", "ko"), ("theme", "light"), ("started_before", True)):
        preferences[name] = value
    made = MainWindow(KINDS, lambda: open_sample(folder / "afternoon.gpkg"), preferences, folder)
    made.show()
    made.desk.open_sample()
    return made


@pytest.fixture(scope="module")
def table(qapp, folder: Path) -> Iterator[dict]:
    """The window of the whole afternoon, ``w``, and what is to be remembered of it."""
    there = {"w": begun(folder)}
    yield there
    there["w"].close()


@pytest.fixture
def w(qtbot, table):
    """The window, measured and quiet."""
    speak("ko")
    made = table["w"]
    qtbot.waitUntil(lambda: made.study.answers is not None, timeout=120_000)
    settled(qtbot, made)
    return made


def forward(qtbot, w) -> None:
    """The keyboard is the window's again, as a desktop sees to it when a dialog goes."""
    w.hide()
    w.show()
    w.activateWindow()
    qtbot.waitUntil(w.isActiveWindow, timeout=5000)


def at(w, spot_m: tuple[float, float]) -> QPoint:
    return w.map.canvas.to_px(spot_m).toPoint()


def click(qtbot, w, spot_m: tuple[float, float]) -> None:
    qtbot.mouseClick(w.map.canvas, LEFT, pos=at(w, spot_m))


def drag(qtbot, widget, start: QPoint, end: QPoint, follow=lambda: None) -> None:
    """Press, carry in eight steps, let go."""
    qtbot.mousePress(widget, LEFT, pos=start)
    for step in range(1, 9):
        qtbot.mouseMove(widget, start + (end - start) * step / 8)
        follow()
    qtbot.mouseRelease(widget, LEFT, pos=end)


def drawn(w) -> dict[str, tuple]:
    """What the scenarios hold, by title."""
    return {one.title: one.items for one in w.desk.project.scenarios}


def seen(w) -> float:
    return w.study.answers.measure("seen").quantity.value


def test_files_are_dropped_on_the_window_and_taken_in_with_one_click(qtbot, w, folder: Path) -> None:
    there, before = folder / "받은 자료", len(w.desk.project.layers)
    there.mkdir()
    rows = ["관리기관명,설치목적구분,카메라대수,카메라화소수,촬영방면정보,위도,경도,설치장소명"]
    rows += [f"시험구청,생활방범,2,200,동,{37.5620 + 0.0002 * n},{126.9990 + 0.0002 * n},{n}번 골목 앞" for n in range(12)]
    rows.append("시험구청,생활방범,2,200,서,,,자리 모름")
    (there / "시험구_CCTV_20261101.csv").write_bytes("\r\n".join(rows).encode("cp949"))
    mime, spot = QMimeData(), QPointF(w.rect().center())
    mime.setUrls([QUrl.fromLocalFile(str(there))])
    enter = QDragEnterEvent(spot.toPoint(), Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(w, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(w, QDropEvent(spot, Qt.DropAction.CopyAction, mime, LEFT, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: w.imports.dialog is not None and len(w.imports.findings) == 1 and w.jobs.idle, timeout=60_000)
    assert (w.imports.findings[0].rows_kept, w.imports.findings[0].rows_set_aside) == (12, 1)
    qtbot.mouseClick(w.imports.dialog.accept_all, LEFT)
    qtbot.waitUntil(lambda: len(w.desk.project.layers) == before + 1 and w.jobs.idle, timeout=60_000)
    assert [row.line for row in w.desk.session.set_aside()] == [14] and w.notice.text
    forward(qtbot, w)
    qtbot.keyClick(w, Qt.Key.Key_Z, CTRL)  # those cameras stand in another town
    qtbot.waitUntil(lambda: len(w.desk.project.layers) == before, timeout=10_000)


def test_a_layer_goes_off_and_on_by_its_eye_and_by_the_keyboard(qtbot, w) -> None:
    rows = w.layer_panel.list
    qtbot.mouseClick(rows.viewport(), LEFT, pos=w.layer_panel.eye_place("security_lights"))
    assert not w.desk.project.layer("security_lights").visible
    rows.setCurrentIndex(rows.indexAt(w.layer_panel.eye_place("security_lights")))
    qtbot.keyClick(rows, Qt.Key.Key_Space)
    assert w.desk.project.layer("security_lights").visible


def test_a_street_that_is_clicked_says_why_it_is_weak(qtbot, w) -> None:
    gap = w.study.answers.gaps[0]
    w.map.canvas.look_at(gap.centre_m, 0.12)
    settled(qtbot, w)
    spots = [gap.line.interpolate(share / 20, normalized=True) for share in range(3, 18)]
    scene, frame = w.map.canvas.scene, w.map.canvas.frame
    free = next(spot for spot in spots if sign_at(scene, frame, spot.x, spot.y) is None)
    click(qtbot, w, (free.x, free.y))
    qtbot.waitUntil(lambda: w.inspector.shows_facts and w.jobs.idle, timeout=30_000)
    assert w.inspector.facts.facts.sections
    qtbot.keyClick(w, Qt.Key.Key_Escape)
    assert not w.inspector.shows_facts


def test_the_gaps_are_ranked_and_one_is_gone_to(qtbot, w, table) -> None:
    qtbot.keyClick(w, Qt.Key.Key_F9)
    gap = w.study.answers.gaps[0]
    qtbot.mouseClick(w.inspector.gaps.lines[0], LEFT)
    west, south, east, north = w.map.canvas.frame.box_m
    assert west < gap.centre_m[0] < east and south < gap.centre_m[1] < north and w.map.canvas.frame.metres_per_px < 2
    table["gap"], table["before"] = gap, seen(w)


def test_a_camera_is_placed_and_aimed_and_the_numbers_follow_the_hand(qtbot, w, table) -> None:
    from widgets.map.map_tools import Item, handle_m

    gap, canvas = table["gap"], w.map.canvas
    canvas.look_at(gap.centre_m, 0.25)
    qtbot.mouseClick(w.top.words["sketch"], LEFT)
    qtbot.mouseClick(w.palette_box._buttons["cctv"], LEFT)
    click(qtbot, w, gap.centre_m)
    item = w.sketch.item()
    assert item.kind == "cctv" and w.desk.project.shown is not None
    settled(qtbot, w)
    told, before = [], w.desk.session.undo_title
    w.items.live.followed.connect(told.append)
    start = canvas.to_px(handle_m(Item(item.id, item.kind, item.at_m, item.heading_deg), 0.25)).toPoint()
    end = (QPointF(canvas.to_px(item.at_m)) + QPointF(90, 0)).toPoint()

    drag(qtbot, canvas, start, end, lambda: qtbot.wait(40))  # a hand is not faster
    assert abs(w.sketch.item().heading_deg - 90) < 2 and w.desk.session.undo_title != before
    assert len(told) >= 3
    settled(qtbot, w)
    assert w.study.base is not None and seen(w) >= table["before"]
    table["camera"] = w.sketch.item().id


def test_two_lamps_and_a_bell_are_added_undone_and_done_again(qtbot, w, table) -> None:
    x, y = table["gap"].centre_m
    for kind, dx, dy in (("security_lights", 22.0, 14.0), ("security_lights", -22.0, -14.0), ("emergency_bells", 18.0, -22.0)):
        qtbot.mouseClick(w.palette_box._buttons[kind], LEFT)
        click(qtbot, w, (x + dx, y + dy))
    kinds = sorted(item.kind for item in w.desk.project.shown.items)
    assert kinds == ["cctv", "emergency_bells", "security_lights", "security_lights"]
    qtbot.keyClick(w, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(w, Qt.Key.Key_Z, CTRL)
    assert len(w.desk.project.shown.items) == 2
    qtbot.keyClick(w, Qt.Key.Key_Z, CTRL | SHIFT)
    qtbot.keyClick(w, Qt.Key.Key_Y, CTRL)
    assert sorted(item.kind for item in w.desk.project.shown.items) == kinds


def test_a_is_named_and_copied_to_b_and_b_is_changed(qtbot, w, table) -> None:
    w.sketch.rename_scenario("A안")
    qtbot.keyClick(w, Qt.Key.Key_C, CTRL | SHIFT)
    assert len(w.desk.project.scenarios) == 2
    w.sketch.rename_scenario("B안")
    camera = next(item for item in w.desk.project.shown.items if item.kind == "cctv")
    start = at(w, camera.at_m)
    drag(qtbot, w.map.canvas, start, start + QPoint(60, -40))
    settled(qtbot, w)
    a, b = (next(item for item in drawn(w)[name] if item.kind == "cctv") for name in ("A안", "B안"))
    assert a.at_m == camera.at_m and b.at_m != a.at_m
    qtbot.mouseClick(w.top.scenarios._group.buttons()[1], LEFT)
    assert w.desk.project.shown.title == "A안"


def test_the_two_are_compared_by_swiping_and_by_their_numbers(qtbot, w) -> None:
    qtbot.mouseClick(w.top.words["compare"], LEFT)
    page = w.compare.page
    page.choices[0].setCurrentIndex(page.choices[0].findText("A안"))
    page.choices[0].activated.emit(page.choices[0].currentIndex())
    page.choices[1].setCurrentIndex(page.choices[1].findText("B안"))
    page.choices[1].activated.emit(page.choices[1].currentIndex())
    qtbot.waitUntil(lambda: w.compare.compared is not None and w.jobs.idle, timeout=90_000)
    handle = page.map.handle
    middle = QPoint(handle.width() // 2, handle.height() // 2)
    before = page.map.share
    qtbot.mousePress(handle, LEFT, pos=middle)
    qtbot.mouseMove(handle, middle + QPoint(-120, 0))
    qtbot.mouseRelease(handle, LEFT, pos=QPoint(handle.width() // 2, middle.y()))
    qtbot.keyClick(handle, Qt.Key.Key_Left)
    assert page.map.share < before and [label.text() for label in page.map.labels] == ["A안", "B안"]
    assert {row.measure for row in w.compare.compared.rows} >= {"seen"} and w.compare.compared.changes
    qtbot.mouseClick(page.back, LEFT)
    assert w.pages.currentIndex() == 1


def test_the_steps_are_presented_from_the_laptop(qtbot, w) -> None:
    qtbot.keyClick(w, Qt.Key.Key_F5, SHIFT)
    qtbot.mouseClick(w.steps.page._buttons["first_steps"], LEFT)
    assert len([view for view in w.desk.project.views if view.step]) == 4
    qtbot.keyClick(w, Qt.Key.Key_F5)
    hall = w.steps.hearing.hall
    settled(qtbot, w)
    for _ in range(3):
        qtbot.keyClick(hall, Qt.Key.Key_PageDown)
    settled(qtbot, w)
    assert w.steps.hearing.number == 3 and hall.swipes and "A안" in hall.caption.text() and "→" in hall.figure.text()
    qtbot.keyClick(hall, Qt.Key.Key_S)
    assert not hall.swipes
    qtbot.keyClick(hall, Qt.Key.Key_Escape)
    assert not w.steps.hearing.presenting
    w.inspector.left.emit()


def test_the_map_leaves_as_a_picture_and_the_plan_as_a_report(qtbot, w, folder: Path) -> None:
    w.pictures.make(folder / "지도.png")
    w.outputs.make("report", folder / "보고서.pdf", "ko", opens_folder=False)
    qtbot.waitUntil(lambda: (folder / "보고서.pdf").exists() and w.jobs.idle, timeout=120_000)
    assert QImage(str(folder / "지도.png")).width() >= w.map.canvas.width() and (folder / "보고서.pdf").read_bytes().startswith(b"%PDF")


def test_the_plug_is_pulled_and_everything_is_there(qtbot, w, table, folder: Path) -> None:
    project, history = w.desk.project, w.desk.session.undo_title
    session = w.desk.session
    session.close = lambda: (session._listeners.clear(), session._file._claim.release())  # the power is gone: nothing is put away
    w.close()
    qtbot.waitUntil(lambda: w.jobs.idle)
    table["w"] = again = begun(folder)
    qtbot.waitUntil(lambda: again.study.answers is not None, timeout=120_000)
    settled(qtbot, again)
    now = again.desk.project
    assert (now.scenarios, now.views, now.scenario) == (project.scenarios, project.views, project.scenario)
    assert [layer.id for layer in now.layers] == [layer.id for layer in project.layers]
    assert again.desk.editable and again.desk.session.undo_title == history != ""
    qtbot.keyClick(again, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(again, Qt.Key.Key_Y, CTRL)
    assert again.desk.project.views == project.views
