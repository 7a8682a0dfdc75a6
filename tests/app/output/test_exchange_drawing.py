"""The drawing, read back by ezdxf."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import ezdxf
import pytest

from app.output.exchange_drawing import line_text, many_lines
from tests.app.exchange_pieces import at, box, line, planned, with_layer, written


def test_a_drawing_has_a_layer_a_kind_in_metres_and_no_faults(tmp_path: Path) -> None:
    written(tmp_path / "out.dxf", planned(), "layer:cctv", "layer:streets", "things")
    drawing = ezdxf.readfile(tmp_path / "out.dxf")
    names = [layer.dxf.name for layer in drawing.layers]
    assert drawing.dxfversion == "AC1024" and drawing.header["$INSUNITS"] == 6
    assert {"CCTV", "도로·골목", "출처"} <= set(names) and drawing.audit().errors == []


def test_points_are_blocks_with_their_values_and_lines_keep_their_corners(tmp_path: Path) -> None:
    written(tmp_path / "out.dxf", planned(), "layer:cctv", "layer:streets")
    room = ezdxf.readfile(tmp_path / "out.dxf").modelspace()
    signs = room.query('INSERT[layer=="CCTV"]')
    own = planned().layer("cctv").frame
    assert [(sign.dxf.insert.x, sign.dxf.insert.y) for sign in signs] == [(one.x, one.y) for one in own.geometry]
    assert [sign.get_attrib_text("LABEL") for sign in signs] == own["name"].tolist() and signs[1].get_attrib_text("방위(도)") == "90.0"
    streets = room.query('LWPOLYLINE[layer=="도로·골목"]')
    assert [tuple(corner[:2]) for corner in streets[0].get_points()] == list(planned().layer("streets").frame.geometry.iloc[0].coords)
    assert (1000, "이름=가람길") in [(tag.code, tag.value) for tag in streets[0].get_xdata("GOLMOK")]


def test_an_area_with_a_hole_is_two_closed_lines(tmp_path: Path) -> None:
    project = with_layer(planned(), "other", [box(0, 0, 50, 50).difference(box(10, 10, 20, 20))], name=["마당"])
    written(tmp_path / "out.dxf", project, "layer:other")
    lines = ezdxf.readfile(tmp_path / "out.dxf").modelspace().query("LWPOLYLINE")
    assert [one.closed for one in lines] == [True, True] and [len(one) for one in lines] == [4, 4]


def test_the_sources_and_the_made_up_mark_stand_in_a_text_of_the_drawing(tmp_path: Path) -> None:
    source = replace(planned().layer("cctv").source, licence="공공누리 1유형", dated="2026-03-01")
    project = replace(planned(), made_up=True)
    written(tmp_path / "out.dxf", project.with_layer(replace(project.layer("cctv"), source=source)), "layer:cctv")
    (text,) = ezdxf.readfile(tmp_path / "out.dxf").modelspace().query('MTEXT[layer=="출처"]')
    assert all(word in text.plain_text() for word in ("가상 자료", "cctv.csv", "공공누리 1유형", "2026-03-01", "EPSG:5186"))


@pytest.mark.parametrize("text", ["a\\Pb", "{\\fArial|b1;굵게}", "%%u밑줄", "^J줄", "\\U+0041", "둘\n줄", "}", "x" * 5000])
def test_no_text_obeys_the_codes_of_a_drawing(tmp_path: Path, text: str) -> None:
    project = with_layer(planned(), "other", [at(0, 0), line((0, 0), (9, 9))], name=[text, text], title="a\\b/c|d")
    written(tmp_path / "out.dxf", project, "layer:other")
    drawing = ezdxf.readfile(tmp_path / "out.dxf")
    room = drawing.modelspace()
    label = next(one for one in room.query("MTEXT") if one.dxf.layer != "출처")
    assert drawing.audit().errors == [] and label.plain_text() == line_text(text, 60)
    assert room.query("INSERT")[0].get_attrib_text("LABEL") == line_text(text, 60)
    assert "%%" not in line_text(text) and "\\U+" not in line_text(text) and many_lines("{") == "\\{"
