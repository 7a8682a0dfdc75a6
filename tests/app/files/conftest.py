"""An open project file for the tests of this room."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from project_pieces import FULL

from app.files.project_file import ProjectFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the project goes; the name tries its best to be misread."""
    return tmp_path / "골목 100% #1?.gpkg"


@pytest.fixture
def file(path: Path) -> Iterator[ProjectFile]:
    """An open file with the full project."""
    made = ProjectFile.create(path, FULL)
    yield made
    made.close()
