"""An afternoon with Golmok, through the real window: real clicks, real drags, the sample district, files from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QMenu
from window_pieces import settled, window

from app.words import language, tr

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """One folder for the whole afternoon: projects, preferences, files."""
    return tmp_path_factory.mktemp("afternoon")


@pytest.fixture
def w(qtbot, folder: Path):
    """The window on the sample, measured and drawn."""
    from app.files.sample import open_sample

    made = window(qtbot, folder, lambda: open_sample(folder / "sample.gpkg"))
    made.begin(None) if not made.preferences["started_before"] else made.desk.open_sample()
    qtbot.waitUntil(lambda: made.study.answers is not None, timeout=120_000)
    settled(qtbot, made)
    yield made
    made.close()


def on_map(w, at_m: tuple[float, float]) -> QPoint:
    return w.map.canvas.to_px(at_m).toPoint()


def click_map(qtbot, w, at_m: tuple[float, float]) -> None:
    qtbot.mouseClick(w.map.canvas, LEFT, pos=on_map(w, at_m))


def seen(w) -> float:
    return w.study.answers.measure("seen").quantity.value


def test_the_first_start_shows_the_sample_with_its_measures(qtbot, w) -> None:
    assert w.pages.currentIndex() == 1 and w.preferences["started_before"]
    assert w.inspector.summary is not None and len(w.inspector.summary.measures) >= 4 and len(w.inspector.summary.gaps) > 3
    assert not w.bottom._mark.isHidden() and w.preferences.recent() == [w.desk.session.path]
    assert w.top.minimumSizeHint().width() <= 1366


def test_layers_are_switched_off_and_on_and_undone(qtbot, w) -> None:
    qtbot.mouseClick(w.layer_panel.list.viewport(), LEFT, pos=w.layer_panel.eye_place("cctv"))
    assert not w.desk.project.layer("cctv").visible
    assert "CCTV" in w.actions_table["undo"].text()
    qtbot.keyClick(w, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert w.desk.project.layer("cctv").visible
    qtbot.keyClick(w, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert not w.desk.project.layer("cctv").visible
    w.desk.undo()


def test_leaving_a_layer_out_changes_the_measures_and_undo_brings_them_back(qtbot, w) -> None:
    before = seen(w)
    w.layer_panel.counted_chosen.emit("cctv", False)
    qtbot.waitUntil(lambda: w.study.answers is not None and seen(w) is None, timeout=60_000)
    w.desk.undo()
    qtbot.waitUntil(lambda: seen(w) is not None, timeout=60_000)
    assert seen(w) == before


def test_a_click_on_a_street_says_why(qtbot, w) -> None:
    gap = w.study.answers.gaps[0]
    w.map.canvas.look_at(gap.centre_m, 0.3)
    spot = gap.line.interpolate(0.31, normalized=True)
    with qtbot.waitSignal(w.jobs.changed):
        w.map.spot_chosen.emit(spot.x, spot.y)
    qtbot.waitUntil(lambda: w.inspector.shows_facts, timeout=30_000)
    facts = w.inspector.facts.facts
    assert facts.sections and all(not line.startswith("why.") for section in facts.sections for line in section.lines)
    qtbot.keyClick(w, Qt.Key.Key_Escape)
    assert not w.inspector.shows_facts


def test_a_click_on_a_camera_shows_what_the_file_says(qtbot, w) -> None:
    point = w.desk.project.layer("cctv").frame.geometry.iloc[3]
    w.map.canvas.look_at((point.x, point.y), 0.15)
    click_map(qtbot, w, (point.x, point.y))
    assert w.inspector.page == "item" and w.items.page.facts.sections and w.items.page.facts.fields


def test_a_gap_is_zoomed_to_and_a_camera_tried_there(qtbot, w) -> None:
    gap = w.study.answers.gaps[1]
    qtbot.mouseClick(w.inspector.gaps.lines[1], LEFT)
    west, south, east, north = w.map.canvas.frame.box_m
    assert west < gap.centre_m[0] < east and south < gap.centre_m[1] < north and w.map.canvas.frame.metres_per_px < 2
    before = seen(w)
    first = next(deed for deed in w.inspector.facts.facts.deeds if deed.first)
    first.run()
    qtbot.waitUntil(lambda: w.study.base is not None and w.jobs.idle, timeout=60_000)
    assert seen(w) >= before and w.desk.project.shown is not None and w.desk.project.shown.items
    w.desk.undo()
    qtbot.waitUntil(lambda: w.study.base is None and w.jobs.idle, timeout=60_000)
    assert seen(w) == before


def test_a_camera_is_placed_carried_aimed_removed_and_all_of_it_undone(qtbot, w) -> None:
    canvas = w.map.canvas
    gap = w.study.answers.gaps[0]
    canvas.look_at(gap.centre_m, 0.25)
    qtbot.mouseClick(w.top.words["sketch"], LEFT)
    assert w.palette_box.isVisible()
    qtbot.mouseClick(w.palette_box._buttons["cctv"], LEFT)
    click_map(qtbot, w, gap.centre_m)
    item = w.sketch.item()
    assert item is not None and item.kind == "cctv" and item.heading_deg is not None
    start, end = on_map(w, item.at_m), on_map(w, item.at_m) + QPoint(40, -30)
    qtbot.mousePress(canvas, LEFT, pos=start)
    for step in range(1, 5):
        qtbot.mouseMove(canvas, start + (end - start) * step / 4)
    qtbot.mouseRelease(canvas, LEFT, pos=end)
    moved = w.sketch.item()
    assert abs(moved.at_m[0] - item.at_m[0] - 10) < 1 and abs(moved.at_m[1] - item.at_m[1] - 7.5) < 1
    from widgets.map.map_tools import Item, handle_m

    handle = canvas.to_px(handle_m(Item(moved.id, moved.kind, moved.at_m, moved.heading_deg), 0.25)).toPoint()
    east = (QPointF(canvas.to_px(moved.at_m)) + QPointF(90, 0)).toPoint()
    qtbot.mousePress(canvas, LEFT, pos=handle)
    qtbot.mouseMove(canvas, (handle + east) / 2)
    qtbot.mouseMove(canvas, east)
    qtbot.mouseRelease(canvas, LEFT, pos=east)
    assert abs(w.sketch.item().heading_deg - 90) < 2
    settled(qtbot, w)
    assert w.study.base is not None and w.inspector.summary.measures[0].then is not None
    qtbot.keyClick(w, Qt.Key.Key_Delete)
    assert w.sketch.item(item.id) is None
    for _ in range(4):
        w.desk.undo()
    assert w.desk.project.shown is None or not w.desk.project.shown.items
    settled(qtbot, w)


def test_scenarios_are_added_chosen_and_named(qtbot, w) -> None:
    count = len(w.desk.project.scenarios)
    qtbot.mouseClick(w.top.scenarios._plus, LEFT)
    assert len(w.desk.project.scenarios) == count + 1 and w.desk.project.shown is not None
    w.sketch.rename_scenario("골목 안")
    assert "골목 안" in w.top.scenarios.titles
    w.sketch.choose_scenario("")
    assert w.desk.project.shown is None
    settled(qtbot, w)


def files(folder: Path) -> Path:
    """A folder as a department sends it: cameras in CP949, one without a place; a note nobody needs."""
    there = folder / "받은 자료"
    there.mkdir(exist_ok=True)
    lon, lat = 126.9990, 37.5620
    rows = ["관리기관명,설치목적구분,카메라대수,카메라화소수,촬영방면정보,위도,경도,설치장소명"]
    rows += [f"시험구청,생활방범,2,200,동,{lat + 0.0002 * n},{lon + 0.0002 * n},{n}번 골목 앞" for n in range(12)]
    rows.append("시험구청,생활방범,2,200,서,,,자리 모름")
    (there / "시험구_CCTV_20261101.csv").write_bytes("\r\n".join(rows).encode("cp949"))
    (there / "깨진 파일.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    return there


def test_a_folder_is_looked_at_corrected_and_taken_in_with_one_click(qtbot, w, folder: Path) -> None:
    before = len(w.desk.project.layers)
    w.imports.open([files(folder)])
    qtbot.waitUntil(lambda: w.jobs.idle and len(w.imports.findings) == 2, timeout=60_000)
    found = {finding.path.suffix: finding for finding in w.imports.findings}
    good, bad = found[".csv"], found[".xlsx"]
    assert (good.proposal.kind, good.proposal.raw.encoding, good.rows_kept, good.rows_set_aside) == ("cctv", "cp949", 12, 1)
    assert bad.trouble and not bad.usable
    dialog = w.imports.dialog
    dialog.details.changed.emit(good.key, "kind", "phone_booths")
    qtbot.waitUntil(lambda: w.jobs.idle, timeout=60_000)
    assert {finding.proposal.kind for finding in w.imports.findings if finding.proposal} == {"phone_booths"}
    dialog.details.changed.emit(good.key, "kind", "cctv")
    qtbot.waitUntil(lambda: w.jobs.idle, timeout=60_000)
    assert dialog.details.set_aside is not None and dialog.accept_all.isEnabled()
    qtbot.mouseClick(dialog.accept_all, LEFT)
    qtbot.waitUntil(lambda: len(w.desk.project.layers) == before + 1 and w.jobs.idle, timeout=60_000)
    assert [row.line for row in w.desk.session.set_aside() if "CCTV" in row.file] == [14]
    w.desk.undo()
    assert len(w.desk.project.layers) == before
    w.desk.redo()
    assert len(w.desk.project.layers) == before + 1
    w.desk.undo()
    settled(qtbot, w)


def test_rows_set_aside_leave_as_a_table(qtbot, w, folder: Path) -> None:
    from app.model import SetAside

    w.imports.export([SetAside("a.csv", 3, "import.aside.address", "가,나")], folder / "aside.csv")
    settled(qtbot, w)
    assert "a.csv" in (folder / "aside.csv").read_text("utf-8-sig")


def test_a_street_is_found_by_name_and_enter_goes_there(qtbot, w) -> None:
    from app.search import find

    street = next(gap for gap in w.study.answers.gaps if gap.street)
    qtbot.waitUntil(lambda: w.searches.names is not None, timeout=20_000)
    titles = [entry.title for entry in w.searches.entries(street.street)]
    assert street.street in titles
    w.search_box.start()
    w.search_box.setText(street.street)
    qtbot.keyClick(w.search_box, Qt.Key.Key_Return)
    place = next(place for place in find(w.searches.names, street.street) if place.title == street.street)
    west, south, east, north = w.map.canvas.frame.box_m
    assert west < place.box_m[0] and south < place.box_m[1] and east > place.box_m[2] and north > place.box_m[3]
    settled(qtbot, w)


def test_the_palette_reaches_every_command_that_makes_sense(qtbot, w) -> None:
    from widgets.commands import COMMANDS

    offered = {entry.title for entry in w.searches.entries("")}
    wanted = {w.actions_table[c.id].text() for c in COMMANDS if w.actions_table[c.id].isEnabled() and c.id != "search"}
    assert wanted <= offered and len(offered) > 20


def test_language_and_theme_change_without_a_restart(qtbot, w) -> None:
    qtbot.mouseClick(w.top._language, LEFT)
    assert language() == "en" and w.top.words["import"].text() == "Import"
    assert w.inspector.gaps._title.text() == tr("window.gaps.title") == "Gaps"
    qtbot.mouseClick(w.top._theme, LEFT)
    from widgets.window_style import theme_name

    assert theme_name() == "dark" and w.map.canvas.frame.theme == "dark"
    w.choose("theme", "light")
    w.choose("language", "ko")
    assert w.top.words["import"].text() == "가져오기"
    assert not [menu.title() for menu in w.findChildren(QMenu) if menu.title().startswith("window.")]


def test_panels_are_hidden_and_come_back(qtbot, w) -> None:
    wide = w.map.canvas.width()
    w.actions_table["layers"].trigger()
    w.actions_table["inspector"].trigger()
    qtbot.waitUntil(lambda: w.map.canvas.width() > wide + 400)
    w.actions_table["layers"].trigger()
    w.actions_table["inspector"].trigger()
    w.actions_table["charts"].trigger()
    qtbot.waitUntil(lambda: bool(w.chart.bars) and w.chart.isVisible())
    w.chart.area_chosen.emit(w.chart.bars[0][0])
    assert w.inspector.summary.area == w.chart.bars[0][0]


def test_an_assumption_is_changed_and_the_measures_follow(qtbot, w) -> None:
    before = w.study.answers.measure("near_refuge").quantity.value
    w.actions_table["assumptions"].trigger()
    from widgets.results.assumptions_panel import AssumptionsPanel

    panel = w.findChild(AssumptionsPanel)
    panel.chosen.emit("refuge.radius", 100.0)
    settled(qtbot, w)
    assert w.study.answers.measure("near_refuge").quantity.value < before
    panel.close()
    w.desk.undo()
    settled(qtbot, w)
    assert w.study.answers.measure("near_refuge").quantity.value == before


def test_the_report_and_the_web_map_are_written(qtbot, w, folder: Path) -> None:
    made = []
    w.outputs.made.connect(lambda what, file: made.append(what))
    w.outputs.make("report", folder / "보고서.pdf", "ko", opens_folder=False)
    w.outputs.make("webmap", folder / "지도.html", "en", opens_folder=False)
    qtbot.waitUntil(lambda: len(made) == 2, timeout=120_000)
    assert (folder / "보고서.pdf").read_bytes().startswith(b"%PDF") and (folder / "지도.html").stat().st_size > 10_000


def test_what_was_sketched_is_there_after_a_new_start(qtbot, folder: Path) -> None:
    from app.files.sample import open_sample

    path = open_sample(folder / "again.gpkg")
    first = window(qtbot, folder, lambda: path)
    first.desk.open(path)
    qtbot.waitUntil(lambda: first.study.answers is not None, timeout=120_000)
    first.sketch.place("emergency_bells", *first.study.answers.gaps[0].centre_m)
    first.close()
    second = window(qtbot, folder, lambda: path)
    second.begin(None)
    assert second.pages.currentIndex() == 0 and second.start.recent.count() >= 1
    second.start.recent.itemClicked.emit(second.start.recent.item(0))
    qtbot.waitUntil(lambda: second.desk.project is not None, timeout=60_000)
    assert [item.kind for item in second.desk.project.shown.items] == ["emergency_bells"]
    settled(qtbot, second)
    second.close()


def test_files_dropped_on_the_start_page_begin_a_project(qtbot, tmp_path: Path) -> None:
    w = window(qtbot, tmp_path)
    w.preferences["started_before"] = True
    w.begin(None)
    w.start.drop.chosen.emit([files(tmp_path)])
    qtbot.waitUntil(lambda: w.imports.dialog is not None and len(w.imports.findings) == 2 and w.jobs.idle, timeout=60_000)
    assert w.desk.session.path.name == "받은 자료.gpkg"
    qtbot.mouseClick(w.imports.dialog.accept_all, LEFT)
    qtbot.waitUntil(lambda: len(w.desk.project.layers) == 1 and w.jobs.idle, timeout=60_000)
    assert w.study.answers is None and w.inspector.district.empty_words
    w.close()


def test_a_file_that_is_no_project_is_refused_with_a_sentence(qtbot, tmp_path: Path) -> None:
    w = window(qtbot, tmp_path)
    (tmp_path / "broken.gpkg").write_bytes(b"not a database")
    w.desk.open(tmp_path / "broken.gpkg")
    qtbot.waitUntil(lambda: bool(w.notice.text), timeout=30_000)
    assert w.pages.currentIndex() == 0 and "Traceback" not in w.notice.text
    w.close()
