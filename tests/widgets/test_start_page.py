"""The page without a project."""

from __future__ import annotations

from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("korean")


def test_the_start_page_lists_recent_projects_and_opens_one(qtbot, tmp_path: Path) -> None:
    from widgets.start_page import StartPage

    page = StartPage()
    qtbot.addWidget(page)
    page.show_recent([tmp_path / "가.gpkg", tmp_path / "나.gpkg"])
    with qtbot.waitSignal(page.recent_chosen) as heard:
        page.recent.itemClicked.emit(page.recent.item(1))
    assert heard.args == [tmp_path / "나.gpkg"]
