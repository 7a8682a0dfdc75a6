"""Pictures that know their place and scans placed by points: where their pixels come to lie, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import basemap_pieces as pieces
import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.errors import BadInput
from app.files import basemaps
from app.files.basemaps import pictures
from app.files.basemaps.scans import fit
from app.model import Basemap

X, Y = pieces.spot()
NEAR = (X - 500, Y - 500, X + 500, Y + 500)
RED, GREEN, BLUE, GREY = (230, 20, 20), (20, 200, 20), (20, 20, 230), (128, 128, 128)
QUARTERS = (((-50, 50), RED), ((50, 50), GREEN), ((-50, -50), BLUE), ((50, -50), GREY))


@pytest.fixture(autouse=True)
def _nothing_stays_open() -> Iterator[None]:
    yield
    basemaps.close_all()


def around(x: float, y: float, half: float) -> numpy.ndarray:
    return numpy.array([(x - half, y + half), (x + half, y + half), (x + half, y - half), (x - half, y - half)])


def colour_at(one: pictures.Picture, east: float, north: float, metres_per_px: float = 1.0) -> tuple[int, ...]:
    """The colour of the picture so many metres from the spot, read as drawing reads it."""
    at = numpy.array((X + east, Y + north))
    for piece in one.pieces(around(*at, 4 * metres_per_px), metres_per_px):
        a, b, _, d = piece.corners_m
        share = (at - a) @ numpy.linalg.inv(numpy.stack((b - a, d - a)))
        height, width = piece.pixels.shape[:2]
        column, row = int(share[0] * width), int(share[1] * height)
        if 0 <= column < width and 0 <= row < height and piece.pixels[row, column, 3]:
            return tuple(piece.pixels[row, column, :3].tolist())
    return ()


def refused(path: Path, near: tuple[float, float, float, float] | None = NEAR) -> str:
    with pytest.raises(BadInput) as caught:
        basemaps.examine(path, near)
    assert caught.value.hint and "basemaps." not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("epsg", [5186, 5179, 5187, 5174, 3857, 32652])
def test_a_geotiff_in_any_system_lies_where_it_says(tmp_path: Path, epsg: int) -> None:
    base = basemaps.examine(pieces.photo(tmp_path / "항공.tif", epsg=epsg))
    one = basemaps.opened(base)
    assert (base.form, base.title, base.points) == ("image", "항공", ())
    assert [colour_at(one, *place) for place, _ in QUARTERS] == [colour for _, colour in QUARTERS] and colour_at(one, 400, 0) == ()


def test_a_geotiff_in_degrees_and_a_turned_one_lie_right_too(tmp_path: Path) -> None:
    degrees = basemaps.opened(basemaps.examine(pieces.photo(tmp_path / "d.tif", epsg=4326, metres=1e-5)))
    assert [colour_at(degrees, *place) for place, _ in QUARTERS] == [colour for _, colour in QUARTERS]
    turned = basemaps.opened(basemaps.examine(pieces.photo(tmp_path / "t.tif", turned=True)))
    assert (colour_at(turned, -100, 0), colour_at(turned, 0, 100), colour_at(turned, 0, -100)) == (RED, GREEN, BLUE)


@pytest.mark.parametrize(("driver", "ending", "world"), [("PNG", "png", ".pgw"), ("JPEG", "jpg", ".jgw"), ("JPEG", "jpeg", ".wld"), ("GTiff", "tif", ".tfw")])
def test_a_picture_with_a_world_file_is_tried_in_the_systems_of_the_country(tmp_path: Path, driver: str, ending: str, world: str) -> None:
    file = pieces.photo(tmp_path / f"항공.{ending}", epsg=None, driver=driver)
    pieces.world_file(file, world)
    base = basemaps.examine(file, NEAR)
    one = basemaps.opened(base)
    assert base.form == "image" and len(base.points) == 4
    assert max(abs(a - b) for place, colour in QUARTERS for a, b in zip(colour_at(one, *place), colour, strict=True)) < 12
    assert "좌표계" in refused(file, None) and "좌표계" in refused(file, (X + 9e4, Y, X + 9e4 + 10, Y + 10))


def test_a_projection_beside_the_picture_is_believed(tmp_path: Path) -> None:
    import pyproj

    file = pieces.photo(tmp_path / "a.png", epsg=None, driver="PNG")
    pieces.world_file(file, ".pgw")
    file.with_suffix(".prj").write_text(pyproj.CRS.from_epsg(5186).to_wkt("WKT1_ESRI"))
    base = basemaps.examine(file)
    assert base.points == () and colour_at(basemaps.opened(base), -50, 50) == RED


def test_far_away_the_picture_is_read_coarsely_and_stays_where_it_is(tmp_path: Path) -> None:
    one = basemaps.opened(basemaps.examine(pieces.photo(tmp_path / "a.tif", side=1600)))
    pieces_drawn = list(one.pieces(around(X, Y, 2000), 8.0))
    assert max(max(piece.pixels.shape[:2]) for piece in pieces_drawn) <= 210
    assert colour_at(one, -300, 300, 8.0) == RED and colour_at(one, 300, 300, 8.0) == GREEN


def test_neighbouring_frames_are_cut_on_one_lattice(tmp_path: Path) -> None:
    one = basemaps.opened(basemaps.examine(pieces.photo(tmp_path / "a.tif", side=1600)))
    left, right = (next(iter(one.pieces(around(X + at, Y, 160), 4.0))) for at in (-160, 160))
    for piece in (left, right):
        offset = (piece.corners_m[0] - (X - 800, Y + 800)) / 4.0
        assert numpy.allclose(offset, numpy.round(offset), atol=1e-6)


def test_a_large_picture_is_made_ready_once_and_looks_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.files.basemaps import prepared

    monkeypatch.setattr(prepared, "READY_PX", 1000)
    monkeypatch.setattr(prepared, "COARSEST_PX", 64)
    file = pieces.photo(tmp_path / "a.png", epsg=None, driver="PNG")
    pieces.world_file(file, ".pgw")
    one = basemaps.opened(basemaps.examine(file, NEAR))
    assert one.path != file and one.path.suffix == ".tif" and prepared.ready(file, "a.png") == one.path
    assert [colour_at(one, *place) for place, _ in QUARTERS] == [colour for _, colour in QUARTERS]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pgw", "a.png"]


@pytest.mark.parametrize(("more", "wanted"), [({"dtype": "uint16"}, 255), ({"bands": 1}, 230)])
def test_sixteen_bits_are_stretched_and_one_band_is_grey(tmp_path: Path, more: dict, wanted: int) -> None:
    one = basemaps.opened(basemaps.examine(pieces.photo(tmp_path / "a.tif", **more))) if more.get("bands") != 1 else None
    if one is None:
        one = basemaps.opened(basemaps.examine(pieces.photo(tmp_path / "g.tif", **more)))
        assert colour_at(one, -50, 50) == (230, 230, 230)
    else:
        red, green, _ = colour_at(one, -50, 50)
        assert red >= 250 and green <= 5


def test_a_grid_of_heights_is_no_base_map(tmp_path: Path) -> None:
    heights, photo = pieces.photo(tmp_path / "h.tif", dtype="float32", bands=1), pieces.photo(tmp_path / "p.tif")
    assert not basemaps.is_basemap(heights) and basemaps.is_basemap(photo) and not basemaps.is_basemap(tmp_path / "x.csv")


def test_what_cannot_be_used_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "word.png").write_bytes(b"<html>404</html>")
    (tmp_path / "cut.tif").write_bytes(pieces.photo(tmp_path / "p.tif").read_bytes()[:90])
    (tmp_path / "bomb.png").write_bytes(pieces.huge_png())
    (tmp_path / "link.tif").write_text('<VRTDataset rasterXSize="5" rasterYSize="5"><SRS>EPSG:5186</SRS></VRTDataset>')
    nowhere, far = pieces.photo(tmp_path / "scan.png", epsg=None, driver="PNG"), pieces.photo(tmp_path / "far.tif", epsg=3857)
    import rasterio

    with rasterio.open(far, "r+") as one:
        one.transform = rasterio.transform.Affine(1, 0, 254_000.0, 0, -1, 6_250_000.0)
    sentences = {name: refused(tmp_path / name) for name in ("word.png", "cut.tif", "bomb.png", "link.tif", "scan.png", "far.tif")}
    wanted = {"word.png": "그림 파일이 아닙니다", "cut.tif": "깨져", "bomb.png": "너무 큽니다", "link.tif": "그림 파일이 아닙니다", "scan.png": "위치 정보가 없는",
              "far.tif": "우리나라"}  # fmt: skip
    assert {name: wanted[name] in said for name, said in sentences.items()} == dict.fromkeys(wanted, True) and nowhere.exists()


def test_a_tiff_that_says_it_is_huge_or_is_cut_off_later_takes_no_memory(tmp_path: Path) -> None:
    import rasterio

    with rasterio.open(tmp_path / "s.tif", "w", driver="GTiff", width=900_000, height=900_000, count=3, dtype="uint8", tiled=True,
                       sparse_ok=True, bigtiff="YES", crs="EPSG:5186", transform=rasterio.transform.Affine(1, 0, X, 0, -1, Y)):  # fmt: skip
        pass
    with rasterio.open(tmp_path / "strip.tif", "w", driver="GTiff", width=100_000, height=9_000, count=3, dtype="uint8", tiled=True, blockxsize=32_768,
                       blockysize=8_192, compress="deflate", sparse_ok=True, crs="EPSG:5186", transform=rasterio.transform.Affine(1, 0, X, 0, -1, Y)):  # fmt: skip
        pass
    assert "너무 큽니다" in refused(tmp_path / "s.tif") and "너무 큽니다" in refused(tmp_path / "strip.tif")
    whole = pieces.photo(tmp_path / "a.tif", compress="deflate").read_bytes()
    (tmp_path / "a.tif").write_bytes(whole[: len(whole) * 2 // 3])
    try:
        one = basemaps.opened(basemaps.examine(tmp_path / "a.tif"))
    except BadInput:
        return
    assert all(piece.pixels.shape[2] == 4 for piece in one.pieces(around(X, Y, 200), 1.0))


def test_three_points_place_a_scan_and_its_pixels_lie_there(tmp_path: Path) -> None:
    file = pieces.photo(tmp_path / "도면.png", epsg=None, driver="PNG")
    base = basemaps.scan_of(file)
    assert (base.form, base.title) == ("scan", "도면")
    points = ((0.0, 0.0, X - 100, Y + 100), (400.0, 0.0, X + 100, Y + 100), (0.0, 400.0, X - 100, Y - 100))
    one = basemaps.opened(replace(base, points=points))
    assert [colour_at(one, east / 2, north / 2, 0.5) for (east, north), _ in QUARTERS] == [colour for _, colour in QUARTERS]


def test_the_misses_of_a_fit_are_metres_on_the_ground() -> None:
    square = [(0, 0, X, Y + 100), (100, 0, X + 100, Y + 100), (100, 100, X + 100, Y), (0, 100, X, Y)]
    exact, bent = fit(square), fit([*square[:3], (0, 100, X + 4, Y)])
    assert exact.rms_m < 1e-6 and abs(exact.metres_per_px - 1) < 1e-9 and not exact.mirrored and min(exact.turned_deg, 360 - exact.turned_deg) < 1e-9
    assert all(abs(miss - 1.0) < 1e-6 for miss in bent.misses_m) and fit([(b, a, x, y) for a, b, x, y in square]).mirrored


@pytest.mark.parametrize(("points", "words"), [
    ([], "3곳 더"), ([(0, 0, X, Y), (1, 1, X + 1, Y)], "1곳 더"), ([(0, 0, X, Y), (1, 1, X + 1, Y + 1), (2, 2, X + 2, Y)], "한 줄"),
    ([(0, 0, X, Y), (9, 1, X, Y), (2, 8, X, Y)], "한 줄"), ([(0, 0, X, Y), (1, 0, float("nan"), Y), (0, 1, X, Y)], "터무니없이"),
    ([(0, 0, X, Y), (1, 0, 1e300, Y), (0, 1, X, Y)], "터무니없이"), ([(5, 5, X, Y)] * 9, "한 줄"),
])  # fmt: skip
def test_points_that_place_nothing_are_refused(points: list, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        fit(points)


@settings(max_examples=40, deadline=None)
@given(st.floats(0, 360), st.floats(0.01, 50), st.lists(st.tuples(st.floats(0, 5000), st.floats(0, 5000)), min_size=4, max_size=9, unique=True))
def test_a_plan_turned_and_scaled_is_met_exactly_whatever_points_are_taken(turn: float, scale: float, places: list) -> None:
    c, s = scale * numpy.cos(numpy.radians(turn)), scale * numpy.sin(numpy.radians(turn))
    points = [(a, b, X + c * a + s * b, Y + s * a - c * b) for a, b in places]
    try:
        found = fit(points)
    except BadInput:
        return
    assert found.rms_m < 1e-4 * scale + 1e-6 and abs(found.metres_per_px / scale - 1) < 1e-6


def test_a_scan_without_points_or_gone_is_unusable_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(basemaps.Unusable, match="그 자리에 없습니다"):
        basemaps.opened(Basemap("a", "a", str(tmp_path / "gone.png"), "scan", points=((0, 0, X, Y),) * 3))
    file = pieces.photo(tmp_path / "a.png", epsg=None, driver="PNG")
    with pytest.raises(basemaps.Unusable, match="위치 정보가 없는"):
        basemaps.opened(Basemap("a", "a", str(file), "scan"))
