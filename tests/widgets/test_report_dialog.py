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
