"""What may leave the house."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.output import report, webmap
from app.output.privacy import count_text, may_leave, public_layers
from layers import KINDS
from tests.app.output_pieces import drawn, forbidden, made, secret, small_answers, small_project, text_of


def test_points_grades_and_counts_of_crime_stay_inside() -> None:
    assert {kind.key for kind in KINDS if kind.sensitive} >= {"crime_points", "crime_grades", "crime_counts"}
    assert not any(layer.kind.group == "crime" for layer in public_layers(small_project()))


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5"), (1435, "1,435")])
def test_small_counts_are_withheld(count: int, text: str) -> None:
    assert count_text(count, 5) == text


def test_no_map_of_the_report_holds_a_sensitive_layer() -> None:
    scenes = [wanted.scene for wanted in report.maps_wanted(small_project(), small_answers(), "ko") if hasattr(wanted, "scene")]
    assert scenes and all(may_leave(layer) for scene in scenes for layer in scene.layers)


def test_the_report_betrays_nothing_of_a_sensitive_layer(tmp_path: Path) -> None:
    whole = small_project()
    made(whole, tmp_path / "r.pdf", answers=small_answers())
    text = "".join(text_of((tmp_path / "r.pdf").read_bytes()))
    assert [word for word in forbidden(secret(whole)) if word in text] == []


def test_a_small_number_of_crimes_is_withheld_in_the_report(tmp_path: Path) -> None:
    source = replace(secret(small_project()).source, rows_in=4, rows_kept=3, rows_set_aside=1)
    whole = small_project().with_layer(replace(secret(small_project()), source=source))
    made(whole, tmp_path / "r.pdf", answers=small_answers())
    text = "".join(text_of((tmp_path / "r.pdf").read_bytes()))
    assert "<5 / <5 / <5" in text and "4 / 3 / 1" not in text


def test_the_web_map_betrays_nothing_of_a_sensitive_layer() -> None:
    whole = small_project()
    html = webmap.page(whole, small_answers(), "ko")
    assert [word for word in forbidden(secret(whole)) if word in html] == []
    assert drawn(whole, small_answers())
