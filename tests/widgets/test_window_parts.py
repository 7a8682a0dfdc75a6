"""The parts of the window, each alone and real."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from window_pieces import BY_KEY, quarter, share

from app.model import SetAside
from app.parameters import PARAMETERS
from app.quantity import Quantity, Tag
from app.words import speak, tr
from widgets import figures
from widgets.actions import BAR, COMMANDS, MENUS, Actions, State
from widgets.preferences import Preferences
from widgets.window_style import dress


@pytest.fixture(autouse=True)
def _korean(qtbot) -> None:
    speak("ko")
    dress(QApplication.instance(), "light")


# Numbers


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (share(0.61, 0.54, 0.66), "61 % (54–66)"),
        (share(0.61), "61 %"),
        (share(0.61, 0.61, 0.61), "61 %"),
        (Quantity(148.2, "m", Tag.COMPUTED), "148 m"),
        (Quantity(62_400.0, "m", Tag.COMPUTED), "62.4 km"),
        (Quantity(1210.0, "count", Tag.COMPUTED), "1,210"),
        (Quantity(120.0, "deg", Tag.COMPUTED), "120°"),
    ],
)
def test_numbers_read_as_a_planner_writes_them(quantity: Quantity, text: str) -> None:
    assert figures.plain(quantity).replace("\u00a0", " ") == text


def test_what_is_unknown_is_said_and_not_zero() -> None:
    assert figures.plain(Quantity(None, "m", Tag.COMPUTED)) == tr("window.figure.unknown")
    assert figures.with_unit(float("inf"), "m") == tr("window.figure.endless")


# Preferences


def test_preferences_survive_a_restart(tmp_path: Path) -> None:
    Preferences(tmp_path)["theme"] = "dark"
    assert Preferences(tmp_path)["theme"] == "dark"


def test_a_spoilt_preference_counts_as_not_there(tmp_path: Path) -> None:
    (tmp_path / "golmok.ini").write_text("[General]\ntheme=purple\nrecent=[oops\nrecent_count=many\n", encoding="utf-8")
    kept = Preferences(tmp_path)
    assert (kept["theme"], kept.recent(), kept["recent_count"]) == ("system", [], 8)


def test_recent_projects_are_newest_first_and_only_those_that_are_there(tmp_path: Path) -> None:
    kept = Preferences(tmp_path)
    for name in ("하나.gpkg", "둘.gpkg", "셋.gpkg"):
        (tmp_path / name).touch()
        kept.remember(tmp_path / name)
    (tmp_path / "둘.gpkg").unlink()
    assert [path.name for path in Preferences(tmp_path).recent()] == ["셋.gpkg", "하나.gpkg"]


# Commands


def test_every_command_of_bar_and_menus_is_in_the_table() -> None:
    known = {command.id for command in COMMANDS}
    used = {id for _, ids in (*BAR, *MENUS) for id in ids if id}
    assert used <= known and known == {id for _, ids in MENUS for id in ids if id}


def test_no_two_commands_share_a_shortcut() -> None:
    keys = [key for command in COMMANDS for key in command.shortcuts]
    assert len(keys) == len(set(keys))


def test_undo_names_what_it_would_take_back(qtbot) -> None:
    actions = Actions(None)
    actions.show_state(State(project=True, editable=True, undo="CCTV 조준"))
    assert actions["undo"].text() == "되돌리기: CCTV 조준" and actions["undo"].isEnabled() and not actions["redo"].isEnabled()


def test_a_read_only_project_offers_no_edit(qtbot) -> None:
    actions = Actions(None)
    actions.show_state(State(project=True, undo="x", redo="y"))
    assert not any(actions[id].isEnabled() for id in ("undo", "redo", "sketch", "scenario", "rename", "remove"))


# Layers


def layer_panel(qtbot):
    from widgets.layer_panel import LayerPanel

    panel = LayerPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 500)
    panel.show_layers(quarter().layers)
    panel.show()
    return panel


def test_a_click_on_the_eye_wishes_to_hide_the_layer(qtbot) -> None:
    panel = layer_panel(qtbot)
    with qtbot.waitSignal(panel.eye_clicked) as heard:
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.eye_place("cctv"))
    assert heard.args == ["cctv", False]


def test_a_click_on_the_name_hides_nothing(qtbot) -> None:
    panel = layer_panel(qtbot)
    with qtbot.assertNotEmitted(panel.eye_clicked, wait=30):
        qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.eye_place("cctv") + QPoint(80, 0))


def test_space_hides_the_chosen_layer_and_enter_goes_there(qtbot) -> None:
    panel = layer_panel(qtbot)
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, pos=panel.eye_place("cctv") + QPoint(80, 0))
    with qtbot.waitSignal(panel.eye_clicked):
        qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.zoom_wanted):
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)


def test_the_list_says_name_state_and_count_to_a_screen_reader(qtbot) -> None:
    panel = layer_panel(qtbot)
    model = panel.list.model()
    said = [model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert "Cctv, 2개, 보임" in said


def test_a_layer_of_a_read_only_project_can_only_be_gone_to(qtbot) -> None:
    panel = layer_panel(qtbot)
    panel.show_layers(quarter().layers, editable=False)
    menu = panel.menu(quarter().layer("cctv"))
    assert [action.text() for action in menu.actions() if action.isEnabled()] == [tr("window.layer.zoom")]


# Inspector, gaps, chart


def summary(gaps: int = 3):
    from widgets.gaps_panel import GapLine
    from widgets.inspector import MeasureLine, Summary

    lines = tuple(MeasureLine(id, id, share(0.3, 0.2, 0.4), share(0.4), "note") for id in ("seen", "near_refuge"))
    return Summary(
        "시험구", "길 1 km 기준", (("g", "시험구"), ("1", "서동")), "g", lines, tuple(GapLine(n, f"길 {n}", "없음") for n in range(1, gaps + 1))
    )


def inspector(qtbot):
    from widgets.inspector import Inspector

    panel = Inspector()
    qtbot.addWidget(panel)
    panel.resize(330, 700)
    panel.show()
    return panel


def test_the_inspector_says_what_to_do_when_it_knows_nothing(qtbot) -> None:
    panel = inspector(qtbot)
    assert tr("window.inspector.empty") in [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def test_trouble_stands_where_the_measures_would(qtbot) -> None:
    panel = inspector(qtbot)
    panel.show_summary(summary())
    panel.show_trouble("길 자료가 없습니다.")
    visible = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "길 자료가 없습니다." in visible and "30 %" not in visible


def test_a_click_on_a_gap_and_enter_on_it_go_there(qtbot) -> None:
    panel = inspector(qtbot)
    panel.show_summary(summary())
    ranks = []
    panel.gap_chosen.connect(ranks.append)
    qtbot.mouseClick(panel.gaps.lines[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(panel.gaps.lines[2], Qt.Key.Key_Return)
    assert ranks == [2, 3]


def test_more_gaps_are_shown_when_asked_for(qtbot) -> None:
    panel = inspector(qtbot)
    panel.show_summary(summary(15))
    before = len(panel.gaps.lines)
    qtbot.mouseClick(panel.gaps._more, Qt.MouseButton.LeftButton)
    assert before == 6 and len(panel.gaps.lines) == 15


def test_the_accessible_name_of_a_measure_holds_value_and_change(qtbot) -> None:
    from widgets.measure_row import MeasureRow

    row = MeasureRow()
    qtbot.addWidget(row)
    row.show_measure("보이는 길", share(0.31, 0.27, 0.36), share(0.46), "범위 27–36 %")
    assert row.accessibleName().replace("\u00a0", " ") == "보이는 길 31 % → 46 범위 27–36 %"


def test_a_scenario_that_changes_nothing_says_so(qtbot) -> None:
    from widgets.measure_row import MeasureRow

    row = MeasureRow()
    qtbot.addWidget(row)
    row.show_measure("보이는 길", share(0.31), share(0.31), "")
    assert tr("window.measure.same") in row.accessibleName()


def test_the_chart_draws_known_shares_the_largest_on_top(qtbot) -> None:
    from widgets.charts import ChartMeasure, DongChart

    chart = DongChart()
    qtbot.addWidget(chart)
    chart.resize(700, 240)
    chart.show()
    bars = (("1", "서동", share(0.2, 0.1, 0.3)), ("2", "동동", share(0.6)), ("3", "빈동", share(None)))
    chart.show_measures((ChartMeasure("seen", "보이는 길", bars),))
    assert [name for _, name, _ in chart.bars] == ["서동", "동동"]
    chart.show_measures(())
    assert chart.bars == []


# Search


def test_words_of_a_command_find_it_and_enter_runs_it(qtbot) -> None:
    from widgets.command_palette import command_entries
    from widgets.search_box import SearchBox

    ran = []

    class Window:
        def switch_theme(self) -> None:
            ran.append("theme")

    speak("en")  # the test's keyboard knows no Hangul
    actions = Actions(Window())
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(600, 400)
    box = SearchBox(lambda text: command_entries(actions.all, text), room, room)
    box.setGeometry(100, 10, 300, 34)
    room.show()
    box.start()
    qtbot.keyClicks(box, "dark")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert ran == ["theme"] and not box.palette_list.isVisible() and box.text() == ""


def test_nothing_found_is_said(qtbot) -> None:
    from widgets.command_palette import Palette

    room = QWidget()
    qtbot.addWidget(room)
    palette = Palette(room)
    palette.show_entries([], room)
    assert [entry.title for entry in palette.entries] == [tr("window.search.nothing")]


# Notices


def test_information_goes_by_itself_and_trouble_stays(qtbot, monkeypatch) -> None:
    from widgets import notices

    monkeypatch.setattr(notices, "STAYS_MS", 30)
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(700, 300)
    room.show()
    notice = notices.Notice(room)
    notice.say("가져왔습니다.")
    qtbot.waitUntil(lambda: notice.text == "")
    notice.say("읽을 수 없습니다.", trouble=True)
    qtbot.wait(80)
    assert notice.text == "읽을 수 없습니다."


def test_a_notice_offers_what_can_be_done(qtbot) -> None:
    from widgets.notices import Notice

    room, ran = QWidget(), []
    qtbot.addWidget(room)
    room.resize(700, 300)
    room.show()
    notice = Notice(room)
    notice.say("지웠습니다.", action="되돌리기", run=lambda: ran.append(1))
    qtbot.mouseClick(notice._button, Qt.MouseButton.LeftButton)
    assert ran == [1] and notice.text == ""


# Start page, dialogs


def test_the_start_page_lists_recent_projects_and_opens_one(qtbot, tmp_path: Path) -> None:
    from widgets.start_page import StartPage

    page = StartPage()
    qtbot.addWidget(page)
    page.show_recent([tmp_path / "가.gpkg", tmp_path / "나.gpkg"])
    with qtbot.waitSignal(page.recent_chosen) as heard:
        page.recent.itemClicked.emit(page.recent.item(1))
    assert heard.args == [tmp_path / "나.gpkg"]


def test_only_files_of_this_machine_are_taken_from_a_drag(tmp_path: Path) -> None:
    from widgets.drop_area import dropped

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("ftp://elsewhere/file.csv")])
    assert dropped(mime) == [tmp_path]


def test_an_assumption_out_of_its_range_is_brought_back_into_it(qtbot) -> None:
    from widgets.assumptions_panel import VALUE, AssumptionsPanel

    panel = AssumptionsPanel()
    qtbot.addWidget(panel)
    row = next(number for number, known in enumerate(PARAMETERS) if known.id == "refuge.radius")
    with qtbot.waitSignal(panel.chosen) as heard:
        panel.table.item(row, VALUE).setText("9999")
    assert heard.args == ["refuge.radius", 500.0]


def test_nonsense_in_an_assumption_changes_nothing(qtbot) -> None:
    from widgets.assumptions_panel import VALUE, AssumptionsPanel

    panel = AssumptionsPanel()
    qtbot.addWidget(panel)
    with qtbot.assertNotEmitted(panel.chosen, wait=20):
        panel.table.item(0, VALUE).setText("많이")
    assert panel.table.item(0, VALUE).text() == f"{PARAMETERS[0].default:g}"


def test_every_assumption_stands_in_the_table_with_its_source(qtbot) -> None:
    from widgets.assumptions_panel import COLUMNS, AssumptionsPanel

    panel = AssumptionsPanel()
    qtbot.addWidget(panel)
    cells = {(row, column): panel.table.item(row, column).text() for row in range(len(PARAMETERS)) for column in range(len(COLUMNS))}
    assert all(cells.values()) and not [text for text in cells.values() if text.startswith(("parameter.", "window.", "tag."))]


def test_the_report_dialog_gives_language_and_a_file_with_its_ending(qtbot, tmp_path: Path) -> None:
    from widgets.report_dialog import ReportDialog

    dialog = ReportDialog(tmp_path / "하늘동")
    qtbot.addWidget(dialog)
    dialog._language.setCurrentIndex(1)
    assert (dialog.language, dialog.file) == ("en", tmp_path / "하늘동.pdf")


def test_settings_take_effect_with_the_choice(qtbot) -> None:
    from widgets.settings_dialog import SettingsDialog

    dialog = SettingsDialog({"language": "ko", "theme": "light"})
    qtbot.addWidget(dialog)
    with qtbot.waitSignal(dialog.chosen) as heard:
        dialog.boxes["theme"].activated.emit(dialog.boxes["theme"].currentIndex())
    assert heard.args == ["theme", "light"]


def test_rows_set_aside_are_shown_with_their_reason_in_words(qtbot) -> None:
    from widgets.set_aside_table import SetAsideTable

    table = SetAsideTable()
    qtbot.addWidget(table)
    table.show_rows([SetAside("cctv.csv", 12, "import.aside.address", "가,나")])
    model = table.table.model()
    said = [model.data(model.index(0, column)) for column in range(4)]
    assert said[:2] == ["cctv.csv", "12"] and said[2] == tr("import.aside.address") != "import.aside.address"


def test_the_palette_places_what_the_table_of_commands_places(qtbot) -> None:
    from widgets.actions import SKETCHED
    from widgets.sketch_palette import SketchPalette

    palette = SketchPalette(tuple(BY_KEY[key] for key in SKETCHED))
    qtbot.addWidget(palette)
    with qtbot.waitSignal(palette.taken) as heard:
        qtbot.mouseClick(palette._buttons["cctv"], Qt.MouseButton.LeftButton)
    assert heard.args == ["cctv"]


def test_a_long_project_name_is_shortened_and_the_bar_holds_a_small_laptop(qtbot) -> None:
    from widgets.search_box import SearchBox
    from widgets.top_bar import TopBar

    room = QWidget()
    qtbot.addWidget(room)
    bar = TopBar(Actions(None), SearchBox(lambda text: [], room), room)
    bar.show_name("서울특별시 관악구 신림동 여성안심귀갓길 종합 정비 사업 2027")
    bar.scenarios.show_scenarios(tuple((str(n), f"{letter}안") for n, letter in enumerate("ABC")), "1")
    assert bar.minimumSizeHint().width() <= 1366
    speak("en")
    bar.retranslate()
    bar.scenarios.retranslate()
    assert bar.minimumSizeHint().width() <= 1366
