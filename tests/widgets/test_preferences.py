"""What is remembered between starts."""

from __future__ import annotations

from pathlib import Path

import pytest

from widgets.preferences import Preferences

pytestmark = pytest.mark.usefixtures("korean")


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
