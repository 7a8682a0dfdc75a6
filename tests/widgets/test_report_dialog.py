"""What the report needs to know."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("korean")


def test_the_report_dialog_gives_language_and_a_file_with_its_ending(qtbot, tmp_path: Path) -> None:
    from widgets.report_dialog import ReportDialog

    dialog = ReportDialog(tmp_path / "하늘동")
    qtbot.addWidget(dialog)
    dialog._language.setCurrentIndex(1)
    assert (dialog.language, dialog.file) == ("en", tmp_path / "하늘동.pdf")


def test_the_report_is_about_the_scenario_shown_unless_another_is_chosen(qtbot, tmp_path: Path) -> None:
    from widgets.report_dialog import ReportDialog

    dialog = ReportDialog(tmp_path / "하늘동", scenarios=[("a", "가안"), ("b", "<b>나안</b>")], shown="b")
    qtbot.addWidget(dialog)
    assert (dialog.scenario, dialog.scenarios.currentText(), dialog.scenarios.itemText(0)) == ("b", "<b>나안</b>", "현황 (제안 없음)")
    dialog.scenarios.setCurrentIndex(0)
    assert dialog.scenario == ""


def test_without_scenarios_the_dialog_does_not_ask_for_one(qtbot, tmp_path: Path) -> None:
    from widgets.report_dialog import ReportDialog

    dialog = ReportDialog(tmp_path / "하늘동")
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.scenarios.isVisible() and dialog.scenario == ""
