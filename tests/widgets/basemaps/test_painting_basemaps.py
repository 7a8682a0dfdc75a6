"""What the painter makes of base maps: in place whichever way the map is turned, without seams, and small on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import basemap_pieces as pieces
import numpy
import pytest
from PySide6.QtGui import QColor, QImage

from app.files import basemaps
from app.files.basemaps import ground
from app.model import Basemap
from app.scene import Frame, MapWanted, Scene
from widgets.map.map_painter import picture
from widgets.map.map_paper import map_svg

X, Y = pieces.spot()
RED, GREEN, BLUE = (230, 20, 20), (20, 200, 20), (20, 20, 230)


@pytest.fixture(autouse=True)
def _nothing_stays_open(qapp) -> Iterator[None]:
    yield
    basemaps.close_all()


def at(image: QImage, frame: Frame, east: float, north: float) -> tuple[int, int, int]:
    x, y = frame.to_px(X + east, Y + north)
    ratio = image.devicePixelRatio()
    return QColor(image.pixelColor(round(x * ratio), round(y * ratio))).toTuple()[:3]


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 14) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) < by


@pytest.mark.parametrize("turned", [0.0, 30.0, 90.0, 215.0])
@pytest.mark.parametrize("ratio", [1.0, 1.5])
def test_a_photo_turns_with_the_map(tmp_path: Path, turned: float, ratio: float) -> None:
    base = basemaps.examine(pieces.photo(tmp_path / "a.tif"))
    frame = Frame((X, Y), 1.0, 300, 260, turned_deg=turned)
    image = picture(Scene(basemaps=(base,)), frame, ratio)
    assert all(near(at(image, frame, *place), colour) for place, colour in (((-50, 50), RED), ((50, 50), GREEN), ((-50, -50), BLUE)))


@pytest.mark.parametrize("turned", [0.0, 17.0])
@pytest.mark.parametrize(("metres_per_px", "zoom"), [(1.9, 16), (7.6, 14), (0.3, 16)])
def test_tiles_lie_where_they_should_at_every_scale(tmp_path: Path, turned: float, metres_per_px: float, zoom: int) -> None:
    base = basemaps.examine(pieces.mbtiles(tmp_path / "a.mbtiles"))
    frame = Frame((X, Y), metres_per_px, 400, 400, turned_deg=turned)
    image = picture(Scene(basemaps=(base,)), frame)
    for east, north in ((0, 0), (70, 40), (-90, 80), (120, -110)):
        x, y = ground.to_mercator(numpy.array([[X + east * metres_per_px, Y + north * metres_per_px]]))[0]
        side = ground.tile_side_m(zoom)
        along, down = (x + ground.HALF_WORLD_M) / side, (ground.HALF_WORLD_M - y) / side
        column, row = int(along), int(down)
        if min(along % 1, down % 1, 1 - along % 1, 1 - down % 1) <= 0.04:
            continue  # on the dark frame of a tile
        assert near(at(image, frame, east * metres_per_px, north * metres_per_px), (220 if column % 2 else 40, 220 if row % 2 else 40, 120))


@pytest.mark.parametrize("turned", [0.0, 30.0])
@pytest.mark.parametrize("opacity", [1.0, 0.5])
def test_neighbouring_tiles_leave_no_seam(tmp_path: Path, turned: float, opacity: float) -> None:
    def grey(_: pieces.Place) -> bytes:
        import io

        from PIL import Image

        out = io.BytesIO()
        Image.new("RGB", (256, 256), (90, 90, 90)).save(out, "PNG")
        return out.getvalue()

    base = replace(basemaps.examine(pieces.mbtiles(tmp_path / "a.mbtiles", grey)), opacity=opacity)
    image = picture(Scene(basemaps=(base,)), Frame((X, Y), 1.3, 500, 400, turned_deg=turned), 1.25)
    assert len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}) == 1


def test_a_hole_in_the_tiles_shows_the_coarser_ones(tmp_path: Path) -> None:
    import sqlite3

    file = pieces.mbtiles(tmp_path / "a.mbtiles")
    base = sqlite3.connect(file)
    base.execute("UPDATE tiles SET tile_data = x'00' WHERE zoom_level = 16")
    base.execute("INSERT INTO tiles VALUES (16, 0, 0, ?)", (pieces.plain_tile(),))
    base.commit()
    base.close()
    frame = Frame((X, Y), 1.9, 300, 300)
    image = picture(Scene(basemaps=(basemaps.examine(file),)), frame)
    x, y = ground.to_mercator(numpy.array([[X, Y]]))[0]
    side = ground.tile_side_m(15)
    column, row = int((x + ground.HALF_WORLD_M) / side), int((ground.HALF_WORLD_M - y) / side)
    assert near(at(image, frame, 0, 0), (220 if column % 2 else 40, 220 if row % 2 else 40, 120))


def test_what_is_gone_or_spoilt_is_left_out_and_the_rest_is_drawn(tmp_path: Path) -> None:
    good = basemaps.examine(pieces.photo(tmp_path / "a.tif"))
    gone = Basemap("x", "x", str(tmp_path / "gone.mbtiles"), "mbtiles")
    (tmp_path / "bad.pmtiles").write_bytes(b"PMTiles\x03" + bytes(300))
    frame = Frame((X, Y), 1.0, 200, 200)
    image = picture(Scene(basemaps=(gone, good, Basemap("y", "y", str(tmp_path / "bad.pmtiles"), "pmtiles"))), frame)
    assert near(at(image, frame, -50, 50), RED)


def test_far_out_a_map_of_one_district_is_not_asked_for_thousands_of_tiles(tmp_path: Path) -> None:
    base = basemaps.examine(pieces.mbtiles(tmp_path / "a.mbtiles", zooms=(18,), said={"bounds": "124,33,132,39"}))
    image = picture(Scene(basemaps=(base,)), Frame((X, Y), 300.0, 500, 500))
    assert QColor(image.pixelColor(250, 250)).name() == "#f3f1ec"


def test_shapes_take_the_colours_of_the_theme(tmp_path: Path) -> None:
    base = basemaps.examine(pieces.mbtiles(tmp_path / "v.mbtiles", pieces.water_tile, (16,)))
    found = []
    for theme in ("light", "dark"):
        image = picture(Scene(basemaps=(base,)), Frame((X, Y), 2.0, 400, 400, theme))
        found.append({QColor(image.pixelColor(x, 200)).name() for x in range(0, 400, 5)})
    assert "#cfe0e8" in found[0] and "#17262f" in found[1]


def test_credits_stand_in_the_source_line_once_and_only_while_shown() -> None:
    bases = (Basemap("a", "a", "", "image", credit="국토부"), Basemap("b", "b", "", "image", credit="국토부"),
             Basemap("c", "c", "", "image", credit="구청", visible=False), Basemap("d", "d", "", "image", credit="x", opacity=0.0))  # fmt: skip
    assert Scene(source_line="출처: 표본", basemaps=bases).sources == "출처: 표본 · 국토부" and Scene().sources == ""


def test_on_paper_a_photo_is_jpeg_and_shapes_stay_lines(tmp_path: Path) -> None:
    photo, shapes = basemaps.examine(pieces.photo(tmp_path / "a.tif", side=1200)), basemaps.examine(pieces.mbtiles(tmp_path / "v.mbtiles", pieces.water_tile, (16,)))
    wanted = MapWanted("m", Scene(basemaps=(photo,)), (X - 300, Y - 200, X + 300, Y + 200), 120, 80)
    plain, drawn = map_svg(wanted), map_svg(replace(wanted, scene=Scene(basemaps=(shapes,))))
    assert plain.count(b"<image") == 1 and len(plain) < 400_000 and b"<image" not in drawn and drawn.count(b"<path") > 2
    import typst

    (tmp_path / "m.svg").write_bytes(plain)
    (tmp_path / "m.typ").write_text('#image("m.svg", width: 100mm)')
    assert typst.compile(str(tmp_path / "m.typ")).startswith(b"%PDF")


def test_houses_and_streets_let_a_base_map_shine_through_and_what_the_planner_chose_stays(tmp_path: Path) -> None:
    from window_pieces import quarter

    from widgets.basemaps.paint_basemaps import OVER_BASEMAP, seen_through

    layers = quarter().layers
    chosen = tuple(replace(layer, style=(("opacity", 0.9),)) if layer.id == "streets" else layer for layer in layers)
    found = {layer.id: dict(layer.style).get("opacity") for layer in seen_through(chosen, (Basemap("a", "a", "", "image"),))}
    assert found["buildings"] == OVER_BASEMAP and found["streets"] == 0.9 and found["cctv"] is None and found["districts"] is None
    assert seen_through(layers, (Basemap("a", "a", "", "image", visible=False),)) is layers
