"""What is taken from a drag."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

pytestmark = pytest.mark.usefixtures("korean")


def test_only_files_of_this_machine_are_taken_from_a_drag(tmp_path: Path) -> None:
    from widgets.importing.drop_area import dropped

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("ftp://elsewhere/file.csv")])
    assert dropped(mime) == [tmp_path]
