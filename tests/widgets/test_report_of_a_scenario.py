"""The report from the window is about the scenario shown, or about another that is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.usefixtures("korean")


def test_a_report_of_a_scenario_that_is_not_on_the_map_is_measured_on_the_way(qtbot, tmp_path: Path) -> None:
    from app import edits
    from app.model import Project
    from tests.window_pieces import opened, settled

    w = opened(qtbot, tmp_path)

    def planned(project: Project) -> Project:
        whole = edits.add_scenario(project)
        box = whole.layers[0].frame.total_bounds
        whole = edits.place(whole, "cctv", ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), heading_deg=0.0)
        return edits.choose_scenario(whole, "")

    w.desk.edit("x", planned)
    settled(qtbot, w)
    other = w.desk.project.scenarios[-1]
    for name, scenario in (("a.pdf", other.id), ("b.pdf", None)):
        with qtbot.waitSignal(w.outputs.made, timeout=60_000):
            w.outputs.make("report", tmp_path / name, "ko", opens_folder=False, scenario=scenario)
    texts = ["".join(page.extract_text() for page in PdfReader(tmp_path / name).pages) for name in ("a.pdf", "b.pdf")]
    assert [f"‘{other.title}’" in text and "바꾸는 것" in text for text in texts] == [True, False]
