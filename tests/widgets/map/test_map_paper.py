"""Maps on paper."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import map_pieces as pieces
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from app.scene import MapWanted, Scene
from widgets.map import map_paper
from widgets.map.legend import legend_of
from widgets.map.map_furniture import length_text, scale_bar

pytestmark = pytest.mark.usefixtures("qapp")
BOX = (pieces.X - 100, pieces.Y - 60, pieces.X + 100, pieces.Y + 60)


def wanted(scene: Scene, **more: object) -> MapWanted:
    return MapWanted("summary", scene, BOX, 170.0, 100.0, alt="지도", **more)


def rich() -> Scene:
    town = pieces.town()
    over = (pieces.overlay("assumed_view", pieces.square(-30, -30, 60)), pieces.overlay("seen", pieces.line((-90, 0), (0, 0))),
            pieces.overlay("gap", pieces.line((0, 0), (90, 0)), labels=("1",)))  # fmt: skip
    return Scene(town.layers, over, made_up=True, source_line="출처: 표본 2026-11")


def test_the_map_is_an_svg_of_the_size_on_paper() -> None:
    root = ET.fromstring(map_paper.map_svg(wanted(rich())))
    assert (root.get("width"), root.get("height")) == ("170mm", "100mm")


def test_letters_are_outlines_so_that_no_font_is_needed() -> None:
    text = map_paper.map_svg(wanted(rich())).decode()
    assert "<text" not in text
    assert "font-family" not in text
    assert "<image" not in text


def test_the_wanted_box_is_whole_on_the_paper_and_the_middle_is_the_middle() -> None:
    west, south, east, north = map_paper.frame_of(wanted(rich())).box_m
    assert west <= BOX[0] and south <= BOX[1] and east >= BOX[2] and north >= BOX[3]
    assert (west + east) / 2 == pytest.approx(pieces.X)


def test_the_same_map_is_the_same_bytes() -> None:
    assert map_paper.map_svg(wanted(rich())) == map_paper.map_svg(wanted(rich()))


def test_a_map_of_its_own_can_be_a_pdf() -> None:
    assert map_paper.map_pdf(wanted(rich())).startswith(b"%PDF")


def test_typst_takes_the_map_into_an_accessible_pdf(tmp_path: Path) -> None:
    typst = pytest.importorskip("typst")
    (tmp_path / "map.svg").write_bytes(map_paper.map_svg(wanted(rich())))
    page = '#set document(title: "지도")\n#set text(lang: "ko")\n#image("map.svg", alt: "지도", width: 170mm)\n'
    (tmp_path / "page.typ").write_text(page, encoding="utf-8")
    made = typst.compile(str(tmp_path / "page.typ"), pdf_standards=["ua-1"])
    assert made.startswith(b"%PDF")
    assert len(made) < 200_000


def test_five_thousand_houses_stay_small_and_quick() -> None:
    from time import perf_counter

    rng = np.random.default_rng(4)
    homes = [pieces.square(x, y, 12) for x, y in rng.uniform(-2000, 2000, (5000, 2))]
    ways = [pieces.line(*np.cumsum(rng.normal(0, 60, (12, 2)), axis=0) + rng.uniform(-2000, 2000, 2)) for _ in range(600)]
    scene = Scene((pieces.layer("buildings", homes, name=[""] * 5000), pieces.layer("streets", ways, name=[""] * 600, width_m=[6.0] * 600)),
                  (pieces.overlay("unseen", *ways),))  # fmt: skip
    begun = perf_counter()
    data = map_paper.map_svg(MapWanted("d", scene, (pieces.X - 2000, pieces.Y - 2000, pieces.X + 2000, pieces.Y + 2000), 170, 170))
    assert len(data) < 1_500_000
    assert perf_counter() - begun < 5.0  # a busy machine; the benchmark holds the promise of one second


def test_what_lies_off_the_sheet_is_cut_off() -> None:
    frame = map_paper.frame_of(wanted(rich()))
    xy = np.array([(-5000.0, 10.0), (5000.0, 10.0), (50.0, 50.0), (60.0, 60.0)])
    cut, start = map_paper.trimmed(xy, np.array([0, 2, 4]), frame, closed=False)
    assert len(start) == 3
    assert cut[:, 0].min() >= -6
    assert cut[:, 0].max() <= frame.width_px + 6


def test_a_ring_off_the_sheet_leaves_nothing_and_one_across_stays_closed() -> None:
    frame = map_paper.frame_of(wanted(rich()))
    away = np.array([(-90.0, -90.0), (-80.0, -90.0), (-80.0, -80.0), (-90.0, -90.0)])
    across = np.array([(-90.0, 10.0), (90.0, 10.0), (90.0, 90.0), (-90.0, 10.0)])
    cut, start = map_paper.trimmed(np.vstack((away, across)), np.array([0, 4, 8]), frame, closed=True)
    assert len(start) == 2
    assert tuple(cut[0]) == tuple(cut[-1])


def test_hatching_stays_inside_its_area_and_lies_on_one_lattice() -> None:
    frame = map_paper.frame_of(wanted(rich()))
    areas = np.array([pieces.square(-40, -40, 30), pieces.square(0, 0, 35)], dtype=object)
    lines = map_paper.hatch_lines(areas, frame, 7.0)
    middles = (lines.xy[lines.start[:-1]] + lines.xy[lines.start[1:] - 1]) / 2
    assert len(lines) > 10
    assert shapely.dwithin(shapely.points(middles), shapely.union_all(areas), 0.01).all()
    step = 7.0 * frame.metres_per_px * 2**0.5
    offsets = (lines.xy[:, 1] - lines.xy[:, 0]) / step
    assert np.abs(offsets - np.round(offsets)).max() < 1e-3


NUMBERS = st.one_of(st.integers(-9999, 9999).map(lambda number: number / 10), st.floats(-2000, 2000), st.floats(-1e-3, 1e-3))


@settings(deadline=None, max_examples=80)
@given(st.lists(st.tuples(st.sampled_from("MLC"), NUMBERS, NUMBERS), min_size=1, max_size=12))
def test_a_path_in_short_numbers_visits_the_same_corners_within_half_a_tenth(corners: list[tuple[str, float, float]]) -> None:
    import re

    path = " ".join(f"{letter}{x:g},{y:g}" for letter, x, y in corners)
    found = re.findall(r"([MLC])(-?[\d.]+),(-?[\d.]+)", map_paper.short(path))
    assert [letter for letter, _, _ in found] == [letter for letter, _, _ in corners]
    for (_, x, y), (_, short_x, short_y) in zip(corners, found, strict=True):
        given = float(f"{x:g}"), float(f"{y:g}")
        assert (float(short_x), float(short_y)) == (pytest.approx(given[0], abs=0.0501), pytest.approx(given[1], abs=0.0501))
        assert len((short_x + ".").split(".")[1]) <= 1


def test_lines_and_areas_reach_the_paper_on_its_grid() -> None:
    import re

    text = map_paper.map_svg(wanted(rich())).decode()
    straight = [path for path in re.findall(r' d="([^"]*)"', text) if "C" not in path]
    assert straight and not any(re.search(r"\.\d\d", path) for path in straight)


@settings(deadline=None, max_examples=80)
@given(st.floats(0.04, 400), st.floats(60, 300))
def test_the_scale_bar_is_round_and_fits(metres_per_px: float, widest: float) -> None:
    metres, px = scale_bar(metres_per_px, widest_px=widest)
    assert px <= widest
    assert px >= widest / 2.6
    assert f"{metres:.0e}"[0] in "125"


def test_lengths_are_written_for_people() -> None:
    assert [length_text(m) for m in (5, 48.6, 999, 1000, 2500)] == ["5 m", "49 m", "999 m", "1 km", "2.5 km"]


def test_the_legend_names_every_role_and_kind_once_and_leaves_out_what_explains_itself() -> None:
    town = rich()
    items = legend_of(Scene((*town.layers, *town.layers[-1:]), town.overlays), pieces.frame())
    assert [item.role for item in items if item.role] == ["seen", "assumed_view", "gap"]
    assert [item.kind.key for item in items if item.kind] == ["cctv"]
    assert all(item.text and not item.text.startswith(("map.", "kind.")) for item in items)


def test_an_english_map_speaks_english() -> None:
    korean, english = map_paper.map_svg(wanted(rich())), map_paper.map_svg(wanted(rich(), language="en"))
    assert korean != english
