"""The files one looks at in the import dialog are what they seem."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.files.looking import look
from widgets import preview
from widgets.importing import import_example


def test_four_files_can_be_read_and_the_spoilt_one_says_so(tmp_path: Path) -> None:
    project = preview.open_project(None)
    if project is None:
        pytest.skip("the sample has not been made yet")
    found = look([import_example.files(project, tmp_path / "data")], preview.kinds(), project)
    kinds = {one.proposal.kind: (one.rows_kept, one.rows_set_aside) for one in found if one.proposal}
    assert kinds == {"cctv": (26, 2), "shelters": (9, 1), "security_lights": (40, 0), "emergency_bells": (12, 0)}
    assert [one.path.name for one in found if one.trouble] == ["지난 자료.xlsx"]
